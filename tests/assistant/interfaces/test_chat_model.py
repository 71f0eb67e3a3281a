"""The command line with a chat model set, over a scripted service on this machine."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.interfaces.cli import run
from assistant.settings import names
from evals.doubles.chat import ChatService, Reply, Status, Words

KEY = "sk-a-key-that-nobody-may-see"
QUESTION = "Do most folks get to stay home?"
READING = {
    "kind": "figures",
    "measure": "share",
    "value": "",
    "where": [],
    "share": [
        [
            {
                "field": "column:remote_policy",
                "operator": "is",
                "values": ["remote"],
                "negated": False,
            }
        ]
    ],
    "by": "",
    "groups": [],
    "limit": 0,
    "ascending": False,
    "currency": "",
    "unit": None,
    "time": "",
}
FILLED = Words(json.dumps(READING), prompt_tokens=900, completion_tokens=60)

pytestmark = [
    pytest.mark.enable_socket,  # for 127.0.0.1
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),  # what a time-out abandons
]


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A data folder that holds seven postings."""
    home = tmp_path_factory.mktemp("home") / "insight"
    postings = repository / "tests" / "assistant" / "analysis" / "startups.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_HOME", str(home))
        assert run(["ingest", str(postings), "--json"]) == 0
    return home


@pytest.fixture(autouse=True)
def settings(market: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INSIGHT_HOME", str(market))
    monkeypatch.setenv("INSIGHT_CHAT_MODEL", "openai:tiny")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatService]:
    with ChatService([FILLED]) as held:
        monkeypatch.setenv("INSIGHT_OPENAI_BASE_URL", held.base_url)
        yield held


def answer(capsys: pytest.CaptureFixture[str], question: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["ask", question, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def finding(
    capsys: pytest.CaptureFixture[str], name: str = "chat model"
) -> tuple[int, Mapping[str, str]]:
    capsys.readouterr()
    code = run(["doctor", "--json"])
    out = capsys.readouterr().out
    assert KEY not in out
    [told] = [each for each in json.loads(out)["findings"] if each["name"] == name]
    return code, told


def test_a_question_that_no_rule_reads_is_computed_as_the_model_reads_it(
    service: ChatService, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(capsys, QUESTION)
    assert told["tally"]["rows"] == [[pytest.approx(2 / 7), 2, 7]]
    assert len(service.requests) == 1
    assert told["tally"]["caveats"][0] == (
        "The chat model openai:tiny read the question as the share with remote policy “remote” "
        "of postings."
    )
    assert told["usage"] == {
        "prompt_tokens": 900,
        "completion_tokens": 60,
        "model": "openai:tiny",
    }
    assert KEY not in json.dumps(told)


def test_a_question_that_the_rules_read_asks_no_model(
    service: ChatService, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(capsys, "How many remote jobs are there?")
    assert told["tally"]["rows"] == [[2]]
    assert told["usage"]["model"] is None
    assert service.requests == []


def test_without_an_answer_of_the_model_the_question_is_answered_without_it(
    service: ChatService, capsys: pytest.CaptureFixture[str]
) -> None:
    service.script = [Status(401, f"bad key {KEY}")]
    told = answer(capsys, "How many blockchain jobs are there?")
    assert told["abstained"]
    assert "did not answer: the chat model's service answered 401" in told["abstention_reason"]
    assert KEY not in json.dumps(told)


def test_the_doctor_asks_the_model(
    service: ChatService, capsys: pytest.CaptureFixture[str]
) -> None:
    service.script = [Words('{"is_read": true}')]
    code, told = finding(capsys)
    assert (code, told["state"]) == (0, "ok")
    assert told["said"].startswith("openai:tiny answers")


def test_the_doctor_tells_what_the_month_took_of_its_budget(
    service: ChatService, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_CHAT_MONTHLY_TOKENS", "50000")
    monkeypatch.setenv("INSIGHT_CHAT_MONTHLY_COST", "20")
    monkeypatch.setenv("INSIGHT_CHAT_INPUT_COST", "1000")
    monkeypatch.setenv("INSIGHT_CHAT_OUTPUT_COST", "2000")
    service.script = [Words('{"is_read": true}', prompt_tokens=900, completion_tokens=60)]
    code, told = finding(capsys, "monthly budget")
    assert (code, told["state"]) == (0, "ok")
    assert told["said"].endswith(": 960 of 50,000 tokens and 1.02 of 20.00 spent in 1 call")


@pytest.mark.parametrize("reply", [Status(404, KEY), Words("well, yes")])
def test_the_doctor_finds_a_model_that_cannot_be_used(
    service: ChatService, capsys: pytest.CaptureFixture[str], reply: Reply
) -> None:
    service.script = [reply]
    code, told = finding(capsys)
    assert (code, told["state"]) == (1, "broken")
    assert told["mend"] == "see INSIGHT_CHAT_MODEL"


def test_a_model_without_a_key_is_a_setting_to_mend(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    code, told = finding(capsys)
    assert (code, told["state"]) == (1, "broken")
    assert told["said"].endswith("needs a key; set OPENAI_API_KEY")
    assert run(["ask", QUESTION]) == 2
    assert "set OPENAI_API_KEY" in capsys.readouterr().err
