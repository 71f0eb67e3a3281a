"""Bytes to text, and text without the characters that hide, reorder or break it."""

import codecs
import re

from charset_normalizer import from_bytes

from corpus.errors import UnsupportedSource

SAMPLE = 65_536
CONTROLS_IN_TEXT = 0.05
"""The share of control characters above which bytes are held to be no text."""

BROKEN_UTF8 = 0.002
"""The share of undecodable characters below which bytes are UTF-8 with a few damaged places."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)
_JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
# A joiner is spelling between letters of some scripts and between emoji; elsewhere it hides.
_JOINED = "[\u0600-\u1cff\u2600-\u27bf\ufb50-\ufdff\ufe70-\ufefc\ufe0f\U0001f000-\U0001faff]"
_LOOSE = re.compile(
    f"(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})|(?<=[\ufe00-\ufe0f])[\ufe00-\ufe0f]"
)
_CONTROLS = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
# Signs that no Western word holds: where they stand within one, the encoding is another.
_BETWEEN_LETTERS = re.compile(
    "[a-zA-Z][\u00a2-\u00bf\u00d7\u00f7\u201a\u201e\u2020\u2021\u02c6\u02dc\u2030\u2039\u203a\u20ac\u2122][a-zA-Z]"
)


def decode(content: bytes) -> str:
    """The text in these bytes, cleaned, whatever its encoding. Raises UnsupportedSource if none."""
    for mark, marked in _BOMS:
        if content.startswith(mark):
            return clean(content[len(mark) :].decode(marked, errors="replace"))
    if encoding := _wide_encoding(content):
        return clean(content.decode(encoding, errors="replace"))
    _refuse_binary(content)
    try:
        return clean(content.decode("utf-8"))
    except UnicodeDecodeError:
        return clean(_legacy(content))


def clean(text: str) -> str:
    """Text without control, zero-width, bidi and tag characters, its lines ended by a newline."""
    seen = _UNSEEN.sub("", _NEWLINES.sub("\n", text))
    return _LOOSE.sub("", seen) if _JOINERS.search(seen) else seen


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where its zero bytes stand."""
    sample = content[:SAMPLE]
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.2:
        return None
    quarters = [sample[place::4].count(0) / (len(sample) // 4) for place in range(4)]
    zero = [share > 0.6 for share in quarters]
    shapes = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    encoding = shapes.get((zero[0], zero[1], zero[2], zero[3]))
    if encoding is None:
        return None
    width = 4 if encoding.startswith("utf-32") else 2
    text = sample[: len(sample) // width * width].decode(encoding, errors="replace")
    return encoding if _is_text(text) else None


def _is_text(text: str) -> bool:
    return len(_CONTROLS.findall(text)) + text.count("\ufffd") <= len(text) * CONTROLS_IN_TEXT


def _refuse_binary(content: bytes) -> None:
    sample = content[:SAMPLE].decode("latin-1")
    if len(_CONTROLS.findall(sample)) > len(sample) * CONTROLS_IN_TEXT:
        raise UnsupportedSource("the bytes are not text in any known encoding")


def _legacy(content: bytes) -> str:
    """Text in an encoding older than UTF-8, or UTF-8 with a few damaged bytes."""
    mended = content.decode("utf-8", errors="replace")
    damaged = mended.count("\ufffd")
    if (
        damaged <= max(1, len(mended) * BROKEN_UTF8)
        and not mended.isascii()
        and _has_letters_beyond_ascii(mended)
    ):
        return mended
    sample = _around_first_high_byte(content)
    if _is_western(sample):
        return content.decode("cp1252", errors="replace")
    guess = from_bytes(sample).best()
    text = content.decode(guess.encoding if guess else "cp1252", errors="replace")
    # "p³aca" is Central European text ("płaca") read as Western.
    return (
        content.decode("cp1250", errors="replace")
        if _BETWEEN_LETTERS.search(text[:SAMPLE])
        else text
    )


def _has_letters_beyond_ascii(text: str) -> bool:
    return re.search("[^\x00-\x7f\ufffd]", text) is not None


def _around_first_high_byte(content: bytes) -> bytes:
    first = re.search(rb"[\x80-\xff]", content)
    start = content.rfind(b"\n", 0, first.start()) + 1 if first else 0
    return content[start : start + SAMPLE]


def _is_western(sample: bytes) -> bool:
    """Bytes beyond ASCII stand alone between ASCII ones, and read as Western letters and signs."""
    high = len(re.findall(rb"[\x80-\xff]", sample))
    alone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff]{1,2}(?![\x80-\xff])", sample))
    if not high or alone < high * 0.6 or high > max(2, len(sample) * 0.3):
        return False
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return _BETWEEN_LETTERS.search(text) is None
