"""Rows and schema.org objects as job postings, and the text a person reads of each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from corpus.documents import Document
from corpus.normalise import dates, pay
from corpus.postings import Pay, Place, Posting
from corpus.readers import text
from corpus.readers.composing import Composition
from corpus.readers.fragments import plain

Row = Mapping[str, str]
Field = Literal[
    "title",
    "employer",
    "description",
    "place",
    "locality",
    "region",
    "country",
    "remote",
    "employment",
    "pay",
    "pay_minimum",
    "pay_maximum",
    "currency",
    "pay_unit",
    "posted",
    "closes",
    "skills",
    "identifier",
    "url",
]

# Column names as exports write them, letters and digits alone: schema.org's own first, then those
# of JobSpy, the LinkedIn, Glassdoor, Indeed and Naukri sets on Kaggle, Adzuna, JSearch, USAJobs,
# New York City's open data, Greenhouse, Lever, Ashby, Workable and SmartRecruiters. The first
# filled one wins.
COLUMNS: Mapping[Field, str] = {
    "title": (
        "title jobtitle businesstitle positiontitle postingtitle jobpostingtitle vacancytitle "
        "jobname vacancy vacancyname openrole openposition roletitle positionname jobrole position "
        "role designation text"
    ),
    "employer": (
        "hiringorganizationname hiringorganization company companyname employer employername "
        "organization organisation organizationname hiringcompany companydisplayname firm "
        "firmname organisationname businessname agency"
    ),
    "description": (
        "description jobdescription jobdescriptiontext descriptionhtml descriptionplain "
        "descriptiontext fulldescription jobsummary content jobdetails jobdesc jobtext adtext "
        "jobadtext advertisementtext vacancytext roledescription positiondescription aboutthejob "
        "abouttherole summary details"
    ),
    "place": (
        "joblocation location locationtext locationname joblocationtext "
        "candidaterequiredlocation worklocation formattedlocation locationdisplayname "
        "categorieslocation locations joblocations jobgeo where basedin officelocation"
    ),
    "locality": (
        "joblocationaddressaddresslocality addresslocality locationcity city locality jobcity town "
        "citytown cityortown towncity townorcity"
    ),
    "region": (
        "joblocationaddressaddressregion addressregion locationregion region state province "
        "jobstate"
    ),
    "country": (
        "joblocationaddressaddresscountry addresscountry locationcountry country jobcountry"
    ),
    "remote": (
        "joblocationtype remotepolicy workplacetype workarrangement workmode remote isremote "
        "remoteallowed remotework jobisremote workfromhome"
    ),
    "employment": (
        "employmenttype jobtype formattedworktype worktype jobemploymenttype contracttype "
        "commitment categoriescommitment jobschedule scheduletype fulltimeparttimeindicator"
    ),
    "pay": (
        "basesalary salary salaryrange salarytext pay payrange compensation salaryestimate "
        "jobsalary wage payrate salarystring compensationcompensationtiersummary remuneration "
        "comp compensationrange comprange totalcompensation totalcomp salaryband payband "
        "salaryoffered offeredsalary wages"
    ),
    "pay_minimum": (
        "basesalaryvalueminvalue basesalaryminvalue minamount minsalary salarymin "
        "minimumsalary salaryminimum jobminsalary salaryrangefrom salaryfrom salaryrangemin "
        "minpay paymin"
    ),
    "pay_maximum": (
        "basesalaryvaluemaxvalue basesalarymaxvalue maxamount maxsalary salarymax "
        "maximumsalary salarymaximum jobmaxsalary salaryrangeto salaryto salaryrangemax "
        "maxpay paymax"
    ),
    "currency": (
        "basesalarycurrency currency salarycurrency paycurrency currencycode "
        "jobsalarycurrency salaryrangecurrency salarycurrencycode"
    ),
    "pay_unit": (
        "basesalaryvalueunittext interval payperiod salaryperiod salaryfrequency salaryunit "
        "salaryinterval payfrequency jobsalaryperiod salaryrangeinterval payunit unittext"
    ),
    "posted": (
        "dateposted posteddate postedat publishedat jobpostedatdatetimeutc listedtime "
        "originallistedtime publicationdate firstpublished releaseddate postingdate postdate "
        "createdat created publisheddate published postedon "
        "posted datelisted listed listedon listeddate datepublished publishedon advertisedon "
        "dateadvertised dateopened dateadded addedon date updatedat"
    ),
    "closes": (
        "validthrough expirationdate closingdate applicationdeadline deadline expires expiry "
        "postuntil joboffererexpirationdatetimeutc closeson closes applyby applybefore validuntil "
        "openuntil lastdatetoapply"
    ),
    "skills": (
        "skills requiredskills jobskills keyskills skillsrequired skillsdesc technologies "
        "techstack tags keywords"
    ),
    "identifier": (
        "identifiervalue identifier jobid postingid jobpostingid requisitionid reqid id externalid"
    ),
    "url": (
        "url joburl jobpostingurl hostedurl absoluteurl postingurl joblink link applyurl "
        "jobapplylink redirecturl sourceurl applicationurl"
    ),
}

TELLING: frozenset[Field] = frozenset(
    {
        "employer",
        "description",
        "place",
        "locality",
        "pay",
        "pay_minimum",
        "employment",
        "posted",
        "url",
        "skills",
    }
)
VAGUE_TITLES = frozenset({"title", "position", "role", "text", "designation"})
LONGEST_TITLE = 300
LONGEST_EXTRA = 120
MOST_SKILLS = 60

_FIELDS: Mapping[str, Field] = {
    name: field for field, names in COLUMNS.items() for name in names.split()
}
_RANKS = {name: rank for names in COLUMNS.values() for rank, name in enumerate(names.split())}
_UNWORTHY = re.compile(
    r"(?:^|_|\b)(?:id|ids|uuid|hash|url|link|logo|slug|guid|flag|confidence|method|index)(?:$|_|\b)"
    r"|(?:_at|_time|timestamp)$|^unnamed|^column \d|^[_@$]",
    re.IGNORECASE,
)
_ABSENT = frozenset(
    {"", "nan", "none", "null", "n/a", "na", "-", "--", "nat", "[]", "{}", "unknown", "-1"}
)
_SPELT_OUT: Mapping[str, str] = {
    "TELECOMMUTE": "Remote",
    "FULL_TIME": "Full-time",
    "FULLTIME": "Full-time",
    "PART_TIME": "Part-time",
    "PARTTIME": "Part-time",
    "CONTRACTOR": "Contractor",
    "CONTRACT": "Contract",
    "TEMPORARY": "Temporary",
    "INTERN": "Internship",
    "INTERNSHIP": "Internship",
    "VOLUNTEER": "Volunteer",
    "PER_DIEM": "Per diem",
    "OTHER": "Other",
}
_CODE_WORD = re.compile(r"\b[A-Z]{3,}(?:_[A-Z]{2,})*\b")
_DAYS: Mapping[str, Field] = {"Posted": "posted", "Open until": "closes"}
_AFFIRMED = frozenset({"true", "yes", "y", "1", "1.0", "remote"})
_DENIED = frozenset({"false", "no", "n", "0", "0.0"})


def are_described(columns: Iterable[str]) -> bool:
    """Whether these columns are postings': a job's title, and what only postings tell."""
    names = [_key(column) for column in columns]
    fields = {_FIELDS[name] for name in names if name in _FIELDS}
    if "title" not in fields or not fields & {"employer", "description", "url"}:
        return False
    vague = all(name in VAGUE_TITLES for name in names if _FIELDS.get(name) == "title")
    only_postings_have = {"employer", "pay", "pay_minimum", "employment"}
    return (
        len(fields & TELLING) >= 3 and bool(fields & only_postings_have)
        if vague
        else len(fields & TELLING) >= 2
    )


def order(rows: Iterable[Row]) -> dates.Order | None:
    """What a table's slashed dates put first, told by all of its rows; None if none tells."""
    return dates.order(
        value
        for row in rows
        for column, value in row.items()
        if _FIELDS.get(_key(column)) in {"posted", "closes"}
    )


