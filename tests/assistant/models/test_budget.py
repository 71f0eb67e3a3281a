"""What chat models may use in a month, over a real ledger and a scripted service."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers import Usage
from assistant.models.budget import MESSAGES_TOKENS, Allowance, Budget, Used
from assistant.models.langchain import LangChainModel
from assistant.models.providers import OpenAI
from corpus.errors import InvalidSettings, ModelUnavailable
from evals.doubles.chat import ChatService, CutOff, HangUp, Reply, Status, Words

NOVEMBER = datetime(2026, 11, 24, tzinfo=UTC)
WRITTEN = Words("Most jobs are remote [1].", prompt_tokens=7, completion_tokens=3)
FORM = {"title": "Form", "type": "object", "properties": {}}
MOST = MESSAGES_TOKENS + 2 + 100  # of a call that asks "?" for 100 tokens at most


def budget(path: Path, allowance: Allowance, *, on: datetime = NOVEMBER) -> Budget:
    return Budget(path / "spending.sqlite3", allowance, model="openai:tiny", now=lambda: on)


def chat(service: ChatService, meter: Budget) -> LangChainModel:
    openai = OpenAI("tiny", "k", service.base_url)
    return LangChainModel(openai, meter=meter, count=len)


def reserved(meter: Budget, tokens: int) -> bool:
    try:
        meter.reserve(0, tokens - MESSAGES_TOKENS)
    except ModelUnavailable:
        return False
    return True


@pytest.mark.enable_socket
def test_a_call_is_counted_at_what_it_took(tmp_path: Path) -> None:
    meter = budget(tmp_path, Allowance(10_000, 1, input_cost=1, output_cost=10))
    with ChatService([WRITTEN, Words("{}", prompt_tokens=1, completion_tokens=2)]) as service:
        list(chat(service, meter).write("", "?", limit=100))
        chat(service, meter).fill("", "?", form=FORM)
    cost = (7 + 3 * 10) / 1_000_000 + (1 + 2 * 10) / 1_000_000
    assert meter.used("2026-11") == Used(2, 13, cost, 0)


@pytest.mark.enable_socket
def test_a_call_that_could_pass_the_budget_is_not_made(tmp_path: Path) -> None:
    with ChatService([WRITTEN]) as service:
        model = chat(service, budget(tmp_path, Allowance(MOST + 9)))
        list(model.write("", "?", limit=100))
        with pytest.raises(
            ModelUnavailable,
            match=rf"10 of {MOST + 9} tokens are used, a call may take {MOST}; it renews on "
            "2026-12-01, or raise INSIGHT_CHAT_MONTHLY_TOKENS",
        ):
            list(model.write("", "?", limit=100))
        with pytest.raises(ModelUnavailable, match="budget"):
            model.fill("", "?", form=FORM)
    assert len(service.requests) == 1


def test_money_has_a_budget_of_its_own(tmp_path: Path) -> None:
    meter = budget(tmp_path, Allowance(cost=1.0, input_cost=2, output_cost=10))
    meter.reserve(0, 60_000)
    with pytest.raises(
        ModelUnavailable, match=r"0\.60 of 1\.00 is spent, .* INSIGHT_CHAT_MONTHLY_COST"
    ):
        meter.reserve(0, 60_000)


def test_a_limit_in_money_needs_prices() -> None:
    with pytest.raises(InvalidSettings, match="set INSIGHT_CHAT_INPUT_COST and INSIGHT_CHAT_OUTPU"):
        Allowance(cost=5, output_cost=10)


def test_a_month_renews_the_budget(tmp_path: Path) -> None:
    december = datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert reserved(budget(tmp_path, Allowance(100)), 100)
    assert not reserved(budget(tmp_path, Allowance(100)), 100)
    meter = budget(tmp_path, Allowance(100), on=december)
    assert reserved(meter, 100)
    with pytest.raises(ModelUnavailable, match="renews on 2027-01-01"):
        meter.reserve(0, 0)


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("script", "calls", "tokens"),
    [
        ([Status(401)], 1, 0),
        ([Status(429, retry_after="0"), WRITTEN], 2, 10),
        ([HangUp(), WRITTEN], 2, MOST + 10),
        ([CutOff("Most")], 1, MOST),
        ([Words("Most", finish_reason="length")], 1, MOST),
    ],
)
def test_a_call_that_may_have_cost_something_stays_counted_at_its_most(
    tmp_path: Path, script: list[Reply], calls: int, tokens: int
) -> None:
    meter = budget(tmp_path, Allowance())
    with ChatService(script) as service:
        try:
            list(chat(service, meter).write("", "?", limit=100))
        except ModelUnavailable:
            assert len(service.requests) == len(script)
    used = meter.used("2026-11")
    assert (used.calls, used.tokens) == (calls, tokens)


@pytest.mark.enable_socket
def test_a_service_that_is_not_there_costs_nothing(tmp_path: Path) -> None:
    meter = budget(tmp_path, Allowance())
    model = LangChainModel(OpenAI("tiny", "k", "http://127.0.0.1:9/v1"), meter=meter, seconds=1)
    with pytest.raises(ModelUnavailable):
        list(model.write("", "?", limit=100))
    assert meter.used("2026-11").tokens == 0


@pytest.mark.enable_socket
def test_a_reply_that_was_left_stays_counted_at_its_most(tmp_path: Path) -> None:
    meter = budget(tmp_path, Allowance())
    with ChatService([WRITTEN]) as service:
        reply = chat(service, meter).write("", "?", limit=100)
        next(reply)
        reply.close()
    assert meter.used("2026-11") == Used(1, MOST, 0.0, 1)


def test_a_process_that_died_leaves_its_reservation_counted(tmp_path: Path) -> None:
    program = _reserving(tmp_path, times=1) + "import os; os._exit(1)"
    subprocess.run([sys.executable, "-c", program], check=False)
    assert budget(tmp_path, Allowance()).used("2026-11") == Used(1, 100, 0.0, 1)


def test_processes_and_threads_together_cannot_pass_it(tmp_path: Path) -> None:
    program = _reserving(tmp_path, times=10)
    running = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    meter = budget(tmp_path, Allowance(1_550))
    with ThreadPoolExecutor(4) as threads:
        mine = sum(threads.map(lambda _: reserved(meter, 100), range(12)))
    assert [process.wait(60) for process in running] == [0, 0]
    assert mine <= 15
    assert meter.used("2026-11") == Used(15, 1_500, 0.0, 15)


def _reserving(folder: Path, *, times: int) -> str:
    return (
        "from pathlib import Path\n"
        "from tests.assistant.models.test_budget import Allowance, budget, reserved\n"
        f"meter = budget(Path({str(folder)!r}), Allowance(1_550))\n"
        f"[reserved(meter, 100) for _ in range({times})]\n"
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 300), st.floats(0, 1), st.booleans()),
        max_size=12,
    ),
    st.integers(0, 1_500),
)
def test_whatever_is_asked_the_budget_is_never_passed(
    calls: list[tuple[int, int, float, bool]], allowed: int
) -> None:
    with TemporaryDirectory() as folder:
        meter = budget(Path(folder), Allowance(allowed))
        for prompt, completion, share, settles in calls:
            try:
                reservation = meter.reserve(prompt, completion)
            except ModelUnavailable:
                continue
            assert meter.used("2026-11").tokens <= allowed
            if settles:
                reservation.settle(Usage(int(prompt * share), int(completion * share)))
        assert meter.used("2026-11").tokens <= allowed


@pytest.mark.enable_socket
def test_without_a_ledger_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "spending.sqlite3").write_text("not a database, but a longer text than its head")
    with ChatService([WRITTEN]) as service:
        with pytest.raises(ModelUnavailable, match=r"cannot be written to spending\.sqlite3"):
            list(chat(service, budget(tmp_path, Allowance(10_000))).write("", "?", limit=100))
        assert service.requests == []


def test_a_call_that_cannot_be_settled_stays_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    meter = budget(tmp_path, Allowance())
    reservation = meter.reserve(0, 100)
    with sqlite3.connect(tmp_path / "spending.sqlite3") as ledger:
        ledger.execute("ALTER TABLE calls RENAME COLUMN cost TO price")
    ledger.close()
    reservation.settle(Usage(1, 1))
    assert "could not be settled" in caplog.text


def test_nothing_was_used_before_the_first_call(tmp_path: Path) -> None:
    assert budget(tmp_path, Allowance()).used("2026-11") == Used(0, 0, 0.0, 0)
