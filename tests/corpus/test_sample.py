import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus import sample
from evals.sample.make_postings import (
    AGENCY_COPIES,
    FIRST,
    LOOKALIKES,
    ORIGINALS,
    REPOSTS,
    SECOND_ADDRESSES,
    Advertisement,
    advertisements,
    as_json_lines,
)

REPORT, BULLETIN, NOTE, POSTINGS = sample.SOURCES

# The facts of the seed document: a phrase of the report, and the markers that support it.
FACTS = (
    ("31,000", "[3]"),
    ("$43,000", "[3]"),
    ("$220,000", "[3]"),
    ("nearly 500 openings for AI Security Engineers", "[1]"),
    ("dozens of openings in AI security", "[2]"),
    ("Amazon is one of the large employers", "[4][5]"),
    ("model threats, to carry out security research", "[4][5]"),
    ("Inmar Intelligence", "[4][5]"),
    ("sheer volume of AI security postings", "[1][3][4]"),
    ("explainability near the top of their lists", "[1][3][4][5]"),
)


@pytest.fixture(scope="module")
def report() -> str:
    return REPORT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seed(repository: Path) -> str:
    folder = repository.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the seed document (../shared/seeds) is not beside this checkout")
    return next(folder.glob("*.txt")).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def postings() -> list[dict[str, Any]]:
    return [json.loads(line) for line in POSTINGS.read_text(encoding="utf-8").splitlines()]


def test_the_postings_are_what_the_script_writes() -> None:
    assert POSTINGS.read_text(encoding="utf-8") == as_json_lines()


@pytest.mark.parametrize(("fact", "markers"), FACTS)
def test_each_seed_fact_is_followed_by_its_own_markers(
    report: str, fact: str, markers: str
) -> None:
    marked = re.findall(r"((?:\[\d\])+)", report[report.index(fact) :])
    assert marked[0] == markers


def test_every_figure_of_the_seed_document_is_in_the_report(report: str, seed: str) -> None:
    assert _figures(seed) <= _figures(report)


def test_no_sentence_of_the_seed_document_is_copied(report: str, seed: str) -> None:
    assert not _runs(seed.split("## Summary Table", maxsplit=1)[0]) & _runs(report)


def test_the_report_names_no_work_behind_its_markers(report: str) -> None:
    assert "http" not in report
    assert not re.search(r"^\s*\[\d\]", report, re.MULTILINE)


def test_the_other_sources_disagree_and_say_they_are_invented() -> None:
    bulletin, note = BULLETIN.read_text(encoding="utf-8"), NOTE.read_text(encoding="utf-8")
    assert "18,400 unique AI security job postings" in bulletin
    assert "31,000 United States AI security postings\nto February 2025" in note
    for text in (bulletin, note):
        assert "every figure in this" in text
        assert "does not exist" in text


def test_every_address_belongs_to_nobody() -> None:
    addresses = [
        address
        for source in sample.SOURCES
        for address in re.findall(r"https?://([^/\s\"<]+)", source.read_text(encoding="utf-8"))
        if address != "schema.org"
    ]
    assert addresses
    assert all(re.search(r"(^|\.)example\.(com|org)$", address) for address in addresses)


def test_every_posting_says_it_is_sample_data(postings: list[dict[str, Any]]) -> None:
    assert len(postings) == 250
    assert all(posting["sampleData"] is True for posting in postings)
    assert all(
        posting["description"].endswith("Sample data: this employer and this job do not exist.")
        for posting in postings
    )


def test_postings_span_eighteen_months_up_to_august_2026(postings: list[dict[str, Any]]) -> None:
    days = sorted(date.fromisoformat(posting["datePosted"]) for posting in postings)
    assert FIRST <= days[0] < date(2025, 4, 1)
    assert date(2026, 8, 1) <= days[-1] <= date(2026, 8, 31)


def test_pay_is_as_untidy_as_in_real_postings(postings: list[dict[str, Any]]) -> None:
    stated = [posting["baseSalary"] for posting in postings if "baseSalary" in posting]
    assert 0.25 <= 1 - len(stated) / len(postings) <= 0.4
    units = {pay["value"]["unitText"] for pay in stated}
    assert units == {"HOUR", "DAY", "MONTH", "YEAR"}
    assert {pay["currency"] for pay in stated} == {"USD", "CAD", "GBP", "EUR", "INR", "SGD"}
    assert any("minValue" not in pay["value"] for pay in stated)
    bounds = [pay["value"] for pay in stated if "minValue" in pay["value"]]
    assert all(0 < value["minValue"] < value["maxValue"] for value in bounds)


def test_yearly_dollars_lie_within_what_such_jobs_pay(postings: list[dict[str, Any]]) -> None:
    yearly = [
        posting["baseSalary"]["value"]["maxValue"]
        for posting in postings
        if posting.get("baseSalary", {}).get("currency") == "USD"
        and posting["baseSalary"]["value"]["unitText"] == "YEAR"
    ]
    assert min(yearly) > 50_000
    assert max(yearly) < 400_000


def test_the_script_knows_which_advertisement_is_which() -> None:
    assert Counter(advert.origin for advert in advertisements()) == {
        "original": ORIGINALS,
        "lookalike": LOOKALIKES,
        "repost": REPOSTS,
        "agency copy": AGENCY_COPIES,
        "second address": SECOND_ADDRESSES,
    }


def test_a_lookalike_is_another_job_and_a_copy_is_not() -> None:
    originals = {advert.job: advert for advert in advertisements() if advert.origin == "original"}
    for advert in advertisements():
        assert (advert.job in originals) == (advert.origin != "lookalike")
        if advert.origin == "repost":
            assert _days_apart(originals[advert.job], advert) >= 21


def test_every_advertisement_has_an_address_of_its_own(postings: list[dict[str, Any]]) -> None:
    assert len({posting["url"] for posting in postings}) == len(postings)


def _days_apart(first: Advertisement, second: Advertisement) -> int:
    days = [date.fromisoformat(advert.posting["datePosted"]) for advert in (first, second)]
    return (days[1] - days[0]).days


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\$?\d+(?:,\d{3})*\+?", text))


def _runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9$,+]+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
