"""Values that a claim gives for one row, held against that row's cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.verification.evidence import Finding
from assistant.verification.tables.linking import Linked, Mention, Place, index
from assistant.verification.tables.reading import Column


@dataclass(frozen=True, slots=True)
class Fit:
    """How the claim's words stand in one row; weights are of words that tell rows apart."""

    row: int
    held: float
    missing: tuple[Mention, ...]


def best_fit(claim: Linked) -> Fit | None:
    """The row that most of the claim stands in; None where no words link."""
    if not claim.mentions:
        return None
    rows = range(len(claim.table.rows))
    scores = [0.0] * len(rows)
    for mention in claim.mentions:
        for row, share in _shares(mention.cells).items():
            scores[row] += (mention.weight + 0.01) * (0.7 + 0.3 * share)
    row = max(rows, key=lambda n: (scores[n], -n))
    total = sum(mention.weight + 0.01 for mention in claim.mentions)
    missing = tuple(one for one in claim.mentions if row not in one.rows)
    return Fit(row, scores[row] / total, missing)


def _shares(cells: Mapping[Place, float]) -> dict[int, float]:
    shares: dict[int, float] = {}
    for (row, _), share in cells.items():
        shares[row] = max(shares.get(row, 0.0), share)
    return shares


def lookups(claim: Linked, fit: Fit, *, likely: bool) -> Iterator[Finding]:
    """What the row that a claim is about says of its values; nothing where the row is unclear."""
    asides = [one for one in claim.mentions if fit.row in one.rows]
    wrong = list(wrong_figures(claim, fit)) + list(_wrong_values(claim, fit))
    if wrong and not likely:
        yield from wrong
    elif likely and not fit.missing and not wrong and len(asides) > 1:
        yield _agreeing(claim, fit, asides)
    elif claim.strange and not likely:
        words = claim.part(claim.strange[0], claim.strange[0] + 1)
        yield Finding("table", "lacks", words, f"The table says nothing of “{words}”.")


def _agreeing(claim: Linked, fit: Fit, asides: list[Mention]) -> Finding:
    part = claim.part(asides[0].start, asides[-1].end)
    return Finding("table", "agrees", part, "", claim.table.rows[fit.row].span)


def wrong_figures(claim: Linked, fit: Fit) -> Iterator[Finding]:
    """Figures that are another row's or no row's, each against the cell of the column meant."""
    elsewhere = [one.start for one in fit.missing if one.numeric and one.end - one.start == 1]
    strange = [at for at in claim.strange if claim.tokens[at].bare]
    if not _is_identified(claim, fit):
        return
    for at in sorted((*elsewhere, *strange)):
        column = _column_meant(claim, fit, at)
        if column is not None and not _is_in(claim, at, fit.row, column):
            yield _against_cell(claim, fit.row, column, at)


def _is_in(claim: Linked, at: int, row: int, column: int) -> bool:
    """Whether a figure is one of a cell's, or half of a score or a range."""
    token = claim.tokens[at]
    joint = token.joint or (at > 0 and claim.tokens[at - 1].joint)
    cell = index(claim.table).cells[row, column]
    return joint or any(token.key in (one.key, one.bare) for one in cell)


def _is_identified(claim: Linked, fit: Fit) -> bool:
    """Whether words, not figures, single the row out."""
    rows = set(range(len(claim.table.rows)))
    for one in claim.mentions:
        if not one.numeric and fit.row in one.rows:
            rows &= one.rows
    return rows == {fit.row}


def _column_meant(claim: Linked, fit: Fit, at: int) -> int | None:
    """The column a figure is said of: the nearest one named, or the only one of its kind."""
    kind = _kind(claim, at)
    columns = claim.table.columns
    fitting = [n for n, column in enumerate(columns) if _fits(kind, column)]
    taken = {n for one in claim.mentions if fit.row in one.rows for n in one.columns}
    named = sorted(
        (min(abs(one.start - at), abs(one.end - at)), one.column)
        for one in claim.namings
        if one.column in fitting and (one.column not in taken)
    )
    if named:
        return named[0][1]
    return fitting[0] if len(fitting) == 1 and kind in ("money", "percent") else None


def _kind(claim: Linked, at: int) -> str:
    """What a figure's signs say that it is: money, a percentage, or a number."""
    span = claim.tokens[at].span
    before = claim.claim[max(0, span.start - 1) : span.start]
    after = claim.claim[span.end : span.end + 9].lstrip().lower()
    if before in "$€£¥₹" and before:
        return "money"
    if after.startswith(("%", "percent", "per cent")):
        return "percent"
    return "date" if 1900 <= (claim.tokens[at].number or 0) < 2100 else "number"


def _fits(kind: str, column: Column) -> bool:
    if column.kind == "date" or kind == "date":
        return kind == column.kind
    name = column.name.lower()
    if kind == "money":
        return column.kind == "money" or (column.kind == "number" and _is_of_money(name))
    if kind == "percent":
        return column.kind == "percent" or "%" in name or "share" in name or "percent" in name
    return column.kind in ("number", "rank", "money", "percent")


def _is_of_money(name: str) -> bool:
    return any(word in name for word in ("pay", "salary", "wage", "usd", "$", "€", "£", "price"))


def _against_cell(claim: Linked, row: int, column: int, at: int) -> Finding:
    cell = claim.table.rows[row].cells[column]
    token = claim.tokens[at]
    words = _as_written(claim, at)
    held = claim.table.columns[column]
    name = claim.table.rows[row].cells[0].text or token.word
    reason = f"In the row “{name}” the column “{held.name}” is {cell.text}, not {words}."
    return Finding("table", "differs", words, reason, cell.span)


def _as_written(claim: Linked, at: int) -> str:
    """A figure with the currency before it and the percent sign after it."""
    span = claim.tokens[at].span
    start = span.start - (claim.claim[max(0, span.start - 1) : span.start] in tuple("$€£¥₹"))
    end = span.end + claim.claim[span.end : span.end + 1].count("%")
    return claim.claim[start:end]


def _wrong_values(claim: Linked, fit: Fit) -> Iterator[Finding]:
    """Words of one column that stand in other rows only, against what this row's cell says."""
    if not any(fit.row in one.rows for one in claim.mentions):
        return
    for one in fit.missing:
        if one.numeric or len(one.columns) != 1:
            continue
        (column,) = one.columns
        cell = claim.table.rows[fit.row].cells[column]
        name = claim.table.rows[fit.row].cells[0].text
        words = claim.part(one.start, one.end)
        header = claim.table.columns[column].name
        reason = (
            f"In the row “{name}” the column “{header}” is {cell.text or 'empty'}, not {words}."
        )
        yield Finding("table", "differs", words, reason, cell.span)
