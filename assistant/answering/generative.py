"""An answer that a chat model writes from numbered passages, each sentence of it checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.analysis.figures import Figures
from assistant.analysis.unparsed import Unparsed
from assistant.answering.abstain import abstention
from assistant.answering.context import Context, Count, pack
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.written import Quotes, Reply, written
from assistant.answers import Answer, Draft, Passage, Usage
from assistant.models.prompts import Prompt, beside
from assistant.protocols import ReplyWriter
from assistant.questions import Query, Question
from assistant.verification.checked import Checker
from assistant.verification.markers import Marker, parted
from corpus.errors import ModelUnavailable

PROMPT = beside(__file__, "generate.md")
NOT_ANSWERED = "NOT ANSWERED"
SENTENCES = "five"
NO_ANSWER_IN_THEM = "The chat model read what was found and saw no answer in it."
STOOD_IN = "{name} did not answer: {error}. The sources' own words stand in for its answer."
NOTHING_BORNE = (
    "Nothing that {name} wrote is borne by the sources; their own words stand in for its answer."
)


@dataclass(frozen=True, slots=True)
class Room:
    """How many tokens the passages and the reply may take, and what counts them."""

    passages: int
    reply: int
    count: Count


@dataclass(frozen=True, slots=True)
class GenerativeAnswerer:
    """Lets a chat model write, and gives the sources' own words where it does not or should not.

    `marks` keeps what is not supported in the text, marked; else it is left out.
    """

    extractive: ExtractiveAnswerer
    model: ReplyWriter
    checker: Checker
    room: Room
    prompt: Prompt = PROMPT
    marks: bool = False

    def write(
        self,
        question: Question,
        query: Query,
        passages: Sequence[Passage],
        figures: Figures | Unparsed | None = None,
    ) -> Iterator[Draft | Answer]:
        """Drafts as the model writes, and the checked answer last."""
        extracted = self.extractive.answer(question, query, passages, figures)
        if isinstance(figures, Unparsed):
            # Postings cannot be counted for it, so what is said comes from reports.
            passages = [passage for passage in passages if passage.chunk.kind == "report"]
            figures = None
        if not _is_worth_writing(extracted, figures):
            yield extracted
            return
        context = pack(
            query.text, passages, figures, budget=self.room.passages, count=self.room.count
        )
        instructions = self.prompt.filled(sentences=SENTENCES)
        stream = _Stream(self.model.write(instructions, context.text, limit=self.room.reply))
        try:
            yield from _drafts(stream, context)
        except ModelUnavailable as error:
            said = STOOD_IN.format(name=self.model.name, error=str(error).rstrip("."))
            yield _noted(extracted, said)
            return
        finally:
            stream.close()
        yield self._checked(Reply(stream.text, stream.usage), extracted, context, figures)

    def _checked(
        self, reply: Reply, extracted: Answer, context: Context, figures: Figures | None
    ) -> Answer:
        used = _together(extracted.usage, reply.usage)
        extracted = replace(extracted, usage=used)
        if reply.text.strip(" *_\n").startswith(NOT_ANSWERED):
            return _noted(extracted, NO_ANSWER_IN_THEM) if figures else _unanswered(extracted)
        checked = self.checker.check(reply.text, context.evidence)
        quotes = Quotes(context, self.extractive.records, figures)
        answer = written(reply, checked, extracted, quotes, marks=self.marks)
        return answer or _noted(extracted, NOTHING_BORNE.format(name=self.model.name))


class _Stream:
    """A reply as it comes: iterates over its text, and keeps that and what it took."""

    def __init__(self, parts: Iterator[str | Usage]) -> None:
        self._parts = parts
        self.text = ""
        self.usage = Usage()

    def __iter__(self) -> Iterator[str]:
        for part in self._parts:
            if isinstance(part, Usage):
                self.usage = part
                continue
            self.text += part
            yield part

    def close(self) -> None:
        """End the call of a reply that nobody reads on."""
        close = getattr(self._parts, "close", None)
        if close:
            close()


def _is_worth_writing(extracted: Answer, figures: Figures | None) -> bool:
    """Whether there is something to put into words that is not said already."""
    if extracted.abstained:
        return False
    return figures is None or any(cited.kind == "report" for cited in extracted.citations)


def _drafts(stream: _Stream, context: Context) -> Iterator[Draft]:
    known = {each.number for each in context.evidence}
    said = ""
    for part in parted(stream, known=known):
        said = said.rstrip(" ") + _shown(part, known) if isinstance(part, Marker) else said + part
        if not NOT_ANSWERED.startswith(said.strip()[: len(NOT_ANSWERED)]):
            yield Draft(said.rstrip())


def _shown(marker: Marker, known: set[int]) -> str:
    return "".join(f" [{number}]" for number in marker.numbers if number in known)


def _noted(answer: Answer, note: str) -> Answer:
    return replace(answer, notes=(*answer.notes, note))


def _unanswered(extracted: Answer) -> Answer:
    query = Query(extracted.standalone_question)
    held = len({found.source_id for found in extracted.retrieved})
    return replace(
        extracted,
        text=abstention(query, extracted.citations, held),
        abstained=True,
        abstention_reason=NO_ANSWER_IN_THEM,
        confidence=0.0,
        claims=(),
    )


def _together(one: Usage, other: Usage) -> Usage:
    return Usage(
        one.prompt_tokens + other.prompt_tokens,
        one.completion_tokens + other.completion_tokens,
        other.model or one.model,
    )
