"""Formats told by the bytes a file begins with, and what to do about those that hold no text."""

import zipfile
import zlib
from io import BytesIO
from typing import Literal

from corpus.errors import CorruptSource, EncryptedSource, UnsupportedSource

Format = Literal[
    "csv", "docx", "eml", "epub", "feed", "html", "json", "jsonl", "markdown", "msg", "notebook",
    "odt", "parquet", "pdf", "pptx", "rtf", "text", "tsv", "xls", "xlsx",
]  # fmt: skip

READ = (
    "Markdown, text, HTML, PDF, DOCX, PPTX, XLSX, XLS, ODT, RTF, EPUB, EML, MSG, CSV, TSV, JSON, "
    "JSONL, Parquet, RSS, notebooks"
)
"""What is read, for a person whose file is none of it."""

PDF_WITHIN = 1_024  # ISO 32000-1, annex H: the header may stand within the first 1,024 bytes

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: tuple[tuple[bytes, Format], ...] = ((b"{\\rtf", "rtf"), (b"PAR1", "parquet"))
_OFFICE: tuple[tuple[str, Format], ...] = (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx"))
_OLE_READ: tuple[tuple[str, Format], ...] = (
    ("__properties_version1.0", "msg"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_OLE_UNREAD = (
    ("WordDocument", "a legacy Word file; save it as .docx"),
    ("PowerPoint Document", "a legacy PowerPoint file; save it as .pptx"),
)
_BINARIES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture; text in pictures needs OCR first"),
    (b"\xff\xd8\xff", "a picture; text in pictures needs OCR first"),
    (b"GIF8", "a picture; text in pictures needs OCR first"),
    (b"II*\x00", "a picture; text in pictures needs OCR first"),
    (b"MM\x00*", "a picture; text in pictures needs OCR first"),
    (b"BM", "a picture; text in pictures needs OCR first"),
    (b"ID3", "a sound recording; give its transcript"),
    (b"\xff\xfb", "a sound recording; give its transcript"),
    (b"fLaC", "a sound recording; give its transcript"),
    (b"OggS", "a recording; give its transcript"),
    (b"\x1f\x8b", "a compressed archive; unpack it and give the files in it"),
    (b"BZh", "a compressed archive; unpack it and give the files in it"),
    (b"\xfd7zXZ", "a compressed archive; unpack it and give the files in it"),
    (b"7z\xbc\xaf", "a compressed archive; unpack it and give the files in it"),
    (b"Rar!", "a compressed archive; unpack it and give the files in it"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database; export its tables as CSV"),
    (b"\x00\x00\x01\x00", "a picture; text in pictures needs OCR first"),
)


def signed(content: bytes, *, name: str) -> Format | None:
    """The format that a signature tells; None where the bytes may be text.

    Raises UnsupportedSource for a known format that is not read, EncryptedSource or CorruptSource.
    """
    if b"%PDF-" in content[:PDF_WITHIN] and (
        content.startswith(b"%PDF-") or b"startxref" in content
    ):
        return "pdf"
    found = next((found for start, found in _SIGNATURES if content.startswith(start)), None)
    if found is not None:
        return found
    for signature, container in ((_ZIP, _zipped), (_OLE, _compound)):
        if content.startswith(signature):
            return container(content, name=name)
    _refuse_media(content, name=name)
    return None


def _refuse_media(content: bytes, *, name: str) -> None:
    head = content[:16]
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        raise UnsupportedSource(
            f"{name} is a sound, a film or a picture; give its text or transcript"
        )
    for magic, what in _BINARIES:
        # Two letters such as "MZ" or "BM" also begin a text: there, a control byte must follow.
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in content[:64]):
            raise UnsupportedSource(f"{name} is {what}")


def _zipped(content: bytes, *, name: str) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = set(archive.namelist())
            declared = _declared(archive) if "mimetype" in members else b""
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as e:
        raise CorruptSource(f"{name} is a damaged or cut-off archive ({e})") from e
    if "[Content_Types].xml" in members:
        return _office(members, name=name)
    if declared.startswith(b"application/epub") or "META-INF/container.xml" in members:
        return "epub"
    if declared.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if declared.startswith(b"application/vnd.oasis.opendocument"):
        raise UnsupportedSource(
            f"{name} is an OpenDocument sheet or slides; save it as .xlsx, .csv or .pptx"
        )
    raise UnsupportedSource(f"{name} is an archive; unpack it and give the files in it")


def _declared(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as part:
        return part.read(100)


def _office(members: set[str], *, name: str) -> Format:
    """Which Office file this is, told by the folder its parts are in."""
    if "xl/workbook.bin" in members:
        raise UnsupportedSource(f"{name} is a binary workbook; save it as .xlsx or .csv")
    for folder, found in _OFFICE:
        if any(member.startswith(folder) for member in members):
            return found
    raise UnsupportedSource(f"{name} is an Office package of an unknown kind; save it as .docx")


def _compound(content: bytes, *, name: str) -> Format:
    """What an OLE file is, told by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise EncryptedSource(f"{name} needs a password; save it without one")
    for stream, found in _OLE_READ:
        if stream.encode("utf-16-le") in content:
            return found
    for stream, what in _OLE_UNREAD:
        if stream.encode("utf-16-le") in content:
            raise UnsupportedSource(f"{name} is {what}")
    raise UnsupportedSource(f"{name} is a legacy Office file; save it in a current format")
