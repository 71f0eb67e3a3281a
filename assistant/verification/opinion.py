"""A second opinion: a chat model reads what was found supported, and may doubt it."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.models.prompts import Prompt, beside
from assistant.protocols import FormFiller
from assistant.verification.checked import Checked, Checker
from assistant.verification.claims import Statement, statements
from assistant.verification.evidence import Evidence
from corpus.errors import ModelUnavailable

PROMPT = beside(__file__, "opinion.md")
LONGEST_REASON = 200  # characters
MOST_ITEMS = 40

logger = logging.getLogger(__name__)


class Doubt(BaseModel):
    """One sentence that the second reader does not find in its evidence."""

    model_config = ConfigDict(extra="forbid")

    item: int
    reason: str


class Doubts(BaseModel):
    """The form of a second opinion."""

    model_config = ConfigDict(extra="forbid", title="doubts")

    doubts: list[Doubt]


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """A checker whose supported sentences a chat model reads too; it can only doubt them.

    Where the model is not available the first opinion stands.
    """

    checker: Checker
    model: FormFiller
    prompt: Prompt = PROMPT

    def check(self, draft: str, evidence: Sequence[Evidence]) -> tuple[Checked, ...]:
        """Every sentence of a draft, in its order, with what the evidence says of it."""
        known = {passage.number for passage in evidence}
        return self.check_each((said, evidence) for said in statements(draft, known=known))

    def check_each(
        self, said: Iterable[tuple[Statement, Sequence[Evidence]]]
    ) -> tuple[Checked, ...]:
        """Statements, each with what its own evidence says of it."""
        each = tuple(said)
        checked = self.checker.check_each(each)
        passages = [{passage.number: passage for passage in evidence} for _, evidence in each]
        items = [place for place, one in enumerate(checked) if one.verdict == "supported"]
        doubts = self._doubts([_item(checked[at], passages[at]) for at in items[:MOST_ITEMS]])
        by_place = {items[number - 1]: reason for number, reason in doubts.items()}
        return tuple(
            replace(one, verdict="partial", reason=by_place[place]) if place in by_place else one
            for place, one in enumerate(checked)
        )

    def _doubts(self, items: Sequence[str]) -> dict[int, str]:
        """Why the model doubts, by the item's number from 1."""
        if not items:
            return {}
        content = "\n\n".join(f"Item {at}\n{item}" for at, item in enumerate(items, start=1))
        try:
            filled = self.model.fill(self.prompt.text, content, form=Doubts.model_json_schema())
            told = Doubts.model_validate(filled.values)
        except (ModelUnavailable, ValidationError) as error:
            logger.warning("no second opinion", extra={"why": type(error).__name__})
            return {}
        return {
            doubt.item: f"{self.model.name} doubts it: {doubt.reason[:LONGEST_REASON]}"
            for doubt in told.doubts
            if 1 <= doubt.item <= len(items)
        }


def _item(checked: Checked, passages: Mapping[int, Evidence]) -> str:
    quotes = (witness.span.of(passages[witness.number].text) for witness in checked.witnesses)
    return f"SENTENCE: {checked.text}\nEVIDENCE: {' […] '.join(quotes)}"
