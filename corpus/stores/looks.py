"""Which postings feeds showed at their last look, as the truth remembers it."""

import json
from collections.abc import Iterable, Mapping

from corpus.documents import Source
from corpus.stores.records import SqliteRecords


def key(source_id: str) -> str:
    """What a feed's last look is remembered under."""
    return f"feed {source_id}"


def opened(records: SqliteRecords, sources: Iterable[Source]) -> Mapping[str, frozenset[str]]:
    """The ids of the postings that are open, by feed; a source that is no feed is left out."""
    noted = {source.source_id: records.note(key(source.source_id)) for source in sources}
    looks = {source_id: json.loads(note) for source_id, note in noted.items() if note}
    return {
        source_id: frozenset(look["opened"]) for source_id, look in looks.items() if look["fetched"]
    }
