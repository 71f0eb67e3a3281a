"""A transcript as a PDF, set by Typst from data: no text in it is ever read as markup."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from typing import Any

from assistant.interfaces.charts import drawn
from assistant.interfaces.transcripts.prose import Block, cells, figure_columns
from assistant.interfaces.transcripts.view import Transcript
from corpus.errors import StoreDamaged

LONGEST_RUN = 48
"""Characters without a place to break a line; longer runs get places, unseen, so as to fit."""

FOOTER = 80
_RUN = re.compile(rf"[^\s/-]{{{LONGEST_RUN}}}(?=[^\s/-])")  # a path breaks by itself
_BREAK = "\u200b"


def pdf(transcript: Transcript, *, made: datetime) -> bytes:
    """The transcript as the bytes of a PDF; the same transcript and moment give the same bytes.

    Raises StoreDamaged where it cannot be laid out.
    """
    # The compiler takes long to load, and only this export needs it.
    import typst  # noqa: PLC0415

    template = files(__package__).joinpath("pdf.typ").read_bytes()
    data = json.dumps(_data(transcript))
    try:
        pages = typst.compile(
            template, sys_inputs={"data": data}, timestamp=made.replace(microsecond=0)
        )
    except typst.TypstError as error:
        raise StoreDamaged(f"it cannot be laid out as a PDF: {error.message}") from error
    if not isinstance(pages, bytes):
        raise StoreDamaged("it was laid out as several files, not as one PDF")
    return pages


def _data(transcript: Transcript) -> dict[str, Any]:
    data: dict[str, Any] = _breakable(asdict(transcript))
    title = transcript.title
    data["footer"] = title if len(title) <= FOOTER else f"{title[:FOOTER]}…"
    for exchange, shown in zip(data["exchanges"], transcript.exchanges, strict=True):
        exchange["chart"] = drawn(shown.chart)
        for source, cited in zip(exchange["sources"], shown.sources, strict=True):
            source["link"] = cited.link
            source["quote"] = " ".join(source["quote"].split())
        _align(exchange["answer"], shown.answer)
        if shown.figures:
            rows = shown.figures.rows
            columns = exchange["figures"]["columns"] if rows else ()
            exchange["figures"] |= {"columns": columns, "right": figure_columns(rows)}
    return data


def _align(blocks: Sequence[dict[str, Any]], shown: Sequence[Block]) -> None:
    """Say of each table which of its columns are figures."""
    for block, its in zip(blocks, shown, strict=True):
        if its.kind == "table":
            block["right"] = figure_columns(cells(its)[1:])
        _align(block["blocks"], its.blocks)


# What asdict gives is whatever a transcript is made of.
def _breakable(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _breakable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(item) for item in value]
    return _RUN.sub(rf"\g<0>{_BREAK}", value) if isinstance(value, str) else value
