"""Europe: a German board of IT jobs under German names, and a feed of several currencies."""

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
)

STATES = {
    "München": "Bayern",
    "Hamburg": "Hamburg",
    "Köln": "Nordrhein-Westfalen",
    "Leipzig": "Sachsen",
    "Nürnberg": "Bayern",
}
KNOWN = ("Java", "SAP", "Linux", "Python", "Kubernetes", "SQL")


def _german(random: Random) -> list[Job]:
    jobs = []
    for number in range(210):
        city = weighted(random, dict(zip(STATES, (7, 5, 3, 1.4, 2.2), strict=True)))
        low = random.randint(44, 95) * 1000
        high = low if random.random() < 0.5 else low + 10000
        jobs.append(
            {
                "id": f"DE-{5000 + number}",
                "title": weighted(
                    random,
                    {
                        "Softwareentwickler (m/w/d)": 5,
                        "Systemadministrator (m/w/d)": 3,
                        "IT-Projektleiter (m/w/d)": 2,
                        "SAP-Berater (m/w/d)": 1,
                    },
                ),
                "company": weighted(
                    random,
                    {
                        "Nordlicht Systeme GmbH": 5,
                        "Isarwerk AG": 4,
                        "Lindenhof IT GmbH": 2,
                        "Kranich Software SE": 1.3,
                    },
                ),
                "city": city,
                "state": STATES[city],
                "department": weighted(random, {"Entwicklung": 5, "Betrieb": 3, "Beratung": 2}),
                "contract": weighted(random, {"Vollzeit": 7, "Teilzeit": 2, "Praktikum": 1}),
                "home": weighted(random, {"ja": 3, "teilweise": 4, "nein": 3}),
                "lead": random.random() < 0.25,
                "skills": random.sample(KNOWN, random.randint(1, 4)),
                "pay": None if random.random() < 0.35 else (low, high, "EUR", "YEAR"),
                "posted": some_day(random, date(2025, 9, 1), date(2026, 5, 29)),
            }
        )
    return jobs


def _german_export(jobs: list[Job], _: Random) -> list[Job]:
    return [
        {
            "Referenznummer": job["id"],
            "Stellenbezeichnung": job["title"],
            "Unternehmen": job["company"],
            "Ort": job["city"],
            "Bundesland": job["state"],
            "Abteilung": job["department"],
            "Anstellungsart": job["contract"],
            "Homeoffice": job["home"],
            "Führungsverantwortung": "ja" if job["lead"] else "nein",
            "Kenntnisse": ", ".join(job["skills"]),
            "Jahresgehalt": _euros(job),
            "Veröffentlicht am": f"{job['posted']:%d.%m.%Y}",
        }
        for job in jobs
    ]


def _euros(job: Job) -> str:
    if job["pay"] is None:
        return "nach Vereinbarung"
    ends = [f"{end:,} €".replace(",", ".") for end in dict.fromkeys(job["pay"][:2])]
    return " - ".join(ends)


