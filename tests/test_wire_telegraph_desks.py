from datetime import UTC, datetime

import pytest

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.telegraph.anpa import read_anpa
from briefgen.wire.telegraph.charset import to_text
from briefgen.wire.telegraph.headers import is_iptc7901
from briefgen.wire.telegraph.iptc7901 import read_iptc7901
from briefgen.wire.telegraph.notes import is_apart, strip_signature


def anpa(lines: str, key: str = "BC-EU--Orvane-Vote   11-20 0212") -> Item:
    head = f"\x16\x16\x01a0412\x1fbc-wf\r\nu i\x13\x11 {key}\r\n\x02"
    return read_anpa(f"{head}{lines}\r\n\x03AP-WF-11-20-26 1720GMT<\r\n\x04".encode("cp1252"))[0]


def iptc(head: str, body: str, charset: str = "latin-1") -> Item:
    text = f"\x01bdt0288 4 wi 210  dpa 0611\r\n\n{head}\r\n\x02{body}\r\n\x03201412 Nov 26\r\n\x04"
    return read_iptc7901(text.encode(charset))[0]


COPY = "\t   PORT SELWYN (AP) _ Lawmakers rejected the budget on Thursday.\r\n"


@pytest.mark.parametrize("signal", ["URGENT", "HFR", "$adv29", "BULLETIN"])
def test_signal_is_no_headline(signal: str) -> None:
    """A signal or a code on a line of its own above the headline is a note."""
    item = anpa(f"^BC-EU--Orvane-Vote,212<\r\n^{signal}<\r\n^Orvane rejects budget<\r\n{COPY}")

    assert ("Orvane rejects budget", [signal]) == (item.headline, item.notes)


def test_first_line_that_is_no_slug_is_the_headline() -> None:
    """Services that do not repeat the keywords begin with the headline."""
    item = anpa(f"^(LEAD) Selwyn, Tannowa sign pact on harbor+<\r\n{COPY}==Kyodo", key="BC-KYODO-PACT   11-20 0120")

    assert ("(LEAD) Selwyn, Tannowa sign pact on harbor", "LEAD") == (item.headline, item.version)
    assert ["Lawmakers rejected the budget on Thursday."] == item.paragraphs


def test_series_in_the_headline_is_no_note() -> None:
    """A line such as "UPDATE 2-…" is a headline and a version, "Updates with …" speaks to the desk."""
    item = anpa(f"^BC-ORVANE/VOTE (UPDATE 2, PIX)<\r\n^UPDATE 2-Orvane rejects budget<\r\n^(Adds quotes)<\r\n{COPY}")

    assert ("UPDATE 2-Orvane rejects budget", "UPDATE 2") == (item.headline, item.version)
    assert "(Adds quotes)" in item.notes


def test_header_at_the_margin_needs_no_carets() -> None:
    """Above indented copy, lines at the margin are headline, note and byline."""
    item = anpa(
        "Orvane rejects budget\r\nEds: Adds quotes\r\nBy Kit Mallory and Dana Osei\r\n    SELWYN, AAP - It failed."
    )

    assert ("Orvane rejects budget", "Kit Mallory and Dana Osei") == (item.headline, item.byline)
    assert ("Adds quotes", "SELWYN", ["It failed."]) == (item.ednote, item.dateline, item.paragraphs)


def test_subtitle_is_no_headline() -> None:
    """A headline ends at a blank line; the line below it, up to the sign, is another."""
    item = iptc(
        "Politik/",
        "Landtag beschließt Budget\r\n\r\nUtl.: Drei Parteien stimmten zu =\r\n\r\n   Au (APA) - Es gilt.",
    )

    assert ("Landtag beschließt Budget", ["Es gilt."]) == (item.headline, item.paragraphs)
    assert "Utl.: Drei Parteien stimmten zu" in item.notes


def test_place_and_signature_on_lines_of_their_own() -> None:
    """A dateline may be a paragraph, and the author may sign at the end."""
    item = iptc(
        "T}g",
        "T}g sp}rade ur =\r\n\r\nNORRSELE (TT)\r\n\r\nTv} vagnar sp}rade ur p} fredagen.\r\n\r\nAnna Berg/TT",
    )

    assert ("NORRSELE", "Norrsele", "Anna Berg") == (item.dateline, item.located, item.byline)
    assert 1 == len(item.paragraphs)


def test_initials_stand_above_tickers() -> None:
    """After the initials of those who wrote it there is no copy, only names of companies and places."""
    item = iptc(
        "Banques",
        "Valmont biffe 300 emplois =\r\n\r\nVALMONT, 20 nov (AFP) - C'est un choc.\r\n\r\nabc/def\r\n\r\nVALMONT BANK",
    )

    assert "Valmont" == item.located
    assert "VALMONT BANK" not in Item.to_story(item).text


