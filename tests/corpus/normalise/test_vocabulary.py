"""The vocabulary of skills says one thing by each name, and where each name is from."""

from collections import Counter, defaultdict

from corpus.normalise.vocabulary import folded, vocabulary


def test_a_way_to_write_a_skill_names_one_skill_only() -> None:
    names = defaultdict(set)
    for wording in vocabulary().wordings():
        names[wording.tokens].add(wording.name)

    assert [(tokens, found) for tokens, found in names.items() if len(found) > 1] == []


def test_no_term_has_the_same_alias_twice() -> None:
    for term in vocabulary().terms:
        plain = [folded(alias) for alias in term.aliases if alias[0] not in "=~"]
        assert len(plain) == len({*plain, folded(term.name)} - {folded(term.name)}), term.name


def test_every_term_says_where_it_is_from() -> None:
    known = vocabulary()

    assert {term.origin for term in known.terms} == set(known.origins)
    assert known.near <= {term.category for term in known.terms}


def test_every_term_is_there_once() -> None:
    counts = Counter(term.name.casefold() for term in vocabulary().terms)

    assert counts.total() > 900
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_public_frameworks_are_whole() -> None:
    counts = Counter((term.origin, term.category) for term in vocabulary().terms)

    assert counts["ecsf", "ECSF profiles"] == 12
    assert counts["nice", "NICE work roles"] == 41
    assert counts["nice", "NICE competency areas"] == 11


def test_every_way_to_write_a_skill_can_be_found() -> None:
    assert [wording for wording in vocabulary().wordings() if not wording.tokens] == []
