"""The comparison of territories of the same kind."""
