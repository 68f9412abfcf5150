"""XML of agencies: how their desks sign, refer and send on, and text that was encoded twice on the way."""

import pytest

from briefgen.wire import read_story
from briefgen.wire.copy.byline import without_agency
from briefgen.wire.copy.dateline import place_name
from briefgen.wire.encoding.garbled import mended
from briefgen.wire.page.charset import page_text
from briefgen.wire.xml.fields import byline_of
from conftest import no_blow_up

LEAD = "The harbour of Lindvik was closed on Tuesday after a crane fell, the port authority said."
SECOND = "Nobody was hurt, it said."
TWO = f"{LEAD}\n\n{SECOND}"


def nitf(content: str, top: str = "", *, agency: str = "NTA") -> bytes:
    return (
        f"<nitf><head><docdata><doc.copyright holder='{agency}'/></docdata></head><body><body.head>{top}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    ).encode()


def g2(content: str, about: str = "") -> bytes:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="3" xml:lang="en">'
        f"<itemMeta><provider literal='NTA'/></itemMeta><contentMeta>{about}</contentMeta><contentSet>"
        f'<inlineXML contenttype="application/xhtml+xml">{content}</inlineXML></contentSet></newsItem>'
    ).encode()


@pytest.mark.parametrize("taken_for", ["latin-1", "cp1252"])
@pytest.mark.parametrize(
    "text", ["– Spåret var «halt», säger Älvås.", "Новий міст у Липовці.", "Ο δήμαρχος.", "新橋は四月に開通。"]
)
def test_text_encoded_twice_is_mended(text: str, taken_for: str) -> None:
    """One rule for pages, XML and JSON: in whichever letters, the text is what it was before."""
    sent = "".join(
        bytes([byte]).decode(taken_for, errors="ignore") or bytes([byte]).decode("latin-1") for byte in text.encode()
    )
    assert text == mended(sent) == page_text(sent.encode(), sent)


@pytest.mark.parametrize("text", ["Il a dit : CAFÉ»", "NÃO em SÃO TOMÉ", "ÇA À «Évreux», ÎLE–", "Ünlü Ä”", "â€œA"])
def test_words_that_only_look_so_stay(text: str) -> None:
    """A capital before a closing quote is no sign where nothing else of the text is garbled."""
    assert text.replace("â€œ", "“") == mended(text)


def test_a_closing_quote_whose_last_byte_was_dropped() -> None:
    """Its third byte means nothing in Windows-1252, and is lost; in Latin-1 all three came through."""
    assert "He said “no”." == mended("He said â€œnoâ€.")
    assert "Älvsund – nu" == mended("Älvsund â\x80\x93 nu")
    with no_blow_up():
        mended("Ãâ€Ð" * 20_000)


def test_a_headline_that_was_encoded_twice() -> None:
    """The fields of an item are mended as its copy is, though most of it came through whole."""
    sent = g2(f"<p>{LEAD} Det är så. Över ån, efter år, på sjön.</p>", "<headline>Hafen fÃ¼r Monate zu</headline>")
    assert "Hafen für Monate zu" == read_story(sent).headline


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("STT, Kaisa Ahola", "Kaisa Ahola"),
        ("NTB-Kari Vik", "Kari Vik"),
        ("Keystone-SDA, Reto Senn", "Reto Senn"),
        ("Hemi Tait of AAP", "Hemi Tait"),
        ("Ola Aune (NTB)", "Ola Aune"),
        ("Ana Reis, da Lusa", "Ana Reis"),
        ("Ola Aune, AP Senior Harbour Writer", "Ola Aune"),
        ("Ola Aune / Harbour News", "Ola Aune / Harbour News"),
        ("Ola Aune, Harbour Writer", "Ola Aune, Harbour Writer"),
        ("NTB", "NTB"),
    ],
)
def test_a_byline_has_no_agency(byline: str, name: str) -> None:
    """Before the name or behind it; a paper and a role stay, and an agency that stands alone."""
    assert name == byline_of(byline)


def test_a_hostile_byline_is_read_in_linear_time() -> None:
    """Separators and agencies without end."""
    with no_blow_up():
        without_agency("AP/AP-" * 20_000)
        without_agency("AP, " * 20_000)


def test_small_words_of_a_place_in_capitals() -> None:
    """They are small between hyphens, too; the first word never is."""
    assert ("Vaux-sur-Lierre", "Lindvik am Main") == (place_name("VAUX-SUR-LIERRE"), place_name("LINDVIK AM MAIN"))
    assert "Les Brèmes" == place_name("LES BRÈMES")


