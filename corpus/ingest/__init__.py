"""Ingest: files are read, cut, embedded and stored; what has not changed costs a look."""

from corpus.ingest.inputs import Found
from corpus.ingest.progress import Progress
from corpus.ingest.run import ingest

__all__ = ["Found", "Progress", "ingest"]
