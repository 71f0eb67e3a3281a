"""Greenhouse's public job boards: one answer holds every posting with its text."""

import html
from collections.abc import Iterator

from corpus.feeds.shapes import (
    Object,
    Row,
    employer,
    filled,
    inner,
    joined,
    objects,
    parsed,
    several,
    words,
)

HOST = "https://boards-api.greenhouse.io"
PUBLIC = "https://boards.greenhouse.io"
CENTS = 100


def address(host: str, board: str) -> str:
    """Where all postings of a board are, with their text and their pay."""
    return f"{host}/v1/boards/{board}/jobs?content=true&pay_transparency=true"


def rows(content: bytes, board: str) -> list[Row]:
    """Each posting as a row in schema.org's words. Raises CorruptSource."""
    name = f"greenhouse:{board}"
    jobs = inner(parsed(content, board=name)).get("jobs")
    return [_row(job, board) for job in objects(jobs, board=name, where='under "jobs"')]


def _row(job: Object, board: str) -> Row:
    return filled(
        {
            "title": words(job.get("title")),
            "hiringOrganization": words(job.get("company_name")) or employer(board),
            # Its markup is escaped once more than markup is.
            "description": html.unescape(words(job.get("content"))),
            "identifier": words(job.get("id")),
            "jobLocation": words(inner(job.get("location")).get("name")),
            "datePosted": words(job.get("first_published")) or words(job.get("updated_at")),
            "validThrough": words(job.get("application_deadline")),
            "url": words(job.get("absolute_url")),
            "department": _names(job.get("departments")),
            "office": _names(job.get("offices")),
            "requisition": words(job.get("requisition_id")),
            "language": words(job.get("language")),
            "updated": words(job.get("updated_at")),
            **dict(_pay(several(job.get("pay_input_ranges")))),
            **dict(_told(several(job.get("metadata")))),
        }
    )


def _names(value: object) -> str:
    return joined(words(each.get("name")) for each in several(value))


def _pay(ranges: list[Object]) -> Iterator[tuple[str, str]]:
    """The pay of the posting: all its ranges together where they share a currency, and each."""
    if not ranges:
        return
    currencies = {words(each.get("currency_type")) for each in ranges}
    if len(currencies) == 1:
        least = [each["min_cents"] for each in ranges if _is_sum(each.get("min_cents"))]
        most = [each["max_cents"] for each in ranges if _is_sum(each.get("max_cents"))]
        yield "baseSalary.value.minValue", _amount(min(map(float, map(words, least)), default=0.0))
        yield "baseSalary.value.maxValue", _amount(max(map(float, map(words, most)), default=0.0))
        yield "baseSalary.currency", currencies.pop()
        yield "baseSalary.value.unitText", _unit(ranges)
    yield "pay ranges", joined(map(_said, ranges))


def _is_sum(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _amount(cents: float) -> str:
    return f"{cents / CENTS:.2f}".removesuffix(".00") if cents else ""


def _unit(ranges: list[Object]) -> str:
    """HOUR or YEAR where the ranges' own titles tell; the interface has no field for it."""
    said = " ".join(words(each.get("title")).lower() for each in ranges)
    hourly = "hour" in said
    yearly = any(word in said for word in ("annual", "annum", "year"))
    return "" if hourly == yearly else "HOUR" if hourly else "YEAR"


def _said(each: Object) -> str:
    bounds = [
        _amount(float(words(value)))
        for value in (each.get("min_cents"), each.get("max_cents"))
        if _is_sum(value)
    ]
    amount = f"{' - '.join(bounds)} {words(each.get('currency_type'))}".strip()
    return joined((words(each.get("title")), amount), by=": ")


def _told(metadata: list[Object]) -> Iterator[tuple[str, str]]:
    """The board's own fields, under names that no other field has."""
    for each in metadata:
        value = each.get("value")
        said = joined(map(words, value)) if isinstance(value, list) else words(value)
        if words(each.get("name")) and said:
            yield f"board: {words(each.get('name'))}", said
