"""The words of conversation, as patterns; the lists themselves are in wording.yaml."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import yaml

_LISTS: Final[Mapping[str, str]] = yaml.safe_load(
    Path(__file__).with_name("wording.yaml").read_text("utf-8")
)


def _any(name: str) -> str:
    return "|".join(_LISTS[name].split("\n")).strip("|")


# "Thanks! And in Texas?" opens with "Thanks! ".
FILLERS = re.compile(rf"(?:(?:{_any('fillers')})\b[\s,.!…]*)+", re.IGNORECASE)
# "no, I meant Paris" opens with "no, I meant ".
OPENERS = re.compile(rf"(?:(?:{_any('openers')})\b(?!-)[\s,:–—-]*)+", re.IGNORECASE)
BARE = re.compile(rf"(?:and |but |so )?(?:{_any('bare')})\s*[?.!]*", re.IGNORECASE)
CLAUSES = re.compile(rf"(?:{_any('clauses')})\b", re.IGNORECASE)
JOINING = re.compile(rf"(?:{_any('joining')})\b(?!-)", re.IGNORECASE)
# "Sorry, I meant …" opens with "Sorry".
CORRECTING = re.compile(rf"(?:{_any('correcting')})\b", re.IGNORECASE)
EMPTY_IT = re.compile(rf"\b(?:{_any('empty_it')})\b", re.IGNORECASE)
NOUNS = re.compile(rf"\b(?:{_any('nouns')})\b", re.IGNORECASE)
ARRANGEMENTS = re.compile(rf"\b(?:fully )?(?:{_any('arrangements')})\b", re.IGNORECASE)
EMPLOYMENTS = re.compile(rf"\b(?:{_any('employments')})\b", re.IGNORECASE)
RANKS = re.compile(rf"\b(?:{_any('ranks')})\b", re.IGNORECASE)
TRADES = re.compile(rf"\b(?:{_any('trades')})\b", re.IGNORECASE)
THINGS: Final = _any("things")
PUBLICATIONS: Final = _any("publications")
APART = frozenset(_LISTS["apart"].split())
FRAMES = frozenset(_LISTS["frames"].split())
