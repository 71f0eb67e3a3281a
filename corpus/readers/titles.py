"""What a source is called, who it says published it, and a title's words without markup."""

import re
from pathlib import PurePath

_MARKUP = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]\([^()\n]{0,2000}\)"  # links and images keep their words
    r"|</?[A-Za-z][^<>\n]{0,400}>"
    r"|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`+|~~"
)
_PUBLISHER = re.compile(
    r"(?:\W{0,4})(?:publisher|published by|publication|source|author|organi[sz]ation|institution)"
    r"\W{0,2}:\W{0,6}(?P<name>\w[^|\n]{1,118})",
    re.IGNORECASE,
)
_PROPER = r"[^\W\d_a-z][\w.'’&-]{0,40}"
_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_WHEN = rf"(?:(?:{_DAY}\s)?(?:{_MONTH}\s)?(?:{_DAY},?\s)?(?:19|20|21)\d\d|[\d./-]{{8,10}})"
_PUBLISHED_BY = re.compile(
    r"\W{0,4}(?i:published|issued|released|produced) by (?:the )?"
    rf"(?P<name>{_PROPER}(?:,? (?:(?:of|the|and|for|&|de|on) ){{0,2}}{_PROPER}){{0,9}})"
    rf"(?:\s?[,(|·–—]?\s?(?:on |in )?{_WHEN})?\W{{0,4}}"
)
_HEAD_LINES = 12
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def from_name(name: str) -> str:
    """A file name as a title: ``future_of-jobs_2025.md`` becomes "Future of jobs 2025"."""
    stem = PurePath(name.replace("\\", "/")).name
    stem = PurePath(stem).stem or stem
    words = re.sub(r"%20|[_\s]+|(?<=[^\W\d_])-+(?=\w)|-{2,}", " ", stem).strip(" -.")
    return words[:1].upper() + words[1:] if words else "Untitled"


def publisher(text: str) -> str | None:
    """Who published a text, as a line near its top says: "Publisher: X", "Published by X, 2025"."""
    lines = [line.strip() for line in text[:3_000].split("\n")]
    for line in [line for line in lines if line][:_HEAD_LINES]:
        label = _PUBLISHER.fullmatch(line) or _PUBLISHED_BY.fullmatch(line)
        if label and "://" not in label["name"]:
            return label["name"].strip(" *_.")
    return None


def words(markup: str) -> str:
    """A line's words without Markdown or HTML marks."""
    return " ".join(_ESCAPED.sub(r"\1", _MARKUP.sub(lambda mark: mark[1] or "", markup)).split())
