"""What a store promises when things go wrong: one owner, damage seen, and the truth above all."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.documents import Filters, Hit
from corpus.embedding.wordhash import WordHash
from corpus.errors import StoreMismatch, StoreOwned
from corpus.stores import Store
from tests.corpus.stores.sources import APPROXIMATE_ALWAYS, EMBEDDER, Given, opened, put

REPOSITORY = Path(__file__).parents[3]
QUESTION = "security engineer"


def nearest(store: Store, question: str = QUESTION, limit: int = 9) -> list[Hit]:
    return store.dense.search(EMBEDDER.embed([question])[0], limit=limit, filters=Filters())


def worded(store: Store, question: str = QUESTION, limit: int = 99) -> set[str]:
    return {hit.chunk_id for hit in store.lexical.search(question, limit=limit, filters=Filters())}


def ids_of(*sources: Given) -> set[str]:
    return {entry.chunk.chunk_id for given in sources for entry in given.entries}


@pytest.fixture
def other_owner(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    code = (
        "import sys; from pathlib import Path; from corpus.stores.lock import Ownership; "
        "mine = Ownership(Path(sys.argv[1])); print('mine', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "home")],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "mine\n"
        yield process
        process.kill()


def test_a_second_owner_hears_at_once_who_the_first_is(
    tmp_path: Path, other_owner: subprocess.Popen[str]
) -> None:
    started = time.monotonic()
    with pytest.raises(StoreOwned, match=rf"process {other_owner.pid} since 20\d\d-") as caught:
        opened(tmp_path / "home")
    assert time.monotonic() - started < 1
    assert "\n" not in str(caught.value)


def test_an_owner_that_is_killed_leaves_the_folder_free(
    tmp_path: Path, other_owner: subprocess.Popen[str]
) -> None:
    os.kill(other_owner.pid, signal.SIGKILL)
    other_owner.wait()
    opened(tmp_path / "home").close()


def test_a_forked_child_does_not_keep_the_folder_owned(tmp_path: Path) -> None:
    store = opened(tmp_path)
    child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
    child.start()
    try:
        store.close()
        opened(tmp_path).close()
    finally:
        child.kill()
        child.join()


def test_readers_work_while_another_writes(market: Path) -> None:
    new = Given("new", ("security engineer of the new day",))
    with opened(market) as owner, opened(market, writable=False) as reader:
        before = nearest(reader)
        put(owner, new)
        assert nearest(reader)[0].chunk_id in ids_of(new)
        owner.lexical.sync()
        assert ids_of(new) <= worded(reader)
        owner.records.remove("new")
        assert nearest(reader) == before
        assert not ids_of(new) & worded(reader)


@pytest.mark.slow
def test_a_reader_goes_on_when_the_epoch_it_reads_is_replaced(market: Path) -> None:
    with (
        opened(market) as owner,
        opened(market, writable=False, tuning=APPROXIMATE_ALWAYS) as reader,
    ):
        before = nearest(reader)
        owner.rebuild()
        assert nearest(reader) == before
        owner.rebuild()
        assert nearest(reader) == before
        assert reader.health().epoch == "epoch-3"
        names = sorted(path.name for path in (market / "epochs").iterdir())
        assert names == ["epoch-2", "epoch-3"]


@pytest.mark.slow
def test_a_rebuilt_store_has_nothing_left_to_catch_up(market: Path) -> None:
    with opened(market) as store:
        found, words = nearest(store), worded(store)
        assert store.health().tail > 0
        store.rebuild()
        health = store.health()
        assert (health.tail, health.epoch_trouble, health.lexical_trouble) == (0, None, None)
        assert health.epoch_chunks == health.lexical_chunks == health.statistics.chunks
        assert (nearest(store), worded(store)) == (found, words)


def test_searching_leaves_a_published_epoch_as_it_was(market: Path) -> None:
    folder = market / "epochs" / "epoch-1"

    def looks() -> dict[Path, tuple[int, bytes]]:
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = looks()
    with opened(market, writable=False, tuning=APPROXIMATE_ALWAYS) as reader:
        nearest(reader)
    assert looks() == before


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(0, len(content), 1 + len(content) // 64):
        content[place] ^= 0x55
    path.write_bytes(content)


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


EPOCH_FILES = (
    "columns.npy",
    "vectors.f32",
    "manifest.json",
    "chroma/chroma.sqlite3",
    "chroma/*/data_level0.bin",
    "chroma/*/link_lists.bin",
    "chroma/*/header.bin",
    "chroma/*/index_metadata.pickle",
)


def damaged(path: Path, damage: Callable[[Path], object]) -> None:
    """Put a damaged file in a file's place: to cut short one that is mapped ends the process."""
    copy = path.with_name(f"{path.name}.copy")
    shutil.copy2(path, copy)
    damage(copy)
    if copy.exists():
        copy.replace(path)
    else:
        path.unlink()


