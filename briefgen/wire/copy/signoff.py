"""What stands below or among the copy and is not for publication: notes, sign-offs, contacts, legal text."""

import re
from collections.abc import Sequence

from briefgen.errors import SourceError
from briefgen.lazily import lazily
from briefgen.wire.copy.byline import read_byline, signed_by
from briefgen.wire.copy.contacts import contacts_among, cut_contact, is_contact
from briefgen.wire.copy.dateline import split_dateline
from briefgen.wire.copy.desk import cut_note
from briefgen.wire.copy.furniture import ends_story, is_paper
from briefgen.wire.copy.header import EDNOTE
from briefgen.wire.copy.prose import is_prose
from briefgen.wire.gate.orders import is_order
from briefgen.wire.page.chrome import is_tag_line
from briefgen.wire.telegraph.notes import begins_notes, is_apart, is_for_desk_in_copy, is_tail, strip_signature

SIGN_OFF = lazily(
    r"\(?\s*(?:more (?:to (?:come|follow)|follows)|more|ends?|endit|endall|-30-|#{2,}|-{2,}|_{2,}|\*{3,})\s*\)?\.?$"
    r"|\(?(?:additional |further )?(?:reporting|writing|editing|compiled|graphic|photography) by\b"
    r"|(?:media |press |news ?desk )?contacts?(?: details)?\s*:"
    r"|(?:tel|phone|e-?mail|mobile)\.?\s*:",
    re.IGNORECASE,
)
_NOTES_HEAD = lazily(r"\W*(?:notes?|not|the following)\b", re.IGNORECASE)
# A heading of a press release, and what it heads.
_LEGAL = lazily(
    r"(?:(?:cautionary|disclosure|important|safe harbou?r|note|statement|caution|information)\b.{0,60}\b)?"
    r"(?:forward[- ]looking (?:statements?|information)|safe harbou?r(?: statement)?)\b.{0,60}$",
    re.IGNORECASE,
)
# What a release has below its end mark, or says of who sent it, is no story.
_OF_RELEASE = lazily(r"(?:about|background|notes?|über|à propos|om|sobre|facts?|key)\b|.*:$", re.IGNORECASE)
_FEWEST_IN_TITLE = 4  # words
_LONGEST_HEADING = 120
_SHORT = 160
_TITLES = 6  # paragraphs; so soon the dateline or the byline of a story follows, and what is said of the whole stands
_TAIL = 8  # paragraphs at the end among which sign-offs stand
_RULE = lazily(r"={8,200}|\*{8,200}|-{8,200}|_{8,200}")
_RIC = lazily(r" ?<\.?[A-Z0-9]{1,10}(?:[.=][A-Z]{0,4}|(?<=\.[A-Z]{3}))>|(?<= )<\.[A-Z0-9]{2,8}>")
_REACHED = lazily(
    r"@|\(at\)|https?:|www\.|\d[\d ()./-]{5}\d|\b(?i:contact|enquir|inquir|presse|r[uü]ckfrage|kontakt|regards)"
)
_ADDRESS = lazily(r"@|\(at\)|https?:|www\.")
_MAILBOX = lazily(r"\w@\w[\w-]*\.\w")
_BIO = lazily(
    r"(?P<who>(?:[^\W\d_a-z][\w.'’-]*\s){1,4}|The (?:author|writer|columnist) )(?:is|was|are|ist|war|est|es|is een"
    r"|er|är)\s"
    r"(?:an?|the|one|currently|ein|eine|une?|el|la|un|een|en|ett|based|co-)\b|(?P<works>(?:[^\W\d_a-z][\w.'’-]*\s){2,4})"
    r"(?:covers|writes|reports|edits)\b"
)


