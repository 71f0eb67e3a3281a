import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.figure_checks import figure_findings

# A claim, a source's sentence, and what is found of each figure of the claim in order.
CASES = [
    # Rounding and bounds
    ("There are 31,243 postings.", "There are 31,243 postings.", "agrees"),
    ("There are 31,000 postings.", "There are 31,243 postings.", "agrees"),
    ("There are about 31,000 postings.", "There are 31,243 postings.", "agrees"),
    ("There are over 31,000 postings.", "There are 31,243 postings.", "agrees"),
    ("There are 31k postings.", "There are 31,243 postings.", "agrees"),
    ("There are 31 thousand postings.", "There are 31,243 postings.", "agrees"),
    ("There are thirty-one thousand postings.", "There are 31,243 postings.", "agrees"),
    ("There are 31.2k postings.", "There are 31,243 postings.", "agrees"),
    ("There are about 30,000 postings.", "There are 31,243 postings.", "agrees"),
    ("There are 30,000 postings.", "There are 31,243 postings.", "differs"),
    ("There are 31,300 postings.", "There are 31,243 postings.", "differs"),
    ("There are 31.3k postings.", "There are 31,243 postings.", "differs"),
    ("There are about 40,000 postings.", "There are 31,243 postings.", "differs"),
    ("There are about 20,000 postings.", "There are 31,243 postings.", "differs"),
    ("There are over 32,000 postings.", "There are 31,243 postings.", "differs"),
    ("There are over 30,000 postings.", "There are 34,900 postings.", "agrees"),
    ("There are over 35,000 postings.", "There are 34,900 postings.", "differs"),
    ("There are nearly 40,000 postings.", "There are 36,000 postings.", "differs"),
    ("There are nearly 40,000 postings.", "There are 39,200 postings.", "agrees"),
    ("There are nearly 40,000 postings.", "There are 41,000 postings.", "differs"),
    ("There are almost 500 roles.", "There are 489 roles.", "agrees"),
    ("There are at least 500 roles.", "There are 512 roles.", "agrees"),
    ("There are at least 500 roles.", "There are 498 roles.", "differs"),
    ("There are up to 500 roles.", "There are 480 roles.", "agrees"),
    ("There are fewer than 500 roles.", "There are 480 roles.", "agrees"),
    ("There are fewer than 500 roles.", "There are 520 roles.", "differs"),
    ("There are more than 500 roles.", "There are 520 roles.", "agrees"),
    ("There are no more than 500 roles.", "There are 520 roles.", "differs"),
    ("There are 500 roles.", "There are nearly 500 roles.", "agrees"),
    ("There are about 500 roles.", "There are nearly 500 roles.", "agrees"),
    ("There are nearly 500 roles.", "There are nearly 500 roles.", "agrees"),
    ("There are over 500 roles.", "There are nearly 500 roles.", "lacks"),
    ("There are over 500 roles.", "There are over 500 roles.", "agrees"),
    ("There are at least 500 roles.", "There are over 500 roles.", "agrees"),
    ("There are 500 roles.", "There are over 500 roles.", "agrees"),
    ("There are fewer than 500 roles.", "There are over 500 roles.", "lacks"),
    ("There are over 500 roles.", "There are 500 roles.", "lacks"),
    ("There are 501 roles.", "There are 500 roles.", "differs"),
    ("There are 50 roles.", "There are 51 roles.", "differs"),
    ("There are about 50 roles.", "There are 51 roles.", "agrees"),
    ("There are dozens of roles.", "There are 63 roles.", "agrees"),
    ("There are 63 roles.", "There are dozens of roles.", "lacks"),
    ("There are hundreds of roles.", "There are 63 roles.", "differs"),
    ("There are dozens of roles.", "There are dozens of roles.", "agrees"),
    ("There are 2 million users.", "There are 1.98 million users.", "agrees"),
    ("There are 1.2 million users.", "There are 1,234,567 users.", "agrees"),
    ("There are 1.3 million users.", "There are 1,234,567 users.", "differs"),
    # Another figure for the same thing
    ("There are 13,000 postings.", "There are 31,000 postings.", "differs"),
    ("There are 310,000 postings.", "There are 31,000 postings.", "differs"),
    ("There are 31 billion users.", "There are 31 million users.", "differs"),
    ("There are 31 million users.", "There are 31,000 users.", "differs"),
    ("The median salary is $128,000.", "The median salary is $182,000.", "differs"),
    ("The median salary is $182,000.", "The median salary is $182,000.", "agrees"),
    ("The median salary is $182k.", "The median salary is $182,000.", "agrees"),
    ("The median salary is about $180,000.", "The median salary is $182,000.", "agrees"),
    ("Remote roles are 40% of the total.", "Remote roles are 14% of the total.", "differs"),
    # Percentages and shares
    ("12% of postings ask for Python.", "12.4% of postings ask for Python.", "agrees"),
    ("12.4% of postings ask for Python.", "12% of postings ask for Python.", "differs"),
    ("13% of postings ask for Python.", "12.4% of postings ask for Python.", "differs"),
    ("12 percent of postings ask for Python.", "12% of postings ask for Python.", "agrees"),
    ("50% of postings ask for Python.", "50.4% of postings ask for Python.", "agrees"),
    ("50% of postings ask for Python.", "54% of postings ask for Python.", "differs"),
    ("More than half of roles are remote.", "52% of roles are remote.", "agrees"),
    ("More than half of roles are remote.", "49% of roles are remote.", "differs"),
    ("Half of roles are remote.", "49.5% of roles are remote.", "agrees"),
    ("Half of roles are remote.", "46% of roles are remote.", "differs"),
    ("About half of roles are remote.", "47.6% of roles are remote.", "agrees"),
    ("Nearly half of roles are remote.", "48% of roles are remote.", "agrees"),
    ("One in five roles is remote.", "20% of roles are remote.", "agrees"),
    ("One in five roles is remote.", "19.1% of roles are remote.", "agrees"),
    ("One in five roles is remote.", "20.9% of roles are remote.", "agrees"),
    ("One in five roles is remote.", "25% of roles are remote.", "differs"),
    ("Two thirds of roles are remote.", "67% of roles are remote.", "agrees"),
    ("Two thirds of roles are remote.", "60% of roles are remote.", "differs"),
    ("A third of roles are remote.", "33% of roles are remote.", "agrees"),
    ("A quarter of roles are remote.", "25% of roles are remote.", "agrees"),
    ("Less than 5% of roles are remote.", "4.2% of roles are remote.", "agrees"),
    ("Less than 5% of roles are remote.", "6% of roles are remote.", "differs"),
    # Units, currencies and periods
    ("The share rose 3%.", "The share rose 3 percentage points.", "differs"),
    ("The share rose 3 percentage points.", "The share rose 3%.", "differs"),
    ("The share rose 0.5 points.", "The share rose by 50 basis points.", "lacks"),
    ("The share rose 0.5 percentage points.", "The share rose by 50 basis points.", "agrees"),
    ("Pay is $120,000.", "Pay is €120,000.", "differs"),
    ("Pay is £50,000.", "Pay is £50,000.", "agrees"),
    ("Pay is USD 50,000.", "Pay is $50,000.", "agrees"),
    ("Pay is $50 a year.", "Pay is $50 an hour.", "differs"),
    ("Pay is $50/hr.", "Pay is $50 per hour.", "agrees"),
    ("Pay is $50 an hour.", "Pay is $50.", "lacks"),
    ("Salaries are $120k per year.", "Annual salaries are $120,000.", "agrees"),
    ("The contract lasts 1.5 years.", "The contract lasts 18 months.", "agrees"),
    ("The contract lasts 12 months.", "The contract lasts a year: one year.", "agrees"),
    ("The contract lasts two years.", "The contract lasts 18 months.", "differs"),
    ("Five years of experience are asked.", "5 years of experience are asked.", "agrees"),
    ("5+ years of experience are asked.", "At least 5 years of experience are asked.", "agrees"),
    ("5+ years of experience are asked.", "3+ years of experience are asked.", "differs"),
    ("The firm has 120,000 staff.", "The firm paid $120,000.", "lacks"),
    # Ranges
    (
        "Salaries range from $43,000 to $220,000.",
        "with salaries from $43,000 to $220,000",
        "agrees",
    ),
    ("Salaries range from $43k to $220k.", "with salaries from $43,000 to $220,000", "agrees"),
    ("Salaries are $43,000–$220,000.", "with salaries from $43,000 to $220,000", "agrees"),
    ("Salaries are $43–220k.", "with salaries from $43,000 to $220,000", "agrees"),
    ("Salaries range from $43,000 to $200,000.", "salaries from $43,000 to $220,000", "differs"),
    ("Salaries range from $34,000 to $220,000.", "salaries from $43,000 to $220,000", "differs"),
    ("Salaries reach up to $220,000.", "salaries from $43,000 to $220,000", "agrees"),
    ("Salaries start at $43,000.", "salaries from $43,000 to $220,000", "agrees"),
    ("Salaries are over $220,000.", "salaries from $43,000 to $220,000", "differs"),
    ("Salaries are $100,000.", "salaries from $43,000 to $220,000", "lacks"),
    ("Salaries are $300,000.", "salaries from $43,000 to $220,000", "differs"),
    ("10 to 12 firms hire.", "Between 10 and 12 firms hire.", "agrees"),
    ("10 to 15 firms hire.", "Between 10 and 12 firms hire.", "differs"),
    ("The top salary is $220,000.", "salaries from $43,000 to $220,000", "agrees"),
    ("The minimum salary is $220,000.", "salaries from $43,000 to $220,000", "differs"),
    ("The average salary is $220,000.", "salaries from $43,000 to $220,000", "lacks"),
    ("Salaries start at $220,000.", "salaries from $43,000 to $220,000", "differs"),
    # Changes
    ("Roles fell 8% to 12,400.", "Roles fell by 8 percent to 12,400.", "agrees agrees"),
    ("Roles rose 8%.", "Roles fell by 8 percent to 12,400.", "differs"),
    ("The rate rose to 3.9%.", "The rate was 4.1 percent, up from 3.9 percent.", "differs"),
    ("The rate rose 0.2 points.", "The rate was 4.1 percent, up from 3.9 percent.", "lacks"),
    ("There are 7.2 million openings.", "Openings edged up to 7.2 million in May.", "agrees"),
    ("There are 7.2 billion openings.", "Openings edged up to 7.2 million in May.", "differs"),
    ("Revenue was $3.2 billion.", "Revenue was $3,214 million.", "agrees"),
    ("The share rose from 12% to 15%.", "The share rose from 12% to 15%.", "agrees agrees"),
    ("The share rose to 15%.", "The share rose from 12% to 15%.", "agrees"),
    ("The share rose to 12%.", "The share rose from 12% to 15%.", "differs"),
    ("The share rose from 15%.", "The share rose from 12% to 15%.", "differs"),
    ("The share rose 3 percentage points.", "The share rose from 12% to 15%.", "agrees"),
    ("The share rose 4 percentage points.", "The share rose from 12% to 15%.", "differs"),
    ("The share rose 25%.", "The share rose from 12% to 15%.", "agrees"),
    # Reckoned from the source's figures
    ("12% of postings ask for Python.", "63 of 525 postings ask for Python.", "agrees"),
    ("21% of postings ask for Python.", "63 of 525 postings ask for Python.", "differs"),
    ("One in eight postings asks for Python.", "63 of 525 postings ask for Python.", "agrees"),
    ("Postings doubled.", "Postings rose from 40 to 80.", "agrees"),
    ("Postings tripled.", "Postings rose from 40 to 80.", "differs"),
    ("Postings halved.", "Postings fell from 80 to 40.", "agrees"),
    ("Postings rose by 12%.", "Postings rose from 300 to 336.", "agrees"),
    ("Postings rose by 15%.", "Postings rose from 300 to 336.", "differs"),
    ("Postings rose by 36.", "Postings rose from 300 to 336.", "agrees"),
    ("Postings rose by 63.", "Postings rose from 300 to 336.", "differs"),
    (
        "Texas and California have 800 postings in total.",
        "Texas has 300 postings and California has 500 postings.",
        "agrees",
    ),
    (
        "Texas and California have 900 postings in total.",
        "Texas has 300 postings and California has 500 postings.",
        "differs",
    ),
    (
        "California has 200 more postings than Texas.",
        "Texas has 300 postings and California has 500 postings.",
        "agrees",
    ),
    ("There are 12 players.", "There are 8 players in red and 4 players in blue.", "agrees"),
    ("There are 15 firms.", "There are 300 postings and 20 cities.", "lacks"),
    # One figure for another thing
    ("Texas has 300 postings.", "Texas has 300 postings and California 500.", "agrees"),
    ("California has 500 postings.", "Texas has 300 postings and California 500.", "agrees"),
    ("Texas has 500 postings.", "Texas has 300 postings and California 500.", "differs"),
    ("California has 300 postings.", "Texas has 300 postings and California 500.", "differs"),
    ("Remote pay is $90,000.", "Remote pay is $90,000, on-site pay is $80,000.", "agrees"),
    ("Remote pay is $80,000.", "Remote pay is $90,000, on-site pay is $80,000.", "differs"),
    ("40% of roles are hybrid.", "30% of roles are hybrid and 40% are remote.", "differs"),
    ("30% of roles are hybrid.", "30% of roles are hybrid and 40% are remote.", "agrees"),
    ("Texas has 500 postings.", "Texas and Ohio have 500 and 300 postings respectively.", "agrees"),
    ("63 postings ask for Python.", "Of 525 postings, 63 ask for Python.", "agrees"),
    ("63 postings ask for Python.", "63 of 525 postings ask for Python.", "agrees"),
    ("Two women walk.", "Three women walk two dogs.", "differs"),
    ("Three women walk.", "Three women walk two dogs.", "agrees"),
    (
        "Engineers earn $130,000 and analysts $150,000.",
        "Engineers earn $150,000 and analysts earn $130,000.",
        "differs differs",
    ),
    (
        "There were 4,050 postings in 2023.",
        "Postings grew from 1,000 in 2023 to 4,050 in 2024.",
        "differs",
    ),
    (
        "There were 1,000 postings in 2023 and 4,050 in 2024.",
        "Postings grew from 1,000 in 2023 to 4,050 in 2024.",
        "agrees agrees",
    ),
    ("Python is in 47 of 63 roles (75%).", "Python is in 47 of 63 roles.", "agrees agrees agrees"),
    ("Python is in three quarters of roles.", "Python is in 47 of 63 roles.", "agrees"),
    # Fair rounding
    ("There are about 190,000 hires.", "There are 181,400 hires.", "differs"),
    ("Pay is about £34,000.", "Pay is £32,916.", "differs"),
    ("Pay is about £33,000.", "Pay is £32,916.", "agrees"),
    ("There are about 4,300 adverts.", "There are 4,320 adverts.", "agrees"),
    ("There are about 4,400 adverts.", "There are 4,320 adverts.", "differs"),
    ("It spent about £700 million.", "It spent £738 million.", "agrees"),
    ("It spent about £700 million.", "It spent £760 million.", "differs"),
    ("The wait is three months.", "The wait is 90 days.", "agrees"),
    # Pay and its time
    ("Porters get $19 a day.", "Porters get $19.", "lacks"),
    ("Porters get $19 an hour.", "Hourly pay rose: porters get $19.", "agrees"),
    ("Clerks earn €51,900 a year.", "Clerks earn €51,900.", "agrees"),
    ("Porters get £12.60 a shift.", "Porters get £12.60 an hour, whatever the shift.", "differs"),
    ("Porters get 75 cents more with every month.", "Porters get 75 cents more a year.", "differs"),
    ("It needs 60 staff for every megawatt.", "A 100 MW site needs 60 staff.", "lacks"),
    # Years and their figures
    (
        "Spending was £738 million in 2024.",
        "Spending was £738 million (2024: £592 million).",
        "differs",
    ),
    (
        "Spending was £738 million in 2025.",
        "Spending was £738 million (2024: £592 million).",
        "agrees",
    ),
    (
        "In January 2026 the rate was 4.4%.",
        "The rate was 4.4% in December 2025 and 4.2% in January 2026.",
        "differs",
    ),
    (
        "In January 2026 the rate was 4.2%.",
        "The rate was 4.4% in December 2025 and 4.2% in January 2026.",
        "agrees",
    ),
    # Exactly so many
    ("It runs with exactly 60 people.", "It runs with some 60 people.", "lacks"),
    ("It runs with exactly 60 people.", "It runs with 60 people.", "agrees"),
    # Half of people and their median
    ("Half of nurses earn $41 or more.", "The median of nurses is $41.", "agrees agrees"),
    ("A quarter of nurses earn $52 or more.", "The 75th percentile is $52.", "agrees agrees"),
    ("A quarter of nurses earn $41 or more.", "The median of nurses is $41.", "lacks agrees"),
    # Bounds
    ("No wage lay below $31.", "Wages ranged from $31 to $53.", "agrees"),
    ("The roles add up to 1,328 postings.", "There are 612 postings.", "differs"),
    ("Eight years are within what is asked for.", "It asks for 6 to 10 years.", "agrees"),
    # Spans of time
    ("It runs for four years.", "It runs from 1 July 2025 to 30 June 2029.", "agrees"),
    ("It runs for three years.", "It runs from 1 July 2025 to 30 June 2029.", "lacks"),
    ("It was open for two weeks.", "Open 22 September to 6 October 2025.", "agrees"),
    ("Over twelve months it fell.", "It is lower than a year before.", "agrees"),
    ("Within two years it fell.", "It is lower than two years earlier.", "agrees"),
    ("Within three years it fell.", "It is lower than two years earlier.", "lacks"),
    ("In the same nine months it fell.", "It fell between January and September.", "agrees"),
    # Nothing of the kind
    ("13% of firms hire.", "Firms hire.", "lacks"),
    ("There are 400 firms.", "There are 31,000 postings.", "lacks"),
    ("Pay is $90,000.", "The market is growing.", "lacks"),
    ("It ranked 3rd.", "It did well.", "lacks"),
    # No figures at all
    ("The market is growing.", "There are 31,000 postings.", ""),
    ("Two people are walking.", "A man and a woman are walking.", ""),
    ("It needs Python 3.11 [2].", "It needs Python.", ""),
    ("In 2024 the market grew.", "The market grew in 2023.", ""),
]

