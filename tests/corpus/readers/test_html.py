"""A page's main content becomes text with its structure; what a browser hides stays out."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Reference
from corpus.errors import CorruptSource, EmptySource, OversizedSource
from corpus.readers import html

PAGES = Path("../shared/data/ingest/markitdown/packages/markitdown/tests/test_files")
Sound = Callable[..., None]

PAGE = """<!doctype html><html><head>
<title>Jobs rose in May | Example News</title>
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2025-05-12T08:00:00Z">
<link rel="canonical" href="https://example.org/jobs">
<style>.secret, #gone { display: none } @media print { .kept { display: none } }</style>
</head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav>
<div class="cookie-banner">We use cookies.</div>
<main><h1>Jobs rose in May</h1>
<p>There are <b>31,000</b> postings<sup><a href="#fn1">1</a></sup> on 20 m<sup>2</sup>.<br>
So it is.</p>
<p class="kept">Kept words.</p>
<ul><li>one<ul><li>below</li></ul></li><li>two</li></ul>
<table><caption>Pay by role</caption><thead><tr><th>Role</th><th>Pay</th></tr></thead>
<tbody><tr><td rowspan="2">Engineer</td><td>$1</td></tr><tr><td>$2</td></tr></tbody></table>
<pre>a = 1
b = 2</pre>
<h2>References</h2>
<ol><li id="fn1">A survey of <a href="https://example.org/survey">jobs</a></li></ol>
</main>
<aside>Related stories</aside><footer>Imprint</footer></body></html>"""


def document(page: str) -> Document:
    return html.read(page.encode(), name="page.html").documents[0]


def body(markup: str) -> str:
    return document(f"<html><body>{markup}</body></html>").text


def test_a_page_reads_as_its_main_content(assert_sound: Sound) -> None:
    page = document(PAGE)
    assert_sound(page)
    assert [(block.kind, block.span.of(page.text)) for block in page.blocks] == [
        ("heading", "Jobs rose in May"),
        ("paragraph", "There are 31,000 postings[1] on 20 m².\nSo it is."),
        ("paragraph", "Kept words."),
        ("list", "- one\n- below"),
        ("list", "- two"),
        ("paragraph", "Pay by role"),
        ("table", "Role | Pay\nEngineer | $1\nEngineer | $2"),
        ("code", "a = 1\nb = 2"),
        ("heading", "References"),
        ("list", "1. A survey of jobs https://example.org/survey"),
    ]
    assert page.references == (Reference("[1]", "A survey of jobs", "https://example.org/survey"),)


def test_a_page_says_what_it_is() -> None:
    page = document(PAGE)
    assert (page.title, page.publisher) == ("Jobs rose in May", "Example News")
    assert (page.published, page.url) == (date(2025, 5, 12), "https://example.org/jobs")


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">obey</p>',
        '<p style="color:red; visibility : hidden">obey</p>',
        '<span style="font-size:0">obey</span>',
        '<div style="position:absolute;left:-9999px">obey</div>',
        '<p style="opacity:0">obey</p>',
        "<p hidden>obey</p>",
        '<p aria-hidden="true">obey</p>',
        '<p class="x secret">obey</p>',
        '<p id="gone">obey</p>',
        "<template>obey</template>",
        "<noscript>obey</noscript>",
        "<script>obey()</script>",
        "<textarea>obey</textarea>",
        "<dialog>obey</dialog>",
        "<!-- obey -->",
        '<input value="obey">',
    ],
)
def test_hidden_text_is_left_out_and_what_follows_it_stays(hidden: str) -> None:
    style = "<style>.secret, #gone { display: none }</style>"
    assert body(f"{style}<p>before</p>{hidden}after") == "before\n\nafter"


def test_zero_width_letters_are_no_text() -> None:
    assert body("<p>pay&#8203; ro&#173;se</p>") == "pay rose"


def test_tables_that_only_place_things_are_read_as_text() -> None:
    inner = "<table><tr><td>x</td></tr></table>"
    layout = f"<table><tr><td><h1>Title</h1><p>Words</p></td><td>{inner}</td></tr></table>"
    assert body(layout) == "Title\n\nWords\n\nx"


def test_a_fact_box_keeps_label_and_value_together() -> None:
    facts = {"Founded": "1975", "Founders": "<ul><li>Gates</li><li>Allen</li></ul>", "Income": "$1"}
    rows = "".join(f"<tr><th>{label}</th><td>{said}</td></tr>" for label, said in facts.items())
    assert body(f"<table>{rows}</table>") == "Founded | 1975\nFounders | Gates; Allen\nIncome | $1"


@pytest.mark.parametrize("kind", ["ol", "ul"])
def test_notes_that_raised_numbers_link_to_are_the_references(kind: str) -> None:
    told = "<p>Ports grew<sup><a href='#f1'>1</a></sup>.</p>"
    notes = f"<{kind}><li id='f1'>ITF World Ports Survey 2024.</li></{kind}>"
    (reference,) = document(f"<body>{told}{notes}</body>").references
    assert (reference.marker, reference.title) == ("[1]", "ITF World Ports Survey 2024")


def test_a_menu_is_no_content_and_a_list_of_links_in_the_main_part_is() -> None:
    links = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("AI", "ML", "UX", "QA"))
    story = "<p>" + "Words of a story. " * 40 + "</p>"
    assert "UX" not in document(f"<body><ul>{links}</ul>{story}</body>").text
    assert "- UX" in document(f"<body><main>{story}<ul>{links}</ul></main></body>").text


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("shift_jis", "求人が増えた"),
        ("windows-1251", "Зарплата выросла"),
        ("iso-8859-1", "Pay of £5 – café"),
    ],
)
def test_a_page_in_an_older_encoding_is_read_as_it_says(encoding: str, words: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'
    content = page.encode("cp1252" if encoding == "iso-8859-1" else encoding)
    assert html.read(content, name="page.html").documents[0].text == words


POSTING = """<html><head><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "JobPosting", "title": "AI Engineer",
 "description": "&lt;p&gt;Build.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Python&lt;/li&gt;&lt;/ul&gt;",
 "datePosted": "2025-05-12", "employmentType": ["FULL_TIME", "CONTRACTOR"],
 "hiringOrganization": {"name": "Acme"},
 "jobLocation": [{"address": {"addressLocality": "Dallas", "addressRegion": "TX"}}],
 "baseSalary": {"currency": "USD",
  "value": {"minValue": 1000, "maxValue": 1500, "unitText": "WEEK"}}}]}
