"""A chart as the text of an SVG that leads nowhere."""

import json
import re
from collections.abc import Mapping
from typing import Any

from assistant.interfaces.safe import clean

_LEADING = frozenset({"href", "url"})
"""What a spec may name an address by; none of the product's charts does."""

_NO_XML = re.compile("[\ufffe\uffff]")


def drawn(spec: Mapping[str, Any] | None) -> str:
    """The chart as SVG; empty where there is none, or what is kept cannot be drawn."""
    if not spec:
        return ""
    # The renderer takes long to load, and only a chart needs it.
    import vl_convert  # noqa: PLC0415

    try:
        svg: str = vl_convert.vegalite_to_svg(json.dumps(drawable(spec)), allowed_base_urls=[])
    except ValueError:
        return ""
    return svg


# A spec is whatever JSON is made of.
def drawable(spec: Any) -> Any:  # noqa: ANN401
    """A spec without addresses, and without the characters that end the renderer's process."""
    if isinstance(spec, Mapping):
        kept = {key: value for key, value in spec.items() if key not in _LEADING}
        return {_text(key): drawable(value) for key, value in kept.items()}
    if isinstance(spec, list | tuple):
        return [drawable(item) for item in spec]
    return _text(spec) if isinstance(spec, str) else spec


def _text(text: str) -> str:
    return _NO_XML.sub("", clean(text))
