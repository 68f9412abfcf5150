import re
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import SourceError
from briefgen.story import PARAGRAPH_BREAK, Story
from briefgen.wire import MAX_BYTES, read_story
from briefgen.wire.encoding.decode import decode

EXAMPLES = Path(__file__).parent.parent / "examples"

HEADERS: dict[str, dict[str, Any]] = {
    "grid-takeover": {
        "headline": "Halvorsen-Pike agrees to buy grid operator Kelvane for $6 billion",
        "slugline": "BC-GRID-TAKEOVER",
        "version": "1st Ld-Writethru",
        "byline": "Desmond Achterby",
        "dateline": "CALDER BAY, March 3",
        "located": "Calder Bay",
        "ednote": "UPDATES share prices at close; ADDS comments from rival bidder",
        "opening": "Utility group Halvorsen-Pike Corp agreed on Monday",
        "closing": "The companies said they expected to close the deal by Dec 31.",
        "notes": ["(Reporting by Desmond Achterby", "Contact: MNW newsdesk, ext. 0000"],
    },
    "harbor-upset": {
        "headline": "Harbor Alliance ends 17-year majority in Bray Province but falls short of its own",
        "slugline": "BC-HARBOR-UPSET",
        "version": None,
        "byline": "Lucinda Osterfeld",
        "dateline": "CASTEL BRAY, Sept 15",
        "located": "Castel Bray",
        "ednote": "ADDS reaction from premier, Green Reform conditions, recount details. Next lead",
        "opening": "The Harbor Alliance became the largest party",
        "closing": "If no premier is elected by Nov 6, the charter requires a new election.",
        "notes": ["(Reporting by Lucinda Osterfeld", "(MORE TO COME)", "Contact: MNW newsdesk, ext. 0000"],
    },
    "mine-collapse": {
        "headline": "Nineteen dead, seven missing after mine collapse at Corrie Fell",
        "slugline": "BC-MINE-COLLAPSE",
        "version": "3rd Ld-Writethru",
        "byline": "Agnes Lorimond",
        "dateline": "CORRIE FELL, Aug 20",
        "located": "Corrie Fell",
        "ednote": "UPDATES death toll, number missing; ADDS quotes from rescue chief and families",
        "opening": "Rescuers brought the bodies of five more miners",
        "closing": "Five of the dead have not been formally identified.",
        "notes": ["(Reporting by Agnes Lorimond"],
    },
    "rate-hold": {
        "headline": "Velmark central bank holds rate at 4.25 per cent on 5-4 vote",
        "slugline": "BC-RATE-HOLD",
        "version": "2nd Ld-Writethru",
        "byline": "Casimir Thorne",
        "dateline": "ALDERSUND, Oct 16",
        "located": "Aldersund",
        "ednote": "RECASTS lead with vote split; ADDS governor's comments",
        "opening": "The National Bank of Velmark left its main interest rate",
        "closing": "The government has not named a successor.",
        "notes": ["(Reporting by Casimir Thorne"],
    },
    "river-ruling": {
        "headline": "Tamarra court backs river nation over growers, leaves water volume open",
        "slugline": "BC-RIVER-RULING",
        "version": None,
        "byline": "Philippa Wrenfield",
        "dateline": "SAN ODRAN, June 10",
        "located": "San Odran",
        "ednote": "ADDS dissent, reaction from growers and mayor, background on drought order. Will be led.",
        "opening": "The highest court in the state of Tamarra ruled on Tuesday",
        "closing": "according to the state budget office.",
        "notes": ["(Reporting by Philippa Wrenfield", "(MORE TO COME)"],
    },
    "strait-talks": {
        "headline": "Orvane and Kessary claim progress on strait, leave tolls and patrols open",
        "slugline": "BC-STRAIT-TALKS",
        "version": "1ST LD-WRITETHRU",
        "byline": "Marit Dunleavey",
        "dateline": "PORT SELWYN, Nov 12",
        "located": "Port Selwyn",
        "ednote": "UPDATES with quotes from mediator, details of deadline; ADDS byline.",
        "opening": "Negotiators from Orvane and Kessary ended three days of indirect talks",
        "closing": "Whether the two chief negotiators will then sit in the same room has not been decided.",
        "notes": ["(Reporting by Marit Dunleavey"],
    },
}

