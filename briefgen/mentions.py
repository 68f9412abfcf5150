"""Who and when a story speaks of: names and time expressions, read off its surface.

Both feed the schema that the model fills (`actor` is one of the names, `when` one of the times), so both
prefer to list too many over too few.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from briefgen.story import Story

_MAX_NAMES = 24

# Words that open a sentence with a capital and are no name; calendar words are times, not actors.
_NOT_NAMES = frozenset(
    """a about above according across after again against all almost along also although among an and another any
    are around as at away because before behind below both but by can could despite did do does down during each
    either even every few following for from further had has have he hence her here his how however i if in
    indeed instead into is it its just last later least less like many may meanwhile more most much must
    my nearly neither never new next no nobody none nor not nothing now number of off officials on once one only or
    other others our out over people perhaps quite rather says seven several shares she should
    since so some still such ten than that the their them then there these they this those though three through
    thus to today tomorrow two under unless until up we were what when where whether which while who
    whose why will with within without would yes yesterday yet you your four five six eight nine
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec""".split()
)
_TITLES = frozenset(
    """Mr Mrs Ms Dr Gov Sen Rep Gen Lt Col Capt Adm Maj Sgt Prof Rev Sir President Premier Minister Chancellor
    Secretary Governor Mayor Senator Judge Justice Chief Executive Chairman Chairwoman Chair Director General
    Captain Colonel Professor Engineer Commissioner Ambassador King Queen Prince Princess Pope Bishop Sheriff
    Deputy""".split()
)
# Latin capitals with all their accents; `re` has no class for them.
_UPPER = "".join(character for character in map(chr, range(0x250)) if character.isupper())
# A name ends before "-led" or "-flagged": "U.S.-led" says something of a force, it does not name one.
_CAPITALISED = (
    rf"(?:(?:[A-Z]\.){{2,}}|[{_UPPER}]\w*(?:[-’'](?!s\b|led\b|[a-z]+ed\b)\w+)*(?:(?<=s)['’](?=\s[{_UPPER}]))?)"
)
_NAME = re.compile(rf"{_CAPITALISED}(?:(?:\s(?:of|de|van|von|al|bin|for)(?:\sthe)?)?\s{_CAPITALISED})*")

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_COUNT = r"(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few)"
_TIME = re.compile(
    rf"""\b(?:
      (?:(?:{_WEEKDAY}),?\s)?{_MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?(?!\d)
    | (?:(?:{_WEEKDAY}),?\s)?\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?
    | (?:next|this|later\sthis|early\snext)\s(?:{_WEEKDAY}|week|month|year|spring|summer|autumn|winter|quarter)
    | (?:within|in)\s(?:the\snext\s)?{_COUNT}\s(?:hours?|days?|weeks?|months?|years?)
    | {_COUNT}[\s-](?:hours?|days?|weeks?|months?|years?)
    | {_WEEKDAY} | tomorrow | tonight
    | (?:the\send\sof\s)?{_MONTH}(?:\s\d{{4}})?(?=\W|$)
    | (?:first|second|third|fourth)\squarter | (?:mid)?night
    )""",
    re.VERBOSE,
)

# A day that can be kept, and the word that says how it stands to what is told of it.
_DAY = re.compile(
    rf"""(?:\b(?P<how>ha(?:s|ve)\suntil|[Bb]y|[Bb]efore|[Ff]rom|[Uu]ntil|[Oo]n|[Ii]n|[Aa]t)\s(?:the\send\sof\s|(?:mid)?(?:night|day)\son\s)?)?\b(?P<day>
      (?:{_WEEKDAY},?\s)?{_MONTH}\s\d{{1,2}}(?!\d) | \d{{1,2}}\s{_MONTH}
    | {_WEEKDAY}(?:\s(?:morning|afternoon|evening|night))? | next\s(?:week|month|year)
    )(?=\W|$)""",
    re.VERBOSE,
)
_SPOKEN = re.compile(r"\b(?:said|told\s\w+|announced)(?:\s(?:late|early|earlier))?\s*$")


class Day(NamedTuple):
    """A day that a sentence names, in its words, and whether what is told comes by, from, until or on it."""

    words: str
    how: Literal["by", "from", "until", "on"]


def day(text: str, after: int = 0) -> Day | None:
    """The first day named from an offset on, or the one that the sentence opens with; none that somebody spoke on."""
    opens = _DAY.match(text)
    for match in ([opens] if opens and opens["how"] else []) + list(_DAY.finditer(text, after)):
        if _SPOKEN.search(text[: match.start()]):
            continue
        match (match["how"] or "on").lower():
            case "by" | "before" | "has until" | "have until":
                return Day(match["day"], "by")
            case "from":
                return Day(match["day"], "from")
            case "until":
                return Day(match["day"], "until")
            case _:
                return Day(match["day"], "on")
    return None


@lru_cache(maxsize=32)
def names(story: Story, sentences: int | None = None) -> tuple[str, ...]:
    """Names of people, bodies and places in the order of their first mention, at most 24, fullest form only.

    `sentences` limits the look to so many sentences, from the first: what a model is shown.

    Titles go ("Justice Leonora Castwell" is Leonora Castwell). A word that only opens a sentence is a name when
    the copy capitalises it elsewhere too.
    """
    inner: set[str] = set()
    found: list[tuple[bool, str]] = []
    for sentence in story.sentences[:sentences]:
        for match in _NAME.finditer(sentence.text):
            opens = not sentence.text[: match.start()].strip("\"'“‘(")
            found.append((opens, match[0]))
            if not opens:
                inner.update(match[0].split())
    counts: dict[str, int] = {}
    for opens, phrase in found:
        if name := _trim(phrase.split(), inner if opens else None):
            counts[name] = counts.get(name, 0) + 1
    counts.pop(story.provider or "", None)
    fullest = [name for name in counts if not any(name != other and _is_part(name, other) for other in counts)]
    # Places, firms and offices that return through the copy act in it; a name said once seldom does.
    mentions = {name: sum(counts[other] for other in counts if _is_part(other, name)) for name in fullest}
    kept = sorted(fullest, key=lambda name: -mentions[name])[:_MAX_NAMES]
    return tuple(name for name in fullest if name in kept)


@lru_cache(maxsize=32)
def times(story: Story) -> tuple[str, ...]:
    """Time expressions as the copy words them, in order, each once."""
    found = (match[0] for sentence in story.sentences for match in _TIME.finditer(sentence.text))
    return tuple(dict.fromkeys(found))


def _trim(words: list[str], inner: set[str] | None) -> str:
    """Drop what is no part of a name. Where one opens a sentence, `inner` are the words capitalised inside others."""
    lone = inner is not None and words[0] not in inner and not words[0].isupper()
    if lone and (len(words) == 1 or words[1] in (inner or ())):
        words = words[1:]
    titles = [number for number, word in enumerate(words) if word in _TITLES]
    words = words[titles[-1] + 1 :] if titles and titles[-1] + 1 < len(words) else words
    while words and (words[0].lower() in _NOT_NAMES or words[0] in _TITLES):
        words = words[1:]
    while words and words[-1].lower() in _NOT_NAMES:
        words = words[:-1]
        if lone and len(words) == 1:  # the "Minutes" of "Minutes of Thursday's meeting"
            words = []
    name = " ".join(words).rstrip("'’")
    return name if len(name) > 1 else ""


def _is_part(name: str, other: str) -> bool:
    return f" {name} " in f" {other} "
