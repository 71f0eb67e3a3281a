"""Verdicts on whole drafts, with the model in the box."""

from datetime import date

import pytest

from assistant.answers import VerdictName
from assistant.retrieval.fitted import fitted
from assistant.verification.checked import Checked
from assistant.verification.evidence import Evidence
from assistant.verification.verifier import Verifier
from assistant.verification.weigh import Weights
from corpus.embedding.entailment import EntailmentModel

REPORT = Evidence(
    1,
    "We counted 31,243 AI security postings in May 2025, up from 24,110 a year before [3]. "
    "Some employers require a clearance. The median advertised salary was $182,000 a year. "
    "Vellum acquired Harrow Labs in March 2025. Postings in Texas rose faster than in Ohio.",
    title="AI security hiring",
    publisher="Northlight",
    published=date(2025, 6, 1),
)
TABLE = Evidence(
    2,
    "| State | Postings | Median pay |\n| --- | --- | --- |\n| Texas | 4,120 | $150,000 |\n"
    "| Ohio | 980 | $131,000 |\n| Utah | 410 | $128,500 |",
    title="Postings by state",
)


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier(EntailmentModel(), Weights(**fitted("assistant.verification", "weights")))


def checked(verifier: Verifier, draft: str) -> Checked:
    [found] = verifier.check(draft, (REPORT, TABLE))
    return found


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("The median advertised salary was $182,000 a year [1].", "supported"),
        ("About 31,000 AI security postings were counted in May 2025 [1].", "supported"),
        ("Harrow Labs was acquired by Vellum in March 2025 [1].", "supported"),
        ("The median advertised salary was $128,000 a year [1].", "contradicted"),
        ("The median advertised salary was $182,000 a month [1].", "contradicted"),
        ("The median advertised salary was €182,000 a year [1].", "contradicted"),
        ("Harrow Labs acquired Vellum in March 2025 [1].", "contradicted"),
        ("Vellum acquired Harrow Labs in March 2024 [1].", "contradicted"),
        ("Postings in Texas rose more slowly than in Ohio [1].", "contradicted"),
        ("We counted 31,243 AI security postings in May 2025, fewer than a year before [1].", None),
        ("Most employers require a clearance [1].", None),
        ("Plumbers in Ohio are paid by the hour [1].", "unsupported"),
        ("I hope this helps!", "unchecked"),
        ("In my opinion the market is overheated.", "unchecked"),
        (
            "Die mittlere Vergütung der Stellen lag deutlich über jener der Vorjahre und stieg.",
            None,
        ),
        ("Texas had 4,120 postings [2].", "supported"),
        ("Ohio had 4,120 postings [2].", "contradicted"),
    ],
)
def test_each_kind_of_sentence_gets_its_verdict(
    verifier: Verifier, draft: str, verdict: VerdictName | None
) -> None:
    found = checked(verifier, draft)
    if verdict is None:
        assert found.verdict != "supported", found.reason
    else:
        assert found.verdict == verdict, found.reason


def test_a_contradiction_names_both_sides_and_shows_the_sentence(verifier: Verifier) -> None:
    found = checked(verifier, "The median advertised salary was $128,000 a year [1].")
    [witness] = found.witnesses
    assert found.reason == "The source says $182,000 a year, not $128,000 a year."
    assert witness.span.of(REPORT.text) == "The median advertised salary was $182,000 a year."


def test_a_true_sentence_with_the_wrong_number_gets_the_right_one(verifier: Verifier) -> None:
    found = checked(verifier, "The median advertised salary was $182,000 a year [2].")
    assert (found.verdict, found.given, found.witnesses[0].number) == ("supported", (2,), 1)
    assert found.is_miscited


def test_a_quotation_is_told_from_other_words(verifier: Verifier) -> None:
    quoted = checked(verifier, "The median advertised salary was $182,000 a year.")
    written = checked(verifier, "Salaries were advertised at a median of $182,000 a year.")
    assert (quoted.basis, written.basis) == ("quoted", "written")


def test_a_sum_is_done_again(verifier: Verifier) -> None:
    found = checked(verifier, "Postings rose by 7,133 within a year [1].")
    assert found.verdict == "supported", found.reason


def test_what_is_computed_here_says_so(verifier: Verifier) -> None:
    tally = Evidence(1, "47 of 63 unique postings state pay.", is_computed=True)
    [found] = verifier.check("47 of 63 unique postings state pay [1].", (tally,))
    assert (found.verdict, found.basis) == ("supported", "computed")


def test_nothing_is_supported_where_there_is_no_evidence(verifier: Verifier) -> None:
    [found] = verifier.check("Pay rose by 3%.", ())
    assert (found.verdict, found.witnesses) == ("unsupported", ())


def test_a_draft_that_says_nothing_has_no_verdicts(verifier: Verifier) -> None:
    assert verifier.check("# Heading", (REPORT,)) == ()


def test_every_witness_lies_in_its_passage(verifier: Verifier) -> None:
    draft = "Texas had 4,120 postings [2]. Some employers require a clearance [1]. Pay rose."
    passages = {1: REPORT, 2: TABLE}
    for found in verifier.check(draft, (REPORT, TABLE)):
        for witness in found.witnesses:
            assert witness.span.of(passages[witness.number].text)
