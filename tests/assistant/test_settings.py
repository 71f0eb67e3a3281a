"""Settings are read once, spelt right or refused, and `.env.example` lists every one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.settings import Settings, load, names, reference
from corpus.errors import InvalidSettings


@pytest.fixture(autouse=True)
def bare_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (*names(), "OPENAI_API_KEY", "TIKTOKEN_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_the_example_lists_every_setting_with_its_default(repository: Path) -> None:
    example = (repository / ".env.example").read_text("utf-8")
    assert example == reference(), "write it again: python -m assistant.settings > .env.example"


def test_the_example_uncommented_changes_nothing(bare_folder: Path) -> None:
    lines = reference().splitlines()
    assigned = [line.removeprefix("# ") for line in lines if line.startswith("# INSIGHT_")]
    (bare_folder / ".env").write_text("\n".join(assigned), "utf-8")
    assert load() == Settings(_env_file=None)
    assert len(assigned) == len(names())


def test_a_misspelt_name_in_the_environment_names_the_nearest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INSIGHT_PASAGES", "4")
    with pytest.raises(InvalidSettings, match="INSIGHT_PASAGES is not a setting; did you mean "):
        load()


def test_a_misspelt_name_in_the_env_file_names_the_nearest(bare_folder: Path) -> None:
    (bare_folder / ".env").write_text("INSIGHT_COLECTION=x\n", "utf-8")
    with pytest.raises(InvalidSettings, match="INSIGHT_COLLECTION"):
        load()


def test_names_of_other_programs_in_the_env_file_are_left_alone(bare_folder: Path) -> None:
    (bare_folder / ".env").write_text("DATABASE_URL=x\nINSIGHT_PASSAGES=7\n", "utf-8")
    assert load().passages == 7


def test_the_environment_outranks_the_env_file(
    bare_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bare_folder / ".env").write_text("INSIGHT_COLLECTION=filed\n", "utf-8")
    monkeypatch.setenv("INSIGHT_COLLECTION", "set")
    assert load().collection == "set"


def test_a_value_of_the_wrong_kind_is_one_line_with_what_was_expected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INSIGHT_EMBEDDING_MODEL", "bert")
    with pytest.raises(InvalidSettings, match=r"minilm \(in the box, offline\) or openai:MODEL"):
        load()


def test_an_env_file_that_is_not_text_is_refused_in_one_line(bare_folder: Path) -> None:
    (bare_folder / ".env").write_bytes(b"INSIGHT_HOME=\xff\xfe\n")
    with pytest.raises(InvalidSettings, match="UTF-8"):
        load()


def test_a_home_may_start_at_the_persons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSIGHT_HOME", "~/market")
    assert load().home == Path("~/market").expanduser()


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "INSIGHT_OPENAI_API_KEY"])
def test_a_key_is_read_under_either_name_and_never_shown(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "sk-secret")
    settings = load()
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in repr(settings) + settings.model_dump_json()


def test_settings_do_not_change_under_their_readers() -> None:
    with pytest.raises(ValidationError):
        # The assignment that must fail is the test.
        Settings(_env_file=None).passages = 3  # type: ignore[misc]


@given(st.integers(1, 100))
def test_the_identity_follows_a_choice_an_answer_depends_on(passages: int) -> None:
    usual = Settings(_env_file=None)
    chosen = Settings(_env_file=None, passages=passages)
    assert (chosen.identity == usual.identity) == (passages == usual.passages)


def test_the_identity_forgets_secrets_and_places() -> None:
    elsewhere = Settings(_env_file=None, home=Path("/elsewhere"), log_level="debug")
    assert elsewhere.identity == Settings(_env_file=None).identity
