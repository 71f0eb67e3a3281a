"""Ashby's public job boards: one answer holds every listed posting with its pay."""

import re

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

HOST = "https://api.ashbyhq.com"
PUBLIC = "https://jobs.ashbyhq.com"
_EMPLOYMENTS = {
    "FullTime": "Full-time",
    "PartTime": "Part-time",
    "Intern": "Internship",
    "Contract": "Contract",
    "Temporary": "Temporary",
}
_ARRANGEMENTS = {"OnSite": "On-site", "Hybrid": "Hybrid", "Remote": "Remote"}
_ONE = re.compile(r"1 (HOUR|DAY|WEEK|MONTH|YEAR)")


def address(host: str, board: str) -> str:
    """Where all postings of a board are, with their pay."""
    return f"{host}/posting-api/job-board/{board}?includeCompensation=true"


def rows(content: bytes, board: str) -> list[Row]:
    """Each listed posting as a row in schema.org's words. Raises CorruptSource."""
    name = f"ashby:{board}"
    jobs = inner(parsed(content, board=name)).get("jobs")
    listed = objects(jobs, board=name, where='under "jobs"')
    return [_row(job, board) for job in listed if job.get("isListed") is not False]


def _row(job: Object, board: str) -> Row:
    secondary = [words(each.get("location")) for each in several(job.get("secondaryLocations"))]
    pay = inner(job.get("compensation"))
    return filled(
        {
            "title": words(job.get("title")),
            "hiringOrganization": employer(board),
            "description": words(job.get("descriptionHtml")) or words(job.get("descriptionPlain")),
            "identifier": words(job.get("id")) or words(job.get("jobUrl")).rpartition("/")[2],
            "jobLocation": joined([words(job.get("location")), *secondary]),
            "jobLocationType": _arrangement(job),
            "employmentType": _EMPLOYMENTS.get(words(job.get("employmentType")), ""),
            "datePosted": words(job.get("publishedAt")),
            "url": words(job.get("jobUrl")),
            "department": words(job.get("department")),
            "team": words(job.get("team")),
            "pay tiers": words(pay.get("compensationTierSummary")),
            **_pay(pay),
        }
    )


def _arrangement(job: Object) -> str:
    stated = _ARRANGEMENTS.get(words(job.get("workplaceType")), "")
    return stated or ("Remote" if job.get("isRemote") is True else "")


def _pay(pay: Object) -> Row:
    """The salary alone, not equity or bonus: as bounds where there is one, else as it is said."""
    salaries = [
        part
        for part in several(pay.get("summaryComponents"))
        if words(part.get("compensationType")) == "Salary"
    ]
    if len(salaries) != 1:
        return {"baseSalary": words(pay.get("scrapeableCompensationSalarySummary"))}
    (salary,) = salaries
    per = _ONE.fullmatch(words(salary.get("interval")).upper())
    return {
        "baseSalary.value.minValue": words(salary.get("minValue")),
        "baseSalary.value.maxValue": words(salary.get("maxValue")),
        "baseSalary.currency": words(salary.get("currencyCode")),
        "baseSalary.value.unitText": per[1] if per else "",
    }
