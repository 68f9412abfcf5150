"""Reading stories and finding out where results can be written, for the command line."""

import os
import re
import sys
from pathlib import Path

from briefgen.errors import UsageError
from briefgen.story import Story
from briefgen.wire import MAX_BYTES, read_story

STDIN = "-"


def story_from(argument: str) -> Story:
    """The story at a path or an address, of several the one that ``path#number`` names, or on stdin for ``-``.

    Raises:
        SourceError: it cannot be read as a story.
    """
    if argument == STDIN:
        return read_story(read_stdin())
    if re.match(r"https?://", argument, re.IGNORECASE):
        return read_story(argument)
    name, _, number = argument.rpartition("#")
    if name and number.isascii() and number.isdigit() and not Path(argument).exists():
        return read_story(Path(name), item=int(number))
    return read_story(Path(argument))


def read_stdin() -> bytes:
    """What stdin holds, one byte more than allowed at most."""
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def check_writable(path: Path) -> None:
    """Refuse a place that cannot be written before a model is asked.

    Raises:
        UsageError: it is a directory, or its directory is not there or cannot be written.
    """
    if path.is_dir():
        raise UsageError(f"{path}: is a directory; name a file")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: no such directory {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"{path}: {path.parent} cannot be written")
