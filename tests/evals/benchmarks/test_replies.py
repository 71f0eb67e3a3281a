"""The measure of replies: right where truth and verdict agree, half where all is held for true."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answers import VerdictName
from assistant.verification.checked import Checked, Witness
from assistant.verification.claims import statements
from assistant.verification.evidence import Evidence
from corpus.documents import Span
from evals.benchmarks.replies import Check, balanced, misses, overlap, score
from evals.datasets.replies import Reply, Sentence

EVIDENCE = (Evidence(1, "Pay rose by 4%."), Evidence(2, "It fell in Ohio."))
REPLY = Reply(
    "figure-01",
    "figure",
    EVIDENCE,
    "Pay **rose** by 4% [1]. Pay rose by 9% in Ohio [2]. Good luck to you!",
    (
        Sentence("Pay rose by 4%.", "supported", (1,)),
        Sentence("Pay rose by 9% in Ohio.", "contradicted", (2,)),
        Sentence("Good luck to you!", "unchecked", ()),
    ),
)


def holding(*verdicts: VerdictName) -> Check:
    """A verifier that gives these verdicts in turn, each with the first passage for witness."""

    def check(draft: str, evidence: Sequence[Evidence]) -> tuple[Checked, ...]:
        witness = Witness(evidence[0].number, Span(0, 3))
        return tuple(
            Checked(said.text, said.span, verdict, "", witnesses=(witness,))
            for said, verdict in zip(statements(draft), verdicts, strict=False)
        )

    return check


@pytest.mark.parametrize(
    ("verdicts", "measured"),
    [
        (("supported", "contradicted", "unchecked"), 1.0),
        (("supported", "partial", "supported"), 1.0),
        (("supported", "supported", "supported"), 0.5),
        (("unsupported", "unsupported", "unchecked"), 0.5),
        (("unsupported", "supported", "unchecked"), 0.0),
    ],
)
def test_only_supported_against_not_is_weighed(
    verdicts: tuple[VerdictName, ...], measured: float
) -> None:
    assert balanced(score([REPLY], holding(*verdicts))) == measured


def test_a_sentence_that_was_not_looked_at_is_unchecked() -> None:
    scored = score([REPLY], holding("supported"))
    assert [each.verdict for each in scored] == ["supported", "unchecked", "unchecked"]


def test_the_best_witness_is_to_be_of_a_passage_that_bears_the_sentence() -> None:
    scored = score([REPLY], holding("supported", "supported", "unchecked"))
    assert [each.cited_rightly for each in scored] == [True, False, False]


def test_overlap_is_the_share_of_words_that_one_passage_holds() -> None:
    (said, *_) = REPLY.sentences
    assert overlap(said, EVIDENCE) == 1.0
    assert overlap(replace(said, text="Nurses quit."), EVIDENCE) == 0.0


def test_misses_name_the_reply_and_both_verdicts() -> None:
    scored = score([REPLY], holding("supported", "supported", "unchecked"))
    assert list(misses(scored, [REPLY])) == [
        "figure-01\tcontradicted\tsupported\tPay rose by 9% in Ohio.\t"
    ]
