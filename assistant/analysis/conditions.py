"""Which postings a question is about: its dates, pay, places, names and phrases as conditions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.analysis.cues import NOUN, label_at
from assistant.analysis.draft import Draft
from assistant.analysis.lexicon import COMPARATORS, NOISE
from assistant.analysis.names import LONGEST_NAME, YES_OR_NO, Meant, label_of
from assistant.analysis.sentence import Token, fold, singular
from assistant.analysis.spelling import nearest
from assistant.analysis.unparsed import Unparsed
from corpus.normalise import place, skills, windows
from corpus.postings import Place
from corpus.queries import COLUMN, Condition, Operator

SHORTEST_MISSPELT = 6
LONGEST_CODE = 3
ONE_LETTER_SKILLS = frozenset({"R", "C"})
SHORTEST_STEM = 5
NEAR_WORDS = 4
EXAMPLES = 6

_CONNECTORS: Final = (
    "is are was were of equal equals = as set to marked tagged named called being the value values "
    "with in only listed like"
)
CONNECTORS = frozenset(_CONNECTORS.split())
_DENIALS: Final = "other than not isn t but except besides outside isnt excluding"
DENIALS = frozenset(_DENIALS.split())
BEFORE_LABEL = frozenset({"under", "as", "in", "for", "among", "by"})
_ON_OR = re.compile(r"\bon or (after|before)\b", re.IGNORECASE)
_BOUNDS = {"after": "since", "before": "until"}
_YEAR = re.compile(r"(?<![\w$£€.,-])20[0-4]\d(?![\w.,-]*\d)(?!\s*(?:dollars|euros|pounds|hours))")
_OPEN = re.compile(r"\b(?:still|currently|now) (?:open|live|active|online|hiring|advertised)\b")
_GONE = re.compile(
    r"\b(?:no longer|not) (?:open|live|active|online|advertised)\b|\b(?:taken down|closed"
    r"|gone)\b(?! (?:in|on|by|before|after|since))"
)
_CLOSING = re.compile(r"\b(?:clos\w+|expir\w+|deadline\w*|apply by|valid until|end date)\b")
_NEW = re.compile(r"\b(?:new|newly|appeared|first seen|added|recent|recently)\b")
BEFORE_PLACE = frozenset({"in", "near", "around", "at", "from", "to", "and", "or", "with"})
_TITLED = frozenset({"titled", "title", "called", "named", "titles"})
_REQUIRING = re.compile(
    r"\b(?:mention\w*|requir\w+|need\w*|ask\w*(?: for)?|list\w*|includ\w+|contain\w*|us(?:e|es"
    r"|ing)|with|want\w*|demand\w*|call\w* for"
    r"|refer\w*(?: to)?|skills?(?: in)?|knowledge of|experience (?:in|with)|know\w*|familiar with"
    r"|cite\w*|say\w*|about|describ\w+)(?: (?:the|a|an|term|word|phrase|keyword|skill|any))*$"
)
_BEFORE_EMPLOYER: Final = (
    "at by from for of company employer does do has is with to and vs versus or than"
)
BEFORE_EMPLOYER = frozenset(_BEFORE_EMPLOYER.split())
_LISTED = re.compile(
    r"\b(?:list\w*|tagged(?: with)?|skills?(?: list)? (?:include|contain)\w*)(?: the"
    r"| a)*(?: skills?)?$|\bskills?$"
)


def dated(draft: Draft) -> None:
    """Take out the time that is asked about, and whether postings are still open."""
    for pattern, negated in ((_OPEN, False), (_GONE, True)):
        for _, start, end in draft.found(pattern):
            said = "no longer open" if negated else "still open"
            draft.mention(start, end, (Condition("open", "is", (True,), negated, said),))
    draft.is_closing = next(draft.found(_CLOSING), None) is not None
    draft.is_newness = next(draft.found(_NEW), None) is not None
    text = _ON_OR.sub(
        lambda said: _BOUNDS[said[1].lower()].ljust(len(said[0])), draft.sentence.text
    )
    for window in windows.find(text, today=draft.today):
        start, end = draft.sentence.mark_characters(window.span.start, window.span.end, "window")
        if start < end:
            draft.since = window.start or draft.since
            draft.until = window.end or draft.until
            return
    for match in _YEAR.finditer(text):
        draft.sentence.mark_characters(*match.span(), "window")
        draft.since, draft.until = date(int(match[0]), 1, 1), date(int(match[0]), 12, 31)
        return


def labelled(draft: Draft) -> None:
    """Take out each field that is named with a value of it: ``role family "design"``."""
    tokens = draft.sentence.tokens
    at = 0
    while at < len(tokens):
        found = label_at(draft, at)
        if found and _is_settled(draft, at, *found):
            if draft.is_negated(at):
                _deny(draft, found[0])
            draft.sentence.mark(at, found[1], "cue")
            at = found[1]
        elif found is None or not _labelled_values(draft, at, *found):
            at += 1
        else:
            at = max(at + 1, draft.mentions[-1].end) if draft.mentions else at + 1
    for place_, token in enumerate(tokens):
        if token.quoted and not token.part:
            _quoted(draft, place_)


def employers(draft: Draft) -> None:
    """Take out employers of several words, whatever a single word of theirs may mean."""
    _values(draft, range(LONGEST_NAME, 1, -1), only="employer")


def spelt_out(draft: Draft) -> None:
    """Take out places and values of several words, before single words of them are read as cues."""
    _places(draft, least=2)
    _values(draft, range(LONGEST_NAME, 1, -1))


def named(draft: Draft) -> None:
    """Take out the places, employers, skills and other values that are named."""
    _values(draft, range(LONGEST_NAME, 1, -1), only="employer")
    _places(draft)
    _values(draft, range(LONGEST_NAME, 0, -1))
    _skills(draft)
    _labels_alone(draft)
    _flags(draft)


def described(draft: Draft) -> None:
    """Take the content words that are left as phrases of a title, or of the text."""
    _nouns(draft)
    for start, end in list(draft.sentence.runs(lambda token: not token.part)):
        for first, last in _content(draft, start, end):
            _phrase(draft, first, last)


# Names


def _deny(draft: Draft, name: str) -> None:
    """Deny what was said of a field: "excluding those where the clearance is …"."""
    for place_, mention in enumerate(draft.mentions):
        if mention.conditions[0][0].field == name:
            denied = tuple(
                tuple(replace(test, negated=True) for test in any_of)
                for any_of in mention.conditions
            )
            draft.mentions[place_] = replace(mention, conditions=denied)


def _is_settled(draft: Draft, at: int, name: str, end: int) -> bool:
    """Whether a label stands beside a value of it that was taken already."""
    last, _ = _past_connectors(draft, end)
    return any(
        mention.start == last or mention.end == at
        for mention in draft.mentions
        if mention.conditions[0][0].field == name
    )


def _labelled_values(draft: Draft, at: int, name: str, end: int) -> bool:
    """Take a label with its value, which stands after it or before it, or is a number."""
    tokens = draft.sentence.tokens
    if end < len(tokens) and _noun_follows_only(draft, at, end):
        return False
    if at and tokens[at - 1].quoted and not tokens[at - 1].part:
        value = draft.names.value(name, tokens[at - 1].folded)
        if value:
            return _mean(draft, at - 1, end, name, (value,))
    place_, denied = _past_connectors(draft, end)
    values, last = _chain(draft, name, place_)
    if values:
        return _mean(draft, at, last, name, values, denied=denied)
    return _compared_column(draft, at, name, end) or _before_label(draft, at, name, end)


def _before_label(draft: Draft, at: int, name: str, end: int) -> bool:
    ahead = _value_ahead(draft, name, at)
    if ahead:
        return _mean(draft, ahead[1], end, name, (ahead[0],))
    after = draft.sentence.tokens[end : end + 1]
    if after and not after[0].part and re.fullmatch(r"\d[\d.]*", after[0].folded):
        draft.refuse(_no_such_value(draft, name, after[0].text))
    return False


def _past_connectors(draft: Draft, at: int) -> tuple[int, bool]:
    """Where the value of a label begins, and whether the words between deny it."""
    tokens, denied = draft.sentence.tokens, False
    while at < len(tokens) and not tokens[at].part and not tokens[at].quoted:
        if tokens[at].folded in DENIALS:
            denied = True
        elif tokens[at].folded not in CONNECTORS:
            break
        at += 1
    return at, denied


def _value_ahead(draft: Draft, name: str, at: int) -> tuple[str, int] | None:
    """The value said before its label, and where it begins: "Nights under shift", "30 hours"."""
    end = at
    if end and draft.sentence.phrase(end - 1, end) in BEFORE_LABEL:
        end -= 1
    if end and draft.sentence.phrase(end - 1, end) in {"the", "their"} and end - 1:
        end -= 1
    for start in range(max(0, end - LONGEST_NAME), end):
        if not draft.sentence.is_free(start, end):
            continue
        phrase = draft.sentence.phrase(start, end)
        held = [m for m in draft.names.meanings(phrase) if m.dimension == name]
        is_said = end < at or re.fullmatch(r"\d[\d.]*", phrase)
        if held and is_said:
            return held[0].value, start
    return None


def _noun_follows_only(draft: Draft, at: int, end: int) -> bool:
    """Whether a label is only the noun of the question: "how many jobs list …"."""
    return end - at == 1 and re.fullmatch(NOUN, draft.sentence.phrase(at, end)) is not None


def _chain(draft: Draft, name: str, at: int) -> tuple[tuple[str, ...], int]:
    """The values of one dimension named from here on: ``"senior", "lead" or "head"``."""
    tokens, values, last = draft.sentence.tokens, list[str](), at
    while at < len(tokens):
        found = _value_at(draft, name, at)
        if found is None:
            break
        values.append(found[0])
        last = at = found[1]
        while at < len(tokens) and tokens[at].folded in {",", "or", "and", "/", "either"}:
            at += 1
    return tuple(values), last


def _value_at(draft: Draft, name: str, at: int) -> tuple[str, int] | None:
    """The value of a dimension that stands at a token, and where it ends."""
    token = draft.sentence.tokens[at]
    if token.part:
        return None
    if token.quoted:
        value = draft.names.value(name, token.folded)
        if value is None and not _is_phrase_field(name):
            draft.refuse(_no_such_value(draft, name, token.text))
        known = skills.listed([token.text]) if "skill" in name else ()
        return (value or next(iter(known), token.text), at + 1)
    if draft.names.truth(name) and token.folded in YES_OR_NO:
        said = draft.names.value(name, token.folded)
        return (said, at + 1) if said else None
    return _unquoted_value_at(draft, name, at)


def _unquoted_value_at(draft: Draft, name: str, at: int) -> tuple[str, int] | None:
    tokens = draft.sentence.tokens
    for end in range(min(at + LONGEST_NAME, len(tokens)), at, -1):
        if not draft.sentence.is_free(at, end) or any(t.quoted for t in tokens[at:end]):
            continue
        phrase = draft.sentence.phrase(at, end)
        if any(meant.dimension == name for meant in draft.names.meanings(phrase)):
            value = draft.names.value(name, phrase)
            return (value, end) if value else None
    return None


def _is_phrase_field(name: str) -> bool:
    return name in {"title", "text", "skill", "listed_skill"}


def _no_such_value(draft: Draft, name: str, words: str) -> Unparsed:
    dimension = draft.names.dimensions[name]
    label = label_of(dimension)
    has = ", ".join(f"“{value}”" for value, _ in dimension.values[:EXAMPLES])
    nearest = tuple(
        f"How many postings have {label} “{value}”?" for value, _ in dimension.values[:3]
    )
    return Unparsed(f"no posting here has {label} “{words}”; it is {has}", nearest)


def _mean(
    # Where, what, and whether it is denied: one mention.
    draft: Draft,
    start: int,
    end: int,
    name: str,
    values: Sequence[str],
    *,
    denied: bool = False,
) -> bool:
    label = label_of(draft.names.dimensions[name])
    operator: Operator = "contains" if name in {"title", "text"} else "is"
    field = name
    if name == "skill" and _LISTED.search(draft.sentence.phrase(0, end - 1)):
        field = "listed_skill" if "listed_skill" in draft.names.dimensions else "skill"
    told = " or ".join(f"“{value}”" for value in values)
    condition = Condition(
        field=field,
        operator=operator,
        values=tuple(values),
        negated=draft.is_negated(start) or denied,
        said=f"{label} {told}",
    )
    draft.mention(start, end, (condition,))
    return True


def _compared_column(draft: Draft, at: int, name: str, end: int) -> bool:
    """A column of figures against a number: "applicants over 50", "at least 5 applicants"."""
    if not (draft.names.dimensions[name].numeric and name.startswith(COLUMN)):
        return False
    tokens = draft.sentence.tokens
    after = draft.sentence.phrase(end, min(end + 5, len(tokens)))
    before = draft.sentence.phrase(max(0, at - 5), at)
    for operator, words in COMPARATORS:
        match = re.match(rf"(?:of |is |are )?(?:{words}) (\d[\d,.]*)", after)
        ahead = re.search(rf"(?:{words}) (\d[\d,.]*)$", before)
        found = match or ahead
        if found:
            number = float(found[1].replace(",", "").rstrip("."))
            width = len(found[0].split())
            start, stop = (at, end + width) if match else (at - width, end)
            label = label_of(draft.names.dimensions[name])
            said = f"{label} {operator.replace('_', ' ')} {found[1]}"
            draft.mention(start, stop, (Condition(name, operator, (number,), said=said),))
            return True
    return False


def _quoted(draft: Draft, at: int) -> None:
    """A quoted phrase that no field was named for: a value of any, else words of the posting."""
    token = draft.sentence.tokens[at]
    before = draft.sentence.phrase(max(0, at - 4), at)
    last = before.rpartition(" ")[2]
    meant = None if last in _TITLED else _best(draft, draft.names.meanings(token.folded))
    if meant:
        _mean(draft, at, at + 1, meant.dimension, (meant.value,))
        return
    field = "title" if last in _TITLED else "text"
    where = "in the title" if field == "title" else "in the title or text"
    condition = Condition(
        field,
        "contains",
        (token.text,),
        negated=draft.is_negated(at),
        said=f"“{token.text}” {where}",
    )
    draft.mention(at, at + 1, (condition,))


def _values(draft: Draft, lengths: range, *, only: str = "") -> None:
    tokens = draft.sentence.tokens
    for length in lengths:
        for at in range(len(tokens) - length + 1):
            ends = {tokens[at].folded, tokens[at + length - 1].folded}
            if "," in ends or not draft.sentence.is_free(at, at + length):
                continue
            phrase = draft.sentence.phrase(at, at + length)
            meanings = [
                m for m in draft.names.meanings(phrase) if _is_plausible(draft, m, at, length)
            ]
            if only and not any(meant.dimension == only for meant in meanings):
                continue
            meant = _best(draft, meanings)
            if meant and not meant.count and _is_of_a_label(draft, phrase):
                draft.sentence.mark(at, at + length, "cue")
            elif meant and not _begins_title(draft, meant, at, at + length):
                _mean(draft, at, at + length, meant.dimension, (meant.value,))


def _is_of_a_label(draft: Draft, word: str) -> bool:
    """Whether a word belongs to the name of a field that is already asked: "contract type"."""
    fields = {test.field for m in draft.mentions for any_of in m.conditions for test in any_of}
    labels = (draft.names.dimensions[name] for name in fields & draft.names.dimensions.keys())
    return any(word in label_of(label).split() for label in labels)


def _is_plausible(draft: Draft, meant: Meant, at: int, length: int) -> bool:
    """Whether words can be meant as this value where nothing says so."""
    folded = fold(meant.value)
    if meant.dimension in {"locality", "region", "country"}:
        return length > 1 or (len(folded) > LONGEST_CODE and _is_placed(draft, at))
    if meant.dimension == "employer" and length == 1:
        return _is_after(draft, at, BEFORE_EMPLOYER) or _is_capitalised(draft, at)
    if folded in NOISE or re.fullmatch(r"[\d.,%+ -]+", folded) or len(folded) < 2:
        return _is_named(draft, meant, at, length)
    return meant.dimension not in {"currency", "pay_unit", "board", "title"}


def _is_named(draft: Draft, meant: Meant, at: int, length: int) -> bool:
    """Whether words that say little by themselves stand as the name they are: "Go", "Term"."""
    is_name = meant.dimension == "skill" or meant.dimension.startswith(COLUMN)
    is_as_written = draft.sentence.said(at, at + length) == meant.value
    return is_name and is_as_written and _is_capitalised(draft, at)


def _is_placed(draft: Draft, at: int) -> bool:
    """Whether a word stands where places do: after "in", or capitalised within a sentence."""
    return _is_after(draft, at, BEFORE_PLACE) or _is_capitalised(draft, at)


def _is_after(draft: Draft, at: int, words: frozenset[str]) -> bool:
    return at > 0 and draft.sentence.tokens[at - 1].folded in words


def _is_capitalised(draft: Draft, at: int) -> bool:
    return at > 0 and draft.sentence.tokens[at].text[:1].isupper()


def _best(draft: Draft, meanings: Sequence[Meant]) -> Meant | None:
    """The likeliest of several: a source's own column of a usual kind, our field, any other."""

    def weight(meant: Meant) -> tuple[int, int]:
        if meant.dimension in {"locality", "region", "country"}:
            return (4, meant.count)
        if not meant.dimension.startswith(COLUMN):
            return (2, meant.count)
        label = label_of(draft.names.dimensions[meant.dimension])
        is_ours = draft.names.is_usual(label) and draft.names.is_everywhere(meant.dimension)
        return (3 if is_ours else 1, meant.count)

    return max(meanings, key=weight, default=None)


