from datetime import date

import pytest

from assistant.questions import Query
from assistant.retrieval.duplicates import without_reposts
from assistant.retrieval.profiles import Profiles
from assistant.retrieval.rerank import Weights, reranked, signals
from tests.assistant.passages import passage

EVEN = Weights(dense=1, lexical=1, profile=1, title=1, recency=1)


def filings() -> Profiles:
    sources = [
        passage("", source_id=name, title=title, published=published).source
        for name, title, published in (
            ("a3", "Apple 10-Q Q3 2023", date(2023, 8, 1)),
            ("a2", "Apple 10-Q Q2 2023", date(2023, 5, 1)),
            ("i3", "Intel 10-Q Q3 2023", date(2023, 10, 1)),
        )
    ]
    openings = {"a3": "Apple Inc.", "a2": "Apple Inc.", "i3": "Intel Corporation"}
    return Profiles.of(sources, openings)


def test_a_source_that_a_question_names_matches_before_the_others() -> None:
    asked = ["intel", "q3", "2023"]
    assert filings().matching(asked, limit=3) == ("i3", "a3", "a2")


def test_the_filing_that_is_asked_for_goes_before_a_nearer_passage_of_another() -> None:
    profiles = filings()
    found = [
        passage("Net income fell.", source_id="i3", title="Intel 10-Q Q3 2023", dense=0.61),
        passage("Net income rose.", source_id="a3", title="Apple 10-Q Q3 2023", dense=0.58),
    ]
    query = Query("What was Apple's net income in the third quarter of 2023?")
    ranked = reranked(query, found, profiles=profiles, weights=EVEN)
    assert [p.source.source_id for p in ranked] == ["a3", "i3"]


@pytest.mark.parametrize(("text", "expected"), [("the latest 10-Q", 1.0), ("the 10-Q", 0.0)])
def test_age_counts_only_where_the_newest_is_asked_for(text: str, expected: float) -> None:
    found = [passage("x", source_id="i3")]
    (one,) = signals(Query(text), found, filings())
    assert one.recency == expected


def test_signals_stay_between_nothing_and_one() -> None:
    found = [passage("x", source_id="a3", dense=0.4, lexical=31.0), passage("y", lexical=2.0)]
    for one in signals(Query("Apple Apple apple"), found, filings()):
        assert all(0 <= getattr(one, name) <= 1 for name in one.__slots__)


def test_reports_that_agree_are_both_kept_and_reposted_jobs_are_not() -> None:
    text = "We seek an AI security engineer to red-team our models and write threat models."
    same = [
        passage(text, source_id="one", kind="report"),
        passage(text, source_id="two", kind="report"),
        passage(text, source_id="three", kind="posting"),
        passage(text + " Apply.", source_id="four", kind="posting"),
        passage("Another job altogether, in Berlin.", source_id="five", kind="posting"),
    ]
    kept = [p.source.source_id for p in without_reposts(same)]
    assert kept == ["one", "two", "three", "five"]


def test_no_source_and_no_candidate_is_no_trouble() -> None:
    nothing = Profiles.of((), {})
    assert reranked(Query("anything"), [], profiles=nothing, weights=EVEN) == []
    assert nothing.matching(["anything"], limit=3) == ()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What do AI security engineers earn?", "report"),
        ("What does Kestrelquay pay?", "job"),
        ("Which postings pay most?", "job"),
    ],
)
def test_one_job_speaks_for_the_market_only_where_no_report_does(question: str, first: str) -> None:
    title = "AI Security Engineer — Kestrelquay Defence"
    job = passage("Pay: 143,000", source_id="job", title=title, kind="posting", dense=0.7)
    report = passage("They earn 171,000.", source_id="report", title="Pay note", dense=0.6)
    profiles = Profiles.of([job.source, report.source], {})
    weights = Weights(dense=10, lexical=0, profile=0, title=0, recency=0)
    ranked = reranked(Query(question), [report, job], profiles=profiles, weights=weights)
    assert ranked[0].source.source_id == first
