from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.story import Story
from briefgen.verify.match import aligned, content, evidence, index, is_english, key, lemma, nearest, words

STORY = Story.from_text(
    "The ferry Corvina struck a sandbank off Tessel Point on Tuesday. "
    "Nobody of the 212 people aboard was hurt.\n\n"
    "The harbour board of Marrow Bay will hear the captain on Friday. "
    "The board hears captains often.",
    headline="Ferry strikes sandbank",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("said", "say"),
        ("says", "saying"),
        ("went", "go"),
        ("rose", "rises"),
        ("broke", "breaking"),
        ("won", "wins"),
        ("retired", "retirement"),
        ("children", "child"),
        ("Officials", "official"),
        # British and American.
        ("harbour", "harbor"),
        ("Labour", "labor"),
        ("neighbours", "neighbors"),
        ("organised", "organized"),
        ("organisation", "organizations"),
        ("privatising", "privatize"),
        # Numbers and initials.
        ("seven", "7"),
        ("Twenty", "20"),
        ("4,100", "4100"),
        ("U.S.", "u.s."),
    ],
)
def test_forms_of_a_word_have_one_key(one: str, other: str) -> None:
    """Inflection, spelling and capitals do not matter, and a number in words is the number."""
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("hour", "hor"),
        ("U.S.", "us"),
        ("rise", "fall"),
        ("3.5", "35"),
        ("thirty", "13"),
        ("captain", "capital"),
        ("will", "well"),
    ],
)
def test_other_words_have_other_keys(one: str, other: str) -> None:
    """Likeness of letters is not enough."""
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The 68-year-old won 2 - 0.", ["The", "68", "year", "old", "won", "2", "0"]),
        ("$4,100.50 for U.S. ships", ["4,100.50", "for", "U.S.", "ships"]),
        ("didn't, didn’t", ["didn", "t", "didn", "t"]),
        ("snake_case “Ünder–way”", ["snake", "case", "Ünder", "way"]),
        ("… — ''", []),
        ("", []),
    ],
)
def test_words_are_letters_or_numbers_where_they_stand(text: str, parts: list[str]) -> None:
    """Marks part words, and every word knows its place."""
    found = words(text)

    assert parts == [word.text for word in found]
    assert parts == [text[word.start : word.end] for word in found]


def test_function_words_say_nothing_by_themselves() -> None:
    """They are words of the sentence, but no content, and weigh nothing."""
    said = words("Nobody of the people was on it")
    copy = index(STORY)

    assert ["Nobody", "people"] == [word.text for word in content(said)]
    assert 0.0 == copy.weight(["the", "of", "on"])
    assert copy.weight(["corvina"]) > copy.weight(["board"]) > 0
    assert copy.rarest == copy.weight(["nowhere"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A sandbank was struck off Tessel.", 1),
        ("212 people were aboard.", 2),
        ("Marrow Bay hears him on Friday.", 3),
        ("Harbors have boards.", 3),
        ("Boards often hear captains.", 4),
        # Shares more of its weight with the headline, which has less besides.
        ("Ferry strikes sandbank", 0),
    ],
)
def test_nearest_line_shares_most_of_the_weight(text: str, number: int) -> None:
    """Rare words count for more; the headline is line 0, and of equals the first."""
    ((share, line),) = nearest(words(text), index(STORY))

    assert number == line.number
    assert 0 < share <= 1


def test_as_many_lines_as_asked_for_come_best_first() -> None:
    """Never more than there are, and none for a claim without content."""
    shares = [share for share, _ in nearest(words("The captain hears the board."), index(STORY), 9)]

    assert 5 == len(shares)
    assert sorted(shares, reverse=True) == shares
    assert [] == nearest(words("of the"), index(STORY))
    assert [] == nearest((), index(STORY))


def test_evidence_is_the_line_of_the_story_and_the_headline_is_none() -> None:
    """Offsets are those of the story's text, across paragraphs too."""
    copy = index(STORY)

    assert [1, 2, 3, 4, 0] == [line.number for line in copy.lines]
    for line in copy.lines:
        found = evidence(line)
        if line.number:
            assert found is not None
            assert STORY.sentence(line.number).text == found.text == STORY.text[found.start : found.end]
        else:
            assert found is None


def test_index_is_kept_for_the_story() -> None:
    """Checks share it: it is built once, and its words are those of the copy as written."""
    assert index(STORY) is index(STORY.model_copy())
    assert index(STORY) != index(STORY.model_copy(update={"headline": None}))
    assert frozenset({"captain", "captains"}) == index(STORY).forms["captain"]


def test_departures_are_what_the_words_in_common_leave_over() -> None:
    """In order, each with what the other has in its place."""
    one, other = words("The ferry Corvina hit a sandbank."), words("The ferry Corvina struck a big sandbank.")

    assert [(["hit"], ["struck"]), ([], ["big"])] == [
        ([word.text for word in one[here]], [word.text for word in other[there]]) for here, there in aligned(one, other)
    ]


@pytest.mark.parametrize(
    ("word", "base"), [("ROSE", "rise"), ("shook", "shake"), ("mice", "mouse"), ("Corvina", "corvina")]
)
def test_base_form_is_in_lower_case(word: str, base: str) -> None:
    """Verbs in the past that dictionaries take for nouns are verbs in news; unknown words stay."""
    assert base == lemma(word)


@pytest.mark.parametrize(("word", "known"), [("harbour", True), ("Ferry", True), ("Corvina", False), ("xqzv", False)])
def test_dictionary_knows_ordinary_words(word: str, known: bool) -> None:  # noqa: FBT001
    """A name is no word of English."""
    assert known == is_english(word)


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    """Words come in order, do not overlap, and have a key each."""
    found = words(text)

    assert all(text[word.start : word.end] == word.text and word.key for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("unit", ["a", "A.", "1,", "1.", "ä ", "our", "isations "])
def test_hostile_text_has_its_words_at_once(unit: str) -> None:
    """A hundred thousand characters of what a word may begin with end in reasonable time."""
    words(unit * (100_000 // len(unit)))