def _places(draft: Draft, *, least: int = 1) -> None:
    for found in place.find(draft.sentence.text):
        start, end = draft.sentence.mark_characters(*found.span, "")
        words = draft.sentence.text[found.span[0] : found.span[1]]
        is_told = len(fold(words)) > len(fold(found.readings[0].locality or words)) + 1
        reading = _known_place(draft, found.readings, is_told=is_told)
        if end - start < least or reading is None or not draft.sentence.is_free(start, end):
            continue
        if found.span[1] - found.span[0] <= LONGEST_CODE and _is_value(draft, start, end):
            continue
        with_article = start - 1 if draft.sentence.phrase(start - 1, start) == "the" else start
        said = f"in {draft.sentence.said(with_article, end)}"
        name, value = reading
        draft.mention(start, end, (Condition(name, "is", (value,), draft.is_negated(start), said),))


def _is_value(draft: Draft, start: int, end: int) -> bool:
    """Whether a short code is a value of a column: "PT" of "FT/PT"."""
    meanings = draft.names.meanings(draft.sentence.phrase(start, end))
    places = {"locality", "region", "country"}
    return any(meant.dimension not in places and meant.count for meant in meanings)


def _known_place(
    draft: Draft, readings: Sequence[Place], *, is_told: bool
) -> tuple[str, str] | None:
    """The reading that postings are in; the first where they are in none, or in several."""

    def is_known(reading: Place) -> bool:
        parts = {"locality": reading.locality, "region": reading.region, "country": reading.country}
        told = {name: value for name, value in parts.items() if value}
        return all(
            name in draft.names.dimensions and value in dict(draft.names.dimensions[name].values)
            for name, value in told.items()
        )

    known = [reading for reading in readings if is_known(reading)]
    located = (_located(reading, is_told=is_told) for reading in (*known, *readings))
    return next(filter(None, located), None)


