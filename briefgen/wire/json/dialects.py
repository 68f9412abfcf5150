"""Where the stories are in a JSON document, and other dialects' names for what ninjs says."""

from collections.abc import Iterator
from typing import Any

from briefgen.wire.json.cms import Fields, content_of, nitf_of, shell_of, with_cms_fields
from briefgen.wire.json.fields import text_line

# Lists and envelopes that hold items, in the order in which they are tried.
_WRAPPERS = (
    "item items _items data results result articles article stories story docs documents hits _source @graph "
    "newsitem newsitems news entries entry response payload feed contents mainentity body message content "
    "content_elements posts nodes edges node objects records list channel output"
).split()
# Said once for all items; what an item says itself counts for more.
_SHARED = ("language", "lang", "provider")
_RELEASE = ("pubstatus", "state", "signals", "editorialtypes", "ednote", "usageterms")
_NAMES = {
    "content_html": "body_html",
    "content_text": "body_text",
    "contenthtml": "body_html",
    "contenttext": "body_text",
    "bodyhtml": "body_html",
    "bodytext": "body_text",
    "bodyxhtml": "body_xhtml",
    "articlebody": "body_text",
    "article_html": "body_html",
    "story_html": "body_html",
    "storytext": "body_text",
    "datemodified": "versioncreated",
    "date_modified": "versioncreated",
    "version_created": "versioncreated",
    "inlanguage": "language",
    "lang": "language",
    "locale": "language",
    "langcode": "language",
    "publisher": "provider",
    "usageinfo": "usageterms",
    "conditionsofaccess": "usageterms",
    "usage_terms": "usageterms",
    "editorial_note": "ednote",
    "editorialnote": "ednote",
    "editornote": "ednote",
    "ed_note": "ednote",
    "ednotes": "ednote",
    "description_usage": "ednote",
    "advisory": "ednote",
    "editor_note": "ednote",
    "pub_status": "pubstatus",
    "creativeworkstatus": "state",
    "status": "state",
    "slug": "slugline",
    "signal": "signals",
    "by": "byline",
    "bodyxml": "body_xhtml",
    "bodyhtml5": "body_html5",
    "last_updated_date": "versioncreated",
    "modified_gmt": "versioncreated",
}
_LATE_NAMES = {
    "title": "headline",
    "webtitle": "headline",
    "name": "headline",
    "author": "authors",
    "creator": "authors",
    "datepublished": "versioncreated",
    "date_published": "versioncreated",
    "published": "versioncreated",
    "publishedat": "versioncreated",
    "published_at": "versioncreated",
    "updated": "versioncreated",
    "updatedat": "versioncreated",
    "updated_at": "versioncreated",
    "modified": "versioncreated",
    "date_gmt": "versioncreated",
    "display_date": "versioncreated",
    "publish_date": "versioncreated",
    "publisheddate": "versioncreated",
    "webpublicationdate": "versioncreated",
    "pubdate": "versioncreated",
    "content": "body_html",
    "html": "body_html",
    "text": "body_text",
    "lead_paragraph": "body_text",
    "abstract": "description_html",
    "description": "description_text",
    "summary": "description_text",
}
_HEADLINES = ("headline", "headlines", "title", "webtitle", "name", "alternativeheadline")
_SIGNS = (
    "bodies headline headlines headline_extended byline bylines by slugline pubstatus articlebody versioncreated "
    "description_text description_caption content_html content_text"
).split()
_GLANCE = 500  # nodes a level; an envelope shows what it holds in its first
_ARTICLES = ("article", "posting", "report", "news", "story")  # ends of schema.org's types


def stories(document: Any) -> Iterator[Fields]:
    """The items of a document, with what an envelope says on their release."""
    pending: list[tuple[Any, Fields]] = [(document, {})]
    while pending:
        node, outer = pending.pop()
        if isinstance(node, list):
            pending += ((each, outer) for each in reversed(node) if isinstance(each, dict | list))
        elif isinstance(node, dict):
            inner = _held(node)
            if inner:
                around = outer | _release(node) | _shared(node)
                pending += ((each, around) for each in reversed(inner))
            elif _is_item(node):
                yield _restricted(node, outer)


def stories_anywhere(document: Any) -> Iterator[Fields]:
    """The items of a document whose envelope is none that is known: what has both a headline and copy."""
    pending: list[tuple[Any, Fields]] = [(document, {})]
    while pending:
        node, outer = pending.pop()
        if isinstance(node, list):
            pending += ((each, outer) for each in reversed(node) if isinstance(each, dict | list))
        elif isinstance(node, dict):
            if has_body(node) and any(node.get(name) for name in _HEADLINES):
                yield _restricted(node, outer)
            else:
                around = outer | _release(node) | _shared(node)
                pending += ((each, around) for each in reversed(node.values()) if isinstance(each, dict | list))


