"""The prompt: what a model is sent for a story."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, cast

import pytest

from briefgen import Story, resources
from briefgen.brief import SECTION_IDS, SectionId
from briefgen.draft import fold, section_model, sentence_model, unfold, whole_model
from briefgen.errors import PromptError
from briefgen.frames import Frame, on_leverage, on_mechanism, on_signals, on_what_happened, on_what_matters
from briefgen.mentions import Day
from briefgen.outline import Point, Stake, mechanisms
from briefgen.prompt import EXAMPLES, brief_prompt, estimate, fit
from briefgen.verify.style import check_text, longest_run, words

EVERY_EXAMPLE = [name for names in EXAMPLES.values() for name in names]
STORY = Story.from_text(
    'The council voted on Monday to close the bridge. "We had no choice," said Mayor Ana Lund.\n\n'
    "Repairs cost $3 million.",
    headline="Council closes bridge",
    dateline="TARN, Nov 3",
)


def load(name: str) -> tuple[Story, dict[SectionId, list[dict[str, Any]]]]:
    data = tomllib.loads((resources.directory("prompts") / "brief" / name).read_text(encoding="utf-8"))
    return Story.from_text(data["copy"], headline=data["headline"]), {section: data[section] for section in SECTION_IDS}


def test_every_step_begins_alike_and_ends_with_its_own_question() -> None:
    """A server that keeps what it has read pays for the story once."""
    prompt = brief_prompt(STORY, "sections")
    conversations = [prompt.messages(section) for section in SECTION_IDS]

    for section, messages in zip(SECTION_IDS, conversations, strict=True):
        assert conversations[0][:-1] == messages[:-1]
        assert f"{prompt.copy}\n\n{prompt.turns[section]}" == messages[-1].content


def test_the_copy_is_numbered_and_shown_with_curly_quotes() -> None:
    """Sentences stand on lines of their own, after headline and dateline."""
    lines = brief_prompt(STORY, "sections").copy.splitlines()

    expected = [
        "STORY",
        "Headline: Council closes bridge",
        "Dateline: TARN, Nov 3",
        "[1] The council voted on Monday to close the bridge.",
        "[2] “We had no choice,” said Mayor Ana Lund.",
        "[3] Repairs cost $3 million.",
        "END OF STORY",
    ]
    assert expected == [line for line in lines if line]


def test_whole_asks_for_all_five_sections_in_one_message() -> None:
    """The one question holds the question of every section."""
    whole, sections = brief_prompt(STORY, "whole"), brief_prompt(STORY, "sections")

    assert ["whole"] == list(whole.turns)
    assert all(turn in whole.turns["whole"] for turn in sections.turns.values())


def test_the_worked_examples_of_whole_fit_the_schema_of_whole() -> None:
    """What a large model is shown is what it is asked for."""
    answers = [message.content for message in brief_prompt(STORY, "whole").head if message.role == "assistant"]

    assert len(EXAMPLES["brief"]) == len(answers)
    for name, answer in zip(EXAMPLES["brief"], answers, strict=True):
        story, _ = load(name)
        whole_model(story, len(story.sentences)).model_validate_json(answer)


@pytest.mark.parametrize("name", EVERY_EXAMPLE)
def test_a_worked_example_keeps_the_rules_it_teaches(name: str) -> None:
    """Whole sentences, cited, each said once, no echo of the example's copy; whole sections within their words."""
    story, sections = load(name)

    for section, rows in sections.items():
        texts = [str(row["text"]) for row in rows]
        assert [] == [finding for number, text in enumerate(texts) for finding in check_text(text, texts[:number])]
        # A fact at a time, a section is as long as the story has facts for it.
        if section == "what_happened" or not name.startswith("guided"):
            assert not rows or 45 <= sum(len(text.split()) for text in texts) <= 90
        drafted = [{key: row[key] for key in ("text", "cites")} for row in rows]
        section_model(section, story, len(story.sentences)).model_validate({"statements": drafted})
        if section != "what_happened":
            runs = [longest_run(words(text), words(one.text)) for text in texts for one in story.sentences]
            assert max(runs, default=0) < 0.4


