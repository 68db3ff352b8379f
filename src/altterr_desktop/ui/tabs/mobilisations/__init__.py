"""The page of mobilisations: their plan, their people, their outcome."""
