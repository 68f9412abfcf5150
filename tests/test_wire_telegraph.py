import contextlib
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.errors import SourceError
from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.dateline import split_dateline
from briefgen.wire.encoding.decode import MAX_BYTES
from briefgen.wire.item import Item
from briefgen.wire.telegraph.anpa import read_anpa
from briefgen.wire.telegraph.charset import to_text
from briefgen.wire.telegraph.copy import blocks, is_row, typography
from briefgen.wire.telegraph.headers import is_anpa, is_iptc7901
from briefgen.wire.telegraph.iptc7901 import read_iptc7901
from briefgen.wire.telegraph.time import read_time
from conftest import no_blow_up

SAMPLES = Path(__file__).resolve().parents[2] / "shared/data/wire"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")

AP = b"""\x16\x16\x01a0412\x1fbc-wf
u i\x13\x11 BC-OR--Orvane-Ferry 2ndLd-Writethru   03-14 0212\r
\x02^BC-OR--Orvane-Ferry, 2nd Ld-Writethru,212<\r
^Ferry runs aground off Orvane; 61 people taken ashore<\r
^AP Photo ORV101, ORV102<\r
^Eds: UPDATES with number of injured.<\r
^By LENA HOLT and TOM ARRAY=\r
^Associated Press=\r
\t   PORT SELWYN, Orvane (AP) _ A ferry with 61 people on board ran aground on Monday, \r
the coast guard said.\r
\t   ``We heard it before we felt it,'' said Ida Moss, a passenger. ``The captain told us: `Stay where you are.''' \r
\t   The company _ it has two ships _ did not comment.\r
\t   ^(OPTIONAL TRIM)<\r
\t   ___\r
\t   Associated Press writer Jon Vale in Calder Bay contributed to this report.\r
\r
\t   \x03AP-WF-03-14-16 1720GMT<\r
\r
\x0c\r
\x04"""

DPA = (
    b"\x01bdt0417 3 pl 96  dpa 0815\r\n\nParteien/Nordmark/\r\n(Zusammenfassung 1530 - Neu: Reaktionen)\r\n"
    b"\x02Landtag in Nordmark stimmt f\xfcr das neue Schulgesetz =\r\n"
    b"Von Karin Ahlers, dpa =\r\n\n"
    b"   Holmstadt (dpa) - Der Landtag von Nordmark hat am Montag f\xfcr das neue\r\n"
    b"Schulgesetz gestimmt.\r\n\n   Anna Berg (SPD) nannte es einen \xbbguten\r\nAnfang\xab f\xfcr die Ausbildungs-\r\n"
    b"und Schul-\r\nreform-Debatte.\r\n\n"
    b"   Redaktionen hatten vorab berichtet.\r\n\n"
    b"# dpa-Notizblock\r\n\n## Orte\r\n- [Landtag](Am Markt 1, Holmstadt)\r\n\n* * * *\r\n"
    b"Die folgenden Informationen sind nicht zur Ver\xf6ffentlichung bestimmt\r\n\n## dpa-Kontakte\r\n"
    b"- Autorin: Karin Ahlers, +49 30 0000 00000, <ahlers.karin@example.org>\r\n\ndpa ka yyzz n1 mb\r\n\n"
    b"\x03141530 M\xe4r 16\r\n\x7f\n\x7f\x04"
)


def only(items: list[Item]) -> Item:
    assert 1 == len(items)
    return items[0]


def anpa(body: str, key: str = "BC-OR--Test  03-14 0100", kind: str = "\x13\x11") -> Item:
    return only(read_anpa(f"\x16\x16\x01a0001\x1fbc-wf\nr a{kind} {key}\n\x02{body}\n\x03\n\x04".encode("latin-1")))


def iptc(body: str, head: str = "abc001 4 pl 100 vvvvb KNA 0001\nTest/", end: str = "141530 GMT Mar 16") -> Item:
    return only(read_iptc7901(f"\x01{head}\n\x02{body}\n\x03{end}\n\x04".encode("latin-1")))


