"""The page of officials: who they are, what they hold, what they promised, when they last answered."""
