"""The one place that joins settings, vendors and steps."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from math import inf
from threading import Event
from typing import TYPE_CHECKING

from assistant import __version__
from assistant.settings import Settings
from corpus.embedding.minilm import MiniLM
from corpus.errors import InvalidSettings
from corpus.protocols import Embedder
from corpus.readers.sandbox import MEGABYTE, Limits, Sandbox
from corpus.stores.store import Store, Tuning

Borne = Callable[[str], "tuple[tuple[Claim, ...], tuple[Citation, ...]]"]
SENTENCES_REMEMBERED = 20_000  # their vectors: 30 MB

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.analysis.reader import Count, Reader, ReaderOf
    from assistant.answering.chain import Answerer
    from assistant.answering.extractive import ExtractiveAnswerer
    from assistant.answering.sufficiency import Sufficiency
    from assistant.answers import Answer, Citation, Claim
    from assistant.models.budget import Budget, Meter
    from assistant.models.circuit import Circuit
    from assistant.models.providers import Service
    from assistant.models.tokens import Tokens
    from assistant.protocols import Rewriter
    from assistant.questions import Question
    from assistant.retrieval.hybrid import HybridRetriever
    from assistant.verification.checked import Checker
    from corpus.feeds.boards import Feeds
    from corpus.queries import Catalogue


def embedder(settings: Settings) -> Embedder:
    """The model that compares meaning; cheap to make, loaded at its first use."""
    if settings.embedding_model == "minilm":
        return MiniLM()
    from corpus.embedding.openai import OPENAI, OpenAIEmbedder

    key = settings.openai_api_key
    if key is None and settings.openai_base_url is None:
        raise InvalidSettings(f"{settings.embedding_model} needs a key; set OPENAI_API_KEY")
    return OpenAIEmbedder(
        settings.embedding_model.removeprefix("openai:"),
        key=key.get_secret_value() if key else "none",
        base_url=settings.openai_base_url or OPENAI,
    )


def chat_model(settings: Settings) -> "Circuit | None":
    """The chat model that is set, if one is; cheap to make, loaded at its first use.

    To be shared: all who ask one know what it was last found to be, up or down.
    """
    if settings.chat_model is None:
        return None
    from assistant.models.circuit import Circuit
    from assistant.models.langchain import LangChainModel
    from assistant.models.replies import Silence

    return Circuit(
        LangChainModel(
            _service(settings, settings.chat_model),
            seconds=settings.chat_seconds,
            silence=Silence(before_s=settings.chat_first_seconds),
            count=_tokens(settings, settings.chat_model).count,
            meter=_meter(settings),
        )
    )


def _service(settings: Settings, name: str) -> "Service":
    from assistant.models.providers import OPENAI, OpenAI, Provider

    provider, _, model = name.partition(":")
    if provider != "openai":
        return Provider(name)
    key = settings.openai_api_key
    if key is None and settings.openai_base_url is None:
        raise InvalidSettings(f"{name} needs a key; set OPENAI_API_KEY")
    return OpenAI(
        model, key.get_secret_value() if key else "none", settings.openai_base_url or OPENAI
    )


def _tokens(settings: Settings, name: str) -> "Tokens":
    from assistant.models.tokens import Tokens

    return Tokens(
        name.partition(":")[2],
        cache=settings.home / "tiktoken",
        own=settings.tiktoken_cache_dir,
    )


def budget(settings: Settings) -> "Budget | None":
    """What the chat model may take in a month; None where there is no model or no limit."""
    tokens, cost = settings.chat_monthly_tokens, settings.chat_monthly_cost
    if settings.chat_model is None or (tokens is None and cost is None):
        return None
    from assistant.models.budget import Allowance, Budget

    allowance = Allowance(
        tokens=tokens or inf,
        cost=cost or inf,
        input_cost=settings.chat_input_cost or 0.0,
        output_cost=settings.chat_output_cost or 0.0,
    )
    path = settings.home / "spending.sqlite3"
    return Budget(path, allowance, model=settings.chat_model, now=now)


def _meter(settings: Settings) -> "Meter":
    from assistant.models.budget import UNMETERED

    return budget(settings) or UNMETERED


def _reader_of(model: "Circuit | None") -> "ReaderOf":
    """What reads questions about postings: rules, checked by the chat model where there is one."""
    from assistant.analysis.parse import Parser

    if model is None:
        return Parser
    from assistant.analysis.checked import Checked
    from assistant.analysis.proposed import Proposer

    def checked(catalogue: "Catalogue", count: "Count") -> "Reader":
        return Checked(Parser(catalogue, count), Proposer(model, catalogue, count))

    return checked


def store(settings: Settings, *, writable: bool = False) -> Store:
    """What is known, to read it or, as its one owner, to write."""
    return Store.open(
        settings.home,
        embedder=embedder(settings),
        writable=writable,
        chroma_url=settings.chroma_url,
        tuning=tuning(settings),
    )


def reindexed(settings: Settings, progress: Callable[[int], None]) -> Store:
    """What is known with its indexes made anew, texts of another model embedded first."""
    return Store.reindexed(
        settings.home,
        embedder=embedder(settings),
        chroma_url=settings.chroma_url,
        tuning=tuning(settings),
        progress=progress,
    )


def tuning(settings: Settings) -> Tuning:
    """How the indexes are made and asked, and where postings are counted."""
    url = settings.warehouse
    return Tuning(warehouse=url.get_secret_value() if url else "")


def reader(settings: Settings) -> Sandbox:
    """What reads files, within the limits that are set."""
    return Sandbox(limits(settings))


def limits(settings: Settings) -> Limits:
    """What reading one file may cost."""
    return Limits(
        size=settings.reader_file_mb * MEGABYTE,
        seconds=settings.reader_seconds,
        memory=settings.reader_memory_mb * MEGABYTE,
    )


@contextmanager
def feeds() -> Iterator["Feeds"]:
    """What fetches boards and pages; it asks public addresses alone, whatever is set."""
    from corpus.feeds.boards import Feeds
    from corpus.feeds.client import Client

    closing = Event()
    # Whoever ends it waits for no host's turn.
    with Client(sleep=closing.wait) as client:
        try:
            yield Feeds(client)
        finally:
            closing.set()


def now() -> datetime:
    """The time, with its offset. The one clock: whoever needs it is handed this."""
    # Here the clock comes from that is an argument everywhere else.
    return datetime.now(UTC)  # noqa: TID251


def _today() -> date:
    return now().date()


@contextmanager
def assistant(settings: Settings) -> Iterator[tuple["Runnable[Question, Answer]", tuple[str, ...]]]:
    """The chain over what is stored, and the collections there are."""
    with store(settings) as held:
        yield chain(held, embedder(settings), settings), held.records.statistics().collections


def chain(
    store: Store, embedder: Embedder, settings: Settings | None = None
) -> "Runnable[Question, Answer]":
    """The chain every face calls, over an open store; the default settings where none are given."""
    from assistant.analysis.analyst import Analyst
    from assistant.answering.asking import AskingBack
    from assistant.answering.chain import Steps, compose
    from assistant.answering.extract import Selection
    from assistant.answering.extractive import ExtractiveAnswerer
    from assistant.answering.review import Review
    from assistant.answering.suggestions import Suggestions
    from assistant.answers import Run
    from assistant.retrieval.as_of import AsOf
    from assistant.retrieval.fitted import fitted
    from corpus.embedding.cache import Cached, Recent

    chosen = settings or Settings()
    embedder = Cached(embedder, Recent(SENTENCES_REMEMBERED))
    found = retriever(store, embedder, chosen)
    extractive = ExtractiveAnswerer(
        records=store.records,
        embedder=embedder,
        profiles=found.profiles,
        selection=Selection(**fitted("assistant.answering", "selection")),
        sufficiency=_sufficiency(chosen),
    )

    def run() -> Run:
        index = f"{store.model.name}:{store.records.revision()}"
        return Run(chosen.identity, index, _prompts(chosen), __version__)

    model = chat_model(chosen)
    analyst = Analyst(store.warehouse, _today, _reader_of(model))
    # Suggestions are read several a question, so by rules alone.
    by_rules = Analyst(store.warehouse, _today, _reader_of(None))
    suggestions = Suggestions(store.records, by_rules)
    reviewer = Review(store.records, suggestions, _today, model.name if model else None)
    answerer = AskingBack(_answerer(chosen, model, extractive), by_rules)
    rewriter = AsOf(_rewriter(model), _today)
    return compose(Steps(rewriter, found, analyst, answerer, reviewer), run=run)


def _rewriter(model: "Circuit | None") -> "Rewriter":
    """What makes a follow-up stand alone: rules, and the chat model where there is one."""
    from assistant.retrieval.rewriting.standalone import Standalone

    if model is None:
        return Standalone()
    from assistant.retrieval.rewriting.model import ModelRewriter

    return ModelRewriter(model, Standalone())


def _prompts(settings: Settings) -> str:
    """The hash of what a chat model is instructed with; empty where there is none."""
    if settings.chat_model is None:
        return ""
    from assistant.analysis.proposed import PROMPT as READING
    from assistant.answering.generative import PROMPT as WRITING
    from assistant.models.prompts import identity
    from assistant.retrieval.rewriting.model import REWRITING
    from assistant.verification.opinion import PROMPT as DOUBTING

    doubting = (DOUBTING,) if settings.second_opinion else ()
    return identity((READING, WRITING, REWRITING, *doubting))


def _answerer(
    settings: Settings, model: "Circuit | None", extractive: "ExtractiveAnswerer"
) -> "Answerer":
    """Who writes answers: the chat model where there is one, else the sources themselves."""
    if model is None:
        return extractive
    from assistant.answering.generative import GenerativeAnswerer, Room

    room = Room(
        passages=settings.context_tokens,
        reply=settings.reply_tokens,
        count=_tokens(settings, str(settings.chat_model)).count,
    )
    return GenerativeAnswerer(
        extractive, model, _checker(settings, model), room, marks=settings.unsupported == "mark"
    )


def retriever(store: Store, embedder: Embedder, settings: Settings) -> "HybridRetriever":
    """What finds passages; `PassageRetriever` makes a LangChain retriever of it."""
    from assistant.retrieval.fitted import fitted
    from assistant.retrieval.hybrid import HybridRetriever
    from assistant.retrieval.profiles import CachedProfiles
    from assistant.retrieval.rerank import Weights

    return HybridRetriever(
        records=store.records,
        dense=store.dense,
        lexical=store.lexical,
        embedder=embedder,
        profiles=CachedProfiles(store.records),
        weights=Weights(**fitted("assistant.retrieval", "rerank")),
        candidates=settings.candidates,
        passages=settings.passages,
    )


def verifier(settings: Settings) -> "Checker":
    """What holds a text against passages; cheap to make, its model is loaded at its first use."""
    return _checker(settings, chat_model(settings) if settings.second_opinion else None)


def _checker(settings: Settings, model: "Circuit | None") -> "Checker":
    from assistant.retrieval.fitted import fitted
    from assistant.verification.opinion import SecondOpinion
    from assistant.verification.verifier import Verifier
    from assistant.verification.weigh import Weights
    from corpus.embedding.entailment import EntailmentModel

    first = Verifier(EntailmentModel(), Weights(**fitted("assistant.verification", "weights")))
    return SecondOpinion(first, model) if model and settings.second_opinion else first


@contextmanager
def checker(settings: Settings, collections: tuple[str, ...]) -> Iterator["Borne"]:
    """What holds a draft against what these collections hold, or the usual one."""
    from assistant.answering.checking import DraftChecker
    from assistant.questions import Filters

    with store(settings) as held:
        found = retriever(held, embedder(settings), settings)
        filters = Filters(collections=collections or (settings.collection,))
        yield DraftChecker(found, verifier(settings), held.records, filters).check


def _sufficiency(settings: Settings) -> "Sufficiency":
    from assistant.answering.sufficiency import Sufficiency
    from assistant.retrieval.fitted import fitted

    model = Sufficiency(**fitted("assistant.answering", "sufficiency"))
    if settings.abstain_below is None:
        return model
    return replace(model, threshold=settings.abstain_below)
