"""Software jobs in India: pay in lakh a year, ways of working by their local names."""

from datetime import date
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

SKILLS = {
    "Java Developer": ("Java", "Spring Boot", "MySQL", "Kafka", "AWS"),
    "Data Scientist": ("Python", "Machine Learning", "SQL", "AWS", "Spark"),
    "QA Engineer": ("Selenium", "Java", "JIRA", "SQL"),
    "DevOps Engineer": ("Docker", "Kubernetes", "AWS", "Terraform", "Python"),
}
CITIES = {"Bengaluru": 7, "Hyderabad": 4, "Pune": 3, "Chennai": 2, "Noida": 1}
FIRMS = {"Kaveri Softworks": 6, "Trilok Infotech": 4, "Neem Analytics": 3, "Palash Cloud": 2}


def _openings(random: Random) -> list[Job]:
    jobs = []
    for number in range(260):
        title = weighted(random, dict(zip(SKILLS, (5, 3, 2, 4), strict=True)))
        low = random.randint(4, 30) * 100000
        jobs.append(
            {
                "id": f"NK{260600000 + number * 31}",
                "title": title,
                "company": weighted(random, FIRMS),
                "city": weighted(random, CITIES),
                "experience": weighted(
                    random, {"0-2 Yrs": 2, "3-5 Yrs": 4, "6-9 Yrs": 3, "10+ Yrs": 1}
                ),
                "skills": random.sample(SKILLS[title], 3),
                "mode": weighted(random, {"WFO": 5, "Hybrid": 4, "Remote": 2}),
                "notice": weighted(random, {"Immediate": 3, "30 days": 4, "60 days": 2, "": 1}),
                "product": random.random() < 0.4,
                "pay": None
                if random.random() < 0.3
                else (low, low + 100000 * random.randint(2, 8), "INR", "YEAR"),
                "posted": some_day(random, date(2026, 1, 1), date(2026, 5, 31)),
            }
        )
    return jobs


def _exported(jobs: list[Job], _: Random) -> list[Job]:
    return [
        {
            "jobId": job["id"],
            "jobTitle": job["title"],
            "companyName": job["company"],
            "jobCity": job["city"],
            "experienceRequired": job["experience"],
            "salaryLPA": f"{job['pay'][0] // 100000}-{job['pay'][1] // 100000} LPA"
            if job["pay"]
            else "Not disclosed",
            "keySkills": ", ".join(job["skills"]),
            "workMode": job["mode"],
            "noticePeriod": job["notice"],
            "isProductCompany": int(job["product"]),
            "postedOn": f"{job['posted']:%d-%b-%Y}",
        }
        for job in jobs
    ]