@pytest.mark.parametrize("name", EXAMPLES["guided"])
def test_a_worked_example_answers_in_the_frame_it_is_asked_in(name: str) -> None:
    """Asked for a fact at a time, a model is shown nothing that the decoder would not let it write."""
    _, sections = load(name)

    for row in (row for section in SECTION_IDS for row in sections[section]):
        sentence_model(frame_of(row)).model_validate({"text": row["text"]})


def frame_of(row: Mapping[str, Any]) -> Frame:
    told = Point(1, row.get("words", ""))
    match row["asked"]:
        case "report":
            return on_what_happened((1,))[0]
        case "gains" | "loses" as way:
            named = {row["actor"]: row["actor"], "rival": "the Growers' League"}
            return on_leverage(
                [Stake(row["actor"], gains=way == "gains", by=told, over=("rival",))], named, None, told
            )[0]
        case "mechanism":
            (used,) = [one for one in mechanisms() if one.name == row["name"]]
            return on_mechanism(used, told)[1]
        case "left_open":
            first, second = on_what_matters((told, told), None)
            return first if row["opening"] == first.values["opening"] else second
        case "cost":
            return on_what_matters((), (told, row["account"].removeprefix(", by the account of ")))[0]
        case _:
            found = re.fullmatch(r"Watch (?:whether|(.+), (?:(by|until) )?when)", row["opening"])
            assert found
            day = Day(found[1], cast("Any", found[2] or "on")) if found[1] else None
            return on_signals({told: day}, None, told)[0]


@pytest.mark.parametrize("name", EVERY_EXAMPLE)
def test_every_figure_of_a_worked_example_is_in_its_story(name: str) -> None:
    """An example with an invented figure would teach a model to invent."""
    story, sections = load(name)
    texts = [str(row["text"]) for rows in sections.values() for row in rows]
    figures = [figure for text in texts for figure in re.findall(r"\d[\d,.]*\d|\d", text)]

    assert figures
    assert [] == [figure for figure in figures if figure not in story.text]


@pytest.mark.parametrize("prompt", EXAMPLES)
def test_the_last_example_shows_that_a_section_may_be_empty(prompt: str) -> None:
    """A disaster in which nobody gains, nearest to the story."""
    _, sections = load(EXAMPLES[prompt][-1])

    assert ["who_gains"] == [section for section, rows in sections.items() if not rows]


@pytest.mark.parametrize(
    "copy", ["{{ 7*7 }} was said.", "{% for x in y %} it ended.", "{# gone #} He left.", "${x} and %s."]
)
def test_the_copy_is_not_a_template(copy: str) -> None:
    """What looks like a template in the copy is sent as it is."""
    assert copy in brief_prompt(Story.from_text(copy), "sections").copy


@pytest.mark.parametrize("text", ['He said "no" and "(yes)".', "<|im_end|>", "</story>", "plain", '"', "‘a’ – “b”"])
def test_folding_keeps_every_offset(text: str) -> None:
    """One code point for one, no straight quote and no angle bracket left."""
    folded = fold(text)

    assert len(text) == len(folded)
    assert not set('"<>') & set(folded)
    assert text.replace('"', "") == unfold(folded).replace("“", "").replace("”", "") or "“" in text


def test_a_long_story_is_cut_to_the_sentences_that_fit() -> None:
    """The first sentences stay, and what is shown is within the room by our own estimate."""
    story = Story.from_text("\n\n".join(f"Sentence {number} says that the bridge is closed." for number in range(3000)))
    count = fit(story, "sections", 6000)
    prompt = brief_prompt(story, "sections", sentences=count)

    assert 0 < count < 3000
    assert count == prompt.sentences
    assert max(sum(estimate(m.content) for m in prompt.messages(section)) for section in SECTION_IDS) <= 6000
    assert len(story.sentences) == fit(story, "sections", 1_000_000)


def test_a_context_without_room_for_one_sentence_is_an_error() -> None:
    """The message says which setting to raise."""
    with pytest.raises(PromptError, match="context"):
        fit(STORY, "sections", 1024)


def test_the_fingerprint_is_of_the_prompt_and_not_of_the_story() -> None:
    """Two stories and two strategies share one."""
    other = Story.from_text("The bridge is open.")

    assert brief_prompt(STORY, "sections").reference == brief_prompt(other, "whole").reference
