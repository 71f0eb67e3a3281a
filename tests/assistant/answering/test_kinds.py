import pytest

from assistant.answering.kinds import UNDECIDED, answers_in_kind


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("What salary do they see?", "Pay runs from $43,000 to $220,000.", 1),
        ("What salary do they see?", "Pay is good.", 0),
        ("How many postings are there?", "There are over 31,000 postings.", 1),
        ("How many postings are there?", "There are postings.", 0),
        ("When was it counted?", "It was counted in May 2025.", 1),
        ("Why is demand rising?", "Demand rises because rules are coming.", 1),
        ("Who hires them?", "They are hired by Inmar Intelligence.", 1),
        ("Where are they?", "They are in Dallas.", 1),
        ("Tell me about MLSecOps.", "Anything at all.", UNDECIDED),
    ],
)
def test_a_sentence_holds_what_was_asked_for_or_not(
    question: str, sentence: str, expected: float
) -> None:
    assert answers_in_kind(question, sentence) == expected
