"""The command line: what `insight` can be asked to do, and what each exit code means.

Exit codes: 0 success (an abstention is an answer), 1 the work failed, 2 wrong usage,
130 interrupted, 141 the reader of the pipe left. Each command lives in a file of its own,
imported when it is called, so that ``--help`` waits for none of them.
"""

import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant import __version__
from assistant.interfaces import safe
from assistant.interfaces.conversations_cli import conversations
from assistant.interfaces.pipes import leaving_quietly
from corpus.errors import InsightError, InvalidInput

app = typer.Typer(
    name="insight",
    help="Ask a job market, and open every figure of the answer to the words it comes from.",
    epilog="""\b
Start here:
  insight demo                           a sample market and one question, nothing to set up
  insight ingest ~/reports               read your own files
  insight ask "What do they pay?"        an answer whose every figure is cited
""",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
known = typer.Typer(
    help="List, show or forget what was ingested.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(known, name="sources")
app.add_typer(conversations, name="conversations")

INTERRUPTED = 130

KINDS = "[report|postings]"
DAY = "YYYY-MM-DD"
SHORTEST_INTERVAL = timedelta(minutes=5)
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60}


def _kind(said: str) -> str:
    if said.removesuffix("s") not in ("report", "posting"):
        raise typer.BadParameter(f"{said!r} is not a kind; expected report or postings")
    return said


def _named_kind(said: str | None) -> Literal["report", "postings"] | None:
    if said is None:
        return None
    return "report" if said.startswith("report") else "postings"


def _day(said: str) -> date:
    with suppress(ValueError):
        day = date.fromisoformat(said)
        if day.isoformat() == said:  # and not a week's day, nor digits alone
            return day
    raise typer.BadParameter(f"expected a day as {DAY}, not {said!r}")


def _interval(said: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,4})([mhd])", said)
    interval = timedelta(minutes=int(found[1]) * _MINUTES[found[2]]) if found else timedelta()
    if interval < SHORTEST_INTERVAL:
        raise typer.BadParameter(f"expected 5m or longer, such as 30m, 6h or 1d, not {said!r}")
    return interval


Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else.")]
Collections = Annotated[
    list[str] | None,
    typer.Option("--collection", metavar="NAME", help="Ask this collection; may be repeated."),
]


def main() -> None:
    """Run the command line given to this process, and exit."""
    for stream in (sys.stdout, sys.stderr):
        # A character the terminal cannot show is no reason to fail.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    code = run(sys.argv[1:])
    with leaving_quietly():
        sys.stdout.flush()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; its exit code. What went wrong is one line on stderr."""
    as_json = "--json" in arguments
    try:
        code: int = app(list(arguments), prog_name="insight", standalone_mode=False) or 0
    except typer.TyperException as error:
        return _misused(error, as_json=as_json)
    except (InsightError, OSError, typer.Abort, KeyboardInterrupt) as error:
        return _failed(error, as_json=as_json)
    if code == INTERRUPTED:  # Typer makes an exit of Ctrl-C
        sys.stderr.write("insight: interrupted; what was acknowledged is kept\n")
    return code


@app.callback(invoke_without_command=True)
def insight(
    *, version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False
) -> None:
    """Answer what is asked of the program itself."""
    if version:
        typer.echo(f"insight {__version__}")
        raise typer.Exit


@app.command(
    epilog="""\b
Examples:
  insight ingest ~/reports ~/postings.csv
  insight ingest ~/reports --collection emea --prune
  insight ingest feed.jsonl --kind postings --json
  insight ingest jobs.csv --dry-run
  insight ingest jobs.csv --mapping columns.yaml
  insight ingest https://example.com/report.pdf greenhouse:acme
  insight ingest greenhouse:acme lever:acme ashby:acme --every 6h
