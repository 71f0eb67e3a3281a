"""Pairs of postings, each with whether both advertise one opening, made alike on every run.

``python -m evals.sample.make_reposts`` writes ``evals/datasets/reposts.jsonl``. Each pair is of one
of the `KINDS`, made from one of the advertisements in ``adverts.yaml``; those of every second
advertisement are held out, so that nothing is tuned on their texts.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import yaml

from corpus.postings import Pay, PayUnit, Place, Posting
from corpus.stores.codec import encoded

ADVERTS = Path(__file__).with_name("adverts.yaml")
PAIRS = Path(__file__).parents[1] / "datasets" / "reposts.jsonl"
FIRST_DAY = date(2026, 3, 2)

Pair = tuple[Posting, Posting]


@dataclass(frozen=True, slots=True)
class Advert:
    """One hand-written advertisement with the words for its variants."""

    index: int
    title: str
    retitled: str
    beside: str
    employer: str
    renamed: str
    agency: str
    about: str
    duties: tuple[str, ...]
    reworded: Mapping[int, str]
    elsewhere: tuple[str, ...]
    place: tuple[str, ...]
    other_place: tuple[str, ...]
    pay: tuple[float, float, str, str]
    teams: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join((f"{self.employer} is hiring.", *self.duties, self.about))

    @property
    def edited(self) -> str:
        lines = (self.reworded.get(count, line) for count, line in enumerate(self.duties, 1))
        return "\n".join((f"{self.employer} is hiring.", *lines, self.about))


def adverts() -> tuple[Advert, ...]:
    """The advertisements, in the order of their file."""
    read = cast("list[dict[str, Any]]", yaml.safe_load(ADVERTS.read_text("utf-8")))
    return tuple(Advert(index, **_frozen(each)) for index, each in enumerate(read))


def pairs() -> Iterator[dict[str, Any]]:
    """Every pair as a line of the file."""
    for advert in adverts():
        for kind, (same, make) in KINDS.items():
            first, second = make(advert)
            yield {
                "id": f"{kind.replace(' ', '-')}-{advert.index:02}",
                "kind": kind,
                "same": same,
                "held_out": advert.index % 2 == 1,
                "first": encoded(first),
                "second": encoded(second),
            }


def _frozen(said: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }


def _own(advert: Advert) -> Posting:
    """The advertisement on its employer's own careers site."""
    number = 30_417 + 389 * advert.index
    low, high, currency, unit = advert.pay
    host = advert.employer.lower().replace(" ", "").replace(",", "")
    return Posting(
        title=advert.title,
        hiring_organization=advert.employer,
        description=advert.text,
        identifier=f"R-{number}",
        job_location=(Place(raw=advert.place[0]),),
        date_posted=FIRST_DAY + timedelta(days=3 * advert.index),
        base_salary=Pay(low, high, currency, cast("PayUnit", unit), ""),
        url=f"https://careers.{host}.example/openings/{number}",
    )


def _listed(posting: Posting, *, days: int = 4, number: int = 0) -> Posting:
    """The same advertisement on a general board, under that board's number and address."""
    told = sum(map(ord, posting.title)) * 7919 + number
    return replace(
        posting,
        identifier=f"{told}",
        url=f"https://jobs.listings.example/view?jk={told}&from=serp",
        board="listings",
        base_salary=None,
        date_posted=_later(posting, days),
    )


def _bare(posting: Posting) -> Posting:
    """What an export without identifiers, addresses and boards keeps."""
    return replace(posting, identifier=None, url=None)


def _later(posting: Posting, days: int) -> date | None:
    return posting.date_posted and posting.date_posted + timedelta(days=days)


def _agency_copy(advert: Advert) -> Pair:
    own = _own(advert)
    text = advert.text.replace(advert.employer, "Our client")
    copy = replace(
        _listed(own, days=9),
        title=f"{advert.title} (client role)",
        hiring_organization=advert.agency,
        description=text,
    )
    return own, copy


def _agency_edit(advert: Advert) -> Pair:
    own, copy = _agency_copy(advert)
    line = min(advert.reworded)
    text = copy.description.replace(advert.duties[line - 1], advert.reworded[line])
    closing = f"{text}\nSend your CV to {advert.agency} today."
    return own, replace(copy, title=advert.title, description=closing)


