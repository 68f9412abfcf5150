"""Formats by the ending of a file's name."""

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import TypeVar

from briefgen import escape
from briefgen.errors import UsageError

F = TypeVar("F")


def by_ending(path: str | Path, formats: Mapping[str, F]) -> F:
    """The format that the ending of a file name asks for.

    Raises:
        UsageError: no format has that ending.
    """
    ending = PurePath(path).suffix.lower()
    if ending not in formats:
        raise UsageError(f"no format for {escape.plain(str(path))!r}: end the name in {', '.join(formats)}")
    return formats[ending]
