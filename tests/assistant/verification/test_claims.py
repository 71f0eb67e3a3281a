"""Drafts parted into statements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.claims import statements

DRAFT = """# Pay in 2025

Pay rose **sharply** [1]. It fell in Texas. [2][3] New sentence here (1).

- *Python* is asked in 31% of postings [1, 2]
* **Remote work** became rarer [1]
1. SQL in 20% 【2】.

According to the report:

[1] The market grew by 12%. Growth slowed.

| Role | Pay |
| --- | --- |
| MLSecOps | $180,000 [1] |

```
code here is [1] not a claim
```
"""


def test_a_draft_is_parted_into_sentences_with_what_each_cites() -> None:
    assert [(said.text, said.cited) for said in statements(DRAFT)] == [
        ("Pay rose sharply.", (1,)),
        ("It fell in Texas.", (2, 3)),
        ("New sentence here.", (1,)),
        ("Python is asked in 31% of postings", (1, 2)),
        ("Remote work became rarer", (1,)),
        ("SQL in 20%.", (2,)),
        ("The market grew by 12%.", (1,)),
        ("Growth slowed.", ()),
        ("| MLSecOps | $180,000 |", (1,)),
    ]


def test_a_span_is_the_sentence_as_it_stands_with_its_markers() -> None:
    first, second, *_ = statements(DRAFT)
    assert first.span.of(DRAFT) == "Pay rose **sharply** [1]."
    assert second.span.of(DRAFT) == "It fell in Texas. [2][3]"


@pytest.mark.parametrize("draft", ["", "\n", "# Only a heading", "---", "```\ncode\n```", "[1]"])
def test_what_says_nothing_has_no_statements(draft: str) -> None:
    assert statements(draft) == ()


@given(st.text(alphabet="aA1 .,[]()*-|#\n【】`", max_size=120))
def test_spans_lie_in_the_draft_in_order(draft: str) -> None:
    spans = [said.span for said in statements(draft)]
    assert all(0 <= span.start < span.end <= len(draft) for span in spans)
    assert spans == sorted(spans)