COPY = "The council voted on Monday. It was close."
DATELINE = "PARIS, Nov. 12 (AP) — "


def example(name: str) -> str:
    return (EXAMPLES / name / "story.txt").read_text(encoding="utf-8")


def read(text: str) -> Story:
    return read_story(text.encode())


def test_every_example_has_its_header_here() -> None:
    """An example that nobody has described is not tested."""
    assert sorted(HEADERS) == sorted(path.parent.name for path in EXAMPLES.glob("*/story.*"))


@pytest.mark.parametrize("name", HEADERS)
def test_example_header_is_read(name: str) -> None:
    """Every field of the header, and the notes at the end, come out as sent; the copy is what lies between."""
    expected, story = HEADERS[name], read_story(EXAMPLES / name / "story.txt")

    for field in ("headline", "slugline", "version", "byline", "dateline", "located"):
        assert expected[field] == getattr(story, field)
    assert (story.ednote or "").startswith(expected["ednote"])
    assert ("MNW", "usable", None) == (story.provider, story.pubstatus, story.urgency)
    assert story.text.startswith(expected["opening"])
    assert story.text.endswith(expected["closing"])
    assert [True] * len(expected["notes"]) == [
        note.startswith(start) for note, start in zip(story.notes, expected["notes"], strict=True)
    ]
    assert 15 < len(story.sentences) < 40


@pytest.mark.parametrize("name", HEADERS)
def test_nothing_of_header_and_notes_is_in_the_copy(name: str) -> None:
    """What is published holds no header line, no dateline and no note."""
    story = read_story(EXAMPLES / name / "story.txt")
    around = [
        story.headline,
        story.slugline,
        story.version,
        f"By {story.byline}",
        story.dateline,
        "(MNW)",
        story.ednote,
    ]

    assert [] == [part for part in [*around, *story.notes] if part and part in story.text]


@pytest.mark.parametrize("width", [64, 70, 80])
@pytest.mark.parametrize("name", HEADERS)
def test_hard_wrapped_example_is_the_same_story(name: str, width: int) -> None:
    """Wrapped at a width, header included, a story is read as if it were not."""
    wrapped = "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in example(name).split("\n"))

    assert read(example(name)) == read(wrapped)


@pytest.mark.parametrize("name", HEADERS)
def test_example_without_blank_lines_is_the_same_story(name: str) -> None:
    """Where each line is a paragraph, blank lines add nothing."""
    assert read(example(name)) == read(example(name).replace("\n\n", "\n"))


