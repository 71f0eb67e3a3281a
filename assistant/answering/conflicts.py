"""Different figures for one thing, side by side with their dates and the likely reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.citations import cited
from assistant.answering.compose import attribution, said_day, words
from assistant.answering.extractive import documents
from assistant.answering.markdown import escaped
from assistant.answering.sentences import Sentence, sentences_of
from assistant.answers import Answer, Citation, Conflict, Passage
from assistant.retrieval.words import names_and_numbers, terms
from assistant.verification.figures import Figure, figures
from assistant.verification.quantities import Unit
from corpus.normalise import place_mentions
from corpus.protocols import Records

MOST_SHOWN = 2
ALIKE = 0.6  # of what was asked, that a figure is told of
FEWEST_SHARED = 2
HALF = 0.5  # of the words of the shorter clause, that both figures stand in
MOST_APART = 5  # times: figures further apart are hardly of one thing in one unit
SAME = 0.02  # relative: figures nearer than this are one figure, rounded
OLD_DAYS = 365
DIFFER = "**The sources differ**"

# What one report counts as postings another calls jobs.
_ONE_THING = (
    frozenset(terms("postings jobs openings roles positions vacancies adverts ads listings")),
    frozenset(terms("pay salary wage earnings compensation")),
    frozenset(terms("workers employees staff headcount workforce people")),
)
_COUNTING = re.compile(r"\b(?:unique|distinct|de-?duplicated|duplicates?|reposts?|total)\b", re.I)
_DEFINITION = re.compile(
    r"\b(?:median|mean|average|base|total compensation|entry|senior|advertised|active|new|open"
    r"|full[- ]time|seasonally adjusted|only|including|excluding|globally|worldwide)\b",
    re.I,
)
_ASKED_UNITS: tuple[tuple[re.Pattern[str], frozenset[Unit]], ...] = (
    (
        re.compile(r"\b(?:salar|pay\b|paid\b|earn|wage|compensation|cost)", re.I),
        frozenset({"money"}),
    ),
    (re.compile(r"\b(?:share|percent\w*|proportion|rate)\b", re.I), frozenset({"percent"})),
    (re.compile(r"\b(?:how many|number of|count)\b", re.I), frozenset({"count"})),
)
"""What a question's words ask for; others ask for a figure of any unit."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure, the sentence that states it, and whose that is; `number` is its citation."""

    figure: Figure
    text: str
    title: str
    publisher: str | None
    published: date | None
    document_id: str
    sentence: Sentence | None = None
    number: int = 0


def disputed(answer: Answer, passages: Sequence[Passage], records: Records) -> Answer:
    """The answer with what other sources found state otherwise, and why that may be."""
    if answer.abstained:
        return answer
    found = tuple(_differing(answer, passages))[:MOST_SHOWN]
    for quoted, other in found:
        answer = _with(answer, quoted, other, records)
    if not answer.conflicts:
        return answer
    lines = "\n".join(f"- {_line(conflict, answer)}" for conflict in answer.conflicts)
    return replace(answer, text=f"{answer.text}\n\n{DIFFER}\n\n{lines}")


def aged(answer: Answer, *, today: date) -> Answer:
    """The answer with a note on each figure it quotes that is a year old or more."""
    told: dict[str, Citation] = {}
    for citation in () if answer.abstained else answer.citations:
        day = citation.published
        is_old = day is not None and (today - day).days >= OLD_DAYS
        if citation.kind == "report" and is_old and figures(words(citation)):
            told.setdefault(citation.document_id, citation)
    notes = (_old(citation, today) for citation in told.values())
    return replace(answer, notes=(*answer.notes, *notes))


def _old(citation: Citation, today: date) -> str:
    day = citation.published or today
    years = (today - day).days // OLD_DAYS
    age = "over a year" if years == 1 else f"over {years} years"
    return f"[{citation.number}] is old: {citation.title} is from {said_day(day)}, {age} ago."


