"""What an ingest promises: every input accounted for, each stored at once, nothing twice."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus.documents import Document, Failure, Filters, Ingested, Kind, Reading
from corpus.embedding.wordhash import WordHash
from corpus.errors import CorruptSource, EmbedderUnavailable, EmptySource, ReaderTimeout
from corpus.ingest import Progress, ingest
from corpus.ingest.reading import source_id
from corpus.ingest.run import USUAL_LIMITS
from corpus.postings import Posting
from corpus.protocols import Vectors
from corpus.readers.overrides import NO_MAPPING, MappingFile
from corpus.readers.sandbox import Limits, Sandbox
from corpus.stores import Store, text_hash

NOW = datetime(2030, 1, 1, 12, 0, tzinfo=UTC)  # long after any file of these tests was written


class LineReader:
    """Reads a text as a document, or each line after ``postings`` as one; counts its readings."""

    def __init__(self) -> None:
        self.read_names: list[str] = []

    def read(
        self,
        source: bytes,
        *,
        name: str,
        kind: Kind | None = None,
        mapping: MappingFile = NO_MAPPING,
    ) -> Reading:
        self.read_names.append(name)
        text = source.decode(errors="surrogateescape")
        if text.startswith("slow"):
            raise ReaderTimeout(f"{name} takes too long")
        if text.startswith("broken"):
            raise CorruptSource(f"{name} is broken")
        if not text:
            raise EmptySource(f"{name} is empty")
        if text.startswith("postings"):
            lines = text.splitlines()[1:]
            return Reading(
                tuple(Document(x, x, kind="posting", posting=Posting(title=x)) for x in lines)
            )
        title = text.splitlines()[0]
        return Reading(
            (Document(text, title, kind=kind or "report", published=date(2025, 1, 2)),), ("noted",)
        )


class Ingesting:
    """Ingests into one store with everything else kept the same."""

    def __init__(self, home: Path) -> None:
        self.embedder = WordHash()
        self.reader = LineReader()
        self.store = Store.open(home, embedder=self.embedder, writable=True)
        self.heard: list[Progress] = []

    def __call__(
        self,
        *inputs: str | Path,
        collection: str = "default",
        kind: Kind | None = None,
        prune: bool = False,
        now: datetime = NOW,
        limits: Limits = USUAL_LIMITS,
    ) -> Ingested:
        self.heard.clear()
        self.reader.read_names.clear()
        self.embedder.texts_embedded = 0
        done = ingest(
            inputs,
            store=self.store,
            embedder=self.embedder,
            reader=self.reader,
            clock=lambda: now,
            collection=collection,
            kind=kind,
            progress=self.heard.append,
            prune=prune,
            limits=limits,
        )
        return replace(done, seconds=0.0)

    def texts(self) -> dict[str, str]:
        """The stored text of each source of one document, by file name."""
        return {
            Path(source.path or "").name: self.store.records.document(source.source_id).text
            for source in self.store.records.every_source()
            if source.chunks and not source.postings
        }


@pytest.fixture
def ingesting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ingesting]:
    monkeypatch.chdir(tmp_path)
    ingesting = Ingesting(tmp_path / ".insight")
    # An epoch takes seconds and is not what these tests are about.
    monkeypatch.setattr(ingesting.store, "sync", ingesting.store.lexical.sync)
    yield ingesting
    ingesting.store.close()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "a.md").write_text("Pay rose by 3 per cent.")
    (folder / "deep" / "b.md").write_text("Security engineers are scarce.")
    (folder / "deep" / "er" / "jobs.txt").write_text("postings\nRobot tamer\nPython keeper")
    return folder


FILES = ("reports/a.md", "reports/deep/b.md", "reports/deep/er/jobs.txt")


@pytest.mark.usefixtures("reports")
def test_a_folder_is_read_to_its_depths(ingesting: Ingesting) -> None:
    assert ingesting("reports") == Ingested(ingested=FILES, documents=4, chunks=4, postings=2)
    sources = ingesting.store.records.every_source()
    assert [(s.title, s.kind, s.postings, s.notes) for s in sources] == [
        ("Pay rose by 3 per cent.", "report", 0, ("noted",)),
        ("Security engineers are scarce.", "report", 0, ("noted",)),
        ("jobs", "posting", 2, ()),
    ]
    assert sources[0].path == str(Path("reports/a.md").absolute())
    assert sources[0].published == date(2025, 1, 2)
    assert sources[0].retrieved == NOW
    jobs = sources[2].source_id
    assert ingesting.store.records.document_ids(jobs) == (f"{jobs}/1", f"{jobs}/2")


@pytest.mark.usefixtures("reports")
def test_what_has_not_changed_is_not_even_opened(ingesting: Ingesting) -> None:
    ingesting("reports")
    assert ingesting("reports") == Ingested(unchanged=FILES)
    assert ingesting.reader.read_names == []
    assert ingesting.embedder.texts_embedded == 0


def test_a_file_that_was_only_touched_is_hashed_and_not_read(
    ingesting: Ingesting, reports: Path
) -> None:
    ingesting("reports")
    os.utime(reports / "a.md", (1, 1))
    assert ingesting("reports") == Ingested(unchanged=FILES)
    assert ingesting.reader.read_names == []
    known = ingesting.store.records.known(collection="default")
    assert known[str(reports / "a.md")].stamp.mtime_ns == 10**9


def test_a_file_written_a_moment_ago_is_not_trusted_by_its_times(
    ingesting: Ingesting, reports: Path
) -> None:
    just_now = datetime.fromtimestamp((reports / "a.md").stat().st_mtime, UTC)
    before = (reports / "a.md").stat()
    ingesting("reports", now=just_now + timedelta(seconds=1))
    (reports / "a.md").write_text("Pay fell by 3 per cent.")
    os.utime(reports / "a.md", ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert ingesting("reports").ingested == ("reports/a.md",)
    assert ingesting.texts()["a.md"] == "Pay fell by 3 per cent."


def test_a_changed_file_takes_the_place_of_what_it_was(ingesting: Ingesting, reports: Path) -> None:
    ingesting("reports")
    (reports / "a.md").write_text("Pay fell by 9 per cent.")
    done = ingesting("reports")
    assert (done.ingested, done.unchanged) == (FILES[:1], FILES[1:])
    assert ingesting.texts()["a.md"] == "Pay fell by 9 per cent."
    assert ingesting.store.records.statistics().sources == 3
    assert ingesting.embedder.texts_embedded == 1


def test_the_same_words_under_another_path_are_another_source_embedded_once(
    ingesting: Ingesting, reports: Path
) -> None:
    ingesting("reports")
    (reports / "copy.md").write_bytes((reports / "a.md").read_bytes())
    assert ingesting("reports").ingested == ("reports/copy.md",)
    assert ingesting.embedder.texts_embedded == 0
    assert ingesting.store.records.statistics().sources == 4


@pytest.mark.usefixtures("reports")
def test_the_same_file_in_two_collections_is_two_sources(ingesting: Ingesting) -> None:
    ingesting("reports/a.md", collection="north")
    assert ingesting("reports/a.md", collection="south").ingested == ("reports/a.md",)
    sources = ingesting.store.records.every_source()
    assert [source.collection for source in sources] == ["north", "south"]
    assert len({source.source_id for source in sources}) == 2


@pytest.mark.usefixtures("reports")
def test_a_file_that_is_named_twice_is_read_once(ingesting: Ingesting) -> None:
    done = ingesting("reports/a.md", "reports", "reports", Path("reports").absolute())
    assert done.ingested == FILES
    assert done.failed == ()


def test_a_bad_file_fails_by_name_and_the_rest_go_on(ingesting: Ingesting, reports: Path) -> None:
    (reports / "bad.pdf").write_text("broken")
    (reports / "empty.md").write_text("")
    done = ingesting("reports", "nowhere.md")
    assert done.ingested == FILES
    assert done.failed == (
        Failure("reports/bad.pdf", "bad.pdf is broken"),
        Failure("reports/empty.md", "empty.md is empty"),
        Failure("nowhere.md", "it does not exist"),
    )
    assert ingesting.store.records.statistics().failed == 2


def test_a_failure_is_told_each_time_and_tried_again_when_the_bytes_change(
    ingesting: Ingesting, reports: Path
) -> None:
    bad = reports / "bad.pdf"
    bad.write_text("broken")
    first = ingesting("reports").failed
    assert ingesting("reports") == Ingested(unchanged=FILES, failed=first)
    assert ingesting.reader.read_names == []
    bad.write_text("whole again")
    assert ingesting("reports").ingested == ("reports/bad.pdf",)
    assert ingesting.store.records.source(str(bad)).status == "ready"


def test_a_file_that_breaks_keeps_what_it_gave(ingesting: Ingesting, reports: Path) -> None:
    ingesting("reports")
    (reports / "a.md").write_text("broken now")
    assert [failure.name for failure in ingesting("reports").failed] == ["reports/a.md"]
    assert ingesting.texts()["a.md"] == "Pay rose by 3 per cent."
    assert ingesting.store.records.source(str(reports / "a.md")).reason == "a.md is broken"


def test_what_is_hidden_or_the_stores_own_is_passed_over(
    ingesting: Ingesting, reports: Path, tmp_path: Path
) -> None:
    for name in (".hidden.md", ".git/config", "node_modules/x.md", "__pycache__/y.md"):
        (reports / name).parent.mkdir(exist_ok=True)
        (reports / name).write_text("not to be read")
    (reports / ".named.md").write_text("Named on purpose.")
    assert ingesting("reports").ingested == FILES
    assert ingesting("reports/.named.md").ingested == ("reports/.named.md",)
    visible = Ingesting(reports / "store")
    assert visible(reports).ingested == tuple(str(tmp_path / name) for name in FILES)
    visible.store.close()


def test_links_are_followed_once_and_never_in_circles(
    ingesting: Ingesting, reports: Path, tmp_path: Path
) -> None:
    (reports / "deep" / "circle").symlink_to(reports)
    (reports / "dangling.md").symlink_to("nowhere")
    (tmp_path / "far.md").write_text("From afar.")
    (reports / "linked.md").symlink_to(tmp_path / "far.md")
    done = ingesting("reports")
    assert done.ingested == (*FILES, "reports/linked.md")
    assert done.failed == (Failure("reports/dangling.md", "it is a link to nothing"),)


@pytest.mark.enable_socket
def test_pipes_and_sockets_are_named_and_not_waited_for(
    ingesting: Ingesting, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(reports / "pipe")
    monkeypatch.chdir(reports)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("sock")
        done = ingesting(".", "/dev/null")
    assert done.failed == (
        Failure("pipe", "it is a pipe, not a file"),
        Failure("sock", "it is a socket, not a file"),
        Failure("/dev/null", "it is a device, not a file"),
    )


def test_names_and_folders_of_every_kind_are_accounted_for(
    ingesting: Ingesting, tmp_path: Path
) -> None:
    odd = tmp_path / "odd"
    (odd / "nothing").mkdir(parents=True)
    bytes_name = os.fsencode(odd) + b"/caf\xe9.md"
    Path(os.fsdecode(bytes_name)).write_text("Not UTF-8 by name.")
    (odd / "Über Löhne – 2025.md").write_text("Wages.")
    (odd / ("x" * 200 + ".md")).write_text("A long name.")
    done = ingesting("odd/nothing", "odd", "odd/" + "y" * 300)
    assert len(done.ingested) == 3
    assert [failure.reason for failure in done.failed] == [
        "there are no files to read in this folder",
        "it cannot be looked at: File name too long",
    ]
    assert "odd/caf\\udce9.md" in done.ingested
    assert ingesting("odd").unchanged == done.ingested


def test_text_that_cannot_be_written_down_is_a_failure(ingesting: Ingesting, reports: Path) -> None:
    (reports / "latin.md").write_bytes(b"caf\xe9")
    (failure,) = ingesting("reports").failed
    assert failure.name == "reports/latin.md"
    assert "cannot be written down" in failure.reason


def test_pages_and_feeds_fail_by_name(ingesting: Ingesting) -> None:
    done = ingesting("https://example.com/jobs", "greenhouse:acme")
    assert [(failure.name, failure.url) for failure in done.failed] == [
        ("https://example.com/jobs", True),
        ("greenhouse:acme", True),
    ]


def test_pruning_removes_only_what_is_gone_from_the_folders_given(
    ingesting: Ingesting, reports: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere.md").write_text("Elsewhere.")
    (tmp_path / "reports-2").mkdir()
    (tmp_path / "reports-2" / "c.md").write_text("A neighbour.")
    ingesting("reports", "elsewhere.md", "reports-2")
    for path in (reports / "a.md", tmp_path / "elsewhere.md", tmp_path / "reports-2" / "c.md"):
        path.unlink()
    assert ingesting("reports").removed == ()
    assert ingesting("reports", prune=True).removed == (str(reports / "a.md"),)
    assert set(ingesting.texts()) == {"b.md", "elsewhere.md", "c.md"}
    counted = ingesting.store.records.statistics()
    assert counted.embeddings == counted.chunks


@pytest.mark.parametrize("is_emptied", [False, True])
def test_pruning_a_folder_that_is_gone_or_emptied_removes_what_it_gave(
    ingesting: Ingesting, reports: Path, is_emptied: bool
) -> None:
    ingesting("reports")
    shutil.rmtree(reports)
    if is_emptied:
        reports.mkdir()
    assert ingesting("reports").removed == ()
    gone = tuple(str(reports.parent / name) for name in FILES)
    assert ingesting("reports", prune=True) == Ingested(removed=gone)
    assert ingesting.store.records.every_source() == ()


@pytest.mark.usefixtures("reports")
def test_pruning_a_file_that_is_gone_removes_it_and_no_other(ingesting: Ingesting) -> None:
    ingesting("reports")
    Path("reports/a.md").unlink()
    done = ingesting("reports/a.md", prune=True)
    assert done == Ingested(removed=(str(Path("reports/a.md").absolute()),))
    assert len(ingesting.store.records.every_source()) == 2


def test_pruning_a_path_that_gave_nothing_says_that_it_does_not_exist(ingesting: Ingesting) -> None:
    assert ingesting("reprots", prune=True).failed == (Failure("reprots", "it does not exist"),)


def test_what_failed_is_read_again_under_other_limits_and_nothing_else_is(
    ingesting: Ingesting, reports: Path
) -> None:
    (reports / "slow.md").write_text("slow")
    (reports / "broken.md").write_text("broken")
    ingesting("reports")
    ingesting("reports")
    assert ingesting.reader.read_names == []
    ingesting("reports", limits=Limits(seconds=60))
    assert ingesting.reader.read_names == ["broken.md", "slow.md"]
    ingesting("reports", limits=Limits(seconds=60))
    assert ingesting.reader.read_names == []


def test_a_file_over_the_size_limit_is_read_under_a_larger_one(
    ingesting: Ingesting, reports: Path
) -> None:
    assert len(ingesting("reports/a.md", limits=Limits(size=5)).failed) == 1
    assert ingesting("reports/a.md").ingested == ("reports/a.md",)
    assert ingesting("reports/a.md", limits=Limits(size=5)).unchanged == ("reports/a.md",)
    assert (reports / "a.md").exists()


@pytest.mark.usefixtures("reports")
def test_a_wish_for_a_kind_reads_again_and_no_wish_leaves_it(ingesting: Ingesting) -> None:
    ingesting("reports/a.md")
    assert ingesting("reports/a.md", kind="posting").ingested == ("reports/a.md",)
    assert ingesting.store.records.every_source()[0].kind == "posting"
    assert ingesting("reports/a.md").unchanged == ("reports/a.md",)


@pytest.mark.usefixtures("reports")
def test_stored_is_said_only_of_what_a_reader_can_find(
    ingesting: Ingesting, tmp_path: Path
) -> None:
    reader = Store.open(tmp_path / ".insight", embedder=ingesting.embedder)
    seen: list[bool] = []

    def look(progress: Progress) -> None:
        if progress.step == "stored":
            path = str(Path(progress.name).absolute())
            seen.append(reader.records.source(path).status == "ready")

    ingest(
        ["reports"],
        store=ingesting.store,
        embedder=ingesting.embedder,
        reader=ingesting.reader,
        clock=lambda: NOW,
        progress=look,
    )
    assert seen == [True, True, True]
    reader.close()


@pytest.mark.usefixtures("reports")
def test_progress_counts_every_input(ingesting: Ingesting) -> None:
    ingesting("reports", "nowhere")
    steps = [(said.step, said.settled, said.total) for said in ingesting.heard]
    assert steps == [
        ("failed", 1, 4),
        ("embedded", 1, 4),
        ("stored", 2, 4),
        ("stored", 3, 4),
        ("stored", 4, 4),
        ("indexing", 4, 4),
    ]


class Failing(WordHash):
    """Embeds a number of texts, then is not to be had."""

    def __init__(self, texts: int, error: Callable[[], BaseException]) -> None:
        super().__init__()
        self._left = texts
        self._error = error

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self._left < len(texts):
            raise self._error()
        self._left -= len(texts)
        return super().embed(texts)


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt, lambda: EmbedderUnavailable("the service is away")]
)
def test_what_was_embedded_before_an_interruption_is_not_embedded_again(
    ingesting: Ingesting, tmp_path: Path, error: Callable[[], BaseException]
) -> None:
    # Other tests of this process may have left a model's threads.
    threads = threading.active_count()
    (tmp_path / "many").mkdir()
    for n in range(300):
        (tmp_path / "many" / f"{n:03}.md").write_text(f"Line {n} of the market.")
    with pytest.raises((KeyboardInterrupt, EmbedderUnavailable)):
        ingest(
            ["many"],
            store=ingesting.store,
            embedder=Failing(260, error),
            reader=ingesting.reader,
            clock=lambda: NOW,
        )
    done = ingesting("many")
    assert len(done.ingested) + len(done.unchanged) == 300
    assert ingesting.embedder.texts_embedded == 300 - 256
    assert threading.active_count() <= threads


def test_an_id_says_the_name_and_tells_places_apart() -> None:
    one = source_id("default", "/a/Löhne & Gehälter 2025 (final, revised and approved).pdf")
    assert one.startswith("lohne-gehalter-2025-final-revised-and-ap-")
    assert source_id("default", "/b/x.md") != source_id("default", "/a/x.md")
    assert source_id("default", "/a/報告.md").startswith("source-")


@pytest.mark.slow
def test_real_files_are_read_embedded_found_and_then_left_alone(
    tmp_path: Path, reports: Path
) -> None:
    from corpus.embedding.minilm import MiniLM

    embedder = MiniLM()
    with Store.open(tmp_path / "home", embedder=embedder, writable=True) as store, Sandbox() as box:

        def again() -> Ingested:
            return ingest([reports], store=store, embedder=embedder, reader=box, clock=lambda: NOW)

        first = again()
        assert len(first.ingested) == 3
        second = again()
        assert len(second.unchanged) == 3
        assert second.seconds < first.seconds / 100
        question = "how scarce is security talent?"
        (vector,) = embedder.embed([question])
        (best,) = store.dense.search(vector, limit=1, filters=Filters())
        assert store.records.chunks([best.chunk_id])[best.chunk_id].title
        assert "security-engineers" not in best.chunk_id
        (hit,) = store.lexical.search("scarce", limit=1, filters=Filters())
        assert hit.chunk_id == best.chunk_id
        assert text_hash("x") not in store.records.kept([text_hash("x")])


@pytest.mark.slow
def test_an_unchanged_folder_is_settled_without_loading_a_vendor(
    tmp_path: Path, reports: Path
) -> None:
    code = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from corpus.embedding.minilm import MiniLM
from corpus.ingest import ingest
from corpus.readers.sandbox import Sandbox
from corpus.stores import Store
home, reports = sys.argv[1:]
with Store.open(Path(home), embedder=MiniLM(), writable=True) as store, Sandbox() as reader:
    done = ingest([reports], store=store, embedder=MiniLM(), reader=reader,
                  clock=lambda: datetime.now(UTC))
print(len(done.unchanged), *{'chromadb', 'onnxruntime', 'tokenizers'} & set(sys.modules))
"""
    command = [sys.executable, "-c", code, str(tmp_path / "home"), str(reports)]
    root = Path(__file__).parents[3]
    time.sleep(2.1)  # until the files' times can be trusted
    said = [
        subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    ]
    assert said[0][0] == "0"
    assert said[1] == ["3"]
