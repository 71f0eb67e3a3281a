"""An answer's figures as files: the rows as CSV, the chart as a picture or a page."""

import csv
import json
import string
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.answers import Answer
from assistant.interfaces.charts import drawable
from corpus.errors import InvalidInput
from corpus.postings import Posting
from corpus.queries import Value

CHARTS = (".png", ".svg", ".html")
SCALE = 2  # pixels of a picture for each of the chart's, for screens and slides
_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula, also after white space."""

POSTING = ("id", "title", "employer", "place", "pay", "posted", "url", "document_id")
"""The columns of a listing of postings."""

_STAND_IN = '{"name":"the chart"}'
"""The chart in a page that is made without it: what postings say is escaped before it goes in."""

_ESCAPED = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
"""What ends a script, or a line of one, as JSON may write it too."""


def check(chart: Path | None, csv_file: Path | None) -> None:
    """Refuse, before anything is asked, files that could not be written. Raises InvalidInput."""
    if chart is not None and chart.suffix.lower() not in CHARTS:
        raise InvalidInput(f"a chart is written as {', '.join(CHARTS)}, not as {chart.name!r}")
    for path in filter(None, (chart, csv_file)):
        if not path.parent.is_dir():
            raise InvalidInput(f"the folder of {str(path)!r} does not exist")


def write_csv(answer: Answer, path: Path) -> int:
    """Write the rows of the answer's tally; how many. Raises InvalidInput where it has none.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    if answer.tally is None:
        raise InvalidInput("this answer has no computed figures to write as CSV")
    return _write(answer.tally.columns, answer.tally.rows, path)


def write_postings(postings: Iterable[tuple[str, Posting]], path: Path) -> int:
    """Write postings, each with its document's id, as they state themselves; how many."""
    return _write(POSTING, (_row(*each) for each in postings), path)


def write_chart(answer: Answer, path: Path) -> None:
    """Write the answer's chart, by the file's ending. Raises InvalidInput where it has none."""
    if answer.chart is None:
        raise InvalidInput("this answer has no chart: a single figure has no shape to draw")
    # The renderer takes long to load, and only a chart needs it.
    import vl_convert  # noqa: PLC0415

    spec, safe_spec = json.dumps(answer.chart), json.dumps(drawable(answer.chart))
    if path.suffix.lower() == ".png":
        path.write_bytes(vl_convert.vegalite_to_png(safe_spec, scale=SCALE))
    elif path.suffix.lower() == ".svg":
        path.write_text(vl_convert.vegalite_to_svg(safe_spec), encoding="utf-8")
    else:
        page = vl_convert.vegalite_to_html(_STAND_IN, bundle=True)
        path.write_text(page.replace(_STAND_IN, spec.translate(_ESCAPED)), encoding="utf-8")


def _write(columns: Sequence[str], rows: Iterable[Sequence[Value]], path: Path) -> int:
    count = 0
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(map(_safe, columns))
        for count, row in enumerate(rows, start=1):  # noqa: B007
            writer.writerow(map(_safe, row))
    return count


def _row(document_id: str, posting: Posting) -> tuple[Value, ...]:
    return (
        posting.identifier or document_id,
        posting.title,
        posting.hiring_organization,
        "; ".join(place.raw for place in posting.job_location),
        posting.base_salary.raw if posting.base_salary else None,
        posting.date_posted,
        posting.url,
        document_id,
    )


def _safe(value: Value) -> Value:
    is_formula = isinstance(value, str) and _begun(value).startswith(_FORMULA)
    return f"'{value}" if is_formula else value


def _begun(text: str) -> str:
    """A text without what a spreadsheet passes over before it looks for a formula."""
    return text.lstrip(f"{string.whitespace}\x00\ufeff\u00a0")
