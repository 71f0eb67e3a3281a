"""Offices and software: a JobSpy-like export, a Greenhouse-like board, AI governance over time."""

from datetime import date
from random import Random

from evals.datasets.markets.market import (
    Asks,
    Job,
    Market,
    above,
    highest,
    lowest,
    middle,
    month,
    quarter,
    some_day,
    weighted,
    year,
)

CITIES = {"Austin, TX": 5, "Chicago, IL": 4, "Seattle, WA": 3, "Boston, MA": 2, "Reno, NV": 1.2}
FIRMS = {
    "Larkspur Systems": 7,
    "Quillon": 5,
    "Bright Otter": 4,
    "Demeter Freight": 3,
    "Vantiq Labs": 2,
}
WORK = {
    "Data Engineer": "build pipelines in Python and SQL",
    "Data Analyst": "make reports in SQL and Tableau",
    "Backend Engineer": "write services in Go and Kubernetes",
    "Account Executive": "sell our software to freight companies",
}


def _spied(random: Random) -> list[Job]:
    jobs = []
    for number in range(150):
        title = weighted(random, dict(zip(WORK, (5, 4, 4, 2), strict=True)))
        low = 5000 * random.randint(14, 32)
        hourly = random.random() < 0.15
        pay = (random.randint(30, 60), random.randint(61, 90), "USD", "HOUR")
        jobs.append(
            {
                "id": f"in-{number:05x}",
                "title": title,
                "work": WORK[title],
                "company": weighted(random, FIRMS),
                "place": weighted(random, CITIES),
                "type": weighted(random, {"fulltime": 8, "contract": 2, "internship": 1}),
                "level": weighted(
                    random, {"mid-senior level": 5, "entry level": 3, "director": 1, "": 1}
                ),
                "industry": random.choice(("Logistics", "Software Development", "Insurance")),
                "remote": random.random() < 0.3,
                "pay": None
                if random.random() < 0.35
                else pay
                if hourly
                else (low, low + 5000 * random.randint(2, 8), "USD", "YEAR"),
                "posted": some_day(random, date(2026, 2, 2), date(2026, 7, 10)),
                "copies": weighted(random, {0: 7, 1: 2, 2: 1}),
            }
        )
    return jobs


def _spied_export(jobs: list[Job], random: Random) -> list[Job]:
    rows = [_spied_row(job, copy) for job in jobs for copy in range(job["copies"] + 1)]
    random.shuffle(rows)
    return rows


def _spied_row(job: Job, copy: int) -> Job:
    site = ("indeed", "linkedin", "zip_recruiter")[copy]
    low, high, currency, unit = job["pay"] or (None, None, None, None)
    number = int(job["id"][3:], 16)
    text = (
        f"{job['company']} seeks a {job['title']} for team {number + 100} to {job['work']}."
        f" You report to the head of team {number + 100} in {job['place']}"
        f" and share its on-call rota of {number % 7 + 2} people."
    )
    return {
        "id": f"{site[:2]}-{job['id'][3:]}",
        "site": site,
        "job_url": f"https://{site.replace('_', '')}.example/view/{job['id'][3:]}",
        "title": job["title"],
        "company": job["company"],
        "location": job["place"],
        "date_posted": job["posted"],
        "job_type": job["type"],
        "interval": {"YEAR": "yearly", "HOUR": "hourly", None: None}[unit],
        "min_amount": None if low is None else float(low),
        "max_amount": None if high is None else float(high),
        "currency": currency,
        "is_remote": job["remote"],
        "job_level": job["level"] or None,
        "company_industry": job["industry"],
        "description": text,
    }


