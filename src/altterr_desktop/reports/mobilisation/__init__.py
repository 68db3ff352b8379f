"""The plan of a mobilisation: what, where, when, who, and what to do before the day."""
