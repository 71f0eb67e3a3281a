"""Whether two figures are of one kind and about one thing."""

from assistant.retrieval.words import terms
from assistant.verification.fairness import fit
from assistant.verification.figures import Figure

_SHARED_NAMES = (
    frozenset(("kroner", "DKK")),
    frozenset(("kroner", "NOK")),
    *(frozenset(("pesos", code)) for code in ("MXN", "CLP", "ARS", "COP", "PHP")),
)
_STAFF = frozenset(("person", *terms("employees workers staff employed workforce headcount")))
_DOLLARS = frozenset(("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"))


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures measure one thing in one unit, so that two values of it disagree."""
    return alike(one, other) and about_one_thing(one, other) and not _moved_apart(one, other)


def disagree(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one thing and neither is a fair way to say the other."""
    return comparable(one, other) and fit(one, other) == "off" == fit(other, one)


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one unit, currency and period, where those are told."""
    if one.unit != other.unit or not _same_currency(one, other):
        return False
    if one.measure and other.measure and one.measure.family != other.measure.family:
        return False
    return one.period == other.period or None in (one.period, other.period)


def about_one_thing(one: Figure, other: Figure) -> bool:
    """Whether what is said around two figures is of one thing.

    Of counts and ranks that is the noun they count; of others, a word that both clauses share.
    """
    if one.unit in ("count", "ordinal"):
        return bool(one.head) and (one.head == other.head or _names(one, other))
    return any(not term.isdigit() for term in shared(one, other))


def both_count_staff(one: Figure, other: Figure) -> bool:
    """Whether two figures count the people who work somewhere, whatever each calls them."""
    return {one.head, other.head} <= _STAFF


def shared(one: Figure, other: Figure) -> frozenset[str]:
    """The stems that the clauses of two figures share."""
    return (one.near | {*one.of}) & (other.near | {*other.of})


def _names(one: Figure, other: Figure) -> bool:
    """Whether one's clause names what the other counts, and they share another word beside it."""
    either = one.head in other.near or other.head in one.near
    return either and len(shared(one, other)) > 1


def _same_currency(one: Figure, other: Figure) -> bool:
    if one.currency == other.currency:
        return True
    if any({one.currency, other.currency} <= users for users in _SHARED_NAMES):
        return True
    bare = _is_bare_dollar(one) or _is_bare_dollar(other)
    return bare and {one.currency, other.currency} <= _DOLLARS


def _is_bare_dollar(figure: Figure) -> bool:
    """Whether a figure leaves open whose dollars it is in."""
    words = figure.text.lower()
    return words.startswith("$") or (words.endswith(("dollar", "dollars")) and "$" not in words)


def _moved_apart(one: Figure, other: Figure) -> bool:
    """Whether one is where a change began, or how large it was, and the other where it ended."""
    return one.move is not None and other.move is not None and one.move != other.move
