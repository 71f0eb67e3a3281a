"""Claims held against tables: what is never said, and what hostile input costs."""

import hashlib
import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.evidence import Finding
from assistant.verification.tables import table_findings, table_probability, table_verdict, tables

CLAIMS = Path(__file__).parents[4] / "shared" / "data" / "claims"
RACES = """\
round#circuit#date#winner#attendance
1#Adelaide#21 february 2008#Jamie Whincup#28000
2#Sydney#7 march 2008#Will Davison#30577
3#Hamilton#18 april 2008#Garth Tander#21038
4#Wanneroo#9 may 2008#Jamie Whincup#17213
"""


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("garth tander be the winner at the hamilton circuit", True),
        ("garth tander be the winner at the sydney circuit", False),
        ("jamie whincup win 2 time", True),
        ("jamie whincup win 3 time", False),
        ("the attendance at sydney be higher than at hamilton", True),
        ("the attendance at hamilton be higher than at sydney", False),
        ("the sydney round have the highest attendance", True),
        ("the adelaide round have the highest attendance", False),
        ("the attendance in round 4 be 17213", True),
        ("the attendance in round 4 be 30577", False),
        ("the hamilton race be on 18 april 2008", True),
        ("the hamilton race be on 9 may 2008", False),
    ],
)
def test_claims_in_the_words_of_benchmarks_are_told_apart(claim: str, supported: bool) -> None:
    probability, _ = table_verdict(claim, RACES, "2008 championship")
    assert probability is not None
    assert (probability >= 0.5) is supported


def test_a_passage_without_a_table_says_nothing() -> None:
    assert table_verdict("Pay rose by 4%.", "Pay rose by 4% in Texas.") == (None, ())


def test_a_claim_that_no_words_link_is_not_judged() -> None:
    assert table_verdict("Zebras graze quietly.", RACES) == (None, ())


def test_a_table_too_large_to_check_is_said_to_be_so() -> None:
    large = "role#pay\n" + "\n".join(f"role {n}#{n}" for n in range(5000))
    probability, (finding,) = table_verdict("role 7 pays 7", large)
    assert probability is None
    assert finding == Finding(
        "table",
        "lacks",
        "role 7 pays 7",
        f"The table is too large to check: {len(large):,} characters in 5,001 lines.",
    )


def test_a_claim_is_held_against_the_table_it_is_about() -> None:
    passage = (
        RACES.replace("#", "\t") + "\n| skill | share |\n|---|---|\n| Rust | 5% |\n| Go | 9% |\n"
    )
    (finding,) = table_findings("The share of Rust is 7%.", passage)
    assert finding.reason == "In the row “Rust” the column “share” is 5%, not 7%."


def test_the_title_explains_words_that_the_table_has_not() -> None:
    claim = "in the 2008 grand final season jamie whincup win at adelaide"
    (table,) = tables(RACES)
    known = table_probability(claim, table, "2008 grand final season")
    assert known > table_probability(claim, table)


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from("|\t#;,"))
def test_no_claim_and_no_table_raise(claim: str, cell: str, delimiter: str) -> None:
    passage = "\n".join(delimiter.join((cell, claim, str(n))) for n in range(4))
    for said in (claim, cell, f"{cell} is more than {claim}", f"all 3 {claim} least {cell}"):
        probability, findings = table_verdict(said, passage)
        assert probability is None or 0.0 <= probability <= 1.0
        for finding in findings:
            assert finding.span is None or finding.span.end <= len(passage)


WORDS = st.sampled_from(
    ["the", "most", "least", "3", "4", "sydney", "hamilton", "jamie whincup", "attendance", "round",
     "more", "than", "total", "only", "all", "no", "17213", "21038", "first", "last", "before",
     "after", "may 2008", "average", "times", "not", "higher", "winner", "50 %"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_order_of_a_tables_words_can_be_judged(claim: str) -> None:
    probability, findings = table_verdict(claim, RACES)
    assert probability is None or 0.0 <= probability <= 1.0
    assert all(finding.part in claim for finding in findings)


HOSTILE = {
    "commas": "yes, he said, " * 5000,
    "lines of commas": "\n".join("yes, no, " * (n % 9 + 1) for n in range(1500)),
    "pipes": "\n".join("|" * (n % 90 + 1) for n in range(1500)),
    "open quotes": 'a,"b\n' * 1900,
    "number signs": "#a" * 40_000,
    "rows": "a#b\n" + "x#1\n" * 100_000,
}


@pytest.mark.parametrize("passage", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_passages_are_read_or_refused_at_once(passage: str) -> None:
    start = process_time()
    table_verdict("x has 1 more than a, b and 2", passage)
    assert process_time() - start < 0.5


def test_statements_of_tabfact_are_told_apart_better_than_by_their_words() -> None:
    if not CLAIMS.exists():
        pytest.skip("no development data at ../shared/data/claims")
    rows = json.loads((CLAIMS / "tabfact_val.json").read_text("utf-8"))
    right: dict[bool, list[bool]] = {True: [], False: []}
    for row in rows:
        digest = hashlib.sha256(row["table"].encode()).hexdigest()
        if int(digest, 16) % 10 != 1:  # odd: of the half that nothing is fitted on
            continue
        text = (CLAIMS / "tabfact_val" / row["table"]).read_text("utf-8")
        probability, _ = table_verdict(row["claim"], text, row["caption"] or "")
        right[row["supported"]].append(((probability or 0.0) >= 0.5) is row["supported"])
    balanced = sum(sum(found) / len(found) for found in right.values()) / 2
    assert balanced >= 0.65
