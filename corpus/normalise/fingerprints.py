"""What a posting is compared by, to tell whether it advertises the same opening as another."""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from corpus.normalise import minhash
from corpus.normalise.employer import key
from corpus.postings import Normalised, Pay, Place, Posting

FEWEST_WORDS = 8
"""A description of fewer words tells nothing of its opening."""
LONGEST_TEXT = 40_000
A_YEAR = {"HOUR": 2080, "DAY": 260, "WEEK": 52, "MONTH": 12, "YEAR": 1}

_ABBREVIATIONS = {
    "sr": "senior",
    "snr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "eng": "engineer",
    "engr": "engineer",
    "engineering": "engineer",
    "dev": "developer",
    "mgr": "manager",
    "mngr": "manager",
    "ml": "machine learning",
    "swe": "software engineer",
    "sde": "software engineer",
    "sre": "site reliability engineer",
    "ai": "artificial intelligence",
    "infosec": "information security",
    "appsec": "application security",
    "admin": "administrator",
    "rep": "representative",
    "dir": "director",
    "assoc": "associate",
    "asst": "assistant",
    "vp": "vice president",
    "fullstack": "full stack",
    "backend": "back end",
    "frontend": "front end",
    "ops": "operation",
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
}
_RANKS = """
    senior junior staff principal lead head director chief vice president manager intern internship
    trainee apprentice graduate entry mid associate assistant executive distinguished fellow
    supervisor 1 2 3 4 5 6 7 8 9
"""
_SAYS_NOTHING = """
    a an and the of for in at to with on or our is are we remote hybrid onsite office site home
    based wfh urgent urgently hiring now immediate start new job role position opening vacancy
    client wanted needed full part time fulltime parttime permanent perm contract contractor
    temporary w2 c2c m w f d x h level apply today
"""
_DETERMINERS = "a an the our your this that its join we you my each every"
LEVELS = frozenset(_RANKS.split())
"""The words of a title that tell a rank."""
_NOISE = frozenset(_SAYS_NOTHING.split())
_AREA = frozenset(("greater", "area", "metro", "metropolitan", "city", "region"))
_HIDDEN = re.compile(r"\b(?:our|the|a|an|this) (?:client|company|employer|organisation)\b(?:'s)?")
_NO_PROSE = re.compile(r"<[^<>]{0,500}>|https?://\S+|\S+@\S+")
_WORD = re.compile(r"[a-z0-9+#]+")
_GENDERS = re.compile(r"\b[mwfdxh](?:\s*[/|*]\s*[mwfdxh]){1,3}\b")
_PRICE = re.compile(r"[$€£]\s*\d[\d.,]*\s*k?")
_TEAM = re.compile(
    r"\b([A-Z][\w&+]{0,30}(?: (?:and |& )?[A-Z][\w&+]{0,30}){0,3}) "
    r"(?:[Tt]eam|[Gg]roup|[Ss]quad|[Dd]ivision|[Dd]epartment)\b"
)
_NO_TEAM = frozenset(_DETERMINERS.split())
_TRACKING = re.compile(
    r"utm_.*|gh_src|lever-(?:source|origin)|(?:g|fb|ms)clid|_ga|ref|refid|referr?er|source|src|"
    r"trk|tracking_?id|tracking|track|campaign|cid|sid|session(?:id)?|from|medium|origin|channel|"
    r"position|pagenum|page|pos|rank|tk|click|clickid|token|ts|timestamp|date|lang|locale|hl|"
    r"alid|eid|fccid|xkcb|bb|advn|camk|sponsored"
)
_NUMBER = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{4,}|(?=[a-z]*\d)[0-9a-z]{8,}")
_APPLY = re.compile(r"/(?:apply|application|apply-now)$")
_NO_IDENTIFIER = frozenset(("", "0", "na", "none", "null", "nan", "tbd", "unknown", "various"))


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What two postings are compared by; what a posting does not state is empty or None.

    `title` are its words in order of the alphabet and `level` those of them that tell a rank.
    `number` is what tells its address from others of the host. `low` and `high` are its pay by
    the year, `sketch` what is kept of its description (see `corpus.normalise.minhash`), and
    `columns` a hash of all its row states.
    """

    title: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    employer: str = ""
    localities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    board: str = ""
    identifier: str = ""
    url: str = ""
    number: str = ""
    posted: date | None = None
    seniority: str = ""
    arrangement: str = ""
    low: float | None = None
    high: float | None = None
    currency: str = ""
    teams: tuple[str, ...] = ()
    words: int = 0
    sketch: str = ""
    columns: str = ""


def fingerprint(posting: Posting, normalised: Normalised) -> Fingerprint:
    """What a posting is compared by; the days it was last seen are no part of it."""
    employer = normalised.employer or key(posting.hiring_organization or "")
    localities = _folded_all(_locality(place) for place in posting.job_location)
    title = _title(posting.title, employer=employer, localities=localities)
    low, high, currency = _pay(posting.base_salary)
    words = _prose(posting.description, employer=employer)
    url = address(posting.url or "")
    return Fingerprint(
        title=title,
        level=tuple(word for word in title if word in LEVELS),
        employer=employer,
        localities=localities,
        regions=_folded_all(place.region or "" for place in posting.job_location),
        countries=_folded_all(place.country or "" for place in posting.job_location),
        board=(posting.board or url.partition("/")[0]).strip().lower().removeprefix("www."),
        identifier=_identifier(posting.identifier or ""),
        url=url,
        number=_number(url),
        posted=posting.date_posted or posting.first_seen,
        seniority=normalised.seniority or "",
        arrangement=normalised.arrangement or "",
        low=low,
        high=high,
        currency=currency,
        teams=_teams(posting.description, employer=employer),
        words=len(words),
        sketch=minhash.sketch(words),
        columns=_columns(posting),
    )


def address(url: str) -> str:
    """A URL as compared: no scheme, "www.", fragment, or parameters but those that tell a posting.

    >>> address("https://www.example.com/jobs/?jk=12ab&utm_source=feed#top")
    'example.com/jobs?jk=12ab'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # a malformed address names no posting
        return ""
    if not host:
        return ""
    kept = sorted(pair for pair in parse_qsl(parts.query) if _tells(*pair))
    query = "&".join(f"{name.lower()}={value}" for name, value in kept)
    path = _APPLY.sub("", parts.path.rstrip("/"))
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def stem(identifier: str) -> str:
    """An identifier without the suffix of a requisition that is advertised once more.

    >>> stem("req-0412-b"), stem("jr12345-1"), stem("job-7")
    ('req-0412', 'jr12345', 'job-7')
    """
    return _AGAIN.sub("", identifier)


