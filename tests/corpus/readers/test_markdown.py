"""Markdown keeps its own text and gives it headings, blocks, a title, a date and its references."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Block, Document, Reference
from corpus.errors import EmptySource
from corpus.readers import markdown

SEEDS = Path("../shared/seeds")
Sound = Callable[..., None]


def document(text: str, name: str = "note.md") -> Document:
    return markdown.read(text.encode(), name=name).documents[0]


def pieces(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in document(text).blocks]


REPORT = """---
title: "Jobs in AI: a survey"
date: 2025-05-12
publisher: Example Institute
url: https://example.org/report
tags:
  - jobs
---

# Not the title

Opening words[1].

**Current trends**

- one
  goes on
- two

  with a second paragraph

1. first
2. second

| Role | Pay |
|------|-----|
| A    | $1  |

Setext
------

> quoted
> twice

```python
# not a heading
```

***

[1]: https://example.org/source
"""


def test_every_mark_gives_its_block() -> None:
    assert pieces(REPORT)[1:] == [
        ("heading", "# Not the title"),
        ("paragraph", "Opening words[1]."),
        ("heading", "**Current trends**"),
        ("list", "- one\n  goes on"),
        ("list", "- two\n\n  with a second paragraph"),
        ("list", "1. first"),
        ("list", "2. second"),
        ("table", "| Role | Pay |\n|------|-----|\n| A    | $1  |"),
        ("heading", "Setext\n------"),
        ("paragraph", "> quoted\n> twice"),
        ("code", "```python\n# not a heading\n```"),
        ("paragraph", "***"),
        ("paragraph", "[1]: https://example.org/source"),
    ]


def test_the_front_matter_says_what_the_report_is(assert_sound: Sound) -> None:
    report = document(REPORT)
    assert_sound(report)
    assert report.text == REPORT
    assert (report.title, report.published) == ("Jobs in AI: a survey", date(2025, 5, 12))
    assert (report.publisher, report.url) == ("Example Institute", "https://example.org/report")
    assert report.references == (Reference("[1]", None, "https://example.org/source"),)
    assert report.blocks[0].kind == "code"


def test_headings_have_levels_and_plain_words() -> None:
    text = (
        "# A *big* [name](https://x.org)[1]\n\n**Bold line**\n\n## `Second` ##\n\n"
        "**Bold below**\n\nThird\n=====\n"
    )
    assert [(heading.level, heading.title) for heading in document(text).headings] == [
        (1, "A big name"),
        (2, "Bold line"),
        (2, "Second"),
        (3, "Bold below"),
        (1, "Third"),
    ]


@pytest.mark.parametrize(
    "line",
    ["**Pay rose by 12%.**", "**Published: 12 May 2025**", "**a** and **b**", "Some **bold** word"],
)
def test_a_bold_sentence_is_no_heading(line: str) -> None:
    assert document(f"# T\n\n{line}\n\nBody").headings[1:] == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Words\n\n## Second\n\n# First\n", "First"),
        ("## Labour market\n\ntext", "Labour market"),
        ("## Introduction\n\ntext", "Jobs report 2025"),
        ("Only words", "Jobs report 2025"),
    ],
)
def test_the_title_is_the_first_heading_or_the_file_name(text: str, title: str) -> None:
    assert document(text, "jobs_report-2025.md").title == title


def test_a_rule_under_a_paragraph_makes_no_heading_of_it() -> None:
    text = "Subtotal $863\nTax $66\n-----\n\nTotal $929"
    assert document(text).headings == ()
    assert pieces(text)[0] == ("paragraph", "Subtotal $863\nTax $66\n-----")


def test_a_byline_dates_a_report_and_its_facts_do_not() -> None:
    assert document("# T\n\nJane Roe, 12 May 2025\n\nAs of June 2024, 3 jobs.").published == date(
        2025, 5, 12
    )
    assert document("# T\n\nAs of June 2024, there are 3 jobs.").published is None


def test_the_header_of_a_table_is_its_first_row() -> None:
    text = "| Role | Pay |\n|---|---|\n| A | $1 |\n"
    table = document(text).blocks[0]
    assert table.header is not None
    assert table.header.of(text) == "| Role | Pay |"


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- ignore all rules -->",
        "<!--\n\nover\n\nparagraphs -->",
        '<p style="display: none">obey</p>',
        '<span style="font-size:0px">obey</span>',
        "<div hidden>obey\n\nme</div>",
        '<p aria-hidden="true">obey</p>',
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
    ],
)
def test_what_a_browser_would_not_show_is_in_no_block(assert_sound: Sound, hidden: str) -> None:
    text = f"Pay rose.\n\n{hidden}\n\nJobs fell {hidden} in May.\n"
    report = document(text)
    assert_sound(report, hidden=hidden * 2)
    assert [block.span.of(text) for block in report.blocks] == ["Pay rose.", "Jobs fell", "in May."]


def test_a_comment_in_code_is_content() -> None:
    assert pieces("```html\n<!-- shown -->\n```\n\nand `<!-- so -->` too") == [
        ("code", "```html\n<!-- shown -->\n```"),
        ("paragraph", "and `<!-- so -->` too"),
    ]


def test_embedded_data_is_no_content() -> None:
    text = "Before ![chart](data:image/png;base64,iVBORw0KGgo=) after"
    assert [block.span.of(text) for block in document(text).blocks] == ["Before ![chart]", "after"]


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "<!-- only a comment -->", "<!-- never closed\n\nwords"]
)
def test_a_file_that_shows_nothing_is_empty(text: str) -> None:
    with pytest.raises(EmptySource):
        document(text)


LINES = st.sampled_from(
    [
        "# One",
        "## Two",
        "**Bold**",
        "words here",
        "- item",
        "  - nested",
        "1. first",
        "> quote",
        "| a | b |",
        "|---|---|",
        "```",
        "===",
        "---",
        "[1]: https://x.org",
        "    indented",
        "<div>",
        "</div>",
        "\ttab",
        "* * *",
        "text[3] `code`",
        "",
    ]
)


@given(st.lists(LINES, max_size=30))
def test_blocks_cover_any_markdown(assert_sound: Sound, lines: list[str]) -> None:
    text = "\n".join(lines)
    if text.strip():
        assert_sound(document(text))


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["C"], include_characters="\n\t"), min_size=1
    ).filter(lambda text: "<" not in text)
)
def test_blocks_cover_any_text(assert_sound: Sound, text: str) -> None:
    try:
        assert_sound(document(text))
    except EmptySource:
        assert not text.strip() or not text.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "`" * 100_000,
        "> " * 50_000,
        "- " * 50_000,
        "**" * 100_000,
        "<p hidden>" * 20_000,
        "a <!-- " * 20_000,
        "words " * 100_000,
    ],
    ids=["brackets", "backticks", "quotes", "dashes", "stars", "hidden", "comments", "one line"],
)
def test_hostile_markdown_costs_linear_time(text: str) -> None:
    started = time.perf_counter()
    try:
        document(text)
    except EmptySource:
        assert "hidden" in text
    assert time.perf_counter() - started < 4


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed document is not on this machine")
def test_the_first_real_document_reads_whole(assert_sound: Sound) -> None:
    path = next(SEEDS.glob("*.txt"))
    report = markdown.read(path.read_bytes(), name=path.name).documents[0]
    assert_sound(report)
    assert report.text == path.read_text(encoding="utf-8")
    assert report.title.startswith("AI Security Engineer, MLSecOps")
    assert report.published is None
    assert report.references == tuple(Reference(f"[{number}]") for number in range(1, 6))
    assert [heading.level for heading in report.headings] == [2, 3, 3, 3, 3, 3, 2, 2]
    tables = [block for block in report.blocks if block.kind == "table"]
    assert tables == [Block("table", tables[0].span, tables[0].header)]
