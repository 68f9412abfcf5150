"""A quick reader of news text for the benchmarks: sentences, numbers, names, quotations.

It shares no pattern with `briefgen.verify`, so that what is tested and what tests it have no blind spot in common.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Item:
    """A summary of a document, and whether a person found it supported."""

    dataset: str
    id: str
    doc: str
    summary: str
    supported: bool


class Span(NamedTuple):
    """A stretch of a text; `kind` says what sort of number or name it is, as far as its form tells."""

    start: int
    text: str
    kind: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


# Where a kind of corruption applies, each way to do it: clean text, where, what goes, what comes.
Changes = Iterator[tuple[str, int, str, str]]

UNITS = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
# “One” is more often a pronoun than a number.
NUMBER_WORDS = UNITS[1:] + TEENS + TENS

SAY = (
    "(?:said|says|told|tells|added|adds|insisted|insists|warned|warns|claimed|claims|believes|argued|argues|stated|"
    "announced|admitted|denied|confirmed|testified)"
)

_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_AFTER_MONTH = re.compile(rf"\b{_MONTH} $")
_BEFORE_MONTH = re.compile(rf"(?:st|nd|rd|th)?,? {_MONTH}(?![a-z])")
_NUMBER = re.compile(
    r"(?<![\w.,:/#-])(?P<score>\d{1,3} ?[-–] ?\d{1,3})(?![\w-]|[.,:/]\d| ?[-–])"
    r"|(?<![\w.,:/#-])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![:/]|[.,]\d)(?=(?:st|nd|rd|th)?\b)"
    rf"|(?<![\w-])(?P<word>(?:{'|'.join(TENS)})-(?:{'|'.join(UNITS)})|{'|'.join(TEENS + TENS + UNITS[1:])})(?!\w)",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"”’')]* +(?=[\"“‘'`(]*[A-Z])|(?<= [.!?]) +|\n+")
_CAPITALISED = r"[A-Z][\w&]*(?:-[A-Z]\w*)*(?![\w-])(?:[’'](?!s\b)[A-Z]\w+)*"
_NAME = rf"{_CAPITALISED}(?: (?:(?:of|de|van|von|al|bin|del|da|la|van der|of the) )?{_CAPITALISED})*"
_NAMES = re.compile(rf"(?<![\w’'&-]){_NAME}")
_NO_NAME = {
    *(word.lower() for word in WEEKDAYS + MONTHS + NUMBER_WORDS + UNITS),
    *"jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun "
    "i the a an and but or in on at for of to by as if when while after before since with from this that these those "
    "it he she they we you his her their its our my there here what who which how why where all some many most more no "
    "not yes mr mrs ms dr sir president minister prime judge chief executive manager coach captain former sgt officer "
    "det secretary general senator governor mayor chairman chair director professor justice chancellor ceo "
    "another other both each every last next also however meanwhile although though according new file photo".split(),
}
_BODY = set(
    "city county united town rovers council police court party university hospital school street road park stadium inc "
    "corp ltd plc group company bank commission department office ministry league cup championship club association "
    "union house times news".split()
)
_DEMONYM = re.compile(
    r"(?:\w+(?:ish|ese|ican|[eis]ian|sian|tian|gian|dian|nian|lian|rian)s?|French|Dutch|German|Greek|Welsh|Swiss|Czech|"
    r"Thai|Iraqi|Israeli|\w+stani|\w+s?men|\w+man)"
)
_OF_PERSON = re.compile(rf"\b(?:Mr|Mrs|Ms|Dr|Sir|Judge|{SAY})\.? ({_NAME})")
_PERSON_DOES = re.compile(rf"(?<![\w’'&-])({_NAME})(?:,? (?:{SAY}|who)\b|, \d\d,)")
_OF_PLACE = re.compile(rf"\b(?:in|near|across|outside) ({_NAME})")
_QUOTATION = re.compile(r"“([^“”]{8,400})”|``([^`]{8,400}?)''|(?:(?<=\s)|^)\"(?=\S)([^\"]{7,400}(?<=\S))\"")


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences, as a reader in a hurry splits them."""
    spans, start = [], 0
    for end in [*(gap.end() for gap in _SENTENCE_BREAK.finditer(text)), len(text)]:
        if text[start:end].strip():
            spans.append(Span(start, text[start:end].rstrip()))
        start = end
    return tuple(spans)


def sentence_at(text: str, offset: int) -> str:
    return next((one.text for one in sentences(text) if one.start <= offset < one.end), text)


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[Span, ...]:
    """Numbers in digits or words; the kind is score, money, percent, day, year or plain."""
    return tuple(Span(one.start(), one[0], _number_kind(text, one)) for one in _NUMBER.finditer(text))


