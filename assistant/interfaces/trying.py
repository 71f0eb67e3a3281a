"""What an ingest would make of files, shown with nothing stored: `insight ingest --dry-run`."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from assistant import build
from assistant.interfaces import render, safe
from assistant.interfaces.ingesting import Wish, given_mapping, kind_of
from assistant.interfaces.start import started
from assistant.interfaces.terminal import Terminal
from corpus import postings
from corpus.documents import Failure, Reading
from corpus.ingest import Trial, Tried
from corpus.postings import Fit, Pay, Place, Posting
from corpus.readers.overrides import as_yaml

SHOWN = 3  # values of a field
LOOKED_AT = 2_000  # postings that are looked through for them
LONGEST = 48
MOST_KEPT = 40


@dataclass(frozen=True, slots=True)
class Sample:
    """A value as it stands in the table, and as it is read; empty where it stays as it is."""

    said: str
    read: str


def try_out(paths: Sequence[str], *, wish: Wish, as_json: bool) -> int:
    """Show what each file would be read as; 1 when none of them can be read."""
    settings, terminal = started(), Terminal()
    with build.reader(settings) as reader:
        trial = Trial(reader, build.limits(settings), kind_of(wish), given_mapping(wish))
        tried = list(trial.of(paths, leaving_out=settings.home))
    failed = [each for each in tried if isinstance(each, Failure)]
    found = [each for each in tried if isinstance(each, Tried)]
    if as_json:
        terminal.document({"files": list(map(_record, found)), "failed": _failures(failed)})
    else:
        for each in found:
            _show(each, terminal)
        for failure in failed:
            terminal.say(render.failure(failure))
        terminal.say("\nNothing was stored.", style="dim")
    return 1 if failed and (wish.strict or not found) else 0


def read_as(reading: Reading) -> str:
    """What a file gives, in words: "522 postings", "1 report"."""
    counted = Counter(document.kind for document in reading.documents)
    series = sum(len(document.series) for document in reading.documents)
    parts = [
        _counted(counted[kind], kind if kind != "series" else "table of figures over time")
        for kind in ("report", "posting", "series")
        if counted[kind]
    ]
    return " and ".join(parts) + (f" ({series:,} lines)" if series else "")


def samples(fit: Fit, told: Sequence[Posting]) -> tuple[Sample, ...]:
    """The first few values of a field among postings, each once, and how they were read.

    Where there are no postings, the values that the fit itself shows.
    """
    found: dict[str, str] = {}
    for posting in told[:LOOKED_AT]:
        said = _said(fit, posting)
        if said and said not in found:
            found[said] = _read(fit.field, posting)
        if len(found) == SHOWN:
            break
    if not told:
        return tuple(Sample(said, "") for said in fit.samples)
    return tuple(Sample(said, read) for said, read in found.items())


def _said(fit: Fit, posting: Posting) -> str:
    if fit.field == "description":
        return " ".join(posting.description[: 2 * LONGEST].split())
    stated = dict(posting.columns)
    filled = [stated[column] for column in fit.columns if stated.get(column)]
    return ", ".join(filled) if fit.joined else next(iter(filled), "")


def _read(field: str, posting: Posting) -> str:
    reader = _READ.get(field)
    return reader(posting) if reader else ""


def _pay(pay: Pay | None) -> str:
    if pay is None:
        return "no figure in it"
    bounds = [f"{bound:,.10g}" for bound in (pay.minimum, pay.maximum) if bound is not None]
    figures = "–".join(dict.fromkeys(bounds))
    limit = "up to " if pay.minimum is None else "from " if pay.maximum is None else ""
    unit = f" per {pay.unit.lower()}" if pay.unit else ""
    return f"{limit}{pay.currency or 'no currency'} {figures}{unit}"


def _places(places: Sequence[Place]) -> str:
    return "; ".join(map(_place, places)) or "no place in it"


def _place(place: Place) -> str:
    parts = [part for part in (place.locality, place.region, place.country) if part]
    where = " · ".join(parts) or "not told apart"
    return f"{where} (remote)" if place.remote else where


def _day(field: str) -> Callable[[Posting], str]:
    def told(posting: Posting) -> str:
        day = getattr(posting, field)
        return day.isoformat() if day else "no day in it"

    return told


_READ: Mapping[str, Callable[[Posting], str]] = {
    "pay": lambda posting: _pay(posting.base_salary),
    "pay_minimum": lambda posting: _pay(posting.base_salary),
    "place": lambda posting: _places(posting.job_location),
    "locality": lambda posting: _places(posting.job_location),
    "posted": _day("date_posted"),
    "closes": _day("valid_through"),
    "first_seen": _day("first_seen"),
    "last_seen": _day("last_seen"),
    "seen": _day("last_seen"),
    "remote": lambda posting: posting.job_location_type or "no",
}


# For a person


def _show(tried: Tried, terminal: Terminal) -> None:
    terminal.say(f"{render.path(tried.name)}: {read_as(tried.reading)}", style="bold")
    if tried.mapping.text and tried.reading.mappings:
        terminal.say(f"  by {safe.line(tried.mapping.name)}", style="dim")
    told = _postings(tried.reading)
    for mapping in tried.reading.mappings:
        terminal.table(("Field", "Column", "Says → read as"), _rows(mapping, told))
        if mapping.kept:
            kept = ", ".join(safe.line(column) for column in mapping.kept[:MOST_KEPT])
            more = f" and {len(mapping.kept) - MOST_KEPT} more" * (len(mapping.kept) > MOST_KEPT)
            terminal.say(f"Kept as they are: {kept}{more}")
        _show_yaml(mapping, "To read it otherwise, change this and save it as:", tried, terminal)
    for guess in tried.reading.guesses:
        _show_guess(guess, tried, terminal)
    for note in tried.reading.notes:
        terminal.say(f"Note: {safe.line(note)}", style="yellow")


def _show_guess(guess: postings.Mapping, tried: Tried, terminal: Terminal) -> None:
    """How a table's columns would be read if its rows were postings, and how to say that."""
    terminal.say("A table in it was not taken for postings. If it is, this fits best:")
    terminal.table(("Field", "Column", "Says"), _rows(guess, ()))
    if all(fit.field != "title" for fit in guess.fits):
        named = ", ".join(safe.line(column) for column in guess.kept[:MOST_KEPT])
        terminal.say(f"No column was found for the title, which each posting needs, among: {named}")
    _show_yaml(guess, "To read it as postings, complete this and save it as:", tried, terminal)


