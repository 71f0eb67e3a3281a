"""Epochs: immutable folders of vectors and a Chroma collection, probed before they are used."""

import hashlib
import json
import logging
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from corpus.errors import InsightError, StoreDamaged
from corpus.protocols import Vectors
from corpus.stores.chroma import ChromaCollection, chromadb_version
from corpus.stores.exact import Matrix
from corpus.stores.files import Print, first_difference, flush, flushed, inventory
from corpus.stores.records import SqliteRecords
from corpus.stores.statements import Model

logger = logging.getLogger(__name__)

LAYOUT: Final = 1
WORKER: Final = Path(__file__).with_name("epoch_worker.py")
OWN_FILES: Final = ("columns.npy", "vectors.f32")
STARTING_S: Final = 120
KEPT: Final = 2  # the epoch in use, and the one that readers may still have open
RECORDS_PER_S: Final = 100  # a tenth of what two slow cores do


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which epoch is in use, the sha256 of its manifest, and what it covers."""

    name: str
    manifest: str
    seq: int
    chunks: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an epoch was made of and by, and a print of each of its files."""

    layout: int
    model: str
    dimension: int
    chromadb: str
    server: str
    collection: str
    seq: int
    chunks: int
    files: dict[str, Print]


class Epoch:
    """An epoch that was found whole: its vectors, and its Chroma collection if that can be used."""

    def __init__(
        self, manifest: Manifest, matrix: Matrix, collection: ChromaCollection | None
    ) -> None:
        self.manifest = manifest
        self.matrix = matrix
        self._collection = collection

    @property
    def approximates(self) -> bool:
        return self._collection is not None

    def approximate(self, vector: Vectors, *, limit: int) -> list[int]:
        """The nearest chunk numbers by Chroma, best first; it fails once and is let be."""
        if self._collection is None:
            return []
        try:
            return self._collection.nearest(vector, limit=limit)
        except InsightError:
            self.close()
            self._collection = None
            raise

    def close(self) -> None:
        if self._collection is not None:
            self._collection.close()


