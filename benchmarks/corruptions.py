"""One false fact put into a true summary, in the ways a model gets facts wrong.

Each kind is a pure function of the item; where it finds nothing to change, there is no corruption. A swap may by chance
say another thing that is true: what the document joins with “and” or a comma is never swapped, nor what stands in the
same sentence.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from misquotes import misattributed, quote_altered, quote_verbatim
from reading import (
    MONTHS,
    NUMBER_WORDS,
    WEEKDAYS,
    Changes,
    Item,
    Span,
    form,
    generic,
    has,
    names,
    names_in,
    numbers,
    related,
    sentence_at,
    value,
    without_quotations,
)


@dataclass(frozen=True, slots=True)
class Corruption:
    """One change: `clean` with `removed`, which stands at `start`, replaced by `added`, is `text`."""

    kind: str
    clean: str
    start: int
    removed: str
    added: str

    @property
    def text(self) -> str:
        return self.clean[: self.start] + self.added + self.clean[self.start + len(self.removed) :]


def corrupt(item: Item, kind: str) -> Corruption | None:
    """The item's summary with one fact changed, the same at every call; None where the kind does not apply.

    Raises:
        KeyError: there is no such kind.
    """
    chance = random.Random(f"{kind}/{item.id}/{item.summary}")  # noqa: S311  (no secret hangs on it)
    changes = list(KINDS[kind](item, chance))
    return Corruption(kind, *chance.choice(changes)) if changes else None


def _number_invented(item: Item, chance: random.Random) -> Changes:
    known = {value(number.text) for number in numbers(item.doc) + numbers(item.summary)}
    known.update(re.findall(r"\d+", item.doc + item.summary))
    for number in numbers(item.summary):
        drawn = [_number_like(number, chance) for _ in range(20)]
        new = [other for other in drawn if value(other) not in known]
        if new:
            yield item.summary, number.start, number.text, new[0]


def _number_like(number: Span, chance: random.Random) -> str:
    if number.text[0].isalpha():
        return _cased(chance.choice(NUMBER_WORDS), number.text)
    if number.kind == "day":
        return str(chance.randint(1, 28))
    if number.kind == "year":
        return str(int(number.text) + chance.choice([-9, -7, -4, -3, 3, 4, 7, 9]))
    return re.sub(r"\d", lambda _: str(chance.randint(1, 9)), number.text)


def _cased(word: str, like: str) -> str:
    """The word with a capital where the one it replaces has one, else without."""
    return word[:1].upper() + word[1:] if like[0].isupper() else word.lower()


def _number_swapped(item: Item, _: random.Random) -> Changes:
    for number in numbers(item.summary):
        here = {value(one.text) for one in numbers(sentence_at(item.summary, number.start))}
        usable = [
            one
            for one in numbers(item.doc)
            if value(one.text) not in here and one.text[0].isalpha() == number.text[0].isalpha()
        ]
        alike = [one for one in usable if one.kind == number.kind]
        if not alike and number.kind in ("money", "percent"):
            alike = [one for one in usable if one.kind == "plain"]
        for one in alike[:5]:
            yield item.summary, number.start, number.text, _cased(one.text, number.text)


_SYLLABLES = "bral dov kes mor tun vel zar ost quen har lim pel sog wex yar nol".split()
_ENDINGS = "ick ane ovar eth und ask ell ira omb".split()


def _name_invented(item: Item, chance: random.Random) -> Changes:
    for name in names_in(item.summary, item.doc):
        lower = name.text.islower()
        other = " ".join(_word_like(word, chance, lower=lower) for word in name.text.split(" "))
        strange = [word for word in other.split(" ") if word not in name.text.split(" ")]
        if strange and not any(has(item.doc, word) for word in strange):
            yield item.summary, name.start, name.text, other


def _word_like(word: str, chance: random.Random, *, lower: bool) -> str:
    if generic(word.capitalize() if lower else word):
        return word
    if word.isupper():
        return "".join(chance.choice("BDFGKLMPRTVZ") for _ in word)
    return _cased(chance.choice(_SYLLABLES) + chance.choice(_ENDINGS), word)


def _name_swapped(item: Item, _: random.Random) -> Changes:
    known = {name.text: form(name.text, item.doc) for name in names(item.doc)}
    cased = {name.lower(): name for name in sorted(known)}
    for name in names_in(item.summary, item.doc):
        kind = form(cased.get(name.text.lower(), name.text), item.doc)
        if kind == "demonym" or not has(item.doc, name.text):
            continue
        sentence = sentence_at(item.summary, name.start)
        usable = [
            other
            for other in sorted(known)
            if known[other] == kind
            and not related(other, name.text)
            and not any(has(sentence, word) for word in other.split())
            and not _joined(other, name.text, item.doc)
        ]
        alike = [one for one in usable if len(one.split()) == len(name.text.split())]
        for one in (alike or usable)[:5]:
            lower = name.text[1:].islower() and not names(item.summary)
            yield item.summary, name.start, name.text, _cased(one.lower(), name.text) if lower else one


def _joined(one: str, other: str, doc: str) -> bool:
    joints = (" and ", ", and ", ", ", " or ", " & ")
    doc = doc.lower()
    return any(f"{a}{joint}{b}".lower() in doc for a, b in ((one, other), (other, one)) for joint in joints)


def _date_invented(item: Item, chance: random.Random) -> Changes:
    known = f"{item.doc} {item.summary}"
    # “march”, “may” and “august” in lower case may be other words.
    ambiguous = ("March", "May", "August")
    for words in (WEEKDAYS, MONTHS):
        free = [word for word in words if not re.search(rf"\b{word[:3]}", known, re.IGNORECASE)]
        written = words + [word.lower() for word in words if word not in ambiguous]
        for match in re.finditer(rf"\b(?:{'|'.join(written)})\b", item.summary):
            if free and not (match[0] == "May" and match.start() == 0):
                yield item.summary, match.start(), match[0], _cased(chance.choice(free), match[0])


_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|will|would|can|should|must|(?:has|have|had)(?= \w+(?:ed|en|wn|ne)\b))\b(?! ?not\b| ?n ?['’])"
)
# Past forms that are no participles: “it took”, never “it was took”.
_BASE = dict(
    pair.split("/")
    for pair in "said/say told/tell took/take went/go became/become began/begin gave/give wrote/write rose/rise "
    "fell/fall saw/see drew/draw grew/grow knew/know spoke/speak broke/break chose/choose drove/drive won/win".split()
)
_HELPED = r"(?<!has )(?<!had )(?<!was )(?<!have )(?<!were )(?<!been )(?<!be )(?<!is )(?<!are )(?<!not )"
_PAST = re.compile(rf"(?<=\w ){_HELPED}\b(?:{'|'.join(_BASE)})\b")


def _negation_inserted(item: Item, _: random.Random) -> Changes:
    own = without_quotations(item.summary)
    for match in _AUXILIARY.finditer(own):
        yield item.summary, match.start(), match[0], "cannot" if match[0] == "can" else f"{match[0]} not"
    for match in _PAST.finditer(own):
        yield item.summary, match.start(), match[0], f"did not {_BASE[match[0]]}"


_NEGATED = re.compile(
    r"\b(?P<verb>was|were|is|are|has|have|had|will|would|can|could|should|must|did|does|do)"
    r"(?: not\b(?! only| just)| ?n ?['’] ?t\b)"
    r"|\b(?P<will>wo ?n ?['’] ?t)\b|\b(?P<can>cannot|ca ?n ?['’] ?t)\b|\b(?P<still>no longer)\b"
)


def _negation_removed(item: Item, _: random.Random) -> Changes:
    for match in _NEGATED.finditer(without_quotations(item.summary)):
        yield item.summary, match.start(), match[0], match["verb"] or match.lastgroup or ""


_HEDGED = re.compile(
    r"\b(?:may|might|could)(?= (?:not )?[a-z])"
    r"|(?<!no )(?<!any )(?<!the )(?<!a )(?<!of )(?<!its )(?<!his )(?<!her )(?<!their )(?<!['’]s )(?<!immediate )"
    r"(?<!ed )\b(?:plans|plan|hopes|hope|expects|expect|aims|aim|wants|want|"
    r"(?:is|are) (?:expected|likely|planning|hoping|set)) to(?= [a-z])"
)


def _modality_raised(item: Item, _: random.Random) -> Changes:
    own = without_quotations(item.summary)
    for match in _HEDGED.finditer(own):
        yield item.summary, match.start(), match[0], "will"
    for match in re.finditer(r"\b(?:reportedly|allegedly|possibly|probably|perhaps) ", own):
        yield item.summary, match.start(), match[0], ""


def _clean(item: Item, _: random.Random) -> Changes:
    yield item.summary, 0, "", ""


def _exchanged(found: Sequence[Span], item: Item) -> Changes:
    """Two neighbours of one sentence in each other's place, unless the sentence only lists them."""
    for one, other in pairwise(found):
        between = item.summary[one.end : other.start]
        listed = re.search(r",|\b(?:and|or|to)\b|^[\s–-]*$", between)
        inside = sentence_at(item.summary, one.start) == sentence_at(item.summary, other.start)
        if inside and not listed and one.text.lower() != other.text.lower():
            removed = item.summary[one.start : other.end]
            yield item.summary, one.start, removed, f"{other.text}{between}{one.text}"


def _names_exchanged(item: Item, _chance: random.Random) -> Changes:
    yield from _exchanged(names(item.summary), item)


def _numbers_exchanged(item: Item, _chance: random.Random) -> Changes:
    yield from _exchanged(numbers(item.summary), item)


KINDS: dict[str, Callable[[Item, random.Random], Changes]] = {
    "number_invented": _number_invented,
    "name_invented": _name_invented,
    "date_invented": _date_invented,
    "number_swapped": _number_swapped,
    "name_swapped": _name_swapped,
    "names_exchanged": _names_exchanged,
    "numbers_exchanged": _numbers_exchanged,
    "negation_inserted": _negation_inserted,
    "negation_removed": _negation_removed,
    "quote_altered": quote_altered,
    "misattributed": misattributed,
    "modality_raised": _modality_raised,
    "quote_verbatim": quote_verbatim,
    "clean": _clean,
}
# These stay true: an error on them is a false alarm.
CONTROLS = ("quote_verbatim", "clean")
