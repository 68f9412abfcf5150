"""XML -> items: the root element tells the format."""

from briefgen.errors import SourceError
from briefgen.wire.copy.repeated import clean_copy
from briefgen.wire.item import Item
from briefgen.wire.xml.newsml12 import read_newsml12
from briefgen.wire.xml.newsmlg2 import read_newsmlg2
from briefgen.wire.xml.nitf import read_nitf
from briefgen.wire.xml.parse import parse_xml
from briefgen.wire.xml.tree import Element, child, items_below, local

_OF_OTHER_READERS = frozenset({"rss", "feed", "rdf", "html"})
_G2 = frozenset({"newsmessage", "packageitem", "planningitem", "conceptitem", "knowledgeitem"})


def read_xml(data: bytes) -> list[Item] | None:
    """The items of an XML document, in its order.

    Returns:
        None for feeds and web pages, which other readers read.

    Raises:
        SourceError: not XML, broken, hostile, or of a format that is not known.
    """
    root = parse_xml(data)
    name = local(root)
    if name in _OF_OTHER_READERS:
        return None
    items = _read(root, name)
    if items is None:
        # An envelope of somebody's own (SOAP, a database's export) around a document that is known.
        known = (each for each in root.iter("*") if local(each) in {"nitf", "newsml", "newsmessage", "newsitem"})
        inner = next(known, None)
        items = None if inner is None else _read_all(root, local(inner), inner)
    if items is None:
        raise SourceError(f"<{name[:40]}> is not the root of a news format that can be read")
    for item in items:
        clean_copy(item)
    return items


def _read(root: Element, name: str) -> list[Item] | None:
    if name == "nitf":
        return read_nitf(root)
    if name == "newsml":
        return read_newsml12(root)
    if name == "newsitem" and child(root, "itemmeta") is None and child(root, "newscomponent") is not None:
        return read_newsml12(root)
    return read_newsmlg2(root) if name == "newsitem" or name in _G2 else None


def _read_all(root: Element, name: str, first: Element) -> list[Item] | None:
    if name == "nitf":
        return [item for each in items_below(root, "nitf", closed="nitf") for item in read_nitf(each)]
    return _read(first, name)
