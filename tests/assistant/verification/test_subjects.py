import pytest

from assistant.verification.figures import Figure, figures
from assistant.verification.subjects import comparable, disagree


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("There are 31,000 postings.", "There are 13,000 postings.", (True, True)),
        ("There are 31,000 postings.", "There are about 31,243 postings.", (True, False)),
        ("There are 31,000 postings.", "There are 13,000 firms.", (False, False)),
        ("Median pay is $182,000.", "Median pay is $150,000.", (True, True)),
        ("Median pay is $182,000.", "Median pay is €150,000.", (False, False)),
        ("Pay is $50 an hour.", "Pay is $90,000 a year.", (False, False)),
        ("The share rose from 12%.", "The share rose to 15%.", (False, False)),
    ],
)
def test_two_sources_disagree_where_they_give_one_thing_two_values(
    one: str, other: str, expected: tuple[bool, bool]
) -> None:
    first, second = only(one), only(other)
    assert (comparable(first, second), disagree(first, second)) == expected
    assert (comparable(second, first), disagree(second, first)) == expected


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure
