"""XML of agencies: what the body says again of the item's fields, leads apart, and which body is the story."""

import base64

import pytest

from briefgen.errors import SourceError
from briefgen.wire import read_story
from briefgen.wire.copy.known_dateline import dateline_of, known_dateline
from briefgen.wire.copy.repeated import clean_copy
from briefgen.wire.item import Item
from briefgen.wire.xml.fields import byline_of
from briefgen.wire.xml.items import read_xml
from briefgen.wire.xml.lead import missing_lead
from conftest import no_blow_up

LEAD = "The harbour of Lindvik was closed on Tuesday after a crane fell, the port authority said."
SECOND = "Nobody was hurt, it said."


def only(xml: str) -> Item:
    items = read_xml(xml.encode())
    assert items is not None
    assert 1 == len(items)
    return items[0]


def nitf(content: str, *, head: str = "", top: str = "") -> str:
    return (
        f"<nitf><head><docdata>{head}</docdata></head><body><body.head>{top}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    )


def newsml(inside: str, more: str = "") -> str:
    management = '<NewsManagement><Status FormalName="Usable"/></NewsManagement>'
    return f'<NewsML><NewsItem xml:lang="en">{management}{inside}</NewsItem>{more}</NewsML>'


def component(role: str, content: str) -> str:
    return (
        f'<NewsComponent><Role FormalName="{role}"/><ContentItem><MediaType FormalName="Text"/>'
        f"<DataContent>{content}</DataContent></ContentItem></NewsComponent>"
    )


def g2(content: str, *, about: str = "", kind: str = "text") -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="3" xml:lang="en">'
        f'<itemMeta><itemClass qcode="ninat:{kind}"/></itemMeta><contentMeta>{about}</contentMeta>'
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def inline(content: str) -> str:
    return f'<inlineXML contenttype="application/xhtml+xml">{content}</inlineXML>'


# --- datelines ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraph", "dateline", "located"),
    [
        ("Bremas (Ostlandia), 4 may (EFE).- La derecha gana.", "Bremas (Ostlandia), 4 may", "Bremas"),
        ("Bremas (Ostlandia), 4 de mayo de 2031 (EFE).- Gana.", "Bremas (Ostlandia), 4 de mayo de 2031", "Bremas"),
        ("Brèmes (Ostlande), 4 mai 2031 (AFP) - Le parti gagne.", "Brèmes (Ostlande), 4 mai 2031", "Brèmes"),
        ("Budapest, 2031. május 4., vasárnap (MTI) - A komp.", "Budapest, 2031. május 4., vasárnap", "Budapest"),
        ("المرسى 4 مايو أيار (رويترز) - جنحت عبارة.", "المرسى 4 مايو أيار", "المرسى"),
        ("(ANSA) - SALVÌ, 04 MAG - Un traghetto.", "SALVÌ, 04 MAG", "Salvì"),
        ("(BELGA) - Een veerboot.", "", ""),
        ("(Belga) Un ferry.", "", ""),
        ("LINDVIK, Norv. (NTA) — The crane.", "LINDVIK, Norv.", "Lindvik"),
        ("Lindvik, Norvania (NTA) Crane falls.", "Lindvik, Norvania", "Lindvik"),
        ("Lindvik – Crane falls.", "Lindvik", "Lindvik"),
        ("LINDVIK. May 4 (NTA) - Crane falls.", "LINDVIK. May 4", "Lindvik"),
        ("04.05.2031 Zalesin (PAP) - Crane falls.", "04.05.2031 Zalesin", "Zalesin"),
        ("【リンドビク共同】クレーンが倒れた。", "リンドビク", "リンドビク"),
        ("(린드비크=연합뉴스) 홍길동 기자 = 크레인이 쓰러졌다.", "린드비크", "린드비크"),
    ],
)
def test_a_dateline_is_told_by_its_agency_or_by_the_fields(paragraph: str, dateline: str, located: str) -> None:
    """Brackets may hold a country, and days stand in many ways; the agency or the item's own place ends a dateline."""
    found = known_dateline(paragraph, known="Lindvik", source="NTA")
    assert found is not None
    assert (dateline, located) == (found.dateline, found.located)
    assert paragraph.endswith(found.rest)
    assert dateline not in found.rest or not dateline


