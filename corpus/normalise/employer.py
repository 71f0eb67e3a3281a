"""An employer's name as compared: what two boards write for one employer comes to one key."""

import re
import unicodedata

LONGEST = 300

_LEGAL_FORMS = """
    inc incorporated corp corporation co company llc llp lp lllp pllc pc pbc ltd limited plc cic
    gmbh ggmbh ag se kg kgaa ug ohg gbr ev mbh sa sas sasu sarl sca snc srl srls spa scarl slu
    bv nv vof oy oyj ab as asa aps ehf zoo spzoo kft zrt nyrt sro doo ood eood sia
    uab ou pty pvt private pte bhd sdn tbk pt kk gk yk cv sab ltda eireli epp sapi spe jsc pjsc
    ojsc ooo zao llc fze fzco wll bsc aktiengesellschaft aktiebolag gesellschaft haftungsbeschrankt
"""
_FORMS = frozenset(_LEGAL_FORMS.split())
_PHRASES = re.compile(r"\b(?:sp z o ?o|s a de c v|sa de cv|gmbh and co kg|public limited company)$")
_INITIALS = re.compile(r"(?<!\w)(?:\w[.] ?){2,8}(?!\w)")
_SLASHED = re.compile(r"(?<!\w)(a/s|n/a|k/s)(?!\w)")
_APOSTROPHES = re.compile(r"['’\u02bc`]")
_SIGNS = re.compile(r"[\W_]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_UNSPACED = re.compile("株式会社|有限会社|合同会社|有限公司")
_NO_NAMES = frozenset(("confidential", "n a", "na", "none", "unknown", "anonymous", "undisclosed"))


def key(name: str) -> str:
    """A name without legal form, case, accents, punctuation and a leading "the".

    "Acme, Inc." and "ACME" have one key, "Apple" and "Apple Bank" two. Empty for a name without a
    letter or digit, and for words that hide the name, such as "Confidential".
    """
    bare = " ".join(_without_form(_plain(name[:LONGEST])))
    return "" if bare in _NO_NAMES else bare


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).casefold())
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", apart))
    bare = _SLASHED.sub(
        lambda match: match[1].replace("/", ""), _UNSPACED.sub(" ", bare).replace("&", " and ")
    )
    bare = _INITIALS.sub(lambda match: re.sub(r"[. ]", "", match[0]) + " ", bare)
    return " ".join(_SIGNS.sub(" ", _APOSTROPHES.sub("", bare)).split())


def _without_form(plain: str) -> list[str]:
    """The name's words; a name that is all legal form stays as it is."""
    words = _PHRASES.sub("", plain).split()
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while words and words[-1] in _FORMS:
        words = words[:-1]
        if words and words[-1] == "and":
            words = words[:-1]
    return words or plain.split()
