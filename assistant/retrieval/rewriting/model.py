"""A follow-up as one question, written by a chat model and held against the conversation."""

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.models.prompts import beside
from assistant.protocols import Filled, FormFiller, Rewriter
from assistant.questions import Query, Question, Turn
from assistant.retrieval.rewriting import choices
from assistant.retrieval.rewriting.standalone import is_followup, standing_question
from assistant.retrieval.rewriting.wording import CLAUSES
from assistant.retrieval.words import names_and_numbers, terms
from corpus.errors import ModelUnavailable

REWRITING = beside(__file__, "rewrite.md")
TURNS_SHOWN = 8
LONGEST_SHOWN = 800
WORDS_ADDED = 12
"""Words that a standalone question may have beyond the turn's and the question's before it."""

# A link, a citation or markup is no part of a question.
_FOREIGN = re.compile(r"https?:|www\.|\[\d+\]|[<>\n\r`]")

logger = logging.getLogger(__name__)


class Rewritten(BaseModel):
    """The form in which a chat model says a turn again; nothing in it is trusted."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=2_000)

    standalone: str
    is_followup: bool


@dataclass(frozen=True, slots=True)
class ModelRewriter:
    """Asks a chat model for what leans on the conversation, and `fallback` for all else.

    What the model writes stands only where it drops no name or figure of the turn and brings none
    that nobody said; else, or where the model fails, the fallback's question stands.
    """

    model: FormFiller
    fallback: Rewriter

    def rewrite(self, question: Question) -> Query:
        """The question as one that stands alone, whatever was said before."""
        query = self.fallback.rewrite(question)
        if not is_followup(question):
            return query
        try:
            filled = self.model.fill(
                REWRITING.text, shown(question), form=Rewritten.model_json_schema()
            )
        except ModelUnavailable as error:
            logger.warning("chat model unavailable", extra={"why": str(error)})
            return query
        return _held(question, query, filled)


def shown(question: Question) -> str:
    """The conversation and the turn, each in a fence that no text within can close."""
    said = "\n".join(
        _json({"said_by": turn.role, "text": turn.text[:LONGEST_SHOWN]})
        for turn in question.history[-TURNS_SHOWN:]
    )
    turn = _json(question.text[:LONGEST_SHOWN])
    return f"<conversation>\n{said}\n</conversation>\n<turn>\n{turn}\n</turn>"


def _held(question: Question, query: Query, filled: Filled) -> Query:
    """The query with the model's question where that holds, and with what asking took."""
    spent = replace(query, tokens=(filled.usage.prompt_tokens, filled.usage.completion_tokens))
    try:
        rewritten = Rewritten.model_validate(filled.values, strict=True)
    except ValidationError:
        return spent
    text = rewritten.standalone.strip()
    if not rewritten.is_followup:
        return replace(spent, text=query.last, earlier=())
    standing, _ = standing_question(question.history)
    if not _holds(text, query.last, standing, question.history):
        logger.info("standalone question rejected")
        return spent
    return replace(spent, text=text, earlier=())


def _holds(text: str, said: str, standing: str, history: Sequence[Turn]) -> bool:
    """Whether a question says what the turn says, and nothing that nobody said."""
    longest = len(standing.split()) + len(said.split()) + WORDS_ADDED
    if not text or len(text.split()) > longest or _FOREIGN.search(text):
        return False
    known = {term for turn in history for term in terms(turn.text)} | set(terms(said))
    # "the 2nd one" is a place in a list, which its name may stand for.
    kept = set() if choices.placed(said) else set(names_and_numbers(said))
    told = set(names_and_numbers(text)) | set(_opening(text))
    return kept <= set(terms(text)) and told <= known


def _opening(text: str) -> list[str]:
    """The term that a question begins with, where that is no word that questions begin with."""
    return [] if CLAUSES.match(text) else terms(text.split(maxsplit=1)[0])


def _json(value: object) -> str:
    """One line of JSON without angle brackets, which only the fences have."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return line.replace("<", "\\u003c").replace(">", "\\u003e")