def _edited(advert: Advert) -> Pair:
    own = _own(advert)
    return own, replace(_listed(own), description=advert.edited)


def _trimmed(advert: Advert) -> Pair:
    own = _own(advert)
    text = "<p>" + "</p><p>".join((*advert.duties, advert.about.partition(". ")[0])) + "</p>"
    return own, replace(_listed(own), description=text)


def _tracked(advert: Advert) -> Pair:
    own = replace(_own(advert), identifier=None)
    address = f"{own.url}/?utm_source=feed&utm_campaign=spring26&gh_src=4f9a2c1"
    return own, replace(own, url=address.replace("https", "http"), description="")


def _other_format(advert: Advert) -> Pair:
    own = _own(advert)
    return own, replace(_listed(own), job_location=(Place(raw=advert.place[1]),))


def _extract(advert: Advert) -> Pair:
    own = _own(advert)
    return own, replace(_listed(own), description=f"{' '.join(advert.text.split()[:75])} …")


def _no_descriptions(advert: Advert) -> Pair:
    own = replace(_own(advert), description="")
    copy = replace(_listed(own), hiring_organization=f"{advert.employer}, Inc.")
    return own, replace(copy, job_location=(Place(raw=advert.place[1]),))


def _renamed(advert: Advert) -> Pair:
    own = _own(advert)
    text = advert.text.replace(advert.employer, advert.renamed)
    return own, replace(_listed(own, days=21), hiring_organization=advert.renamed, description=text)


def _same_number(advert: Advert) -> Pair:
    own = _own(advert)
    return own, replace(
        own,
        title=advert.retitled,
        description=advert.edited,
        url=f"{own.url}-repost",
        date_posted=_later(own, 40),
    )


def _reissued(advert: Advert) -> Pair:
    own = _own(advert)
    return own, replace(
        own, identifier=f"{own.identifier}-2", url=f"{own.url}-2", date_posted=_later(own, 30)
    )


def _retitled(advert: Advert) -> Pair:
    own = _own(advert)
    return own, replace(_listed(own), title=advert.retitled)


def _overlapping(advert: Advert) -> Pair:
    own = replace(_own(advert), date_posted=None)
    return own, replace(own, description="", base_salary=None)


def _without_numbers(advert: Advert) -> Pair:
    own = _bare(_own(advert))
    text = advert.text.replace("is hiring.", "is hiring again!")
    return own, replace(own, description=text, date_posted=_later(own, 14))


def _place_unknown(advert: Advert) -> Pair:
    own = _own(advert)
    return own, replace(_listed(own), job_location=())


def _several_places(advert: Advert) -> Pair:
    own = _own(advert)
    both = (Place(raw=advert.other_place[0]), Place(raw=advert.place[0]))
    return own, replace(_listed(own), job_location=both)


def _other_requisition(advert: Advert) -> Pair:
    own = _own(advert)
    number = int((own.identifier or "")[2:]) + 1
    return own, replace(
        own, identifier=f"R-{number}", url=(own.url or "").rpartition("/")[0] + f"/{number}"
    )


def _other_requisition_listed(advert: Advert) -> Pair:
    listed = _listed(_own(advert))
    return listed, replace(_listed(_own(advert), number=12), identifier=None, title=advert.retitled)


def _other_team(advert: Advert) -> Pair:
    own = _own(advert)
    lines = (f"{advert.employer} is hiring.", *advert.elsewhere, advert.about)
    return own, replace(_listed(own), description="\n".join(lines))


def _team_named(advert: Advert) -> Pair:
    own = _own(advert)
    first, second = (f"You will join the {team} team.\n{advert.text}" for team in advert.teams)
    return replace(own, description=first), replace(_listed(own), description=second)


def _other_level(advert: Advert) -> Pair:
    own = _own(advert)
    lower = advert.title.removeprefix("Senior ").removesuffix(" II")
    title = f"Lead {lower}" if lower == advert.title else f"{lower}"
    return own, replace(_listed(own), title=title)


def _other_city(advert: Advert) -> Pair:
    own = _own(advert)
    return own, replace(_listed(own), job_location=(Place(raw=advert.other_place[0]),))


