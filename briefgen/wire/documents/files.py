"""PDF and Word documents -> Items; each holds one story."""

import logging
import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from briefgen.errors import SourceError
from briefgen.wire.copy.furniture import is_notice, without_furniture
from briefgen.wire.copy.header import is_header, is_label, is_no_title, read_header
from briefgen.wire.copy.tables import without_tables_below_lead
from briefgen.wire.copy.unwrap import unwrap
from briefgen.wire.documents.pdf import Line, page_lines, paragraphs_of, without_margins, without_tables
from briefgen.wire.documents.word import read_word
from briefgen.wire.encoding.decode import MAX_BYTES
from briefgen.wire.item import Item
from briefgen.wire.page.frame import PageItem, is_top_line
from briefgen.wire.page.tail import is_prose
from briefgen.wire.xml.tree import language_tag

_MOST_PAGES = 40
_MOST_OPERATORS = 800_000  # bytes of drawing instructions, all pages together
_SECONDS = 1.5  # of work; a story takes a twentieth
_LONGEST = 500_000  # characters
_MOST_PARAGRAPHS = 5_000
# What pypdf may do for one file; a story of ten pages takes a hundredth. Its own limits are for catalogues.
_LARGEST_STREAM = 10_000_000  # bytes, unpacked
_LIMITS: dict[str, Any] = {
    "array_based_stream_maximum_output_length": _LARGEST_STREAM,
    "lzw_maximum_output_length": _LARGEST_STREAM,
    "run_length_maximum_output_length": _LARGEST_STREAM,
    "zlib_maximum_output_length": _LARGEST_STREAM,
    "zlib_maximum_recovery_input_length": 200_000,
    "stream_decoding_work_maximum_length": 3 * _LARGEST_STREAM,
    "stream_parsing_work_maximum_count": 300_000,
    "page_tree_maximum_entries": 1_000,
    "page_tree_maximum_page_entries": 20_000,
    "xform_maximum_invocations_per_extraction": 100,
}
_MOST_GUESSES = 20  # objects that may be the root of a broken file; each is searched for in all of it
_LARGER = 1.15  # times the size of the body, and a line is a title
_TITLE_LINES = 4
_TITLE_WORDS = 3
_LONGEST_TITLE = 150  # characters
_TOP = 12  # lines in which the title stands
_LEAST_LETTERS = 3


def read_docx(data: bytes) -> list[Item]:
    """Read a Word document (.docx): its text with all changes accepted, without tables, notes and text boxes.

    Raises:
        SourceError: too large, encrypted, of the old format, broken, or without text.
    """
    document = read_word(data)
    paragraphs = [line for paragraph in document.paragraphs for line in unwrap(paragraph.split("\n"))]
    return [_item(paragraphs, document.headline, document.modified, document.language, document.bold)]


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
    # What follows the end is not read, and without an end pypdf looks for one line by line through all of the file.
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise SourceError("the PDF is broken: it has no end")
    data = data[: end + len(b"%%EOF")]
    # It tells of every oddity in a file; an error here is one line.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.apply_configuration(**_LIMITS):
            reader = pypdf.PdfReader(BytesIO(data), strict=False, root_object_recovery_limit=_MOST_GUESSES)
            pages = _pages(reader)
            modified = _moment(reader)
            language = _language(reader)
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
    return [_item(without_tables(paragraphs_of(lines)), headline, modified, language)]


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


def _titled(lines: list[Line]) -> tuple[str | None, list[Line]]:
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
    return " ".join(line.text for line in title) or None, rest


def _item(
    paragraphs: list[str],
    headline: str | None,
    modified: datetime | None,
    language: str | None,
    bold: Sequence[str] = (),
) -> Item:
    if len(paragraphs) > _MOST_PARAGRAPHS or sum(map(len, paragraphs)) > _LONGEST:
        raise SourceError(f"the document is longer than {_LONGEST:,} characters or {_MOST_PARAGRAPHS:,} paragraphs")
    copy = without_furniture(paragraphs)
    copy.paragraphs = without_tables_below_lead(copy.paragraphs)
    labelled = read_header([line for line in copy.paragraphs[:_TOP] if is_label(line)])
    headline = labelled.get("headline") or headline or _untitled(copy.paragraphs, bold)
    if not copy.paragraphs:
        raise SourceError("the document holds no copy")
    said = _bare(headline or "")
    header = read_header([line for line in copy.paragraphs[:_TOP] if is_header(line)])
    return PageItem(
        paragraphs=[one for at, one in enumerate(copy.paragraphs) if at >= _TOP or not said or _bare(one) != said],
        headline=headline,
        ednote=copy.ednote,
        notes=copy.notes,
        version=header.get("version"),
        slugline=header.get("slugline"),
        versioncreated=modified,
        language=language,
        name=headline,
        page=True,
    )


def _untitled(paragraphs: list[str], bold: Sequence[str]) -> str | None:
    """The headline of a document that sets none: the first line above its copy that is no byline, notice or label.

    Args:
        paragraphs: the copy.
        bold: the lines set in bold, one of which it is rather than a letterhead above it.
    """
    copy = next((number for number, line in enumerate(paragraphs) if is_prose(line)), 0)
    lines = (line for line in paragraphs[:copy] if not (is_top_line(line) or is_header(line) or is_no_title(line)))
    titles = [line for line in lines if len(line.split()) >= _TITLE_WORDS and len(line) <= _LONGEST_TITLE]
    # A letterhead may be bold, too, and is in capitals.
    set_bold = sorted((line for line in titles if line in bold), key=str.isupper)
    return next(iter(set_bold or titles), None)


def _language(reader: Any) -> str | None:
    try:
        said = reader.trailer["/Root"].get("/Lang")
    except Exception:  # noqa: BLE001 - a language that cannot be read is no reason to refuse the copy
        return None
    return language_tag(said) if isinstance(said, str) else None


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
