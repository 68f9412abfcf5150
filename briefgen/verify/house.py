"""House style: the words, the spelling and the lengths that a newsroom wants, warned of where a brief has others.

Quotations keep the words of the copy, and names their own. A word in capitals inside a sentence is taken for a name;
what the house itself writes with a capital is meant as one, and is looked for there too.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from briefgen.brief import Finding, SectionId
from briefgen.house import HouseStyle, Spelling, budget
from briefgen.story import sentence_spans
from briefgen.verify.reading.marks import narration, quotations

# No parts of addresses, handles and file names.
_BEFORE = r"(?<![\w@#/])(?<!\w\.)"
_BEHIND = r"(?![\w@]|\.\w)"
_WORD = re.compile(r"\w+")
_SPELT = re.compile(rf"{_BEFORE}(?:per\s{{1,3}}cent|[^\W\d_]++){_BEHIND}", re.IGNORECASE)
# Behind a word that opens a sentence with its capital: what makes it a name's first ("Center for Policy Studies").
_NAME_GOES_ON = re.compile(r"\s(?:(?:of|for|and|the)\s){0,2}(?P<initial>[^\W\d_])")
# A participle there stands before a name as well as in one ("Canceled Orvane flights").
_PARTICIPLE = re.compile(r"(?:ed|ing)$")
# Parties and family names open sentences too.
_ALSO_NAMES = frozenset(("labour", "labor", "grey", "gray"))


class _Rule(NamedTuple):
    """A word or phrase that the house does not use, and the one that it uses instead, if it names one."""

    word: str
    preferred: str | None


class _Place(NamedTuple):
    """Where a word stands: offsets in a statement, half open."""

    start: int
    end: int


def check(text: str, house: HouseStyle) -> list[Finding]:
    """Warnings on the wording of one statement, by offset: words the house avoids or replaces, and the other spelling.

    A word is found once, where it stands first. What stands inside a phrase that the house prefers is no fault.
    """
    if not (house.avoid or house.prefer or house.spelling):
        return []
    told = narration(text, [one for one in quotations(text) if not one.loose])
    starts = _sentence_starts(text)
    preferred = _preferred(told, house, starts)
    found = dict(_unwanted(told, house, starts, preferred))
    if house.spelling:
        found |= dict(_misspelt(told, house.spelling, starts, (preferred, list(found))))
    return [
        Finding(check="house", severity="warning", reason=found[place], span=(place.start, place.end))
        for place in sorted(found)
    ]


def check_section(section: SectionId, texts: Sequence[str], house: HouseStyle) -> list[Finding]:
    """A warning where a section's statements together have fewer or more words than the house gives it.

    A section without a statement is a gap, and not too short.
    """
    if section not in house.words or not texts:
        return []
    least, most = house.words[section]
    # As an editor's own program counts them: "$18,500" is one, a dash between spaces is none.
    count = sum(any(map(str.isalnum, word)) for text in texts for word in text.split())
    if least <= count <= most:
        return []
    reason = f"“{house.heading(section)}” has {budget(count, count)}; the house wants {budget(least, most)}."
    return [Finding(check="house", severity="warning", reason=reason, section=section)]


def _unwanted(
    told: str, house: HouseStyle, starts: frozenset[int], preferred: Sequence[_Place]
) -> Iterator[tuple[_Place, str]]:
    """Where words stand that the house avoids or replaces, and why they should not."""
    rules = (*(_Rule(*pair) for pair in house.prefer.items()), *(_Rule(word, None) for word in house.avoid))
    seen: set[_Rule] = set()
    for match, number in _matches(tuple(rule.word for rule in rules), told):
        rule, place = rules[number], _Place(*match.span())
        named = rule.word == rule.word.lower() and _has_inner_capital(match, starts)
        if rule in seen or named or _is_within(place, preferred):
            continue
        seen.add(rule)
        if rule.preferred:
            yield place, f"The house writes “{rule.preferred}”, not “{match[0]}”."
        else:
            yield place, f"The house does not use “{match[0]}”."


def _preferred(told: str, house: HouseStyle, starts: frozenset[int]) -> list[_Place]:
    """Where the house's own phrases stand, written as the house writes them; a sentence may lend a capital."""
    phrases = tuple(house.prefer.values())
    places = []
    for match, number in _matches(phrases, told):
        written, wanted = _plain(match[0]), _plain(phrases[number])
        if written == wanted or (match.start() in starts and written[1:] == wanted[1:]):
            places.append(_Place(*match.span()))
    return places


