"""The calendar: everything that has a day, as a month and as a list."""
