"""READ FIRST here: how each sentence of a draft is held against evidence and gets its verdict.

draft ─statements→ [Statement] ─premises→ the sentences that may bear it ─looked→ [Look]
                                                    └──entailment──→ [Look] ─judged→ Checked
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.verification.checked import Checked
from assistant.verification.claims import Statement, statements
from assistant.verification.evidence import Evidence
from assistant.verification.judge import Case, TableLook, judged
from assistant.verification.looks import Look, looked
from assistant.verification.premises import Library
from assistant.verification.tables import table_linking, table_verdict
from assistant.verification.weigh import Weights
from corpus.protocols import Entailment

PREMISES_JUDGED = 2  # by the model, which costs most
NEARLY = 0.8


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks drafts against passages, offline; safe to share between threads."""

    entailment: Entailment
    weights: Weights

    def check(self, draft: str, evidence: Sequence[Evidence]) -> tuple[Checked, ...]:
        """Every sentence of a draft, in its order, with what the evidence says of it."""
        known = {passage.number for passage in evidence}
        return self.check_each((said, evidence) for said in statements(draft, known=known))

    def check_each(
        self, said: Iterable[tuple[Statement, Sequence[Evidence]]]
    ) -> tuple[Checked, ...]:
        """Statements, each with what its own evidence says of it."""
        return tuple(judged(case, self.weights) for case in self.cases(said))

    def cases(self, said: Iterable[tuple[Statement, Sequence[Evidence]]]) -> tuple[Case, ...]:
        """Statements with all that is found of each, which its verdict rests on."""
        libraries: dict[int, tuple[Sequence[Evidence], Library]] = {}
        cases = []
        for each, evidence in said:
            if id(evidence) not in libraries:
                # The evidence is kept beside its library, so that its id stays its own.
                libraries[id(evidence)] = (evidence, Library(evidence))
            _, library = libraries[id(evidence)]
            cases.append(Case(each, _looks(each, library), _tables(each, evidence)))
        return tuple(self._entailed(cases))

    def _entailed(self, cases: Sequence[Case]) -> Iterator[Case]:
        """The same cases, with how likely each one's best premises bear it or contradict it."""
        pairs = [
            (look.premise.text, case.said.text) for case in cases for look in _worth_judging(case)
        ]
        likelihoods = iter(self.entailment.judge(pairs).tolist())
        for case in cases:
            told = [
                replace(look, entailed=entailed, contradicted=contradicted)
                for look, (entailed, _, contradicted) in zip(
                    _worth_judging(case), likelihoods, strict=False
                )
            ]
            yield replace(case, looks=(*told, *case.looks[len(told) :]))


def _worth_judging(case: Case) -> tuple[Look, ...]:
    """The likeliest premise, and the next where it shares nearly as much with the statement."""
    first, second = case.looks[:1], case.looks[1:PREMISES_JUDGED]
    is_near = second and second[0].premise.covered >= NEARLY * first[0].premise.covered
    return (*first, *second) if is_near else first


def _looks(said: Statement, library: Library) -> tuple[Look, ...]:
    looks = [looked(said.text, premise) for premise in library.premises(said)]
    return tuple(sorted(looks, key=_merit, reverse=True))


def _merit(look: Look) -> float:
    """What speaks for a premise before the model is asked: what it shares less what it denies."""
    return look.premise.merit - 0.3 * (look.against is not None) - 0.1 * len(look.lacking)


def _tables(said: Statement, evidence: Sequence[Evidence]) -> tuple[TableLook, ...]:
    """What the tables of the passages say; of those that are cited, where one of these has any."""
    found = [
        TableLook(each, probability, findings, table_linking(said.text, each.text, each.title))
        for each in evidence
        for probability, findings in [table_verdict(said.text, each.text, each.title)]
        if probability is not None
    ]
    cited = [each for each in found if each.evidence.number in said.cited]
    return tuple(cited or found)
