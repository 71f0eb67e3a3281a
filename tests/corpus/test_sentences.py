"""Where sentences end, held by a table of cases and by what must hold for any text."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import LONGEST, LONGEST_MARKER, sentences

# One text a case; a broken bar stands where a sentence begins.
CASES = (
    "The U.S. market grew. \xa6 Demand rose.",
    "Analysts at Acme Inc. said that hiring slowed. \xa6 Pay did not.",
    "Apple Inc. Reports Second Quarter Results",
    "Pay rose 3.5% to $182,000.50 in May. \xa6 It then fell.",
    "Skills in demand, e.g. Python and Go, are rare. \xa6 Few have both.",
    "Some tools, e.g., Kubernetes, matter. \xa6 Others do not.",
    "Pay is high, i.e. above the median. \xa6 It varies.",
    "Roles have grown[1][3][4]. \xa6 Demand is high[3].",
    "It grew fast.[3][4] \xa6 It slowed later.",
    "Vendors such as Amazon hire.[5] \xa6 Others wait.",
    "See Exhibit No. 5 for detail. \xa6 It is short.",
    "She holds a Ph.D. in statistics. \xa6 He does not.",
    "She holds a Ph.D. \xa6 He does not.",
    "Candidates with a B.S. or M.S. degree are preferred. \xa6 Others may apply.",
    "\u201cWe are hiring,\u201d said Dr. Jane Smith. \xa6 She smiled.",
    'He said, "We are hiring." \xa6 She left.',
    "Is pay rising?! \xa6 Nobody knows.",
    "Really? \xa6 Yes! \xa6 It is.",
    "He moved to the U.S. \xa6 She stayed.",
    "The U.S. Bureau of Labor Statistics reported it. \xa6 It was wrong.",
    "The U.S. Department of Labor said so.",
    "Employers include Amazon, Google, etc. \xa6 They all hire.",
    "Employers (Amazon, Google, etc.) hire.",
    "Growth was 5.2 vs. 3.1 percent. \xa6 That is a lot.",
    "It opens at 9 a.m. and closes at 5 p.m. daily.",
    "It opens at 9 a.m. \xa6 It closes later.",
    "On Jan. 5, 2025 the index fell. \xa6 It rose in Feb. 2025.",
    "J. K. Rowling wrote it. \xa6 We read it.",
    "The St. Louis Fed published it. \xa6 It is public.",
    "Smith et al. found no effect. \xa6 Others did.",
    "Jones et al. (2024) found one.",
    "See Fig. 3 and Sec. 4.2 for more. \xa6 Then stop.",
    "Version 3.11.7 is out. \xa6 Use node.js 20.1.",
    "Visit www.example.com. \xa6 It is free.",
    "Mail jobs@example.com. \xa6 We answer.",
    "Goldman Sachs & Co. LLC raised its forecast. \xa6 Markets fell.",
    "Washington, D.C. has many roles. \xa6 So does Dallas, TX.",
    "The company (see Note 4.) paid a dividend. \xa6 It was small.",
    "Revenue was $1.2 billion. \xa6 Profit was $0.3 million.",
    "First item\n\xa6Second item",
    "- Bullet one\n\xa6- Bullet two",
    "- First. \xa6 Still first.\n\xa6- Second",
    "A paragraph wrapped\nover two lines ends here. \xa6 Another one.",
    "Wait... \xa6 What happened?",
    "It grew ... and then fell.",
    "Mr. and Mrs. Brown vs. State. \xa6 It closed.",
    "1. Introduction to pay. \xa6 2. Methods.",
    "Rates were 4.5%. \xa6 31,000 postings were open.",
    "He works for Acme Corp. in Texas. \xa6 She does not.",
    "Acme Corp. (NASDAQ: ACM) fell. \xa6 It recovered.",
    "It has approx. 500 staff. \xa6 Most are remote.",
    "Dept. of Energy roles grew. \xa6 Others fell.",
    "This was true in Q1. \xa6 In Q2 it was not.",
    "It was item 7A. \xa6 Then came 8.",
    "Sr. engineers earn more. \xa6 Jr. staff earn less.",
    "The plan is in Sec. 10(b). \xa6 It is long.",
    "It is over (finally). \xa6 We left.",
    "(It is over.) \xa6 We left.",
    "\u2018It works.\u2019 \xa6 She agreed.",
    "Gen. Smith spoke. \xa6 Lt. Col. Lee listened.",
    "The U.K. and the E.U. agreed. \xa6 The U.N. did not.",
    "iPhone sales fell. \xa6 eBay sales rose.",
    "That was in 2024. \xa6 2025 was better.",
    "The market is in flux: see below.\n\xa6First item\n\xa6Second item",
    "A report line that was wrapped as it was full goes on\nHere with a capital. \xa6 It ends.",
    "| Role | Pay |\n\xa6|---|---|\n\xa6| Engineer. Senior | $1.5 |",
    "Net sales 94,836 90,753\n\xa6Cost of sales 50,492 48,482\n\xa6The company grew.",
    "## Pay. And more\n\xa6It rose. \xa6 It fell.",
    "Revenue\t94.8\t90.7\n\xa6Costs\t50.4\t48.4",
)


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_a_reader_says(case: str) -> None:
    marked = case.replace("\xa6 ", "\xa6")
    text = marked.replace("\xa6", "")
    assert [span.of(text) for span in sentences(text)] == [
        part.strip() for part in marked.split("\xa6")
    ]


def test_an_empty_text_has_no_sentence() -> None:
    assert sentences("") == sentences(" \n\t ") == []


def test_reference_markers_after_a_space_stay_with_what_they_follow() -> None:
    text = "Demand grew. [3] [4] Pay did not. \u00b9 Hiring slowed."
    assert [span.of(text) for span in sentences(text)] == [
        "Demand grew. [3] [4]",
        "Pay did not. \u00b9",
        "Hiring slowed.",
    ]


ALPHABET = st.sampled_from(
    [*'abA.!?"\u201c\u201d()[]1 \n\t|*-#\r\u2028\u00b9', "U.S. ", "\n\n", "[3]"]
)


@given(st.one_of(st.text(), st.lists(ALPHABET, max_size=80).map("".join)))
def test_sentences_hold_all_of_a_text_but_white_space_once_and_in_order(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(st.integers(0, 12), st.sampled_from(["word ", "\u201cIt. ", "(", "x. [1] "]))
def test_no_sentence_is_without_end(repeats: int, unit: str) -> None:
    text = unit * repeats * 800
    assert all(s.end - s.start <= LONGEST + LONGEST_MARKER for s in sentences(text))


@pytest.mark.parametrize("unit", ["\u201cIt. ", "(a. B ", "1 ", "**a\n", "((", "a\t", "x" * 50])
def test_a_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begun = time.perf_counter()
    sentences(text)
    assert time.perf_counter() - begun < 5


def test_a_field_of_a_posting_is_a_line_of_its_own() -> None:
    text = "Employer: Fernwick Labs\nLocation: Austin TX\nPay: $150k - $190k"
    assert [span.of(text) for span in sentences(text)] == text.split("\n")