REASONS = [
    (
        "There are 13,000 postings.",
        "There are 31,000 postings.",
        "The source says 31,000, not 13,000.",
    ),
    (
        "There are 31 billion users.",
        "There are 31 million users.",
        "The source says 31 million, not 31 billion: million, not billion.",
    ),
    ("13% of firms hire.", "Firms hire.", "No figure of 13% stands in the source."),
    (
        "12% of postings ask for Python.",
        "63 of 525 postings ask for Python.",
        "12% = 63 of 525 in the source.",
    ),
    (
        "21% of postings ask for Python.",
        "63 of 525 postings ask for Python.",
        "63 of 525 is 12%, not 21%.",
    ),
    ("Pay is $50 a year.", "Pay is $50 an hour.", "The source says $50 an hour, not $50 a year."),
    (
        "The share rose 3%.",
        "The share rose 3 percentage points.",
        "The source says 3 percentage points, not 3%.",
    ),
    ("There are over 500 roles.", "There are 500 roles.", "The source says 500, not over 500."),
    ("There are 500 roles.", "There are 500 roles.", ""),
    ("There are over 30,000 roles.", "There are 34,900 roles.", "The source says 34,900."),
]


@pytest.mark.parametrize(("claim", "sentence", "stances"), CASES)
def test_each_figure_of_a_claim_is_held_against_the_sentence(
    claim: str, sentence: str, stances: str
) -> None:
    found = figure_findings(claim, sentence)
    assert [finding.stance for finding in found] == stances.split(), found


