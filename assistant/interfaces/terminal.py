"""Where a command speaks: what was asked for on stdout, everything else on stderr."""

import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from markdown_it import MarkdownIt
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.live import Live
from rich.markdown import Markdown
from rich.padding import Padding
from rich.segment import Segment
from rich.status import Status
from rich.style import Style
from rich.table import Table
from rich.text import Text

from assistant.answers import Answer, Draft
from assistant.interfaces import render, safe
from assistant.interfaces.pipes import leaving_quietly

_OURS = Style(bold=True, color="cyan")
_OPEN, _CLOSE = "\ue000", "\ue001"  # stand for our brackets while Markdown is laid out


class Terminal:
    """Prints answers and tables for a person, documents for a program.

    Text is cleaned by `render` before it comes here. Colour only where stdout is a terminal that
    wants it (``NO_COLOR`` is obeyed); elsewhere lines are 80 wide, or as ``COLUMNS`` says.
    """

    def __init__(self, *, out: TextIO | None = None, errors: TextIO | None = None) -> None:
        self._stdout = out or sys.stdout
        self._out = _console(self._stdout)
        self._errors = _console(errors or sys.stderr)

    @property
    def interactive(self) -> bool:
        return self._out.is_terminal

    def say(self, text: str = "", *, style: str = "") -> None:
        """One paragraph on stdout; its lines are wrapped on a terminal only."""
        if self.interactive:
            self._show(Text(text, style=style))
            return
        with leaving_quietly():
            self._stdout.write(text + "\n")

    def fact(self, name: str, value: str, *, width: int, style: str = "dim") -> None:
        """A name in a column of its own, and what is said of it."""
        grid = Table.grid()
        grid.add_column(width=width, no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(name, style=style), Text(value))
        self._show(grid)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[Text]]) -> None:
        """Rows under their header, each column as wide as it needs or as there is room for."""
        grid = Table(box=None, pad_edge=False, padding=(0, 1), header_style="dim")
        for name in header:
            grid.add_column(name, overflow="fold")
        for row in rows:
            grid.add_row(*row)
        self._show(grid)

    def note(self, text: str, *, style: str = "dim") -> None:
        """One paragraph on stderr."""
        self._errors.print(Text(text, style=style), soft_wrap=not self._errors.is_terminal)

    def document(self, value: object) -> None:
        """One JSON document, laid out for people too."""
        self._write(value, indent=2)

    def record(self, value: object) -> None:
        """One JSON document on one line, out at once."""
        self._write(value)

    def answer(self, answer: Answer) -> None:
        """An answer with its sources, as a person reads it."""
        self._show(_Answered(safe.clean(answer.text)), *_sources(answer), *_closing(answer))

    def show(self, *renderables: RenderableType) -> None:
        """What is laid out already, one beneath the other."""
        self._show(*renderables)

    def rows(self, rows: Iterable[tuple[str, ...]]) -> None:
        """For another program: a line a row, cells between tabs, nothing cut."""
        with leaving_quietly():
            self._stdout.writelines("\t".join(row) + "\n" for row in rows)

    @contextmanager
    def waiting(self, text: str) -> Iterator[None]:
        """A spinner on stderr while the work inside goes on; nothing where no one watches."""
        if not self._errors.is_terminal:
            yield
            return
        with self._errors.status(Text(text), spinner="dots"):
            yield

    def watched(self, parts: Iterable[Draft | Answer], text: str) -> Answer:
        """The answer at the end of a stream; its drafts are shown on stderr while they last."""
        status = Status(Text(text), console=self._errors, spinner="dots")
        with Live(
            status.renderable, console=self._errors, transient=True, refresh_per_second=8
        ) as live:
            for part in parts:
                if isinstance(part, Answer):
                    return part
                live.update(_drafted(part, self._errors))
        raise ValueError("the stream ended without an answer")

    @property
    def errors(self) -> Console:
        return self._errors

    def _show(self, *renderables: RenderableType) -> None:
        with leaving_quietly():
            if self.interactive:
                self._out.print(*renderables, sep="\n")
                return
            with self._out.capture() as captured:
                self._out.print(*renderables, sep="\n")
            # Lines are padded to the width for a terminal; no one else wants the spaces.
            lines = captured.get().splitlines()
            self._stdout.writelines(f"{line.rstrip()}\n" for line in lines)

    def _write(self, value: object, *, indent: int | None = None) -> None:
        with leaving_quietly():
            self._stdout.write(safe.dumped(value, self._stdout.encoding, indent=indent) + "\n")
            self._stdout.flush()


def _sources(answer: Answer) -> Iterator[RenderableType]:
    if answer.citations:
        yield Text("\nSources", style="bold")
    for cited in render.sources(answer):
        yield _indented(Text.assemble((cited.title, "bold"), f" — {cited.about}"), 1)
        if cited.location:
            yield _indented(Text(cited.location, style="dim"), 1)
        for quoted in cited.quotes:
            number = f"[{quoted.number}]"
            place = f"{quoted.place}: " if quoted.place else ""
            said = Table.grid(padding=(0, 1))
            said.add_row(Text(number, _OURS), Text.assemble((place, "dim"), f"“{quoted.quote}”"))
            yield _indented(said, 3)
        for reference in cited.references:
            yield _indented(Text(reference, style="dim"), 7)


def _drafted(draft: Draft, console: Console) -> RenderableType:
    """The end of a draft, as much as there is room for, under the word that it is one."""
    lines = Text(safe.clean(draft.text)).wrap(console, max(console.width, 1))
    room = max(console.height - 3, 1)
    return Group(Text("Draft, not checked yet", style="yellow"), *lines[-room:])


def _closing(answer: Answer) -> Iterator[RenderableType]:
    for doubt in render.doubts(answer):
        yield Text(doubt, style="yellow")
    for note in answer.notes:
        yield Text(f"\n{safe.line(note)}", style="yellow")
    if answer.citations and not answer.abstained:
        yield Text(f"\n{render.evidence(answer).capitalize()}.", style="dim")
    if not answer.abstained:
        yield from _listed("You could ask next", map(safe.line, answer.followups))


def _listed(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    for at, line in enumerate(lines):
        if not at:
            yield Text(f"\n{title}", style="bold")
        item = Table.grid(padding=(0, 1))
        item.add_row("-", Text(line))
        yield _indented(item, 1)


def _indented(renderable: RenderableType, columns: int) -> Padding:
    return Padding(renderable, (0, 0, 0, columns))


class _Quiet(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def _console(stream: TextIO) -> Console:
    return _Quiet(
        file=stream,
        width=None if stream.isatty() else shutil.get_terminal_size((80, 24)).columns,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


class _Answered:
    """Markdown with our numbers set apart, where nothing the corpus wrote is a link or a tag."""

    def __init__(self, markdown: str) -> None:
        self._markdown = Markdown("")
        # A quote may hold `<tags>`, images and links: they are shown as written.
        parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
        parser.disable(["image", "link", "autolink", "reference", "html_block", "html_inline"])
        self._markdown.parsed = parser.parse(
            render.numbered(markdown, opening=_OPEN, closing=_CLOSE)
        )

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._markdown, options):
            yield from _with_numbers(segment)


def _with_numbers(segment: Segment) -> Iterator[Segment]:
    parts = re.split(f"({_OPEN}\\d+{_CLOSE})", segment.text)
    for at, part in enumerate(parts):
        text = part.replace(_OPEN, "[").replace(_CLOSE, "]")
        style = segment.style + _OURS if at % 2 and segment.style else segment.style
        if part or not segment.text:
            yield Segment(text, style, segment.control)