def _differing(answer: Answer, passages: Sequence[Passage]) -> Iterator[tuple[_Stated, _Stated]]:
    """Each figure that the answer quotes, with the first that another source has in its place."""
    question = answer.standalone_question
    asked, named = frozenset(terms(question)), frozenset(names_and_numbers(question))
    units = next((units for pattern, units in _ASKED_UNITS if pattern.search(question)), None)
    quoted = [
        stated
        for citation in answer.citations
        for stated in _quoted(citation)
        if units is None or stated.figure.unit in units
    ]
    others = [stated for passage in passages for stated in _found(passage)]
    shown: set[frozenset[str]] = set()
    for one in quoted:
        if not asked & (frozenset(terms(one.text)) - named):
            continue
        for other in (*quoted, *others):
            texts = frozenset((one.text, other.text))
            values = frozenset((one.figure.text, other.figure.text))
            if shown & {texts, values} or not _answers_too(one, other, asked):
                continue
            if not _is_dispute(one, other, named):
                continue
            shown |= {texts, values}
            yield one, other
            break


def _quoted(citation: Citation) -> Iterator[_Stated]:
    if citation.kind not in {"report", "tally"}:
        return
    text = words(citation)
    published = citation.published if citation.kind == "report" else citation.retrieved
    # A computed sentence opens with its figure; the others say what that was counted of.
    stated = figures(text)[:1] if citation.kind == "tally" else figures(text)
    for figure in stated:
        yield _Stated(
            figure,
            text,
            citation.title,
            citation.publisher,
            published,
            citation.document_id,
            number=citation.number,
        )


def _found(passage: Passage) -> Iterator[_Stated]:
    chunk, source = passage.chunk, passage.source
    for sentence in sentences_of(passage) if chunk.kind == "report" else ():
        for figure in figures(sentence.meaning):
            yield _Stated(
                figure,
                sentence.meaning,
                chunk.title,
                source.publisher,
                chunk.published or source.published,
                chunk.document_id,
                sentence=sentence,
            )


def _is_dispute(one: _Stated, other: _Stated, named: frozenset[str]) -> bool:
    if one.document_id == other.document_id:
        return False
    return (
        _comparable(one.figure, other.figure)
        and not _equal(one.figure, other.figure)
        and _on_one_subject(one, other, named)
    )


def _answers_too(one: _Stated, other: _Stated, asked: frozenset[str]) -> bool:
    """Whether both figures are of what was asked, as far as their words tell."""
    wanted = _folded(asked)
    return all(len(wanted & _told_of(each)) >= ALIKE * len(wanted) for each in (one, other))


def _told_of(stated: _Stated) -> frozenset[str]:
    """What a figure is told of: a count stands by its noun, pay anywhere in its sentence."""
    if stated.figure.unit == "count":
        return _subject(stated)
    return _folded(terms(f"{stated.title} {stated.text}"))


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one kind: a level beside a level, in one unit."""
    if one.unit != other.unit or one.unit in {"ordinal", "times", "duration"}:
        return False
    if "vague" in (one.exactness, other.exactness) or (one.move == "by") != (other.move == "by"):
        return False
    if max(one.high, other.high) > MOST_APART * max(min(one.high, other.high), 0.0):
        return False
    return all(
        mine == theirs or None in (mine, theirs)
        for mine, theirs in ((one.currency, other.currency), (one.period, other.period))
    )


def _equal(one: Figure, other: Figure) -> bool:
    """Whether two figures can be one, rounded; one that lies in the other's range may be of it."""
    fair = max(one.step / 2, other.step / 2, SAME * max(abs(one.high), abs(other.high)))
    if one.is_range and other.is_range:
        return abs(one.low - other.low) <= fair and abs(one.high - other.high) <= fair
    return max(one.low - other.high, other.low - one.high, 0.0) <= fair


def _on_one_subject(one: _Stated, other: _Stated, named: frozenset[str]) -> bool:
    mine, theirs = _subject(one), _subject(other)
    shared = mine & theirs
    if len(shared) < FEWEST_SHARED or len(shared) < HALF * min(len(mine), len(theirs)):
        return False
    # Nursing jobs are no cybersecurity jobs, however alike all the rest is.
    kinds, others = _kind(one.figure), _kind(other.figure)
    if kinds and others and not (kinds & theirs or others & mine):
        return False
    about = frozenset(terms(f"{other.title} {other.text}"))
    if not named <= (about | frozenset(terms(f"{one.title} {one.text}"))) or not (
        {name for name in named if not name.isdigit()} <= about
    ):
        return False
    places, elsewhere = _places(one.text), _places(other.text)
    return not (places and elsewhere) or bool(places & elsewhere)


