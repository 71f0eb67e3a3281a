"""A skill has one name, however it is written; a word that means something else is none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise.skills import listed, mentioned, named
from corpus.normalise.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Experience with Python, SQL and Kubernetes.", ("Python", "SQL", "Kubernetes")),
        ("k8s, Postgres, TS and JS", ("Kubernetes", "PostgreSQL", "TypeScript", "JavaScript")),
        ("Node.js / NodeJS / node js", ("Node.js",)),
        ("C, C++, C# and .NET", ("C", "C++", "C#", ".NET")),
        ("ASP.NET Core on Azure", (".NET", "Microsoft Azure")),
        ("Write to jobs@example.net", ()),
        ("our net revenue grew", ()),
        ("CI/CD, CI-CD, continuous integration", ("CI/CD",)),
        ("Amazon Web Services (AWS)", ("AWS",)),
        ("LLMs and RAG pipelines", ("Large Language Models", "Retrieval-Augmented Generation")),
        ("The rag trade; a rag doll", ()),
        ("We write Go and run Kubernetes", ("Go", "Kubernetes")),
        ("Services in Go, PostgreSQL", ("Go", "PostgreSQL")),
        ("Own our go-to-market. Go to the office on Mondays.", ("Go-to-Market Strategy",)),
        ("Ready, set, Go!", ()),
        ("Golang engineer", ("Go",)),
        ("Python, R or SAS", ("Python", "R", "SAS")),
        ("R&D at a Series C company, with a C-level sponsor", ()),
        ("Vitamin C and Plan R", ()),
        ("Python for R&D", ("Python",)),
        ("React and Redux", ("React", "Redux")),
        ("You react quickly. React to change.", ()),
        ("React Native apps", ("React Native",)),
        ("SENIOR REACT DEVELOPER", ("React",)),
        ("Rust or C++", ("Rust", "C++")),
        ("remove rust from hulls", ()),
        ("Advanced Excel required", ("Microsoft Excel",)),
        ("You will excel. Excel in a fast team.", ()),
        ("MS Excel in daily use", ("Microsoft Excel",)),
        ("REST APIs; the rest of the team; a RESTful day", ("REST APIs",)),
        ("Spark jobs on Kafka", ("Apache Spark", "Apache Kafka")),
        ("a spark of joy", ()),
        ("Swift and Kotlin", ("Swift", "Kotlin")),
        ("a swift answer to SWIFT payments", ()),
        ("iOS: Objective-C, Swift", ("iOS", "Objective-C", "Swift")),
        ("a chef de partie, a puppet show, a flask", ()),
        ("Chef, Ansible or Puppet", ("Chef", "Ansible", "Puppet")),
        ("fine-tuning, fine tuning, finetuning", ("Fine-Tuning",)),
        ("pen testing and red-teaming", ("Penetration Testing", "Red Teaming")),
        ("prompt injections and jailbreaks, MITRE ATLAS", ("Prompt Injection", "MITRE ATLAS")),
        ("the EU AI Act and ISO/IEC 42001", ("EU AI Act", "Artificial Intelligence", "ISO 42001")),
        ("AWS Lambda", ("AWS", "AWS Lambda")),
        ("Salesforce and HubSpot CRM", ("Salesforce", "HubSpot", "CRM")),
        ("RN with ACLS; wound care", ("RN License", "ACLS", "Wound Care")),
        ("machine\nlearning", ("Machine Learning",)),
        ("We build the machine. Learning is fun.", ()),
        ("JavaScript is not the other one", ("JavaScript",)),
        ("Comptia Security+ or CISSP", ("Security+", "CISSP")),
        ("Python+SQL", ("Python", "SQL")),
        ("", ()),
    ],
)
def test_a_text_mentions_the_skills_it_names(text: str, skills: tuple[str, ...]) -> None:
    assert mentioned(text) == skills


@pytest.mark.parametrize(
    ("entries", "skills"),
    [
        (["Python", "python", "Python3"], ("Python",)),
        (["Amazon Web Services (AWS)"], ("AWS",)),
        (["Python (Programming Language)"], ("Python",)),
        (["Reinforcement learning (RL)"], ("Reinforcement Learning",)),
        (
            ["go", "r", "excel", "react", "rest"],
            ("Go", "R", "Microsoft Excel", "React", "REST APIs"),
        ),
        (["Torch/PyTorch"], ("PyTorch",)),
        (["Python|React | TypeScript"], ("Python", "React", "TypeScript")),
        (["Python, beekeeping"], ("Python", "beekeeping")),
        (["Good, clean fun"], ("Good, clean fun",)),
        (
            ["Cyber Legal, Policy & Compliance Officer"],
            ("Cyber Legal, Policy & Compliance Officer",),
        ),
        ([" Beekeeping ", "beekeeping"], ("Beekeeping",)),
        (["", " "], ()),
        ([], ()),
    ],
)
def test_a_listed_skill_has_one_name_or_its_own_words(
    entries: list[str], skills: tuple[str, ...]
) -> None:
    assert listed(entries) == skills


@pytest.mark.parametrize(
    ("words", "skill"),
    [
        ("kubernetes", "Kubernetes"),
        ("kuberntes", "Kubernetes"),
        ("pyhton", "Python"),
        ("pyton", "Python"),
        ("dockr", "Docker"),
        ("typscript", "TypeScript"),
        ("machien learning", "Machine Learning"),
        ("prompt injecton", "Prompt Injection"),
        ("large langauge models", "Large Language Models"),
        ("AWS", "AWS"),
        ("go", "Go"),
        ("node.js", "Node.js"),
        ("nodejs", "Node.js"),
        ("c++", "C++"),
        ("Amazon Web Services (AWS)", "AWS"),
        ("locker", None),
        ("sprint", None),
        ("reach", None),
        ("security", None),
        ("salaries", None),
        ("remote", None),
        ("employers", None),
        ("", None),
    ],
)
def test_a_question_may_misspell_a_skill_but_not_make_one(words: str, skill: str | None) -> None:
    assert named(words) == skill


@pytest.mark.parametrize("name", [term.name for term in vocabulary().terms])
def test_a_name_is_its_own_name(name: str) -> None:
    assert listed([name]) == (name,)
    assert named(name) == name


@given(st.lists(st.text(max_size=80), max_size=6))
def test_naming_listed_skills_again_changes_nothing(entries: list[str]) -> None:
    skills = listed(entries)

    assert listed(skills) == skills


@given(st.text())
def test_no_text_breaks_the_search_for_skills(text: str) -> None:
    known = {term.name for term in vocabulary().terms}

    assert set(mentioned(text)) <= known
    assert named(text) in known | {None}


@pytest.mark.parametrize(
    "unit",
    ["go to market ", "C, ", "Go, C, Python ", "react native ", "a", "&", "((,", ".net", "é"],
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    text = unit * (400_000 // len(unit))

    began = time.process_time()
    mentioned(text)
    listed([text])
    named(text)

    assert time.process_time() - began < 4
