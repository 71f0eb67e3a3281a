"""Fictional exports of ten job markets, each with questions and their true answers."""