def _located(reading: Place, *, is_told: bool) -> tuple[str, str] | None:
    """The field and value of the narrowest part of a place."""
    if reading.locality:
        return "locality", _qualified(reading) if is_told else reading.locality
    if reading.region and reading.country:
        return "region", f"{reading.country}-{reading.region}"
    return ("country", reading.country) if reading.country else None


def _qualified(reading: Place) -> str:
    """A city with the region or country that tells it from its namesakes: "Portland|US-ME"."""
    within = "-".join(filter(None, (reading.country, reading.region)))
    return f"{reading.locality}|{within}" if within else str(reading.locality)


def _skills(draft: Draft) -> None:
    tokens = draft.sentence.tokens
    for length in (4, 3, 2, 1):
        for at in range(len(tokens) - length + 1):
            is_word = length > 1 or _asks_for_skill(draft, at)
            if is_word and draft.sentence.is_free(at, at + length):
                _skill(draft, at, at + length)


def _skill(draft: Draft, at: int, end: int) -> None:
    """A skill of the vocabulary, unless its words begin a title that postings have."""
    name = skills.named(draft.sentence.said(at, end))
    if name is None or draft.sentence.phrase(at, end) in NOISE:
        return
    condition = Condition("skill", "is", (name,), draft.is_negated(at), f"skill {name}")
    if _is_title(draft, at, end, rather_than=replace(condition, negated=False)):
        return
    if draft.count(((replace(condition, negated=False),),)):
        draft.mention(at, end, (condition,))


