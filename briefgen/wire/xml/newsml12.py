"""NewsML 1.0 to 1.2 -> items, one a NewsItem."""

import re
from collections.abc import Iterator

from briefgen.errors import SourceError
from briefgen.wire.copy.dateline import place_name
from briefgen.wire.copy.known_dateline import dateline_of
from briefgen.wire.item import Item
from briefgen.wire.xml.body import without_repeats
from briefgen.wire.xml.fields import byline_of, embargo_of, fill, status_of
from briefgen.wire.xml.newsml12_content import read_contents
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
    parse_date,
    urgency,
)

_EDNOTE = re.compile(r"ed(?:itor|\.|_|-)?.{0,6}note|advisory|instruction|editorial", re.IGNORECASE)


def read_newsml12(root: Element) -> list[Item]:
    """The items of a NewsML document, in its order.

    Raises:
        SourceError: it holds no NewsItem, only changes to items sent before, or more items than a file has.
    """
    envelope = child(root, "newsenvelope")
    elements = items_below(root, "newsitem", closed="contentitem")
    if not elements:
        raise SourceError("the NewsML holds no NewsItem")
    # An update changes parts of an item that was sent before: half a story, if it holds copy at all.
    whole = [each for each in elements if child(each, "update") is None or child(each, "newscomponent") is not None]
    if not whole:
        raise SourceError(
            "the NewsML only updates parts of an item that was sent before; there is no whole story in it"
        )
    return [_read_item(each, envelope) for each in whole]


def _read_item(element: Element, envelope: Element | None) -> Item:
    contents = read_contents(element)
    chain = contents.chain
    management = child(element, "newsmanagement")
    identifier = child(element, "identification", "newsidentifier")
    item = Item(
        kind=contents.kind,
        paragraphs=contents.item.paragraphs,
        notes=contents.notes,
        headline=_news_line(chain, "headline"),
        slugline=_news_line(chain, "slugline"),
        byline=byline_of(_news_line(chain, "byline")),
        urgency=urgency(attribute(child(management, "urgency"), "formalname") or line(child(management, "urgency")))
        or urgency(attribute(child(envelope, "priority"), "formalname")),
        version=line(child(identifier, "revisionid")),
        versioncreated=parse_date(line(child(management, "thisrevisioncreated")))
        or parse_date(line(child(management, "firstcreated")))
        or parse_date(line(child(identifier, "dateid"))),
        provider=_provider(chain, identifier, envelope),
        usageterms=_usage_terms(chain),
        language=_language(chain, element),
        name=_news_line(chain, "headline") or line(child(element, "identification", "namelabel")),
    )
    item.dateline, item.located = dateline_of(_news_line(chain, "dateline"))
    item.located = place_name(_city(chain) or "") or item.located
    _read_status(item, management)
    _read_notes(item, chain, management)
    fill(item, contents.item)
    subheads = [line(each) for part in chain for each in children(part, "newslines", "subheadline")]
    item.paragraphs = without_repeats(item.paragraphs, [item.headline, item.byline, item.slugline], subheads)
    return item


def _news_line(chain: list[Element], name: str) -> str | None:
    """A line of the body's component, or of the nearest around it."""
    lists = (children(part, "newslines", name) for part in chain)
    separator = ", " if name == "byline" else " "
    if name == "byline":
        return next((text for each in lists if (text := lines(each, separator))), None)
    return next((text for each in lists for one in each if (text := line(one))), None)


def _provider(chain: list[Element], identifier: Element | None, envelope: Element | None) -> str | None:
    parties = [child(part, "administrativemetadata", "provider", "party") for part in chain]
    parties.append(child(envelope, "sentfrom", "party"))
    parties += [child(part, "administrativemetadata", "source", "party") for part in chain]
    names = (attribute(each, "formalname") or line(each) for each in parties)
    return next((name for name in names if name), None) or line(child(identifier, "providerid"))


def _usage_terms(chain: list[Element]) -> str | None:
    for part in chain:
        rights = children(part, "rightsmetadata", "usagerights")
        terms = [each for right in rights for name in ("usagetype", "limitations") for each in children(right, name)]
        terms += children(part, "newslines", "rightsline")
        places = [each for right in rights for each in children(right, "geography")]
        if text := lines(terms, ". "):
            geography = lines(places, ", ")
            return f"{text}. Geography: {geography}" if geography else text
    return None


def _language(chain: list[Element], element: Element) -> str | None:
    for part in chain:
        name = attribute(child(part, "descriptivemetadata", "language"), "formalname")
        if tag := language_tag(name) or language_of(part):
            return tag
    return language_of(element)


def _city(chain: list[Element]) -> str | None:
    """The place that the story was written at; where it happened is something else."""
    for part in chain:
        metadata = child(part, "descriptivemetadata")
        for place in children(metadata, "location"):
            if (attribute(place, "howpresent") or "origin").lower() in {"origin", "dateline"} and (
                city := _named(place)
            ):
                return city
        if city := _named(metadata):
            return city
    return None


def _named(element: Element | None) -> str | None:
    cities = (each for each in children(element, "property") if (attribute(each, "formalname") or "").lower() == "city")
    return next((city for each in cities if (city := attribute(each, "value"))), None)


def _read_status(item: Item, management: Element | None) -> None:
    name = attribute(child(management, "status"), "formalname") or line(child(management, "status"))
    item.pubstatus = status_of(name)
    for change in children(management, "statuswillchange"):
        future = attribute(child(change, "futurestatus"), "formalname") or ""
        time = line(child(change, "dateandtime"))
        if item.pubstatus == "withheld" and status_of(future) == "usable" and time:
            # The change happens by itself at that time, so what is withheld until then is embargoed.
            item.pubstatus = "usable"
            embargo_of(item, time)
        elif future:
            item.notes.append(f"status will change: {future} {time or ''}".strip())
    for instruction in children(management, "instruction"):
        order = attribute(instruction, "formalname") or line(instruction) or ""
        # What it says of earlier revisions (RevisionStatus) is not the status of this one.
        if status_of(order) == "canceled" and not children(instruction, "revisionstatus"):
            item.pubstatus = "canceled"
        elif order:
            item.notes.append(f"instruction: {order}")


def _read_notes(item: Item, chain: list[Element], management: Element | None) -> None:
    ednotes: list[str] = []
    for kind, text in _remarks(chain, management):
        (ednotes if _EDNOTE.search(kind) else item.notes).append(text)
    item.ednote = " ".join(dict.fromkeys(ednotes)) or None


def _remarks(chain: list[Element], management: Element | None) -> Iterator[tuple[str, str]]:
    """What the item says beside the story: the kind of the remark, and its text."""
    for part in chain:
        for each in children(part, "newslines", "newsline"):
            kind = attribute(child(each, "newslinetype"), "formalname") or ""
            yield from ((kind, text) for one in children(each, "newslinetext") if (text := line(one)))
    for holder in [management, *(child(part, "administrativemetadata") for part in chain), *chain]:
        for each in children(holder, "comment"):
            kind = attribute(each, "formalname") or ""
            if _EDNOTE.search(kind) and (text := line(each)):
                yield kind, text
        for each in children(holder, "property"):
            kind, value = attribute(each, "formalname") or "", attribute(each, "value")
            if value and _EDNOTE.search(kind):
                yield kind, value
