"""Postings with their normalised values: kept where they were made before, else made."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from corpus.normalise.posting import VERSION, normalised
from corpus.normalise.reposts import Fingerprint, clusters, fingerprint
from corpus.postings import Normalised
from corpus.stores.codec import decoded, encoded
from corpus.stores.records import SqliteRecords
from corpus.stores.rows import Advertised

AT_ONCE = 1_000


class Keep(Protocol):
    """Hears what was normalised, by the hash it is kept under, as JSON."""

    def __call__(self, values: Mapping[bytes, tuple[str, str]], /, *, version: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Member:
    """One advertisement, what its words come to, and what it is compared with others by."""

    advertised: Advertised
    normalised: Normalised
    fingerprint: Fingerprint


def members(records: SqliteRecords, *, keep: Keep) -> Iterator[Member]:
    """Each posting with its normalised values, in the order of arrival; `keep` hears new ones."""
    everything = iter(records.advertised())
    while some := list(islice(everything, AT_ONCE)):
        yield from _normalised(some, records, keep)


def unkept(values: Mapping[bytes, tuple[str, str]], /, *, version: str) -> None:
    """Hear what was normalised and keep nothing of it."""
    del values, version


def openings(members: Iterable[Member]) -> dict[int, int]:
    """The opening of each document: the first of its copies in its collection, by number."""
    documents: dict[str, list[int]] = defaultdict(list)
    fingerprints: dict[str, list[Fingerprint]] = defaultdict(list)
    for member in members:
        documents[member.advertised.collection].append(member.advertised.document)
        fingerprints[member.advertised.collection].append(member.fingerprint)
    return {
        document: held[first]
        for collection, held in documents.items()
        for document, first in zip(held, clusters(fingerprints[collection]), strict=True)
    }


def _normalised(some: Sequence[Advertised], records: SqliteRecords, keep: Keep) -> Iterator[Member]:
    hashes = [_hash(advertised) for advertised in some]
    kept = records.normalised(dict.fromkeys(hashes))
    made = {}
    for advertised, key in zip(some, hashes, strict=True):
        if key in kept:
            yield _member(advertised, *kept[key])
            continue
        value = normalised(advertised.posting)
        member = Member(advertised, value, fingerprint(advertised.posting, value))
        made[key] = (json.dumps(encoded(value)), json.dumps(encoded(member.fingerprint)))
        yield member
    if made:
        keep(made, version=VERSION)


def _member(advertised: Advertised, value: str, print_: str) -> Member:
    return Member(
        advertised,
        decoded(Normalised, json.loads(value)),
        decoded(Fingerprint, json.loads(print_)),
    )


def _hash(advertised: Advertised) -> bytes:
    """What the posting's normalised values are kept under: seeing it again changes none."""
    unseen = replace(advertised.posting, last_seen=None)
    said = json.dumps([VERSION, encoded(unseen)], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()[:16]