@pytest.mark.parametrize(("claim", "sentence", "reason"), REASONS)
def test_the_reason_names_both_figures(claim: str, sentence: str, reason: str) -> None:
    assert [finding.reason for finding in figure_findings(claim, sentence)] == [reason]


def test_a_figure_that_the_passage_holds_agrees_and_is_found_there() -> None:
    sentence = "Demand for security staff is strong."
    passage = f"{sentence} There are 31,243 postings for security roles."
    (finding,) = figure_findings("There are 31,000 postings.", sentence, passage)
    assert finding.stance == "agrees"
    assert finding.span is not None
    assert passage[finding.span.start : finding.span.end] == "31,243"


def test_a_figure_of_the_sentence_is_found_in_the_passage() -> None:
    sentence = "There are 31,243 postings."
    passage = f"Demand is strong. {sentence}"
    (finding,) = figure_findings("There are 13,000 postings.", sentence, passage)
    assert finding.stance == "differs"
    assert finding.span is not None
    assert passage[finding.span.start : finding.span.end] == "31,243"


def test_a_small_figure_of_something_else_in_the_passage_is_no_support() -> None:
    passage = "The fair drew many firms. A ticket costs 20 dollars and the hall has 40 doors."
    (finding,) = figure_findings("About 40 firms came.", "The fair drew many firms.", passage)
    assert finding.stance == "lacks"


