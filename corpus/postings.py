"""A job posting as it was published, in the words of schema.org/JobPosting."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

PayUnit = Literal["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]  # schema.org unitText


@dataclass(frozen=True, slots=True)
class Pay:
    """Stated pay: bounds in `currency` per `unit`; a bound that was not stated is None."""

    minimum: float | None
    maximum: float | None
    currency: str | None
    unit: PayUnit | None
    raw: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is done, as stated."""

    locality: str | None = None
    region: str | None = None
    country: str | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """One advertisement as published; what it does not state is None or empty."""

    title: str
    hiring_organization: str | None = None
    description: str = ""
    identifier: str | None = None
    job_location: tuple[Place, ...] = ()
    job_location_type: str | None = None
    employment_type: str | None = None
    date_posted: date | None = None
    valid_through: date | None = None
    base_salary: Pay | None = None
    skills: tuple[str, ...] = ()
    url: str | None = None
