"""What a body says again of its item's fields is taken off the copy: dateline, agency, who wrote it; lists of shots."""

import re

from briefgen.wire.copy.agencies import AGENCIES, AGENCY
from briefgen.wire.copy.byline import read_byline, signed_by
from briefgen.wire.copy.dateline import split_dateline
from briefgen.wire.copy.known_dateline import dateline_of, is_same, known_dateline
from briefgen.wire.item import Item
from briefgen.wire.telegraph.notes import is_apart, is_tail

_TOP = 6  # paragraphs in which the dateline stands: below a headline and the main points
_END = 6  # paragraphs among which sign-offs stand
_LONGEST_SIGN_OFF = 250
_FEW = 8  # words
_LONGEST_NOTE = 300
_LONGEST_ALONE = 60
_LONGEST_STAMP = 60
_DASHES = "-–— "
_NOTE = re.compile(r"\W{0,3}notes? to editors?\s?:\s*\S", re.IGNORECASE)
_MARK = re.compile(r"\W*mfl?\W*", re.IGNORECASE)  # more follows
# A film comes with a list of its shots, and the story above or below it.
_SHOTS = re.compile(r"\W*(?:SHOT ?LIST|VIDEO SHOWS)\b")
_STORY = re.compile(r"\W*STORY(?:[ -]?LINE)?(?:\s?:\s*|\W*\Z)")
# Who wrote and edited a story: "JDB/FRL/", "YXV-BER/", "hh/ph/ts", "/ДС/", "(Schluss) kre/wob".
_INITIALS = re.compile(
    r"(?:\([^\W\d_]{3,12}\)\s)?(?:[a-z][a-z0-9]{0,5}(?:-[a-z0-9]{1,5})?/(?:\s?[a-z0-9]{2,5}/?){0,4}"
    r"|[a-z]{2,5}(?:[/-][a-z]{1,5}){1,6}|(?:/[^\W\d_]{2,4}){1,3}/)",
    re.IGNORECASE,
)
# The agency and then its credits, in brackets: "AGERPRES / (autor: Dan Ilie, editor: Ana Radu)".
_CREDITED = re.compile(rf"(?<=[.!?”»\"])\s{AGENCY.pattern}\s?/?\s?\([^()]{{2,200}}\)\.?\Z")
_LISTED_INITIALS = re.compile(r"[A-Z]{2,4}(?:[,/]\s?(?:[A-Z]{2,4}|[a-z]{2})){1,5}")
_CODE = re.compile(r"\d{5,12}")  # of a subject, or of the item
_CREDIT = re.compile(rf"{AGENCY.pattern}(?: [^\W\d_a-z]\w{{1,20}}){{0,4}}")  # "Associated Press", "AP Business Writer"
# The header of a telegram that came into the body: "APA0211 5 CI 0180 II   Do, 12.Nov 2026".
_TELEGRAM = re.compile(r"[A-Z]{2,4} ?\d{3,6} \d [A-Z]{1,4} \d{1,5}\b.{0,60}")
_BRACKETED = re.compile(r"\(.{3,400}\)\.?")
_IN_BRACKETS = re.compile(r"(?:\([^().!?\d]{2,120}\)\s*)+")
# Two credits of one kind or another: who wrote and who edited, in any language.
_TWO_CREDITS = re.compile(r"\([^().!?]{2,120}(?:;|\s[-–—])\s[^().!?]{2,120}\)\.?")
# Behind the agency of a last line: its desk, a place, initials.
_AFTER_AGENCY = re.compile(r"\)?(?:[\s,/–-]{1,3}(?:[^\W\d_a-z][^\W\d_]{1,19}|[^\W\d_]{2,4})){0,8}\)?")
_END_MARK = re.compile(r"[\s=–—/-]*(?:\(END\)\s?)?\(?")
# When it was sent: "12-NOV-26 10:12 NNNN", "November 12, 2026 08:30 ET (13:30 GMT)".
_CLOCK = re.compile(r"(?<![\d.:])[012]?\d[:.][0-5]\d(?![\d.])")
_STAMP = re.compile(r"(?:\W*(?:\d{1,6}|[^\W\d_]{3,9}|[A-Z]{1,4}|[ap]\.?m)(?![^\W_])){3,9}\W*")
_FEWEST_NUMBERS = 4
# After a sentence: PTI ABC XYZ, EFE, ==Kyodo, /ritzau/.
_LAST_WORD = re.compile(
    r"(?:\A|(?<=[.!?»”\"'’)…])\s?)[=–—-]{0,3}\s?"
    r"(?:\([^()]{2,30}\)|/[^/()]{2,30}/|(?P<bare>[^\s./()=–—]{2,30})(?:\s[A-Z]{2,5}){0,8})\Z"
)