def posting(row: Row, *, order: dates.Order | None = None) -> Posting | None:
    """The posting a row states; None for a row without a title.

    A day is read in `order` where the row itself leaves it open.
    """
    told = _told(row)
    title = " ".join(plain(told.get("title", "")).split())[:LONGEST_TITLE]
    if not title:
        return None
    return Posting(
        title=title,
        hiring_organization=told.get("employer"),
        description=plain(told.get("description", "")),
        identifier=told.get("identifier"),
        job_location=_places(told),
        job_location_type=_arrangement(told.get("remote", "")),
        employment_type=told.get("employment"),
        date_posted=dates.stated(told.get("posted", ""), order=order),
        valid_through=dates.stated(told.get("closes", ""), order=order),
        base_salary=_pay(told),
        skills=_skills(told.get("skills", "")),
        url=_address(told.get("url", "")),
    )


def extras(row: Row, *, order: dates.Order | None = None) -> tuple[tuple[str, str], ...]:
    """What a row says beyond a posting's fields, in its own words; no technical columns.

    So are days that `posting` cannot tell in this `order`, and pay without a figure.
    """
    more = tuple(
        (_label(column), " ".join(value.split()))
        for column, value in row.items()
        if _key(column) not in _FIELDS
        and not _UNWORTHY.search(column)
        and value.strip().lower() not in _ABSENT | _AFFIRMED | _DENIED
        and len(value) <= LONGEST_EXTRA
    )
    return (*_unread(_told(row), order), *more)


