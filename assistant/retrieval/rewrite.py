"""From a question in a conversation to one that stands alone, without a model."""

import re

from assistant.questions import Query, Question

_OPENS_LEANING = re.compile(
    r"""^\s*(?:and|or|but|so|also|then|ok(?:ay)?)\b
      | ^\s*(?:what|how)\s+about\b
      | ^\s*(?:why|how\s+so|how\s+come|which\s+ones?|who|when|where|since\s+when)\s*\??\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
# Small letters only: IT is a trade.
_POINTS_BACK = re.compile(
    r"""\b(?:it|its|they|them|their|theirs|he|she|him|his|her|hers)\b
      | \b(?:this|these|those|that)(?=\s*(?:[?.!,]|$|one\b|role\b|figure\b|number\b|report\b))
      | \b(?:the\ )(?:same|former|latter)\b""",
    re.VERBOSE,
)
FEW_WORDS = 3  # a question this short rarely says what it is about
TURNS = 3


class LastQuestions:
    """Puts what was asked before in front of a question that leans on it.

    On MTRAG-UN the last two questions together retrieve better than the last alone or than the
    whole conversation (recall@5 .78 against .73 and .73).
    """

    def rewrite(self, question: Question) -> Query:
        """The question with those before it, back to the last one that stood alone."""
        asked = [turn.text.strip() for turn in question.history if turn.role == "user"]
        said = [question.text.strip()]
        while asked and _leans_back(said[0]) and len(said) < TURNS:
            said.insert(0, asked.pop())
        return Query(
            " ".join(said),
            question.filters,
            earlier=tuple(said[:-1]),
            last=said[-1],
            leans=_says_so(said[-1]),
        )


def _leans_back(text: str) -> bool:
    return len(text.split()) <= FEW_WORDS or _says_so(text)


def _says_so(text: str) -> bool:
    return _OPENS_LEANING.search(text) is not None or _POINTS_BACK.search(text) is not None
