"""A source's words as Markdown that shows them, whatever they hold."""

import re

_MARKUP = re.compile(r"(?<!\\)(\*\*|__|~~|`+)")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)")
_LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[-*+•]\s+|\d{1,3}[.)]\s+)+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&])")
_SPACES = re.compile(r"\s+")
_CELL = re.compile(r"\s*(?<!\\)\|\s*")


def plain(text: str) -> str:
    """A quote as one line of prose: no emphasis, bullets or link targets; table cells in a row.

    >>> plain("- **Pay** rose to [$180,000](https://example.com)")
    'Pay rose to $180,000'
    >>> plain("| MLSecOps | Growing | Tech |")
    'MLSecOps · Growing · Tech'
    """
    line = " · ".join(cells(text)) or _SPACES.sub(" ", text).strip()
    return _MARKUP.sub("", _LINK.sub(r"\1", _LINE_START.sub("", line))).strip()


def cells(text: str) -> list[str]:
    """The cells of a table row that are not empty; none of any other text.

    >>> cells("| Role | Pay |")
    ['Role', 'Pay']
    """
    line = _SPACES.sub(" ", text).strip()
    is_row = line.startswith("|") or line.count("|") > 1
    return [cell for cell in _CELL.split(line) if cell] if is_row else []


def escaped(text: str) -> str:
    r"""Text as Markdown that renders as itself, so that nothing in it can act or be read as ours.

    >>> escaped("see [3] <b>now</b>")
    'see \\[3\\] \\<b\\>now\\</b\\>'
    """
    return _SPECIAL.sub(r"\\\1", text)
