"""What the fictional postings are made from: roles, employers that do not exist, and places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One kind of job; `pay` is a mid-level year in the United States, in dollars."""

    title: str
    pay: int
    duties: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Employer:
    """An invented employer and what it is invented to do."""

    name: str
    trade: str


@dataclass(frozen=True, slots=True)
class Market:
    """One country: its currency, what a dollar of pay becomes there, and its pay habits."""

    country: str
    currency: str
    rate: float
    salaried: str
    contract: str
    places: tuple[tuple[str, str], ...]


ROLES = (
    Role(
        "AI Security Engineer",
        172_000,
        (
            "You threat-model applications built on large language models before they ship.",
            "You review code and prompts for injection, data leakage and unsafe tool use.",
            "You write the automation that finds risky model endpoints before attackers do.",
            "You teach product teams how to build AI features that fail safely.",
            "You own the security framework that every AI application must pass.",
        ),
        ("Python", "threat modeling", "LLM security", "code review", "OWASP", "AWS"),
    ),
    Role(
        "MLSecOps Engineer",
        165_000,
        (
            "You sign and verify every model artifact from training to serving.",
            "You watch models in production for drift, poisoning and theft.",
            "You build security checks into the pipelines that train and deploy models.",
            "You keep an inventory of data sets, models and the people who may touch them.",
            "You run the on-call rota for model-serving incidents.",
        ),
        ("Kubernetes", "Python", "MLOps", "CI/CD", "supply chain security", "Terraform"),
    ),
    Role(
        "AI Governance Analyst",
        112_000,
        (
            "You keep the register of AI systems and the risk level of each.",
            "You prepare audits against the EU AI Act, ISO/IEC 42001 and the NIST AI RMF.",
            "You explain model decisions to auditors in words they can check.",
            "You write the policy that says when a person must review an AI decision.",
            "You interview system owners and record what their models are used for.",
        ),
        ("NIST AI RMF", "ISO/IEC 42001", "EU AI Act", "risk assessment", "audit"),
    ),
    Role(
        "AI Red Team Specialist",
        181_000,
        (
            "You attack our language models with jailbreaks, injection and poisoned documents.",
            "You turn each successful attack into a test that runs on every release.",
            "You report findings with steps that a developer can repeat in five minutes.",
            "You study new attacks on agents and tools and try them here first.",
        ),
        ("red teaming", "prompt injection", "Python", "adversarial machine learning", "PyRIT"),
    ),
    Role(
        "ML Platform Security Engineer",
        176_000,
        (
            "You isolate training jobs so that one team's data never reaches another's.",
            "You manage secrets, identities and network policy for GPU clusters.",
            "You harden the notebooks and registries that data scientists use every day.",
            "You measure how quickly a leaked credential would be found and revoked.",
        ),
        ("Kubernetes", "IAM", "Go", "GPU clusters", "zero trust", "Linux"),
    ),
    Role(
        "AI Privacy and Compliance Counsel",
        188_000,
        (
            "You advise product teams on privacy law wherever personal data trains a model.",
            "You negotiate data-processing terms with the vendors of AI services.",
            "You lead impact assessments for automated decisions about people.",
            "You follow new AI regulation and say what it changes for us.",
        ),
        ("GDPR", "EU AI Act", "CCPA", "contract law", "impact assessment"),
    ),
    Role(
        "SOC Analyst, AI Detection",
        94_000,
        (
            "You triage alerts with the help of an AI assistant and check its reasoning.",
            "You write detections for misuse of internal chat assistants.",
            "You tune the models that rank alerts and measure what they miss.",
            "You hand over incidents with a clear timeline and evidence.",
        ),
        ("SIEM", "incident response", "Splunk", "MITRE ATLAS", "Python"),
    ),
    Role(
        "Product Security Engineer, Machine Learning",
        169_000,
        (
            "You sit with the machine learning team and review every design before it is built.",
            "You fuzz model-serving APIs and mend what breaks.",
            "You plan the bug bounty for AI features and answer its reports.",
            "You keep third-party models and packages patched and accounted for.",
        ),
        ("application security", "Python", "Rust", "fuzzing", "API security"),
    ),
    Role(
        "Explainable AI Analyst",
        108_000,
        (
            "You interpret credit and fraud decisions made by models and document the reasons.",
            "You compare explanation methods and say where each one misleads.",
            "You build the dashboards on which risk officers follow model behaviour.",
            "You review models for bias before each release.",
        ),
        ("SHAP", "Python", "model risk management", "statistics", "SQL"),
    ),
)

EMPLOYERS = (
    Employer("Quillfern Robotics", "a maker of warehouse robots"),
    Employer("Brindlewick Analytics", "a provider of retail forecasts"),
    Employer("Osmerry Health", "a network of outpatient clinics"),
    Employer("Tarnlight Bank", "an online bank"),
    Employer("Vexmoor Insurance", "a mutual insurer"),
    Employer("Calderfinch Cloud", "a hosting company"),
    Employer("Piperstone Grid", "an operator of power networks"),
    Employer("Lumenthrift Payments", "a payment processor"),
    Employer("Ravelbeck Aerospace", "a builder of small satellites"),
    Employer("Snowgarth Logistics", "a freight carrier"),
    Employer("Mirthwell Learning", "a publisher of school software"),
    Employer("Ettrickvane Biolabs", "a drug discovery company"),
    Employer("Hobblecroft Games", "a studio for online games"),
    Employer("Zephyrwick Mobility", "a car-sharing operator"),
    Employer("Glasspenny Markets", "a stock-trading platform"),
    Employer("Fennimarsh Water", "a regional water utility"),
    Employer("Orrisdale Telecom", "a mobile network operator"),
    Employer("Thimblegate Legal", "a maker of contract software"),
    Employer("Wrenhollow Foods", "a grocery chain"),
    Employer("Kestrelquay Defence", "a supplier of naval electronics"),
    Employer("Juniperloch Media", "a streaming service"),
    Employer("Bramblecask Travel", "a booking site"),
)
AGENCIES = ("Pellgrave Talent", "Nimblefen Recruiting", "Sorrelbank Staffing")

MARKETS = (
    Market(
        "US",
        "USD",
        1.0,
        "YEAR",
        "HOUR",
        (
            ("Dallas", "TX"),
            ("Austin", "TX"),
            ("San Francisco", "CA"),
            ("San Diego", "CA"),
            ("New York", "NY"),
            ("Seattle", "WA"),
            ("Reston", "VA"),
            ("Denver", "CO"),
            ("Chicago", "IL"),
            ("Boston", "MA"),
            ("Atlanta", "GA"),
            ("Raleigh", "NC"),
            ("Tampa", "FL"),
            ("Phoenix", "AZ"),
            ("Minneapolis", "MN"),
        ),
    ),
    Market("CA", "CAD", 0.98, "YEAR", "HOUR", (("Toronto", "ON"), ("Vancouver", "BC"))),
    Market("GB", "GBP", 0.52, "YEAR", "DAY", (("London", "England"), ("Edinburgh", "Scotland"))),
    Market("DE", "EUR", 0.53, "YEAR", "DAY", (("Berlin", "Berlin"), ("Munich", "Bavaria"))),
    Market("IN", "INR", 21.0, "YEAR", "MONTH", (("Bengaluru", "KA"), ("Hyderabad", "TS"))),
    Market("SG", "SGD", 0.82, "MONTH", "MONTH", (("Singapore", ""),)),
)
MARKET_WEIGHTS = (60, 10, 10, 8, 7, 5)