_AGAIN = re.compile(r"(?<=\d{3})[-_/. ]?(?:r|rev|repost|[a-d]|(?<=[-_/. ])\d)$")


def _tells(name: str, value: str) -> bool:
    return not _TRACKING.fullmatch(name.lower()) and any(sign.isdigit() for sign in value)


def _number(url: str) -> str:
    """The part of an address that counts its posting; empty for one made of words only."""
    found: list[str] = _NUMBER.findall(url.partition("/")[2].lower())
    return max(found, key=len, default="")


def _identifier(identifier: str) -> str:
    plain = " ".join(identifier.lower().split())
    return "" if re.sub(r"\W", "", plain) in _NO_IDENTIFIER else plain


def _folded(text: str) -> str:
    """A text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _folded_all(names: Iterable[str]) -> tuple[str, ...]:
    folded = {" ".join(re.findall(r"\w+", _folded(name))) for name in names}
    return tuple(sorted(folded - {""}))


def _locality(place: Place) -> str:
    """The town of a place; of one that was not read, what stands before its first comma."""
    if place.remote:
        return ""
    unread = not (place.region or place.country)
    said = place.locality or (place.raw.partition(",")[0] if unread else "")
    words = re.findall(r"\w+", said.replace("St.", "Saint"))
    return " ".join(word for word in words if word.lower() not in _AREA) or said


def _title(title: str, *, employer: str, localities: Sequence[str]) -> tuple[str, ...]:
    """The words of a title that tell its work, its abbreviations written out."""
    plain = _PRICE.sub(" ", _GENDERS.sub(" ", _folded(title)))
    for name in (employer, *localities):
        plain = re.sub(rf"\b{re.escape(name)}\b", " ", plain) if name else plain
    words = [word for raw in _WORD.findall(plain) for word in _spelt(raw)]
    told = {word for word in words if word not in _NOISE and not _counts(word)}
    return tuple(sorted(told)) or tuple(sorted(set(words)))


def _spelt(word: str) -> list[str]:
    singular = word[:-1] if re.fullmatch(r"[a-z]{3,}[^si\W]s", word) else word
    return _ABBREVIATIONS.get(singular, singular).split()


def _counts(word: str) -> bool:
    """Whether a word is the number of a requisition."""
    return sum(sign.isdigit() for sign in word) >= 4


def _prose(description: str, *, employer: str) -> list[str]:
    """The words of a description, those left out that name its employer, an address or a number."""
    text = _NO_PROSE.sub(" ", html.unescape(description[:LONGEST_TEXT]))
    text = _HIDDEN.sub(" ", _folded(text).replace("\u2019", "'"))
    if employer:
        text = re.sub(rf"\b{re.escape(employer)}\b(?:'s)?", " ", text)
    words = [word for word in _WORD.findall(text) if not _counts(word)]
    return words if len(words) >= FEWEST_WORDS else []


def _teams(description: str, *, employer: str) -> tuple[str, ...]:
    """The teams that a description calls by name: "the Payments team" but not "our team"."""
    named = (_folded(name).split() for name in _TEAM.findall(description[:LONGEST_TEXT]))
    told = {" ".join(word for word in words if word not in _NO_TEAM) for words in named}
    return tuple(sorted(told - {"", employer}))


def _pay(pay: Pay | None) -> tuple[float | None, float | None, str]:
    """Pay's bounds by the year; of pay whose unit was not told nothing is compared."""
    if pay is None or pay.unit is None:
        return None, None, ""
    factor = A_YEAR[pay.unit]
    bounds = [None if bound is None else bound * factor for bound in (pay.minimum, pay.maximum)]
    return bounds[0], bounds[1], pay.currency or ""


def _columns(posting: Posting) -> str:
    """A hash of all that a posting states, by its row where it has one."""
    said = repr((posting.title, posting.hiring_organization, posting.description, posting.columns))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
