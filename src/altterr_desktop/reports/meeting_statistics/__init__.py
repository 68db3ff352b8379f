"""The figures of the meetings: how many, with whom, how long, and what became of what was promised."""