def test_indented_paragraphs_need_no_blank_lines() -> None:
    """In wrapped copy without blank lines an indented line begins a paragraph."""
    story = read(
        "BC-CITY-VOTE/\nCouncil votes\nBy Jane Doe\n"
        "   PARIS, Nov. 12 (AP) - The plan was put forward on Monday\nby the mayor and the council, who said it was\n"
        "Franco-German, and cheap.\n   By Wednesday the council had\nchanged its mind.\n"
    )

    assert (
        "The plan was put forward on Monday by the mayor and the council, who said it was Franco-German, and cheap."
        "\n\nBy Wednesday the council had changed its mind."
    ) == story.text
    assert ("BC-CITY-VOTE", "Council votes", "Jane Doe") == (story.slugline, story.headline, story.byline)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Council votes\nBy Jane Doe, Chief Correspondent", {"byline": "Jane Doe, Chief Correspondent"}),
        ("Council votes\nBY JANE DOE and JOHN ROE", {"byline": "JANE DOE and JOHN ROE"}),
        ("Council votes\nBy Élise O'Brien-Łęcka", {"byline": "Élise O'Brien-Łęcka"}),
        ("Council votes\nBy Jane Doe Jr.", {"byline": "Jane Doe Jr."}),
        ("Who won? Nobody\nBy Jane Doe", {"headline": "Who won? Nobody", "byline": "Jane Doe"}),
        ("Is it over?", {"headline": "Is it over?"}),
        ("bc-city-vote\nCouncil votes", {"slugline": "bc-city-vote", "headline": "Council votes"}),
        ("Slugline: CITY-VOTE\nCouncil votes", {"slugline": "CITY-VOTE", "headline": "Council votes"}),
        ("BC-CITY-VOTE, 3rd Ld\nCouncil votes", {"slugline": "BC-CITY-VOTE", "version": "3rd Ld"}),
        ("BC-CITY-VOTE/\nWRITETHRU 2\nCouncil votes", {"version": "WRITETHRU 2", "headline": "Council votes"}),
        (
            "BC-City Vote, 3rd Ld-Writethru,0412\nCouncil votes",
            {"slugline": "BC-City Vote", "version": "3rd Ld-Writethru", "headline": "Council votes"},
        ),
        ("PM-Designate Roe resigns, ally says\nBy Jane Doe", {"headline": "PM-Designate Roe resigns, ally says"}),
        ("Headline: Council votes\nPriority: 3\nDateline: PARIS", {"urgency": 3, "headline": "Council votes"}),
        ("Headline: Council votes\nPriority: Rush\nBy Jane Doe", {"urgency": None, "byline": "Jane Doe"}),
        ("Jane Doe takes lead", {"headline": "Jane Doe takes lead", "version": None}),
        ("Caf&eacute; opens &#8212; at last", {"headline": "Café opens — at last"}),
        ("Ed note: ADDS quote\nCouncil votes", {"ednote": "ADDS quote", "headline": "Council votes"}),
        ("(Editors: moves early.)\n\nCouncil votes", {"ednote": "moves early.", "headline": "Council votes"}),
    ],
)
def test_header_line_is_read(header: str, expected: dict[str, Any]) -> None:
    """Forms in which desks write slugline, version, note to editors, headline and byline."""
    story = read(f"{header}\n\n{DATELINE}{COPY}")

    assert expected == {field: getattr(story, field) for field in expected}
    assert COPY == story.text


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("PARIS (AP) — ", ("PARIS", "Paris", "AP")),
        ("PARIS, Nov. 12 (AP) -- ", ("PARIS, Nov. 12", "Paris", "AP")),
        ("NEW DELHI, 12 Nov (Reuters) - ", ("NEW DELHI, 12 Nov", "New Delhi", "Reuters")),
        ("PORT-AU-PRINCE, Haiti (AP) — ", ("PORT-AU-PRINCE, Haiti", "Port-au-Prince", "AP")),
        ("ALDERSUND – ", ("ALDERSUND", "Aldersund", None)),
    ],
)
def test_dateline_is_taken_off_the_copy(dateline: str, expected: tuple[str | None, ...]) -> None:
    """Place, date and provider leave the first paragraph, whichever dash follows them."""
    story = read(f"Council votes\n\n{dateline}{COPY}")

    assert expected == (story.dateline, story.located, story.provider)
    assert COPY == story.text


@pytest.mark.parametrize(
    "text",
    [
        "The council voted on Monday.\n\nIt was close.",
        "By Wednesday, the fire had spread.\n\nIt burned.",
        "Halvorsen-Pike, which owns the grid, fell.\n\nIt was close.",
        "NATO - the alliance - agreed.\n\nIt was close.",
        "one line without an end",
    ],
)
def test_copy_without_a_header_is_all_copy(text: str) -> None:
    """No sentence is taken for a byline, a slugline or a headline."""
    story = read(text)

    assert text.split("\n\n")[1:] == story.text.split("\n\n")[1:]
    assert story.text.endswith(text.rpartition(" - ")[2])
    assert (None, None, None, ()) == (story.headline, story.byline, story.slugline, story.notes)


@pytest.mark.parametrize("mark", ["-30-", "ENDS", "Ends.", "###", "(MORE TO COME)", "MORE", "(END)", "***", "---"])
def test_sign_off_is_a_note(mark: str) -> None:
    """The mark that ends a story is not copy."""
    story = read(f"Council votes\n\n{DATELINE}{COPY}\n\n{mark}")

    assert (COPY, (mark,)) == (story.text, story.notes)


