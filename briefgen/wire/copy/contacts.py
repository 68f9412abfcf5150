"""Where somebody is reached: contacts of a desk or a house, which are not for publication."""

import re
from itertools import takewhile

from briefgen.lazily import lazily
from briefgen.wire.copy.prose import ends_like_prose, is_prose, speaks
from briefgen.wire.page.tail import names_house

_SCANNED = 600  # characters of a paragraph that the patterns look at
_TOP = 8  # paragraphs in which the contact of a release stands
_BRIEFEST = 3  # words of such a sentence
_ASIDE = 8  # words of a sentence that may stand behind it
_LONGEST = 300  # characters of a sentence that says where somebody is reached
_ABOVE_CONTACT = 2  # lines: a name and an office
_CONTACT_HEAD = lazily(
    r"\W*(?:for (?:more|further|additional|all) (?:information|details|enquiries|inquiries)"
    r"|(?:for )?(?:media|press|news|editorial|interview)\s?(?:office|desk|room|team|line|relations)?"
    r"(?: (?:contacts?|enquir\w+|inquir\w+|requests?|details))?\s*:"
    r"|to arrange (?:an )?interviews?|(?:please )?contact\b.{0,60}(?::|\bat\b|\bon\b)|contacts?\W*$"
    r"|(?:media|press) (?:contacts?|enquir\w+|inquir\w+|office)\W*$"
    r"|(?:presse?kontakt|r[uü]ckfragen|contacts? presse|contacto de prensa)\b"
    r"|(?:kontakt(?:er|e|personer)?|contatti|contactos?|ansprechpartner(?:in)?)\W*$"
    r"|(?:kontakt\w*|contact[oe]s?|contatt[oi]|ansprechpartner\w*|yhteystiedot)\s?:)",
    re.IGNORECASE,
)
# A sentence that sends who reads it to a number or an address.
_ASKED = r"(?:contact|call|ring|phone|e-?mail|text|whatsapp|write to|reach)"
_WHOM = r"(?:[:+(\d]|(?-i:[A-Z])|[\w.+-]{1,40}@|(?:the|our|us|him|her|them)\b)"
_SENDS = lazily(
    r"\W{0,3}(?:(?:for|with) (?:all |any |further |other )?(?:media|press|news|interviews?|editorial|photos?|images?"
    r"|accreditation|questions|queries|comments?|enquiries|inquiries)"
    rf"(?: (?:enquir|inquir|requests?|questions?|queries|information)\w*)?,? (?:please )?{_ASKED}\b"
    rf"|(?:please |kindly )?{_ASKED}\s?{_WHOM}"
    rf"|(?:(?:media|press|all|any|further|interview) )?(?:enquir|inquir|questions|requests)\w*\b[^.!?]{{0,40}}?"
    rf"\b(?:to|contact|call)\s?(?!the\b){_WHOM}"
    r"|(?:[^.!?]|(?-i:\b[A-Z]\.)){2,100}?(?:\b(?:can|may) be (?:reached|contacted)\b|\b(?:ist|sind)\b[^.!?]{0,60}"
    r"(?:erreichbar|zu erreichen)|\b(?:erreichbar|joignables? (?:au|par|sur)|bereikbaar (?:op|via)|puede contactar\w*)"
    r"\b))",
    re.IGNORECASE,
)
_TOLD = lazily(r"\b(?:was|were|had|did|went|showed|led|began|wurden?|hatten?)\b", re.IGNORECASE)  # of what has happened
_SENTENCES = lazily(r"(?<=\w\w[.!?]) (?=[^\W\d_a-z])")
_MAY_REACH = lazily(r"@|\(at\)|www\.|https?:|\d[\d ().\-/]{3}")
_MAIL_ADDRESS = lazily(r"[\w.+-]{1,64}(?:@|\(at\))[\w-]{1,63}(?:\.[\w-]{2,63})+|\bwww\.\w|https?://")
_TELEPHONE = lazily(
    r"(?:\b(?:tel|phone|telephone|mob|mobile|cell|fax|office|direct|t|m|p|f|o|telefon|tlf|tfn|puh|t[ée]l|handy)\b\W{0,3}|(?<![\d.,$€£])\+"
    r"|\(0\d)\(?\d[\d ().\-/]{5,20}\d|^\W*0\d{2,4}[ /.\-]\d[\d ./\-]{4,14}\d\W*$"
    r"|(?<!\d)\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?!\d)"
    # With its area, as a country writes it for itself: "020 7946 0155".
    r"|(?<![\w.,$€£-])\(?0\d{2,4}\)?[ /.\-](?=(?:\W{0,2}\d){6,9}(?![\d]))\d",
    re.IGNORECASE,
)
# "Notat: Lund træffes på tlf. 55 12 34 56." ends like a sentence.
_LABELLED = lazily(r"\W*[^\W\d_][^.:!?\"“„«»]{2,40}:\s")


def is_contact(paragraph: str) -> bool:
    """A contact is said by its heading, a label and a telephone, or a number or address in what is no sentence."""
    start = paragraph[:_SCANNED]
    if _CONTACT_HEAD.match(start):
        return not is_prose(start) or bool(_MAIL_ADDRESS.search(start) or _TELEPHONE.search(start))
    if not _MAY_REACH.search(start):
        return False
    if is_prose(start) and ends_like_prose(paragraph) and not _sends_on(paragraph):
        return bool(_LABELLED.match(start) and _TELEPHONE.search(start))
    return bool(_MAIL_ADDRESS.search(start) or _TELEPHONE.search(start))


def _sends_on(paragraph: str) -> bool:
    """Whether a sentence tells who reads it where somebody is reached, and nobody in the story says it."""
    if len(paragraph) > _LONGEST or not _SENDS.match(paragraph) or speaks(paragraph) or _TOLD.search(paragraph):
        return False
    first, *others = _SENTENCES.split(paragraph)
    return bool(_MAY_REACH.search(first)) and all(len(one.split()) <= _ASIDE or _SENDS.match(one) for one in others)


def cut_contact(paragraph: str) -> tuple[str, str]:
    """A paragraph without a last sentence that says where somebody is reached, and that sentence; "" for none."""
    if len(paragraph) > _SCANNED or not _MAY_REACH.search(paragraph):
        return paragraph, ""
    *others, last = _SENTENCES.split(paragraph)
    if others and len(last.split()) >= _BRIEFEST and is_contact(last) and _sends_on(last):
        return paragraph[: -len(last)].rstrip(), last
    return paragraph, ""


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
    """Which paragraphs are contacts, their headings, or short lines that stand below one or among them at the end."""
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
        line = number not in above and not is_prose(paragraph)
        headed = line and ((headed and not names_house(paragraph)) or bool(_CONTACT_HEAD.match(paragraph[:_SCANNED])))
        # In whichever language: a line with a colon, and below it a number or an address.
        heads = line and paragraph.endswith(":") and any(map(is_contact, paragraphs[number + 1 :][:1]))
        taken.append(number in above or number >= begins or headed or heads or is_contact(paragraph))
    return taken
