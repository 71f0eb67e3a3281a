"""Jupyter notebooks: prose and code as one Markdown text; what the code printed is left out."""

import json
from collections.abc import Iterator

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource, EmptySource
from corpus.readers import markdown
from corpus.readers.clean import decode


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document. Raises CorruptSource for JSON that is no notebook."""
    try:
        cells = json.loads(decode(content))["cells"]
        text = "\n\n".join(_cells(cells))
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise CorruptSource(
            f"{name} is damaged: it is no notebook ({type(e).__name__}: {e})"
        ) from e
    if not text.strip():
        raise EmptySource(f"{name} has no cells with words in them")
    return markdown.read(text.encode(), name=name, kind=kind)


def _cells(cells: list[dict[str, object]]) -> Iterator[str]:
    for cell in cells:
        source = cell.get("source", "")
        words = "".join(map(str, source)) if isinstance(source, list) else str(source)
        if words.strip():
            yield f"```\n{words}\n```" if cell.get("cell_type") == "code" else words
