"""Content that an envelope carries: NITF, XHTML, text with or without markup; of several, the complete one."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.errors import SourceError
from briefgen.wire.copy.known_dateline import dateline_of
from briefgen.wire.encoding.decode import MAX_BYTES
from briefgen.wire.item import Item
from briefgen.wire.xml.body import body_of
from briefgen.wire.xml.encoding import decode_xml
from briefgen.wire.xml.fields import byline_of
from briefgen.wire.xml.nitf import read_nitf
from briefgen.wire.xml.parse import parse_xml
from briefgen.wire.xml.tree import Element, child, language_of, line, local

_EMBEDDED_NITF = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE[^>]{0,300}>\s*)?<nitf[\s>]", re.IGNORECASE)
# Plain text beside markup is the same story, sometimes with its headline in it.
_MARKUP_BONUS = 1.1
_HEADLINE = 120  # characters


@dataclass(slots=True)
class Carried:
    """A body and where it stands.

    Attributes:
        element: what holds it.
        item: what was read from it.
        trust: larger for a body that is more likely the main one.
    """

    element: Element
    item: Item
    trust: int = 0

    @property
    def size(self) -> float:
        """How complete the body is, in characters."""
        size = sum(map(len, self.item.paragraphs))
        return max(size * _MARKUP_BONUS, size + _HEADLINE) if len(self.element) else size


def unpack(element: Element, encoding: str | None) -> None:
    """Put the text in place of what carries it in base64; what cannot be unpacked carries none.

    Raises:
        SourceError: what was packed is too large, or no text.
    """
    if "base64" not in (encoding or "").lower() or len(element):
        return
    try:
        packed = base64.b64decode((element.text or "")[: 2 * MAX_BYTES])
    except (binascii.Error, ValueError):
        packed = b""
    element.text = decode_xml(packed) if packed.strip() else ""


def carried_item(element: Element) -> Item:
    """The story in an element that carries content, with what a NITF document in it says of itself.

    Raises:
        SourceError: too deep or too large.
    """
    nitf = next(element.iter("{*}nitf"), None)
    if nitf is None and not len(element) and _EMBEDDED_NITF.match(element.text or ""):
        try:
            nitf = parse_xml(element.text)
        except SourceError:
            nitf = None  # then it is read as markup, which needs not be whole
    if nitf is not None and local(nitf) == "nitf":
        return read_nitf(nitf)[0]
    bare = next(element.iter("{*}body.content"), None)
    copy = body_of(element if bare is None else bare)
    dateline, located = dateline_of(copy.dateline)
    html = next(element.iter("{*}html"), None)
    return Item(
        paragraphs=copy.paragraphs,
        notes=copy.notes,
        headline=line(child(html, "head", "title")) or line(next(element.iter("{*}h1"), None)),
        byline=byline_of(copy.byline),
        dateline=dateline,
        located=located,
        language=language_of(html),
    )


def complete(bodies: Iterable[Carried]) -> Carried | None:
    """The most trusted and, of those, the longest of several bodies of one story; None where none holds copy."""
    return max(
        (body for body in bodies if body.item.paragraphs), key=lambda body: (body.trust, body.size), default=None
    )
