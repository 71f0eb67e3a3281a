"""What the data calls its fields and their values, found in the words of a question."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.analysis.sentence import fold, singular
from assistant.analysis.spelling import nearest
from corpus.normalise import employer
from corpus.queries import COLUMN, Catalogue, Dimension

LONGEST_NAME = 8
"""Words of a field's name or of a value that are looked up in a question."""

SHORTEST_MISSPELT = 5
SHORTEST_LAST = 7
"""A label's last word from this length on may stand for it: "clearance"."""

MOSTLY = 0.8
FEW_VALUES = 60
"""A column of no more values than these tells kinds of postings apart."""

_SYNONYMS: Mapping[str, str] = {
    "employer": "employer company firm organisation organization startup business "
    "hiring-company hiring-organization hiring-organisation",
    "title": "job-title title role-title position-title job-name role-name",
    "role_family": "role-family job-family job-function function occupation job-category "
    "role-type kind-of-role type-of-role",
    "seniority": "seniority seniority-level level experience-level career-level job-level",
    "arrangement": "work-arrangement arrangement remote-policy workplace-type work-mode "
    "working-arrangement workplace work-model remote-status",
    "employment": "employment-type job-type contract-type type-of-employment work-type "
    "employment type-of-contract",
    "skill": "skill technology tool programming-language language technical-skill tech "
    "required-skill competency key-skill framework",
    "locality": "city town location metro place job-location",
    "region": "state region province us-state",
    "country": "country nation",
    "board": "job-board board source site platform job-site",
    "currency": "currency pay-currency salary-currency",
    "pay_unit": "pay-period salary-period pay-unit pay-interval pay-frequency",
}
_ALIASES: Mapping[tuple[str, str], str] = {
    ("arrangement", "remote"): "remote work-from-home wfh telecommute home-based fully-remote "
    "home-office remotely",
    ("arrangement", "hybrid"): "hybrid part-remote partly-remote",
    ("arrangement", "onsite"): "onsite on-site in-office in-person office-based on-premises",
    ("employment", "full_time"): "full-time fulltime permanent",
    ("employment", "part_time"): "part-time parttime",
    ("employment", "contract"): "contract contractor freelance freelancer fixed-term",
    ("employment", "internship"): "internship intern apprenticeship apprentice",
    ("employment", "temporary"): "temporary temp seasonal",
}
"""Other words for the values our own fields have, whether or not a posting has them."""

_UNSAYING = frozenset({"name", "label", "value", "text", "title"})
_SHORTENED = {
    "dept": "department", "dep": "department", "loc": "location", "exp": "experience",
    "yrs": "years", "hrs": "hours", "req": "required", "emp": "employment", "org": "organisation",
}  # fmt: skip
_AFTERTHOUGHT = re.compile(r" (?:required|needed|offered|available|allowed|eligible|flag|y n|yn)$")
_WHOSE = re.compile(r"^(?:company|employer|job|posting|position|vacancy) (?!type\b)")
_USUAL = frozenset(
    name.replace("-", " ") for names in _SYNONYMS.values() for name in names.split()
) | {name.replace("_", " ") for name in _SYNONYMS}
_AUXILIARY = re.compile(r"^(?:is|has|have|needs?|requires?|offers?|can|allows?) ")
_TRUE = frozenset({"1", "true", "yes", "y", "t"})
_FALSE = frozenset({"0", "false", "no", "n", "f"})
YES_OR_NO = _TRUE | _FALSE
_VAGUE_LABELS = frozenset(
    {"", "date", "time", "description", "text", "url", "link", "name", "id", "label", "value"}
)


@dataclass(frozen=True, slots=True)
class Meant:
    """A value of a dimension, as the data writes it."""

    dimension: str
    value: str
    count: int


