"""What was ingested, for a person and for a program: list it, look into it, forget it."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import NamedTuple

from assistant import build
from assistant.interfaces import render, safe
from assistant.interfaces.collections import refuse_unknown
from assistant.interfaces.start import started
from assistant.interfaces.terminal import Terminal
from corpus.documents import Document, Source
from corpus.errors import InvalidInput, RefusedAddress, UnknownSource
from corpus.feeds.boards import named
from corpus.ingest.feeds import looked
from corpus.ingest.inputs import shown
from corpus.stores.records import SqliteRecords

Record = dict[str, object]

SHORTEST_START = 6
"""Characters of an id's start that are enough to remove by; fewer may be a slip."""


def list_all(collections: tuple[str, ...], *, as_json: bool) -> int:
    """Every source, or those of some collections."""
    terminal = Terminal()
    with build.store(started()) as store:
        refuse_unknown(collections, store.records.statistics().collections)
        sources = store.records.every_source(collections=collections)
        looks = {each.source_id: look(each, store.records) for each in sources}
    if as_json:
        terminal.document({"sources": [record(each) | looks[each.source_id] for each in sources]})
    elif terminal.interactive:
        _say(sources, looks, terminal)
    else:
        terminal.rows(_row(source) for source in sources)
    if not sources:
        terminal.note("Nothing has been ingested yet; start with: insight ingest PATH")
    return 0


def show(name: str, *, with_text: bool) -> int:
    """One source, for a person; of one of its documents, or a posting, the text too."""
    terminal = Terminal()
    found = _found(name)
    if isinstance(found, _Part):
        _say_part(found, terminal)
        return 0
    source, documents, seen = found
    for label, value in _facts(source, documents.values()):
        terminal.fact(label, value, width=_WIDTH)
    for label, count in seen.items():
        terminal.fact(label, str(count), width=_WIDTH)
    for document in documents.values() if with_text else ():
        terminal.say()
        terminal.say(safe.clean(document.text))
    return 0


def show_json(name: str) -> int:
    """One source with its documents and their text, or one document, for a program."""
    found = _found(name)
    if isinstance(found, _Part):
        Terminal().document(_part(found))
        return 0
    source, documents, seen = found
    text = "\n\n".join(document.text for document in documents.values())
    Terminal().document(
        record(source)
        | seen
        | {"text": text, "documents": [_document(*each) for each in documents.items()]}
    )
    return 0


def remove(name: str, *, sure: bool, as_json: bool) -> int:
    """Forget one source; asks first unless told not to."""
    terminal = Terminal()
    with build.store(started()) as store:
        source = _named(name, store.records)
    if len(name) < SHORTEST_START and name != source.source_id and not _is_place(name, source):
        raise InvalidInput(
            f"{name!r} is too short to remove by; give the path, or the id: {source.source_id}"
        )
    if not (sure or _agreed(source)):
        terminal.note("Nothing was removed.")
        return 1
    with build.store(started(), writable=True) as store:
        store.records.remove(source.source_id)
        store.sync()
    if as_json:
        terminal.document({"removed": [source.source_id]})
    else:
        terminal.say(f"Removed {safe.line(source.title)} ({source.source_id}).")
    return 0


def record(source: Source) -> Record:
    """A source as the public contract writes it."""
    return {
        "source_id": source.source_id,
        "collection": source.collection,
        "kind": source.kind,
        "title": source.title,
        "publisher": source.publisher,
        "path": source.path,
        "url": source.url,
        "published": source.published.isoformat() if source.published else None,
        "retrieved": source.retrieved.date().isoformat(),
        "chunks": source.chunks,
        "postings": source.postings,
        "status": source.status,
        "reason": source.reason,
        "notes": list(source.notes),
    }


def look(source: Source, records: SqliteRecords) -> Record:
    """When a feed last answered and how many of its postings are open and gone; empty for a file.

    Its moment is None while it has never answered.
    """
    if source.path is not None:
        return {}
    last = looked(records, source.source_id)
    fetched = last.fetched.isoformat(timespec="seconds") if last.fetched else None
    counts = {"open": len(last.opened), "gone": last.gone} if last.opened or last.gone else {}
    return {"fetched": fetched, **counts}


_WIDTH = 12


def _say(sources: Iterable[Source], looks: Mapping[str, Record], terminal: Terminal) -> None:
    for source in sources:
        terminal.say(safe.line(source.title), style="bold")
        if source.path is None:
            said = (f"{name} {value}" for name, value in looks[source.source_id].items())
            terminal.fact("", "  ".join([safe.line(source.url or ""), *said]), width=2)
        held = f"{source.postings:,} postings" if source.postings else f"{source.chunks:,} chunks"
        about = (source.source_id, source.collection, source.kind, source.published, held)
        terminal.fact("", "  ".join(safe.line(str(each)) for each in about if each), width=2)
        if source.reason:
            terminal.fact("", f"{source.status}: {safe.line(source.reason)}", width=2)


