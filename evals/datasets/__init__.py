"""Sets of questions that are kept with the project."""