def _misspelt(
    told: str, spelling: Spelling, starts: frozenset[int], settled: Sequence[Sequence[_Place]]
) -> Iterator[tuple[_Place, str]]:
    """Where words of the other spelling first stand, and how this one has them; `settled` is passed over."""
    others = _others(spelling)
    seen: set[str] = set()
    for match in _SPELT.finditer(told):
        word, place = _plain(match[0]).lower(), _Place(*match.span())
        if word not in others or word in seen or _is_name(match, told, starts):
            continue
        if not any(_is_within(place, places) for places in settled):
            seen.add(word)
            yield place, f"The house spells “{match[0]}” the {spelling.capitalize()} way: “{others[word]}”."


def _is_name(match: re.Match[str], told: str, starts: frozenset[int]) -> bool:
    if not match[0][0].isupper():
        return _has_inner_capital(match, starts)
    if match.start() not in starts or match[0].lower() in _ALSO_NAMES:
        return True
    follows = _NAME_GOES_ON.match(told, match.end())
    return bool(follows and follows["initial"].isupper() and not _PARTICIPLE.search(match[0].lower()))


def _has_inner_capital(match: re.Match[str], starts: frozenset[int]) -> bool:
    """Whether a word of a phrase has a capital, and not because it opens a sentence."""
    words = _WORD.finditer(match.string, *match.span())
    return any(word[0][0].isupper() and word.start() not in starts for word in words)


def _sentence_starts(text: str) -> frozenset[int]:
    """The offset of each sentence's first letter or digit."""
    first = (_WORD.search(text, start, end) for start, end in sentence_spans(text))
    return frozenset(match.start() for match in first if match)


def _matches(phrases: tuple[str, ...], told: str) -> Iterator[tuple[re.Match[str], int]]:
    """Where any of the phrases stands, the longest first, and its number among them."""
    # Most of them are not in a statement at all, and a pattern of hundreds is slow.
    folded = _plain(told).casefold()
    present = [number for number, phrase in enumerate(phrases) if _plain(phrase).casefold() in folded]
    if present:
        present.sort(key=lambda number: -len(phrases[number]))
        for match in _pattern(tuple(phrases[number] for number in present)).finditer(told):
            yield match, present[(match.lastindex or 1) - 1]


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({_phrase(phrase)})" for phrase in phrases), re.IGNORECASE)


def _phrase(phrase: str) -> str:
    """A phrase as a whole word, with any white space, and either apostrophe.

    One in capitals throughout is found only so: "US" is not "us".
    """
    words = (re.escape(_plain(word)).replace("'", "['’]") for word in phrase.split())
    before = _BEFORE if phrase[0].isalnum() else ""
    behind = _BEHIND if phrase[-1].isalnum() else ""
    found = before + r"\s{1,3}".join(words) + behind
    return f"(?-i:{found})" if phrase.isupper() and len(phrase) > 1 else found


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def _is_within(place: _Place, others: Sequence[_Place]) -> bool:
    """Whether a place lies in one of the others, which are in order and do not overlap."""
    at = bisect_right(others, place.start, key=lambda other: other.start)
    return at > 0 and place.end <= others[at - 1].end


@cache
def _others(spelling: Spelling) -> dict[str, str]:
    """Words of the other spelling, in lower case, and how this one spells them."""
    path = files("briefgen.verify.reading") / "words" / "spelling.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    other = "american" if spelling == "british" else "british"
    found = {}
    for text in (*tables["pairs"].values(), *tables[f"only_{other}"].values()):
        for line in text.splitlines():
            british, american, endings = line.split(" | ")
            for ending in endings.replace("-", "").split(", "):
                forms = (american + ending, british + ending)
                word, wanted = forms if spelling == "british" else reversed(forms)
                found[word] = wanted
    return found
