"""What to ask next: questions that the knowledge base can answer, each tried before it is shown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from assistant.analysis.plan import Plan
from assistant.analysis.unparsed import Unparsed
from assistant.answers import Answer, Passage, Tally
from assistant.questions import Filters, Query
from assistant.retrieval.rewriting.pointing import topic
from assistant.retrieval.rewriting.substituted import carried
from assistant.retrieval.rewriting.wording import CLAUSES
from assistant.retrieval.words import terms
from corpus.documents import Document, Heading
from corpus.errors import UnknownSource
from corpus.normalise import pay
from corpus.postings import Posting
from corpus.protocols import Records
from corpus.queries import Catalogue, PostingQuery

SHOWN = 3
FEWEST = 3
"""Postings that have to state what a suggested question asks of them."""

POSTINGS_READ = 20
DOCUMENTS_READ = 2
SECTIONS_TRIED = 4
LONGEST_TITLE = 80
SHORTEST_SECTION = 120
"""Characters under a heading that can hold a sentence worth asking for."""

# A question of postings, and the field that these have to state for it to have an answer.
_OF_POSTINGS = (
    ("How many postings are there?", "title"),
    ("What is the median pay of postings?", "pay"),
    ("Which skills do postings ask for most?", "skill"),
    ("Which employers have the most postings?", "employer"),
    ("What share of postings is remote?", "arrangement"),
    ("Which cities have the most postings?", "locality"),
)
# Headings under which no finding stands.
_APPARATUS = re.compile(
    r"\b(?:references?|sources?|contents|appendix|acknowledge?ments?|licen[cs]e|about|contact"
    r"|disclaimer|bibliography|notes?|exhibits?|signatures?)\b",
    re.IGNORECASE,
)
# A heading that is a question or markup is no subject to ask about.
_NO_SUBJECT = re.compile(r"[?!<>\[\]{}|“”\"\n]|https?:")


class Reads(Protocol):
    """Reads questions of postings; asking it computes nothing."""

    def plan(self, query: Query) -> Plan | Unparsed | None:
        """How a query is read; None for one that asks for no figure."""

    def catalogue(self, filters: Filters) -> Catalogue:
        """What there is to ask about."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Finds follow-ups; `analyst` reads by rules alone, since it is asked several times."""

    records: Records
    analyst: Reads

    def of(self, answer: Answer, query: Query, passages: Sequence[Passage]) -> tuple[str, ...]:
        """Questions that go on from an answer and have one themselves, SHOWN at most."""
        postings = self._of_postings(answer, query)
        reports = chain(_of_newer(answer, query, passages), self._of_sections(answer, passages))
        found = chain(postings, reports) if answer.tally else _mixed(reports, postings)
        kept: dict[str, str] = {}
        for question in found:
            if _key(question) not in {_key(query.text), _key(query.last)}:
                kept.setdefault(_key(question), question)
            if len(kept) == SHOWN:
                break
        return tuple(kept.values())

    def _of_postings(self, answer: Answer, query: Query) -> Iterator[str]:
        """Other figures of the postings asked about; of all postings where it is unsure which."""
        catalogue = self.analyst.catalogue(query.filters)
        asked = self.analyst.plan(query) if answer.tally else None
        told = asked.query if isinstance(asked, Plan) else PostingQuery()
        postings = self._postings(answer.tally) if _is_narrow(told) else ()
        for question, field in _OF_POSTINGS:
            narrow = (carried(question, query.text) if _is_narrow(told) else None) or question
            plan = self.analyst.plan(Query(narrow, query.filters, last=narrow))
            if not isinstance(plan, Plan) or plan.assumed or _asks_same(plan.query, told, field):
                continue
            # All postings were meant where the question is as it stands in the table.
            meant = PostingQuery() if narrow == question else told
            states = _stated_by(field, postings) if meant is told else _stating(field, catalogue)
            if _scope(plan.query) == _scope(meant) and states >= FEWEST:
                yield narrow

    def _postings(self, tally: Tally | None) -> tuple[Posting, ...]:
        """Some of the postings that a figure was computed from."""
        found = []
        for document_id in tally.document_ids[:POSTINGS_READ] if tally else ():
            with suppress(UnknownSource):  # removed since it was counted
                found.append(self.records.document(document_id).posting)
        return tuple(posting for posting in found if posting is not None)

    def _of_sections(self, answer: Answer, passages: Sequence[Passage]) -> Iterator[str]:
        """The other subjects of the reports that were cited or, after these, found."""
        cited = [c.document_id for c in answer.citations if c.kind == "report"]
        found = [p.chunk.document_id for p in passages if p.chunk.kind == "report"]
        heard = {citation.heading for citation in answer.citations}
        for document_id in list(dict.fromkeys([*cited, *found]))[:DOCUMENTS_READ]:
            with suppress(UnknownSource):  # removed since it was found
                document = self.records.document(document_id)
                subjects = [h for h in _subjects(document) if h.title not in heard]
                yield from self._asked_of(document, subjects[:SECTIONS_TRIED])

    def _asked_of(self, document: Document, subjects: Iterable[Heading]) -> Iterator[str]:
        """Questions about a report's subjects that no figure of postings answers instead."""
        for heading in subjects:
            about = _subject(heading.title)
            for question in (
                f"What does “{_title(document.title)}” say about {about}?",
                f"What do reports say about {about}?",
            ):
                if not isinstance(self.analyst.plan(Query(question, last=question)), Plan):
                    yield question
                    break


