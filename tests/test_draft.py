"""The response models: what the schema rules out, and what is read off the text."""

import pytest
from pydantic import BaseModel, ValidationError

from briefgen import Story
from briefgen.brief import SECTION_IDS, SectionId
from briefgen.draft import section_model, to_statements, whole_model

STORY = Story.from_text(
    "The Harbour Union struck on Monday. Mayor Ana Lund said talks resume by Friday, Nov 28. "
    "Ana Lund and the Harbour Union disagree on pay. No date was set."
)
WHOLE = "The council voted to close the bridge for two weeks."


def model(section: SectionId) -> type:
    return section_model(section, STORY, len(STORY.sentences))


@pytest.mark.parametrize(
    ("section", "text", "cites"),
    [
        ("mechanism", WHOLE, [0]),
        ("mechanism", WHOLE, [5]),
        ("mechanism", WHOLE, []),
        ("mechanism", WHOLE, [1, 2, 3, 4]),
        ("mechanism", "Too short.", [1]),
        ("mechanism", "The council voted to close the bridge for two weeks", [1]),
        ("mechanism", 'The council said "no" to the bridge on Monday.', [1]),
        ("mechanism", "The council voted\nto close the bridge.", [1]),
        ("mechanism", "the council voted to close the bridge.", [1]),
        ("who_gains", "China gains a stronger hand in the talks on pay.", [1]),
        ("who_gains", "The Harbour Union said that the talks are over now.", [1]),
    ],
)
def test_the_schema_rules_out_what_it_can(section: SectionId, text: str, cites: list[int]) -> None:
    """Cites out of range, cut sentences, straight quotes, actors who are not in the copy."""
    with pytest.raises(ValidationError):
        model(section).model_validate({"statements": [{"text": text, "cites": cites}]})  # type: ignore[attr-defined]


@pytest.mark.parametrize("section", ["who_gains", "mechanism"])
def test_a_section_that_the_copy_cannot_carry_may_be_empty(section: SectionId) -> None:
    """Nobody gains in every story."""
    assert [] == model(section).model_validate({"statements": []}).statements  # type: ignore[attr-defined]


def test_what_happened_must_say_something() -> None:
    """A story without an event is no story."""
    with pytest.raises(ValidationError):
        model("what_happened").model_validate({"statements": []})  # type: ignore[attr-defined]


def test_an_actor_opens_with_the_article_the_copy_gives_it() -> None:
    """The Harbour Union, but Ana Lund."""
    rows = [
        {"text": "The Harbour Union gains time, since the talks wait for Friday.", "cites": [2]},
        {"text": "Ana Lund loses the silence that kept the pay offer private.", "cites": [3]},
    ]
    draft = model("who_gains").model_validate({"statements": rows})  # type: ignore[attr-defined]
    first, second = to_statements("who_gains", draft, STORY, 4)

    assert ("Harbour Union", "gains") == (first.actor, first.direction)
    assert ("Ana Lund", "loses") == (second.actor, second.direction)


def test_when_is_the_time_of_the_copy_that_the_statement_names() -> None:
    """And null where it names none."""
    rows = [
        {"text": "Track whether talks resume by Friday, Nov 28, which would mean a truce.", "cites": [2]},
        {"text": "Watch whether the mayor names a date, which would mean she gives way.", "cites": [4]},
    ]
    draft = model("what_to_watch").model_validate({"statements": rows})  # type: ignore[attr-defined]

    assert ["Friday, Nov 28", None] == [one.when for one in to_statements("what_to_watch", draft, STORY, 4)]


def test_evidence_is_read_from_the_story() -> None:
    """Cites are sorted, each once, and their passages are the copy's own."""
    draft = model("mechanism").model_validate({"statements": [{"text": WHOLE, "cites": [3, 1, 3]}]})  # type: ignore[attr-defined]
    (statement,) = to_statements("mechanism", draft, STORY, 4)

    assert (1, 3) == statement.cites
    assert [STORY.sentence(1).text, STORY.sentence(3).text] == [one.text for one in statement.evidence]
    assert all(STORY.text[one.start : one.end] == one.text for one in statement.evidence)


@pytest.mark.parametrize("section", SECTION_IDS)
def test_only_what_the_model_was_shown_can_be_cited(section: SectionId) -> None:
    """A story that was cut offers no numbers beyond the cut."""
    schema = section_model(section, STORY, 2).model_json_schema()

    assert 2 == schema["$defs"]["Statement"]["properties"]["cites"]["items"]["maximum"]


def test_the_schema_of_the_whole_is_what_pydantic_makes_of_it() -> None:
    """It is filled in from one that was made once, to the letter."""
    model = whole_model(STORY, 3)

    assert BaseModel.model_json_schema.__func__(model) == model.model_json_schema()  # type: ignore[attr-defined]
