"""The verdict on one statement, from all that was found of it."""

import re
from dataclasses import dataclass

from assistant.answers import Basis, VerdictName
from assistant.verification.causes import cause_findings
from assistant.verification.checkable import unchecked
from assistant.verification.checked import Checked, Witness
from assistant.verification.claims import Statement
from assistant.verification.evidence import Evidence, Finding
from assistant.verification.looks import PARTS, Look, together
from assistant.verification.names import name_findings
from assistant.verification.weigh import Weights, features
from corpus.documents import Span

ON_THE_SUBJECT = 0.3  # of a claim's words: a premise that shares fewer says nothing against it
NEAR = 0.6  # of the words that the nearest premise shares: with fewer one is of something else
LEAST = 0.15  # of a claim's words that a premise has to share to bear it, if the model is unsure
MOSTLY = 0.5  # of a claim's words: with fewer a premise does not say the most of it
SURELY = 0.9  # of 503 such pairs in the sets it was measured on, 95 % are contradicted
BLOCKED = 0.7  # what is left of a likelihood that a check speaks against
EVEN = 0.5
DENIED = 0.15  # how probable a table leaves what it denies: prose on the same does not bear it

SAYS_SO = "The source says this."
SAYS_EXACTLY = "The source says exactly this."
NOTHING = "Nothing in the passages speaks of it."
NOT_SAID = "No passage says this."
IN_PART = "The source says only a part of this."
OTHERWISE = "The source says otherwise."
IN_THE_TABLE = "The table says this."
CANNOT_TELL = "Whether the table says this cannot be told with certainty."

_SIGNS = re.compile(r"[^\w%$€£.]+")


@dataclass(frozen=True, slots=True)
class TableLook:
    """A statement beside the tables of a passage: how likely they bear it, and what they say."""

    evidence: Evidence
    probability: float
    findings: tuple[Finding, ...]
    linked: float = 0.0
    """The share of the statement's words that a row and a column of the table have."""


@dataclass(frozen=True, slots=True)
class Case:
    """A statement with all that was found of it, the likeliest premise first."""

    said: Statement
    looks: tuple[Look, ...] = ()
    tables: tuple[TableLook, ...] = ()


def support(case: Case, weights: Weights) -> float:
    """How likely the evidence bears a statement, from 0 to 1."""
    look, likely = borne(case, weights)
    if look and not _may_stand(look):
        likely *= BLOCKED
    return max(likely, _table_support(case))


def judged(case: Case, weights: Weights) -> Checked:
    """The verdict on a statement, its reason, and what it rests on."""
    look, likely = borne(case, weights)
    nothing = unchecked(case.said.text)
    if nothing and not (look and _is_verbatim(case.said, look)):
        return _told(case, "unchecked", nothing, likely)
    table = _telling(case)
    denied = table is not None and table.probability <= DENIED
    if look and likely >= weights.supported and _may_stand(look) and not denied:
        return _told(case, "supported", _says_so(case, look), likely, look)
    if table:
        return _of_table(case, table)
    return _doubted(case, look, likely, weights)


def borne(case: Case, weights: Weights) -> tuple[Look | None, float]:
    """The premise that bears a statement best, and how likely it does.

    A premise that shares far fewer of its words than another speaks of something else: that it
    says nothing against a statement is no support.
    """
    if not case.looks:
        return None, 0.0
    most = max(look.premise.covered for look in case.looks)
    near = [look for look in case.looks if look.premise.covered >= NEAR * most]
    whole = [together((look, *(each for each in near if each is not look))) for look in near]
    likely = [weights.likelihood(features(case.said.text, look)) for look in whole]
    best = max(range(len(whole)), key=likely.__getitem__)
    return whole[best], likely[best]


def _may_stand(look: Look) -> bool:
    """Whether a premise is on the subject, no check speaks against it, and nothing is missing."""
    is_on_it = look.premise.covered >= LEAST or look.entailed >= EVEN
    return is_on_it and not look.against and not look.lacking


def _doubted(case: Case, look: Look | None, likely: float, weights: Weights) -> Checked:
    if look is None:
        return _told(case, "unsupported", NOTHING, 0.0)
    if look.against and look.premise.covered >= ON_THE_SUBJECT:
        return _told(case, "contradicted", look.against.reason, likely, look)
    if look.contradicted >= SURELY and look.premise.covered >= MOSTLY:
        return _told(case, "contradicted", OTHERWISE, likely, look)
    in_part = _is_rest_borne(look, likely, weights)
    reason = look.lacking[0].reason if look.lacking else IN_PART if in_part else NOT_SAID
    return _told(case, "partial" if in_part else "unsupported", reason, likely, look)


