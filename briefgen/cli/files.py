"""Reading stories and finding out where results can be written, for the command line."""

import os
import re
import sys
from pathlib import Path

import click

from briefgen.errors import SourceError, UsageError
from briefgen.story import Story
from briefgen.wire import MAX_BYTES, is_address, read_story

STDIN = "-"


loopback_option = click.option(
    "--allow-loopback",
    envvar="BRIEFGEN_ALLOW_LOOPBACK",
    is_flag=True,
    help="Also fetch a story from an address of this machine; meant for tests.",
)


def story_from(argument: str, *, allow_loopback: bool) -> Story:
    """The story at a path or an address, of several the one that ``path#number`` names, or on stdin for ``-``.

    Raises:
        SourceError: it cannot be read as a story.
    """
    address = is_address(argument)
    named, item = re.fullmatch(r"(.+?)(?:#(\d{1,6}))?", argument, re.ASCII | re.DOTALL), None
    if named and named[2] and (address or not Path(argument).exists()):
        argument, item = named[1], int(named[2])
    if argument == STDIN:
        return read_story(read_stdin(), item=item)
    if address:
        return read_story(argument, item=item, allow_loopback=allow_loopback)
    if not argument:
        raise SourceError("the name of the story is empty")
    return read_story(Path(argument), item=item)


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
