"""What stands around the copy in mails and documents: contacts, sign-offs, notices, legal text, embargo lines."""

import re
from dataclasses import dataclass, field

from briefgen.lazily import lazily
from briefgen.wire.copy.contacts import contacts_among
from briefgen.wire.copy.kind import KIND_OF_RELEASE
from briefgen.wire.copy.prose import ends_like_prose, is_prose
from briefgen.wire.gate.orders import is_order

_SCANNED = 600  # characters of a paragraph that the patterns look at
_LINE = 120  # characters; what is longer is a paragraph of copy
_TOP = 8  # paragraphs in which a notice of release or a salutation stands

_EDITORS = lazily(
    r"\(?\s*(?:eds|ed\.? ?note|editor(?:['’]s|s['’]|s)?(?: note)?|(?:attn\.?|attention) editors|advisory)\b\s*[:,-]",
    re.IGNORECASE,
)
_NOTE_TO_DESK = lazily(
    r"\W*notes? (?:to|for) (?:the )?(?:editors?|journalists?|news ?desks?|media)\s*[:(–—-]", re.IGNORECASE
)
_SALUTATION = lazily(
    r"\W*(?:dear|hello|hi|hei|hej|liebe|hallo|beste|sehr geehrte|bonjour|bonsoir|hola|estimad[oa]s?|ol[áa]|ciao"
    r"|buongiorno|good (?:morning|afternoon|evening)|(?:morning|afternoon|evening)(?= (?:all|team)\b)"
    r"|guten (?:tag|morgen)|buen[oa]s (?:d[íi]as|tardes)|bom dia|goedemorgen)"
    r"\b(?!-)(?:.{0,60},|(?: \S{1,20}){0,4}\W*)$"
    r"|(?:mesdames|messieurs|ch[eè]re?s|gentil[ei]|egregi\w?|geachte|kära|kjære|kære|szanown\w|v[áa][žz]en\w)\b.{0,60}[,!]$",
    re.IGNORECASE,
)
# What kind of paper the copy stands on.
_PAPER = lazily(
    rf"\W*(?:for immediate (?:release|use|publication)|(?:[^.!?:]{{2,80}}\s[–—|-]\s)?(?:{KIND_OF_RELEASE})"
    r"|check against delivery|seul le (?:texte|discours) prononcé fait foi|es gilt das gesprochene wort)\W*$",
    re.IGNORECASE,
)
_NOTICE = lazily(
    r"\W*(?:view (?:this|in|online|it).{0,60}|\[?(?:cid|image|logo|inline image)\b.{0,60}"
    r"|share this (?:article|release)|(?:please )?(?:find|see) (?:attached|below|enclosed).{0,80})\W*$",
    re.IGNORECASE,
)
# All that follows these is for the desk. A row of stars is not among them: it divides a feature.
_ENDED = lazily(
    r"\W*(?:ends?|endit|endall|end of (?:release|story|text|message))(?:\W{1,4}\d{1,5} (?:words|w))?\W*$"
    r"|[\s(]*(?:[-–—]{1,2}\s?(?:30|0)\s?[-–—]{1,2}|#(?:\s?#)+)[\s)]*$"
    r"|\W*notes? (?:to|for) (?:the )?(?:editors?|journalists?|news ?desks?|media)\W*$"
    r"|\W*(?:einde?|ende|fin|fine|fim|slutt?|konec) (?:(?:van (?:het )?|der |du |del |do |på |av )?)"
    r"(?:(?:pers)?bericht|(?:presse|medien)(?:mitteilung|information|mel|med)[^\W\d_]{0,8}|comunicat?d?o|communiqué)"
    r"(?: (?:stampa|de (?:prensa|imprensa|presse)))?\W*$"
    r"|\W*(?:the following (?:information|matter) is )?not for publication\W*$",
    re.IGNORECASE,
)
_GREETING = lazily(
    r"(?:(?:kind|best|warm|with kind|with best|many)\s)?(?:regards|wishes|thanks|cheers|sincerely)\W*$"
    r"|(?:yours (?:sincerely|faithfully)|mit freundlichen gr[uü](?:ß|ss)en|cordialement|saludos|mvh"
    r"|(?:med )?(?:vennlig|venlig) hilsen|(?:med )?(?:v[äa]nliga? )?h[äa]lsning(?:ar)?|beste gr[uü](?:ß|ss)e"
    r"|bien [àa] vous|un (?:cordial )?saludo|(?:cordiali|distinti) saluti|(?:met )?vriendelijke groet(?:en)?)\W*$",
    re.IGNORECASE,
)
_DEVICE = lazily(
    r"(?:sent|get|gesendet|von meinem|envoy[eé]|enviado|inviato|verzonden|sendt|skickat)\b.{0,20}"
    r"\b(?:from|via|with|using|for|mit|de|depuis|desde|da|vanaf|fra|fr[aå]n|iphone|android|outlook|mail)\b"
    r".{0,50}$|von meinem \w+ gesendet\W*$",
    re.IGNORECASE,
)
_DEVICES = lazily(
    r"iphone|ipad|android|outlook|samsung|galaxy|blackberry|huawei|phone|mobile|handy|proton|mail\b", re.IGNORECASE
)
# Each would end the story where it matches, so each speaks to the one who got the mail.
_FOOTER = lazily(
    r"^\W*(?:(?:to|click (?:here )?to|if you .{0,60}?) )?unsubscribe\b"
    r"(?: ?\W*$|.{0,80}(?:here|link|list|click|http|@|visit))"
    r"|^\W*(?:to )?opt[ -]out\b.{0,60}(?:here|click|http|@|e-?mail)"
    r"|\byou(?:'re| are| have|'ve)? (?:are )?(?:received?|receiving|getting|got) this (?:e-?mail|message|newsletter"
    r"|mailing|because|as)\b"
    r"|^\W*(?:the (?:contents?|information) (?:of|in) )?this (?:e-?mail|message|transmission|communication)\b.{0,60}"
    r"\b(?:confidential|privileged|intended (?:only|solely|for)|(?:scanned|checked) (?:for|by))"
    r"|\byou are not (?:the|an) (?:named )?(?:intended )?(?:recipient|addressee)"
    r"|\breceived this (?:e-?mail|message|communication) in error"
    r"|^\W*(?:please )?(?:consider the environment before|think before you print)|^\W*virus[ -]free\b"
    r"|^(?=.{0,160}(?:ambiente|environnement|umwelt))"
    r".{0,60}\b(?:(?:avant|antes|prima) d\W?(?:e |i )?(?:impr|stamp)|vor dem ausdr)"
    r"|^\W*this (?:e-?mail|message|newsletter) (?:was|is|has been) (?:sent|e-?mailed|delivered) (?:to|by|from)\b"
    r"|^\W*(?:[^\W\d_]{4,10}\W{1,3})?this (?:e-?mail|message) (?:has )?(?:originated|came|comes|was sent) (?:from )?"
    r"(?:an )?(?:outside|external)\b"
    r"(?=.{0,40}\b(?:organi[sz]ation|company|network|domain|sender|source))"
    r"|^\W*(?:du (?:mottar|f[åa]r|modtager)|sie erhalten|vous recevez|recibe|ricevi|(?:u|je) ontvangt)\b.{0,20}"
    r"\b(?:denne|detta|dette|diese|cet?|este|questa|deze)\s.{0,12}"
    r"(?:e-?post|e-?mail|mail\b|courriel|correo|newsletter)"
    r"|^\W*manage (?:your )?(?:preferences|subscription)"
    r"|^\W*our (?:mailing|postal) address\b|^\W*want to change how you"
    r"|^\W*if you (?:do not|don['’]t|no longer) (?:wish|want) to receive\b"
    r"|^\W*(?:diese e-?mail|ce (?:message|courriel)|este (?:mensaje|correo)|denne e-?posten)\b.{0,80}"
    r"(?:vertraulich|confidentiel|confidencial|konfidensiell)"
    r"|^\W*(?:newsletter abbestellen|vom newsletter abmelden|se d[eé]sabonner|darse de baja)\b",
    re.IGNORECASE,
)
_FOOTER_WORDS = (
    "ambiente|environ|umwelt|unsubscribe|opt-out|opt out|receiv|getting this|got this|e-mail|email|message"
    "|transmission|communication|recipient|addressee|think before|virus|preferences|mailing|subscription|courriel"
    "|mensaje|correo|e-post|newsletter|abonner|darse de baja"
).split("|")
_RULE = lazily(r"[\s\-_=*~•·|#<>.]{3,}$")
_LONGEST_DEVICE = 7  # words: what ends like a sentence and is longer is one


