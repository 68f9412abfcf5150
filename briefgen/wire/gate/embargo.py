"""Embargoes told in the text: in an ed-note, a headline, or the lines before the copy."""

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from briefgen.language import language_of
from briefgen.lazily import lazily
from briefgen.story import Story
from briefgen.wire.gate.embargo_time import dateline_day, embargo_end, has_day_or_clock
from briefgen.wire.gate.places import LABEL, Place, alternatives, is_quotation

_WINDOW = 300  # characters after the word in which its time stands
_NEAR = 80  # of them, where the word alone does not make it a notice
_NOTICES = 5  # of one text
_LONGEST_LINE = 400  # of copy: a longer paragraph that begins like a notice is prose
_WORDS = {
    "UNTIL": r"(?:until|till?|bis|jusqu|au\b|hasta|fino|até|tot\b|to\b|t\.\s?o\.\s?m"
    r"|for\b(?! [\w-]+ (?:year|month|decade)s?\b)|fram til|do\b|до\b)",
    "SHORT": r"\b(?=.{0,60}$)",
    "BEFORE": "(?:before|until|till|prior to)",
    "STORY": "(?:story|release|report|item|copy|material|advance|article|text)",
    "END": r"(?:[:;.,!)\]*–-]|$)",
    "SENT_OUT": "(?:,? (?:and |or )?(?:publish|broadcast|use|release|post|print|air|run|transmit|online|in print))",
    "DAG": "(?:(?:mon|diens|donners|frei|sams|sonn|man|tirs|ons|tors|fre|lør|søn)d?ag|mittwoch|sonnabend|heute|morgen)",
}
# Said of a story, never of goods: "embargoed oil" is none of these. They count even where no time is told.
_FIRM = alternatives(
    r"""
    (?:strictly |under |press |news )?embargoed\b(?=\W*(?:UNTIL|(?:not|by|at|before)\b|STORY\b|\d|END))
    this (?:STORY|content|document) is (?:strictly )?(?:embargoed|under (?:strict )?embargo)\b
    (?:strict(?:ly)?|issued under|under(?: a strict)?) embargo\b(?=\s*(?:UNTIL|END))
    (?:sous|bajo|sotto|sob|onder|unter|total) embargo\b(?=\s*(?:UNTIL|END))
    embargo on this STORY (?:lifts|ends|expires|is)\b
    (?:hold|advance|held) for release\b(?! (?:in|of)\b)
    for (?:immediate )?(?:release|use|publication) (?:only )?(?:after|not before|on or after)\b
    not (?:to be|for) (?:public )?(?:publi|releas|us|broadcast|print)\w*\b[^.;:]{0,60} BEFORE\b
    no (?:publication|publishing) (?:or \w+ )?BEFORE\b
    do not (?:publish|use|release|broadcast|run)\b(?:SENT_OUT| (?:this|the|our) (?:\w+ )?STORY){0,5} BEFORE\b
    (?:sperre?frist|spärrtid|julkaisuvapaa)\b(?=\s*(?::|bis\b|til\b|\d|DAG\b|$))
    (?-i:ЭМБАРГО)\s*(?:ДО\b|:)
    gesperrt bis\b|freigegeben ab\b|nicht vor\b.{0,60}\b(?:veröffentlichen|verwenden)\b
    (?:veröffentlichung|verwendung) (?:erst|nicht vor)\b
    (?:[àa] )?ne pas (?:publier|diffuser|utiliser) avant\b
    no (?:publicar|difundir|usar) (?:antes|hasta)\b|embargad[oa] (?:hasta|até)\b
    non pubblicare prima\b|niet publiceren voor\b
    (?:må |skal |bør )?ikke (?:publiseres|brukes|offentliggjøres|bruges|offentliggøres) (?:før|til)\b
    (?:klausul(?:ert|erad|eret)?|sperret|spärrad) (?:til|till|før)\b
    (?:får|ska) (?:ej|inte) (?:publiceras|användas) före\b|(?:får )?publiceras (?:tidigast|först)\b
    """,
    _WORDS,
)
# "Embargo" alone may be on oil or arms, and much is "for release": these open a line, and must tell a day or an hour.
_LOOSE = alternatives(
    r"""
    (?:press |news |media )?embargo\b\s*(?:lifts?\b|expires?\b|ends?\b|(?:time|date)\s?:|UNTIL|à\b|[:=–-]|\d)
    (?:for |moved in advance for )?(?:release|use|publication)(?: date| time)?\b\s*:?\s*(?:at |on )?(?=\d|[a-z]{3,9}\W)
    advance for\b|(?:klausul|sperrvermerk)\s*[:–-]
    (?:please )?(?:hold (?:until|till)\b|(?:observe|respect|note) (?:the|our) embargo\b\s*[:(–-])
    kan publiseres\b(?! på\b)
    frei (?:ab|für)\b
    (?:zur |die )?(?:veröffentlichung|verwendung|publikation) (?:frei |erst |gestattet )?ab\bSHORT
    (?:publication|diffusion|utilisation) (?:interdite|autorisée|libre) (?:avant|à partir|jusqu|dès|après)SHORT
    (?:publication|release|use) (?:allowed|permitted|prohibited|forbidden) (?:from|after|before|until)SHORT
    prohibida (?:su|la) (?:difusión|publicación) (?:hasta|antes)SHORT
    frigiv(?:et|es)\b[^\w]{1,3}(?:kl\.? ?)?(?=\d{1,2}[.:]\s?\d)
    (?:запрет на публикацию|публикация запрещена|не публиковать|не использовать) до\b
    (?:حظر|محظور|يحظر) (?:ال)?نشر\w*:? (?:حتى|قبل|لغاية)
    """,
    _WORDS,
)
_SAID = lazily(rf"\b(?:{_FIRM})|(?:^\W*|[.:;(\[*+|!–—]\s*)embargo\s*(?::|-|$|[!.)]|until\b)", re.IGNORECASE)
_SAID_LOOSELY = lazily(rf"(?:^\W*|[.;:,(\[*+|!–—]\s*)(?:{_LOOSE})", re.IGNORECASE)
# "Embargoed until his death, the diaries were opened.", "For release on 25 November, the band recorded nine songs."
_SENTENCE = r"(?!{0}{{5,60}}, (?-i:the|an?|his|her|its|their) (?!following\b)[^:;]{{10,300}}\.$)"
_OPENS = lazily(
    rf"{LABEL}{_SENTENCE.format('[^,:;0-9]')}(?:(?P<word>{_FIRM})|(?-i:EMBARGO(?:ED)?\b\s*(?:[:!.–-]|UNTIL|TILL|FOR|$)))",
    re.IGNORECASE,
)
# At the end of a headline: "Castel Bray closes ferry - EMBARGO 24.11. 06:00".
_MARKED = lazily(r"[a-zà-ÿ.!?\d][\"'”’»]?\s{1,3}[(\[*|–—-]{1,3}\s{0,3}(?=(?:SPERRE?FRIST|EMBARGO(?:ED)?)\b)")
# "Embargo do 31 grudnia obejmie zboże." is a sentence; the notice has no verb after its date.
_OPENS_LOOSELY = lazily(
    rf"{LABEL}(?!(?-i:Embargo do|Эмбарго до)\b.{{0,300}}[^\W\d_]{{5}}\.$)"
    rf"(?!запрет .{{0,300}}\b(?:вв[её]л|введ[её]н|объяв)){_SENTENCE.format('[^,:;]')}(?:{_LOOSE})",
    re.IGNORECASE,
)
_FOR_EVER = lazily(
    r"further notice|auf weiteres|nouvel ordre|nuevo aviso|nuovo avviso|novo aviso|videre\b", re.IGNORECASE
)
_LIFTED = lazily(
    alternatives(
        r"""
        (?<!arms )(?<!oil )(?<!trade )embargo (?:(?:has|is|was|now|been) ){0,3}(?:lifted|over|expired)(?! (?:at|on)\b)
        (?:^|\W)(?:no|no longer|previously|formerly) (?:under |an )?embargo
        embargo (?:est |a été )?levé
        (?:sans|kein|keine|ohne|uten|ingen|utan) (?:embargo|sperre?frist)
        embargo (?:ha sido )?levantado|levantado el embargo
        sperrfrist (?:ist )?(?:aufgehoben|abgelaufen|entfällt|entfallen)
        (?:embargo|sperre?frist)\s*:\s*(?:none|no|n/?a|keine?s?|ohne|aucun|ninguno|ingen|-)(?:\W|$)
        for immediate (?:release|use)(?! (?:only )?(?:after|from|not before|on or after)\b)
        """
    ),
    re.IGNORECASE,
)

