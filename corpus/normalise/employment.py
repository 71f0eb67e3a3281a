"""What kind of employment a posting's words offer, whichever board or language they are of."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from corpus.postings import Employment

LONGEST = 200

_TABLE = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
_SIGNS = re.compile(r"[\W_]+")
_HOURS = re.compile(r"full|voll|plein|complet|pieno|integral|voltijd|pełny|heltid|ft\b")

VERSION: str = _TABLE["version"]
_KINDS: Mapping[Employment, re.Pattern[str]] = {
    kind: re.compile(rf"(?<!\w)(?:{'|'.join(lines.splitlines())})(?!\w)")
    for kind, lines in _TABLE["kinds"].items()
}


def employment(words: str) -> Employment | None:
    """The kind of employment a field's words state; None where they state none.

    "Contract, full-time" is a contract and "full-time internship" an internship. Work that is
    offered in full and in part time is ``other``: it is neither.
    """
    plain = _SIGNS.sub(" ", words[:LONGEST].lower()).strip()
    stated = [kind for kind, pattern in _KINDS.items() if pattern.search(plain)]
    if stated == ["part_time", "full_time"] and _HOURS.search(plain):
        return "other"
    return stated[0] if stated else None
