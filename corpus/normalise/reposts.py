"""Tells which postings advertise the same opening; postings are grouped, none is taken away.

Lightcast's terms: the openings are the unique postings, the postings themselves the total, and
total / unique is the posting intensity.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import minhash
from corpus.normalise.fingerprints import LEVELS, Fingerprint, fingerprint, stem

__all__ = ["WINDOW", "Fingerprint", "clusters", "fingerprint"]

WINDOW = 60
"""Days, as Lightcast has it: the same advertisement after more than these is a new opening."""
SAME_TEXT = 0.8
"""The wording shared by copies where the employers' names differ or all is on one board."""
KIN_TEXT = 0.5
"""The wording shared by copies on two boards where employer and title are the same."""
RETOLD_TEXT = 0.65
"""The wording shared by another employer's copy on another board, with the same title and town."""
EXTRACT = 0.6
"""How much of the shorter text is in the longer, where one board shows an extract."""
SAME_TITLE = 0.75
SUBTITLE_TEXT = 0.85
"""The wording shared where one title is the other and more: "Engineer" and "Engineer, Search"."""
ENOUGH_WORDS = 40
"""With fewer words, texts of two employers are alike by chance."""
PAY_SLACK = 1.05

BANDS, ROWS = 20, 4  # found at a resemblance of 0.8 but once in 30,000
REACH = 8
AT_ONCE = 200_000

Numbers = NDArray[np.int64]
Known = frozenset[str]
Key = TypeVar("Key", bound=Hashable)


def clusters(fingerprints: Sequence[Fingerprint]) -> list[int]:
    """For each posting the index of the first that advertises the same opening, often its own.

    What is the same posting, by its board's identifier or by its address, is joined first; then
    pairs that are alike, the likest first, unless what is known of both openings rules it out: so
    no opening holds two requisitions of one board, two towns or two levels.
    """
    groups = _Groups(fingerprints)
    for first, second in _same_postings(fingerprints):
        groups.join_same(first, second)
    for first, second in _likely(fingerprints):
        groups.join_alike(first, second)
    return [groups.head(index) for index in range(len(fingerprints))]


@dataclass(frozen=True, slots=True)
class _Opening:
    """What is known of an opening from all of its postings.

    `identifiers` and `numbers` are by the board that gives them. `places` are the localities,
    regions, countries and teams that all postings which state any have in common; `words` the
    rank, way of work and currency. A posting is out from its first day to its last: of these
    days `begun` is the latest first and `ended` the earliest last. `least` to `most` is what all
    stated pays have in common.
    """

    title: frozenset[str]
    identifiers: Mapping[tuple[str, ...], Known]
    numbers: Mapping[str, Known]
    places: tuple[Known, ...]
    words: tuple[str, ...]
    begun: int | None
    ended: int | None
    least: float
    most: float


def _opening(one: Fingerprint) -> _Opening:
    host = one.url.partition("/")[0]
    day = one.posted.toordinal() if one.posted else None
    remote = {"": "", "remote": "remote"}.get(one.arrangement, "on site")
    return _Opening(
        title=frozenset(one.title),
        identifiers={key: frozenset((stem(one.identifier),)) for key in _namespaces(one)},
        numbers={host: frozenset((one.number,))} if one.number else {},
        places=(
            frozenset(one.localities),
            frozenset(one.regions),
            frozenset(one.countries),
            frozenset(one.teams),
        ),
        words=(one.seniority, remote, one.currency),
        begun=day,
        ended=day,
        least=one.low if one.low is not None else one.high or 0.0,
        most=one.high if one.high is not None else one.low or float("inf"),
    )


def _namespaces(one: Fingerprint) -> Iterator[tuple[str, ...]]:
    """Where an identifier is the only one of its name: its board, and its employer's own scheme."""
    if not one.identifier:
        return
    yield (one.board,)
    letters = stem(one.identifier).rstrip("0123456789")
    if one.employer and sum(sign.isalpha() for sign in letters) >= 2:
        yield (one.employer, letters)


