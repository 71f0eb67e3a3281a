"""The lines of a PDF page as a viewer shows them: their words, place, size and weight."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.readers.pdf_rows import SUPERSCRIPTS, WIDE_GAP, Line, in_rows

SURE_GAP = 1.5
"""A gap of this many line heights parts two cells even where spaces are stretched."""

STRETCHED = 2.2
"""A gap below this factor of the line's smallest one may be a space stretched to fill the line."""

SMALLEST_SIZE = 1.5
"""Points; text below it is there for machines, not for people."""

NEARLY_WHITE = 245
MOST_OBJECTS = 5_000
"""Page objects looked at to tell whether white text lies on something dark."""

_MARKER = re.compile(
    r"^\d{1,2}(?!\d)|(?<=[^\s\d.,$(/\u2212\u2013-])\d{1,2}(?=[\s.,;:)]|$)"
    r"|(?<=[.,;:)%”\"])\d{1,2}(?=\s|$)"
)
_ITEM = re.compile(
    r"[•▪◦●○■□·‣☐☒☑✓–—-]|\(?\w{1,2}[.)]|(?:item|note|part|section) \w{1,3}[.:]?", re.IGNORECASE
)
HYPHEN_AT_LINE_END = "\ufffe"
"""What pdfium writes for a hyphen that ends a line, in place of the line's end."""

_LINE = re.compile(f"[^\r\n{HYPHEN_AT_LINE_END}]+{HYPHEN_AT_LINE_END}?")


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        return self.top - self.bottom


class PageText:
    """The text of one page with the place of each character."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._textpage = page.get_textpage()
        self.text: str = self._textpage.get_text_range()
        self._units = _utf16_offsets(self.text)
        self._has_unseen_characters = self._textpage.count_chars() != (
            self._units[-1] if self._units else len(self.text)
        )
        self._rectangle = raw.FS_RECTF()
        self._backgrounds: tuple[_Box, ...] | None = None

    def lines(self) -> tuple[Line, ...]:
        """The lines a person can see, in the file's order, parts of one row joined."""
        fragments = [
            self._line(*words.span())
            for words in _LINE.finditer(self.text)
            if not words[0].isspace()
        ]
        seen = [line for line in fragments if line is not None]
        return tuple(in_rows(seen))

    def close(self) -> None:
        self._textpage.close()

    def _line(self, start: int, end: int) -> Line | None:
        words = self.text[start:end]
        start, end = end - len(words.lstrip()), start + len(words.rstrip())
        ending = end - 2 if words[-1] == HYPHEN_AT_LINE_END and end - start > 1 else end - 1
        first, last = self._box(start), self._box(ending)
        # A raised number may begin or end a line: the larger of the two ends tells its size.
        set_as = first if first.size >= last.size else last
        if (
            set_as.size < SMALLEST_SIZE
            or self._is_off_page(first, last)
            or self._is_unseen(start, first)
        ):
            return None
        return Line(
            text=self._with_superscripts(start, end),
            left=first.left,
            bottom=set_as.bottom,
            right=max(last.right, first.right),
            top=set_as.top,
            weight=min(self._weight(place) for place in (start, ending)),
            cells=self._cells(start, end, height=set_as.size),
        )

    def _cells(self, start: int, end: int, *, height: float) -> int:
        words = self.text[start:end]
        gaps = [
            (self._gap(start + space.start(), start + space.end()), words[space.start() - 1])
            for space in re.finditer(r"\s+", words)
            if not _ITEM.fullmatch(words[: space.start()])
        ]
        usual = min((gap for gap, _ in gaps), default=0.0)
        return 1 + sum(
            _parts_cells(gap, before, usual=usual, height=height) for gap, before in gaps
        )

    def _gap(self, start: int, end: int) -> float:
        return self._box(end).left - self._box(start - 1).right

    def _with_superscripts(self, start: int, end: int) -> str:
        """Digits set smaller and higher than what they stand beside are written as superscripts."""
        words = self.text[start:end]
        pieces, done = [], 0
        for digits in _MARKER.finditer(words):
            beside = digits.start() - 1 if digits.start() else _next_letter(words, digits.end())
            if beside is None or not self._is_raised(start + digits.start(), start + beside):
                continue
            pieces += [words[done : digits.start()], digits[0].translate(SUPERSCRIPTS)]
            done = digits.end()
        return "".join([*pieces, words[done:]])

    def _is_raised(self, place: int, beside: int) -> bool:
        marker, letter = self._box(place), self._box(beside)
        return (
            marker.size < 0.85 * letter.size and marker.bottom > letter.bottom + 0.1 * letter.size
        )

    def _is_off_page(self, first: _Box, last: _Box) -> bool:
        left, bottom, right, top = self._page.get_bbox()
        is_across = last.right < left or first.left > right
        return bool(is_across or first.top < bottom or last.bottom > top)

    def _is_unseen(self, start: int, box: _Box) -> bool:
        """White, see-through or unpainted text is seen only where something lies beneath it."""
        if not self._is_faint(self._character(start)):
            return False
        if self._backgrounds is None:
            self._backgrounds = tuple(_backgrounds(self._page))
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        return not any(
            area.left <= x <= area.right and area.bottom <= y <= area.top
            for area in self._backgrounds
        )

    def _is_faint(self, character: int) -> bool:
        channels = [ctypes.c_uint() for _ in range(4)]
        pointers = [ctypes.byref(channel) for channel in channels]
        if not raw.FPDFText_GetFillColor(self._textpage, character, *pointers):
            return False
        *colours, alpha = (channel.value for channel in channels)
        if min(colours) >= NEARLY_WHITE or alpha == 0:
            return True
        text = raw.FPDFText_GetTextObject(self._textpage, character)
        mode = raw.FPDFTextObj_GetTextRenderMode(text)
        return bool(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE)

    def _weight(self, place: int) -> int:
        return int(raw.FPDFText_GetFontWeight(self._textpage, self._character(place)))

    def _box(self, place: int) -> _Box:
        box = self._rectangle
        if not raw.FPDFText_GetLooseCharBox(self._textpage, self._character(place), box):
            return _Box(0.0, 0.0, 0.0, 0.0)
        return _Box(box.left, box.bottom, box.right, box.top)

    def _character(self, place: int) -> int:
        unit = self._units[place] if self._units else place
        if not self._has_unseen_characters:
            return unit
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._textpage, unit))


