"""What a chat model is shown of a catalogue: little enough, the likely first, all of it data."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.analysis.shown import BUDGET, shown
from corpus.queries import COLUMN, Catalogue, Dimension


def dimension(name: str, *values: str) -> Dimension:
    counted = tuple((value, 1) for value in values)
    return Dimension(name, name.removeprefix(COLUMN), counted, len(values), 10 * len(values))


def fields(text: str) -> list[dict[str, object]]:
    lines = text.partition("<catalogue>\n")[2].partition("\n</catalogue>")[0].splitlines()
    return [json.loads(line) for line in lines]


def test_values_that_share_a_word_with_the_question_come_first() -> None:
    employers = dimension("employer", *(f"Firm {number}" for number in range(400)), "Ember & Vale")
    (field,) = fields(shown("openings at ember & vale?", Catalogue(dimensions=(employers,))))
    values = field["values"]
    assert isinstance(values, list)
    assert (values[:2], len(values)) == (["Ember & Vale", "Firm 0"], 60)


def test_a_column_of_identifiers_is_named_without_its_values() -> None:
    ids = Dimension(f"{COLUMN}id", "id", tuple((f"R-{n}", 1) for n in range(100)), 100, 100)
    assert fields(shown("?", Catalogue(dimensions=(ids,)))) == [
        {"field": "column:id", "means": "id", "stated": 100}
    ]


@settings(max_examples=15)  # the widest take a second
@given(st.integers(1, 200), st.integers(0, 300), st.text(max_size=60))
def test_however_wide_the_tables_are_what_is_shown_stays_within_its_budget(
    columns: int, values: int, text: str
) -> None:
    wide = tuple(
        dimension(f"{COLUMN}{number} {text}", *(f"{text} {value}" for value in range(values)))
        for number in range(columns)
    )
    told = shown(text, Catalogue(dimensions=wide))
    assert len(told) <= BUDGET + 6 * len(text) + 100
    assert told.count("</catalogue>") == told.count("</question>") == 1
    assert told.endswith("</question>")
