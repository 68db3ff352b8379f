"""Hold the pages of the window, one folder a tab; a tab knows no other tab."""
