"""What holds for every reading, whatever the file."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.documents import Document, Reading
from corpus.errors import UnreadableSource
from corpus.readers import read
from corpus.readers.sandbox import Sandbox

NAMES = (
    "report.pdf",
    "report.docx",
    "slides.pptx",
    "figures.xlsx",
    "letter.eml",
    "book.epub",
    "text.odt",
    "note.rtf",
    "study.ipynb",
    "news.xml",
    "report.md",
    "plain.txt",
)
Check = Callable[[Document], None]


@pytest.mark.parametrize("name", NAMES)
def test_a_reading_is_sound(name: str, samples: Mapping[str, bytes], assert_sound: Check) -> None:
    assert_kept(read(samples[name], name=name), assert_sound)


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_that_is_given_wins(name: str, samples: Mapping[str, bytes]) -> None:
    reading = read(samples[name], name=name, kind="series")

    assert {document.kind for document in reading.documents} == {"series"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_cut_off_file_is_read_or_refused_by_name(
    name: str, share: float, samples: Mapping[str, bytes], assert_sound: Check
) -> None:
    content = samples[name][: int(len(samples[name]) * share)]
    try:
        reading = read(content, name=name)
    except UnreadableSource as e:
        reason = str(e)
    else:
        reason = "none"
        assert_kept(reading, assert_sound)
    assert reason
    assert "\n" not in reason


@pytest.mark.slow
def test_every_file_of_the_development_set_is_accounted_for(
    shared_data: Path, assert_sound: Check
) -> None:
    files = sorted(path for path in (shared_data / "ingest").rglob("*") if path.is_file())
    with Sandbox() as sandbox:
        for path in files:
            # Any error but a named one ends this test.
            with suppress(UnreadableSource):
                assert_kept(sandbox.read(path, name=path.name), assert_sound)


def assert_kept(reading: Reading, assert_sound: Check) -> None:
    assert reading.documents
    for document in reading.documents:
        assert document.text.strip()
        assert document.title.strip() == document.title != ""
        assert_sound(document)
        for heading in document.headings:
            assert flat(heading.title) in flat(heading.span.of(document.text))
        numbers = [page.number for page in document.pages]
        assert numbers == sorted(set(numbers))
        assert all(page.span.end <= len(document.text) for page in document.pages)
        assert all(one.span.end <= other.span.start for one, other in pairwise(document.pages))


def flat(text: str) -> str:
    """A text's letters and figures: a heading's line may hold its markup too."""
    return "".join(filter(str.isalnum, text))
