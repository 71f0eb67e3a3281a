"""Tables found in the text of a passage, cell by cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.tables import tables
from assistant.verification.tables.quantities import Quantity, quantity

ROWS = [["role", "median pay"], ["Engineer", "$150,000"], ["Nurse", "$82,000"]]
WRITTEN = {
    "Markdown": "| role | median pay |\n|---|---:|\n| Engineer | $150,000 |\n| Nurse | $82,000 |\n",
    "bare pipes": "role | median pay\nEngineer | $150,000\nNurse | $82,000",
    "tabs": "role\tmedian pay\nEngineer\t$150,000\nNurse\t$82,000\n",
    "number signs": "role#median pay\nEngineer#$150,000\nNurse#$82,000\n",
    "semicolons": "role;median pay\nEngineer;$150,000\nNurse;$82,000\n",
    "quoted commas": 'role,median pay\nEngineer,"$150,000"\nNurse,"$82,000"\n',
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_table_is_read_however_its_cells_are_parted(text: str) -> None:
    (table,) = tables(text)
    rows = [table.header, *table.rows]
    assert [[cell.text for cell in row.cells] for row in rows] == ROWS
    assert [column.kind for column in table.columns] == ["text", "money"]
    assert table.columns[1].values == (150_000.0, 82_000.0)


def test_a_table_is_found_between_paragraphs_and_below_its_caption() -> None:
    text = f"Pay rose.\n\nTable 3. Pay by role\n{WRITTEN['Markdown']}\nIt fell, then rose, again.\n"
    (table,) = tables(text)
    assert table.header.span.of(text) == "| role | median pay |"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line, with commas, only.",
        "Pay rose, they say.\nIt fell, too.\nThen it rose, again.",
        "# Pay\n## By role\nIt rose.",
        "| a |\n|---|",
    ],
)
def test_prose_and_headings_are_no_table(text: str) -> None:
    assert tables(text) == ()


def test_a_ragged_row_is_filled_or_cut_to_the_header() -> None:
    (table,) = tables("a#b#c\n1#2#3\n4#5\n6#7#8#9\n1#2#3\n")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1", "2", "3"],
        ["4", "5", ""],
        ["6", "7", "8"],
        ["1", "2", "3"],
    ]


def test_an_unnamed_first_column_is_a_column() -> None:
    (table,) = tables("#role#pay\n1#Nurse#80\n2#Welder#50\n")
    assert [column.name for column in table.columns] == ["", "role", "pay"]


def test_a_totals_row_is_told_from_the_others() -> None:
    (table,) = tables("place#postings\nTexas#5\nOhio#7\nTotal#12\n")
    assert [row.total for row in table.rows] == [False, False, True]


def test_a_header_states_the_scale_of_its_column() -> None:
    (table,) = tables("month#jobs (thousands)#viewers (m)\nMay#5#1.2\nJune#6#1.4\n")
    assert [column.scale for column in table.columns] == [1.0, 1e3, 1e6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28000", Quantity(28_000, "number")),
        ("$1,200.50", Quantity(1200.5, "money")),
        ("$82k", Quantity(82_000, "money")),
        ("6.34 million", Quantity(6_340_000, "number")),
        ("37.39%", Quantity(37.39, "percent")),
        ("5th", Quantity(5, "rank")),
        ("1962", Quantity(19620000, "date")),
        ("2007 - 08", Quantity(20070000, "date")),
        ("september 7 , 1962", Quantity(19620907, "date")),
        ("30 aug 2003", Quantity(20030830, "date")),
        ("July 16", Quantity(716, "date")),
        ("March 2026", Quantity(20260300, "date")),
        ("2026-03-02", Quantity(20260302, "date")),
        ("1:25.5", Quantity(85.5, "number")),
        ("1100 m", Quantity(1100, "number")),
        ("w 30 - 21", None),
        ("Texas", None),
        ("-", None),
        ("", None),
    ],
)
def test_a_cell_comes_to_one_quantity_or_none(text: str, expected: Quantity | None) -> None:
    assert quantity(text) == expected


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6), st.sampled_from("|\t#;,"))
def test_rows_and_cells_lie_where_they_say(rows: list[list[str]], delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in rows)
    for table in tables(text):
        for row in (table.header, *table.rows):
            assert len(row.cells) == len(table.columns)
            assert all(cell.span.of(text) == cell.text for cell in row.cells)
            assert "\n" not in row.span.of(text)
        assert [row.span.of(text) in text.split("\n") for row in table.rows]


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    for table in tables(text):
        assert all(row.span.end <= len(text) for row in table.rows)


@given(st.text(max_size=80))
def test_any_cell_can_be_read(text: str) -> None:
    quantity(text)
