"""What JSON items say on their release, and what stands around the copy in their bodies."""

import json
from typing import Any

import pytest

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.json.items import read_json
from briefgen.wire.markup.html import copy_of, paragraphs_of
from conftest import no_blow_up

LEAD = "Glassmakers in Port Arrow reopened two of their nine furnaces on Friday."
SECOND = "“It is a start,” plant manager Ruben Falk told a local radio station."
THIRD = "The regulator said supplies to households were not affected."
HTML = f"<p>{LEAD}</p><p>{SECOND}</p>"


def only(fields: Any) -> Item:
    (item,) = read_json(json.dumps(fields))
    return item


def ap(**fields: Any) -> Item:
    item = {"type": "text", "altids": {"itemid": "a", "etag": "a_0"}, "headline": "Furnaces", "body_html": HTML}
    return only({"data": {"item": item | {"pubstatus": "usable", "signals": ["newscontent"]} | fields}})


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, "usable"),
        ({"signals": ["explicitcontent"]}, "withheld"),  # an advisory or a daybook: for editors only
        ({"signals": []}, "usable"),
        ({"expires": "2020-01-01T00:00:00Z"}, "withheld"),
        ({"expires": "2999-01-01T00:00:00Z"}, "usable"),
        ({"pubstatus": "embargoed"}, "withheld"),
        ({"pubstatus": "embargoed", "embargoed": "2020-01-01T00:00:00Z"}, "usable"),
        ({"editorialtypes": ["Correction"]}, "usable"),
        ({"signals": ["newscontent", {"uri": "http://vocabulary.example/signal/kill"}]}, "canceled"),
    ],
)
def test_what_ap_says_on_the_release(sent: dict[str, Any], expected: str) -> None:
    """AP's items are for publication with the signal `newscontent`, until they expire, from their embargo on."""
    assert expected == ap(**sent).pubstatus


def test_what_holds_an_item_back_is_told() -> None:
    """A desk reads in the ed-note why an item of AP is held back, and when it expires."""
    item = ap(signals=["explicitcontent"], expires="2020-01-01T00:00:00Z")
    assert item.ednote is not None
    assert "Expires: 2020-01-01 00:00 UTC" in item.ednote
    assert "newscontent is missing" in item.ednote


@pytest.mark.parametrize(("body", "kind"), [(f"{HTML}<p>{THIRD}</p>", "text"), (f"<p>{LEAD}</p>", "picture")])
def test_copy_counts_for_more_than_the_type(body: str, kind: str) -> None:
    """A caption has one paragraph; what has several of prose is a story, whatever it calls itself."""
    assert kind == only({"type": "picture", "headline": "H", "body_xhtml": body}).kind


def test_signals_of_others_are_not_ap_s() -> None:
    """An agency that has other signals need not send AP's; its dates of expiry are housekeeping."""
    sent = {"type": "text", "headline": "H", "body_html": HTML, "signals": ["update"], "expires": "2020-01-01"}
    assert "usable" == only(sent).pubstatus


def test_not_for_publication_by_a_flag() -> None:
    """Superdesk marks what is not for publication by a flag."""
    flags = {"marked_for_not_publication": True, "marked_for_legal": False}
    assert "withheld" == only({"headline": "H", "body_html": HTML, "flags": flags}).pubstatus


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("By Mara Cole", "Mara Cole"),
        ("Von Jule Harms, dpa", "Jule Harms"),
        ("Vondra Petrova", "Vondra Petrova"),
        ("Mara Cole, Local Democracy Reporter", "Mara Cole, Local Democracy Reporter"),
        ({"original": "By Mara Cole"}, "Mara Cole"),
        ([{"firstname": "Ebba", "lastname": "Lind"}, {"by": "By Dov Reyes"}], "Ebba Lind, Dov Reyes"),
        ("", None),
    ],
)
def test_byline_without_its_by_word(sent: object, expected: str | None) -> None:
    """A byline is the name, whatever language the word before it is of; a role behind it stays."""
    assert expected == only({"headline": "H", "byline": sent, "body_html": HTML}).byline


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<p>AAP RTQ</p>", []),
        ("<p>Mara Cole, PA</p>", []),
        ("<p>((mara.cole@example.org; +44 20 5550 1234;))</p>", []),
        ("<p>View the source: https://wire.example/1</p>", []),
        (f"<p>{THIRD} PTI ABC DEF</p>", [THIRD]),
        (f"<p>{THIRD} (©NTB)</p>", [THIRD]),
        ("<p>Lakeline 13 11 14</p>", []),
        ("<p>He left for the USA</p>", ["He left for the USA"]),
    ],
)
def test_what_stands_below_the_copy(below: str, expected: list[str]) -> None:
    """Signatures, addresses and the byline again are no copy; a sentence that ends in capitals is."""
    item = only({"headline": "H", "byline": "Mara Cole", "body_html": HTML + below})
    assert [LEAD, SECOND, *expected] == item.paragraphs


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"dateline": "Lindvik"}, ("Lindvik", "Lindvik")),
        ({"dateline": {"text": "LINDVIK, Nov 6 NTA -", "source": "NTA"}}, ("LINDVIK, Nov 6", "Lindvik")),
        ({"located": "LINDVIK, Norv."}, (None, "Lindvik")),
        ({"located": "Lindvik, Norvania"}, (None, "Lindvik, Norvania")),
        ({"body_html": f'<p class="dat">LINDVIK (NTA)</p>{HTML}'}, ("LINDVIK", "Lindvik")),
    ],
)
def test_the_dateline_names_the_place(sent: dict[str, Any], expected: tuple[str | None, str]) -> None:
    """The agency is no part of a dateline, and its place is written as in a sentence."""
    item = only({"headline": "H", "body_html": HTML} | sent)
    assert (*expected, [LEAD, SECOND]) == (item.dateline, item.located, item.paragraphs)


