"""Whether a claim gives a cause that its source does not give."""

import re

from assistant.verification.evidence import Finding

# "because of remote work", "owing to the strike", "which is why pay rose"
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|on account of|as a (?:result|consequence) of"
    r"|(?:which|that) is why|caus(?:ed?|es|ing)|driven by|therefore|hence|consequently)\b",
    re.IGNORECASE,
)
# Ways in which a source may say so that are no word for a cause by themselves.
_LOOSE = re.compile(
    r"\b(?:since|as|so|reflect\w*|reason\w*|explain\w*|attribut\w*|led to|lead\w* to|result\w*"
    r"|blam\w*|after|following|through|from|for|factor\w*|mainly|behind|why|push\w*|owe[sd]?|responsible)\b",
    re.IGNORECASE,
)


def cause_findings(claim: str, sentence: str, passage: str = "") -> tuple[Finding, ...]:  # noqa: ARG001
    """What a claim calls a cause where its sentence names none.

    >>> [f.reason for f in cause_findings("Pay rose because of the strike.", "Pay rose.")]
    ['The source gives no cause; the sentence says “because”.']
    """
    said = _CAUSE.search(claim)
    if said is None or _CAUSE.search(sentence) or _LOOSE.search(sentence):
        return ()
    reason = f"The source gives no cause; the sentence says “{said.group()}”."
    return (Finding("meaning", "lacks", said.group(), reason),)
