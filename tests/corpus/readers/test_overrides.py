"""A person's word on a table's columns counts before any guess, and a slip in it is named."""

from datetime import date

import pytest

from corpus.errors import UnmappedSource
from corpus.postings import Posting
from corpus.readers import overrides, read
from corpus.readers.overrides import MappingFile

TABLE = """\
what,firm,town,land,low,high,when,junk
Welder,Acme,Köln,DE,20,25,03/04/2025,x
Cook,Bolt,Lyon,FR,,,,y
"""


def told(mapping: str, table: str = TABLE) -> tuple[Posting, ...]:
    found = read(table.encode(), name="t.csv", mapping=MappingFile("t.mapping.yaml", mapping))
    return tuple(document.posting for document in found.documents if document.posting)


def test_columns_constants_and_the_order_of_days_are_taken_as_said() -> None:
    welder, cook = told(
        """
        fields:
          title: what
          employer: firm
          place: [town, land]
          pay_minimum: low
          pay_maximum: high
          currency: {value: EUR}
          pay_unit: {value: HOUR}
          posted: when
        dates: day first
        ignore: [junk]
        """
    )
    assert (welder.title, welder.hiring_organization) == ("Welder", "Acme")
    assert [place.raw for place in welder.job_location] == ["Köln, DE"]
    pay = welder.base_salary
    assert pay is not None
    assert (pay.minimum, pay.maximum, pay.currency, pay.unit) == (20, 25, "EUR", "HOUR")
    assert welder.date_posted == date(2025, 4, 3)
    assert "junk" not in dict(welder.columns)
    assert cook.base_salary is None


def test_the_first_filled_of_several_columns_counts_where_that_is_said() -> None:
    table = "a,b,c\nWelder,,x\n,Cook,y\n"
    titles = [posting.title for posting in told("fields: {title: {first: [a, b]}}", table)]
    assert titles == ["Welder", "Cook"]


def test_a_kind_alone_overrules_what_the_columns_look_like() -> None:
    table = "job_title,company,city\nWelder,Acme,Köln\n"
    assert told("kind: report", table) == ()
    assert [posting.title for posting in told("kind: postings", table)] == ["Welder"]


def test_a_guess_fills_what_is_not_said() -> None:
    (welder,) = told("fields: {employer: b}", "job_title,b,Salary\nWelder,Acme,€20 per hour\n")
    assert (welder.title, welder.hiring_organization) == ("Welder", "Acme")
    assert welder.base_salary is not None


def test_columns_are_found_whatever_their_case() -> None:
    assert told("fields: {title: WHAT, employer: Firm}")[0].hiring_organization == "Acme"


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("fields: {titel: what}", "'titel', which is not there; did you mean 'title'?"),
        ("fields: {title: waht}", "'waht', which is not there; did you mean 'what'?"),
        ("field: {title: what}", "'field', which is not there; did you mean 'fields'?"),
        ("fields: {title: {vlaue: x}}", "'vlaue', which is not there; did you mean 'value'?"),
        ("fields: {title: what}\nignore: [jnuk]", "did you mean 'junk'?"),
        ("dates: sideways", "expected day first or month first"),
        ("kind: poem", "kind is 'poem'; expected postings or posting or report"),
        ("fields: [title]", "'fields' is no list of fields and columns"),
        ("fields: {title: [[what]]}", "is no column's name"),
        ("- a", "has to begin with 'fields:' or 'kind:'"),
        ("fields: {title: 'what", "is no YAML that can be read"),
        ("fields: {title: !!python/object:os.system {}}", "is no YAML that can be read"),
    ],
)
def test_a_slip_in_a_mapping_file_is_named_with_what_was_meant(mapping: str, reason: str) -> None:
    with pytest.raises(UnmappedSource) as error:
        told(mapping)
    assert reason in str(error.value)
    assert str(error.value).startswith("t.mapping.yaml")


def test_a_table_the_mapping_does_not_speak_of_is_read_as_it_looks() -> None:
    assert told("fields: {title: vacature}", "name,age\nAda,36\n") == ()


def test_a_mapping_written_out_says_the_same() -> None:
    table = "job_title,company,alt company name,Salary (€)\nWelder,Acme,,20\nCook,,Bolt,30\n"
    guessed = read(table.encode(), name="jobs.csv")
    written = overrides.as_yaml(guessed.mappings[0])
    again = read(table.encode(), name="jobs.csv", mapping=MappingFile("m", written))
    assert again.documents == guessed.documents
    assert [fit.columns for fit in again.mappings[0].fits] == [
        fit.columns for fit in guessed.mappings[0].fits
    ]
