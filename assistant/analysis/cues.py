"""What a question asks for: a count, a share, a median, a ranking, a trend."""

import re
from collections.abc import Mapping

from assistant.analysis.draft import Draft
from assistant.analysis.names import label_of
from assistant.analysis.sentence import singular
from assistant.analysis.unparsed import Unparsed
from corpus.postings import PayUnit
from corpus.queries import ADVERTISEMENTS, Measure

LONGEST_LABEL = 4
USUAL_ROWS = 10

NOUN = (
    r"(?:job |work |open |live |vacant |advertised |unique |distinct )*"
    r"(?:postings?|jobs?|roles?|positions?|openings?|vacanc(?:y|ies)|adverts?|ads?|advertisements?"
    r"|listings?|opportunit(?:y|ies)|requisitions?|reqs?|job offers?|posts|announcements?"
    r"|appointments?"
    r"|internships?|apprenticeships?)"
)
_PAY = (
    r"(?:(?:base|annual|yearly|stated|advertised|offered|total|hourly|daily|weekly|monthly|listed"
    r"|starting|posted|disclosed|cash|gross) )*"
    r"(?:salary|salaries|pay|pays|paid|wages?|compensation|remuneration|earnings?|comp|pay rates?"
    r"|(?:hourly|day|daily|pay) rates?|package)(?: (?:midpoints?|ranges?|bands?|levels?|figures?"
    r"|bounds?|scales?))?"
)
_SCOPE = re.compile(
    r"\bon the (?:job )?board\b|\b(?:in|within|from|of|across|on|for|among) (?:the|this|our|my"
    r"|these|those|all"
    r"|your)(?: all)? "
    r"(?:[^ ,]+ ){0,6}?(?:dataset|datasets|data set|database|collection|corpus|sample|files?|export"
    r"|spreadsheet|knowledge base|index|table|feed|data)(?= _| [?]|$| (?!scien|engineer|analy))"
    r"|\b(?:in|of|from|across) (?:total|all|our data|the market|hand|stock)\b"
    r"|\b(?:overall|altogether|in the whole|all told|so far|right now|currently|at the moment"
    r"|today)\b"
)
_COPY = r"(?:duplicates|copies|reposts|re posts|repostings|repeats)"
_ONCE = re.compile(
    rf"\b(?:without|excluding|not counting|ignoring|minus|after removing)(?: any| the"
    rf"| all)? {_COPY}"
    rf"|\b(?:when |if )?{_COPY} (?:are )?(?:counted once|removed|left out|taken out|merged)"
    r"|\bde ?duplicated\b|\bdeduped\b"
)
_COPIES_TOO = re.compile(
    rf"\b(?:including|with|counting|incl)(?: any| the| all)? {_COPY}|\b(?:total |all )?rows\b"
    rf"|\b(?:if |when )?{_COPY}\b.* (?:count|counted|included) (?:too|as well|in)?\b"
)
_COUNT = re.compile(
    r"\b(?:(?:and |so )?(?:how many|how much(?= job| posting| role)|how often)"
    r"|(?:what (?:is|s|was|are) )?(?:the )?(?:total |overall |exact )?(?:number|count|volume"
    r"|tally|sum) of"
    r"|(?:no|nr) of|count(?: up)?(?: all)?(?: the)?|total (?=job|posting|role|opening|vacanc))"
)
_SHARE = re.compile(
    r"\b(?:what |which |the )*(?:share|percentage|per cent|percent|proportion|fraction|portion|pct)"
    r"(?: of(?: all)?(?: the)?)?\b|\bwhat (?:part|ratio) of\b|%(?: of)?"
    r"|\bhow (?:common|prevalent) (?:is|are)\b"
)
_NOT_POSTINGS = re.compile(
    r"\bhow many .*\b(?:work|works|working|employed) (?:at|for)\b|"
    r"\b(?:how many|number of) (?:people|employees|workers|customers|users|offices|founders"
    r"|years|hours|days|weeks|months|times|dollars|investors|applicants|candidates|members|pages"
    r"|documents|reports|sources|countries does|skills does)\b"
)
_SUM = re.compile(r"\b(?:total|sum)(?: of)?(?: the)?\b")
_DIFFERENT = re.compile(r"^(?:distinct|different|unique|separate|individual)$")
_TITLES = re.compile(r"(?:job )?(?:titles?|roles|positions)")
_COUNTABLE = re.compile(r"employers|companies|cities|towns|countries|states|skills|industries")
_STATISTICS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("median", re.compile(r"\b(?:median|typical|typically|middle|usual|usually)\b")),
    ("mean", re.compile(r"\b(?:average|averages|mean(?= (?!to\b))|avg|on average)\b")),
    (
        "quantiles",
        re.compile(
            r"\b(?:quartiles?|percentiles?|quantiles?|deciles?|distribution|distributed|spread"
            r"|middle half|interquartile(?: range)?|\d+(?:th|st|nd|rd) percentile)\b"
        ),
    ),
    (
        "range",
        re.compile(
            r"\b(?:minimum and maximum|lowest and highest|highest and lowest|min and max)\b"
        ),
    ),
)
_RANGE_OF = re.compile(r"\b(?:ranges? of|between what|from what to what)\b")
_PAY_NOUN = re.compile(rf"\b{_PAY}\b")
_PAY_RANGE = re.compile(r"(?:range|band|scale|bound)s?$")
_PAY_VERB = re.compile(
    r"\b(?:how much|what) (?:do|does|did|can|could|would|will|should|might|are|is)\b.*?\b(?:pay"
    r"|pays|paid"
    r"|make|makes|earn|earns|get paid|be paid|cost|offer|offered)\b"
    r"|\bwell paid\b|\bwho earns\b|\bearns? (?:more|less|the most)\b"
)
_EXTREMES = re.compile(
    r"\b(?:highest|lowest|maximum|minimum|max|min|largest|smallest|top)\b(?= (?:_|paid|paying"
    r"|base|annual|stated|salar|pay|wage|comp))"
)
_PAYS_MOST = re.compile(
    r"\b(?:pays?|paying|paid)(?: the)? (?:most|best|highest|least|lowest|worst)\b"
    r"|\b(?:best|highest|lowest|worst|top)[ -](?:paying|paid)\b"
)
_PERIOD = re.compile(
    r"\b(?:(?:by|per|each|every|a) (?P<period>week|month|quarter|year)|(?P<adverb>weekly|monthly"
    r"|quarterly|yearly)|month (?:by|over|on) month|month wise|monthwise"
    r"|week by week)\b(?! (?:pay|salar|wage|rate))"
)
_BEST_PERIOD = re.compile(r"\b(?:which|what|busiest) (?P<period>week|month|quarter|year)\b")
_TREND = re.compile(
    r"\b(?:trends?|trending|over time|over the (?:months|weeks|years)|growing|shrinking|rising"
    r"|how (?:has|have|did) .*?(?:chang\w+|evolv\w+|develop\w+|mov\w+|grow\w*|grew|fall\w*|ris\w+)"
    r"|falling|declining|increasing|decreasing|grown|going (?:up|down))\b"
)
_ADVERBS: Mapping[str, str] = {
    "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
}  # fmt: skip
_DAYS_OPEN = re.compile(
    r"\bhow long\b.*?\b(?:open|live|online|up|listed|advertised|stay|last|take|fill)\w*\b"
    r"|\b(?:time to fill|time to hire|days (?:open|online|live|listed)|posting duration"
    r"|duration of|lifetime)\b"
)
_BY = re.compile(
    r"\b(?:by|per|for each|for every|in each|in every|at each|of each|from each"
    r"|across(?: all)?(?: the)?(?: different)?|broken down by|split by"
    r"|grouped by|breakdown (?:by|of)|distribution of|each|every) "
)
_TOP = re.compile(
    r"\b(?:top|first|biggest|largest|leading|main|best|busiest|(?P<before>\d+|two|three|four|five"
    r"|six|seven|eight|nine|ten|twenty)(?= (?:most|top|commonest|biggest|largest|leading|best"
    r"|highest"
    r"|lowest|least)))"
    r"(?: (?P<after>\d+|two|three|four|five|six|seven|eight|nine|ten|twenty))?\b"
)
_MOST = re.compile(
    r"\b(?:the )?commonest\b"
    r"|(?<!at )\b(?:the )?most(?: (?:common|commonly|frequent|frequently|popular|requested|wanted"
    r"|demanded"
    r"|in demand|often|sought after"
    r"|mentioned|listed|required|needed|used|active|numerous))?(?: (?:requested|mentioned|listed"
    r"|required|asked for|cited|named|used))?\b"
    r"|\b(?:highest|largest|biggest|greatest|best)(?: (?:number|count|share|proportion"
    r"|volume)(?: of)?)?\b|\bin demand\b|\bdominat\w+\b|\brank(?:ing|ed)?\b"
)
_LEAST = re.compile(
    r"(?<!at )\b(?:the )?(?:fewest|least(?: common| often| frequent)?|lowest|smallest"
    r"|rarest)(?: (?:number|count|share)(?: of)?)?\b"
)
_WHO = re.compile(r"\bwho (?:is|s|are|has|have|was|posts?|posted|hires?|pays?)\b")
_WHERE = re.compile(r"^where (?:are|is|do|does)(?: most of| the most| most)?\b")
_COMPARE = re.compile(
    r"\bcompar(?:e|es|ed|ing|ison)(?: (?:of|between))?\b|\b(?:vs|versus|v\.s)\b"
    r"|\b(?:difference|gap)\b|\b(?:more|less|higher|lower|better"
    r"|fewer)\b(?=.*\bthan\b)"
)
_VERSUS = re.compile(r"\b(?:vs|versus|compare|compared)\b")
_EITHER_MORE = re.compile(
    r"\b(?:more|higher|lower|fewer|less|better|most)\b(?!.*\bthan\b)"
    r".*\bor\b(?! (?:more|less|above|over))"
    r"|\bor\b.*\b(?:which|who)\b.*\b(?:more|most|higher|better|fewer|less|lower)\b"
)
_LISTING = re.compile(
    r"^(?:please |can you |could you |tell me )*(?:(?:which|what|whose)(?: of the)?|list|show"
    r"|show me|find|find me|give me|display|any"
    rf"|are there(?: any)?|is there(?: an?y?)?|do you have(?: any)?|see)(?: (?:all|the|me|some"
    rf"|any|a|an|every|only))*(?= .*{NOUN}\b|$)"
)
_KEYWORDS = re.compile(
    r"^(?!(?:.* )?(?:what|which|who|why|how|when|where|does|do|is|are|can|did|was|were)\b)"
    rf".*{NOUN}\b"
)
"""Words as typed into a search box: no question, but a noun for postings."""
_ASKING = re.compile(
    r"\b(?:what|which|who|why|how|when|where|does|do|can|did|was|were|should|tell|explain"
    r"|describe)\b"
)
_DIFFERENT_FIRST = re.compile(r"^(?:the )?(?:number of )?(?:distinct|different|unique)\b")
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twenty": 20,
}  # fmt: skip
UNITS: Mapping[PayUnit, re.Pattern[str]] = {
    "HOUR": re.compile(r"\b(?:hourly|per hour|an hour|by the hour|hour rates?)\b"),
    "DAY": re.compile(r"\b(?:daily rates?|day rates?|per day)\b"),
    "WEEK": re.compile(r"\b(?:weekly (?=pay|salar|wage|rate)|per week)\b"),
    "MONTH": re.compile(r"\b(?:monthly (?=pay|salar|wage|rate)|per month)\b"),
    "YEAR": re.compile(
        r"\b(?:annual|annually|yearly (?=pay|salar|wage)|per year|a year|per annum)\b"
    ),
}
_SAYING = re.compile(
    r"are|is|were|was|mention\w*|requir\w+|lists?|asks?|needs?|have|has|pays?|offers?|wants?"
    r"|includes?"
    r"|comes?|uses?|calls?|specify|allows?|contains?|belong|fall|goes?|expects?|demands?|stat(?:e"
    r"|es)"
    r"|disclose|give|quote|publish|show|specify"
)