def test_a_city_in_capitals_is_a_place() -> None:
    """The markup of a dateline names it as the wire writes it, sometimes with its province."""
    story = read_story(
        nitf(f"<p>{LEAD}</p>", "<dateline><location><city>LINDVIK (OST)</city></location> 12 MAY</dateline>")
    )
    assert "Lindvik" == story.located


def test_a_dateline_that_the_field_says_again_needs_no_dash() -> None:
    """With its day and whoever stands in it, it is the dateline of the item."""
    story = read_story(
        nitf(
            f"<p>Lindvik, May 2 /Ola Aune, NTA desk/ {LEAD}</p>", "<dateline>Lindvik, May 2 /Ola Aune, NTA/</dateline>"
        )
    )
    assert (LEAD, "Lindvik, May 2", "Lindvik") == (story.text, story.dateline, story.located)


@pytest.mark.parametrize(
    "last",
    [
        "--- Note til redaktionen: Kontakt havnen, telefon 72 26 00 00.",
        "-- By Ola Aune in Port Arrow",
        "1010123",
        "Nta /oa/kl",
        "Read also: <a href='x'>The crane of Lindvik was old.</a>",
        "UPDATES with a comment, background ///",
        "Also Read | <a href='x'>The crane of Lindvik was old</a>",
    ],
)
def test_what_stands_below_the_copy(last: str) -> None:
    """Notes below a rule, who wrote it, a code, initials and references to other stories are no copy."""
    assert TWO == read_story(nitf(f"<p>{LEAD}</p><p>{SECOND}</p><p>{last}</p>")).text


@pytest.mark.parametrize(
    "sentence",
    [
        'The report is <a href="x">on the page of the port</a>.',
        'He said: <a href="x">it fell</a>, and went on.',
        'The port authority wrote to us: <a href="x">a bolt had broken.</a>',
    ],
)
def test_a_link_in_a_sentence_is_copy(sentence: str) -> None:
    """Only a label of a few words and a link to the end of the paragraph refer to something else."""
    assert "port" in read_story(nitf(f"<p>{LEAD}</p><p>{sentence}</p>")).text
    assert 2 == read_story(nitf(f"<p>{LEAD}</p><p>{sentence}</p>")).text.count("\n\n") + 1


def test_the_agency_below_the_byline_goes_with_it() -> None:
    """Above the dateline, a byline may have the agency or a title on a line of its own."""
    story = read_story(
        g2(
            f"<p>By OLA AUNE and LEE TAM</p><p>AP Harbour Writer</p><p>LINDVIK (AP) - {LEAD}</p>",
            "<headline>Crane falls</headline>",
        )
    )
    assert (LEAD, "OLA AUNE and LEE TAM") == (story.text, story.byline)


def test_every_headline_that_the_body_repeats_is_taken_off() -> None:
    """A subheadline as well."""
    story = read_story(
        g2(
            f"<p>Nobody hurt - port: closed</p><p>{LEAD}</p>",
            "<headline>Crane falls</headline><headline role='x:sub'>Nobody hurt - port: closed</headline>",
        )
    )
    assert (LEAD, "Crane falls") == (story.text, story.headline)


def test_an_author_between_agency_and_copy() -> None:
    """In capitals, as Turkish services have it; the dateline of the field does not hide the name."""
    story = read_story(g2(f"<p>LINDVIK (AA) - OLA AUNE - {LEAD}</p>", "<dateline>LINDVIK</dateline>"))
    assert (LEAD, "OLA AUNE", "Lindvik") == (story.text, story.byline, story.located)


def test_a_dateline_before_a_colon() -> None:
    """In capitals and as the item names it; another word before a colon is copy."""
    top = "<dateline>LINDVIK</dateline>"
    assert LEAD == read_story(nitf(f"<p>LINDVIK: {LEAD}</p>", top)).text
    assert f"Lindvik: {LEAD}" == read_story(nitf(f"<p>Lindvik: {LEAD}</p>", top)).text


@pytest.mark.parametrize("mark", ["1st Ld-Writethru", "4th Writethru", "Writethru"])
def test_the_writethru_mark_of_a_key(mark: str) -> None:
    """It counts more than the number of the version."""
    key = f"<docdata><du-key key='Crane, {mark}' version='1'/>"
    assert mark == read_story(nitf(f"<p>{LEAD}</p>").replace(b"<docdata>", key.encode())).version


def test_a_place_is_named_in_the_language_of_the_item() -> None:
    """Of several names, the one in its language; else the first."""
    names = "<name xml:lang='fr'>Bruxelles</name><name xml:lang='en'>Brussels</name>"
    assert "Brussels" == read_story(g2(f"<p>{LEAD}</p>", f"<located>{names}</located>")).located
    assert "Brussel" == read_story(g2(f"<p>{LEAD}</p>", "<located><name>Brussel</name></located>")).located