def test_anpa_header_is_read() -> None:
    """Keyword line, headline, pictures, ed-note, byline and trailer each have their field."""
    item = only(read_anpa(AP))

    assert "BC-OR--Orvane-Ferry" == item.slugline
    assert "2nd Ld-Writethru" == item.version
    assert "Ferry runs aground off Orvane; 61 people taken ashore" == item.headline
    assert "LENA HOLT and TOM ARRAY" == item.byline
    assert "UPDATES with number of injured." == item.ednote
    assert ("PORT SELWYN, Orvane", "Port Selwyn", "AP") == (item.dateline, item.located, item.provider)
    assert (3, datetime(2016, 3, 14, 17, 20, tzinfo=UTC)) == (item.urgency, item.versioncreated)


def test_anpa_copy_is_prose_in_unicode() -> None:
    """Wrapped lines are one paragraph; quotes and dashes of 7-bit copy are Unicode; tag lines and trims are notes."""
    item = only(read_anpa(AP))

    assert [
        "A ferry with 61 people on board ran aground on Monday, the coast guard said.",
        "“We heard it before we felt it,” said Ida Moss, a passenger. “The captain told us: ‘Stay where you are.’”",
        "The company — it has two ships — did not comment.",
    ] == item.paragraphs
    assert "Associated Press writer Jon Vale in Calder Bay contributed to this report." in item.notes
    assert "AP Photo ORV101, ORV102" in item.notes


def test_iptc_message_is_read() -> None:
    """Header, keywords, title, byline, dateline and date line each have their field."""
    item = only(read_iptc7901(DPA))

    assert "Landtag in Nordmark stimmt für das neue Schulgesetz" == item.headline
    assert ("Karin Ahlers", "Holmstadt", "Holmstadt", "dpa") == (
        item.byline,
        item.dateline,
        item.located,
        item.provider,
    )
    assert ("Parteien/Nordmark", "Zusammenfassung 1530", 3) == (item.slugline, item.version, item.urgency)
    assert datetime(2016, 3, 14, 15, 30, tzinfo=UTC) == item.versioncreated
    assert [
        "Der Landtag von Nordmark hat am Montag für das neue Schulgesetz gestimmt.",
        "Anna Berg (SPD) nannte es einen »guten Anfang« für die Ausbildungs- und Schul-reform-Debatte.",
        "Redaktionen hatten vorab berichtet.",
    ] == item.paragraphs
    assert any("ahlers.karin@example.org" in note for note in item.notes)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (AP, is_anpa),
        (AP.replace(b"\x16", b""), is_anpa),
        (AP.replace(b"\x16", b"").replace(b"\x01", b""), is_anpa),
        (bytes(byte for byte in AP if byte >= 32 or byte in b"\t\n"), is_anpa),
        (b"\x7f\x7f~~ line noise }}\r\n" + AP, is_anpa),
        (AP[AP.index(b"^BC") :], is_anpa),
        (DPA, is_iptc7901),
        (DPA.replace(b"\x01", b""), is_iptc7901),
        (bytes(byte for byte in DPA if byte >= 32 or byte in b"\t\n"), is_iptc7901),
        (b"zczc\r\n\x7f\x7f noise\r\n" + DPA, is_iptc7901),
    ],
)
def test_message_is_recognised_when_damaged(data: bytes, found: object) -> None:
    """A message is known, and known for its own format, without its control bytes and behind noise."""
    assert (found is is_anpa, found is is_iptc7901) == (is_anpa(data), is_iptc7901(data))
    item = only(read_anpa(data) if found is is_anpa else read_iptc7901(data))
    expected = only(read_anpa(AP) if found is is_anpa else read_iptc7901(DPA))

    assert expected.headline == item.headline
    assert expected.paragraphs == item.paragraphs
    assert expected.versioncreated == item.versioncreated


