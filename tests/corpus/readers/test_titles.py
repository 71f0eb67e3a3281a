"""Titles and publishers for sources that state them badly or not at all."""

import pytest

from corpus.readers import titles


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("future_of-jobs_2025.md", "Future of jobs 2025"),
        ("2023 Q3 AAPL.pdf", "2023 Q3 AAPL"),
        ("folder/report%20one.html", "Report one"),
        ("2025-05-12.txt", "2025-05-12"),
        (".hidden", "Hidden"),
        ("___", "Untitled"),
    ],
)
def test_a_file_name_reads_as_a_title(name: str, title: str) -> None:
    assert titles.from_name(name) == title


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("Title\n\nPublisher: Example Ltd\nPublished: May 2025", "Example Ltd"),
        ("# T\n\n**Source:** *Example Ltd*\n", "Example Ltd"),
        ("# T\n\n*Published by the Kilnworks Institute, 12 March 2025*\n", "Kilnworks Institute"),
        ("Published by Bureau of Labor Statistics", "Bureau of Labor Statistics"),
        ("Published by Acme in print and online every week", None),
        ("Source: https://example.org\n", None),
        ("The publisher said: it rose.", None),
        ("words\n" * 30 + "Publisher: Example Ltd", None),
    ],
)
def test_a_publisher_is_read_from_a_label_near_the_top(text: str, publisher: str | None) -> None:
    assert titles.publisher(text) == publisher
