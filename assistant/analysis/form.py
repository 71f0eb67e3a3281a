"""The form in which a chat model says how it reads a question; nothing in it is trusted."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from corpus.postings import PayUnit
from corpus.queries import Measure, Operator

MODEL = ConfigDict(extra="forbid", frozen=True, str_max_length=500)


class Clause(BaseModel):
    """One test of one field."""

    model_config = MODEL

    field: str
    operator: Operator
    values: list[str]
    negated: bool


class Side(BaseModel):
    """One side of a comparison."""

    model_config = MODEL

    where: list[list[Clause]]


class Reading(BaseModel):
    """A question as a model reads it."""

    model_config = MODEL

    kind: Literal["figures", "postings", "other", "cannot"]
    measure: Measure
    value: str
    where: list[list[Clause]]
    share: list[list[Clause]]
    by: str
    groups: list[Side]
    limit: int
    ascending: bool
    currency: str
    unit: PayUnit | None
    time: str