def test_notes_above_the_dateline() -> None:
    """What stands in brackets above the dateline tells a desk what is new."""
    item = only({"headline": "H", "body_html": f"<p>(Adds comment)</p><p>PORT ARROW, Nov 6 (AP) - {LEAD}</p>"})
    assert ([LEAD], "PORT ARROW, Nov 6", "(Adds comment)") == (item.paragraphs, item.dateline, item.ednote)


def test_a_telegraphic_header_in_the_body() -> None:
    """Lines that begin with a caret are a header's, and the byline may be among them."""
    item = only({"headline": "H", "body_text": f"^Furnaces reopen<\n^By MARA COLE=\n   {LEAD}\n   {SECOND}\n"})
    assert ([LEAD, SECOND], "MARA COLE") == (item.paragraphs, item.byline)


def test_copy_that_is_cut_short_says_so() -> None:
    """The mark of an aggregator that sends the beginning only is not copy, and the desk is told."""
    item = only({"title": "H", "content": f"{LEAD} {SECOND}… [+1234 chars]"})
    assert ([f"{LEAD} {SECOND}"], "The copy is cut short.") == (item.paragraphs, item.ednote)


def test_scores_in_a_body_are_left_out() -> None:
    """Rows set in columns, in a <pre>, in plain text or one a paragraph, are a table."""
    rows = "Arrow Town   010 002 000 - 3\nPier Side    000 000 000 - 0"
    assert [LEAD, SECOND] == paragraphs_of(f"<p>{LEAD}</p><pre>{rows}</pre><p>{SECOND}</p>")
    copy = copy_of(f"{LEAD}\n\n{rows}\n\n{SECOND}")
    assert ([LEAD, SECOND], 2) == (copy.paragraphs, len(copy.left_out))
    scores = "".join(f"<p>Team {team} 3, Rivals 1</p>" for team in ("A", "B", "C"))
    assert [LEAD, SECOND] == only({"headline": "H", "body_html": f"<p>{LEAD}</p>{scores}<p>{SECOND}</p>"}).paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Furnaces reopen\n{LEAD}\n{SECOND}\n{THIRD}", ["Furnaces reopen", LEAD, SECOND, THIRD]),
        ("“开始了。”厂长周五说。\n\u3000\u3000供应没有受到影响。", ["“开始了。”厂长周五说。", "供应没有受到影响。"]),
        ("The wall fell on\nFriday, said the\nharbour master.", ["The wall fell on Friday, said the harbour master."]),
    ],
)
def test_lines_that_are_paragraphs(text: str, expected: list[str]) -> None:
    """Where most lines end a sentence each is a paragraph, and so is an indented one; wrapped lines are joined."""
    assert expected == paragraphs_of(text)