def measured(draft: Draft) -> None:
    """Find what is to be computed, and mark the words that say so."""
    draft.is_comparison = next(draft.found(_COMPARE), None) is not None
    draft.is_versus = next(draft.found(_VERSUS), None) is not None
    draft.cue(_SCOPE, "scope")
    draft.cue(_ONCE, "scope")
    _refuse_sum(draft)
    if draft.cue(_COPIES_TOO, "scope"):
        draft.measure, draft.value = "count", ADVERTISEMENTS
    if next(draft.found(_NOT_POSTINGS), None):
        return
    if draft.cue(_SHARE):
        draft.measure = "share"
    else:
        _counted(draft)
    _statistic(draft)


def grouped(draft: Draft) -> None:
    """Find what the figures are to be told apart by, and in which order."""
    _trend(draft)
    _compared(draft)
    _ranked(draft)
    _by(draft)
    _which(draft)


def valued(draft: Draft) -> None:
    """Find the column of figures that an average is of, where it is not pay."""
    if draft.measure not in {"median", "mean", "quantiles", "range"} or draft.value:
        return
    for at in range(len(draft.sentence.tokens)):
        found = label_at(draft, at)
        if found and draft.names.dimensions[found[0]].numeric:
            draft.value = found[0]
            draft.sentence.mark(at, found[1], "cue")
            return


