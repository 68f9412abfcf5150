"""JSON that is not ninjs: content systems, blocks, envelopes and queues, in their own names."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.json.items import read_json

LEAD = "Bakers in Tolvane walked off the job on Thursday to protest a new tax on flour."
SECOND = "“We cannot carry this any longer,” guild leader Petra Solmes told reporters."
THIRD = "The finance ministry said the levy would stay."
HTML = f"<p>{LEAD}</p><p>{SECOND}</p>"


def only(fields: Any) -> Item:
    (item,) = read_json(json.dumps(fields))
    return item


def paragraph(text: str) -> dict[str, Any]:
    fragment = {"type": "fragment", "model": {"text": text, "attributes": []}}
    return {"type": "paragraph", "model": {"text": text, "blocks": [fragment]}}


def block(kind: str, *inner: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "model": {"blocks": list(inner)}}


def test_arc_story() -> None:
    """Of Arc's elements text, lists and quotes are copy; pictures, links, tables and raw HTML are not."""
    item = only(
        {
            "type": "story",
            "headlines": {"basic": "Bakers walk out", "web": "All on the strike"},
            "credits": {"by": [{"type": "author", "name": "Mara Cole"}], "photos_by": [{"name": "Jo Lens"}]},
            "distributor": {"name": "Tolvane Herald"},
            "content_elements": [
                {"type": "text", "content": LEAD.replace("a new tax", "<b>a new tax</b>")},
                {"type": "image", "caption": "A mill."},
                {"type": "interstitial_link", "content": "Read more: how flour is taxed"},
                {"type": "quote", "content_elements": [{"type": "text", "content": SECOND}]},
                {"type": "raw_html", "content": "<p>Subscribe</p>"},
                {"type": "table", "rows": [[{"content": "Flour"}]]},
                {"type": "list", "items": [{"type": "text", "content": THIRD}]},
                {"type": "correction", "text": "An earlier version named another tax."},
            ],
        }
    )
    assert [LEAD, SECOND, THIRD] == item.paragraphs
    assert ("Bakers walk out", "Mara Cole", "Tolvane Herald") == (item.headline, item.byline, item.provider)
    assert "Correction: An earlier version named another tax." == item.ednote


@pytest.mark.parametrize(
    ("embargo", "expected"),
    [
        ({"active": True, "end_time": "2031-01-01T00:00:00Z"}, (datetime(2031, 1, 1, tzinfo=UTC), "usable")),
        ({"active": True}, (None, "withheld")),
        ({"active": False, "end_time": "2031-01-01T00:00:00Z"}, (None, "usable")),
    ],
)
def test_arc_embargo(embargo: dict[str, Any], expected: tuple[datetime | None, str]) -> None:
    """An active embargo without an end keeps applying; one that is not active is ignored."""
    item = only(
        {
            "headlines": {"basic": "H"},
            "content_elements": [{"type": "text", "content": LEAD}],
            "content_restrictions": {"embargo": embargo},
        }
    )
    assert expected == (item.embargoed, item.pubstatus)


@pytest.mark.parametrize(
    ("status", "expected"),
    [("publish", "usable"), ("draft", "withheld"), ("future", "withheld"), ("trash", "canceled")],
)
def test_wordpress_post(status: str, expected: str) -> None:
    """A post of WordPress's API has its texts in `rendered`, its author embedded, and a status."""
    item = only(
        {
            "type": "post",
            "status": status,
            "slug": "bakers",
            "title": {"rendered": "Bakers &#8216;walk out&#8217;"},
            "content": {"rendered": f'{HTML}<div class="sharedaddy"><h3>Share this:</h3></div>', "protected": False},
            "_embedded": {"author": [{"name": "Mara Cole"}]},
        }
    )
    assert ([LEAD, SECOND], "Bakers ‘walk out’", "Mara Cole") == (item.paragraphs, item.headline, item.byline)
    assert expected == item.pubstatus


