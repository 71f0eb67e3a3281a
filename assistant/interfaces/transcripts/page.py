"""A transcript as one page of HTML that holds all it needs, runs nothing and fetches nothing."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from assistant.interfaces.charts import drawn
from assistant.interfaces.transcripts.prose import Block, BlockKind, Words, cells, figure_columns
from assistant.interfaces.transcripts.view import (
    CitedSource,
    Doubt,
    Figures,
    Shown,
    Transcript,
)

POSTINGS = 200
"""Ids of postings that are listed under a figure; the JSON export has them all."""

_TAGS: Mapping[BlockKind, tuple[str, str]] = {
    "paragraph": ('<p dir="auto"', "</p>\n"),
    "heading": ('<h3 dir="auto"', "</h3>\n"),
    "list": ("<ul", "</ul>\n"),
    "item": ('<li dir="auto"', "</li>\n"),
    "quote": ('<blockquote dir="auto"', "</blockquote>\n"),
    "code": ("<pre", "</pre>\n"),
    "rule": ("<hr", "\n"),
}
_MARKS = {"partial": "◐", "unsupported": "○", "contradicted": "✕", "unchecked": "–"}


def page(transcript: Transcript) -> str:
    """The transcript as a document of its own: its style is in it, and no script runs in it."""
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    # Charts are part of the page, so there is nothing to fetch: not even a picture.
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escape(transcript.title)
    exchanges = "".join(map(_exchange, transcript.exchanges))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f'<header>\n<h1 dir="auto">{title}</h1>\n<p>{escape(transcript.about)}</p>\n</header>\n'
        f"{exchanges}</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")


def _exchange(exchange: Shown) -> str:
    parts = (
        f'<h2 dir="auto">{escape(exchange.question)}</h2>\n',
        _paragraph("read", "Read as: ", exchange.read_as),
        f'<div class="answer">\n{_blocks(exchange.answer, exchange.number)}</div>\n',
        _paragraph("standing", "", exchange.standing),
        _listed("doubts", map(_doubt, exchange.doubts)),
        _listed("notes", map(escape, exchange.notes)),
        _left_out(exchange.left_out),
        _chart(drawn(exchange.chart)),
        _figures(exchange.figures) if exchange.figures else "",
        _sources(exchange),
    )
    return f'<article id="q{exchange.number}">\n{"".join(parts)}</article>\n'


def _paragraph(name: str, opening: str, text: str) -> str:
    if not text:
        return ""
    return f'<p class="{name}" dir="auto"><span>{opening}</span>{escape(text)}</p>\n'


def _listed(name: str, items: Iterable[str]) -> str:
    lines = "".join(f'<li dir="auto">{item}</li>\n' for item in items)
    return f'<ul class="{name}">\n{lines}</ul>\n' if lines else ""


def _doubt(doubt: Doubt) -> str:
    verdict, mark = escape(doubt.verdict), _MARKS.get(doubt.verdict, "")
    return (
        f'<b class="{verdict}">{mark} {verdict}</b> “{escape(doubt.text)}” {escape(doubt.reason)}'
    )


def _left_out(left_out: Sequence[Doubt]) -> str:
    if not left_out:
        return ""
    return f"<h3>Left out</h3>\n{_listed('left-out', map(_doubt, left_out))}"


def _chart(svg: str) -> str:
    return f"<figure>{svg}</figure>\n" if svg else ""


def _figures(figures: Figures) -> str:
    filters = f" Filters: {figures.filters}." if figures.filters else ""
    return (
        '<section class="figures">\n<h3>Figures</h3>\n'
        f"{_rows(figures)}<p>{escape(figures.said)}.{escape(filters)}</p>\n{_made(figures)}"
        "</section>\n"
    )


def _rows(figures: Figures) -> str:
    if not figures.rows:
        return ""
    return _tabled(
        [escape(column) for column in figures.columns],
        [[escape(cell) for cell in row] for row in figures.rows],
        figure_columns(figures.rows),
    )


def _tabled(head: Sequence[str], rows: Sequence[Sequence[str]], are_figures: Sequence[bool]) -> str:
    """A table of what is HTML already; figures stand at the right."""
    marks = [' class="n"' if is_figure else "" for is_figure in are_figures] or [""] * len(head)
    lines = "".join(f"<tr>{_cells('td', row, marks)}</tr>\n" for row in rows)
    return (
        f"<table>\n<thead><tr>{_cells('th', head, marks)}</tr></thead>\n"
        f"<tbody>\n{lines}</tbody>\n</table>\n"
    )


def _cells(tag: str, row: Sequence[str], marks: Sequence[str]) -> str:
    paired = zip(marks, row, strict=False)
    return "".join(f"<{tag}{mark}>{cell}</{tag}>" for mark, cell in paired)


def _made(figures: Figures) -> str:
    """How the figures were computed, and from which postings, for who wants to know."""
    if not (figures.sql or figures.postings):
        return ""
    rest = len(figures.postings) - POSTINGS
    more = f" and {rest:,} more, in the JSON export" if rest > 0 else ""
    postings = f"<p>{escape(', '.join(figures.postings[:POSTINGS]))}{more}</p>\n"
    return (
        "<details><summary>How it was computed, and from which postings</summary>\n"
        f"<pre>{escape(figures.sql)}</pre>\n{postings if figures.postings else ''}</details>\n"
    )


def _sources(exchange: Shown) -> str:
    if not exchange.sources:
        return ""
    items = "".join(_source(source, exchange.number) for source in exchange.sources)
    return f'<section class="sources">\n<h3>Sources</h3>\n<ol>\n{items}</ol>\n</section>\n'


def _source(source: CitedSource, exchange: int) -> str:
    title = escape(source.title)
    if source.link:
        address = escape(source.link)
        title = f'<a href="{address}" rel="noopener noreferrer nofollow">{title}</a>'
    references = "".join(
        f'<li dir="auto">{escape(reference)}</li>\n' for reference in source.references
    )
    return (
        f'<li id="q{exchange}-{source.number}" value="{source.number}">'
        f'<p class="title" dir="auto"><b>{title}</b> — {escape(source.about)}</p>\n'
        f'<p class="place">{escape(source.place)}</p>\n'
        f'<blockquote dir="auto">{escape(source.quote)}</blockquote>\n'
        f"{f'<ul>{references}</ul>' if references else ''}</li>\n"
    )


def _blocks(blocks: Iterable[Block], exchange: int) -> str:
    return "".join(_block(block, exchange) for block in blocks)


def _block(block: Block, exchange: int) -> str:
    if block.kind == "table":
        return _table(block, exchange)
    within = _words(block.words, exchange) + _blocks(block.blocks, exchange)
    opening, closing = _TAGS[block.kind]
    if block.kind == "list" and block.level:
        opening, closing = f'<ol start="{block.level}"', "</ol>\n"
    return f"{opening}>{within}{closing}"


def _table(block: Block, exchange: int) -> str:
    head, *rows = ([_words(cell.words, exchange) for cell in row.blocks] for row in block.blocks)
    return _tabled(head, rows, figure_columns(cells(block)[1:]))


def _words(words: Iterable[Words], exchange: int) -> str:
    return "".join(_styled(each, exchange) for each in words)


def _styled(words: Words, exchange: int) -> str:
    if words.cites:
        return f'<a class="cite" href="#q{exchange}-{words.cites}">{escape(words.text)}</a>'
    text = escape(words.text) if words.text != "\n" else "<br>"
    for tag in _tags(words):
        text = f"<{tag}>{text}</{tag}>"
    return text


def _tags(words: Words) -> Iterator[str]:
    styles = {"strong": words.strong, "em": words.emphasis, "s": words.struck, "code": words.code}
    return (tag for tag, is_on in styles.items() if is_on)
