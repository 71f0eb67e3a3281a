"""Public employers: British nursing vacancies and announcements of the United States' agencies."""

from datetime import date, timedelta
from random import Random

from evals.datasets.markets.market import (
    Asks,
    Job,
    Market,
    above,
    having,
    highest,
    lowest,
    middle,
    month,
    some_day,
    weighted,
)

BANDS = {
    "Band 5": (29970, 36483),
    "Band 6": (37338, 44962),
    "Band 7": (46148, 52809),
    "Band 8a": (53755, 60504),
}
TRUSTS = {
    "Aldmoor University Hospitals": ("Aldmoor", 9),
    "Fenwick Community Care": ("Fenwick", 5),
    "Harbury General": ("Harbury", 4),
    "North Tarn Mental Health": ("Tarnby", 3),
    "Saint Brannoc's Hospice": ("Brannoc", 1.5),
}
WARDS = ("Theatres", "Paediatrics", "Intensive Care", "Mental Health", "District Nursing", "A&E")


def _nursing(random: Random) -> list[Job]:
    jobs = []
    for number in range(180):
        trust = weighted(random, {name: weight for name, (_, weight) in TRUSTS.items()})
        band = weighted(random, {"Band 5": 5, "Band 6": 4, "Band 7": 2, "Band 8a": 1})
        bank = random.random() < 0.12
        hourly = (round(random.uniform(16, 26), 2),) * 2
        pay = (*hourly, "GBP", "HOUR") if bank else (*BANDS[band], "GBP", "YEAR")
        ward = random.choice(WARDS)
        level = {"Band 5": "Staff Nurse", "Band 6": "Senior Staff Nurse", "Band 7": "Ward Sister"}
        jobs.append(
            {
                "id": f"C9{4400 + number}-26-{random.randint(1000, 9999)}",
                "title": f"{level.get(band, 'Matron')} - {ward}",
                "trust": trust,
                "town": TRUSTS[trust][0],
                "band": band,
                "ward": ward,
                "hours": weighted(random, {"37.5": 6, "30": 2, "22.5": 2}),
                "contract": "Bank" if bank else weighted(random, {"Permanent": 7, "Fixed term": 2}),
                "visa": random.random() < 0.35,
                "nights": random.choice(("Days", "Nights", "Rotating", "")),
                "pay": None if random.random() < 0.08 else pay,
                "posted": some_day(random, date(2026, 1, 5), date(2026, 6, 26)),
            }
        )
    return jobs


def _nursing_export(jobs: list[Job], _: Random) -> list[Job]:
    return [
        {
            "Vacancy Ref": job["id"],
            "Job Title": job["title"],
            "Trust": job["trust"],
            "Town": job["town"],
            "Band": job["band"],
            "Specialty": job["ward"],
            "Weekly Hours": job["hours"],
            "Salary": _british(job),
            "Contract Type": job["contract"],
            "Visa Sponsorship": "yes" if job["visa"] else "no",
            "Shift Pattern": job["nights"],
            "Date Posted": f"{job['posted']:%d/%m/%Y}",
            "Closing Date": f"{job['posted'] + timedelta(days=21):%d/%m/%Y}",
        }
        for job in jobs
    ]


def _british(job: Job) -> str:
    if job["pay"] is None:
        return "Depending on experience"
    low, high, _, unit = job["pay"]
    return f"£{low:.2f} an hour" if unit == "HOUR" else f"£{low:,} to £{high:,} a year"


