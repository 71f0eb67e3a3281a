"""Markers as models write them, whole and in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.markers import Marker, markers, parted

TEXTS = {
    "Pay rose [1].": [("[1]", (1,))],
    "Pay rose [[1]] again": [("[[1]]", (1,))],
    "Pay 【1】 rose 【2†source】": [("【1】", (1,)), ("【2†source】", (2,))],
    "Pay rose (1). In (2) markets": [(" (1)", (1,))],
    "see [1](http://x.example/z) now": [("[1](http://x.example/z)", (1,))],
    "Pay [^3] rose": [("[^3]", (3,))],
    "Pay [Source 1, 2] rose": [("[Source 1, 2]", (1, 2))],
    "in (2) markets": [],
    "(1) first\n(2) second": [],
    "rose [1–3], in [2020]": [("[1–3]", (1, 2, 3))],
    "code ```[1]``` after [2]": [("[2]", (2,))],
    "still open ```[1]": [],
    "up 31% (3)\nmore": [(" (3)", (3,))],
    "all [1,2,3]": [("[1,2,3]", (1, 2, 3))],
    "both [1][2]": [("[1]", (1,)), ("[2]", (2,))],
    "both [1] and\n[2]": [("[1]", (1,)), ("[2]", (2,))],
    "twice [1, 1]": [("[1, 1]", (1,))],
    "the last (12)": [(" (12)", (12,))],
    "a word [sic] and a [link](https://x.example)": [],
    "half a marker [1": [],
    "cut by a line [1\n]]": [],
}


def found(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(marker.span.of(text), marker.numbers) for marker in markers(text)]


@pytest.mark.parametrize(("text", "expected"), TEXTS.items())
def test_a_marker_is_found_as_it_is_written(
    text: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("text", TEXTS)
def test_a_stream_gives_the_markers_of_the_whole_text(text: str, size: int) -> None:
    assert_same(text, [text[at : at + size] for at in range(0, len(text), size)])


@given(
    st.lists(
        st.sampled_from(
            [
                "[",
                "]",
                "(",
                ")",
                "1",
                "23",
                ", ",
                "-",
                "【",
                "】",
                "†",
                " ",
                "pay",
                ".",
                "\n",
                "```",
            ]
        ),
        max_size=25,
    )
)
def test_no_way_to_cut_a_stream_changes_what_it_says(pieces: list[str]) -> None:
    assert_same("".join(pieces), pieces)


def test_text_is_told_at_once_where_no_marker_can_begin() -> None:
    pieces = iter(["Pay ", "rose", " [", "1", "]", " again"])
    told = parted(pieces)
    assert next(told) == "Pay"
    assert list(pieces) == ["rose", " [", "1", "]", " again"]


def assert_same(text: str, pieces: list[str]) -> None:
    parts = list(parted(pieces))
    whole = "".join(part if isinstance(part, str) else part.span.of(text) for part in parts)
    assert whole == text
    assert tuple(part for part in parts if isinstance(part, Marker)) == markers(text)
