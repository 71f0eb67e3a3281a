"""What was asked and answered, kept so that it can be opened again."""
