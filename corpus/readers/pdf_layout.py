"""What the lines of a PDF are: headings, paragraphs, lists and tables."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Literal

from corpus.readers.pdf_lines import HYPHEN_AT_LINE_END
from corpus.readers.pdf_rows import RAISED, Line

LONGEST_HEADING = 120
HEADING_LINES = 3
BOLDER = 100
"""By this much a bold font's weight is above the body's; pdfium's scale differs by file."""

LARGER = 1.12
"""By this factor a heading is larger than the body."""

NEXT_PARAGRAPH = 1.25
"""A step down by this factor of the usual one starts a paragraph."""

RUNNING_PAGES = 3
"""A line at one height of this many pages is a page's header or footer, never a heading."""

_FIGURE = re.compile(r"[($€£¥+-]*\s?\d[\d,.]*\s?\)?%?\)?|—|[–-]|n/?a|N/?A|\*")
_YEAR = re.compile(r"(?:19|20)\d\d[,*]?")
_DATE_WORD = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|\d{1,2},|(?:19|20)\d\d[,*]?|q[1-4]|fy\d*|[$%]",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•▪◦●○■□·‣]\s*|[–—-]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+")
_NO_HEADING = re.compile(r"[^\W\d_A-ZÀ-Þ][a-zß-ÿ]|[•▪◦●○■□·‣☐☒☑✓*†]|[–—-]\s|\(|[a-z][.)]\s")
_SENTENCE_END = re.compile(r"[.!?:;][”\")]?$")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that are one block; the first `header` of a table's lines name its columns."""

    kind: Literal["heading", "paragraph", "list", "table"]
    lines: tuple[str, ...]
    header: int = 0
    level: int = 1


@dataclass(frozen=True, slots=True)
class Body:
    """How the running text of a document is set: what a heading differs from."""

    size: float
    weight: int
    step: float
    levels: Mapping[tuple[float, bool], int]
    running: frozenset[str]
    words: frozenset[str]

    def is_heading(self, line: Line) -> bool:
        if (
            len(line.text) > LONGEST_HEADING
            or not _LETTERS.search(line.text)
            or _place(line) in self.running
        ):
            return False
        if line.cells > 1 or _NO_HEADING.match(line.text) or line.text.endswith((".", ",", ";")):
            return False
        return self.is_larger(line) or self.is_bolder(line)

    def is_larger(self, line: Line) -> bool:
        return line.size > LARGER * self.size

    def is_bolder(self, line: Line) -> bool:
        return line.weight >= self.weight + BOLDER

    def style(self, line: Line) -> tuple[float, bool]:
        return max(round(line.size), round(self.size)), self.is_bolder(line)


def body(pages: Sequence[Sequence[Line]]) -> Body:
    """How a document's running text is set, taken from all of its lines."""
    sizes: Counter[float] = Counter()
    weights: Counter[int] = Counter()
    for line in (line for lines in pages for line in lines):
        sizes[round(line.size, 1)] += len(line.text)
        weights[line.weight] += len(line.text)
    steps = [
        upper.bottom - lower.bottom
        for lines in pages
        for upper, lower in pairwise(lines)
        if 0 < upper.bottom - lower.bottom < 3 * upper.size and abs(upper.size - lower.size) < 0.5
    ]
    size = sizes.most_common(1)[0][0] if sizes else 1.0
    plain = Body(
        size=size,
        weight=weights.most_common(1)[0][0] if weights else 0,
        step=median(steps) if steps else 1.2 * size,
        levels={},
        running=_running(pages),
        words=frozenset(word for lines in pages for word in _whole_words(lines)),
    )
    return replace(plain, levels=_levels(pages, plain))


def groups(
    lines: Sequence[Line], body: Body, bookmarks: Mapping[str, int] = MappingProxyType({})
) -> Iterator[Group]:
    """One page's lines as blocks, in order; `bookmarks` are its headings' words and levels."""
    place = 0
    while place < len(lines):
        level = _bookmarked(lines[place], bookmarks)
        end = place + 1 if level else _table_end(lines, place, body)
        if level:
            yield Group("heading", (joined([lines[place].text], body),), level=level)
        elif end > place:
            yield _table(lines[place:end], body)
        elif body.is_heading(lines[place]):
            end = _heading_end(lines, place, body)
            yield _heading(lines[place:end], body)
        else:
            end = _prose_end(lines, place, body)
            yield _prose(lines[place:end], body)
        place = end


