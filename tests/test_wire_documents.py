import io
import sys
import textwrap
import zipfile
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import SourceError
from briefgen.wire.documents.files import read_docx, read_pdf
from briefgen.wire.item import Item
from conftest import no_blow_up

TITLE = "Ness ferry back in service"
LEAD = "SOLVANG (MNW) - The ferry to Ness will run again on Friday after eleven days in dock, the county said."
SECOND = "Engineers found a crack in the rudder on 2 March, and divers confirmed it the next morning."
THIRD = "No sailing had been cancelled for so long since 1988, when the county bought the boat."
PARAGRAPHS = [LEAD, SECOND, THIRD]

Row = tuple[str, float, float, float]  # text, from the left, from the bottom, size


def _pdf(*pages: list[Row], raw: bytes | None = None, flate: bool = False) -> bytes:
    """A PDF with these lines on its pages; `raw` puts other drawing instructions in place of them."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for rows in pages:
        drawn = raw if raw is not None else "\n".join(_drawn(row) for row in rows).encode("cp1252")
        packed = zlib.compress(drawn) if flate else drawn
        kind = b" /Filter /FlateDecode" if flate else b""
        objects.append(b"<< /Length %d%b >>\nstream\n%b\nendstream" % (len(packed), kind, packed))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    objects.append(b"<< /ModDate (D:20260313093000+01'00') /Title (Microsoft Word - release_v7.docx) >>")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def _drawn(row: Row) -> str:
    text, left, bottom, size = row
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf 1 0 0 1 {left} {bottom} Tm ({escaped}) Tj ET"


def _set(paragraphs: list[str], top: float = 780, left: float = 60, width: int = 72) -> list[Row]:
    """Paragraphs set as lines of 12 points, 15 apart, with a wider gap between paragraphs."""
    rows: list[Row] = []
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, width):
            rows.append((line, left, top, 12))
            top -= 15
        top -= 12
    return rows


def _docx(body: str, **parts: str) -> bytes:
    """A Word document with this inside its body; `parts` are other files of it."""
    packed = io.BytesIO()
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    more = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {word} {more}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(
                {"core": "docProps/core.xml", "styles": "word/styles.xml"}[name], text.replace("WORD", word)
            )
    return packed.getvalue()


def _p(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


BODY = "".join(map(_p, PARAGRAPHS))


def _one(items: list[Item]) -> Item:
    assert 1 == len(items)
    return items[0]


def test_a_document_is_read() -> None:
    """The paragraphs of a Word document are the story, its title the headline, its last change the time."""
    core = '<c xmlns:d="http://purl.org/dc/terms/"><d:modified>2026-03-13T08:30:00Z</d:modified></c>'
    item = _one(read_docx(_docx(_p(TITLE, "Title") + BODY, core=core)))
    assert (TITLE, PARAGRAPHS) == (item.headline, item.paragraphs)
    assert datetime(2026, 3, 13, 8, 30, tzinfo=UTC) == item.versioncreated
    assert "Solvang" == item.to_story().located


def test_styles_are_known_by_their_names() -> None:
    """The id of a style is in the writer's language; its name says what is a title and what a caption."""
    styles = (
        '<w:styles WORD><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style></w:styles>'
    )
    body = _p(TITLE, "berschrift1") + BODY + _p("The ferry at Ness. Photo: MNW", "Beschriftung")
    item = _one(read_docx(_docx(body, styles=styles)))
    assert (TITLE, PARAGRAPHS) == (item.headline, item.paragraphs)