@pytest.mark.parametrize(
    "paragraph",
    [
        "Anna Berg (SPD) - die Ministerin - kam.",
        "Senator Otto Hagg (R-Ostland) — Ostland's oldest — said no.",
        "The European Union (EU) - Ostland is no member - pays.",
        "It was on 4 May (Sunday) that it fell.",
        "Lindvik (NTA) said no - The crane stood.",
        "Lindvik - a small town - is old.",
        "May 4 (Sunday) - All day: harbour festival.",
        "(NTAG) The crane stood.",
        "A - B",
        "",
    ],
)
def test_prose_is_no_dateline(paragraph: str) -> None:
    """A party, a state or an aside in brackets or dashes stays in the copy."""
    assert known_dateline(paragraph, known="Lindvik", source="NTA") is None


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("(ANSA) - SALVÌ, 04 MAG -", ("SALVÌ, 04 MAG", "Salvì")),
        ("NORVIK, Ostland--(BUSINESS WIRE)--", ("NORVIK, Ostland", "Norvik")),
        ("NORVIK, May 4, 2031 /PRNewswire/ --", ("NORVIK, May 4, 2031", "Norvik")),
        ("SUNDERLAND, May 4", ("SUNDERLAND, May 4", "Sunderland")),
        ("RIO DE JANEIRO", ("RIO DE JANEIRO", "Rio de Janeiro")),
        ("Berne (ats)", ("Berne", "Berne")),
        ("May 4", ("May 4", None)),
        ("14:45", (None, None)),
    ],
)
def test_a_dateline_field_gives_its_place(field: str, expected: tuple[str | None, str | None]) -> None:
    """Agency and dashes leave the dateline; a place is one though it begins like a month or a day."""
    assert expected == dateline_of(field)


def test_the_dateline_below_the_main_points_is_found() -> None:
    """Main points and a byline may stand above the paragraph that begins with the dateline."""
    item = only(
        nitf(
            "<p>* Shares fall 4 percent</p><p>By Ola Aune</p>"
            f"<p>LINDVIK, May 4 (NTA) - {LEAD}</p><p>((ola@nta.example; +44 20 7000 0000))</p>"
        )
    )
    story = item.to_story()
    assert ("Ola Aune", "LINDVIK, May 4", "Lindvik", "NTA") == (
        story.byline,
        story.dateline,
        story.located,
        story.provider,
    )
    assert f"* Shares fall 4 percent\n\n{LEAD}" == story.text


def test_the_fields_count_more_than_the_body() -> None:
    """What the item says in its fields is kept, and what the body repeats of it goes."""
    item = only(
        nitf(
            f"<p>Lindvik</p><p>{LEAD}</p><p>Ola Aune, NTA</p>",
            head='<doc.copyright holder="NTA"/>',
            top="<byline>Ola Aune</byline><dateline><location>Lindvik</location>, May 4</dateline>",
        )
    )
    assert ([LEAD], "Lindvik, May 4", ["Ola Aune, NTA"]) == (item.paragraphs, item.dateline, item.notes)


def test_a_dateline_alone_on_its_line_is_no_copy() -> None:
    """A place in capitals with the agency may be a paragraph of its own, as may who signs for it at the end."""
    item = only(nitf(f"<p>LINDVIK TT</p><p>{LEAD}</p><p>Karin Lund/TT</p>"))
    assert ([LEAD], "LINDVIK", "Lindvik", "Karin Lund") == (item.paragraphs, item.dateline, item.located, item.byline)


# --- the end ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("Nobody was hurt, he said. PTI ABC XYZ", "Nobody was hurt, he said."),
        ("Nobody was hurt. /nta/", "Nobody was hurt."),
        ("Nobody was hurt. ==NTA", "Nobody was hurt."),
        ("Nobody was hurt. (NTA)", "Nobody was hurt."),
        ("Nobody was hurt. (LVS, GEE, nl)", "Nobody was hurt."),
        ("Nobody was hurt. AGERPRES / (autor: Dan Ilie, editor: Ana Radu)", "Nobody was hurt."),
        ("He works for the NTA.", "He works for the NTA."),
        ("“No,” he told the paper in Oslo", "“No,” he told the paper in Oslo"),
    ],
)
def test_the_agency_signs_the_last_paragraph(last: str, expected: str) -> None:
    """The agency after the last sentence is its signature; in a sentence it is copy."""
    item = Item(paragraphs=[LEAD, last], provider="NTA")
    clean_copy(item)
    assert [LEAD, expected] == item.paragraphs