def _number_kind(text: str, number: re.Match[str]) -> str:
    before, after = text[max(0, number.start() - 12) : number.start()], text[number.end() : number.end() + 14]
    if number["score"]:
        return "score"
    if re.search(r"[$£€] ?$", before):
        return "money"
    if re.match(r" ?%| per ?cent", after):
        return "percent"
    if re.fullmatch(r"1[6-9]\d\d|20\d\d", number[0]):
        return "year"
    return "day" if _AFTER_MONTH.search(before) or _BEFORE_MONTH.match(after) else "plain"


def value(number: str) -> str:
    """What tells two numbers apart, however they are written: “Forty-two” and “42” give “42”."""
    number = re.sub(r"[,\s]", "", number.lower()).replace("–", "-")
    for base, words in ((1, UNITS), (10, TEENS)):
        if number in words:
            return str(base + words.index(number))
    head, _, tail = number.partition("-")
    if head in TENS:
        return str((TENS.index(head) + 2) * 10 + (UNITS.index(tail) + 1 if tail else 0))
    return number


@lru_cache(maxsize=4096)
def names(text: str) -> tuple[Span, ...]:
    """Names: runs of capitalised words without titles; a lone first word of a sentence must stand inside one too."""
    found = []
    starts = {sentence.start for sentence in sentences(text)}
    inside = set(re.findall(r"(?<=[\w,;’'] )[A-Z][\w-]+", text))
    for match in _NAMES.finditer(text):
        start, words = match.start(), match[0].split(" ")
        opens = start in starts or not re.search(r"[\w,;)’'] $", text[max(0, start - 3) : start])
        while words and words[0].lower() in _NO_NAME:
            start += len(words.pop(0)) + 1
        lone = len(words) == 1 and opens and start == match.start() and words[0] not in inside
        pure = not any(word.lower() in _NO_NAME for word in words if word[0].isupper())
        if not lone and pure and len(" ".join(words)) > 2:
            found.append(Span(start, " ".join(words)))
    return tuple(found)


def names_in(text: str, doc: str) -> tuple[Span, ...]:
    """The names of a text; of one in lower case, those that its document writes with capitals."""
    if re.search(r"[a-z,;’'] (?:[a-z]+ )?[A-Z]\w", text):
        return names(text)
    known = sorted({name.text for name in names(doc)}, key=lambda name: (-len(name), name))
    if not known:
        return ()
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, known))})(?![\w-])", re.IGNORECASE)
    return tuple(Span(match.start(), match[0]) for match in pattern.finditer(text))


@lru_cache(maxsize=512)
def _cues(doc: str) -> tuple[Counter[str], Counter[str], set[str]]:
    """Last words of names: how often as a person, how often as a place, and those of names of two words or more."""
    people = Counter(_last(match[1]) for pattern in (_OF_PERSON, _PERSON_DOES) for match in pattern.finditer(doc))
    places = Counter(_last(match[1]) for match in _OF_PLACE.finditer(doc))
    return people, places, {_last(name.text) for name in names(doc) if " " in name.text}


def _last(name: str) -> str:
    return name.lower().rpartition(" ")[2]


def form(name: str, doc: str) -> str:
    """Person, place, body, demonym or nothing, by the name itself and the words around it in its document."""
    if set(name.lower().split()) & _BODY or name.isupper():
        return "body"
    if _DEMONYM.fullmatch(name):
        return "demonym"
    people, places, full = _cues(doc)
    person, place = people[_last(name)], places[_last(name)]
    if person > place and _last(name) in full:
        return "person"
    return "place" if place > person else ""


def generic(word: str) -> bool:
    """Whether a word of a name says only what sort of thing bears it: City, Court, of."""
    return word.lower() in _BODY or not word[0].isupper()


def related(one: str, other: str) -> bool:
    """Whether two names may have one bearer: a word or its beginning shared, or one the initials of the other."""
    words, others = one.lower().split(), other.lower().split()
    initials = {"".join(word[0] for word in some) for some in (words, others) if len(some) > 1}
    if initials & {one.lower(), other.lower()}:
        return True
    return any(a.startswith(b[:4]) or b.startswith(a[:4]) for a in words for b in others if min(len(a), len(b)) > 2)


def quotations(text: str) -> list[Span]:
    """What stands between double quote marks, without them, of four words or more."""
    return [
        Span(match.start(group), match[group])
        for match in _QUOTATION.finditer(text)
        for group in (1, 2, 3)
        if match[group] and len(match[group].split()) >= 4
    ]


def without_quotations(text: str) -> str:
    """The text with its quotations blanked out, offsets kept."""
    return _QUOTATION.sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The words in lower case between single spaces, so that `in` finds whole words."""
    words = " ".join(re.findall(r"\w+", text.lower()))
    return f" {words} "


def has(text: str, words: str) -> bool:
    """Whether a text holds these words in a row, case and marks aside."""
    return plain(words) in plain(text)
