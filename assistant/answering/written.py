"""What a chat model wrote as an answer: the sentences that are borne, each with its own quotes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.analysis.figures import Figures
from assistant.answering.citations import cited
from assistant.answering.computed import BASIS, COUNTED, tally_citation
from assistant.answering.context import Context
from assistant.answering.extractive import documents
from assistant.answering.markdown import escaped, plain
from assistant.answering.sentences import Sentence
from assistant.answers import Answer, Citation, Claim, Usage, VerdictName
from assistant.verification.checked import Checked, Witness
from assistant.verification.claims import is_item
from assistant.verification.markers import markers
from corpus.documents import Document, Source, Span
from corpus.protocols import Records

MARKS: dict[VerdictName, str] = {
    "partial": " *(borne in part)*",
    "unsupported": " *(not borne by the sources)*",
    "contradicted": " *(the sources say otherwise)*",
    "unchecked": " *(not checked)*",
}
GIVEN = frozenset({"supported", "partial"})
TOLD_OF = GIVEN | {"contradicted"}  # what a source speaks of, for it or against it
PUT_RIGHT = "It was cited to another passage; that is put right."
LEANS = "It goes on from a sentence that no source bears."
NO_ADDRESSES = "It holds an address, and only a source's own are given."
MOST_CITED = 3  # quotes a sentence rests on; more of them say the same again

_BULLET = re.compile(r"\s*[-*+•]\s+")  # "- Pay rose."
_ADDRESS = re.compile(
    r"https?:|www\.|\bmailto:|\b[\w-]+\.(?:com|net|org|io|example)/", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a chat model wrote, and what it took."""

    text: str
    usage: Usage


def written(
    reply: Reply,
    checked: Sequence[Checked],
    extracted: Answer,
    quotes: "Quotes",
    *,
    marks: bool,
) -> Answer | None:
    """The answer that a checked reply comes to; None where nothing of it is borne."""
    # Only what is given takes a number: a citation that no sentence has would be read as one.
    claims = [
        (each, quotes.claim(each) if marks or each.verdict in GIVEN else _uncited(each))
        for each in _followed(checked)
    ]
    given = [(each, claim) for each, claim in claims if marks or claim.verdict in GIVEN]
    if not any(claim.verdict in GIVEN for _, claim in given):
        return None
    left_out = tuple(claim for _, claim in claims if not marks and claim.verdict not in GIVEN)
    text, claims_given = _text(reply.text, given), tuple(claim for _, claim in given)
    counted = quotes.counted()
    if counted:
        text, claims_given = f"{text}\n\n{counted.text}", (*claims_given, counted.claim)
    return replace(
        extracted,
        mode="generative",
        text=text,
        claims=claims_given,
        citations=tuple(quotes.citations),
        notes=(*extracted.notes, *_notes(reply, left_out, quotes.context)),
        left_out=left_out,
    )


def _followed(checked: Sequence[Checked]) -> Iterator[Checked]:
    """The sentences, where one that leans on a sentence that is not given is not given either."""
    is_given = True
    for each in checked:
        if _ADDRESS.search(each.text):
            each = replace(each, verdict="unsupported", reason=NO_ADDRESSES)  # noqa: PLW2901
        elif each.verdict in GIVEN and each.leans and not is_given:
            each = replace(each, verdict="unchecked", reason=LEANS)  # noqa: PLW2901
        is_given = each.verdict in GIVEN
        yield each


def _uncited(checked: Checked) -> Claim:
    return Claim(checked.text, (), checked.verdict, checked.basis, checked.reason)


@dataclass(frozen=True, slots=True)
class Counted:
    """Computed figures as a paragraph of an answer, and as its claim."""

    text: str
    claim: Claim