def _bookmarked(line: Line, bookmarks: Mapping[str, int]) -> int | None:
    """The level of a line's bookmark; the line may carry a number that the bookmark lacks."""
    words = " ".join(line.text.split())
    for title, level in bookmarks.items():
        if len(title) > 2 and words.endswith(title) and len(words) <= len(title) + 8:
            return level
    return None


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The lines that stand at one height with the same words on several pages."""
    seen = Counter(place for lines in pages for place in {_place(line) for line in lines})
    return frozenset(place for place, count in seen.items() if count >= RUNNING_PAGES)


def _whole_words(lines: Sequence[Line]) -> Iterator[str]:
    """The words that no line's end cuts."""
    cut = False
    for line in lines:
        words = _WORD.findall(line.text.lower())
        ends_cut = line.text.endswith(HYPHEN_AT_LINE_END)
        yield from words[int(cut) : len(words) - int(ends_cut)]
        cut = ends_cut


def _place(line: Line) -> str:
    words = re.sub(r"\d+", "0", line.text)
    return f"{line.bottom:.0f} {words}"


def _levels(pages: Sequence[Sequence[Line]], body: Body) -> Mapping[tuple[float, bool], int]:
    """Larger is higher, bold is higher than plain; a cover's display sizes share level one."""
    after_cover: Iterable[Sequence[Line]] = pages[1:] if len(pages) > 2 else pages
    styles = {body.style(line) for lines in after_cover for line in lines if body.is_heading(line)}
    return {style: level for level, style in enumerate(sorted(styles, reverse=True), start=1)}


def _table_end(lines: Sequence[Line], start: int, body: Body) -> int:
    """Where the table that starts here ends; `start` where none does. Two rows make a table."""
    first = start
    while first < min(start + 4, len(lines)) and _may_head_table(lines[first], body):
        first += 1
    rows, end = 0, start
    for place in range(first, len(lines)):
        if place > start and _is_apart(lines[place - 1], lines[place], body):
            break
        if rows and _names_periods(lines[place]) and _has_figures(lines[end - 1].text):
            break
        if lines[place].cells > 1:
            rows, end = rows + 1, place + 1
        elif not _is_label(lines, place, body):
            break
    return end if rows >= 2 and lines[first].cells > 1 else start


def _may_head_table(line: Line, body: Body) -> bool:
    """A short line set over columns: not at the left margin, not a sentence."""
    is_short = len(line.text) < 60 and line.right - line.left < 30 * body.size
    return (
        line.cells == 1 and is_short and line.left > 25 * body.size and not line.text.endswith(".")
    )


def _is_apart(upper: Line, lower: Line, body: Body) -> bool:
    return not -0.5 * body.size < upper.bottom - lower.bottom < 3.2 * body.step


def _is_label(lines: Sequence[Line], place: int, body: Body) -> bool:
    """A line between the rows of a table: "Earnings per share:", a label that wraps."""
    line, after = lines[place], lines[place + 1 : place + 4]
    is_short = len(line.text) <= 90 and not line.text.endswith(".")
    followed = next((n for n, other in enumerate(after) if other.cells > 1), None)
    if not is_short or followed is None:
        return False
    run = [line, *after[: followed + 1]]
    return not any(_is_apart(upper, lower, body) for upper, lower in pairwise(run))


def _names_periods(line: Line) -> bool:
    """A row of nothing but dates: the columns of another table."""
    words = line.text.split()
    return line.cells > 1 and all(_DATE_WORD.fullmatch(word) for word in words) and "$" not in words


def _table(lines: Sequence[Line], body: Body) -> Group:
    rows = list(_with_labels_joined(lines, body))
    header = _header_rows(rows)
    return Group("table", tuple(row.text for row in rows), header=header)


def _with_labels_joined(lines: Sequence[Line], body: Body) -> Iterator[Line]:
    """A label that wraps onto the line of its figures is one row."""
    label = ""
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        text = joined([label, line.text], body)
        wraps = after is not None and after.cells > 1 and after.text[:1].islower()
        if line.cells == 1 and wraps and not line.text.endswith(":"):
            label = text
            continue
        label = ""
        yield replace(line, text=text)


