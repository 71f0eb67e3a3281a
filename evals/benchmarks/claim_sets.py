"""Claims with what they are held against, from four public sets and our own scripted replies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.verification.claims import Statement, statements
from assistant.verification.evidence import Evidence
from corpus.documents import Span
from evals.benchmarks import tabfact
from evals.datasets import replies
from evals.entailment import data as pairs


@dataclass(frozen=True, slots=True)
class Item:
    """A statement, its evidence, and whether that bears it; a group is never parted."""

    said: Statement
    evidence: Sequence[Evidence]
    supported: bool
    group: str
    half: str


def public(folder: Path) -> dict[str, list[Item]]:
    """FEVER-Symmetric, WiCE, TabFact and e-SNLI, by name."""
    return {
        "FEVER-Symmetric": [_pair(pair) for pair in pairs.fever(folder)],
        "WiCE": [_article(claim) for claim in pairs.wice(folder)],
        "TabFact": [_table(case) for case in tabfact.cases(folder)],
        "e-SNLI": [_pair(pair) for pair in pairs.esnli(folder)],
    }


def scripted() -> list[Item]:
    """The sentences of the replies for development that a source could bear, as they cite."""
    return [
        item
        for path in (replies.DEV, replies.DEV2)
        for reply in replies.read(path)
        for item in _of_reply(reply)
    ]


def _of_reply(reply: replies.Reply) -> Iterator[Item]:
    known = {passage.number for passage in reply.evidence}
    said = {each.text: each for each in statements(reply.text, known=known)}
    for sentence in reply.sentences:
        found = said.get(sentence.text)
        if found and sentence.verdict != "unchecked":
            is_borne = sentence.verdict == "supported"
            yield Item(found, reply.evidence, is_borne, reply.name, pairs.half(reply.name))


def _pair(pair: pairs.Pair) -> Item:
    return _item(pair.hypothesis, pair.premise, pair.label == pairs.ENTAILED, pair.source)


def _article(claim: pairs.Claim) -> Item:
    text = "\n\n".join(claim.sentences)
    return _item(claim.text, text, claim.supported, claim.article)


def _table(case: tabfact.Case) -> Item:
    evidence = (Evidence(1, case.text, case.caption),)
    return Item(_statement(case.claim), evidence, case.supported, case.table, case.half)


def _item(claim: str, text: str, is_borne: bool, group: str) -> Item:
    return Item(_statement(claim), (Evidence(1, text),), is_borne, group, pairs.half(group))


def _statement(claim: str) -> Statement:
    return Statement(claim, Span(0, len(claim)), (1,))
