"""Coefficients that `evals.benchmarks.fit` wrote beside the step that uses them."""

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def fitted(package: str, name: str) -> dict[str, Any]:
    """The coefficients in `package`'s `name`.json."""
    loaded: dict[str, Any] = json.loads(
        resources.files(package).joinpath(f"{name}.json").read_text("utf-8")
    )
    return loaded
