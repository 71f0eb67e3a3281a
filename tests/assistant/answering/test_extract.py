import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.extract import MOST_QUOTED, Selection, best_size, quotes, read
from assistant.answering.sentences import sentences_of
from assistant.questions import Query
from corpus.embedding.wordhash import WordHash
from tests.assistant.passages import passage

EVEN = Selection(intercept=0, similarity=4, lag=4, behind=1, opens=0, in_kind=1, named=1)
TEXT = (
    "Over 31,000 AI security jobs were posted in May 2025[3]. "
    "Salaries ran from $43,000 to $220,000[3]. Dallas has dozens of roles[2]."
)


def quoted(question: str, *texts: str) -> list[str]:
    passages = [passage(text, source_id=f"s{n}", score=-n) for n, text in enumerate(texts)]
    found = read(Query(question), passages, embedder=WordHash())
    return [sentence.text for sentence in quotes(found, EVEN)]


def test_the_sentence_that_answers_comes_first_and_whole() -> None:
    assert quoted("What salaries ran?", TEXT)[0] == "Salaries ran from $43,000 to $220,000[3]."


def test_what_two_sources_say_alike_is_quoted_once() -> None:
    assert (
        len(quoted("Dallas roles", "Dallas has dozens of roles.", "Dallas has dozens of roles."))
        == 1
    )


def test_passages_without_sentences_give_no_quote() -> None:
    assert quoted("anything", "# A heading", "| --- | --- |") == []


def test_a_sentence_stands_in_its_document_where_it_says() -> None:
    document = f"# Title\n\n{TEXT}"
    found = list(sentences_of(passage(TEXT, start=document.index(TEXT))))
    assert [s.span.of(document) for s in found] == [s.text for s in found]
    assert [s.opens for s in found] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("**Concrete Data Points**", 0),
        ("## Summary", 0),
        ("|---|---|", 0),
        ("See below.", 0),
        ("3. [3] Harrowmere Pay Survey, January 2026.", 0),
        ("| MLSecOps | 31,000 |", 1),
        ("Pay rose by nine percent.", 1),
    ],
)
def test_headings_rules_and_fragments_are_not_quoted(text: str, says: int) -> None:
    assert len(list(sentences_of(passage(text)))) == says


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12).map(lambda p: sorted(p, reverse=True)))
def test_an_answer_is_never_empty_and_never_long(probabilities: list[float]) -> None:
    assert 1 <= best_size(probabilities, sum(probabilities)) <= min(MOST_QUOTED, len(probabilities))


def test_more_is_quoted_only_where_more_belongs() -> None:
    assert best_size([0.9, 0.1, 0.1], 1.1) == 1
    assert best_size([0.9, 0.85, 0.1], 1.85) == 2


def test_a_table_row_means_its_cells_by_the_names_of_their_columns() -> None:
    table = "| Role | Demand |\n| --- | --- |\n| MLSecOps | **Growing**[3] |"
    (row,) = sentences_of(passage(table))
    assert (row.text, row.meaning) == (
        "| MLSecOps | **Growing**[3] |",
        "Role: MLSecOps; Demand: Growing[3]",
    )