def test_a_bound_is_not_of_a_far_larger_figure_of_the_passage() -> None:
    sentence = "The firm said it would create 120 jobs paying at least $65,000 a year."
    passage = f"The campus will cost $2.6 billion. {sentence}"
    (finding,) = figure_findings("The jobs pay at least $65,000 a month.", sentence, passage)
    assert finding.stance == "differs"
    assert (
        finding.reason == "The source says at least $65,000 a year, not at least $65,000 a month."
    )


SPELLINGS = ("{0},000", "{0}k", "{0} thousand", "{0}K")


@given(
    st.integers(min_value=1, max_value=999), st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS)
)
def test_a_figure_agrees_with_itself_in_every_spelling(
    thousands: int, one: str, other: str
) -> None:
    claim = f"There are {one.format(thousands)} postings."
    sentence = f"There are {other.format(thousands)} postings."
    assert [finding.stance for finding in figure_findings(claim, sentence)] == ["agrees"]


@given(st.integers(min_value=1, max_value=10**9), st.data())
def test_a_changed_digit_never_agrees(number: int, data: st.DataObject) -> None:
    digits = str(number)
    place = data.draw(st.integers(min_value=0, max_value=len(digits) - 1))
    other = data.draw(st.sampled_from([sign for sign in "123456789" if sign != digits[place]]))
    changed = int(digits[:place] + other + digits[place + 1 :])
    claim, sentence = f"There are {changed:,} postings.", f"There are {number:,} postings."
    assert [finding.stance for finding in figure_findings(claim, sentence)] != ["agrees"]


