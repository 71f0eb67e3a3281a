"""Any text checked from the command line: against what was ingested, or against given passages."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from assistant import build
from assistant.answering.markdown import plain
from assistant.answers import Citation, Claim
from assistant.interfaces.check_page import page
from assistant.interfaces.check_report import Checkup, Sentence, markdown, summary, terminal
from assistant.interfaces.collections import NOTHING_YET, meant
from assistant.interfaces.drafts import STDIN, draft
from assistant.interfaces.given import GivenPassage, given_passages
from assistant.interfaces.start import configured, started
from assistant.interfaces.terminal import Terminal
from assistant.settings import Settings
from assistant.verification.checked import Checked, Witness
from assistant.verification.claims import statements
from assistant.verification.evidence import Evidence
from corpus.documents import Span
from corpus.errors import InvalidInput

Format = Literal["markdown", "html"]
Borne = tuple[tuple[Claim, ...], tuple[Citation, ...]]

_FORMATS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
}
_WRITERS: dict[Format, Callable[[Checkup], str]] = {"markdown": markdown, "html": page}


@dataclass(frozen=True, slots=True)
class Against:
    """What a draft is held against: the passages of a file, or else what collections hold."""

    passages: Path | None = None
    collections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """How a check is told: for a person on stdout, or as a report, there or in a file."""

    format: Format | None = None
    file: Path | None = None
    as_json: bool = False


class PassageVerifier(Protocol):
    """Holds drafts against passages."""

    def check(self, draft: str, evidence: Sequence[Evidence]) -> tuple[Checked, ...]:
        """Every sentence of a draft, in its order, with what the evidence says of it."""


class Checkers(Protocol):
    """What makes checkers of settings, as `build` does."""

    def verifier(self, settings: Settings) -> PassageVerifier:
        """What holds drafts against given passages; it opens no store."""

    def checker(
        self, settings: Settings, collections: tuple[str, ...]
    ) -> AbstractContextManager[Callable[[str], Borne]]:
        """What holds drafts against what was ingested into these collections."""


def check(name: str, *, against: Against, told: Told, checkers: Checkers) -> int:
    """Check a draft and tell what came of it; 1 where no source bears what it says."""
    _refuse_two_sources(against)
    form = _format(told, name)
    settings = configured()
    text = draft(name, partial(build.reader, settings))
    day = build.now().date()
    screen = Terminal()
    with (
        screen.waiting("Checking each sentence…"),
        _opened(against, checkers, day, screen) as (described, sentences_of),
    ):
        sentences = sentences_of(text.text)
    checkup = Checkup(text.name, text.text, described, day, sentences)
    _tell(checkup, form, told, screen)
    return 0 if checkup.passes else 1


def from_passages(
    checked: Sequence[Checked], given: Sequence[GivenPassage], *, file: Path, day: date
) -> tuple[Sentence, ...]:
    """Checked sentences with the given passages as their citations."""
    numbered = {passage.number: passage for passage in given}

    def cited(witness: Witness) -> Citation:
        return _citation(numbered[witness.number], witness.span, file, day)

    return tuple(
        Sentence(
            text=each.text,
            span=each.span,
            verdict=each.verdict,
            basis=each.basis,
            reason=_reason(each),
            cited=each.given,
            citations=tuple(map(cited, dict.fromkeys(each.witnesses))),
        )
        for each in checked
    )


def _reason(checked: Checked) -> str:
    """Why a sentence got its verdict, and which number should have been cited."""
    if not checked.is_miscited:
        return checked.reason
    cited = ", ".join(f"[{number}]" for number in checked.given)
    return f"{checked.reason} It is in [{checked.witnesses[0].number}], not in {cited}."


def from_claims(
    draft: str, claims: Sequence[Claim], citations: Sequence[Citation]
) -> tuple[Sentence, ...]:
    """Claims made of a draft's sentences, each where it stands in the draft."""
    numbered = {citation.number: citation for citation in citations}
    return tuple(
        Sentence(
            text=claim.text,
            span=said.span,
            verdict=claim.verdict,
            basis=claim.basis,
            reason=claim.reason,
            # Its own markers count something else than what was ingested.
            cited=(),
            citations=tuple(numbered[number] for number in claim.citations),
        )
        for claim, said in zip(claims, statements(draft, known=()), strict=True)
    )