def _begins_title(draft: Draft, meant: Meant, at: int, end: int) -> bool:
    """Whether a skill or a kind of role is a title that more postings have, or begins one."""
    label = label_of(draft.names.dimensions[meant.dimension])
    if meant.dimension != "role_family" and "skill" not in label:
        return False
    test = Condition(meant.dimension, "is", (meant.value,))
    return _is_title(draft, at, end, rather_than=test)


def _is_title(draft: Draft, at: int, end: int, *, rather_than: Condition) -> bool:
    """Take the words from `at` with those that follow as a title, where more postings have it."""
    last = _content_end(draft, end)
    if _REQUIRING.search(draft.sentence.phrase(max(0, at - 4), at)):
        return False
    if last == end:
        said = draft.sentence.said(at, end)
        title = Condition("title", "contains", tuple(dict.fromkeys((said, _singular(said)))))
        if draft.count(((title,),)) <= draft.count(((rather_than,),)):
            return False
    return _titled(draft, at, last)


def _content_end(draft: Draft, at: int) -> int:
    """Where the words of a meaning of their own end that follow directly."""
    tokens = draft.sentence.tokens
    while at < len(tokens) and not tokens[at].part and not _is_noise(tokens[at]):
        if re.fullmatch(NOUN, tokens[at].folded):
            break
        at += 1
    return at


