"""Hold what every tab is made of; it knows no tab and no subject."""
