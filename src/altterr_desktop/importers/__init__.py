"""Read what others publish into drafts and problems; must never write to the dossier."""
