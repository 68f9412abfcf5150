"""A Word document -> its paragraphs: the text that a reader sees when all changes are accepted."""

import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO

from lxml import etree

from briefgen.errors import SourceError
from briefgen.wire.encoding.decode import MAX_BYTES
from briefgen.wire.page.tail import ends_like_copy
from briefgen.wire.xml.tree import language_tag

_LARGEST_PART = 4_000_000  # bytes unpacked; a story of many pages has a tenth
_MOST_PARTS = 2_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # also the wrapper of a document with a password
# Deleted or moved away, fields' codes, pictures and text boxes, notes, and the second form of what has two.
_UNREAD = frozenset(
    "del moveFrom instrText delText drawing pict object Fallback footnoteReference endnoteReference sectPr pPr rPr "
    "tblPr tblGrid annotationRef commentReference sdtPr".split()
)
_NOT_SHOWN = ("vanish", "strike", "dstrike")  # of a run: hidden, or struck out
_TITLES = frozenset({"title", "heading 1", "heading1"})
_FURNITURE = ("caption", "header", "footer", "footnote text", "endnote text", "toc 1", "toc 2", "toc 3", "balloon text")
_LONGEST_CELL = 60  # characters; a table whose cells are longer sets out a page


@dataclass(slots=True)
class Word:
    """What was read of a document: paragraphs with line breaks, those set in bold, title, language, time of change."""

    paragraphs: list[str] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    headline: str | None = None
    modified: datetime | None = None
    language: str | None = None


def read_word(data: bytes) -> Word:
    """Read a .docx file.

    Raises:
        SourceError: too large packed or unpacked, encrypted, of the old format, or broken.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(f"the input is larger than {MAX_BYTES:,} bytes; a story is not")
    if data.startswith(_OLD_WORD):
        raise SourceError("the document is of the old Word format or has a password; save it as .docx without one")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if len(names) > _MOST_PARTS:
                raise SourceError(f"the document has more than {_MOST_PARTS:,} parts; a story does not")
            body = _part(archive, "word/document.xml")
            styles = _part(archive, "word/styles.xml") if "word/styles.xml" in names else None
            core = _part(archive, "docProps/core.xml") if "docProps/core.xml" in names else None
    except KeyError:
        raise SourceError("the archive is no Word document") from None
    except RuntimeError:  # what zipfile raises for a password
        raise SourceError("the document is encrypted; send it without a password") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as exc:
        raise SourceError("the document is broken and cannot be unpacked") from exc
    found = Word(modified=_modified(core), language=_language(core, styles, body))
    _read_body(body, _style_names(styles), found)
    return found


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """One part of the document; what it says of its own size is not believed."""
    with archive.open(name) as packed:
        data = packed.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise SourceError(f"the document is larger than {_LARGEST_PART:,} bytes unpacked; a story is not")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise SourceError("the document is broken: its text is no XML") from None
    if root.getroottree().docinfo.doctype:
        raise SourceError("the document declares entities of its own; Word never does")
    return root


def _local(element: etree._Element) -> str:
    """The name without its namespace, of which Word has two."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: etree._Element | None) -> str:
    """The `val` attribute, in whichever namespace."""
    attributes = element.attrib.items() if element is not None else ()
    return next((str(value) for name, value in attributes if str(name).rpartition("}")[2] == "val"), "")


def _style_names(styles: etree._Element | None) -> dict[str, str]:
    """Style ids, which are in the language of the writer, to names, which are not."""
    names: dict[str, str] = {}
    for style in styles if styles is not None else ():
        identity = next((str(value) for name, value in style.attrib.items() if str(name).endswith("}styleId")), "")
        names[identity] = next((_value(child).lower() for child in style if _local(child) == "name"), "")
    return names


def _modified(core: etree._Element | None) -> datetime | None:
    for child in core if core is not None else ():
        if _local(child) == "modified":
            try:
                moment = datetime.fromisoformat((child.text or "").strip())
            except ValueError:
                return None
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _language(core: etree._Element | None, styles: etree._Element | None, body: etree._Element) -> str | None:
    """What most runs are marked with, as the writer's spelling checker saw it; else the document's own language."""
    marked = Counter(
        _value(mark) for mark in body.iter("{*}lang") if _local(mark.getparent()) == "rPr" and _value(mark)
    )
    if marked:
        tag, times = marked.most_common(1)[0]
        if 2 * times > sum(1 for _ in body.iter("{*}r")):
            return language_tag(tag)
    for child in core if core is not None else ():
        if _local(child) == "language" and (tag := (child.text or "").strip()):
            return language_tag(tag)
    defaults = [_value(mark) for mark in styles.iter("{*}lang")] if styles is not None else []
    return language_tag(next(filter(None, defaults), None))


def _read_body(body: etree._Element, styles: dict[str, str], found: Word) -> None:
    text: list[str] = []
    style = ""
    hidden = light = False
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        name = _local(element)
        if event == "start":
            if name in _UNREAD or (name == "tbl" and _holds_data(element)):
                walker.skip_subtree()
            elif name == "p":
                text, style, light = [], _style(element, styles), False
            elif name == "r":
                hidden = any(_has(element, mark) for mark in _NOT_SHOWN)
                light = light or (element.find("{*}t") is not None and not _has(element, "b"))
            elif not hidden:
                text.append(_characters(element, name))
        elif name == "p":
            line = "".join(text).strip()
            text = []
            if not line or style in _FURNITURE:
                continue
            if style in _TITLES and found.headline is None and len(found.paragraphs) <= 2:  # noqa: PLR2004
                found.headline = re.sub(r"\s+", " ", line)
            else:
                found.paragraphs.append(line)
                found.bold += [] if light else [re.sub(r"\s+", " ", line)]


def _characters(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    return {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "softHyphen": ""}.get(name, "")


def _style(paragraph: etree._Element, styles: dict[str, str]) -> str:
    for properties in paragraph:
        if _local(properties) == "pPr":
            identity = next((_value(child) for child in properties if _local(child) == "pStyle"), "")
            return styles.get(identity) or identity.lower()
    return ""


def _has(run: etree._Element, mark: str) -> bool:
    """Whether a run is marked so by itself: `vanish`, `b`."""
    for properties in run:
        if _local(properties) == "rPr":
            return any(_local(child) == mark and _value(child) not in ("0", "false") for child in properties)
    return False


def _holds_data(table: etree._Element) -> bool:
    """Whether a table is one of scores or prices, not the frame of a page."""
    if table.find(".//{*}tbl") is not None:
        return False
    rows = wide = 0
    for row in table:
        cells = ["".join(cell.itertext()).strip() for cell in row if _local(cell) == "tc"]
        cells = [cell for cell in cells if cell]
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            return False
        rows += bool(cells)
        wide += len(cells) > 1
        if any(ends_like_copy(cell) for cell in cells) and rows == 1:
            return False
    return wide > 1 or (wide == rows == 1)
