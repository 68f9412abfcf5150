import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.page.feeds import read_feed
from briefgen.wire.page.wxr import read_wxr

LEAD = "PORT TARN (HT) — Ferry crews on Tarn Sound ended a nine-day strike on Monday, the union said."
LAST = "The first boat leaves at noon on Tuesday. Fares stay as they are."
STORY = [LEAD, LAST]
BODY = f"<p>{LEAD}</p><p>{LAST}</p>"

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:app="http://www.w3.org/2007/app" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/"'
)


def rss(*items: str, channel: str = "") -> bytes:
    entries = "".join(f"<item>{item}</item>" for item in items)
    head = f"<title>Harbour Times</title><language>en-ca</language><copyright>HT 2024</copyright>{channel}"
    return f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{head}{entries}</channel></rss>'.encode()


def encoded(body: str, kind: str = "content") -> str:
    return f"<{kind}:encoded><![CDATA[{body}]]></{kind}:encoded>"


def one(data: bytes) -> Item:
    [item] = read_feed(data)
    return item


def test_entry_of_rss() -> None:
    """The full body is taken, never the description too; title, guid, names and the zone of the time count."""
    item = one(
        rss(
            "<title>Strike ends &amp;amp; boats &lt;i&gt;return&lt;/i&gt;</title><guid isPermaLink='false'>ht:1</guid>"
            "<dc:creator>Ines Calder</dc:creator><author>desk@ht.example (Olu Brand)</author>"
            f"<description>The strike has ended. Read on at our site.</description>{encoded(BODY)}"
            "<pubDate>Tue, 05 Mar 2024 10:00:00 -0500</pubDate>"
        )
    )

    assert (STORY, "Strike ends & boats return", "ht:1") == (item.paragraphs, item.headline, item.name)
    assert "Ines Calder, Olu Brand" == item.byline
    assert ("Harbour Times", "en-ca", "HT 2024") == (item.provider, item.language, item.usageterms)
    assert datetime(2024, 3, 5, 15, tzinfo=UTC) == item.versioncreated
    assert ("text", "usable", None) == (item.kind, item.pubstatus, item.embargoed)


@pytest.mark.parametrize(
    ("summary", "opening", "leads"),
    [
        ("Teachers in Kell voted to walk out over pay from May.", "“We are tired,” said Ines Calder.", 1),
        ("Ferry crews on Tarn Sound ended a nine-day strike.", "“We are tired,” said Ines Calder.", 0),
        ("Teachers in Kell voted to walk out over pay from May.", LEAD, 0),
        ("Teachers in Kell voted to walk out over …", "“We are tired,” said Ines Calder.", 0),
    ],
)
def test_lead_in_the_description_alone_is_the_lead(summary: str, opening: str, leads: int) -> None:
    """Where the body goes on from a description that it does not tell, the description is the first paragraph."""
    body = f"<p>{opening}</p>{BODY.replace('PORT TARN (HT) — ', '')}"

    item = one(rss(f"<title>Strike</title><description>{summary}</description>{encoded(body)}"))

    assert [summary][:leads] == item.paragraphs[:leads]
    assert item.paragraphs[leads] in opening


ATOM = f"""\
<feed xmlns="http://www.w3.org/2005/Atom" {SPACES} xml:lang="fr"><title>Agence du Port</title>
<author><name>Ines Calder</name><email>ines@ht.example</email></author><rights>Tous droits</rights>
<entry xml:lang="de"><id>tag:ht.example,2024:1</id><title type="html">Streik &amp;amp; Ende</title>
<summary>Kurz.</summary><published>2024-03-05T10:00:00Z</published><updated>2024-03-06T10:00:00Z</updated>
<source><title>Hafenblatt</title></source><rights>Nur Druck</rights>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LEAD}</p><p>{LAST}</p></div></content></entry>
<entry><id>2</id><title>Plain</title><content type="text">{LEAD}

{LAST}</content><author><name>Olu Brand</name></author><app:control><app:draft>yes</app:draft></app:control></entry>
</feed>"""