def test_a_lead_below_the_headline_stays_in_the_copy() -> None:
    """What ends with a stop is the lead, though the item has it as a subheadline, too."""
    lead = "Nobody was hurt and the port stays open."
    top = f"<headline>Crane falls</headline><headline role='x:sub'>{lead}</headline>"
    assert f"{lead}\n\n{SECOND}" == read_story(g2(f"<p>{lead}</p><p>{SECOND}</p>", top)).text


@pytest.mark.parametrize("line", ["STT", "PR Newswire", "NTA0211 5 CI 0180 II   Do, 12.Nov 2026"])
def test_the_agency_above_the_copy(line: str) -> None:
    """Its name, or the header of its telegram, alone on a line."""
    story = read_story(g2(f"<p>{line}</p><p>{LEAD}</p><p>{SECOND}</p>"))
    assert TWO == story.text


@pytest.mark.parametrize(
    "last",
    [
        "Notat: Ola Aune træffes på tlf. 55 12 34 56 indtil klokken 14.",
        "Lisätietoja toimituksille: Ola Aune, puh. 09 6958 1234.",
    ],
)
def test_a_label_and_a_telephone_make_a_contact(last: str) -> None:
    """In whichever language, and though it is a sentence."""
    story = read_story(g2(f"<p>{LEAD}</p><p>{SECOND}</p><p>{last}</p>"))
    assert (TWO, (last,)) == (story.text, story.notes)


def test_the_heading_of_a_contact_goes_with_it() -> None:
    """In whichever language: it ends with a colon, and a number or an address stands below."""
    card = "<p>För ytterligare information:</p><p>Ola Aune, vd, tel: +46 70 555 12 34</p>"
    assert TWO == read_story(g2(f"<p>{LEAD}</p><p>{SECOND}</p>{card}")).text


@pytest.mark.parametrize(
    ("sent", "expected"),
    [("TT", None), ("LINDVIK, Nov. 12 Kyodo", "LINDVIK, Nov. 12"), ("LINDVIK, Nov. 12", "LINDVIK, Nov. 12")],
)
def test_an_agency_is_no_part_of_a_dateline(sent: str, expected: str | None) -> None:
    """Neither alone nor behind the day."""
    assert expected == read_story(g2(f"<p>{LEAD}</p>", f"<dateline>{sent}</dateline>")).dateline


@pytest.mark.parametrize(
    ("below", "byline"),
    [
        (["(By Lin Mei and Ola Aune)", "Enditem/cs"], "Lin Mei and Ola Aune"),
        (["(完)"], None),
        (["— Avec des informations de Radio-Lindvik", "Zoé Aune, La Presse Canadienne"], "Zoé Aune"),
        (["NPK-Siri Aune"], None),
        (["(Nta) xkos ymar"], None),
        (["msz \\ nki \\ nki"], None),
    ],
)
def test_how_the_copy_is_signed(below: list[str], byline: str | None) -> None:
    """By a name in brackets or before its agency, an end mark of Asian agencies alone on its line, and thanks."""
    rows = "".join(f"<p>{each}</p>" for each in below)
    story = read_story(g2(f"<p>{LEAD}</p><p>{SECOND}</p>{rows}"))
    assert (TWO, byline) == (story.text, story.byline)


def test_a_line_with_a_mailbox_below_the_copy() -> None:
    """Below the copy it says where the writer is reached, in whichever words."""
    last = "Ann Dorsey can be reached at adorsey@lindvik.example or 555-010-4444."
    story = read_story(nitf(f"<p>{LEAD}</p><p>{SECOND}</p><p>{last}</p>"))
    assert (TWO, (last,)) == (story.text, story.notes)


def test_archive_of_a_paper_sends_the_lead_twice() -> None:
    """The block with the full text is the copy; a name turned around for an archive is no second writer."""
    top = "<byline class='print_byline'>By JO DELLAN</byline><byline class='normalized_byline'>Dellan, Jo</byline>"
    blocks = f"<block class='lead_paragraph'><p>LEAD: {LEAD}</p></block><block class='full_text'><p>{LEAD}</p></block>"
    story = read_story(nitf(blocks, top))

    assert ("JO DELLAN", LEAD) == (story.byline, story.text)


def test_mailbox_behind_a_name_is_apart() -> None:
    """An address in an element of its own does not run into the name before it."""
    top = "<byline><person>Ana Vik Matić</person><virtloc>ana.vik@nta.example</virtloc></byline>"

    assert read_story(nitf(f"<p>{LEAD}</p>", top)).byline == "Ana Vik Matić"