def _spied_asks(jobs: list[Job]) -> Asks:  # noqa: PLR0915 - a statement a question
    asks = Asks(jobs)
    usd = middle("USD")
    asks.count(
        "reposts",
        bool,
        "How many unique jobs are there?",
        "number of unique postings without duplicates",
        "How many distinct openings are left when reposts are counted once?",
    )
    copies = sum(job["copies"] + 1 for job in jobs)
    asks.made.append(
        type(asks.made[0])(
            "reposts",
            (
                "How many postings are there including duplicates?",
                "total rows counting copies",
                "How many ads are there if reposts on other boards count too?",
            ),
            copies,
            len(jobs),
        )
    )
    asks.count(
        "filters",
        lambda j: j["title"] == "Data Engineer" and j["place"] == "Austin, TX",
        "How many data engineer jobs are there in Austin?",
        "data engineer jobs austin how many",
        "Count the Data Engineer openings located in Austin, TX.",
    )
    asks.count(
        "filters",
        lambda j: j["company"] == "Quillon" and j["remote"],
        "How many remote jobs does Quillon have?",
        "quillon remote jobs",
        "How many of Quillon's openings can be done remotely?",
    )
    asks.count(
        "or",
        lambda j: j["place"][:4] in {"Aust", "Bost"},
        "How many jobs are in Austin or Boston?",
        "jobs in boston or austin",
        "How many openings are based in either Austin or Boston?",
    )
    asks.count(
        "negation",
        lambda j: not j["remote"],
        "How many jobs are not remote?",
        "non-remote jobs",
        "How many openings cannot be done remotely?",
    )
    asks.count(
        "negation",
        lambda j: j["company"] != "Larkspur Systems",
        "How many jobs are at companies other than Larkspur Systems?",
        "jobs not at larkspur systems",
        "Excluding Larkspur Systems, how many openings are there?",
    )
    asks.count(
        "boolean",
        lambda j: j["remote"],
        "How many jobs are remote?",
        "is_remote true count",
        "How many openings are remote ones?",
    )
    asks.share(
        lambda j: j["remote"],
        "What share of jobs is remote?",
        "% remote",
        "What percentage of postings offer remote work?",
    )
    asks.share(
        lambda j: j["pay"],
        "What share of jobs state pay?",
        "percent of postings with salary",
        "What proportion of openings disclose pay?",
    )
    asks.distinct(
        "company",
        "How many companies are hiring?",
        "distinct companies",
        "How many different employers post jobs?",
    )
    asks.distinct(
        "place",
        "In how many different cities are there jobs?",
        "unique cities",
        "How many distinct locations appear?",
    )
    asks.top(
        "company",
        1,
        "Which company has the most job postings?",
        "who's hiring the most",
        "What employer has the largest number of openings?",
    )
    asks.top(
        "title",
        3,
        "What are the three most common job titles?",
        "top 3 titles",
        "Which 3 titles come up most?",
    )
    asks.top(
        "place",
        2,
        "Top 2 cities by number of jobs",
        "two cities with most jobs",
        "Which two cities have the most openings?",
    )
    asks.median(
        usd,
        "What is the median annual pay of data analysts?",
        "median yearly salary data analyst",
        "What does a Data Analyst typically earn a year, going by the median?",
        among=lambda j: j["title"] == "Data Analyst",
    )
    asks.mean(
        middle("USD", "HOUR"),
        "What is the average hourly pay?",
        "avg pay per hour",
        "Mean hourly rate in USD?",
    )
    asks.median(
        usd,
        "What is the median annual salary in Austin versus everywhere? Just Austin please.",
        "median salary austin",
        "What is the median yearly pay in Austin?",
        among=lambda j: j["place"] == "Austin, TX",
    )
    asks.extent(
        lowest("USD"),
        highest("USD"),
        "What is the salary range per year for backend engineers?",
        "lowest and highest annual pay backend engineer",
        "What are the lowest and highest yearly salaries for Backend Engineer?",
        among=lambda j: j["title"] == "Backend Engineer",
    )
    asks.count(
        "hourly",
        lambda j: j["pay"] and j["pay"][3] == "HOUR",
        "How many jobs pay by the hour?",
        "hourly jobs count",
        "How many postings have an hourly interval?",
    )
    asks.count(
        "pay above",
        above(lowest("USD"), 120000),
        "How many jobs have a minimum salary above $120,000?",
        "jobs with min pay over 120k",
        "How many openings pay at least more than $120k a year at the low end?",
    )
    asks.count(
        "pay stated",
        lambda j: not j["pay"],
        "How many jobs do not state pay?",
        "jobs w/o salary",
        "How many openings come without any pay information?",
    )
    asks.count(
        "skill",
        lambda j: "SQL" in j["work"],
        "How many jobs mention SQL?",
        "jobs asking for sql",
        "How many openings ask for SQL?",
    )
    asks.count(
        "skill",
        lambda j: "Kubernetes" in j["work"],
        "How many jobs ask for Kubernetes?",
        "kubernetes jobs count",
        "In how many postings is Kubernetes mentioned?",
    )
    asks.count(
        "date",
        lambda j: j["posted"] >= date(2026, 5, 1),
        "How many jobs were posted since May 2026?",
        "posted since may 2026",
        "How many openings appeared on or after May 1, 2026?",
    )
    asks.course(
        month, "How many jobs were posted each month?", "jobs per month", "Plot postings by month."
    )
    asks.compare(
        {
            "Austin": lambda j: j["place"][:4] == "Aust",
            "Seattle": lambda j: j["place"][:4] == "Seat",
        },
        "Compare the number of jobs in Austin and Seattle.",
        "austin vs seattle jobs",
        "Are there more jobs in Austin or in Seattle?",
    )
    asks.unanswerable(
        "How many people work at Quillon?",
        "How many jobs are in Miami?",
        "What was the revenue of Bright Otter?",
        "How many dentist jobs are there?",
        "How many jobs were posted in 2024?",
        "What is the average commute time?",
    )
    return asks


