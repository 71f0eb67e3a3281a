"""HTML as blocks of text: what a browser would show, walked once in reading order."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, TypeAlias

from lxml import etree

from corpus.readers.composing import Composition
from corpus.readers.grids import Grid, is_data
from corpus.readers.references import is_list_title

Extent = Literal["all", "page", "main"]
Element: TypeAlias = etree._Element  # noqa: SLF001
_Handler = Callable[[Element], None]

MOST_ATTRIBUTES = 1_000
DEEPEST_LOOK = 6  # lists or tables around one that is still looked into before it is read
LINKED = 0.75  # of a list's letters: as many in links, and the list is for finding one's way

_OVERFULL = re.compile(r"<[A-Za-z][^<>]{4000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"[\s/=]+")

_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
        ),
        *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
        *(
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
        ),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul"),
    }
)
_NEVER_SHOWN = frozenset(
    {
        *(
            "annotation",
            "audio",
            "button",
            "canvas",
            "datalist",
            "embed",
            "frameset",
            "head",
            "iframe",
        ),
        *(
            "input",
            "map",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "optgroup",
            "option",
            "rp",
            "rt",
        ),
        *("script", "select", "style", "svg", "template", "textarea", "video"),
    }
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROUND_THE_PAGE = frozenset({"nav", "footer", "aside"})
_ROLES = frozenset(
    {
        *("alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar"),
        *("navigation", "search"),
    }
)
_PARTS = re.compile(
    r"(?:^|\s)(?:[\w-]{1,40}[-_])?(?:nav|navbar|navigation|menu|sidebar|breadcrumbs?|cookies?"
    r"|cookie-banner|consent|gdpr|newsletter|subscribe|share|sharing|social|social-links|related"
    r"|related-posts|recommended|pagination|pager|skip-links?|skiplink|sr-only|visually-hidden"
    r"|screen-reader-text|site-header|site-footer|page-footer|advert|ads|advertisement|promo|popup"
    r"|modal|toolbar|navbox|editsection|noprint|catlinks|table-of-contents|tableofcontents"
    r"|cite-backlink|jump-link|printfooter|toc)(?:\s|$)",
    re.IGNORECASE,
)
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0?\.?0*\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_HIDING_RULE = re.compile(r"([^{}@]{1,500})\{([^{}]{0,2000})\}")
_SIMPLE_SELECTOR = re.compile(r"[.#][\w-]{1,80}")
_MEDIA = re.compile(r"@[^{};]{0,200}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,200}[^{}]{0,2000}\}")
_NOTE_MARK = re.compile(r"\[?([1-9]\d{0,2})\]?")
_NOTE_LIST = re.compile(
    r"(?:^|[\s_-])(?:references?|footnotes?|endnotes?|citations?|bibliography|sources)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOTE_ITEM = re.compile(
    r"(?:cite[_-]?note|fn|ref|footnote|endnote|reference|note|bib)[:_-]?.{0,40}", re.IGNORECASE
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\x1e"
_BREAKS = re.compile(rf" ?{_BREAK} ?")
_BARE = re.compile(r"[\s•·|*\-–—>»«^]*")


def overfull(page: str) -> bool:
    """Whether an element has so many attributes that parsing it would take minutes."""
    return any(
        len(_ATTRIBUTE.findall(_QUOTED.sub("", tag[0]))) > MOST_ATTRIBUTES
        for tag in _OVERFULL.finditer(page)
    )


def parsed(page: str) -> etree._Element | None:
    """The element tree of a page or a piece of one; None where there is no element in it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        return etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def compose(root: etree._Element, into: Composition, *, extent: Extent) -> None:
    """Add what is shown of `root`: all of it, or without what surrounds a page's content.

    Of a "page" menus are left out too; in its "main" part lists of links may be worth reading.
    """
    walk = _Walk(into, _hidden_names(root), extent, _notes(root))
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "start":
            walk.start(element)
        elif event == "end":
            walk.end(element, is_root=element is root)
        else:
            walk.comment(element)
    walk.flush()


def letters(element: etree._Element) -> int:
    """About how many letters of an element a browser would show."""
    shown = (part for part in element.iter() if part.tag not in _NEVER_SHOWN)
    return sum(len((part.text or "").strip()) + len((part.tail or "").strip()) for part in shown)


@dataclass
class _Item:
    """A list item in the making with those below it, and the web pages it links to."""

    depth: int
    lines: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    is_note: bool = False


