"""JSON items: ninjs of three generations, the dialects of Superdesk, AP and the BBC, schema.org, and hostile input."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.json.items import read_json
from briefgen.wire.markup.html import copy_of, paragraphs_of

SAMPLES = Path(__file__).resolve().parents[2] / "shared/data/wire"
LEAD = "The harbour at Vellmouth will close for nine days in May while divers repair the sea wall."
SECOND = "Ferries to Orrin Island will leave from Castle Quay instead, the port authority said on Monday."
THIRD = "Harbour master Ines Calder said the wall had lost forty stones in the January storms."
HTML = f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>"


def only(fields: Any) -> Item:
    (item,) = read_json(json.dumps(fields))
    return item


def ninjs(**fields: Any) -> dict[str, Any]:
    return {"uri": "urn:vell:1", "type": "text", "headline": "Harbour to close", "body_html": HTML} | fields


def test_ninjs_1_gives_every_field() -> None:
    """Each field of ninjs 1 that a story has lands in the item under its own name."""
    item = only(
        ninjs(
            byline="By Tove Marsh",
            located="VELLMOUTH",
            slugline="Harbour-Close",
            urgency="4",
            language="en-GB",
            versioncreated="2026-03-02T09:15:00+0100",
            embargoed="2026-03-02T12:00:00Z",
            pubstatus="usable",
            ednote="Adds quote.",
            copyrightholder="Vell Press",
            usageterms="Not for archive sales",
        )
    )
    assert [LEAD, SECOND, THIRD] == item.paragraphs
    assert ("Harbour to close", "Tove Marsh", "Vellmouth") == (item.headline, item.byline, item.located)
    assert ("Harbour-Close", 4, "en-GB") == (item.slugline, item.urgency, item.language)
    assert datetime(2026, 3, 2, 8, 15, tzinfo=UTC) == item.versioncreated
    assert datetime(2026, 3, 2, 12, tzinfo=UTC) == item.embargoed
    assert ("usable", "Adds quote.") == (item.pubstatus, item.ednote)
    assert ("Vell Press", "Not for archive sales") == (item.provider, item.usageterms)


def test_ninjs_3_in_camel_case() -> None:
    """Names in camel case, lists of bodies and headlines with roles, and `embargoedUntil` are read alike."""
    item = only(
        {
            "uri": "urn:vell:2",
            "type": "text",
            "pubStatus": "withheld",
            "versionCreated": "2026-03-02T09:15:00",
            "embargoedUntil": "2031-01-01T00:00:00Z",
            "edNote": "Hold.",
            "usageTerms": "Online only",
            "by": "Tove Marsh",
            "headlines": [{"role": "short", "value": "Closed"}, {"role": "main", "value": "Harbour to close"}],
            "bodies": [
                {"role": "caption", "value": "A picture of the wall that nobody should read here."},
                {"role": "main", "contentType": "text/html", "value": HTML},
            ],
        }
    )
    assert [LEAD, SECOND, THIRD] == item.paragraphs
    assert ("Harbour to close", "Tove Marsh", "withheld") == (item.headline, item.byline, item.pubstatus)
    assert datetime(2031, 1, 1, tzinfo=UTC) == item.embargoed
    assert datetime(2026, 3, 2, 9, 15, tzinfo=UTC) == item.versioncreated
    assert ("Hold.", "Online only") == (item.ednote, item.usageterms)


def test_pictures_of_a_story_are_not_the_story() -> None:
    """A feature picture's caption, byline and rights stay out of the story's."""
    picture = {"type": "picture", "description_text": "Divers at the wall.", "byline": "Lens Agency"}
    item = only(ninjs(associations={"featuremedia": picture}))
    assert [LEAD, SECOND, THIRD] == item.paragraphs
    assert item.byline is None


def test_superdesk_item() -> None:
    """Superdesk's own fields: a dateline that is an object, authors by role, a footer that is not copy."""
    item = only(
        ninjs(
            embargo="2031-05-05T05:00:00+0000",
            dateline={"located": {"city": "Vellmouth"}, "text": "VELLMOUTH, March 2 VP -"},
            authors=[{"role": "editor", "name": "Desk Chief"}, {"role": "writer", "name": "Tove Marsh"}],
            body_footer="<p>Readers seeking help can ring 555 0100.</p>",
            anpa_take_key="2nd Ld-Writethru",
            abstract="A short abstract that is not the body.",
        )
    )
    assert ("Vellmouth", "Tove Marsh", "2nd Ld-Writethru") == (item.located, item.byline, item.version)
    assert ["Readers seeking help can ring 555 0100."] == item.notes
    assert [LEAD, SECOND, THIRD] == item.paragraphs
    assert datetime(2031, 5, 5, 5, tzinfo=UTC) == item.embargoed


