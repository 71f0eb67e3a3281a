"""A conversation made by hand, honest or hostile in every field that a stranger fills."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from assistant.answers import Answer, Citation, Claim, Tally
from assistant.conversations.saved import Conversation, Exchange
from corpus.documents import Reference

ASKED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
ADDRESS = "https://example.com/pay?year=2026&by=role"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "![pixel](https://evil.example/leak.png) [here](javascript:alert(1))",
    "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x1b[31mred\x1b[0m",
    '=HYPERLINK("https://evil.example")',
    '#read("/etc/passwd") #image("x.png") $x^2$ <label> @cite `raw` *bold* // gone',
    "pay \u202eevil\u202c up\u2066\U000e0041",
    "&lt;b&gt; &amp; ]]> --> </style></title></li>",
    "[1] [2](http://evil.example) [1]: http://evil.example [^1] www.evil.example",
    "1. # - > | a | b |\n\n---\n# heading\n\n    code",
    "x" * 300,
    "Zürich – Łódź Москва Αθήνα 東京 €90 ₹5",
)


def citation(number: int) -> Citation:
    return Citation(
        number=number,
        kind="report",
        source_id="report",
        document_id="report",
        title=f"Pay report {number}",
        publisher="A publisher",
        published=date(2026, 1, number),
        retrieved=date(2026, 2, 1),
        url=ADDRESS if number == 1 else None,
        path=None if number == 1 else "/reports/pay.md",
        page=7,
        heading="Pay > Bonus",
        quote=f"The median\n  was ${number}0,000 a year [3].",
        start=100 * number,
        end=100 * number + 30,
        references=(Reference("[3]", "A survey", "https://survey.example/3"),),
    )


def tally(name: str = "Nurse") -> Tally:
    return Tally(
        measure="median",
        columns=("role", "median", "postings"),
        rows=((name, 91500.0, 3), ("Porter", 40250.5, 2)),
        filters={"place": f"in {name}"},
        n=5, of=9, unique=5, total=8, without_value=1, currency="USD", period="YEAR",
        as_of=date(2026, 2, 3), sql=f"SELECT 1 -- {name}", posting_ids=(name, "two"),
        caveats=(),
    )  # fmt: skip


def chart(name: str = "Nurse") -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"name": name, "figure": 1}]},
        "mark": {"type": "bar", "href": "javascript:alert(1)"},
        "encoding": {
            "y": {"field": "name", "type": "nominal"},
            "x": {"field": "figure", "type": "quantitative"},
        },
    }


ANSWER = Answer(
    question="and nurses?",
    standalone_question="What is the pay of nurses?",
    mode="generative",
    text="**Pay** is $10,000 [1], or *more* [2]; its reference \\[3\\].\n\n- one [1]\n- two",
    confidence=0.9,
    claims=(
        Claim("Pay is $10,000.", (1,), "supported", "quoted", "The source says exactly this."),
        Claim("It fell.", (2,), "contradicted", "written", "The source says that it rose."),
    ),
    citations=(citation(1), citation(2)),
    tally=tally(),
    chart=chart(),
    notes=("1 sentence left out: the sources do not bear it.",),
    left_out=(Claim("It will rise.", (), "unchecked", "written", "It is a forecast."),),
)


def hostile(text: str) -> Answer:
    """An answer in which every text that a source, a posting or a model wrote is this one."""
    return Answer(
        question=text,
        standalone_question=f"read {text}",
        mode="generative",
        text=f"{text}\n\n* {text}\n\n| a |\n| - |\n| {text} |\n\n> {text} [1]",
        confidence=0.5,
        claims=(Claim(text, (1,), "partial", "written", text),),
        citations=(
            replace(
                citation(1), title=text, publisher=text, heading=text, path=text, quote=text,
                url=text, references=(Reference(text, text, text),),
            ),
        ),
        tally=tally(text),
        chart=chart(text),
        notes=(text,),
        left_out=(Claim(text, (), "unsupported", "written", text),),
    )  # fmt: skip


def conversation(*answers: Answer) -> tuple[Conversation, tuple[Exchange, ...]]:
    """A conversation of these answers, as it is read from where it was saved."""
    title = answers[0].question
    saved = Conversation("Qm3xT8kLw0aZ", title, ASKED, ASKED, ("emea",), len(answers))
    return saved, tuple(Exchange(each.question, each.as_json(), ASKED) for each in answers)
