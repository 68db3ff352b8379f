"""Keep every change of the dossier: who, when, what it replaced; capture, history, undo. Know no subject."""
