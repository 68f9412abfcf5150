"""Finding things in a tree of XML: local names in lower case, whatever the namespace or prefix."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any, TypeAlias

from briefgen.errors import SourceError
from briefgen.language import canonical
from briefgen.wire.markup.html import line_of

Element: TypeAlias = Any  # lxml comes without types

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What Windows-1252 has between 0x80 and 0x9F is meant by those code points, too: so browsers read them.
_WINDOWS = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}
# Names that stand side by side without white space are not one word: <city>Rome</city><country>Italy</country>.
_APART = frozenset(
    "name.given name.family function byttl person org location sublocation city state region country story.date "
    "hl1 hl2 p div li br td th name virtloc".split()
)
_ISO_8601 = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s?(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?)?",
    re.IGNORECASE | re.ASCII,
)
_MOST_ITEMS = 500
_LONGEST_DATE = 64
LAST_ON_EARTH = timezone(timedelta(hours=-12))


def local(element: Element) -> str:
    """The name of an element in lower case without namespace or prefix; "" for an entity or a comment."""
    tag = element.tag
    return _local_name(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1000)
def _local_name(tag: str) -> str:
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()


def children(element: Element | None, *path: str) -> list[Element]:
    """The elements at the end of a path of local names, in the order of the document."""
    found = [] if element is None else [element]
    for name in path:
        found = [child for parent in found for child in parent if local(child) == name]
    return found


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and so on down the path; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements with one of these local names, the element itself included, in the order of the document."""
    return iter(()) if element is None else (each for each in element.iter("*") if local(each) in names)


def items_below(root: Element, *names: str, closed: str) -> list[Element]:
    """The elements that hold the items of a file, in its order; one inside a `closed` element is part of its content.

    Raises:
        SourceError: more than a file has.
    """
    found: list[Element] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in names:
            found.append(element)
        if name != closed:
            waiting.extend(reversed(element))
        if len(found) > _MOST_ITEMS:
            raise SourceError(f"the file holds more than {_MOST_ITEMS} items; split it")
    return found


def attribute(element: Element | None, name: str) -> str | None:
    """The trimmed value of an attribute, its name without namespace and in lower case; None where empty or missing."""
    if element is None:
        return None
    value = element.get(name)
    if value is None:
        value = next((each for key, each in element.items() if key.rsplit("}", 1)[-1].lower() == name), "")
    return fold(value) or None


def fold(text: str) -> str:
    """One line, white space folded."""
    return " ".join(text.translate(_WINDOWS).split())


def line(element: Element | None) -> str | None:
    """The text of an element and of all below it on one line; None where empty or missing."""
    if element is None:
        return None
    if not len(element):
        text = fold(element.text or "")
    else:
        pieces: list[str] = []
        _gather(element, pieces)
        text = fold("".join(pieces))
    # What was escaped twice, and tags that were escaped: "Port&amp;#8217;s", "&lt;b&gt;Port&lt;/b&gt;".
    return (line_of(text) if "&" in text or "<" in text else text) or None


def _gather(element: Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for each in element:
        if needs_space(each):
            pieces.append(" ")
        _gather(each, pieces)
        pieces.append(each.tail or "")


def needs_space(element: Element) -> bool:
    """Whether words would run together between this element and what stands before it."""
    name = local(element)
    if name not in _APART:
        return name == "br"
    before = element.getprevious()
    return not before.tail if before is not None else name == "byttl" and bool(element.getparent().text)


def lines(elements: list[Element], separator: str = " ") -> str | None:
    """The distinct texts of several elements, joined; None where all are empty."""
    return separator.join(dict.fromkeys(text for text in map(line, elements) if text)) or None


def language_of(element: Element | None) -> str | None:
    """The value of `xml:lang`."""
    return None if element is None else language_tag(element.get(_LANGUAGE))


def primary(tag: str | None) -> str | None:
    """The language of a tag without its region."""
    return tag.split("-")[0].lower() if tag else None


def language_tag(value: str | None) -> str | None:
    """A language tag with hyphens, the language in small letters; None for what is none."""
    language, *rest = (value or "").strip().replace("_", "-").split("-")
    tag = "-".join([language.lower(), *rest])
    return tag if canonical(tag) else None


def urgency(value: str | None) -> int | None:
    """An urgency from 1 to 9; None for anything else."""
    return int(value) if value and re.fullmatch(r"[1-9]", value.strip(), re.ASCII) else None


def parse_date(value: str | None, zone: tzinfo = UTC) -> datetime | None:
    """A time in ISO 8601, basic or extended, or as in mail; one that names no zone is of the given one.

    Returns:
        An aware datetime; None for what is no time.
    """
    text = (value or "").strip()
    if not text or len(text) > _LONGEST_DATE:
        return None
    try:
        found = _ISO_8601.fullmatch(text)
        if found is None:
            other = parsedate_to_datetime(text)
            return other if other.tzinfo else other.replace(tzinfo=zone)
        if found["utc"]:
            zone = UTC
        elif found["sign"]:
            offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
            zone = timezone(-offset if found["sign"] == "-" else offset)
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
