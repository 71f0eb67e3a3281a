"""Web pages: their main content, what they state of themselves, and the postings they hold."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lxml import etree

from corpus.documents import Document, Heading, Kind, Reading
from corpus.errors import CorruptSource, EmptySource, OversizedSource
from corpus.normalise import dates
from corpus.readers import markup, postings, schema_org, titles
from corpus.readers.clean import clean, decode
from corpus.readers.composing import Composition

LARGEST = 24_000_000  # bytes
MAIN_SHARE = 0.35  # of a page's letters that its marked main part must hold to be taken for it
SHORTEST_CONTENT = 200  # letters under which leaving things out may have gone too far
DEEPEST_DATA = 40  # objects within objects

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MAINS = ("//main", "//*[@role='main']", "//*[@id='mw-content-text']", "//article")
_DATES = (
    *("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued"),
    *("dcterms.created", "citation_publication_date", "citation_date", "publish-date", "pubdate"),
    *("publication_date", "parsely-pub-date", "sailthru.date"),
)
_PUBLISHERS = (
    "og:site_name",
    "publisher",
    "article:publisher",
    "dc.publisher",
    "citation_publisher",
    "application-name",
)
_PARTS = re.compile(r"\s+[|–—»·:-]\s+")


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document of a page's main content, or one for each job posting that it states as data.

    What a browser would not show is left out. Raises OversizedSource, CorruptSource, EmptySource.
    """
    if len(content) > LARGEST:
        raise OversizedSource(
            f"{name} has {len(content):,} bytes; at most {LARGEST:,} are read of a page"
        )
    page = _decoded(content)
    if markup.overfull(page):
        raise OversizedSource(f"{name} has an element with too many attributes to be read")
    root = markup.parsed(page)
    if root is None:
        raise CorruptSource(f"{name} is damaged: no HTML can be made out in it")
    data = tuple(_data(root))
    stated = _meta(root)
    told = (
        tuple(_posting_documents(data, _canonical(root, stated)))
        if kind in {None, "posting"}
        else ()
    )
    return Reading(told or (_document(root, data, stated, name=name, kind=kind),))


def _decoded(content: bytes) -> str:
    """The page in the encoding its bytes show, else the one it names."""
    charset = _CHARSET.search(content[:4096])
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if charset and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return clean(_as_named(content, charset[1].decode("ascii", "replace")))
    return decode(content)


def _as_named(content: bytes, encoding: str) -> str:
    try:
        return content.decode(
            "cp1252" if encoding.lower() in {"iso-8859-1", "utf-8"} else encoding, "replace"
        )
    except LookupError:
        return decode(content)


# A report


def _document(
    root: etree._Element,
    data: tuple[Mapping[str, object], ...],
    stated: Mapping[str, str],
    *,
    name: str,
    kind: Kind | None,
) -> Document:
    content = _content(root)
    if not content.text:
        raise EmptySource(f"{name} shows no text")
    return replace(
        content,
        title=_title(root, stated, content.headings) or titles.from_name(name),
        kind=kind or "report",
        publisher=_publisher(stated, data) or titles.publisher(content.text),
        published=_published(root, stated, data) or dates.published(content.text),
        url=_canonical(root, stated),
    )


def _content(root: etree._Element) -> Document:
    """The marked main part where it holds enough, else the page without its surroundings."""
    everything = markup.letters(root)
    for path in _MAINS:
        mains = root.xpath(path)
        if len(mains) == 1 and markup.letters(mains[0]) >= MAIN_SHARE * everything:
            found = _composed(mains[0], extent="main")
            if len(found.text) >= SHORTEST_CONTENT:
                return found
    trimmed = _composed(root, extent="page")
    if len(trimmed.text) >= min(SHORTEST_CONTENT, everything):
        return trimmed
    return _composed(root, extent="all")


def _composed(root: etree._Element, *, extent: markup.Extent) -> Document:
    composition = Composition()
    markup.compose(root, composition, extent=extent)
    return composition.document("")


def _title(
    root: etree._Element, stated: Mapping[str, str], headings: Sequence[Heading]
) -> str | None:
    """What the page calls itself, without the site's name where that can be told."""
    element = next(root.iter("title"), None)
    named = "" if element is None else _one_line("".join(element.itertext()))
    title = stated.get("og:title") or stated.get("citation_title") or named
    named_within = [heading.title for heading in headings if len(heading.title) > 3]
    within = next((words for words in named_within[:3] if title.startswith(words)), None)
    if within and _PARTS.match(title[len(within) :]):
        return within
    site = stated.get("og:site_name", "")
    parts = _PARTS.split(title)
    if len(parts) > 1 and site and parts[-1].lower() == site.lower():
        title = title[: title.rindex(parts[-1])].rstrip(" |–—»·:-")
    return title or next(iter(named_within), None)


def _meta(root: etree._Element) -> Mapping[str, str]:
    """The first value of each meta tag, by its lower-cased name."""
    stated: dict[str, str] = {}
    for tag in root.iter("meta"):
        key = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        value = _one_line(tag.get("content") or "")
        if key and value:
            stated.setdefault(key.strip().lower(), value)
    return stated


def _published(
    root: etree._Element, stated: Mapping[str, str], data: Iterable[Mapping[str, object]]
) -> date | None:
    told = [
        str(thing["datePublished"]) for thing in data if isinstance(thing.get("datePublished"), str)
    ]
    marked = [
        time.get("datetime") or time.get("content") or "".join(time.itertext())
        for time in root.xpath("//time[@pubdate] | //*[@itemprop='datePublished']")
    ]
    times = root.xpath("//time[@datetime]")
    only = [times[0].get("datetime")] if len(times) == 1 else []
    values = [*(stated.get(key, "") for key in _DATES), *told, *marked, *only]
    return next((day for value in values if (day := dates.stated(value)) is not None), None)


def _publisher(stated: Mapping[str, str], data: Iterable[Mapping[str, object]]) -> str | None:
    named = (stated[key] for key in _PUBLISHERS if key in stated and "://" not in stated[key])
    told = (whose for thing in data if isinstance(whose := thing.get("publisher"), dict))
    names = (str(publisher.get("name") or "") for publisher in told)
    return next(named, None) or next(filter(None, names), None)


def _canonical(root: etree._Element, stated: Mapping[str, str]) -> str | None:
    links = [
        link.get("href", "")
        for link in root.iter("link")
        if link.get("rel", "").lower() == "canonical"
    ]
    addresses = (address.strip() for address in [*links, stated.get("og:url", "")])
    return next((address for address in addresses if re.fullmatch(r"https?://\S+", address)), None)


def _one_line(words: str) -> str:
    return " ".join(clean(words).split())


# What a page states as data


def _data(root: etree._Element) -> Iterator[Mapping[str, object]]:
    """Every object of a page's JSON-LD, outer before inner."""
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            try:
                value = json.loads("".join(script.itertext()).strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _objects(value, DEEPEST_DATA)


def _objects(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth and isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner, depth - 1)
    elif depth and isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth - 1)


def _posting_documents(
    data: Iterable[Mapping[str, object]], address: str | None
) -> Iterator[Document]:
    table = postings.Table(schema_org.MAPPING)
    for thing in data:
        if schema_org.is_schema(thing):
            told = table.document(schema_org.from_schema(thing), address=address)
            if told is not None:
                yield told