@pytest.mark.parametrize("damage", [truncate, flip, delete, empty])
@pytest.mark.parametrize("name", EPOCH_FILES)
def test_a_damaged_epoch_changes_no_answer(
    market: Path, name: str, damage: Callable[[Path], object]
) -> None:
    with opened(market, writable=False, tuning=APPROXIMATE_ALWAYS) as reader:
        expected = nearest(reader)
    (path,) = (market / "epochs" / "epoch-1").glob(name)
    if path.stat().st_size:
        damaged(path, damage)
    with opened(market, writable=False, tuning=APPROXIMATE_ALWAYS) as reader:
        assert nearest(reader) == expected


LEXICAL_FILES = ("meta.json", "*.idx", "*.term", "*.fast", "*.fieldnorm", "*.store")


@pytest.mark.parametrize("damage", [truncate, flip, delete, empty])
@pytest.mark.parametrize("name", LEXICAL_FILES)
def test_a_damaged_lexical_index_changes_no_answer(
    market: Path, name: str, damage: Callable[[Path], object]
) -> None:
    with opened(market, writable=False) as reader:
        expected = worded(reader)
    path = next((market / "lexical" / "index-1").glob(name))
    damaged(path, damage)
    with opened(market, writable=False) as reader:
        assert worded(reader) == expected
    with opened(market) as owner:
        owner.lexical.sync()
        assert owner.health().lexical_trouble is None
        assert worded(owner) == expected


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["epochs", "lexical"])
def test_a_deleted_index_is_made_again(market: Path, folder: str) -> None:
    with opened(market, writable=False) as reader:
        expected = nearest(reader), worded(reader)
    shutil.rmtree(market / folder)
    with opened(market) as owner:
        assert (nearest(owner), worded(owner)) == expected
        owner.sync()
        health = owner.health()
        assert (health.epoch_trouble, health.lexical_trouble) == (None, None)
        assert (nearest(owner), worded(owner)) == expected


@pytest.mark.slow
def test_an_epoch_of_another_chromadb_is_not_opened_but_built_again(market: Path) -> None:
    manifest = market / "epochs" / "epoch-1" / "manifest.json"
    forge(market, manifest, chromadb="0.0.1")
    with opened(market, tuning=APPROXIMATE_ALWAYS) as owner:
        assert "0.0.1" in (owner.health().epoch_trouble or "")
        found = nearest(owner)
        owner.sync()
        health = owner.health()
        assert (health.epoch, health.epoch_trouble) == ("epoch-2", None)
        assert nearest(owner) == found


def forge(home: Path, manifest: Path, **changed: str) -> None:
    """Change a manifest, and the pointer with it, as if it had been published so."""
    import hashlib

    written = json.dumps({**json.loads(manifest.read_bytes()), **changed}).encode()
    manifest.write_bytes(written)
    with opened(home) as store:
        pointer = json.loads(store.records.head().epoch)
        pointer["manifest"] = hashlib.sha256(written).hexdigest()
        store.records.point("epoch", json.dumps(pointer))


