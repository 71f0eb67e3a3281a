"""Outside services as scripted servers on this machine, for tests and for development."""
