from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Block, Document, Heading, Page, Reading, Reference, Span
from corpus.errors import EncryptedSource
from corpus.postings import Pay, Place, Posting
from corpus.readers.wire import packed, unpacked

spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(
    lambda pair: Span(min(pair), max(pair))
)
texts = st.text(max_size=30)
postings = st.builds(
    Posting,
    title=texts,
    job_location=st.lists(st.builds(Place, raw=texts), max_size=2).map(tuple),
    date_posted=st.none() | st.dates(),
    base_salary=st.none()
    | st.builds(
        Pay, st.none() | st.floats(0, 1e7), st.none(), st.just("USD"), st.just("YEAR"), texts
    ),
    skills=st.lists(texts, max_size=3).map(tuple),
)
documents = st.builds(
    Document,
    text=texts,
    title=texts,
    published=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    headings=st.lists(st.builds(Heading, st.integers(1, 6), texts, spans), max_size=2).map(tuple),
    pages=st.lists(st.builds(Page, st.integers(1, 99), spans), max_size=2).map(tuple),
    blocks=st.lists(st.builds(Block, st.just("table"), spans, st.none() | spans), max_size=2).map(
        tuple
    ),
    references=st.lists(st.builds(Reference, texts, st.none() | texts), max_size=2).map(tuple),
    posting=st.none() | postings,
)


@given(
    st.builds(
        Reading, st.lists(documents, max_size=2).map(tuple), st.lists(texts, max_size=2).map(tuple)
    )
)
def test_a_reading_comes_back_as_it_went(reading: Reading) -> None:
    assert unpacked(packed(reading)) == reading


def test_an_error_comes_back_with_its_words() -> None:
    error = unpacked(packed(EncryptedSource("a.pdf needs a password")))

    assert (type(error), str(error)) == (EncryptedSource, "a.pdf needs a password")


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b'{"Span": [5, 1]}',
        b'{"os.system": ["true"]}',
        b'{"Reading": []}',
        b'{"date": [7]}',
    ],
)
def test_bytes_that_are_no_reading_are_refused(payload: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacked(payload)
