"""Hourly work in shops, under column names as a chain's own system has them."""

from datetime import date
from random import Random

from evals.datasets.markets.market import (
    Asks,
    Job,
    Market,
    above,
    having,
    middle,
    month,
    some_day,
    weighted,
)

STATES = {"Ohio": 5, "Texas": 4, "Oregon": 2, "Maine": 1.2}
DEPARTMENTS = {"Front End": 6, "Produce": 3, "Bakery": 2, "Night Crew": 4, "Pharmacy": 1}


def _openings(random: Random) -> list[Job]:
    jobs = []
    for number in range(240):
        rate = random.randint(52, 104) / 4
        jobs.append(
            {
                "id": f"RQ{70000 + number}",
                "title": weighted(
                    random,
                    {
                        "Cashier": 5,
                        "Stock Associate": 4,
                        "Shift Lead": 2,
                        "Baker": 1,
                        "Pharmacy Tech": 1.4,
                    },
                ),
                "store": str(random.randint(101, 118)),
                "banner": weighted(random, {"FreshWay": 5, "Corner Barn": 3, "ValuMart": 2}),
                "team": weighted(random, DEPARTMENTS),
                "req": weighted(random, {"backfill": 5, "growth": 3, "seasonal": 2}),
                "shift": weighted(random, {"Morning": 4, "Evening": 3, "Overnight": 2}),
                "status": weighted(random, {"FT": 3, "PT": 7}),
                "weekend": random.random() < 0.6,
                "state": weighted(random, STATES),
                "perks": random.sample(
                    ("discount", "tuition", "401k", "transit pass"), random.randint(0, 3)
                ),
                "pay": None if random.random() < 0.1 else (rate, rate, "USD", "HOUR"),
                "posted": some_day(random, date(2026, 3, 2), date(2026, 8, 14)),
            }
        )
    return jobs


def _exported(jobs: list[Job], _: Random) -> list[Job]:
    return [
        {
            "req_id": job["id"],
            "Role": job["title"],
            "Banner": job["banner"],
            "Store #": job["store"],
            "State": job["state"],
            "Team/Dept": job["team"],
            "req_type": job["req"],
            "Shift": job["shift"],
            "FT/PT": job["status"],
            "weekend_required": "Y" if job["weekend"] else "N",
            "perks": "|".join(job["perks"]),
            "Hourly Rate": f"${job['pay'][0]:.2f}/hr" if job["pay"] else "",
            "Date Opened": f"{job['posted']:%m/%d/%Y}",
        }
        for job in jobs
    ]