@pytest.mark.parametrize(
    "extra",
    [
        "<w:p><w:del><w:r><w:delText>It never sailed again.</w:delText></w:r></w:del></w:p>",
        "<w:p><w:moveFrom><w:r><w:t>It never sailed again.</w:t></w:r></w:moveFrom></w:p>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>It never sailed again.</w:t></w:r></w:p>",
        "<w:p><w:r><w:instrText>HYPERLINK never</w:instrText></w:r></w:p>",
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
        "<w:p><mc:AlternateContent><mc:Fallback><w:r><w:t>Twice.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>",
        "<w:tbl>" + "<w:tr><w:tc><w:p><w:r><w:t>Ness</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p>"
        "</w:tc></w:tr>" * 3 + "</w:tbl>",
        _p("Picture of the ferry.", "Caption"),
        _p("ENDS") + _p("Notes to editors") + _p("The county owns the ferry."),
        _p("Media contact: Asta Lorne, 055 010 203"),
    ],
)
def test_what_readers_do_not_see_is_not_read(extra: str) -> None:
    """Deleted, moved, hidden and boxed text, codes, tables, captions and matter for the desk are no copy."""
    assert PARAGRAPHS == _one(read_docx(_docx(BODY + extra))).paragraphs


def test_insertions_links_and_breaks_are_read() -> None:
    """Text in links and in accepted changes belongs to its sentence, and a hyphen that may not break is one."""
    body = (
        "<w:p><w:r><w:t>The ferry </w:t></w:r><w:ins><w:r><w:t>will </w:t></w:r></w:ins><w:hyperlink><w:r><w:t>run"
        "</w:t></w:r></w:hyperlink><w:r><w:t xml:space='preserve'> a north</w:t><w:noBreakHyphen/><w:t>bound</w:t>"
        "<w:br/><w:t>route.</w:t></w:r></w:p>"
    )
    assert ["The ferry will run a north-bound route."] == _one(read_docx(_docx(body))).paragraphs


def test_an_embargo_in_a_document_is_its_ed_note() -> None:
    """An embargo line above the copy stays where the release gate looks."""
    for item in (
        _one(read_docx(_docx(_p("EMBARGOED until 0001 GMT Saturday 14 March") + BODY))),
        _one(read_pdf(_pdf(_set(["EMBARGOED until 0001 GMT Saturday 14 March", *PARAGRAPHS])))),
    ):
        assert "EMBARGOED until 0001 GMT Saturday 14 March" == item.ednote
        assert PARAGRAPHS == item.paragraphs


def _zip(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return packed.getvalue()


ENTITIES = (
    b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b"<d><p><r><t>&b;&f;</t></r></p></d>"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "broken"),
        (b"PK\x03\x04 no archive", "broken"),
        (_docx(BODY)[:-40], "broken"),
        (_zip(a=b"b"), "no Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "old Word format or has a password"),
        (_docx(""), "no copy"),
        (_zip(**{"word__document.xml": b"<w:p"}), "no XML"),
        (_zip(**{"word__document.xml": ENTITIES}), "entities"),
        (_zip(**{"word__document.xml": bytes(100_000_000)}), "larger than .* unpacked"),
        (_zip(**{"word__document.xml": b"<d>" + b" " * 100_000_000 + b"</d>"}), "larger than .* unpacked"),
        (_zip(**{"word__document.xml": b"<d>" * 1_000_000}), "no XML"),
        (_zip(**{"word__document.xml": b"<d>" + b"<tbl><tr><tc>" * 80 + b"<t>a</t>" * 400_000 + b"</d>"}), "no XML"),
        (
            _zip(**{"word__document.xml": b"<tbl><tr><tc>" * 80 + b"<tr/>" * 700_000 + b"</tc></tr></tbl>" * 80}),
            "no copy",
        ),
        (_zip(**{f"a{number}": b"" for number in range(2_500)}), "parts"),
        (b"x" * 5_000_001, "larger than"),
    ],
)
def test_documents_without_a_story_are_refused(data: bytes, reason: str) -> None:
    """What is broken, empty, protected or a bomb ends in one line, and soon."""
    with no_blow_up(), pytest.raises(SourceError, match=reason) as refused:
        read_docx(data)
    assert "\n" not in str(refused.value)


