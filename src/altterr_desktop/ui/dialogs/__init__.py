"""Ask and show what belongs to no tab: first run, imports, settings, group, backups, history, guide."""