def test_teleprinter_circuit_is_read() -> None:
    """A message between ZCZC and NNNN, with a line of codes, is read as one of the format."""
    data = (
        b"ZCZC0214/SXA\nR POL S0A QBXB\nPorto Selvano: si dimette il sindaco =\n(V. 'Seduta' delle 11.40)\n"
        b"(ANSA) - PORTO SELVANO, 20 NOV - Il consiglio ha bocciato il\nbilancio. (SEGUE).\n     MAR/GIO\n"
        b"20-NOV-26 12:14 NNNN\n"
    )
    item = read_iptc7901(data)[0]

    assert is_iptc7901(data)
    assert ("Porto Selvano: si dimette il sindaco", "Porto Selvano") == (item.headline, item.located)
    assert ["Il consiglio ha bocciato il bilancio."] == item.paragraphs
    assert datetime(2026, 11, 20, 12, 14, tzinfo=UTC) == item.versioncreated


def test_message_without_its_beginning_is_no_other_story() -> None:
    """Where the end of a message stands above the first header, its story would be lost."""
    whole = b"ZCZC ELW02\n\nStrike ends\n\nPORTO SELVANO (AGZ) - The port is open again, the union said.\n\nNNNN\n"

    assert 2 == len(read_iptc7901(whole + whole))
    with pytest.raises(SourceError, match="in the middle of a message"):
        read_iptc7901(whole.partition(b"\n")[2] + whole)


def test_keyword_line_without_its_signs() -> None:
    """The carets below a keyword line tell the format, though the line has lost its own."""
    [item] = read_anpa(b"BC-Orvane Vote,0212\n^Orvane rejects budget<\n^By Lena Moor=<\n" + COPY.encode())

    assert ("BC-Orvane Vote", "Orvane rejects budget", "Lena Moor") == (item.slugline, item.headline, item.byline)


def test_sentence_of_figures_is_no_table() -> None:
    """A paragraph with a stop is copy, however many figures it has."""
    assert "Sets: 6-4, 3-6, 7-5." in anpa(f"^Final<\r\n{COPY}\t   Sets: 6-4, 3-6, 7-5.\r\n").paragraphs


def test_withdrawal_in_the_keywords() -> None:
    """A message whose keywords or title withdraw another is canceled."""
    assert (
        "canceled"
        == iptc("Meldungsrückzug/", "Rückzug: bsd081 =\r\n\r\n   Bernau (sda) - Die Angaben stimmen nicht.").pubstatus
    )


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (
            b"Sj|en var rolig da en ferge gikk p} grunn, sier ]se Br{nden.",
            "Sjøen var rolig da en ferge gikk på grunn, sier Åse Brænden.",
        ),
        (b"F|raren och ]ke var p} t}get fr}n \\stby.", "Föraren och Åke var på tåget från Östby."),
        (
            b"La citt{ non ha pi` il sindaco, perch] la giunta sar{ di altri.",
            "La città non ha pi` il sindaco, perché la giunta sarà di altri.",
        ),
    ],
)
def test_national_letters_of_seven_bits(sent: bytes, read: str) -> None:
    """The commonest words tell whose letters stand at the places of brackets and braces."""
    assert read == to_text(sent)


def test_central_european_bytes() -> None:
    """Czech in Windows-1250 is not read as Western."""
    item = iptc(
        "Eko", "Banka propustí 300 lidí =\r\n\r\nLipnice (ČTK) - Novinářům to řekla mluvčí Jana Hořejší.", "cp1250"
    )

    assert ["Novinářům to řekla mluvčí Jana Hořejší."] == item.paragraphs


def test_first_line_is_keywords_where_the_carets_were_stripped() -> None:
    """The first line ends with "<" or says the keywords again: it is no headline, with or without its caret."""
    item = anpa(f"BC-EU--Orvane-Vote,3rd Ld,212<\r\nOrvane rejects budget<\r\n(c) 2026, The Post.<\r\n{COPY}")

    assert ("BC-EU--Orvane-Vote", "3rd Ld", "Orvane rejects budget") == (item.slugline, item.version, item.headline)