def test_a_document_with_a_password_is_refused() -> None:
    """An archive whose files are encrypted is not asked for its password."""
    data = bytearray(_docx(BODY))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    with pytest.raises(SourceError, match="encrypted"):
        read_docx(bytes(data))


def test_a_pdf_is_read() -> None:
    """The paragraphs of a PDF are those of the page, its largest line at the top is the headline."""
    item = _one(read_pdf(_pdf([(TITLE, 60, 800, 20), *_set(PARAGRAPHS, top=760)])))
    assert (TITLE, PARAGRAPHS) == (item.headline, item.paragraphs)
    assert datetime(2026, 3, 13, 8, 30, tzinfo=UTC) == item.versioncreated


def test_the_name_of_the_house_is_no_headline() -> None:
    """What is set largest may say only whose paper it is; the next largest is the headline then."""
    rows: list[Row] = [("MNW", 60, 820, 40), ("PRESS RELEASE", 60, 800, 30), (TITLE, 60, 770, 18)]
    item = _one(read_pdf(_pdf([*rows, *_set(PARAGRAPHS, top=740)])))
    assert TITLE == item.headline
    assert PARAGRAPHS == item.paragraphs[-3:]


def test_headers_footers_and_numbers_of_pages_are_no_copy() -> None:
    """What the margins of the pages repeat goes, and a sentence that crosses pages is one."""
    pages = []
    ports = "Ness Vik Holm Sand Berg Dal Eid Fjell Gran Haug Lund Moss Nes Os Rud Sund Tangen Voll".split()
    copy = " ".join(f"The quay of {one} was rebuilt in the year after the flood, for twice the price." for one in ports)
    lines = textwrap.wrap(copy, 72)
    third = len(lines) // 3
    for number, part in enumerate((lines[:third], lines[third : 2 * third], lines[2 * third :]), start=1):
        rows: list[Row] = [("MNW for the coast", 60, 820, 9)]
        rows += [(line, 60, 780 - 15 * at, 12) for at, line in enumerate(part)]
        pages.append([*rows, (f"Page {number} of 3", 280, 30, 9)])
    item = _one(read_pdf(_pdf(*pages)))
    assert copy == " ".join(item.paragraphs)


def test_words_divided_at_line_ends_are_whole() -> None:
    """A hyphen at the end of a printed line is not part of the word."""
    rows: list[Row] = [
        ("The ferry to Ness will run again on Friday after eleven days in the dock of Sol-", 60, 700, 12),
        ("vang, and the county will pay for the repair, which cost more than was fore-", 60, 685, 12),
        ("seen in the budget of the year.", 60, 670, 12),
    ]
    expected = (
        "The ferry to Ness will run again on Friday after eleven days in the dock of Solvang, and the county will pay "
        "for the repair, which cost more than was foreseen in the budget of the year."
    )
    assert [expected] == _one(read_pdf(_pdf(rows))).paragraphs


def test_columns_are_read_one_after_the_other() -> None:
    """Where a page sets its columns one after the other, no line of the one goes on in the other."""
    rows = _set([LEAD, SECOND], width=38) + _set([THIRD], left=320, width=38)
    assert PARAGRAPHS == _one(read_pdf(_pdf(rows))).paragraphs


