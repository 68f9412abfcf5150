"""Marked-up copy inside a field: HTML, XHTML, NITF or plain text -> paragraphs. Nothing is looked up or fetched."""

import html
import re
from dataclasses import dataclass, field

from briefgen.errors import SourceError
from briefgen.story import strip_unseen
from briefgen.wire.encoding.entities import without_entities
from briefgen.wire.encoding.garbled import mended
from briefgen.wire.markup.elements import BLOCKS, BYLINES, DATELINES, DELETED, INLINE, LEFT_OUT, NOTES, TABLES
from briefgen.wire.markup.text import BREAK, MOST_PARAGRAPHS, block_paragraphs, prose_and_tables

_MOST_TAGS = 100_000  # a long story has a hundredth; each costs a call
_LEAST_PROSE = 8  # words; a shorter cell of a table is a number or a name
_UNTIL_COMMENT = -1
_ESCAPED_TWICE = re.compile(r"&amp;(?=(?:amp;)*(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_TAG_NAME = (
    "p|br|div|span|a|b|i|u|s|em|strong|font|sub|sup|small|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|hr|table|tbody|thead|"
    "tr|td|th|img|figure|figcaption|section|article|header|footer|aside|main|iframe|script|style|html|body|head|title|"
    r"center|nitf|block|hl[12]|body\.(?:head|content|end)|media|note"
)
_TAG = re.compile(rf"<(?:/?(?:{_TAG_NAME})(?=[\s/>])|!--|!\[CDATA\[|\?xml\b)", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    rf"&lt;(?P<tag>/?(?:{_TAG_NAME})(?=[\s/&])(?:(?!&lt;|&gt;)[^<>]){{0,2000}})&gt;", re.IGNORECASE
)
# Possessive: what is not a tag closed in itself is passed over once, not once for each of its characters.
_CLOSED_IN_ITSELF = re.compile(r"<(?P<name>[A-Za-z][\w.:-]*+)(?P<attributes>[^<>]*+)(?<=/)>")
# The copy of most wires: paragraphs and nothing else.
_SIMPLE = re.compile(r"(?:\s*+<p>[^<>]*+</p>)++\s*+")
# The last leaves a text to those who hear the page: ", opens new tab".
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?\W"
    r"|text-decoration(?:-line)?\s*:[^;]{0,40}line-through",
    re.IGNORECASE,
)
_LINK = "\ue001"  # around the text of a link, until it is known whether it is copy
# "Read also: …": a few words in any language, and the title of something else.
_REFERENCE = re.compile(rf"\s*+(?:[^\s{_LINK}]++\s++){{0,2}}[^\s{_LINK}]*+(?<=[:|])\s*+{_LINK}[^{_LINK}]++{_LINK}\W*+")


