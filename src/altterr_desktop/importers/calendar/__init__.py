"""Read calendar files (iCalendar): those of councils, of coordinations, of shared calendars."""