def test_packed_pages_are_read() -> None:
    """Compressed drawing instructions are unpacked."""
    assert PARAGRAPHS == _one(read_pdf(_pdf(_set(PARAGRAPHS), flate=True))).paragraphs


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "broken"),
        (b"%PDF-1.4\nnothing", "broken"),
        (_pdf([]), "no text"),
        (_pdf([], raw=b"0 0 100 100 re f"), "no text"),
        (_pdf(*[[("x", 60.0, 60.0, 12.0)]] * 41), "pages"),
        (_pdf([], raw=bytes(60_000_000), flate=True), "drawing|broken|takes too long"),
        (_pdf([], raw=b"0 0 m 9 9 l S\n" * 200_000, flate=True), "drawing"),
        (_pdf([], raw=b"BT /F1 12 Tf (a) Tj ET\n" * 80_000, flate=True), "takes too long|drawing"),
        (_pdf([], raw=b"[" * 700_000, flate=True), "broken|too deep|no text"),
        (
            _pdf([("x", 60, 60, 12)]).replace(b"/Root", b"/Encrypt << /Filter /Standard /V 9 /R 9 >> /Root"),
            "encrypted|broken",
        ),
        (b"x" * 5_000_001, "larger than"),
    ],
)
def test_pdfs_without_a_story_are_refused(data: bytes, reason: str) -> None:
    """What is broken, protected, only pictures or a bomb ends in one line, and soon."""
    with no_blow_up(), pytest.raises(SourceError, match=reason) as refused:
        read_pdf(data)
    assert "\n" not in str(refused.value)


def test_language_of_a_document_is_that_of_its_runs() -> None:
    """The spelling checker's mark on most runs counts for more than what the document or its template says."""
    marked = BODY.replace("<w:r>", '<w:r><w:rPr><w:lang w:val="nb-NO"/></w:rPr>')
    styles = '<w:styles WORD><w:docDefaults><w:rPr><w:lang w:val="de-AT"/></w:rPr></w:docDefaults></w:styles>'
    core = '<c xmlns:d="http://purl.org/dc/elements/1.1/"><d:language>sv-SE</d:language></c>'
    assert "nb-NO" == _one(read_docx(_docx(marked, core=core, styles=styles))).language
    assert "sv-SE" == _one(read_docx(_docx(BODY, core=core, styles=styles))).language
    assert "de-AT" == _one(read_docx(_docx(BODY, styles=styles))).language
    assert None is _one(read_docx(_docx(BODY))).language


def test_first_line_is_the_headline_of_a_document_without_a_title() -> None:
    """Where no style marks a title, it is the first line above the copy that is no notice, byline or date."""
    lines = ("PRESSEMITTEILUNG", "Solvang, 12. März 2026", "Von Kari Lunde", TITLE)
    story = _one(read_docx(_docx("".join(map(_p, lines)) + BODY))).to_story()
    assert (TITLE, "Kari Lunde") == (story.headline, story.byline)
    assert [SECOND, THIRD] == story.text.split("\n\n")[1:]


def test_bold_line_below_a_letterhead_is_the_headline() -> None:
    """A letterhead, a slugline and a date are no headline; of the lines above the copy the bold one is it."""
    bold = f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{TITLE}</w:t></w:r></w:p>"
    lines = ("Solvang County Council", "BC-NO--Ness Ferry,2nd Ld", "12 March 2026")
    story = _one(read_docx(_docx("".join(map(_p, lines)) + bold + BODY))).to_story()
    assert (TITLE, "2nd Ld", "Solvang") == (story.headline, story.version, story.located)
    assert [SECOND, THIRD] == story.text.split("\n\n")[1:]


def test_long_lines_of_a_print_are_joined() -> None:
    """A printed page is wrapped however long its lines are, also before a word with a capital."""
    line = "The rudder was made in 1988 by a yard that has since been closed, and its drawings are kept by the"
    rows = [(f"{line} town of", 60, 780, 9), ("Ness in an archive.", 60, 766, 9), *_set([SECOND, THIRD], top=740)]
    assert f"{line} town of Ness in an archive." == _one(read_pdf(_pdf(rows))).paragraphs[0]


def test_paragraphs_of_one_line_do_not_run_together() -> None:
    """The distance of lines is that within a sentence, though most steps of a short story are gaps."""
    short = ["The boat left at noon.", "Nobody was late.", "It rained."]
    rows = [("(ATTN: ADDS details)", 60.0, 727.0, 12.0), *_set([LEAD, *short], top=700)]
    item = _one(read_pdf(_pdf([(TITLE, 60, 780, 20), *rows])))

    assert ["(ATTN: ADDS details)", LEAD, *short] == item.paragraphs


