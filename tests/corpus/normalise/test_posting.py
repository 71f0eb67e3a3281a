"""All of a posting's words are read at once, and what it does not tell stays unknown."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise.posting import normalised
from corpus.postings import Normalised, Place, Posting


def test_a_posting_is_read_whole() -> None:
    posting = Posting(
        title="Senior AI Security Engineer",
        hiring_organization="Acme, Inc.",
        description="You red-team LLMs with Python and k8s.",
        job_location=(Place("Austin", "TX", "US", "Austin, TX (Hybrid)"),),
        employment_type="FULL_TIME",
        date_posted=date(2026, 3, 4),
        skills=("python3", "Threat modelling", "Beekeeping"),
    )

    assert normalised(posting) == Normalised(
        arrangement="hybrid",
        employment="full_time",
        role_family="ai_security",
        seniority="senior",
        employer="acme",
        skills=("Python", "Threat Modeling", "Beekeeping"),
        mentioned=(
            "Artificial Intelligence",
            "AI Security",
            "Red Teaming",
            "Large Language Models",
            "Python",
            "Kubernetes",
        ),
    )


def test_the_field_for_the_arrangement_comes_before_the_places_words() -> None:
    posting = Posting(
        title="Clerk",
        job_location=(Place(raw="Remote (US)", remote=True),),
        job_location_type="hybrid",
    )

    assert normalised(posting).arrangement == "hybrid"


def test_a_place_to_work_from_at_home_is_remote_whatever_it_is_called() -> None:
    posting = Posting(title="Clerk", job_location=(Place(country="US", raw="US", remote=True),))

    assert normalised(posting).arrangement == "remote"


def test_a_titles_brackets_tell_what_no_field_does() -> None:
    read = normalised(Posting(title="Data Analyst (Remote, Contract)"))

    assert (read.arrangement, read.employment) == ("remote", "contract")


def test_a_titles_brackets_that_tell_of_something_else_are_passed_over() -> None:
    for aside in ("Distributed Systems", "Remote Sensing", "Contracts", "Virtual Cards"):
        read = normalised(Posting(title=f"Product Manager ({aside})"))
        assert (aside, read.arrangement, read.employment) == (aside, None, None)


def test_a_posting_that_tells_nothing_is_unknown_throughout() -> None:
    assert normalised(Posting(title="")) == Normalised()


@given(st.text(), st.text(), st.lists(st.text()), st.text(), st.text())
def test_no_posting_breaks_the_reading(
    title: str, description: str, skills: list[str], place: str, employment: str
) -> None:
    posting = Posting(
        title=title,
        hiring_organization=place,
        description=description,
        job_location=(Place(raw=place),),
        job_location_type=employment,
        employment_type=employment,
        skills=tuple(skills),
    )

    assert normalised(posting) == normalised(posting)