@dataclass(slots=True)
class Copy:
    """What one body holds.

    Attributes:
        paragraphs: the copy, one line each.
        notes: what the markup marks as not for publication.
        left_out: tables, captions, scripts: not part of the copy, kept for comparing two bodies.
        byline: who the markup says wrote it; None where it does not.
        dateline: the place and date that the markup sets apart.
    """

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    byline: str | None = None
    dateline: str | None = None


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a fragment of HTML, XHTML, NITF or plain text, one line each, entities decoded.

    Raises:
        SourceError: more tags than a story has.
    """
    return copy_of(text).paragraphs


def line_of(text: str) -> str:
    """A field that should be one line (a headline, a byline) without markup, entities and line ends."""
    text = _cleaned(text)
    if "<" in text or "&" in text:
        copy = copy_of(text)
        text = " ".join(copy.paragraphs + copy.notes) or copy.byline or copy.dateline or ""
    return " ".join(text.split())


def copy_of(text: str) -> Copy:
    """What a fragment of HTML, XHTML, NITF or plain text holds.

    Raises:
        SourceError: more tags than a story has.
    """
    text = _cleaned(text)
    if "&amp;" in text:
        text = _ESCAPED_TWICE.sub("&", _ESCAPED_TWICE.sub("&", text))
    if "&lt;" in text:
        text = _ESCAPED_TAG.sub(lambda tag: f"<{html.unescape(tag['tag'])}>", text)
    if not _TAG.search(text):
        prose, rows = prose_and_tables(without_entities(text))
        return Copy(prose, left_out=rows)
    if text.count("<") > _MOST_TAGS:
        raise SourceError(f"a body holds more than {_MOST_TAGS:,} tags; a story does not")
    if text.count("<p>") > MOST_PARAGRAPHS:
        raise SourceError(f"a body holds more than {MOST_PARAGRAPHS:,} paragraphs; a story does not")
    if _SIMPLE.fullmatch(text):
        blocks = (without_entities(block) for block in text.split("<p>")[1:])
        return Copy([line for block in blocks for line in block_paragraphs(block.rstrip().removesuffix("</p>"))])
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    text = _CLOSED_IN_ITSELF.sub(_opened_and_closed, text)
    copy = _collect(text, LEFT_OUT)
    if not copy.paragraphs and copy.left_out:
        # Some lay a whole story out as a table.
        laid_out = _collect(text, LEFT_OUT - TABLES)
        copy.paragraphs = [line for line in laid_out.paragraphs if len(line.split()) >= _LEAST_PROSE]
    return copy


def _cleaned(text: str) -> str:
    text = mended(text)
    # Most copy holds nothing unseen but line ends and hard spaces; to look is ten times quicker than to strip.
    return text if text.replace("\n", " ").replace("\xa0", " ").isprintable() else strip_unseen(text)


def _opened_and_closed(tag: "re.Match[str]") -> str:
    """HTML knows no `<table/>`: it would hold all that follows."""
    if tag["name"].lower() in {"br", "hr", "img"}:
        return tag[0]
    return f"<{tag['name']}{tag['attributes'][:-1]}></{tag['name']}>"


def _collect(text: str, left_out: frozenset[str]) -> Copy:
    from lxml import etree

    collector = _Collector(left_out, embeds=text.count("EMBED START") == text.count("EMBED END"))
    parser = etree.HTMLParser(target=collector, recover=True)
    try:
        parser.feed(text)
        parser.close()
    except (etree.LxmlError, ValueError) as exc:
        raise SourceError("a body cannot be parsed as HTML") from exc
    return collector.copy


class _Collector:
    """Takes the parser's events; no tree is built, so neither depth nor size of the markup costs memory."""

    def __init__(self, left_out: frozenset[str], *, embeds: bool) -> None:
        self.copy = Copy()
        self._left_out = left_out
        self._embeds = embeds
        self._text: list[str] = []
        self._apart: list[str] = []  # text that is no copy; a script inside a sentence must not divide it
        self._depth = 0
        self._aside: tuple[int, str] | None = None  # the depth at which copy ended, and what it is instead
        self._pre = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "br":
            self.data(BREAK)
        elif tag in BLOCKS:
            self._flush()
        self._depth += 1
        self._pre += tag == "pre"
        if tag == "a":
            self.data(_LINK)
        if self._aside is None and (what := self._kind(tag, attributes)):
            if tag not in INLINE:
                self._flush()
            self._aside = self._depth, what

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "a":
            self.data(_LINK)
        ends_aside = self._aside is not None and self._aside[0] == self._depth
        if tag in BLOCKS or ends_aside:
            self._flush()
        if ends_aside:
            self._aside = None
        self._depth -= 1
        self._pre -= tag == "pre"

    def data(self, data: str) -> None:
        """Characters between two tags."""
        (self._text if self._aside is None else self._apart).append(data)

    def comment(self, text: str) -> None:
        """A comment: some systems set pictures and embeds off with a pair of them."""
        if self._embeds and "EMBED START" in text and self._aside is None:
            self._flush()
            self._aside = _UNTIL_COMMENT, "left out"
        elif "EMBED END" in text and self._aside and self._aside[0] == _UNTIL_COMMENT:
            self._flush()
            self._aside = None

    def close(self) -> None:
        """The fragment ends."""
        self._flush()

    def _kind(self, tag: str, attributes: dict[str, str]) -> str:
        names = {tag, *attributes.get("class", "").lower().split()}
        if (
            names & self._left_out
            or tag in DELETED
            or "hidden" in attributes
            or HIDDEN.search(attributes.get("style", ""))
        ):
            return "left out"
        if names & NOTES:
            return "note"
        return "byline" if names & BYLINES else "dateline" if names & DATELINES else ""

    def _flush(self) -> None:
        buffer = self._text if self._aside is None else self._apart
        if not buffer:
            return
        raw = "".join(buffer)
        refers = _LINK in raw and _REFERENCE.fullmatch(raw) is not None
        raw = raw.replace(_LINK, "")
        raw = without_entities(raw)
        buffer.clear()
        if self._pre:
            paragraphs, rows = prose_and_tables(raw.replace(BREAK, "\n"))
            self.copy.left_out += rows
        else:
            paragraphs = block_paragraphs(raw)
        if not paragraphs:
            return
        what = self._aside[1] if self._aside else "left out" if refers else ""
        if what == "left out":
            self.copy.left_out += paragraphs
        elif what == "note":
            self.copy.notes += paragraphs
        elif what == "byline":
            self.copy.byline = self.copy.byline or " ".join(paragraphs)
        elif what == "dateline":
            self.copy.dateline = self.copy.dateline or " ".join(paragraphs)
        else:
            self.copy.paragraphs += paragraphs
