"""Questions about what was known on a day: "as of March 2025" looks at nothing later."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.protocols import Rewriter
from assistant.questions import Query, Question
from corpus.normalise import windows

_AS_OF = re.compile(r"\bas (?:of|at|known (?:in|on|by)|it stood (?:in|on))(?=\s)", re.IGNORECASE)
_WINDOW = "as of"


@dataclass(frozen=True, slots=True)
class AsOf:
    """A rewriter whose queries keep to the day that their question names."""

    rewriter: Rewriter
    today: Callable[[], date]

    def rewrite(self, question: Question) -> Query:
        """The question as one that stands alone, within what was known on its day."""
        return restricted(self.rewriter.rewrite(question), today=self.today())


def restricted(query: Query, *, today: date) -> Query:
    """The query within what was published by the day that it names; others as they are."""
    day = as_of(query.text, today=today)
    if day is None or day >= today:
        return query
    until = min(filter(None, (query.filters.until, day)))
    return replace(query, filters=replace(query.filters, until=until))


def as_of(text: str, *, today: date) -> date | None:
    """The last day that a question asks about as known then; None where it names none.

    >>> as_of("Median pay as at 1 May 2025?", today=date(2026, 1, 1))
    datetime.date(2025, 5, 1)
    """
    # Every way to say it in the words that windows are read by.
    for said in _AS_OF.finditer(text):
        rest = f"{_WINDOW}{text[said.end() :]}"
        for window in windows.find(rest, today=today):
            if window.span.start == 0 and window.start is None:
                return window.end
    return None
