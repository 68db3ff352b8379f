"""The minutes of a collective review session: who was there, each commitment, its verdict and its vote."""
