"""Hold the window around the tabs; it knows tabs only by the list it is given."""
