"""Know this laptop: its folders, its preferences, and the reference data that ships; must know no dossier."""
