"""NITF 2.5 to 3.6 -> items."""

from briefgen.wire.copy.known_dateline import dateline_of
from briefgen.wire.copy.version import WRITETHRU
from briefgen.wire.item import Item
from briefgen.wire.xml.body import body_of, without_repeats
from briefgen.wire.xml.fields import byline_of, embargo_of, kind_of, later, status_of
from briefgen.wire.xml.lead import missing_lead
from briefgen.wire.xml.tree import (
    Element,
    attribute,
    child,
    children,
    descendants,
    language_of,
    language_tag,
    line,
    parse_date,
    urgency,
)

_SLUG_FIELDS = ("slugline", "slug", "anpa-keyword", "ntbstikkord")


def read_nitf(root: Element) -> list[Item]:
    """The story of a NITF document, as a list of one."""
    head, body = child(root, "head"), child(root, "body")
    docdata = child(head, "docdata")
    item = Item(
        urgency=urgency(attribute(child(docdata, "urgency"), "ed-urg")),
        slugline=_slugline(head, docdata),
        version=_version(head, docdata),
        provider=_provider(docdata, body),
        usageterms=_usage_terms(docdata),
        language=language_tag(attribute(root, "baselang")) or language_of(root) or language_of(body),
        pubstatus=status_of(attribute(docdata, "management-status")),
    )
    _read_times(item, root, head, docdata)
    said = [*children(docdata, "ed-msg"), *children(docdata, "correction")]
    messages = [text for each in said if (text := attribute(each, "info") or line(each))]
    item.ednote = " ".join(messages) or None
    _read_body(item, head, body)
    item.name = item.headline or attribute(child(docdata, "doc-id"), "id-string")
    return [item]


def _read_times(item: Item, root: Element, head: Element | None, docdata: Element | None) -> None:
    issued = parse_date(attribute(child(docdata, "date.issue"), "norm"))
    revised = max(
        (date for each in children(head, "revision-history") if (date := parse_date(attribute(each, "norm")))),
        default=None,
    )
    item.versioncreated = (
        issued
        or revised
        or parse_date(attribute(child(head, "pubdata"), "date.publication"))
        or parse_date(attribute(next(descendants(root, "story.date"), None), "norm"))
    )
    # Released on receipt where it is not given; where it is, nearly always the time of issue once more.
    embargo_of(item, attribute(child(docdata, "date.release"), "norm"))
    if item.embargoed and not later(item.embargoed, issued):
        item.embargoed = None
    if item.embargoed and item.pubstatus == "withheld" and "embargo" in (attribute(docdata, "management-status") or ""):
        item.pubstatus = "usable"  # until then: the gate compares the time


def _slugline(head: Element | None, docdata: Element | None) -> str | None:
    named = {(attribute(each, "name") or "").lower(): attribute(each, "content") for each in children(head, "meta")}
    slug = next((value for name in _SLUG_FIELDS if (value := named.get(name))), None)
    return (
        slug
        or attribute(child(docdata, "fixture"), "fix-id")
        or attribute(child(docdata, "key-list", "keyword"), "key")
        or attribute(child(docdata, "du-key"), "key")
    )


def _version(head: Element | None, docdata: Element | None) -> str | None:
    texts = [attribute(each, "content") for each in children(head, "meta")] + [line(child(head, "title"))]
    texts.append(attribute(child(docdata, "du-key"), "key"))
    mark = next((found for text in texts if text and (found := WRITETHRU.search(text))), None)
    return mark[0] if mark else attribute(child(docdata, "du-key"), "version")


def _provider(docdata: Element | None, body: Element | None) -> str | None:
    return (
        line(child(body, "body.head", "distributor"))
        or attribute(child(docdata, "doc.copyright"), "holder")
        or line(next(descendants(body, "copyrite.holder"), None))
        or attribute(child(docdata, "doc-id"), "regsrc")
        or attribute(child(docdata, "del-list", "from-src"), "src-name")
    )


def _usage_terms(docdata: Element | None) -> str | None:
    rights = child(docdata, "doc.rights")
    geography = attribute(rights, "geography")
    terms = [attribute(rights, "type"), attribute(rights, "limitations"), geography and f"Geography: {geography}"]
    return " ".join(term for term in terms if term) or None


def _read_body(item: Item, head: Element | None, body: Element | None) -> None:
    top = child(body, "body.head")
    headline = child(top, "hedline")
    item.headline = line(child(headline, "hl1")) or line(headline) or line(child(head, "title"))
    item.byline = _byline(children(top, "byline"))
    item.dateline, item.located = _dateline(child(top, "dateline"))
    item.notes += [text for each in children(top, "note") if (text := line(each))]
    contents = children(body, "body.content") or [each for each in children(body) if not children(body, "body.head")]
    # Archives of papers send the lead in a block of its own, and the whole copy in another.
    blocks = (block for each in contents for block in children(each, "block"))
    contents = [block for block in blocks if attribute(block, "class") == "full_text"] or contents
    for content in contents:
        copy = body_of(content)
        item.paragraphs += copy.paragraphs
        item.notes += copy.notes
        item.byline = item.byline or byline_of(copy.byline)
        if item.dateline is None:
            item.dateline, item.located = dateline_of(copy.dateline)
    item.notes += [text for each in children(body, "body.end") if (text := line(each))]
    below = map(line, children(headline, "hl2"))
    item.paragraphs = without_repeats(item.paragraphs, [line(child(head, "title")), item.headline, item.byline], below)
    abstract = child(top, "abstract")
    # Where there is a picture alone, the abstract is about the picture.
    if abstract is not None and (item.paragraphs or next(descendants(body, "media"), None) is None):
        item.paragraphs = missing_lead(body_of(abstract).paragraphs, item.paragraphs) + item.paragraphs
    if not item.paragraphs:
        media = (kind_of(attribute(each, "media-type")) for each in descendants(body, "media"))
        item.kind = next((kind for kind in media if kind), item.kind)


def _byline(elements: list[Element]) -> str | None:
    """Names without titles ("AP Science Writer"), where there are names."""
    bylines = []
    for element in elements:
        if (attribute(element, "class") or "").startswith("normalized"):
            continue  # "Prior, Jane", for an archive
        titles = [text for each in descendants(element, "byttl") if (text := line(each))]
        text = line(element) or ""
        for title in titles:
            text = text.replace(title, "").strip(" ,;") or text
        bylines.append(byline_of(text))
    return ", ".join(dict.fromkeys(byline for byline in bylines if byline)) or None


def _dateline(element: Element | None) -> tuple[str | None, str | None]:
    """The dateline as sent, and its place: the city where the markup names one."""
    dateline, located = dateline_of(line(element))
    _, city = dateline_of(line(next(descendants(element, "city"), None)))
    return dateline, (dateline and city) or located
