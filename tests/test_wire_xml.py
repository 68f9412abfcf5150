"""XML of agencies: NITF, NewsML 1.2 and NewsML-G2; what is in the story, what is not, and what is refused."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.xml.body import body_of
from briefgen.wire.xml.items import read_xml
from briefgen.wire.xml.parse import parse_xml
from briefgen.wire.xml.tree import parse_date

REAL = Path(__file__).resolve().parents[2] / "shared/data/wire"
needs_real_items = pytest.mark.skipif(not REAL.is_dir(), reason="the real items are not here")

LEAD = "The harbour of Lindvik was closed on Tuesday after a crane fell."
SECOND = "Nobody was hurt, the port authority said."
WILL_BE_USABLE = (
    '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
    "<DateAndTime>20310504T030201Z</DateAndTime></StatusWillChange>"
)


def only(xml: str | bytes) -> Item:
    items = read_xml(xml.encode() if isinstance(xml, str) else xml)
    assert items is not None
    assert 1 == len(items)
    return items[0]


def nitf(content: str, *, head: str = "", top: str = "") -> str:
    return (
        f"<nitf><head>{head}</head><body><body.head>{top}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    )


def paragraphs(content: str) -> list[str]:
    return only(nitf(content)).paragraphs


def newsml(components: str, management: str = '<Status FormalName="Usable"/>') -> str:
    return (
        f'<NewsML Version="1.2"><NewsItem xml:lang="en"><NewsManagement>{management}</NewsManagement>'
        f"{components}</NewsItem></NewsML>"
    )


def component(content: str, *, role: str = "", lines: str = "", media: str = "Text") -> str:
    return (
        f"<NewsComponent>{f'<Role FormalName={role!r}/>' if role else ''}<NewsLines>{lines}</NewsLines><ContentItem>"
        f'<MediaType FormalName="{media}"/><DataContent>{content}</DataContent></ContentItem></NewsComponent>'
    )


def g2(content: str, *, meta: str = "", about: str = "", kind: str = "text") -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="3" xml:lang="en">'
        f'<itemMeta><itemClass qcode="ninat:{kind}"/>{meta}</itemMeta><contentMeta>{about}</contentMeta>'
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def inline(content: str) -> str:
    return f'<inlineXML contenttype="application/xhtml+xml">{content}</inlineXML>'


# --- bytes and well-formedness -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("iso-8859-1", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("utf-16", "utf-8"),
        ("no-such-charset", "utf-8"),
    ],
)
def test_a_wrong_declaration_does_not_garble_the_copy(declared: str, encoding: str) -> None:
    """What the bytes are counts, whatever encoding is declared."""
    text = f'<?xml version="1.0" encoding="{declared}"?>{nitf("<p>Café “Zoë” in Århus paid €5.</p>")}'

    assert ["Café “Zoë” in Århus paid €5."] == only(text.encode(encoding)).paragraphs


@pytest.mark.parametrize(("declared", "words"), [("iso-8859-2", "Łódź i Gdańsk."), ("windows-1251", "Всё тихо.")])
def test_a_declared_charset_is_believed_where_the_bytes_are_no_utf8(declared: str, words: str) -> None:
    """Other charsets than Windows-1252 are read as declared."""
    text = f'<?xml version="1.0" encoding="{declared}"?>{nitf(f"<p>{words}</p>")}'

    assert [words] == only(text.encode(declared)).paragraphs


def test_utf8_that_was_encoded_twice_is_mended() -> None:
    """A program that took UTF-8 for Windows-1252 leaves a pattern that no copy has."""
    garbled = nitf("<p>The mayor’s “plan” — déjà vu.</p>").encode().decode("cp1252", errors="ignore")

    assert ["The mayor’s “plan” — déjà vu."] == only(garbled).paragraphs


def test_one_sequence_that_looks_garbled_is_left_alone() -> None:
    """An accent before a closing quote is French, not a second encoding."""
    assert ["Il a dit « ÇA SUFFIT, CAFÉ» à Évreux, où il était né."] == paragraphs(
        "<p>Il a dit « ÇA SUFFIT, CAFÉ» à Évreux, où il était né.</p>"
    )


@pytest.mark.parametrize(
    "sent",
    [
        "Smith & Sons paid 5 < 6 kroner.",
        "Smith &amp; Sons\x02 paid 5 &lt; 6\x1f kroner.",
        "Smith&nbsp;&amp; Sons paid 5 &lt; 6&#2; kroner.",
        "Smith &amp;amp; Sons paid 5 &lt; 6 kroner.",
    ],
)
def test_slips_in_the_copy_are_mended(sent: str) -> None:
    """Stray signs, control bytes and entities without a DTD cost no word."""
    assert ["Smith & Sons paid 5 < 6 kroner."] == paragraphs(f"<p>{sent}</p>")


def test_an_entity_of_a_dtd_that_is_not_read_is_not_lost() -> None:
    """With a DOCTYPE, the parser would drop an unknown entity without a word."""
    document = f'<!DOCTYPE nitf SYSTEM "nitf-3-1.dtd">{nitf("<p>Caf&eacute;&mdash;bar in town.</p>")}'

    assert ["Café—bar in town."] == only(document).paragraphs


def test_a_break_that_is_not_closed_is_one() -> None:
    """HTML's `<br>` does not swallow the rest of the story."""
    assert [LEAD, SECOND] == paragraphs(f"<p>{LEAD}<br><br>{SECOND}</p>")


