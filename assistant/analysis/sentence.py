"""A question as tokens, each with the part it was found to play."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_QUOTED = re.compile(
    r"[\"“”«»„]([^\"“”«»„]{1,200})[\"“”«»„]" r"|(?<!\w)['\u2018]([^'’]{1,200})['’](?!\w)"
)
_WORD = re.compile(r"[$£€₹]?[\w][\w.,/&#+%'’-]*|[$£€₹%&,;/()]", re.UNICODE)
_TRAILING = ".,'’-/"
_APART = re.compile(r"(?<=[a-zA-Z])[/](?=[a-zA-Z])|(?<=^non)-", re.IGNORECASE)
_SHORT = {"w/o": "without"}


@dataclass(slots=True)
class Token:
    """A word, a sign, or a whole quoted phrase; `part` is what it was found to be, else empty."""

    text: str
    start: int
    end: int
    folded: str
    quoted: bool = False
    part: str = ""


@dataclass(slots=True)
class Sentence:
    """The tokens of a question, in order."""

    text: str
    tokens: list[Token] = field(default_factory=list)

    def phrase(self, start: int, end: int) -> str:
        """The folded words of some tokens, commas left out."""
        return " ".join(t.folded for t in self.tokens[start:end] if t.folded != ",")

    def said(self, start: int, end: int) -> str:
        """The question's own words for some tokens."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end].strip()

    def is_free(self, start: int, end: int) -> bool:
        return all(not token.part for token in self.tokens[start:end])

    def mark(self, start: int, end: int, part: str) -> None:
        """Say what some tokens are, those that were found to be something before left alone."""
        for token in self.tokens[start:end]:
            token.part = token.part or part

    def mark_characters(self, start: int, end: int, part: str) -> tuple[int, int]:
        """Mark the tokens that touch these characters; which they are."""
        touched = [n for n, t in enumerate(self.tokens) if t.start < end and t.end > start]
        if not touched:
            return (0, 0)
        self.mark(touched[0], touched[-1] + 1, part)
        return touched[0], touched[-1] + 1

    def runs(self, is_wanted: Callable[[Token], bool]) -> Iterator[tuple[int, int]]:
        """Each longest run of tokens that are wanted, as a half-open range."""
        start = None
        for place, token in enumerate([*self.tokens, None]):
            wanted = token is not None and is_wanted(token)
            if wanted and start is None:
                start = place
            elif not wanted and start is not None:
                yield start, place
                start = None

    def folded(self) -> tuple[str, list[int]]:
        """All folded tokens joined by spaces, and where in that each begins.

        A quoted phrase and what is already marked stand as signs no word is made of.
        """
        words, begins, at = [], [], 0
        for token in self.tokens:
            word = "@" if token.quoted else "_" if token.part else token.folded or "_"
            words.append(word)
            begins.append(at)
            at += len(word) + 1
        return " ".join(words), begins


def sentence(text: str) -> Sentence:
    """A question cut into tokens; a quoted phrase is one."""
    tokens: list[Token] = []
    at = 0
    for quote in _QUOTED.finditer(text):
        tokens += _words(text, at, quote.start())
        said = (quote[1] or quote[2]).strip()
        tokens.append(Token(said, quote.start(), quote.end(), fold(said), quoted=True))
        at = quote.end()
    return Sentence(text, [*tokens, *_words(text, at, len(text))])


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        for begin, piece in _pieces(match[0]):
            bare = piece.rstrip(_TRAILING) or piece
            first = match.start() + begin
            yield Token(bare, first, first + len(bare), fold(bare))
            if piece != bare and piece[len(bare)] == ",":
                yield Token(",", first + len(bare), first + len(bare) + 1, ",")


def _pieces(word: str) -> Iterator[tuple[int, str]]:
    """A word cut where a slash stands between two: "remote/hybrid"."""
    at = 0
    for mark in () if word.casefold() in _SHORT else _APART.finditer(word):
        yield at, word[at : mark.start()]
        if mark[0] == "/":
            yield mark.start(), ","
        at = mark.end()
    yield at, word[at:]


def fold(text: str) -> str:
    """Text as compared: small letters, one space for whatever parts words.

    >>> fold("GTM_sales-cs"), fold("C++"), fold("Node.js")
    ('gtm sales cs', 'c++', 'node.js')
    """
    small = unicodedata.normalize("NFKC", text).casefold()
    small = _SHORT.get(small, small)
    return " ".join(re.sub(r"[^\w+#.&%$£€₹,]+|_|[.,](?!\w)", " ", small).split()) or small.strip()


def singular(word: str) -> str:
    """An English noun in the singular, roughly: enough to compare two forms of one word.

    >>> singular("companies"), singular("skills"), singular("analysis"), singular("business")
    ('company', 'skill', 'analysis', 'business')
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(?:ss|x|ch|sh)es$", word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
