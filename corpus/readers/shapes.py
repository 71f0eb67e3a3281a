"""What a column's values look like: days, pay, places, jobs; and how well they fit a field."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import mean

from corpus.normalise import dates
from corpus.readers.fields import Field, words

MOST_VALUES = 60
LOOKED_AT = 300  # characters of a value

_FIGURE = re.compile(
    r"[-+(]?(?:[A-Z]{3}|[$€£¥₹])?\s?\d[\d,.' ]*(?:[eE][-+]?\d+)?\s?[kK]?\s?(?:[A-Z]{3}|[€$£])?\)?"
)
_MONEY = re.compile(
    r"[$€£¥₹₩₱]\s?\d|\d\s?(?:[kK]|[.,]000)?\s?[€£₹]|zł|\b\d{2,3}\s?k\b"
    r"|\b(?:USD|EUR|GBP|CAD|AUD|CHF|INR|BRL|PLN|SEK|NOK|DKK|JPY|SGD|NZD|MXN|ZAR|LPA)\b"
    r"|\d[\d,.]*\s?(?:-|–|to|bis|à|a)\s?\d[\d,.]*\s?(?:k|per|/|p\.?a|pa\b|a year|an hour)"
    r"|\d\s?(?:/|per\s|an?\s)(?:hour|hr|h\b|year|yr|annum|day|week|month)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d\s?%")
_RELATIVE = re.compile(
    r"(?:just )?(?:today|yesterday|now|heute|gestern|aujourd'hui|hier|hoy|ayer|hoje|ontem|vandaag)"
    r"|(?:posted |active )?(?:over |vor |hace |il y a |há )?\d+\+?\s?"
    r"(?:h|d|w|mo?|days?|hours?|weeks?|months?|tage?n?|stunden?|wochen?|jours?|heures?|semaines?|mois|d[ií]as?|horas?|dagen|uur|"
    r"minutes?|mins?)(?: ago| geleden| atr[áa]s)?",
    re.IGNORECASE,
)
_DASHED = re.compile(r"[0-3]?\d-[0-3]?\d-(?:19|20|21)\d\d")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_FLAG = words("true false yes no y n 0 1 0.0 1.0 ja nein oui non si sí não sim nee")
_ARRANGED = re.compile(
    r"remote|hybrid|on.?site|in.?office|in.?person|telecommute|work from home|wfh|home.?office"
    r"|télétravail|teletrabajo|presencial|presentiel|híbrido|hibrido|remoto|thuis|vor ort|partiel"
    r"|anywhere|distributed|hybride|office.?based|field",
    re.IGNORECASE,
)
_EMPLOYED = re.compile(
    r"full.?time|part.?time|^[fp]/?t$|contract|temporary|\btemp\b|permanent|\bperm\b|intern(?:ship)?\b"
    r"|casual|seasonal|freelance|apprentice|fixed.?term|per.?diem|volunteer|vollzeit|teilzeit"
    r"|befristet|festanstellung|praktikum|werkstudent|minijob|ausbildung|\bcdi\b|\bcdd\b|intérim"
    r"|interim|stage|alternance|temps (?:plein|partiel|complet)|indefinido|temporal"
    r"|tiempo completo|media jornada|autónomo"
    r"|\bclt\b|\bpj\b|estágio|efetivo|integral|vast(?:e)?\b|tijdelijk|voltijd|"
    r"deeltijd|fulltime|parttime|determinato|indeterminato|regular|umowa|\bw2\b|\bc2c\b|1099",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"[A-Z]{3}|[a-z]{3}|(?:US|CA|AU|[CARS])?\$|[£€₹¥₩]|zł|euros?|dollars?|pounds?", re.ASCII
)
_PERIOD = re.compile(
    r"hour|\bhr|^h$|da(?:y|ily)|week|\bwk|month|\bmo\b|year|\byr|annu|annual|^(?:pa|ph|pm|pd)$"
    r"|stunde|tag|woche|monat|jahr|heure|jour|mois|\ban\b|hora|d[ií]a|mes|año|ano|uur|maand|jaar|anno",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"[^\W\d][\w .'’()/-]{1,40},\s?(?:[A-Z]{2,3}\b|[^\W\d][\w .'’-]{2,40})(?:,\s?[\w .]{2,40})?",
)
_JOB = re.compile(
    r"engineer|develop|manager|analyst|scientist|designer|architect|consultant|specialist|director"
    r"|assistant|associate|administrat|technician|nurse|teacher|lecturer|professor|driver|sales\b"
    r"|account(?:ant|s|ing)|officer|coordinator|supervisor|intern\b|trainee|apprentice|worker|clerk"
    r"|cashier|chef|cook\b|cleaner|electrician|plumber|welder|mechanic|carpenter|operator|recruiter"
    r"|lead\b|head of|chief|president|founder|programmer|researcher|writer|editor|planner|buyer"
    r"|executive|representative|agent\b|advisor|adviser|therapist|physician|surgeon|pharmacist|"
    r"dentist|doctor\b|attorney|lawyer|counsel|paralegal|barista|bartender|server\b|waiter|waitress"
    r"|housekeep|janitor|guard\b|ranger|inspector|auditor|controller|treasurer|strategist|marketer"
    r"|producer|photographer|translator|tutor|coach|caregiver|carer\b|packer|picker|handler|labou?rer"
    r"|foreman|installer|fitter|machinist|roofer|painter|mason|gardener|farmer|stylist|hairdresser"
    r"|receptionist|secretary|librarian|scrum|devops|\bsre\b|\bqa\b|\bcto\b|\bceo\b|\bvp\b|sr\.?\s|senior"
    r"|junior|staff\b|member of|crew|steward|pilot\b|paramedic|midwife|social work"
    r"|\([mwfdhx](?:/[mwfdhx])+\)|\b[mwf]/[mwfdx]/[mwfdx]\b"
    r"|entwickler|ingenieur|pfleger|verkäufer|verkaeufer|leiter|sachbearbeiter|berater|buchhalter|"
    r"fahrer|kaufm|kauffrau|techniker|mechaniker|elektriker|elektroniker|erzieher|arzt|ärztin|koch\b|"
    r"köch|mitarbeiter|referent|assistenz|fachkraft|meister|monteur|werkstudent|praktik"
    r"|développeu|developpeu|ingénieur|infirmi|comptable|vendeu|chauffeur|technicien|responsable|"
    r"chargé|conseill|assistant|directeur|directrice|chef de|cuisinier|serveu|ouvrier|stagiaire"
    r"|ingenier|desarrollador|programador|camarero|enfermer|contable|vendedor|conductor|técnico|"
    r"tecnico|gerente|jefe|auxiliar|abogad|médico|cocinero|analista|profesor|dependient|encargad"
    r"|desenvolvedor|engenheir|motorista|cozinheir|advogad|estagi|coordenador|assistente|atendente"
    r"|verpleeg|ontwikkelaar|verkoper|medewerker|monteur|adviseur|chauffeur|boekhouder|docent|leraar"
    r"|sviluppator|infermier|impiegat|contabil|cameriere|cuoco|operai|responsabile|autista|commess"
    r"|utvikler|sykepleier|lærer|selger|ingeniør|utvecklare|sjuksköterska|säljare|programista|inżynier",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:inc|llc|ltd|limited|gmbh|ag|kg|se|sa|sas|sarl|bv|nv|plc|corp|co|group|spa|srl|ab|as|oy|"
    r"pty|university|hospital|school|bank|council|department|dept|institute|solutions|"
    r"technologies|systems|labs?|services|partners|health)\b\.?",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[|;]|,\s?\w+|^\s*\[")


@dataclass(frozen=True)
class Shape:
    """A column's filled values, some of them, and the share of them that look like a thing."""

    values: Sequence[str]
    filled: float

    @cached_property
    def length(self) -> float:
        return mean(map(len, self.values)) if self.values else 0.0

    @cached_property
    def distinct(self) -> float:
        return len(set(self.values)) / len(self.values) if self.values else 0.0

    @cached_property
    def addresses(self) -> float:
        return self._share(lambda value: bool(_ADDRESS.match(value)))

    @cached_property
    def figures(self) -> float:
        return self._share(lambda value: bool(_FIGURE.fullmatch(value)))

    @cached_property
    def money(self) -> float:
        return self._share(lambda value: bool(_MONEY.search(value)) and not _PERCENT.search(value))

    @cached_property
    def percents(self) -> float:
        return self._share(lambda value: bool(_PERCENT.search(value)) and not _MONEY.search(value))

    @cached_property
    def days(self) -> float:
        return self._share(_is_day)

    @cached_property
    def flags(self) -> float:
        return self._share(lambda value: value.lower() in _FLAG)

    @cached_property
    def arranged(self) -> float:
        return self._share(lambda value: len(value) < 60 and bool(_ARRANGED.search(value)))

    @cached_property
    def employed(self) -> float:
        return self._share(lambda value: len(value) < 60 and bool(_EMPLOYED.search(value)))

    @cached_property
    def currencies(self) -> float:
        return self._share(lambda value: bool(_CURRENCY.fullmatch(value)))

    @cached_property
    def periods(self) -> float:
        return self._share(lambda value: len(value) < 24 and bool(_PERIOD.search(value)))

    @cached_property
    def places(self) -> float:
        return self._share(lambda value: bool(_PLACE.fullmatch(value)))

    @cached_property
    def jobs(self) -> float:
        return self._share(lambda value: len(value) < 120 and bool(_JOB.search(value)))

    @cached_property
    def legal(self) -> float:
        return self._share(lambda value: len(value) < 80 and bool(_LEGAL.search(value)))

    @cached_property
    def lists(self) -> float:
        return self._share(lambda value: bool(_LISTED.search(value)))

    @property
    def is_words(self) -> bool:
        """Short words, as a name or a place has."""
        numbers = self.addresses + self.figures + self.days + self.flags
        return numbers < 0.4 and self.length <= 120

    def _share(self, looks: Callable[[str], bool]) -> float:
        return sum(map(looks, self.values)) / len(self.values) if self.values else 0.0


