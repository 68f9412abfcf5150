"""The body of an XML item -> copy: markup of NITF, XHTML or none, whatever it is declared to be."""

import html
import re
from collections.abc import Iterable

from briefgen.wire.copy.furniture import ends_story
from briefgen.wire.markup.html import Copy, copy_of
from briefgen.wire.xml.tree import Element, local, needs_space

_HEADING = "\ue000"  # before a crosshead, until it is known whether copy follows
_HEADINGS = frozenset("hl1 hl2 h1 h2 h3 h4 h5 h6".split())
_MIXED = frozenset({"p", "li", "blockquote", "dd", "dt", "td", "a", "b", "i", "em", "strong", "span", *_HEADINGS})
# In a sentence these are copy.
_OF_BLOCK = frozenset({"copyrite", "datasource"})
_BLOCKS = frozenset({"block", "body.content"})
_STOPS = tuple(".,;:!?)")
_ENDS = re.compile(r"[.!?…:\"”»)]\s*\Z")
_MOST_END = 0.7  # of the lines in the text of a block
_KEPT_ATTRIBUTES = frozenset({"class", "style", "hidden"})
_MOST_BESIDE_A_PICTURE = 2
_HEAD = 5  # paragraphs, among which a headline or a byline may be repeated

_CAPTION = re.compile(
    r"(?:bilder?|fotos?|photos?|pictures?|images?|video|grafikk?|graphic|caption|imagen|foto de archivo|фото)\s?:"
    r"|\((?:photo|foto|picture|bild|image)s?(?: by|:)[^()]{0,100}\)$",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 300
_PLACEHOLDER = re.compile(r"\[[^\[\]]{3,60}\]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def body_of(element: Element) -> Copy:
    """The copy in an element: its markup, the markup that its text carries, or plain text.

    Raises:
        SourceError: more tags than a story has.
    """
    return _tidied(copy_of(_markup(element) if len(element) else (element.text or "")))


def without_repeats(
    paragraphs: list[str], repeated: Iterable[str | None], below: Iterable[str | None] = ()
) -> list[str]:
    """The paragraphs without those at the top that say a headline or a byline again.

    Args:
        paragraphs: the copy.
        repeated: headline, byline, slugline.
        below: the lines below the headline; one that ends with a stop is the lead, which the copy has to keep.
    """
    below = (each for each in below if each and not each.endswith("."))
    keys = {_key(each) for each in (*repeated, *below) if each} - {""}
    return [each for number, each in enumerate(paragraphs) if number >= _HEAD or _key(each) not in keys]


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, re.sub(r"\ABy\s+", "", text, flags=re.IGNORECASE).casefold()))


def _markup(element: Element) -> str:
    """The element as markup without namespaces, its names in lower case; captions beside a picture left out."""
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces)


def _write(element: Element, pieces: list[str]) -> None:
    name = local(element)
    if not name or (name == "div" and _is_picture_box(element)) or (name == "li" and _is_link_in_a_list(element)):
        return
    if name != "br" and needs_space(element):
        pieces.append(" ")
    if name == "frac" and pieces and pieces[-1][-1:].isdigit():
        pieces.append(" ")
    if name == "denom" and _name_before(element) == "numer":
        pieces.append("/")
    if name in _OF_BLOCK and local(element.getparent()) in _BLOCKS:
        name = "note"
    pieces.append(_opened(element, name))
    mixed = name in _MIXED and len(element) > 0 and any(local(each) != "br" for each in element)
    pieces.append(_escaped(_folded(element.text, mixed=mixed)))
    for each in element:
        _write(each, pieces)
        pieces.append(_escaped(_folded(each.tail, mixed=mixed)))
    if name != "br":
        pieces.append(f"</{name}>")


def _opened(element: Element, name: str) -> str:
    """The start tag, with the mark of a heading after it; a break below a line in bold parts two paragraphs."""
    if name == "br":
        return "<br><br>" if _heads(element) else "<br>"
    attributes = ""
    for key, value in element.items():
        if key.lower() in _KEPT_ATTRIBUTES:
            attributes += f' {key}="{html.escape(value)}"'
    return f"<{name}{attributes}>{_HEADING if name in _HEADINGS else ''}"


def _escaped(text: str | None) -> str:
    return html.escape(text, quote=False).replace(_HEADING, "") if text else ""


def _folded(text: str | None, *, mixed: bool) -> str | None:
    """The text without the line ends and indents that a program put in when it laid the XML out.

    Between inline elements they mean nothing; elsewhere they may part paragraphs, if most end a sentence.
    """
    if not text or "\n" not in text:
        return text
    if mixed:
        first, *others = text.split("\n")
        words = " ".join(row.strip() for row in others) + (" " if text[-1].isspace() else "")
        # Set apart by the program alone: "<a>a treaty</a>⏎ , which".
        return f"{first}{'' if not first.strip() and words.startswith(_STOPS) else ' '}{words}"
    rows = text.strip().split("\n")
    indented = {len(row) - len(row.lstrip()) for row in rows[1:] if row.strip()}
    ended = sum(bool(_ENDS.search(row)) for row in rows[:-1])
    if len(indented) == 1 and 0 not in indented and all(map(str.strip, rows)) and ended < _MOST_END * (len(rows) - 1):
        return " ".join(map(str.strip, rows))
    return text


def _is_link_in_a_list(element: Element) -> bool:
    """Whether an item of a list is a related link and nothing else."""
    if [local(each) for each in element] != ["a"]:
        return False
    return not (element.text or "").strip() and not (element[0].tail or "").strip()


def _heads(line_break: Element) -> bool:
    """Whether a line in bold, set off by this break, heads the paragraph: it is one of its own."""
    before = line_break.getprevious()
    if before is None or local(before) not in {"b", "strong"} or (before.tail or "").strip():
        return False
    opening = before.getprevious()
    if opening is None:
        return not (line_break.getparent().text or "").strip()
    return local(opening) == "br" and not (opening.tail or "").strip()


def _name_before(element: Element) -> str:
    """The name of the element that stands before this one; "" where there is none."""
    before = element.getprevious()
    return "" if before is None else local(before)


def _is_picture_box(element: Element) -> bool:
    """Whether a division is a picture with its caption, set among the paragraphs."""
    if not any(local(each) == "img" for each in element):
        return False
    after = element.getnext()
    among_copy = _name_before(element) == "p" or (after is not None and local(after) == "p")
    return among_copy and sum(local(each) not in {"img", "br", ""} for each in element) <= _MOST_BESIDE_A_PICTURE


def _tidied(copy: Copy) -> Copy:
    """The same copy without captions, bare addresses, placeholders, and crossheads above nothing."""
    kept: list[str] = []
    for paragraph in copy.paragraphs:
        if _is_no_copy(paragraph):
            copy.left_out.append(paragraph)
            continue
        if paragraph.startswith(_HEADING) and kept and kept[-1].startswith(_HEADING):
            kept.pop()
        kept.append(paragraph)
    while kept and kept[-1].startswith(_HEADING) and len(kept) > 1:
        kept.pop()
    copy.paragraphs = [paragraph.replace(_HEADING, "") for paragraph in kept]
    copy.notes = [note.replace(_HEADING, "") for note in copy.notes]
    return copy


def _is_no_copy(paragraph: str) -> bool:
    if _ADDRESS.fullmatch(paragraph):
        return True
    if _PLACEHOLDER.fullmatch(paragraph) and paragraph == paragraph.upper() and not ends_story(paragraph):
        return True
    return len(paragraph) <= _LONGEST_CAPTION and bool(_CAPTION.match(paragraph))
