"""A check is told whole: in words and shapes, in Markdown that nothing in it can break."""

import io
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from assistant.interfaces.check_report import (
    Checkup,
    address,
    markdown,
    outcome,
    remark,
    summary,
    terminal,
)
from assistant.interfaces.terminal import Terminal
from tests.assistant.interfaces.checkups import DAY, Told, checkup, citation

DRAFT = "Pay rose by 4% [1]. Pay fell in Texas. Thanks!"
ROSE: Told = ("Pay rose by 4% [1].", "supported", "The source says this.", (citation(),))
FELL: Told = ("Pay fell in Texas.", "unsupported", "No passage speaks of it.", ())
THANKS: Told = ("Thanks!", "unchecked", "It claims nothing.", ())

HOSTILE = (
    "\x1b]8;;https://evil.example\x07# *x* [a](http://e.example) <img src=x> www.e.example | $y$"
)


def shown(told: Checkup) -> str:
    out = io.StringIO()
    Terminal(out=out).show(terminal(told))
    return out.getvalue()


def test_the_summary_counts_verdicts_in_a_fixed_order() -> None:
    told = checkup(DRAFT, ROSE, FELL, THANKS)
    assert summary(told) == "3 sentences: 1 supported, 1 unsupported, 1 unchecked"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (checkup(DRAFT), "No sentence claims anything."),
        (checkup(DRAFT, ROSE, THANKS), "No sentence is contradicted or unsupported."),
        (checkup(DRAFT, ROSE, FELL), "1 of 2 sentences is contradicted or unsupported."),
    ],
)
def test_the_outcome_is_a_sentence(told: Checkup, said: str) -> None:
    assert (outcome(told), told.passes) == (said, not said[0].isdigit())


def test_the_terminal_shows_each_verdict_by_shape_and_word_with_its_evidence() -> None:
    assert shown(checkup(DRAFT, ROSE, FELL)) == (
        "✓ supported     Pay rose by 4% [1].\n"
        "                The source says this.\n"
        "                [1] “Pay rose by 4%.”\n"
        "                    Pay 2025 — Lab, 2025-09-01\n"
        "\n"
        "? unsupported   Pay fell in Texas.\n"
        "                No passage speaks of it.\n"
        "\n"
        "2 sentences: 1 supported, 1 unsupported.\n"
    )


def test_json_holds_each_claim_with_whole_citations() -> None:
    told = checkup(DRAFT, ROSE).as_json()
    (claim,) = told["claims"]
    (cited,) = claim.pop("citations")
    assert claim == {
        "text": "Pay rose by 4% [1].",
        "verdict": "supported",
        "basis": "written",
        "reason": "The source says this.",
        "cited": [],
        "start": 0,
        "end": 19,
    }
    assert (cited["number"], cited["quote"]) == (1, "Pay rose by 4%.")
    assert (cited["published"], cited["retrieved"]) == ("2025-09-01", DAY.isoformat())
    assert told["verdicts"]["supported"] == 1


def test_markdown_tells_outcome_reason_and_source() -> None:
    told = markdown(checkup(DRAFT, ROSE, FELL))
    assert "**2 sentences: 1 supported, 1 unsupported.**\n\nTo look at: 2 (unsupported).\n" in told
    assert "## 2. ? Unsupported\n\n> “Pay fell in Texas.”\n\nNo passage speaks of it." in told
    assert "- \\[1\\] “Pay rose by 4%.” — *Pay 2025*, Lab, 2025-09-01.\n" in told


def test_text_in_markdown_is_neither_markup_nor_a_link() -> None:
    cited = citation(quote=HOSTILE, title=HOSTILE, publisher=HOSTILE, url=HOSTILE)
    told = markdown(checkup(HOSTILE, (HOSTILE, "supported", HOSTILE, (cited,))))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(told)
    assert "\x1b" not in told
    assert "<a " not in html
    assert "<img" not in html
    assert html.count("<em>") == 1  # the title's
    assert "http:" not in told.replace("\\:", "")
    assert "www." not in told


def test_nothing_that_a_terminal_obeys_is_shown() -> None:
    cited = citation(quote=HOSTILE, title=HOSTILE, publisher=HOSTILE, url=HOSTILE)
    assert "\x1b" not in shown(checkup(HOSTILE, (HOSTILE, "partial", HOSTILE, (cited,))))


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://lab.example/a?b=1#c", True),
        ("HTTP://lab.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://lab.example/a b", False),
        ('https://lab.example/"onclick=', False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str | None, *, linked: bool) -> None:
    assert bool(address(citation(url=url))) == linked


def test_a_sentence_that_cites_another_passage_is_remarked_on() -> None:
    (sentence,) = checkup(DRAFT, ROSE).sentences
    assert remark(sentence) == ""
    assert remark(replace(sentence, cited=(1, 2))) == ""
    assert remark(replace(sentence, cited=(2, 3))) == "It cites [2], [3]; the evidence is in [1]."


def test_what_the_reason_says_is_not_remarked_on_again() -> None:
    (sentence,) = checkup(DRAFT, ROSE).sentences
    assert remark(replace(sentence, cited=(2,), reason="It is in [1], not in [2].")) == ""


def test_what_wants_a_look_is_listed_gravest_first() -> None:
    draft = "Pay rose. Pay fell. Pay stayed."
    told = checkup(
        draft,
        ("Pay rose.", "partial", "", ()),
        ("Pay fell.", "unsupported", "", ()),
        ("Pay stayed.", "contradicted", "", ()),
    )
    assert "To look at: 3 (contradicted), 2 (unsupported), 1 (partial)." in markdown(told)
