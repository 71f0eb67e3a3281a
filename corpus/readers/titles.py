"""Titles for sources that state none, and a title's words without their markup."""

import re
from pathlib import PurePath

_MARKUP = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]\([^()\n]{0,2000}\)"  # links and images keep their words
    r"|</?[A-Za-z][^<>\n]{0,400}>"
    r"|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`+|~~"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def from_name(name: str) -> str:
    """A file name as a title: ``future_of-jobs_2025.md`` becomes "Future of jobs 2025"."""
    stem = PurePath(name.replace("\\", "/")).name
    stem = PurePath(stem).stem or stem
    words = re.sub(r"%20|[_\s]+|(?<=[^\W\d_])-+(?=\w)|-{2,}", " ", stem).strip(" -.")
    return words[:1].upper() + words[1:] if words else "Untitled"


def words(markup: str) -> str:
    """A line's words without Markdown or HTML marks."""
    return " ".join(_ESCAPED.sub(r"\1", _MARKUP.sub(lambda mark: mark[1] or "", markup)).split())
