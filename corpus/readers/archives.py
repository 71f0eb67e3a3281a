"""Zip files held to limits before anything in them is parsed."""

import zipfile
import zlib
from io import BytesIO

from corpus.errors import CorruptSource, EncryptedSource, OversizedSource

MOST_MEMBERS = 10_000
LARGEST_MEMBER = 60 * 10**6
"""Bytes of one XML part when unpacked: parsed whole, it takes about twenty times as many."""

LARGEST_SHEET = 200 * 10**6
"""Bytes of one part that is read row by row."""

LARGEST_TOTAL = 400 * 10**6
"""Bytes of all members when unpacked, pictures and films among them."""

_ENCRYPTED = 0x1
_PROLOG = 2_048
_DAMAGE = (
    zipfile.BadZipFile,
    KeyError,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    zlib.error,
)


def unpacked_within_limits(
    content: bytes, *, name: str, largest_member: int = LARGEST_MEMBER
) -> zipfile.ZipFile:
    """An archive whose members may be read. Raises OversizedSource for a bomb.

    A member unpacks to no more than the size declared for it, so the declared sizes are enough.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = archive.infolist()
        _refuse_bomb(members, name=name, largest_member=largest_member)
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise EncryptedSource(f"{name} needs a password; save it without one")
        for member in members:
            if member.filename.endswith((".xml", ".rels", ".opf", ".ncx")):
                _refuse_entities(archive, member, name=name)
    except _DAMAGE as e:
        raise CorruptSource(f"{name} is damaged or cut off ({e})") from e
    return archive


def _refuse_bomb(members: list[zipfile.ZipInfo], *, name: str, largest_member: int) -> None:
    total = sum(member.file_size for member in members)
    markup = [member.file_size for member in members if not _is_media(member.filename)]
    if (
        len(members) > MOST_MEMBERS
        or total > LARGEST_TOTAL
        or max(markup, default=0) > largest_member
    ):
        raise OversizedSource(
            f"{name} unpacks to {total / 10**6:,.0f} MB in {len(members):,} parts, too much to read"
        )


def _is_media(member: str) -> bool:
    return "/media/" in member or member.endswith(
        (".png", ".jpg", ".jpeg", ".gif", ".mp4", ".emf", ".wmf")
    )


def _refuse_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, name: str) -> None:
    """Refuse entities of a file's own, by which a small one grows without bound."""
    with archive.open(member) as part:
        prolog = part.read(_PROLOG).replace(b"\x00", b"").lower()
    if b"<!entity" in prolog or (
        b"<!doctype" in prolog and b"[" in prolog.split(b"<!doctype", 1)[1][:200]
    ):
        raise CorruptSource(
            f"{name} declares entities of its own, which no honest file of its kind does"
        )