def _german_asks(jobs: list[Job]) -> Asks:  # noqa: PLR0915 - a statement a question
    asks = Asks(jobs)
    eur = middle("EUR")
    asks.count(
        "count",
        bool,
        "How many jobs are there?",
        "total number of german it jobs",
        "Wie viele Stellen gibt es?",
    )
    asks.count(
        "filters",
        lambda j: j["city"] == "München" and j["contract"] == "Teilzeit",
        "How many part-time jobs are there in Munich?",
        "part time jobs munich",
        "Wie viele Stellen in Teilzeit gibt es in München?",
    )
    asks.count(
        "filters",
        lambda j: j["department"] == "Beratung" and j["state"] == "Bayern",
        "How many jobs in Bavaria have Abteilung Beratung?",
        "beratung jobs bayern",
        "How many postings with Abteilung Beratung are in Bayern?",
    )
    asks.count(
        "or",
        lambda j: j["city"] in {"Hamburg", "Köln"},
        "How many jobs are in Hamburg or Cologne?",
        "hamburg or cologne jobs",
        "How many openings are in either Hamburg or Köln?",
    )
    asks.count(
        "negation",
        lambda j: j["department"] != "Entwicklung",
        "How many jobs do not have Abteilung Entwicklung?",
        "abteilung not entwicklung",
        "How many openings have another Abteilung than Entwicklung?",
    )
    asks.count(
        "boolean",
        lambda j: j["lead"],
        "How many jobs have Führungsverantwortung ja?",
        "führungsverantwortung: ja",
        "How many openings come with Führungsverantwortung?",
    )
    asks.count(
        "count",
        lambda j: j["home"] == "teilweise",
        'How many postings have Homeoffice "teilweise"?',
        "homeoffice teilweise",
        "How many jobs are hybrid?",
    )
    asks.count(
        "count",
        lambda j: "Softwareentwickler" in j["title"],
        "How many Softwareentwickler jobs are there?",
        "softwareentwickler stellen",
        "How many openings are for a Softwareentwickler?",
    )
    asks.count(
        "skill",
        lambda j: "Java" in j["skills"],
        'How many postings list the skill "Java"?',
        "java jobs",
        "How many openings ask for Java?",
    )
    asks.count(
        "skill",
        lambda j: "SAP" in j["skills"] and "SQL" in j["skills"],
        "How many jobs list both SAP and SQL as skills?",
        "sap and sql skills",
        "How many postings have Kenntnisse SAP as well as SQL?",
    )
    asks.share(
        lambda j: j["pay"],
        "What share of jobs state a salary?",
        "percent with salary",
        "What proportion of openings disclose pay?",
    )
    asks.share(
        lambda j: j["contract"] == "Vollzeit",
        "What share of jobs is full-time?",
        "full time percentage",
        "What part of the openings are Vollzeit?",
    )
    asks.distinct(
        "company",
        "How many companies are hiring?",
        "distinct companies",
        "How many different employers are there?",
    )
    asks.distinct(
        "state",
        "How many different Bundesland values are there?",
        "distinct bundesland",
        "In how many states are there jobs?",
    )
    asks.top(
        "company", 1, "Which company has the most jobs?", "top employer", "Who is hiring the most?"
    )
    asks.top(
        "city",
        3,
        "Top 3 cities by number of jobs?",
        "three cities with most jobs",
        "Which three cities have the most openings?",
    )
    asks.median(
        eur,
        "What is the median annual salary in EUR?",
        "median gehalt",
        "What is the median yearly pay in euros?",
    )
    asks.median(
        eur,
        "What is the median salary for SAP-Berater?",
        "sap-berater median pay",
        "What does an SAP-Berater earn a year, by the median?",
        among=lambda j: "SAP-B" in j["title"],
    )
    asks.mean(
        eur,
        "What is the average salary in Hamburg?",
        "hamburg avg salary",
        "How much do jobs in Hamburg pay on average per year?",
        among=lambda j: j["city"] == "Hamburg",
    )
    asks.extent(
        lowest("EUR"),
        highest("EUR"),
        "What is the range of salaries?",
        "lowest and highest salary",
        "Between which figures do annual salaries lie?",
    )
    asks.count(
        "pay above",
        above(lowest("EUR"), 80000),
        "How many jobs have a minimum salary above 80.000 €?",
        "min salary over 80k euro",
        "How many openings pay more than €80,000 at the least?",
    )
    asks.count(
        "pay stated",
        lambda j: not j["pay"],
        "How many jobs do not state pay?",
        "jobs without salary",
        "How many openings say nothing of pay?",
    )
    asks.count(
        "date",
        lambda j: j["posted"].year == 2026,
        "How many jobs were posted in 2026?",
        "2026 postings",
        "How many openings have appeared since 1 January 2026?",
    )
    asks.count(
        "date",
        lambda j: quarter(j["posted"]) == "2025-Q4",
        "How many jobs were posted in Q4 2025?",
        "q4 2025 postings",
        "How many openings appeared in the fourth quarter of 2025?",
    )
    asks.course(
        month,
        "How many jobs were posted per month?",
        "jobs by month",
        "Number of openings for each month?",
    )
    asks.compare(
        {
            "Entwicklung": lambda j: j["department"] == "Entwicklung",
            "Betrieb": lambda j: j["department"] == "Betrieb",
        },
        "Compare Entwicklung and Betrieb by number of jobs.",
        "entwicklung vs betrieb",
        "How many jobs has Entwicklung compared with Betrieb?",
    )
    asks.unanswerable(
        "How many jobs are in Vienna?",
        "How many employees does Isarwerk have?",
        "How many jobs were posted in 2018?",
        "What is the average Weihnachtsgeld?",
        "How many jobs list COBOL?",
        "How many company cars are offered?",
    )
    return asks


TOWNS = {
    "Zürich": ("CH", "CHF"),
    "Paris": ("FR", "EUR"),
    "Leeds": ("GB", "GBP"),
    "Amsterdam": ("NL", "EUR"),
    "Geneva": ("CH", "CHF"),
}
NAMES = {"CH": "Switzerland", "FR": "France", "GB": "United Kingdom", "NL": "Netherlands"}


