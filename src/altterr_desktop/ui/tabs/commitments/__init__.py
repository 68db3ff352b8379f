"""The page of commitments: what was promised, how far it is, and what proves it."""