@pytest.mark.parametrize(
    "last",
    [
        "JDB/FRL/",
        "Y8A-MC/ S0A QBXB",
        "NTA",
        "-- NTA",
        "(foto) (vídeo)",
        "(écrit par Jeanne Duval; édité par Kit Rowe)",
        "(إعداد أحمد علي - تحرير منى حسن)",
        "Ola Aune",
        "By Ola Aune, NTA",
        "NTA, Lindvik",
        "(END) Dow Jones Newswires",
        "(Schluss) kre/wob",
        "/ДС/",
        "12-NOV-31 10:12 NNNN",
        "November 12, 2031 08:30 ET (13:30 GMT)",
    ],
)
def test_lines_below_the_copy_go_to_the_notes(last: str) -> None:
    """Initials, credits in any language, who wrote it and when it was sent are not for publication."""
    item = Item(paragraphs=[LEAD, SECOND, last], provider="NTA", byline="Ola Aune")
    clean_copy(item)
    assert ([LEAD, SECOND], [last]) == (item.paragraphs, item.notes)


@pytest.mark.parametrize(
    "last",
    [
        "(He did not say why.)",
        "(The port later said it would appeal - and did.)",
        "Tide",
        "NTA won.",
        "At 10:15 on 12 May 2031, at 09:40, it fell.",
        "Lindvik 3, Marstad 1.",
    ],
)
def test_copy_at_the_end_stays(last: str) -> None:
    """A sentence in brackets is copy."""
    item = Item(paragraphs=[LEAD, last], provider="NTA")
    clean_copy(item)
    assert [LEAD, last] == item.paragraphs


def test_one_paragraph_always_stays() -> None:
    """What is all the copy there is cannot be a sign-off."""
    item = Item(paragraphs=["NTA/ABC"], provider="NTA")
    clean_copy(item)
    assert ["NTA/ABC"] == item.paragraphs


def test_a_note_among_the_copy_does_not_end_it() -> None:
    """A note that is told in its own paragraph is taken out, and the copy goes on; marks between two takes, too."""
    item = only(nitf(f"<p>{LEAD}</p><p>mfl</p><p>Note to editors: film follows.</p><p>{SECOND}</p>"))
    assert [LEAD, SECOND] == item.paragraphs
    assert "Note to editors: film follows." == item.ednote


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (["SHOTLIST:", "1. Various of crane", "STORYLINE:", LEAD, SECOND], [LEAD, SECOND]),
        (["VIDEO SHOWS: CRANE", f"STORY: {LEAD}", SECOND], [LEAD, SECOND]),
        ([LEAD, SECOND, "SHOTLIST LINDVIK, MAY 4", "-WS crane", 'SOUNDBITE 1 - Ola Aune: "It fell."'], [LEAD, SECOND]),
        (["SHOTLIST:", "1. Various of crane"], ["SHOTLIST:", "1. Various of crane"]),
    ],
)
def test_a_list_of_shots_is_no_copy(sent: list[str], kept: list[str]) -> None:
    """A film's shots stand above the heading of its story or below it; alone they are all there is."""
    item = Item(paragraphs=sent)
    clean_copy(item)
    assert kept == item.paragraphs


def test_an_indented_line_begins_a_paragraph() -> None:
    """Where lines are flush but for the first of each paragraph, one of a single line is a paragraph, too."""
    text = (
        "   The harbour of Lindvik was closed on Tuesday after a crane fell onto the\nquay, the port said.\n"
        "   Nobody was hurt in the fall, which blocked the quay for a day.\n   ov jh\n"
        "   (The desk can be reached at desk@nta.example)\n"
    )
    story = read_story(newsml(component("Main", text)).encode())
    assert "Nobody was hurt in the fall, which blocked the quay for a day." == story.text.split("\n\n")[-1]


def test_a_place_in_capitals_is_written_as_in_a_sentence() -> None:
    """Metadata repeat the dateline's capitals, and a stop may stand between place and day."""
    about = "<located><name>PORT ARROW</name></located>"
    assert "Port Arrow" == only(g2(inline(f"<p>{LEAD}</p>"), about=about)).located
    assert "Lindvik" == only(nitf(f"<p>LINDVIK. May 4 (NTA) - {LEAD}</p>")).located


# --- leads, headlines, bodies -------------------------------------------------------------------------------------


def test_a_lead_that_stands_in_the_abstract_alone_is_not_lost() -> None:
    """An abstract is the lead where the body does not say what it says."""
    top = f"<abstract><p>{LEAD}</p></abstract>"
    assert [LEAD, "Crews want a fifth day off each month, union secretary Bill Hanrahan wrote."] == (
        only(
            nitf("<p>Crews want a fifth day off each month, union secretary Bill Hanrahan wrote.</p>", top=top)
        ).paragraphs
    )