def clean_copy(item: Item) -> None:
    """Take what repeats the item's fields off its paragraphs, to the notes where it is more than a dateline.

    The fields that the item has already stay as they are: what is published of it counts more than its body.
    """
    marks = [each for each in item.paragraphs if _MARK.fullmatch(each)]
    # One that is told in its own paragraph does not end the story, as a heading of such notes does.
    told = [each for each in item.paragraphs if len(each) <= _LONGEST_NOTE and _NOTE.match(each)]
    if (marks or told) and len(marks) + len(told) < len(item.paragraphs):
        item.notes += marks + told
        item.ednote = " ".join([item.ednote or "", *told]).strip() or None
        item.paragraphs = [each for each in item.paragraphs if each not in marks + told]
    _take_shots(item)
    while len(item.paragraphs) > 1 and _is_from(item.paragraphs[0], item.provider):
        item.notes.append(item.paragraphs.pop(0))
    _take_dateline(item)
    taken: list[str] = []
    while len(item.paragraphs) > 1 and len(taken) < _END and _signs_off(item.paragraphs[-1], item):
        item.byline = item.byline or signed_by(item.paragraphs[-1])
        taken.insert(0, item.paragraphs.pop())
    item.notes += taken
    if item.paragraphs and (end := _signature(item.paragraphs[-1], item.provider)):
        item.paragraphs[-1] = item.paragraphs[-1][:end].rstrip()


def _is_from(line: str, provider: str | None) -> bool:
    """Whether a line above the copy names the agency, or is the header under which it was sent, and nothing else."""
    return line == provider or bool(AGENCIES.fullmatch(line) or _TELEGRAM.fullmatch(line))


def _take_dateline(item: Item) -> None:
    known = item.dateline or item.located
    for number, paragraph in enumerate(item.paragraphs[:_TOP]):
        if len(item.paragraphs) > 1 and len(paragraph) <= _LONGEST_ALONE and (alone := _alone(paragraph, item)):
            item.dateline, item.located = item.dateline or alone, item.located or dateline_of(alone)[1]
            del item.paragraphs[number]
            return
        found = known_dateline(paragraph, known=known, source=item.provider)
        if found is not None:
            # Behind the agency, who wrote it may stand in capitals.
            signed = split_dateline(paragraph) if found.provider else None
            author = signed if signed and signed.byline and signed.dateline == found.dateline else None
            item.byline = item.byline or (author.byline if author else None)
            item.paragraphs[number] = author.rest if author else found.rest
            item.dateline = item.dateline or found.dateline or None
            item.located = item.located or found.located or None
            item.provider = item.provider or found.provider
            _take_notes(item, _take_byline(item, number))
            return


def _alone(paragraph: str, item: Item) -> str | None:
    """The dateline that is alone on its line: the item's own, or with its agency a place in capitals or a day."""
    known = item.dateline or item.located
    if known and is_same(paragraph, known) and len(paragraph) <= len(known):
        return known
    place, _, agency = paragraph.rpartition(" ")
    if place.isupper() and (AGENCIES.fullmatch(agency.strip("()/")) or (item.provider and agency == item.provider)):
        return place.rstrip(" ,-–—")
    if not paragraph.endswith(")"):
        return None
    bare = dateline_of(paragraph)[0] or ""
    found = split_dateline(f"{bare} - A") if any(map(str.isdigit, bare)) else None
    return bare if found and found.dateline == bare else None


def _take_byline(item: Item, end: int) -> int:
    """Take a byline that stands above the dateline, below a note to editors or a list of points; where that is now.

    The agency or the writer's title on a line of its own below the name goes with it.
    """
    for number, paragraph in enumerate(item.paragraphs[:end]):
        if byline := read_byline(paragraph):
            item.byline = item.byline or byline
            credited = number + 1 < end and _CREDIT.fullmatch(item.paragraphs[number + 1]) is not None
            del item.paragraphs[number : number + 1 + credited]
            return end - 1 - credited
    return end


