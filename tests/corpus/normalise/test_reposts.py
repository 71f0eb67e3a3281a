import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import minhash
from corpus.normalise.fingerprints import address, stem
from corpus.normalise.posting import normalised
from corpus.normalise.reposts import WINDOW, Fingerprint, clusters, fingerprint
from corpus.postings import Pay, Place, Posting
from corpus.stores.codec import decoded, encoded

TEXT = """Acme Robotics builds quiet arms for noisy factories. You design the controllers that keep
an arm from ever touching a person who did not ask for it, test them on the floor in the evening,
and sit with the workers afterwards to hear what frightened them. You know C++, some statistics and
how to say no to a deadline that is unsafe. We offer shares, lunch and a workshop of your own."""
BERLIN = Place(locality="Berlin", region="BE", country="DE", raw="Berlin, Germany")
PARIS = Place(locality="Paris", region="IDF", country="FR", raw="Paris, France")
OWN = Posting(
    title="Senior Controls Engineer",
    hiring_organization="Acme Robotics GmbH",
    description=TEXT,
    identifier="R-1001",
    job_location=(BERLIN,),
    date_posted=date(2026, 3, 2),
    url="https://acme.example/jobs/1001",
)
LISTED = replace(OWN, identifier="88123", url="https://board.example/view?jk=88123", board="board")
UNNUMBERED = replace(OWN, identifier=None, url=None)


def grouped(*postings: Posting) -> list[int]:
    return clusters([fingerprint(posting, normalised(posting)) for posting in postings])


def test_nothing_makes_no_openings() -> None:
    assert clusters([]) == []


def test_the_same_text_on_another_board_is_a_repost() -> None:
    assert grouped(OWN, LISTED) == [0, 0]


def test_two_numbers_on_one_board_are_two_openings_even_with_one_text() -> None:
    other = replace(OWN, identifier="R-1002", url="https://acme.example/jobs/1002")
    assert grouped(OWN, other) == [0, 1]


def test_a_third_posting_does_not_join_two_numbers_of_one_board() -> None:
    other = replace(OWN, identifier="R-1002", url="https://acme.example/jobs/1002")
    assert len(set(grouped(OWN, LISTED, other))) == 2
    assert len(set(grouped(LISTED, other, OWN))) == 2


def test_an_address_that_two_boards_state_does_not_join_two_numbers_of_one() -> None:
    first, second = (replace(OWN, identifier=number, board="a") for number in ("R-1001", "R-1002"))
    unnumbered = replace(OWN, identifier=None, board="b")
    heads = grouped(unnumbered, first, second)
    assert heads[1] != heads[2]


def test_a_third_posting_without_a_place_does_not_join_two_towns() -> None:
    nowhere = replace(LISTED, job_location=())
    elsewhere = replace(LISTED, job_location=(PARIS,), board="third", url=None)
    heads = grouped(OWN, nowhere, elsewhere)
    assert heads[0] != heads[2]


def test_a_row_in_two_exports_is_one_posting_even_where_one_lacks_the_text() -> None:
    assert grouped(OWN, replace(OWN, description="")) == [0, 0]


def test_parameters_that_follow_a_reader_do_not_make_another_posting() -> None:
    followed = replace(OWN, identifier=None, url=f"{OWN.url}?utm_source=feed", description="")
    assert grouped(replace(OWN, identifier=None), followed) == [0, 0]


def test_one_careers_page_for_all_postings_makes_them_no_opening() -> None:
    page = replace(OWN, identifier=None, url="https://acme.example/careers")
    assert grouped(page, replace(page, title="Welder", description="")) == [0, 1]


@pytest.mark.parametrize("days", [0, 30, WINDOW])
def test_a_copy_within_the_window_is_a_repost(days: int) -> None:
    later = replace(LISTED, date_posted=date(2026, 3, 2) + timedelta(days=days))
    assert grouped(OWN, later) == [0, 0]


def test_a_copy_after_the_window_is_a_new_opening() -> None:
    later = replace(LISTED, date_posted=date(2026, 3, 2) + timedelta(days=WINDOW + 1))
    assert grouped(OWN, later) == [0, 1]


def test_copies_within_the_window_of_each_other_do_not_stretch_it() -> None:
    boards = [
        replace(LISTED, board=f"board {number}", url=None, date_posted=date(2026, 3, 2) + step)
        for number, step in enumerate((timedelta(days=0), timedelta(days=50), timedelta(days=100)))
    ]
    heads = grouped(*boards)
    assert heads[0] != heads[2]


def test_a_number_met_again_after_the_window_is_the_same_posting() -> None:
    assert grouped(OWN, replace(OWN, date_posted=date(2027, 3, 2))) == [0, 0]


def test_an_agency_that_hides_the_employer_copies_its_opening() -> None:
    text = TEXT.replace("Acme Robotics", "Our client")
    copy = replace(LISTED, hiring_organization="Swift Staffing", description=text)
    assert grouped(OWN, copy) == [0, 0]


@pytest.mark.parametrize(
    "other",
    [
        replace(LISTED, title="Controls Engineer"),
        replace(LISTED, title="Senior Sales Engineer"),
        replace(LISTED, job_location=(PARIS,)),
        replace(LISTED, description=TEXT + " You join the Gripper team."),
    ],
    ids=["level", "title", "town", "team"],
)
def test_one_text_for_another_opening_is_no_repost(other: Posting) -> None:
    own = replace(OWN, description=TEXT + " You join the Shoulder team.")
    assert grouped(own, other) == [0, 1]


