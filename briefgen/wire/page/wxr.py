"""WordPress exports (WXR) -> Items: posts and pages, with what WordPress says about when they may be seen."""

import re
from datetime import datetime
from typing import Literal

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.markup.html import Copy, line_of
from briefgen.wire.page.feeds import refuse_too_much
from briefgen.wire.page.frame import PageItem
from briefgen.wire.page.html import fragment_copy, without_repeated
from briefgen.wire.page.metadata import clean_byline
from briefgen.wire.xml.parse import parse_xml
from briefgen.wire.xml.tree import LAST_ON_EARTH, Element, child, children, language_tag, line, parse_date

# What WordPress and its builders keep beside the posts; every other type is one that a site made for its stories.
_NO_STORIES = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_.*|acf-.*|elementor_.*|"
    r"feedback|shop_.*|product.*|jp_.*|mc4wp.*|wpcf7.*|amp_.*|spucpt|tablepress_table",
    re.IGNORECASE,
)
_CANCELED = frozenset({"trash"})
_USABLE = frozenset({"publish", "future", ""})

_MEDIA = r"(?:wp_)?caption|pull_?quote|embed|audio|video|gallery|playlist|script|style|code"
# Tempered, so that a thousand openings without an end are passed over once.
_MEDIA_BLOCK = re.compile(
    rf"\[(?P<name>{_MEDIA})\b[^\[\]]{{0,2000}}\](?:(?!\[/?(?:{_MEDIA})\b).){{0,5000}}\[/(?P=name)\]",
    re.IGNORECASE | re.DOTALL,
)
_SHORTCODE = re.compile(r"\[(?P<end>/?)(?P<name>[A-Za-z][\w-]{0,40})(?P<attributes>(?:\s[^\[\]]{0,2000})?)/?\]")
_ALONE = frozenset(
    "gallery embed audio video playlist caption more nextpage vc_row toc contact-form ad ads adsense".split()
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_PARAGRAPH = re.compile(r"<p[\s>]|<!-- wp:", re.IGNORECASE)


def read_wxr(data: bytes) -> list[Item]:
    """Read an export: an item a post or page, in the file's order; attachments, menus and revisions are passed over.

    Raises:
        SourceError: not XML, broken, too large, or without a post.
    """
    root = parse_xml(data)
    refuse_too_much(root)
    channel = child(root, "channel")
    authors = {
        line(child(author, "author_login")): line(child(author, "author_display_name"))
        for author in children(channel, "author")
    }
    items = [
        _item(post, channel, authors)
        for post in children(channel, "item")
        if not _NO_STORIES.fullmatch(line(child(post, "post_type")) or "post")
    ]
    if not items:
        raise SourceError("the export holds no post or page")
    return items


def _item(post: Element, channel: Element, authors: dict[str | None, str | None]) -> Item:
    provider = line(child(channel, "title"))
    headline = line_of(line(child(post, "title")) or "") or None
    creators = [line(creator) for creator in children(post, "creator")]
    names = [clean_byline(authors.get(creator) or creator, provider) for creator in creators]
    byline = ", ".join(filter(None, names)) or None
    status = (line(child(post, "status")) or "").lower()
    published = parse_date(line(child(post, "post_date_gmt"))) or parse_date(line(child(post, "pubdate")))
    embargoed = (published or _local_time(post)) if status == "future" else None
    locked = bool(line(child(post, "post_password"))) or (status == "future" and embargoed is None)
    copy = _copy(_encoded(post, "content")) or _copy(_encoded(post, "excerpt")) or Copy()
    return PageItem(
        paragraphs=without_repeated(copy.paragraphs, headline, byline),
        notes=copy.notes,
        headline=headline,
        byline=byline or clean_byline(copy.byline, provider),
        language=language_tag(line(child(channel, "language"))),
        versioncreated=parse_date(line(child(post, "post_modified_gmt"))) or published,
        pubstatus=_status(status, locked=locked),
        embargoed=embargoed,
        provider=provider,
        name=headline or line(child(post, "post_id")) or line(child(post, "guid")),
    )


def _status(status: str, *, locked: bool) -> Literal["usable", "withheld", "canceled"]:
    if status in _CANCELED:
        return "canceled"
    return "withheld" if locked or status not in _USABLE else "usable"


def _local_time(post: Element) -> datetime | None:
    """The time in the site's own zone, which the export does not name: taken for the last on earth."""
    return parse_date(line(child(post, "post_date")), LAST_ON_EARTH)


def _encoded(post: Element, kind: str) -> str:
    """`content:encoded` or `excerpt:encoded`, which differ in their namespace alone."""
    for element in children(post, "encoded"):
        namespace = str(element.tag).rpartition("}")[0] or str(element.tag)
        if kind in namespace:
            return "".join(element.itertext("*"))
    return ""


def _copy(text: str) -> Copy | None:
    text = _without_shortcodes(text)
    if not _PARAGRAPH.search(text):
        # The old editor keeps blank lines and leaves it to the site to make paragraphs of them.
        blocks = (block.strip().replace("\n", "<br>") for block in _BLANK_LINE.split(text.replace("\r\n", "\n")))
        text = "".join(f"<p>{block}</p>\n" for block in blocks if block)
    copy = fragment_copy(text)
    return copy if copy.paragraphs else None


def _without_shortcodes(text: str) -> str:
    """Without `[caption]…[/caption]` and `[name attribute="…"]`; "[sic]" and other brackets of the copy stay."""
    if "[" not in text:
        return text
    text = _MEDIA_BLOCK.sub("\n\n", text)
    ended = {code["name"] for code in _SHORTCODE.finditer(text) if code["end"]}

    def kept(code: "re.Match[str]") -> str:
        name = code["name"]
        is_code = code["end"] or name in ended or "=" in code["attributes"] or name.lower() in _ALONE
        return "" if is_code else code[0]

    return _SHORTCODE.sub(kept, text)
