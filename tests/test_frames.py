"""Frames: what the sentences of an analysis must look like where a model is led through them."""

import pytest
from pydantic import ValidationError

from briefgen import Story
from briefgen.brief import SECTION_IDS, SectionId
from briefgen.draft import framed_model, to_statements
from briefgen.frames import frames, literal
from briefgen.outline import NOBODY, Stakes, outline

STORY = Story.from_text(
    "The Harbour Union struck on Monday over pay. Olm Ferries said it had lost two million crowns since then. "
    "Olm Ferries would not say whether it could pay more. Talks resume by Friday, Nov 28, the union said."
)
LAST = len(STORY.sentences)
STAKES = Stakes("Harbour Union", "Olm Ferries", (1, 4), (2, 3))
GOOD: dict[SectionId, list[tuple[int, str]]] = {
    "who_gains": [
        (1, "The Harbour Union gains leverage over the ferries, because each idle day costs them more than crews."),
        (2, "Olm Ferries loses time, because it has spent two million crowns and has nothing to show for it."),
    ],
    "mechanism": [
        (1, "The mechanism is collective bargaining: crews that stop together can wait for a better offer."),
        (2, "It forces the company to weigh another idle week against what a settlement would add to wages."),
        (2, "Its cost falls on the company first, which counts it in crowns, and then on passengers."),
    ],
    "why_it_matters": [
        (3, "Left open is whether the company can pay more than it has offered the crews so far."),
        (2, "The cost falls on Olm Ferries, which has no income while its ships lie in port."),
        (1, "The Harbour Union is better placed for the talks, because it has shown that its members stay out."),
    ],
    "what_to_watch": [
        (4, "Watch whether talks resume by Friday, Nov 28, which would test the readiness of both sides to move."),
    ],
}  # fmt: skip


def rows(section: SectionId) -> list[dict[str, object]]:
    return [{"cites": [cite], "text": text} for cite, text in GOOD[section]]


@pytest.mark.parametrize("section", GOOD)
def test_each_sentence_has_its_place(section: SectionId) -> None:
    """In order all fit; with one missing, or turned round, they do not."""
    schema = framed_model(section, STORY, LAST, STAKES)
    needed = len(frames(section, outline(STORY), STAKES, ["The Harbour Union", "Olm Ferries"]))
    given = (rows(section) * needed)[:needed]
    if section == "what_to_watch":
        given = [{**row, "cites": [number]} for row, number in zip(given, outline(STORY).ahead, strict=True)]

    assert needed == len(to_statements(section, schema.model_validate({"statements": given}), STORY, LAST))
    with pytest.raises(ValidationError):
        schema.model_validate({"statements": given[:-1]})
    if len({str(row["text"]).split()[0] for row in given}) > 1:
        with pytest.raises(ValidationError):
            schema.model_validate({"statements": given[::-1]})


@pytest.mark.parametrize(
    ("section", "place", "cites", "text"),
    [
        ("who_gains", 0, [2], None),  # a sentence that does not name who gains
        ("who_gains", 0, [1, 4], None),  # two
        (
            "who_gains",
            0,
            [1],
            "Olm Ferries gains leverage over the union, because each idle day costs it less than crews.",
        ),
        (
            "who_gains",
            0,
            [1],
            "The Harbour Union gains the fee over the ferries, because each idle day costs them more.",
        ),
        ("who_gains", 1, [2], "Olm Ferries loses time and has nothing to show for two million crowns."),
        ("mechanism", 0, [1], "The mechanism is witchcraft: crews that stop together can wait for a better offer."),
        ("why_it_matters", 0, [1], None),  # a sentence that leaves nothing open
        ("what_to_watch", 0, [2], None),  # a sentence that does not look ahead
    ],
)
def test_what_the_frames_rule_out(section: SectionId, place: int, cites: list[int], text: str | None) -> None:
    """Another actor or thing gained, no reason, an invented mechanism, a sentence of the story that tells nothing."""
    schema = framed_model(section, STORY, LAST, STAKES)
    given = rows(section)
    if section == "what_to_watch":
        given = [{**given[0], "cites": [number]} for number in outline(STORY).ahead]
    schema.model_validate({"statements": given})
    given[place] = {"cites": cites, "text": text or given[place]["text"]}

    with pytest.raises(ValidationError):
        schema.model_validate({"statements": given})


def test_a_mechanism_off_the_list_says_so() -> None:
    """A model that finds none of them may name another, and has to mark it."""
    given = rows("mechanism")
    given[0]["text"] = "The mechanism is another, public shaming: crews count on passengers to blame the company."

    assert framed_model("mechanism", STORY, LAST, STAKES).model_validate({"statements": given})


def test_without_stakes_nobody_is_better_placed() -> None:
    """A disaster has an open question and a cost, and no winner."""
    assert () == frames("who_gains", outline(STORY), NOBODY, [])
    assert 2 == len(frames("why_it_matters", outline(STORY), NOBODY, []))
    assert 3 == len(frames("why_it_matters", outline(STORY), STAKES, ["The Harbour Union", "Olm Ferries"]))


@pytest.mark.parametrize("section", SECTION_IDS)
def test_a_story_that_tells_nothing_has_a_schema_all_the_same(section: SectionId) -> None:
    """No names, no times, nothing open: any sentence will do."""
    story = Story.from_text("It rained.")

    assert framed_model(section, story, 1, NOBODY).model_json_schema()["properties"]["statements"]


@pytest.mark.parametrize("name", ["A.B. (Ltd)", "x|y", "[1]", "a*b+c?", "^$", "{2}"])
def test_a_name_is_matched_as_it_is_written(name: str) -> None:
    """The copy is never a pattern."""
    import re

    assert re.fullmatch(literal(name), name)
