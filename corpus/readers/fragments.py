"""Pieces of HTML within other data, such as a posting's description, as plain text."""

import html
import re

from corpus.readers import markup
from corpus.readers.clean import clean
from corpus.readers.composing import Composition

LONGEST = 2_000_000

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,10}(?:\s[^<>]{0,2000})?/?>")
_ESCAPED_TAG = re.compile(r"&lt;/?[A-Za-z][A-Za-z0-9]{0,10}(?:\s|/?&gt;)")
_BLANK_LINES = re.compile(r"\n{3,}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")


def plain(words: str) -> str:
    """The words without HTML, each block after a blank line; other text as it is, cleaned.

    Markup that was escaped once too often is read as markup too.
    """
    said = clean(words[:LONGEST])
    if _ESCAPED_TAG.search(said):
        said = html.unescape(said)
    if _TAG.search(said) and not markup.overfull(said):
        root = markup.parsed(said)
        if root is None:
            return ""
        composition = Composition()
        markup.compose(root, composition, extent="all")
        return composition.document("").text
    return _tidy(html.unescape(said) if _ENTITY.search(said) else said)


def _tidy(said: str) -> str:
    """Text whose lines have no spaces around them and no more than one blank line between them."""
    lines = "\n".join(line.strip() for line in said.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()
