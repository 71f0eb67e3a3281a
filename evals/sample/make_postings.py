"""The fictional postings of the sample market, made alike on every run.

``python -m evals.sample.make_postings`` writes ``corpus/sample/postings.jsonl``.
"""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

from corpus import sample
from evals.sample.trades import AGENCIES, EMPLOYERS, MARKET_WEIGHTS, MARKETS, ROLES, Market, Role

Origin = Literal["original", "lookalike", "repost", "agency copy", "second address"]
Item = TypeVar("Item")

COLLECTED = date(2026, 8, 31)
FIRST, LAST = date(2025, 3, 3), date(2026, 8, 28)
ORIGINALS, LOOKALIKES, REPOSTS, AGENCY_COPIES, SECOND_ADDRESSES = 164, 14, 34, 22, 16

LEVELS = (("Junior ", 0.72), ("", 1.0), ("", 1.0), ("Senior ", 1.24), ("Staff ", 1.45))
YEARS = {"Junior ": "one year", "": "three years", "Senior ": "six years", "Staff ": "nine years"}
TEAMS = ("Trust", "Applied AI", "Platform", "Assurance", "Detection", "Customer Products")
WORKPLACES = (
    "The work is on site.",
    "The work is hybrid, with three days a week in the office.",
    "The work is hybrid, with one day a week in the office.",
)
BENEFITS = (
    "Benefits: health, dental and vision cover, a pension contribution and 25 days of paid leave.",
    "Benefits: private health cover, share options, a learning budget and flexible hours.",
    "Benefits: retirement plan with matching, parental leave and a yearly wellbeing allowance.",
)
EQUAL = (
    "All qualified applicants are considered without regard to origin, faith, gender, age or"
    " disability."
)
NOTICE = "Sample data: this employer and this job do not exist."
UNITS_A_YEAR = {"YEAR": 1, "MONTH": 12, "DAY": 220, "HOUR": 2080}


@dataclass(frozen=True, slots=True)
class Advertisement:
    """One line of the file, with the truth about it: the job it is for and how it came to be."""

    job: int
    origin: Origin
    posting: dict[str, Any]


def advertisements() -> tuple[Advertisement, ...]:
    """Every advertisement of the sample market, oldest first."""
    # A fixed seed is the point here: the file must come out the same, not be hard to guess.
    chance = random.Random(20260831)  # noqa: S311
    originals = [_original(chance, job) for job in range(1, ORIGINALS + 1)]
    early = [advert for advert in originals if _posted(advert) < LAST - timedelta(days=70)]

    def derived(make: _Copy, count: int) -> list[Advertisement]:
        return [make(chance, advert) for advert in _sample(chance, early, count)]

    lookalikes = [
        _lookalike(chance, advert, job)
        for job, advert in enumerate(_sample(chance, early, LOOKALIKES), ORIGINALS + 1)
    ]
    copies = derived(_repost, REPOSTS) + derived(_agency_copy, AGENCY_COPIES)
    adverts = originals + lookalikes + copies + derived(_elsewhere, SECOND_ADDRESSES)
    return tuple(sorted(adverts, key=_date_and_address))


def as_json_lines() -> str:
    """The file's text: one schema.org JobPosting a line."""
    lines = (json.dumps(advert.posting, ensure_ascii=False) for advert in advertisements())
    return "".join(f"{line}\n" for line in lines)


_Copy = Callable[[random.Random, Advertisement], Advertisement]


def _original(chance: random.Random, job: int) -> Advertisement:
    role, employer, market = _one(chance, ROLES), _one(chance, EMPLOYERS), _market(chance)
    level, factor = _one(chance, LEVELS)
    contract, remote = chance.random() < 0.12, chance.random() < 0.3
    place, posted = _one(chance, market.places), FIRST + _days(chance, (LAST - FIRST).days)
    title = f"{level}{role.title}"
    workplace = "The work is fully remote." if remote else _one(chance, WORKPLACES)
    opening = f"{employer.name}, {employer.trade}, has an opening for the role {title}"
    sentences = [
        f"{opening} in its {_one(chance, TEAMS)} team.",
        *_sample(chance, role.duties, 2 if level == "Junior " else 3),
        f"You bring {YEARS[level]} of experience with {' and '.join(role.skills[:2])}.",
        workplace,
    ]
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title,
        "description": _description(sentences, _one(chance, BENEFITS)),
        "hiringOrganization": {"@type": "Organization", "name": employer.name},
        "jobLocation": _location(place, market),
        "employmentType": "CONTRACTOR" if contract else "FULL_TIME",
        "datePosted": posted.isoformat(),
        "identifier": {"@type": "PropertyValue", "name": employer.name, "value": f"REQ-{job:04}"},
        "skills": _sample(chance, role.skills, chance.randrange(3, len(role.skills) + 1)),
        "url": f"https://{_slug(employer.name)}.example.com/jobs/req-{job:04}",
        "sdDatePublished": COLLECTED.isoformat(),
        "sampleData": True,
    }
    if remote:
        posting["jobLocationType"] = "TELECOMMUTE"
        posting["applicantLocationRequirements"] = {"@type": "Country", "name": market.country}
    if chance.random() < 0.8:
        posting["validThrough"] = (posted + timedelta(days=30 + chance.randrange(31))).isoformat()
    if chance.random() < 0.7:
        posting["baseSalary"] = _pay(chance, role, market, factor=factor, contract=contract)
    return Advertisement(job, "original", posting)


