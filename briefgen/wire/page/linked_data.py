"""JSON-LD in a page: what it says about the article, in schema.org's terms (https://schema.org/NewsArticle)."""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefgen.story import fold_line
from briefgen.wire.xml.tree import Element

_LARGEST = 1_000_000  # characters of one script
_MOST_NODES = 2_000
_LONGEST_FIELD = 500
_TYPES = frozenset("BlogPosting LiveBlogPosting Report SocialMediaPosting PressRelease".split())
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")


@dataclass(slots=True)
class LinkedArticle:
    """What JSON-LD says; `bodies` holds the text of the article, where it is there, `posts` those of a live blog.

    `author` is one or more persons, `house` an organisation that stands in place of them.
    """

    found: bool = False
    headline: str | None = None
    author: str | None = None
    house: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    rights: str | None = None
    dateline: str | None = None
    bodies: list[str] = field(default_factory=list)
    posts: list["LinkedArticle"] = field(default_factory=list)


def linked_article(page: Element) -> LinkedArticle:
    """The article that the page's JSON-LD describes; an empty one where it describes none."""
    nodes = [node for script in page.iter("script") if _is_linked(script) for node in _nodes(_load(script.text or ""))]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = next((node for node in nodes if _is_article(node) and (node.get("headline") or node.get("name"))), None)
    if article is None:
        return LinkedArticle()
    linked = _article(article, named)
    if isinstance(updates := article.get("liveBlogUpdate"), list):
        linked.posts = [_article(update, named) for update in updates[:_MOST_NODES] if isinstance(update, dict)]
    return linked


def _article(article: dict[str, Any], named: dict[str, dict[str, Any]]) -> LinkedArticle:
    body = article.get("articleBody")
    authors = article.get("author") or article.get("creator")
    authors = authors if isinstance(authors, list) else [authors]
    houses = [each for each in authors if _is_house(each, named)]
    return LinkedArticle(
        found=True,
        headline=_text(article.get("headline")) or _text(article.get("name")),
        author=_joined([each for each in authors if each not in houses], named),
        house=_joined(houses, named),
        publisher=next(_names(article.get("publisher"), named), None),
        published=_text(article.get("datePublished")),
        modified=_text(article.get("dateModified")),
        language=next(_names(article.get("inLanguage"), named), None),
        rights=_text(article.get("copyrightNotice")) or _text(article.get("usageInfo")),
        dateline=_text(article.get("dateline")),
        bodies=[html.unescape(body)] if isinstance(body, str) and body.strip() else [],
    )


def _joined(authors: list[Any], named: dict[str, dict[str, Any]]) -> str | None:
    return ", ".join(dict.fromkeys(_names(authors, named))) or None


def _is_house(author: Any, named: dict[str, dict[str, Any]]) -> bool:
    if isinstance(author, dict):
        of = author if "@type" in author else named.get(str(author.get("@id")), author)
        return str(of.get("@type")).endswith("Organization")
    return False


def _is_linked(script: Element) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _load(text: str) -> Any:
    """What a script holds; nothing where it is no JSON."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = (
        text.removeprefix("//").strip().removeprefix("<![CDATA[").removesuffix("]]>").removesuffix("//").rstrip("; \n")
    )
    if len(text) > _LARGEST:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(loaded: Any) -> Iterator[dict[str, Any]]:
    """All objects that stand for themselves, the outermost first."""
    queue = [loaded]
    for node in queue:
        if len(queue) > _MOST_NODES:
            return
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            yield node
            queue += [node[name] for name in _INSIDE if isinstance(node.get(name), dict | list)]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = [
        kind.rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]
    return any(name.endswith("Article") or name in _TYPES for name in names)


def _names(value: Any, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of one or more persons, organisations or languages, however they are given."""
    for each in value if isinstance(value, list) else [value]:
        node = each
        if isinstance(node, dict):
            if "name" not in node and isinstance(node.get("@id"), str):
                node = named.get(node["@id"], node)
            names = node.get("name") or node.get("alternateName")
            for name in names if isinstance(names, list) else [names]:
                if text := _text(name):
                    yield text
        elif (text := _text(node)) and not text.startswith("http"):
            yield text


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return fold_line(html.unescape(value))[:_LONGEST_FIELD] or None
