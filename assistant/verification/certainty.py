"""Whether a claim tells as certain, done or granted what its source leaves open."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from assistant.verification.evidence import Finding
from assistant.verification.negation import denied
from assistant.verification.wording import Phrase, Phrases, Sentence, covered, read, table
from corpus.documents import Span

_SAME = 0.6  # share of the claim's other words that the sentence has to have
_HALF = 0.5  # share of a claim's words that stand after who thinks so
_NEXT = 1  # clauses after a hedge's own that it can be of
_ROUGHLY = 6  # words before a figure among which "estimated" can stand

_TABLE = table(__file__)


def _phrases(*names: str) -> Phrases[bool]:
    return Phrases((phrase.strip(), True) for name in names for phrase in _TABLE[name].split(","))


_OPEN: Final = _phrases("open")
_FORESEEN: Final = _phrases("open", "foreseen")
_ATTRIBUTED: Final = _phrases("attributed")
_KEPT: Final = _phrases("open", "foreseen", "attributed", "kept")
_SURE: Final = _phrases("sure")
_FIRM: Final = frozenset(_TABLE["firm"].split())
_AHEAD: Final = _phrases("ahead")
_GRANTED: Final = _phrases("granted")
_DISPUTED: Final = _phrases("disputed")
_PRELIMINARY: Final = _phrases("preliminary")
_FINAL: Final = frozenset({"final", "definitive"})
_FIGURES: Final = frozenset(read("figures results data numbers count total estimates").places)
_COMING: Final = frozenset({"will", "shall"})
_HAD: Final = frozenset({"has", "have", "had", "already"})
_EXACT: Final = frozenset(_TABLE["exact"].split())
_ROUGH: Final = frozenset(_TABLE["rough"].split())


def certainty_findings(claim: Sentence, source: Sentence, passage: Sentence) -> Iterator[Finding]:
    """Where a claim is surer than its sentence, the one that says the most of it."""
    for check in (_sure, _left_open, _of_opinion, _as_done):
        finding = check(claim, source, passage)
        if finding:
            yield finding
            break
    yield from filter(
        None,
        (
            _exact(claim, source),
            _granted(claim, source, passage),
            _settled(claim, passage),
        ),
    )


def _sure(claim: Sentence, source: Sentence, passage: Sentence) -> Finding | None:
    """What a claim puts beyond doubt, and a source only says or leaves open."""
    phrase = next((one for one in _SURE.found(claim) if not denied(claim, one.end - 1)), None)
    if phrase is None or not _is_on_it(claim, source, passage, phrase) or _is_firm(source):
        return None
    part = claim.said(phrase.start, phrase.end)
    told = next(iter(_FORESEEN.found(source)), None)
    if told:
        return _lacks(part, source, told, f"; the sentence is surer: “{part.lower()}”.")
    return Finding("quantifier", "lacks", part, f"The source does not say “{part.lower()}”.")


def _is_firm(source: Sentence) -> bool:
    return any(
        word.lower in _FIRM and not denied(source, at) for at, word in enumerate(source.words)
    )


def _left_open(claim: Sentence, source: Sentence, _passage: Sentence) -> Finding | None:
    """What may be, or is foreseen, in a source, and is told with no such word in a claim."""
    if _KEPT.found(claim) or _SURE.found(claim):
        return None
    will = next((at for at, word in enumerate(claim.words) if word.lower in _COMING), None)
    cues = _OPEN if will is None else _FORESEEN
    reach = _NEXT if will is None else _NEXT + 1
    for cue in cues.found(source):
        if not _is_month(source, cue) and _bears(source, cue, claim, reach=reach):
            part = claim.words[will].text if will is not None else claim.text.rstrip(".")
            return _lacks(part, source, cue, "; the sentence tells it as certain.")
    return None


def _bears(source: Sentence, cue: Phrase[bool], claim: Sentence, *, reach: int) -> bool:
    """Whether the clause of a hedge and those just after say most of what a claim says."""
    clause = source.words[cue.start].clause
    said = frozenset(
        word.stem
        for word in source.words
        if word.is_content and clause <= word.clause <= clause + reach
    )
    mine = [claim.words[at].stem for at in claim.content]
    return bool(mine) and sum(stem in said for stem in mine) >= _SAME * len(mine)


def _is_month(source: Sentence, cue: Phrase[bool]) -> bool:
    return source.words[cue.start].text == "May" and cue.start > 0


def _of_opinion(claim: Sentence, source: Sentence, passage: Sentence) -> Finding | None:
    """What some think or allege in a source, and a claim tells as so."""
    if _KEPT.found(claim) or not _is_on_it(claim, source, passage):
        return None
    for cue in _ATTRIBUTED.found(source):
        held = [at for at in claim.content if claim.words[at].stem in source.places]
        after = [
            at
            for at in held
            if any(place >= cue.end for place in source.places[claim.words[at].stem])
        ]
        if _is_said_that(source, cue) and after and len(after) >= _HALF * len(held):
            part = claim.text.rstrip(".")
            return _lacks(part, source, cue, " it; the sentence tells it as a fact.")
    return None


def _is_said_that(source: Sentence, cue: Phrase[bool]) -> bool:
    """Whether what is thought follows: "believe that they harm it"."""
    after = source.words[cue.end : cue.end + 2]
    return any(word.lower == "that" for word in after)


def _as_done(claim: Sentence, source: Sentence, passage: Sentence) -> Finding | None:
    """What a source says is to come, and a claim says has come."""
    if not _is_on_it(claim, source, passage):
        return None
    for cue in _AHEAD.found(source):
        verb = next((at for at in source.content if cue.end <= at <= cue.end + 2), None)
        if verb is None or denied(source, verb):
            continue
        for at in claim.places.get(source.words[verb].stem, ()):
            before = {word.lower for word in claim.words[max(0, at - 2) : at]}
            if before & _HAD and not before & {"will", "would", "to"}:
                part = claim.said(max(0, at - 1), at + 1)
                told = Phrase(cue.start, verb + 1, True)
                return _lacks(part, source, told, f"; the sentence tells it as done: “{part}”.")
    return None


def _exact(claim: Sentence, source: Sentence) -> Finding | None:
    """A figure that a claim calls exact and its source gives roughly."""
    for at, (word, figure) in enumerate(pairwise(claim.words)):
        if word.lower not in _EXACT or not figure.text[0].isdigit():
            continue
        for place in source.places.get(figure.stem, ()):
            near = range(max(0, place - _ROUGHLY), place)
            rough = next((one for one in near if source.words[one].lower in _ROUGH), None)
            if rough is not None and source.words[rough].clause == source.words[place].clause:
                part = claim.said(at, at + 2)
                told = Phrase(rough, rough + 1, True)
                return _lacks(part, source, told, f", the sentence “{part.lower()}”.")
    return None


def _granted(claim: Sentence, source: Sentence, passage: Sentence) -> Finding | None:
    """What a claim says that somebody admits, and a passage that he disputes."""
    mine = next((one for one in _GRANTED.found(claim) if not denied(claim, one.start)), None)
    disputes = next(iter(_DISPUTED.found(passage)), None)
    if mine is None or disputes is None or not _is_on_it(claim, source, passage, mine):
        return None
    if any(not denied(passage, one.start) for one in _undisputed(passage)):
        return None
    part = claim.said(mine.start, mine.end)
    told = passage.said(disputes.start, disputes.end)
    reason = f"The source says “{told}”, the sentence “{part}”."
    return Finding("quantifier", "differs", part, reason)


def _undisputed(passage: Sentence) -> Iterable[Phrase[bool]]:
    """Where a passage says that something is admitted, and not "without admitting"."""
    disputed = {at for one in _DISPUTED.found(passage) for at in range(one.start, one.end)}
    return (one for one in _GRANTED.found(passage) if one.start not in disputed)


def _settled(claim: Sentence, passage: Sentence) -> Finding | None:
    """Figures that a claim calls final, and a passage preliminary."""
    final = next((word for word in claim.words if word.lower in _FINAL), None)
    open_yet = next(iter(_PRELIMINARY.found(passage)), None)
    if final is None or open_yet is None or not _FIGURES & claim.places.keys():
        return None
    if any(word.lower in _FINAL for word in passage.words):
        return None
    told = passage.said(open_yet.start, open_yet.end)
    reason = f"The source says “{told.lower()}”, the sentence “{final.lower}”."
    return Finding("quantifier", "differs", final.text, reason)


def _is_on_it(
    claim: Sentence, source: Sentence, around: Sentence, phrase: Phrase[bool] | None = None
) -> bool:
    left_out = range(phrase.start, phrase.end) if phrase else ()
    return covered(claim, source, without=left_out, around=around) >= _SAME


def _lacks(part: str, source: Sentence, told: Phrase[bool], rest: str) -> Finding:
    words = source.said(told.start, told.end)
    span = Span(source.words[told.start].start, source.words[told.end - 1].end)
    return Finding("quantifier", "lacks", part, f"The source says “{words}”{rest}", span)