def _of_newer(answer: Answer, query: Query, passages: Sequence[Passage]) -> Iterator[str]:
    """The subject asked of newer reports that were found and not cited."""
    about = topic(query.text) or ""
    words = set(terms(about))
    cited = {citation.source_id for citation in answer.citations}
    known = max((c.published for c in answer.citations if c.published), default=None)
    for passage in () if answer.abstained or known is None or len(words) < 2 else passages:
        published = passage.source.published
        is_newer = published is not None and known is not None and published > known
        is_report = passage.chunk.kind == "report" and passage.source.source_id not in cited
        if is_newer and is_report and words <= set(terms(passage.chunk.text)):
            yield f"What does “{_title(passage.chunk.title)}” say about {about}?"


def _is_narrow(query: PostingQuery) -> bool:
    return bool(query.where or query.groups or query.since or query.until)


def _scope(query: PostingQuery) -> object:
    return frozenset(query.where), query.groups, query.since, query.until


def _asks_same(query: PostingQuery, told: PostingQuery, field: str) -> bool:
    """Whether a question asks what was told, or by a field that the scope fixes to one value."""
    fixed = {test.field for any_of in query.where for test in any_of}
    is_same = (query.measure, query.value, query.by) == (told.measure, told.value, told.by)
    return field in fixed or (is_same and _scope(query) == _scope(told))


def _stating(field: str, catalogue: Catalogue) -> int:
    """How many of all postings state a field."""
    return max((d.stated for d in catalogue.dimensions if d.name == field), default=0)


def _stated_by(field: str, postings: Sequence[Posting]) -> int:
    """How many of these postings state a field."""
    return sum(_states(field, posting) for posting in postings)


def _states(field: str, posting: Posting) -> bool:
    stated: dict[str, object] = {
        "title": posting.title,
        "pay": posting.base_salary and pay.midpoint(posting.base_salary),
        "skill": posting.skills,
        "employer": posting.hiring_organization,
        "arrangement": posting.job_location_type,
        "locality": [place.locality for place in posting.job_location if place.locality],
    }
    return bool(stated[field])


def _subjects(document: Document) -> Iterator[Heading]:
    """The headings that name a subject and have text of their own that speaks of it."""
    starts = [heading.span.start for heading in document.headings]
    ends = [*starts[1:], len(document.text)]
    # A document without headings has an end all the same.
    for heading, end in zip(document.headings, ends, strict=False):
        words = set(terms(heading.title))
        section = document.text[heading.span.end : end]
        is_subject = heading.level > 1 and words and not _NO_SUBJECT.search(heading.title)
        is_told = len(section.strip()) >= SHORTEST_SECTION and words & set(terms(section))
        if is_subject and is_told and not _APPARATUS.search(heading.title):
            yield heading


def _mixed(first: Iterable[str], second: Iterable[str]) -> Iterator[str]:
    """Two of the first, then the second, then what is left of the first."""
    left = iter(first)
    yield from (question for _, question in zip(range(SHOWN - 1), left, strict=False))
    yield from second
    yield from left


def _subject(title: str) -> str:
    """A heading as a subject: what stands before its colon, a clause in small letters."""
    head = title.partition(":")[0].strip()
    return head[:1].lower() + head[1:] if CLAUSES.match(head) else head


def _title(title: str) -> str:
    """A title that stands between quotation marks."""
    plain = re.sub(r"[“”\"\n]", "", title).strip()
    return plain if len(plain) <= LONGEST_TITLE else f"{plain[: LONGEST_TITLE - 1].rstrip()}…"


def _key(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))
