"""Measures the verifier on scripted model replies: which sentences it holds for supported.

    python -m evals.benchmarks.replies [REPLIES.jsonl] [--misses]

A sentence is right where the verifier and the truth agree on whether it is supported. Sentences
that claim nothing, such as greetings, are scored apart: they should be unchecked. ``--misses``
lists the sentences that are wrong too, which no one should look at in a set that is kept unseen.
"""

import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant import build
from assistant.answers import VerdictName
from assistant.retrieval.words import terms
from assistant.settings import Settings
from assistant.verification.checked import Checked
from assistant.verification.evidence import Evidence
from evals.benchmarks.common import publish, resampled, shown, table
from evals.datasets.replies import DEV, FAULTS, Fault, Reply, Sentence, read

Check = Callable[[str, Sequence[Evidence]], tuple[Checked, ...]]

TRUE_FAULTS = ("none", "citation", "opinion")
"""What is wrong with these replies, if anything, makes no sentence untrue."""

TIMED = 10  # sentences of the answer whose check is timed
ROUNDS = 30
_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Scored:
    """One sentence of a reply, what is true of it, and what the verifier made of it.

    `found` is None where no sentence of the verifier's is this one.
    """

    reply: int
    fault: Fault
    truth: Sentence
    found: Checked | None

    @property
    def verdict(self) -> VerdictName:
        return self.found.verdict if self.found else "unchecked"

    @property
    def cited_rightly(self) -> bool:
        """Whether the best witness is of a passage that truly bears the sentence."""
        witnesses = self.found.witnesses if self.found else ()
        return bool(witnesses) and witnesses[0].number in self.truth.citations


def main(path: Path = DEV, *, with_misses: bool = False) -> None:
    """Measure all and publish it; the misses are printed only."""
    replies = read(path)
    verifier = build.verifier(Settings())
    scored = score(replies, verifier.check)
    sections = (
        HEAD.format(name=path.name, replies=len(replies), sentences=len(scored)),
        _whole(scored, replies),
        f"## By fault\n\n{BY_FAULT}\n\n{_faults(scored)}",
        f"## By verdict\n\n{_confusion(scored)}",
        f"## Time\n\n{_time(replies, verifier.check)}",
    )
    if with_misses:
        sys.stdout.writelines(f"{line}\n" for line in misses(scored, replies))
    publish("replies" if path == DEV else f"replies-{path.stem}", "\n\n".join(sections))


HEAD = """# Scripted replies: is each sentence borne by the passages given?

    python -m evals.benchmarks.replies [REPLIES.jsonl]

`{name}`: {replies} replies, {sentences} sentences. Balanced accuracy is the mean of two shares: of
the supported sentences those held for supported, and of those that are not (partial, unsupported,
contradicted) those held for anything else. A sentence that was not looked at counts as unchecked.
In brackets the 95 % bootstrap interval over replies. The threshold of word overlap is the best that
there is for it on this very set."""
BY_FAULT = """Caught: of the sentences that are not supported in replies with this fault, how many
were not held for supported. Kept: of the supported sentences in the same replies, how many were."""


def score(replies: Sequence[Reply], check: Check) -> list[Scored]:
    """Every sentence of every reply, with what a verifier makes of it."""
    found = []
    for at, reply in enumerate(replies):
        checked = list(check(reply.text, reply.evidence))
        for truth in reply.sentences:
            same = next((each for each in checked if _same(each.text, truth.text)), None)
            found.append(Scored(at, reply.fault, truth, same))
    return found


def balanced(scored: Sequence[Scored]) -> float:
    """The balanced accuracy of supported against not; what claims nothing is left aside."""
    return _balanced(*_labels(scored))


def misses(scored: Sequence[Scored], replies: Sequence[Reply]) -> Iterator[str]:
    """Each sentence that is not held for what it is: its reply, both verdicts, and the reason."""
    for each in scored:
        if (each.truth.verdict == "supported") != (each.verdict == "supported"):
            reason = each.found.reason if each.found else "It was not looked at."
            name = replies[each.reply].name
            yield f"{name}\t{each.truth.verdict}\t{each.verdict}\t{each.truth.text}\t{reason}"


def overlap(truth: Sentence, evidence: Sequence[Evidence]) -> float:
    """The largest share of a sentence's words that one passage holds: what a checker must beat."""
    asked = frozenset(terms(truth.text))
    shares = (len(asked & frozenset(terms(each.text))) / len(asked) for each in evidence)
    return max(shares) if asked else 0.0


def _same(one: str, other: str) -> bool:
    one, other = _LETTERS.sub("", one).lower(), _LETTERS.sub("", other).lower()
    return one == other or (len(other) > 0 and other in one)


