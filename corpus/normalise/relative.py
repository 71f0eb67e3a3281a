"""Days told from the day they are read: "3 days ago", "posted yesterday", "vor 3 Tagen"."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

LONGEST = 80

_LEAD = (
    r"(?:(?:re)?posted|published|listed|added|updated|date posted|job posted|veröffentlicht"
    r"|publiée?|publicado|pubblicato|geplaatst|online)?(?: on| am| le| el)?"
)
_TODAY = (
    r"today|just (?:now|posted)|just in|new today|moments? ago|few (?:seconds|minutes) ago|heute"
    r"|gerade eben|soeben|aujourd hui|à l instant|hoy|ahora|oggi|adesso|hoje|agora|vandaag|zojuist"
    r"|i dag|dzisiaj|dziś|今日|本日|今天"
)
_YESTERDAY = r"yesterday|gestern|hier|ayer|ieri|ontem|gisteren|i går|wczoraj|昨日|昨天"
_MOMENT = (
    r"s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|sekunden?|minuten?|stunden?|secondes?|heures?"
    r"|segundos?|minutos?|horas?|secondi|minuti|or[ae]|uur|uren|godzin\w*|分|時間|小时"
)
_DAY = r"d|days?|tag|tage|tagen|jours?|día|días|dias?|giorn[oi]|dag|dagen|dni|dzień|日|天"
_WEEK = r"w|wks?|weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|tygodni\w*|週間|周"
_DAYS: Mapping[str, int] = {"moment": 0, "day": 1, "week": 7}
_COUNT = r"(?P<count>\d{1,3}|an?|one|ein(?:e|em|er)?|une?|una?|um|uma|een)"
_UNIT = rf"(?P<moment>{_MOMENT})|(?P<day>{_DAY})|(?P<week>{_WEEK})"
_AGO = re.compile(
    rf"(?:(?P<before>vor|il y a|hace|há) )?(?:about |over )?{_COUNT} ?(?:{_UNIT})"
    r"(?P<after> ?(?:ago|fa|geleden|atrás|temu|前))?"
)
_SAYS_TODAY = re.compile(_TODAY)
_SAYS_YESTERDAY = re.compile(_YESTERDAY)
_SAID_BEFORE = re.compile(rf"^{_LEAD} ?(?=\w)")
_SIGNS = re.compile(r"[^\w+]+")


def relative(text: str, *, today: date) -> date | None:
    """The day a board's words tell, counted from today.

    Days and weeks are counted as said, hours as today. None for what names no day: "30+ days ago"
    is a bound, "2 months ago" a month rounded, and "active 3 days ago" is no posting's day.
    """
    if len(text) > LONGEST:
        return None
    words = _SIGNS.sub(" ", text.lower()).strip()
    words = _SAID_BEFORE.sub("", words, count=1)
    if _SAYS_TODAY.fullmatch(words):
        return today
    days = 1 if _SAYS_YESTERDAY.fullmatch(words) else _days_ago(words)
    return None if days is None or days >= today.toordinal() else today - timedelta(days=days)


def _days_ago(words: str) -> int | None:
    match = _AGO.fullmatch(words)
    if not match:
        return None
    unit = next(name for name in _DAYS if match[name])
    # "3d" and "1w" say ago by themselves; "3 days" may be a term or a notice.
    if not (match["before"] or match["after"] or match[unit] in ("d", "w", "h")):
        return None
    count = int(match["count"]) if match["count"].isdecimal() else 1
    return count * _DAYS[unit]
