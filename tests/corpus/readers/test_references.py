"""A source's markers are found where they stand, and joined to what its reference list says."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Reference
from corpus.readers.references import find, markers, strip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within these roles[1][3][4].", ["[1]", "[3]", "[4]"]),
        ("(31,000+ jobs)[3] | Amazon[4][5] |", ["[3]", "[4]", "[5]"]),
        ("as shown [1, 2] and [4-6] and [8–9]", ["[1]", "[2]", "[4]", "[5]", "[6]", "[8]", "[9]"]),
        ("a note[^a] and another[^2]", ["[^a]", "[^2]"]),
        ("demand rose.³ Pay¹ fell in 2024²", ["³", "¹", "²"]),
        ("growth<sup>3</sup> and <sup>[4]</sup>", ["³", "⁴"]),
        ("growth [3](https://x.org) and [[4]](https://y.org)", ["[3]", "[4]"]),
        (r"growth\[3\] and [\[4\]](#cite-4)", ["[3]", "[4]"]),
        ("as said【1】", ["【1】"]),
        ("[text](https://x.org), [2024 report](u), - [ ] todo, [x] done, [sic]", []),
        ("`a[3]` and ``b[4]``", []),
        ("```\na[3]\n```", []),
        ("row[3] = 5; frames[2].mean()", []),
        ("in [2024], [0], [1.5], [1000] and [9-2]", []),
        ("20 m², 10⁶, x², CO², 5³", []),
        ("Section (12) of (3)", []),
        ("[3]: https://x.org", []),
        ("[^a]: a note", []),
    ],
)
def test_markers_are_told_from_what_looks_like_them(text: str, found: list[str]) -> None:
    assert [marker for marker, _ in markers(text)] == found


def test_a_round_marker_counts_only_where_it_is_known() -> None:
    assert [marker for marker, _ in markers("rose (12), by (3)", known={"(12)"})] == ["(12)"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("sectoral growth[2].", "sectoral growth."),
        ("growth [1, 2], then more [3] of it.", "growth, then more of it."),
        ("pay rose.³ It fell [4]", "pay rose. It fell"),
        ("[1] is where it starts", " is where it starts"),
        ("code `a[3]` stays", "code `a[3]` stays"),
    ],
)
def test_a_text_reads_well_without_its_markers(text: str, plain: str) -> None:
    assert strip(text) == plain


def test_markers_without_a_list_are_references_without_a_title() -> None:
    assert find("Rose[3], fell[1] and rose[3].") == (Reference("[1]"), Reference("[3]"))


@pytest.mark.parametrize(
    ("text", "references"),
    [
        (
            (
                "Rose [1], fell [2].\n\n## References\n\n1. WEF, Jobs. https://wef.org/a_(b).\n"
                "2. [BLS](https://bls.gov), 2025\n"
            ),
            (
                Reference("[1]", "WEF, Jobs", "https://wef.org/a_(b)"),
                Reference("[2]", "BLS, 2025", "https://bls.gov"),
            ),
        ),
        (
            (
                "Rose[1]\n\nSources:\n[1] Indeed, AI jobs, https://indeed.com\n[2] Foo\n"
                "  on two lines\n\nAfter.\n"
            ),
            (
                Reference("[1]", "Indeed, AI jobs", "https://indeed.com"),
                Reference("[2]", "Foo on two lines"),
            ),
        ),
        (
            "Growth¹\n\nNotes\n¹ A note. Available at: https://a.b/c.\n² doi:10.1000/xyz123\n",
            (
                Reference("¹", "A note", "https://a.b/c"),
                Reference("²", None, "https://doi.org/10.1000/xyz123"),
            ),
        ),
        (
            'Rose [3]\n\n[3]: https://x.org "A title"\n',
            (Reference("[3]", "A title", "https://x.org"),),
        ),
        (
            "Rose (12).\n\n**Bibliography**\n\n(3) Foo. https://f.oo\n(12) Bar\n",
            (Reference("(3)", "Foo", "https://f.oo"), Reference("(12)", "Bar")),
        ),
        (
            "A[^1] b[^n].\n\n[^1]: See [WEF](https://wef.org).\n[^n]: Only words\n",
            (Reference("[^1]", "See WEF", "https://wef.org"), Reference("[^n]", "Only words")),
        ),
        (
            "Rose[1]\n\n- [1] [T](https://t.t/x) – Pub\n",
            (Reference("[1]", "T – Pub", "https://t.t/x"),),
        ),
        ("**Citations:**\n[1] https://a.b/c\n", (Reference("[1]", None, "https://a.b/c"),)),
        (
            "Rose[1].\n\nSources\n-------\n\n1. Foo\n\nNext\n----\n\n2. no source\n",
            (Reference("[1]", "Foo"),),
        ),
        ("Rose [3](https://x.org).", (Reference("[3]", None, "https://x.org"),)),
        ("1. A step\n2. Another step\n", ()),
        ("[1]: javascript:void", (Reference("[1]", "javascript:void"),)),
    ],
)
def test_what_the_list_says_joins_its_marker(text: str, references: tuple[Reference, ...]) -> None:
    assert find(text) == references


TEXTS = st.text(alphabet=" \n[]()^:,-–0123456789abcdm.`³²<>/supReferences", max_size=200)


@given(TEXTS)
def test_marker_spans_are_ordered_and_hold_their_number(text: str) -> None:
    past = 0
    for marker, span in markers(text):
        assert past <= span.start < span.end <= len(text)
        assert re.search(r"[\d³²]|\[\^", span.of(text)), marker
        past = span.start


@given(TEXTS)
def test_stripping_removes_only_markers_and_spaces(text: str) -> None:
    kept = re.sub(r"\s", "", strip(text))
    inside = {place for _, span in markers(text) for place in range(span.start, span.end)}
    outside = "".join(letter for place, letter in enumerate(text) if place not in inside)
    assert kept == re.sub(r"\s", "", outside)


@given(TEXTS)
def test_each_reference_is_found_once_and_links_only_to_web_pages(text: str) -> None:
    references = find(text)
    assert len({reference.marker for reference in references}) == len(references)
    assert all(
        reference.url is None or reference.url.startswith("http") for reference in references
    )


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "`" * 100_000,
        "`` ` " * 10_000,
        "[1]" * 15_000,
        "[1](" * 50_000,
        "³" * 100_000,
        "```\n" * 15_000,
        "[1,2" * 50_000,
    ],
    ids=[
        "brackets",
        "backticks",
        "mixed backticks",
        "markers",
        "links",
        "superscripts",
        "fences",
        "groups",
    ],
)
def test_hostile_text_costs_linear_time(text: str) -> None:
    started = time.perf_counter()
    find(text)
    strip(text)
    assert time.perf_counter() - started < 4