def _mixed(random: Random) -> list[Job]:
    jobs = []
    for number in range(150):
        city = weighted(random, dict(zip(TOWNS, (4, 6, 5, 3, 1), strict=True)))
        code, currency = TOWNS[city]
        monthly = random.random() < 0.2
        low = random.randint(3, 9) * 1000 if monthly else random.randint(36, 120) * 1000
        jobs.append(
            {
                "id": f"eu{number + 300}",
                "title": random.choice(
                    (
                        "Process Engineer",
                        "Lab Technician",
                        "Regulatory Manager",
                        "Clinical Data Manager",
                    )
                ),
                "family": weighted(random, {"R&D": 4, "Quality": 3, "Regulatory Affairs": 2}),
                "company": weighted(
                    random,
                    {"Alpenbio": 5, "Seine Pharma": 4, "Dutch Devices": 3, "Moor Medical": 1},
                ),
                "size": weighted(random, {"1-50": 2, "51-500": 4, "500+": 3}),
                "city": city,
                "country": NAMES[code],
                "contract": weighted(random, {"permanent": 7, "fixed-term": 3}),
                "languages": random.sample(
                    ("English", "French", "German", "Dutch"), random.randint(1, 3)
                ),
                "sponsor": random.random() < 0.5,
                "pay": None
                if random.random() < 0.3
                else (
                    low,
                    low + (500 if monthly else 9000),
                    currency,
                    "MONTH" if monthly else "YEAR",
                ),
                "posted": some_day(random, date(2026, 1, 12), date(2026, 7, 3)),
            }
        )
    return jobs


def _mixed_export(jobs: list[Job], _: Random) -> list[Job]:
    return [
        {
            "ref": job["id"],
            "position": {"name": job["title"], "family": job["family"]},
            "company": {"name": job["company"], "headcount": job["size"]},
            "location": {"city": job["city"], "country": job["country"]},
            "compensation": dict(
                zip(
                    ("from", "to", "currency", "per"),
                    (*job["pay"][:3], job["pay"][3].lower()),
                    strict=True,
                )
            )
            if job["pay"]
            else None,
            "contractType": job["contract"],
            "languages": job["languages"],
            "visaSponsorship": job["sponsor"],
            "publishedAt": f"{job['posted']}T08:00:00Z",
        }
        for job in jobs
    ]


