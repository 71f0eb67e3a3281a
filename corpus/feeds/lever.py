"""Lever's public postings: pages of postings, each with its text in parts."""

from corpus.feeds.shapes import (
    Object,
    Row,
    day,
    employer,
    filled,
    inner,
    joined,
    objects,
    parsed,
    several,
    words,
)

HOST = "https://api.lever.co"
PUBLIC = "https://jobs.lever.co"
PAGE = 100  # postings
_ARRANGEMENTS = {"on-site": "On-site", "onsite": "On-site", "hybrid": "Hybrid", "remote": "Remote"}
_UNITS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}


def address(host: str, company: str, *, skip: int) -> str:
    """Where a page of a company's postings is."""
    return f"{host}/v0/postings/{company}?mode=json&skip={skip}&limit={PAGE}"


def rows(content: bytes, company: str) -> list[Row]:
    """Each posting of a page as a row in schema.org's words. Raises CorruptSource."""
    name = f"lever:{company}"
    listed = objects(parsed(content, board=name), board=name, where="at the top")
    return [_row(posting, company) for posting in listed]


def _row(posting: Object, company: str) -> Row:
    about = inner(posting.get("categories"))
    return filled(
        {
            "title": words(posting.get("text")),
            "hiringOrganization": employer(company),
            "description": _description(posting),
            "identifier": words(posting.get("id")),
            "jobLocation": _places(about),
            "addressCountry": "" if _places(about) else words(posting.get("country")),
            "jobLocationType": _ARRANGEMENTS.get(words(posting.get("workplaceType")).lower(), ""),
            "employmentType": words(about.get("commitment")),
            "datePosted": day(posting.get("createdAt")),
            "url": words(posting.get("hostedUrl")),
            "department": words(about.get("department")),
            "team": words(about.get("team")),
            "country code": words(posting.get("country")),
            **_pay(inner(posting.get("salaryRange"))),
            "pay note": words(posting.get("salaryDescriptionPlain")),
        }
    )


def _places(about: Object) -> str:
    every = about.get("allLocations")
    return joined(map(words, every)) if isinstance(every, list) else words(about.get("location"))


def _description(posting: Object) -> str:
    """The text as its page shows it: the opening, the lists under their names, the closing."""
    lists = [
        f"<h3>{words(each.get('text'))}</h3><ul>{words(each.get('content'))}</ul>"
        for each in several(posting.get("lists"))
    ]
    return "\n".join(
        part
        for part in (
            words(posting.get("description")) or words(posting.get("descriptionPlain")),
            *lists,
            words(posting.get("additional")) or words(posting.get("additionalPlain")),
        )
        if part
    )


def _pay(salary: Object) -> Row:
    interval = words(salary.get("interval")).lower()
    return {
        "baseSalary.value.minValue": words(salary.get("min")),
        "baseSalary.value.maxValue": words(salary.get("max")),
        "baseSalary.currency": words(salary.get("currency")),
        "baseSalary.value.unitText": next(
            (unit for word, unit in _UNITS.items() if word in interval), ""
        ),
    }
