"""Words of questions that name no posting by themselves."""

import re
from typing import Final

from corpus.queries import Operator

_NOISE: Final = """
whose among advertises advertise given large larger amount where say
without except excluding exclude lacking never nor besides apart outside rather instead
paying
a about across advertise advertised advertising against all also among amongst an and annual
annually any applicant approximately are aren as ask asked asking asks at available average based
be because been being belong better between biggest both breakdown but by call called calling
calls can candidate candidates categorised categorized category classified come comes common
commonly companies company compare compared comparison compensation considered contain containing
contains could count currently demand demands described did didn different disclose disclosed
discloses distinct distribution divided do does doesn dollar dollars don each either employer
employers every exactly expect expected expects experience explicitly fall familiarity fewer
figure figures find flagged for frequent from get give go goes got grow growing had has have
having here high higher highest hire hired hires hiring how i if in include included includes
including into is isn it its job jobs just keyword kind kinds know knowledge labeled labelled
largest least less level like list listed listing lists located long look looking low lower lowest
made make makes many marked market markets may me mean median mention mentioned mentioning
mentions midpoint midpoints might more most much my named need needed needs new newly no non not
notation now number numbers of offer offered offering offers often on one ones only open or other
our out overall paid pay pays people per percent percentage person phrase please popular post
posted posting posts proficiency provide provides publish published quote quoted quotes quoting
range ranges rate rates ratio recent recently require required requirement requires requiring role
roles roughly s said salaries salary say says see seek seeking set share should show skill skills
so some someone sought specifically specified specifies specify split state stated states stating
stay still t tagged take takes tell term than that the their them then there there's these they
this those title titled titles to today top total trend type types typical under unique up us usd
use used uses using value values versus vs wage wages want wanted wants was we were what when
where whether which who why will with within word words work worker working works would year
yearly you your ! $ % & ( ) , / : ; = ?
"""
NOISE = frozenset(_NOISE.split())
"""What may be left over when a question is understood."""

NEGATION = re.compile(
    r"(?:\b(?:not|non|no|without|except|excluding|exclude|excludes|never|lacks?|lacking|omit\w*"
    r"|nor)"
    r"|\b(?:other than|outside|apart from|besides|rather than|instead of)"
    r"|\b(?:is|are|do|does|did|has|have|was|were|don|doesn|didn|isn|aren|haven|hasn) ?n?t)"
    r"(?: (?:state|list|mention|require|need|ask for|have|has|offer|give|include|disclose|in|for"
    r"|at|a|an|any"
    r"|the|be|with|use|want|specify|based|located))*$"
)
COMPARATORS: tuple[tuple[Operator, str], ...] = (
    ("above", r"more than|greater than|higher than|over|above|exceed(?:s|ing)?|beyond|>"),
    ("at_least", r"at least|no less than|not less than|minimum(?: of)?|from|starting at|>=|≥"),
    ("below", r"less than|lower than|under|below|cheaper than|fewer than|<"),
    ("at_most", r"at most|no more than|not more than|up to|maximum(?: of)?|<=|≤|within"),
)
"""Words that compare with a number, the longer ones first where one holds another."""
