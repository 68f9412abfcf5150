"""Readers: what a wire sends -> Story. The format is picked by content, never by the file's name."""

import errno
import re
from pathlib import Path

from briefgen.errors import SourceError
from briefgen.story import Story
from briefgen.wire.decode import MAX_BYTES, decode
from briefgen.wire.plain import read_plain

__all__ = ["MAX_BYTES", "read_story"]

_HTML = re.compile(
    # Atomic: a comment ends at its first "-->", or a row of them could be divided in exponentially many ways.
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.{0,2000}?-->\s*)*)<(?:!doctype html|html|head|body|article|p|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^\S.*\n={3,}$|^\*\*\S.{0,80}?\S\*\*|\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"
    r"|\A---\n(?:\w+:.*\n)+---\n",
    re.MULTILINE,
)


def read_story(source: str | Path | bytes) -> Story:
    """Read one story.

    Args:
        source: a path, the bytes of an item, or its text. A `str` of one line is taken for a path;
            to read one line of copy, pass it as bytes or call `Story.from_text`.

    Raises:
        SourceError: no such file, a directory, empty, binary, larger than `MAX_BYTES`, or no copy in it.
    """
    if isinstance(source, str) and "\n" in source:
        return _read(source)
    if isinstance(source, bytes):
        return _read(decode(source))
    return _read(decode(_load(Path(source))))


def _read(text: str) -> Story:
    if _HTML.match(text):
        from briefgen.wire.html import read_html

        return read_html(text)
    if _MARKDOWN.search(text):
        from briefgen.wire.markdown import read_markdown

        return read_markdown(text)
    return read_plain(text)


def _load(path: Path) -> bytes:
    """The bytes of a file, one more than allowed at most, so that a device file cannot fill the memory."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: is a directory; name the story in it") from None
    except (OSError, ValueError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) and exc.errno != errno.ENAMETOOLONG else "not a path"
        raise SourceError(f"{str(path)[:80]}: cannot be read: {reason}") from exc
