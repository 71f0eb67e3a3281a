"""What a job title says of the work and of the rank; a title that says nothing gives None."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

LONGEST = 300

_TABLES = yaml.safe_load(Path(__file__).with_name("roles.yaml").read_text(encoding="utf-8"))
_Rules = Mapping[str, re.Pattern[str]]


def _words(lines: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines.split(chr(10))).strip('|')})(?!\w)")


def _rules(table: Mapping[str, str]) -> _Rules:
    return {name: _words(lines) for name, lines in table.items()}


_FAMILIES = _rules(_TABLES["families"])
_TECHNICAL = _rules(_TABLES["technical"])
_SENIORITIES = _rules(_TABLES["seniorities"])
_MANAGES_NO_ONE = _words(_TABLES["manages_no_one"])
# Who serves the CEO is not the CEO.
_SERVES = re.compile(r"\b(?:assistants? to|to the|office of the|reporting to|for the|ea to)\b.*")
_SIDE = re.compile(r"[,(\[|@:–—]|\s-\s|\s/\s|\bat\b", re.IGNORECASE)
_SIGNS = re.compile(r"[^\w+#]+")
_PLURAL = re.compile(r"\b(\w{2,40}(?:er|or|st|ian|ant)|nurse|executive|representative|clerk)s\b")

VERSION: str = _TABLES["version"]
FAMILIES = ("ai_security", *dict.fromkeys((*_FAMILIES, *_TECHNICAL)))
"""Kinds of work; ``ai_security`` is a technical title that names both AI and security."""
SENIORITIES = tuple(_SENIORITIES)
"""Ranks, in the order in which they are looked for."""


def family(title: str) -> str | None:
    """The kind of work a title names, one of `FAMILIES`; None where it names none.

    What stands before a comma, a bracket or a dash counts first: "Recruiter - Data Science" is
    of people. A technical title is read whole: "Software Engineer, Security" is of security.
    """
    return _family(title[:LONGEST])


def seniority(title: str) -> str | None:
    """The rank a title names, one of `SENIORITIES`, the highest where it names several.

    None where it names none: a bare "Software Engineer" is of any rank. Who manages a product, a
    project or accounts is no manager of people, nor is an assistant to the CEO one.
    """
    return _seniority(title[:LONGEST])


@lru_cache(maxsize=20_000)
def _family(title: str) -> str | None:
    head = _plain(_SIDE.split(title, maxsplit=1)[0])
    whole = _plain(title)
    if (name := whole.replace(" ", "_")) in FAMILIES:
        return name
    if found := _first(_FAMILIES, head):
        return found
    if _first(_TECHNICAL, head):
        return _technical(whole)
    return _first(_FAMILIES, whole) or _technical(whole)


@lru_cache(maxsize=20_000)
def _seniority(title: str) -> str | None:
    words = _SERVES.sub("", _plain(title))
    if (name := words.replace(" ", "_")) in SENIORITIES:
        return name
    return _first(_SENIORITIES, _MANAGES_NO_ONE.sub(" ", words))


def _plain(title: str) -> str:
    """A title's words as compared: no case, plural or sign but those of C++ and C#."""
    words = _SIGNS.sub(" ", title.lower().replace("&", " and "))
    return " ".join(_PLURAL.sub(r"\1", words).split())


def _technical(words: str) -> str | None:
    if _TECHNICAL["security"].search(words) and _TECHNICAL["machine_learning"].search(words):
        return "ai_security"
    return _first(_TECHNICAL, words)


def _first(rules: _Rules, words: str) -> str | None:
    return next((name for name, pattern in rules.items() if pattern.search(words)), None)
