"""Prompts: Markdown files beside the step they instruct, known by a hash of their words."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_FIELD = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """Instructions with named fields, as ``{limit}``."""

    text: str

    @property
    def identity(self) -> str:
        """A short hash of the words."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    def filled(self, **fields: str) -> str:
        """The instructions with every field filled; one missing or unknown is a ValueError.

        >>> Prompt("Write {limit} sentences.").filled(limit="two")
        'Write two sentences.'
        """
        named = set(_FIELD.findall(self.text))
        if named != set(fields):
            raise ValueError(f"expected the fields {sorted(named)}, found {sorted(fields)}")
        return _FIELD.sub(lambda found: fields[found[1]], self.text)


def beside(file: str, name: str) -> Prompt:
    """The prompt `name` in the folder of a step's own file."""
    return Prompt(Path(file).with_name(name).read_text("utf-8").strip())


def identity(prompts: Iterable[Prompt]) -> str:
    """One short hash of several prompts; empty where there are none."""
    whole = "".join(prompt.identity for prompt in prompts)
    return hashlib.sha256(whole.encode()).hexdigest()[:12] if whole else ""