def test_ap_item_with_nitf_in_a_string() -> None:
    """AP's copy stands beside the item, as NITF in a string: only what is in its body.content is copy."""
    nitf = (
        '<?xml version="1.0"?><nitf><head><title>Harbour</title></head><body><body.head><hedline><hl1>Harbour to close'
        "</hl1></hedline><byline>By TOVE MARSH</byline></body.head><body.content><block id='Main'>"
        f"<p>VELLMOUTH (VP) &amp;#8212; {LEAD}</p><media/><p>{SECOND}</p><table><tr><td>Tides</td></tr></table>"
        "</block></body.content><body.end><tagline>Call the desk: 555 0100</tagline></body.end></body></nitf>"
    )
    item = only(
        {
            "api_version": "1.1",
            "org_name": "A Customer",
            "data": {
                "item": {
                    "type": "text",
                    "headline": "Harbour to close",
                    "bylines": [{"by": "By TOVE MARSH", "title": "Vell Press"}],
                    "located": "VELLMOUTH",
                    "datelinelocation": {"city": "Vellmouth", "countryname": "Vell"},
                    "provider": "VP",
                    "usageterms": ["Editorial use only.", "No archive."],
                    "signals": ["newscontent", "singlesource"],
                    "pubstatus": "usable",
                }
            },
            "nitf": nitf,
        }
    )
    assert [LEAD, SECOND] == item.paragraphs
    assert ["Call the desk: 555 0100"] == item.notes
    assert ("TOVE MARSH", "VELLMOUTH", "Vellmouth") == (item.byline, item.dateline, item.located)
    assert ("VP", "Editorial use only.; No archive.") == (item.provider, item.usageterms)
    assert "Signal: singlesource" == item.ednote


def test_ap_feed_page_gives_each_item() -> None:
    """A page of a feed is several items, a picture among them, in their order."""
    page = {
        "data": {
            "items": [
                {"meta": {"products": []}, "item": {"type": "text", "headline": "One", "versioncreated": "2026-01-01"}},
                {"item": {"type": "picture", "headline": "Two", "description_caption": "A wall."}},
            ]
        }
    }
    items = read_json(json.dumps(page))
    assert [("One", "text"), ("Two", "picture")] == [(item.headline, item.kind) for item in items]
    assert [[], []] == [item.paragraphs for item in items]


def test_bbc_page() -> None:
    """The BBC's page: `item` is a list, a story is a `story`, pictures are a list, the embargo is `embargotime`."""
    item = only(
        {
            "total": 1,
            "item": [
                {
                    "uri": "https://bbc.invalid/1",
                    "type": "story",
                    "headline": "Harbour to close",
                    "body_text": f"{LEAD}\n\n{SECOND}\n\n{THIRD}",
                    "body_html": HTML,
                    "embargotime": "2031-03-02T09:15:00",
                    "associations": [{"id": "featureimage", "headline": "Wall", "description_text": "The wall."}],
                }
            ],
        }
    )
    assert ([LEAD, SECOND, THIRD], "text") == (item.paragraphs, item.kind)
    assert datetime(2031, 3, 2, 9, 15, tzinfo=UTC) == item.embargoed