@pytest.mark.parametrize(
    "text",
    [
        "BC-GRID-TAKEOVER\nBy Jo Smith\nCALDER BAY, March 3 (MNW) - The company agreed.\n",
        "M25 3 cars 12 hurt\n\nThree cars collided on Monday.\n",
        "abc12 3 km 12 hours\n\nA run of that length takes a day.\n",
        "# Title\n\nText with ^carets^ and <tags> = signs.\n",
        "From: a@example.org\nSubject: b\n\nText.\n",
        '{"headline": "x", "body": "^BC-x<"}',
        "<nitf><head/><body/></nitf>",
        "a b c\n^x<\n^y<\n",
        "",
    ],
)
def test_ordinary_text_is_not_taken_for_a_message(text: str) -> None:
    """Neither recogniser takes other text, and neither reader reads it."""
    assert (False, False) == (is_anpa(text.encode()), is_iptc7901(text.encode()))
    for reader in (read_anpa, read_iptc7901):
        with pytest.raises(SourceError):
            reader(text.encode())


def test_several_messages_are_several_items() -> None:
    """A file with several messages gives an item each, never a merged one."""
    first = only(read_anpa(AP))

    assert [first, first] == read_anpa(AP + b"\r\n" + AP)
    assert 3 == len(read_iptc7901(DPA * 3))


@pytest.mark.parametrize(
    ("letter", "urgency"), [("f", 1), ("b", 2), ("u", 3), ("r", 4), ("d", 5), ("w", 6), ("q", None)]
)
def test_priority_letter_is_an_urgency(letter: str, urgency: int | None) -> None:
    """Flash is the most urgent, a deferred item is normal; a letter of no standard says nothing."""
    assert urgency == only(read_anpa(AP.replace(b"\nu i", f"\n{letter} i".encode()))).urgency


@pytest.mark.parametrize(
    ("keywords", "slugline", "version"),
    [
        ("BC-Levee Vote,0466", "BC-Levee Vote", None),
        ("BC-US--Levee Vote, 1st Ld-Writethru,0466", "BC-US--Levee Vote", "1st Ld-Writethru"),
        ("PM-Levee, 3rd Ld,a0512,0700", "PM-Levee", "3rd Ld"),
        ("AM-Levee, Bjt,0700", "AM-Levee", None),
        ("BC-US--Levee Vote 2ndLd-Writethru", "BC-US--Levee Vote", "2ndLd-Writethru"),
        ("BC-Levee, ADD 1,90", "BC-Levee", "ADD 1"),
    ],
)
def test_keyword_line_is_slug_and_version(keywords: str, slugline: str, version: str | None) -> None:
    """The slug is what stands before the first comma; the number of words and references belong to neither."""
    item = anpa(f"^{keywords}<\n^Levee passes<\n\t   CALDER BAY (AP) _ It passed.")

    assert (slugline, version) == (item.slugline, item.version)
    assert ("Levee passes", ["It passed."]) == (item.headline, item.paragraphs)


def test_kill_in_the_keyword_line_cancels() -> None:
    """A kill is known by its keyword line."""
    assert "canceled" == anpa("^BC-Levee, KILL,40<\n\t   Kill the story.").pubstatus
    assert "usable" == anpa("^BC-Kill Switch,40<\n\t   CALDER BAY (AP) _ It works.").pubstatus


def test_canadian_labels_are_read() -> None:
    """Labelled lines of The Canadian Press: headline, update note, and indexes for computers; "@<" ends a line."""
    item = anpa(
        "^Velm-Markets, 3rd Writethru@<\ncode:2<\n^Update:ADDS details@<\n^INDEX: Economy@<\n"
        "^HL:Shares in Velm rise as bank holds\nits rate@<\n^By Ada Quill@<\n^THE CANADIAN PRESS@<\n"
        "\t   CALDER BAY _ Shares rose on Friday after the\nbank held its rate.<\n\t   Traders had expected it.<"
    )

    assert "Shares in Velm rise as bank holds its rate" == item.headline
    assert ("Ada Quill", "3rd Writethru", "CALDER BAY") == (item.byline, item.version, item.dateline)
    assert ["Shares rose on Friday after the bank held its rate.", "Traders had expected it."] == item.paragraphs
    assert "ADDS details" in (item.ednote or "")


