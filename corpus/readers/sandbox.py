"""Reads files in a worker process with limits: a hostile file may end only the worker."""

import json
import os
import signal
import stat
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from corpus.documents import Kind, Reading
from corpus.errors import MissingSource, OversizedSource, ReaderCrashed, ReaderTimeout
from corpus.readers.overrides import NO_MAPPING, MappingFile
from corpus.readers.wire import unpacked

MEGABYTE = 10**6
SECONDS_TO_GO = 0.5

_REQUEST = struct.Struct("!IQ")
_REPLY = struct.Struct("!?Q")
_BOOT = (
    "import sys; sys.path[:] = {path!r}; from corpus.readers.worker import main; "
    "main(memory={memory}, seconds={seconds})"
)
_ENVIRONMENT = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Threads and pools reserve addresses by the gigabyte; the worker's are counted."""

_INHERITED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PATH", "TMPDIR")
"""What the loader may need to start Python at all. Keys and tokens stay out of a parser's reach."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    `size` in bytes: ten times the largest honest report met; a larger export can be split.
    `seconds` by the clock: the slowest honest file met takes 2; one minute is promised at most.
    `memory` in bytes of addresses: 30 times what Python and its libraries start with.
    `reply` in bytes: what the text of the largest allowed file takes on its way back.
    """

    size: int = 100 * MEGABYTE
    seconds: float = 30.0
    memory: int = 3 * 2**29
    reply: int = 1_000 * MEGABYTE


class Sandbox:
    """A worker process that reads one file after another; a failed or spent one is replaced.

    Use it as a context manager. Any thread may call `read`; calls take turns.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._worker: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        with self._turn:
            self._end_worker()

    def read(
        self,
        source: Path | str | bytes,
        *,
        name: str,
        kind: Kind | None = None,
        mapping: MappingFile = NO_MAPPING,
    ) -> Reading:
        """What a file, or its bytes, say. Raises UnreadableSource with a reason for a person."""
        content = (
            source if isinstance(source, bytes) else load(source, name=name, limits=self._limits)
        )
        _refuse_large(len(content), name=name, limits=self._limits)
        with self._turn:
            outcome = self._ask(content, _Request(name, kind, mapping))
        if isinstance(outcome, Reading):
            return outcome
        raise outcome

    def _ask(self, content: bytes, request: "_Request") -> Reading | Exception:
        name = request.name
        worker = self._ready_worker()
        clock = _Clock(worker, self._limits.seconds)
        try:
            is_last, payload = self._exchange(worker, content, request)
        except (OSError, EOFError, ValueError) as e:
            return self._post_mortem(worker, name=name, is_late=clock.has_struck, error=e)
        finally:
            clock.stop()
        if is_last or clock.has_struck:
            self._end_worker()
        try:
            return unpacked(payload)
        except ValueError:
            self._end_worker()
            return ReaderCrashed(f"{name} made its reader answer with nonsense")

    def _exchange(
        self, worker: subprocess.Popen[bytes], content: bytes, request: "_Request"
    ) -> tuple[bool, bytes]:
        requests, replies = _pipes_of(worker)
        described = request.described()
        requests.write(_REQUEST.pack(len(described), len(content)))
        requests.write(described)
        requests.write(content)
        requests.flush()
        is_last, length = _REPLY.unpack(_exactly(replies, _REPLY.size))
        if length > self._limits.reply:
            raise ValueError(f"a reply of {length} bytes; at most {self._limits.reply} are taken")
        return is_last, _exactly(replies, length)

    def _post_mortem(
        self, worker: subprocess.Popen[bytes], *, name: str, is_late: bool, error: Exception
    ) -> Exception:
        """Why a worker gave no answer, told by how it ended."""
        self._end_worker()
        ended = worker.returncode
        if is_late or ended == -signal.SIGXCPU:
            return ReaderTimeout(f"{name} takes more than {self._limits.seconds:.0f} s to read")
        if isinstance(error, ValueError):
            return OversizedSource(f"{name} unpacks to more text than is taken")
        how = signal.Signals(-ended).name if ended < 0 else f"exit {ended}"
        return ReaderCrashed(
            f"{name} ended its reader ({how}), most often by needing more than "
            f"{self._limits.memory / 2**30:.1f} GB of memory"
        )

    def _ready_worker(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self._end_worker()
            self._worker = _start(self._limits)
        return self._worker

    def _end_worker(self) -> None:
        """Close the worker's pipe, which ends a healthy one; end what does not go by itself."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                _close(pipe)
        try:
            worker.wait(timeout=SECONDS_TO_GO)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


@dataclass(frozen=True, slots=True)
class _Request:
    """What a worker is told of the bytes it is given."""

    name: str
    kind: Kind | None
    mapping: MappingFile

    def described(self) -> bytes:
        mapping = self.mapping
        return json.dumps([self.name, self.kind, mapping.name, mapping.text]).encode()


class _Clock:
    """Ends a worker that takes too long; its pipe then closes, which ends the wait for it."""

    def __init__(self, worker: subprocess.Popen[bytes], seconds: float) -> None:
        self.has_struck = False
        self._worker = worker
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()
        self._timer.join()

    def _strike(self) -> None:
        self.has_struck = True
        self._worker.kill()


def load(path: Path | str, *, name: str, limits: Limits = Limits()) -> bytes:
    """A regular file's bytes. Raises MissingSource or OversizedSource; never waits on a pipe."""
    try:
        # Without O_NONBLOCK, opening a named pipe waits for its writer.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as e:
        reason = e.strerror if isinstance(e, OSError) else e
        raise MissingSource(f"{name} cannot be opened: {reason}") from e
    try:
        found = os.fstat(handle)
        _refuse_special(found.st_mode, name=name)
        _refuse_large(found.st_size, name=name, limits=limits)
        with os.fdopen(handle, "rb", closefd=False) as file:
            content = file.read(limits.size + 1)
    except OSError as e:
        raise MissingSource(f"{name} cannot be read: {e.strerror}") from e
    finally:
        os.close(handle)
    _refuse_large(len(content), name=name, limits=limits)
    return content


def _refuse_special(mode: int, *, name: str) -> None:
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a pipe, a socket or a device"
        raise MissingSource(f"{name} is {what}, not a file")


def _refuse_large(size: int, *, name: str, limits: Limits) -> None:
    if size > limits.size:
        raise OversizedSource(
            f"{name} has {size / MEGABYTE:,.0f} MB; "
            f"at most {limits.size / MEGABYTE:,.0f} MB are read"
        )


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    """A fresh interpreter, never a fork: libraries of this process hold threads and locks."""
    boot = _BOOT.format(path=sys.path, memory=limits.memory, seconds=int(limits.seconds) + 1)
    # The loader's own variables, not settings of this product.
    inherited = {name: value for name in _INHERITED if (value := os.environ.get(name))}  # noqa: TID251
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-c", boot],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=inherited | _ENVIRONMENT,
        start_new_session=True,
    )


def _pipes_of(worker: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if worker.stdin is None or worker.stdout is None:
        raise EOFError("the worker has no pipes")
    return worker.stdin, worker.stdout


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError("the worker ended before it answered")
    return content


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        # What was left to say to a worker that is gone.
        return
