"""What is known, kept: SQLite is the truth, and every index beside it can be rebuilt from it."""

from corpus.stores.records import Known, SqliteRecords, Statistics
from corpus.stores.rows import Entry, Stamp, text_hash
from corpus.stores.statements import Model
from corpus.stores.store import Health, Store, Tuning
from corpus.stores.words import Wording

__all__ = [
    "Entry",
    "Health",
    "Known",
    "Model",
    "SqliteRecords",
    "Stamp",
    "Statistics",
    "Store",
    "Tuning",
    "Wording",
    "text_hash",
]
