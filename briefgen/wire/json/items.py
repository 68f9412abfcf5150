"""JSON -> Items: ninjs 1, 2 and 3, the dialects of agencies, content systems and pages, JSON Feed, schema.org."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.json.cms import Fields
from briefgen.wire.json.dialects import flattened, stories, stories_anywhere
from briefgen.wire.json.ninjs import read_fields

_DEEPEST = 64
_MOST_NODES = 200_000
_MOST_ITEMS = 1_000
_MOST_TAGS = 150_000  # in all bodies together, however they are escaped
_MOST_DIGITS = 18
_TAG = re.compile(r"<|&lt;|\\u003[cC]")
# Two of these that differ cannot be settled: whichever is taken, the other may forbid the release.
_DECISIVE = ("pubstatus", "embargo", "state")


def read_json(text: str) -> list[Item]:
    """Read every story in a JSON document, in its order; an item that cannot become a brief comes with its `kind`.

    Raises:
        SourceError: no JSON, no item in it, deeper than 64 levels, more than 200,000 values, or a name that decides
            on the release stands twice in one object with different values.
    """
    if len(_TAG.findall(text)) > _MOST_TAGS:
        raise SourceError(f"the JSON holds more than {_MOST_TAGS:,} tags; a story does not")
    try:
        documents = list(_documents(text))
    except RecursionError:
        raise SourceError(f"the JSON is nested deeper than {_DEEPEST} levels") from None
    except json.JSONDecodeError as exc:
        raise SourceError(f"the input is not valid JSON: {exc.msg} (line {exc.lineno})") from None
    except ValueError:
        raise SourceError("the input is not valid JSON") from None
    _measure(documents)
    # Last, an envelope that nobody knows.
    found = _found(documents, stories) or _found_packed(documents) or _found(documents, stories_anywhere)
    if not found:
        raise SourceError("the JSON holds no news item")
    if len(found) > _MOST_ITEMS:
        raise SourceError(f"the JSON holds more than {_MOST_ITEMS:,} items; send them in parts")
    return [read_fields(flattened(story)) for story in found]


def _found(documents: list[Any], find: Callable[[Any], Iterator[Fields]]) -> list[Fields]:
    return list(islice((story for document in documents for story in find(document)), _MOST_ITEMS + 1))


def _found_packed(documents: list[Any]) -> list[Fields]:
    """A queue's notification carries the item as a string."""
    packed = list(_packed(documents))
    _measure(packed)
    return _found(packed, stories)


def _packed(documents: list[Any]) -> Iterator[Any]:
    """What the objects hold as JSON in a string."""
    for document in documents:
        values = document.values() if isinstance(document, dict) else ()
        for value in values:
            if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
                try:
                    yield from list(_documents(value))
                except (ValueError, RecursionError):
                    continue


def _documents(text: str) -> Iterator[Any]:
    """One document, or several: one a line, or set apart by record separators."""
    decoder = json.JSONDecoder(
        object_pairs_hook=_object,
        parse_constant=lambda _name: None,
        parse_int=lambda digits: int(digits) if len(digits) <= _MOST_DIGITS else digits,
        strict=False,
    )
    text = text.strip("\ufeff\x1e \t\r\n\0")
    position = 0
    while position < len(text):
        document, position = decoder.raw_decode(text, position)
        yield document
        while position < len(text) and text[position] in "\x1e \t\r\n,":
            position += 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object with its names in lower case, since dialects differ in it; of two values the last with content."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        key = name.lower()
        if found.get(key):
            if not value:
                continue
            if value != found[key] and key.startswith(_DECISIVE):
                raise SourceError(f'"{key[:40]}" stands twice in one item, with different values')
        found[key] = value
    return found


def _measure(documents: list[Any]) -> None:
    nodes = 0
    level: list[Any] = documents
    for _ in range(_DEEPEST + 1):
        nodes += len(level)
        if nodes > _MOST_NODES:
            raise SourceError(f"the JSON holds more than {_MOST_NODES:,} values; a story does not")
        below: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                below += node.values()
            elif isinstance(node, list):
                below += node
        if not below:
            return
        level = below
    raise SourceError(f"the JSON is nested deeper than {_DEEPEST} levels")