def _header_rows(rows: Sequence[Line]) -> int:
    """How many rows at the top name the columns; they hold no figures but years and dates."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    count = 0
    for row in rows[:-1]:
        is_over_columns = row.left > left + 0.15 * (right - left)
        if _has_figures(row.text) or not (row.cells > 1 or is_over_columns):
            break
        count += 1
    return count if count < len(rows) else 1


def _has_figures(text: str) -> bool:
    words = [word for word in text.split() if not _DATE_WORD.fullmatch(word)]
    return any(_FIGURE.fullmatch(word) and not _YEAR.fullmatch(word) for word in words)


def _heading_end(lines: Sequence[Line], start: int, body: Body) -> int:
    end = start + 1
    while end < min(len(lines), start + HEADING_LINES):
        upper, lower = lines[end - 1], lines[end]
        is_near = 0 < upper.bottom - lower.bottom < 1.6 * upper.size
        if not (is_near and body.is_heading(lower) and _is_set_alike(upper, lower)):
            break
        end += 1
    return end


def _is_set_alike(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) < 0.05 * one.size and one.weight == other.weight


def _heading(lines: Sequence[Line], body: Body) -> Group:
    title = joined([line.text for line in lines], body)
    return Group("heading", (title,), level=body.levels.get(body.style(lines[0]), 1))


def _prose_end(lines: Sequence[Line], start: int, body: Body) -> int:
    margin = max(line.right for line in lines)
    end = start + 1
    while end < len(lines) and not _starts_block(lines, end, body, margin=margin):
        end += 1
    return end


def _starts_block(lines: Sequence[Line], place: int, body: Body, *, margin: float) -> bool:
    upper, lower = lines[place - 1], lines[place]
    step = upper.bottom - lower.bottom
    if lower.cells > 1 or upper.cells > 1 or body.is_heading(lower):
        return True
    if _BULLET.match(lower.text):
        return _BULLET.match(upper.text) is None and not _is_in_list(lines, place)
    runs_on = upper.right > margin - 0.15 * (margin - upper.left) and lower.text[:1].islower()
    is_lower = (
        0
        < step
        <= (1.5 * NEXT_PARAGRAPH if runs_on else NEXT_PARAGRAPH) * max(body.step, upper.size)
    )
    is_short = upper.right < margin - 0.15 * (margin - upper.left)
    return not is_lower or (is_short and _SENTENCE_END.search(upper.text) is not None)


def _is_in_list(lines: Sequence[Line], place: int) -> bool:
    """The item before this one wraps: its continuation is set further in than its bullet."""
    item = next(
        (line for line in reversed(lines[max(0, place - 12) : place]) if _BULLET.match(line.text)),
        None,
    )
    return (
        item is not None
        and abs(item.left - lines[place].left) < 2
        and lines[place - 1].left > item.left
    )


def _prose(lines: Sequence[Line], body: Body) -> Group:
    items: list[list[str]] = [[lines[0].text]]
    margin = max(line.right for line in lines)
    for upper, lower in pairwise(lines):
        # A line that stops short was ended on purpose: an address, a receipt, a poem.
        stops_short = (
            upper.right < margin - 0.3 * (margin - upper.left) and not lower.text[0].islower()
        )
        if stops_short or _BULLET.match(lower.text) or lower.text[0] in RAISED:
            items.append([lower.text])
        else:
            items[-1].append(lower.text)
    is_list = _BULLET.match(lines[0].text) is not None
    return Group("list" if is_list else "paragraph", tuple(joined(item, body) for item in items))


def joined(pieces: Iterable[str], body: Body) -> str:
    """Lines as one; a hyphen at a line's end stays where the word is spelt with it."""
    text = ""
    for piece in pieces:
        if text.endswith(HYPHEN_AT_LINE_END):
            text = f"{text[:-1]}{_hyphen(text[:-1], piece, body)}{piece}"
        else:
            text = f"{text} {piece}" if text else piece
    return text.replace(HYPHEN_AT_LINE_END, "-")


def _hyphen(before: str, after: str, body: Body) -> str:
    first, second = _WORD.findall(before), _WORD.match(after)
    if not first or second is None or not second[0][0].islower():
        return "-"
    if f"{first[-1]}{second[0]}".lower() in body.words:
        return ""
    both_are_words = {first[-1].lower(), second[0].lower()} <= body.words and len(second[0]) > 3
    return "-" if both_are_words else ""
