"""Markdown as it is written: the file's own text, and the structure its marks give it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.documents import Block, BlockKind, Document, Heading, Kind, Reading, Span
from corpus.errors import EmptySource
from corpus.normalise import dates
from corpus.readers import references, titles
from corpus.readers.clean import decode
from corpus.readers.codespans import code_spans, is_within

LONGEST_HEADING = 200
LONGEST_BOLD_HEADING = 120
LONGEST_FRONT_MATTER = 20_000
PUBLISHERS = ("publisher", "author", "authors", "site", "organization")
GENERIC_TITLES = frozenset({"abstract", "contents", "introduction", "overview", "summary"})

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?$")
_BOLD_LINE = re.compile(r"(?:\*\*|__)([^*_\n]{2,120})(?:\*\*|__):?")
_CLOSES_HEADING = re.compile(r"[.;,]\s*$")
_HIDING = re.compile(
    r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?![.\d]*[1-9])"
    r"|opacity\s{0,3}:\s{0,3}0(?![.\d]*[1-9])|aria-hidden\s{0,3}=\s{0,3}[\"']?true|(?:^|\s)hidden(?:[\s=/]|$))",
    re.IGNORECASE,
)
_SUSPECT = re.compile(
    r"(?P<comment><!--)"
    r"|<(?P<tag>[A-Za-z][A-Za-z0-9-]{0,20})(?P<attributes>\s[^<>]{0,2000})?>"
    r"|(?P<data>\(\s?data:[\w/+.-]{0,80}(?:;[\w=-]{1,40}){0,4},[^()\s]*\))"
)
_NEVER_SHOWN = frozenset({"script", "style", "template", "head", "noscript"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
)
_KINDS: Mapping[tuple[str, int], BlockKind] = {
    ("heading_open", 0): "heading",
    ("paragraph_open", 0): "paragraph",
    ("blockquote_open", 0): "paragraph",
    ("html_block", 0): "paragraph",
    ("hr", 0): "paragraph",
    ("fence", 0): "code",
    ("table_open", 0): "table",
    ("list_item_open", 1): "list",
}


class _Structure(NamedTuple):
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document whose text is the decoded file itself.

    HTML comments and hidden elements stay in the text but belong to no block: they are no content.
    Raises EmptySource where there is nothing else.
    """
    text = decode(content)
    front = _front_matter(text)
    structure = _structure(text, front)
    if not structure.blocks:
        raise EmptySource(f"{name} holds no text")
    stated = _fields(front.of(text))
    title = stated.get("title") or _title(structure.headings)
    return Reading(
        (
            Document(
                text=text,
                title=title or titles.from_name(name),
                kind=kind or "report",
                publisher=_first(stated, PUBLISHERS) or titles.publisher(text[front.end :]),
                published=_published(stated) or dates.published(text[front.end :]),
                url=_address(
                    _first(stated, ("url", "canonical", "canonical_url", "link", "source"))
                ),
                headings=structure.headings,
                blocks=structure.blocks,
                references=references.find(text),
            ),
        )
    )


# What the front matter states


def _front_matter(text: str) -> Span:
    found = _FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER])
    lines = (found[1] or "").split("\n") if found else ["no"]
    simple = all(not line or _FIELD.match(line) or line[0] in " \t-#" for line in lines)
    return Span(0, found.end()) if found and simple else Span(0, 0)


def _fields(front: str) -> Mapping[str, str]:
    """Key and value of each simple line; lists and nested values are not read."""
    stated = {}
    for line in front.split("\n"):
        field = _FIELD.match(line)
        value = (field[2] or "").strip() if field else ""
        if field and value and value[0] not in "[{|>&*":
            stated[field[1].strip().lower()] = " ".join(value.strip("\"'").split())
    return stated


def _first(stated: Mapping[str, str], keys: Iterable[str]) -> str | None:
    return next((stated[key] for key in keys if stated.get(key)), None)


def _published(stated: Mapping[str, str]) -> date | None:
    value = _first(stated, ("published", "date", "date_published", "publication_date", "pubdate"))
    return dates.stated(value) if value else None


def _address(value: str | None) -> str | None:
    return value if value and re.match(r"https?://\S+$", value) else None


def _title(headings: Sequence[Heading]) -> str | None:
    """The first heading of level 1, else the first of level 2 that names more than a section."""
    for level in (1, 2):
        first = next((heading.title for heading in headings if heading.level == level), None)
        if first and (level == 1 or first.lower() not in GENERIC_TITLES):
            return first
    return None


# Its structure


