"""The fragments of a PDF page put into rows: cells beside each other, column headings, order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

WIDE_GAP = 0.9
"""A gap of this many line heights between two words parts two cells of a table."""

STACKED_LINES = 4
"""How many lines a column's heading may take."""

MOST_RUNS = 200
"""Runs of lines on a page that are put in order; more are no page made for people."""

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPTS = str.maketrans("0123456789", RAISED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, in points from the lower left; `cells` counts the parts set apart by wide gaps."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    weight: int
    cells: int = 1

    @property
    def size(self) -> float:
        return self.top - self.bottom

    def is_beside(self, other: "Line") -> bool:
        """Both stand on one row, this one to the right."""
        overlap = min(self.top, other.top) - max(self.bottom, other.bottom)
        return (
            overlap > 0.5 * min(self.size, other.size)
            and self.left >= other.right - 0.1 * other.size
        )


def in_rows(fragments: Sequence[Line]) -> list[Line]:
    """A page's fragments as lines from top to bottom, column by column where there are several."""
    return _in_reading_order(list(_with_stacks_joined(_with_rows_joined(fragments))))


def _with_rows_joined(fragments: Sequence[Line]) -> Iterator[Line]:
    """Neighbouring fragments on one row are one line; a small raised number is a superscript."""
    row: Line | None = None
    for fragment in fragments:
        if row is not None and fragment.is_beside(row):
            row = _beside(row, fragment)
            continue
        if row is not None:
            yield row
        row = fragment
    if row is not None:
        yield row


def _beside(row: Line, fragment: Line) -> Line:
    gap = fragment.left - row.right
    is_raised = fragment.size < 0.85 * row.size and fragment.bottom > row.bottom + 0.1 * row.size
    is_number = is_raised and fragment.text.isdecimal()
    words = fragment.text.translate(SUPERSCRIPTS) if is_number else fragment.text
    is_marker = words[0] in RAISED and gap < 0.5 * row.size
    space = "" if is_marker or gap < 0.1 * row.size else " "
    return replace(
        row,
        text=f"{row.text}{space}{words}",
        right=fragment.right,
        weight=min(row.weight, fragment.weight),
        cells=row.cells + fragment.cells - (gap <= WIDE_GAP * row.size),
    )


def _with_stacks_joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Column headings of several lines each, given column by column, become one row of cells."""
    joined: list[Line] = []
    stacks: list[list[Line]] = []
    for line in lines:
        if stacks and _continues(stacks, line):
            stacks[-1].append(line)
        elif stacks and _starts_stack(stacks[-1], line):
            stacks.append([line])
        else:
            joined += [_row_of(stacks)] if stacks else []
            above = _stack_beside(joined, line)
            stacks = [above, [line]] if above else []
            del joined[len(joined) - len(above) :]
            joined += [] if above else [line]
    yield from joined
    if stacks:
        yield _row_of(stacks)


def _stack_beside(before: Sequence[Line], line: Line) -> list[Line]:
    """The last lines that form one column to the left of a line which jumps back up beside them."""
    stack: list[Line] = []
    for earlier in reversed(before[-STACKED_LINES:]):
        if stack and not _is_above(earlier, stack[0]):
            break
        stack.insert(0, earlier)
        if abs(earlier.top - line.top) < 0.5 * line.size:
            break
    return stack if stack and _starts_stack(stack, line) else []


def _starts_stack(stack: Sequence[Line], line: Line) -> bool:
    is_right = line.left > max(above.right for above in stack) + 0.3 * line.size
    is_up = line.bottom > stack[-1].bottom + 0.3 * line.size
    is_near = line.top < stack[0].top + 2.5 * line.size
    return is_right and is_up and is_near


def _continues(stacks: Sequence[Sequence[Line]], line: Line) -> bool:
    lowest = min(stack[-1].bottom for stack in stacks)
    is_within = line.bottom > lowest - 0.5 * line.size
    return len(stacks[-1]) < STACKED_LINES and is_within and _is_above(stacks[-1][-1], line)


def _is_above(upper: Line, lower: Line) -> bool:
    is_next = 0 < upper.bottom - lower.bottom < 2 * lower.size
    return is_next and min(upper.right, lower.right) > max(upper.left, lower.left)


def _row_of(stacks: Sequence[Sequence[Line]]) -> Line:
    lines = [line for stack in stacks for line in stack]
    bottom = min(line.bottom for line in lines)
    return Line(
        text=" ".join(line.text for line in lines),
        left=min(line.left for line in lines),
        bottom=bottom,
        right=max(line.right for line in lines),
        top=bottom + max(line.size for line in lines),
        weight=min(line.weight for line in lines),
        cells=len(stacks),
    )


def _in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines in the file's order, but that nothing comes after what lies below it.

    A file may draw its title last. Columns lie beside each other and keep their order.
    """
    runs: list[list[Line]] = []
    for line in lines:
        if runs and line.bottom < runs[-1][-1].bottom + 0.5 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    if not 1 < len(runs) <= MOST_RUNS:
        return list(lines)
    ordered: list[list[Line]] = []
    for run in runs:
        after = (place for place, other in enumerate(ordered) if _lies_over(run, other))
        ordered.insert(next(after, len(ordered)), run)
    return [line for run in ordered for line in run]


def _lies_over(run: Sequence[Line], other: Sequence[Line]) -> bool:
    """One run is above all of another, and most of the narrower one's width is shared."""
    if run[-1].bottom < other[0].top - 0.5 * other[0].size:
        return False
    left = max(min(line.left for line in run), min(line.left for line in other))
    right = min(max(line.right for line in run), max(line.right for line in other))
    widths = [
        max(line.right for line in one) - min(line.left for line in one) for one in (run, other)
    ]
    return right - left > 0.5 * min(widths)