def test_summary_above_the_byline_is_not_copy() -> None:
    """The first paragraph as a summary in the header does not come twice."""
    item = anpa(
        "^BC-Levee,40<\n^Levee passes<\n^It passed on Monday.<\n^By A. LOW=\n\t   BRAY (AP) _ It passed on Monday."
    )

    assert ["It passed on Monday."] == item.paragraphs


def test_alert_of_caret_lines_has_copy() -> None:
    """An alert without a body is what its lines after the headline say."""
    item = anpa("^BC-AP NewsAlert<\n^Levee<\n^CALDER BAY (AP) _ Levee vote passes, governor says.<")

    assert ["Levee vote passes, governor says."] == item.paragraphs


def test_tables_are_left_out() -> None:
    """Box scores, prices and columns are no copy, marked by the format or not; prose with numbers is."""
    item = anpa(
        "^BC-BKN--Bray-Corrie,90<\n^Bray 99, Corrie 95<\n\t   BRAY (AP) _ Bray won 99-95 on Monday.\n"
        "BRAY (99)<\nAbel 4-9 2-2 10, Boone 7-11 0-0 19, Cole 3-4 1-1 7. Totals 40-83 11-14 99.<\n"
        "Corrie      23    25    22    25_95<\nBray        25    25    24    25_99<\n"
        "\t   In 1990, 1992 and 2001 the title went to the visitors by 4, 6 and 9 points."
    )

    assert [
        "Bray won 99-95 on Monday.",
        "In 1990, 1992 and 2001 the title went to the visitors by 4, 6 and 9 points.",
    ] == [paragraph for paragraph in item.paragraphs if paragraph != "BRAY (99)"]
    assert [] == anpa("^BC-Prices,20<\n\bGold\x1f1,234.50\x1f+2\n\bOil  99.10  -1", kind="\x14\x12").paragraphs


def test_football_results_are_a_table() -> None:
    """Results and standings in a message of prose are left out."""
    item = iptc(
        "Holmstadt gewinnt =\n\n   Holmstadt (dpa) - Der SV Holmstadt hat am Samstag gewonnen.\n\n"
        "SV Holmstadt - FC Nordmark         3:1 (1:0)\nTSV Bray - VfB Corrie   0:0\n\n"
        "1. SV Holmstadt   12 10 2 0 30:8 32\n2. FC Nordmark    12  9 1 2 28:9 28\n"
    )

    assert ["Der SV Holmstadt hat am Samstag gewonnen."] == item.paragraphs


