"""The page to print for who takes the group's work over."""