@pytest.mark.parametrize("mark", ["-30-", "ENDS", "(MORE TO COME)", "(Reporting by Jane Doe;\nEditing by Bob Roe)"])
def test_sign_off_needs_no_blank_line_before_it(mark: str) -> None:
    """In wrapped copy a sign-off right below the last line is a note, and a lower-case "more." is not one."""
    story = read(f"Council votes\n\n{DATELINE}The council voted on Monday\nfor the bridge, and nothing\nmore.\n{mark}")

    assert "The council voted on Monday for the bridge, and nothing more." == story.text
    assert (mark.replace("\n", " "),) == story.notes


def test_contact_line_is_a_note_wherever_it_stands() -> None:
    """A contact in the middle goes to the notes, and the copy goes on after it."""
    story = read(f"{DATELINE}{COPY}\n\nContact: Jane Doe, +33 555 0100\n\nTel: 555 0100\n\nTalks resume today.")

    assert f"{COPY}\n\nTalks resume today." == story.text
    assert ("Contact: Jane Doe, +33 555 0100", "Tel: 555 0100") == story.notes


def test_all_after_not_for_publication_is_kept_apart() -> None:
    """From "not for publication" on nothing is copy, whatever it looks like."""
    tail = "(The following information is not for publication)\n\nThe source is Bob Roe.\n\nCall him."

    story = read(f"{DATELINE}{COPY}\n\n{tail}")

    assert COPY == story.text
    assert tuple(tail.split("\n\n")) == story.notes


def test_a_sentence_about_what_is_not_for_publication_is_copy() -> None:
    """Who said it makes a sentence of it; where somebody is reached, it is a note."""
    said = "Not for publication, the minister said of the memo, but for study."
    note = "Not for publication, she said she is on 555 0117."

    assert f"{COPY}\n\n{said}\n\nTalks resume." == read(f"{DATELINE}{COPY}\n\n{said}\n\nTalks resume.").text
    assert COPY == read(f"{DATELINE}{COPY}\n\n{note}").text


def test_note_to_editors_at_the_end_is_the_ednote() -> None:
    """A note to editors below the copy is kept with the notes and shown as one."""
    story = read(f"{DATELINE}{COPY}\n\nEds: Next lead expected by 1800 GMT.")

    assert (COPY, "Eds: Next lead expected by 1800 GMT.") == (story.text, story.ednote)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encoding_is_told_by_the_bytes(encoding: str) -> None:
    """Quotes, dashes and accents survive each encoding that wires send, with a mark or without."""
    text = f"Council votes\n\n{DATELINE}“Never,” said Zoë – in a café."

    story = read_story(text.encode(encoding))

    assert ("“Never,” said Zoë – in a café.", "Council votes") == (story.text, story.headline)


def test_bytes_without_a_meaning_are_dropped() -> None:
    """Windows-1252 leaves five bytes undefined; they do not stop a story."""
    assert "café" == decode(b"caf\xe9\x81")


def test_framing_bytes_of_a_wire_are_dropped() -> None:
    """SOH, STX, ETX and EOT frame a message and are no copy."""
    assert COPY == read_story(b"\x01\x02" + COPY.encode() + b"\r\n\x03\x04").text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "the input is empty"),
        (b" \r\n\t", "the input is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture, a sound or a film"),
        (b"\x89PNG", "a picture, a sound or a film"),
        (b'{"uri": "x", "type": "text", "body_text": "The harb', "is not valid JSON: Unterminated"),
        (b"[" * 100_000, "nested deeper than 64 levels"),
        (bytes(range(1, 32)) * 20, "is not text: it holds binary data"),
        (b"\xff\xfeabc", "is not valid utf-16"),
        (b"x" * (MAX_BYTES + 1), "larger than 5,000,000 bytes"),
        (b"Contact: Jane\n\nTel: 5\n\n-30-", "the story is empty"),
    ],
)
def test_bytes_that_are_no_story_are_refused(data: bytes, error: str) -> None:
    """Empty, binary, broken, oversized input and notes alone are refused with the reason."""
    with pytest.raises(SourceError, match=error):
        read_story(data)


