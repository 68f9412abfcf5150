"""PDF and Word documents -> Items; each holds one story."""

import logging
import re
import time
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from briefgen.errors import SourceError
from briefgen.wire.decode import MAX_BYTES
from briefgen.wire.furniture import is_notice, without_furniture
from briefgen.wire.item import Item
from briefgen.wire.pdf_page import Line, page_lines, without_margins
from briefgen.wire.unwrap import unwrap
from briefgen.wire.word import read_word

_MOST_PAGES = 40
_MOST_OPERATORS = 800_000  # bytes of drawing instructions, all pages together
_SECONDS = 1.5  # of work; a story takes a twentieth
_LARGER = 1.25  # times the size of the body, and a line is a title
_TITLE_LINES = 4
_TITLE_WORDS = 3
_TOP = 12  # lines in which the title stands
_LEAST_LETTERS = 3


def read_docx(data: bytes) -> list[Item]:
    """Read a Word document (.docx): its text with all changes accepted, without tables, notes and text boxes.

    Raises:
        SourceError: too large, encrypted, of the old format, broken, or without text.
    """
    document = read_word(data)
    paragraphs = [line for paragraph in document.paragraphs for line in unwrap(paragraph.split("\n"))]
    return [_item(paragraphs, document.headline, document.modified)]


def read_pdf(data: bytes) -> list[Item]:
    """Read a PDF: its text in the order in which it was set, without page headers, footers and numbers.

    Raises:
        SourceError: pypdf is missing; too large, encrypted, broken, only pictures, or too long for a story.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(f"the input is larger than {MAX_BYTES:,} bytes; a story is not")
    try:
        import pypdf
    except ImportError:
        raise SourceError('PDFs need pypdf: pip install "briefgen[documents]"') from None
    # It tells of every oddity in a file; an error here is one line.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data), strict=False)
        pages = _pages(reader)
        modified = _moment(reader)
    except SourceError:
        raise
    except RecursionError:
        raise SourceError("the PDF is nested too deep to be read") from None
    except Exception as exc:  # a broken file raises almost anything in pypdf
        encrypted = "crypt" in f"{type(exc).__name__} {exc}".lower()
        raise SourceError("the PDF is encrypted" if encrypted else "the PDF is broken and cannot be read") from exc
    if sum(character.isalpha() for page in pages for line in page for character in line.text) < _LEAST_LETTERS:
        raise SourceError("the PDF holds no text: its pages are pictures")
    headline, lines = _titled(without_margins(pages))
    return [_item(unwrap(lines, hyphens=True), headline, modified)]


def _pages(reader: Any) -> list[list[Line]]:
    # Many are encrypted with no password, to forbid printing; those open.
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError("the PDF is encrypted; send it without a password")
    if len(reader.pages) > _MOST_PAGES:
        raise SourceError(f"the PDF has more than {_MOST_PAGES} pages; a story does not")
    pages: list[list[Line]] = []
    drawn = 0
    ends = time.thread_time() + _SECONDS
    for page in reader.pages:
        contents = page.get("/Contents")
        contents = contents.get_object() if contents is not None else []
        for stream in contents if isinstance(contents, list) else [contents]:
            drawn += len(stream.get_object().get_data())
            if drawn > _MOST_OPERATORS:
                raise SourceError("the PDF is more of a drawing than a text")
        pages.append(page_lines(page, ends))
    return pages


def _titled(lines: list[Line]) -> tuple[str | None, list[str]]:
    """The lines at the top that are set larger than the rest as headline, and the others with their gaps."""
    sizes = sorted(line.size for line in lines for _ in range(len(line.text)))
    body = sizes[len(sizes) // 2]
    title: list[Line] = []
    # The largest may be the name of the house, or "Press release".
    for size in sorted({line.size for line in lines[:_TOP] if line.size >= _LARGER * body}, reverse=True):
        title = next(list(same) for of, same in groupby(lines, key=lambda line: line.size) if of == size)
        said = " ".join(line.text for line in title)
        if len(said.split()) >= _TITLE_WORDS and len(title) <= _TITLE_LINES and not is_notice(said):
            break
        title = []
    rest = [line for line in lines if not any(line is one for one in title)]
    spaced = [text for line in rest for text in (("", line.text) if line.apart else (line.text,))]
    return " ".join(line.text for line in title) or None, spaced


def _item(paragraphs: list[str], headline: str | None, modified: datetime | None) -> Item:
    copy = without_furniture(paragraphs)
    if not copy.paragraphs:
        raise SourceError("the document holds no copy")
    said = _bare(headline or "")
    return Item(
        paragraphs=[one for at, one in enumerate(copy.paragraphs) if at or not said or _bare(one) != said],
        headline=headline,
        ednote=copy.ednote,
        notes=copy.notes,
        versioncreated=modified,
        name=headline,
    )


def _bare(line: str) -> str:
    return "".join(re.findall(r"\w+", line.lower()))


def _moment(reader: Any) -> datetime | None:
    try:
        moment = reader.metadata.modification_date or reader.metadata.creation_date
    except Exception:  # noqa: BLE001 - a date that cannot be read is no reason to refuse the copy
        return None
    if not isinstance(moment, datetime):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
