import pytest

from assistant.answering.sufficiency import SAID, Evidence, Sufficiency

MODEL = Sufficiency(
    intercept=-9, sentence=11, passage=9, title=-7, covered=1, missing=-8, threshold=0.2
)


def seen(**known: float) -> Evidence:
    nothing = {"sentence": 0.2, "passage": 0.2, "title": 0.1, "covered": 1.0}
    return Evidence(**{**nothing, "missing": 0.0, "said": 0.0, **known})


def test_a_name_that_is_nowhere_takes_confidence_away() -> None:
    near = {"sentence": 0.7, "passage": 0.7, "title": 0.5}
    assert MODEL.confidence(seen(**near)) > 0.9
    assert MODEL.confidence(seen(**near, missing=1.0)) < MODEL.threshold


@pytest.mark.parametrize(
    ("said", "missing", "answered"), [(1.0, 0.0, True), (0.5, 0.0, False), (1.0, 0.5, False)]
)
def test_a_sentence_that_says_what_is_asked_is_answer_enough(
    said: float, missing: float, answered: bool
) -> None:
    confidence = MODEL.confidence(seen(said=said, missing=missing))
    assert (confidence >= SAID) is answered
