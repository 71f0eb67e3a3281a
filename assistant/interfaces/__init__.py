"""The faces people meet: the terminal first."""
