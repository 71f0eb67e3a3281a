"""Quoted sentences as numbered citations, each with the references its own source gives for it."""

from collections.abc import Sequence

from assistant.answering.sentences import Sentence
from assistant.answers import Citation, Passage, Retrieved
from corpus.documents import Document, Reference
from corpus.readers import references


def cited(number: int, sentence: Sentence, document: Document) -> Citation:
    """The citation of one quoted sentence. Raises ValueError if the text does not hold it there."""
    chunk, source = sentence.passage.chunk, sentence.passage.source
    if sentence.span.of(document.text) != sentence.text:
        raise ValueError(f"{chunk.document_id} does not say {sentence.text!r} at {sentence.span}")
    return Citation(
        number=number,
        kind=chunk.kind,
        source_id=source.source_id,
        document_id=chunk.document_id,
        title=chunk.title,
        publisher=document.publisher or source.publisher,
        published=document.published or source.published,
        retrieved=source.retrieved.date(),
        url=document.url or source.url,
        path=source.path,
        page=_page(sentence, document),
        heading=" > ".join(chunk.heading) or None,
        quote=sentence.text,
        start=sentence.span.start,
        end=sentence.span.end,
        references=_references(sentence.text, document),
        reading=sentence.meaning if sentence.meaning != sentence.text else "",
    )


def own_references(quote: str, known: Sequence[Reference]) -> tuple[Reference, ...]:
    """The references whose markers stand in a quote, in their order there."""
    by_marker = {reference.marker: reference for reference in known}
    found = dict.fromkeys(marker for marker, _ in references.markers(quote, known=by_marker))
    return tuple(by_marker.get(marker, Reference(marker)) for marker in found)


def retrieved(passage: Passage) -> Retrieved:
    """A passage as the answer lists it."""
    return Retrieved(
        source_id=passage.source.source_id,
        document_id=passage.chunk.document_id,
        path=passage.source.path,
        chunk_id=passage.chunk.chunk_id,
        page=passage.chunk.page,
        score=round(passage.score, 4),
    )


def _references(quote: str, document: Document) -> tuple[Reference, ...]:
    # A posting has no list of references: what looks like a marker is a word of it.
    return () if document.kind == "posting" else own_references(quote, document.references)


def _page(sentence: Sentence, document: Document) -> int | None:
    for page in document.pages:
        if page.span.start <= sentence.span.start < page.span.end:
            return page.number
    return sentence.passage.chunk.page