def listed(draft: Draft) -> None:
    """Find a wish to see the postings themselves, where nothing else is asked."""
    if draft.measure is not None or draft.by or next(draft.found(_NOT_POSTINGS), None):
        return
    if draft.cue(_LISTING) or next(draft.found(_KEYWORDS), None):
        draft.measure, draft.is_listing = "count", True
    elif _different(draft):
        return
    elif not next(draft.found(_ASKING), None):
        draft.measure, draft.is_listing, draft.is_guess = "count", True, True


def _different(draft: Draft) -> bool:
    """Whether words as typed into a search box ask how many there are: "distinct companies"."""
    for _, start, end in draft.found(_DIFFERENT_FIRST):
        draft.sentence.mark(start, end, "cue")
        _distinct(draft, end)
    return draft.measure is not None


def label_at(draft: Draft, start: int, *, nearly: bool = True) -> tuple[str, int] | None:
    """The dimension named by the tokens from `start`, and where its name ends; longest first."""
    tokens = draft.sentence.tokens
    for end in range(min(start + LONGEST_LABEL, len(tokens)), start, -1):
        if not draft.sentence.is_free(start, end) or any(t.quoted for t in tokens[start:end]):
            continue
        name = draft.names.labelled(draft.sentence.phrase(start, end), nearly=nearly)
        if name:
            return name, end
    return None