@pytest.mark.parametrize(
    ("line", "dateline", "located", "provider"),
    [
        ("BUENOS MARES, Argenta (AP) _ Text", "BUENOS MARES, Argenta", "Buenos Mares", "AP"),
        ("TORRENS _ Text", "TORRENS", "Torrens", None),
        ("SYDNIE, Nov 13 AAP - Text", "SYDNIE, Nov 13", "Sydnie", "AAP"),
        ("BEIMING, Nov. 13 (Xinhua) -- Text", "BEIMING, Nov. 13", "Beiming", "Xinhua"),
        ("MOSKAVA, November 13. /TASS/. Text", "MOSKAVA, November 13.", "Moskava", "TASS"),
        ("BRUXELLE 13/11 (BELGA) = Text", "BRUXELLE 13/11", "Bruxelle", "BELGA"),
        ("Parys, 13 nov 2013 (AFP) - Text", "Parys, 13 nov 2013", "Parys", "AFP"),
        ("Holmstadt (KNA) Text", "Holmstadt", "Holmstadt", "KNA"),
        ("Holmstadt/Wien (APA/dpa) - Text", "Holmstadt/Wien", "Holmstadt/Wien", "APA/dpa"),
        ("Frankfort/Main (dpa-AFX) - Text", "Frankfort/Main", "Frankfort/Main", "dpa-AFX"),
        ("Bernau, 13. Nov. (sda) Text", "Bernau, 13. Nov.", "Bernau", "sda"),
        ("Oslund (NTB-Reuters): Text", "Oslund", "Oslund", "NTB-Reuters"),
        ("Købing, onsdag /ritzau/ Text", "Købing, onsdag", "Købing", "ritzau"),
        ("Madril, 13 nov (EFE).- Text", "Madril, 13 nov", "Madril", "EFE"),
        ("(ANSA) - ROMETTA, 13 NOV - Text", "ROMETTA, 13 NOV", "Rometta", "ANSA"),
    ],
)
def test_dateline_of_each_agency(line: str, dateline: str, located: str, provider: str | None) -> None:
    """Agencies write datelines in their own ways; the copy begins after each."""
    found = split_dateline(line)

    assert found is not None
    assert (dateline, located, provider, "Text") == (found.dateline, found.located, found.provider, found.rest)


@pytest.mark.parametrize("line", ["Anna Berg (SPD) sagte am Montag", "The bank (AP says) closed", "It passed - by one"])
def test_prose_has_no_dateline(line: str) -> None:
    """Brackets and dashes of prose make no dateline."""
    assert split_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("By PAULA BYRD and ALMA CALA", "PAULA BYRD and ALMA CALA"),
        ("By Jo Smith, Press Association Political Editor", "Jo Smith"),
        ("Von Max von der Au, dpa", "Max von der Au"),
        ("Av Kari Nordli", "Kari Nordli"),
        ("Par Jean Dupin (AFP)", "Jean Dupin"),
        ("di Gianni Rossetti", "Gianni Rossetti"),
        ("di Gianni Rossetti.", None),
        ("By Wednesday, 12 were dead.", None),
        ("Von der Leine kritisiert den Beschluss", None),
        ("By law", None),
    ],
)
def test_byline_is_a_line_of_names(line: str, who: str | None) -> None:
    """A byline is "by" and names, in the languages of the agencies; a headline that begins so is none."""
    assert who == read_byline(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("131137 GMT Nov 13", (2013, 11, 13, 11, 37)),
        ("131137 Okt 99", (1999, 10, 13, 11, 37)),
        ("131137 MEZ Dez 2013", (2013, 12, 13, 10, 37)),
        ("AP-WF-11-13-13 1509GMT<", (2013, 11, 13, 15, 9)),
        ("AP-NY-11-13-13 2309EST<", (2013, 11, 14, 4, 9)),
        ("16:35ET 31-10-14<", (2014, 10, 31, 21, 35)),
        ("11-13 1049", None),
        ("991137 GMT Nov 13", None),
        ("131137 GMT Xyz 13", None),
    ],
)
def test_times_name_their_year(text: str, expected: tuple[int, ...] | None) -> None:
    """A group without a year, or that is no time, is none."""
    found = read_time(text)

    assert expected == (found and (found.year, found.month, found.day, found.hour, found.minute))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Ærø og Åre på øya".encode("latin-1"), "Ærø og Åre på øya"),
        ("“Für” – 5 €".encode("cp1252"), "“Für” – 5 €"),
        ("“Für” – 5 €".encode(), "“Für” – 5 €"),
        ("Über das Müller-Gespräch für Köln".encode("cp850"), "Über das Müller-Gespräch für Köln"),
        (b"die M\xc8uller f\xc8ur K\xc8oln caf\xc2e Stra\xfbe", "die Müller für Köln café Straße"),
        ("Совет принял закон в среду".encode("cp1251"), "Совет принял закон в среду"),
        ("Совет принял закон в среду".encode("koi8-r"), "Совет принял закон в среду"),
        (b"Die M}nchner und der K|lner sind f}r das Gesetz, [rger mit der Stra~e", None),
        (
            b"De f}r det p} |ya, og \\ystein s} ikke at det er n{r",
            "De får det på øya, og Øystein så ikke at det er nær",
        ),
        (b"Det {r inte fr}n H|gbo, och han s} att ]ke kom", "Det är inte från Högbo, och han så att Åke kom"),
        (
            b"Le pr{sident a {t{ {lu apr}s les d{bats dans une ville",
            "Le président a été élu après les débats dans une ville",
        ),
        (b"Los ni|os del a|o que la Espa|a pide", "Los niños del año que la España pide"),
        (b"An array[0] and {braces} in English", "An array[0] and {braces} in English"),
    ],
)
def test_character_sets_that_nothing_declares(data: bytes, expected: str | None) -> None:
    """8-bit sets are told by where their letters stand, 7-bit national ones by their commonest words."""
    assert (expected or "Die Münchner und der Kölner sind für das Gesetz, Ärger mit der Straße") == to_text(data)


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("DAX          9.876,54     +0,3", True),
        ("Gold ....... 1,234.50", True),
        ("\bOil 99.10", True),
        ("Miami 115, Atlanta 111", True),
        ("Bray - Corrie 2:1 (1:0)", True),
        ("The index rose 12.3 points to 1,234.5 from 1,222.2, with 45 of 50 up.", False),
        ("2. Bundesliga", False),
        ("warned Wednesday.", False),
        ("secure 12 seats in 2013 and 14 in 2017", False),
    ],
)
def test_rows_of_tables(line: str, *, row: bool) -> None:
    """Columns, leaders, results and rows of numbers are rows; a sentence with numbers is not."""
    assert row is is_row(line)


