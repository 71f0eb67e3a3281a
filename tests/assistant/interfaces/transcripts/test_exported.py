"""What was cited is cited alike in every export, and what a stranger wrote stays text."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.answers import Answer
from assistant.conversations.store import FILE, Conversations
from assistant.interfaces import safe
from assistant.interfaces.transcripts import FORMATS, Format, exported, format_named, format_of
from assistant.interfaces.transcripts.markdown import escaped
from corpus.errors import InvalidInput
from tests.assistant.interfaces.transcripts.talk import (
    ADDRESS,
    ANSWER,
    HOSTILE,
    chart,
    citation,
    conversation,
    hostile,
    tally,
)

TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "article", "section", "h1",
    "h2", "h3", "p", "span", "b", "strong", "em", "s", "code", "pre", "br", "hr", "div", "ul", "ol",
    "li", "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td", "details", "summary",
    "figure", "svg", "g", "path", "rect", "text", "line",
}  # fmt: skip
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def written(answer: Answer, wanted: Format) -> str:
    made = exported(*conversation(answer), wanted)
    if wanted != "pdf":
        return made.decode()
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))


def squeezed(text: str) -> str:
    """Text without what a layout adds to it or breaks it with."""
    return re.sub(r"[\s\u200b\u2010\ufffe]", "", text)


def tokens(markdown: str) -> list[Token]:
    flat = []
    for token in PARSER.parse(markdown):
        flat += [token, *(token.children or [])]
    return flat


def shown(markdown: str) -> str:
    text: str = lxml_html.fromstring(PARSER.render(markdown)).text_content()
    return text


def test_json_holds_the_answers_in_the_public_contract() -> None:
    told = json.loads(exported(*conversation(ANSWER), "json"))
    assert told["turns"] == [ANSWER.as_json()]
    assert told["conversation"]["conversation_id"] == "Qm3xT8kLw0aZ"


@pytest.mark.parametrize("wanted", FORMATS)
def test_every_export_is_the_same_after_a_reload(tmp_path: Path, wanted: Format) -> None:
    moment = datetime(2026, 3, 1, 9, 30, 15, 250, tzinfo=UTC)
    store = Conversations(tmp_path / FILE, lambda: moment)
    begun = store.begin(ANSWER.question)
    store.append(begun.conversation_id, ANSWER.question, ANSWER.as_json())
    saved = store.named(begun.conversation_id)
    _, given = conversation(ANSWER)
    at_once = tuple(replace(exchange, asked=moment) for exchange in given)
    reloaded = store.open(begun.conversation_id)
    assert exported(saved, reloaded, wanted) == exported(saved, at_once, wanted)


def test_a_page_cites_what_was_cited() -> None:
    page = lxml_html.fromstring(written(ANSWER, "html"))
    for cited in ANSWER.citations:
        source = page.get_element_by_id(f"q1-{cited.number}")
        assert source.get("value") == str(cited.number)
        assert source.find("blockquote").text == cited.quote
        said = source.text_content()
        assert cited.title in said
        assert f"A publisher, {cited.published}" in said
        assert f"page 7 · Pay > Bonus · characters {cited.start}–{cited.end}" in said
        assert "its [3]: A survey https://survey.example/3" in said
    marks = [(mark.text, mark.get("href")) for mark in page.find_class("cite")]
    assert marks == [("[1]", "#q1-1"), ("[2]", "#q1-2"), ("[1]", "#q1-1")]
    assert "its reference [3]." in page.find_class("answer")[0].text_content()


@pytest.mark.parametrize("wanted", ["md", "pdf"])
def test_a_text_cites_what_was_cited(wanted: Format) -> None:
    text = written(ANSWER, wanted)
    text = squeezed(shown(text) if wanted == "md" else text)
    for cited in ANSWER.citations:
        place = f"page 7 · Pay > Bonus · characters {cited.start}–{cited.end}"
        assert squeezed(f"[{cited.number}] {cited.title} — A publisher, {cited.published}") in text
        assert squeezed(place) in text
        assert squeezed(cited.quote) in text
    assert squeezed("its [3]: A survey https://survey.example/3") in text
    assert ADDRESS in text


@pytest.mark.parametrize("wanted", ["md", "html", "pdf"])
def test_an_export_tells_what_is_doubtful_was_left_out_and_was_counted(wanted: Format) -> None:
    text = written(ANSWER, wanted)
    if wanted == "html":
        text = lxml_html.fromstring(text).text_content()
    text = squeezed(shown(text) if wanted == "md" else text)
    for told in (
        "Read as: What is the pay of nurses?",
        "1 of 2 sentences are supported by what is cited.",
        "“It fell.” The source says that it rose.",
        "1 sentence left out: the sources do not bear it.",
        "“It will rise.” It is a forecast.",
        "5 of 9 unique postings, 8 with copies; as of 2026-02-03",
        "91,500",
        "40,250.50",
    ):
        assert squeezed(told) in text
    assert "contradicted" in text
    assert "unchecked" in text


@pytest.mark.parametrize("wanted", FORMATS)
def test_an_answer_from_before_there_were_such_fields_is_exported(wanted: Format) -> None:
    saved, (exchange,) = conversation(ANSWER)
    kept = {key: exchange.answer[key] for key in ("question", "answer")}
    assert exported(saved, (replace(exchange, answer=kept),), wanted)


def test_a_question_that_was_read_as_typed_is_not_said_twice() -> None:
    plain = replace(ANSWER, standalone_question=ANSWER.question)
    assert "Read as" not in written(plain, "html") + written(plain, "md")


def test_rows_that_the_answer_shows_are_not_shown_again() -> None:
    table = "| role | median |\n| - | - |\n| Nurse | 91,500 |\n| Porter | 40,250 |"
    assert written(replace(ANSWER, text=table), "md").count("| Nurse |") == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_markup_of_the_page(text: str) -> None:
    page = lxml_html.fromstring(written(hostile(text), "html"))
    assert {element.tag for element in page.iter()} <= TAGS
    attributes = {name for element in page.iter() for name in element.attrib}
    assert (
        not {name for name in attributes if name.startswith("on")} | {"style", "src"} & attributes
    )
    links = {element.get("href") for element in page.iter() if element.get("href")}
    assert links <= {"#q1-1"}
    assert safe.clean(text) == page.get_element_by_id("q1-1").find("blockquote").text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_markup_of_the_markdown(text: str) -> None:
    markdown = written(hostile(text), "md")
    assert not {"html_inline", "html_block", "image", "link_open"} & {
        token.type for token in tokens(markdown)
    }
    headings = [token.tag for token in tokens(markdown) if token.type == "heading_open"]
    own = [tag for tag in headings if tag != "h4"]  # those of an answer's Markdown
    assert own == ["h1", "h2", "h3", "h3", "h3"]
    assert squeezed(safe.line(text)) in squeezed(shown(markdown))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_markup_of_the_pdf(text: str) -> None:
    made = exported(*conversation(hostile(text)), "pdf")
    pages = pypdf.PdfReader(BytesIO(made)).pages
    notes = [note.get_object() for page in pages for note in page.get("/Annots", ())]
    assert [note for note in notes if "/A" in note and "/URI" in note["/A"]] == []
    if text.isascii() and "\x1b" not in text:
        said = squeezed(written(hostile(text), "pdf"))
        assert squeezed(text).replace("|", "") in said.replace("|", "")


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_exported_that_a_terminal_would_obey(text: str, wanted: Format) -> None:
    made = written(hostile(text), wanted)
    assert not {"\x1b", "\u202e", "\u2066", "\U000e0041"} & set(made)


def test_only_the_web_address_of_a_source_is_a_link() -> None:
    page = lxml_html.fromstring(written(ANSWER, "html"))
    (link,) = [each for each in page.iter("a") if not each.get("href").startswith("#")]
    assert (link.get("href"), link.get("rel")) == (ADDRESS, "noopener noreferrer nofollow")
    addresses = [token.attrs["href"] for token in tokens(written(ANSWER, "md")) if token.attrs]
    assert addresses == [ADDRESS]


def test_an_address_is_the_same_in_markdown() -> None:
    address = "https://example.com/a_(b)?x=&lt;&y=*1*#z"
    answer = replace(ANSWER, citations=(replace(citation(1), url=address),))
    (link,) = [token for token in tokens(written(answer, "md")) if token.type == "link_open"]
    assert link.attrs["href"] == address


def test_figures_of_a_series_are_not_called_postings() -> None:
    counted = replace(citation(1), kind="series")
    text = written(replace(ANSWER, citations=(counted,)), "md")
    assert "5 of 9 published figures; as of 2026-02-03" in text


def test_a_page_allows_nothing_but_its_own_style() -> None:
    page = lxml_html.fromstring(written(ANSWER, "html"))
    (style,) = page.iter("style")
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "url(" not in style.text
    assert "@import" not in style.text


@given(st.text(max_size=60))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    line = safe.line(text.encode("utf-8", "replace").decode()).replace("\x00", "")
    parsed = PARSER.parse(escaped(line))
    said = "".join(child.content for token in parsed for child in token.children or [])
    assert said == line
    assert {token.type for token in parsed} <= {"paragraph_open", "inline", "paragraph_close"}


@settings(max_examples=20)
@given(st.text(max_size=40), st.text("*_~`[]()!<>#|-+=1. \n\\&$@\t\ue000\ue001", max_size=80))
def test_any_text_can_be_exported(text: str, markup: str) -> None:
    answer = replace(hostile(text), text=f"{markup}\n\n{text}")
    for wanted in FORMATS:
        assert exported(*conversation(answer), wanted)


def test_deep_markup_can_be_exported() -> None:
    answer = replace(ANSWER, text="> " * 200 + "deep\n\n" + "- " * 200 + "deeper")
    for wanted in FORMATS:
        assert exported(*conversation(answer), wanted)


def test_a_chart_that_cannot_be_drawn_is_left_out() -> None:
    for spec in ({"mark": "nothing"}, chart("\x1b\ufffe\x00")):
        assert written(replace(ANSWER, chart=spec), "html")
    assert "<svg" not in written(replace(ANSWER, chart={"mark": "nothing"}), "html")


def test_a_figure_without_end_is_shown_in_part() -> None:
    rows = tuple((f"role {at}", 1.0, at) for at in range(900))
    text = written(replace(ANSWER, tally=replace(tally(), rows=rows)), "md")
    assert "700 more rows are in the JSON export" in text
    assert "role 899" not in text


@pytest.mark.slow
@pytest.mark.parametrize("wanted", FORMATS)
def test_sixty_questions_are_exported_in_seconds(wanted: Format) -> None:
    cited = tuple(citation(number) for number in range(1, 9))
    answers = [
        replace(ANSWER, citations=cited, text=f"{ANSWER.text} [{n % 8 + 1}]") for n in range(60)
    ]
    began = perf_counter()
    assert exported(*conversation(*answers), wanted)
    assert perf_counter() - began < 20


def test_a_format_is_named_or_told_by_the_ending() -> None:
    assert format_named("PDF") == "pdf"
    assert format_of(Path("pay.HTM")) == "html"
    with pytest.raises(InvalidInput, match="expected md, html, json, pdf"):
        format_named("docx")
    with pytest.raises(InvalidInput, match="does not end in"):
        format_of(Path("pay.docx"))