def _statistic(draft: Draft) -> None:
    if draft.ends(_DAYS_OPEN):
        draft.measure, draft.value = draft.measure or "median", "days_open"
    chosen = next((name for name, cue in _STATISTICS if draft.cue(cue)), None)
    if draft.measure in {"count", "share"}:
        return
    if chosen is None and draft.cue(_RANGE_OF):
        chosen = "range"
    if draft.cue(_PAYS_MOST):
        draft.measure, draft.value, draft.is_ranking = chosen or "median", "pay", True
        return
    extreme = draft.cue(_EXTREMES)
    noun = draft.cue(_PAY_NOUN)
    verb = noun is None and draft.ends(_PAY_VERB)
    if noun or verb:
        said = f"{extreme[0] if extreme else ''} {noun[0] if noun else ''}"
        draft.value = _end_asked(said) if chosen else "pay"
        wide = noun and _PAY_RANGE.search(noun[0]) and not noun[0].endswith("midpoint")
        draft.measure = chosen or ("range" if extreme or wide else "median")
        draft.unit = _per(draft, noun[0] if noun else "")
    elif chosen:
        draft.measure = chosen
        of_pay = {"pay", "pay_unit", "currency"}
        if any(c.field in of_pay for m in draft.mentions for a in m.conditions for c in a):
            draft.value = "pay"


