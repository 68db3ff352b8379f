"""Keep the dossier's file: create, open, check, lock, migrate, back up, restore; know no subject."""