""",
)
def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|FEED",
            help="Files, folders, addresses; greenhouse:BOARD, lever:COMPANY, ashby:BOARD.",
        ),
    ],
    *,
    collection: Annotated[
        str | None, typer.Option(metavar="NAME", help="Keep them in this collection.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            parser=_kind,
            metavar=KINDS,
            help="What the files hold; each file's content decides if not said.",
        ),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Forget sources under these paths that are gone.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 when anything failed.")
    ] = False,
    every: Annotated[
        timedelta | None,
        typer.Option(
            parser=_interval,
            metavar="INTERVAL",
            help="Do it again so often (30m, 6h, 1d) until stopped.",
        ),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option(metavar="FILE.yaml", help="How the columns of postings are to be read."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show how files would be read; store nothing.")
    ] = False,
    json: Json = False,
) -> int:
    """Read files, folders, pages and job boards into the store.

    What was read before and has not changed costs next to nothing; an ingest that was interrupted
    goes on where it stopped when it is run again. A file that cannot be read is listed with the
    reason, and the others go on. Each look at a board adds to what is known of it: a posting that
    closes stays, with the day it was last seen.
    """
    from assistant.interfaces import ingesting

    wish = ingesting.Wish(
        collection=collection,
        kind=_named_kind(kind),
        prune=prune,
        strict=strict,
        mapping=mapping,
    )
    if dry_run:
        from assistant.interfaces import trying

        return trying.try_out(paths, wish=wish, as_json=json)
    if every is not None:
        return ingesting.ingest_every(every, paths, wish=wish, as_json=json)
    return ingesting.ingest(paths, wish=wish, as_json=json)


@app.command(
    epilog="""\b
Examples:
  insight ask "What salary range do AI security engineers see?"
  insight ask "How many postings were there?" --since 2025-06-01 --json
  insight ask "Median pay by seniority" --csv pay.csv --chart pay.png
  insight ask --batch questions.jsonl --json > answers.jsonl
""",
)
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    *,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.jsonl",
            help='Ask each line of a file, {"id", "question", "history"?}; - reads stdin.',
        ),
    ] = None,
    collection: Collections = None,
    kind: Annotated[
        str | None, typer.Option(parser=_kind, metavar=KINDS, help="Look only at these.")
    ] = None,
    publisher: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Look only at this publisher; may be repeated."),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(parser=_day, metavar=DAY, help="Published on or after this day."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(parser=_day, metavar=DAY, help="Published on or before this day."),
    ] = None,
    extractive: Annotated[
        bool,
        typer.Option(
            "--extractive", help="Quoted sentences only, even where a chat model is configured."
        ),
    ] = False,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the rows of the figures, or the postings, here."),
    ] = None,
    chart: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the figures: FILE.png, FILE.svg or FILE.html."),
    ] = None,
    json: Json = False,
) -> int:
    """Answer a question, every figure with its source.

    Only what was ingested is searched. Where the evidence is not enough the answer says so, and
    shows the nearest thing found.
    """
    from assistant.interfaces import asking

    scope = asking.Scope(
        collections=tuple(collection or ()),
        kind=_named_kind(kind),
        publishers=tuple(publisher or ()),
        since=since,
        until=until,
        is_extractive=extractive,
    )
    if (question is None) == (batch is None):
        raise InvalidInput('give one question in quotes, or --batch FILE.jsonl: insight ask "…"')
    if question is not None:
        files = asking.Files(csv=csv, chart=chart)
        return asking.ask(question, scope=scope, as_json=json, files=files)
    if not json:
        raise InvalidInput("--batch writes one JSON answer a line: add --json")
    return asking.ask_all(str(batch), scope=scope)


@app.command(
    epilog="""\b
Examples:
  insight check note.md
  insight check note.md --passages given.jsonl --json
  insight check slides.pptx --collection emea -o check.html
  pbpaste | insight check - --passages given.jsonl
""",
)
def check(
    draft: Annotated[
        str,
        typer.Argument(metavar="DRAFT", help="A text, Markdown or any file that is read; - stdin."),
    ],
    *,
    passages: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.jsonl",
            help='Check against these alone, {"number", "title", "published"?, "text"} a line.',
        ),
    ] = None,
    collection: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Check against this collection; may be repeated."),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="The report as Markdown.")] = False,
    html: Annotated[bool, typer.Option("--html", help="The report as one HTML page.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write the report here, by its ending."
        ),
    ] = None,
    json: Json = False,
) -> int:
    """Check each sentence of any text against what is known.

    Each gets a verdict, the reason, and its evidence: from what was ingested, or from numbered
    passages given. Exit code 1 says that something is contradicted or unsupported.
    """
    from assistant import build
    from assistant.interfaces import checking

    if markdown and html:
        raise InvalidInput("give --markdown or --html, not both")
    form: Literal["markdown", "html"] | None = "markdown" if markdown else "html" if html else None
    against = checking.Against(passages=passages, collections=tuple(collection or ()))
    told = checking.Told(format=form, file=output, as_json=json)
    return checking.check(draft, against=against, told=told, checkers=build)


@app.command(
    epilog="""\b
Examples:
  insight chat
  insight chat --collection emea
  insight chat --last
  insight chat --resume Qm3x