def shape(values: Sequence[str]) -> Shape:
    """The shape of a column, of which `values` are a sample with the empty ones among them."""
    filled = [" ".join(value[:LOOKED_AT].split()) for value in values if value.strip()]
    step = max(1, len(filled) // MOST_VALUES)
    return Shape(filled[::step][:MOST_VALUES], len(filled) / len(values) if values else 0.0)


def fit(field: Field, found: Shape) -> tuple[float, str]:
    """How the values speak for a field, from -1 to .4, and in what words; nothing says 0."""
    return _FITS[field](found) if found.values else (-0.15, "no value in sight")


def _is_day(value: str) -> bool:
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", value):
        seconds = float(value) / (1_000 if len(value.partition(".")[0]) == 13 else 1)
        return 946_684_800 < seconds < 2_051_222_400  # from 2000 to 2035
    if _RELATIVE.fullmatch(value) or _DASHED.fullmatch(value):
        return True
    return dates.stated(value, order="month") is not None or bool(dates.stated(value, order="day"))


# What the values say of each field

_Said = tuple[float, str]
_NOT = (-1.0, "its values are something else")


def _title(found: Shape) -> _Said:
    if not found.is_words or found.money > 0.5:
        return _NOT
    return (0.4, "jobs are named in it") if found.jobs >= 0.3 else (0.0, "")


def _employer(found: Shape) -> _Said:
    if not found.is_words or found.arranged > 0.6 or found.employed > 0.6:
        return _NOT
    if found.jobs > 0.5 and found.legal < 0.3:
        return -0.4, "jobs are named in it"
    return (0.3, "firms are named in it") if found.legal >= 0.2 else (0.1, "")


def _description(found: Shape) -> _Said:
    if found.addresses > 0.4 or found.figures > 0.4 or found.days > 0.4:
        return _NOT
    if found.length >= 80:
        return 0.4, "its values are prose"
    return (0.1, "") if found.length >= 12 else (-0.3, "its values are short")


def _place(found: Shape) -> _Said:
    if not found.is_words or found.employed > 0.6:
        return _NOT
    if found.places >= 0.3:
        return 0.3, "its values look like places"
    return 0.1, ""


def _locality(found: Shape) -> _Said:
    if not found.is_words or found.length > 50:
        return _NOT
    return (0.0, "") if found.places > 0.5 else (0.2, "")


def _region(found: Shape) -> _Said:
    if not found.is_words or found.length > 40:
        return _NOT
    return 0.2, ""


def _country(found: Shape) -> _Said:
    if not found.is_words or found.length > 60:
        return _NOT
    return 0.2, ""


def _remote(found: Shape) -> _Said:
    if found.arranged >= 0.5:
        return 0.4, "its values are ways to work"
    if found.flags + found.arranged >= 0.5:
        return 0.3, "its values are yes and no"
    return _NOT if not found.is_words else (-0.4, "its values are no ways to work")


def _employment(found: Shape) -> _Said:
    if not found.is_words or found.arranged > max(0.5, found.employed):
        return _NOT
    if found.employed >= 0.4:
        return 0.4, "its values are kinds of employment"
    return -0.3, "its values are no usual kinds of employment"


def _pay(found: Shape) -> _Said:
    if found.flags >= 0.6 or found.percents > 0.5 or found.addresses > 0.4 or found.days > 0.5:
        return _NOT
    if found.length > 160:
        return _NOT
    if found.money >= 0.2:
        return 0.4, "amounts of money are named in it"
    return (0.2, "its values are figures") if found.figures >= 0.5 else (-0.3, "no money in sight")


def _bound(found: Shape) -> _Said:
    if found.days > 0.5 and found.figures < 0.9:
        return _NOT
    return (0.3, "its values are figures") if found.figures + found.money >= 0.5 else _NOT


def _currency(found: Shape) -> _Said:
    return (0.4, "its values are currencies") if found.currencies >= 0.6 else _NOT


def _pay_unit(found: Shape) -> _Said:
    return (0.4, "its values are periods") if found.periods >= 0.5 else _NOT


def _day(found: Shape) -> _Said:
    if found.days >= 0.5:
        return 0.3, "its values are days"
    if found.figures > 0.5 or found.flags > 0.5 or found.addresses > 0.4 or found.length > 60:
        return _NOT
    return (0.0, "") if found.days >= 0.1 else (-0.4, "its values are no days")


def _skills(found: Shape) -> _Said:
    if found.addresses + found.figures + found.flags > 0.4 or found.days > 0.4:
        return _NOT
    if found.length > 250:
        return -0.4, "its values are prose"
    return (0.3, "its values are lists") if found.lists >= 0.2 else (0.0, "")


def _identifier(found: Shape) -> _Said:
    if found.addresses > 0.5 or found.length > 80:
        return _NOT
    if found.distinct >= 0.95:
        return 0.3, "each row has another"
    return (0.0, "") if found.distinct > 0.7 else (-0.6, "rows share its values")


def _url(found: Shape) -> _Said:
    if found.addresses < 0.4:
        return _NOT
    return (0.4, "its values are addresses") if found.distinct > 0.6 else (0.1, "addresses")


_BOARDS = re.compile(
    r"indeed|linkedin|glassdoor|ziprecruiter|zip_recruiter|google|monster|stepstone|xing|infojobs|"
    r"naukri|bayt|bdjobs|adzuna|seek|reed|totaljobs|dice|wellfound|angel|greenhouse|lever|ashby|"
    r"workday|workable|smartrecruiters|usajobs|workatastartup|remoteok|weworkremotely|himalayas|"
    r"otta|builtin|careers? (?:page|site)|jobs?\b|board",
    re.IGNORECASE,
)


def _board(found: Shape) -> _Said:
    if not found.is_words or found.length > 40 or found.places > 0.4:
        return _NOT
    known = sum(bool(_BOARDS.search(value)) for value in found.values) / len(found.values)
    if known >= 0.3:
        return 0.5, "boards are named in it"
    return (0.1, "") if found.distinct <= 0.5 or len(found.values) < 4 else (-0.4, "too many")


_FITS: Mapping[Field, Callable[[Shape], _Said]] = {
    "title": _title,
    "employer": _employer,
    "description": _description,
    "place": _place,
    "locality": _locality,
    "region": _region,
    "country": _country,
    "remote": _remote,
    "employment": _employment,
    "pay": _pay,
    "pay_minimum": _bound,
    "pay_maximum": _bound,
    "currency": _currency,
    "pay_unit": _pay_unit,
    "posted": _day,
    "closes": _day,
    "skills": _skills,
    "identifier": _identifier,
    "url": _url,
    "board": _board,
    "first_seen": _day,
    "last_seen": _day,
    "seen": _day,
}
