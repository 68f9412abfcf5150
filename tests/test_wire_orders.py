"""Orders to clients in the body of an item, in every format: out of the copy, and in the way of a brief."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from briefgen.errors import ReleaseRefused, SourceError
from briefgen.story import PARAGRAPH_BREAK
from briefgen.wire import read_story
from briefgen.wire.gate.embargo import is_embargo
from briefgen.wire.gate.kills import kills
from briefgen.wire.gate.notices import tests as is_test
from briefgen.wire.gate.orders import is_order
from briefgen.wire.gate.places import shown
from briefgen.wire.gate.release import refusal
from test_wire_release import PUBLISHED, REFUSED

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
COPY = (
    "The harbour board of Norvik voted on Monday to close its oldest pier after divers found cracks in the wall.",
    "Port director Ruben Tjarks said that the work would take a year and cost the town about 4 million crowns.",
    "Fishing crews asked for a second meeting before the decision takes effect.",
)
HEADLINE = "Norvik closes pier"
ORDERS = [
    "EMBARGOED until 0001 GMT Monday Nov 30, 2026",
    "EMBARGO: not for publication before 30 November 2026",
    "Not for publication, broadcast or use on social media before 30 November 2026",
    "Sperrfrist: 30. November 2026, 06.00 Uhr",
    "Ne pas publier avant le 30 novembre 2026 à 06h00",
    "Embargado hasta el 30 de noviembre de 2026",
    "Klausul: Må ikke publiseres før 30. november 2026 kl. 06.00",
    "BULLETIN KILL",
    "KILL KILL KILL",
    "MANDATORY CORRECTION",
    "EDS: please disregard this story.",
    "EDITORS: Kill BC-Norvik-Pier, sent earlier. It is wrong.",
    "ADVISORY: withhold this story until further notice",
    "ACHTUNG REDAKTIONEN: Bitte verwenden Sie diese Meldung nicht.",
    "Merci de ne pas utiliser cette dépêche.",
    "EDS: Please disregard BC-Norvik-Pier, sent at 1410 GMT. It moved in error.",
    "FOR RELEASE 0600 GMT 30/11/2026",
    "Frei ab 30. November 2026, 18 Uhr",
    "This story is under embargo until Monday 30 November 2026 at 06:00 GMT.",
    "DO NOT PUBLISH",
    "TEST MESSAGE - NOT FOR PUBLICATION",
]


def _html(rows: list[str]) -> str:
    return "".join(f"<p>{row}</p>" for row in rows)


def _plain(rows: list[str]) -> bytes:
    return "\n\n".join(rows).encode()


def _headed(rows: list[str]) -> bytes:
    return f"{HEADLINE}\nBy Jette Brand\n\n{PARAGRAPH_BREAK.join(rows)}".encode()


def _page(rows: list[str]) -> bytes:
    head = f"<head><title>{HEADLINE}</title></head>"
    return (
        f"<!doctype html><html>{head}<body><article><h1>{HEADLINE}</h1>{_html(rows)}</article></body></html>".encode()
    )


def _nitf(rows: list[str]) -> bytes:
    head = f"<body.head><hedline><hl1>{HEADLINE}</hl1></hedline></body.head>"
    return f"<nitf><body>{head}<body.content>{_html(rows)}</body.content></body></nitf>".encode()


def _g2(rows: list[str]) -> bytes:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{_html(rows)}</body></html>'
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x" version="1"><itemMeta>'
        '<itemClass qcode="ninat:text"/><provider literal="MNW"/></itemMeta><contentMeta>'
        f'<headline>{HEADLINE}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">'
        f"{page}</inlineXML></contentSet></newsItem>"
    ).encode()


def _ninjs(rows: list[str]) -> bytes:
    return json.dumps({"uri": "x", "type": "text", "headline": HEADLINE, "body_html": _html(rows)}).encode()


def _ninjs_text(rows: list[str]) -> bytes:
    body = PARAGRAPH_BREAK.join(rows)
    return json.dumps({"uri": "x", "type": "text", "headline": HEADLINE, "body_text": body}).encode()


def _anpa(rows: list[str]) -> bytes:
    body = "\r\n".join(f"   {row}" for row in rows).encode("cp1252")
    head = b"\x16\x16\x01V1234 \x1f\r\nu i \x14bc-Norvik-Pier 11-23 0120\x02\r\n^BC-Norvik-Pier,0120<\r\n"
    return head + f"^{HEADLINE}<\r\n".encode() + body + b"\r\n\x03 11-23-26 1200GMT\r\n\x04"


def _iptc(rows: list[str]) -> bytes:
    body = "\r\n".join(f"   {row}" for row in rows).encode("latin-1", "replace")
    head = f"\x01mnw0123 4 pol 212  mnw 0456\r\n\r\nHarbour/\r\n\x02\r\n{HEADLINE}=\r\n\r\n".encode()
    return head + body + b"\r\n\x03\r\n231200 NOV 26\r\n\x04"


def _mail(rows: list[str]) -> bytes:
    head = f"From: desk@mnw.example\r\nTo: all@mnw.example\r\nSubject: {HEADLINE}\r\nMIME-Version: 1.0\r\n"
    body = "\r\n\r\n".join(rows)
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n".encode()


def _feed(rows: list[str]) -> bytes:
    content = f"<content:encoded><![CDATA[{_html(rows)}]]></content:encoded>"
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>MNW</title>'
        f"<item><title>{HEADLINE}</title>{content}</item></channel></rss>"
    ).encode()


FORMATS = [_plain, _headed, _page, _nitf, _g2, _ninjs, _ninjs_text, _anpa, _iptc, _mail, _feed]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("item", FORMATS)
def test_an_order_in_the_body_is_obeyed_and_not_told(item: Callable[[list[str]], bytes], order: str) -> None:
    """First or last: it is no sentence of the story, all others are, and no brief is written."""
    for rows in ([order, *COPY], [*COPY, order]):
        story = read_story(item(rows))

        assert order not in story.text
        assert [] == [sentence for sentence in COPY if sentence not in story.text]
        assert refusal(story, NOW)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("item", [_nitf, _g2, _ninjs, _mail, _plain])
def test_an_item_that_is_nothing_but_an_order_is_refused_for_it(item: Callable[[list[str]], bytes], order: str) -> None:
    """A kill notice has no copy: that it must not go out is the reason, and not that it is empty."""
    with pytest.raises(ReleaseRefused, match="must not go out: "):
        read_story(item([order]))


@pytest.mark.parametrize("item", [_anpa, _iptc])
@pytest.mark.parametrize("rows", [[], ["(Photo)"], ["Eds: story to follow by 1600 GMT."], ["Norvik 3, Kessary 1"]])
def test_a_message_without_copy_is_no_story(item: Callable[[list[str]], bytes], rows: list[str]) -> None:
    """Its header and its trailer are not taken for one."""
    with pytest.raises(SourceError, match="empty"):
        read_story(item(rows))


def test_an_embargo_is_no_title_and_no_dateline() -> None:
    """A notice with a dash has the form of a dateline."""
    message = _iptc(list(COPY)).replace(HEADLINE.encode(), b"Gesperrt bis 30. November 2026, 06.00 Uhr - Pier zu")

    assert "until 2026-11-30 05:00" in str(refusal(read_story(message), NOW))


@pytest.mark.parametrize("item", [_anpa, _iptc])
def test_a_line_to_editors_that_was_wrapped_is_read_to_its_end(item: Callable[[list[str]], bytes]) -> None:
    """Its second line says that this copy is the good one, and is none of it."""
    line = "EDS: Please disregard previous version of this story and\r\nuse this one."
    story = read_story(item([line, *COPY]))

    assert story.text == PARAGRAPH_BREAK.join(COPY)
    assert refusal(story, NOW) is None


@pytest.mark.parametrize("item", FORMATS)
def test_copy_without_orders_goes_out(item: Callable[[list[str]], bytes]) -> None:
    """The same items without the line are good."""
    assert refusal(read_story(item(list(COPY))), NOW) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "An embargo on grain from Norvik took effect on Monday.",
        "Embargoed oil was found on the tanker before it reached the strait.",
        "The board will not release the divers' report before Friday.",
        "The port withdrew the offer, and the union killed the deal.",
        "“Please hold the line,” the clerk said.",
        "Kill switches are to be fitted to all cranes by 2028.",
        "For release from the dock, a ship pays 40 crowns.",
        "Mandatory checks begin on Monday.",
        *(one for fields in PUBLISHED if "text" in fields for one in str(fields["text"]).split(PARAGRAPH_BREAK)),
    ],
)
def test_news_of_embargoes_and_kills_is_copy(sentence: str) -> None:
    """A sentence that uses the words of an order is none."""
    assert not is_order(sentence)


@pytest.mark.parametrize("fields", [fields for fields, _ in REFUSED], ids=lambda value: str(value)[:60])
def test_no_order_is_missed_for_want_of_a_hint(fields: dict[str, object]) -> None:
    """What is looked for first is in every order that the gate knows."""
    for text in (str(fields[name]) for name in ("headline", "ednote", "text") if name in fields):
        order = (
            is_embargo(text) or kills(shown("the copy", text)) or (text.isupper() and is_test(shown("the copy", text)))
        )
        assert is_order(text) == order


def test_the_end_of_an_embargo_is_told_to_desks() -> None:
    """A line that lifts the embargo on this release is no copy, and does not hold the story back."""
    story = read_story(_plain(["The embargo on this release has been lifted.", *COPY]))

    assert story.text == PARAGRAPH_BREAK.join(COPY)
    assert refusal(story, NOW) is None


@pytest.mark.parametrize(
    ("front", "part"),
    [
        ("embargo: 2026-11-30T06:00:00Z", "until 2026-11-30 06:00"),
        ("draft: true", "withholds"),
        ("status: killed", "canceled"),
        ("tags:\n  - pier\n- harbour\nembargo: 2026-11-22 06:00 GMT\ndraft: false", None),
    ],
)
def test_a_front_matter_tells_on_the_release(front: str, part: str | None) -> None:
    """Its embargo and its status count, and its lists are no copy."""
    story = read_story(f"---\ntitle: {HEADLINE}\nlang: en\n{front}\n---\n\n{PARAGRAPH_BREAK.join(COPY)}\n".encode())

    assert (story.headline, story.language) == (HEADLINE, "en")
    assert story.text == PARAGRAPH_BREAK.join(COPY)
    assert (part or "None") in str(refusal(story, NOW))


def test_a_quotation_does_not_end_the_story() -> None:
    """What begins with somebody's words is a sentence, whatever the words are."""
    said = "“Not for publication before Tuesday is a phrase I hate,” said editor Finn Rowe."

    assert read_story(_headed([COPY[0], said, COPY[2]])).text == PARAGRAPH_BREAK.join([COPY[0], said, COPY[2]])