@dataclass(slots=True)
class _Groups:
    """Postings in groups that only ever grow; each is known by its first posting."""

    postings: Sequence[Fingerprint]
    above: list[int] = field(init=False)
    openings: dict[int, _Opening] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.above = list(range(len(self.postings)))

    def head(self, index: int) -> int:
        while self.above[index] != index:
            self.above[index] = self.above[self.above[index]]
            index = self.above[index]
        return index

    def join_same(self, first: int, second: int) -> None:
        """Join what is one posting, whatever else its copies state."""
        self._join(first, second, _both)

    def join_alike(self, first: int, second: int) -> None:
        """Join what is alike unless that would make two openings one."""
        self._join(first, second, _common)

    def _join(
        self, first: int, second: int, joined: Callable[[_Opening, _Opening], _Opening | None]
    ) -> None:
        low, high = sorted((self.head(first), self.head(second)))
        if low == high:
            return
        opening = joined(self._known(low), self._known(high))
        if opening is not None:
            self.above[high] = low
            self.openings[low] = opening
            self.openings.pop(high, None)

    def _known(self, head: int) -> _Opening:
        return self.openings.get(head) or _opening(self.postings[head])


def _both(first: _Opening, second: _Opening) -> _Opening | None:
    """One posting, read twice: it is where and when either says; None under two numbers."""
    if not _one_number(first, second):
        return None
    days = [day for day in (first.begun, second.begun) if day is not None]
    ends = [day for day in (first.ended, second.ended) if day is not None]
    return _Opening(
        title=max(first.title, second.title, key=len),
        identifiers=_united(first.identifiers, second.identifiers),
        numbers=_united(first.numbers, second.numbers),
        places=tuple(one | other for one, other in zip(first.places, second.places, strict=True)),
        words=tuple(one or other for one, other in zip(first.words, second.words, strict=True)),
        begun=min(days, default=None),
        ended=max(ends, default=None),
        least=min(first.least, second.least) or max(first.least, second.least),
        most=_latest_bound(first.most, second.most),
    )


def _latest_bound(one: float, other: float) -> float:
    stated = [bound for bound in (one, other) if bound != float("inf")]
    return max(stated, default=float("inf"))


def _common(first: _Opening, second: _Opening) -> _Opening | None:
    """What two groups have in common if they are one opening; None where they cannot be."""
    if not _one_requisition(first, second) or not _near_titles(first.title, second.title):
        return None
    if not all(map(_agree, first.places, second.places)) or not _agreeing(first, second):
        return None
    days = [day for day in (first.begun, second.begun) if day is not None]
    ends = [day for day in (first.ended, second.ended) if day is not None]
    return _Opening(
        title=max(first.title, second.title, key=len),
        identifiers=_united(first.identifiers, second.identifiers),
        numbers=_united(first.numbers, second.numbers),
        places=tuple(
            one & other or one | other
            for one, other in zip(first.places, second.places, strict=True)
        ),
        words=tuple(one or other for one, other in zip(first.words, second.words, strict=True)),
        begun=max(days, default=None),
        ended=min(ends, default=None),
        least=max(first.least, second.least),
        most=min(first.most, second.most),
    )


def _one_requisition(first: _Opening, second: _Opening) -> bool:
    """Whether no board calls them by two names; an address counts where identifiers are silent."""
    if first.identifiers.keys() & second.identifiers.keys():
        return _one_number(first, second)
    return all(
        not first.numbers[host].isdisjoint(second.numbers[host])
        for host in first.numbers.keys() & second.numbers.keys()
    )


def _one_number(first: _Opening, second: _Opening) -> bool:
    """Whether no board numbers them differently."""
    return all(
        not first.identifiers[board].isdisjoint(second.identifiers[board])
        for board in first.identifiers.keys() & second.identifiers.keys()
    )


def _agree(first: Known, second: Known) -> bool:
    return not first or not second or not first.isdisjoint(second)