def test_an_item_that_is_cut_off_is_refused() -> None:
    """Half a story must not pass for a whole one."""
    with pytest.raises(SourceError, match="cut off"):
        read_xml(nitf(f"<p>{LEAD}</p><p>{SECOND}</p>").encode()[:-40])


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><nitf>&y;</nitf>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><p>&x;</p></body></nitf>',
        '<!-- <a> --><!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><nitf/>',
        "<a>" * 300 + "</a>" * 300,
        "<nitf>" + "<a>" * 100_000,
        "<nitf>" + "<a/>" * 250_000 + "</nitf>",
        "<nitf " + " ".join(f"a{number}='1'" for number in range(5_000)) + "/>",
        "<x>" + "<nitf/>" * 5_000 + "</x>",
        "no xml",
        "<",
        "<nitf",
        "<sitemap><loc>x</loc></sitemap>",
        "<newsMessage/>",
        "<planningItem/>",
        "<NewsML/>",
    ],
)
def test_what_is_hostile_broken_or_no_news_is_refused_in_one_line(hostile: str) -> None:
    """Nothing but a `SourceError` comes out, on one line."""
    with pytest.raises(SourceError) as refused:
        read_xml(hostile.encode())

    assert 1 == len(str(refused.value).splitlines())
    assert "root:" not in str(refused.value)


def test_a_huge_attribute_is_read_in_bounded_time() -> None:
    """Four megabytes of a slugline are one value."""
    items = read_xml(f'<nitf><head><meta name="slug" content="{"x" * 4_000_000}"/></head></nitf>'.encode())

    assert items is not None


def test_an_unknown_root_is_named() -> None:
    """The message tells what was sent."""
    with pytest.raises(SourceError, match="<invoice>"):
        read_xml(b"<invoice><total>3</total></invoice>")


@pytest.mark.parametrize("other", ["<rss><channel/></rss>", "<feed/>", "<html><body/></html>"])
def test_feeds_and_pages_are_left_to_their_readers(other: str) -> None:
    """None says that the format is not one of these."""
    assert read_xml(other.encode()) is None


