"""The page of assessments: prepare one, freeze it, print it."""