class Epochs:
    """The epochs of one store; only the owner builds and removes them."""

    def __init__(self, folder: Path, *, model: Model, server: str) -> None:
        self._folder = folder
        self._model = model
        self._server = server

    def open(self, pointer: str) -> Epoch:
        """The pointer's epoch. Raises StoreDamaged if it is not there, or not as it was made."""
        manifest = self._manifest(pointer)
        folder = self._folder / Pointer(**json.loads(pointer)).name
        own = {name: manifest.files[name] for name in OWN_FILES}
        difference = first_difference(folder, own)
        if difference is not None:
            raise StoreDamaged(f"{folder}: {difference}")
        columns = np.load(folder / "columns.npy", mmap_mode="r")
        shape = (manifest.chunks, manifest.dimension)
        vectors = np.memmap(folder / "vectors.f32", np.float32, "r", shape=shape)
        trouble = self._chroma_trouble(manifest, folder)
        if trouble is not None:
            logger.warning("leaving Chroma out", extra={"reason": trouble})
        collection = ChromaCollection(folder, name=manifest.collection, server=manifest.server)
        return Epoch(manifest, Matrix(columns, vectors), None if trouble else collection)

    def trouble(self, pointer: str) -> str | None:
        """Why the pointer's epoch should be built again; None if it is sound."""
        try:
            manifest = self._manifest(pointer)
        except StoreDamaged as trouble:
            return str(trouble)
        folder = self._folder / Pointer(**json.loads(pointer)).name
        return self._chroma_trouble(manifest, folder) or first_difference(folder, manifest.files)

    def build(self, records: SqliteRecords) -> Pointer | None:
        """Make the next epoch of what the truth holds, and put it in use; None of an empty truth.

        Raises StoreDamaged if it cannot be built, or does not find what it holds.
        """
        number = 1 + max([0, *self._numbers()])
        name = f"epoch-{number}"
        # A killed owner's worker may still write in its own folder; no other build uses that name.
        folder = self._folder / f"{name}.{secrets.token_hex(4)}.tmp"
        folder.mkdir(parents=True)
        try:
            seq, chunks = _write_vectors(records, folder)
            if not chunks:
                records.point("epoch", "")
                return None
            collection = f"insight-{records.identity()}-{number}" if self._server else "chunks"
            made_by = self._fill(folder, collection, chunks)
            pointer = self._publish(
                folder,
                name,
                Manifest(
                    layout=LAYOUT,
                    model=self._model.name,
                    dimension=self._model.dimension,
                    chromadb=made_by,
                    server=self._server,
                    collection=collection,
                    seq=seq,
                    chunks=chunks,
                    files=inventory(folder),
                ),
            )
            records.point("epoch", json.dumps(asdict(pointer)))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return pointer

    def clear(self, *, keep: Iterable[str]) -> None:
        """Remove the epochs that are not among these names, and what dead builds left."""
        kept = set(keep)
        for path in self._folder.glob("epoch-*"):
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def _manifest(self, pointer: str) -> Manifest:
        if not pointer:
            raise StoreDamaged("no epoch was built yet")
        place = Pointer(**json.loads(pointer))
        path = self._folder / place.name / "manifest.json"
        try:
            written = path.read_bytes()
        except OSError as error:
            raise StoreDamaged(f"{path} cannot be read: {error.strerror}") from error
        if hashlib.sha256(written).hexdigest() != place.manifest:
            raise StoreDamaged(f"{path} is not the one that was published")
        manifest = _read_manifest(json.loads(written))
        if (manifest.layout, manifest.model, manifest.dimension) != (
            LAYOUT,
            self._model.name,
            self._model.dimension,
        ):
            raise StoreDamaged(f"{path} was made with {manifest.model}, not {self._model.name}")
        return manifest

    def _chroma_trouble(self, manifest: Manifest, folder: Path) -> str | None:
        if manifest.chromadb != chromadb_version():
            return f"made by chromadb {manifest.chromadb}, installed is {chromadb_version()}"
        if manifest.server != self._server:
            return f"made for {manifest.server or 'embedded Chroma'}, not {self._server or 'that'}"
        files = {name: item for name, item in manifest.files.items() if name not in OWN_FILES}
        return first_difference(folder, files)

    def _fill(self, folder: Path, collection: str, chunks: int) -> str:
        """Fill and probe the folder's Chroma collection in children; the chromadb that did it."""
        order = {"server": self._server, "collection": collection, "keep": KEPT}
        (folder / "order.json").write_text(json.dumps(order))
        patience = STARTING_S + chunks / RECORDS_PER_S
        with _started("probe", folder) as probe, _started("build", folder) as build:
            try:
                built = _answer(build, "", patience)
                probed = _answer(probe, "go\n", patience)
            finally:
                probe.kill()
                build.kill()
        if built["chromadb"] != probed["chromadb"]:
            raise StoreDamaged("chromadb changed while an epoch was built")
        made_by: str = built["chromadb"]
        return made_by

    def _publish(self, folder: Path, name: str, manifest: Manifest) -> Pointer:
        written = json.dumps(asdict(manifest), indent=1).encode()
        (folder / "manifest.json").write_bytes(written)
        flushed(folder)
        folder.rename(self._folder / name)
        flush(self._folder)
        digest = hashlib.sha256(written).hexdigest()
        return Pointer(name, digest, manifest.seq, manifest.chunks)

    def _numbers(self) -> list[int]:
        names = (path.name for path in self._folder.glob("epoch-*"))
        numbers = (name.removeprefix("epoch-").split(".")[0] for name in names)
        return [int(number) for number in numbers if number.isdecimal()]


def _write_vectors(records: SqliteRecords, folder: Path) -> tuple[int, int]:
    """The last change, and how many chunks were written to the folder's files."""
    seq, columns = 0, []
    with (folder / "vectors.f32").open("wb") as file:
        for changes in records.everything():
            seq = changes.seq
            columns.append(changes.columns)
            file.write(changes.vectors.tobytes())
    rows = np.concatenate(columns)
    np.save(folder / "columns.npy", rows)
    return seq, len(rows)


def _started(verb: str, folder: Path) -> subprocess.Popen[str]:
    # The worker is our own file; -P keeps its folder's names from hiding the libraries'.
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", str(WORKER), verb, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _answer(child: subprocess.Popen[str], said: str, patience: float) -> dict[str, Any]:
    try:
        written, complaints = child.communicate(said, timeout=patience)
    except subprocess.TimeoutExpired as error:
        raise StoreDamaged(f"an epoch took longer than {patience:.0f} s") from error
    if child.returncode != 0:
        last = (complaints.strip().splitlines() or [f"exit status {child.returncode}"])[-1]
        raise StoreDamaged(f"an epoch could not be made: {last[:300]}")
    answer: dict[str, Any] = json.loads(written.splitlines()[-1])
    if "trouble" in answer:
        raise StoreDamaged(f"an epoch does not hold what it should: {answer['trouble']}")
    return answer


def _read_manifest(written: dict[str, Any]) -> Manifest:
    files = {name: Print(**item) for name, item in written.pop("files").items()}
    return Manifest(**written, files=files)