def _refuse_sum(draft: Draft) -> None:
    """A sum of a column is not computed, and must not be taken for a count."""
    for _, _, end in draft.found(_SUM):
        label = label_at(draft, end) if end < len(draft.sentence.tokens) else None
        if label and draft.names.dimensions[label[0]].numeric:
            draft.measure = "count"
            draft.refuse(Unparsed("sums are not computed; medians, averages and ranges are"))


def _end_asked(said: str) -> str:
    """Which end of pay an average is of: "the average maximum salary"; else the middle."""
    if re.search(r"\b(?:min|minimum|lowest|starting)\b", said):
        return "pay_minimum"
    return "pay_maximum" if re.search(r"\b(?:max|maximum|highest|top)\b", said) else "pay"


def _per(draft: Draft, noun: str) -> PayUnit | None:
    """The period that pay is asked per, said in its noun or apart: "hourly rate", "per hour"."""
    said = next((unit for unit, cue in UNITS.items() if cue.search(f"{noun} pay")), None)
    return said or next((unit for unit, cue in UNITS.items() if draft.cue(cue)), None)


def _counted(draft: Draft) -> None:
    for _, start, end in draft.found(_COUNT):
        draft.sentence.mark(start, end, "cue")
        draft.measure = "count"
        _distinct(draft, end)
        if not draft.value:
            _different(draft)
        return


def _distinct(draft: Draft, at: int) -> None:
    """Whether it is not postings that are counted but their employers, cities, skills."""
    tokens = draft.sentence.tokens
    is_explicit = at < len(tokens) and _DIFFERENT.match(tokens[at].folded)
    start = at + 1 if is_explicit else at
    label = label_at(draft, start) if start < len(tokens) else None
    if is_explicit and start < len(tokens) and _TITLES.fullmatch(tokens[start].folded):
        label = ("title", start + 1)
    if label is None and start < len(tokens) and _COUNTABLE.fullmatch(tokens[start].folded):
        draft.refuse(Unparsed(f"the postings do not tell {tokens[start].folded}"))
    if label is None or _is_value_next(draft, label[1]) or _is_modifier(draft, start, *label):
        return
    if label[1] - start == 1 and re.fullmatch(NOUN, tokens[start].folded):
        return
    draft.measure, draft.value = "distinct", label[0]
    draft.sentence.mark(at, label[1], "cue")


def _is_modifier(draft: Draft, start: int, name: str, end: int) -> bool:
    """Whether a label only tells which postings: "band 6 jobs", "remote jobs"."""
    begins_value = any(
        draft.names.meanings(draft.sentence.phrase(start, last)) for last in range(end, end + 3)
    )
    after = draft.sentence.phrase(end, end + 1)
    return begins_value or bool(draft.names.truth(name)) or re.fullmatch(NOUN, after) is not None


def _is_value_next(draft: Draft, place: int) -> bool:
    tokens = draft.sentence.tokens
    return place < len(tokens) and tokens[place].quoted


def _trend(draft: Draft) -> None:
    best = draft.cue(_BEST_PERIOD)
    if best:
        draft.by, draft.limit, draft.is_ranking = best["period"], draft.limit or 1, True
        draft.measure = draft.measure or "count"
        return
    found = draft.cue(_PERIOD) or draft.ends(_TREND)
    if found is None:
        return
    said = found.groupdict()
    draft.by = said.get("period") or _ADVERBS.get(said.get("adverb") or "", "month")
    draft.measure = draft.measure or "count"
    draft.ends(_TREND)


