"""An answer's Markdown as a tree of blocks, where nothing is a link, an image or HTML."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from assistant.interfaces import safe
from assistant.interfaces.render import numbered

BlockKind = Literal[
    "paragraph", "heading", "list", "item", "quote", "code", "rule", "table", "row", "cell"
]
_OPEN, _CLOSE = "\ue000", "\ue001"  # stand for our brackets while Markdown is parsed
_OURS = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_KINDS: dict[str, BlockKind] = {
    "paragraph": "paragraph",
    "heading": "heading",
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "blockquote": "quote",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
}
_FIGURE = re.compile(r"[^\w\s]?\d[\d.,\u00a0 ]*\s?%?")  # $1,234.50 or 12.5%
_STYLES: dict[str, Callable[["Words"], "Words"]] = {
    "strong": lambda style: replace(style, strong=True),
    "em": lambda style: replace(style, emphasis=True),
    "s": lambda style: replace(style, struck=True),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Text in one style; where `cites` is not 0 it is the marker of that citation."""

    text: str
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    cites: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One block with its words or the blocks within it.

    `level` is a heading's, or the first number of an ordered list; 0 for a list with bullets.
    """

    kind: BlockKind
    words: tuple[Words, ...] = ()
    blocks: tuple["Block", ...] = ()
    level: int = 0


def parsed(markdown: str, *, cited: frozenset[int]) -> tuple[Block, ...]:
    """The blocks of an answer; only a marker of one of the `cited` numbers is a marker."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.disable(["image", "link", "autolink", "reference", "html_block", "html_inline"])
    clean = safe.clean(markdown).replace(_OPEN, "").replace(_CLOSE, "")
    tokens = parser.parse(numbered(clean, opening=_OPEN, closing=_CLOSE))
    return tuple(_blocks(SyntaxTreeNode(tokens).children, cited))


def is_figure(text: str) -> bool:
    """Whether a cell of a table is a figure, which stands at the right of its column.

    >>> is_figure("$1,234.50"), is_figure("12.5%"), is_figure("Q1 2026")
    (True, True, False)
    """
    return _FIGURE.fullmatch(text) is not None


def figure_columns(rows: Iterable[Sequence[str]]) -> tuple[bool, ...]:
    """Of each column of a table, whether all of its cells are figures."""
    return tuple(all(map(is_figure, column)) for column in zip(*rows, strict=False))


def cells(table: Block) -> tuple[tuple[str, ...], ...]:
    """The texts of a table's cells, row by row, its header first."""
    return tuple(
        tuple("".join(words.text for words in cell.words) for cell in row.blocks)
        for row in table.blocks
    )


def _blocks(nodes: Sequence[SyntaxTreeNode], cited: frozenset[int]) -> Iterator[Block]:
    for node in nodes:
        kind = _KINDS.get(node.type)
        if kind is None:  # a table's head and body, of which the rows are wanted
            yield from _blocks(node.children, cited)
        else:
            yield _block(kind, node, cited)


def _block(kind: BlockKind, node: SyntaxTreeNode, cited: frozenset[int]) -> Block:
    if kind == "code":
        return Block(kind, (Words(_bracketed(node.content), code=True),))
    inline = [child for child in node.children if child.type == "inline"]
    words = tuple(each for child in inline for each in _words(child.children, Words(""), cited))
    if inline:
        return Block(kind, words, level=_level(node))
    return Block(kind, (), tuple(_blocks(node.children, cited)), _level(node))


def _level(node: SyntaxTreeNode) -> int:
    if node.type == "heading":
        return int(node.tag[1:])
    return int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0


def _words(nodes: Sequence[SyntaxTreeNode], style: Words, cited: frozenset[int]) -> Iterator[Words]:
    for node in nodes:
        if node.type in _STYLES:
            yield from _words(node.children, _STYLES[node.type](style), cited)
        elif node.type == "code_inline":
            yield replace(style, text=_bracketed(node.content), code=True)
        elif node.type in ("softbreak", "hardbreak"):
            yield replace(style, text="\n" if node.type == "hardbreak" else " ")
        else:
            yield from _marked(node.content, style, cited)


def _marked(text: str, style: Words, cited: frozenset[int]) -> Iterator[Words]:
    """Text with the markers of our citations set apart from it."""
    numbers = {str(number): number for number in cited}
    for at, part in enumerate(_OURS.split(text)):
        if at % 2:
            yield replace(style, text=f"[{part}]", cites=numbers.get(part, 0))
        elif part:
            yield replace(style, text=part)


def _bracketed(text: str) -> str:
    return text.replace(_OPEN, "[").replace(_CLOSE, "]")