def test_json_feed_says_language_and_provider_for_all() -> None:
    """What a JSON Feed says at its top holds for each item that does not say it itself."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tolvane Herald",
        "language": "en-US",
        "items": [
            {"id": "1", "title": "One", "content_html": HTML, "content_text": LEAD, "author": {"name": "Mara Cole"}},
            {"id": "2", "title": "Deux", "content_text": LEAD, "language": "fr"},
        ],
    }
    one, two = read_json(json.dumps(feed))
    assert ([LEAD, SECOND], "en-US", "Tolvane Herald") == (one.paragraphs, one.language, one.provider)
    assert ("Mara Cole", "fr") == (one.byline, two.language)


def test_headline_and_byline_of_an_older_bbc_page() -> None:
    """Where no block has them, they stand in what leads to the page."""
    promo = {"headlines": {"headline": "Bakers walk out"}, "byline": {"name": "By Mara Cole", "title": "Reporter"}}
    blocks = [{"type": "paragraph", "text": LEAD}, {"type": "paragraph", "text": SECOND}]
    item = only({"metadata": {"language": "en-gb"}, "content": {"blocks": blocks}, "promo": promo})

    assert ([LEAD, SECOND], "Bakers walk out", "Mara Cole") == (item.paragraphs, item.headline, item.byline)


def test_carets_are_no_headline() -> None:
    """The signs of a telegram's header go from a headline."""
    assert "Bakers walk out" == only({"type": "text", "headline": "^Bakers walk out<", "body_text": LEAD}).headline


def test_bbc_blocks() -> None:
    """In the BBC's blocks the headline, the name in the byline and the captions stand among the copy, apart."""
    name = block("contributor", block("name", block("text", paragraph("Mara Cole"))))
    item = only(
        {
            "metadata": {"language": "en-gb"},
            "content": {
                "model": {
                    "blocks": [
                        block("headline", block("text", paragraph("Bakers walk out"))),
                        block("byline", name),
                        block("image", block("caption", block("text", paragraph("A mill on Thursday.")))),
                        block("text", paragraph(LEAD), paragraph(SECOND)),
                    ]
                }
            },
        }
    )
    assert ([LEAD, SECOND], "Bakers walk out") == (item.paragraphs, item.headline)
    assert ("Mara Cole", "en-gb") == (item.byline, item.language)


def span(text: str, kind: str = "text") -> dict[str, Any]:
    return {"type": kind, "text": text}


@pytest.mark.parametrize(
    "content",
    [
        [LEAD, SECOND],
        {"html": HTML, "text": LEAD},
        {
            "type": "doc",
            "content": [{"type": "paragraph", "content": [span(LEAD[:20]), span(LEAD[20:])]}, span(SECOND)],
        },
        [
            {"_type": "block", "children": [span(LEAD[:9], "span"), span(LEAD[9:], "span")]},
            {"_type": "image", "caption": "A mill."},
            {"_type": "block", "children": [span(SECOND, "span")]},
        ],
        {"blocks": [{"type": "paragraph", "data": {"text": LEAD}}, {"type": "paragraph", "data": {"text": SECOND}}]},
        {
            "nodeType": "document",
            "content": [
                {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": LEAD}]},
                {"nodeType": "embedded-asset-block", "content": []},
                {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": SECOND}]},
            ],
        },
    ],
    ids="strings object prosemirror portable editorjs contentful".split(),
)
def test_content_that_is_no_string(content: object) -> None:
    """Copy may be a list of paragraphs, an object with several forms, or a tree of blocks."""
    assert [LEAD, SECOND] == only({"title": "Bakers walk out", "body": content}).paragraphs


def test_a_post_with_its_copy_in_html() -> None:
    """Ghost calls the copy `html`, beside a title; its cards with invitations are no copy."""
    card = '<div class="kg-callout-card"><div class="kg-callout-text">Subscribe to our newsletter</div></div>'
    post = {
        "title": "Ferry fares to rise",
        "html": f"<p>{LEAD}</p>{card}<p>{SECOND}</p>",
        "authors": [{"name": "Ola Aune"}],
    }
    (item,) = read_json(json.dumps({"posts": [post], "meta": {"pagination": {"page": 1}}}))
    assert ("Ferry fares to rise", "Ola Aune", [LEAD, SECOND]) == (item.headline, item.byline, item.paragraphs)


def test_fields_one_level_deeper() -> None:
    """The Guardian's `fields` and JSON:API's `attributes` hold what the item says."""
    guardian = {"webTitle": "Bakers | World", "fields": {"headline": "Bakers", "body": HTML, "byline": "Mara Cole"}}
    item = only({"response": {"status": "ok", "content": guardian}})
    assert ([LEAD, SECOND], "Bakers", "Mara Cole") == (item.paragraphs, item.headline, item.byline)
    drupal = {"type": "node--article", "attributes": {"title": "Bakers", "langcode": "en", "body": {"processed": HTML}}}
    item = only({"jsonapi": {}, "data": drupal})
    assert ([LEAD, SECOND], "Bakers", "en") == (item.paragraphs, item.headline, item.language)


def test_afp_documents() -> None:
    """AFP's paragraphs are a list, its city the place, its advisory the ed-note."""
    doc = {
        "title": "T",
        "headline": "Grève",
        "lang": "fr",
        "city": "Tolvane",
        "advisory": "Ajoute",
        "news": [LEAD, SECOND],
    }
    item = only({"response": {"docs": [doc | {"status": "Usable", "creator": "Mara Cole"}], "numFound": 1}})
    assert ([LEAD, SECOND], "Grève", "fr") == (item.paragraphs, item.headline, item.language)
    assert ("Tolvane", "Ajoute", "Mara Cole") == (item.located, item.ednote, item.byline)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda item: {"hits": {"hits": [{"_index": "a", "_source": item}]}},
        lambda item: {"_items": [{"item": item}], "_meta": {"total": 1}},
        lambda item: {"content": {"story": [item]}},
        lambda item: {"Type": "Notification", "Message": json.dumps(item)},
        lambda item: {"bulletin": {"releases": [item]}},
    ],
    ids="elastic eve presse queue unknown".split(),
)
def test_envelopes(wrap: Any) -> None:
    """An item is found in its envelope, be it known, unknown or a string of JSON."""
    assert ([LEAD, SECOND], "Bakers") == (
        (item := only(wrap({"headline": "Bakers", "body": HTML}))).paragraphs,
        item.headline,
    )