class _Walk:
    def __init__(
        self,
        into: Composition,
        hidden: frozenset[str],
        extent: Extent,
        notes: Mapping[str, str],
    ) -> None:
        self._into = into
        self._hidden = hidden
        self._extent = extent
        self._notes = notes
        self._skipped = 0
        self._words: list[str] = []
        self._verbatim = 0
        self._raised: list[int] = []
        self._lists: list[tuple[str, int]] = []
        self._prefix = ""
        self._item: _Item | None = None
        self._grid: Grid | None = None
        self._layouts = 0
        self._under_notes = False
        self._openings: Mapping[str, _Handler] = {
            "a": self._open_link,
            "br": self._break,
            "li": self._open_item,
            "menu": self._open_list,
            "ol": self._open_list,
            "pre": self._open_verbatim,
            "sup": self._open_raised,
            "table": self._open_table,
            "td": self._open_cell,
            "th": self._open_cell,
            "tr": self._open_row,
            "ul": self._open_list,
        }
        self._closings: Mapping[str, _Handler] = {
            "li": self._close_item,
            "menu": self._close_list,
            "ol": self._close_list,
            "pre": self._close_verbatim,
            "sup": self._close_raised,
            "table": self._close_table,
            "td": self._close_cell,
            "th": self._close_cell,
            "tr": self._close_row,
            "ul": self._close_list,
        }

    # Events

    def start(self, element: etree._Element) -> None:
        if self._skipped or self._is_left_out(element):
            self._skipped += 1
            return
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
        opening = self._openings.get(tag)
        if opening:
            opening(element)
        self._add(element.text)

    def end(self, element: etree._Element, *, is_root: bool) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._close(element)
        if not self._skipped and not is_root:
            self._add(element.tail)

    def comment(self, element: etree._Element) -> None:
        if not self._skipped:
            self._add(element.tail)

    def _close(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self._close_heading(_HEADINGS[tag])
        elif tag in _BLOCKS:
            self.flush()
        closing = self._closings.get(tag)
        if closing:
            closing(element)

    def _is_left_out(self, element: etree._Element) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _NEVER_SHOWN or self._is_hidden(element):
            return True
        return self._extent != "all" and self._is_round_the_page(element)

    def _is_hidden(self, element: etree._Element) -> bool:
        if "hidden" in element.attrib or element.get("aria-hidden", "").lower() == "true":
            return True
        style = element.get("style")
        if style and _HIDING_STYLE.search(style):
            return True
        if element.tag == "dialog" and "open" not in element.attrib:
            return True
        return bool(self._hidden) and not self._hidden.isdisjoint(_names(element))

    def _is_round_the_page(self, element: etree._Element) -> bool:
        tag = element.tag
        if tag in {"html", "body", "main", "article", "h1"}:
            return False
        if tag in _ROUND_THE_PAGE or element.get("role", "").lower() in _ROLES:
            return True
        if _PARTS.search(f"{element.get('class', '')} {element.get('id', '')}"):
            return True
        return self._is_menu(element)

    def _is_menu(self, element: etree._Element) -> bool:
        outermost = element.tag in {"ul", "ol"} and not self._lists and self._extent == "page"
        return outermost and not self._under_notes and _is_way_about(element)

    # Words

    def _add(self, words: str | None) -> None:
        if words:
            self._words.append(words)

    def _taken(self) -> str:
        words = "".join(self._words)
        self._words.clear()
        if self._verbatim:
            return words.strip("\n")
        return _BREAKS.sub(_BREAK, _SPACES.sub(" ", words)).strip(f" {_BREAK}")

    def flush(self) -> None:
        """End the run of words that stand together."""
        if not self._words:
            return
        words = self._taken()
        if self._verbatim:
            self._put_verbatim(words)
            return
        for paragraph in re.split(rf"{_BREAK}{{2,}}", words):
            self._put(paragraph.replace(_BREAK, "\n"))

    def _put(self, words: str) -> None:
        if not words.strip():
            return
        if self._grid is not None and self._grid.cell is not None:
            self._grid.cell.append(words.replace("\n", " "))
        elif self._item is not None:
            self._item.lines.append(self._prefix + words)
            self._prefix = ""
        else:
            self._into.paragraph(words)

    def _put_verbatim(self, words: str) -> None:
        if self._item is None and self._grid is None:
            self._into.lines(words.split("\n"), kind="code")
        else:
            self._put(words)

    def _close_heading(self, level: int) -> None:
        words = self._taken().replace(_BREAK, " ")
        self._under_notes = is_list_title(words)
        if self._item is not None or self._grid is not None:
            self._put(words)
        elif words:
            self._into.heading(words, level=level)

    # Elements that need more than their words

    def _break(self, _element: etree._Element) -> None:
        self._words.append("\n" if self._verbatim else _BREAK)

    def _open_verbatim(self, _element: etree._Element) -> None:
        self._verbatim += 1

    def _close_verbatim(self, _element: etree._Element) -> None:
        self._verbatim -= 1

    def _open_raised(self, _element: etree._Element) -> None:
        self._raised.append(len(self._words))

    def _close_raised(self, element: etree._Element) -> None:
        """A raised number: a note's mark in brackets where it links to one, else a superscript."""
        start = self._raised.pop() if self._raised else len(self._words)
        said = "".join(self._words[start:]).strip()
        mark = _NOTE_MARK.fullmatch(said)
        if mark is None:
            return
        links = any((link.get("href") or "").find("#") >= 0 for link in element.iter("a"))
        is_note = links or said.startswith("[") or _NOTE_ITEM.match(element.get("class", ""))
        self._words[start:] = [f"[{mark[1]}]" if is_note else mark[1].translate(_RAISED)]

    def _open_link(self, element: etree._Element) -> None:
        address = element.get("href") or ""
        if self._item is not None and address.startswith(("http://", "https://")):
            self._item.links.append(address)

    def _open_list(self, element: etree._Element) -> None:
        start = element.get("start", "")
        self._lists.append((element.tag, int(start) if re.fullmatch(r"\d{1,6}", start) else 1))

    def _close_list(self, _element: etree._Element) -> None:
        if self._lists:
            self._lists.pop()

    def _open_item(self, element: etree._Element) -> None:
        ordered, number = self._lists[-1] if self._lists else ("ul", 1)
        if ordered == "ol":
            value = element.get("value", "")
            number = int(value) if re.fullmatch(r"\d{1,6}", value) else number
            self._lists[-1] = (ordered, number + 1)
        self._prefix = f"{number}. " if ordered == "ol" else "- "
        if mark := self._notes.get(element.get("id", "")):
            numbered = ordered == "ol" and str(number) == mark
            self._prefix = self._prefix if numbered else f"[{mark}] "
            self._entitle_notes()
        if self._item is None and self._grid is None and not self._is_section(element):
            self._item = _Item(len(self._lists), is_note=self._is_note(element))

    def _entitle_notes(self) -> None:
        """A title over notes that the page lists without one, so that they read as references."""
        if not self._under_notes and self._item is None and self._grid is None:
            self._into.heading("Notes", level=2)
            self._under_notes = True

    def _is_section(self, element: etree._Element) -> bool:
        headings = element.iterdescendants("h1", "h2", "h3", "h4")
        return len(self._lists) < DEEPEST_LOOK and next(headings, None) is not None

    def _close_item(self, _element: etree._Element) -> None:
        if self._item is None or len(self._lists) > self._item.depth:
            return
        item, self._item = self._item, None
        said = "\n".join(item.lines)
        if item.is_note and item.links and "://" not in said:
            said += f" {item.links[0]}"
        self._prefix = ""
        self._into.lines(said.split("\n") if not _BARE.fullmatch(said) else [], kind="list")

    def _is_note(self, element: etree._Element) -> bool:
        around = element.getparent()
        named = "" if around is None else f"{around.get('class', '')} {around.get('id', '')}"
        return bool(
            self._under_notes
            or element.get("id", "") in self._notes
            or _NOTE_LIST.search(named)
            or _NOTE_ITEM.fullmatch(element.get("id", ""))
        )

    def _open_table(self, element: etree._Element) -> None:
        if self._grid is not None:
            self._grid.depth += 1
        elif self._item is None and self._layouts < DEEPEST_LOOK and is_data(element):
            self._grid = Grid()
        else:
            self._layouts += 1

    def _close_table(self, _element: etree._Element) -> None:
        if self._grid is None:
            self._layouts -= 1
            return
        self._grid.depth -= 1
        if not self._grid.depth:
            grid, self._grid = self._grid, None
            self._into.table(list(grid.rows()), header=grid.has_header)

    def _open_row(self, element: etree._Element) -> None:
        if self._grid is not None:
            self._grid.open_row(element)

    def _close_row(self, _element: etree._Element) -> None:
        if self._grid is not None:
            self._grid.close_row()

    def _open_cell(self, _element: etree._Element) -> None:
        if self._grid is not None:
            self._grid.open_cell()

    def _close_cell(self, element: etree._Element) -> None:
        if self._grid is not None:
            self._grid.close_cell(element)


def _notes(root: etree._Element) -> Mapping[str, str]:
    """The number of each list item that a raised number links to, by the item's id."""
    marks: dict[str, str] = {}
    for raised in root.iter("sup"):
        link = next(raised.iter("a"), None)
        link = raised.getparent() if link is None else link
        address = "" if link is None else link.get("href", "")
        mark = _NOTE_MARK.fullmatch("".join(islice(raised.itertext(), 4)).strip())
        if mark and address.startswith("#"):
            marks.setdefault(address[1:], mark[1])
    return marks


def _names(element: etree._Element) -> Iterator[str]:
    if name := element.get("id"):
        yield f"#{name}"
    for name in (element.get("class") or "").split():
        yield f".{name}"


def _hidden_names(root: etree._Element) -> frozenset[str]:
    """Classes and ids that a page's own style sheet never shows, media rules left aside."""
    hidden: set[str] = set()
    for sheet in root.getroottree().iter("style"):
        for selectors, rules in _HIDING_RULE.findall(_MEDIA.sub("", sheet.text or "")):
            if _HIDING_STYLE.search(rules):
                names = (name.strip() for name in selectors.split(","))
                hidden.update(name for name in names if _SIMPLE_SELECTOR.fullmatch(name))
    return frozenset(hidden)


def _is_way_about(element: etree._Element) -> bool:
    """Whether a list is a menu: several short items that are nearly all link."""
    items = [item for item in element if item.tag == "li"]
    words = sum(len(said.strip()) for said in element.itertext())
    if len(items) < 4 or words > 80 * len(items):
        return False
    linked = sum(len(said.strip()) for link in element.iter("a") for said in link.itertext())
    return linked >= LINKED * words