def _kind(figure: Figure) -> frozenset[str]:
    """Which of the things that a figure counts: "cybersecurity" of "cybersecurity jobs"."""
    return frozenset(figure.of).difference(*_ONE_THING, terms("unique total new open median"))


def _subject(stated: _Stated) -> frozenset[str]:
    """The stems of what a figure is about, words for one thing made one; no years in them."""
    return _folded(stated.figure.near | frozenset(stated.figure.of))


def _folded(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(min(_group(stem)) for stem in stems if not stem.isdigit())


def _places(text: str) -> frozenset[str]:
    return frozenset(
        next(filter(None, (place.locality, place.region, place.country)), "")
        for found in place_mentions.find(text)
        for place in found.readings[:1]
    )


def _with(answer: Answer, one: _Stated, other: _Stated, records: Records) -> Answer:
    """The answer with one more conflict, and the citation of its other side."""
    number = other.number
    if other.sentence is not None:
        citation = _cited(len(answer.citations) + 1, other.sentence, records)
        if citation is None:
            return answer
        number = citation.number
        answer = replace(answer, citations=(*answer.citations, citation))
    sides = [(one, one.number), (other, number)]
    sides.sort(key=lambda side: side[0].published or date.min, reverse=True)
    conflict = Conflict(
        about=_about(answer.standalone_question, one),
        values=tuple(stated.figure.text for stated, _ in sides),
        citations=tuple(number for _, number in sides),
        why=_why(*(stated for stated, _ in sides)),
    )
    return replace(answer, conflicts=(*answer.conflicts, conflict))


def _cited(number: int, sentence: Sentence, records: Records) -> Citation | None:
    document_id = sentence.passage.chunk.document_id
    document = documents([document_id], records).get(document_id)
    if document is None or sentence.span.of(document.text) != sentence.text:
        return None
    return cited(number, sentence, document)


def _about(question: str, one: _Stated) -> str:
    """What was asked that the figures are of, in the question's words."""
    told = _told_of(one)
    said = re.findall(r"[\w'’-]+", question)
    return " ".join(word for word in said if _folded(terms(word)) & told) or one.figure.unit


def _group(stem: str) -> Iterable[str]:
    return next((group for group in _ONE_THING if stem in group), (stem,))


def _why(newer: _Stated, older: _Stated) -> str:
    """The likeliest reasons, as far as the sentences and their dates tell."""
    told = [*_reasons(newer, older)]
    return f"Likely reason: {'; '.join(told)}." if told else "The sources do not say why."


def _reasons(newer: _Stated, older: _Stated) -> Iterator[str]:
    years = [frozenset(_YEAR.findall(stated.text)) for stated in (newer, older)]
    if years[0] and years[1] and years[0] != years[1]:
        yield f"they speak of different times ({_named(years[0])} and {_named(years[1])})"
    elif newer.published and older.published and newer.published != older.published:
        days = f"{said_day(newer.published)} and {said_day(older.published)}"
        yield f"they were published at different times ({days}), and the older may be out of date"
    places = [_places(stated.text) for stated in (newer, older)]
    if places[0] != places[1]:
        named = _named(places[0] or places[1])
        yield f"only one of them names a region ({named})"
    if _told(_COUNTING, newer) != _told(_COUNTING, older):
        yield "copies of one posting may be counted in one of them and not in the other"
    if _told(_DEFINITION, newer) != _told(_DEFINITION, older):
        differing = _told(_DEFINITION, newer) ^ _told(_DEFINITION, older)
        yield f"they may define it otherwise ({_named(differing)})"


def _told(pattern: re.Pattern[str], stated: _Stated) -> frozenset[str]:
    return frozenset(found.lower() for found in pattern.findall(stated.text))


def _named(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _line(conflict: Conflict, answer: Answer) -> str:
    by_number = {citation.number: citation for citation in answer.citations}
    sides = (
        f"{escaped(value)} in {attribution(by_number[number])} [{number}]"
        for value, number in zip(conflict.values, conflict.citations, strict=True)
    )
    about = f"{conflict.about[:1].upper()}{conflict.about[1:]}"
    return f"{escaped(about)}: {', '.join(sides)}. {escaped(conflict.why)}"