def _asks(jobs: list[Job]) -> Asks:  # noqa: PLR0915 - a statement a question
    asks = Asks(jobs)
    rate = middle("USD", "HOUR")
    asks.count(
        "count",
        bool,
        "How many open positions are there?",
        "total reqs",
        "How many jobs do the stores have open?",
    )
    asks.count(
        "filters",
        lambda j: j["title"] == "Cashier" and j["state"] == "Ohio",
        "How many cashier jobs are there in Ohio?",
        "cashier jobs ohio",
        "How many Cashier openings does Ohio have?",
    )
    asks.count(
        "filters",
        lambda j: j["banner"] == "FreshWay" and j["shift"] == "Overnight",
        "How many overnight jobs does FreshWay have?",
        "freshway overnight shift count",
        "Number of FreshWay openings on the Overnight shift",
    )
    asks.count(
        "filters",
        lambda j: j["req"] == "seasonal" and j["weekend"],
        "How many seasonal jobs require weekends?",
        "req type seasonal weekend required",
        "Of the seasonal reqs, how many have weekends required?",
    )
    asks.count(
        "count",
        lambda j: j["status"] == "PT",
        "How many part-time jobs are there?",
        "part time jobs how many",
        "How many openings are part-time?",
    )
    asks.count(
        "or",
        lambda j: j["state"] in {"Ohio", "Maine"},
        "How many jobs are in Ohio or Maine?",
        "jobs in maine or ohio",
        "How many openings are in either Ohio or Maine?",
    )
    asks.count(
        "or",
        lambda j: j["team"] in {"Bakery", "Produce"},
        "How many jobs are in Team/Dept Bakery or Produce?",
        "bakery or produce jobs",
        "How many openings are in the bakery or produce departments?",
    )
    asks.count(
        "negation",
        lambda j: j["state"] != "Texas",
        "How many jobs are not in Texas?",
        "jobs outside texas",
        "How many openings are in states other than Texas?",
    )
    asks.count(
        "negation",
        lambda j: j["req"] != "seasonal",
        "How many jobs are not seasonal?",
        "req type other than seasonal",
        "How many reqs are anything but seasonal?",
    )
    asks.count(
        "boolean",
        lambda j: j["weekend"],
        "How many jobs have weekends required?",
        "weekend required yes",
        "How many openings require working weekends?",
    )
    asks.count(
        "boolean",
        lambda j: not j["weekend"],
        "How many jobs do not require weekends?",
        "weekend required N count",
        "How many openings have no weekend required?",
    )
    asks.count(
        "skill",
        lambda j: "tuition" in j["perks"],
        'How many postings have perks "tuition"?',
        "perks tuition",
        "How many jobs list tuition among the perks?",
    )
    asks.share(
        lambda j: j["status"] == "PT",
        "What share of jobs is part-time?",
        "percent part time",
        "What proportion of openings are part-time?",
    )
    asks.share(
        lambda j: j["weekend"],
        "What share of FreshWay jobs require weekends?",
        "% of freshway jobs w/ weekend required",
        "Of FreshWay's openings, what fraction has weekends required?",
        among=lambda j: j["banner"] == "FreshWay",
    )
    asks.distinct(
        "store",
        "How many different stores are hiring?",
        "distinct store #",
        "How many different store numbers appear?",
    )
    asks.distinct(
        "title",
        "How many different roles are there?",
        "distinct roles",
        "How many distinct job titles do the stores advertise?",
    )
    asks.top(
        "banner",
        1,
        "Which banner has the most jobs?",
        "banner w most openings",
        "Which banner is hiring the most?",
    )
    asks.top(
        "team",
        3,
        "Top 3 departments by openings?",
        "top three teams",
        "Which three departments have the most jobs?",
    )
    asks.top(
        "title",
        1,
        "What is the most common role?",
        "most advertised role",
        "Which role is advertised most?",
    )
    asks.median(
        rate,
        "What is the median hourly pay for cashiers?",
        "median hourly rate cashier",
        "What does a Cashier make an hour, by the median?",
        among=lambda j: j["title"] == "Cashier",
    )
    asks.mean(
        rate,
        "What is the average hourly rate?",
        "avg pay per hour",
        "How much do the jobs pay per hour on average?",
    )
    asks.mean(
        rate,
        "What is the average hourly rate in Texas?",
        "texas avg hourly pay",
        "On average, what do Texas jobs pay by the hour?",
        among=lambda j: j["state"] == "Texas",
    )
    asks.extent(
        rate,
        rate,
        "What is the range of hourly pay?",
        "lowest and highest hourly rate",
        "What are the lowest and the highest pay per hour?",
    )
    asks.count(
        "hourly",
        above(rate, 20),
        "How many jobs pay more than $20 an hour?",
        "jobs over $20/hr",
        "How many openings pay above 20 dollars per hour?",
    )
    asks.count(
        "hourly",
        lambda j: j["pay"] and j["pay"][0] < 15,
        "How many jobs pay less than $15 an hour?",
        "under $15/hr how many",
        "How many openings pay below 15 dollars an hour?",
    )
    asks.count(
        "pay stated",
        lambda j: not j["pay"],
        "How many jobs do not state an hourly rate?",
        "jobs w/o pay",
        "How many openings have no pay stated?",
    )
    asks.count(
        "date",
        lambda j: month(j["posted"]) == "2026-06",
        "How many jobs were opened in June 2026?",
        "opened june 2026",
        "How many openings date from June 2026?",
    )
    asks.count(
        "date",
        lambda j: j["posted"] < date(2026, 5, 1),
        "How many jobs were opened before May 2026?",
        "opened before may 2026",
        "How many openings are from before 1 May 2026?",
    )
    asks.course(
        month,
        "How many jobs were opened per month?",
        "openings by month",
        "Give the number of new jobs month by month.",
    )
    asks.compare(
        {"FT": lambda j: j["status"] == "FT", "PT": lambda j: j["status"] == "PT"},
        "Compare full-time and part-time jobs by number.",
        "FT vs PT",
        "How many full-time jobs are there compared with part-time ones?",
    )
    asks.compare_medians(
        rate,
        {s: having("state", s) for s in ("Ohio", "Oregon")},
        "Compare the median hourly pay in Ohio and Oregon.",
        "ohio vs oregon median hourly pay",
        "Is the median hourly rate higher in Oregon or in Ohio?",
    )
    asks.unanswerable(
        "How many customers visit the stores?",
        "How many jobs are in Florida?",
        "What was the sales revenue of ValuMart?",
        "How many jobs were opened in 2024?",
        "What is the average uniform cost?",
        "How many butcher jobs are there?",
        'How many postings list the skill "Python"?',
    )
    return asks


MARKETS = (
    Market(
        "retail_hourly",
        "reqs.csv",
        False,
        _openings,
        _exported,
        _asks,
        (
            ("team", "Team/Dept", "team"),
            ("req", "req_type", "req type"),
            ("shift", "Shift", "shift"),
            ("banner", "Banner", "banner"),
            ("status", "FT/PT", "FT/PT"),
            ("store", "Store #", "store"),
        ),
    ),
)
