"""Which lines of a telegraphic message are not for publication, in the languages of the agencies."""

import re

_AGENCIES = (
    r"(?i:ITAR-TASS|TASS|DAPD|AP|AAP|APA|AFP|ANP|ANSA|ATS|BELGA|CNA|CP|DPA|EFE|EPD|KNA|KYODO|LUSA|NOTIMEX|NTB|NZPA|PA|PAP"
    r"|PTI|REUTERS?|RITZAU|RTR|SDA|SID|STT|TT|UPI|XINHUA)"
)
AGENCY = re.compile(rf"{_AGENCIES}(?![^\W_])")

# Words that open a line to the desk, and what must follow them in the copy, where prose can open with them, too.
_DESK = (
    r"(?:eds?\b\.?|editors?\b|editor['’]s note\b|attn\b|attention\b|notes? to editors?\b|recasts\b|adds\b|updates?\b"
    r"|clarifies\b|corrects\b|corrections?\b|mandatory\b|hold for release\b|for release\b|refile\b|repeat\w*\b|kill\b"
    r"|achtung\b|(?:redaktionelle[rs]? )?hinweise?\b|berichtigung\b|korrektur\b|wiederholung\b|aktualisierung\b"
    r"|til redaksjon\w*|til red\b\.?|red\b\.?|obs!?\B|korr\w*\b|rettelse\b|note aux r[ée]dactions?\b|rectificatif\b"
    r"|nota a\b|versi[óo]n corregida\b|aviso al editor\b|avviso\b|nota per\b|huom\w*\b|noot voor\b|nota voor\b)"
)
_EMBARGO = (
    r"(?:embargo(?:ed|e)?|sperrfrist|sperret|sp[äæ]rret|sous embargo|embargado|julkaisuvapaa|onder embargo)"
    r"(?:\s?:|\s(?:\S{1,12}\s){0,2}(?:until|till?|for|bis|jusqu\S*|hasta|tot)\b|\s{1,2}[\w.,]{0,12}\s?\d)"
)
_DESK_LINE = re.compile(rf"\W{{0,3}}(?:{_DESK}|{_EMBARGO})", re.IGNORECASE)
_DESK_IN_COPY = re.compile(rf"\W{{0,3}}(?:{_DESK}(?:[^.:!?—]{{0,40}}:|\s?[—–-]\s)|{_EMBARGO})", re.IGNORECASE)

_REST = re.compile(
    r"#{1,3}\s"
    r"|\W{0,5}(?:the )?following information is not"
    r"|\W{0,5}(?:die )?folgenden?\b.{0,40}nicht zur ver(?:ö|oe)ffentlichung"
    r"|\W{0,5}(?:not for publication|nicht zur ver(?:ö|oe)ffentlichung)"
    r"|(?:dpa-)?(?:notizblock|notebook)\s?:?$"
    r"|(?:r(?:ü|ue)ckfragehinweis|r(?:ü|ue)ckfragen|media contacts?|contacts?|kontakte?|ansprechpartner)\s?(?::|$)"
    r"|(?:internet(?: links|-?adressen?)?|liens internet|on the net|online)\s?:",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\W{0,3}(?:tel|telefon|phone|fax|e-?mail|mobile?|handy|t[ée]l[ée]phone|puh|tlf)\b\.?\s?[:+]"
    r"|[\W_]{0,3}[\w.-]{1,60}(?:@|\(at\))[\w.-]{1,60}\W{0,2}$"
    r"|[-\W]{0,3}(?:reporting|editing|writing|redaktion|reporter|r[ée]daction|autor\w*)(?: by| von)?\s?:"
    r"|\((?:mit |with )?(?:AP |dpa-?|AFP )?(?:photo|foto|bild|grafik|graphic|archiv|video|audio|karte|map)"
    r"[^()]{0,200}\)$"
    r"|(?:photos?|fotos?|bilder?|bild(?:er)?)\s?:"
    r"|©|\(c\)\s?\d|copyright (?:\d|by|the|\W)|.{0,100}all rights reserved|.{0,100}alle rechte vorbehalten"
    r"|this material may not be published",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"\(?(?:with )?(?:AP|AFP|AAP|PA|EPA|Reuters|dpa)\s(?:laser|file )?"
    r"(?:photo|graphic|video|audio|picture|infographic)s?\b.{0,200}$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r".{0,250}\b(?:contributed|helped) (?:to|with|in|on) (?:this|the) (?:report|story|article|dispatch)\b.{0,80}$"
    r"|.{0,250}\bcontributed(?: from .{1,60}| reporting.{0,60})?\.$"
    r"|(?:follow\b.{0,120}(?:twitter|@))|more AP\b.{0,60}:|.{0,60}https?://\S{1,200}$"
    r"|\(?\s?(?:schlu(?:ss|ß)|fortsetzung|forts|folgt|ende|slutt?|fin|fine|fim|einde|loppu|ends?|endit|mehr|more|suite"
    r"|sigue|segue|more to come)\s?\.?\s?\)?(?:\s[a-z]{2,5}(?:[/*][a-z]{2,5}){0,4})?$",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    r"[a-z]{1,6}(?:[-/*+][a-z0-9]{1,6}){1,6}$|[a-z]{2,5}(?: [a-z0-9/]{1,9}){1,8}$|\(?[a-z]{2,4}\)?$"
    rf"|\W?{_AGENCIES}(?:[ /-][a-z0-9]{{1,6}}){{0,8}}\W?$"
)
_SIGNATURE = re.compile(rf"\s*(?:/{_AGENCIES}/|\((?:©|c)?\s?{_AGENCIES}\))\.?$")
_LOOKED_AT = 500  # characters; the patterns tell by the beginning


def is_for_desk(line: str) -> bool:
    """Whether a line of the header speaks to editors: "Eds: …", "(Berichtigung …)", "EMBARGOED until …"."""
    return bool(_DESK_LINE.match(line[:_LOOKED_AT]))


def is_for_desk_in_copy(paragraph: str) -> bool:
    """The same for a paragraph of the copy, where "Editors at three papers …" is prose."""
    return bool(_DESK_IN_COPY.match(paragraph[:_LOOKED_AT]))


def is_pictures(line: str) -> bool:
    """Whether a line only names pictures: "AP Photo XYZ101, XYZ102"."""
    return not line.endswith((".", "”", '"')) and bool(_PICTURES.match(line[:_LOOKED_AT]))


def is_apart(paragraph: str) -> bool:
    """Whether a paragraph is a contact, a credit, a notice of rights or a list of pictures."""
    return is_pictures(paragraph) or bool(_APART.match(paragraph[:_LOOKED_AT]))


def begins_notes(paragraph: str) -> bool:
    """Whether this and all that follows is not for publication: a notebook, contacts, links."""
    return bool(_REST.match(paragraph[:_LOOKED_AT]))


def is_tail(paragraph: str) -> bool:
    """Whether a last paragraph is a tag line, a sign-off or the initials of who wrote it."""
    return len(paragraph) <= _LOOKED_AT and bool(_TAIL.match(paragraph) or _INITIALS.match(paragraph))


def strip_signature(paragraph: str) -> str:
    """The paragraph without the agency at its end: "… sa han. (NTB)", "… /ritzau/"."""
    return paragraph[:-60] + _SIGNATURE.sub("", paragraph[-60:])