TEAMS = {"Engineering": 6, "Sales": 4, "People & Culture": 2, "Finance": 1.2, "Product": 2.5}


def _boarded(random: Random) -> list[Job]:
    jobs = []
    for number in range(90):
        team = weighted(random, TEAMS)
        role = {
            "Engineering": "Software Engineer",
            "Sales": "Account Manager",
            "Product": "Product Manager",
        }.get(team, "Specialist, " + team)
        level = weighted(random, {"": 5, "Senior ": 4, "Staff ": 1, "Junior ": 1.5})
        jobs.append(
            {
                "id": 4100200 + number * 7,
                "team": team,
                "level": level.strip(),
                "title": level + role,
                "place": weighted(
                    random,
                    {
                        "Lisbon, Portugal": 4,
                        "Toronto, Canada": 3,
                        "Remote - Canada": 2,
                        "Dublin, Ireland": 1.6,
                    },
                ),
                "office": random.choice(("EMEA Hub", "Americas Hub")),
                "employment": weighted(random, {"Full-time": 8, "Contract": 2, "Intern": 1}),
                "backfill": random.random() < 0.3,
                "pay": None,
                "posted": some_day(random, date(2025, 10, 1), date(2026, 6, 30)),
            }
        )
    return jobs


def _boarded_export(jobs: list[Job], _: Random) -> list[Job]:
    return [
        {
            "id": job["id"],
            "internal_job_id": job["id"] - 90000,
            "title": job["title"],
            "absolute_url": f"https://boards.example/brightotter/jobs/{job['id']}",
            "company_name": "Bright Otter",
            "requisition_id": f"R-{job['id'] % 9973}",
            "location": {"name": job["place"]},
            "departments": [{"id": 11, "name": job["team"]}],
            "offices": [{"id": 3, "name": job["office"]}],
            "metadata": {"employment_type": job["employment"], "is_backfill": int(job["backfill"])},
            "first_published": f"{job['posted']}T09:30:00-04:00",
            "content": f"&lt;p&gt;Join {job['team']} as requisition R-{job['id'] % 9973}."
            f" You will work from {job['place']}.&lt;/p&gt;",
        }
        for job in jobs
    ]


