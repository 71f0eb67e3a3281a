"""Tokens are counted offline, as tiktoken counts them."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.models.tokens import BOXED, SHA256, Tokens, boxed, seed


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tiktoken")


@pytest.fixture(scope="module")
def tokens(cache: Path) -> Tokens:
    return Tokens("gpt-4o", cache=cache)


@pytest.mark.parametrize(
    ("model", "text", "count"),
    [  # as the OpenAI cookbook prints them
        ("gpt-4o", "antidisestablishmentarianism", 6),
        ("gpt-4o", "お誕生日おめでとう", 8),
        ("gpt-4", "お誕生日おめでとう", 9),
        ("gpt-4", "2 + 2 = 4", 7),
    ],
)
def test_a_text_is_counted_as_openai_counts_it(
    cache: Path, model: str, text: str, count: int
) -> None:
    assert Tokens(model, cache=cache).count(text) == count


def test_nothing_takes_no_tokens(tokens: Tokens) -> None:
    assert tokens.count("") == 0


def test_a_special_token_in_a_text_counts_as_text(tokens: Tokens) -> None:
    assert tokens.count("<|endoftext|>") > 1


def test_an_unknown_model_falls_back_and_says_so(cache: Path) -> None:
    tokens = Tokens("llama-99", cache=cache)
    assert tokens.name == "o200k_base"
    assert tokens.note == "tiktoken does not know 'llama-99'; counted with o200k_base"


def test_a_vocabulary_outside_the_box_falls_back_and_says_so(cache: Path) -> None:
    tokens = Tokens("gpt2", cache=cache)
    assert tokens.note is not None
    assert "gpt2" in tokens.note
    assert tokens.count("hello") == 1


def test_a_known_model_needs_no_note(tokens: Tokens) -> None:
    assert tokens.note is None


@pytest.mark.parametrize("vocabulary", sorted(set(BOXED.values())))
def test_the_box_holds_each_vocabulary_as_published(vocabulary: str) -> None:
    assert boxed(vocabulary)


def test_a_damaged_cache_file_is_written_again(tmp_path: Path) -> None:
    seed(tmp_path, "cl100k_base")
    [stored] = tmp_path.iterdir()
    stored.write_bytes(b"damaged")
    assert Tokens("gpt-4", cache=tmp_path).count("hello world") == 2
    assert hashlib.sha256(stored.read_bytes()).hexdigest() == SHA256["cl100k_base"]


def test_a_folder_the_person_keeps_is_used_and_ours_is_not_made(tmp_path: Path) -> None:
    own, ours = tmp_path / "own", tmp_path / "ours"
    seed(own, "cl100k_base")
    assert Tokens("gpt-4", cache=ours, own=own).count("hello world") == 2
    assert not ours.exists()


def test_an_empty_folder_the_person_keeps_is_left_alone(tmp_path: Path) -> None:
    own, ours = tmp_path / "own", tmp_path / "ours"
    own.mkdir()
    assert Tokens("gpt-4", cache=ours, own=own).count("hello world") == 2
    assert list(own.iterdir()) == []


def test_a_run_that_overflows_the_regular_expression_is_still_counted(tokens: Tokens) -> None:
    assert 0 < tokens.count(" " * 1_000_000) < 1_000_000


@given(st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_a_text_takes_no_more_tokens_than_bytes(tokens: Tokens, text: str) -> None:
    assert tokens.count(text) <= len(text.encode("utf-8", "replace"))
