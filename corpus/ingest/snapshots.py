"""What a feed's looks add up to: each posting with the days it was first and last seen."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from corpus.documents import Document
from corpus.postings import Posting

MANY = 5  # postings of which all but a few do not close between two looks
BELIEVED = 0.2  # of the postings that were open: fewer are believed when they are seen twice
LONGEST_SLUG = 60
DIGITS = 8


def dated(
    earlier: Mapping[str, Document], seen: Mapping[str, Document], *, today: date
) -> dict[str, Document]:
    """The postings seen today, then those of earlier looks as they were left.

    One that was seen before keeps its first day, also when it was away in between.
    """
    now = {name: _seen(document, earlier.get(name), today) for name, document in seen.items()}
    return now | {name: document for name, document in earlier.items() if name not in now}


def named(source_id: str, documents: Iterable[Document]) -> dict[str, Document]:
    """Postings by ids that stay the same from look to look, whatever their order.

    An id is the posting's own identifier, else what its address or its words come to. Postings
    that share one are told apart by the order they come in.
    """
    taken: Counter[str] = Counter()
    names: dict[str, Document] = {}
    for document in documents:
        slug = _slug(_identity(document))
        taken[slug] += 1
        ending = f"-{taken[slug]}" if taken[slug] > 1 else ""
        names[f"{source_id}/{slug}{ending}"] = document
    return names


def is_doubtful(*, shown: int, opened: int) -> bool:
    """Whether a feed shows so much less than at its last look that it may be its own mistake."""
    return opened >= MANY and shown < BELIEVED * opened


def still_open(names: Collection[str], opened: Collection[str], *, whole: bool) -> tuple[str, ...]:
    """The postings that are open after a look; one that was not whole closes none."""
    return tuple(dict.fromkeys([*names, *([] if whole else opened)]))


def _seen(document: Document, before: Document | None, today: date) -> Document:
    posting = document.posting
    if posting is None:
        return document
    known = before.posting if before else None
    first = (known.first_seen if known else None) or today
    last = (known.last_seen if known else None) or today
    # A clock may have been set back.
    seen = replace(posting, first_seen=min(first, today), last_seen=max(last, today))
    return replace(document, posting=seen)


def _identity(document: Document) -> str:
    posting = document.posting or Posting(document.title)
    places = ", ".join(place.raw for place in posting.job_location)
    words = f"{posting.title}\n{posting.hiring_organization or ''}\n{places}"
    return posting.identifier or posting.url or words


def _slug(identity: str) -> str:
    """The identity in letters, digits and hyphens; a hash tells apart what that would confuse."""
    plain = re.sub(r"[^a-z0-9]+", "-", identity.lower()).strip("-")
    if plain == identity and len(plain) <= LONGEST_SLUG:
        return plain
    digest = hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:DIGITS]
    return f"{plain[:LONGEST_SLUG].strip('-')}-{digest}".lstrip("-")