def test_results_of_an_election_are_no_story() -> None:
    """Numbers without a headline and copy are no item."""
    with pytest.raises(SourceError, match="no news item"):
        read_json(json.dumps({"races": [{"officeName": "Mayor", "candidates": [{"first": "A", "voteCount": 3}]}]}))


def test_ap_s_main_part_is_the_copy() -> None:
    """Where AP holds caption, script and story apart, the story is the NITF of the main part."""
    item = only({"type": "text", "headline": "Bakers walk out", "main": {"nitf": HTML, "words": 24}, "version": 3})

    assert item.paragraphs == [LEAD, SECOND]


def test_a_page_s_blocks_of_other_pages_are_no_copy() -> None:
    """The name of a block says what it is, also where its words are set apart by capitals only."""
    related = block("relatedContent", block("text", paragraph("Why flour is dear")))
    subheading = block("subheadline", block("text", paragraph("A long day")))
    content = block("", subheading, block("text", paragraph(LEAD)), related)
    item = only({"metadata": {"language": "en-gb"}, "headline": "Bakers walk out", "content": content})

    assert item.paragraphs == ["A long day", LEAD]


def test_the_guardian_s_blocks() -> None:
    """The copy may come as the markup of blocks, beside the fields."""
    item = only(
        {
            "response": {
                "content": {
                    "id": "x",
                    "webTitle": "Strike",
                    "fields": {"headline": "Bakers walk out", "byline": "Mara Cole"},
                    "blocks": {"body": [{"id": "1", "bodyHtml": HTML}]},
                }
            }
        }
    )

    assert (item.headline, item.byline, item.paragraphs) == ("Bakers walk out", "Mara Cole", [LEAD, SECOND])


def test_a_draft_of_arc_is_withheld() -> None:
    """A revision that is not published yet must not go out."""
    story = {"type": "story", "headlines": {"basic": "Bakers"}, "content_elements": [{"type": "text", "content": LEAD}]}

    assert only(story | {"revision": {"published": False}}).pubstatus == "withheld"
    assert only(story | {"revision": {"published": True}}).pubstatus == "usable"


@pytest.mark.parametrize(
    "below",
    [
        "O conteúdo Padeiros em greve aparece primeiro em Jornal do Vale.",
        "Der Beitrag Bäcker streiken erschien zuerst auf Tolvaner Blatt.",
        "L’article Les boulangers en grève est apparu en premier sur Le Val.",
    ],
)
def test_what_wordpress_adds_is_no_copy(below: str) -> None:
    """A feed's last line says where the post appeared first, in the language of the site."""
    post = {"type": "post", "status": "publish", "title": {"rendered": "Bakers"}}

    assert only(post | {"content": {"rendered": f"{HTML}<p>{below}</p>"}}).paragraphs == [LEAD, SECOND]


def test_a_title_beside_a_list_of_headlines_names_the_item() -> None:
    """It is a slug more often than not; with no headline it is the headline."""
    story = {"uri": "u", "type": "text", "title": "bakers-flour-tax", "body_html": HTML}
    assert "Bakers walk out" == only(story | {"headlines": [{"role": "main", "value": "Bakers walk out"}]}).headline
    assert "bakers-flour-tax" == only(story).headline


def test_notes_to_editors_with_roles() -> None:
    """A list of them, for readers of the wire alone, is the ed-note."""
    note = "Die Zusammenfassung folgt."
    story = {"uri": "u", "headline": "H", "body_html": HTML, "ednotes": [{"role": "x:nonpublic", "value": note}]}
    assert note == only(story).ednote
