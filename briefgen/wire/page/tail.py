"""What stands below copy that nothing marks: signatures, who wrote it, contacts, and what a house says of itself."""

import re

from briefgen.lazily import lazily
from briefgen.wire.copy.agencies import AGENCIES, AGENCY

LONGEST_LINE = 90  # characters; what is longer is copy, whatever it ends with
_LONGEST_BIO = 300
_MOST_TAIL = 6  # lines without an end below the copy; more are a list
_ENDS = tuple(".!?…。！？؟۔।։")
_CLOSERS = "\"'”’»“«)」』）】*_ "
_DENSE = lazily("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # a character of these says as much as three letters
_PROSE = 40  # letters
# What follows one of these is of the house that sends the copy, not of the story.
_ABOUT = lazily(
    r"\W{0,3}(?:about|über|à propos d[eu’']?s?|acerca de|sobre|om|over|o firmie|chi è|informazioni su)\s"
    r"(?:(?:the|die|das|den|der|la|le|les|el|los|il)\s)?(?P<name>(?-i:[^\W\d_a-zß-öø-ÿ])[\w.’'&-]{1,40})[^.!?;]{0,70}",
    re.IGNORECASE,
)
_BOILERPLATE = lazily(
    r"\W{0,3}(?:forward[- ]looking statements?|(?:cautionary|safe harbo[u]?r)\b[^.!?]{0,80}|disclaimer|boilerplate"
    r"|notes? (?:to|for) (?:the )?(?:editors?|journalists?|media)|hinweise? (?:an|für) (?:die )?redaktion(?:en)?"
    r"|(?:media |press |investor )?contacts?|(?:presse)?kontakt(?:er|e|personer)?|contacto|contatti|contacts? presse"
    r"|for (?:more|further) information|attachments?|keywords|on behalf of the board\b[^.!?]{0,50}"
    r"|nøkkelord|schlagw[oö]rter?|mots[- ]clés|palabras clave)\W{0,3}",
    re.IGNORECASE,
)
_QUOTE = lazily(r"[“„«»]|(?<!\w)\"\w")
# "About Tarn Optics Tarn Optics plc makes …": the heading runs into its paragraph.
_RUN_IN = lazily(
    r"(?:About|Über|À propos de|Acerca de|Sobre|Om|Over)\s(?P<name>[^.!?]{3,60}?)\s?[:.–-]?\s(?:The\s)?(?P=name)\b"
)
_AGENCY_AT_END = lazily(
    rf"(?<=[.!?…”\"»'])\s{{1,3}}(?:[(/](?:{AGENCY.pattern})(?:[/-]\w{{2,10}}){{0,3}}[)/]|(?:{AGENCY.pattern}))\.?"
    r"(?:\s[a-zA-ZąćęłńóśźżÀ-ÿ]{2,4}/?){0,3}\W{0,2}\Z"
)
_SOURCE = lazily(r"[^\W\d_]{3,14}\s?[:：]\s?(?P<agency>.{2,40})")
_NAMES = lazily(r",\s*|\s(?:and|und|et|y|og)\s")
_LEAST_NAME = 4  # characters
_IS = lazily(
    r"\s(?:is (?:an? |the )|covers |has (?:covered|worked|reported|written) |writes |reports (?:on|from|for) |joined "
    r"|can be reached|ist (?:redakteur|reporter|korrespondent|autor)|est (?:journaliste|correspondant)"
    r"|es (?:periodista|redactora?|corresponsal)|er (?:journalist|reporter))"
)
_SOMEBODY = lazily(
    r"(?P<name>[^\W\d_]\w+(?: [^\W\d_][\w.’'-]+){1,3}) (?:is|was) (?:an? |the )[^.!?]{0,90}?"
    r"\b(?:reporter|correspondent|editor|columnist|journalist|writer)\b[^.!?]{0,120}\."
)


def ends_like_copy(line: str) -> bool:
    """Whether a line ends as a sentence does, in any script."""
    return line.rstrip(_CLOSERS).endswith(_ENDS) or line.endswith(("”", "»", "」"))


def is_prose(line: str) -> bool:
    """Whether a line reads as copy: it is longer than a label and ends like a sentence."""
    return (ends_like_copy(line) or line.endswith((":", "："))) and (
        len(line) >= _PROSE or len(line) + 2 * len(_DENSE.findall(line)) >= _PROSE
    )


def is_boilerplate_heading(line: str) -> bool:
    """Whether what follows a line is about the house that sends the story: "About Tarn Optics", "Contacts"."""
    return len(line) <= LONGEST_LINE and (_BOILERPLATE.fullmatch(line) or _ABOUT.fullmatch(line)) is not None


def names_house(line: str) -> bool:
    """Whether a line is a heading of what a house says of itself: "About Tarn Optics"."""
    return len(line) <= LONGEST_LINE and _ABOUT.fullmatch(line) is not None


def before_boilerplate(copy: list[str], notes: list[str], *, named: bool = False) -> list[str]:
    """The copy up to what is about the house that sends it, which goes to the notes.

    Args:
        copy: lines of a paragraph each.
        notes: gets what is taken.
        named: only below a heading that names the house; "Contact" may be a crosshead of the story.
    """
    kept: list[str] = []
    told = False
    for number, line in enumerate(copy):
        rest = copy[number:]
        if told and (_runs_in(rest) if len(line) > LONGEST_LINE else _is_of_house(rest, named=named)):
            notes += rest
            return kept
        if told and not named and len(line) <= LONGEST_LINE and _ABOUT.fullmatch(line):
            notes.append(line)  # a heading of the story itself
        else:
            kept.append(line)
        told = told or is_prose(line)
    return kept


def _is_of_house(rest: list[str], *, named: bool) -> bool:
    """Whether the first line is a heading of what is not the story; below "About X" there is X, and nobody speaks."""
    if not named and _BOILERPLATE.fullmatch(rest[0]):
        return True
    if not (about := _ABOUT.fullmatch(rest[0])):
        return _runs_in(rest)
    return len(rest) > 1 and about["name"].lower() in rest[1][:LONGEST_LINE].lower() and not _speaks(rest[1:])


def _runs_in(rest: list[str]) -> bool:
    return rest[0][:1].isupper() and _RUN_IN.match(rest[0][:200]) is not None and not _speaks(rest)


def _speaks(paragraphs: list[str]) -> bool:
    return any(_QUOTE.search(paragraph) for paragraph in paragraphs)


def take_tail(copy: list[str], notes: list[str], byline: str | None, *, sure: bool) -> None:
    """Move what stands below the last sentence to the notes.

    Args:
        copy: changed in place.
        notes: gets what is taken.
        byline: of whom a last paragraph may tell.
        sure: lines that do not end like a sentence are no copy.
    """
    tail = len(copy)
    lines = 0
    while tail > 1 and lines <= _MOST_TAIL:
        line = copy[tail - 1]
        if not (_is_signature(line) or _is_author(line, byline) or _is_new(line, copy[: tail - 1])):
            marked = len(line) <= LONGEST_LINE and _AGENCY_AT_END.search(line)
            if not sure or marked or len(line) > LONGEST_LINE or ends_like_copy(line):
                break
            lines += 1
        tail -= 1
    if lines > _MOST_TAIL:
        return
    notes += copy[tail:]
    del copy[tail:]


def _is_signature(line: str) -> bool:
    if len(line) > LONGEST_LINE:
        return False
    source = _SOURCE.fullmatch(line)
    return bool(
        AGENCIES.fullmatch(line.strip("()/. ")) or (source and AGENCIES.fullmatch(source["agency"].strip(" .")))
    )


def _is_new(line: str, copy: list[str]) -> bool:
    """Whether a last paragraph tells of a reporter whom the story does not name."""
    found = _SOMEBODY.fullmatch(line) if len(line) <= _LONGEST_BIO else None
    return found is not None and not any(found["name"] in one for one in copy)


def _is_author(line: str, byline: str | None) -> bool:
    """Whether a paragraph tells who the writer is."""
    start = line[:LONGEST_LINE].casefold()
    names = _NAMES.split(byline.casefold()) if byline else ()
    return any(len(name) >= _LEAST_NAME and start.startswith(name) and _IS.match(start, len(name)) for name in names)
