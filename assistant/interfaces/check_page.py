"""What a check came to, as one HTML page: the draft, underlined by verdict, and its evidence.

The page holds all that it needs, runs nothing and fetches nothing; every text in it is escaped.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

from assistant.answers import Citation, VerdictName
from assistant.interfaces.check_report import (
    MARKS,
    Checkup,
    Sentence,
    about,
    address,
    counted,
    doubtful,
    location,
    outcome,
    remark,
    understood,
)
from assistant.interfaces.safe import clean, line


def page(checkup: Checkup) -> str:
    """The check as an HTML page, to be opened or sent on."""
    style = _kept("check_page.css")
    return Template(_kept("check_page.html")).substitute(
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        name=_text(checkup.name),
        outcome="passes" if checkup.passes else "fails",
        headline=outcome(checkup),
        against=_text(checkup.against),
        day=checkup.day.isoformat(),
        counts="\n".join(_counts(checkup)),
        doubtful=_doubtful(checkup),
        draft="".join(_draft(checkup)),
        sentences="\n".join(
            _sentence(at, each) for at, each in enumerate(checkup.sentences, start=1)
        ),
    )


@lru_cache
def _kept(name: str) -> str:
    return files("assistant.interfaces").joinpath(name).read_text("utf-8")


def _counts(checkup: Checkup) -> Iterator[str]:
    for verdict, count in counted(checkup).items():
        none = "" if count else " none"
        yield f'<li class="{verdict}{none}">{_mark(verdict)} <b>{count}</b> {verdict}</li>'


def _doubtful(checkup: Checkup) -> str:
    """The sentences that want a look, each leading to its evidence; nothing where all is well."""
    found = [
        f'<li class="{each.verdict}">{_verdict(each)}<a href="#s{at}">{_text(each.text)}</a></li>'
        for at, each in doubtful(checkup)
    ]
    if not found:
        return ""
    rows = "\n".join(found)
    return (
        '<section aria-labelledby="look"><h2 id="look">To look at</h2>\n'
        f'<ul class="doubtful">\n{rows}\n</ul></section>'
    )


def _draft(checkup: Checkup) -> Iterator[str]:
    """The draft as it stands, each sentence a link to what was found of it."""
    end = 0
    for at, sentence in enumerate(checkup.sentences, start=1):
        span = sentence.span
        yield _kept_lines(checkup.draft[end : span.start])
        yield (
            f'<a id="d{at}" class="{sentence.verdict}" href="#s{at}">{_mark(sentence.verdict)}'
            f"{_kept_lines(span.of(checkup.draft))}"
            f'<span class="unseen"> ({sentence.verdict})</span></a>'
        )
        end = span.end
    yield _kept_lines(checkup.draft[end:])


def _sentence(at: int, sentence: Sentence) -> str:
    notes = " ".join(filter(None, [_text(sentence.reason), _text(remark(sentence))]))
    back = (
        f'<a class="back" href="#d{at}" aria-label="Back to sentence {at} in the draft">'
        "↑ In the draft</a>"
    )
    head = f'<span><span class="at">{at}</span> {_verdict(sentence)}</span>{back}'
    return "\n".join(
        [
            f'<li id="s{at}" class="{sentence.verdict}">',
            f'<div class="head">{head}</div>',
            f'<p class="said" dir="auto">{_text(sentence.text)}</p>',
            f'<p class="reason">{notes}</p>' if notes else "",
            *map(_witness, sentence.citations),
            "</li>",
        ]
    )


def _witness(citation: Citation) -> str:
    return (
        f'<div class="witness"><span class="number">[{citation.number}]</span><div>'
        f'<blockquote dir="auto">{_text(understood(citation))}</blockquote>'
        f'<p class="source"><cite>{_text(citation.title)}</cite>, {_text(about(citation))}'
        f"{_where(citation)}</p></div></div>"
    )


def _where(citation: Citation) -> str:
    """The evidence's address as a link, or its place as text."""
    where, linked = location(citation), address(citation)
    if linked:
        return (
            f'<br><a href="{_text(linked)}" rel="noopener noreferrer nofollow">{_text(linked)}</a>'
        )
    return f"<br>{_text(where)}" if where else ""


def _verdict(sentence: Sentence) -> str:
    verdict = sentence.verdict
    return f'<span class="verdict">{_mark(verdict)} {verdict.capitalize()}</span>'


def _mark(verdict: VerdictName) -> str:
    return f'<span class="mark" aria-hidden="true">{MARKS[verdict]}</span>'


def _text(text: str) -> str:
    return escape(line(text))


def _kept_lines(text: str) -> str:
    return escape(clean(text))
