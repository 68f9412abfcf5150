"""The contents of a NewsItem of NewsML 1.x: which of its nested components is the story."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from briefgen.wire.item import Item
from briefgen.wire.xml.carried import Carried, carried_item, complete, unpack
from briefgen.wire.xml.fields import Kind, kind_of
from briefgen.wire.xml.tree import Element, attribute, child, children, language_of, language_tag, local, primary

# A role is matched whole, and without a plural's or a number's ending.
_NO_STORY = re.compile(
    r"(?:photo|picture|image|caption|headline|subheadline|subhead|title|stylesheet|style|logo|thumbnail|preview|icon"
    r"|quicklook|graphic|video|audio|animation|abstract|summary|synopsis|teaser|related|link|sidebar|copyright|byline"
    r"|slugline|keyword|rights|metadata|table|quote|biography|about|multimedia|gallery)[a-z]{0,2}\d{0,3}",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:press.?|media.?)?contact(?:s| info\w*)?|(?:editor(?:'?s|ial)?.?)?notes?|advisory", re.IGNORECASE
)
_LEAD = re.compile(r"lead|lede|intro(?:duction)?|ingress|preamble|vorspann|chapo|chapeau|entradilla|lid", re.IGNORECASE)
_MAIN = re.compile(
    r"main(?:.?text|.?body|.?story)?|body(?:.?text|.?content)?|text|article|story|full.?text", re.IGNORECASE
)
_NO_TEXT = re.compile(r"\b(?:css|javascript|jpe?g|gif|png|mpe?g\d?|pdf|flash|tiff)\b", re.IGNORECASE)

_MOST_CONTENTS = 500


@dataclass(slots=True)
class Contents:
    """What a NewsItem carries.

    Attributes:
        item: the story as read from its body.
        chain: the components around the body, the nearest first: where its lines and metadata stand.
        notes: text of components that are not for publication.
        kind: "text" where there is a body, else what there is.
    """

    item: Item = field(default_factory=Item)
    chain: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kind: Kind = "text"


@dataclass(slots=True)
class _Place:
    """Where a ContentItem stands: the components around it, the nearest first, their roles and their language."""

    chain: list[Element]
    roles: list[str]
    language: str | None


def read_contents(newsitem: Element) -> Contents:
    """The body of a NewsItem, of several the complete one, in the language of the item or of the first.

    Raises:
        SourceError: a body is too deep or too large.
    """
    contents = Contents()
    bodies: list[tuple[Carried, _Place]] = []
    kinds: list[Kind] = []
    for element, place in islice(_content_items(newsitem, _Place([], [], None)), _MOST_CONTENTS):
        kind = _media_kind(element)
        if kind or any(map(_NO_STORY.fullmatch, place.roles)):
            kinds += [kind] if kind else []
            continue
        item = _item_in(element)
        if any(map(_NOTES.fullmatch, place.roles)):
            contents.notes += item.paragraphs
        else:
            bodies.append((Carried(element, item, trust=int(any(map(_MAIN.fullmatch, place.roles)))), place))
    bodies = _of_one_language(bodies, language_of(newsitem))
    body = complete(carried for carried, _ in bodies)
    if body is not None:
        contents.item = body.item
        place = next(place for carried, place in bodies if carried is body)
        contents.chain = place.chain
        if not any(map(_LEAD.fullmatch, place.roles)):
            contents.item.paragraphs = _lead(bodies, place, body.item.paragraphs) + body.item.paragraphs
        return contents
    contents.chain = children(newsitem, "newscomponent")[:_MOST_CONTENTS]
    if kinds:
        contents.kind = kinds[0]
    elif not bodies and any(_refers(part) for part in contents.chain):
        contents.kind = "package"
    return contents


def _lead(bodies: list[tuple[Carried, _Place]], place: _Place, body: list[str]) -> list[str]:
    """The lead that a component of its own carries beside the body, unless the body holds it, too."""
    leads = (
        carried.item.paragraphs
        for carried, beside in bodies
        if beside.roles and _LEAD.fullmatch(beside.roles[0]) and beside.chain[1:] == place.chain[1:]
    )
    held = " ".join(body)
    return [each for each in next(leads, []) if each not in held]


def _content_items(element: Element, place: _Place) -> Iterator[tuple[Element, _Place]]:
    """Each ContentItem and its place; those of a NewsItem in the NewsItem are its own."""
    for each in element:
        name = local(each)
        if name == "newscomponent":
            role = attribute(child(each, "role"), "formalname") or ""
            described = language_tag(attribute(child(each, "descriptivemetadata", "language"), "formalname"))
            language = described or language_of(each) or place.language
            yield from _content_items(each, _Place([each, *place.chain], [role, *place.roles], language))
        elif name == "contentitem":
            yield each, place


def _refers(component: Element) -> bool:
    """Whether a component holds no content but names other items."""
    return any(local(each) in {"newsitemref", "newsitem"} or _refers(each) for each in component if _may_refer(each))


def _may_refer(element: Element) -> bool:
    return local(element) in {"newsitemref", "newsitem", "newscomponent"}


def _media_kind(element: Element) -> Kind | None:
    """What a ContentItem is if it is no text: by its media type, its MIME type or its format."""
    names = [attribute(child(element, name), "formalname") for name in ("mediatype", "mimetype", "format")]
    kind = next((kind for name in names if (kind := kind_of(name))), None)
    text = any((name or "").lower().startswith("text") for name in names[:1])
    if kind and not text:
        return kind
    return "graphic" if any(name and _NO_TEXT.search(name) for name in names[1:]) else None


def _item_in(element: Element) -> Item:
    encoding = child(element, "encoding")
    data = child(element, "datacontent")
    if encoding is None or data is not None:
        return carried_item(data) if data is not None else Item()
    data = child(encoding, "datacontent")
    data = encoding if data is None else data
    unpack(data, attribute(encoding, "notation"))
    return carried_item(data)


def _of_one_language(bodies: list[tuple[Carried, _Place]], own: str | None) -> list[tuple[Carried, _Place]]:
    """The bodies in the item's language, or in that of the first: translations are not one story's parts."""
    languages = [primary(place.language) for _, place in bodies]
    wanted = primary(own) if primary(own) in languages else next(filter(None, languages), None)
    return [body for body, language in zip(bodies, languages, strict=True) if language in {None, wanted}]