@pytest.mark.parametrize(
    "line",
    [
        "Shots on Goal_Harbor 9-12-8_29. Stanton 11-10-12_33.",
        "Referees_Dan Holt, Greg Pace. Linesmen_Ty Roe.",
        "A_4,217 (5,000). T_2:28.",
        "(PROFILE (COUNTRY:Orvane; ISOCOUNTRY3:ORV;))",
        "--With assistance from Nils Ferro in Selwyn.",
        "Contributing: Ann Beal, The Selwyn Record.",
        "-- Copyright 2026 Bloomberg",
        "Distributed by Selwyn Content Agency, LLC.",
    ],
)
def test_agate_and_credits_below_the_copy(line: str) -> None:
    """An underscore parts label and figures of a table; who helped and whose it is stands below the copy."""
    item = anpa(f"^BC-EU--Orvane-Vote,212<\r\n^Orvane rejects budget<\r\n{COPY}\t   {line}\r\n")

    assert ["Lawmakers rejected the budget on Thursday."] == item.paragraphs


@pytest.mark.parametrize(
    "keywords", ["Orvane-vote,2ndlead", "Haushalt/Parlament/Orvane", "Haushalt/Orvane/", "HAUSHALT ORVANE", "Haushalt:"]
)
def test_keywords_on_the_first_line_of_the_text(keywords: str) -> None:
    """Where the header holds none, a line of keywords above the title is the slugline."""
    item = iptc(
        "", f"{keywords}\r\n\r\nParlament lehnt Haushalt ab\r\n\r\n   Orvane (dpa) - Das Parlament sagt nein.\r\n"
    )

    assert "Parlament lehnt Haushalt ab" == item.headline
    assert keywords.strip("/") == item.slugline
    assert ["Das Parlament sagt nein."] == item.paragraphs


def test_title_without_copy_of_its_own_is_no_keyword() -> None:
    """A title in capitals right above copy without a dateline stays the headline."""
    item = iptc("", "PARLAMENT SAGT NEIN\r\n\r\nDer Haushalt ist am Montag abgelehnt worden.\r\n")

    assert ("PARLAMENT SAGT NEIN", ["Der Haushalt ist am Montag abgelehnt worden."]) == (item.headline, item.paragraphs)


def test_initials_behind_the_agency_at_the_end() -> None:
    """Desks of Central Europe sign the last sentence with agency and initials; a sentence that names both stays."""
    item = iptc("", "Luka zatvorena\r\n\r\n   SELCA, 3. svibnja (Hina) - Luka je zatvorena. (Hina) xab ydk\r\n")

    assert ["Luka je zatvorena."] == item.paragraphs
    assert "It was told (AP) by two men" == strip_signature("It was told (AP) by two men")


def test_lines_above_the_copy_without_carets_are_one_each() -> None:
    """A headline with where it happened, the keywords and the byline stand at the margin, a line each."""
    item = anpa(
        "ORV:Orvane rejects budget after night sitting\r\nOrvane Vote Wrap\r\nBy Kit Mallory\r\n   SELWYN, AAP - No."
    )

    assert ("ORV:Orvane rejects budget after night sitting", "Kit Mallory") == (item.headline, item.byline)
    assert ["No."] == item.paragraphs


def test_caret_byline_below_a_remark() -> None:
    """A byline with a caret is one wherever it stands."""
    item = anpa(f"^Orvane rejects budget<\r\n   (Adds quotes)\r\n   ^By Kit Mallory=\r\n{COPY}")

    assert "Kit Mallory" == item.byline
    assert ["Lawmakers rejected the budget on Thursday."] == item.paragraphs


def test_box_score_below_the_copy_is_no_copy() -> None:
    """A team with its record and a line of a box score are rows of a table, as what a sign of percent begins."""
    box = "   ___\r\n%tab\r\nSELWYN (1-3)\r\nCole 3-9 0-0 7, Brandt 5-11 2-2 14, Ilo 2-4 1-2 5.\r\n"

    assert ["Lawmakers rejected the budget on Thursday."] == anpa(f"^Orvane rejects budget<\r\n{COPY}{box}").paragraphs


@pytest.mark.parametrize(
    "sign_off",
    [
        " (kraj) md/jk",
        " (AGI)\r\nCas/Fra",
        " (Cas/Adnkronos)",
        "\r\n\r\n(Hina) xmp its",
        "\r\n\r\n(Keystone-ATS / ld pg)",
        "\r\n\r\nstr-md/jj/bp\r\nAFP",
        "\r\n\r\n(c) ANP 2026 alle rechten voorbehouden",
    ],
)
def test_agencies_sign_off(sign_off: str) -> None:
    """An end word or the agency, and the initials behind it, are no copy."""
    item = iptc("Orvane/", f"Orvane rejects budget =\r\n\r\nSelwyn (dpa) - It failed on Monday.{sign_off}")

    assert ["It failed on Monday."] == item.paragraphs


def test_place_and_agency_alone_on_a_line() -> None:
    """A place of one word with an agency stands above the copy as its dateline."""
    item = iptc("Orvane", "Orvane hylkäsi budjetin =\r\n\r\nSelwyn STT\r\n\r\nBudjetti hylättiin maanantaina.")

    assert ("Selwyn", "Selwyn") == (item.dateline, item.located)
    assert ["Budjetti hylättiin maanantaina."] == item.paragraphs


