"""The citation markers that people and chat models write, found in whole texts and in streams."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from corpus.documents import Span

WIDEST_RANGE = 20
"""More numbers than this in one "[1-40]" are no range of citations."""

LONGEST = 100  # characters of a marker, a link's target left aside
LONGEST_TARGET = 300

_NUMBERS = r"\d{1,3}(?:[ \t]*(?:,|;|&|and|–|—|-|to)[ \t]*\d{1,3}){0,12}"
_NOUN = r"(?:(?:sources?|passages?|citations?|refs?|references?|docs?|documents?)[ \t:#]*)?"
_MARKER = re.compile(
    rf"""\[\[?\^?[ \t]*{_NOUN}(?P<square>{_NUMBERS})[ \t]*\]\]?
        (?:\([^()\s]{{0,{LONGEST_TARGET}}}\))?
      | 【[ \t]*{_NOUN}(?P<lenticular>{_NUMBERS})[ \t]*(?:†[^】\n]{{0,40}})?】
      | (?<=[\w.%)"”’])\ ?\([ \t]*{_NOUN}(?P<round>{_NUMBERS})[ \t]*\)(?=[.,;:!?\n]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
# "[1", "[[1]", "[1](htt", "【1†sou", "(1)": what may yet become a marker, or a longer one.
_UNFINISHED = re.compile(
    rf"""(?:\[\[?\^?[^\[\]()\n]{{0,{LONGEST}}}\]?\]?(?:\([^()\s]{{0,{LONGEST_TARGET}}})?
      | 【[^【】\n]{{0,{LONGEST}}}
      | \([^()\n]{{0,{LONGEST}}}\)?
      )$""",
    re.VERBOSE,
)
_OPENING = re.compile(r"[\[【(]")
_RANGE = re.compile(r"(\d+)\s*(?:–|—|-|to)\s*(\d+)")
_FENCE = re.compile(r"```|~~~")


@dataclass(frozen=True, slots=True)
class Marker:
    """A citation marker as written, and the numbers it names in their order."""

    span: Span
    numbers: tuple[int, ...]


def markers(text: str, *, known: Collection[int] | None = None) -> tuple[Marker, ...]:
    """The markers of a whole text; what stands in a code block is none.

    A number in round brackets may be a figure: it is a marker where it is one of the `known`
    numbers, if these are told.

    >>> [found.numbers for found in markers("Pay rose [1, 2][4] by 3% 【5】 in [6-8].")]
    [(1, 2), (4,), (5,), (6, 7, 8)]
    """
    blocks = code(text)
    return tuple(
        Marker(Span(*found.span()), _numbers(found))
        for found in _MARKER.finditer(text)
        if _is_marker(found, known)
        and not any(span.start <= found.start() < span.end for span in blocks)
    )


def code(text: str) -> list[Span]:
    """The fenced blocks of a text; one that is still open reaches to the end."""
    fences = [found.start() for found in _FENCE.finditer(text)]
    if len(fences) % 2:
        fences.append(len(text))
    return [Span(a, b) for a, b in zip(fences[::2], fences[1::2], strict=True)]


def closed(text: str) -> list[Span]:
    """The fenced blocks of a text that end; a fence left open hides nothing."""
    fences = list(_FENCE.finditer(text))
    pairs = zip(fences[::2], fences[1::2], strict=False)
    return [Span(opened.start(), ended.end()) for opened, ended in pairs]


def parted(
    pieces: Iterable[str], *, known: Collection[int] | None = None
) -> Iterator[str | Marker]:
    """A stream as text and markers, each as soon as it is certain; spans are of the whole stream.

    What may yet become a marker is held back until it is one or cannot be.
    """
    text, told = "", 0
    for piece in pieces:
        text += piece
        certain = _certain(text, told)
        yield from _parts(text, told, certain, known)
        told = certain
    yield from _parts(text, told, len(text), known)


def _certain(text: str, told: int) -> int:
    """Up to where no further piece changes what is text and what is a marker."""
    done = told
    for opening in _OPENING.finditer(text, told):
        start = opening.start()
        if start < done:
            continue
        if _UNFINISHED.match(text, start):
            # The space before a round marker belongs to it.
            return start - (text[start - 1 : start + 1] == " (" and start > done)
        found = _MARKER.match(text, start)
        done = found.end() if found else done
    return max(told, len(text.rstrip(" `~")))


def _parts(
    text: str, start: int, end: int, known: Collection[int] | None
) -> Iterator[str | Marker]:
    at = start
    for found in _MARKER.finditer(text, start):
        if found.end() > end:
            break
        in_code = len(_FENCE.findall(text, 0, found.start())) % 2
        if in_code or not _is_marker(found, known):
            continue
        if found.start() > at:
            yield text[at : found.start()]
        yield Marker(Span(*found.span()), _numbers(found))
        at = found.end()
    if at < end:
        yield text[at:end]


def _is_marker(found: re.Match[str], known: Collection[int] | None) -> bool:
    return known is None or found["round"] is None or set(_numbers(found)) <= set(known)


def _numbers(found: re.Match[str]) -> tuple[int, ...]:
    said = found["square"] or found["lenticular"] or found["round"]
    numbers: list[int] = []
    for part in re.split(r"[,;&]|and", said):
        first_to_last = _RANGE.search(part)
        if first_to_last is None:
            numbers.append(int(part))
            continue
        first, last = map(int, first_to_last.groups())
        in_range = 0 < last - first < WIDEST_RANGE
        numbers += range(first, last + 1) if in_range else (first, last)
    return tuple(dict.fromkeys(numbers))
