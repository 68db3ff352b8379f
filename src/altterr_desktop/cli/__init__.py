"""Offer the dossier's use cases as commands for scripts; thin: the services decide, the window is not needed."""