def _other_city_bare(advert: Advert) -> Pair:
    own = _bare(_own(advert))
    return own, replace(own, job_location=(Place(raw=advert.other_place[0]),))


def _template(advert: Advert) -> Pair:
    own = _own(advert)
    text = f"{advert.about}\n{advert.duties[-1]}\n{advert.duties[0]}\n{advert.about}"
    first, second = replace(own, description=text), replace(own, title=advert.beside)
    return first, replace(_listed(second), description=text)


def _much_later(advert: Advert) -> Pair:
    own = _own(advert)
    return own, _listed(own, days=61 + 17 * advert.index)


def _other_columns(advert: Advert) -> Pair:
    own = replace(_bare(_own(advert)), description="", date_posted=None)
    first = replace(own, columns=(("title", advert.title), ("shift", "early")))
    return first, replace(own, columns=(("title", advert.title), ("shift", "late")))


def _same_trade(advert: Advert) -> Pair:
    own = _own(advert)
    lines = (f"{advert.renamed} is hiring.", *advert.duties[:2], *advert.elsewhere)
    return own, replace(
        _listed(own), hiring_organization=advert.renamed, description="\n".join(lines)
    )


def _same_duties(advert: Advert) -> Pair:
    """Two employers with one template for the work, each with words of its own about itself."""
    own = _own(advert)
    everyone = adverts()
    about = everyone[(advert.index + 2) % len(everyone)].about
    lines = (f"{advert.renamed} is hiring.", *advert.duties, about)
    return own, replace(
        _listed(own), hiring_organization=advert.renamed, description="\n".join(lines)
    )


def _short(advert: Advert) -> Pair:
    own = _own(advert)
    text = f"We are hiring a {advert.title} to join our growing business. Apply online today."
    first = replace(own, description=text)
    return first, replace(_listed(first), hiring_organization=advert.renamed)


def _other_pay(advert: Advert) -> Pair:
    own = _own(advert)
    low, high, currency, unit = advert.pay
    more = Pay(1.4 * low, 1.5 * high, currency, cast("PayUnit", unit), "")
    return own, replace(_listed(own), base_salary=more)


def _careers_page(advert: Advert) -> Pair:
    own = replace(_own(advert), identifier=None)
    page = (own.url or "").rpartition("/")[0]
    text = "\n".join((*advert.elsewhere, advert.about))
    return replace(own, url=page), replace(own, url=page, title=advert.beside, description=text)


KINDS: Mapping[str, tuple[bool, Callable[[Advert], Pair]]] = {
    "agency copy": (True, _agency_copy),
    "agency copy, edited": (True, _agency_edit),
    "edited text": (True, _edited),
    "trimmed text in HTML": (True, _trimmed),
    "tracking address": (True, _tracked),
    "place in another format": (True, _other_format),
    "extract of the text": (True, _extract),
    "no descriptions, two boards": (True, _no_descriptions),
    "renamed employer": (True, _renamed),
    "same number, edited": (True, _same_number),
    "reissued number": (True, _reissued),
    "title written otherwise": (True, _retitled),
    "overlapping exports": (True, _overlapping),
    "no numbers, near-same text": (True, _without_numbers),
    "place unknown to one": (True, _place_unknown),
    "one of several places": (True, _several_places),
    "another requisition": (False, _other_requisition),
    "another requisition, listed": (False, _other_requisition_listed),
    "another team's text": (False, _other_team),
    "another team, same text": (False, _team_named),
    "another level": (False, _other_level),
    "another city": (False, _other_city),
    "another city, no numbers": (False, _other_city_bare),
    "one template, another role": (False, _template),
    "after the window": (False, _much_later),
    "no descriptions, another column": (False, _other_columns),
    "another employer, shared phrases": (False, _same_trade),
    "another employer, same duties": (False, _same_duties),
    "short descriptions": (False, _short),
    "another pay": (False, _other_pay),
    "one careers page": (False, _careers_page),
}
"""How a pair came to be, and whether it is of one opening."""


if __name__ == "__main__":
    PAIRS.parent.mkdir(exist_ok=True)
    lines = (json.dumps(pair, ensure_ascii=False) for pair in pairs())
    PAIRS.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