@pytest.mark.parametrize("body", ["word\n\n" * 800_000, "a b c\n" * 800_000, "<p>a</p>" * 20_000])
def test_a_body_of_more_paragraphs_than_a_story_has(body: str) -> None:
    """A body without end is refused before each of its lines is looked at."""
    with no_blow_up(), pytest.raises(SourceError, match="a story does not"):
        paragraphs_of(body)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"title": "BC-US--Furnaces, KILL"}, "canceled"),
        ({"anpa_take_key": "KILL"}, "canceled"),
        ({"title": "Frost may kill"}, "usable"),
        ({"title": "Kill Creek"}, "usable"),
    ],
)
def test_a_kill_in_a_mark_that_no_story_has(sent: dict[str, Any], expected: str) -> None:
    """A title beside the headline and a take key can mark a kill; the gate sees neither, so the status says it."""
    assert expected == only({"headline": "H", "body_html": HTML, **sent}).pubstatus


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("â€œIt rings,â€\x9d said the wreckâ€™s finder.", "“It rings,” said the wreck’s finder."),
        ("FÃ¤hren fÃ¼r 5Â\xa0â‚¬ nach Ä°", "Fähren für 5 € nach İ"),
        ("The mayorâ€™s “plan” — dÃ©jà vu.", "The mayor’s “plan” — déjà vu."),
        ("NÃO em SÃO TOMÉ, à\xa0«sim» e “MAÇÔ”", "NÃO em SÃO TOMÉ, à «sim» e “MAÇÔ”"),
        ("CAFÉ» et à\xa0«\xa0DÉJÀ\xa0», VOILÀ…", "CAFÉ» et à « DÉJÀ », VOILÀ…"),
    ],
)
def test_text_that_was_read_in_the_wrong_encoding(sent: str, expected: str) -> None:
    """UTF-8 that some system read as Windows-1252 is read again; words that only look like it are left."""
    assert expected == paragraphs_of(sent)[0]


def test_line_ends_that_were_escaped_twice() -> None:
    """A body with a backslash and an n for its line ends has paragraphs all the same; a path does not."""
    assert [LEAD, SECOND] == only({"headline": "H", "body_text": f"{LEAD}\\n\\n{SECOND}"}).paragraphs
    assert ["Look in C:\\new for it."] == only({"headline": "H", "body_text": "Look in C:\\new for it."}).paragraphs


def test_the_body_of_a_picture_is_its_caption() -> None:
    """What a picture says twice, as its description and as its body, is no copy."""
    item = only({"uri": "x", "type": "picture", "headline": "H", "description_text": LEAD, "body_text": LEAD})
    assert ([], "picture") == (item.paragraphs, item.kind)


@pytest.mark.parametrize(
    "above",
    ["Gewerbe/Streik/Tolvane", "Mara Cole, Tolvane Reporting Service"],
)
def test_what_stands_above_the_copy(above: str) -> None:
    """Keywords, and who wrote the story once more, go to the notes; a sentence that begins with the name does not."""
    item = only({"headline": "Bakers", "byline": "Mara Cole", "body_html": f"<p>{above}</p><p>The bakers won.</p>"})
    said = only({"byline": "Mara Cole", "headline": "Bakers", "body_text": f"Mara Cole, a baker, won.\n\n{above}."})

    assert (item.paragraphs, item.notes) == (["The bakers won."], [above])
    assert said.paragraphs[0] == "Mara Cole, a baker, won."


def test_a_signal_kills() -> None:
    """One signal or several: a correction lets the story through, a kill does not."""
    body = {"headline": "Bakers", "body_text": "The bakers won."}

    assert only(body | {"signal": [{"qcode": "sig:kill"}]}).pubstatus == "canceled"
    assert only(body | {"signal": "CORRECTION"}).pubstatus == "usable"


@pytest.mark.parametrize("above", ["By Jane Roe<br/>", "<b>By Jane Roe</b><br>Staff Writer<br>"])
def test_byline_above_the_lead_in_one_paragraph(above: str) -> None:
    """A byline on a line of its own is apart from the dateline and the lead below it."""
    item = only(
        {"uri": "x:1", "type": "text", "headline": "Furnaces", "body_html": f"<p>{above}ARROW (NTB) - {LEAD}</p>"}
    )

    assert ("Jane Roe", "Arrow", LEAD) == (item.byline, item.located, item.paragraphs[-1])


@pytest.mark.parametrize("reached", [" | jane@nta.example | @janeroe", " (@janeroe)", ", jane@nta.example"])
def test_byline_without_where_the_writer_is_reached(reached: str) -> None:
    """A mailbox and a handle behind the name are no part of it."""
    item = only(
        {"uri": "x:1", "type": "text", "headline": "Furnaces", "byline": f"By Jane Roe{reached}", "body_html": HTML}
    )

    assert item.byline == "Jane Roe"
