"""Reading files and feeds into the store from the command line; building its indexes again."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from assistant import build
from assistant.interfaces import render, safe
from assistant.interfaces.repeating import Repeating
from assistant.interfaces.start import started
from assistant.interfaces.terminal import Terminal
from assistant.settings import Settings
from corpus.documents import Ingested, Kind
from corpus.errors import InvalidInput, UnmappedSource
from corpus.ingest import Progress, mappings
from corpus.ingest import ingest as read_in
from corpus.readers.overrides import NO_MAPPING, MappingFile, parsed

LINES_EVERY_S = 2.0
"""Where no one watches a bar: how often a line says how far it is."""

Heard = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """How to ingest, as said on the command line."""

    collection: str | None = None
    kind: Literal["report", "postings"] | None = None
    prune: bool = False
    strict: bool = False
    mapping: str | None = None


def ingest(paths: Sequence[str], *, wish: Wish, as_json: bool) -> int:
    """Read files and feeds in; 1 when nothing of them is stored, or anything failed if strict."""
    settings, terminal = started(), Terminal()
    collection = wish.collection or settings.collection
    with unheard() if as_json else heard(terminal) as progress:
        done = stored(paths, settings=settings, wish=wish, progress=progress)
    if as_json:
        terminal.document(record(done))
    else:
        for said in render.report(done):
            terminal.say(said)
        _say_what_next(done, collection, settings, terminal)
    return exit_code(done, strict=wish.strict)


def ingest_every(interval: timedelta, paths: Sequence[str], *, wish: Wish, as_json: bool) -> int:
    """Read files and feeds in again and again, until stopped; as JSON, a line each time.

    The store is owned only while something is read, so that others can write in between.
    """
    settings, terminal = started(), Terminal()

    def once() -> None:
        with unheard() if as_json else heard(terminal) as progress:
            done = stored(paths, settings=settings, wish=wish, progress=progress)
        if as_json:
            terminal.record(record(done))
        for said in () if as_json else render.report(done):
            terminal.say(said)

    Repeating(interval, clock=build.now, sleep=time.sleep, say=terminal.note).run(once)
    return 0


def stored(
    paths: Sequence[str | Path], *, settings: Settings, wish: Wish, progress: Heard
) -> Ingested:
    """Read the paths into the store that the settings name."""
    with (
        build.store(settings, writable=True) as store,
        build.reader(settings) as reader,
        build.feeds() as feeds,
    ):
        return read_in(
            paths,
            store=store,
            embedder=build.embedder(settings),
            reader=reader,
            clock=build.now,
            collection=wish.collection or settings.collection,
            kind=kind_of(wish),
            progress=progress,
            prune=wish.prune,
            limits=build.limits(settings),
            feeds=feeds,
            mapping=given_mapping(wish),
        )


def kind_of(wish: Wish) -> Kind | None:
    """The kind that every file is to be read as; None leaves it to each file's content."""
    return "posting" if wish.kind == "postings" else wish.kind


def given_mapping(wish: Wish) -> MappingFile:
    """The mapping file named on the command line. Raises InvalidInput where it cannot be meant."""
    if wish.mapping is None:
        return NO_MAPPING
    try:
        mapping = mappings.read(Path(wish.mapping))
        parsed(mapping.text, name=mapping.name)
    except UnmappedSource as e:
        raise InvalidInput(str(e)) from e
    return mapping


def reindex(*, as_json: bool) -> int:
    """Build the indexes again from what is stored."""
    settings, terminal = started(), Terminal()
    began = time.monotonic()
    with (
        terminal.waiting("Building the indexes again…"),
        build.reindexed(
            settings, lambda texts: terminal.note(f"embedded {texts:,} texts")
        ) as store,
    ):
        held = store.records.statistics()
    seconds = round(time.monotonic() - began, 3)
    if as_json:
        terminal.document({"sources": held.sources, "chunks": held.chunks, "seconds": seconds})
    else:
        counted = f"{held.chunks:,} chunks of {held.sources:,} sources"
        terminal.say(f"Indexed {counted} in {seconds:.1f} s.")
    return 0


def record(done: Ingested) -> dict[str, object]:
    """What an ingest did, as the public contract writes it."""
    return asdict(done) | {
        "seconds": round(done.seconds, 3),
        "failed": [
            {"url" if failed.url else "path": failed.name, "reason": failed.reason}
            for failed in done.failed
        ],
    }


def exit_code(done: Ingested, *, strict: bool) -> int:
    """0 when something of what was asked for is stored, whether by this ingest or before it."""
    is_held = bool(done.ingested or done.unchanged or done.removed)
    return 1 if done.failed and (strict or not is_held) else 0


@contextmanager
def unheard() -> Iterator[Heard]:
    """Progress that no one hears."""
    yield lambda _: None


@contextmanager
def heard(terminal: Terminal) -> Iterator[Heard]:
    """Progress on stderr: a bar on a terminal, elsewhere a line now and then."""
    if not terminal.errors.is_terminal:
        yield _lines(terminal)
        return
    columns = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=terminal.errors, transient=True) as bar:
        task = bar.add_task("looking", total=None)
        embedded = 0

        def step(progress: Progress) -> None:
            nonlocal embedded
            embedded += progress.chunks if progress.step == "embedded" else 0
            name = _shown(progress.name) if progress.name else f"{embedded:,} chunks"
            said = f"{progress.step} {name}" if progress.step != "indexing" else "indexing"
            bar.update(task, total=progress.total, completed=progress.settled, description=said)

        yield step


def _shown(name: str) -> str:
    return safe.line(name) if "://" in name else render.path(name)


def _lines(terminal: Terminal) -> Heard:
    said, last, embedded = "", time.monotonic(), 0

    def step(progress: Progress) -> None:
        nonlocal said, last, embedded
        embedded += progress.chunks if progress.step == "embedded" else 0
        if progress.step == "fetching":
            terminal.note(f"fetching {_shown(progress.name)}")
            return
        files = f"{progress.settled:,} of {progress.total:,} files done"
        line = f"{files}, {embedded:,} chunks embedded"
        if time.monotonic() - last < LINES_EVERY_S or line == said:
            return
        said, last = line, time.monotonic()
        terminal.note(line)

    return step


def _say_what_next(done: Ingested, collection: str, settings: Settings, terminal: Terminal) -> None:
    if done.ingested or done.unchanged:
        named = "" if collection == settings.collection else f"--collection {collection} "
        terminal.say(f'\nAsk it: insight ask {named}"…"')
    elif not done.failed and not done.removed:
        terminal.say("There was nothing to read.")