_TELLS_LIFTED = lazily(
    rf"{LABEL}(?:(?:the )?embargo (?:on|for) this {_WORDS['STORY']} (?:(?:has|is|was|now|been) ){{1,3}}lifted"
    r"|(?-i:EMBARGO (?:NOW )?LIFTED))\W*$",
    re.IGNORECASE,
)


def embargo_refusal(story: Story, places: Iterable[Place], now: datetime) -> str | None:
    """Why an embargo forbids the story now, or None.

    An embargo whose end cannot be told is in force, unless the metadata or another line tells one that is past.
    """
    if story.embargoed and story.embargoed > now:
        return f"embargoed until {story.embargoed:%Y-%m-%d %H:%M %Z}".rstrip()
    reference = story.versioncreated or (dateline_day(story.dateline, now) if story.dateline else None)
    language = story.language or language_of(story.text, None)
    untold: Place | None = None
    told = story.embargoed is not None
    for place in places:
        for notice in _notices(place):
            end = embargo_end(notice, reference=reference, now=now, language=language)
            if end is not None and end > now:
                return f"embargoed until {end:%Y-%m-%d %H:%M} UTC, says {place.quoted(notice)}"
            if _FOR_EVER.search(notice):
                return f"embargoed until further notice, says {place.quoted(notice)}"
            told = told or end is not None
            untold = untold or (place if end is None else None)
    if untold is not None and not told:
        return f"embargoed, and until when cannot be told, says {untold.quoted()}"
    return None


def _notices(place: Place) -> list[str]:
    """What tells an embargo in a text, each from the word on."""
    text = place.text
    if _LIFTED.search(text):
        return []
    if not place.prose:
        said = [text[match.start() : match.start() + _WINDOW] for match in islice(_SAID.finditer(text), _NOTICES)]
        loosely = (
            text[match.start() : match.start() + _NEAR] for match in islice(_SAID_LOOSELY.finditer(text), _NOTICES)
        )
        return said + [notice for notice in loosely if _tells(notice)]
    if len(text) > _LONGEST_LINE or is_quotation(text):
        return []
    if (marked := _MARKED.search(text)) and _tells(told := text[marked.end() :][:_WINDOW]):
        return [told]
    notice = text[:_WINDOW]
    if (opens := _OPENS.match(text)) and (opens["word"] or not text.isupper()):
        return [notice]
    return [notice] if _OPENS_LOOSELY.match(text) and _tells(notice[:_NEAR]) else []


def is_embargo(line: str) -> bool:
    """Whether a line of a body tells an embargo, or the end of one, and nothing else."""
    return bool(_notices(Place("the copy", line, prose=True))) or _TELLS_LIFTED.match(line) is not None


def _tells(notice: str) -> bool:
    return has_day_or_clock(notice) or _FOR_EVER.search(notice) is not None