def _parts_cells(gap: float, before: str, *, usual: float, height: float) -> bool:
    """Justified prose stretches its spaces, most of all behind a full stop."""
    is_stretched = before in ".,;:!?" or gap < STRETCHED * usual
    return gap > (SURE_GAP if is_stretched else WIDE_GAP) * height


def _next_letter(words: str, start: int) -> int | None:
    letter = re.compile(r"\S").search(words, start)
    return letter.start() if letter else None


def _utf16_offsets(text: str) -> Sequence[int]:
    """Where each character starts in UTF-16, which pdfium counts in; empty where the two agree."""
    if not text or max(text) <= "\uffff":
        return ()
    return list(accumulate((2 if character > "\uffff" else 1 for character in text), initial=0))


def _backgrounds(page: pdfium.PdfPage) -> Iterator[_Box]:
    """What white text may lie on: images, and filled shapes that are not white themselves."""
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
    for seen, thing in enumerate(page.get_objects(filter=kinds)):
        if seen >= MOST_OBJECTS:
            return
        if thing.type != raw.FPDF_PAGEOBJ_PATH or _is_filled_dark(thing):
            yield _on_page(thing)


def _on_page(thing: pdfium.PdfObject) -> _Box:
    """Where an object lies on its page; pdfium tells where it lies in the form that holds it."""
    bounds = thing.get_bounds()
    form = thing.container
    while form is not None:
        bounds = form.get_matrix().on_rect(*bounds)
        form = form.container
    return _Box(*bounds)


def _is_filled_dark(shape: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(shape, ctypes.byref(fill), ctypes.byref(stroke))
    channels = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(shape, *(ctypes.byref(channel) for channel in channels))
    *colours, alpha = (channel.value for channel in channels)
    return bool(fill.value) and alpha > 0 and min(colours) < NEARLY_WHITE