def _asks(jobs: list[Job]) -> Asks:  # noqa: PLR0915 - a statement a question
    asks = Asks(jobs)
    inr = middle("INR")
    asks.count(
        "count",
        bool,
        "How many jobs are there?",
        "total jobs count",
        "How many openings have been collected in all?",
    )
    asks.count(
        "filters",
        lambda j: j["title"] == "Java Developer" and j["city"] == "Pune",
        "How many Java Developer jobs are there in Pune?",
        "java developer pune jobs",
        "How many openings for java developers does Pune have?",
    )
    asks.count(
        "filters",
        lambda j: j["company"] == "Kaveri Softworks" and j["mode"] == "Hybrid",
        "How many hybrid jobs does Kaveri Softworks offer?",
        "kaveri softworks hybrid",
        "Number of Kaveri Softworks openings with work mode Hybrid",
    )
    asks.count(
        "filters",
        lambda j: j["experience"] == "3-5 Yrs" and "Python" in j["skills"],
        "How many jobs with experience required 3-5 Yrs list the skill Python?",
        "python jobs experience 3-5 yrs",
        "How many openings want Python and 3-5 Yrs of experience?",
    )
    asks.count(
        "or",
        lambda j: j["city"] in {"Pune", "Chennai"},
        "How many jobs are in Pune or Chennai?",
        "jobs in chennai or pune",
        "How many openings are in either Chennai or Pune?",
    )
    asks.count(
        "or",
        lambda j: "Docker" in j["skills"] or "Kubernetes" in j["skills"],
        "How many jobs list Docker or Kubernetes as a skill?",
        "docker or kubernetes skill jobs",
        "How many openings want Kubernetes or Docker?",
    )
    asks.count(
        "negation",
        lambda j: j["city"] != "Bengaluru",
        "How many jobs are not in Bengaluru?",
        "jobs outside bangalore",
        "Other than Bengaluru, how many openings are there?",
    )
    asks.count(
        "negation",
        lambda j: j["notice"] not in {"", "Immediate"},
        "How many jobs state a notice period that is not Immediate?",
        "notice period other than immediate",
        "Among those with a notice period stated, how many are not Immediate?",
        also=[lambda j: j["notice"] != "Immediate"],
    )
    asks.count(
        "boolean",
        lambda j: j["product"],
        "How many jobs are at product companies?",
        "is product company yes",
        "How many openings have isProductCompany 1?",
    )
    asks.count(
        "boolean",
        lambda j: not j["product"],
        "How many jobs are not at a product company?",
        "isProductCompany 0 count",
        "How many openings come from firms that are no product company?",
    )
    asks.count(
        "skill",
        lambda j: "Java" in j["skills"],
        'How many postings list the skill "Java"?',
        "java skill how many",
        "How many jobs need Java?",
        also=[lambda j: "Java" in j["skills"] or "Java" in j["title"]],
    )
    asks.count(
        "skill",
        lambda j: "AWS" in j["skills"],
        "How many jobs require AWS?",
        "aws jobs",
        "In how many openings is AWS among the key skills?",
    )
    asks.count(
        "skill",
        lambda j: "Machine Learning" in j["skills"],
        "How many jobs list machine learning?",
        "key skills machine learning",
        "How many openings have Machine Learning as a skill?",
    )
    asks.share(
        lambda j: j["mode"] == "Remote",
        "What share of jobs is remote?",
        "remote jobs percentage",
        "What proportion of openings are remote?",
    )
    asks.share(
        lambda j: j["pay"],
        "What percentage of jobs disclose salary?",
        "share of jobs with salary",
        "What part of the openings state pay?",
    )
    asks.distinct(
        "company",
        "How many companies are hiring?",
        "no of distinct companies",
        "How many different employers are there?",
    )
    asks.distinct(
        "city",
        "How many different cities are there?",
        "distinct cities",
        "In how many cities are there jobs?",
    )
    asks.top(
        "company",
        1,
        "Which company has the most jobs?",
        "top hiring company",
        "Who posts the most openings?",
    )
    asks.top(
        "city",
        3,
        "Top 3 cities by number of jobs?",
        "top three citys",
        "Which three cities have the most openings?",
    )
    asks.top(
        "mode",
        1,
        "What is the most common work mode?",
        "commonest work mode",
        "Which work mode do most jobs have?",
    )
    asks.median(
        inr,
        "What is the median annual salary in INR for Data Scientists?",
        "median pay data scientist",
        "What is the typical (median) yearly salary of a data scientist in rupees?",
        among=lambda j: j["title"] == "Data Scientist",
    )
    asks.mean(
        inr,
        "What is the average salary in INR per year?",
        "avg salary",
        "Mean annual pay in rupees?",
    )
    asks.median(
        inr,
        "What is the median salary in Hyderabad?",
        "hyderabad median salary",
        "What do jobs in Hyderabad pay per year, as a median?",
        among=lambda j: j["city"] == "Hyderabad",
    )
    asks.extent(
        lowest("INR"),
        highest("INR"),
        "What is the salary range for QA Engineers?",
        "qa engineer lowest and highest salary",
        "Between what do QA Engineer salaries lie?",
        among=lambda j: j["title"] == "QA Engineer",
    )
    asks.count(
        "pay above",
        above(lowest("INR"), 2000000),
        "How many jobs pay more than 20 LPA?",
        "jobs above 20 lakh",
        "How many openings pay over ₹20,00,000 a year?",
        also=[above(inr, 2000000), above(highest("INR"), 2000000)],
    )
    asks.count(
        "pay stated",
        lambda j: not j["pay"],
        "How many jobs do not disclose pay?",
        "jobs without salary",
        "How many openings keep the salary undisclosed?",
    )
    asks.count(
        "date",
        lambda j: j["posted"] >= date(2026, 3, 1),
        "How many jobs were posted since March 2026?",
        "posted after feb 2026",
        "How many openings were put up from March 2026 on?",
    )
    asks.course(
        month,
        "How many jobs were posted per month?",
        "month wise postings",
        "Number of jobs for each month?",
    )
    asks.compare(
        {"Pune": lambda j: j["city"] == "Pune", "Hyderabad": lambda j: j["city"] == "Hyderabad"},
        "Compare Pune with Hyderabad by number of jobs.",
        "pune vs hyderabad jobs",
        "Which has more jobs, Pune or Hyderabad, and how many each?",
    )
    asks.compare_medians(
        inr,
        {t: having("title", t) for t in ("Java Developer", "DevOps Engineer")},
        "Compare the median salary of Java Developers and DevOps Engineers.",
        "java developer vs devops engineer median pay",
        "Who earns more by the median, a DevOps Engineer or a Java Developer?",
    )
    asks.unanswerable(
        "How many employees does Trilok Infotech have?",
        "How many jobs are in Kolkata?",
        "What is the average joining bonus?",
        "How many jobs were posted in 2020?",
        "How many COBOL jobs are there?",
        "What is the attrition rate at Neem Analytics?",
    )
    return asks


MARKETS = (
    Market(
        "india_tech",
        "jobs.tsv",
        False,
        _openings,
        _exported,
        _asks,
        (
            ("city", "jobCity", "city"),
            ("mode", "workMode", "work mode"),
            ("notice", "noticePeriod", "notice period"),
            ("experience", "experienceRequired", "experience required"),
            ("title", "jobTitle", "job title"),
            ("company", "companyName", "company"),
        ),
    ),
)