def _nursing_asks(jobs: list[Job]) -> Asks:  # noqa: PLR0915 - a statement a question
    asks = Asks(jobs)
    year = middle("GBP")
    asks.count(
        "count",
        bool,
        "How many vacancies are in the data?",
        "total number of nursing jobs",
        "how many jobs in all",
    )
    asks.count(
        "filters",
        lambda j: j["band"] == "Band 6" and j["town"] == "Aldmoor",
        "How many Band 6 vacancies are there in Aldmoor?",
        "band 6 jobs aldmoor how many",
        "Count the posts in Aldmoor that are Band 6.",
    )
    asks.count(
        "filters",
        lambda j: j["ward"] == "Paediatrics" and j["contract"] == "Permanent",
        "How many permanent paediatrics jobs are there?",
        "permanent jobs in peadiatrics, number?",
        "How many openings in Paediatrics are on a permanent contract?",
    )
    asks.count(
        "or",
        lambda j: j["ward"] in {"Theatres", "A&E"},
        "How many vacancies are in Theatres or A&E?",
        "jobs with specialty theatres or a&e, how many",
        "Number of postings whose specialty is either A&E or Theatres",
    )
    asks.count(
        "negation",
        lambda j: j["contract"] != "Permanent",
        "How many vacancies are not permanent?",
        "jobs where contract type isnt permanent - count",
        "How many posts have a contract type other than Permanent?",
    )
    asks.count(
        "boolean",
        lambda j: j["visa"],
        "How many vacancies offer visa sponsorship?",
        "jobs with visa sponsorship how many",
        "How many of the trusts' vacancies sponsor a visa?",
    )
    asks.count(
        "boolean",
        lambda j: not j["visa"],
        "How many jobs have no visa sponsorship?",
        "vacancies without visa sponsorship",
        "How many postings do not offer visa sponsorship?",
    )
    asks.share(
        lambda j: j["visa"],
        "What share of vacancies offer visa sponsorship?",
        "percent of jobs w/ visa sponsorship",
        "What proportion of the posts come with visa sponsorship?",
    )
    asks.share(
        lambda j: j["hours"] == "37.5",
        "What percentage of jobs are 37.5 hours a week?",
        "share of vacancies with weekly hours 37.5",
        "What fraction of postings have 37.5 weekly hours?",
    )
    asks.distinct(
        "trust",
        "How many different trusts are hiring?",
        "number of distinct trusts",
        "How many employers have vacancies?",
    )
    asks.distinct(
        "town",
        "How many different towns have vacancies?",
        "distinct towns count",
        "In how many towns are there jobs?",
    )
    asks.top(
        "trust",
        1,
        "Which trust has the most vacancies?",
        "trust with most jobs",
        "Who is advertising the largest number of nursing posts?",
    )
    asks.top(
        "band",
        3,
        "What are the top 3 bands by number of vacancies?",
        "top three bands",
        "List the three commonest bands and how many vacancies each has.",
    )
    asks.top(
        "ward",
        1,
        "Which specialty is most in demand?",
        "most common specialty",
        "Which specialty has the highest number of openings?",
    )
    asks.median(
        year,
        "What is the median annual salary in GBP for Band 7?",
        "median pay band 7 per year",
        "What do Band 7 jobs typically pay a year (median)?",
        among=lambda j: j["band"] == "Band 7",
    )
    asks.mean(
        year,
        "What is the average yearly salary in pounds?",
        "avg salary per year",
        "On average, what do these vacancies pay annually?",
    )
    asks.mean(
        middle("GBP", "HOUR"),
        "What is the average hourly rate?",
        "mean pay per hour",
        "How much is paid per hour on average?",
    )
    asks.extent(
        lowest("GBP"),
        highest("GBP"),
        "What is the range of annual salaries?",
        "lowest and highest yearly salary",
        "Between what figures do annual salaries lie?",
    )
    asks.count(
        "hourly",
        lambda j: j["pay"] and j["pay"][3] == "HOUR",
        "How many vacancies are paid by the hour?",
        "hourly paid jobs count",
        "How many posts quote an hourly rate?",
    )
    asks.count(
        "pay above",
        above(lowest("GBP"), 40000),
        "How many jobs start at more than £40,000 a year?",
        "jobs paying more than £40k",
        "How many vacancies pay over 40k pounds?",
        also=[above(year, 40000), above(highest("GBP"), 40000)],
    )
    asks.count(
        "pay stated",
        lambda j: j["pay"] is None,
        "How many vacancies do not state pay?",
        "jobs with no salary given",
        "How many postings leave the salary out?",
    )
    asks.count(
        "date",
        lambda j: j["posted"] >= date(2026, 3, 1),
        "How many vacancies were posted since March 2026?",
        "jobs posted since march 2026",
        "How many posts have been advertised from 1 March 2026 on?",
    )
    asks.count(
        "date",
        lambda j: j["posted"].month <= 3,
        "How many jobs were posted in Q1 2026?",
        "vacancies first quarter 2026",
        "How many openings were advertised between January and March 2026?",
    )
    asks.course(
        month,
        "How many vacancies were posted per month?",
        "postings by month",
        "Show the number of new jobs each month.",
    )
    asks.compare(
        {"Aldmoor": lambda j: j["town"] == "Aldmoor", "Harbury": lambda j: j["town"] == "Harbury"},
        "Compare the number of vacancies in Aldmoor and Harbury.",
        "aldmoor vs harbury number of jobs",
        "Are there more jobs in Aldmoor than in Harbury?",
    )
    asks.unanswerable(
        "How many nurses work at Harbury General?",
        "How many vacancies are in Manchester?",
        "how many band 9 jobs",
        "What was the number of vacancies in 2019?",
        "What is the average pension contribution?",
        "What is the median parking charge?",
        "number of jobs in dentistry",
    )
    return asks