In the conversation: /help, /sources, /clear, /quit.
""",
)
def chat(
    collection: Collections = None,
    *,
    resume: Annotated[
        str | None, typer.Option(metavar="ID", help="Go on with this saved conversation.")
    ] = None,
    last: Annotated[
        bool, typer.Option("--last", help="Go on with the conversation that changed last.")
    ] = False,
    no_save: Annotated[
        bool, typer.Option("--no-save", help="Keep nothing of what is said.")
    ] = False,
) -> int:
    """Talk with a market in the terminal.

    A question may lean on the ones before it. What is said is saved: `insight conversations` lists,
    shows, exports and deletes it.
    """
    from assistant.interfaces import asking
    from assistant.interfaces import chat as conversation

    scope = asking.Scope(collections=tuple(collection or ()))
    return conversation.chat(scope, resume=resume, latest=last, save=not no_save)


@known.command(
    "list",
    epilog="""\b
Examples:
  insight sources list
  insight sources list --collection emea --json
""",
)
def list_sources(collection: Collections = None, *, json: Json = False) -> int:
    """List what was ingested, and what failed and why.

    Piped to another program it is a line a source, tabs between: id, collection, kind, day
    published, chunks, postings, status, title, path or address, reason.
    """
    from assistant.interfaces import sources

    return sources.list_all(tuple(collection or ()), as_json=json)


Source = Annotated[
    str, typer.Argument(metavar="SOURCE_ID", help="Its id, the start of its id, or its path.")
]


@known.command(
    "show",
    epilog="""\b
Examples:
  insight sources show 3f2a
  insight sources show ~/reports/pay.pdf --text
  insight sources show jobs-3f9528a4/12
""",
)
def show_source(
    source_id: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE_ID",
            help="Its id, the start of its id, or its path; or a document's or a posting's own id.",
        ),
    ],
    *,
    text: Annotated[bool, typer.Option("--text", help="Its text too, exactly as stored.")] = False,
    json: Json = False,
) -> int:
    """Show one source, or one posting of it.

    What it is, what it cites in its turn, and what was left out of it; of a posting its text.
    """
    from assistant.interfaces import sources

    return sources.show_json(source_id) if json else sources.show(source_id, with_text=text)


@known.command(
    "remove",
    epilog="""\b
Examples:
  insight sources remove 3f2a
  insight sources remove ~/reports/pay.pdf --yes
""",
)
def remove_source(
    source_id: Source,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    json: Json = False,
) -> int:
    """Forget one source.

    Everything read from it goes; the file itself is not touched.
    """
    from assistant.interfaces import sources

    return sources.remove(source_id, sure=yes, as_json=json)


@app.command(
    epilog="""\b
Examples:
  insight reindex
""",
)
def reindex(*, json: Json = False) -> int:
    """Build the search indexes again.

    They are built from what is stored: no file is read again. Texts are embedded again only when
    the embedding model is another than before.
    """
    from assistant.interfaces import ingesting

    return ingesting.reindex(as_json=json)


@app.command(
    epilog="""\b
Examples:
  insight doctor
  insight doctor --json
""",
)
def doctor(*, json: Json = False) -> int:
    """Say what is configured, what is broken, how to mend it."""
    from assistant.interfaces import doctor as examination

    return examination.examine(as_json=json)


@app.command(
    epilog="""\b
Examples:
  insight demo
  INSIGHT_HOME=/tmp/market insight demo
""",
)
def demo() -> int:
    """Try the sample market: ingest it, ask it once.

    It goes into a collection of its own, `demo`, apart from yours.
    """
    from assistant.interfaces import demo as show

    return show.demo()


def _misused(error: typer.TyperException, *, as_json: bool) -> int:
    show = getattr(error, "show", None)
    if show is not None:
        show()
    if as_json:
        message = getattr(error, "format_message", error.__str__)()
        _write_error("WrongUsage", message, code=2)
    return 2


def _failed(error: BaseException, *, as_json: bool) -> int:
    message, code = str(error), 2 if isinstance(error, InvalidInput) else 1
    if isinstance(error, OSError):
        message = f"{error.filename or 'the system'}: {error.strerror or error}"
    if isinstance(error, typer.Abort | KeyboardInterrupt):
        message, code = "interrupted", INTERRUPTED
    sys.stderr.write(f"insight: {safe.line(message)}\n")
    if as_json:
        _write_error(type(error).__name__, message, code=code)
    return code


def _write_error(name: str, message: str, *, code: int) -> None:
    error = {"type": name, "message": message, "exit_code": code}
    sys.stdout.write(safe.dumped({"error": error}, sys.stdout.encoding) + "\n")


if __name__ == "__main__":
    main()
