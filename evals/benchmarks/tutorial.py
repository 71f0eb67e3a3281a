"""The plain LangChain tutorial stack, as a baseline: split by characters, embed, nearest chunks.

RecursiveCharacterTextSplitter of 1,000 characters with 200 of overlap, the same MiniLM, cosine.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter
from pypdfium2 import PdfDocument

from corpus.embedding.minilm import MiniLM
from evals.benchmarks.common import CACHE

Ranking = Callable[[str, int], list[str]]


def index(files: Sequence[Path], embedder: MiniLM, name: str) -> Ranking:
    """Rank the names of files by their nearest chunks; a name comes once for each of its chunks."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    pieces = [
        (file.name, piece)
        for file in files
        for text in _pages(file)
        for piece in splitter.split_text(text)
    ]
    vectors = _embedded([piece for _, piece in pieces], embedder, CACHE / f"tutorial-{name}.npy")

    def ranked(question: str, depth: int) -> list[str]:
        scores = vectors @ embedder.embed([question])[0]
        return [pieces[row][0] for row in np.argsort(-scores, kind="stable")[:depth]]

    return ranked


def _pages(file: Path) -> list[str]:
    if file.suffix == ".pdf":
        return [page.get_textpage().get_text_range() for page in PdfDocument(file)]
    return [file.read_text("utf-8")]


def _embedded(texts: Sequence[str], embedder: MiniLM, kept: Path) -> np.ndarray:
    if kept.exists():
        held: np.ndarray = np.load(kept)
        if len(held) == len(texts):
            return held
    vectors = embedder.embed(texts)
    kept.parent.mkdir(parents=True, exist_ok=True)
    np.save(kept, vectors)
    return vectors
