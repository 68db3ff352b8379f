"""Hold the window: Qt and nothing but Qt; it asks the services and never opens a session."""