def test_typesetting_codes_and_filler_go() -> None:
    """Instructions to the typesetter, fonts, spaces of the typesetter, and filler are not copy."""
    text = "\x0cft2\x0bFirst\x10line\x1eof \x12copy\x11.\nryryryry\n-=-\n* * * *\n___\n\tSecond\x07.\n-30-\n"

    assert ["First line of copy.", "Second."] == [block.text for block in blocks(text)]


def test_quotes_in_either_form() -> None:
    """Two apostrophes close a quote, or open one before a word; an apostrophe in a word stays."""
    assert "“It’s” “Don't” ‘a’" == typography("``It’s'' ''Don't'' `a'")


@pytest.mark.parametrize(
    ("body", "paragraphs", "notes"),
    [
        ("Tittel =\n\nOslund (NTB): Han kom. (NTB)", ["Han kom."], []),
        ("Rubrik =\n\nKøbing /ritzau/ Han kom.\n\n/ritzau/", ["Han kom."], ["/ritzau/"]),
        ("Titel =\n\nWien (APA) - Er kam.\n\n(Schluss) hen/at", ["Er kam."], ["(Schluss) hen/at"]),
        ("Titre =\n\nPARYS, 13 nov 2013 (AFP) - Il vint.\n\nabc/de/fgh", ["Il vint."], ["abc/de/fgh"]),
        ("Titel =\n\nBern (sda) Er kam.\n\nRückfragehinweis:\nTel. 123", ["Er kam."], ["Rückfragehinweis: Tel. 123"]),
        ("Titel =\n\nBRAY (dpa) - Contact was lost. He left.", ["Contact was lost. He left."], []),
    ],
)
def test_sign_offs_of_each_agency(body: str, paragraphs: list[str], notes: list[str]) -> None:
    """Signatures, initials, "Schluss" and contacts are no copy."""
    item = iptc(body)

    assert (paragraphs, notes) == (item.paragraphs, item.notes)