def _asks_for_skill(draft: Draft, at: int) -> bool:
    before = draft.sentence.phrase(max(0, at - 4), at)
    after = draft.sentence.phrase(at + 1, at + 2)
    return (
        bool(_REQUIRING.search(before))
        or re.fullmatch(NOUN, after) is not None
        or after in {"skills", "skill", "or", "and"}
    )


def _labels_alone(draft: Draft) -> None:
    """A field named without a value: yes in a column of yes and no, else that it is stated."""
    tokens = draft.sentence.tokens
    for at in range(len(tokens)):
        found = label_at(draft, at, nearly=False)
        if (
            found is None
            or not found[0].startswith(COLUMN)
            or _noun_follows_only(draft, at, found[1])
        ):
            continue
        name, end = found
        if set(draft.sentence.phrase(at, end).split()) <= NOISE:
            continue
        if any(
            mention.conditions[0][0].field == name
            for mention in draft.mentions
            if mention.conditions
        ):
            draft.sentence.mark(at, end, "cue")
            continue
        label, yes = label_of(draft.names.dimensions[name]), draft.names.truth(name)
        negated = draft.is_negated(at)
        test = (
            Condition(name, "is", yes, negated=negated, said=label)
            if yes
            else Condition(
                name, "stated", negated=negated, said=f"{'no ' if negated else ''}{label} stated"
            )
        )
        draft.mention(at, end, (test,))