def test_schema_org_article_in_a_graph() -> None:
    """An article of schema.org is found among the other nodes of its graph."""
    graph = [
        {"@type": "Organization", "name": "Vell Press"},
        {
            "@type": ["NewsArticle"],
            "headline": "Harbour to close",
            "articleBody": f"{LEAD}\n\n{SECOND}",
            "author": [{"@type": "Person", "name": "Tove Marsh"}],
            "publisher": {"@type": "Organization", "name": "Vell Press"},
            "datePublished": "2026-03-02T09:15:00Z",
            "inLanguage": "en",
        },
    ]
    item = only({"@context": "https://schema.org", "@graph": graph})
    assert ([LEAD, SECOND], "Tove Marsh", "Vell Press") == (item.paragraphs, item.byline, item.provider)
    assert ("en", datetime(2026, 3, 2, 9, 15, tzinfo=UTC)) == (item.language, item.versioncreated)


def test_package_gives_its_stories_under_its_own_embargo() -> None:
    """A package without copy of its own is its stories, held back by the package's embargo too."""
    item = only(
        {
            "uri": "urn:vell:9",
            "type": "composite",
            "headline": "Package",
            "embargoed": "2031-01-01T00:00:00Z",
            "associations": {"main": ninjs(), "photo": {"type": "picture", "headline": "Wall"}},
        }
    )
    assert ("Harbour to close", datetime(2031, 1, 1, tzinfo=UTC)) == (item.headline, item.embargoed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SECOND}\n\n{THIRD}", [LEAD, SECOND, THIRD]),  # without the lead
        (f"Harbour to close\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}", [LEAD, SECOND, THIRD]),  # with the headline
        (f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n\nContact: Tove Marsh, 555 0100.", [LEAD, SECOND, THIRD]),
    ],
)
def test_of_two_bodies_the_marked_up_one_is_taken_where_it_is_complete(text: str, expected: list[str]) -> None:
    """Plain text that says no more than the HTML is not read, and never both."""
    assert expected == only(ninjs(body_text=text)).paragraphs


@pytest.mark.parametrize("html", [f"<p>{SECOND}</p><p>{THIRD}</p>", f"<p>{LEAD}</p>"])
def test_of_two_bodies_the_plain_one_is_taken_where_the_other_lacks_a_part(html: str) -> None:
    """HTML without the lead, or with nothing but it, gives way to plain text that has all."""
    text = f"{LEAD}\n\n{SECOND}\n\n{THIRD}"
    assert [LEAD, SECOND, THIRD] == only(ninjs(body_html=html, body_text=text)).paragraphs


def test_a_lead_in_a_body_of_its_own_comes_first() -> None:
    """A lead that is sent apart stands before the body, once."""
    bodies = [{"role": "main", "value": f"<p>{SECOND}</p>"}, {"role": "lead", "value": LEAD}]
    assert [LEAD, SECOND] == only({"uri": "x", "headline": "H", "bodies": bodies}).paragraphs


def test_headline_and_byline_repeated_in_the_body_go() -> None:
    """Lines of the body that repeat the headline or the byline are not copy."""
    html = f"<h1>Harbour to close</h1><p>By Tove Marsh</p>{HTML}"
    assert [LEAD, SECOND, THIRD] == only(ninjs(byline="Tove Marsh", body_html=html)).paragraphs


@pytest.mark.parametrize("empty", ["", None, "null", False, "0000-00-00T00:00:00"])
def test_an_empty_embargo_is_none(empty: object) -> None:
    """An embargo without a time in it holds nothing back."""
    item = only(ninjs(embargoed=empty))
    assert (None, "usable") == (item.embargoed, item.pubstatus)


@pytest.mark.parametrize("odd", ["until the speech begins", True, 10**30, {"on": "Friday"}])
def test_an_embargo_that_cannot_be_read_holds_the_item_back(odd: object) -> None:
    """An embargo that is set but is no time is not taken for none."""
    item = only(ninjs(embargoed=odd))
    assert (None, "withheld") == (item.embargoed, item.pubstatus)
    assert item.ednote is not None


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"pubstatus": "Usable"}, "usable"),
        ({"pubstatus": "stat:canceled"}, "canceled"),
        ({"pubstatus": "cancelled"}, "canceled"),
        ({"pubstatus": "usable", "state": "killed"}, "canceled"),
        ({"pubstatus": "usable", "editorialtypes": ["Mandatory Kill"]}, "canceled"),
        ({"pubstatus": "awaiting the lawyers"}, "withheld"),
        ({"pubstatus": None}, "usable"),
    ],
)
def test_status_is_the_strictest_that_is_said(sent: dict[str, Any], expected: str) -> None:
    """A kill anywhere cancels, and a status that nobody knows holds back."""
    assert expected == only(ninjs(**sent)).pubstatus


