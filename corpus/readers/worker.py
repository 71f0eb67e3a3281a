"""The process that reads: one file at a time from a pipe, answered with its reading or a reason."""

import json
import os
import resource
import struct
import sys
import threading
import time
from types import TracebackType
from typing import BinaryIO

from corpus.documents import Reading
from corpus.errors import CorruptSource, ReaderCrashed, UnreadableSource
from corpus.readers import read
from corpus.readers.overrides import MappingFile
from corpus.readers.wire import packed

REQUEST = struct.Struct("!IQ")
"""Ahead of a request: the length of its JSON description and of the file's bytes."""

REPLY = struct.Struct("!?Q")
"""Ahead of a reply: whether the worker ends after it, and the length of its payload."""

RETIRE_ABOVE = 400 * 2**20
"""Bytes at most held by a worker that goes on: a large file leaves its memory in pieces."""

ORPHAN_CHECK_SECONDS = 0.5
SHOWN_OF_ERROR = 200


def main(memory: int, seconds: int) -> None:
    """Answer requests until the pipe closes, in `memory` bytes and `seconds` of CPU a file."""
    requests, replies = _pipes()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Linux hands the peak on through exec: a large process's worker starts out looking large.
    inherited = _peak()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    while (head := requests.read(REQUEST.size)) and len(head) == REQUEST.size:
        described, length = REQUEST.unpack(head)
        name, kind, *mapped = json.loads(requests.read(described))
        sys.excepthook = _LastWords(replies, name, memory=memory)
        _allow(seconds)
        try:
            content = requests.read(length)
            outcome: Reading | UnreadableSource = read(
                content, name=name, kind=kind, mapping=MappingFile(*mapped)
            )
        except UnreadableSource as e:
            outcome = e
        retires = _peak() > max(RETIRE_ABOVE, inherited)
        _send(replies, outcome, is_last=retires)
        if retires:
            return
        del outcome


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Where requests come from and replies go; what a library prints goes nowhere."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(os.dup(0), "rb"), replies


def _peak() -> int:
    """Bytes held at most so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _allow(seconds: int) -> None:
    """CPU time for one more file: the kernel counts from the process's start."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, hard))


def _end_with(parent: int) -> None:
    # Not PR_SET_PDEATHSIG: it ends the worker with the thread that started it, not the process.
    while os.getppid() == parent:
        time.sleep(ORPHAN_CHECK_SECONDS)
    os._exit(1)


def _send(replies: BinaryIO, outcome: Reading | UnreadableSource, *, is_last: bool) -> None:
    payload = packed(outcome)
    replies.write(REPLY.pack(is_last, len(payload)))
    replies.write(payload)
    replies.flush()


class _LastWords:
    """The reply to a file whose reader raised an error nobody foresaw; the worker ends after it.

    A parser given hostile bytes may raise anything and leave its library in any state.
    """

    def __init__(self, replies: BinaryIO, name: str, *, memory: int) -> None:
        self._replies = replies
        self._name = name
        self._memory = memory

    def __call__(
        self, kind: type[BaseException], error: BaseException, _: TracebackType | None
    ) -> None:
        said = " ".join(f"{kind.__name__}: {error}".split())[:SHOWN_OF_ERROR]
        outcome: UnreadableSource = CorruptSource(f"{self._name} is damaged: its reader met {said}")
        if issubclass(kind, MemoryError):
            outcome = ReaderCrashed(
                f"{self._name} needs more than {self._memory / 2**30:.1f} GB of memory to read"
            )
        _send(self._replies, outcome, is_last=True)