def _compared(draft: Draft) -> None:
    if draft.is_comparison or draft.cue(_COMPARE) or next(draft.found(_EITHER_MORE), None):
        draft.is_comparison = True
        draft.measure = draft.measure or "count"


def _ranked(draft: Draft) -> None:
    top = draft.cue(_TOP)
    if top:
        said = top["before"] or top["after"] or ""
        draft.limit = int(said) if said.isdigit() else _NUMBERS.get(said, USUAL_ROWS)
        draft.is_ranking = True
    if draft.cue(_LEAST):
        draft.ascending = draft.is_ranking = True
    elif draft.cue(_MOST):
        draft.is_ranking = True


def _by(draft: Draft) -> None:
    if draft.by:
        return
    for _, start, end in draft.found(_BY):
        label = label_at(draft, end) or _noun_as_title(draft, end, is_asked=True)
        if label:
            draft.by = label[0]
            draft.sentence.mark(start, label[1], "cue")
            draft.measure = draft.measure or "count"
            return


def _which(draft: Draft) -> None:
    """Read "Which company …", "the most wanted skills": a ranking by what is named."""
    if draft.by or draft.measure == "distinct":
        return
    if draft.cue(_WHERE):
        draft.by, draft.is_ranking = "locality", True
        draft.limit = draft.limit or USUAL_ROWS
        draft.measure = draft.measure or "count"
        return
    if draft.cue(_WHO):
        draft.by, draft.is_ranking = "employer", True
        draft.limit = draft.limit or USUAL_ROWS
        draft.measure = draft.measure or "count"
        return
    for start, end in list(draft.sentence.runs(lambda token: not token.part)):
        for at in range(start, end):
            if _takes_label(draft, at):
                return


def _takes_label(draft: Draft, at: int) -> bool:
    tokens = draft.sentence.tokens
    before = draft.sentence.phrase(max(0, at - 1), at)
    said_number = _NUMBERS.get(before) or (int(before) if before.isdigit() else 0)
    is_asked = before in {"which", "what"} or draft.is_ranking
    if not is_asked:
        return False
    label = label_at(draft, at, nearly=False) or _noun_as_title(draft, at)
    if label is None or _is_value_next(draft, label[1]):
        return False
    is_one = singular(tokens[label[1] - 1].folded) == tokens[label[1] - 1].folded
    draft.by = label[0]
    draft.limit = said_number or draft.limit
    if not draft.limit:
        draft.limit = 1 if draft.is_ranking and is_one else USUAL_ROWS
    is_lead = said_number or before in {"which", "what"}
    draft.sentence.mark(at - 1 if is_lead else at, label[1], "cue")
    draft.measure = draft.measure or "count"
    return True


def _noun_as_title(draft: Draft, at: int, *, is_asked: bool = False) -> tuple[str, int] | None:
    """Read "Which roles are most common": the postings' own titles."""
    tokens = draft.sentence.tokens
    is_noun = at < len(tokens) and re.fullmatch(
        r"roles?|positions?|jobs?|titles?", tokens[at].folded
    )
    if not is_noun or not (is_asked or draft.is_ranking) or "title" not in draft.names.dimensions:
        return None
    return "title", at + 1


def label(draft: Draft, name: str) -> str:
    """What a dimension is called."""
    return label_of(draft.names.dimensions[name])


def verb(draft: Draft) -> int:
    """The token where what is said of the postings begins; the end where nothing is."""
    words = [token.folded for token in draft.sentence.tokens]
    seen_noun = False
    for place, word in enumerate(words):
        if re.fullmatch(NOUN, word) or word in {"employers", "companies"}:
            seen_noun = True
        elif seen_noun and _SAYING.fullmatch(word):
            return place
    return len(words)
