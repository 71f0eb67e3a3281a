import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answering.markdown import escaped, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- **MLSecOps**: uses [tools](http://x.example)", "MLSecOps: uses tools"),
        ("1. First\n   wrapped", "First wrapped"),
        ("## Heading", "Heading"),
        ("| Role | Pay |", "Role · Pay"),
        ("a | b", "a | b"),
        ("`code` and __bold__", "code and bold"),
        ("snake_case stays", "snake_case stays"),
    ],
)  # fmt: skip
def test_a_quote_reads_as_prose(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(alphabet=st.sampled_from("ab 1[]()*_`<>|~!\\#$&;:/\"'")))
def test_what_a_source_says_is_never_markup(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).renderInline(escaped(text))
    assert not any(tag in html for tag in ("<a", "<img", "<em", "<strong", "<code", "<b>"))
