"""Models in the box: their files are checked before use and run on this machine's cores."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


def verified(path: Path) -> Path:
    """The path, if its file is the one that was shipped. A damaged model would answer silently."""
    try:
        sums = (path.parent / "SHA256SUMS").read_text().split()
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbedderUnavailable(
            f"the {path.parent.name} model's file {path.name} cannot be read ({error.strerror}); "
            "install the package again"
        ) from error
    if (found, path.name) not in zip(sums[::2], sums[1::2], strict=True):
        raise EmbedderUnavailable(
            f"the {path.parent.name} model's file {path.name} is damaged; install the package again"
        )
    return path


def tokenizer(path: Path) -> "Tokenizer":
    """The tokenizer of a verified file; it neither pads nor cuts."""
    # What only reads stored chunks starts without it.
    from tokenizers import Tokenizer  # noqa: PLC0415

    found = Tokenizer.from_file(str(verified(path)))
    found.no_padding()
    found.no_truncation()
    return found


def session(path: Path, threads: int) -> "InferenceSession":
    """A session of a verified graph."""
    # Chunking needs the tokenizer alone, and this takes a fifth of a second.
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that spin between batches take cores from other work.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(verified(path), options, providers=["CPUExecutionProvider"])


def whole(text: str) -> str:
    """The text, or with lone surrogates as question marks: a command line may hold such halves."""
    return text.encode(errors="replace").decode()
