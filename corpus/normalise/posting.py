"""A posting's own words as comparable values, all readings joined."""

import hashlib
import re
from pathlib import Path

from corpus.normalise import employer, employment, role, skills
from corpus.normalise.arrangement import arrangement
from corpus.postings import Normalised, Posting

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_ASIDE = re.compile(
    r"(?:(?:fully|100%|us|uk|eu) )?(?:remote(?! sensing)|hybrid|on-?site|in[- ]office"
    r"|contract(?:or)?|freelance|part[- ]time|full[- ]time|temp(?:orary)?|fixed[- ]term"
    r"|intern(?:ship)?)\b.*",
    re.IGNORECASE,
)


def _version() -> str:
    beside = Path(__file__).parent
    files = sorted([*beside.glob("*.py"), *beside.glob("*.yaml")])
    content = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(content).hexdigest()[:12]


VERSION: str = _version()
"""Names all that is in this folder; what another version read is to be read again."""


def normalised(posting: Posting) -> Normalised:
    """What a posting's fields and words come to; what they do not tell is None or empty.

    A title's brackets, as in "Engineer (Remote, Contract)", tell what no field does.
    """
    asides = _asides(posting.title)
    places = (each.raw for each in posting.job_location)
    homes = ("remote" for each in posting.job_location if each.remote)
    kinds = (employment.employment(words) for words in (posting.employment_type or "", *asides))
    return Normalised(
        arrangement=arrangement(posting.job_location_type or "", *places, *homes, *asides),
        employment=next(filter(None, kinds), None),
        role_family=role.family(posting.title),
        seniority=role.seniority(posting.title),
        employer=employer.key(posting.hiring_organization or "") or None,
        skills=skills.listed(posting.skills),
        mentioned=skills.mentioned(f"{posting.title}\n\n{posting.description}"),
    )


def _asides(title: str) -> tuple[str, ...]:
    """What a title says in brackets of the arrangement or employment, and of nothing else."""
    pieces = (piece.strip() for aside in _BRACKETS.findall(title) for piece in aside.split(","))
    return tuple(piece for piece in pieces if _ASIDE.fullmatch(piece))