def test_a_known_document_in_an_unknown_envelope_is_found() -> None:
    """SOAP and exports of databases wrap what agencies send."""
    assert [LEAD] == only(f"<envelope><body>{nitf(f'<p>{LEAD}</p>')}</body></envelope>").paragraphs


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mutated_items_give_items_or_a_source_error(data: st.DataObject) -> None:
    """Whatever is cut, doubled or overwritten, no other exception comes out."""
    document = bytearray(
        data.draw(
            st.sampled_from(
                [
                    nitf(f"<p>{LEAD}</p><table><tr><td>1</td></tr></table>", top="<byline>By A B</byline>"),
                    newsml(component(f"<nitf><body><body.content><p>{LEAD}</p></body.content></body></nitf>")),
                    g2(inline(f"<html><body><p>{LEAD}</p></body></html>"), meta="<embargoed>2030-01-01</embargoed>"),
                ]
            )
        ).encode()
    )
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, max(len(document) - 1, 0)))
        document[start : start + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=8))
    items: list[Item] | None = None
    with suppress(SourceError):
        items = read_xml(bytes(document))

    assert items is None or all(isinstance(item, Item) for item in items)


# --- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2031-05-04T03:02:01Z",
        "20310504T030201Z",
        "20310504T030201+0000",
        "2031-05-04T05:02:01+02:00",
        "20310504T050201+0200",
        "2031-05-04 03:02:01",
        "2031-05-04T03:02:01.123Z",
        "Sun, 04 May 2031 05:02:01 +0200",
    ],
)
def test_times_are_read_in_every_form(text: str) -> None:
    """ISO 8601 basic and extended and the form of mail give one aware time."""
    assert datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC) == parse_date(text)


@pytest.mark.parametrize("text", [None, "", "soon", "20319999T000000Z", "2031-05-04T03:02:01+99:00", "0" * 5000])
def test_what_is_no_time_is_none(text: str | None) -> None:
    """A template that was left unfilled is no time."""
    assert parse_date(text) is None


# --- bodies ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>The crane fell at <br/>noon on the <br/>quay.</p>", ["The crane fell at noon on the quay."]),
        (f"<p>{LEAD}<br/><br/>{SECOND}</p>", [LEAD, SECOND]),
        (f"<p>{LEAD}<br/>{SECOND}</p>", [LEAD, SECOND]),
        ("<p>The crane fell\n        at noon on\n        the quay.</p>", ["The crane fell at noon on the quay."]),
        ("<p>Dr.\n    Aune fell\n    at noon.</p>", ["Dr. Aune fell at noon."]),
        (f"<p>{LEAD}\n    {SECOND}\n    It reopens on Friday.</p>", [LEAD, SECOND, "It reopens on Friday."]),
        (
            "<p>\n  Mr <person>Ola Aune</person>\n  , 40, of\n  <org>Havn</org> fell.</p>",
            ["Mr Ola Aune, 40, of Havn fell."],
        ),
        (f"<block><p>{LEAD}</p><hr/><p>{SECOND}</p></block>", [LEAD, SECOND]),
        (f"<p>{LEAD}</p><table><tr><td>Lindvik</td><td>3-1</td></tr></table><p>{SECOND}</p>", [LEAD, SECOND]),
        (f"<p>{LEAD}</p><media><media-caption>The crane.</media-caption></media>", [LEAD]),
        (f"<p>{LEAD}</p><p>PHOTO: The crane on Tuesday.</p><p>https://x.test/a</p><p>[ VIDEO MISSING ]</p>", [LEAD]),
        (f"<p>{LEAD}</p><p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;{SECOND}&lt;/b&gt;</p>", [LEAD, SECOND]),
        (f"<![CDATA[<p>{LEAD}</p><p>{SECOND}</p>]]>", [LEAD, SECOND]),
        (f"&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;", [LEAD, SECOND]),
        (f"{LEAD}\n\n{SECOND}", [LEAD, SECOND]),
        ("<p>It costs 3<frac><numer>1</numer><denom>2</denom></frac> kroner.</p>", ["It costs 3 1/2 kroner."]),
        ("<p>He went to <city>Lindvik</city><country>Norvania</country>.</p>", ["He went to Lindvik Norvania."]),
        (
            f"<p>{LEAD}</p><ul><li>Closed until Friday</li><li><a href='#'>Read more</a></li></ul>",
            [LEAD, "Closed until Friday"],
        ),
        (f"<p>{LEAD}</p><hl2>What now</hl2><p>{SECOND}</p><hl2>Embed</hl2><p/>", [LEAD, "What now", SECOND]),
        (f"<p>{LEAD}</p><div><img src='x'/><p>The crane.</p></div><p>{SECOND}</p>", [LEAD, SECOND]),
        (f"<p>{LEAD}</p><p>xy/ab/cd</p>", [LEAD]),
    ],
)
def test_a_body_gives_the_paragraphs_of_the_copy(content: str, expected: list[str]) -> None:
    """Markup, wrapping, tables, captions, embeds and signatures are not copy; every sentence is."""
    assert expected == paragraphs(content)


