"""Where all pay is by the hour, or by any other unit, pay is told so and said to be."""

from collections.abc import Iterator

import pytest
from langchain_core.runnables import Runnable

from assistant import build
from assistant.answers import Answer
from assistant.questions import Question
from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.stores import Store
from tests.assistant.test_chain import InProcess
from tests.corpus.stores.sources import EMBEDDER, READ

ROWS = """job_id,company,title,location,salary,posted
1,Brightloom,Line Cook,Austin TX,$18 - $20 / hour,2026-01-10
2,Brightloom,Barista,Austin TX,$16 - $18 / hour,2026-01-11
3,Ember & Vale,Barista,Dallas TX,$20 - $22 / hour,2026-02-12
4,Ember & Vale,Courier,Dallas TX,$120 - $140 / day,2026-02-13
5,Quillstone,Host,Dallas TX,,2026-02-14
"""
SAID = "Pay here is stated per hour."


@pytest.fixture(scope="module")
def hourly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runnable[Question, Answer]]:
    folder = tmp_path_factory.mktemp("hourly")
    (folder / "jobs.csv").write_text(ROWS, encoding="utf-8")
    with Store.open(folder / "home", embedder=EMBEDDER, writable=True) as store:
        done = ingest(
            [folder / "jobs.csv"],
            store=store,
            embedder=EMBEDDER,
            reader=InProcess(),
            clock=lambda: READ,
        )
        assert (done.failed, done.postings) == ((), 5)
        yield build.chain(store, EMBEDDER, Settings())


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the median pay?", ((19.0, 3),)),
        ("What is the median pay by city?", (("Dallas", 21.0, 1), ("Austin", 18.0, 2))),
    ],
)
def test_pay_is_told_in_the_unit_that_most_of_it_is_stated_in(
    hourly: Runnable[Question, Answer], question: str, rows: tuple[tuple[object, ...], ...]
) -> None:
    tally = hourly.invoke(Question(question)).tally
    assert tally is not None
    assert (tally.rows, tally.period, tally.currency) == (rows, "HOUR", "USD")
    assert tally.left_out == {"per day": 1}
    assert tally.without_value == 1
    assert SAID in tally.caveats


def test_a_unit_that_some_pay_is_in_is_left_as_it_was_asked_for(
    hourly: Runnable[Question, Answer],
) -> None:
    tally = hourly.invoke(Question("What is the median pay per day?")).tally
    assert tally is not None
    assert (tally.rows, tally.period) == (((130.0, 1),), "DAY")
    assert SAID not in tally.caveats