def test_what_dead_builds_left_is_removed_by_the_next_owner(market: Path) -> None:
    (market / "epochs" / "epoch-7.tmp").mkdir()
    opened(market).close()
    assert [path.name for path in (market / "epochs").iterdir()] == ["epoch-1"]


def test_an_epoch_that_cannot_be_built_leaves_the_store_in_use(market: Path) -> None:
    shutil.rmtree(market / "epochs")
    (market / "epochs").write_text("a file in the way")
    with opened(market) as owner:
        found = nearest(owner)
        owner.sync()
        assert nearest(owner) == found
        assert owner.health().epoch_trouble is not None


def test_an_index_that_lags_is_brought_up_to_date(market: Path) -> None:
    late = Given("later", ("security engineer came later",))
    with opened(market) as owner:
        put(owner, late)
        owner.records.remove("posting-1")
    with opened(market) as owner:
        assert not ids_of(late) & worded(owner)
        owner.sync()
        assert ids_of(late) <= worded(owner)
        health = owner.health()
        assert health.lexical_chunks == health.statistics.chunks
        assert health.lexical_seq == health.seq


@pytest.mark.slow
def test_an_epoch_is_built_only_when_enough_has_changed(market: Path) -> None:
    with opened(market) as owner:
        put(owner, Given("small", ("a few", "lines")))
        owner.sync()
        assert owner.health().epoch == "epoch-1"
        put(owner, Given("large", tuple(f"line {n}" for n in range(2_500))))
        owner.sync()
        assert owner.health().epoch == "epoch-2"
        assert owner.health().tail == 0


def test_an_empty_store_needs_no_epoch(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        put(store, Given("a", ("one",)))
        store.records.remove("a")
        store.rebuild()
        assert nearest(store) == []
        assert worded(store) == set()


@pytest.mark.slow
def test_another_model_is_refused_until_the_store_is_indexed_for_it(market: Path) -> None:
    other = WordHash(dimension=48, model="other")
    with pytest.raises(StoreMismatch, match="insight reindex"):
        Store.open(market, embedder=other)
    with opened(market, writable=False) as early:
        heard: list[int] = []
        with Store.reindexed(market, embedder=other, progress=heard.append) as store:
            health = store.health()
            assert sum(heard) == health.statistics.chunks == health.statistics.embeddings
            assert (health.epoch_trouble, health.tail) == (None, 0)
            vector = other.embed([QUESTION])[0]
            hits = store.dense.search(vector, limit=3, filters=Filters())
            assert {hit.chunk_id for hit in hits} <= worded(store)
        with pytest.raises(StoreMismatch, match="start again"):
            nearest(early)


@pytest.mark.slow
def test_indexing_again_for_the_same_model_embeds_nothing(market: Path) -> None:
    embedder = WordHash()
    with Store.reindexed(market, embedder=embedder) as store:
        assert store.health().tail == 0
    assert embedder.texts_embedded == 0


def test_a_copied_store_is_not_taken_for_a_damaged_one(market: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(market, copy, copy_function=shutil.copyfile)
    with opened(copy) as store:
        health = store.health()
        assert (health.epoch_trouble, health.lexical_trouble) == (None, None)


def test_importing_the_stores_loads_no_vendor_but_the_small_ones() -> None:
    code = (
        "import sys, corpus.stores; "
        "print(*{'chromadb', 'onnxruntime', 'pandas', 'httpx'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


@pytest.mark.slow
def test_what_an_orphaned_build_still_writes_disturbs_no_other(market: Path) -> None:
    with opened(market) as owner:
        orphaned = market / "epochs" / "epoch-2.0123abcd.tmp" / "chroma"
        shutil.copytree(market / "epochs" / "epoch-1" / "chroma", orphaned)
        owner.rebuild()
        assert owner.health().epoch_trouble is None
        assert not orphaned.exists()