def test_pays_that_exclude_each_other_are_of_two_openings() -> None:
    paid = replace(OWN, base_salary=Pay(60_000, 70_000, "EUR", "YEAR", ""))
    more = replace(LISTED, base_salary=Pay(90_000, 99_000, "EUR", "YEAR", ""))
    monthly = replace(LISTED, base_salary=Pay(5_000, 5_800, "EUR", "MONTH", ""))
    assert grouped(paid, more) == [0, 1]
    assert grouped(paid, monthly) == [0, 0]


def test_without_descriptions_only_another_board_repeats_an_opening() -> None:
    own, listed = replace(OWN, description=""), replace(LISTED, description="")
    assert grouped(own, listed) == [0, 0]
    assert grouped(own, replace(listed, job_location=(PARIS,))) == [0, 1]


def test_rows_of_one_source_without_numbers_or_texts_are_copies_only_if_wholly_equal() -> None:
    row = replace(UNNUMBERED, description="", columns=(("shift", "early"),))
    assert grouped(row, row) == [0, 0]
    assert grouped(row, replace(row, columns=(("shift", "late"),))) == [0, 1]


def test_two_employers_with_one_short_text_are_two() -> None:
    own = replace(OWN, description="We are hiring an engineer to join our growing team. Apply now.")
    other = replace(own, hiring_organization="Bolt", identifier="7", url=None, board="board")
    assert grouped(own, other) == [0, 1]


def test_a_requisition_issued_again_keeps_its_number() -> None:
    again = replace(OWN, identifier="R-1001-2", url="https://acme.example/jobs/1001-2")
    assert grouped(OWN, again) == [0, 0]


def test_a_fingerprint_is_the_same_after_storing_it_as_json() -> None:
    said = fingerprint(OWN, normalised(OWN))
    assert decoded(Fingerprint, json.loads(json.dumps(encoded(said)))) == said


@pytest.mark.parametrize(
    ("url", "compared"),
    [
        ("", ""),
        ("http://[", ""),
        ("HTTPS://WWW.Example.com/Jobs/12/apply", "example.com/Jobs/12"),
        ("https://example.com/jobs/12/#apply", "example.com/jobs/12"),
        ("https://example.com/jobs?gh_jid=12&gh_src=7", "example.com/jobs?gh_jid=12"),
        ("https://example.com/jobs?b=2&a=1", "example.com/jobs?a=1&b=2"),
    ],
)
def test_an_address_is_compared_by_what_tells_its_posting(url: str, compared: str) -> None:
    assert address(url) == compared


@pytest.mark.parametrize(
    ("identifier", "told"),
    [
        ("r-1001", "r-1001"),
        ("r-1001-2", "r-1001"),
        ("r-1001r", "r-1001"),
        ("job-7", "job-7"),
        ("10012", "10012"),
        ("2026-0012", "2026-0012"),
    ],
)
def test_a_number_is_told_from_its_reissues(identifier: str, told: str) -> None:
    assert stem(identifier) == told


WORDS = st.lists(st.sampled_from(["safe", "arm", "model", "risk", "pay", "team"]), max_size=60)


@given(WORDS)
def test_a_text_resembles_itself_wholly(words: list[str]) -> None:
    sketches = minhash.read([minhash.sketch(words), minhash.sketch(words)])
    assert float(minhash.resemblance(sketches[:1], sketches[1:])[0]) == 1.0


def test_resemblance_is_near_the_share_of_common_runs() -> None:
    first = [f"word{number}" for number in range(302)]
    second = first[:242] + [f"other{number}" for number in range(60)]
    sketches = minhash.read([minhash.sketch(first), minhash.sketch(second)])
    told = float(minhash.resemblance(sketches[:1], sketches[1:])[0])
    assert told == pytest.approx(240 / 360, abs=0.12)


POSTINGS = st.builds(
    Posting,
    title=st.sampled_from(["Engineer", "Senior Engineer", "Safety Engineer", ""]),
    hiring_organization=st.sampled_from([None, "Acme", "Bolt"]),
    description=st.sampled_from(["", TEXT, TEXT.replace("arm", "leg"), "Short."]),
    identifier=st.sampled_from([None, "A-1001", "A-1002", "n/a"]),
    job_location=st.sampled_from([(), (BERLIN,), (PARIS,), (BERLIN, PARIS)]),
    date_posted=st.sampled_from([None, date(2026, 1, 1), date(2026, 2, 15), date(2026, 4, 1)]),
    url=st.sampled_from([None, "https://a.example/1001", "https://b.example/careers", "nonsense"]),
    board=st.sampled_from([None, "a", "b"]),
)
SEVERAL = st.lists(POSTINGS, max_size=14)


@given(SEVERAL)
def test_each_cluster_is_named_for_its_first_member(postings: list[Posting]) -> None:
    heads = grouped(*postings)
    assert all(heads[head] == head <= index for index, head in enumerate(heads))


@given(SEVERAL)
def test_clusters_are_the_same_on_every_run(postings: list[Posting]) -> None:
    assert grouped(*postings) == grouped(*postings)


@given(SEVERAL)
def test_no_cluster_holds_two_numbers_of_one_board(postings: list[Posting]) -> None:
    heads = grouped(*postings)
    numbers: dict[tuple[int, str], set[str]] = {}
    for posting, head in zip(postings, heads, strict=True):
        said = fingerprint(posting, normalised(posting))
        if said.identifier:
            numbers.setdefault((head, said.board), set()).add(said.identifier)
    assert all(len(each) == 1 for each in numbers.values())