def _is_rest_borne(look: Look, likely: float, weights: Weights) -> bool:
    """Whether all but what is lacking is in the source, and that is not little."""
    missing = any(found.check in PARTS for found in look.lacking)
    return likely >= weights.partial and look.premise.covered >= MOSTLY and not missing


def _says_so(case: Case, look: Look) -> str:
    """Why a statement is supported: word for word, by a sum done again, or in other words."""
    recomputed = next((f.reason for f in look.findings if f.stance == "agrees" and f.reason), "")
    return recomputed or (SAYS_EXACTLY if _is_verbatim(case.said, look) else SAYS_SO)


def _is_verbatim(said: Statement, look: Look) -> bool:
    return f" {_signless(said.text)} " in f" {_signless(look.premise.text)} "


def _signless(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text).lower().split()).rstrip(".")


def _told(
    case: Case, verdict: VerdictName, reason: str, likely: float, look: Look | None = None
) -> Checked:
    basis: Basis = "written"
    if look and verdict == "supported":
        basis = "quoted" if _is_verbatim(case.said, look) else "written"
        basis = "computed" if look.premise.evidence.is_computed else basis
    return Checked(
        text=case.said.text,
        span=case.said.span,
        verdict=verdict,
        reason=reason,
        basis=basis,
        given=case.said.cited,
        leans=bool(case.said.context),
        witnesses=_witnesses(case, look) if look else (),
        support=round(likely, 4),
    )


def _witnesses(case: Case, look: Look) -> tuple[Witness, ...]:
    """The premise itself, then the sentences in which its other parts were found."""
    own = next(each for each in case.looks if each.premise == look.premise)
    met = {found.part for found in own.findings if found.stance == "agrees"}
    lent = {found.part for found in look.findings if found.stance == "agrees"} - met
    others = (
        each
        for each in case.looks
        if each is not own and any(f.stance == "agrees" and f.part in lent for f in each.findings)
    )
    return tuple(
        dict.fromkeys(
            Witness(each.premise.number, span)
            for each in (own, *others)
            for span in each.premise.spans
        )
    )


def _telling(case: Case) -> TableLook | None:
    """The table that says the most of a statement, for it or against it; none that cannot tell."""
    prose = max((look.premise.covered for look in case.looks), default=0.0)
    telling = [
        each
        for each in case.tables
        if _speaks(each) and (each.probability >= EVEN or each.linked >= prose)
    ]
    return max(telling, key=lambda each: abs(each.probability - EVEN), default=None)


def _speaks(table: TableLook) -> bool:
    return any(found.stance in {"agrees", "differs"} for found in table.findings)


def _table_support(case: Case) -> float:
    return max((table.probability for table in case.tables), default=0.0)


def _of_table(case: Case, table: TableLook) -> Checked:
    bears = table.probability >= EVEN
    stance = "agrees" if bears else "differs"
    found = next((each for each in table.findings if each.stance == stance), None)
    missing = _missing(case.said, table.evidence) if bears else ()
    verdict: VerdictName = "unsupported"
    if found:
        verdict = "contradicted" if not bears else "partial" if missing else "supported"
    reason = missing[0].reason if found and missing else found.reason if found else CANNOT_TELL
    span = found.span if found and found.span else Span(0, len(table.evidence.text))
    return Checked(
        text=case.said.text,
        span=case.said.span,
        verdict=verdict,
        reason=reason or IN_THE_TABLE,
        basis="computed" if table.evidence.is_computed and bears else "written",
        given=case.said.cited,
        leans=bool(case.said.context),
        witnesses=(Witness(table.evidence.number, span),),
        support=round(table.probability, 4),
    )


def _missing(said: Statement, evidence: Evidence) -> tuple[Finding, ...]:
    """Names and causes of a statement that neither a table nor what stands around it holds."""
    around = "\n".join(filter(None, (evidence.title, evidence.publisher, evidence.text)))
    found = (
        *name_findings(said.text, "", around),
        *cause_findings(said.text, around),
    )
    return tuple(each for each in found if each.stance == "lacks")