@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=120))
def test_any_text_may_be_held_against_any_other(claim: str, sentence: str, passage: str) -> None:
    for finding in figure_findings(claim, sentence, passage):
        assert finding.part in claim


@given(st.permutations(["12% of roles", "300 firms", "$90,000 of pay", "5 years of work"]))
def test_the_order_of_figures_changes_nothing(parts: list[str]) -> None:
    claim = "The report counts 12% of roles, 300 firms, $90,000 of pay, 5 years of work."
    found = figure_findings(claim, f"The report counts {', '.join(parts)}.")
    assert {finding.stance for finding in found} == {"agrees"}


RIGHT_BESIDE_ANOTHER = [
    ("It had 2,140 pilots in June.", "It employed 2,140 pilots and 5,870 cabin crew in June."),
    ("The vacancy rate came down to 7.8%.", "The vacancy rate fell from 9.4% to 7.8% in 2025."),
    ("Captains get US$13,200 a month.", "Pay is US$13,200 a month plus US$45 per block hour."),
    ("Only 4,200 of 31,000 are employees.", "Of 31,000 couriers, 4,200 are employees."),
    ("The firm has around 1,100 people.", "The firm poached 45 officers. It has 1,100 employees."),
    ("Jobs fell by 1,900 in March.", "There were 142,300 jobs in March, down 1,900 or 1.3%."),
]


