"""What a chat model answers from: numbered passages, fenced, within a budget of tokens."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.analysis.figures import Figures
from assistant.answering.compose import said_day
from assistant.answering.computed import told
from assistant.answers import Passage
from assistant.verification.evidence import Evidence
from corpus.readers import references
from corpus.sentences import sentences

COMPUTED = "Computed here"
SHORTEST_CUT = 60  # tokens; less of a passage says too little to be worth its heading
FENCE = "=== {fence} passage [{number}] ==="
END = "=== {fence} end ==="

Count = Callable[[str], int]
"""How many tokens of the model a text takes."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a model reads: its passages as evidence, by number from 1, and the whole as text.

    `passages` holds what each number was made from; a number that is not there is the tally.
    `left_out` counts the passages for which there was no room.
    """

    text: str
    evidence: tuple[Evidence, ...]
    passages: dict[int, Passage]
    left_out: int = 0


def pack(
    question: str,
    passages: Sequence[Passage],
    figures: Figures | None,
    *,
    budget: int,
    count: Count,
) -> Context:
    """The figures and the best passages that fit into `budget` tokens, the last one cut to fit."""
    tallied = [_computed(figures)] if figures else []
    offered = [
        *tallied,
        *(as_evidence(n, p) for n, p in enumerate(passages, start=len(tallied) + 1)),
    ]
    fence = _fence(question, offered)
    kept = tuple(_fitting(offered, fence, budget=budget, count=count))
    text = "\n\n".join((*(_fenced(each, fence) for each in kept), f"Question: {question}"))
    numbered = dict(enumerate(passages, start=len(tallied) + 1))
    return Context(
        text=text,
        evidence=kept,
        passages={each.number: numbered[each.number] for each in kept if not each.is_computed},
        left_out=len(offered) - len(kept),
    )


def _computed(figures: Figures) -> Evidence:
    return Evidence(
        1, told(figures), title=COMPUTED, published=figures.tally.as_of, is_computed=True
    )


def as_evidence(number: int, passage: Passage) -> Evidence:
    """A passage as what claims are held against, under a number."""
    chunk, source = passage.chunk, passage.source
    return Evidence(
        number,
        chunk.text,
        title=" > ".join(dict.fromkeys((chunk.title, *chunk.heading))),
        publisher=source.publisher,
        published=chunk.published or source.published,
    )


def _fitting(
    offered: Sequence[Evidence], fence: str, *, budget: int, count: Count
) -> Iterator[Evidence]:
    left = budget
    for each in offered:
        size = count(_fenced(each, fence))
        if size <= left:
            left -= size
            yield each
            continue
        if left >= SHORTEST_CUT and (cut := _cut(each, fence, budget=left, count=count)):
            yield cut
        if not each.is_computed:
            return


def _cut(each: Evidence, fence: str, *, budget: int, count: Count) -> Evidence | None:
    """The passage up to the last sentence that fits; None where not even the first does."""
    best = None
    for span in sentences(each.text):
        shorter = replace(each, text=each.text[: span.end])
        if count(_fenced(shorter, fence)) > budget:
            break
        best = shorter
    return best


def _fenced(each: Evidence, fence: str) -> str:
    day = said_day(each.published) if each.published else None
    about = ", ".join(filter(None, (each.publisher, day)))
    head = " ".join(" — ".join(filter(None, (each.title, about))).split())
    # A source's own [3] would read as our third passage.
    said = references.strip(each.text)
    begin = FENCE.format(fence=fence, number=each.number)
    return "\n".join((begin, _visible(head), _visible(said), END.format(fence=fence)))


def _fence(question: str, offered: Sequence[Evidence]) -> str:
    """A word that no passage can foresee: it depends on the question and on all of them."""
    said = (word for each in offered for word in (each.title, each.publisher or "", each.text))
    whole = "\0".join((question, *said))
    return hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:8]


def _visible(text: str) -> str:
    """Text without what no reader sees: format characters, tags, controls but line breaks."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cf", "Cc"})