def test_prefixes_do_not_matter() -> None:
    """Names are compared without namespace or prefix, declared or not."""
    content = f"<n:body.content><n:p>{LEAD}</n:p></n:body.content>"

    assert [LEAD] == only(f'<n:nitf xmlns:n="urn:x"><n:body>{content}</n:body></n:nitf>').paragraphs
    assert [LEAD] == only(f"<n:nitf><n:body>{content}</n:body></n:nitf>").paragraphs


def test_a_body_is_read_from_any_element() -> None:
    """The reader of bodies is of use to other readers, too."""
    assert [LEAD] == body_of(parse_xml(f"<x><p>{LEAD}</p></x>")).paragraphs


# --- NITF --------------------------------------------------------------------------------------------------------


def test_nitf_fields() -> None:
    """Every field of the head and of the top of the body that a story has is found."""
    item = only(
        '<?xml version="1.0"?><nitf baselang="en_GB"><head><title>HARBOUR slug</title>'
        '<meta name="anpa-keyword" content="Harbour"/><meta name="anpa-takekey" content="2nd Ld-Writethru"/>'
        '<docdata management-status="usable"><urgency ed-urg="3"/><date.issue norm="20310504T030201Z"/>'
        '<date.release norm="20310504T060000Z"/><ed-msg info="Adds quotes"/><ed-msg info=""/>'
        '<doc.copyright holder="Nordic Test Agency"/><doc.rights limitations="No archive." geography="Norvania"/>'
        "</docdata></head><body><body.head><hedline><hl1>Harbour closed</hl1><hl2>Crane fell</hl2></hedline>"
        "<byline>By <person>Ola Aune</person><byttl>Harbour Writer</byttl></byline>"
        "<dateline><location><city>Lindvik</city><country>Norvania</country></location>, May 4 (NTA) -</dateline>"
        f"<abstract><p>Short.</p></abstract></body.head><body.content><p>HARBOUR CLOSED</p><p>By Ola Aune</p>"
        f"<p>{LEAD}</p><note><p>Call the desk.</p></note></body.content>"
        "<body.end><tagline>NTA/oa</tagline></body.end></body></nitf>"
    )

    assert [LEAD] == item.paragraphs
    assert ("Harbour closed", "Ola Aune", "Harbour") == (item.headline, item.byline, item.slugline)
    assert ("Lindvik Norvania, May 4", "Lindvik") == (item.dateline, item.located)
    assert (3, "en-GB", "2nd Ld-Writethru") == (item.urgency, item.language, item.version)
    assert ("Nordic Test Agency", "No archive. Geography: Norvania") == (item.provider, item.usageterms)
    assert "Adds quotes" == item.ednote
    assert datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC) == item.versioncreated
    assert datetime(2031, 5, 4, 6, tzinfo=UTC) == item.embargoed
    assert ["Call the desk.", "NTA/oa"] == item.notes