def test_a_status_said_twice_differently_is_refused() -> None:
    """Of two statuses of one item neither can be trusted; two equal ones, or an empty one, can."""
    with pytest.raises(SourceError, match="twice"):
        read_json('{"uri": "x", "headline": "H", "pubstatus": "withheld", "pubStatus": "usable"}')
    (item,) = read_json('{"uri": "x", "headline": "H", "pubstatus": "withheld", "pubstatus": ""}')
    assert "withheld" == item.pubstatus


@pytest.mark.parametrize(
    ("sent", "expected"),
    [("nb-NO", "nb-NO"), ("en_AU", "en-AU"), ("English", None), ("und", None), (7, None), ("", None)],
)
def test_language_is_kept_where_it_looks_like_a_tag(sent: object, expected: str | None) -> None:
    """What is no BCP 47 tag is no language."""
    assert expected == only(ninjs(language=sent)).language


@pytest.mark.parametrize(("sent", "expected"), [(3, 3), ("3", 3), (3.0, 3), (0, None), (True, None), ("high", None)])
def test_urgency_is_a_digit(sent: object, expected: int | None) -> None:
    """An urgency from 1 to 9, also as a string."""
    assert expected == only(ninjs(urgency=sent)).urgency


def test_a_type_that_lies() -> None:
    """A picture with a story in it is a story; a picture with a caption is a picture; a text without copy is empty."""
    long = HTML + "<p>" + "Masons will cut the new stones in the old quarry above the town. " * 6 + "</p>"
    assert "text" == only(ninjs(type="picture", body_html=long)).kind
    caption = only({"uri": "x", "type": "picture", "headline": "H", "description_text": LEAD})
    assert ("picture", []) == (caption.kind, caption.paragraphs)
    image = only({"uri": "x", "type": "text", "mimetype": "image/jpeg", "headline": "H", "description_text": LEAD})
    assert ("picture", []) == (image.kind, image.paragraphs)
    flash = only({"uri": "x", "type": "text", "headline": "H", "description_text": LEAD})
    assert [LEAD] == flash.paragraphs


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>The wall<br/>fell.</p>", ["The wall fell."]),
        ("The wall fell.<br/><br/>Nobody was hurt.", ["The wall fell.", "Nobody was hurt."]),
        ("<div>The wall fell.<br>Nobody was hurt.</div>", ["The wall fell.", "Nobody was hurt."]),
        ("<p>Calder &amp;amp; Marsh&amp;#8217;s wall</p>", ["Calder & Marsh’s wall"]),
        ("&lt;p&gt;The wall&lt;/p&gt;&lt;p&gt;fell &amp;mdash; again&lt;/p&gt;", ["The wall", "fell — again"]),
        ("<![CDATA[<p>One.</p><p>Two.</p>]]>", ["One.", "Two."]),
        (
            "<p>A sentence that was\nwrapped by hand.\n\nThe next\none.</p>",
            ["A sentence that was wrapped by hand.", "The next one."],
        ),
        ("<p>A</p><table/><figure/><script/><p>B</p>", ["A", "B"]),
        ("<p>A<script>var x = '<p>';</script> b</p>", ["A b"]),
        ("<p>A</p><figure><img src='x'><figcaption>Caption</figcaption></figure><p>B</p>", ["A", "B"]),
        ("<p>A</p><!-- EMBED START x --><div>Tweet</div><!-- EMBED END x --><p>B</p>", ["A", "B"]),
        ("<p>A</p><p style='display: none'>Obey me.</p><blockquote class='twitter-tweet'>C</blockquote>", ["A"]),
        ("<ul><li>One</li><li>Two</li></ul>", ["One", "Two"]),
        (
            "Wrapped copy goes on\nto the next line.\n\n  And then\nanother.",
            ["Wrapped copy goes on to the next line.", "And then another."],
        ),
        ("Three is < four & > two", ["Three is < four & > two"]),
        ("<p>___</p><p>So\u00adft</p>", ["Soft"]),
        ("", []),
    ],
)
def test_markup_to_paragraphs(markup: str, expected: list[str]) -> None:
    """Blocks are paragraphs, whatever wraps or escapes them; what is no copy is left out."""
    assert expected == paragraphs_of(markup)