class Names:
    """The names of one catalogue's fields and values, by their folded words."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.dimensions = {d.name: d for d in catalogue.dimensions}
        # What one file alone states is all there is; of several, a column is one file's own.
        self._everywhere = MOSTLY * catalogue.unique if len(catalogue.sources) > 1 else 0
        self._titles = _title_columns(catalogue.dimensions)
        self._labels: dict[str, str] = {}
        self._values: dict[str, list[Meant]] = {}
        for label, name in _labels(catalogue.dimensions, self._everywhere, self._titles):
            self._labels.setdefault(label, name)
        # A column as its file writes it: jobCity.
        self._joined = {
            label.replace(" ", ""): name for label, name in self._labels.items() if " " in label
        }
        for dimension in catalogue.dimensions:
            self._add_values(dimension)
        for (name, value), words in _ALIASES.items():
            for alias in words.split() if name in self.dimensions else ():
                held = [Meant(name, value, 0)]
                self._values.setdefault(alias.replace("-", " "), held)

    def labelled(self, phrase: str, *, nearly: bool = True) -> str | None:
        """The dimension a phrase names, one or many, a letter wrong allowed."""
        for form in (*_forms(phrase), phrase.replace(" of ", " ")):
            if form in self._labels:
                return self._labels[form]
        if phrase in self._joined:
            return self._joined[phrase]
        if not nearly or len(phrase) < SHORTEST_MISSPELT:
            return None
        words = phrase.count(" ")
        near = nearest(phrase, (label for label in self._labels if label.count(" ") == words))
        return self._labels[near] if near else None

    def meanings(self, phrase: str) -> list[Meant]:
        """The values a phrase names, whole; of any dimension."""
        return next((self._values[form] for form in _forms(phrase) if form in self._values), [])

    def value(self, dimension: str, phrase: str) -> str | None:
        """The value of this dimension that a phrase names, a letter wrong allowed."""
        for meant in self.meanings(phrase):
            if meant.dimension == dimension:
                return meant.value
        yes = self.truth(dimension)
        if yes and phrase in _TRUE | _FALSE:
            values = [value for value, _ in self.dimensions[dimension].values]
            sides = yes if phrase in _TRUE else [value for value in values if value not in yes]
            return next(iter(sides), None)
        own = {fold(value): value for value, _ in self.dimensions[dimension].values}
        near = nearest(phrase, own) if len(phrase) >= SHORTEST_MISSPELT else None
        return own[near] if near else None

    def truth(self, dimension: str) -> tuple[str, ...]:
        """The values that say yes in a column of yes and no; empty for any other."""
        values = {value.casefold(): value for value, _ in self.dimensions[dimension].values}
        if not values or not values.keys() <= _TRUE | _FALSE:
            return ()
        return tuple(value for folded, value in values.items() if folded in _TRUE)

    def is_usual(self, label: str) -> bool:
        """Whether a column's label is a usual name of one of our own fields."""
        return label in _USUAL

    def is_everywhere(self, dimension: str) -> bool:
        """Whether nearly all postings state a field: not one file's column among several files'."""
        return self.dimensions[dimension].stated >= self._everywhere

    def all_values(self) -> Iterable[str]:
        """Every folded value, to look for the nearest."""
        return self._values.keys()

    def flags(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each column of yes and no, with the words of its label."""
        for name, dimension in self.dimensions.items():
            if name.startswith(COLUMN) and self.truth(name):
                yield name, tuple(label_of(dimension).split())

    def words(self) -> frozenset[str]:
        """Every single word of a label or a value: none of these is a misspelling."""
        return frozenset(
            word for phrase in (*self._labels, *self._values) for word in phrase.split()
        )

    def _add_values(self, dimension: Dimension) -> None:
        if dimension.name in {"title", "text"} | self._titles or self._is_technical(dimension):
            return
        for value, count in dimension.values:
            meant = Meant(dimension.name, value, count)
            for form in dict.fromkeys((*_forms(fold(value)), *_short(dimension, value))):
                if form and len(form.split()) <= LONGEST_NAME:
                    self._values.setdefault(form, []).append(meant)

    def _is_technical(self, dimension: Dimension) -> bool:
        """Whether a column tells each posting from every other: an id, an address, a time."""
        if not dimension.name.startswith(COLUMN):
            return False
        return dimension.distinct > FEW_VALUES and dimension.distinct > 0.6 * dimension.stated


def _labels(
    dimensions: Iterable[Dimension], everywhere: float, titles: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Each name a dimension goes by, the first to be heeded first.

    A source's own column comes before our field of that name where nearly all postings state it;
    where several sources were read, one's column must not stand for all.
    """
    columns = [d for d in dimensions if d.name.startswith(COLUMN) and d.values]
    columns = [dimension for dimension in columns if dimension.name not in titles]
    own = [d for d in dimensions if not d.name.startswith(COLUMN)]
    yield from _column_labels(d for d in columns if d.stated >= everywhere)
    for dimension in own:
        yield fold(dimension.label), dimension.name
        for synonym in _SYNONYMS.get(dimension.name, "").split():
            yield synonym.replace("-", " "), dimension.name
    yield from _column_labels(d for d in columns if d.stated < everywhere)
    for dimension in columns:
        *before, last = label_of(dimension).split() or [""]
        if before and len(last) >= SHORTEST_LAST:
            yield last, dimension.name


def _column_labels(columns: Iterable[Dimension]) -> Iterator[tuple[str, str]]:
    for dimension in columns:
        for label in dict.fromkeys(_said(dimension)):
            if label not in _VAGUE_LABELS:
                yield label, dimension.name
                yield singular_phrase(label), dimension.name
                yield _AUXILIARY.sub("", label), dimension.name


def _title_columns(dimensions: Iterable[Dimension]) -> frozenset[str]:
    """The columns that hold the postings' titles, by their name or their values."""
    titles = {fold(v) for d in dimensions if d.name == "title" for v, _ in d.values}

    def holds_titles(dimension: Dimension) -> bool:
        values = [fold(value) for value, _ in dimension.values[:FEW_VALUES]]
        shared = sum(value in titles for value in values)
        return _is_title(label_of(dimension)) or (len(values) > 2 and shared > MOSTLY * len(values))

    return frozenset(d.name for d in dimensions if d.name.startswith(COLUMN) and holds_titles(d))


def _short(dimension: Dimension, value: str) -> tuple[str, ...]:
    """An employer's name without its legal form: "Müller" of "Müller GmbH"."""
    return (fold(employer.key(value)),) if dimension.name == "employer" else ()


def _is_title(label: str) -> bool:
    return label.endswith(("title", "job name"))


def _said(dimension: Dimension) -> Iterator[str]:
    """What a person may call a column: whole, by each of its parts, without what says nothing.

    "departments.name" is the department, "metadata.is_backfill" the backfill, "Team/Dept" either.
    """
    own = {fold(value) for value, _ in dimension.values}
    path = [label_of(replace(dimension, label=part)) for part in dimension.label.split(".")]
    while len(path) > 1 and path[-1] in _UNSAYING:
        path.pop()
    parts = re.split(r"[/(),#]", path[-1] if len(path) > 1 else dimension.label)
    said = (label_of(replace(dimension, label=part)) for part in parts)
    for label in (label_of(dimension), path[-1], *(part for part in said if part not in own)):
        yield label
        yield " ".join(_SHORTENED.get(word, word) for word in label.split())
        yield _AFTERTHOUGHT.sub("", label)
        yield _WHOSE.sub("", label)


def label_of(dimension: Dimension) -> str:
    """A column's name as words: "remotePolicy" and "remote_policy" are "remote policy"."""
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])|\.", " ", dimension.label))


def _forms(phrase: str) -> tuple[str, ...]:
    return (phrase, singular_phrase(phrase))


def singular_phrase(phrase: str) -> str:
    """A phrase with its last word in the singular."""
    first, _, last = phrase.rpartition(" ")
    return f"{first} {singular(last)}".strip()
