"""What every reader's document must satisfy."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from corpus.documents import Block, Document, Heading, Span


@pytest.fixture(scope="session")
def assert_sound() -> Callable[[Document], None]:
    """Checks a document's structure against its text: ranges, order, overlap and coverage."""
    return _assert_sound


def _assert_sound(document: Document, *, hidden: str = "") -> None:
    text = document.text
    for parts in (document.headings, document.blocks):
        _assert_ordered(parts, text)
    for block in document.blocks:
        assert block.span.of(text) == block.span.of(text).strip() != ""
        if block.header:
            assert block.span.start <= block.header.start < block.header.end <= block.span.end
    marked = {block.span.start for block in document.blocks if block.kind == "heading"}
    assert {heading.span.start for heading in document.headings} == marked
    between = "".join(re.sub(r"\s", "", gap) for gap in _gaps(document))
    assert between == re.sub(r"\s", "", hidden)


def _assert_ordered(parts: Sequence[Block] | Sequence[Heading], text: str) -> None:
    spans = [part.span for part in parts]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


def _gaps(document: Document) -> list[str]:
    ends = [Span(0, 0), *(block.span for block in document.blocks)]
    starts = [*(block.span.start for block in document.blocks), len(document.text)]
    return [document.text[end.end : start] for end, start in zip(ends, starts, strict=True)]