def test_entries_of_atom() -> None:
    """What an entry says of itself counts before what the feed says of all; the update is the version."""
    first, second = read_feed(ATOM.encode())

    assert (STORY, "Streik & Ende", "de") == (first.paragraphs, first.headline, first.language)
    assert ("Ines Calder", "Hafenblatt", "Nur Druck") == (first.byline, first.provider, first.usageterms)
    assert datetime(2024, 3, 6, 10, tzinfo=UTC) == first.versioncreated
    assert (STORY, "Olu Brand", "fr") == (second.paragraphs, second.byline, second.language)
    assert ("Agence du Port", "withheld") == (second.provider, second.pubstatus)


RDF = f"""\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {SPACES}>
<channel rdf:about="x"><title>Harbour Times</title></channel>
<item rdf:about="x/1"><title>Strike ends</title><description>{LEAD}</description><dc:creator>Ines Calder</dc:creator>
<dc:date>2024-03-05T10:00:00Z</dc:date><dc:language>en</dc:language></item></rdf:RDF>"""
OLD = (
    '<rss version="0.91"><channel><title>Harbour Times</title><item><title>Strike ends</title>'
    f"<description>{LEAD}</description></item></channel></rss>"
)


@pytest.mark.parametrize("data", [RDF, OLD], ids=["1.0", "0.91"])
def test_older_feeds(data: str) -> None:
    """RSS 1.0 and 0.9x are feeds too."""
    item = one(data.encode())

    assert ([LEAD], "Strike ends", "Harbour Times") == (item.paragraphs, item.headline, item.provider)


@pytest.mark.parametrize(
    "item",
    [
        f"<description><![CDATA[{BODY}]]></description>",
        f"<description>&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{LAST}&lt;/p&gt;</description>",
        f"<description><p>{LEAD}</p><p>{LAST}</p></description>",
        f"<description><![CDATA[{BODY}]]></description>{encoded('<p>The strike has ended.</p>')}",
        f"<description>Short.</description>{encoded(BODY + '<p>The post Strike ends appeared first on HT.</p>')}",
        encoded(f'<figure><figcaption>A boat.</figcaption></figure>{BODY}<p><a href="/x">Read more…</a></p>'),
        encoded(f"<p>Strike ends</p><p>By Ines Calder</p>{BODY}"),
        encoded(f'<div class="wp-caption"><p>A boat at dawn.</p></div>{BODY}<div class="sharedaddy">Share this:</div>'),
        encoded(BODY.replace("nine-day ", "nine-day&nbsp;").replace("—", "&mdash;")),
        f"{encoded(BODY)}<media:content><media:description>{'A boat. ' * 90}</media:description></media:content>",
    ],
    ids="cdata escaped unescaped teaser-content post figure repeated caption entities media".split(),
)
def test_body_of_an_entry(item: str) -> None:
    """Wherever the complete body is, it alone is read, without captions, links and what repeats the header."""
    read = one(rss(f"<title>Strike ends</title><dc:creator>Ines Calder</dc:creator>{item}"))

    assert STORY == [" ".join(line.split()) for line in read.paragraphs]
    assert ("Strike ends", "text") == (read.headline, read.kind)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "<media:content url='a' medium='image'><media:description>A boat.</media:description></media:content>",
            "picture",
        ),
        ("<enclosure url='a' type='audio/mpeg' length='1'/>", "audio"),
        ("<media:content url='a' type='video/mp4'/>", "video"),
        (
            (
                "<enclosure url='a' type='audio/mpeg' length='1'/><itunes:duration>9:00</itunes:duration>"
                f"<description>{LEAD}</description>"
            ),
            "audio",
        ),
        (f"<enclosure url='a' type='image/jpeg' length='1'/><description>{LEAD}</description>", "text"),
    ],
)
def test_entry_of_media_alone(item: str, expected: str) -> None:
    """A picture, a film or a podcast is no text, whatever its caption says."""
    assert expected == one(rss(f"<title>Boat</title>{item}")).kind


