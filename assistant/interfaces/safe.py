"""Text made safe to print: nothing in it is left that a terminal would obey."""

import json
import re
from contextlib import suppress
from urllib.parse import urlsplit

# A terminal obeys these; a reader of the corpus must not. Whole sequences first, so that no
# half of one is left to be read as text.
_SEQUENCES = re.compile(
    "\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)"  # OSC: titles, links, clipboards
    "|\x1b[PX^_][^\x1b]*\x1b\\\\"  # DCS, SOS, PM, APC
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but newline and tab
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff"  # direction overrides, odd breaks
    "\ud800-\udfff"  # halves of characters
    "\U000e0000-\U000e007f]"  # tags: text no one sees
)
_UNSAFE_IN_JSON = re.compile(
    "[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\U000e0000-\U000e007f]"
)

_NO_ADDRESS = frozenset(' "<>\\^`{|}')  # RFC 3986 has them escaped


def clean(text: str) -> str:
    """The text without anything a terminal would obey; newlines and tabs stay."""
    return _UNSEEN.sub("", _SEQUENCES.sub("", text))


def line(text: str) -> str:
    """The text cleaned and on one line."""
    return " ".join(clean(text).split())


def dumped(value: object, encoding: str | None = "utf-8", *, indent: int | None = None) -> str:
    """JSON as people read it; what a terminal might obey or cannot show is written as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode(encoding or "ascii")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1], text)


def link(url: str) -> str:
    r"""An address of the web that may be followed as it is; nothing for any other.

    >>> link("https://example.com/pay"), link("javascript:alert(1)"), link("http://a b")
    ('https://example.com/pay', '', '')
    >>> link('https://a.example/">'), link("//a.example"), link("https://a.example/\u202e")
    ('', '', '')
    """
    with suppress(ValueError):
        parts = urlsplit(url)
        plain = line(url) == url and not _NO_ADDRESS & set(url)
        if plain and parts.scheme in ("http", "https") and parts.hostname:
            return url
    return ""
