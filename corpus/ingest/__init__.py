"""Ingest: files are read, cut, embedded and stored; what has not changed costs a look."""

from corpus.ingest.inputs import Found
from corpus.ingest.progress import Progress
from corpus.ingest.run import ingest
from corpus.ingest.trial import Trial, Tried

__all__ = ["Found", "Progress", "Trial", "Tried", "ingest"]
