"""Answers that a chat model writes, over a real store and a scripted service on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant import build
from assistant.answering.chain import streamed
from assistant.answers import Answer, Draft
from assistant.questions import Question
from assistant.settings import Settings
from corpus.stores import Store
from evals.doubles.chat import ChatService
from evals.doubles.replies import CutOff, HangUp, Refusal, Reply, Status, Words
from tests.assistant.answering.test_conflicts import NEWER, OLDER, known
from tests.corpus.stores.sources import EMBEDDER

QUESTION = "How many cybersecurity job postings are there in the United States?"
SAID = (
    "There were 663,434 cybersecurity job postings in the United States [1].\n\n"
    "Employers asked for Python in 31% of the postings. Texas had 41,000 postings [3]."
)
TRUE = "In the United States there were 663,434 cybersecurity job postings [1]."
KEY = "sk-a-key-that-nobody-may-see"

pytestmark = [
    pytest.mark.enable_socket,  # for 127.0.0.1
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),  # what a time-out abandons
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    nurses = ("Nurses", "NHS", "2025-09-01")
    wanted = "- Wards in Leeds want 31 nurses.\n- Clinics want none."
    reports = ((OLDER, SAID), (NEWER, "Nothing of note."), (nurses, wanted))
    with known(tmp_path_factory.mktemp("generative"), reports) as opened:
        yield opened


class Asked:
    """What came of one question: the stream, and what the model was given."""

    def __init__(
        self, store: Store, *script: Reply, question: str = QUESTION, **chosen: object
    ) -> None:
        with ChatService(script) as service:
            settings = Settings(
                abstain_below=0.0,
                chat_model="openai:tiny",
                chat_seconds=5,
                openai_api_key=SecretStr(KEY),
                openai_base_url=service.base_url,
                **chosen,  # type: ignore[arg-type]  # fields as a test names them
            )
            chain = build.chain(store, EMBEDDER, settings)
            told = list(streamed(chain, Question(question)))
        self.requests = service.requests
        self.drafts = [said.text for said in told[:-1] if isinstance(said, Draft)]
        assert isinstance(told[-1], Answer)
        self.answer: Answer = told[-1]

    @property
    def given(self) -> str:
        """The passages and the question, as the model read them."""
        content = self.requests[-1]["messages"][-1]["content"]
        assert isinstance(content, str)
        return content


def test_the_answer_is_what_the_model_wrote_with_exact_quotes(store: Store) -> None:
    answer = Asked(store, Words(TRUE)).answer
    [claim], [citation] = answer.claims, answer.citations
    assert answer.mode == "generative"
    assert answer.text.startswith("In the United States there were 663,434")
    assert (claim.verdict, claim.citations, claim.basis) == ("supported", (1,), "written")
    text = store.records.document(citation.document_id).text
    assert text[citation.start : citation.end] == citation.quote
    assert citation.quote.startswith("There were 663,434")
    assert answer.usage.model == "openai:tiny"
    assert answer.run.prompts


def test_an_item_of_a_list_is_quoted_without_its_bullet(store: Store) -> None:
    [citation] = Asked(store, Words("Wards in Leeds want 31 nurses [3].")).answer.citations
    assert citation.quote == "Wards in Leeds want 31 nurses."


def test_drafts_come_as_they_are_written_with_the_numbers_that_the_model_was_given(
    store: Store,
) -> None:
    asked = Asked(store, Words(f"{TRUE} It rose [9]."))
    assert len(asked.drafts) > 1
    assert all(
        later.startswith(earlier)
        for earlier, later in zip(asked.drafts, asked.drafts[1:], strict=False)
    )
    assert asked.drafts[-1] == f"{TRUE} It rose."


def test_a_sentence_that_no_source_bears_is_left_out_with_a_note(store: Store) -> None:
    answer = Asked(store, Words(f"{TRUE} Plumbers in Ohio earn $90,000 a year [1].")).answer
    assert "Plumbers" not in answer.text
    assert [claim.text for claim in answer.left_out] == ["Plumbers in Ohio earn $90,000 a year."]
    assert "1 sentence left out: the sources do not bear it." in answer.notes


def test_it_is_marked_instead_where_that_is_set(store: Store) -> None:
    reply = Words(f"{TRUE} Plumbers in Ohio earn $90,000 a year [1].")
    answer = Asked(store, reply, unsupported="mark").answer
    assert "Plumbers in Ohio earn \\$90,000 a year. *(not borne by the sources)*" in answer.text
    assert answer.left_out == ()


def test_a_wrong_figure_is_called_contradicted_with_the_right_one(store: Store) -> None:
    wrong = "There were 336,434 cybersecurity job postings in the United States [1]."
    answer = Asked(store, Words(f"{TRUE} {wrong}")).answer
    [claim] = answer.left_out
    assert claim.verdict == "contradicted"
    assert "663,434, not 336,434" in claim.reason


def test_where_nothing_of_a_reply_is_borne_the_sources_answer(store: Store) -> None:
    answer = Asked(store, Words("Plumbers in Ohio earn $90,000 a year [1].")).answer
    assert answer.mode == "extractive"
    assert answer.notes[0].startswith("Nothing that openai:tiny wrote is borne by the sources")


def test_a_true_sentence_with_the_wrong_number_gets_the_right_one(store: Store) -> None:
    wrong = TRUE.replace("[1]", "[2]")
    answer = Asked(store, Words(wrong)).answer
    [claim], [citation] = answer.claims, answer.citations
    assert claim.verdict == "supported"
    assert citation.quote.startswith("There were 663,434")
    assert claim.reason.endswith("It was cited to another passage; that is put right.")


def test_a_number_that_was_not_given_is_dropped_and_said(store: Store) -> None:
    answer = Asked(store, Words(TRUE.replace("[1]", "[1][17]"))).answer
    assert "[17]" not in answer.text
    assert any("[17], which it was not given" in note for note in answer.notes)


def test_the_model_reads_numbered_dated_passages_without_their_own_markers(store: Store) -> None:
    given = Asked(store, Words(TRUE)).given
    assert "passage [1] ===\nCyber workforce" in given
    assert "Cyber workforce — CyberSeek, June 2023" in given
    assert "41,000 postings." in given
    assert "41,000 postings [3]" not in given
    assert given.endswith(f"Question: {QUESTION}")


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Status(401, KEY), "401"),
        (Status(500), "500"),
        (Words(""), "nothing"),
        (Refusal(), "refused"),
        (Words(TRUE, finish_reason="length"), "cut"),
        (HangUp(), "reach"),
    ],
)
def test_without_the_model_the_sources_answer_at_once_and_say_so(
    store: Store, reply: Reply, why: str
) -> None:
    answer = Asked(store, reply).answer
    assert answer.mode == "extractive"
    assert "663,434" in answer.text
    assert answer.notes[0].startswith("openai:tiny did not answer:")
    assert why in answer.notes[0]
    assert KEY not in str(answer.as_json())


def test_it_is_said_that_the_model_is_down_where_no_plan_reads_the_question_either(
    tmp_path: Path,
) -> None:
    (tmp_path / "market").mkdir()
    table = "id,job title,company,description\n1,Nurse,Acme,Watches\n2,Welder,Acme,Welds\n"
    (tmp_path / "market" / "postings.csv").write_text(table, "utf-8")
    question = "How many blockchain postings did wards in Leeds want by pay?"
    with known(tmp_path, [(OLDER, "Wards in Leeds want 31 nurses for blockchain.")]) as opened:
        answer = Asked(opened, Status(401, KEY), question=question).answer
    assert answer.citations[0].kind == "report"
    assert [note for note in answer.notes if "openai:tiny did not answer" in note]


def test_a_reply_that_breaks_off_is_none(store: Store) -> None:
    asked = Asked(store, CutOff(TRUE))
    assert asked.answer.mode == "extractive"
    assert asked.answer.claims[0].basis == "quoted"


def test_where_the_model_sees_no_answer_there_is_none(store: Store) -> None:
    asked = Asked(store, Words("NOT ANSWERED"))
    assert asked.answer.abstained
    assert asked.drafts == []
    assert asked.answer.abstention_reason == (
        "The chat model read what was found and saw no answer in it."
    )


def test_links_html_and_pictures_of_the_model_are_text(store: Store) -> None:
    hostile = TRUE.replace("job", "<img src=x> ![p](http://evil.example/q) [job](http://e.example)")
    answer = Asked(store, Words(hostile), unsupported="mark").answer
    assert "http" not in answer.text
    assert "<img" not in answer.text.replace("\\<img", "")


def test_a_budget_that_would_be_passed_stops_the_call(store: Store) -> None:
    asked = Asked(store, Words(TRUE), chat_monthly_tokens=10)
    assert asked.requests == []
    assert asked.answer.mode == "extractive"
    assert "INSIGHT_CHAT_MONTHLY_TOKENS" in asked.answer.notes[0]


def test_a_second_opinion_can_only_doubt(store: Store) -> None:
    doubt = Words('{"doubts": [{"item": 1, "reason": "It says nothing of the year."}]}')
    answer = Asked(store, Words(TRUE), doubt, second_opinion=True).answer
    [claim] = answer.claims
    assert claim.verdict == "partial"
    assert claim.reason == "openai:tiny doubts it: It says nothing of the year."
