"""Words of questions that name no posting by themselves."""

import re
from typing import Final

from corpus.queries import Operator

_NOISE: Final = """
remain remains remaining separate levels
a about according across ad added ads advertise advertised advertises advertising against all
allow allowed allows also among amongst amount an and annual annually any apart appear appeared
appears applicant approximately are aren as aside ask asked asking asks at available average based
be because been being belong belonging belongs besides better between biggest both breakdown but
by call called calling calls came can can't candidate candidates cannot categorised categorized
category chart classified close closed closes closing collected combined come comes coming common
commonly companies company compare compared comparison compensation considered contain containing
contains copies copy could count counted counting counts currently date dates deadline demand
demands described develop develops did didn difference different disclose disclosed discloses
distinct distribution divided do does doesn dollar dollars don done draw duplicate duplicates each
earn earned earning earns either employer employers end entered ever every everywhere exactly
except exclude excluding expect expected expects experience expire expired expires expiring
explicitly fall fallen falling familiarity fewer figure figures find firms flagged for frequent
from gap gave get give given gives giving go goes going got graph grow growing had hand hands has
have having here high higher highest hire hired hires hiring hold holds how i if in include
included includes including instead into is isn it its job jobs just keep keeps kept keyword kind
kinds know knowledge labeled labelled lacking large larger largest least leave leaves leaving left
less let let's lets level lie lies like list listed listing lists located logged long look looking
low lower lowest made make makes many marked market markets may me mean median mention mentioned
mentioning mentions midpoint midpoints might mind moment more most much my named need needed needs
neither never new newly no non nor not notation now number numbers of offer offered offering
offers often on one ones only open opened opens or other our out outside overall paid pay paying
pays people per percent percentage person phrase please plot popular possible post posted posting
posts proficiency provide provides publish published put quote quoted quotes quoting range ranges
rate rates rather ratio recent recently recorded registered report reported reports repost reposts
require required requirement requires requiring respectively right role roles roughly row rows run
runs s said salaries salary say says see seek seeking set share should show shown shows side skill
skills so some someone sought specifically specified specifies specify split start starting starts
state stated states stating stay still sum t tagged take takes tally tell tells term than thanks
that the their them themselves then there there's these they this those title titled titles to
today together told too top total trend type types typical under unique until up us usd use used
uses using value values versus via vs vs. wage wages want wanted wants was we were what when where
whether which who whom whose why will wise with within without word words work worker working
works would year yearly you your ! $ % & ( ) , / : ; = ?
"""
NOISE = frozenset(_NOISE.split())
"""What may be left over when a question is understood."""

NEGATION = re.compile(
    r"(?:\b(?:not|non|no|without|except|excluding|exclude|excludes|never|lacks?|lacking|omit\w*"
    r"|nor)"
    r"|\b(?:neither|cannot|can ?t|can not|leaving|anything but|all but)|\b(?:other than|outside"
    r"|apart from|besides|rather than|instead of)"
    r"|\b(?:is|are|do|does|did|has|have|was|were|don|doesn|didn|isn|aren|haven|hasn) ?n?t)"
    r"(?: (?:state|list|mention|require|need|ask for|have|has|offer|give|include|disclose|in|for"
    r"|at|a|an|any"
    r"|the|be|with|use|want|specify|based|located|done|worked|those|ones|where|whose|that|jobs"
    r"|postings|of|is|out))*$"
)
COMPARATORS: tuple[tuple[Operator, str], ...] = (
    ("above", r"more than|greater than|higher than|over|above|exceed(?:s|ing)?|beyond|>"),
    ("at_least", r"at least|no less than|not less than|minimum(?: of)?|from|starting at|>=|≥"),
    ("below", r"less than|lower than|under|below|cheaper than|fewer than|<"),
    ("at_most", r"at most|no more than|not more than|up to|maximum(?: of)?|<=|≤|within"),
)
"""Words that compare with a number, the longer ones first where one holds another."""
