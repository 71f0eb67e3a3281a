"""Any text's bytes become the text a person sees, and bytes that are no text are refused."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnsupportedSource
from corpus.readers.clean import clean, decode


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Łódź – 31,000 jobs"),
        ("utf-8-sig", "with a byte order mark"),
        ("utf-16", "日本語のテキスト"),
        ("utf-16-le", "UTF-16 without a mark"),
        ("utf-16-be", "UTF-16 without a mark"),
        ("utf-32", "rare but real"),
        ("utf-32-le", "UTF-32 without a mark"),
        ("cp1252", "Pay of £45,000 – “good”"),
        ("cp1252", "£5"),
        ("cp1252", "Müller verdient 50.000 € in Köln; Straße"),
        ("latin-1", "Les salaires ont augmenté de 5 % en été à Montréal"),
        ("cp1250", "Średnia płaca w Łodzi wzrosła o pięć procent"),
        ("cp1251", "Средняя зарплата программиста в Москве выросла до 250 тысяч рублей"),
        ("shift_jis", "求人数は増えている。東京のエンジニア"),
        ("gb18030", "人工智能安全工程师的平均年薪为三十万元"),
        ("euc-kr", "인공지능 보안 엔지니어의 평균 연봉"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_was_written_in(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_few_damaged_bytes_cost_only_themselves() -> None:
    assert (
        decode("Łódź has 31,000 jobs ".encode() * 40 + b"\xff.")
        == "Łódź has 31,000 jobs " * 40 + "\ufffd."
    )


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01\x02\x03" * 300, bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01" + b"\x00" * 90],
)
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(UnsupportedSource):
        decode(content)


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne"),
        ("pay\x00 rose", "pay rose"),
        ("ig\u200bnore\u2060 this\ufeff", "ignore this"),
        ("a\u202egnp.exe\u202c", "agnp.exe"),
        ("hello\U000e0049\U000e0067\U000e006e", "hello"),
        ("soft\u00adware", "software"),
        ("\x1b]8;;https://x.y\x07link", "]8;;https://x.ylink"),
        ("in\u200dvisible", "invisible"),
        ("می\u200cشود", "می\u200cشود"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("café", "café"),
    ],
)
def test_what_hides_or_reorders_text_is_removed(given: str, seen: str) -> None:
    assert clean(given) == seen


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])))
def test_letters_numbers_and_punctuation_are_never_changed(text: str) -> None:
    assert decode(text.encode()) == clean(text) == text


def test_one_line_of_ten_megabytes_is_read_at_once() -> None:
    started = time.perf_counter()
    assert len(decode(b"a " * 5_000_000)) == 10_000_000
    assert time.perf_counter() - started < 5