@contextmanager
def _opened(
    against: Against, checkers: Checkers, day: date, screen: Terminal
) -> Iterator[tuple[str, Callable[[str], tuple[Sentence, ...]]]]:
    """What the draft is held against, in words, and what checks its sentences."""
    file = against.passages
    if file is not None:
        given = given_passages(file)
        verifier = checkers.verifier(configured())
        evidence = tuple(map(_evidence, given))
        count = f"{len(given):,} passage{'' if len(given) == 1 else 's'}"
        yield (
            f"{count} of {file.name}",
            lambda text: from_passages(verifier.check(text, evidence), given, file=file, day=day),
        )
        return
    settings = started()
    collections = _collections(against, settings, screen)
    with checkers.checker(settings, collections) as borne:
        word = "collection" if len(collections) == 1 else "collections"
        yield (
            f"the {word} {', '.join(collections)}",
            lambda text: from_claims(text, *borne(text)),
        )


def _collections(against: Against, settings: Settings, screen: Terminal) -> tuple[str, ...]:
    """The collections that are meant. Raises InvalidInput for one that does not exist."""
    with build.store(settings) as store:
        held = store.records.statistics().collections
    if not held:
        screen.note(NOTHING_YET)
    return meant(against.collections, settings.collection, held)


def _evidence(passage: GivenPassage) -> Evidence:
    return Evidence(
        number=passage.number,
        text=passage.text,
        title=passage.title,
        publisher=passage.publisher,
        published=passage.published,
    )


def _citation(passage: GivenPassage, span: Span, file: Path, day: date) -> Citation:
    name, quote = f"{file.name}/{passage.number}", span.of(passage.text)
    reading = plain(quote)
    return Citation(
        number=passage.number,
        kind="report",
        source_id=name,
        document_id=name,
        title=passage.title,
        publisher=passage.publisher,
        published=passage.published,
        retrieved=day,
        url=passage.url,
        path=str(file),
        page=None,
        heading=None,
        quote=quote,
        start=span.start,
        end=span.end,
        reading=reading if reading != quote else "",
    )


def _refuse_two_sources(against: Against) -> None:
    if against.passages and against.collections:
        raise InvalidInput("give --passages or --collection, not both")


def _format(told: Told, name: str) -> Format | None:
    """The format of the report; None where none is asked for. Raises InvalidInput."""
    file = told.file
    if file is None:
        if told.format and told.as_json:
            raise InvalidInput("--json and a report cannot both go to stdout: add -o FILE")
        return told.format
    if name != STDIN and file.resolve() == Path(name).resolve():
        raise InvalidInput(f"{str(file)!r} is the draft itself; write the report elsewhere")
    if not file.parent.is_dir() or file.is_dir():
        raise InvalidInput(f"{str(file)!r} cannot be written: give a file in a folder that exists")
    form = told.format or _FORMATS.get(file.suffix.lower())
    if form is None:
        raise InvalidInput(f"{file.name!r} ends in neither .md nor .html: add --markdown or --html")
    return form


def _tell(checkup: Checkup, form: Format | None, told: Told, screen: Terminal) -> None:
    report = _WRITERS[form](checkup) if form else ""
    if told.file:
        told.file.write_text(report, encoding="utf-8")
        screen.note(f"The report was written to {told.file}.")
    if told.as_json:
        screen.document(checkup.as_json())
    elif told.file:
        screen.say(f"{summary(checkup)}.")
    elif form:
        screen.say(report.rstrip("\n"))
    else:
        screen.show(terminal(checkup))
