"""What comparisons of text go by: its words, without case, accents and punctuation."""

import re
import unicodedata

_ACCENT = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]"  # scripts that put no space between words
    r"|(?<!\w)\.net(?![^\W_])"
    r"|[^\W_](?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W_])*(?:(?<=[a-z])(?:\+\+|#)|(?<=\d)%)?"
)


def folded(text: str) -> str:
    """The text's words in order, a space between them; C++, C#, .NET and 20% stay what they are.

    Text without a word folds to its own signs, so that nothing stated is the same as nothing.
    """
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(_WORD.findall(plain)) or " ".join(plain.split())


def searchable(text: str) -> str:
    """Folded text between spaces: it holds `searched` words exactly where they are whole."""
    return f" {folded(text)} "