def _mixed_asks(jobs: list[Job]) -> Asks:  # noqa: PLR0915 - a statement a question
    asks = Asks(jobs)
    asks.count(
        "count",
        bool,
        "How many jobs are there?",
        "total postings",
        "How many openings does the feed hold?",
    )
    asks.count(
        "filters",
        lambda j: j["title"] == "Process Engineer" and j["country"] == "France",
        "How many Process Engineer jobs are in France?",
        "process engineer france",
        "How many openings for process engineers does France have?",
    )
    asks.count(
        "filters",
        lambda j: j["sponsor"] and j["city"] == "Leeds",
        "How many jobs in Leeds have visa sponsorship?",
        "visa sponsorship leeds",
        "How many Leeds openings sponsor visas?",
    )
    asks.count(
        "count",
        lambda j: j["country"] == "Switzerland",
        "How many jobs are in Switzerland?",
        "jobs in switzerland",
        "How many Swiss openings are there?",
    )
    asks.count(
        "or",
        lambda j: j["country"] in {"France", "Netherlands"},
        "How many jobs are in France or the Netherlands?",
        "france or netherlands jobs",
        "How many openings are in either the Netherlands or France?",
    )
    asks.count(
        "negation",
        lambda j: j["country"] != "United Kingdom",
        "How many jobs are not in the United Kingdom?",
        "jobs outside the uk",
        "Apart from the UK, how many openings are there?",
    )
    asks.count(
        "boolean",
        lambda j: j["sponsor"],
        "How many jobs offer visa sponsorship?",
        "visa sponsorship true",
        "How many openings sponsor a visa?",
    )
    asks.count(
        "boolean",
        lambda j: not j["sponsor"],
        "How many jobs offer no visa sponsorship?",
        "without visa sponsorship",
        "How many openings do not sponsor a visa?",
    )
    asks.count(
        "skill",
        lambda j: "French" in j["languages"],
        'How many postings have languages "French"?',
        "french language jobs",
        "How many jobs list French among the languages?",
    )
    asks.share(
        lambda j: j["contract"] == "permanent",
        "What share of jobs is permanent?",
        "permanent %",
        "What proportion of openings has contract type permanent?",
    )
    asks.share(
        lambda j: j["pay"],
        "What share of jobs state pay?",
        "percent stating pay",
        "What part of the openings disclose pay?",
    )
    asks.distinct(
        "company",
        "How many companies are hiring?",
        "distinct companies",
        "How many different employers are there?",
    )
    asks.distinct(
        "country",
        "How many countries have jobs?",
        "distinct countries",
        "How many different countries are there?",
    )
    asks.top(
        "country",
        1,
        "Which country has the most jobs?",
        "country with most postings",
        "Where in Europe are most jobs, by country?",
    )
    asks.top(
        "company",
        3,
        "Top 3 companies by number of jobs?",
        "top three employers",
        "Which three companies have the most openings?",
    )
    asks.median(
        middle("CHF"),
        "What is the median annual salary in CHF?",
        "median chf per year",
        "What is the median yearly pay in Swiss francs?",
    )
    asks.median(
        middle("EUR"),
        "What is the median annual salary in EUR for jobs in Paris?",
        "paris median yearly pay eur",
        "What do Paris jobs pay a year in euros, by the median?",
        among=lambda j: j["city"] == "Paris",
    )
    asks.mean(
        middle("EUR", "MONTH"),
        "What is the average monthly pay in EUR?",
        "avg pay per month euro",
        "How much is paid per month in euros on average?",
    )
    asks.extent(
        lowest("GBP"),
        highest("GBP"),
        "What is the range of annual pay in GBP?",
        "lowest and highest yearly pay in pounds",
        "Between what do annual salaries in pounds lie?",
    )
    asks.count(
        "currency",
        lambda j: j["pay"] and j["pay"][2] == "CHF",
        "How many jobs state pay in Swiss francs?",
        "pay in chf",
        "How many openings quote pay in CHF?",
    )
    asks.count(
        "currency",
        lambda j: j["pay"] and j["pay"][2] != "EUR",
        "How many jobs state pay in a currency other than euros?",
        "pay not in eur",
        "How many openings quote pay in currencies other than EUR?",
    )
    asks.count(
        "currency",
        lambda j: j["pay"] and j["pay"][3] == "MONTH",
        "How many jobs state pay per month?",
        "monthly pay jobs",
        "How many openings quote a monthly wage?",
    )
    asks.count(
        "pay above",
        above(lowest("CHF"), 90000),
        "How many jobs have a minimum pay above CHF 90,000 a year?",
        "min pay over 90k chf",
        "How many openings start at more than 90,000 Swiss francs a year?",
    )
    asks.count(
        "pay stated",
        lambda j: not j["pay"],
        "How many jobs do not state pay?",
        "no pay stated",
        "How many openings leave pay out?",
    )
    asks.count(
        "date",
        lambda j: j["posted"] >= date(2026, 4, 1),
        "How many jobs were posted since April 2026?",
        "since april 2026",
        "How many openings were published on or after 1 April 2026?",
    )
    asks.course(
        month,
        "How many jobs were posted per month?",
        "postings by month",
        "Number of new openings each month?",
    )
    asks.compare(
        {
            "France": lambda j: j["country"] == "France",
            "Switzerland": lambda j: j["country"] == "Switzerland",
        },
        "Compare France and Switzerland by number of jobs.",
        "france vs switzerland",
        "How many jobs has France compared with Switzerland?",
    )
    asks.unanswerable(
        "How many jobs are in Spain?",
        "What is the median salary in yen?",
        "How many patients does Alpenbio treat?",
        "How many jobs were posted in 2022?",
        "What is the average pension contribution?",
        "How many warehouse jobs are there?",
        "What was the turnover of Seine Pharma?",
    )
    return asks


MARKETS = (
    Market(
        "german_it",
        "stellen.csv",
        True,
        _german,
        _german_export,
        _german_asks,
        (
            ("city", "Ort", "Ort"),
            ("state", "Bundesland", "Bundesland"),
            ("department", "Abteilung", "Abteilung"),
            ("contract", "Anstellungsart", "Anstellungsart"),
            ("title", "Stellenbezeichnung", "Stellenbezeichnung"),
            ("home", "Homeoffice", "Homeoffice"),
        ),
        semicolons=True,
    ),
    Market(
        "europe_mixed",
        "feed.json",
        True,
        _mixed,
        _mixed_export,
        _mixed_asks,
        (
            ("family", "position family", "position family"),
            ("size", "headcount", "headcount"),
            ("contract", "contractType", "contract type"),
            ("city", "city", "city"),
            ("title", "position name", "position"),
            ("country", "country", "country"),
        ),
    ),
)
