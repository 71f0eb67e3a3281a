"""A transcript as Markdown that reads well by itself, where only its own markup is markup."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from assistant.interfaces.transcripts.prose import Block, BlockKind, Words
from assistant.interfaces.transcripts.view import CitedSource, Doubt, Figures, Shown, Transcript

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&#!{}]")
_LINE_START = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)]))")  # "- a", "12. a", "===="
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")  # readers make links of it
_ENTITY = re.compile(r"&(?=#?\w+;)")  # "&lt;" is read as a sign even in an address
_TICKS = re.compile(r"`+")
_MARKS = {"partial": "◐", "unsupported": "○", "contradicted": "✗", "unchecked": "–"}


def markdown(transcript: Transcript) -> str:
    """The transcript, a heading for each question."""
    parts = [f"# {escaped(transcript.title)}", escaped(transcript.about)]
    for exchange in transcript.exchanges:
        parts += _exchange(exchange)
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Text as Markdown that shows it, wherever on a line it stands.

    >>> escaped("1. see [3] at www.example.com")
    '1\\. see \\[3\\] at www\\.example.com'
    """
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _ADDRESS.sub(r"\1\3\\\2\4", text)
    return _LINE_START.sub(r"\1\3\\\2\4", text)


def _exchange(exchange: Shown) -> Iterator[str]:
    yield f"## {exchange.number}. {escaped(exchange.question)}"
    if exchange.read_as:
        yield f"*Read as:* {escaped(exchange.read_as)}"
    yield from _blocks(exchange.answer)
    if exchange.standing:
        yield f"*{escaped(exchange.standing)}*"
    if exchange.doubts:
        yield _doubts(exchange.doubts)
    if exchange.notes:
        yield "\n".join(f"- Note: {escaped(note)}" for note in exchange.notes)
    if exchange.left_out:
        yield "### Left out"
        yield _doubts(exchange.left_out)
    if exchange.figures:
        yield from _figures(exchange.figures)
    if exchange.sources:
        yield "### Sources"
        yield "\n".join(map(_source, exchange.sources))


def _doubts(doubts: Iterable[Doubt]) -> str:
    return "\n".join(
        f"- **{_MARKS.get(doubt.verdict, '·')} {escaped(doubt.verdict)}:**"
        f" “{escaped(doubt.text)}” {escaped(doubt.reason)}"
        for doubt in doubts
    )


def _figures(figures: Figures) -> Iterator[str]:
    yield "### Figures"
    if figures.rows:
        head, *rows = (" | ".join(map(escaped, row)) for row in (figures.columns, *figures.rows))
        lines = [
            f"| {head} |",
            _beneath_header(len(figures.columns)),
            *(f"| {row} |" for row in rows),
        ]
        yield "\n".join(lines)
    filters = f" Filters: {escaped(figures.filters)}." if figures.filters else ""
    yield f"{escaped(figures.said)}.{filters}"


def _beneath_header(columns: int) -> str:
    return f"|{' --- |' * columns}"


def _source(source: CitedSource) -> str:
    title = escaped(source.title)
    if source.link:
        title = f"[{title}](<{_ENTITY.sub('&amp;', source.link)}>)"
    lines = [
        f"- **[{source.number}]** {title} — {escaped(source.about)}  ",
        f"  {escaped(source.place)}  ",
        f"  “{escaped(' '.join(source.quote.split()))}”",
        *(f"  - {escaped(reference)}" for reference in source.references),
    ]
    return "\n".join(lines)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield _block(block)


def _block(block: Block) -> str:
    return _WRITERS.get(block.kind, _paragraph)(block)


def _paragraph(block: Block) -> str:
    return "\n\n".join(filter(None, [_words(block.words), *_blocks(block.blocks)]))


def _heading(block: Block) -> str:
    return f"#### {_words(block.words)}"  # beneath our own


def _quote(block: Block) -> str:
    return _indented(_paragraph(block), "> ", "> ")


def _rule_across(_: Block) -> str:
    return "---"


def _list(block: Block) -> str:
    items = []
    for at, item in enumerate(block.blocks, start=block.level):
        first = f"{at}. " if block.level else "- "
        is_tight = all(each.kind == "list" for each in item.blocks[1:])
        within = ("\n" if is_tight else "\n\n").join(_blocks(item.blocks))
        items.append(_indented(within, first, " " * len(first)))
    return "\n".join(items)


def _indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", f"\n{rest}")


def _table(block: Block) -> str:
    lines = []
    for at, row in enumerate(block.blocks):
        lines.append(f"| {' | '.join(_words(cell.words) for cell in row.blocks)} |")
        if at == 0:
            lines.append(_beneath_header(len(row.blocks)))
    return "\n".join(lines)


def _fenced(block: Block) -> str:
    text = "".join(words.text for words in block.words)
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in _TICKS.findall(text))])
    return f"{fence}\n{text.rstrip()}\n{fence}"


def _words(words: tuple[Words, ...]) -> str:
    return "".join(map(_styled, words))


def _styled(words: Words) -> str:
    if words.cites:
        return words.text
    if words.text == "\n":
        return "  \n"
    if not words.text.strip():
        return words.text
    return _marked(words, escaped(words.text))


def _marked(words: Words, text: str) -> str:
    """Text between the marks of its style, which have to touch it."""
    mark = "**" * words.strong + "*" * words.emphasis + "~~" * words.struck
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark[::-1]}{after}"


_WRITERS: Mapping[BlockKind, Callable[[Block], str]] = {
    "heading": _heading,
    "list": _list,
    "quote": _quote,
    "code": _fenced,
    "rule": _rule_across,
    "table": _table,
}
