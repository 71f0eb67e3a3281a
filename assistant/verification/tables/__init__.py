"""Claims held against tables: what a passage's tables say, cell by cell, and how sure that is."""

from assistant.verification.tables.checking import (
    table_findings,
    table_linking,
    table_probability,
    table_verdict,
)
from assistant.verification.tables.reading import Table, tables

__all__ = [
    "Table",
    "table_findings",
    "table_linking",
    "table_probability",
    "table_verdict",
    "tables",
]
