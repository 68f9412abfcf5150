"""Copy that JSON holds as a tree of typed blocks (Arc XP, the BBC, ProseMirror, Portable Text, Editor.js) -> markup."""

import html
import re
from collections.abc import Iterator
from typing import Any

# Parts of a type's name, "embedded-asset-block" or "core/image", that say it is no copy. Raw HTML holds widgets.
_NO_COPY = frozenset(
    "image images picture photo video audio gallery slideshow caption figure embed embedded oembed iframe raw table "
    "chart map interstitial related reference ad ads advert advertisement divider separator newsletter social tweet "
    "byline author contributor headline title timestamp promo poll script button media correction rating endorsement "
    "links metadata atomic horizontalrule".split()
)
_NO_COPY_NAMES = frozenset({"link_list"})
_COPY = frozenset(
    "text paragraph p unstyled block quote pullquote blockquote header heading subheadline subheading list fragment "
    "paragraphs doc document root".split()
)
_BREAKS = frozenset("hardbreak hard_break linebreak br".split())
_INSIDE = "blocks content content_elements children nodes items model data root json".split()
_TEXTS = "text content html value rendered".split()
_LEAF_TEXTS = ("text", "value")  # Arc XP's paragraphs have their text in "content"
_LEAVES = frozenset(["text", "fragment", "span", "link", "urllink", ""])
_BLOCKS = _COPY - _LEAVES
_WHOLE = "rendered processed value html text plain".split()  # of an object that holds a field's text
_SIGNS_OF_AN_ITEM = "headline headlines uri guid pubstatus byline bylines body_html body_text canonical_url".split()
_TAGGED = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|&(?:[A-Za-z]{2,30}|#\w{1,8});")
_PARTS = re.compile(r"[-_]|(?<=[a-z])(?=[A-Z])")  # "embedded-asset-block", "relatedContent"
_GLANCE = 40  # elements of a list; copy shows itself among its first
_WORDS = 3  # of a string in a list of strings that are paragraphs


def is_rich(value: Any) -> bool:
    """Whether a value holds copy in an object or in blocks, and not a list of items."""
    if isinstance(value, dict):
        if any(isinstance(value.get(name), str) and value[name].strip() for name in _WHOLE):
            return not any(name in value for name in _SIGNS_OF_AN_ITEM)
        return any(is_rich(value[name]) for name in _INSIDE if isinstance(value.get(name), dict | list))
    if not isinstance(value, list) or not value:
        return False
    first = value[:_GLANCE]
    if all(isinstance(each, str) for each in first):
        return any(len(each.split()) >= _WORDS for each in first)
    return any(_kind(each) in _COPY for each in first if isinstance(each, dict)) and not any(
        name in each for each in first if isinstance(each, dict) and _kind(each) in _COPY for name in _SIGNS_OF_AN_ITEM
    )


def markup_of(value: Any) -> str:
    """The copy of a rich value as markup, pictures, tables, embeds and invitations left out."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and "type" not in value:
        for name in _WHOLE:
            if isinstance(text := value.get(name), str) and text.strip():
                return text
    return "".join(_markup(value, inline=False))


def block_of(value: Any, kind: str) -> Any:
    """The first block of a kind, wherever it stands; None where there is none."""
    pending = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += reversed(node)
        elif isinstance(node, dict):
            if _kind(node) == kind:
                return node
            pending += reversed(_inner(node))
    return None


def text_of(block: Any) -> str:
    """What stands in a block that is kept apart from the copy: a headline, a name."""
    return " ".join(piece for inner in _inner(block or {}) for piece in _markup(inner, inline=True)).strip()


def corrections_of(value: Any) -> list[str]:
    """What blocks say of mistakes in earlier versions."""
    rows = value if isinstance(value, list) else []
    return [
        each["text"]
        for each in rows
        if isinstance(each, dict) and _kind(each) == "correction" and isinstance(each.get("text"), str)
    ]


def _kind(node: dict[str, Any]) -> str:
    return _type(node).lower()


def _type(node: dict[str, Any]) -> str:
    name = node.get("type") or node.get("_type") or node.get("nodetype") or node.get("blockname") or ""
    return re.split(r"[/:]", name)[-1] if isinstance(name, str) else ""


def _inner(node: dict[str, Any]) -> list[Any]:
    return [node[name] for name in _INSIDE if isinstance(node.get(name), dict | list)]


def _markup(node: Any, *, inline: bool) -> Iterator[str]:
    if isinstance(node, str):
        yield _escaped(node) if inline else f"<p>{_escaped(node)}</p>"
    elif isinstance(node, list):
        for each in node:
            yield from _markup(each, inline=inline)
    elif isinstance(node, dict) and not _is_no_copy(_type(node)):
        kind = _kind(node)
        text = (
            "<br/>"
            if kind in _BREAKS
            else next((node[name] for name in _TEXTS if isinstance(node.get(name), str)), None)
        )
        if text is not None:
            yield from _markup(text, inline=inline or kind in _BREAKS)
        else:
            yield from _markup_inside(_inner(node), inline=inline)


def _markup_inside(inner: list[Any], *, inline: bool) -> Iterator[str]:
    """What holds text at once is a paragraph, whatever it is called; what holds blocks is not."""
    paragraph = not inline and any(_holds_leaves(each) for each in inner)
    if paragraph:
        yield "<p>"
    for each in inner:
        yield from _markup(each, inline=inline or paragraph)
    if paragraph:
        yield "</p>"


def _is_no_copy(name: str) -> bool:
    kind = name.lower()
    parts = (part.lower() for part in _PARTS.split(name))
    return kind not in _COPY and (kind in _NO_COPY_NAMES or not _NO_COPY.isdisjoint(parts))


def _holds_leaves(value: Any) -> bool:
    """Whether a list holds pieces of one paragraph: fragments with a text of their own, and no block among them."""
    rows = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    leaves = (each for each in rows if any(isinstance(each.get(name), str) for name in _LEAF_TEXTS))
    kinds = {_kind(each) for each in leaves}
    return bool(kinds) and kinds <= _LEAVES and not any(_kind(each) in _BLOCKS for each in rows)


def _escaped(text: str) -> str:
    return text if _TAGGED.search(text) else html.escape(text, quote=False)
