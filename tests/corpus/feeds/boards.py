"""Boards as their public interfaces answer, with employers that do not exist."""

import json
from collections.abc import Iterable

GREENHOUSE = {
    "id": 4001,
    "internal_job_id": 77,
    "title": "Security Engineer",
    "company_name": "Acme Robotics",
    "updated_at": "2026-11-20T09:00:00-05:00",
    "first_published": "2026-11-02T10:30:00-05:00",
    "requisition_id": "R-17",
    "location": {"name": "New York, NY; Remote, US"},
    "absolute_url": "https://boards.greenhouse.io/acme/jobs/4001",
    "language": "en",
    "content": "&lt;p&gt;Keep robots &amp;amp; people safe.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;"
    "Python&lt;/li&gt;&lt;/ul&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "departments": [{"id": 1, "name": "Security", "child_ids": []}],
    "offices": [{"id": 2, "name": "New York", "location": "New York, NY, United States"}],
    "metadata": [
        {"id": 3, "name": "Level", "value": "L5", "value_type": "single_select"},
        {"id": 4, "name": "Shifts", "value": ["Day", "Night"], "value_type": "multi_select"},
        {"id": 5, "name": "Title", "value": "not the title", "value_type": "short_text"},
    ],
    "pay_input_ranges": [
        {
            "min_cents": 15000000,
            "max_cents": 18000000,
            "currency_type": "USD",
            "title": "NYC annual pay",
            "blurb": "",
        },
        {
            "min_cents": 14000000,
            "max_cents": 17050050,
            "currency_type": "USD",
            "title": "Remote annual pay",
            "blurb": "",
        },
    ],
}

LEVER = {
    "id": "9b2c0d8e-1111-4222-8333-444455556666",
    "text": "Data Analyst",
    "hostedUrl": "https://jobs.lever.co/acme-data/9b2c0d8e-1111-4222-8333-444455556666",
    "applyUrl": "https://jobs.lever.co/acme-data/9b2c0d8e-1111-4222-8333-444455556666/apply",
    "createdAt": 1793577600000,
    "country": "DE",
    "workplaceType": "hybrid",
    "categories": {
        "commitment": "Full-time",
        "department": "Data",
        "location": "Berlin",
        "team": "Insight",
        "allLocations": ["Berlin", "Hamburg"],
    },
    "description": "<div>Count what counts.</div>",
    "descriptionPlain": "Count what counts.",
    "lists": [{"text": "You bring", "content": "<li>SQL</li><li>Doubt</li>"}],
    "additional": "<div>Apply in one page.</div>",
    "salaryRange": {
        "currency": "EUR",
        "interval": "per-year-salary",
        "min": 60000,
        "max": 75000,
    },
}

ASHBY = {
    "id": "a1b2c3d4-aaaa-4bbb-8ccc-ddddeeeeffff",
    "title": "Support Lead",
    "location": "London",
    "secondaryLocations": [{"location": "Leeds", "address": {}}],
    "department": "Support",
    "team": "Night",
    "isListed": True,
    "isRemote": True,
    "employmentType": "FullTime",
    "publishedAt": "2026-11-10T08:15:00.000+00:00",
    "jobUrl": "https://jobs.ashbyhq.com/acme/a1b2c3d4-aaaa-4bbb-8ccc-ddddeeeeffff",
    "applyUrl": "https://jobs.ashbyhq.com/acme/a1b2c3d4-aaaa-4bbb-8ccc-ddddeeeeffff/application",
    "descriptionHtml": "<p>Answer at night.</p>",
    "descriptionPlain": "Answer at night.",
    "compensation": {
        "compensationTierSummary": "£50K – £60K • 0.1% – 0.2% • Offers Bonus",
        "scrapeableCompensationSalarySummary": "£50K - £60K",
        "compensationTiers": [{"title": "London", "tierSummary": "£50K – £60K"}],
        "summaryComponents": [
            {
                "summary": "0.1% – 0.2%",
                "compensationType": "EquityPercentage",
                "interval": "NONE",
                "currencyCode": None,
                "minValue": 0.1,
                "maxValue": 0.2,
            },
            {
                "summary": "£50K – £60K",
                "compensationType": "Salary",
                "interval": "1 YEAR",
                "currencyCode": "GBP",
                "minValue": 50000,
                "maxValue": 60000,
            },
        ],
    },
}


def greenhouse(*numbers: int) -> str:
    """A Greenhouse board of these postings."""
    jobs = [
        GREENHOUSE
        | {"id": number, "absolute_url": f"https://boards.greenhouse.io/acme/jobs/{number}"}
        for number in numbers
    ]
    return json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}})


def lever(numbers: Iterable[int]) -> str:
    """A page of a Lever board with these postings."""
    return json.dumps([LEVER | {"id": f"{number:04}"} for number in numbers])


def ashby(*postings: dict[str, object]) -> str:
    """An Ashby board of the posting as each of these changes it."""
    return json.dumps({"apiVersion": "1", "jobs": [ASHBY | posting for posting in postings]})
