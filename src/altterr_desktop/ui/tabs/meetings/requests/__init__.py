"""Requests in the window: their list, one request in full, its letters."""
