"""A second opinion, over stand-ins that are told what to say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.answers import Usage
from assistant.protocols import Filled
from assistant.verification.checked import Checked, Witness
from assistant.verification.claims import Statement, statements
from assistant.verification.evidence import Evidence
from assistant.verification.opinion import SecondOpinion
from corpus.documents import Span
from corpus.errors import ModelUnavailable

EVIDENCE = (Evidence(1, "Pay rose by 3%."),)


class Believing:
    """Finds everything supported by the first passage."""

    def check(self, draft: str, evidence: Sequence[Evidence]) -> tuple[Checked, ...]:
        return self.check_each((said, evidence) for said in statements(draft))

    def check_each(
        self, said: Iterable[tuple[Statement, Sequence[Evidence]]]
    ) -> tuple[Checked, ...]:
        witness = Witness(1, Span(0, 15))
        return tuple(
            Checked(each.text, each.span, "supported", "It says so.", witnesses=(witness,))
            for each, _ in said
        )


@dataclass
class Doubting:
    """Fills every form with the same values, or is not there."""

    values: Mapping[str, Any]
    is_down: bool = False
    asked: list[str] = field(default_factory=list)
    name: str = "openai:tiny"

    def fill(self, instructions: str, content: str, *, form: Mapping[str, Any]) -> Filled:
        self.asked.append(content)
        if self.is_down:
            raise ModelUnavailable("it is down")
        return Filled(self.values, Usage())


def verdicts(model: Doubting) -> list[str]:
    checked = SecondOpinion(Believing(), model).check("Pay rose. It rose by 3%.", EVIDENCE)
    return [each.verdict for each in checked]


def test_a_doubted_sentence_is_partial() -> None:
    model = Doubting({"doubts": [{"item": 2, "reason": "The year is missing."}]})
    assert verdicts(model) == ["supported", "partial"]
    assert "SENTENCE: It rose by 3%.\nEVIDENCE: Pay rose by 3%." in model.asked[0]


def test_numbers_that_were_not_asked_about_say_nothing() -> None:
    doubts = [{"item": 0, "reason": "x"}, {"item": 3, "reason": "x"}, {"item": -1, "reason": "x"}]
    assert verdicts(Doubting({"doubts": doubts})) == ["supported", "supported"]


def test_without_the_model_or_its_form_the_first_opinion_stands() -> None:
    assert verdicts(Doubting({}, is_down=True)) == ["supported", "supported"]
    assert verdicts(Doubting({"opinion": "fine"})) == ["supported", "supported"]


def test_no_model_is_asked_about_nothing() -> None:
    model = Doubting({"doubts": []})
    assert SecondOpinion(Believing(), model).check("# Heading", EVIDENCE) == ()
    assert model.asked == []
