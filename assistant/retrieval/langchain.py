"""Our retrieval for the LangChain world: passages as LangChain documents."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Record
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from assistant.answers import Passage
from assistant.protocols import Retriever
from assistant.questions import Filters, Query


class PassageRetriever(BaseRetriever):
    """A LangChain retriever over what was ingested; works wherever one is taken.

    Each record's metadata says where it stands: `source_id`, `document_id`, `start`, `end`, `page`,
    `title`, `path`, `url` and `score`; ``document.text[start:end] == record.page_content``.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: SkipValidation[Retriever]
    filters: Filters = Filters()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it
    ) -> list[Record]:
        return [_record(passage) for passage in self.retriever.retrieve(Query(query, self.filters))]


def _record(passage: Passage) -> Record:
    chunk, source = passage.chunk, passage.source
    return Record(
        id=chunk.chunk_id,
        page_content=chunk.text,
        metadata={
            "source_id": source.source_id,
            "document_id": chunk.document_id,
            "start": chunk.span.start,
            "end": chunk.span.end,
            "page": chunk.page,
            "title": chunk.title,
            "path": source.path,
            "url": source.url,
            "score": passage.score,
        },
    )
