"""What counts as a word: the same spelling rules for what is indexed and for what is asked."""

import re
from dataclasses import dataclass

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST_WORD = 64
QUERY_WORDS = 256  # a pasted document asks no more than its first words

# Words that a split at punctuation would take apart, by the pattern that finds them.
_SPELLINGS = re.compile(
    r"""
    (?P<letter>(?<!\w)[A-Za-z](?:\+\+|\#)(?!\w))         # C++, C#
  | (?P<dotted>\.(?:NET|Net)\b|(?<![\w.])\.net\b)        # .NET
  | (?P<initials>\b(?:[A-Za-z]\.){2,})                   # U.S.
  | (?P<thousands>\b\d{1,3}(?:,\d{3})+\b)                # 31,000
  | (?P<decimal>\b\d+\.\d+\b)                            # 4.2
  | (?P<coded>\b(?=[A-Za-z-]*\d)(?=[\d-]*[A-Za-z])      # 10-K, GPT-4
      [A-Za-z\d]{1,8}(?:-[A-Za-z\d]{1,8}){1,2}\b)
  | (?P<joined>\b[A-Za-z]{1,3}&[A-Za-z]{1,3}\b)          # R&D
    """,
    re.VERBOSE,
)
_IN_WORDS = str.maketrans({"+": "plus", "#": "sharp", ".": "dot", "&": "and", ",": None, "-": None})


@dataclass(frozen=True, slots=True)
class Wording:
    """How words are told apart and which count as one."""

    stem: bool = True
    stop_words: bool = True

    def analyzer(self) -> TextAnalyzer:
        builder = (
            TextAnalyzerBuilder(Tokenizer.simple())
            .filter(Filter.remove_long(LONGEST_WORD))
            .filter(Filter.lowercase())
            .filter(Filter.ascii_fold())
        )
        if not self.stop_words:
            builder = builder.filter(Filter.stopword("english"))
        if self.stem:
            builder = builder.filter(Filter.stemmer("english"))
        return builder.build()


def spelled_out(text: str) -> str:
    """The text with ``C++``, ``10-K``, ``31,000`` and their like said again as one plain word."""
    return _SPELLINGS.sub(_said_again, text)


def _said_again(found: re.Match[str]) -> str:
    written = found.group()
    plain = written.replace(".", "") if found.lastgroup == "initials" else written
    return f"{written} {plain.translate(_IN_WORDS)} "
