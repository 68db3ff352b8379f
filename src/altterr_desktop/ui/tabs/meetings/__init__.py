"""The page of meetings: what is prepared, who comes, what was said, what follows."""
