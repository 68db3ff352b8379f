"""The meeting sheet: two pages to carry to a meeting with officials."""