def test_words_to_the_desk_are_told_from_prose() -> None:
    """A paragraph that begins like an ed-note and is prose stays in the copy."""
    prose = "Editors at three papers resigned. Attention turned to the board. Mandatory rules follow."
    item = iptc(f"Title =\n\nBRAY (dpa) - He left.\n\n{prose}\n\nEditors: adds third paragraph\n\nHe returned.")

    assert ["He left.", prose, "He returned."] == item.paragraphs
    assert "Editors: adds third paragraph" == item.ednote


@pytest.mark.parametrize(
    "line", ["Sperrfrist 09. Oktober 14.20 Uhr", "EMBARGOED until 0001 GMT Monday", "Sous embargo jusqu'à 18h00"]
)
def test_embargo_in_the_text_is_an_ednote(line: str) -> None:
    """An embargo line is kept where the gate looks, and out of the copy and of the headline."""
    for head in (f"{line}\nTitle =\n\nBRAY (dpa) - He left.", f"Title =\n\n{line}\n\nBRAY (dpa) - He left."):
        item = iptc(head)
        assert ("Title", ["He left."]) == (item.headline, item.paragraphs)
        assert line in (item.ednote or "")


def test_signals_and_remarks_are_not_in_the_headline() -> None:
    """Bells, "(Eil)" and remarks in brackets, over several lines too, are no headline; a wrapped headline is one."""
    item = iptc(
        "(Eil \x07\x07\x07)\nEin langer Titel über\ndas Gesetz\n(Berichtigung: Es war\n1997) =\n\nBRAY (dpa) - Er kam."
    )

    assert "Ein langer Titel über das Gesetz" == item.headline
    assert "(Berichtigung: Es war 1997)" == item.ednote


def test_title_without_its_sign_ends_at_the_dateline() -> None:
    """Some agencies leave the "=" out; the title then is what stands above the copy."""
    for gap in ("\n\n", "\n"):
        item = iptc(f"Kommission für Jugendhilfe bleibt{gap}Holmstadt (KNA) Die Kommission\nbleibt. Das ist neu.")
        assert "Kommission für Jugendhilfe bleibt" == item.headline
        assert ["Die Kommission bleibt. Das ist neu."] == item.paragraphs


def test_paragraphs_without_blank_lines_are_parted() -> None:
    """Where nothing parts paragraphs but a short line, it does."""
    full = "Words of one and the same length fill up this long line to here"
    body = "\n".join([*[full] * 4, "and end.", *[full] * 4, "and end again."])

    assert 2 == len(iptc(f"Title =\n\nBRAY (dpa) - {body}").paragraphs)


def test_copy_moved_to_the_right_is_joined() -> None:
    """Where all lines are indented, an indent opens no paragraph."""
    item = iptc(
        "Title =\n\n   BRAY (dpa) - The first line of copy\n   goes on here\n   and ends.\n\n   A second\n   one ends."
    )

    assert ["The first line of copy goes on here and ends.", "A second one ends."] == item.paragraphs


@pytest.mark.parametrize("reader", [read_anpa, read_iptc7901])
@pytest.mark.parametrize("data", [b"", b" \r\n\x7f", b"\xff\xfe\x00", b"x" * (MAX_BYTES + 1), b"\x01\x1f" * 50_000])
def test_what_is_no_message_is_an_error_in_one_line(reader: object, data: bytes) -> None:
    """Empty, oversized and binary input is refused, in one line."""
    with pytest.raises(SourceError) as caught:
        read_anpa(data) if reader is read_anpa else read_iptc7901(data)

    assert "\n" not in str(caught.value)


HEAD = b"\x01a0001\x1fbc-wf\nr a\x13\x11 BC-x  03-14 0100\n\x02"
OTHER = b"\x01abc001 4 pl 100 KNA 1\nTest/\n\x02Title =\n\n"