def _row(source: Source) -> tuple[str, ...]:
    return (
        source.source_id,
        safe.line(source.collection),
        source.kind,
        source.published.isoformat() if source.published else "",
        str(source.chunks),
        str(source.postings),
        source.status,
        safe.line(source.title),
        safe.line(source.path or source.url or ""),
        safe.line(source.reason or ""),
    )


def _facts(source: Source, documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    facts = record(source) | {"path": render.path(source.path) if source.path else None}
    for name, fact in facts.items():
        if fact and name != "notes":
            yield name.replace("source_id", "id"), safe.line(str(fact))
    for document in documents:
        for reference in document.references:
            yield "cites", render.reference(reference)
    for note in source.notes:
        yield "note", safe.line(note)


class _Whole(NamedTuple):
    """A source with its documents by id, and when it was looked at."""

    source: Source
    documents: Mapping[str, Document]
    seen: Record


class _Part(NamedTuple):
    """One document, such as a posting, of a source."""

    source: Source
    document_id: str
    document: Document


def _found(name: str) -> _Whole | _Part:
    """The source of this name, else the document of this id or the posting that calls itself so."""
    with build.store(started()) as store:
        records = store.records
        try:
            source = _named(name, records)
        except UnknownSource as unknown:
            document_id = _document_id(name, records, unknown)
            document = records.document(document_id)
            return _Part(records.source(document_id.partition("/")[0]), document_id, document)
        ids = records.document_ids(source.source_id)
        documents = {document_id: records.document(document_id) for document_id in ids}
        return _Whole(source, documents, look(source, records))


def _document_id(name: str, records: SqliteRecords, unknown: UnknownSource) -> str:
    """The one document of this id or own identifier. Raises UnknownSource."""
    if name in records.document_ids(name.partition("/")[0]):
        return name
    ids = records.postings_identified(name)
    if len(ids) > 1:
        raise UnknownSource(
            f"{name!r} names {len(ids):,} postings: {', '.join(ids[:5])}; give one of these ids"
        )
    if not ids:
        raise UnknownSource(f"{unknown}; it is no posting's id either") from unknown
    return ids[0]


def _say_part(part: _Part, terminal: Terminal) -> None:
    place = part.source.path and render.path(part.source.path)
    facts = {name: fact for name, fact in _part(part).items() if isinstance(fact, str)}
    text = facts.pop("text")
    where = safe.line(place or part.source.url or "")
    for label, fact in {**facts, "source": f"{part.source.source_id}, {where}"}.items():
        terminal.fact(label.replace("document_id", "id"), safe.line(fact), width=_WIDTH)
    terminal.say()
    terminal.say(safe.clean(text))


def _part(part: _Part) -> Record:
    posting = part.document.posting
    return {
        **_document(part.document_id, part.document),
        "identifier": posting.identifier if posting else None,
        "employer": posting.hiring_organization if posting else None,
        "url": part.document.url or (posting.url if posting else None),
        "source": record(part.source),
    }


def _named(name: str, records: SqliteRecords) -> Source:
    """The source at this path as it is said from here, or of this feed; else the one of this id."""
    place, address = _absolute(name), _address(name)
    sources = [
        source
        for source in records.every_source()
        if (source.path == place if source.path else source.url == address)
    ]
    if len(sources) > 1:
        ids = ", ".join(source.source_id for source in sources[:5])
        raise UnknownSource(f"{name!r} names several sources: {ids}; give one id in full")
    return records.source(sources[0].source_id if sources else name)


def _address(name: str) -> str:
    try:
        return named(name).url
    except RefusedAddress:
        return ""


def _is_place(name: str, source: Source) -> bool:
    return _absolute(name) == source.path


def _absolute(name: str) -> str:
    # As sources' paths are kept: links stay in them, which Path.resolve would follow.
    return shown(os.path.abspath(os.path.expanduser(name)))  # noqa: PTH100, PTH111


def _document(document_id: str, document: Document) -> Record:
    return {
        "document_id": document_id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "references": [asdict(reference) for reference in document.references],
        "text": document.text,
    }


def _agreed(source: Source) -> bool:
    if not sys.stdin.isatty():
        raise InvalidInput("no one is here to confirm it; add --yes")
    sys.stderr.write(f"Forget {safe.line(source.title)} and its {source.chunks:,} chunks? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