def test_keywords_name_the_version() -> None:
    """The mark of a version stands among the keywords, too, in Spanish as in English."""
    assert "3rdlead" == iptc("Orvane-vote,3rdlead", "Orvane rejects budget =\r\n\r\nSelwyn (dpa) - No.").version
    assert "2do Ld" == anpa(f"^BC-LT--Orvane-Voto, 2do Ld,0250<\r\n^Orvane rechaza<\r\n{COPY}").version


def test_second_title_of_a_circuit() -> None:
    """A header may have a blank line in it; a title that leaves room for the next word is complete."""
    lines = (
        "ZCZC\nAGI0423 3 CRO 0 R01 /\n\nTerremoto: scossa di magnitudo 4.1 a Selva\nSindaco, nessun danno\n"
        "   (AGI) - Selva, 23 nov. - Una scossa di terremoto e' stata sentita\nquesta mattina.\n230932 NOV 26\n\nNNNN\n"
    )
    item = read_iptc7901(lines.encode())[0]

    assert "Terremoto: scossa di magnitudo 4.1 a Selva" == item.headline
    assert ["Una scossa di terremoto e' stata sentita questa mattina."] == item.paragraphs


def test_correction_for_readers_keeps_its_headline() -> None:
    """A line such as "Correction: … story" is a headline, and no word to the desk."""
    assert "Correction: Orvane Vote story" == anpa(f"^Correction: Orvane Vote story<\r\n{COPY}").headline


def test_sign_off_at_the_margin_is_no_copy() -> None:
    """Initials behind the agency do not go on with a list that ends without a full stop."""
    item = anpa(f"^Orvane rejects budget<\r\n{COPY}   * 65.12 cents on Friday\r\nAAP gr/pmu")

    assert "AAP gr/pmu" == item.notes[-1]


def test_lone_caret_and_repeated_keywords_are_no_headline() -> None:
    """A caret alone, a rule and the keywords said once more stand above the headline."""
    above = "^BC-Orvane-Vote, 2nd Ld<\r\n^BC-Orvane-Vote, 2nd Ld; Eds: adds quote<\r\n^<\r\n^--------<\r\n"
    item = anpa(f"{above}^Orvane rejects budget<\r\n{COPY}", key="BC-Orvane-Vote, 2nd Ld  11-20 0212")

    assert ("Orvane rejects budget", "2nd Ld") == (item.headline, item.version)
    assert ["BC-Orvane-Vote, 2nd Ld; Eds: adds quote"] == item.notes


def test_circuit_that_ends_behind_the_text() -> None:
    """NNNN may stand behind the last control byte; the copy is before it."""
    sent = "ZCZC NTA0231\r\n3 KRA 0190\r\n\x02Bridge open\r\n\r\n   Lindvik (NTA) - The bridge opened.\r\n\x03\x04NNNN"
    (item,) = read_iptc7901(sent.encode())

    assert ("Lindvik", ["The bridge opened."]) == (item.located, item.paragraphs)


@pytest.mark.parametrize(
    ("paragraph", "rest"),
    [
        ("It was close, Bo Ravn told /ritzau/.", "It was close, Bo Ravn told /ritzau/."),
        ("It was close. /ritzau/", "It was close."),
        ("It was close, Bo Ravn said /ritzau/", "It was close, Bo Ravn said"),
    ],
)
def test_agency_that_is_told_something_stays(paragraph: str, rest: str) -> None:
    """An agency between slashes is a signature, but not before the stop of its sentence."""
    assert rest == strip_signature(paragraph)


@pytest.mark.parametrize(
    "line",
    [
        "STORY CAN END HERE. OPTIONAL MATERIAL FOLLOWS.",
        "(Begin optional trim.)",
        "INDEX: NATIONAL WEATHER",
        "@bravn_desk",
        "Utl.: Neue Zahlen ab Absatz 3 =",
        "Keystone-ATS",
    ],
)
def test_lines_of_desks_among_the_copy(line: str) -> None:
    """Where to cut, an index for computers, a handle and an agency alone are not for publication."""
    assert is_apart(line)


def test_last_line_with_the_agency_goes_on_the_one_before() -> None:
    """A name at the end of a paragraph with the agency behind it is no dateline that stands alone."""
    body = 'Frana\r\n   LINDVIK (ANSA) - "Non riapriamo prima di sabato", ha detto la sindaca Ada\r\nBertini. (ANSA).'

    assert ['"Non riapriamo prima di sabato", ha detto la sindaca Ada Bertini.'] == iptc("", body).paragraphs