def _show_yaml(
    mapping: postings.Mapping, what_to_do: str, tried: Tried, terminal: Terminal
) -> None:
    terminal.say(what_to_do, style="dim")
    terminal.say(f"  {render.path(tried.name)}.mapping.yaml", style="dim")
    terminal.say(safe.clean("".join(f"  {line}\n" for line in as_yaml(mapping).splitlines())))


def _rows(mapping: postings.Mapping, told: Sequence[Posting]) -> Iterator[tuple[Text, ...]]:
    for fit in mapping.fits:
        joiner = " + " if fit.joined else ", else "
        column = joiner.join(safe.line(name) for name in fit.columns)
        if fit.constant:
            column = f"{column}, else {fit.constant}" if column else f"always {fit.constant}"
        names = [Text(fit.field, style="cyan"), Text(safe.line(column))]
        for sample in samples(fit, told) or (Sample("", ""),):
            yield (*names, _said_and_read(sample))
            names = [Text(""), Text("")]


def _said_and_read(sample: Sample) -> Text:
    said = Text(_cut(safe.line(sample.said)))
    if sample.read and sample.read != sample.said:
        said.append(" → ", style="dim")
        said.append(_cut(safe.line(sample.read)), style="green")
    return said


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


# For a program


def _record(tried: Tried) -> dict[str, object]:
    told = _postings(tried.reading)
    kinds = Counter(document.kind for document in tried.reading.documents)
    return {
        "path": tried.name,
        "as": read_as(tried.reading),
        "documents": len(tried.reading.documents),
        "postings": kinds["posting"],
        "mapping_file": tried.mapping.name or None,
        "notes": list(tried.reading.notes),
        "tables": [_table(mapping, told) for mapping in tried.reading.mappings],
        "guesses": [_table(guess, ()) for guess in tried.reading.guesses],
    }


def _table(mapping: postings.Mapping, told: Sequence[Posting]) -> dict[str, object]:
    fields = [
        {
            "field": fit.field,
            "columns": list(fit.columns),
            "joined": fit.joined,
            "constant": fit.constant or None,
            "score": round(fit.score, 2),
            "why": fit.why,
            "samples": [{"said": each.said, "read": each.read} for each in samples(fit, told)],
        }
        for fit in mapping.fits
    ]
    return {
        "fields": fields,
        "kept": list(mapping.kept),
        "refused_rows": list(mapping.refused),
        "yaml": as_yaml(mapping),
    }


def _failures(failed: Sequence[Failure]) -> list[dict[str, str]]:
    return [
        {"url" if failure.url else "path": failure.name, "reason": failure.reason}
        for failure in failed
    ]


def _postings(reading: Reading) -> list[Posting]:
    return [document.posting for document in reading.documents if document.posting]


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 or noun.startswith("table") else f"{count:,} {noun}s"
