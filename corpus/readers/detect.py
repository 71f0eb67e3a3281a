"""Which format bytes are in: by what they hold, and by their name where that leaves it open."""

import csv
import json
import re
from pathlib import PurePath

from corpus.errors import UnsupportedSource
from corpus.readers.clean import decode
from corpus.readers.signatures import READ, Format, signed

SAMPLE = 65_536
LONGEST_COLUMN_NAME = 40
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?.*(?:\n[ \t]+.*)*\n")
_MAIL_ONLY = {"from", "received", "mime-version", "message-id", "return-path", "delivered-to"}
_MAIL = _MAIL_ONLY | {"to", "subject", "date", "content-type", "cc", "reply-to", "sender"}
_XML_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s)*<([\w:.-]+)", re.DOTALL
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|table|tr|td|th|ul|ol|li|h[1-6]|br|section|article|strong|em|b|i|a|img)\b[^<>]*>",
    re.IGNORECASE,
)
_JSON_START = re.compile(r"\s*(?:\{\s*(?:\"|\}|$)|\[\s*(?:[\[{\"\]\d]|$|-\d|null|true|false))")
_MARKDOWN = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} \S.*$",
        r"^(?:```|~~~)",
        r"(?<!!)\[[^\]\n]{1,200}\]\((?:https?:|/|#|\.|mailto:)[^)\s]*\)",
        r"(?<![\w*])\*\*[^*\s][^*\n]{0,200}\*\*(?![\w*])",
        r"^\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$",
        r"^ {0,3}[-*+] \S.*$",
        r"^> \S",
        r"^\[\^[\w-]+\]:",
        r"\A---\n(?:[\w-]+:.*\n)+---\n",
    )
)
_BULLETS = 5
_LINES = {".jsonl", ".ndjson"}
_PAGE_ENDINGS = {".htm", ".html", ".xhtml"}
_ENDINGS: dict[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".eml": "eml",
}  # fmt: skip
"""Endings believed where the content leaves it open."""


def detect(content: bytes, *, name: str) -> Format:
    """The format of a file's bytes. Raises UnsupportedSource where it is none that is read."""
    found = signed(content, name=name)
    if found is not None:
        return found
    try:
        sample = decode(content[:SAMPLE])
    except UnsupportedSource as e:
        raise UnsupportedSource(f"{name} is no format that is read: {READ}") from e
    return _text(
        sample, is_whole=len(content) <= SAMPLE, ending=PurePath(name.lower()).suffix, name=name
    )


def _text(sample: str, *, is_whole: bool, ending: str, name: str) -> Format:
    return (
        _markup(sample, ending=ending, name=name)
        or ("eml" if _is_mail(sample) else None)
        or _data(sample, is_whole=is_whole, ending=ending)
        or _ENDINGS.get(ending)
        or ("markdown" if _is_markdown(sample) else None)
        or _table(sample)
        or "text"
    )


def _markup(sample: str, *, ending: str, name: str) -> Format | None:
    """HTML, a feed or other XML, told by the first element; a fragment needs many tags."""
    is_page = ending in _PAGE_ENDINGS
    if not sample.lstrip().startswith("<"):
        return "html" if is_page and _TAG.search(sample) else None
    root = _XML_ROOT.match(sample)
    first = root[1].lower() if root else ""
    if first in {"svg", "svg:svg"}:
        raise UnsupportedSource(f"{name} is a drawing; text in pictures needs OCR first")
    is_xml = sample.lstrip().startswith("<?xml") or first in {"rss", "feed", "rdf:rdf"}
    if is_xml and not _PAGE.search(sample[:4096]):
        return "feed"
    return "html" if _PAGE.search(sample[:4096]) else _fragment(sample, ending=ending)


def _fragment(sample: str, *, ending: str) -> Format | None:
    """A Markdown file may begin with a tag or two; HTML goes on with them."""
    if _ENDINGS.get(ending) == "markdown" and _is_markdown(sample):
        return None
    return "html" if len(_TAG.findall(sample)) >= 2 or ending in _PAGE_ENDINGS else None


def _is_mail(sample: str) -> bool:
    """Header lines up to a blank one, among them some that only mail has."""
    text = sample.split("\n", 1)[1] if sample.startswith("From ") and "\n" in sample else sample
    names = set()
    place = 0
    while header := _HEADER.match(text, place):
        names.add(header[1].lower())
        place = header.end()
    ends = place >= len(text.rstrip()) or text[place : place + 1] == "\n"
    return ends and len(names & _MAIL) >= 2 and bool(names & _MAIL_ONLY)


def _data(sample: str, *, is_whole: bool, ending: str) -> Format | None:
    """JSON, lines of JSON or a notebook; None for text that only begins with a bracket."""
    if not _JSON_START.match(sample):
        return "json" if ending == ".json" else None
    try:
        value, end = json.JSONDecoder().raw_decode(sample.lstrip())
    except RecursionError:
        return None if ending in _ENDINGS else "json"
    except ValueError:
        return _unparsed(sample, is_whole=is_whole, ending=ending)
    return _parsed(value, sample.lstrip()[end:].strip(), ending=ending)


def _parsed(value: object, rest: str, *, ending: str) -> Format | None:
    if isinstance(value, dict | list) and rest[:1] in {"{", "["}:
        return "jsonl"
    if rest and ending not in {".json", *_LINES}:
        return None
    if not isinstance(value, dict):
        return "json"
    is_notebook = {"cells", "nbformat"} <= value.keys()
    return "notebook" if is_notebook else "jsonl" if ending in _LINES else "json"


def _unparsed(sample: str, *, is_whole: bool, ending: str) -> Format | None:
    """JSON longer than the sample, or damaged: what its ending or its first characters promise."""
    if ending in _LINES:
        return "jsonl"
    if ending == ".ipynb":
        return "notebook"
    is_object = re.match(r"\s*[\[{]\s*[\[{\"]", sample) is not None
    return "json" if ending == ".json" or (is_object and not is_whole) else None


def _is_markdown(sample: str) -> bool:
    """Two kinds of marks, or several headings or bullets; one "# comment" is no heading."""
    counts = [len(pattern.findall(sample)) for pattern in _MARKDOWN]
    headings, bullets = counts[0], counts[5]
    kinds = sum(1 for place, count in enumerate(counts) if count and place != 5) + (bullets >= 2)
    return kinds >= 2 or headings >= 3 or bullets >= _BULLETS or counts[-1] > 0


def _table(sample: str) -> Format | None:
    """Lines cut into the same number of short fields by one mark."""
    lines = [line for line in sample.split("\n") if line.strip()][:50]
    if len(lines) < 3:
        return None
    for mark, least in (("\t", 2), (",", 3), (";", 3)):
        rows = list(csv.reader(lines[:-1] if len(lines) == 50 else lines, delimiter=mark))
        widths = [len(row) for row in rows]
        names = [cell.strip() for cell in rows[0]]
        is_even = widths.count(widths[0]) >= 0.9 * len(widths)
        is_prose = any(cell.endswith((".", "!", "?")) for cell in names)
        is_named = all(0 < len(cell) <= LONGEST_COLUMN_NAME for cell in names)
        if widths[0] >= least and is_even and is_named and not is_prose:
            return "tsv" if mark == "\t" else "csv"
    return None