def _structure(text: str, front: Span) -> _Structure:
    hidden = list(_hidden(text, code_spans(text)))
    headings: list[Heading] = []
    blocks = [Block("code", _trimmed(text, front))] if front.end else []
    for block, heading in _pieces(text, front.end):
        shown = list(_shown(text, block, hidden))
        if heading and shown:
            headings.append(heading)
        blocks += shown
    return _Structure(tuple(headings), tuple(blocks))


def _pieces(text: str, offset: int) -> Iterator[tuple[Block, Heading | None]]:
    """Each top-level block, a list item by item, and the heading it is, if it is one."""
    body = text[offset:]
    starts = list(accumulate((len(line) + 1 for line in body.split("\n")), initial=offset))
    tokens = _parser().parse(body)
    above = 0
    for token, following in pairwise([*tokens, Token("end", "", 0)]):
        kind = _KINDS.get((token.type, token.level))
        if kind is None or token.map is None:
            continue
        span = _trimmed(text, Span(starts[token.map[0]], min(starts[token.map[1]], len(text))))
        if kind == "table":
            yield Block("table", span, _trimmed(text, _line(starts, token.map[0]))), None
            continue
        heading = _heading(token, following.content, span, above)
        if token.type == "heading_open" and heading:
            above = heading.level
        kind = "paragraph" if kind == "heading" else kind
        yield Block("heading" if heading else kind, span), heading


def _heading(token: Token, content: str, span: Span, above: int) -> Heading | None:
    """A marked heading, or a whole line in bold as one below the last marked heading."""
    # A rule under a paragraph of several lines makes no heading of it, though CommonMark says so.
    if token.type == "heading_open" and len(content) <= LONGEST_HEADING and "\n" not in content:
        title = titles.words(references.strip(content))
        return Heading(int(token.tag[1:]), title, span) if title else None
    bold = _BOLD_LINE.fullmatch(content.strip()) if token.type == "paragraph_open" else None
    if not bold or _CLOSES_HEADING.search(bold[1]) or dates.published(bold[1]):
        return None
    return Heading(min(above + 1, 6) if above else 2, titles.words(references.strip(bold[1])), span)


def _line(starts: Sequence[int], number: int) -> Span:
    return Span(starts[number], starts[number + 1] - 1)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


@cache
def _parser() -> MarkdownIt:
    """Blocks only: inline marks stay as written, and a link definition is a line like any other."""
    parser = MarkdownIt("commonmark").enable("table")
    return parser.disable(["inline", "text_join", "reference", "code"])


# What is not shown


def _shown(text: str, block: Block, hidden: Sequence[Span]) -> Iterator[Block]:
    """The block without its hidden parts: itself, several blocks, or none."""
    start = block.span.start
    first = bisect_right(hidden, start, key=lambda span: span.end)
    last = bisect_left(hidden, block.span.end, key=lambda span: span.start)
    for gap in [*hidden[first:last], Span(block.span.end, block.span.end)]:
        if gap.start > start:
            piece = _trimmed(text, Span(start, gap.start))
            if piece.end > piece.start:
                yield replace(block, span=piece, header=_inside(block.header, piece))
        start = max(start, gap.end)


def _inside(header: Span | None, piece: Span) -> Span | None:
    inside = header and piece.start <= header.start and header.end <= piece.end
    return header if inside else None


def _hidden(text: str, code: Sequence[Span]) -> Iterator[Span]:
    """Comments, elements no browser shows and embedded data, in order; never within code."""
    closers = _Closers(text)
    past = 0
    for match in _SUSPECT.finditer(text):
        if match.start() < past or is_within(match.start(), code):
            continue
        end = _end_of_hidden(text, match, closers)
        if end is not None:
            past = end
            yield Span(match.start(), end)


def _end_of_hidden(text: str, match: re.Match[str], closers: "_Closers") -> int | None:
    tag = (match["tag"] or "").lower()
    if match["comment"]:
        at_line_start = match.start() == 0 or text[match.start() - 1] == "\n"
        unclosed = len(text) if at_line_start else None
        return closers.after("-->", match.end(), otherwise=unclosed)
    if match["data"]:
        return match.end()
    if tag in _NEVER_SHOWN or _HIDING.search(match["attributes"] or ""):
        blank = text.find("\n\n", match.end())
        paragraph = blank if blank >= 0 else len(text)
        return (
            match.end()
            if tag in _VOID
            else closers.after(f"</{tag}>", match.end(), otherwise=paragraph)
        )
    return None


class _Closers:
    """Finds what closes an element; what is not there once is not looked for again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()

    def after(self, closer: str, place: int, *, otherwise: int | None) -> int | None:
        if closer in self._absent:
            return otherwise
        found = re.compile(re.escape(closer), re.IGNORECASE).search(self._text, place)
        if found is None:
            self._absent.add(closer)
            return otherwise
        return found.end()
