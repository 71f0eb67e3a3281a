"""Which collections a command is about: those named, else the usual one or the only one."""

from collections.abc import Sequence

from corpus.errors import InvalidInput

NOTHING_YET = "nothing has been ingested yet; start with: insight ingest PATH, or insight demo"


def meant(named: tuple[str, ...], usual: str, held: tuple[str, ...]) -> tuple[str, ...]:
    """The collections to ask; where nothing is held, the usual one, which is then empty.

    Raises InvalidInput for a name that is not held, and where the choice is left open.
    """
    refuse_unknown(named, held)
    if named or usual in held or not held:
        return named or (usual,)
    if len(held) > 1:
        raise InvalidInput(f"say which collection to ask: --collection {'|'.join(held)}")
    return held


def refuse_unknown(named: Sequence[str], held: Sequence[str]) -> None:
    """Raise InvalidInput for a collection that does not exist, with those that do."""
    for name in named:
        if name not in held:
            others = f"there are: {', '.join(held)}" if held else NOTHING_YET
            raise InvalidInput(f"there is no collection {name!r}; {others}")