def _held(node: Fields) -> list[Any]:
    """What an envelope or a package holds instead of a story of its own."""
    # AP's: the copy is fetched apart and stands beside the item, or beside what holds it.
    beside = {key: node[key] for key in ("nitf", "associations") if key in node}
    if isinstance(item := node.get("item"), dict):
        return [beside | item]
    if isinstance(data := node.get("data"), dict) and isinstance(data.get("item"), dict):
        return [data | beside]
    if has_body(node):
        return []
    if (inner := shell_of(node)) is not None and has_body(inner):
        return [node | inner | dict.fromkeys(("fields", "attributes"))]
    for key in _WRAPPERS:
        if isinstance(value := node.get(key), dict | list) and _holds_items(value):
            return [value]
    return _parts(node) if node.get("type") in ("composite", "package") else []


def _parts(package: Fields) -> list[Fields]:
    """The stories of a package."""
    parts = package.get("associations")
    parts = list(parts.values()) if isinstance(parts, dict) else parts if isinstance(parts, list) else []
    return [part for part in parts if isinstance(part, dict) and part.get("type") == "text" and has_body(part)]


def _holds_items(value: Any) -> bool:
    level = [value]
    for _ in range(6):
        below: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                if _is_item(node):
                    return True
                below += (node[key] for key in _WRAPPERS if isinstance(node.get(key), dict | list))
            elif isinstance(node, list):
                below += (each for each in node if isinstance(each, dict | list))
        level = below[:_GLANCE]
    return False


def _is_item(node: Fields) -> bool:
    schema_type = node.get("@type")
    if schema_type is not None:
        types = schema_type if isinstance(schema_type, list) else [schema_type]
        return any(isinstance(each, str) and each.lower().endswith(_ARTICLES) for each in types)
    if has_body(node) or ((inner := shell_of(node)) is not None and has_body(inner)):
        return True
    return any(node.get(sign) for sign in _SIGNS) or ("type" in node and "uri" in node)


def has_body(node: Fields) -> bool:
    """Whether an object holds copy itself."""
    if isinstance(node.get("bodies"), list) and node["bodies"]:
        return True
    if any(isinstance(node.get(name), str) and node[name].strip() for name in ("articlebody", "content_html")):
        return True
    if nitf_of(node):
        return True
    if any(name.startswith("body") and isinstance(value, str) and value.strip() for name, value in node.items()):
        return True
    named = any(node.get(name) for name in _HEADLINES)
    copy = [node[name] for name in ("content", "text", "html") if isinstance(node.get(name), str)]
    if named and any(copy):
        return True
    # The BBC's headline is a block of the content.
    return (named or "metadata" in node) and content_of(node) is not None


def _release(node: Fields) -> Fields:
    return {name: value for name, value in node.items() if value and (name in _RELEASE or name.startswith("embargo"))}


def _shared(node: Fields) -> Fields:
    """What an envelope says of all its items: the language, the provider; of a JSON Feed its title, too."""
    said = {name: value for name in _SHARED if (value := node.get(name))}
    if "jsonfeed.org" in str(node.get("version")) and node.get("title"):
        said["provider"] = node["title"]
    return said


def _restricted(node: Fields, outer: Fields) -> Fields:
    """An item with its envelope's conditions: they hold for all in it, beside the item's own."""
    if not outer:
        return node
    both = dict(node)
    for name, value in outer.items():
        mine = node.get(name)
        if not mine or mine == value:
            both[name] = value
        elif name not in _SHARED:
            both[name] = [*_listed(value), *_listed(mine)]
    return both


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def flattened(node: Fields) -> Fields:
    """An item in ninjs's names, whatever its dialect's; a name of its own is never overwritten."""
    fields = with_cms_fields(node)
    for names in (_NAMES, _LATE_NAMES):
        for name, ninjs in names.items():
            # A title beside ninjs's list of headlines is the item's name.
            if fields.get(name) and not fields.get(ninjs) and not (name == "title" and fields.get("headlines")):
                fields[ninjs] = fields[name]
    if nitf := nitf_of(node):
        fields["body_nitf"] = nitf
    dateline = node.get("dateline")
    if isinstance(dateline, dict):
        # Its text ends with the agency: "LINDVIK, Nov 12 NTA -".
        text = (text_line(dateline.get("text")) or "").rstrip(" -–—")
        fields["dateline"] = text.removesuffix(f" {text_line(dateline.get('source'))}")
        fields["located"] = node.get("located") or dateline.get("located")
    if isinstance(place := node.get("datelinelocation"), dict):
        # AP's `located` is the dateline as printed.
        fields["dateline"] = node.get("located")
        fields["located"] = place.get("city") or node.get("located")
    if not fields.get("located"):
        fields["located"] = node.get("locationcreated") or node.get("city")
    return fields
