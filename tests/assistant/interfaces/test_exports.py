"""What a posting says is data in a file too: no page runs it, and no spreadsheet."""

import csv
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Answer, Tally
from assistant.interfaces import exports

SCRIPT = "</script><script>alert(1)</script>\u2028&amp;"
TALLY = Tally(
    measure="count", columns=("employer", "postings"), rows=(("Acme", 2),), filters={}, n=2, of=2,
    unique=2, total=2, without_value=0, currency=None, period=None, as_of=date(2026, 1, 1), sql="",
    posting_ids=(), caveats=(),
)  # fmt: skip
ANSWER = Answer("q", "q", "extractive", "text", 1.0, tally=TALLY)


def drawn(name: str) -> dict[str, object]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"name": name, "figure": 1}]},
        "mark": "bar",
        "encoding": {
            "y": {"field": "name", "type": "nominal"},
            "x": {"field": "figure", "type": "quantitative"},
        },
    }


def test_what_a_posting_says_is_no_markup_of_the_page_that_draws_it(tmp_path: Path) -> None:
    spec = drawn(SCRIPT)
    exports.write_chart(replace(ANSWER, chart=spec), tmp_path / "chart.html")
    page = (tmp_path / "chart.html").read_text(encoding="utf-8")
    assert "alert(1)</script>" not in page
    (told,) = re.findall(r"const spec = (.*);\n", page)
    assert json.loads(told) == spec
    assert not set("<>&\u2028\u2029") & set(told)


@pytest.mark.parametrize("name", ["pay.png", "pay.svg"])
def test_what_a_picture_cannot_show_does_not_end_the_program(tmp_path: Path, name: str) -> None:
    exports.write_chart(replace(ANSWER, chart=drawn("Acme\x1b[31m\x00\uffff")), tmp_path / name)
    assert (tmp_path / name).stat().st_size


@given(
    st.text("\t\r\n \x0b\x0c\ufeff\u00a0", max_size=3),
    st.sampled_from("=+-@"),
    st.text(max_size=5),
)
def test_a_text_that_a_spreadsheet_would_run_is_guarded(
    tmp_path_factory: pytest.TempPathFactory, blank: str, sign: str, rest: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    name = f"{blank}{sign}{rest}".encode(errors="replace").decode()
    exports.write_csv(replace(ANSWER, tally=replace(TALLY, rows=((name, -1),))), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == [f"'{name}", "-1"]
