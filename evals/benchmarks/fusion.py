"""Plain ways to join a ranking by meaning with one by words, as baselines for what ships."""

from collections.abc import Mapping, Sequence

from corpus.documents import Hit

RANK_CONSTANT = 60  # Cormack et al., SIGIR 2009


def reciprocal_ranks(*rankings: Sequence[Hit]) -> list[str]:
    """Chunk ids by the sum of 1 / (60 + rank) over the rankings that hold them."""
    scores: dict[str, float] = {}
    for hits in rankings:
        for rank, hit in enumerate(hits, start=1):
            scores[hit.chunk_id] = scores.get(hit.chunk_id, 0.0) + 1 / (RANK_CONSTANT + rank)
    return _best_first(scores)


def weighted_scores(dense: Sequence[Hit], lexical: Sequence[Hit], *, weight: float) -> list[str]:
    """Chunk ids by `weight` of the dense and the rest of the lexical score, each scaled to 0..1."""
    scores: dict[str, float] = {}
    for share, hits in ((weight, dense), (1 - weight, lexical)):
        for chunk_id, score in _scaled(hits).items():
            scores[chunk_id] = scores.get(chunk_id, 0.0) + share * score
    return _best_first(scores)


def _scaled(hits: Sequence[Hit]) -> Mapping[str, float]:
    if not hits:
        return {}
    low, high = hits[-1].score, hits[0].score
    return {hit.chunk_id: (hit.score - low) / ((high - low) or 1) for hit in hits}


def _best_first(scores: Mapping[str, float]) -> list[str]:
    return sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id))
