"""A chat service's script as a file: a reply a line, as JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from evals.doubles.puppets import Echo, Obedient, Scripted
from evals.doubles.replies import (
    Body,
    CutOff,
    Drip,
    Events,
    HangUp,
    Late,
    Refusal,
    Reply,
    Status,
    ToolCall,
    Words,
)

KINDS: Mapping[str, type[Reply]] = MappingProxyType(
    {
        "words": Words,
        "tool_call": ToolCall,
        "refusal": Refusal,
        "status": Status,
        "body": Body,
        "events": Events,
        "hang_up": HangUp,
        "cut_off": CutOff,
        "late": Late,
        "drip": Drip,
        "echo": Echo,
        "obedient": Obedient,
    }
)


def read(lines: Iterable[str]) -> Sequence[Reply]:
    """The replies of a script, to be given in turn.

    A line with ``when`` is said, whenever it is its turn, to a question that holds those words.
    Raises ValueError, which names the line.
    """
    in_turn: list[Reply] = []
    fitting: dict[str, Reply] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            when = fields.pop("when", None)
            reply = _reply(fields)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"line {number} is no reply: {error}") from None
        if when is None:
            in_turn.append(reply)
        else:
            fitting[when] = reply
    return [Scripted(fitting, otherwise) for otherwise in in_turn or [Echo()]]


def _reply(fields: Mapping[str, Any]) -> Reply:
    kind, values = fields["kind"], {k: v for k, v in fields.items() if k != "kind"}
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; expected one of {', '.join(KINDS)}")
    nested = {name: _reply(v) if isinstance(v, dict) else v for name, v in values.items()}
    return KINDS[kind](**nested)
