"""What a sentence says and what it rules out in one breath: "language, not pay"."""

from collections.abc import Iterator
from typing import Final

from assistant.verification.evidence import Finding
from assistant.verification.wording import Phrases, Sentence
from corpus.documents import Span

_CUES: Final = Phrases((cue, True) for cue in ("not", "rather than", "instead of"))
_NEAR = 4  # content words before a contrast that say what is affirmed
_RULED_OUT = 3  # content words after it


class _Contrast:
    """The stems that a sentence affirms and those that it rules out, and where they stand."""

    def __init__(self, text: Sentence, affirmed: list[int], denied: list[int]) -> None:
        self.affirmed = frozenset(text.words[at].stem for at in affirmed)
        self.denied = frozenset(text.words[at].stem for at in denied)
        places = affirmed + denied
        self.span = Span(text.words[min(places)].start, text.words[max(places)].end)

    def is_against(self, other: "_Contrast") -> bool:
        """Whether what one affirms the other rules out, and the other way round."""
        return bool(self.affirmed & other.denied and self.denied & other.affirmed)


def contrast_findings(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    """Where what a claim says, and not another, is what the source rules out for that other."""
    theirs = tuple(_contrasts(source))
    for mine in _contrasts(claim):
        if any(mine.denied & other.denied for other in theirs):
            continue
        told = next((other for other in theirs if mine.is_against(other)), None)
        if told:
            reason = f"The source says it the other way round: “{told.span.of(source.text)}”."
            yield Finding("negation", "differs", mine.span.of(claim.text), reason, told.span)
            return


def _contrasts(text: Sentence) -> Iterator[_Contrast]:
    words = text.words
    for cue in _CUES.found(text):
        if not _breaks_off(text, cue.start):
            continue
        after = [
            at
            for at in text.content
            if at >= cue.end and words[at].clause == _clause(text, cue.end)
        ]
        before = [at for at in text.content if at < cue.start][-_NEAR:]
        denied = after[:_RULED_OUT]
        if denied and before:
            yield _Contrast(text, before, denied)


def _breaks_off(text: Sentence, at: int) -> bool:
    """Whether a cue begins a clause: "language, not pay", and not "Danish is not needed"."""
    is_not = text.words[at].lower == "not"
    return not is_not or at == 0 or text.words[at - 1].clause != text.words[at].clause


def _clause(text: Sentence, at: int) -> int:
    """The clause of what is ruled out; "because" before it begins one."""
    while at < len(text.words) - 1 and not text.words[at].is_content:
        at += 1
    return text.words[min(at, len(text.words) - 1)].clause