def test_rows_below_the_copy_of_a_pdf_are_no_copy() -> None:
    """Rows of a table one below the other are left out."""
    rows = _set([LEAD, SECOND, "Berth 2024 2025", "Ness 12,400 13,100", "Solvang 8,020 9,115", THIRD])
    assert PARAGRAPHS == _one(read_pdf(_pdf(rows))).paragraphs


def test_row_of_a_table_is_no_copy() -> None:
    """One row of short cells is a table, too; one whose cell is a sentence is not."""
    row = "<w:tbl><w:tr>" + "".join(f"<w:tc>{_p(cell)}</w:tc>" for cell in ("Departure", "08.15")) + "</w:tr></w:tbl>"
    assert PARAGRAPHS == _one(read_docx(_docx(BODY + row))).paragraphs
    assert [*PARAGRAPHS, "Departure", "It left."] == _one(
        read_docx(_docx(BODY + row.replace("08.15", "It left.")))
    ).paragraphs


def test_lines_of_a_narrow_column_are_joined() -> None:
    """In a narrow column many a line is short: its paragraphs are told by gaps and by short last lines."""
    rows = _set([SECOND, THIRD], width=30)
    assert [SECOND, THIRD] == _one(read_pdf(_pdf(rows))).paragraphs


def test_language_of_a_pdf_is_read() -> None:
    """What the catalogue of a PDF says of its language is the story's."""
    data = _pdf(_set(PARAGRAPHS)).replace(b"<< /Type /Catalog ", b"<< /Type /Catalog /Lang (nb-NO) ")
    assert "nb-NO" == _one(read_pdf(data)).language


def test_an_encrypted_pdf_is_refused() -> None:
    """A PDF that asks for a password is told from a broken one."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf(_set(PARAGRAPHS)))))
    writer.encrypt("hush", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    with pytest.raises(SourceError, match="encrypted"):
        read_pdf(packed.getvalue())


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pypdf the error says what to install."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(SourceError, match=r'pip install "briefgen\[documents\]"'):
        read_pdf(_pdf(_set(PARAGRAPHS)))


MUTATED = (_docx(_p(TITLE, "Title") + BODY), _pdf([(TITLE, 60, 800, 20), *_set(PARAGRAPHS, top=760)]))


@given(st.integers(0, 1), st.lists(st.tuples(st.integers(0, 3_000), st.binary(max_size=4)), max_size=6))
@settings(max_examples=300, deadline=None)
def test_any_bytes_end_in_items_or_one_error(which: int, changes: list[tuple[int, bytes]]) -> None:
    """Whatever is broken in a file, nothing but items or a `SourceError` comes out."""
    data = bytearray(MUTATED[which])
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    try:
        assert (read_docx, read_pdf)[which](bytes(data))
    except SourceError as exc:
        assert "\n" not in str(exc)  # noqa: PT017 - either end is right


def test_what_word_strikes_out_is_no_copy() -> None:
    """A run that is struck out is not read, as one that is hidden is not."""
    struck = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>The source is the county clerk.</w:t></w:r></w:p>"
    item = read_docx(_docx(_p(LEAD) + struck + _p(SECOND)))[0]

    assert [LEAD, SECOND] == item.paragraphs


def test_rows_set_with_tabs_are_a_table() -> None:
    """Three rows of figures below the lead are left out; the sentence below them stays."""
    rows = "".join(
        f"<w:p><w:r><w:t>{team}</w:t><w:tab/><w:t>3</w:t><w:tab/><w:t>1</w:t><w:tab/><w:t>10</w:t></w:r></w:p>"
        for team in ("Solvang United", "Ness Rovers", "Bay Athletic")
    )
    item = read_docx(_docx(_p(LEAD) + rows + _p(SECOND)))[0]

    assert [LEAD, SECOND] == item.paragraphs
