"""What to ask next: questions that the knowledge base can answer, each tried before it is shown."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.analysis.figures import Figures
from assistant.analysis.unparsed import Unparsed
from assistant.answers import Answer, Passage, Tally
from assistant.questions import Query
from assistant.retrieval.rewriting.pointing import topic
from assistant.retrieval.rewriting.substituted import carried
from assistant.retrieval.words import terms
from corpus.documents import Document, Heading
from corpus.errors import UnknownSource
from corpus.protocols import Records

SHOWN = 3
MOST_TRIED = 6
"""Questions of postings that are tried for one answer: each is computed, in some milliseconds."""

FEWEST = 3
"""Postings that a suggested figure has to be of."""

DOCUMENTS_READ = 2
LONGEST_TITLE = 80
SHORTEST_SECTION = 120
"""Characters under a heading that can hold a sentence worth asking for."""

_OF_POSTINGS = (
    "How many postings are there?",
    "What is the median pay of postings?",
    "Which skills do postings ask for most?",
    "Which employers have the most postings?",
    "What share of postings is remote?",
    "Which cities have the most postings?",
    "How many postings were there by month?",
)
# Headings under which no finding stands.
_APPARATUS = re.compile(
    r"\b(?:references?|sources?|contents|appendix|acknowledge?ments?|licen[cs]e|about|contact"
    r"|disclaimer|bibliography|notes?|exhibits?|signatures?)\b",
    re.IGNORECASE,
)
# A heading that is a sentence or a mark-up is no subject to ask about.
_NO_SUBJECT = re.compile(r"[?!<>\[\]{}|“”\"\n]|https?:")

FiguresOf = Callable[[Query], Figures | Unparsed | None]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Finds follow-ups; `figures` computes a question about postings, by rules alone."""

    records: Records
    figures: FiguresOf

    def of(self, answer: Answer, query: Query, passages: Sequence[Passage]) -> tuple[str, ...]:
        """Questions that go on from an answer and have one themselves, SHOWN at most."""
        postings = self._of_postings(answer, query)
        reports = chain(
            self._of_newer(answer, query, passages), self._of_sections(answer, passages)
        )
        is_counted = answer.tally is not None
        found = chain(postings, reports) if is_counted else _mixed(reports, postings)
        asked = {_key(query.text), _key(query.last)}
        kept: dict[str, str] = {}
        for question in found:
            if _key(question) not in asked:
                kept.setdefault(_key(question), question)
            if len(kept) == SHOWN:
                break
        return tuple(kept.values())

    def _of_postings(self, answer: Answer, query: Query) -> Iterator[str]:
        """Other figures of the postings asked about, those of all where it is unsure which."""
        for question in _OF_POSTINGS[:MOST_TRIED]:
            narrow = carried(question, query.text) or question
            computed = self.figures(Query(narrow, query.filters, last=narrow))
            if isinstance(computed, Figures) and _is_new(computed.tally, answer.tally):
                yield narrow

    def _of_newer(self, answer: Answer, query: Query, passages: Sequence[Passage]) -> Iterator[str]:
        """The subject asked of newer reports that were found and not cited."""
        about = topic(query.text)
        cited = {citation.source_id for citation in answer.citations}
        known = max((c.published for c in answer.citations if c.published), default=None)
        if about is None or known is None or answer.abstained:
            return
        for passage in passages:
            published = passage.source.published
            is_newer = published is not None and published > known
            is_report = passage.chunk.kind == "report" and passage.source.source_id not in cited
            if is_newer and is_report and set(terms(about)) <= set(terms(passage.chunk.text)):
                yield f"What does “{_title(passage.chunk.title)}” say about {about}?"

    def _of_sections(self, answer: Answer, passages: Sequence[Passage]) -> Iterator[str]:
        """The other subjects of the reports that were cited or, after these, found."""
        cited = [c.document_id for c in answer.citations if c.kind == "report"]
        found = [p.chunk.document_id for p in passages if p.chunk.kind == "report"]
        heard = {citation.heading for citation in answer.citations}
        for document_id in list(dict.fromkeys([*cited, *found]))[:DOCUMENTS_READ]:
            try:
                document = self.records.document(document_id)
            except UnknownSource:  # removed since it was found
                continue
            for heading in _subjects(document):
                if heading.title not in heard:
                    yield f"What does “{_title(document.title)}” say about {heading.title}?"


def _subjects(document: Document) -> Iterator[Heading]:
    """The headings that name a subject and have text of their own that speaks of it."""
    ends = [heading.span.start for heading in document.headings[1:]] + [len(document.text)]
    for heading, end in zip(document.headings, ends, strict=True):
        words = set(terms(heading.title))
        section = document.text[heading.span.end : end]
        is_subject = heading.level > 1 and words and not _NO_SUBJECT.search(heading.title)
        is_told = len(section.strip()) >= SHORTEST_SECTION and words & set(terms(section))
        if is_subject and is_told and not _APPARATUS.search(heading.title):
            yield heading


def _is_new(tally: Tally, told: Tally | None) -> bool:
    """Whether a figure is of enough postings, and is not the one that was just told."""
    return tally.n >= FEWEST and (told is None or tally.sql != told.sql)


def _mixed(first: Iterable[str], second: Iterable[str]) -> Iterator[str]:
    """Two of the first, then the second, then what is left of the first."""
    left = iter(first)
    yield from (question for _, question in zip(range(SHOWN - 1), left, strict=False))
    yield from second
    yield from left


def _title(title: str) -> str:
    """A title that stands between quotation marks."""
    plain = re.sub(r"[“”\"\n]", "", title).strip()
    return plain if len(plain) <= LONGEST_TITLE else f"{plain[: LONGEST_TITLE - 1].rstrip()}…"


def _key(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))