@pytest.mark.parametrize("head", [HEAD, OTHER])
@pytest.mark.parametrize(
    "body",
    [
        *(
            piece * (MAX_BYTES // len(piece) - 100)
            for piece in (b"^", b"A", b"A ", b" ", b"(", b"\n", b"`", b"'", b"1 ")
        ),
        *(
            piece * (MAX_BYTES // len(piece) - 100)
            for piece in (b"A\n", b"^A\n", b"A   1\n", b"=\n", b"A=\n", b"\x0c", b"A-\n")
        ),
        *(
            piece * (MAX_BYTES // len(piece) - 100)
            for piece in (b"BRAY, Nov ", b"By A B ", b"{|}[", b"eca 1 ", b"\n\x01a1\x1f")
        ),
        bytes(range(256)) * 19_000,
        (HEAD + OTHER) * 40_000,
    ],
)
def test_large_input_is_read_in_time(head: bytes, body: bytes) -> None:
    """Five megabytes of anything take less than two seconds, and give items or an error in one line."""
    data = (head + body)[:MAX_BYTES]
    with no_blow_up():
        for recognise, reader in ((is_anpa, read_anpa), (is_iptc7901, read_iptc7901)):
            recognise(data)
            try:
                reader(data)
            except SourceError:
                continue


def test_damaged_messages_give_items_or_an_error() -> None:
    """Nothing but items or a `SourceError` comes out of messages with bytes lost, doubled and changed."""
    chance = random.Random(7901)  # noqa: S311
    for _ in range(1_500):
        data = bytearray(chance.choice((AP, DPA)))
        for _ in range(chance.randrange(1, 12)):
            place = chance.randrange(len(data))
            if chance.random() < 0.3:
                del data[place : place + chance.randrange(40)]
            elif chance.random() < 0.5:
                data[place:place] = data[place // 2 : place // 2 + chance.randrange(40)]
            else:
                data[place] = chance.randrange(256)
            data = data or bytearray(b"\x01")
        for reader in (read_anpa, read_iptc7901):
            with contextlib.suppress(SourceError):
                assert reader(bytes(data))


@needs_samples
@pytest.mark.parametrize(
    ("name", "dateline", "opening", "closing", "not_in"),
    [
        ("anpa1312-aap.tst", "BUENOS AIRES, Argentina", "For cancer patients", "getting better.”", "APTN contributor"),
        ("anpa1312-ap-sports-writethru.tst", "ATLANTA", "Luol Deng scored", "on Saturday night.", "Eds"),
        ("iptc7901-dpa-politics.txt", "Berlin", "Negotiations between", "before Christmas.", "Joseph Nasr"),
    ],
)
def test_samples_are_read(name: str, dateline: str, opening: str, closing: str, not_in: str) -> None:
    """Real messages: the copy from its first word to its last, and nothing of what stands around it."""
    data = (SAMPLES / name).read_bytes()
    item = only(read_anpa(data) if is_anpa(data) else read_iptc7901(data))

    assert dateline == item.dateline
    assert item.paragraphs[0].startswith(opening)
    assert item.paragraphs[-1].endswith(closing)
    assert not_in not in " ".join(item.paragraphs)
    assert item.headline
    assert item.versioncreated


@needs_samples
def test_samples_of_other_formats_are_not_taken() -> None:
    """No sample of another format is taken for one of these."""
    taken = {path.name for path in SAMPLES.iterdir() if is_anpa(path.read_bytes()) or is_iptc7901(path.read_bytes())}

    assert {
        "anpa1312-aap.tst",
        "anpa1312-ap-sports-writethru.tst",
        "iptc7901-dpa-politics.txt",
    } == taken


def test_a_header_line_of_a_mark_alone() -> None:
    """What is left of a line of the header may be nothing."""
    item = anpa("^BC-Pier,0100<\n^Pier closes<\n^By JO DELL\nstaff\n=\n   NORVIK (MNW) - The pier will close soon.")

    assert ["The pier will close soon."] == item.paragraphs
