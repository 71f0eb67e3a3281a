"""A quote has the references its own source gives, and a posting gives none."""

import pytest

from assistant.answering.citations import cited
from assistant.answering.compose import quoted_answer
from assistant.answering.sentences import Sentence
from corpus.documents import Document, Kind, Reference, Span
from tests.assistant.passages import passage

TEXT = "Nurses [1] are wanted [1]."


@pytest.mark.parametrize(("kind", "count"), [("report", 1), ("posting", 0)])
def test_only_a_report_has_references_of_its_own(kind: Kind, count: int) -> None:
    document = Document(TEXT, "Nurse [1]", kind=kind, references=(Reference("[1]"),))
    sentence = Sentence(passage(TEXT, kind=kind), Span(0, len(TEXT)), TEXT, TEXT, opens=True)
    citation = cited(1, sentence, document)
    assert len(citation.references) == count
    assert ("which cites its reference" in quoted_answer((citation,))) == bool(count)