def _pay(
    chance: random.Random, role: Role, market: Market, *, factor: float, contract: bool
) -> dict[str, Any]:
    unit = market.contract if contract else market.salaried
    middle = role.pay * factor * market.rate * (0.9 + 0.2 * chance.random()) / UNITS_A_YEAR[unit]
    spread = 0.08 + 0.1 * chance.random()
    value = {
        "@type": "QuantitativeValue",
        "minValue": _rounded(middle * (1 - spread)),
        "maxValue": _rounded(middle * (1 + spread)),
        "unitText": unit,
    }
    if chance.random() < 0.1:  # "up to": the lower bound is not stated
        del value["minValue"]
    return {"@type": "MonetaryAmount", "currency": market.currency, "value": value}


def _lookalike(chance: random.Random, advert: Advertisement, job: int) -> Advertisement:
    """Another requisition of the same title, employer and place: a job in another team."""
    number = f"{job:04}"
    identifier = advert.posting["identifier"] | {"value": f"REQ-{number}"}
    url = advert.posting["url"].rsplit("-", 1)[0] + f"-{number}"
    description = advert.posting["description"]
    team = next(team for team in TEAMS if f" its {team} team" in description)
    other = TEAMS[TEAMS.index(team) - 1]
    posting = advert.posting | {
        "identifier": identifier,
        "url": url,
        "description": description.replace(f" its {team} team", f" its {other} team"),
    }
    return Advertisement(job, "lookalike", _moved(posting, _days(chance, 6)))


def _repost(chance: random.Random, advert: Advertisement) -> Advertisement:
    """The same job again some weeks later, at times under a new number."""
    posting = advert.posting | {"url": f"{advert.posting['url']}-r"}
    if chance.random() < 0.4:
        number = f"{advert.posting['identifier']['value']}-B"
        posting["identifier"] = advert.posting["identifier"] | {"value": number}
    moved = _moved(posting, timedelta(days=21) + _days(chance, 42))
    return replace(advert, origin="repost", posting=moved)


def _agency_copy(chance: random.Random, advert: Advertisement) -> Advertisement:
    """The same job advertised by an agency that does not name the employer."""
    agency = _one(chance, AGENCIES)
    number = f"AG-{chance.randrange(10_000, 99_999)}"
    name = advert.posting["hiringOrganization"]["name"]
    posting = advert.posting | {
        "title": f"{advert.posting['title']} (client role)",
        "hiringOrganization": {"@type": "Organization", "name": agency},
        "description": advert.posting["description"].replace(name, "Our client"),
        "identifier": {"@type": "PropertyValue", "name": agency, "value": number},
        "url": f"https://{_slug(agency)}.example.com/vacancies/{number.lower()}",
    }
    if chance.random() < 0.5:
        posting.pop("baseSalary", None)
    return replace(advert, origin="agency copy", posting=_moved(posting, _days(chance, 12)))


def _elsewhere(chance: random.Random, advert: Advertisement) -> Advertisement:
    """The very same advertisement at a second address, a job board's."""
    employer = _slug(advert.posting["hiringOrganization"]["name"])
    number = advert.posting["identifier"]["value"].lower()
    posting = advert.posting | {"url": f"https://jobboard.example.com/view/{employer}/{number}"}
    return replace(advert, origin="second address", posting=_moved(posting, _days(chance, 3)))


def _moved(posting: dict[str, Any], days: timedelta) -> dict[str, Any]:
    dates = {
        name: (date.fromisoformat(posting[name]) + days).isoformat()
        for name in ("datePosted", "validThrough")
        if name in posting
    }
    return posting | dates


def _location(place: tuple[str, str], market: Market) -> dict[str, Any]:
    locality, region = place
    address = {"@type": "PostalAddress", "addressLocality": locality, "addressRegion": region}
    stated = {key: value for key, value in address.items() if value}
    return {"@type": "Place", "address": stated | {"addressCountry": market.country}}


def _description(sentences: Sequence[str], benefits: str) -> str:
    return "\n\n".join((" ".join(sentences), f"{benefits} {EQUAL}", NOTICE))


def _rounded(amount: float) -> int:
    step = next(step for step in (10_000, 1_000, 100, 5, 1) if amount >= 40 * step or step == 1)
    return round(amount / step) * step


def _posted(advert: Advertisement) -> date:
    return date.fromisoformat(advert.posting["datePosted"])


def _date_and_address(advert: Advertisement) -> tuple[str, str]:
    return advert.posting["datePosted"], advert.posting["url"]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


# Only `random()` and `randrange()` are used: what they draw is steady over Python versions.


def _one(chance: random.Random, items: Sequence[Item]) -> Item:
    return items[chance.randrange(len(items))]


def _sample(chance: random.Random, items: Sequence[Item], count: int) -> list[Item]:
    left = list(items)
    return [left.pop(chance.randrange(len(left))) for _ in range(count)]


def _days(chance: random.Random, below: int) -> timedelta:
    return timedelta(days=chance.randrange(below + 1))


def _market(chance: random.Random) -> Market:
    draw = chance.randrange(sum(MARKET_WEIGHTS))
    for market, weight in zip(MARKETS, MARKET_WEIGHTS, strict=True):
        draw -= weight
        if draw < 0:
            return market
    raise AssertionError("the draw is below the sum of the weights")


if __name__ == "__main__":
    (sample.FOLDER / "postings.jsonl").write_text(as_json_lines(), encoding="utf-8")
