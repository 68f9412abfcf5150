"""Content systems that publish JSON (Arc XP, WordPress, Drupal, the Guardian's, AFP's, the BBC's) in ninjs's names."""

from typing import Any, TypeAlias

from briefgen.wire.json.blocks import block_of, corrections_of, is_rich, markup_of, text_of

Fields: TypeAlias = dict[str, Any]  # of one item, names in lower case

# Where a content system keeps its copy as an object or as blocks, in the order in which they are tried.
_CONTENT = "content_elements content body blocks news paragraphs articlebody article story text".split()
_SHELLS = ("fields", "attributes")  # the Guardian's and JSON:API's: what an item says, one level deeper
_HELD = "in force"


def content_of(node: Fields) -> Any:
    """What holds an item's copy where that is no string; None where there is nothing of the kind."""
    # The Guardian's: the markup of each block.
    posts = blocks.get("body") if isinstance(blocks := node.get("blocks"), dict) else None
    markup = [each.get("bodyhtml") for each in posts if isinstance(each, dict)] if isinstance(posts, list) else []
    if texts := [text for text in markup if isinstance(text, str) and text.strip()]:
        return texts
    for name in _CONTENT:
        value = node.get(name)
        if isinstance(value, dict | list) and value and is_rich(value):
            return value
    return None


def shell_of(node: Fields) -> Fields | None:
    """The inner object that holds most of what an item says."""
    return next((node[name] for name in _SHELLS if isinstance(node.get(name), dict)), None)


def nitf_of(node: Fields) -> str | None:
    """AP's copy: a field of its own, or the main part of an item that has its texts apart."""
    main = node.get("main")
    nitf = node.get("nitf") or (main.get("nitf") if isinstance(main, dict) else None)
    if isinstance(nitf, dict):
        nitf = next((nitf[key] for key in ("body_html", "content", "value") if nitf.get(key)), None)
    return nitf if isinstance(nitf, str) and nitf.strip() else None


def with_cms_fields(node: Fields) -> Fields:
    """The item with what its content system says in names of its own; nothing that has a ninjs name is changed."""
    found = dict(node)
    if (shell := shell_of(node)) and shell.get("headline"):
        found = shell | {name: value for name, value in node.items() if value}
    content = content_of(node)
    if content is not None:
        found["body_blocks"] = markup_of(content)
        _default(found, "headline", text_of(block_of(content, "headline")))
        _default(found, "byline", text_of(block_of(block_of(content, "byline"), "name")))
        _default(found, "corrections", corrections_of(content))
    if isinstance(headlines := node.get("headlines"), dict):
        _default(found, "headline", headlines.get("basic") or next(iter(_strings(headlines)), None))
    _take_promo(node, found)
    if isinstance(title := node.get("title"), dict):
        _default(found, "headline", title.get("rendered") or title.get("value"))
        found["title"] = None
    if isinstance(credits_ := node.get("credits"), dict):
        _default(found, "byline", credits_.get("by"))
    if isinstance(embedded := node.get("_embedded"), dict):
        _default(found, "byline", embedded.get("author"))
    if isinstance(distributor := node.get("distributor"), dict):
        _default(found, "provider", distributor.get("name"))
    if isinstance(metadata := node.get("metadata"), dict):
        _default(found, "language", metadata.get("language"))
        _default(found, "versioncreated", metadata.get("lastpublished") or metadata.get("lastupdated"))
    if isinstance(revision := node.get("revision"), dict) and revision.get("published") is False:
        _default(found, "state", "draft")
    _take_embargo(node, found)
    return found


def _default(fields: Fields, name: str, value: Any) -> None:
    if value and not fields.get(name):
        fields[name] = value


def _take_promo(node: Fields, found: Fields) -> None:
    """The BBC's older pages have headline and byline among what leads to them, and not among their blocks."""
    promo = node.get("promo")
    if isinstance(promo, dict):
        for name, held, key in (("headline", "headlines", "headline"), ("byline", "byline", "name")):
            _default(found, name, part.get(key) if isinstance(part := promo.get(held), dict) else None)


def _strings(values: Fields) -> list[str]:
    return [value for value in values.values() if isinstance(value, str) and value.strip()]


def _take_embargo(node: Fields, found: Fields) -> None:
    """Arc XP's: an embargo without an end "keeps applying", and one that is not active is none."""
    restrictions = node.get("content_restrictions")
    embargo = restrictions.get("embargo") if isinstance(restrictions, dict) else None
    if isinstance(embargo, dict) and embargo.get("active"):
        found["embargo_restriction"] = embargo.get("end_time") or _HELD
        _default(found, "embargoedreason", embargo.get("description"))
