"""House style on its way: from briefgen.toml to the model, into the brief, and through the checks."""

from pathlib import Path

import pytest

from briefgen import Brief, Story, make_brief, render, verify
from briefgen.brief import SECTION_IDS
from briefgen.config import Settings
from briefgen.house import HouseStyle
from briefgen.prompt import brief_prompt
from conftest import Run
from scripted_server import ScriptedServer

STORY = Story.from_text("Divers closed the Olm dam on Monday. The ministry of works offered no date.")
HOUSE = HouseStyle.model_validate(
    {
        "headings": {"who_gains": "Winners and losers"},
        "words": {"what_happened": [90, 120]},
        "spelling": "british",
        "avoid": ["closed doors"],
        "instructions": ["Give sums in crowns."],
    }
)


def write(server: ScriptedServer, house: HouseStyle, strategy: str = "sections") -> Brief:
    given = {"model": "desk/tiny", "base_url": server.base_url, "strategy": strategy, "house": house}
    return make_brief(STORY, settings=Settings.model_validate(given), repair_rounds=0)


@pytest.mark.parametrize("strategy", ["sections", "whole"])
def test_the_model_is_told_what_the_house_wants(server: ScriptedServer, strategy: str) -> None:
    """After the question about the story at hand, and nowhere in the worked examples."""
    write(server, HOUSE, strategy)
    *before, question = [message["content"] for message in server.sent(0)]

    assert all(line in question for line in HOUSE.lines("what_happened"))
    assert not [text for text in before if "Give sums in crowns." in text]


def test_without_a_house_style_nothing_is_asked_for() -> None:
    """The prompt is the same as ever, so that recordings stay good."""
    assert brief_prompt(STORY, "sections") == brief_prompt(STORY, "sections", house=HouseStyle())


def test_a_brief_carries_the_headings_and_warnings_of_the_house(server: ScriptedServer) -> None:
    """A phrase to avoid stands with its sentence, a section's length with its last; nothing is withheld for either."""
    brief = write(server, HOUSE)
    first = brief.sections[0].statements
    found = [(number, one.reason) for number, said in enumerate(first) for one in said.findings if one.check == "house"]

    assert brief.sections[1].heading == "Winners and losers"
    assert "## Winners and losers" in render(brief, "md")
    assert [0, len(first) - 1] == [number for number, _ in found]
    assert "closed doors" in found[0][1]
    assert "90 to 120 words" in found[1][1]


def test_verify_checks_an_edited_brief_against_the_house(server: ScriptedServer) -> None:
    """The same warnings, where a section and a statement are named; none without a house style."""
    brief = write(server, HouseStyle())
    wanted = [one for one in verify(brief, STORY, house=HOUSE) if one.check == "house"]

    assert [] == [one for one in verify(brief, STORY) if one.check == "house"]
    assert {("what_happened", 1), ("what_happened", 2)} == {(one.section, one.statement) for one in wanted}
    assert {"warning"} == {one.severity for one in wanted}


def test_a_house_style_in_the_file_is_read(run: Run, clean: Path) -> None:
    """`--dry-run` shows what the model would be told."""
    (clean / "story.txt").write_text(STORY.text, encoding="utf-8")
    (clean / "briefgen.toml").write_text('[house]\ninstructions = ["Give sums in crowns."]\n', encoding="utf-8")

    ended = run("brief", "story.txt", "--dry-run", "-m", "desk/tiny", "--base-url", "http://127.0.0.1:9/v1", code=0)

    assert len(SECTION_IDS) == (ended.out + ended.err).count("Give sums in crowns.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[house]\nspelling = "french"', "house.spelling: "),
        ("[house.words]\nwhat_happened = [90, 40]", "house.words: what_happened: at least 90 words and at most 40"),
        ('[house.headings]\nwho_wins = "Winners"', "house.headings.who_wins: "),
        ('[house]\nstyle = "plain"', "house.style: "),
        ("house = 3", "house: "),
    ],
)
def test_a_wrong_house_style_is_one_line(text: str, reason: str, run: Run, clean: Path) -> None:
    """File and key are named; nobody is asked."""
    (clean / "story.txt").write_text(STORY.text, encoding="utf-8")
    (clean / "briefgen.toml").write_text(text, encoding="utf-8")

    ended = run("brief", "story.txt", "-m", "desk/tiny", "--base-url", "http://127.0.0.1:9/v1", code=2)

    assert 1 == len(ended.err.strip().splitlines())
    assert f"briefgen.toml: {reason}" in ended.err
