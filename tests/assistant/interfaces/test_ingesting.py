"""Progress where no one watches a bar: lines that are true, move on and are not repeated."""

from io import StringIO

import pytest

from assistant.interfaces import ingesting
from assistant.interfaces.terminal import Terminal
from corpus.ingest import Progress


def test_a_line_of_progress_moves_on_and_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "LINES_EVERY_S", 0.0)
    errors = StringIO()
    with ingesting.heard(Terminal(out=StringIO(), errors=errors)) as step:
        for progress in (
            Progress("embedded", "", 3, 12, 128),
            Progress("embedded", "", 3, 12, 112),
            Progress("stored", "a.md", 4, 12, 240),
            Progress("indexing", "", 4, 12),
        ):
            step(progress)
    assert errors.getvalue().splitlines() == [
        "3 of 12 files done, 128 chunks embedded",
        "3 of 12 files done, 240 chunks embedded",
        "4 of 12 files done, 240 chunks embedded",
    ]
