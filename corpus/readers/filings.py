"""What the cover of a filing with the SEC states: its form, its filer and its period."""

import re
from dataclasses import dataclass

COVER_CHARACTERS = 6_000
LONGEST_NAME = 90

_SEC = re.compile(r"securities\s+and\s+exchange\s+commission", re.IGNORECASE)
_FORM = re.compile(
    r"^\s*(?:form\s+)(10-[KQ](?:/A)?|8-K(?:/A)?|20-F(?:/A)?|40-F|6-K|S-1(?:/A)?)\s*$", re.IGNORECASE
)
_PERIOD = re.compile(
    r"^\W*for\s+the\s+((?:quarterly\s+period|quarter|fiscal\s+year|transition\s+period|year)\s+ended)\s*:?\s*"
    r"([A-Z][a-z]+\s+\d{1,2},\s+\d{4})",
    re.IGNORECASE,
)
_CHARTER = re.compile(r"\(\s*exact\s+name\s+of", re.IGNORECASE)
_FILE_NUMBER = re.compile(r"^\W*commission\s+file\s+n", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w.,&'’ /-]+")


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing by its cover; `period` as stated: "quarterly period ended July 1, 2023"."""

    form: str
    filer: str
    period: str | None

    @property
    def title(self) -> str:
        period = f" for the {self.period}" if self.period else ""
        return f"{self.filer} Form {self.form}{period}"


def filing(lines: list[str]) -> Filing | None:
    """The filing these first lines are the cover of; None where they are no such cover."""
    if not _SEC.search(" ".join(lines[:12])):
        return None
    form = next((match[1] for line in lines if (match := _FORM.match(line))), None)
    filer = _filer(lines)
    if form is None or filer is None:
        return None
    period = next((match for line in lines if (match := _PERIOD.match(line))), None)
    words = f"{' '.join(period[1].lower().split())} {period[2]}" if period else None
    return Filing(form.upper(), filer, words)


def _filer(lines: list[str]) -> str | None:
    """The line above "(Exact name of registrant …)", or below the commission file number."""
    for place, line in enumerate(lines):
        if _CHARTER.search(line) and place and _is_name(lines[place - 1]):
            return lines[place - 1].strip()
    for place, line in enumerate(lines[:-1]):
        if _FILE_NUMBER.match(line) and _is_name(lines[place + 1]):
            return lines[place + 1].strip()
    return None


def _is_name(line: str) -> bool:
    return len(line) <= LONGEST_NAME and _NAME.fullmatch(line.strip()) is not None
