"""What becomes of output that no one reads any more, as after `| head`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

READER_GONE = 141
"""The exit code of a program whose reader closed the pipe, as the shell reports it."""


@contextmanager
def leaving_quietly() -> Iterator[None]:
    """Write inside; when the reader has gone, leave without a word."""
    try:
        yield
    except BrokenPipeError:
        # What is still to be flushed at the end would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(READER_GONE)