def _agreeing(first: _Opening, second: _Opening) -> bool:
    """Whether ranks, ways of work, currencies, pay and days can be of one opening."""
    words = zip(first.words, second.words, strict=True)
    if any(one and other and one != other for one, other in words):
        return False
    if max(first.least, second.least) > PAY_SLACK * min(first.most, second.most):
        return False
    begun = [day for day in (first.begun, second.begun) if day is not None]
    ended = [day for day in (first.ended, second.ended) if day is not None]
    return not begun or max(begun) - min(ended) <= WINDOW


def _near_titles(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two titles are of the same words, nearly, or one is the other and more.

    Titles of two ranks are never near.
    """
    if first & LEVELS != second & LEVELS:
        return False
    shared = len(first & second)
    smaller = min(len(first), len(second))
    if shared == smaller and (smaller >= 2 or len(first) == len(second)):
        return True
    return shared >= SAME_TITLE * len(first | second)


def _united(first: Mapping[Key, Known], second: Mapping[Key, Known]) -> dict[Key, Known]:
    nothing: Known = frozenset()
    keys = (*first, *(key for key in second if key not in first))
    return {key: first.get(key, nothing) | second.get(key, nothing) for key in keys}


def _same_postings(postings: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """Pairs that are one posting: the same identifier on the same board, or the same address."""
    held: dict[tuple[str, ...], list[int]] = {}
    for index, one in enumerate(postings):
        for name in _names(one):
            earlier = held.setdefault(name, [])
            for other in earlier:
                if _is_one(one, postings[other]):
                    yield other, index
                    break
            else:
                # A name that many unlike postings have, such as a careers page's, tells none.
                if len(earlier) < REACH:
                    earlier.append(index)


def _names(one: Fingerprint) -> Iterator[tuple[str, ...]]:
    if one.identifier:
        yield ("identifier", one.board, one.identifier)
    if "/" in one.url:
        yield ("address", one.url)


def _is_one(first: Fingerprint, second: Fingerprint) -> bool:
    """Whether two postings of one name are the same: columns read amiss name many alike."""
    if first.identifier and first.identifier == second.identifier:
        return first.url == second.url or _akin(first, second)
    if first.identifier and second.identifier and first.board == second.board:
        return False
    return bool(first.number) and _akin(first, second)


def _akin(first: Fingerprint, second: Fingerprint) -> bool:
    near = _near_titles(frozenset(first.title), frozenset(second.title))
    if near and (not first.employer or not second.employer or first.employer == second.employer):
        return True
    return first.words > 0 and _resemblance(first, second) >= SAME_TEXT


def _resemblance(first: Fingerprint, second: Fingerprint) -> float:
    sketches = minhash.read((first.sketch, second.sketch))
    return float(minhash.resemblance(sketches[:1], sketches[1:])[0])


def _likely(postings: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """Pairs that are alike, the likest first; of equally alike those nearest in time."""
    sketches = minhash.read([one.sketch for one in postings])
    first, second, shared = _candidates(postings, sketches)
    alike = [
        bool(_alike(postings[one], postings[other], near))
        for one, other, near in zip(first.tolist(), second.tolist(), shared.tolist(), strict=True)
    ]
    first, second, shared = first[alike], second[alike], shared[alike]
    days = np.array([one.posted.toordinal() if one.posted else 0 for one in postings], np.int64)
    apart = np.abs(days[first] - days[second]) if len(first) else first
    order = np.lexsort((second, first, apart, -np.round(shared, 1)))
    return zip(first[order].tolist(), second[order].tolist(), strict=True)


def _alike(first: Fingerprint, second: Fingerprint, shared: float) -> bool:
    """Whether two postings' own words make them one opening, as far as two can tell."""
    if not (first.words and second.words):
        return _copied_without_text(first, second)
    if not _near_titles(frozenset(first.title), frozenset(second.title)):
        return False
    is_same_title = first.title == second.title
    if shared >= (SAME_TEXT if is_same_title else SUBTITLE_TEXT):
        return _is_one_employer(first, second) or _is_long(first, second)
    return is_same_title and first.board != second.board and _is_edited(first, second, shared)


def _is_one_employer(first: Fingerprint, second: Fingerprint) -> bool:
    return first.employer == second.employer != ""


def _is_long(first: Fingerprint, second: Fingerprint) -> bool:
    return min(first.words, second.words) >= ENOUGH_WORDS


def _is_edited(first: Fingerprint, second: Fingerprint, shared: float) -> bool:
    """Whether one text is the other's edition on another board: less is asked of one employer."""
    if _is_one_employer(first, second):
        return shared >= KIN_TEXT or _is_extract(first, second, shared)
    town = not frozenset(first.localities).isdisjoint(second.localities)
    return town and _is_long(first, second) and shared >= RETOLD_TEXT


def _copied_without_text(first: Fingerprint, second: Fingerprint) -> bool:
    """Whether employer, title and place are the same, and the board another or all the row says."""
    if first.title != second.title or not _is_one_employer(first, second):
        return False
    if first.board == second.board:
        return first.columns == second.columns
    if first.localities or second.localities:
        return first.localities == second.localities
    return first.regions == second.regions and first.countries == second.countries


def _is_extract(first: Fingerprint, second: Fingerprint, shared: float) -> bool:
    """Whether the shorter text is, for the most part, a piece of one half as long again or more."""
    short, long = sorted((first.words, second.words))
    return long >= 1.5 * short and shared * (short + long) / (1 + shared) >= EXTRACT * short


def _candidates(
    postings: Sequence[Fingerprint], sketches: minhash.Bytes
) -> tuple[Numbers, Numbers, NDArray[np.float32]]:
    """Pairs worth comparing and how much of their wording they share; never all pairs.

    They are neighbours among postings of one employer and title, or of one rank with a part of
    their sketches the same.
    """
    titles = _numbered(one.title for one in postings)
    places = _numbered((one.localities, one.countries) for one in postings)
    levels = _numbered(one.level for one in postings)
    described = np.array([one.words > 0 for one in postings], dtype=bool)
    named = np.array([bool(one.employer) for one in postings], dtype=bool)
    employers = _numbered((one.employer, one.title) for one in postings)
    bands = sketches[:, : BANDS * ROWS].copy().view(np.uint32).astype(np.int64)
    pairs = [_neighbours(employers, (places, bands[:, :1].ravel()), named)]
    for band in bands.T if len(postings) else ():
        keys = band * (int(levels.max()) + 1) + levels
        pairs.append(_worth(_neighbours(keys, (titles, places), described), sketches))
    first, second = np.unique(np.concatenate(pairs), axis=0).T
    return first, second, _shared(first, second, sketches)


def _neighbours(keys: Numbers, order: tuple[Numbers, ...], chosen: NDArray[np.bool_]) -> Numbers:
    """Pairs, as rows, of those with the same key that are at most `REACH` apart in an order."""
    members = np.flatnonzero(chosen)
    by = tuple(column[members] for column in (*reversed(order), keys))
    members = members[np.lexsort(by)]
    sorted_keys = keys[members]
    found = []
    for step in range(1, REACH + 1):
        same = np.flatnonzero(sorted_keys[step:] == sorted_keys[:-step])
        if not len(same):
            break
        found.append(np.stack((members[same], members[same + step]), axis=1))
    if not found:
        return np.empty((0, 2), dtype=np.int64)
    return np.sort(np.concatenate(found), axis=1)


def _worth(pairs: Numbers, sketches: minhash.Bytes) -> Numbers:
    return pairs[_shared(pairs[:, 0], pairs[:, 1], sketches) >= KIN_TEXT]


def _shared(first: Numbers, second: Numbers, sketches: minhash.Bytes) -> NDArray[np.float32]:
    parts = [
        minhash.resemblance(
            sketches[first[start : start + AT_ONCE]], sketches[second[start : start + AT_ONCE]]
        )
        for start in range(0, len(first), AT_ONCE)
    ]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.float32)


def _numbered(values: Iterable[Hashable]) -> Numbers:
    """A number for each value, the same for equal ones, in order of first appearance."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)
