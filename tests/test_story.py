import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefgen.errors import SourceError
from briefgen.story import PARAGRAPH_BREAK, Story, normalise, strip_unseen

# What wires send, and what a sentence splitter trips over: abbreviations, quotes, line ends, what nobody sees.
WIRE_TEXT = st.text() | st.lists(
    st.sampled_from(
        'The U.S. |Gen. |J. P. |said. |“Never!” |"Why?" |a.m. |No. 2 |$4.5 bn. |... |— |x'
        "|\n|\n \n|\r\n|\t|\u2028|\u2029|\x1b[31m|\u200b|\ufeff|\u3000|\x85".split("|")
    ),
    max_size=20,
).map("".join)


def split(text: str) -> list[str]:
    return [sentence.text for sentence in Story.from_text(text).sentences]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. Government said it would act.", "It did not."],
        ["The E.U. Commission met the U.N. Security Council.", "The U.N. said so."],
        ["He lives in the U.S.", "The talks ended."],
        ["Talks end on Nov. 12.", "They resume on Dec. 1 in Geneva."],
        ["He was born on Jan. 3, 1950, in the U.K. and left.", "She stayed."],
        ["Revenue was $4.5 bn. vs. $3 bn. a year ago.", "Profit fell."],
        ["Inflation was 3.14 percent, up 0.2 points.", "Rates held."],
        ["Prices rose 3 pct.", "The bank held."],
        ["Gen. J. P. Ortiz agreed.", "Ms. Roe and Dr. Li left."],
        ["Sen. Jane Doe, R-Ohio, won.", "Rep. Bob Roe lost."],
        ["J. R. R. Tolkien wrote.", "J.P. Morgan lent."],
        ["Acme Inc. and Widget Corp. merged.", "Acme Inc. Chief Executive J. Doe left."],
        ["St. Louis vs. Chicago ended.", "Nobody won."],
        ["It began at 3:20 a.m. on Tuesday.", "It ended at 5 p.m. Thursday."],
        ["The No. 2 official resigned.", "No. 3 did not."],
        ["He paused ... and went on.", "Then he left."],
        ["The plan — all of it — failed.", "Nobody - not one - spoke."],
        ["“We will go.”", "He left."],
        ['"We will go."', "He left."],
        ['"Never again!" he said.', '"Why?" she asked.'],
        ["“Never again!” he said.", "“Why?” she asked."],
        ['"We won the law today.', 'We have not won a drop," she said.'],
        ["The vote was 5-4.", '"The rest is silence," he said.'],
        ["(Some agreed.)", "Others did not."],
        ["Is it over?", "Yes!", "Done."],
    ],
)
def test_wire_prose_is_split_at_its_sentences(sentences: list[str]) -> None:
    """Neither an abbreviation nor a quotation cuts a sentence, and each full stop that ends one does."""
    assert sentences == split(" ".join(sentences))


def test_sentence_ends_with_its_paragraph() -> None:
    """A paragraph without a full stop is a sentence of its own, also before a lower-case one."""
    assert ["Subhead", "the rest of it", "More."] == split("Subhead\n\nthe rest of it\n\nMore.")


def test_lines_of_a_paragraph_are_unwrapped() -> None:
    """A line end inside a paragraph is a space, of any kind of line end."""
    assert ["One sentence here.", "Another."] == split("One\r\nsentence\rhere.\n \t\nAnother.\n")


def test_offsets_lead_to_the_sentences() -> None:
    """Offsets count code points of `text`, so that an emoji or an accent moves nothing."""
    story = Story.from_text("🚢 Zoë said “no”. 𝔸ll left.\n\nDone.")

    assert [(1, 0, 16), (2, 17, 26), (3, 28, 33)] == [(one.number, one.start, one.end) for one in story.sentences]
    assert ["🚢 Zoë said “no”.", "𝔸ll left.", "Done."] == [story.text[one.start : one.end] for one in story.sentences]