@pytest.mark.parametrize(
    "body",
    [
        [LEAD, SECOND],
        ["A crane fell in Lindvik on Tuesday, and the port authority closed the harbour.", SECOND],
        ["LINDVIK, May 4 (NTA) - Ships had to wait.", SECOND],
    ],
)
def test_an_abstract_that_sums_up_the_body_is_not_told_twice(body: list[str]) -> None:
    """A body that repeats the abstract, or begins with a dateline, has a lead of its own."""
    assert [] == missing_lead([LEAD], body)


def test_a_kicker_is_no_lead() -> None:
    """A line that is short or no sentence is not put above the copy; a sentence is all there is without a body."""
    assert [] == missing_lead(
        ["ON THIS DAY", "What the vote means for the people of Ostland and their neighbours"], [SECOND]
    )
    assert [LEAD] == missing_lead([LEAD], [])


def test_the_abstract_of_a_picture_is_no_story() -> None:
    """Where there is a picture and no copy, the abstract is about the picture."""
    media = '<media media-type="image"><media-caption>A crane.</media-caption></media>'
    item = only(nitf(media, top=f"<abstract><p>{LEAD}</p></abstract>"))
    assert ([], "picture") == (item.paragraphs, item.kind)


@pytest.mark.parametrize("body", [f"<p>{SECOND}</p>", f"<p>{LEAD}</p><p>{SECOND}</p>"])
def test_a_lead_in_a_component_of_its_own_comes_first(body: str) -> None:
    """NewsML may part lead and body; the lead is told once."""
    parts = component("Title", "Harbour closed") + component("Lead", f"<p>{LEAD}</p>") + component("Body", body)
    assert [LEAD, SECOND] == only(newsml(f"<NewsComponent>{parts}</NewsComponent>")).paragraphs


def test_an_update_is_no_story() -> None:
    """An item that changes parts of an earlier one is refused alone and passed over beside a whole one."""
    update = '<Update><Replace DuidRef="h"><HeadLine>Harbour open</HeadLine></Replace></Update>'
    with pytest.raises(SourceError, match="only updates parts of an item"):
        read_xml(newsml(update).encode())
    whole = f"<NewsItem>{component('Main', f'<p>{LEAD}</p>')}</NewsItem>"
    assert [LEAD] == only(newsml(update, whole)).paragraphs


def test_the_plain_text_with_the_headline_in_it_is_not_the_fuller_one() -> None:
    """Of two renditions of one body the marked-up one is taken, though the plain one is longer by its headline."""
    plain = f'<inlineData contenttype="text/plain">Harbour closed\n{LEAD}\n{SECOND}</inlineData>'
    item = only(g2(plain + inline(f"<p>{LEAD}</p><p>{SECOND}</p>"), about="<headline>Harbour closed</headline>"))
    assert [LEAD, SECOND] == item.paragraphs


def test_the_headline_is_in_the_language_of_the_item() -> None:
    """Of several headlines without a role, that of the item's language counts."""
    headlines = '<headline xml:lang="fr">Port fermé</headline><headline xml:lang="en-GB">Harbour closed</headline>'
    assert "Harbour closed" == only(g2(inline(f"<p>{LEAD}</p>"), about=headlines)).headline


def test_a_headline_that_was_escaped_twice_is_plain() -> None:
    """No entity and no tag is left in a field."""
    headline = "<headline>Port&amp;#8217;s &lt;b&gt;boss&lt;/b&gt; &amp;amp; crew</headline>"
    assert "Port’s boss & crew" == only(g2(inline(f"<p>{LEAD}</p>"), about=headline)).headline


@pytest.mark.parametrize("markup", ["<html><head><title>Harbour closed</title></head><body>", "<html><body>"])
def test_the_page_names_the_headline_where_no_field_does(markup: str) -> None:
    """The title or the first heading of XHTML is the headline, and not a paragraph."""
    item = only(g2(inline(f"{markup}<h1>Harbour closed</h1><p>{LEAD}</p></body></html>")))
    assert ("Harbour closed", [LEAD]) == (item.headline, item.paragraphs)


def test_a_picture_with_its_caption_is_no_story() -> None:
    """One paragraph beside a picture is its caption; a text that is called a picture by mistake is read."""
    picture = '<remoteContent href="a.jpg" contenttype="image/jpeg"/>'
    caption = only(g2(picture + inline(f"<p>{LEAD}</p>"), kind="picture"))
    assert ([], [LEAD], "picture") == (caption.paragraphs, caption.notes, caption.kind)
    assert [LEAD] == only(g2(inline(f"<p>{LEAD}</p>"), kind="picture")).paragraphs


