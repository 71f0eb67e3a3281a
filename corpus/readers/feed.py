"""News feeds in RSS and Atom, item by item, and the words of any other XML."""

from lxml import etree

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource, EmptySource
from corpus.normalise import dates
from corpus.readers import html, titles
from corpus.readers.clean import clean
from corpus.readers.composing import Composition

_ITEMS = ("item", "entry")
_DATES = ("pubDate", "published", "updated", "date")
_BODIES = ("encoded", "content", "description", "summary")


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document; each item of a feed is a heading with its day and its text below."""
    root = _parsed(content, name=name)
    items = [element for element in root.iter() if _name(element) in _ITEMS]
    composition = Composition()
    title = _said(root.find("{*}channel") if root.find("{*}channel") is not None else root, "title")
    if not items:
        _add_words(composition, root)
    for item in items:
        _add(composition, item, name=name)
    days = [day for item in items if (day := dates.stated(_first(item, _DATES))) is not None]
    document = composition.document(
        title or titles.from_name(name), kind=kind or "report", published=max(days, default=None)
    )
    return Reading((document,))


def _parsed(content: bytes, *, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise CorruptSource(f"{name} is damaged XML ({e})") from e
    if root is None:
        raise CorruptSource(f"{name} is damaged: no XML can be made out in it")
    return root


def _add(composition: Composition, item: etree._Element, *, name: str) -> None:
    composition.heading(_said(item, "title") or "Untitled", level=2)
    day = _first(item, _DATES)
    link = item.find("{*}link")
    address = "" if link is None else (link.text or link.get("href") or "").strip()
    composition.lines(
        [f"Date: {day}" if day else "", f"Link: {address}" if address else ""], kind="paragraph"
    )
    markup = _first(item, _BODIES)
    if "<" not in markup:
        composition.paragraph(markup)
        return
    try:
        page = f"<html><body>{markup}</body></html>".encode()
        composition.append(html.read(page, name=name).documents[0])
    except EmptySource:
        # A picture without words.
        return


def _add_words(composition: Composition, root: etree._Element) -> None:
    """The text of each element on a line of its own."""
    for parent in root.iter():
        words = [
            clean(child.text or "").strip()
            for child in parent
            if isinstance(child.tag, str) and not len(child)
        ]
        composition.lines([word for word in words if word], kind="paragraph")
    if not len(root):
        composition.paragraph(root.text or "")


def _first(item: etree._Element, names: tuple[str, ...]) -> str:
    return next((words for name in names if (words := _said(item, name))), "")


def _said(parent: etree._Element, name: str) -> str:
    found = next((child for child in parent if _name(child) == name), None)
    if found is None:
        return ""
    return clean("".join(str(words) for words in found.itertext())).strip()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
