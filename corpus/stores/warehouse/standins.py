"""What normalises a posting and tells its copies, as long as `corpus.normalise` does not."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.normalise import employer
from corpus.postings import Normalised, Posting

VERSION = "0"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What two postings are compared by."""

    said: tuple[str, ...]


def normalised(posting: Posting) -> Normalised:
    """The posting's own words as comparable values."""
    key = employer.key(posting.hiring_organization or "")
    return Normalised(employer=key or None, skills=posting.skills)


def fingerprint(posting: Posting, normalised: Normalised) -> Fingerprint:
    """What tells this posting from others."""
    by = normalised.employer or ""
    return Fingerprint((posting.title, by, posting.description, posting.identifier or ""))


def clusters(fingerprints: Sequence[Fingerprint]) -> list[int]:
    """The index of the first member of each one's cluster."""
    first: dict[Fingerprint, int] = {}
    return [first.setdefault(each, n) for n, each in enumerate(fingerprints)]