AGENCIES = {
    "Bureau of Inland Waters": "Department of Rivers",
    "Office of Cartography": "Department of Rivers",
    "Federal Orchard Service": "Department of Fields",
    "Weights Inspection Agency": "Department of Trade",
    "National Archive of Maps": "Department of Records",
}
STEPS = {"GS-07": 46, "GS-09": 57, "GS-11": 69, "GS-12": 83, "GS-13": 99, "GS-14": 117}
PLACES = {
    "Washington, DC": 1.33,
    "Denver, CO": 1.3,
    "Atlanta, GA": 1.23,
    "Rest of U.S.": 1.17,
    "San Antonio, TX": 1.18,
}
SERIES = {
    "0343": "Management and Program Analyst",
    "2210": "IT Specialist",
    "0511": "Auditor",
    "0028": "Environmental Protection Specialist",
}


def _federal(random: Random) -> list[Job]:
    jobs = []
    for number in range(220):
        agency = weighted(random, dict(zip(AGENCIES, (6, 2, 4, 3, 1), strict=True)))
        grade = weighted(random, dict(zip(STEPS, (2, 3, 4, 6, 8, 2), strict=True)))
        place = weighted(random, dict(zip(PLACES, (8, 4, 3, 6, 2), strict=True)))
        low = round(STEPS[grade] * 1000 * PLACES[place])
        wage = random.random() < 0.1
        hourly = (round(low / 2087, 2), round(low * 1.3 / 2087, 2), "USD", "HOUR")
        code = random.choice(list(SERIES))
        jobs.append(
            {
                "id": f"BX-26-{12000000 + number * 17}",
                "series": code,
                "title": SERIES[code],
                "agency": agency,
                "department": AGENCIES[agency],
                "grade": grade,
                "place": place,
                "pay": hourly if wage else (low, round(low * 1.3), "USD", "YEAR"),
                "telework": random.random() < 0.55,
                "clearance": random.choice(
                    ("Not Required", "Secret", "Top Secret", "Public Trust")
                ),
                "appointment": weighted(random, {"Permanent": 7, "Term": 2, "Temporary": 1.2}),
                "schedule": weighted(random, {"Full-time": 9, "Part-time": 1}),
                "posted": some_day(random, date(2025, 7, 1), date(2026, 6, 30)),
            }
        )
    return jobs


