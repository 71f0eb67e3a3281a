"""Postings that saved pages state as data, in the many shapes that pages give them."""

import json
from datetime import date

import pytest

from corpus.postings import Posting
from corpus.readers import read

WELDER = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Welder",
    "description": "&lt;p&gt;Weld &lt;b&gt;steel&lt;/b&gt;.&lt;/p&gt;",
    "datePosted": "2025-05-12T08:00:00+02:00",
    "hiringOrganization": {
        "@type": "Organization",
        "name": "Acme",
        "sameAs": "https://acme.example",
    },
    "jobLocation": [
        {"@type": "Place", "address": {"addressLocality": "Köln", "addressCountry": "DE"}},
        {"@type": "Place", "address": {"addressLocality": "Bonn", "addressCountry": "DE"}},
    ],
}


def page(*stated: object) -> tuple[Posting, ...]:
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in stated
    )
    html = f"<html><head>{scripts}</head><body><h1>Jobs</h1><p>Open roles.</p></body></html>"
    found = read(html.encode(), name="page.html")
    return tuple(document.posting for document in found.documents if document.posting)


@pytest.mark.parametrize(
    "stated",
    [
        (WELDER, {**WELDER, "title": "Cook"}),
        ([WELDER, {**WELDER, "title": "Cook"}],),
        ({"@graph": [{"@type": "WebSite"}, WELDER, {**WELDER, "title": "Cook"}]},),
        (
            {
                "@type": "ItemList",
                "itemListElement": [
                    {"@type": "ListItem", "item": WELDER},
                    {"@type": "ListItem", "item": {**WELDER, "title": "Cook"}},
                ],
            },
        ),
    ],
    ids=["scripts", "array", "graph", "item list"],
)
def test_every_posting_of_a_page_is_found(stated: tuple[object, ...]) -> None:
    assert [posting.title for posting in page(*stated)] == ["Welder", "Cook"]


def test_several_places_and_markup_in_the_description_are_read() -> None:
    (welder,) = page(WELDER)
    assert [place.raw for place in welder.job_location] == ["Köln, DE", "Bonn, DE"]
    assert (welder.description, welder.date_posted) == ("Weld steel.", date(2025, 5, 12))
    assert dict(welder.columns)["hiringOrganization"] == "Acme"


@pytest.mark.parametrize(
    ("salary", "expected"),
    [
        (
            {
                "@type": "MonetaryAmount",
                "currency": "EUR",
                "value": {
                    "@type": "QuantitativeValue",
                    "minValue": 18.5,
                    "maxValue": 22,
                    "unitText": "HOUR",
                },
            },
            (18.5, 22, "EUR", "HOUR"),
        ),
        (
            {"currency": "EUR", "value": {"value": 40_000, "unitText": "YEAR"}},
            (40_000, 40_000, "EUR", "YEAR"),
        ),
        (
            {"currency": "USD", "minValue": "90000", "maxValue": "110000", "unitText": "YEAR"},
            (90_000, 110_000, "USD", "YEAR"),
        ),
        ("€ 45,000 per year", (45_000, 45_000, "EUR", "YEAR")),
    ],
    ids=["bounds", "one value", "bounds of the amount", "words"],
)
def test_pay_is_read_in_each_of_its_shapes(
    salary: object, expected: tuple[float, float, str, str]
) -> None:
    (welder,) = page({**WELDER, "baseSalary": salary})
    pay = welder.base_salary
    assert pay is not None
    assert (pay.minimum, pay.maximum, pay.currency, pay.unit) == expected


def test_who_may_apply_from_where_stays_in_the_postings_own_words() -> None:
    (welder,) = page(
        {
            **WELDER,
            "jobLocation": None,
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": [
                {"@type": "Country", "name": "Norway"},
                {"@type": "State", "name": "Bavaria"},
            ],
        }
    )
    assert welder.job_location_type == "TELECOMMUTE"
    assert dict(welder.columns)["applicantLocationRequirements"] == "Norway, Bavaria"


def test_a_page_with_broken_data_beside_a_posting_still_gives_the_posting() -> None:
    html = (
        '<html><head><script type="application/ld+json">{"@type": </script>'
        f'<script type="application/ld+json">{json.dumps(WELDER)}</script></head>'
        "<body><p>Jobs</p></body></html>"
    )
    (document,) = read(html.encode(), name="page.html").documents
    assert document.title == "Welder — Acme"
