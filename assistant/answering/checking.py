"""Any text held against what was ingested: each sentence against the passages found for it."""

from dataclasses import dataclass, replace

from assistant.answering.context import Context, as_evidence
from assistant.answering.written import Quotes
from assistant.answers import Citation, Claim, Passage
from assistant.protocols import Retriever
from assistant.questions import Filters, Query
from assistant.verification.checked import Checker
from assistant.verification.claims import statements
from corpus.protocols import Records


@dataclass(frozen=True, slots=True)
class DraftChecker:
    """Checks drafts against what the filters allow."""

    retriever: Retriever
    checker: Checker
    records: Records
    filters: Filters

    def check(self, draft: str) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
        """Every sentence as a claim, in its order, and the citations that their numbers name.

        The draft's own markers count something else than what was ingested, and are left aside.
        """
        found: dict[str, tuple[int, Passage]] = {}
        said = []
        for each in statements(draft, known=()):
            numbered = [
                found.setdefault(passage.chunk.chunk_id, (len(found) + 1, passage))
                for passage in self.retriever.retrieve(Query(each.text, self.filters))
            ]
            said.append((replace(each, cited=()), tuple(as_evidence(*one) for one in numbered)))
        evidence = tuple(as_evidence(*one) for one in found.values())
        quotes = Quotes(Context("", evidence, dict(found.values())), self.records, None)
        claims = tuple(quotes.claim(checked) for checked in self.checker.check_each(said))
        return claims, tuple(quotes.citations)