def split_notes(paragraphs: list[str], byline: str | None) -> tuple[list[str], list[str], list[str]]:
    """Copy, what is not for publication, and of that the lines that speak to the desk.

    Args:
        paragraphs: the body, of one line each.
        byline: whose biography may stand at the end.
    """
    tail = max(0, len(paragraphs) - _TAIL)
    paragraphs = paragraphs[:tail] + [strip_signature(one) or one for one in paragraphs[tail:]]
    copy: list[str] = []
    notes: list[str] = []
    for_desk: list[str] = []
    legal = False
    reached = any(map(_REACHED.search, paragraphs))
    contacts = contacts_among(paragraphs) if reached else [False] * len(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        if begins_notes(paragraph) or (ends_story(paragraph) and _ends(copy, paragraphs[number:])):
            rest = paragraphs[number:]
            notes += rest
            for_desk += [one for one in rest if len(one) <= _SHORT and (EDNOTE.match(one) or is_order(one))]
            break
        heading = len(paragraph) <= _LONGEST_HEADING and not is_prose(paragraph)
        legal = bool(_LEGAL.match(paragraph)) if heading else legal
        if (
            EDNOTE.match(paragraph)
            or (len(paragraph) <= _SHORT and is_order(paragraph))
            or is_for_desk_in_copy(paragraph)
        ):
            for_desk.append(paragraph)
            notes.append(paragraph)
        elif (
            contacts[number]
            or legal
            or SIGN_OFF.match(paragraph)
            or ends_story(paragraph)
            or is_apart(paragraph)
            or ((number < _TITLES or number >= tail) and is_paper(paragraph))
            # Below the copy it says where the writer is reached, in whichever words.
            or (number >= tail and copy and len(paragraph) <= _SHORT and _MAILBOX.search(paragraph))
            or (number >= tail and (is_tag_line(paragraph) or _is_remark(paragraph)))
        ):
            notes.append(paragraph)
        else:
            said, note = cut_note(paragraph)
            said, contact = cut_contact(said) if reached else (said, "")
            copy.append(said)
            notes += filter(None, [contact, note])
            for_desk += filter(None, [note])
    copy, signed = _take_tail(copy, byline)
    return [_RIC.sub("", paragraph) if "<" in paragraph else paragraph for paragraph in copy], notes + signed, for_desk


def refuse_several(paragraphs: Sequence[str]) -> None:
    """Refuse copy in which another story follows an end mark: neither may be cut, and two are never merged.

    Raises:
        SourceError: below "ENDS" or "# # #" stands another dateline or byline with copy, or a title with copy and its
            own end mark.
    """
    if _is_digest(paragraphs):
        raise SourceError("the input holds several stories, parted by rules; send one of them")
    for number, paragraph in enumerate(paragraphs):
        if not ends_story(paragraph) or not any(map(is_prose, paragraphs[:number])):
            continue
        if _NOTES_HEAD.match(paragraph):
            return
        if _is_story(paragraphs[number + 1 :]):
            raise SourceError("the input holds several stories, parted by an end mark; send one of them")
        below = paragraphs[number + 1 : number + 1 + _TITLES]
        for at, line in enumerate(below):
            if ends_story(line) or EDNOTE.match(line) or begins_notes(line) or is_contact(line):
                break
            dateline = split_dateline(line)
            if (dateline and is_prose(dateline.rest)) or (read_byline(line) and any(map(is_prose, below[at + 1 :]))):
                raise SourceError("the input holds several stories, parted by an end mark; send one of them")
            if is_prose(line):
                break


def _is_digest(paragraphs: Sequence[str]) -> bool:
    """Whether rules part stories: below more than one stands a title, and below that a dateline with copy."""
    begun = 0
    for rule, title, lead in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        if _RULE.fullmatch(rule) and not is_prose(title) and (dateline := split_dateline(lead)):
            begun += is_prose(dateline.rest)
    return begun > 1


def _is_story(below: Sequence[str]) -> bool:
    """Whether what stands below an end mark has a title, paragraphs and an end mark of its own."""
    end = next((at for at, line in enumerate(below) if ends_story(line)), 0)
    title, rows = (below[0], below[1:end]) if end else ("", [])
    if not title or is_prose(title) or len(title.split()) < _FEWEST_IN_TITLE or _OF_RELEASE.match(title):
        return False
    return sum(map(is_prose, rows)) > 1 and not any(EDNOTE.match(row) or is_contact(row) for row in (title, *rows))


def _ends(copy: list[str], rest: list[str]) -> bool:
    """Whether the story ends with the first of the rest: what follows it is no longer than the copy."""
    if not copy:
        return False
    return sum(len(one) for one in rest if is_prose(one)) <= sum(map(len, copy))


def _take_tail(copy: list[str], byline: str | None) -> tuple[list[str], list[str]]:
    """Take initials, signatures and the author's biography off the end; one sentence stays in any case."""
    tail: list[str] = []
    first = next((at for at in range(len(copy) - 1, -1, -1) if is_prose(copy[at])), len(copy)) + 1
    for at in range(max(first, len(copy) - _TAIL), len(copy)):
        if is_tail(copy[at]):
            copy, tail = copy[:at], copy[at:]
            break
    while len(copy) > 1 and (is_tail(copy[-1]) or signed_by(copy[-1]) or _is_biography(copy[-1], byline)):
        tail.insert(0, copy.pop())
    return copy, tail


def _is_remark(paragraph: str) -> bool:
    """Whether a paragraph is a remark in brackets that says where somebody is reached."""
    return paragraph[:1] in "([" and paragraph[-1:] in ")]" and bool(_ADDRESS.search(paragraph))


def _is_biography(paragraph: str, byline: str | None) -> bool:
    found = _BIO.match(paragraph[:_SHORT])
    if found is None:
        return False
    who = found["who"] or found["works"]
    return who.startswith("The ") or who.strip().casefold() in (byline or "").casefold()
