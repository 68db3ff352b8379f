"""The list of officials as a table for spreadsheets, narrowed as it is on screen."""
