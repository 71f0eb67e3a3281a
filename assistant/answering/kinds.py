"""What kind of thing a question asks for, and whether a sentence holds one."""

import re
from dataclasses import dataclass
from typing import Final

UNDECIDED = 0.5


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answer: how it is asked for, and how a sentence that holds one looks."""

    asked: re.Pattern[str]
    held: re.Pattern[str]


def answers_in_kind(question: str, sentence: str) -> float:
    """1 when a sentence holds what is asked for, 0 when not, UNDECIDED when any would do."""
    for kind in _KINDS:
        if kind.asked.search(question):
            return float(kind.held.search(sentence) is not None)
    return UNDECIDED


def _kind(asked: str, held: str) -> Kind:
    return Kind(re.compile(asked, re.VERBOSE | re.IGNORECASE), re.compile(held, re.VERBOSE))


_MONEY = r"""[$€£¥₹]\s?\d | \d\s?(?:[kK]\b|[€£₹])
  | \b(?:USD|EUR|GBP|CAD|AUD|CHF|INR|SGD|JPY)\s?\d | \d\s?(?:USD|EUR|GBP|CAD|AUD|CHF|INR|SGD|JPY)\b
  | \d\ (?:an?|per)\ (?:hour|day|week|month|year)\b"""
_NUMBER = r"""\d
  | \b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b
  | \b(?:dozen|hundred|thousand|million|billion)s?\b | \b(?:half|third|quarter)s?\b"""
_DATE = r"""\b(?:1\d{3}|20\d\d)\b
  | \b(?:January|February|March|April|May|June|July|August)\b
  | \b(?:September|October|November|December)\b
  | \b(?:century|decade|year|month|quarter)s?\b"""
_CAUSE = r"""\b(?:because|therefore|since|caused?|driven|reflect\w*)\b
  | \b(?:due\ to|as\ a\ result|in\ order\ to|so\ that)\b"""

# From the most particular wording to the least: the first that a question matches decides.
_KINDS: Final = (
    _kind(r"\b(?:salar|pay\b|paid\b|earn|wage|compensation|cost|price)", _MONEY),
    _kind(
        r"""\bhow\ (?:many|much|often|old|long|far|big|large|tall)\b
          | \bnumber\ of\b | \bpercent | \bshare\ of\b""",
        _NUMBER,
    ),
    _kind(
        r"""\bwhen\b | \bwhat\ (?:year|date|day|month)\b | \bsince\ when\b
          | \bwhich\ (?:year|month|quarter)\b""",
        _DATE,
    ),
    _kind(
        r"\b(?:who|whose|whom)\b | \bwhich\ (?:\w+\ )?(?:compan|employer|firm)",
        r"[A-Z][\w.-]+\ [A-Z]",
    ),
    _kind(
        r"\bwhere\b | \b(?:which|what)\ (?:city|cities|state|countr|region|place)",
        r"\b(?:in|at|near|from|of)\ (?:the\ )?[A-Z]",
    ),
    _kind(r"\bwhy\b", _CAUSE),
    _kind(r"\bhow\b", r"\b(?:by|through|using|via|with)\b"),
)
