"""What stands around the copy in mails and documents: contacts, sign-offs, notices, legal text, embargo lines."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from briefgen.lazily import lazily
from briefgen.wire.gate.orders import is_order

_SCANNED = 600  # characters of a paragraph that the patterns look at
_LINE = 120  # characters; what is longer is a paragraph of copy
_TOP = 8  # paragraphs in which a notice of release or a salutation stands
_ABOVE_CONTACT = 2  # lines: a name and an office
_CARD = 12  # words; a line of a signature or a contact block has fewer

_EDITORS = lazily(
    r"\(?\s*(?:eds|ed\.? ?note|editor(?:['’]s|s['’]|s)?(?: note)?|(?:attn\.?|attention) editors|advisory)\b\s*[:,-]",
    re.IGNORECASE,
)
_NOTE_TO_DESK = lazily(
    r"\W*notes? (?:to|for) (?:the )?(?:editors?|journalists?|news ?desks?|media)\s*[:(–—-]", re.IGNORECASE
)
_SALUTATION = lazily(
    r"\W*(?:dear|hello|hi|hei|hej|liebe|hallo|sehr geehrte|bonjour|bonsoir|hola|estimad[oa]s?|ol[áa]|ciao|buongiorno"
    r"|good (?:morning|afternoon|evening)|(?:morning|afternoon|evening)(?= (?:all|team)\b)"
    r"|guten (?:tag|morgen)|buen[oa]s (?:d[íi]as|tardes)|bom dia|goedemorgen)"
    r"\b(?!-)(?:.{0,60},|(?: \S{1,20}){0,4}\W*)$",
    re.IGNORECASE,
)
_NOTICE = lazily(
    r"\W*(?:for immediate (?:release|use|publication)|(?:press|news|media) (?:release|statement|notice|advisory)"
    r"|pressemitteilung|medienmitteilung|communiqu[eé] de presse|nota de prensa|comunicado de prensa|pressemelding"
    r"|check against delivery|es gilt das gesprochene wort"
    r"|view (?:this|in|online|it).{0,60}|\[?(?:cid|image|logo|inline image)\b.{0,60}"
    r"|(?:please )?(?:find|see) (?:attached|below|enclosed).{0,80})\W*$",
    re.IGNORECASE,
)
# All that follows these is for the desk. A row of stars is not among them: it divides a feature.
_ENDED = lazily(
    r"\W*(?:ends?|endit|endall|end of (?:release|story|text|message))\W*$|[\s(]*(?:-\s?30\s?-|#(?:\s?#)+)[\s)]*$"
    r"|\W*notes? (?:to|for) (?:the )?(?:editors?|journalists?|news ?desks?|media)\W*$"
    r"|\W*(?:the following (?:information|matter) is )?not for publication\W*$",
    re.IGNORECASE,
)
_CONTACT_HEAD = lazily(
    r"\W*(?:for (?:more|further|additional|all) (?:information|details|enquiries|inquiries)"
    r"|(?:for )?(?:media|press|news|editorial|interview)\s?(?:office|desk|room|team|line|relations)?"
    r"(?: (?:contacts?|enquir\w+|inquir\w+|requests?|details))?\s*:"
    r"|to arrange (?:an )?interviews?|(?:please )?contact\b.{0,60}(?::|\bat\b|\bon\b)|contacts?\W*$"
    r"|(?:media|press) (?:contacts?|enquir\w+|inquir\w+|office)\W*$"
    r"|(?:presse?kontakt|r[uü]ckfragen|contacts? presse|contacto de prensa)\b"
    r"|(?:kontakt\w*|contact[oe]s?|contatt[oi]|ansprechpartner\w*|yhteystiedot)\s?:)",
    re.IGNORECASE,
)
_GREETING = lazily(
    r"(?:(?:kind|best|warm|with kind|with best|many)\s)?(?:regards|wishes|thanks|cheers|sincerely)\W*$"
    r"|(?:yours (?:sincerely|faithfully)|mit freundlichen gr[uü](?:ß|ss)en|cordialement|saludos|mvh"
    r"|med vennlig hilsen)\W*$",
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
    r"|^\W*manage (?:your )?(?:preferences|subscription)"
    r"|^\W*(?:diese e-?mail|ce (?:message|courriel)|este (?:mensaje|correo)|denne e-?posten)\b.{0,80}"
    r"(?:vertraulich|confidentiel|confidencial|konfidensiell)"
    r"|^\W*(?:newsletter abbestellen|vom newsletter abmelden|se d[eé]sabonner|darse de baja)\b",
    re.IGNORECASE,
)
_FOOTER_WORDS = (
    "unsubscribe|opt-out|opt out|receiv|getting this|got this|e-mail|email|message|transmission"
    "|communication|recipient|addressee|consider the env|think before|virus|preferences|subscription|courriel"
    "|mensaje|correo|e-post|newsletter|abonner|darse de baja"
).split("|")
_MAY_REACH = lazily(r"@|www\.|https?:|\d[\d ().\-/]{3}")
_MAIL_ADDRESS = lazily(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+|\bwww\.\w|https?://")
_TELEPHONE = lazily(
    r"(?:\b(?:tel|phone|telephone|mob|mobile|cell|fax|office|direct|t|m|p|f|o|telefon|tlf|tfn|puh|t[ée]l|handy)\b\W{0,3}|(?<![\d.,$€£])\+"
    r"|\(0\d)\(?\d[\d ().\-/]{5,20}\d|^\W*0\d{2,4}[ /.\-]\d[\d ./\-]{4,14}\d\W*$"
    r"|(?<!\d)\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?!\d)",
    re.IGNORECASE,
)
_RULE = lazily(r"[\s\-_=*~•·|#<>.]{3,}$")
_SENTENCE_END = lazily(r"[.!?…。؟।][\"'”’»)\]]{0,2}$")
# An agency signs after the last sentence.
_SIGNED = lazily(r"(?<=[.!?”»\"']) ?(?:\([^()]{1,20}\)|/[^/ ]{1,15}/)\.?$")
_BRIEFEST = 3  # words: "He was 62."
_LONGEST_DEVICE = 7  # words: what ends like a sentence and is longer is one


@dataclass(slots=True)
class Copy:
    """Paragraphs of copy, what is not for publication, and the lines that speak to the desk."""

    paragraphs: list[str]
    notes: list[str] = field(default_factory=list)
    ednote: str | None = None


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph reads as copy: it ends like a sentence and is longer than a line on a card."""
    words = len(paragraph[:_SCANNED].split())
    return words > _CARD or (words >= _BRIEFEST and _ends(paragraph))