@pytest.mark.parametrize("release", ['norm="20310504T030201Z"', 'norm=""', ""])
def test_a_release_that_is_not_after_the_issue_is_no_embargo(release: str) -> None:
    """Most agencies repeat the time of issue there."""
    head = f'<docdata><date.issue norm="20310504T030201Z"/><date.release {release}/></docdata>'

    assert only(nitf(f"<p>{LEAD}</p>", head=head)).embargoed is None


@pytest.mark.parametrize(
    ("status", "release", "expected"),
    [
        ("canceled", "", "canceled"),
        ("withheld", "", "withheld"),
        ("embargoed", "", "withheld"),
        ("embargoed", '<date.release norm="20990101T000000Z"/>', "usable"),
        ("usable", '<date.release norm="when the mayor speaks"/>', "withheld"),
    ],
)
def test_nitf_status(status: str, release: str, expected: str) -> None:
    """An embargo that names its end is compared with the clock; one that does not holds the item back."""
    head = f'<docdata management-status="{status}">{release}</docdata>'

    assert expected == only(nitf(f"<p>{LEAD}</p>", head=head)).pubstatus


def test_an_embargo_without_a_zone_ends_when_it_has_ended_everywhere() -> None:
    """Read as UTC, it could let a story out half a day early."""
    item = only(nitf(f"<p>{LEAD}</p>", head='<docdata><date.release norm="20310504T060000"/></docdata>'))

    assert datetime(2031, 5, 4, 18, tzinfo=UTC) == item.embargoed


@pytest.mark.parametrize("dateline", ["14:45", "2031-05-04T03:02:01Z", "20310504T030201Z", ""])
def test_a_dateline_that_only_holds_a_time_is_none(dateline: str) -> None:
    """A place has letters."""
    assert only(nitf(f"<p>{LEAD}</p>", top=f"<dateline>{dateline}</dateline>")).dateline is None


def test_nitf_without_copy_is_a_picture() -> None:
    """A caption is no story."""
    item = only(nitf('<media media-type="image"><media-caption>The crane.</media-caption></media>'))

    assert ("picture", []) == (item.kind, item.paragraphs)


# --- NewsML 1.2 --------------------------------------------------------------------------------------------------


def test_newsml_fields() -> None:
    """The lines and metadata of the nearest component count, then those around it."""
    item = only(
        '<NewsML><NewsEnvelope><Priority FormalName="5"/></NewsEnvelope><NewsItem><Identification><NewsIdentifier>'
        "<RevisionId>4</RevisionId></NewsIdentifier></Identification><NewsManagement>"
        "<ThisRevisionCreated>20310504T050201+0200</ThisRevisionCreated>"
        '<Status FormalName="Usable"/><Urgency FormalName="2"/></NewsManagement><NewsComponent>'
        "<NewsLines><HeadLine>Outer</HeadLine><SlugLine>Harbour-crane</SlugLine><ByLine>By Ola Aune</ByLine>"
        '<NewsLine><NewsLineType FormalName="EditorialNote"/><NewsLineText>Adds quotes</NewsLineText></NewsLine>'
        '</NewsLines><AdministrativeMetadata><Provider><Party FormalName="NTA"/></Provider></AdministrativeMetadata>'
        "<RightsMetadata><UsageRights><UsageType>Press only</UsageType></UsageRights></RightsMetadata>"
        '<DescriptiveMetadata><Language FormalName="en"/><Location HowPresent="Origin">'
        '<Property FormalName="City" Value="Lindvik"/></Location></DescriptiveMetadata>'
        "<NewsComponent><NewsLines><HeadLine>Harbour closed</HeadLine><DateLine>LINDVIK, May 4 (NTA) -</DateLine>"
        f"</NewsLines><ContentItem><DataContent><p>{LEAD}</p></DataContent></ContentItem></NewsComponent>"
        "</NewsComponent></NewsItem></NewsML>"
    )

    assert [LEAD] == item.paragraphs
    assert ("Harbour closed", "Harbour-crane", "Ola Aune") == (item.headline, item.slugline, item.byline)
    assert ("LINDVIK, May 4", "Lindvik") == (item.dateline, item.located)
    assert (2, "en", "4", "NTA") == (item.urgency, item.language, item.version, item.provider)
    assert ("Press only", "Adds quotes") == (item.usageterms, item.ednote)
    assert datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC) == item.versioncreated


