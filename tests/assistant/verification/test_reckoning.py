import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.verification.figure_checks import figure_findings
from assistant.verification.reckoning import groups

# A claim, a passage, its sentence that is held against (by number), and the findings in order.
CASES = [
    # Differences
    ("The bureau hired a net 312 people.", "Staff rose from 2,140 to 2,452.", "agrees"),
    ("The bureau hired a net 321 people.", "Staff rose from 2,140 to 2,452.", "lacks"),
    (
        "It shrank by €7.2 million.",
        "Sales were €88.1 million, compared with €95.3 million.",
        "agrees",
    ),
    (
        "The gap had narrowed by 30,000.",
        "There were 80,000 gaps, against 110,000 before.",
        "agrees",
    ),
    (
        "About 120,000 teller posts went.",
        "Teller jobs fell from 1.52 million to 1.4 million.",
        "agrees",
    ),
    (
        "Leeds pays a nurse three thousand pounds less.",
        "In Bristol a nurse starts at £34k; in Leeds at £31k.",
        "agrees",
    ),
    ("Filling it took ten days longer.", "Jobs took 41 days. Data jobs took 51 days.", "agrees"),
    ("The share shrank by nine percentage points.", "The share was 22%, down from 31%.", "agrees"),
    (
        "The share shrank by eight percentage points.",
        "The share was 22%, down from 31%.",
        "differs",
    ),
    # What was before
    (
        "The year before it had been 64 days.",
        "It took 60 days, four days shorter than before.",
        "agrees",
    ),
    (
        "In 2024 there had been 72,000 jobs.",
        "It has 70,000 jobs, 2,000 fewer than in 2024.",
        "agrees",
    ),
    (
        "In 2024 there had been 68,000 jobs.",
        "It has 70,000 jobs, 2,000 fewer than in 2024.",
        "differs",
    ),
    # Changes and shares
    ("Costs rose by nearly a quarter.", "Costs were £246 million (2024: £200 million).", "agrees"),
    ("Agencies paid about 25% more.", "Agencies paid £25.10 an hour, others £20.10.", "agrees"),
    ("Openings were a third lower.", "Openings fell from 9,000 to 6,000.", "agrees"),
    ("Openings were half as many.", "Openings fell from 9,000 to 6,000.", "lacks"),
    ("About 17% of adverts named SQL.", "Of 2.4 million adverts, SQL is in 412,000.", "agrees"),
    (
        "About 17% of adverts named Go.",
        "Of 2.4 million adverts, SQL is in 412,000 and Go in 20,000.",
        "lacks",
    ),
    (
        "Drivers are over a third of its 900 staff.",
        "Of 900 staff 320 are drivers.",
        "agrees agrees",
    ),
    ("Fewer than one advert in fifty named Go.", "2% of adverts named SQL; Go 1%.", "agrees"),
    ("One clerk in twenty left.", "5% of clerks left.", "agrees"),
    ("Women made up around 30% of hires.", "It hired 2,000 people, 610 of them women.", "agrees"),
    ("Women made up around 40% of hires.", "It hired 2,000 people, 610 of them women.", "lacks"),
    # Sums
    ("Together they plan 55,000 jobs.", "Ark plans 30,000 jobs; Bex kept its at 25,000.", "agrees"),
    (
        "The three towns have 690 posts.",
        "Asby has 310 posts, Byford 220 and Corley 160.",
        "agrees",
    ),
    (
        "Well over half, 53%, were in Asby or Byford.",
        "Asby accounted for 31% of posts, Byford for 22% and Corley for 9%.",
        "agrees agrees",
    ),
    # No chance sums
    (
        "Revenue was almost 900 million.",
        "Revenue was 640 million and profit 250 million.",
        "differs",
    ),
]


@pytest.mark.parametrize(("claim", "passage", "stances"), CASES)
def test_what_stands_together_is_reckoned(claim: str, passage: str, stances: str) -> None:
    found = figure_findings(claim, passage, passage)
    assert [finding.stance for finding in found] == stances.split(), found


def test_a_reckoning_is_told() -> None:
    (finding,) = figure_findings("It hired a net 312 people.", "Staff rose from 2,140 to 2,452.")
    assert finding.reason == "312 = 2,452 less 2,140 in the source."


def test_a_neighbouring_sentence_gives_the_other_figure() -> None:
    passage = "On average it took 41 days. For data jobs it took 51 days."
    (finding,) = figure_findings(
        "Data jobs took ten days longer.", "For data jobs it took 51 days.", passage
    )
    assert finding.stance == "agrees"


def test_figures_are_grouped_by_sentence_and_by_neighbours_and_not_in_tables() -> None:
    text = "It has 10 sites and 20 yards. It has 30 docks.\n| 40 | 50 |\nIt has 60 cars."
    assert [[one.text for one in group] for group in groups(text)] == [
        ["10", "20"],
        ["10", "20", "30"],
    ]


@given(st.integers(min_value=1_001, max_value=9_999), st.integers(min_value=101, max_value=999))
def test_a_difference_agrees_and_one_more_does_not(before: int, more: int) -> None:
    assume((more + 1) % 10)
    sentence = f"Staff rose from {before:,} to {before + more:,}."
    (right,) = figure_findings(f"Staff rose by {more:,}.", sentence)
    (wrong,) = figure_findings(f"Staff rose by {more + 1:,}.", sentence)
    assert (right.stance, wrong.stance) == ("agrees", "differs")
