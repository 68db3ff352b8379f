"""A letter to an official, a service or a commission."""