def _take_notes(item: Item, end: int) -> None:
    """Take what stands in brackets above the dateline: it tells a desk what is new."""
    above = [each for each in item.paragraphs[:end] if _BRACKETED.fullmatch(each)]
    if above:
        item.notes += above
        item.ednote = " ".join([item.ednote or "", *above]).strip()
        item.paragraphs[:end] = [each for each in item.paragraphs[:end] if each not in above]


def _take_shots(item: Item) -> None:
    """Take the list of the shots off, to the heading of the story or the end; it stays where there is nothing else."""
    paragraphs = item.paragraphs
    first = next((at for at, each in enumerate(paragraphs) if _SHOTS.match(each)), None)
    if first is None:
        return
    story = next((at for at, each in enumerate(paragraphs) if at > first and _STORY.match(each)), len(paragraphs))
    kept = paragraphs[:first] + paragraphs[story:]
    kept = [text for each in kept if (text := _STORY.sub("", each, count=1))]
    if kept:
        item.notes += paragraphs[first:story]
        item.paragraphs = kept


def _signs_off(paragraph: str, item: Item) -> bool:
    if len(paragraph) > _LONGEST_SIGN_OFF:
        return False
    if (
        is_tail(paragraph)
        or is_apart(paragraph)
        or signed_by(paragraph)
        or _INITIALS.fullmatch(paragraph)
        or _CODE.fullmatch(paragraph)
        or _is_stamp(paragraph)
        or (paragraph[:1] in _DASHES and read_byline(paragraph.lstrip(_DASHES)))
    ):
        return True
    if _is_agency(paragraph, item.provider) or (item.byline and _signed(paragraph, item.byline, item.provider)):
        return True
    if _TWO_CREDITS.fullmatch(paragraph):
        return True
    return bool(_IN_BRACKETS.fullmatch(paragraph)) and len(paragraph.split()) < _FEW


def _is_stamp(paragraph: str) -> bool:
    """Whether a line says when the story was sent, and nothing else."""
    if len(paragraph) > _LONGEST_STAMP or not _CLOCK.search(paragraph) or not _STAMP.fullmatch(paragraph):
        return False
    return len(re.findall(r"\d+", paragraph)) >= _FEWEST_NUMBERS


def _is_agency(paragraph: str, provider: str | None) -> bool:
    """Whether a line names an agency, and behind it at most a desk, a place and initials."""
    line = _END_MARK.sub("", paragraph, count=1)
    found = AGENCY.match(line)
    own = provider and line[: len(provider)].casefold() == provider.casefold() and not line[:1].islower()
    end = found.end() if found else len(provider) if provider and own else 0
    # A stop ends a sentence: "NTA won."; after the name alone it does not.
    return end > 0 and (line[end:] == "." or _AFTER_AGENCY.fullmatch(line, end) is not None)


def _signed(paragraph: str, byline: str, provider: str | None) -> bool:
    """Whether a paragraph names who wrote the story once more, alone or with the agency or a title behind it."""
    if paragraph.startswith(f"{byline}, ") and paragraph[-1:].isalpha() and len(paragraph.split()) <= _FEW:
        return True
    said, who, agency = (
        "".join(filter(str.isalnum, (each or "").casefold())) for each in (paragraph, byline, provider)
    )
    return said.removeprefix("by") in {who, who + agency}


def _signature(paragraph: str, provider: str | None) -> int | None:
    """Where the name of the agency begins with which a paragraph ends; None where there is none."""
    if credited := _CREDITED.search(paragraph, max(0, len(paragraph) - _LONGEST_SIGN_OFF)):
        return credited.start()
    end = paragraph.rstrip(" .")
    last = _LAST_WORD.search(end[-60:])
    if last is None:
        return None
    name = last["bare"] or last[0].strip(" =–—-()/©")
    agency = (provider or "").casefold()
    if (
        AGENCIES.fullmatch(name)
        or _LISTED_INITIALS.fullmatch(name)
        or (name.casefold() in {agency, agency.split(" ")[0]} and not (last["bare"] or "").islower())
    ):
        return len(end) - len(last[0])
    return None