@pytest.mark.parametrize(("claim", "source"), RIGHT_BESIDE_ANOTHER)
def test_a_figure_that_the_source_gives_is_not_denied_by_its_neighbour(
    claim: str, source: str
) -> None:
    assert {found.stance for found in figure_findings(claim, source, source)} == {"agrees"}


def test_a_number_of_another_sentence_is_missing_rather_than_denied() -> None:
    sentence = "The north has 31,000 couriers on its books."
    passage = f"{sentence} Only 4,200 couriers are employees."
    (found,) = figure_findings("The north has 4,200 couriers on its books.", sentence, passage)
    assert found.stance == "lacks"


WRITTEN_OTHERWISE = [
    ("It pays between $0.58 and $0.66 a mile.", "Pay is 58 to 66 cents per mile."),
    ("Staff costs were 3.9 billion Danish kroner.", "Staff costs were DKK 3.9 billion."),
    (
        "Revenue rose from 13.1 to 14.8 billion kroner.",
        "In 2024 revenue rose to DKK 14.8 billion (2023: DKK 13.1 billion).",
    ),
    ("Pay has scarcely changed in ten years.", "Pay has hardly moved in a decade."),
    ("Overtime is paid at twice the rate.", "Overtime stays at double time."),
    ("One worker in four is older than 55.", "A quarter of the workforce is over 55."),
    ("On average, a driver is 47 years old.", "The average age of a driver is 47."),
    ("Sixty-two in every hundred staff work part time.", "62% of staff worked part time."),
    ("About one in three couriers have a second job.", "A third had another job."),
]


@pytest.mark.parametrize(("claim", "source"), WRITTEN_OTHERWISE)
def test_a_figure_that_a_source_writes_otherwise_agrees(claim: str, source: str) -> None:
    assert {found.stance for found in figure_findings(claim, source, source)} == {"agrees"}


def test_pay_from_an_amount_is_not_pay_from_a_higher_one() -> None:
    (found,) = figure_findings("It pays from $17.00 an hour.", "Pay starts at $19.00 an hour.")
    assert found.stance != "agrees"
