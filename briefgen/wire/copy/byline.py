"""Bylines: who wrote it, in the languages of the agencies."""

import re

from briefgen.lazily import lazily
from briefgen.wire.copy.agencies import AGENCIES, AGENCY

_BY = lazily(
    rf"(?:[Bb]y {AGENCY.pattern} (?:staff )?(?:writers?|reporters?|correspondents?)"
    r"|By|BY|by|Von|VON|Par|PAR|Por|POR|Av|AV|Af|AF|Door|DOOR|Di|DI|Da|Van|VAN|Text|TEXT|TEXTE?|Texto|TEXTO|Testo"
    r"|Tekst|TEKST"
    r"|Author|AUTHOR|[Aa]utor(?:in|a|ka|zy)?|Auteur|Autore|Автор|Forfatter|Skribent|Kirjoittaja|Byline|BYLINE|Oleh"
    r"|Stori:?"
    # In small letters, as Italian papers have it, nothing but the name may follow: else it goes on a wrapped line.
    r"|(?:di|von|par|por)(?=(?: [^\W\d_a-zà-öø-ÿ][\w'’-]{1,20}){2,4}$))"
    r"(?P<colon>\s?:)?\s+(?=[^\W\d_a-zà-öø-ÿ])"
)
# In a field of its own, what stands before a name is no more than that.
_IN_FIELD = lazily(
    r"(?:by|BY|By)[\s:]+|(?:(?i:von|par|por|door|av|af|texte?|texto|tekst)|di)(?:\s?:)?\s+(?=[^\W\d_a-zà-öø-ÿ])"
)
# "Text Anna Berg" is a headline: these name an author with a colon only.
_NEEDS_COLON = lazily(
    r"(?:t[eé][xks]t|autor|auteur|автор|author|forfatt|skrib|kirj|byl|stori|van\b|da\b)", re.IGNORECASE
)
_JOINS = frozenset(
    "and und et y e og och en with mit avec med con com de da do dos del della di du la le van von der den ten ter"
    " el al bin "
    "ibn i a af av zu zum und& &".split()
)
_ROLE = lazily(
    r"writer|editor|correspondent|reporter|press|korrespondent|news|staff|service|agency|columnist|corrispondente"
    r"|correspons|envoy[eé]|chefredakt|redakt|bureau|columnist",
    re.IGNORECASE,
)
_PLACES = lazily(r" (?:in|at|en|à|aus|i|på|a) (?=[A-ZÀ-Þ])(?:[A-ZÀ-Þ][\w.'-]*(?:[ /-](?!and\b|und\b|et\b|y\b))?){1,4}")
# "Van onze verslaggever", "Von unserem Korrespondenten": a byline that names nobody.
_NOBODY = lazily(
    r"(?:van (?:onze|een)|von (?:unser\w*|einem)|de (?:notre|nos)|par (?:notre|la)|by (?:our|a|an|the)|av (?:vår\w*)"
    r"|da(?:l|i) nostr\w)\s"
    r".{0,20}(?:verslagg\w+|redact\w+|correspond\w+|korrespond\w+|mitarbeiter\w*|reda[kc]t\w*|envoy\w+|staff"
    r"|reporter\w*|inviat\w)"
    r".{0,40}(?<![.!?:])$",
    re.IGNORECASE,
)
# "Anna Berg/TT", "Kari Nordli /NTB/": a line at the end of the copy.
_SIGNED = lazily(rf"(?P<who>[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){{1,3}})\s?[/,]\s?{AGENCY.pattern}/?$")
_AGENCY_BEFORE = lazily(rf"{AGENCY.pattern}(?:\s?[-–/]\s?|[,:]\s)(?=[^\W\d_a-z][\w.'’-]+ [^\W\d_a-z])")
_AGENCY_BEHIND = lazily(
    r"(?:\s(?=(?:The )?(?:Associated|Canadian) Press\Z)"
    r"|\s?[,/]\s?|\s[-–]\s|\s(?=(?:of|for|da|de|di|von)\s)|\s\((?=[^()]+\)\Z))"
    rf"(?:(?:of|for|da|de|di|von)\s)?{AGENCIES.pattern}(?: [^\W\d_a-z]\w{{1,20}}){{0,4}}\)?\Z"
)
_DAY_BEHIND = lazily(r"(?:,| [|–-])\s(?:\d{1,2}\.?\s[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.?\s\d{1,2},?)\s\d{4}\Z")
_REACHED = lazily(r"[\s,;:|(<\[]{0,4}(?:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<!\w)@\w{2,30})[)>\]]?")
_LONGEST = 160
_LONGEST_LABEL = 12


def without_by(byline: str | None) -> str | None:
    """A byline that an item has in a field of its own, without "By", "Von", "Texte :" and the like."""
    by = _IN_FIELD.match(byline) if byline else None
    return (byline[by.end() :] if byline and by else byline or "").strip() or None


def read_byline(line: str) -> str | None:
    """Who wrote it, when the line is a byline: "By JO SMITH, AP Writer", "Von Max Maier, dpa", "Autor: Jo Smith"."""
    line = without_day(line)
    if len(line) > _LONGEST or not (by := _BY.match(line)) or line.endswith(("?", "!", ":", "”", '"')):
        return None
    if not by["colon"] and _NEEDS_COLON.match(line):
        return None
    who, _, after = line[by.end() :].partition(",")
    credited = bool(AGENCY.match(after.strip()) or _ROLE.search(after))
    if after and not credited:
        who = f"{who},{after}"
    who = re.split(r"\s*[(/|]", who, maxsplit=1)[0].strip(" .,")
    who = without_place(who).strip(" .,")
    words = [word.strip(".,;") for word in who.split()]
    names = sum(word not in _JOINS for word in words)
    if not all(word in _JOINS or not word[:1].islower() for word in words) or names < (
        1 if credited or by["colon"] else 2
    ):
        return None
    if any(map(str.isdigit, who)):
        return None
    return who


def signed_by(line: str) -> str | None:
    """Who signs at the end of the copy for an agency: "Anna Berg/TT", "autor: Anna Berg", "(By Lin Mei)"."""
    if line[:1] == "(" and line[-1:] == ")":
        return read_byline(line[1:-1])
    found = _SIGNED.match(line) if len(line) <= _LONGEST and ("/" in line or "," in line) else None
    return found["who"] if found else read_byline(line) if ":" in line[:_LONGEST_LABEL] else None


def is_nobody(line: str) -> bool:
    """Whether a line is a byline without a name: "Van onze verslaggever"."""
    return len(line) <= _LONGEST and bool(_NOBODY.match(line))


def without_day(line: str) -> str:
    """A line without the day behind a byline: "By Jo Dellan, 23 November 2026"."""
    return _DAY_BEHIND.sub("", line, count=1) if line[-1:].isdigit() and len(line) <= _LONGEST else line


def without_place(byline: str) -> str:
    """A byline without where it was written: "Ana Brisk in Dresna"."""
    return _PLACES.sub("", byline) or byline


def without_mailbox(byline: str) -> str:
    """A byline without where the writer is reached: "Ana Brisk | ana@brisk.example | @anabrisk"."""
    return _REACHED.sub("", byline).strip() if "@" in byline else byline


def without_agency(byline: str) -> str:
    """A byline without the agency: "Neil Ashworth, PA", "Hemi Tait of NZPA", "STT, Kaisa Ahola"; a role stays."""
    if (before := _AGENCY_BEFORE.match(byline)) and not AGENCY.match(byline, before.end()):
        byline = byline[before.end() :]
    return _AGENCY_BEHIND.sub("", byline, count=1).strip() if len(byline) <= _LONGEST else byline
