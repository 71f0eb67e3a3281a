from collections.abc import Sequence

from assistant.answers import Passage
from assistant.questions import Query
from assistant.retrieval.langchain import PassageRetriever
from tests.assistant.passages import passage


class Fixed:
    """Finds the same passage whatever is asked."""

    def retrieve(self, query: Query) -> Sequence[Passage]:
        return [passage(f"Asked {query.text}.", start=7, score=2.0)]


def test_any_langchain_chain_can_retrieve_what_was_ingested() -> None:
    (record,) = PassageRetriever(retriever=Fixed()).invoke("pay")
    assert record.page_content == "Asked pay."
    assert (record.metadata["start"], record.metadata["end"]) == (7, 17)
    assert record.metadata["path"] == "/reports/report.md"