@pytest.mark.parametrize(
    "content",
    [
        f"<nitf><body><body.content><p>{LEAD}</p><p>{SECOND}</p></body.content></body></nitf>",
        f"<html><head><title/></head><body><p>{LEAD}</p><p>{SECOND}</p></body></html>",
        f"<![CDATA[<P>{LEAD}</P><P>{SECOND}</P>]]>",
        f"<![CDATA[<?xml version='1.0'?>{nitf(f'<p>{LEAD}</p><p>{SECOND}</p>')}]]>",
        f"{LEAD}\n\n{SECOND}",
        f"<p>{LEAD}</p><p>{SECOND}</p>",
    ],
)
def test_newsml_content_in_every_form(content: str) -> None:
    """The declared format is not asked: what is there is read."""
    assert [LEAD, SECOND] == only(newsml(component(content))).paragraphs


def test_the_complete_text_is_taken_and_never_two() -> None:
    """Captions, headlines and contacts are components, too; of two bodies the complete one is the story."""
    item = only(
        newsml(
            "<NewsComponent>"
            + component(f"<p>{LEAD}</p>", role="Abstract")
            + component("A caption that is longer than all of the copy. " * 20, role="Caption")
            + component("<p>Tel: 555 0100</p>", role="Contact")
            + component(f"{LEAD}")
            + component(f"<p>{LEAD}</p><p>{SECOND}</p>")
            + component("", media="Photo")
            + "</NewsComponent>"
        )
    )

    assert [LEAD, SECOND] == item.paragraphs
    assert "Tel: 555 0100" in item.notes
    assert "text" == item.kind


def test_translations_are_not_one_story() -> None:
    """The body in the item's language is taken, though another is longer."""
    german = "Der Hafen von Lindvik wurde am Dienstag nach dem Sturz eines Krans geschlossen, teilte der Hafen mit."
    parts = "".join(
        f'<NewsComponent><DescriptiveMetadata><Language FormalName="{tag}"/></DescriptiveMetadata>'
        f"{component(f'<p>{text}</p>')}</NewsComponent>"
        for tag, text in (("de", german), ("en", LEAD))
    )

    assert [LEAD] == only(newsml(f"<NewsComponent>{parts}</NewsComponent>")).paragraphs


def test_equivalents_tell_their_language_by_the_attribute_of_xml() -> None:
    """Of equivalents the first is the story, wherever each says its language; a longer translation is none."""
    german = "Der Hafen von Lindvik wurde am Dienstag nach dem Sturz eines Krans geschlossen, teilte der Hafen mit."
    english = '<DescriptiveMetadata><Language FormalName="en-GB"/></DescriptiveMetadata>'
    parts = (
        f"<NewsComponent>{english}{component(f'<p>{LEAD}</p>')}</NewsComponent>"
        f"<NewsComponent xml:lang='de'>{component(f'<p>{german} {german}</p>')}</NewsComponent>"
    )
    document = newsml(f"<NewsComponent EquivalentsList='yes'>{parts}</NewsComponent>").replace(' xml:lang="en"', "")

    assert [LEAD] == only(document).paragraphs


def test_several_news_items_are_several_items() -> None:
    """Stories in one file are never merged."""
    document = newsml(component(f"<p>{LEAD}</p>")).replace(
        "</NewsML>", f"<NewsItem>{component(f'<p>{SECOND}</p>')}</NewsItem></NewsML>"
    )
    items = read_xml(document.encode())

    assert items is not None
    assert [[LEAD], [SECOND]] == [item.paragraphs for item in items]