def _federal_export(jobs: list[Job], _: Random) -> list[Job]:
    return [
        {
            "Announcement Number": job["id"],
            "Position Title": job["title"],
            "Series": job["series"],
            "Agency": job["agency"],
            "Department": job["department"],
            "Grade": job["grade"],
            "Locality": job["place"],
            "Minimum Pay": job["pay"][0],
            "Maximum Pay": job["pay"][1],
            "Pay Basis": "Per Year" if job["pay"][3] == "YEAR" else "Per Hour",
            "Telework Eligible": job["telework"],
            "Security Clearance": job["clearance"],
            "Appointment Type": job["appointment"],
            "Work Schedule": job["schedule"],
            "Open Date": job["posted"],
            "Close Date": job["posted"] + timedelta(days=14),
        }
        for job in jobs
    ]


def _federal_asks(jobs: list[Job]) -> Asks:  # noqa: PLR0915 - a statement a question
    asks = Asks(jobs)
    usd = middle("USD")
    asks.count(
        "count",
        bool,
        "How many announcements are there?",
        "total number of federal jobs",
        "How many openings does the list hold?",
    )
    asks.count(
        "filters",
        lambda j: j["grade"] == "GS-13" and j["place"] == "Denver, CO",
        "How many GS-13 jobs are there in Denver?",
        "gs-13 denver how many",
        "Count the GS-13 announcements located in Denver, CO.",
    )
    asks.count(
        "filters",
        lambda j: j["title"] == "IT Specialist" and j["telework"],
        "How many IT Specialist jobs are telework eligible?",
        "it specialist positions with telework",
        "Number of IT Specialist announcements for which telework is possible",
    )
    asks.count(
        "filters",
        lambda j: j["clearance"] == "Secret" and j["agency"] == "Bureau of Inland Waters",
        "How many jobs at the Bureau of Inland Waters need a Secret clearance?",
        "bureau of inland waters secret clearance jobs",
        "How many Bureau of Inland Waters postings have security clearance Secret?",
    )
    asks.count(
        "or",
        lambda j: j["grade"] in {"GS-12", "GS-13"},
        "How many jobs are GS-12 or GS-13?",
        "gs-12 or gs-13 count",
        "Number of announcements at grade GS-13 or GS-12",
    )
    asks.count(
        "negation",
        lambda j: j["clearance"] != "Not Required",
        "How many jobs have a security clearance other than Not Required?",
        'security clearance is not "not required"',
        "Excluding those where the security clearance is Not Required, how many jobs are left?",
    )
    asks.count(
        "negation",
        lambda j: j["place"] != "Washington, DC",
        "How many announcements are not in Washington, DC?",
        "jobs outside washington dc",
        "Leaving out Washington, DC, how many openings remain?",
    )
    asks.count(
        "boolean",
        lambda j: j["telework"],
        "How many jobs are telework eligible?",
        "telework eligble jobs",
        "How many announcements allow telework?",
    )
    asks.share(
        lambda j: j["telework"],
        "What share of announcements are telework eligible?",
        "percentage telework eligible",
        "What proportion of jobs allow telework?",
    )
    asks.share(
        lambda j: j["grade"] == "GS-13",
        "What percentage of Department of Rivers jobs are GS-13?",
        "share of gs-13 in department of rivers",
        "Of the Department of Rivers announcements, what share is graded GS-13?",
        among=lambda j: j["department"] == "Department of Rivers",
    )
    asks.distinct(
        "agency",
        "How many different agencies are hiring?",
        "number of distinct agencies",
        "How many separate agencies post announcements?",
    )
    asks.distinct(
        "grade",
        "How many distinct grades are there?",
        "distinct grades",
        "How many different grade levels appear?",
    )
    asks.top(
        "agency",
        1,
        "Which agency has the most announcements?",
        "agency with most jobs",
        "Which agency is hiring the most?",
    )
    asks.top(
        "grade",
        1,
        "What is the most common grade?",
        "commonest grade",
        "Which grade comes up most often?",
    )
    asks.top(
        "place",
        3,
        "Top 3 localities by number of jobs?",
        "three biggest localities",
        "Which three localities have the most openings?",
    )
    asks.median(
        usd,
        "What is the median annual pay for GS-12?",
        "median salary gs-12",
        "What is the typical (median) yearly pay at grade GS-12 in dollars?",
        among=lambda j: j["grade"] == "GS-12",
    )
    asks.mean(
        usd,
        "What is the average annual pay in the Department of Fields?",
        "avg yearly salary department of fields",
        "On average, how much do Department of Fields jobs pay per year?",
        among=lambda j: j["department"] == "Department of Fields",
    )
    asks.extent(
        lowest("USD"),
        highest("USD"),
        "What is the pay range of Auditor jobs per year?",
        "auditor yearly salary range",
        "What are the lowest and highest annual salaries for auditors?",
        among=lambda j: j["title"] == "Auditor",
    )
    asks.count(
        "hourly",
        lambda j: j["pay"][3] == "HOUR",
        "How many jobs are paid per hour?",
        "pay basis per hour count",
        "How many announcements quote an hourly wage?",
    )
    asks.count(
        "pay above",
        above(lowest("USD"), 120000),
        "How many jobs have a minimum pay above $120,000 a year?",
        "jobs with min salary over 120k",
        "How many announcements start at more than $120K per year?",
    )
    asks.count(
        "date",
        lambda j: j["posted"] >= date(2026, 1, 1),
        "How many announcements opened since January 2026?",
        "jobs opened since jan 2026",
        "How many were posted on or after 1 January 2026?",
    )
    asks.count(
        "date",
        lambda j: month(j["posted"]) == "2026-04",
        "How many jobs were posted in April 2026?",
        "april 2026 postings",
        "How many announcements opened in April of 2026?",
    )
    asks.course(
        month,
        "How many announcements opened per month?",
        "monthly number of jobs",
        "Give me the count of new openings for each month.",
    )
    asks.compare(
        {
            "Permanent": lambda j: j["appointment"] == "Permanent",
            "Term": lambda j: j["appointment"] == "Term",
        },
        "Compare Permanent with Term appointments.",
        "permanent vs term, how many jobs",
        "How do permanent and term appointments compare in number?",
    )
    asks.compare_medians(
        usd,
        {g: having("grade", g) for g in ("GS-11", "GS-13")},
        "Compare the median annual pay of GS-11 and GS-13.",
        "median salary gs-11 vs gs-13",
        "What is the difference in median yearly pay between GS-13 and GS-11?",
    )
    asks.unanswerable(
        "How many employees does the Office of Cartography have?",
        "How many GS-15 jobs are there?",
        "How many announcements were posted in 2022?",
        "What is the budget of the Department of Trade?",
        "How many jobs are in Honolulu?",
        "What is the average relocation allowance?",
    )
    return asks


MARKETS = (
    Market(
        "nhs_nursing",
        "vacancies.csv",
        False,
        _nursing,
        _nursing_export,
        _nursing_asks,
        (
            ("band", "Band", "band"),
            ("town", "Town", "town"),
            ("ward", "Specialty", "specialty"),
            ("contract", "Contract Type", "contract type"),
            ("nights", "Shift Pattern", "shift pattern"),
            ("hours", "Weekly Hours", "weekly hours"),
        ),
    ),
    Market(
        "us_federal",
        "announcements.xlsx",
        False,
        _federal,
        _federal_export,
        _federal_asks,
        (
            ("grade", "Grade", "grade"),
            ("clearance", "Security Clearance", "security clearance"),
            ("appointment", "Appointment Type", "appointment type"),
            ("series", "Series", "series"),
            ("department", "Department", "department"),
            ("place", "Locality", "locality"),
        ),
    ),
)