def _flags(draft: Draft) -> None:
    """A column of yes and no whose words stand about: "sponsor a visa", "require weekends"."""
    tokens = draft.sentence.tokens
    for name, words in draft.names.flags():
        places = [
            next((n for n, t in enumerate(tokens) if not t.part and _is_akin(t.folded, word)), None)
            for word in words
            if word not in {"is", "has", "flag"}
        ]
        known = [place for place in places if place is not None]
        if not known or len(known) < len(places) or max(known) - min(known) > NEAR_WORDS:
            continue
        label = label_of(draft.names.dimensions[name])
        test = Condition(
            name, "is", draft.names.truth(name), draft.is_negated(min(known)), said=label
        )
        draft.mention(min(known), max(known) + 1, (test,))


def _is_akin(word: str, other: str) -> bool:
    """Whether two words share a stem, roughly: "sponsor" and "sponsorship"."""
    shared = min(len(word), len(other))
    return word == other or (shared >= SHORTEST_STEM and word[:shared] == other[:shared])


# Phrases


def _nouns(draft: Draft) -> None:
    for _, start, end in list(draft.found(re.compile(rf"\b{NOUN}\b"))):
        draft.sentence.mark(start, end, "noun")


def _content(draft: Draft, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The runs of words with a meaning of their own between noise."""
    first = None
    for at in range(start, end + 1):
        is_content = at < end and not _is_noise(draft.sentence.tokens[at])
        if is_content and first is None:
            first = at
        elif not is_content and first is not None:
            yield first, at
            first = None


def _is_noise(token: Token) -> bool:
    if token.text in ONE_LETTER_SKILLS or token.text == "IT":
        return False
    return all(word in NOISE or len(word) == 1 for word in token.folded.split())


def _phrase(draft: Draft, start: int, end: int) -> None:
    """Words that name nothing known: a title's, else the text's, else a slip, else refused."""
    if start and draft.sentence.phrase(start - 1, start) == "it" and _titled(draft, start - 1, end):
        return
    asks_text = _REQUIRING.search(draft.sentence.phrase(max(0, start - 5), start)) is not None
    if draft.value == "title":
        asks_text = False
    if not asks_text and _titled(draft, start, end):
        return
    said = draft.sentence.said(start, end)
    near = _nearly(draft, draft.sentence.phrase(start, end))
    if near:
        draft.assumed.append(f"“{said}” was read as “{near.value}”.")
        _mean(draft, start, end, near.dimension, (near.value,))
        return
    if not _worded(draft, start, end, "text", "in the title or text"):
        draft.refuse(
            Unparsed(f"no posting here mentions “{said}”", ("How many postings are there?",))
        )


def _titled(draft: Draft, start: int, end: int) -> bool:
    return _worded(draft, start, end, "title", "in the title")


def _worded(draft: Draft, start: int, end: int, field: str, where: str) -> bool:
    """Take words as a phrase of a field, where any posting has it."""
    said = draft.sentence.said(start, end)
    forms = tuple(dict.fromkeys((said, _singular(said))))
    condition = Condition(field, "contains", forms, draft.is_negated(start), f"“{said}” {where}")
    if not draft.count(((replace(condition, negated=False),),)):
        return False
    draft.mention(start, end, (condition,))
    return True


def _nearly(draft: Draft, phrase: str) -> Meant | None:
    if len(phrase) < SHORTEST_MISSPELT:
        return None
    near = nearest(phrase, draft.names.all_values())
    return _best(draft, draft.names.meanings(near)) if near else None


def _singular(words: str) -> str:
    first, _, last = words.rpartition(" ")
    return f"{first} {singular(last)}".strip()
