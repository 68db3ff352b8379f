"""The mid-term assessment: where the promises of a mandate are, with the evidence and the method."""
