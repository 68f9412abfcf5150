"""HTML of a mail -> text as a mail program would write it: a blank line between paragraphs, "> " before quotes."""

import re
from dataclasses import dataclass, field

from lxml import etree

from briefgen.errors import SourceError
from briefgen.story import PARAGRAPH_BREAK
from briefgen.wire.copy.unwrap import unwrap
from briefgen.wire.markup.elements import DELETED

_MOST_TAGS = 50_000  # a long newsletter has a tenth
_UNREAD = DELETED | frozenset(
    "head script style title template noscript object embed iframe svg math img picture video audio canvas form "
    "button select textarea figure figcaption caption nav".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header hr html li "
    "main ol p pre section table tbody td tfoot th thead tr ul".split()
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0|font-size\s*:\s*[01]px"
    r"|text-decoration(?:-line)?\s*:[^;]{0,40}line-through",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"\b(?:gmail_signature|moz-signature|protonmail_signature_block)\b|^(?:ms-outlook-mobile-)?signature$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"\b(?:gmail_quote|yahoo_quoted|protonmail_quote)\b")
_LONGEST_CELL = 50  # characters; a table whose cells are longer sets out a page
_LONGEST_CAPTION = 250
_LONGEST_BUTTON = 12  # words
_TAG = re.compile(
    r"</?(?:html|body|div|p|br|span|table|a|b|i|font|td|strong|em|ul|li|h[1-6])\b[^>]{0,500}>", re.IGNORECASE
)


def is_markup(text: str) -> bool:
    """Whether text is HTML, whatever type it claims to have."""
    tags = len(_TAG.findall(text[:20_000]))
    return bool(tags) and (text.lstrip()[:1] == "<" or tags > 5)  # noqa: PLR2004


def html_text(markup: str) -> tuple[str, list[str]]:
    """The text of a mail's HTML, and the signature that its mail program marked.

    Raises:
        SourceError: more tags than a mail has.
    """
    if markup.count("<") > 2 * _MOST_TAGS:
        raise SourceError(f"the mail holds more than {_MOST_TAGS:,} tags; a story does not")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True)
    try:
        root = etree.fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return "", []
    writer = _Writer()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if not _is_read(element):
                writer.skipped = element
                walker.skip_subtree()
                continue
            writer.open(element)
        else:
            writer.close(element)
    writer.break_block()
    return PARAGRAPH_BREAK.join(writer.blocks), writer.signature


def _is_read(element: etree._Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNREAD or element.get("hidden") is not None:
        return False
    if "caption" in (element.get("class") or "")[:200].lower() and len("".join(element.itertext())) <= _LONGEST_CAPTION:
        return False
    return not _HIDDEN.search((element.get("style") or "")[:500]) and not (tag == "table" and _holds_data(element))


def _holds_data(table: etree._Element) -> bool:
    """Whether a table is one of scores or prices, not the frame of a page."""
    if table.find(".//table") is not None or table.find(".//p") is not None:
        return False
    rows = [
        [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("td", "th")]
        for row in table.iterfind(".//tr")
    ]
    cells = [[cell for cell in row if cell] for row in rows]
    wide = [row for row in cells if len(row) > 1]
    return len(wide) > 1 and all(len(cell) <= _LONGEST_CELL for row in wide for cell in row)


@dataclass(slots=True)
class _Writer:
    """Collects blocks of text while a tree is walked."""

    blocks: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    skipped: etree._Element | None = None
    _text: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _quotes: int = 0
    _signing: int = 0
    _pre: int = 0

    def open(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.break_block()
        self._count(element, 1)
        if tag == "br":
            self._text.append("\n")
        elif tag == "li":
            self._text.append("• ")
        self._write(element.text)

    def close(self, element: etree._Element) -> None:
        # A subtree that was skipped still ends; what stands after it is read.
        if element is self.skipped:
            self.skipped = None
        else:
            if element.tag in _BLOCKS:
                self.break_block()
            self._count(element, -1)
        self._write(element.tail)

    def break_block(self) -> None:
        """End a paragraph, or several where two line breaks stand in for one."""
        text = "".join(self._text)
        words = len(text.split())
        button = self._linked >= max(1, len(re.sub(r"\W", "", text))) and words <= _LONGEST_BUTTON
        self._text = []
        self._linked = 0
        if not words or text.strip() == "•" or (button and not text.rstrip().endswith((".", "!", "?"))):
            return
        for part in re.split(r"\n[^\S\n]*\n", text):
            for paragraph in unwrap(part.split("\n")):
                (self.signature if self._signing else self.blocks).append("> " * min(self._quotes, 3) + paragraph)

    def _count(self, element: etree._Element, step: int) -> None:
        named = f"{element.get('class') or ''} {element.get('id') or ''}".strip()[:200]
        self._links += step * (element.tag == "a")
        self._pre += step * (element.tag == "pre")
        self._quotes += step * (
            element.tag == "blockquote" and (element.get("type") == "cite" or bool(_QUOTE.search(named)))
        )
        self._signing += step * bool(named and _SIGNATURE.search(named))

    def _write(self, text: str | None) -> None:
        if text:
            self._text.append(text if self._pre else re.sub(r"\s+", " ", text))
            if self._links:
                self._linked += len(re.sub(r"\W", "", text))