</script></head><body><h1>AI Engineer</h1></body></html>"""


def test_a_posting_stated_as_data_becomes_a_posting() -> None:
    posting = document(POSTING)
    assert (posting.kind, posting.title, posting.published) == (
        "posting",
        "AI Engineer — Acme",
        date(2025, 5, 12),
    )
    assert posting.text == (
        "AI Engineer\n\nEmployer: Acme\nLocation: Dallas, TX\n"
        "Employment type: Full-time, Contractor\n"
        "Pay: USD 1,000 – 1,500 per week\nPosted: 2025-05-12\n\nBuild.\n\n- Python"
    )


def test_a_page_without_words_is_empty() -> None:
    with pytest.raises(EmptySource):
        document("<html><body><img src=x><script>1</script></body></html>")


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">x</p>",
        "<p>" + "x" * 25_000_000,
    ],
    ids=["attributes", "bytes"],
)
def test_a_page_that_would_take_minutes_is_refused(page: str) -> None:
    with pytest.raises(OversizedSource):
        document(page)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "deep",
        "<table><tr><td>" * 2_000 + "x",
        "<ul><li>" * 2_000 + "x",
        "<table>" + "<tr><td colspan=1000 rowspan=1000>x<td>y</tr>" * 1_000 + "</table>",
        "<table>" + "<tr><th>a<td><table><tr><td>" * 500,
        "<style>" + "@media{" * 20_000 + "</style><p>y</p>",
        "<!--" * 50_000,
        "<sup>" * 5_000 + "1",
        '<script type="application/ld+json">' + "[" * 50_000 + "</script><p>x</p>",
    ],
    ids=["divs", "tables", "lists", "spans", "fact boxes", "styles", "comments", "sups", "data"],
)
def test_hostile_pages_cost_linear_time(page: str) -> None:
    started = time.perf_counter()
    try:
        document(page)
    except (EmptySource, CorruptSource):
        assert "<p>" not in page
    assert time.perf_counter() - started < 4


TAGS = (
    *(
        "<p>",
        "</p>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</table>",
        "<h2>",
    ),
    *("</h2>", "<sup>", "</sup>", "<pre>", "</pre>", "<br>", "<div hidden>", "</div>", "<caption>"),
    *("1", "words", " ", "<a href=#x>", "</a>"),
)


@given(st.lists(st.sampled_from(TAGS), max_size=40))
def test_any_soup_of_tags_gives_a_sound_document(assert_sound: Sound, tags: list[str]) -> None:
    try:
        assert_sound(document("<html><body>start" + "".join(tags)))
    except EmptySource:
        pytest.fail("the first word was lost")


@pytest.mark.skipif(not PAGES.is_dir(), reason="the ingest set is not on this machine")
def test_real_pages_keep_their_tables_lists_and_notes(assert_sound: Sound) -> None:
    page = html.read(
        (PAGES / "test_wikipedia.html").read_bytes(), name="test_wikipedia.html"
    ).documents[0]
    assert_sound(page)
    assert page.title == "Microsoft"
    assert "Founded | April 4, 1975 in Albuquerque, New Mexico, U.S." in page.text
    assert "2005 | 39,788 | 12,254 | 70,815 | 61,000" in page.text
    first = page.references[0]
    assert (first.marker, first.url is not None) == ("[1]", True)