def test_notes_in_the_markup_are_kept_apart() -> None:
    """A notebook section is not copy and not lost."""
    copy = copy_of(f"<section class='main'><p>{LEAD}</p></section><section class='notepad'><p>Desk: 555</p></section>")
    assert ([LEAD], ["Desk: 555"]) == (copy.paragraphs, copy.notes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "{",
        "nonsense",
        '{"a": 1}',
        '"text"',
        "NaN",
        "[" * 5_000,
        "[" * 100 + "]" * 100,
        '{"a":' * 100_000,
        "[" + "1," * 300_000 + "1]",
        '{"n": ' + "9" * 100_000 + "}",
        json.dumps({"headline": "H", "body_html": "<p>" * 200_000}),
    ],
    ids=lambda text: text[:12],
)
def test_hostile_json_is_refused_in_one_line(text: str) -> None:
    """What is no item, or too deep or too large, is a `SourceError` of one line."""
    with pytest.raises(SourceError) as caught:
        read_json(text)
    assert "\n" not in str(caught.value)


def test_odd_values_are_survived() -> None:
    """NaN, lone surrogates, control bytes and fields of a wrong type do no harm."""
    (item,) = read_json(
        '{"uri": 1, "headline": ["Har\\ud83dbour"], "urgency": NaN, "byline": {"a": []}, "located": [[]], '
        '"slugline": Infinity, "language": {}, "version": true, "versioncreated": -1e999, "bodies": [3, {"value": 4}, '
        '{"value": "The wall\\u0000 fe\\ud800ll.\x01"}], "associations": 5, "authors": "Tove Marsh"}'
    )
    assert (["The wall fell."], "Tove Marsh", None) == (item.paragraphs, item.byline, item.urgency)


def test_several_documents_in_one_file() -> None:
    """One item a line is several items."""
    text = "\n".join(json.dumps(ninjs(headline=name)) for name in ("One", "Two"))
    assert ["One", "Two"] == [item.headline for item in read_json(text)]


_NAMES = st.sampled_from(
    "headline headlines body_html body_text bodies byline bylines authors located dateline pubstatus embargoed "
    "language versioncreated urgency associations data item items nitf @graph @type type value role name "
    "content".split()
)
_TEXTS = st.one_of(
    st.text(max_size=40), st.sampled_from(["<p>A b.</p>", "&lt;p&gt;", "<table/>", "text", "2026-01-01"])
)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_NAMES, inner, max_size=6)),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(_VALUES)
def test_any_json_gives_items_or_a_source_error(value: object) -> None:
    """Whatever the values are, nothing but items or a `SourceError` comes out, and so for their stories."""
    message = ""
    try:
        for item in read_json(json.dumps(value)):
            item.to_story()
    except SourceError as exc:
        message = str(exc)
    assert "\n" not in message


def _sample(name: str) -> Item:
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip("the real items are not here")
    (item,) = read_json(path.read_text(encoding="utf-8"))
    return item


def test_real_items() -> None:
    """The real items of each generation are read whole."""
    embargoed = _sample("ninjs-embargoed.json")
    assert datetime(2022, 6, 29, 2, 30, tzinfo=UTC) == embargoed.embargoed
    assert 18 == len(embargoed.paragraphs)
    german = _sample("ninjs21-dpa.json")
    assert (9, "de", "dpa") == (len(german.paragraphs), german.language, german.provider)
    norwegian = _sample("ninjs30-ntb.json")
    assert ("nb-NO", "NTB", 1) == (norwegian.language, norwegian.byline, len(norwegian.paragraphs))
    assert ("fr", "Milton Keynes") == (_sample("ninjs-text.json").language, _sample("ninjs-text.json").located)
    assert ([], "AP") == (_sample("apmedia-text-item.json").paragraphs, _sample("apmedia-text-item.json").provider)