def _boarded_asks(jobs: list[Job]) -> Asks:
    asks = Asks(jobs)
    asks.count(
        "count",
        bool,
        "How many jobs are on the board?",
        "how many open roles at bright otter",
        "Total number of postings?",
    )
    asks.count(
        "filters",
        lambda j: j["team"] == "Engineering" and j["place"] == "Lisbon, Portugal",
        "How many Engineering jobs are there in Lisbon?",
        "engineering roles lisbon",
        "Count the openings of the Engineering department in Lisbon.",
    )
    asks.count(
        "filters",
        lambda j: j["team"] == "Sales" and j["employment"] == "Full-time",
        "How many full-time Sales jobs are there?",
        "full time sales department jobs",
        "How many Sales openings are full-time?",
    )
    asks.count(
        "or",
        lambda j: j["team"] in {"Sales", "Finance"},
        "How many jobs are in the Sales or Finance departments?",
        "sales or finance department jobs",
        "Openings in either Finance or Sales: how many?",
    )
    asks.count(
        "negation",
        lambda j: j["team"] != "Engineering",
        "How many jobs are not in Engineering?",
        "jobs outside the engineering department",
        "Leaving Engineering aside, how many jobs are there?",
    )
    asks.count(
        "negation",
        lambda j: "Toronto" not in j["place"],
        "How many jobs are not in Toronto?",
        "jobs outside toronto",
        "Except for Toronto, how many openings are there?",
    )
    asks.count(
        "boolean",
        lambda j: j["backfill"],
        "How many jobs are backfills?",
        "is backfill true",
        "How many openings have is_backfill 1?",
    )
    asks.count(
        "count",
        lambda j: j["level"] == "Senior",
        "How many senior jobs are there?",
        "senior roles count",
        "How many openings are at senior level?",
    )
    asks.count(
        "count",
        lambda j: "Remote" in j["place"],
        "How many remote jobs are there?",
        "remote roles how many",
        "How many openings let you work remotely?",
    )
    asks.count(
        "count",
        lambda j: j["place"].endswith("Canada"),
        "How many jobs are in Canada?",
        "jobs in canada",
        "How many openings are based in Canada, remote ones too?",
    )
    asks.count(
        "count",
        lambda j: j["title"].endswith("Software Engineer"),
        "How many software engineer jobs are there?",
        "software engineers wanted, number",
        "How many openings are for software engineers?",
    )
    asks.share(
        lambda j: j["team"] == "Engineering",
        "What share of jobs is in Engineering?",
        "percent engineering department",
        "What fraction of the openings belong to the Engineering department?",
    )
    asks.share(
        lambda j: j["employment"] == "Contract",
        "What percentage of Sales jobs are contract?",
        "share of contract jobs in sales",
        "Of the Sales jobs, which proportion is contract?",
        among=lambda j: j["team"] == "Sales",
    )
    asks.distinct(
        "team",
        "How many departments are hiring?",
        "distinct departments",
        "How many different departments have openings?",
    )
    asks.distinct(
        "title",
        "How many distinct job titles are there?",
        "unique titles",
        "How many different titles are advertised?",
    )
    asks.top(
        "team",
        1,
        "Which department has the most openings?",
        "department with most jobs",
        "Which department is hiring most?",
    )
    asks.top(
        "team",
        3,
        "Top 3 departments by number of jobs?",
        "three biggest departments",
        "List the three departments with the most openings.",
    )
    asks.top(
        "place",
        1,
        "Which location has the most jobs?",
        "top location",
        "Where are most of the jobs?",
    )
    asks.count(
        "date",
        lambda j: j["posted"].year == 2025,
        "How many jobs were published in 2025?",
        "jobs posted 2025",
        "How many openings date from the year 2025?",
    )
    asks.count(
        "date",
        lambda j: date(2026, 2, 1) <= j["posted"] <= date(2026, 4, 30),
        "How many jobs were posted between February and April 2026?",
        "posted feb to april 2026",
        "How many openings were published from 1 February to 30 April 2026?",
    )
    asks.course(
        month,
        "How many jobs were posted per month?",
        "posting counts by month",
        "How did the number of new openings develop month by month?",
    )
    asks.course(
        quarter,
        "How many jobs were posted per quarter?",
        "quarterly postings",
        "Number of new openings by quarter?",
    )
    asks.compare(
        {"Sales": lambda j: j["team"] == "Sales", "Product": lambda j: j["team"] == "Product"},
        "Compare Sales and Product by number of openings.",
        "sales vs product department jobs",
        "Does Sales have more openings than Product, and how many each?",
    )
    asks.unanswerable(
        "What is the median salary?",
        "How many jobs state pay of over $100,000?",
        "How many employees does Bright Otter have?",
        "How many jobs are in the Legal department?",
        "How many jobs are in Berlin?",
        "How many jobs were posted in 2021?",
        "What is the referral bonus?",
        "average number of applicants per job",
    )
    return asks


AREAS = ("model evaluation", "policy", "audit", "standards", "incident response", "compute")
ORGANISATIONS = (
    ("Meridian", "Tarn", "Halden", "Osprey", "Lindow"),
    ("Institute", "Council", "Trust"),
)
LANDS = {
    "London": "United Kingdom",
    "Brussels": "Belgium",
    "Berlin": "Germany",
    "Ottawa": "Canada",
    "Singapore": "Singapore",
}


