"""The calendar of the dossier, for the calendars of phones and computers."""
