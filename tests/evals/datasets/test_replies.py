"""The scripted replies are well formed: each sentence stands in its reply, each fault occurs."""

import re
from collections import Counter
from itertools import combinations
from typing import get_args

import pytest

from assistant.answers import VerdictName
from evals.datasets.replies import DEV, DEV2, FAULTS, HELDOUT, Reply, read

SETS = {"dev": read(DEV), "dev2": read(DEV2), "heldout": read(HELDOUT)}
REPLIES = [reply for replies in SETS.values() for reply in replies]
VERDICTS = get_args(VerdictName)
_MARKER = re.compile(
    r"\s*(?:\[{1,2}\d+(?:, \d+)*\]{1,2}|【\d+】|\(\d\))"
)  # " [1, 2]", "【1】", " (1)"


_BETWEEN = re.compile(r"\s*(?:#+ .*|.*:)?\s*(?:[-*]|\d\.)?\s*")  # a heading, a lead-in, a bullet


def _without_markers(text: str) -> str:
    return _MARKER.sub("", text).replace("**", "")


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.name)
def test_every_sentence_stands_in_its_reply_in_order(reply: Reply) -> None:
    rest = _without_markers(reply.text)
    for sentence in reply.sentences:
        before, found, rest = rest.partition(sentence.text)
        assert found, sentence.text
        assert _BETWEEN.fullmatch(before)
    assert not rest.strip()


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.name)
def test_numbers_are_those_of_the_passages_of_the_reply(reply: Reply) -> None:
    numbers = {passage.number for passage in reply.evidence}
    assert len(numbers) == len(reply.evidence)
    assert {number for s in reply.sentences for number in s.citations} <= numbers
    assert {int(found) for found in re.findall(r"[\[【(](\d)[\]】)]", reply.text)} <= numbers


def test_names_are_given_once() -> None:
    assert max(Counter(reply.name for reply in REPLIES).values()) == 1


def test_the_sets_share_no_passage() -> None:
    for one, other in combinations(SETS.values(), 2):
        assert not _texts(one) & _texts(other)


@pytest.mark.parametrize(("name", "least"), [("dev", 8), ("dev2", 5), ("heldout", 5)])
def test_every_fault_occurs_several_times(name: str, least: int) -> None:
    counted = Counter(reply.fault for reply in SETS[name])
    assert set(counted) == set(FAULTS)
    assert min(counted.values()) >= least


@pytest.mark.parametrize("replies", SETS.values(), ids=SETS)
def test_replies_have_two_to_four_passages_of_at_least_forty_texts(
    replies: tuple[Reply, ...],
) -> None:
    assert {len(reply.evidence) for reply in replies} == {2, 3, 4}
    assert len(_texts(replies)) >= 40


@pytest.mark.parametrize("replies", SETS.values(), ids=SETS)
def test_true_and_false_sentences_are_about_as_many(replies: tuple[Reply, ...]) -> None:
    counted = Counter(sentence.verdict for reply in replies for sentence in reply.sentences)
    assert set(counted) == set(VERDICTS)
    false = counted["contradicted"] + counted["unsupported"] + counted["partial"]
    assert 0.4 < false / (false + counted["supported"]) < 0.6


def test_a_reply_with_a_fault_has_a_sentence_that_shows_it() -> None:
    shown = {
        "none": {"supported"},
        "citation": {"supported"},
        "opinion": {"unchecked"},
    }
    false = {"contradicted", "unsupported", "partial"}
    for reply in REPLIES:
        verdicts = {sentence.verdict for sentence in reply.sentences}
        assert verdicts & shown.get(reply.fault, false), reply.name


def _texts(replies: tuple[Reply, ...]) -> set[str]:
    return {passage.text for reply in replies for passage in reply.evidence}
