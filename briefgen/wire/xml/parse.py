"""Bytes -> XML elements, safely: nothing is fetched or expanded, size and depth are capped, slips are mended."""

import re
from functools import cache
from html.entities import html5

from briefgen.errors import SourceError
from briefgen.wire.xml.encoding import decode_xml
from briefgen.wire.xml.tree import Element

_DEEPEST = 200
_MOST_ELEMENTS = 200_000
_MOST_ATTRIBUTES = 200

_DECLARATION = re.compile(r"<\?xml\s[^>]{0,300}\?>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
# CDATA and comments are taken whole: what looks like a slip in there is none.
_SLIP = re.compile(
    r"""(?P<kept><!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))
       |&\#(?P<number>\d{1,7}|x[0-9A-Fa-f]{1,6});
       |&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?
       |(?P<less><)(?![A-Za-z_/!?])""",
    re.VERBOSE | re.DOTALL,
)
_NUMBERED = re.compile(r"&#(?P<number>\d{1,7}|x[0-9A-Fa-f]{1,6});")
_LAST_CODE = 0x10FFFF
_OWN_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_EMPTY_TAG = re.compile(r"<(?P<tag>(?:br|hr|img)\b(?:[^<>]{0,2000}[^<>/])?)>|</(?:br|hr|img)\s*>", re.IGNORECASE)


def parse_xml(data: bytes | str) -> Element:
    """The root element of an XML document; stray `&` and `<`, control bytes and unknown entities are mended.

    Raises:
        SourceError: not XML, cut off, not text, too deep, too large, or with entity declarations.
    """
    text = data if isinstance(data, str) else decode_xml(data)
    if "<!ENTITY" in text:
        raise SourceError(
            "the XML declares entities; a news item needs none, and they can be used to attack its reader"
        )
    text = _legal(text.lstrip("\ufeff")).strip()
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]  # it may name an encoding, and this is text by now
    _refuse_many_tags(text)
    # With a DTD that is not read, an unknown entity is no error: it would vanish from the copy without a word.
    root = None if "<!DOCTYPE" in text else _parse_strictly(text)
    if root is None:
        text = _SLIP.sub(_mended, text)
        root = _parse_strictly(text)
    recovered = root is None
    if recovered:
        root = _recover(_EMPTY_TAG.sub(lambda tag: f"<{tag['tag']}/>" if tag["tag"] else "", text))
    # With fewer tags and equals signs no limit can be passed.
    many = text.count("<") > _MOST_ELEMENTS or text.count("</") >= _DEEPEST or text.count("=") > _MOST_ATTRIBUTES
    if recovered or many:
        _refuse_large_trees(root)
    return root


def _legal(text: str) -> str:
    """The text without what XML forbids; to look for it in bytes is ten times quicker than to search."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return _ILLEGAL.sub("", text)
    if len(data.translate(None, _CONTROLS)) == len(data) and "\ufffe" not in text and "\uffff" not in text:
        return text
    return _ILLEGAL.sub("", text)


def _parse_strictly(text: str) -> Element | None:
    from lxml import etree

    try:
        return etree.fromstring(text.encode(), _parser(recover=False))
    except (etree.LxmlError, ValueError):
        return None


def _recover(text: str) -> Element:
    """What can be made of XML that is not well-formed, if it is whole."""
    from lxml import etree

    # Where a comment or CDATA is broken, the parser may end it elsewhere: what `_mended` kept is read after all.
    text = _NUMBERED.sub(_named, text)
    try:
        root = etree.fromstring(text.encode(), _parser(recover=True))
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise SourceError("the input cannot be parsed as XML")
    # The parser closes what is open at the end: half a story would pass for a whole one.
    name = root.tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1]
    closed = text.endswith("/>") if root.text is None and not len(root) else _end_of(name).search(text)
    if not closed:
        raise SourceError(f"the XML is broken: <{name[:40]}> is not closed, so the item may be cut off")
    return root


def _end_of(name: str) -> "re.Pattern[str]":
    return re.compile(rf"</(?:[\w.-]{{1,50}}:)?{re.escape(name)}\s*>")


@cache
def _parser(*, recover: bool) -> Element:
    from lxml import etree

    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _mended(slip: "re.Match[str]") -> str:
    if slip["kept"]:
        return slip[0]
    if slip["less"]:
        return "&lt;"
    if slip["number"]:
        return _named(slip)
    name = slip["name"]
    if name in _OWN_ENTITIES:
        return slip[0]
    meant = html5.get(f"{name};", "") if name else ""
    return meant if meant and not set(meant) & set("<>&") else f"&amp;{slip[0][1:]}"


def _named(reference: "re.Match[str]") -> str:
    """A reference by number, unless it names what XML forbids: the parser would pass half a character on."""
    number = reference["number"]
    code = int(number[1:], 16) if number[0] == "x" else int(number)
    return "" if code > _LAST_CODE or _ILLEGAL.fullmatch(chr(code)) else reference[0]


def _refuse_many_tags(text: str) -> None:
    if text.count("<") > 2 * _MOST_ELEMENTS or text.count("&") > _MOST_ELEMENTS:
        raise SourceError(f"the XML holds more than {_MOST_ELEMENTS:,} elements or entities; a news item does not")


def _refuse_large_trees(root: Element) -> None:
    depth = count = 0
    level = [root]
    while level:
        depth += 1
        count += len(level)
        if depth > _DEEPEST:
            raise SourceError(f"the XML is nested more than {_DEEPEST} levels deep; a news item is not")
        if count > _MOST_ELEMENTS:
            raise SourceError(f"the XML holds more than {_MOST_ELEMENTS:,} elements; a news item does not")
        # Reading attributes takes time with the square of their number.
        if any(len(element.attrib) > _MOST_ATTRIBUTES for element in level):
            raise SourceError(f"an element of the XML has more than {_MOST_ATTRIBUTES} attributes; no format has")
        level = [each for element in level for each in element]
