"""Claims about invented tables of a job market: pay, places, skills, months and postings."""

import pytest

from assistant.verification.tables import table_findings, table_verdict

PAY = """\
| role | place | median pay | postings | remote |
|---|---|---|---|---|
| Data Engineer | Texas | $150,000 | 412 | 31% |
| Data Engineer | Ohio | $121,500 | 188 | 24% |
| Security Analyst | Texas | $118,000 | 265 | 40% |
| Registered Nurse | Ohio | $82,000 | 940 | 0% |
| Welder | Iowa | $54,300 | 77 | 0% |
| Product Manager | New York | $172,250 | 301 | 55% |
"""

PLACES = """\
place,postings,employers,median pay (USD)
Texas,"12,410",1830,71500
California,"18,920",2644,84200
Ohio,"6,075",902,61000
New York,"11,388",1519,88750
Iowa,"2,140",377,56900
Total,"50,933",7272,
"""

SKILLS = """\
skill\tshare of postings\tchange
Python\t47%\t+3
SQL\t41%\t+1
Kubernetes\t18%\t+6
Excel\t33%\t-4
Rust\t5%\t+2
"""

MONTHS = """\
month;postings;remote postings
January 2026;4100;900
February 2026;4350;870
March 2026;5020;1010
April 2026;4780;1190
May 2026;5310;1240
June 2026;4990;1150
"""

POSTINGS = """\
posting#employer#place#arrangement#posted#salary
Nurse practitioner#Cedar Clinic#Austin#on site#2026-03-02#$98,000
Data analyst#Blue Freight#Dallas#remote#2026-03-09#$87,500
Welder#Ironline#Tulsa#on site#2026-02-14#$52,000
Data engineer#Blue Freight#Dallas#remote#2026-04-01#$141,000
Teacher#Hill School#Austin#hybrid#2026-04-20#$58,400
Security analyst#Northgate#Denver#remote#2026-01-30#$112,000
"""

TRUE = [
    (PAY, "Data engineers in Texas have a median pay of $150,000."),
    (PAY, "In Ohio the median pay of a data engineer is $121,500."),
    (PAY, "Welders in Iowa earn a median of $54,300."),
    (PAY, "Product managers have the highest median pay."),
    (PAY, "Welders have the lowest median pay."),
    (PAY, "Security analysts in Texas earn less than data engineers in Texas."),
    (PAY, "There were 940 postings for registered nurses in Ohio."),
    (PAY, "40% of security analyst postings in Texas are remote."),
    (PAY, "Product managers are paid about $172,000."),
    (PAY, "Two of the roles are in Texas."),
    (PAY, "Registered nurses have the most postings."),
    (PAY, "Product managers work in New York."),
    (PLACES, "California had the most postings, 18,920."),
    (PLACES, "Texas had more postings than New York."),
    (PLACES, "Iowa had the fewest employers."),
    (PLACES, "Ohio had 6,075 postings."),
    (PLACES, "Median pay in New York was $88,750."),
    (PLACES, "New York has the highest median pay."),
    (PLACES, "Texas and Ohio had a combined 18,485 postings."),
    (PLACES, "Iowa had 2,140 postings from 377 employers."),
    (PLACES, "New York had the third most postings."),
    (SKILLS, "Python appears in 47% of postings."),
    (SKILLS, "Python is asked for more than SQL in share of postings."),
    (SKILLS, "The share of postings for SQL is higher than for Excel."),
    (SKILLS, "Rust has the smallest share of postings."),
    (SKILLS, "Excel's share of postings is 33%."),
    (SKILLS, "Kubernetes had the largest change."),
    (MONTHS, "In March 2026 there were 5,020 postings."),
    (MONTHS, "May 2026 had the most postings."),
    (MONTHS, "Postings were higher in May 2026 than in April 2026."),
    (MONTHS, "February 2026 had the fewest remote postings."),
    (MONTHS, "Remote postings numbered 1,190 in April 2026."),
    (MONTHS, "Average postings over the six months were 4,758."),
    (POSTINGS, "Three of the postings are remote."),
    (POSTINGS, "Two postings are from Blue Freight."),
    (POSTINGS, "The welder at Ironline earns $52,000."),
    (POSTINGS, "The teacher posting at Hill School is hybrid."),
    (POSTINGS, "The security analyst posting was the earliest."),
    (POSTINGS, "The data engineer at Blue Freight has the highest salary."),
    (POSTINGS, "Cedar Clinic is hiring a nurse practitioner in Austin."),
    (POSTINGS, "Only one posting is hybrid."),
    (POSTINGS, "The data engineer posting was posted after the welder posting."),
]