@pytest.mark.parametrize("opening", ["[Correction]", "[", "{Norvik}", "{ "])
def test_copy_may_begin_with_a_bracket(opening: str) -> None:
    """Only what goes on like JSON is JSON."""
    assert read_story(f"{opening} The board of Norvik closed the pier on Monday.".encode()).text.endswith("on Monday.")


@pytest.mark.parametrize(
    ("path", "error"), [("gone.txt", "gone.txt: no such file"), (".", "is a directory"), ("a\0b", "not a path")]
)
@pytest.mark.usefixtures("clean")
def test_path_that_leads_nowhere_is_refused(path: str, error: str) -> None:
    """The error names the path."""
    with pytest.raises(SourceError, match=error):
        read_story(path)


def test_text_of_several_lines_is_no_path(clean: Path) -> None:
    """A string with a line end is copy; one of a single line is a path."""
    (clean / "one line").write_text(COPY, encoding="utf-8")

    assert [COPY, "Two. Lines."] == [read_story("one line").text, read_story("Two.\nLines.").text]


MARKDOWN = """\
---
title: "Council votes"
author: Jane Doe
slug: bc-city-vote
date: 2026-11-12
---

# A heading

PARIS, Nov. 12 (AP) — The **council** [voted](https://evil.example/x "t") on *Monday*.
It was `close`. ![alt words](pixel.png)

> “Never,” she said.

## Background

- Rates rise.
- Nobody <b>left</b>.

<div>RAW</div>

    CODE
"""


def test_markdown_keeps_its_words_and_no_markup() -> None:
    """Front matter is the header; of links the words stay; pictures, raw HTML, code blocks and headings go."""
    story = read(MARKDOWN)

    assert (
        "The council voted on Monday. It was close.\n\n“Never,” she said.\n\nRates rise.\n\nNobody left."
    ) == story.text
    assert ("Council votes", "Jane Doe", "bc-city-vote") == (story.headline, story.byline, story.slugline)
    assert ("PARIS, Nov. 12", "AP") == (story.dateline, story.provider)


@pytest.mark.parametrize("headline", ["# Council *votes*\n", "Council votes\n=====\n", "# Council votes #\n"])
def test_first_heading_of_markdown_is_the_headline(headline: str) -> None:
    """Either form of heading counts, without its marks; later ones are left out."""
    story = read(f"{headline}\nThe council **voted**.\n\n## More\n\nIt was **close**.\n")

    assert ("Council votes", "The council voted.\n\nIt was close.") == (story.headline, story.text)


PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta property="og:title" content="Council votes to close bridge"><title>NEVER</title>
<style>p { content: "STYLE" }</style><script>var a = "SCRIPT";</script></head>
<body><nav><a href="/">NAVIGATION</a></nav><!-- COMMENT -->
<article><h1>Council votes to close bridge</h1>
<p>PARIS, Nov. 12 (AP) — The council voted on Monday to <a href="https://evil.example">close</a> the bridge.</p>
<p>The vote was 5-4 and followed a long debate about the cost of repairs, Mayor Jane Doe said.</p>
<script>document.write("SCRIPT")</script>
<p>“Nobody wanted this &amp; nobody says so,” Doe said. She said the bridge would reopen in the spring.</p></article>
<footer><p>FOOTER All rights reserved</p></footer></body></html>
"""


def test_page_is_read_without_what_is_around_the_article() -> None:
    """Navigation, footer, script, style and comments are not copy; entities are characters."""
    story = read(PAGE)

    assert [] == re.findall("NAVIGATION|FOOTER|SCRIPT|STYLE|COMMENT|evil|<", story.text)
    assert [
        "The council voted on Monday to close the bridge.",
        "The vote was 5-4 and followed a long debate about the cost of repairs, Mayor Jane Doe said.",
        "“Nobody wanted this & nobody says so,” Doe said. She said the bridge would reopen in the spring.",
    ] == story.text.split(PARAGRAPH_BREAK)
    assert ("Council votes to close bridge", "PARIS, Nov. 12") == (story.headline, story.dateline)


def test_fragment_of_paragraphs_is_a_page() -> None:
    """A content system's export of bare paragraphs is read too."""
    assert "The council voted.\n\nIt was close." == read("<p>The council <i>voted</i>.</p>\n<p>It was close.</p>").text


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><body></body></html>",
        "<html><head><script>var a = 'The council voted.';</script></head></html>",
    ],
)
def test_page_without_an_article_is_refused(page: str) -> None:
    """A page that holds no paragraph is an error, not a story of menus."""
    with pytest.raises(SourceError):
        read(page)


