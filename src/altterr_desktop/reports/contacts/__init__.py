"""The address book of the dossier: who can be reached and how, as cards, CSV or workbook."""
