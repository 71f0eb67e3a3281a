"""A question read by a chat model: its form, held against the question and the catalogue."""

import logging
from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError

from assistant.analysis.form import Reading
from assistant.analysis.grounded import Grounding, UngroundedError
from assistant.analysis.plan import Plan
from assistant.analysis.reader import Count
from assistant.analysis.shown import shown
from assistant.answers import Usage
from assistant.models.prompts import beside
from assistant.protocols import FormFiller
from corpus.queries import Catalogue

PROMPT = beside(__file__, "reading.md")
LONGEST_QUESTION = 2_000

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Declined:
    """No plan: the model read none, or `is_nonsense`, and what it said does not hold."""

    is_nonsense: bool
    usage: Usage


@dataclass(frozen=True, slots=True)
class Proposer:
    """Asks a chat model how it reads questions about one catalogue's postings."""

    model: FormFiller
    catalogue: Catalogue
    count: Count

    def propose(self, question: str, *, today: date) -> Plan | Declined:
        """The plan of the model's reading, every part checked. Raises ModelUnavailable."""
        question = question[:LONGEST_QUESTION]
        content = shown(question, self.catalogue)
        filled = self.model.fill(PROMPT.text, content, form=Reading.model_json_schema())
        try:
            reading = Reading.model_validate(filled.values, strict=True)
            if reading.kind in {"other", "cannot"}:
                return Declined(is_nonsense=False, usage=filled.usage)
            grounding = Grounding(question, self.catalogue, today=today, count=self.count)
            return replace(grounding.plan(reading), usage=filled.usage)
        except (ValidationError, UngroundedError) as error:
            why = str(error) if isinstance(error, UngroundedError) else "not the form"
            logger.info("reading rejected", extra={"model": self.model.name, "why": why})
            return Declined(is_nonsense=True, usage=filled.usage)
