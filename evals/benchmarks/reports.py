"""Market reports made by code: Markdown of sections, paragraphs, lists and tables of any length."""

import random

ROLES = ("data engineer", "nurse", "AI security engineer", "welder", "tax accountant", "driver")
PLACES = ("Ohio", "Dallas", "the Bay Area", "Berlin", "Greater Manchester", "Singapore", "Warsaw")
SKILLS = ("Python", "threat modelling", "Kubernetes", "patient triage", "IFRS reporting", "SQL")
CAUSES = ("slower hiring budgets", "new regulation", "retirements", "automation of routine work")
SENTENCES = (
    "Postings for a {role} in {place} rose by {few}% in May {year}, to {many} open roles.",
    "Median pay was ${pay},000 a year, against ${other},000 where {skill} is not asked for.",
    "Employers put this down to {cause}, while recruiters in {place} point to their applicants.",
    "About {few} of 100 advertisements ask for {skill}, and hardly any names its level[{mark}].",
    "The survey covered {many} firms; those with fewer than {few} employees were left out.",
    "Demand remains uneven.",
    "A {role} waits {few} days for an offer, and two thirds of the offers state pay up front.",
)


def report(seed: int) -> str:
    """One report; the same seed is the same report."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    parts = [f"# The market for a {rng.choice(ROLES)}, part {rng.randint(1, 999)}"]
    for number in range(rng.randint(4, 9)):
        parts.append(f"## {number + 1}. {rng.choice(SKILLS)} in {rng.choice(PLACES)}")
        kinds = rng.choices((_paragraph, _list, _table), weights=(3, 1, 1), k=rng.randint(1, 4))
        parts.extend(kind(rng) for kind in kinds)
    return "\n\n".join(parts)


def sentence(seed: int) -> str:
    """One sentence; the same seed is the same sentence."""
    return _sentence(random.Random(seed))  # noqa: S311 - no secret


def _sentence(rng: random.Random) -> str:
    return rng.choice(SENTENCES).format(
        role=rng.choice(ROLES),
        place=rng.choice(PLACES),
        skill=rng.choice(SKILLS),
        cause=rng.choice(CAUSES),
        year=rng.randint(2022, 2026),
        few=rng.randint(2, 98),
        many=f"{rng.randint(40, 90_000):,}",
        pay=rng.randint(30, 240),
        other=rng.randint(30, 240),
        mark=rng.randint(1, 9),
    )


def _paragraph(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.choice((1, 2, 3, 4, 6, 12))))


def _list(rng: random.Random) -> str:
    return "\n".join(f"- **{rng.choice(SKILLS)}**: {_sentence(rng)}" for _ in range(4))


def _table(rng: random.Random) -> str:
    rows = [
        f"| {rng.choice(ROLES)} | {rng.choice(PLACES)} | ${rng.randint(30, 240)},000 |"
        for _ in range(rng.randint(3, 20))
    ]
    return "\n".join(["| Role | Place | Median pay |", "|---|---|---|", *rows])