def is_notice(line: str) -> bool:
    """Whether a line says what kind of paper it stands on, or greets who reads it."""
    return bool(_NOTICE.match(line[:_SCANNED])) or is_salutation(line)


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


def _ends(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return _SENTENCE_END.search(_SIGNED.sub("", text.rstrip()[-_LINE:])[-4:]) is not None


def _signs_off(start: str) -> bool:
    if len(start) > _LINE or (_ends(start) and len(start.split()) > _LONGEST_DEVICE):
        return False
    return bool(_GREETING.match(start) or (_DEVICE.match(start) and _DEVICES.search(start)))


def is_contact(paragraph: str) -> bool:
    """A contact is said by its heading, or by a number or mail address in what is no sentence."""
    start = paragraph[:_SCANNED]
    if _CONTACT_HEAD.match(start):
        return not is_prose(start) or bool(_MAIL_ADDRESS.search(start) or _TELEPHONE.search(start))
    if not _MAY_REACH.search(start) or (is_prose(start) and _ends(start)):
        return False
    return bool(_MAIL_ADDRESS.search(start) or _TELEPHONE.search(start))


def _is_name(line: str) -> bool:
    """Whether a line above a contact says whose it is: a name, an office or a house, most words with a capital."""
    words: list[str] = re.findall(r"[^\W\d_]{3,}", line)
    return 2 * sum(word[0].isupper() for word in words) >= len(words)


def contact_above(paragraphs: list[str]) -> range:
    """Where the contact of a release stands above its headline: from the heading to the last number or address."""
    for at, line in enumerate(takewhile(lambda one: not is_prose(one), paragraphs[:_TOP])):
        if _CONTACT_HEAD.match(line[:_SCANNED]):
            card = list(takewhile(lambda one: not is_prose(one), paragraphs[at : at + _TOP]))
            return range(at, max((at + number + 1 for number, one in enumerate(card) if is_contact(one)), default=0))
    return range(0)


def contacts_among(paragraphs: list[str]) -> list[bool]:
    """Which paragraphs are contacts, or short lines that stand below their heading or among them at the end."""
    tail = len(paragraphs)
    while tail and (not is_prose(paragraphs[tail - 1]) or is_contact(paragraphs[tail - 1])):
        tail -= 1
    # Without a sentence before it, the run at the end is all there is: a short mail, not a card.
    card = next((at for at in range(tail, len(paragraphs)) if is_contact(paragraphs[at])), None)
    begins = card if card is not None and tail else len(paragraphs)
    while card is not None and begins > max(tail, card - _ABOVE_CONTACT) and _is_name(paragraphs[begins - 1]):
        begins -= 1
    above = contact_above(paragraphs)
    taken: list[bool] = []
    headed = False
    for number, paragraph in enumerate(paragraphs):
        if number in above:
            taken.append(True)
            continue
        headed = not is_prose(paragraph) and (headed or bool(_CONTACT_HEAD.match(paragraph[:_SCANNED])))
        taken.append(number >= begins or headed or is_contact(paragraph))
    return taken