def _unread(told: Mapping[Field, str], order: dates.Order | None) -> Iterator[tuple[str, str]]:
    """The label and words of each day and pay that is stated and could not be read."""
    unread: dict[str, str] = {}
    if _pay(told) is None:
        unread["Pay"] = plain(told.get("pay", ""))
    for label, field in _DAYS.items():
        if dates.stated(told.get(field, ""), order=order) is None:
            unread[label] = told.get(field, "")
    for label, said in unread.items():
        words = " ".join(said.split())
        if words and words not in _DENIED and len(words) <= LONGEST_EXTRA:
            yield label, words


def document(told: Posting, *, more: Sequence[tuple[str, str]] = ()) -> Document:
    """A posting as a text with its title, its facts line by line, and its description."""
    composition = Composition()
    composition.heading(told.title, level=1)
    facts = [*_facts(told), *more]
    composition.lines([f"{label}: {said}" for label, said in facts], kind="paragraph")
    for block in text.blocks(told.description):
        composition.lines(block.span.of(told.description).split("\n"), kind=block.kind)
    employer = told.hiring_organization
    composed = composition.document(
        f"{told.title} — {employer}" if employer else told.title,
        published=told.date_posted,
        publisher=employer,
        url=told.url,
    )
    return replace(composed, kind="posting", posting=told)


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


# A row's fields


def _told(row: Row) -> dict[Field, str]:
    """The value of each field; of several columns, the first filled in the order of COLUMNS."""
    told: dict[Field, tuple[int, str]] = {}
    for column, value in row.items():
        name = _key(column)
        field = _FIELDS.get(name)
        said = value.strip()
        if field is None or said.lower() in _ABSENT:
            continue
        if field not in told or _RANKS[name] < told[field][0]:
            told[field] = (_RANKS[name], said)
    return {field: said for field, (_, said) in told.items()}


@lru_cache(maxsize=4096)
def _key(column: str) -> str:
    return re.sub(r"[^a-z0-9]", "", column.lower())


def _label(column: str) -> str:
    words = re.sub(r"[_.\-]+|(?<=[a-z])(?=[A-Z])", " ", column).strip().lower()
    return words[:1].upper() + words[1:]


def _places(told: Mapping[Field, str]) -> tuple[Place, ...]:
    parts = [told[part] for part in ("locality", "region", "country") if part in told]
    if "place" not in told:
        raw = ", ".join(parts)
        whole = Place(told.get("locality"), told.get("region"), told.get("country"), raw)
        return (whole,) if parts else ()
    raws = [
        raw.strip()
        for raw in re.split(r"\s*[;|\n]\s*|\s+/\s+", plain(told["place"]))
        if raw.strip()
    ]
    if len(raws) == 1 and parts:
        return (Place(told.get("locality"), told.get("region"), told.get("country"), raws[0]),)
    return tuple(_place(raw) for raw in raws)


def _place(raw: str) -> Place:
    """City, region and country told apart where commas leave no doubt; the raw words stay."""
    parts = [part.strip() for part in raw.split(",")]
    if len(parts) == 3:
        return Place(parts[0], parts[1], parts[2], raw)
    if len(parts) == 2 and re.fullmatch("[A-Z]{2}", parts[1]):
        return Place(parts[0], parts[1], None, raw)
    return Place(raw=raw)


def _arrangement(stated: str) -> str | None:
    words = stated.strip().lower()
    if words in _AFFIRMED:
        return "remote"
    return None if words in _DENIED or not words else stated.strip()


def _pay(told: Mapping[Field, str]) -> Pay | None:
    currency, unit = told.get("currency", ""), told.get("pay_unit", "")
    bounds = pay.between(
        told.get("pay_minimum", ""), told.get("pay_maximum", ""), currency=currency, unit=unit
    )
    return bounds or pay.stated(plain(told.get("pay", "")), currency=currency, unit=unit)


def _skills(stated: str) -> tuple[str, ...]:
    parts = re.split(r"[|;\n]+", stated) if re.search(r"[|;\n]", stated) else stated.split(",")
    named = (part.strip(" \t[]'\"•*-") for part in parts)
    return tuple(dict.fromkeys(skill for skill in named if skill))[:MOST_SKILLS]


def _address(stated: str) -> str | None:
    return stated if re.fullmatch(r"https?://\S{1,2000}", stated) else None


def _facts(told: Posting) -> list[tuple[str, str]]:
    facts = (
        ("Employer", told.hiring_organization),
        ("Location", "; ".join(place.raw for place in told.job_location)),
        ("Work arrangement", _spelt_out(told.job_location_type)),
        ("Employment type", _spelt_out(told.employment_type)),
        ("Pay", told.base_salary.raw if told.base_salary else None),
        ("Posted", told.date_posted.isoformat() if told.date_posted else None),
        ("Open until", told.valid_through.isoformat() if told.valid_through else None),
        ("Skills", ", ".join(told.skills)),
    )
    return [(label, " ".join(said.split())) for label, said in facts if said]


def _spelt_out(said: str | None) -> str | None:
    """schema.org's code words as people write them, the rest as it is."""
    return said and _CODE_WORD.sub(lambda code: _SPELT_OUT.get(code[0], code[0]), said)


# schema.org objects


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
