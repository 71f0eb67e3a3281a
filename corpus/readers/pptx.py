"""Slides: each shown one is a page, its title a heading; tables, charts and notes are read."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

import pptx
from lxml import etree
from pptx.chart.chart import Chart
from pptx.exc import PackageNotFoundError
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.text.text import TextFrame

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource
from corpus.normalise import dates
from corpus.readers import titles
from corpus.readers.archives import unpacked_within_limits
from corpus.readers.composing import Composition, stated_title


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document with a page for each slide that is shown."""
    unpacked_within_limits(content, name=name).close()
    try:
        return _reading(pptx.Presentation(BytesIO(content)), name=name, kind=kind)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, IndexError) as e:
        raise CorruptSource(f"{name} is damaged ({type(e).__name__}: {e})") from e
    except (etree.XMLSyntaxError, zipfile.BadZipFile) as e:
        raise CorruptSource(f"{name} is damaged ({e})") from e


def _reading(file: Presentation, *, name: str, kind: Kind | None) -> Reading:
    composition = Composition()
    hidden = []
    for number, slide in enumerate(file.slides, start=1):
        if slide.element.get("show") == "0":
            hidden.append(str(number))
            continue
        composition.page(number)
        _add(composition, slide)
    title = stated_title(file.core_properties.title) or next(iter(composition.titles), None)
    head = composition.document("", kind="report").text
    document = composition.document(
        title or titles.from_name(name), kind=kind or "report", published=dates.published(head)
    )
    return Reading((document,), (f"hidden slides left out: {', '.join(hidden)}",) if hidden else ())


def _add(composition: Composition, slide: Slide) -> None:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        composition.heading(title.text_frame.text, level=1)
    for shape in _in_reading_order(slide.shapes):
        if title is None or shape.shape_id != title.shape_id:
            _add_shape(composition, shape)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = slide.notes_slide.notes_text_frame.text.strip()
        composition.paragraph(f"Notes: {notes}" if notes else "")


def _in_reading_order(shapes: object) -> Iterator[BaseShape]:
    """Top to bottom, left to right; what a group holds stands in its place."""
    # python-pptx types its shape collections as bare sequences.
    placed = sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))  # type: ignore[call-overload]
    for shape in placed:
        if isinstance(shape, GroupShape):
            yield from _in_reading_order(shape.shapes)
        else:
            yield shape


def _add_shape(composition: Composition, shape: BaseShape) -> None:
    if isinstance(shape, GraphicFrame) and shape.has_table:
        rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
        composition.table(rows, header=bool(shape.table.first_row))
    elif isinstance(shape, GraphicFrame) and shape.has_chart:
        _add_chart(composition, shape.chart)
    elif shape.has_text_frame and not _is_number(shape):
        # Only shapes that have a frame of text reach this line; the base class does not say so.
        _add_text(composition, shape.text_frame)  # type: ignore[attr-defined]


def _is_number(shape: BaseShape) -> bool:
    """A placeholder that repeats on each slide: its number, its footer, its date."""
    kinds = {"SLIDE_NUMBER", "FOOTER", "DATE"}
    return shape.is_placeholder and shape.placeholder_format.type.name in kinds


def _add_text(composition: Composition, frame: TextFrame) -> None:
    lines = [paragraph.text.strip() for paragraph in frame.paragraphs]
    filled = [line for line in lines if line]
    if len(filled) > 1:
        composition.lines((f"- {line}" for line in filled), kind="list")
    else:
        composition.paragraph("".join(filled))


def _add_chart(composition: Composition, chart: Chart) -> None:
    """The figures a chart draws, as a table: categories down, series across."""
    if chart.has_title and chart.chart_title.has_text_frame:
        composition.paragraph(chart.chart_title.text_frame.text)
    for plot in chart.plots:
        series = list(plot.series)
        names = ["", *(one.name or "" for one in series)]
        columns = [list(one.values) for one in series]
        rows = [
            [str(category), *(_figure(column[place]) for column in columns if place < len(column))]
            for place, category in enumerate(plot.categories)
        ]
        composition.table([names, *rows], header=True)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
