"""The child process that fills or probes an epoch's Chroma collection.

``python epoch_worker.py build|probe FOLDER``: it stands alone, reads FOLDER's vectors.f32 and
columns.npy, and says what happened in one line of JSON. A build goes to the server of FOLDER's
order.json where that names one, and to FOLDER/chroma otherwise. A probe waits for a line on its
standard input, so that it can be started, and import, while the build runs.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

Vectors = NDArray[np.float32]

BATCH = 5_000  # chromadb takes 5,461 records at most
PROBES = 16
NEAR = 10  # a record counts as found among this many, for some share their vector with others
FOUND = 0.8
SAME = 1e-6
ORPHAN_CHECK_S = 0.5
# Of 20,000 clustered vectors this finds 99.92 % of the 50 nearest; 24 neighbours cost a third more.
SPACE: "CreateHNSWConfiguration" = {
    "space": "cosine",
    "ef_construction": 100,
    "ef_search": 200,
    "max_neighbors": 16,
}


def main(verb: str, folder: Path) -> None:
    """Build or probe, and say how it went."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    order = json.loads((folder / "order.json").read_text())
    columns = np.load(folder / "columns.npy", mmap_mode="r")
    vectors = np.memmap(folder / "vectors.f32", np.float32, "r").reshape(len(columns), -1)
    ids = [str(number) for number in columns[:, 0].tolist()]
    work = {"build": _build, "probe": _probe}[verb]
    sys.stdout.write(json.dumps(work(folder, order, ids, vectors)) + "\n")


def _build(folder: Path, order: dict[str, Any], ids: list[str], vectors: Vectors) -> dict[str, Any]:
    import chromadb

    client = _client(folder, order)
    # Every batch fills the threshold, so nothing is left in the log for readers to replay.
    batches = _batches(len(ids))
    full = max(2, *(stop - start for start, stop in batches[1:] or batches))
    collection = client.create_collection(
        order["collection"],
        embedding_function=None,
        configuration={"hnsw": {**SPACE, "sync_threshold": full, "batch_size": full}},
    )
    for start, stop in batches:
        collection.upsert(ids=ids[start:stop], embeddings=vectors[start:stop])
    counted = collection.count()
    if order["server"]:
        _remove_earlier(client, order)
    client.close()
    return {"count": counted, "chromadb": chromadb.__version__}


def _probe(folder: Path, order: dict[str, Any], ids: list[str], vectors: Vectors) -> dict[str, Any]:
    import chromadb

    if sys.stdin.readline() != "go\n":
        return {"trouble": "the build did not end well", "chromadb": chromadb.__version__}
    client = _client(folder, order)
    collection = client.get_collection(order["collection"], embedding_function=None)
    counted = collection.count()
    if counted != len(ids):
        return {"trouble": f"it counts {counted} of {len(ids)} records"}
    sample = np.unique(np.linspace(0, len(ids) - 1, PROBES).astype(int))
    near = collection.query(
        query_embeddings=[vectors[row] for row in sample],
        n_results=min(NEAR, len(ids)),
        include=["distances"],
    )
    distances = near["distances"] or []
    found = [
        ids[row] in nearest or away[-1] < SAME
        for row, nearest, away in zip(sample, near["ids"], distances, strict=True)
    ]
    client.close()
    if sum(found) < FOUND * len(found):
        return {"trouble": f"{sum(found)} of {len(found)} records find themselves"}
    return {"count": counted, "chromadb": chromadb.__version__}


def _remove_earlier(client: "Client", order: dict[str, Any]) -> None:
    """Remove this store's collections but the last few; others on the server are not ours."""
    prefix = order["collection"].rpartition("-")[0] + "-"
    names = [each.name for each in client.list_collections() if each.name.startswith(prefix)]
    for name in sorted(names, key=lambda each: int(each.removeprefix(prefix)))[: -order["keep"]]:
        client.delete_collection(name)


def _client(folder: Path, order: dict[str, Any]) -> "Client":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not order["server"]:
        local = chromadb.PersistentClient(str(folder / "chroma"), settings=settings)
        return cast("Client", local)
    url = urlsplit(order["server"])
    secure = url.scheme == "https"
    remote = chromadb.HttpClient(
        host=url.hostname or "localhost",
        port=url.port or (443 if secure else 80),
        ssl=secure,
        settings=settings,
    )
    return cast("Client", remote)


def _end_with(parent: int) -> None:
    """End this process when the one that started it is gone."""
    while os.getppid() == parent:
        time.sleep(ORPHAN_CHECK_S)
    os._exit(1)


def _batches(count: int) -> list[tuple[int, int]]:
    """Even batches of at most BATCH records; the first takes what does not divide."""
    number = -(-count // BATCH)
    size, rest = divmod(count, number)
    stops = [rest + size * n for n in range(1, number + 1)]
    return list(zip([0, *stops[:-1]], stops, strict=True))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