def test_base64_content_is_unpacked() -> None:
    """NewsML may carry text in an Encoding."""
    packed = "PHA+VGhlIHF1YXkgaXMgb3BlbiBhZ2Fpbi48L3A+"
    encoded = f'<Encoding Notation="Base64"><DataContent>{packed}</DataContent></Encoding>'

    assert ["The quay is open again."] == only(
        newsml(f"<NewsComponent><ContentItem>{encoded}</ContentItem></NewsComponent>")
    ).paragraphs


@pytest.mark.parametrize(
    ("management", "status", "embargo"),
    [
        ('<Status FormalName="Canceled"/>', "canceled", None),
        ('<Status FormalName="Withheld"/>', "withheld", None),
        ('<Status FormalName="Embargoed"/>', "withheld", None),
        (WILL_BE_USABLE, "usable", datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC)),
        ('<Status FormalName="Usable"/><Instruction FormalName="Kill"/>', "canceled", None),
        ('<Status FormalName="Usable"/><Instruction FormalName="Update"/>', "usable", None),
        ("", "usable", None),
    ],
)
def test_newsml_status(management: str, status: str, embargo: datetime | None) -> None:
    """An embargo is a status that will change; a kill is an instruction."""
    item = only(newsml(component(f"<p>{LEAD}</p>"), management))

    assert (status, embargo) == (item.pubstatus, item.embargoed)


@pytest.mark.parametrize(
    ("components", "kind"),
    [
        (component("", media="Photo"), "picture"),
        (component("", media="Video"), "video"),
        ('<NewsComponent><NewsItemRef NewsItem="urn:x"/></NewsComponent>', "package"),
    ],
)
def test_newsml_without_copy_says_what_it_is(components: str, kind: str) -> None:
    """Only text can become a brief."""
    assert kind == only(newsml(components)).kind


# --- NewsML-G2 ---------------------------------------------------------------------------------------------------


def test_g2_fields() -> None:
    """Every field of a NewsML-G2 item is found."""
    item = only(
        g2(
            inline(
                f"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Harbour closed</h1><p>{LEAD}</p></body></html>"
            ),
            meta='<provider qcode="nprov:NTA"/><versionCreated>2031-05-04T03:02:01Z</versionCreated>'
            "<embargoed>2031-05-04T06:00:00Z</embargoed><pubStatus qcode='stat:usable'/><edNote>Adds quotes</edNote>"
            "<signal qcode='sig:update'/>",
            about="<urgency>3</urgency><by>By Ola Aune</by><dateline>LINDVIK, May 4 (NTA) -</dateline>"
            "<located><name>Lindvik</name></located><language tag='en-GB'/><slugline>Harbour</slugline>"
            "<headline role='hld:sub'>Crane fell</headline><headline>Harbour closed</headline>",
        ).replace("<itemMeta>", "<rightsInfo><usageTerms>Press only</usageTerms></rightsInfo><itemMeta>")
    )

    assert [LEAD] == item.paragraphs
    assert ("Harbour closed", "Harbour", "Ola Aune") == (item.headline, item.slugline, item.byline)
    assert ("LINDVIK, May 4", "Lindvik") == (item.dateline, item.located)
    assert (3, "en-GB", "3", "NTA") == (item.urgency, item.language, item.version, item.provider)
    assert ("Press only", "Adds quotes Signal: update", "usable") == (item.usageterms, item.ednote, item.pubstatus)
    assert datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC) == item.versioncreated
    assert datetime(2031, 5, 4, 6, tzinfo=UTC) == item.embargoed


