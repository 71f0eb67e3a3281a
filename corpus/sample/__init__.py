"""The demo market: a report, two sources that disagree with it, and fictional postings."""

from pathlib import Path

FOLDER = Path(__file__).parent
SOURCES = (
    FOLDER / "ai-security-hiring-2025.md",
    FOLDER / "posting-count-bulletin-2025-09.html",
    FOLDER / "pay-note-2026-02.txt",
    FOLDER / "postings.jsonl",
)