@dataclass(slots=True)
class Copy:
    """Paragraphs of copy, what is not for publication, and the lines that speak to the desk."""

    paragraphs: list[str]
    notes: list[str] = field(default_factory=list)
    ednote: str | None = None


def is_notice(line: str) -> bool:
    """Whether a line says what kind of paper it stands on, or greets who reads it."""
    return is_paper(line) or bool(_NOTICE.match(line[:_SCANNED])) or is_salutation(line)


def is_paper(line: str) -> bool:
    """Whether a line says what kind of paper the copy stands on: "Press release", "Check against delivery"."""
    return len(line) <= _LINE and _PAPER.match(line) is not None


def is_salutation(line: str) -> bool:
    """Whether a line greets who reads it, and says nothing else: "Dear all,", "Bonjour,"."""
    return bool(_SALUTATION.match(line[:_SCANNED]))


def without_furniture(paragraphs: list[str]) -> Copy:
    """Take apart what is for readers and what is for the desk.

    Args:
        paragraphs: of one line each, in order.

    An embargo line and instructions to editors become the ed-note; contacts, sign-offs, notices and legal text become
    notes, with all that follows an end mark or a footer.
    """
    copy = Copy([])
    for_desk: list[str] = []
    # Words of prose: of the copy so far, and of what is still to come.
    told, coming = 0, sum(map(_words_of_prose, paragraphs))
    for number, paragraph in enumerate(paragraphs):
        start = paragraph[:_SCANNED]
        words = _words_of_prose(paragraph)
        coming -= words
        # A footer that stands at the top has the copy below it.
        ends = (copy.paragraphs and _ENDED.match(start)) or (0 < told >= coming and _is_footer(start))
        if ends:
            rest = [one for one in paragraphs[number:] if not _RULE.fullmatch(one[:_SCANNED])]
            copy.notes += rest
            for_desk += [one for one in rest if is_order(one) and len(one) <= _LINE]
            break
        if _RULE.fullmatch(start):
            continue
        if _speaks_to_desk(paragraph, number):
            for_desk.append(paragraph)
        elif (number < _TOP and is_notice(start)) or _is_footer(start):
            copy.notes.append(paragraph)
        else:
            told += words
            copy.paragraphs.append(paragraph)
    copy.ednote = " ".join(for_desk) or None
    contacts = contacts_among(copy.paragraphs)
    copy.notes = [one for one, taken in zip(copy.paragraphs, contacts, strict=True) if taken] + copy.notes
    copy.paragraphs = [one for one, taken in zip(copy.paragraphs, contacts, strict=True) if not taken]
    return copy


def ends_story(paragraph: str) -> bool:
    """Whether all that follows a paragraph is for the desk: "ENDS", "# # #", "Notes to editors"."""
    return bool(_ENDED.match(paragraph[:_SCANNED]))


def _speaks_to_desk(paragraph: str, number: int) -> bool:
    if _NOTE_TO_DESK.match(paragraph) or len(paragraph) > (_SCANNED if number < _TOP else _LINE):
        return _NOTE_TO_DESK.match(paragraph) is not None
    return is_order(paragraph) or (number < _TOP and _EDITORS.match(paragraph) is not None)


def _is_footer(start: str) -> bool:
    folded = start.lower()
    # The pattern is slow on prose, in which hardly one of its words stands.
    return (any(word in folded for word in _FOOTER_WORDS) and bool(_FOOTER.search(start))) or _signs_off(start)


def _words_of_prose(paragraph: str) -> int:
    return len(paragraph.split()) if is_prose(paragraph) else 0


def _signs_off(start: str) -> bool:
    if len(start) > _LINE or (ends_like_prose(start) and len(start.split()) > _LONGEST_DEVICE):
        return False
    return bool(_GREETING.match(start) or (_DEVICE.match(start) and _DEVICES.search(start)))