@pytest.mark.parametrize(
    "content",
    [
        inline(f"<nitf xmlns='urn:n'><body><body.content><p>{LEAD}</p><p>{SECOND}</p></body.content></body></nitf>"),
        inline(f"<html><body><p>{LEAD}</p><p>{SECOND}</p></body></html>"),
        f'<inlineData contenttype="text/plain">{LEAD}\n\n{SECOND}</inlineData>',
        f'<inlineData contenttype="text/plain"><![CDATA[<p>{LEAD}</p><p>{SECOND}</p>]]></inlineData>',
        f'<inlineData contenttype="text/plain">{LEAD}</inlineData>{inline(f"<p>{LEAD}</p><p>{SECOND}</p>")}',
    ],
)
def test_g2_content_in_every_form(content: str) -> None:
    """One body comes out, the complete one, whatever type it claims."""
    assert [LEAD, SECOND] == only(g2(content)).paragraphs


@pytest.mark.parametrize(
    ("meta", "status"),
    [
        ("<pubStatus qcode='stat:canceled'/>", "canceled"),
        ("<pubStatus uri='http://cv.test/pubstatus/withheld'/>", "withheld"),
        ("<signal qcode='sig:kill'/>", "canceled"),
        ("<embargoed>when it opens</embargoed>", "withheld"),
        ("<embargoed/>", "usable"),
    ],
)
def test_g2_status(meta: str, status: str) -> None:
    """What is not to go out says so in its status, in a signal, or in an embargo that is no time."""
    item = only(g2(inline(f"<p>{LEAD}</p>"), meta=meta))

    assert (status, None) == (item.pubstatus, item.embargoed)


def test_g2_message_with_a_package_a_picture_and_a_story() -> None:
    """Each is an item of its kind; what is planned is none."""
    picture = g2("<remoteContent contenttype='image/jpeg' href='x'/>", kind="picture")
    story = g2(inline(f"<p>{LEAD}</p>"))
    items_sent = f"<packageItem/>{picture}{story}<planningItem/>"
    items = read_xml(f"<newsMessage><header/><itemSet>{items_sent}</itemSet></newsMessage>".encode())

    assert items is not None
    assert ["package", "picture", "text"] == [item.kind for item in items]


def test_the_creator_is_the_byline_where_there_is_none() -> None:
    """A person's name is, an organisation's is not."""
    person = "<creator><name>Ola Aune</name></creator>"
    agency = "<creator type='cpnat:organisation'><name>Nordic Test</name></creator>"

    assert "Ola Aune" == only(g2(inline(f"<p>{LEAD}</p>"), about=person + agency)).byline


# --- real items --------------------------------------------------------------------------------------------------


@needs_real_items
@pytest.mark.parametrize(
    ("name", "count", "located", "language"),
    [
        ("apmedia-text-nitf.xml", 3, None, None),
        ("newsml12-afp-business.xml", 9, "Stockholm", "en"),
        ("newsmlg2-iptc-listing1.xml", 0, "Berlin", "en-GB"),
        ("nitf-aap.xml", 12, "Sydney", None),
        ("nitf-pa-sport.xml", 42, None, None),
        ("nitf-ntb-norwegian.xml", 46, "Oslo", "nb-NO"),
        ("newsmlg2-businesswire.xml", 23, "Round Rock", "en"),
    ],
)
def test_real_items(name: str, count: int, located: str | None, language: str | None) -> None:
    """What agencies sent gives all its paragraphs and none of what is not copy."""
    item = only((REAL / name).read_bytes())
    text = " ".join(item.paragraphs)

    assert (count, located, language) == (len(item.paragraphs), located, language)
    assert not any(
        sign in text for sign in ("<", "&amp;", "â€", "BILDE", "faktisk-embed", "AAP RTV", "hh/ph", "555", "512-")
    )


@pytest.mark.parametrize("opens", ["<!--", "<![CDATA["])
def test_half_a_character_behind_what_only_looks_like_a_comment(opens: str) -> None:
    """A comment or CDATA may begin in an attribute of broken XML; what is behind it is read, and mended as well."""
    item = only(nitf(f'<p title="{opens}">The gate &#xD800;opened.</p><p>It closed.</p>').encode())

    assert ["The gate opened.", "It closed."] == item.paragraphs
