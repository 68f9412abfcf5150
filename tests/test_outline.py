"""The outline: who acts in a story, what it leaves open, what lies ahead, and which mechanisms its words point to."""

import re
import tomllib

import pytest

from briefgen import Story, resources
from briefgen.mentions import Day
from briefgen.outline import TAXONOMY, Point, due, mechanisms, outline, point, showing, with_context

BID = Story.from_text(
    "Harl Foods rejected a bid from rival Ostrey Group on Monday. Harl said the unsolicited price was too low. "
    "Ostrey has until Friday, Oct 9, to publish an offer. Ostrey's chairman Bo Lind would not say whether it would "
    "pay more. Harl's shares rose in Varna. Lind said the board of Harl was afraid. "
    "Trustees who own 22 percent meet next week."
)
QUAKE = Story.from_text(
    "An earthquake killed 63 people in the hills on Monday. Rescuers dug for survivors in the rubble. "
    "Aftershocks shook the ruins, and tents are due by Tuesday."
)


def test_bodies_come_before_the_people_who_speak_for_them() -> None:
    """A firm is named again by its first word, a person by the last; a place where things happen does not act."""
    assert ("Harl Foods", "Ostrey Group", "Bo Lind") == outline(BID).actors


def test_a_story_without_names_has_no_actors() -> None:
    """Nor has one in which nothing that has a name does anything."""
    assert () == outline(QUAKE).actors


def test_open_questions_and_days_to_come_are_found() -> None:
    """By sentence; no more than are shown."""
    assert [4] == [one.number for one in outline(BID).open]
    assert [3] == [one.number for one in outline(BID).ahead]
    assert {one.number for one in outline(BID, 2).ahead} <= {1, 2}


def test_what_is_reported_is_the_lead_what_tells_most_near_it_and_an_open_point() -> None:
    """In the order of the story; the two open points that matter most are left to why it matters."""
    story = Story.from_text(
        "The school closed. It rained. Ada Lind and Bo Harl, both 41, left Ostrey with $4. "
        "Ada Lind did not say why. She would not say when. Bo Harl has yet to decide whether he comes back."
    )

    assert (1, 3, 4) == outline(story).reported
    assert (1, 2) == outline(Story.from_text("It rained. Ada came.")).reported


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court did not decide who pays, and it put off the rest.", "the court did not decide who pays"),
        ("Ada Lind spoke to her party, but she did not decide anything.", "she did not decide anything"),
        # A part without its subject begins earlier; one without a verb is none.
        ("Ada Lind, who did not decide yet, left.", "Ada Lind, who did not decide yet, left"),
        ("They told all: did not decide.", "They told all: did not decide."),
        ("Nobody spoke, and it rained.", "Nobody spoke, and it rained."),
    ],
)
def test_the_part_of_a_sentence_that_tells(text: str, expected: str) -> None:
    """The clause around a cue; the whole sentence where there is none."""
    assert Point(1, expected) == point(1, Story.from_text(text), re.compile("did not decide"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ostrey has until Friday, Oct 9, to publish an offer.", Day("Friday, Oct 9", "by")),
        ("The offer must be published before Oct. 9.", Day("Oct. 9", "by")),
        ("The money lapses on Dec 31 unless both sides sign.", Day("Dec 31", "on")),
        ("A truce will lapse at midnight on Sunday, Nov 30.", Day("Sunday, Nov 30", "on")),
        ("The change is frozen until 31 March while they write.", Day("31 March", "until")),
        ("From June 22, exporters will have to wait 30 days.", Day("June 22", "from")),
        ("Maarten is to meet them Wednesday morning.", Day("Wednesday morning", "on")),
        # Said on a day, told of the past, counted, or too wide to be kept.
        ("Carrona will appeal, it said on Friday.", None),
        ("The agency, which spoke on Friday, will publish a review.", None),
        ("They will meet within 30 days, and in June.", None),
    ],
)
def test_the_day_of_a_sentence_that_looks_ahead(text: str, expected: Day | None) -> None:
    """As worded, with how it stands to what comes: by it, on it, from it, or until it."""
    assert expected == due(1, Story.from_text(text))


def test_what_somebody_says_in_quotation_marks_is_left_open_by_nobody() -> None:
    """A sentence that opens as a quotation argues; it does not report what is undecided."""
    story = Story.from_text('"We did not lose," Lind said. The court did not say who pays.')

    assert [2] == [one.number for one in outline(story).open]


@pytest.mark.parametrize(("story", "expected"), [(BID, "takeover bidding"), (QUAKE, "disaster response")])
def test_the_mechanism_that_most_cues_point_to_is_among_the_first(story: Story, expected: str) -> None:
    """A disaster is no negotiation."""
    assert expected in [one.name for one in outline(story).mechanisms[:2]]


def test_costs_are_found_and_none_of_years_ago() -> None:
    """What somebody pays or loses now; the lead is reported already."""
    story = Story.from_text(
        "Rates rose. In 1974 the town paid in 1974 crowns in 1974. Borrowers will pay 90 crowns more."
    )

    assert [3] == [one.number for one in outline(story).costs]


def test_a_mechanism_shows_in_the_sentence_with_most_of_its_cues() -> None:
    """Not in the lead, which is reported already, where another has any."""
    rain = Story.from_text("It rained in the hills. Nobody came.")
    (bid,) = [one for one in mechanisms() if one.name == "takeover bidding"]

    assert 2 == showing(bid, BID, BID.sentences).number
    assert 2 != showing(bid, BID, BID.sentences, (2,)).number
    assert (1, "It rained in the hills.") == showing(bid, rain, rain.sentences)


def test_a_sentence_that_leans_on_the_one_before_is_read_with_it() -> None:
    """What "it" is stands there."""
    story = Story.from_text("It rained. The court ruled. It did not say why.")

    assert [(1,), (2,), (2, 3)] == [with_context(number, story) for number in (1, 2, 3)]


def test_every_mechanism_reads_as_the_end_of_a_sentence() -> None:
    """As in “The mechanism is NAME: WORKS”: lower case, no full stop; names are unique."""
    table = tomllib.loads((resources.directory("prompts") / TAXONOMY).read_text(encoding="utf-8"))["mechanism"]

    assert len({one["name"] for one in table}) == len(table) == len(mechanisms()) > 30
    for one in table:
        assert re.fullmatch(r"[a-z][a-z -]+", one["name"]), one["name"]
        assert not any(
            one[part].endswith(".") or one[part][0].isupper() for part in ("works", "cost", "shows", "signals")
        )
        assert 8 <= len(one["works"].split()) <= 24, one["name"]
        assert 12 <= len(one["signals"].split()) <= 32, one["name"]
        assert not one["gains"] or 8 <= len(one["gains"].split()) <= 32, one["name"]
        assert 5 <= len(one["cues"]) <= 14, one["name"]


def test_a_long_story_with_marks_of_patterns_is_outlined() -> None:
    """The copy is never a pattern."""
    strange = Story.from_text(" ".join(["Ada (Ltd [x* said it would not say whether."] * 400))

    assert outline(strange).open