def _labels(scored: Sequence[Scored]) -> tuple[np.ndarray, np.ndarray]:
    claims = [each for each in scored if each.truth.verdict != "unchecked"]
    truth = np.array([each.truth.verdict == "supported" for each in claims])
    return truth, np.array([each.verdict == "supported" for each in claims])


def _balanced(truth: np.ndarray, held: np.ndarray) -> float:
    shares = [float((held == truth)[truth == label].mean()) for label in (True, False)]
    return sum(shares) / 2


def _whole(scored: Sequence[Scored], replies: Sequence[Reply]) -> str:
    best = max(_by_overlap(scored, replies, at / 20) for at in range(21))
    idle = [each for each in scored if each.truth.verdict == "unchecked"]
    borne = [each for each in scored if each.truth.verdict == "supported"]
    held = [each for each in borne if each.verdict == "supported"]
    rows = [
        ("balanced accuracy", shown(_over_replies(scored, len(replies), balanced))),
        ("balanced accuracy of word overlap alone", f"{best:.3f}"),
        ("claims nothing, and is unchecked", _share([e.verdict == "unchecked" for e in idle])),
        ("supported, and best witness right", _share([e.cited_rightly for e in borne])),
        ("held for supported, and best witness right", _share([e.cited_rightly for e in held])),
    ]
    return table(("Measure", "Value"), rows)


def _by_overlap(scored: Sequence[Scored], replies: Sequence[Reply], threshold: float) -> float:
    claims = [each for each in scored if each.truth.verdict != "unchecked"]
    truth = np.array([each.truth.verdict == "supported" for each in claims])
    shares = [overlap(each.truth, replies[each.reply].evidence) for each in claims]
    return _balanced(truth, np.array(shares) >= threshold)


def _over_replies(
    scored: Sequence[Scored], count: int, measure: Callable[[Sequence[Scored]], float]
) -> tuple[float, float, float]:
    """A measure with its interval, whole replies drawn: their sentences are not independent."""
    parts: dict[int, list[Scored]] = defaultdict(list)
    for each in scored:
        parts[each.reply].append(each)
    return resampled(count, lambda drawn: measure([e for at in drawn for e in parts[int(at)]]))


def _faults(scored: Sequence[Scored]) -> str:
    return table(("Fault", "Caught", "Kept"), [_fault(fault, scored) for fault in FAULTS])


def _fault(fault: Fault, scored: Sequence[Scored]) -> tuple[str, str, str]:
    own = [each for each in scored if each.fault == fault]
    false = [e for e in own if e.truth.verdict in ("partial", "unsupported", "contradicted")]
    true = [each for each in own if each.truth.verdict == "supported"]
    caught = _share([each.verdict != "supported" for each in false])
    return fault, caught, _share([each.verdict == "supported" for each in true])


def _confusion(scored: Sequence[Scored]) -> str:
    names: tuple[VerdictName, ...] = (
        "supported",
        "partial",
        "unsupported",
        "contradicted",
        "unchecked",
    )
    rows = [
        (
            truth,
            *(
                str(sum(e.truth.verdict == truth and e.verdict == name for e in scored))
                for name in names
            ),
        )
        for truth in names
    ]
    return table(("In truth, held for:", *names), rows)


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right)}/{len(right)} ({sum(right) / len(right):.2f})" if right else "none"


def _time(replies: Sequence[Reply], check: Check) -> str:
    """How long an answer of ten sentences takes to check against ten passages, once warm."""
    answers = [answer for start in range(ROUNDS) if (answer := _answer(replies, start))]
    for text, evidence in answers:  # the first time everything is read
        check(text, evidence)
    took = []
    for text, evidence in answers:
        began = time.perf_counter()
        check(text, evidence)
        took.append((time.perf_counter() - began) * 1000)
    middle, late = np.percentile(took, [50, 95])
    return (
        f"An answer of {TIMED} sentences against the passages of its replies: {middle:.0f} ms in "
        f"the middle, {late:.0f} ms at the 95th of 100, over {len(took)} answers that were checked "
        "once before."
    )


def _answer(replies: Sequence[Reply], start: int) -> tuple[str, tuple[Evidence, ...]] | None:
    """Ten sentences of several replies as one answer, and all their passages once."""
    texts: list[str] = []
    passages: dict[str, Evidence] = {}
    for reply in replies[start * 5 :]:
        texts += [sentence.text for sentence in reply.sentences]
        passages |= {passage.text: passage for passage in reply.evidence}
        if len(texts) >= TIMED:
            numbered = enumerate(passages.values(), start=1)
            evidence = tuple(
                Evidence(number, each.text, each.title, each.publisher, each.published)
                for number, each in numbered
            )
            return " ".join(texts[:TIMED]), evidence
    return None


if __name__ == "__main__":
    named = [Path(each) for each in sys.argv[1:] if each != "--misses"]
    main(*named[:1], with_misses="--misses" in sys.argv)
