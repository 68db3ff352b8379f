"""Everything the dossier holds about one person."""
