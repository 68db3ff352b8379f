"""The minutes of a meeting: what was said and promised, and what follows."""