@pytest.mark.parametrize(
    ("content", "expected"),
    [(PAGE, "Council votes to close bridge"), (MARKDOWN, "Council votes"), (f"Plain\n\n{DATELINE}{COPY}", "Plain")],
    ids=["html", "markdown", "plain"],
)
@pytest.mark.parametrize("name", ["story.txt", "story.html", "story.md", "story"])
def test_content_picks_the_reader(tmp_path: Path, name: str, content: str, expected: str) -> None:
    """What a file is called does not change how it is read."""
    (tmp_path / name).write_text(content, encoding="utf-8")

    story = read_story(tmp_path / name)

    assert expected == story.headline
    assert "<" not in story.text


@pytest.mark.parametrize("text", ["AT&T <stock> fell. 5 < 6.", "It rose 2*3*4. A_b_c fell.", "See [1] and (2)."])
def test_marks_in_plain_copy_are_content(text: str) -> None:
    """A bracket, an asterisk or an angle does not make copy Markdown or HTML."""
    assert text == read(f"Council votes\n\n{DATELINE}{text}").text


LINES = st.lists(
    st.sampled_from(
        [
            "By Jane Doe",
            "by the",
            "BC-CITY-VOTE/",
            "Eds: UPDATES a",
            "",
            "",
            DATELINE,
            "x" * 70,
            "word " * 9,
            "It fell.",
            "   ",
            "(MORE)",
            "Not for publication",
            "- ",
            "# Heading",
            "<p>",
            "---",
            "é\u200b\x1b[3",
            "[a](b)",
            "Contact: x",
        ]
    ),
    max_size=20,
)


@given(LINES)
def test_any_arrangement_of_lines_is_read_or_refused(lines: list[str]) -> None:
    """Headers, notes and copy in any order end in a story or a SourceError, and notes never in the copy."""
    try:
        story = read("\n".join(lines))
    except SourceError:
        return

    assert story.sentences
    # In a page a line break is a space: there a mark that shares its paragraph with copy is part of it.
    if "".join(lines).strip().startswith("<p>"):
        return
    assert [] == [part for part in story.text.split(PARAGRAPH_BREAK) if part.startswith(("Contact: x", "(MORE)"))]


def test_stories_of_one_headline_are_numbered_apart() -> None:
    """What the refusal names is what `FILE#NUMBER` takes; a control code in a name does not reach the terminal."""
    entry = "<item><title>Ferry \x1b[2Jline</title><description>{}</description></item>"
    copies = [f"{name} Bray closed its ferry line on Monday, the council said, and gave no date." for name in "AB"]
    feed = f"<rss version='2.0'><channel>{''.join(map(entry.format, copies))}</channel></rss>".replace("\x1b", "&#x9b;")

    with pytest.raises(SourceError, match=r"2 stories; .* \(1: Ferry .*; 2: Ferry .*\)") as refused:
        read_story(feed.encode())

    assert str(refused.value).isprintable()
    assert read_story(feed.encode(), item=2).text == copies[1]


def test_a_message_that_is_sent_twice_is_one_story() -> None:
    """Circuits repeat a message in one transmission."""
    message = (
        b"\x16\x16\x01V1234 \x1f\r\nu i \x14bc-Bray-Ferry 11-23 0020\x02\r\n^BC-Bray-Ferry,0020<\r\n"
        b"^Bray closes ferry line<\r\n   BRAY (MNW) - The council closed the ferry line on Monday.\r\n\x03\x04"
    )

    assert read_story(message * 2) == read_story(message)


def test_an_error_is_one_line_whatever_it_quotes() -> None:
    """Control codes and line separators of the input do not reach a terminal or a log."""
    assert "no such tag a b c" == str(SourceError("no such tag a\u2028b\x1bc"))
