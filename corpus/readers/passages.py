"""Rows and objects that each hold a text of their own: a document for each, under its title."""

from collections.abc import Iterable, Mapping, Sequence

from corpus.documents import Document, Kind, Reading
from corpus.errors import EmptySource
from corpus.normalise import dates
from corpus.readers import mapping, schema_org, text, titles
from corpus.readers.composing import Composition
from corpus.readers.fragments import plain

Object = Mapping[str, object]

MOST = 100_000
SHORTEST = 150  # letters that untitled texts have on average, to be texts and not labels
TEXTS = ("text", "passage", "content", "body", "article", "full_text")
TITLES = ("title", "headline", "name", "document_id", "id", "_id")
DATES = ("published", "date", "datepublished", "date_published", "publication_date", "published_at")
PUBLISHERS = ("publisher", "source", "author")
ADDRESSES = ("url", "link", "source_url")


def are_told(sample: Sequence[Object]) -> bool:
    """Whether each of these holds a text, and is neither a posting nor a mere label."""
    found = [_lowered(thing) for thing in sample]
    said = [_first(thing, TEXTS) for thing in found]
    if not found or not all(any(key in thing for key in TEXTS) for thing in found):
        return False
    if any(schema_org.is_schema(thing) or mapping.are_described(thing) for thing in sample):
        return False
    titled = all("title" in thing or "headline" in thing for thing in found)
    return titled or sum(map(len, said)) >= SHORTEST * len(said)


def reading(things: Iterable[Object], *, name: str, kind: Kind | None) -> Reading:
    """One document for each; those without a text are left out and counted. Raises EmptySource."""
    found: list[Document] = []
    notes = []
    empty = 0
    for thing in things:
        if len(found) >= MOST:
            notes.append(f"only the first {MOST:,} texts were read")
            break
        document = _document(_lowered(thing), name=name, kind=kind)
        if document.text:
            found.append(document)
        else:
            empty += 1
    if not found:
        raise EmptySource(f"{name} holds no text")
    if empty:
        notes.append(f"{empty} without a text were left out")
    return Reading(tuple(found), tuple(notes))


def _document(thing: Object, *, name: str, kind: Kind | None) -> Document:
    said = plain(_first(thing, TEXTS))
    composition = Composition()
    for block in text.blocks(said):
        composition.lines(block.span.of(said).split("\n"), kind=block.kind)
    address = _first(thing, ADDRESSES)
    return composition.document(
        _first(thing, TITLES) or titles.from_name(name),
        kind=kind or "report",
        published=dates.stated(_first(thing, DATES)),
        publisher=_first(thing, PUBLISHERS) or None,
        url=address if address.startswith(("http://", "https://")) else None,
    )


def _lowered(thing: Object) -> Object:
    return {key.lower(): value for key, value in thing.items()}


def _first(thing: Object, keys: Iterable[str]) -> str:
    values = (thing.get(key) for key in keys)
    return next(
        (str(value) for value in values if isinstance(value, str | int) and value != ""), ""
    )