def _governed(random: Random) -> list[Job]:
    jobs = []
    for number in range(200):
        city = weighted(random, dict(zip(LANDS, (8, 6, 3, 2, 1.3), strict=True)))
        low = 1000 * random.randint(42, 110)
        jobs.append(
            {
                "id": f"aig-{number + 1:04}",
                "title": random.choice(
                    (
                        "AI Policy Analyst",
                        "AI Governance Lead",
                        "Model Auditor",
                        "Research Fellow",
                        "Standards Officer",
                    )
                ),
                "org": " ".join(map(random.choice, ORGANISATIONS)),
                "kind": weighted(random, {"think_tank": 5, "regulator": 3, "lab": 4, "ngo": 2}),
                "city": city,
                "country": LANDS[city],
                "policy": weighted(random, {"onsite": 3, "hybrid": 5, "remote": 2}),
                "areas": random.sample(AREAS, random.randint(1, 3)),
                "visa": random.random() < 0.4,
                "level": weighted(random, {"junior": 3, "mid": 6, "senior": 4, "director": 1}),
                "pay": None
                if random.random() < 0.4
                else (low, low + 12000, "GBP" if city == "London" else "EUR", "YEAR"),
                "posted": some_day(random, date(2025, 1, 6), date(2026, 6, 28)),
            }
        )
    return jobs


def _governed_export(jobs: list[Job], _: Random) -> list[Job]:
    return [
        {
            "posting_id": job["id"],
            "role_title": job["title"],
            "organisation": job["org"],
            "org_type": job["kind"],
            "city": job["city"],
            "country": job["country"],
            "remote_policy": job["policy"],
            "focus_areas": job["areas"],
            "visa_ok": "TRUE" if job["visa"] else "FALSE",
            "seniority": job["level"],
            "salary_text": _thousands(job),
            "posted_date": str(job["posted"]),
        }
        for job in jobs
    ]


def _thousands(job: Job) -> str:
    if job["pay"] is None:
        return ""
    low, high, currency, _ = job["pay"]
    sign = "£" if currency == "GBP" else "€"
    return f"{sign}{low // 1000}k–{high // 1000}k per year"


