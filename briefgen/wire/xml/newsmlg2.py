"""NewsML-G2 -> items: a newsItem, a packageItem, or a newsMessage that carries several."""

import re

from briefgen.errors import SourceError
from briefgen.wire.copy.dateline import place_name
from briefgen.wire.copy.known_dateline import dateline_of
from briefgen.wire.item import Item
from briefgen.wire.xml.body import without_repeats
from briefgen.wire.xml.carried import Carried, carried_item, complete, unpack
from briefgen.wire.xml.fields import byline_of, embargo_of, fill, kind_of, status_of
from briefgen.wire.xml.tree import (
    Element,
    attribute,
    child,
    children,
    items_below,
    language_of,
    language_tag,
    line,
    lines,
    local,
    parse_date,
    primary,
    urgency,
)

_LEAST_STORY = 2  # paragraphs; a picture's item with fewer carries its caption
_NO_BODY = re.compile(r"caption|summary|abstract|headline|teaser|related|contact", re.IGNORECASE)
_NO_AUTHOR = re.compile(r"organi[sz]|org\b|photo|edit|desk|software", re.IGNORECASE)


def read_newsmlg2(root: Element) -> list[Item]:
    """The items of a NewsML-G2 document, in its order; concepts and planned coverage are none.

    Raises:
        SourceError: it holds no news item, or more than a file has.
    """
    elements = items_below(root, "newsitem", "packageitem", closed="contentset")
    if not elements:
        raise SourceError(f"<{local(root)}> holds no news item: there is no story in it")
    return [_read_item(element) for element in elements]


def _read_item(element: Element) -> Item:
    meta, content = child(element, "itemmeta"), child(element, "contentmeta")
    provider = _name(child(meta, "provider"))
    language = _language(element, content)
    item = Item(
        headline=_headline(content, language) or line(child(meta, "title")),
        slugline=line(child(content, "slugline")),
        urgency=urgency(line(child(content, "urgency"))),
        language=language,
        version=attribute(element, "version"),
        versioncreated=parse_date(line(child(meta, "versioncreated")))
        or parse_date(line(child(content, "contentmodified")))
        or parse_date(line(child(meta, "firstcreated"))),
        pubstatus=status_of(_code(child(meta, "pubstatus"))),
        ednote=lines(children(meta, "ednote")),
        provider=provider
        or line(child(content, "creditline"))
        or _name(child(element, "rightsinfo", "copyrightholder")),
        usageterms=lines(children(element, "rightsinfo", "usageterms")),
    )
    item.byline = byline_of(lines(children(content, "by"), ", ")) or _creators(content, item.provider)
    item.dateline, item.located = dateline_of(line(child(content, "dateline")))
    item.located = place_name(_name(child(content, "located"), item.language, coded=False) or "") or item.located
    embargo_of(item, line(child(meta, "embargoed")))
    _read_signals(item, meta)
    _read_content(item, element)
    kind = kind_of(_code(child(meta, "itemclass")))
    if local(element) == "packageitem":
        item.kind = "package"
    elif kind and kind != "package" and (len(item.paragraphs) < _LEAST_STORY or _has_media(element)):
        item.kind = kind
        if len(item.paragraphs) < _LEAST_STORY and _has_media(element):
            item.notes += item.paragraphs  # the caption
            item.paragraphs = []
    item.name = item.headline or attribute(element, "guid")
    return item


def _headline(content: Element | None, language: str | None) -> str | None:
    """The main headline in the item's language; others have a role (a subheadline, a short one)."""
    headlines = children(content, "headline")
    main = [each for each in headlines if re.search(r"\bmain\b|^$", attribute(each, "role") or "", re.IGNORECASE)]
    own = [each for each in main if primary(language_of(each)) == primary(language)]
    return next((text for each in [*own, *main, *headlines] if (text := line(each))), None)


def _language(element: Element, content: Element | None) -> str | None:
    tags = (language_tag(attribute(each, "tag")) for each in children(content, "language"))
    return next((tag for tag in tags if tag), None) or language_of(element)


def _code(element: Element | None) -> str | None:
    return attribute(element, "qcode") or attribute(element, "uri") or attribute(element, "literal") or line(element)


def _name(element: Element | None, language: str | None = None, *, coded: bool = True) -> str | None:
    """The name of a party or a place: in words of the language, literally, or the code itself."""
    if element is None:
        return None
    names = sorted(children(element, "name"), key=lambda each: primary(language_of(each)) != primary(language))
    name = next(filter(None, map(line, names)), None) or attribute(element, "literal")
    if name or not coded:
        return name
    code = (attribute(element, "qcode") or "").rpartition(":")[2]
    return code or (line(element) if not len(element) else None)


def _creators(content: Element | None, provider: str | None) -> str | None:
    """The names of the persons who wrote it, where the item has no byline."""
    names = []
    for each in children(content, "creator"):
        what = f"{attribute(each, 'type') or ''} {attribute(each, 'role') or ''}"
        name = line(child(each, "name"))
        if name and " " in name and name != provider and not _NO_AUTHOR.search(what):
            names.append(name)
    return byline_of(", ".join(dict.fromkeys(names)))


def _read_signals(item: Item, meta: Element | None) -> None:
    for each in children(meta, "signal"):
        signal = (_code(each) or "").rpartition(":")[2]
        if status_of(signal) == "canceled":
            item.pubstatus = "canceled"
        if signal:
            item.ednote = " ".join(filter(None, [item.ednote, f"Signal: {signal}"]))


def _read_content(item: Item, element: Element) -> None:
    bodies = []
    for each in children(element, "contentset"):
        for part in each:
            name = local(part)
            media = kind_of(attribute(part, "contenttype"))
            if name in {"inlinexml", "inlinedata"} and not media and not _NO_BODY.search(attribute(part, "role") or ""):
                unpack(part, attribute(part, "encoding"))
                bodies.append(Carried(part, carried_item(part)))
    body = complete(bodies)
    if body is None:
        return
    item.language = item.language or language_of(body.element)
    fill(item, body.item)
    titles = map(line, children(child(element, "contentmeta"), "headline"))
    item.paragraphs = without_repeats(body.item.paragraphs, [item.headline, item.byline, item.slugline], titles)


def _has_media(element: Element) -> bool:
    return bool(children(element, "contentset", "remotecontent"))