UNTRUE = [
    (PAY, "Data engineers in Texas have a median pay of $180,000."),
    (PAY, "Data engineers in Ohio have a median pay of $150,000."),
    (PAY, "Welders in Iowa earn a median of $45,300."),
    (PAY, "Security analysts have the highest median pay."),
    (PAY, "Registered nurses have the lowest median pay."),
    (PAY, "There were 490 postings for registered nurses in Ohio."),
    (PAY, "14% of security analyst postings in Texas are remote."),
    (PAY, "Product managers are paid about $150,000."),
    (PAY, "Three of the roles are in Texas."),
    (PAY, "Product managers have the most postings."),
    (PAY, "Product managers work in Iowa."),
    (PLACES, "Texas had the most postings."),
    (PLACES, "Ohio had more postings than Texas."),
    (PLACES, "Ohio had the fewest employers."),
    (PLACES, "Ohio had 6,750 postings."),
    (PLACES, "Median pay in New York was $84,200."),
    (PLACES, "California has the highest median pay."),
    (PLACES, "Texas and Ohio had a combined 21,485 postings."),
    (PLACES, "Iowa had 2,140 postings from 902 employers."),
    (PLACES, "New York had the second most postings."),
    (SKILLS, "Python appears in 41% of postings."),
    (SKILLS, "The share of postings for Excel is higher than for SQL."),
    (SKILLS, "Kubernetes has the smallest share of postings."),
    (SKILLS, "Excel's share of postings is 23%."),
    (MONTHS, "In March 2026 there were 5,310 postings."),
    (MONTHS, "June 2026 had the most postings."),
    (MONTHS, "Postings were higher in April 2026 than in May 2026."),
    (MONTHS, "January 2026 had the fewest remote postings."),
    (MONTHS, "Remote postings numbered 1,150 in April 2026."),
    (POSTINGS, "Five of the postings are remote."),
    (POSTINGS, "Four postings are from Blue Freight."),
    (POSTINGS, "The welder at Ironline earns $58,400."),
    (POSTINGS, "The teacher posting at Hill School is remote."),
    (POSTINGS, "The welder posting was the earliest."),
    (POSTINGS, "The nurse practitioner has the highest salary."),
    (POSTINGS, "Cedar Clinic is hiring a nurse practitioner in Denver."),
    (POSTINGS, "Two postings are hybrid."),
    (POSTINGS, "The welder posting was posted after the data engineer posting."),
]


@pytest.mark.parametrize(("passage", "claim"), TRUE, ids=[claim for _, claim in TRUE])
def test_what_a_table_says_is_borne_out(passage: str, claim: str) -> None:
    probability, findings = table_verdict(claim, passage)
    assert probability is not None
    assert probability >= 0.5
    assert "differs" not in {finding.stance for finding in findings}


@pytest.mark.parametrize(("passage", "claim"), UNTRUE, ids=[claim for _, claim in UNTRUE])
def test_what_a_table_does_not_say_is_not_borne_out(passage: str, claim: str) -> None:
    probability, findings = table_verdict(claim, passage)
    assert probability is not None
    assert probability < 0.5
    assert "agrees" not in {finding.stance for finding in findings}


def test_a_reason_names_the_row_and_the_column() -> None:
    (finding,) = table_findings("The welder at Ironline earns $58,400.", POSTINGS)
    assert finding.stance == "differs"
    assert finding.reason == "In the row “Welder” the column “salary” is $52,000, not $58,400."
    assert finding.span is not None
    assert finding.span.of(POSTINGS) == "$52,000"


def test_an_extreme_names_the_row_that_has_it() -> None:
    (finding,) = table_findings("Texas had the most postings.", PLACES)
    assert finding.stance == "differs"
    assert finding.reason == "In the column “postings” that is 18,920, in the row “California”."


def test_a_count_says_what_counting_gives() -> None:
    (finding,) = table_findings("Five of the postings are remote.", POSTINGS)
    assert finding.stance == "differs"
    assert finding.reason == "Counting the rows gives 3."


def test_a_totals_row_is_neither_the_highest_nor_counted() -> None:
    probability, _ = table_verdict("California had the most postings.", PLACES)
    assert probability is not None
    assert probability >= 0.5