def _governed_asks(jobs: list[Job]) -> Asks:  # noqa: PLR0915 - a statement a question
    asks = Asks(jobs)
    asks.count(
        "count",
        bool,
        "How many AI governance jobs are there?",
        "how many postings total",
        "What is the total number of postings in the data?",
    )
    asks.count(
        "filters",
        lambda j: j["kind"] == "regulator" and j["city"] == "Brussels",
        "How many regulator jobs are in Brussels?",
        "org type regulator brussels",
        "How many postings from regulators are there in Brussels?",
    )
    asks.count(
        "filters",
        lambda j: j["policy"] == "hybrid" and j["level"] == "senior",
        "How many senior hybrid jobs are there?",
        "senior hybrid roles",
        "How many senior postings have hybrid work?",
    )
    asks.count(
        "filters",
        lambda j: j["visa"] and j["country"] == "United Kingdom",
        "How many jobs in the UK are visa ok?",
        "visa ok uk",
        "How many postings in the United Kingdom have visa_ok TRUE?",
    )
    asks.count(
        "or",
        lambda j: j["kind"] in {"lab", "ngo"},
        "How many postings have org type lab or ngo?",
        "labs or ngos: how many jobs",
        "Number of postings whose org type is either ngo or lab",
    )
    asks.count(
        "negation",
        lambda j: j["kind"] != "think_tank",
        "How many postings are not from a think tank?",
        "org type not think_tank",
        "Excluding org type think tank, how many postings are there?",
    )
    asks.count(
        "boolean",
        lambda j: j["visa"],
        "How many postings are visa ok?",
        "visa_ok true",
        "How many roles say yes to visa ok?",
    )
    asks.count(
        "skill",
        lambda j: "audit" in j["areas"],
        'How many postings have focus area "audit"?',
        "focus areas audit count",
        "How many postings list audit among the focus areas?",
    )
    asks.count(
        "skill",
        lambda j: "model evaluation" in j["areas"] and "policy" in j["areas"],
        "How many postings have both model evaluation and policy as focus areas?",
        "focus areas model evaluation and policy",
        "How many list model evaluation as well as policy in focus areas?",
    )
    asks.share(
        lambda j: j["policy"] == "remote",
        "What share of postings are remote?",
        "remote %",
        "What proportion of roles is fully remote?",
    )
    asks.share(
        lambda j: j["pay"],
        "What share of postings state a salary?",
        "percentage with salary",
        "What part of postings disclose pay?",
    )
    asks.distinct(
        "org",
        "How many organisations are hiring?",
        "distinct organisations",
        "How many different organisations post jobs?",
    )
    asks.distinct(
        "country",
        "How many countries are covered?",
        "distinct countries",
        "In how many different countries are there jobs?",
    )
    asks.top("city", 1, "Which city has the most postings?", "top city", "Where are the most jobs?")
    asks.top(
        "kind",
        2,
        "Top 2 org types by postings",
        "two commonest org types",
        "Which two org types post the most?",
    )
    asks.median(
        middle("GBP"),
        "What is the median salary in GBP?",
        "median pay pounds",
        "What is the median annual pay of those stated in pounds?",
    )
    asks.mean(
        middle("EUR"),
        "What is the average salary in EUR in Brussels?",
        "mean euro pay brussels",
        "On average, what do Brussels jobs pay a year in euros?",
        among=lambda j: j["city"] == "Brussels",
    )
    asks.count(
        "currency",
        lambda j: j["pay"] and j["pay"][2] == "EUR",
        "How many postings state pay in euros?",
        "pay in eur count",
        "How many quote a salary in EUR?",
    )
    asks.count(
        "pay above",
        above(lowest("GBP"), 80000),
        "How many postings have a minimum salary above £80,000?",
        "min pay over £80k",
        "How many start at more than 80k pounds?",
    )
    asks.count(
        "pay stated",
        lambda j: not j["pay"],
        "How many postings state no salary?",
        "postings without pay",
        "How many roles keep silent about pay?",
    )
    asks.count(
        "date",
        lambda j: j["posted"] >= date(2026, 3, 1),
        "How many postings since March 2026?",
        "jobs since march 2026",
        "How many were posted on or after 1 March 2026?",
    )
    asks.count(
        "date",
        lambda j: j["posted"].year == 2025,
        "How many postings were there in 2025?",
        "2025 postings",
        "How many jobs were posted during 2025?",
    )
    asks.count(
        "date",
        lambda j: quarter(j["posted"]) == "2026-Q1",
        "How many postings in Q1 2026?",
        "q1 2026 jobs",
        "How many were posted in the first quarter of 2026?",
    )
    asks.course(
        quarter,
        "How many postings per quarter?",
        "postings by quarter",
        "How did postings develop quarter by quarter?",
    )
    asks.course(
        year, "How many postings per year?", "postings by year", "Count postings for each year."
    )
    asks.compare(
        {
            "2025": lambda j: quarter(j["posted"]) == "2025-Q1",
            "2026": lambda j: quarter(j["posted"]) == "2026-Q1",
        },
        "Compare Q1 2025 with Q1 2026 by postings.",
        "q1 2025 vs q1 2026 postings",
        "How many postings were there in Q1 2025 compared to Q1 2026?",
    )
    asks.unanswerable(
        "How many postings were there in 2023?",
        "What was the funding of the Meridian Institute?",
        "How many postings are in Tokyo?",
        "How many postings have focus area biosecurity?",
        "How many employees do the labs have?",
        "How many postings closed without a hire?",
    )
    return asks


MARKETS = (
    Market(
        "jobspy_us",
        "jobs.parquet",
        False,
        _spied,
        _spied_export,
        _spied_asks,
        (
            ("type", "job_type", "job type"),
            ("level", "job_level", "job level"),
            ("industry", "company_industry", "company industry"),
            ("company", "company", "company"),
            ("place", "location", "location"),
        ),
    ),
    Market(
        "greenhouse_board",
        "jobs.json",
        False,
        _boarded,
        _boarded_export,
        _boarded_asks,
        (
            ("team", "department", "department"),
            ("office", "office", "office"),
            ("employment", "employment type", "employment type"),
            ("place", "location", "location"),
            ("title", "title", "title"),
        ),
    ),
    Market(
        "ai_governance",
        "postings.jsonl",
        True,
        _governed,
        _governed_export,
        _governed_asks,
        (
            ("kind", "org_type", "org type"),
            ("policy", "remote_policy", "remote policy"),
            ("level", "seniority", "seniority"),
            ("country", "country", "country"),
            ("org", "organisation", "organisation"),
            ("title", "role_title", "role title"),
        ),
    ),
)
