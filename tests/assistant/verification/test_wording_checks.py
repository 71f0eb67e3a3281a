"""The checks of wording over tables of claims and sentences: `claim | sentence | passage`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.antonyms import antonym_findings
from assistant.verification.comparison import comparison_findings
from assistant.verification.evidence import Finding
from assistant.verification.names import name_findings
from assistant.verification.negation import negation_findings
from assistant.verification.quantifiers import quantifier_findings
from assistant.verification.roles import role_findings

Findings = Callable[..., tuple[Finding, ...]]
CHECKS: dict[str, Findings] = {
    "negation": negation_findings,
    "antonym": antonym_findings,
    "quantifier": quantifier_findings,
    "comparison": comparison_findings,
    "role": role_findings,
    "name": name_findings,
}
WORDS = (
    "pay rose fell not no never only most some few many employers Texas Ohio Google more than from"
    " to by was acquired $180k 12% and while , . respectively requires n't twice as first may"
)


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for check in CHECKS:
        file = Path(__file__).with_name(f"{check}_cases.yaml")
        for outcome, lines in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            for line in lines.splitlines():
                yield check, outcome, [text.strip() for text in line.split("|")]


CASES = list(cases())


@pytest.mark.parametrize(("check", "outcome", "texts"), CASES)
def test_a_check_finds_what_the_table_says(check: str, outcome: str, texts: list[str]) -> None:
    stances = {finding.stance for finding in CHECKS[check](*texts)}
    if outcome == "innocent":
        assert not stances & {"differs", "lacks"}
    else:
        assert outcome in stances


@pytest.mark.parametrize(("check", "outcome", "texts"), CASES)
def test_a_span_is_in_the_sentence_and_a_part_in_the_claim(
    check: str, outcome: str, texts: list[str]
) -> None:
    found = CHECKS[check](*texts)
    assert found or outcome == "innocent"
    for finding in found:
        assert finding.part in texts[0]
        assert finding.span is None or finding.span.of(texts[1])
        assert finding.reason or finding.stance == "agrees"


@pytest.mark.parametrize("check", CHECKS)
@given(words=st.lists(st.sampled_from(WORDS.split(" ")), max_size=25))
def test_a_text_says_what_it_says(check: str, words: list[str]) -> None:
    text = " ".join(words)
    assert not [one for one in CHECKS[check](text, text) if one.stance != "agrees"]


@pytest.mark.parametrize("check", CHECKS)
@given(claim=st.text(max_size=80), sentence=st.text(max_size=80))
def test_no_text_is_too_odd(check: str, claim: str, sentence: str) -> None:
    CHECKS[check](claim, sentence, sentence)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize(
    "word", ["not ", "A ", "more than ", "from to ", "n't", "$1 ", "(", "A.", "only "]
)
def test_a_hostile_text_takes_no_long(check: str, word: str) -> None:
    text = word * (20_000 // len(word))
    began = perf_counter()
    CHECKS[check](text, text + "x", text)
    assert perf_counter() - began < 3
