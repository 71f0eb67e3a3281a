"""Texts become vectors: with the model in the box, or with a configured service."""
