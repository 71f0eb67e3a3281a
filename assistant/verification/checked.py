"""A sentence of a draft with its verdict, and what that rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answers import Basis, VerdictName
from assistant.verification.claims import Statement
from assistant.verification.evidence import Evidence
from corpus.documents import Span


@dataclass(frozen=True, slots=True)
class Witness:
    """What bears a sentence, or speaks against it: ``evidence.text[span]`` of that number."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a draft with its verdict and, in a sentence for a person, the reason.

    ``draft[span]`` is how it stands there. `given` are the numbers that the draft cited,
    `witnesses` the evidence that the verdict rests on, best first, whatever was cited. `support`
    is how likely that evidence bears the sentence; one that `leans` says it of the one before.
    """

    text: str
    span: Span
    verdict: VerdictName
    reason: str
    basis: Basis = "written"
    given: tuple[int, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    support: float = 0.0
    leans: bool = False

    @property
    def is_miscited(self) -> bool:
        """Whether the draft cited other passages than the one that bears it."""
        borne = self.verdict == "supported" and bool(self.witnesses and self.given)
        return borne and self.witnesses[0].number not in self.given


class Checker(Protocol):
    """Tells of sentences whether evidence bears them."""

    def check(self, draft: str, evidence: Sequence[Evidence]) -> tuple[Checked, ...]:
        """Every sentence of a draft, in its order, with what the evidence says of it."""

    def check_each(
        self, said: Iterable[tuple[Statement, Sequence[Evidence]]]
    ) -> tuple[Checked, ...]:
        """Statements, each with what its own evidence says of it."""
