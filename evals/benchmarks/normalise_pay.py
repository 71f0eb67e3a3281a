"""Measure how much of the tables of pay is read as it says, and how long a reading takes.

    python -m evals.benchmarks.normalise_pay

- cases: the table that the reading was made with.
- held out: statements written before the reading was (62) or before it was run on them (60). At
  first sight it read 58 and 57 of them as they say in every field; what the others showed has been
  mended since, so the figure below is not that of unseen statements.
"""

import time
from collections.abc import Callable, Sequence

from corpus.normalise import pay
from evals.benchmarks.common import publish, table
from tests.corpus.normalise.pay_tables import CASES, FIELDS, HELD_OUT, Case, cases, said

ROUNDS = 20
DESCRIPTION = (
    "We build software for clinics and are looking for a nurse who likes to write it. " * 20
    + "\nThe base salary range for this role is $140,000 - $190,000 per year, plus equity.\n"
    + "You bring 5+ years of experience and care for 1,200 patients in 3 states. " * 20
)


def main() -> None:
    """Publish the accuracy of each table and the time of a reading."""
    rows = [
        _accuracy(name, cases(path)) for name, path in (("cases", CASES), ("held out", HELD_OUT))
    ]
    phrases = [case.raw for case in cases(CASES) if case.raw]
    phrase = _seconds(lambda: [pay.stated(words) for words in phrases]) / len(phrases)
    description = _seconds(lambda: pay.in_text(DESCRIPTION))
    publish(
        "normalise_pay",
        f"# Pay\n\n{(__doc__ or '').strip()}\n\n"
        f"{table(('table', 'statements', 'all right', *FIELDS), rows)}\n\n"
        f"One phrase takes {phrase * 1e6:.0f} µs; a description of {len(DESCRIPTION):,} characters"
        f" takes {description * 1e6:.0f} µs.",
    )


def _accuracy(name: str, found: Sequence[Case]) -> tuple[str, ...]:
    read = [(said(case.read()), case.expected) for case in found]
    whole = sum(got == expected for got, expected in read)
    fields = (
        sum(got[place] == expected[place] for got, expected in read) for place in range(len(FIELDS))
    )
    return name, str(len(read)), *(f"{right / len(read):.3f}" for right in (whole, *fields))


def _seconds(read: Callable[[], object]) -> float:
    begun = time.process_time()
    for _ in range(ROUNDS):
        read()
    return (time.process_time() - begun) / ROUNDS


if __name__ == "__main__":
    main()