def test_entry_of_the_future_is_embargoed() -> None:
    """An entry that is dated in the future is not to be shown before."""
    when = (datetime.now(UTC) + timedelta(days=2)).replace(microsecond=0)
    pub_date = f"<pubDate>{when:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"

    assert when == one(rss(f"<title>Strike ends</title><description>{LEAD}</description>{pub_date}")).embargoed


@pytest.mark.parametrize("author", ["desk@ht.example", "Harbour Times", "admin"])
def test_nobody_is_no_byline(author: str) -> None:
    """An address, the site and an account wrote nothing."""
    assert one(rss(f"<title>x</title><author>{author}</author><description>{LEAD}</description>")).byline is None


@pytest.mark.parametrize(
    ("declared", "written"),
    [("utf-8", "cp1252"), ("iso-8859-1", "utf-8"), ("windows-1251", "windows-1251"), ("utf-16", "utf-8")],
)
def test_encoding_of_a_feed(declared: str, written: str) -> None:
    """The bytes count, not what is declared, unless only the declaration can tell."""
    text = "Ўвага" if written == "windows-1251" else "Élan – “é”"
    data = rss(f"<title>x</title><description>{text} {LAST}</description>").decode()

    data = data.replace('<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{declared}"?>')
    assert [f"{text} {LAST}"] == one(data.encode(written)).paragraphs


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (rss(), "the feed holds no entry"),
        (b"<html><body/></html>", "no feed: its root is <html>"),
        (rss("<title>x</title>")[:-20], "cut off"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>', "entities"),
        (rss(*["<title>x</title>"] * 2_001), "more than 2,000 entries"),
        (rss(encoded("<p>" * 26_000)), "more than 25,000 tags"),
        (rss(encoded("x " * 600_000)), "longer than 1,000,000 characters"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, wanted: str) -> None:
    """A broken, empty or huge feed is one error in one line."""
    with pytest.raises(SourceError, match=wanted) as raised:
        read_feed(data)
    assert 1 == len(str(raised.value).splitlines())


AUTHOR = (
    "<wp:author><wp:author_login>ines</wp:author_login>"
    "<wp:author_display_name>Ines Calder</wp:author_display_name></wp:author>"
)


def post(body: str, status: str = "publish", more: str = "", kind: str = "post") -> str:
    return (
        f"<title>Strike ends</title><dc:creator><![CDATA[ines]]></dc:creator>{encoded(body)}"
        f"{encoded('The strike is over.', 'excerpt')}<wp:post_id>7</wp:post_id>"
        f"<wp:post_date>2034-03-05 12:00:00</wp:post_date><wp:post_type>{kind}</wp:post_type>"
        f"<wp:status>{status}</wp:status>{more}"
    )


def posts(*items: str) -> list[Item]:
    return read_wxr(rss(*items, channel=f"<wp:wxr_version>1.2</wp:wxr_version>{AUTHOR}"))


GMT = "<wp:post_date_gmt>2034-03-05 10:00:00</wp:post_date_gmt>"


def test_post_of_an_export() -> None:
    """A post is its content, not its excerpt; an account stands for the name that the export gives it."""
    [item] = posts(post(BODY, more=GMT))

    assert (STORY, "Strike ends", "Ines Calder") == (item.paragraphs, item.headline, item.byline)
    assert ("Harbour Times", "en-ca", "usable", None) == (item.provider, item.language, item.pubstatus, item.embargoed)
    assert datetime(2034, 3, 5, 10, tzinfo=UTC) == item.versioncreated


def test_time_of_a_post_without_its_own() -> None:
    """The feed's time counts where the export has none of WordPress."""
    [item] = posts(post(BODY, more="<pubDate>Tue, 05 Mar 2024 10:00:00 +0000</pubDate>"))

    assert datetime(2024, 3, 5, 10, tzinfo=UTC) == item.versioncreated


@pytest.mark.parametrize(
    "body",
    [
        f"{LEAD}\n\n{LAST}",
        f"<strong>{LEAD}</strong>\r\n\r\n<!--more-->\r\n\r\n{LAST}",
        (
            f"<!-- wp:paragraph --><p>{LEAD}</p><!-- /wp:paragraph -->\n\n<!-- wp:image -->"
            f"<figcaption>A boat</figcaption><!-- /wp:image --><!-- wp:paragraph --><p>{LAST}</p><!-- /wp:paragraph -->"
        ),
        f'[caption id="a" width="30"]<img src="a.jpg" /> A boat.[/caption]\n\n{LEAD}\n\n[gallery ids="1,2"]\n\n{LAST}',
        f"{LEAD}\n\n[pullquote]The first boat leaves at noon.[/pullquote]\n\n{LAST}",
        f'[vc_row][vc_column width="1/2"]{LEAD}[/vc_column][/vc_row]\n\n[embed]https://video.example/1[/embed]\n\n{LAST}',
    ],
    ids=["old editor", "markup", "blocks", "caption", "quote", "builder"],
)
def test_content_of_a_post(body: str) -> None:
    """Of editors' marks nothing is left; a blank line parts paragraphs where no tag does."""
    assert STORY == posts(post(body))[0].paragraphs


def test_brackets_of_the_copy_stay() -> None:
    """A bracket that is no shortcode is copy."""
    line = "“They [the owners] had no case [sic],” said Dana Frew [left]."

    assert [line] == posts(post(line))[0].paragraphs


@pytest.mark.parametrize(
    ("status", "more", "expected"),
    [
        ("publish", GMT, ("usable", None)),
        ("draft", "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>", ("withheld", None)),
        ("private", GMT, ("withheld", None)),
        ("pending", GMT, ("withheld", None)),
        ("trash", GMT, ("canceled", None)),
        ("publish", "<wp:post_password>x</wp:post_password>", ("withheld", None)),
        ("future", GMT, ("usable", datetime(2034, 3, 5, 10, tzinfo=UTC))),
        ("future", "", ("usable", datetime(2034, 3, 6, 0, tzinfo=UTC))),
        ("future", "<pubDate>5 Mar 2034 10:00:00 GMT</pubDate>", ("usable", datetime(2034, 3, 5, 10, tzinfo=UTC))),
    ],
)
def test_status_of_a_post(status: str, more: str, expected: tuple[Any, ...]) -> None:
    """What is not public is withheld; what is scheduled is embargoed, for lack of a zone to the last on earth."""
    [item] = posts(post(BODY, status, more))

    assert expected == (item.pubstatus, item.embargoed)


def test_only_posts_of_an_export_are_items() -> None:
    """Attachments, menus and revisions are no stories; without any story an export is refused."""
    kinds = ["attachment", "post", "nav_menu_item", "page", "revision", "wp_block", "story"]

    assert 3 == len(posts(*(post(BODY, kind=kind) for kind in kinds)))
    with pytest.raises(SourceError, match="no post or page"):
        posts(post(BODY, kind="attachment"))


def test_excerpt_stands_for_missing_content() -> None:
    """A post without content is what its excerpt says."""
    assert ["The strike is over."] == posts(post(""))[0].paragraphs


SEED = rss(post(BODY, more=GMT), f"<title>x</title><description>{LEAD}</description>") + b"\xff"
PARTS = [part for part in re.split(rb"(?<=>)|(?=<)", SEED + ATOM.encode()) if part]


@given(
    st.lists(st.sampled_from([*PARTS, b"\0", b"&", b"<![CDATA[", b"]]>", b"[caption]", b"[a b=c]"]), max_size=60),
    st.booleans(),
)
def test_any_feed_is_read_or_refused(parts: list[bytes], whole: bool) -> None:  # noqa: FBT001
    """Any arrangement of a feed's parts gives items, or an error in one line."""
    data = rss(b"".join(parts).decode(errors="replace")) if whole else b"".join(parts)
    for read in (read_feed, read_wxr):
        said: list[str] = []
        items: list[Item] = []
        try:
            items = read(data)
        except SourceError as error:
            said = str(error).splitlines()
        assert len(said) == (not items)