@given(WIRE_TEXT)
def test_sentences_cover_any_text(text: str) -> None:
    """Sentences are in order, do not overlap, hold every visible character and cross no paragraph break."""
    try:
        story = Story.from_text(text)
    except SourceError:
        assert "" == normalise(text)
        return

    assert [one.text for one in story.sentences] == [story.text[one.start : one.end] for one in story.sentences]
    assert list(range(1, len(story.sentences) + 1)) == [one.number for one in story.sentences]
    assert "".join(story.text.split()) == "".join("".join(one.text for one in story.sentences).split())
    assert [] == [one.text for one in story.sentences if PARAGRAPH_BREAK in one.text or one.text != one.text.strip()]


@given(WIRE_TEXT)
def test_normal_text_stays_as_it_is(text: str) -> None:
    """Normalising twice is normalising once."""
    once = normalise(text)

    assert once == normalise(once)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb  c\u00a0d\u3000e", "a b c d e"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("a\n \n\n\t\nb", "a\n\nb"),
        ("a\u2029b\u2028c\x85d\x0be\x0cf", "a\n\nb c d e f"),
        ("\ufeffa\u200bb\u00adc\u202ed\x00\x07", "abcd"),
        ("\x1b[31mred\x1b[0m \x1b]0;title\x07end \x9b2Jx", "red end x"),
        ("“curly” ‘one’ — ﬁve… «deux»", "“curly” ‘one’ — ﬁve… «deux»"),
    ],
)
def test_white_space_folds_and_content_stays(text: str, expected: str) -> None:
    """Spaces and line ends fold, the unseen goes; quotes, dashes and ligatures are content."""
    assert expected == normalise(text)


def test_unseen_characters_do_not_split_a_word() -> None:
    """A word broken up by invisible characters is that word again."""
    assert "withheld" == strip_unseen("with\u200bhe\u2060l\u00add")


def test_identity_is_the_hash_of_the_copy() -> None:
    """The hash is that of the text in UTF-8; the header does not count."""
    story = Story.from_text("Zoë  left.", headline="One")

    assert hashlib.sha256("Zoë left.".encode()).hexdigest() == story.sha256
    assert story.sha256 == Story.from_text("Zoë left.", headline="Two", notes=("x",)).sha256
    assert story.sha256 != Story.from_text("Zoë lefts.").sha256
    assert story.sha256 == story.model_dump()["sha256"]


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\ufeff", "\x1b[31m\x07"])
def test_story_without_a_sentence_is_refused(text: str) -> None:
    """Nothing visible is no story."""
    with pytest.raises(SourceError, match="the story is empty"):
        Story.from_text(text)


@pytest.mark.parametrize("number", [0, -1, 3])
def test_sentence_out_of_range_is_an_error(number: int) -> None:
    """Sentence 0 is not the last one, as it would be in a list."""
    story = Story.from_text("One. Two.")

    assert "Two." == story.sentence(2).text
    with pytest.raises(IndexError, match=f"sentence {number} of 2"):
        story.sentence(number)


@pytest.mark.parametrize(
    "metadata",
    [{"urgency": 0}, {"urgency": 10}, {"pubstatus": "spiked"}, {"embargoed": "2026-01-01T00:00"}, {"keyword": "x"}],
)
def test_metadata_that_does_not_fit_is_refused(metadata: dict[str, object]) -> None:
    """Ranges, release states, time zones and field names are checked."""
    with pytest.raises(ValidationError):
        Story.from_text("One.", **metadata)


def test_story_does_not_change() -> None:
    """Neither a story nor a sentence can be changed after it was read."""
    story = Story.from_text("One.")

    for target, field in ((story, "text"), (story, "headline"), (story.sentences[0], "text")):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(target, field, "x")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The ferry sank. " * 30_000, "more than 400,000 characters"),
        ("The ferry sank. " * 21_000, "more than 20,000 sentences"),
    ],
)
def test_a_book_is_no_story(text: str, reason: str) -> None:
    """What is far longer than any story is refused before seconds are spent on it."""
    with pytest.raises(SourceError, match=reason):
        Story.from_text(text)