def test_credits_of_a_block_are_no_copy() -> None:
    """A block may begin with a dateline and a copyright line, and end with its source."""
    block = f"<dateline>LINDVIK</dateline><copyrite>(c) NTA</copyrite><p>{LEAD}</p><datasource>Port</datasource>"
    item = only(nitf(f"<block>{block}</block>"))
    assert ([LEAD], "Lindvik", ["(c) NTA", "Port"]) == (item.paragraphs, item.located, item.notes)


def test_what_a_correction_says_is_an_ed_note() -> None:
    """The element for corrections holds what editors need to know."""
    assert "Corrects the day" == only(nitf(f"<p>{LEAD}</p>", head='<correction info="Corrects the day"/>')).ednote


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("By Ola Aune", "Ola Aune"),
        ("Von Karl Brunner, dpa", "Karl Brunner"),
        ("Par Jeanne DUVAL", "Jeanne DUVAL"),
        ("/nta/", "nta"),
        ("Avery Holm", "Avery Holm"),
        ("Parker Von Stahl", "Parker Von Stahl"),
        ("By Ola Aune, ola@nta.example", "Ola Aune"),
        ("{{byline}}", None),
        (" ", None),
    ],
)
def test_a_byline_has_no_by(field: str, expected: str | None) -> None:
    """In whichever language it is said; a name that begins alike stays whole."""
    assert expected == byline_of(field)


def test_a_bold_line_before_a_break_is_a_paragraph() -> None:
    """A headline set in bold above the first sentence is not a part of it; bold words in a sentence are."""
    item = only(g2(inline(f"<p><b>Harbour closed</b><br/>{LEAD}</p><p>It <b>may</b><br/>reopen.</p>")))
    assert ["Harbour closed", LEAD, "It may reopen."] == item.paragraphs


def test_inline_data_in_base64_is_unpacked() -> None:
    """The encoding of inline data is undone; what is none gives no copy."""
    packed = base64.b64encode(f"{LEAD}\n\n{SECOND}".encode()).decode()
    assert [LEAD, SECOND] == only(g2(f'<inlineData encoding="base64">{packed}</inlineData>')).paragraphs
    assert [] == only(g2('<inlineData encoding="base64">x</inlineData>')).paragraphs


def test_a_brief_story_is_read_from_bytes() -> None:
    """All of it together: Latin-1 that is Windows-1252, a dateline with a country, a signature, initials."""
    xml = nitf(f"<p>Brèmes (Ostlande), 4 mai (AFP) - {LEAD}</p><p>“{SECOND}” AFP</p><p>jd/ab</p>")
    story = read_story(f'<?xml version="1.0" encoding="iso-8859-1"?>{xml}'.encode("cp1252"))
    assert (f"{LEAD}\n\n“{SECOND}”", "Brèmes", "AFP") == (story.text, story.located, story.provider)


@pytest.mark.parametrize("piece", ["(", "(a) - ", "/a/ ", "A ", "【", "— A", "a/", "(a; b) ", "é."])
def test_long_paragraphs_take_no_longer_than_their_length(piece: str) -> None:
    """Hostile copy does not make the patterns slow."""
    item = Item(paragraphs=["x", piece * 300_000], provider="NTA", byline="x", dateline="Lindvik")
    with no_blow_up():
        clean_copy(item)


def test_below_an_end_mark_in_brackets_is_no_copy() -> None:
    """A placeholder in capitals goes, but an end mark ends the story with what follows it."""
    rest = "<p>[ENDS]</p><p>The port was founded in 1841.</p><p>Ida Holt, 020 7946 0155</p>"
    story = read_story(nitf(f"<p>{LEAD}</p><p>[PHOTO HERE]</p><p>{SECOND}</p>{rest}").encode())

    assert f"{LEAD}\n\n{SECOND}" == story.text


@pytest.mark.parametrize(
    "hidden",
    [
        "<p><del>The source is Ida Holt.</del></p>",
        "<p><s>The source is Ida Holt.</s></p>",
        '<p style="text-decoration: line-through">The source is Ida Holt.</p>',
        '<div class="not-for-publication"><p>The source is Ida Holt.</p></div>',
    ],
)
def test_what_markup_strikes_out_is_no_copy(hidden: str) -> None:
    """Deleted words and what is named as not for publication stay out of the copy; a class of one letter is none."""
    item = only(g2(inline(f'<html><body><p>{LEAD}</p>{hidden}<p class="s">{SECOND} <del>Two</del></p></body></html>')))

    assert [LEAD, SECOND] == item.paragraphs
