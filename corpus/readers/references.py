"""A source's own references: the markers in its text, and what its reference list says of each."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.documents import Reference, Span
from corpus.readers.codespans import code_spans, is_within

LONGEST_TITLE = 400
LONGEST_ENTRY = 2_000
WIDEST_RANGE = 60
"""More numbers than this in one "[1-60]" are no range of references."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = r"[1-9]\d{0,2}"
_GROUP = rf"{_NUMBER}(?:\s?[,;–—-]\s?{_NUMBER}){{0,40}}"
_MARKER = re.compile(
    r"(?=[\[\\【<⁰¹²³⁴-⁹(])(?:"  # for speed alone: nearly no letter begins a marker
    rf"(?P<linked>\[{{1,2}}\\?\[?(?P<linked_number>{_NUMBER})\\?\]{{1,2}}\([^()\s]{{0,2000}}\))"
    rf"|(?P<square>\\?\[\[?(?P<numbers>{_GROUP})\]?\\?\](?!\())"
    r"|(?P<footnote>\[\^[\w.:-]{1,60}\])"
    rf"|(?P<lenticular>【{_NUMBER}(?:[:†][^】\n]{{0,80}})?】)"
    rf"|(?P<raised><sup>\s?\[?(?P<raised_numbers>{_GROUP})\]?\s?</sup>)"
    r"|(?P<superscript>[⁰¹²³⁴-⁹]{1,3}(?:[,˒⁻·][⁰¹²³⁴-⁹]{1,3}){0,20}(?![⁰¹²³⁴-⁹ⁿ⁺⁻⁄\w]))"
    rf"|(?P<round>\((?P<round_numbers>{_GROUP})\)))",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"[\[【⁰¹²³⁴-⁹]|<sup|reference|source|bibliograph|cite|citation|literatur|note|quelle|référence"
    r"|fuente|referencia",
    re.IGNORECASE,
)
_RAISED_NUMBER = re.compile("[⁰¹²³⁴-⁹]+")
_BEFORE_LINE = re.compile(r"(?:^|\n)[ \t>*+-]{0,6}$")
_UNIT_BEFORE = re.compile(r"(?:^|[^\w])(?:[A-Za-z]|[mckd]m|[Ff]t|[Ii]n|mi|yd|sq|ha|CO|chi|R|χ|σ)$")
_FIGURE_BEFORE = re.compile(r"(?:^|[^\w,.])\d{1,3}$")
_INDEX_AFTER = re.compile(r"\s{0,2}(?:[-+*/]?=(?!=)|\.[a-z_]\w{0,30}\()")

