"""Which different words of news English mean the same, and which rule each other out.

The data stand in `words/*.toml`, in lower-case base forms. A text of a table holds one group a line: commas part
words that mean nearly the same, bars part what excludes one another, semicolons part words on the same side of a bar
that do not mean the same. A word written with a capital counts only where it is written so: "us" is no country.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Literal, NamedTuple, TypeVar

_Found = TypeVar("_Found")

PlaceKind = Literal["country", "state", "city"]

# The kinds of which two different places cannot both fill a slot. A union (the United Kingdom) and its nations may.
_RIVALS: Mapping[str, frozenset[str]] = {
    "country": frozenset({"country", "union", "nation"}),
    "union": frozenset({"country", "union"}),
    "nation": frozenset({"country", "nation"}),
    **{kind: frozenset({kind}) for kind in ("territory", "state", "city", "continent", "body", "organisation")},
}
_PLACE_KINDS: Mapping[str, PlaceKind] = {
    **dict.fromkeys(("country", "union", "nation"), "country"),
    **dict.fromkeys(("state", "territory"), "state"),
    "city": "city",
}
# Where the capital's name is another name of the government.
_GOVERNED_FROM = frozenset({"country", "union", "nation", "body"})


class _Places(NamedTuple):
    """Entries in the order of the data: their forms, what they are, and the numbers of a form's entries."""

    forms: list[frozenset[str]]
    kinds: list[str]
    entries: dict[str, list[int]]
    place_kinds: dict[str, PlaceKind]


class _Contrasts(NamedTuple):
    """Names of the lines in the order of the data, and for a word the line and the side that it stands on."""

    names: list[str]
    slots: dict[str, list[tuple[int, int]]]


def same_place(word: str) -> frozenset[str]:
    """Every form that can stand for the same country, state, body or organisation as `word`, `word` included.

    Give the word as written. Forms are in lower case, but those that mean the place only with capitals ("US",
    "WHO", "Fed") have them; a word that may mean several places gets the forms of all; empty when unknown.
    Ask whether another word is among them: the forms of two places may overlap ("Korean").
    """
    places = _places()
    return frozenset().union(*(places.forms[number] for number in _entries(word)))


def place_kind(word: str) -> PlaceKind | None:
    """What a place's name, adjective or inhabitants belong to, the likeliest; None for what is no such place."""
    kinds = _places().place_kinds
    return kinds.get(word) or kinds.get(word.lower())


def exclude(a: str, b: str) -> str | None:
    """The class in which two lemmas rule each other out where they fill the same slot of otherwise equal sentences.

    None when they may both hold. Symmetric.
    """
    contrasts = _contrasts()
    slots = contrasts.slots
    shared = [
        line
        for line, side in slots.get(a.lower(), ())
        for other_line, other_side in slots.get(b.lower(), ())
        if line == other_line and side != other_side
    ]
    return contrasts.names[min(shared)] if shared else _other_place(a, b)


def alike(a: str, b: str) -> bool:
    """Whether two lemmas mean nearly the same in news, or are verb and noun, adjective and noun of one idea."""
    a, b = a.lower(), b.lower()
    groups = _synonyms()
    return a == b or not set(groups.get(a, ())).isdisjoint(groups.get(b, ()))


def _other_place(a: str, b: str) -> str | None:
    """The kind of two different places of which only one can fill a slot."""
    entries, other_entries = _entries(a), _entries(b)
    if not entries or not other_entries or entries & other_entries:
        return None
    kinds, other_kinds = ({_places().kinds[number] for number in one} for one in (entries, other_entries))
    # "Brussels" may be the body of which the other country is a part.
    if "body" in kinds ^ other_kinds and not kinds & other_kinds & {"continent"}:
        return None
    rivals = ({one, other} for one in kinds for other in _RIVALS.get(one, frozenset()) & other_kinds)
    return min(map(min, rivals), default=None)


def _entries(word: str) -> set[int]:
    entries = _places().entries
    return {*entries.get(word, ()), *entries.get(word.lower(), ())}


@cache
def _places() -> _Places:
    places = _Places([], [], defaultdict(list), {})
    for kind, line in _lines(_table("places")["places"]):
        cells = [cell.strip().split(", ") if cell.strip() else [] for cell in line.split("|")]
        names, adjectives, capital, government = [*cells, [], [], []][:4]
        _add_place(places, kind, names + adjectives + government + (capital if kind in _GOVERNED_FROM else []))
        if capital:
            _add_place(places, "city", capital)
        for form in capital:
            places.place_kinds.setdefault(form, "city")
        for form in names + adjectives:
            if kind in _PLACE_KINDS:
                places.place_kinds.setdefault(form, _PLACE_KINDS[kind])
    return places


def _add_place(places: _Places, kind: str, forms: list[str]) -> None:
    for form in forms:
        places.entries[form].append(len(places.forms))
    places.forms.append(frozenset(forms))
    places.kinds.append(kind)


@cache
def _contrasts() -> _Contrasts:
    contrasts = _Contrasts([], defaultdict(list))
    _add_contrasts(contrasts, _table("contrasts")["opposites"])
    _share_with_derivations(contrasts.slots)
    # A class is of things, and what a thing is done with is no member of it: "king" is in one, "royal" is not.
    _add_contrasts(contrasts, _table("contrasts")["classes"])
    return contrasts


def _add_contrasts(contrasts: _Contrasts, table: Mapping[str, str]) -> None:
    for name, line in _lines(table):
        for side, cell in enumerate(line.replace("; ", ", ").split(" | ")):
            for word in cell.split(", "):
                contrasts.slots[word].append((len(contrasts.names), side))
        contrasts.names.append(name)


@cache
def _synonyms() -> dict[str, list[int]]:
    """The numbers of the groups that a word is in."""
    synonyms, contrasts = _table("synonyms"), _table("contrasts")
    groups: dict[str, list[int]] = defaultdict(list)
    numbers = count()
    for table in (synonyms["synonyms"], synonyms["derivations"], *contrasts.values()):
        _add_groups(groups, numbers, table)
    _share_with_derivations(groups)
    _add_groups(groups, numbers, synonyms["relatives"])
    return groups


def _add_groups(groups: dict[str, list[int]], numbers: Iterator[int], table: Mapping[str, str]) -> None:
    for _, line in _lines(table):
        for cell in line.replace("; ", " | ").split(" | "):
            number = next(numbers)
            for word in cell.split(", "):
                groups[word].append(number)


def _share_with_derivations(found: dict[str, list[_Found]]) -> None:
    """Let the words of one idea ("arrive", "arrival") have what was found for any of them."""
    own = dict(found)
    for _, line in _lines(_table("synonyms")["derivations"]):
        words = line.split(", ")
        of_all = [one for word in words for one in own.get(word, ())]
        if of_all:
            for word in words:
                found[word] = found[word] + of_all


def _lines(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in table.items():
        for line in text.splitlines():
            yield name, line


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    path = files("briefgen.verify.reading") / "words" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
