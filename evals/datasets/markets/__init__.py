"""Fictional exports of nine job markets, each with questions and their true answers."""