_LIST_TITLE = re.compile(
    r"[\s#*_>]*(?:\d{1,2}\.?\s+)?(?:references?(?: list)?|sources?(?: (?:cited|list|and notes))?"
    r"|bibliography|works cited|citations|cited sources|literature(?: cited)?|(?:end|foot) ?notes?"
    r"|notes|references? and (?:further reading|notes)|sources? and references"
    r"|quellen|literatur|références|fuentes|referencias)[\s*_:]*(?:#*\s*)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"#{1,6}\s|(?:\*\*|__)[^*_]{1,120}(?:\*\*|__):?\s*$")
_UNDERLINE = re.compile(r"(?:=+|-{2,})\s*")
_BULLET = r"[ \t>]{0,8}(?:[-*+•][ \t]+)?"
_FOOTNOTE_DEFINITION = re.compile(rf"{_BULLET}(?P<key>\[\^[\w.:-]{{1,60}}\]):\s*(?P<said>.*)")
_DEFINITION = re.compile(rf"{_BULLET}\[(?P<key>{_NUMBER})\]:\s*(?P<said>.*)")
_BRACKETED = re.compile(rf"{_BULLET}\\?\[(?P<key>{_NUMBER})\\?\](?!\()[.:]?\s*(?P<said>\S.*)")
_LENTICULAR = re.compile(rf"{_BULLET}(?P<key>【{_NUMBER}】)[.:]?\s*(?P<said>\S.*)")
_SUPERSCRIPTED = re.compile(rf"{_BULLET}(?P<key>[⁰¹²³⁴-⁹]{{1,3}})\s*(?P<said>\S.*)")
_ROUND = re.compile(rf"{_BULLET}(?P<key>\({_NUMBER}\))\s+(?P<said>\S.*)")
_NUMBERED = re.compile(rf"{_BULLET}(?P<key>{_NUMBER})\\?[.):]\s+(?P<said>\S.*)")
_ANCHORED = re.compile(
    rf"{_BULLET}\[(?P<key>{_NUMBER})\]\((?P<url>https?://[^\s()]{{1,2000}})\)[.:,]?\s*(?P<said>.*)"
)
_DEFINITIONS = (_FOOTNOTE_DEFINITION, _DEFINITION)
_LISTED = (_BRACKETED, _LENTICULAR, _SUPERSCRIPTED, _ROUND, _NUMBERED)

_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]\(<?([^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)>?(?:\s+\"[^\"\n]{0,300}\")?\)"
)
_URL = re.compile(r"<?\b(https?://[^\s<>\"'\]}|]{1,2000})>?", re.IGNORECASE)
_DOI = re.compile(r"\b(?:doi:\s?|doi\.org/)(10\.\d{4,9}/[^\s<>\"']{1,200})", re.IGNORECASE)
_QUOTED = re.compile(r"\s+[\"'(]([^\"'()\n]{1,400})[\"')]\s*")
_LEAD_IN = re.compile(
    r"(?:available (?:at|from|online)|retrieved(?: [^.:]{0,40})? from|accessed(?: (?:on|at))?"
    r"|url|link|online)\s*:?\s*$",
    re.IGNORECASE,
)
_BACKLINK = re.compile(r"[↩↑^⬆️︎]+")
_EDGES = " \t\n.,;:–—-|*_<>"
_SPACE_BEFORE = re.compile(r"[ \t]+$")
_TIDY_AFTER = frozenset(' \t\n.,;:!?)]}’”"|')


class _Occurrence(NamedTuple):
    markers: tuple[str, ...]
    span: Span
    url: str | None = None


class _Line(NamedTuple):
    words: str
    span: Span


class _Entry(NamedTuple):
    """One entry of a reference list; its key is its number, or a footnote's whole marker."""

    key: str
    reference: Reference
    span: Span


def find(text: str) -> tuple[Reference, ...]:
    """Every reference of a source, marked in its text or named in its reference list, each once.

    Numbered ones come first, in the order of their numbers. A marker that the source explains
    nowhere has neither title nor url.
    """
    if not _HINT.search(text):
        return ()
    entries = {entry.key: entry for entry in reversed(_entries(text))}
    spans = sorted(entry.span for entry in entries.values())
    listed = frozenset(f"({key})" for key in entries if key.isdigit())
    found: dict[str, Reference] = {}
    for occurrence in _occurrences(text, listed):
        if is_within(occurrence.span.start, spans):
            continue
        for marker in occurrence.markers:
            known = found.get(_key(marker))
            if known is None or (occurrence.url and not known.url):
                found[_key(marker)] = _reference(marker, entries.get(_key(marker)), occurrence.url)
    for key, entry in reversed(entries.items()):
        found.setdefault(key, entry.reference)
    return tuple(sorted(found.values(), key=_order))


def markers(text: str, *, known: Collection[str] = ()) -> tuple[tuple[str, Span], ...]:
    """Every marker in a text, in order, with where it stands; those of one "[1, 2]" share its span.

    A round "(12)" is a marker only if it is one of the `known` ones. Markdown links, task boxes,
    code, exponents and units ("m²") are none; a numbered link ("[3](https://…)") is.
    """
    return tuple(
        (marker, occurrence.span)
        for occurrence in _occurrences(text, known)
        for marker in occurrence.markers
    )


def strip(text: str, *, known: Collection[str] = ()) -> str:
    """The text without its markers, and without the space each leaves before what follows."""
    pieces: list[str] = []
    end = 0
    for occurrence in _occurrences(text, known):
        piece = text[end : occurrence.span.start]
        end = occurrence.span.end
        tidy = end == len(text) or text[end] in _TIDY_AFTER
        pieces.append(_SPACE_BEFORE.sub("", piece) if tidy else piece)
    pieces.append(text[end:])
    return "".join(pieces)


def is_list_title(line: str) -> bool:
    """Whether a heading's words announce a reference list."""
    return len(line) < 80 and _LIST_TITLE.fullmatch(line) is not None


def _key(marker: str) -> str:
    """What a marker goes by in a reference list: its number, or a footnote's marker itself."""
    number = re.search(r"\d+", marker.translate(_SUPERSCRIPTS))
    return number[0] if number and not marker.startswith("[^") else marker


def _reference(marker: str, entry: _Entry | None, url: str | None) -> Reference:
    if entry is None:
        return Reference(marker, None, url)
    return Reference(marker, entry.reference.title, entry.reference.url or url)


def _order(reference: Reference) -> tuple[bool, int]:
    key = _key(reference.marker)
    return (not key.isdigit(), int(key) if key.isdigit() else 0)


# Occurrences in running text


def _occurrences(text: str, known: Collection[str]) -> Iterator[_Occurrence]:
    code = code_spans(text)
    for match in _MARKER.finditer(text):
        span = Span(match.start(), match.end())
        if not is_within(span.start, code) and _is_marker(text, match):
            named = _named(match, known)
            if named:
                yield _Occurrence(named, span, _link_target(match))


def _is_marker(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    after = text[match.end() : match.end() + 40]
    if match["footnote"] or match["square"]:
        if after.startswith(":") and _BEFORE_LINE.search(before):
            return False
        return not (match["square"] and _is_index(before, after))
    if match["superscript"] or match["raised"]:
        return (
            not (_UNIT_BEFORE.search(before) or _FIGURE_BEFORE.search(before))
            and before.strip() != ""
        )
    return True


def _is_index(before: str, after: str) -> bool:
    """``row[3] = x``, ``frame.columns[2].mean()``: program text outside any code fence."""
    return _INDEX_AFTER.match(after) is not None and re.search(r"\w$", before) is not None


def _named(match: re.Match[str], known: Collection[str]) -> tuple[str, ...]:
    if match["superscript"]:
        return tuple(_RAISED_NUMBER.findall(match[0]))
    if match["round"]:
        named = tuple(f"({number})" for number in _numbers(match["round_numbers"]))
        return named if all(marker in known for marker in named) else ()
    if group := match["square"] and match["numbers"]:
        return tuple(f"[{number}]" for number in _numbers(group))
    return _alone(match)


def _alone(match: re.Match[str]) -> tuple[str, ...]:
    """The markers of a form that is written as it is, or as a tag or a link."""
    if match["raised"]:
        return tuple(str(number).translate(_RAISED) for number in _numbers(match["raised_numbers"]))
    if match["linked"]:
        return (f"[{match['linked_number']}]",)
    return (match[0],)


def _numbers(group: str) -> tuple[int, ...]:
    """The numbers of "1, 3-5"; none where a range runs backwards or too far."""
    numbers: list[int] = []
    for part in re.split(r"\s?[,;]\s?", group):
        ends = [int(end) for end in re.split(r"\s?[–—-]\s?", part)]
        if len(ends) > 2 or not 0 <= ends[-1] - ends[0] < WIDEST_RANGE:
            return ()
        numbers.extend(range(ends[0], ends[-1] + 1))
    # "from [1, 100]" is an interval.
    is_interval = len(numbers) == 2 and numbers[0] == 1 and numbers[1] % 10 == 0
    return () if is_interval else tuple(numbers)


def _link_target(match: re.Match[str]) -> str | None:
    if not match["linked"]:
        return None
    target = match[0][match[0].index("](") + 2 : -1]
    return target if _URL.fullmatch(target) else None


# The reference list


def _entries(text: str) -> list[_Entry]:
    """What reference lists, footnote definitions and numbered links say, in order."""
    return [
        _entry(key, parts)
        for is_list, lines in _sections(text)
        for key, parts in _gathered(lines, is_list)
    ]


def _sections(text: str) -> Iterator[tuple[bool, list[_Line]]]:
    """The lines under each heading, and whether the heading announces a reference list."""
    is_list = False
    under: list[_Line] = []
    for line, following in pairwise([*_lines(text), _Line("", Span(len(text), len(text)))]):
        if line.words and _is_heading(line.words, following.words):
            yield is_list, under
            is_list, under = is_list_title(line.words), []
        else:
            under.append(line)
    yield is_list, under


def _gathered(lines: Iterable[_Line], is_list: bool) -> Iterator[tuple[str, list[_Line]]]:
    """Each entry's marker and lines; a blank line or a rule ends one."""
    entry: tuple[str, list[_Line]] | None = None
    for line in lines:
        started = _start(line, in_list=is_list) if line.words else None
        goes_on = entry is not None and line.words and not _UNDERLINE.fullmatch(line.words)
        if entry is not None and not started and goes_on:
            entry[1].append(line)
            continue
        if entry is not None:
            yield entry
        entry = started
    if entry is not None:
        yield entry


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(line[:LONGEST_ENTRY].rstrip(), Span(start, start + len(line)))
        start += len(line) + 1


def _is_heading(line: str, following: str) -> bool:
    if _HEADING.match(line) or is_list_title(line):
        return True
    return bool(line.strip()) and len(following) > 2 and _UNDERLINE.fullmatch(following) is not None


def _start(line: _Line, *, in_list: bool) -> tuple[str, list[_Line]] | None:
    """The marker of a line that begins an entry, and the words after it."""
    for form in _DEFINITIONS:
        if match := form.match(line.words):
            return _begun(match, line)
    if match := _ANCHORED.match(line.words):
        begun = _begun(match, line) if in_list else None
        return (
            (begun[0], [line._replace(words=f"{match['said']} {match['url']}")]) if begun else None
        )
    for form in _LISTED:
        match = form.match(line.words)
        if match and (in_list or (form not in (_ROUND, _NUMBERED) and _URL.search(match["said"]))):
            return _begun(match, line)
    return None


def _begun(match: re.Match[str], line: _Line) -> tuple[str, list[_Line]]:
    key = match["key"]
    marker = f"[{key}]" if key.isdecimal() else key
    return marker, [line._replace(words=match["said"])]


def _entry(marker: str, lines: Sequence[_Line]) -> _Entry:
    said = " ".join(line.words.strip() for line in lines)[:LONGEST_ENTRY]
    title, url = _title_and_url(said)
    return _Entry(
        _key(marker), Reference(marker, title, url), Span(lines[0].span.start, lines[-1].span.end)
    )


def _title_and_url(said: str) -> tuple[str | None, str | None]:
    links = [target for _, target in _LINK.findall(said) if _URL.fullmatch(target)]
    words = _LINK.sub(lambda link: link[1], said)
    bare = [
        url.rstrip(".,;:!?*_)") if url.count("(") < url.count(")") else url.rstrip(".,;:!?*_")
        for url in _URL.findall(words)
    ]
    dois = [f"https://doi.org/{doi.rstrip('.,;)')}" for doi in _DOI.findall(words)]
    address = next(iter([*links, *bare, *dois]), None)
    title = _words(words)
    return title, address


def _words(said: str) -> str | None:
    """An entry's words without its addresses and the phrases that introduce them."""
    pieces = [
        _LEAD_IN.sub("", piece).rstrip(" ,;:(<–—-|")
        for piece in _URL.split(_DOI.sub(" ", said))[::2]
    ]
    words = " ".join(" ".join(pieces).split())
    quoted = _QUOTED.fullmatch(f" {words}")
    title = _BACKLINK.sub("", (quoted[1] if quoted else words).replace("**", "")).strip(_EDGES)
    return title[:LONGEST_TITLE] or None
