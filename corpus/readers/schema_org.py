"""schema.org JobPosting objects, as pages and files state them, as rows of a table."""

from collections.abc import Mapping

from corpus import postings as values
from corpus.postings import Fit

Row = Mapping[str, str]

MAPPING = values.Mapping(
    tuple(
        Fit(field, tuple(columns.split()), why="schema.org's own name")
        for field, columns in {
            "title": "title",
            "employer": "hiringOrganization",
            "description": "description",
            "place": "jobLocation",
            "remote": "jobLocationType",
            "employment": "employmentType",
            "pay": "baseSalary",
            "pay_minimum": "baseSalary.value.minValue",
            "pay_maximum": "baseSalary.value.maxValue",
            "currency": "baseSalary.currency",
            "pay_unit": "baseSalary.value.unitText",
            "posted": "datePosted",
            "closes": "validThrough",
            "last_seen": "sdDatePublished",
            "skills": "skills",
            "identifier": "identifier",
            "url": "url",
        }.items()
    )
)
"""How the rows of `from_schema` are read."""


def is_schema(stated: Mapping[str, object]) -> bool:
    """Whether an object calls itself a schema.org JobPosting."""
    kinds = stated.get("@type") or stated.get("type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(str(kind).rsplit("/", 1)[-1] == "JobPosting" for kind in named)


def from_schema(stated: Mapping[str, object]) -> Row:
    """A schema.org JobPosting object as a row."""
    salary = stated.get("baseSalary") or stated.get("estimatedSalary")
    row = {
        "title": _name(stated.get("title") or stated.get("name")),
        "hiringOrganization": _name(stated.get("hiringOrganization")),
        "description": _name(stated.get("description")),
        "identifier": _name(stated.get("identifier"), "value"),
        "jobLocation": "; ".join(_located(place) for place in _several(stated.get("jobLocation"))),
        "jobLocationType": _name(stated.get("jobLocationType")),
        "employmentType": ", ".join(_name(kind) for kind in _several(stated.get("employmentType"))),
        "datePosted": _name(stated.get("datePosted")),
        "validThrough": _name(stated.get("validThrough")),
        "sdDatePublished": _name(stated.get("sdDatePublished")),
        "skills": "; ".join(_name(skill) for skill in _several(stated.get("skills"))),
        "url": _name(stated.get("url")),
        **_salary(salary[0] if isinstance(salary, list) and salary else salary),
    }
    for words in (
        "applicantLocationRequirements",
        "experienceRequirements",
        "educationRequirements",
        "industry",
        "occupationalCategory",
    ):
        row[words] = ", ".join(_name(said) for said in _several(stated.get(words)))
    return row


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: object, key: str = "name") -> str:
    """A text, a number, or what an object is called."""
    if isinstance(value, Mapping):
        return _name(
            value.get(key) or value.get("name") or value.get("value") or value.get("@value")
        )
    if isinstance(value, list):
        return ", ".join(_name(part, key) for part in value)
    return "" if value is None else str(value)


def _located(place: object) -> str:
    address = place.get("address", place) if isinstance(place, Mapping) else place
    if not isinstance(address, Mapping):
        return _name(address)
    parts = (
        _name(address.get(part)) for part in ("addressLocality", "addressRegion", "addressCountry")
    )
    return ", ".join(part for part in parts if part) or _name(place)


def _salary(salary: object) -> Row:
    if not isinstance(salary, Mapping):
        return {"baseSalary": _name(salary)}
    value = next(iter(_several(salary.get("value"))), None)
    amounts = value if isinstance(value, Mapping) else salary
    stated = "" if isinstance(value, Mapping) else _name(value)
    return {
        "baseSalary": _name(amounts.get("value")) if stated == "" else stated,
        "baseSalary.value.minValue": _name(amounts.get("minValue")),
        "baseSalary.value.maxValue": _name(amounts.get("maxValue")),
        "baseSalary.currency": _name(
            salary.get("currency") or salary.get("currencyCode") or amounts.get("currency")
        ),
        "baseSalary.value.unitText": _name(amounts.get("unitText") or salary.get("unitText")),
    }
