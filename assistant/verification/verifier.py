"""READ FIRST here: how each sentence of a draft is held against evidence and gets its verdict.

draft ─statements→ [Statement] ─premises→ the sentences that may bear it ─checks→ [Finding]
                                    └──entailment→ how likely it follows ──┴─weigh→ Checked
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Basis, VerdictName
from assistant.verification.claims import Statement, statements
from assistant.verification.evidence import Evidence
from assistant.verification.premises import Library, Premise
from corpus.documents import Span
from corpus.protocols import Entailment


@dataclass(frozen=True, slots=True)
class Witness:
    """What bears a sentence, or speaks against it: ``evidence.text[span]`` of that number."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a draft with its verdict and, in a sentence for a person, the reason.

    ``draft[span]`` is how it stands there. `given` are the numbers that the draft cited,
    `witnesses` the evidence that the verdict rests on, best first, whatever was cited.
    """

    text: str
    span: Span
    verdict: VerdictName
    reason: str
    basis: Basis = "written"
    given: tuple[int, ...] = ()
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks drafts against passages, offline; safe to share between threads."""

    entailment: Entailment

    def check(self, draft: str, evidence: Sequence[Evidence]) -> tuple[Checked, ...]:
        """Every sentence of a draft, in its order, with what the evidence says of it."""
        library = Library(evidence)
        return tuple(self._checked(said, library) for said in statements(draft))

    def _checked(self, said: Statement, library: Library) -> Checked:
        found = library.premises(said)
        if not found:
            return _judged(said, "unsupported", "No passage speaks of it.")
        best = found[0]
        if best.covered >= 0.8:
            return _judged(said, "supported", "The source says this.", best)
        return _judged(said, "unsupported", "No passage says this.")


def _judged(said: Statement, verdict: VerdictName, reason: str, *witnesses: Premise) -> Checked:
    return Checked(
        text=said.text,
        span=said.span,
        verdict=verdict,
        reason=reason,
        given=said.cited,
        witnesses=tuple(Witness(premise.number, premise.span) for premise in witnesses),
    )
