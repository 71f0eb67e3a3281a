"""What is printed says everything a person needs, and nothing a terminal would obey."""

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from assistant.answers import Answer, Citation, Claim
from assistant.interfaces import render, safe
from assistant.interfaces.terminal import Terminal
from corpus.documents import Failure, Ingested, Reference

PAY = Citation(
    number=1,
    kind="report",
    source_id="pay",
    document_id="pay",
    title="Pay in AI Security",
    publisher="Example Institute",
    published=date(2025, 5, 14),
    retrieved=date(2026, 8, 14),
    url=None,
    path="/reports/pay.md",
    page=3,
    heading="Ranges",
    quote="Postings offered between $152,000 and\n$210,000 a year [3].",
    start=10,
    end=70,
    references=(Reference("[3]"), Reference("[4]", "Rules for pay", "https://example.org/4")),
)
ANSWER = Answer(
    question="What is the pay?",
    standalone_question="What is the pay?",
    mode="extractive",
    text="According to *Pay in AI Security* (May 2025) [1], which cites its reference \\[3\\]:\n\n"
    "> Postings offered between $152,000 and $210,000 a year \\[3\\].\n\n"
    "- a tag <b>as written</b>, ![an image](http://evil.example/x.png) [1]\n",
    confidence=0.93,
    citations=(PAY,),
    followups=("What is the pay in Europe?",),
)


class Screen(StringIO):
    """A terminal that keeps what it was sent."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def printed(answer: Answer) -> str:
    out = StringIO()
    Terminal(out=out).answer(answer)
    return out.getvalue()


def test_an_answer_reads_well_on_a_narrow_terminal() -> None:
    assert printed(ANSWER) == snapshot("""\
According to Pay in AI Security (May 2025) [1], which cites
its reference [3]:

▌ Postings offered between $152,000 and $210,000 a year
▌ [3].

 • a tag <b>as written</b>, ![an
   image](http://evil.example/x.png) [1]

Sources
 Pay in AI Security — Example Institute, 2025-05-14
 /reports/pay.md
   [1] page 3, Ranges: “Postings offered between $152,000
       and $210,000 a year [3].”
       its [3]: not explained in the source
       its [4]: Rules for pay https://example.org/4

Strong evidence (0.93), 1 source.

You could ask next
 - What is the pay in Europe?
""")


def test_quotes_of_one_document_stand_together_whatever_is_cited_between_them() -> None:
    other = replace(PAY, number=2, document_id="other", title="Other")
    answer = replace(ANSWER, citations=(PAY, other, replace(PAY, number=3)))
    told = [(cited.title, [q.number for q in cited.quotes]) for cited in render.sources(answer)]
    assert told == [(PAY.title, [1, 3]), ("Other", [2])]


def test_a_posting_names_its_employer_once() -> None:
    posting = replace(PAY, kind="posting", title="Nurse — Acme", publisher="Acme")
    (cited,) = render.sources(replace(ANSWER, citations=(posting,)))
    assert (cited.title, cited.about) == ("Nurse — Acme", "2025-05-14")


def test_no_line_is_wider_than_the_terminal() -> None:
    assert max(len(line) for line in printed(ANSWER).splitlines()) <= 60


def test_our_numbers_are_set_apart_and_a_sources_own_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen = Screen()
    Terminal(out=screen).answer(ANSWER)
    assert "\x1b[1;36m[1]\x1b[0m" in screen.getvalue()
    assert "\x1b[1;36m[3]\x1b[0m" not in screen.getvalue()


def test_a_terminal_that_wants_no_colour_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Screen()
    Terminal(out=screen).answer(ANSWER)
    assert "36m" not in screen.getvalue()


def test_an_abstention_is_shown_without_a_word_on_its_evidence() -> None:
    abstained = Answer(
        question="q",
        standalone_question="q",
        mode="extractive",
        text="Not found in the 3 sources searched.",
        confidence=0.1,
        abstained=True,
    )
    assert printed(abstained) == "Not found in the 3 sources searched.\n"


def test_a_sentence_its_citations_do_not_bear_is_marked() -> None:
    claim = Claim("Pay doubled.", (1,), "unsupported", "written", "the source says it fell")
    doubtful = Answer("q", "q", "generative", "Pay doubled [1].", 0.5, claims=(claim,))
    assert render.doubts(doubtful) == ("unsupported: “Pay doubled.” (the source says it fell)",)


@pytest.mark.parametrize(
    ("hostile", "seen"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\", "click"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]52;c;ZXZpbA==\x07", ""),
        ("\x9b31mred", "red"),
        ("a\rb\bc\x7f", "abc"),
        ("pay \u202e000,05$", "pay 000,05$"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("\x1b]8;;never closed", "]8;;never closed"),
        ("two\nlines\tkept", "two\nlines\tkept"),
    ],
)
def test_nothing_a_terminal_obeys_is_left(hostile: str, seen: str) -> None:
    assert safe.clean(hostile) == seen


@given(st.text())
def test_cleaned_text_holds_no_control_but_newline_and_tab(text: str) -> None:
    assert not {c for c in safe.clean(text) if (c < " " or "\x7f" <= c < "\xa0")} - {"\n", "\t"}


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert safe.clean(safe.clean(text)) == safe.clean(text)


@given(st.text())
def test_a_hostile_answer_reaches_a_screen_without_a_link_or_an_image(text: str) -> None:
    screen = Screen()
    Terminal(out=screen).answer(Answer("q", "q", "extractive", text, 0.9))
    assert "\x1b]" not in screen.getvalue()


@given(st.recursive(st.text() | st.none() | st.floats(allow_nan=False), st.lists))
def test_json_is_the_same_value_with_nothing_a_terminal_obeys(value: object) -> None:
    text = safe.dumped(value)
    assert json.loads(text) == value
    assert not any("\x7f" <= character < "\xa0" for character in text)


def test_json_for_a_terminal_that_knows_only_ascii_is_ascii() -> None:
    assert safe.dumped(["€"], "ascii") == '["\\u20ac"]'


@given(st.text(alphabet="ab \n", max_size=900))
def test_a_quote_is_whole_or_cut_in_its_middle_only(quote: str) -> None:
    shown = render.shortened(quote, limit=100)
    whole = " ".join(quote.split())
    start, cut, end = shown.partition(" […] ")
    assert shown == whole or (cut and whole.startswith(start) and whole.endswith(end))


def test_an_ingest_says_what_is_in_what_was_left_and_what_failed_and_why() -> None:
    done = Ingested(
        ingested=("a.md", "b.csv"),
        unchanged=("c.md",),
        failed=(Failure("/reports/d.pdf", "it needs a password"),),
        documents=1200,
        chunks=3400,
        postings=1,
        seconds=61.2,
    )
    assert render.report(done) == snapshot(
        (
            "Ingested 1,200 documents, 3,400 chunks and 1 posting from 2 sources in 1 min 1 s.",
            "1 unchanged.",
            "1 failed:",
            "  /reports/d.pdf: it needs a password",
        )
    )


def test_a_path_beneath_this_folder_is_said_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert render.path(str(tmp_path / "reports" / "pay.md")) == "reports/pay.md"
    assert render.path(str(Path.home() / "pay.md")) == "~/pay.md"
    assert render.path("/elsewhere/pay.md") == "/elsewhere/pay.md"
