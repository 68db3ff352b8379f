"""Read address books and lists of officials: cards of phones, tables of mail programs and spreadsheets."""
