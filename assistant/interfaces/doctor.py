"""What is configured, what is broken, and how to mend it."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant import __version__, build
from assistant.interfaces import render, safe
from assistant.interfaces.conversations import kept
from assistant.interfaces.start import MEND_HOME, configured, home_trouble, nearest
from assistant.interfaces.terminal import Terminal
from assistant.models.budget import Used, month_of
from assistant.models.tokens import BOXED, boxed
from assistant.settings import Settings
from corpus.embedding.entailment import EntailmentModel
from corpus.errors import (
    EmbedderUnavailable,
    InvalidSettings,
    ModelUnavailable,
    StoreDamaged,
    StoreError,
    StoreMismatch,
)
from corpus.stores.store import TRUTH, Tuning

if TYPE_CHECKING:
    from corpus.stores import Health

State = Literal["ok", "warning", "broken"]
PACKAGES = ("chromadb", "langchain-core", "onnxruntime", "tantivy", "tiktoken", "tokenizers")
SPARE = 1 << 30
"""Bytes of free disk under which an ingest may not get far."""

_STYLES: dict[State, tuple[str, str]] = {
    "ok": ("ok", "green"),
    "warning": ("look", "yellow"),
    "broken": ("BROKEN", "bold red"),
}
_WIDTH = 8
_ASKED = {
    "title": "Read",
    "type": "object",
    "properties": {"is_read": {"type": "boolean"}},
    "required": ["is_read"],
    "additionalProperties": False,
}
"""The form a chat model is asked to fill, to see that it can."""

_FOLLOWS = ("The median pay rose to $90,000 a year.", "Pay rose.")
"""A text and what follows from it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, and what to do about it when it is not well."""

    name: str
    state: State
    said: str
    mend: str = ""


def examine(*, as_json: bool) -> int:
    """Look at everything; 1 when something is broken."""
    terminal = Terminal()
    with terminal.waiting("Looking…"):
        findings = tuple(_findings(configured()))
    broken = any(finding.state == "broken" for finding in findings)
    if as_json:
        terminal.document({"ok": not broken, "findings": [asdict(each) for each in findings]})
    else:
        _show(findings, terminal)
    return 1 if broken else 0


def checks(model: EntailmentModel) -> Finding:
    """Whether what checks written answers is whole: it loads, and judges a plain pair rightly."""
    name = "answer checks"
    try:
        ((follows, is_open, differs),) = model.judge([_FOLLOWS]).tolist()
    except EmbedderUnavailable as error:
        return Finding(name, "broken", str(error))
    if follows <= max(is_open, differs):
        mend = "install the package again"
        return Finding(name, "broken", f"{model.model} misjudges a plain sentence", mend)
    return Finding(name, "ok", f"{model.model}, offline")


def _show(findings: tuple[Finding, ...], terminal: Terminal) -> None:
    for finding in findings:
        word, style = _STYLES[finding.state]
        advice = f"\n→ {finding.mend}" if finding.mend else ""
        said = f"{finding.name}: {safe.line(finding.said)}{advice}"
        terminal.fact(word, said, style=style, width=_WIDTH)


def _findings(settings: Settings) -> Iterator[Finding]:
    yield _program()
    yield from _folder(settings.home)
    yield _embedding(settings)
    yield checks(EntailmentModel())
    yield _vocabularies()
    if not home_trouble(settings.home):
        yield from _store(settings)
        yield _conversations(settings.home)
    yield _chat_model(settings)
    yield from _budget(settings)


def _program() -> Finding:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    python = platform.python_version()
    return Finding("program", "ok", f"insight {__version__}, Python {python}, {packages}")


def _folder(home: Path) -> Iterator[Finding]:
    trouble = home_trouble(home)
    if trouble:
        yield Finding("data folder", "broken", trouble, MEND_HOME)
        return
    shown = render.path(str(home.absolute()))
    yield Finding("data folder", "ok", f"{shown}" if home.exists() else f"{shown}, not made yet")
    free = shutil.disk_usage(nearest(home)).free
    said = f"{render.size(free)} free"
    if free < SPARE:
        yield Finding("disk", "warning", said, "make room, or set INSIGHT_HOME to another disk")
    else:
        yield Finding("disk", "ok", said)


def _vocabularies() -> Finding:
    missing = [name for name in sorted(set(BOXED.values())) if not boxed(name)]
    if missing:
        return Finding(
            "token counts",
            "broken",
            f"{', '.join(missing)} missing from the box or damaged",
            "install it again: pip install --force-reinstall bpe-openai",
        )
    return Finding("token counts", "ok", f"{', '.join(sorted(set(BOXED.values())))}, offline")


def _embedding(settings: Settings) -> Finding:
    try:
        embedder = build.embedder(settings)
        embedder.embed(["pay"])
    except (EmbedderUnavailable, InvalidSettings) as error:
        return Finding("embedding model", "broken", str(error), "see INSIGHT_EMBEDDING_MODEL")
    return Finding("embedding model", "ok", f"{embedder.model}, {embedder.dimension} dimensions")


def _store(settings: Settings) -> Iterator[Finding]:
    try:
        with build.store(settings) as store:
            health = store.health()
    except InvalidSettings:
        return  # said of the embedding model already
    except StoreError as error:
        yield Finding("store", "broken", str(error), _mended(error, settings.home))
        return
    yield _held(health)
    if health.warehouse:
        counted = f"{health.statistics.postings:,} postings, counted in {health.warehouse}"
        yield _index("warehouse", health.warehouse_trouble, counted)
    if not health.statistics.chunks:
        return
    yield _index(
        "meaning index",
        health.epoch_trouble,
        _searched(health),
    )
    behind = health.seq - health.lexical_seq
    yield _index(
        "word index",
        health.lexical_trouble or (f"{behind:,} changes behind" if behind else None),
        f"{health.lexical_chunks:,} chunks",
    )


def _mended(error: StoreError, home: Path) -> str:
    if isinstance(error, StoreMismatch):
        return ""  # its message says what to do
    if isinstance(error, StoreDamaged):
        return (
            f"put a backup of {TRUTH} back, or move {render.path(str(home.absolute()))} away"
            " and ingest again"
        )
    return f"see that the files in {render.path(str(home.absolute()))} may be read"


def _bytes(health: "Health") -> int:
    indexes = health.epochs_bytes + health.lexical_bytes + health.warehouse_bytes
    return health.truth_bytes + indexes


def _searched(health: "Health") -> str:
    least = Tuning().approximate_from
    if health.epoch_chunks >= least:
        return f"{health.epoch_chunks:,} chunks in Chroma, {health.tail:,} searched exactly"
    return (
        f"all {health.statistics.chunks:,} chunks searched exactly; the last build put"
        f" {health.epoch_chunks:,} in Chroma, which is asked from {least:,} on"
    )


def _held(health: "Health") -> Finding:
    held = health.statistics
    if not held.sources:
        return Finding("store", "ok", "empty", "start with: insight ingest PATH, or insight demo")
    said = (
        f"{held.sources:,} sources ({held.failed:,} failed), {held.documents:,} documents,"
        f" {held.chunks:,} chunks, {held.postings:,} postings in {', '.join(held.collections)};"
        f" {render.size(_bytes(health))}"
    )
    if held.failed:
        return Finding("store", "warning", said, "insight sources list shows what failed and why")
    return Finding("store", "ok", said)


def _index(name: str, trouble: str | None, said: str) -> Finding:
    if trouble:
        return Finding(name, "warning", f"{trouble}; answers stay whole, slower", "insight reindex")
    return Finding(name, "ok", said)


def _conversations(home: Path) -> Finding:
    try:
        count = len(kept(home).newest())
    except StoreError as error:
        return Finding("conversations", "warning", f"{error}; answers go on, unsaved")
    return Finding("conversations", "ok", f"{count:,} saved")


def _chat_model(settings: Settings) -> Finding:
    name = "chat model"
    try:
        model = build.chat_model(settings)
        if model is None:
            return Finding(name, "ok", "none; answers are quoted from the sources, offline")
        model.fill("Fill in the form.", "Is this read?", form=_ASKED)
    except (ModelUnavailable, InvalidSettings) as error:
        return Finding(name, "broken", f"{settings.chat_model}: {error}", "see INSIGHT_CHAT_MODEL")
    said = f"{model.name} answers; it reads what no rule reads for certain, and writes answers"
    return Finding(name, "ok", said)


def _budget(settings: Settings) -> Iterator[Finding]:
    """What the month took of what it may; nothing where no limit is set."""
    name, month = "monthly budget", month_of(build.now().date())
    try:
        budget = build.budget(settings)
        if budget is None:
            return
        used = budget.used(month)
    except InvalidSettings:
        return  # said of the chat model already
    except ModelUnavailable as error:
        yield Finding(name, "broken", str(error))
        return
    calls = f"{used.calls:,} {'call' if used.calls == 1 else 'calls'}"
    said = f"{month}: {' and '.join(_spent(used, settings))} in {calls}"
    unsettled = f", {used.unsettled:,} of them counted at their most" if used.unsettled else ""
    yield Finding(name, "ok", said + unsettled)


def _spent(used: Used, settings: Settings) -> Iterator[str]:
    tokens, cost = settings.chat_monthly_tokens, settings.chat_monthly_cost
    if tokens is not None:
        yield f"{used.tokens:,} of {tokens:,} tokens"
    if cost is not None:
        yield f"{used.cost:,.2f} of {cost:,.2f} spent"
