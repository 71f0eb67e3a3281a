"""What every check finds of one claim in one premise."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.verification.antonyms import antonym_findings
from assistant.verification.causes import cause_findings
from assistant.verification.comparison import comparison_findings
from assistant.verification.date_checks import date_findings
from assistant.verification.evidence import Check, Finding, Stance
from assistant.verification.figure_checks import figure_findings
from assistant.verification.names import name_findings
from assistant.verification.negation import negation_findings
from assistant.verification.orders import heard
from assistant.verification.premises import Premise
from assistant.verification.quantifiers import quantifier_findings
from assistant.verification.roles import role_findings

PARTS: frozenset[Check] = frozenset(("figure", "date", "name"))
"""What a passage may say in another sentence than the one that bears the rest."""

WORDING = (
    negation_findings,
    antonym_findings,
    comparison_findings,
    role_findings,
    quantifier_findings,
    cause_findings,
)


@dataclass(frozen=True, slots=True)
class Look:
    """A claim beside one premise: what was found, and how likely it follows or is contradicted."""

    premise: Premise
    findings: tuple[Finding, ...]
    entailed: float = 0.0
    contradicted: float = 0.0

    def count(self, stance: Stance, *checks: Check) -> int:
        """How many findings of these checks take a stance."""
        return sum(found.stance == stance and found.check in checks for found in self.findings)

    @property
    def against(self) -> Finding | None:
        """The first finding that the premise says otherwise."""
        return next((found for found in self.findings if found.stance == "differs"), None)

    @property
    def lacking(self) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if found.stance == "lacks")


def looked(claim: str, premise: Premise) -> Look:
    """A claim beside a premise, each check made; nothing is known yet of what follows."""
    return Look(premise, tuple(_findings(claim, premise)))


def _findings(claim: str, premise: Premise) -> Iterator[Finding]:
    said, passage = premise.text, heard(premise.evidence.text)
    yield from figure_findings(claim, said, passage)
    yield from date_findings(claim, said, passage, published=premise.evidence.published)
    # Whom a passage speaks of may stand in its title alone.
    yield from name_findings(claim, said, f"{_whose(premise)}\n{passage}")
    # Words of several sentences together say what none of them does.
    for check in WORDING:
        yield from check(claim, premise.lead, passage)


def together(looks: tuple[Look, ...]) -> Look:
    """The first look, where a part that it lacks or differs on may be borne by another one."""
    first, *others = looks
    borne = {
        (found.check, found.part)
        for look in others
        for found in look.findings
        if found.stance == "agrees" and found.check in PARTS
    }
    kept = tuple(
        replace(found, stance="agrees", reason="")
        if found.stance != "agrees" and (found.check, found.part) in borne
        else found
        for found in first.findings
    )
    return replace(first, findings=kept)


def _whose(premise: Premise) -> str:
    return " — ".join(filter(None, (premise.evidence.title, premise.evidence.publisher)))