class Quotes:
    """The citations of a reply's claims, in the order in which these first rest on them."""

    def __init__(self, context: Context, records: Records, figures: Figures | None) -> None:
        self.citations: list[Citation] = []
        self.context = context
        self._figures = figures
        self._numbers: dict[tuple[int, Span | None], int | None] = {}
        ids = (passage.chunk.document_id for passage in context.passages.values())
        self._documents = documents(ids, records)
        found = records.sources(figures.source_ids) if figures else {}
        self._tallied: tuple[Source, ...] = tuple(found.values())

    def counted(self) -> "Counted | None":
        """The computed figures, where no claim rests on them: none of them is ever lost."""
        if not self._figures or any(each.kind in COUNTED for each in self.citations):
            return None
        number = len(self.citations) + 1
        self.citations.append(tally_citation(number, self._figures, self._tallied))
        kind, said = self._figures.kind, self._figures.sentence
        claim = Claim(said, (number,), "supported", "computed", BASIS[kind])
        return Counted(f"{COUNTED[kind]}\n\n{escaped(said)} [{number}]", claim)

    def claim(self, checked: Checked) -> Claim:
        """A checked sentence as a claim; one whose evidence is gone since is unsupported."""
        if checked.verdict not in TOLD_OF:
            return _uncited(checked)
        numbers = dict.fromkeys(map(self._number, checked.witnesses[:MOST_CITED]))
        standing = tuple(number for number in numbers if number is not None)
        reason = f"{checked.reason} {PUT_RIGHT}" if checked.is_miscited else checked.reason
        claim = Claim(checked.text, standing, checked.verdict, checked.basis, reason)
        if claim.verdict in GIVEN and not standing:
            return replace(claim, verdict="unsupported", reason="Its source is no longer there.")
        return claim

    def _number(self, witness: Witness) -> int | None:
        passage = self.context.passages.get(witness.number)
        key = (witness.number, witness.span if passage else None)
        if key not in self._numbers:
            citation = self._citation(witness)
            self._numbers[key] = citation.number if citation else None
            self.citations += [citation] if citation else []
        return self._numbers[key]

    def _citation(self, witness: Witness) -> Citation | None:
        number = len(self.citations) + 1
        passage = self.context.passages.get(witness.number)
        if passage is None:
            return tally_citation(number, self._figures, self._tallied) if self._figures else None
        chunk = passage.chunk
        document = self._documents.get(chunk.document_id)
        bullet = _BULLET.match(witness.span.of(chunk.text))
        first = witness.span.start + (bullet.end() if bullet else 0)
        text = Span(first, witness.span.end).of(chunk.text)
        start = chunk.span.start + first
        span = Span(start, start + len(text))
        if document is None or not _stands(text, span, document):
            return None
        return cited(number, Sentence(passage, span, text, plain(text), opens=False), document)


def _stands(text: str, span: Span, document: Document) -> bool:
    return span.of(document.text) == text


def _text(reply: str, given: Sequence[tuple[Checked, Claim]]) -> str:
    return "".join(_pieces(reply, given)).strip()


def _pieces(reply: str, given: Sequence[tuple[Checked, Claim]]) -> Iterator[str]:
    """Each sentence as the reply arranges it: its own words, escaped, and our numbers."""
    end, listed = 0, False
    for checked, claim in given:
        item = is_item(checked.span.of(reply))
        between = reply[end : checked.span.start]
        if _PARAGRAPH.search(between) or item != listed:
            yield "\n\n"
        elif "\n" in between or item:
            yield "\n"
        else:
            yield " "
        yield f"{'- ' if item else ''}{escaped(claim.text)}{MARKS.get(claim.verdict, '')}"
        yield "".join(f" [{number}]" for number in claim.citations)
        end, listed = checked.span.end, item


def _notes(reply: Reply, left_out: Sequence[Claim], context: Context) -> Iterator[str]:
    if left_out:
        them = "it" if len(left_out) == 1 else "them"
        yield f"{_counted(len(left_out), 'sentence')} left out: the sources do not bear {them}."
    known = {each.number for each in context.evidence}
    strange = {n for marker in markers(reply.text, known=known) for n in marker.numbers} - known
    if strange:
        named = ", ".join(f"[{number}]" for number in sorted(strange))
        yield f"The chat model cited {named}, which it was not given; that was dropped."
    if context.left_out:
        yield f"{_counted(context.left_out, 'passage')} found did not fit into the model's budget."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
