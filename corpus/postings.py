"""A job posting as it was published, in the words of schema.org/JobPosting, and as normalised."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

PayUnit = Literal["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]  # schema.org unitText
PayBasis = Literal["base", "on_target", "total"]
Arrangement = Literal["onsite", "hybrid", "remote"]
Employment = Literal["full_time", "part_time", "contract", "temporary", "internship", "other"]


@dataclass(frozen=True, slots=True)
class Pay:
    """Stated pay: bounds in `currency` per `unit`; what was not stated or told is None.

    `raw` is what was said. `flags` name whatever the reading assumed or doubts; they are listed
    in `corpus.normalise.pay`.
    """

    minimum: float | None
    maximum: float | None
    currency: str | None
    unit: PayUnit | None
    raw: str
    basis: PayBasis | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is done: `raw` is what was said, the rest how it was read.

    `country` is an ISO 3166-1 alpha-2 code and `region` the ISO 3166-2 code's second half where
    the gazetteer knows them. A `remote` place is where one may live who works from home.
    """

    locality: str | None = None
    region: str | None = None
    country: str | None = None
    raw: str = ""
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Posting:
    """One advertisement as published; what it does not state is None or empty.

    `columns` are all that its row states, by the row's own names and in its own words, long texts
    left out. `board` is where it was advertised. `first_seen` and `last_seen` are the days of the
    snapshots it was in.
    """

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
    board: str | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Normalised:
    """A posting's own words as comparable values; None or empty where they do not tell.

    `skills` are those its list names, `mentioned` those found in its title and description, both
    by the vocabulary's names. `employer` is the name as compared, without legal form or case.
    """

    arrangement: Arrangement | None = None
    employment: Employment | None = None
    role_family: str | None = None
    seniority: str | None = None
    employer: str | None = None
    skills: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """The columns of a table that state one field of its postings, and why they are held to.

    Of several columns the first that is filled counts, or all where they are `joined`. A
    `constant` is what every row states that says nothing else. `score` is from 0 to 1, which only
    a person's word has. `samples` are a few values, as they stand.
    """

    field: str
    columns: tuple[str, ...] = ()
    score: float = 1.0
    why: str = ""
    samples: tuple[str, ...] = ()
    constant: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table's columns are read as postings: each column is in at most one fit.

    `kept` are the columns that no field takes; each row keeps them in its own words. `refused`
    are the numbers, from 1, of rows that state no posting.
    """

    fits: tuple[Fit, ...] = ()
    kept: tuple[str, ...] = ()
    refused: tuple[int, ...] = ()
