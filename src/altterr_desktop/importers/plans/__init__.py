"""Read lists of climate plans; must write nothing."""
