import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import SourceError
from briefgen.mentions import names, times
from briefgen.story import Story

PROSE = st.text() | st.lists(
    st.sampled_from(
        """The the Orvane Kessary Justice President Mr Leonora Castwell's Pilots' Guild of for de U.S. NATO J. P. Émile
        O’Neil Kessary-flagged - ' ’ " ( . , ! on Monday, Jan. May 15 2026 30 two days next year in within midnight
        a I Minutes Number four said ¶""".split()
    ),
    max_size=25,
).map(lambda words: " ".join(words).replace("¶", "\n\n"))


def found(text: str, **metadata: object) -> list[str]:
    return list(names(Story.from_text(text, **metadata)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vote pleased Justice Leonora Castwell and Mr Roe.", ["Leonora Castwell", "Roe"]),
        ("The vote pleased Chief Executive Giselle Arkwright.", ["Giselle Arkwright"]),
        ("The vote pleased Gov. Jane Doe.", ["Jane Doe"]),
        ("He read Kessary's note and Orvane’s answer.", ["Kessary", "Orvane"]),
        ("He met the Selwyn Pilots' Guild and the Growers’ League.", ["Selwyn Pilots' Guild", "Growers’ League"]),
        ("He met Émile Zola, Zoë Ødegård and Šárka Ščasná.", ["Émile Zola", "Zoë Ødegård", "Šárka Ščasná"]),
        ("He met Shaun O'Neil and Liam O’Brien.", ["Shaun O'Neil", "Liam O’Brien"]),
        ("He met Kim Jong-un of Halvorsen-Pike Corp.", ["Kim Jong-un of Halvorsen-Pike Corp"]),
        ("He left the Ministry of Defence and the Bank of the West.", ["Ministry of Defence", "Bank of the West"]),
        ("It held four Kessary-flagged barges of a U.S.-led force.", ["Kessary", "U.S."]),
        ("The U.S. Government met the U.N. Security Council.", ["U.S. Government", "U.N. Security Council"]),
        ("NATO agreed. The ANC did not.", ["NATO", "ANC"]),
        ("Talks began. Orvane left. Nobody but Orvane spoke.", ["Orvane"]),
        ("Minutes of Thursday's meeting are out. The Number Four shaft is shut.", []),
        ("On Monday he left. In January, April 2 and May he did not.", []),
        ('"Nobody," said Orvane. “Never,” he said. (Yes.)', ["Orvane"]),
        ("I left, and I was alone. A man saw it.", []),
        ("It was signed by Matteo Greyling. Later Greyling left.", ["Matteo Greyling"]),
    ],
)
def test_names_are_read_off_the_copy(text: str, expected: list[str]) -> None:
    """Titles, possessives, openers and calendar words are no part of a name; accents, hyphens and capitals are."""
    assert expected == found(text)


def test_names_come_in_the_order_of_their_first_mention() -> None:
    """The order is that of the copy, not of the alphabet or of how often."""
    assert ["Orvane", "Kessary"] == found("He met Orvane and then Kessary. Later Kessary met Kessary.")


def test_provider_is_no_actor() -> None:
    """The wire that tells the story does not act in it."""
    text = "Two miners told MNW that Orvane left."

    assert ["MNW", "Orvane"] == found(text)
    assert ["Orvane"] == found(text, provider="MNW")


def test_long_list_keeps_the_names_said_most() -> None:
    """Of more than two dozen names, those that return stay, in the order of the copy."""
    many = [f"Count{chr(97 + number)} Roe" for number in range(26)]
    text = " ".join(f"He met {name}." for name in many) + f" He met {many[25]} again, and {many[24]}."

    kept = found(text)

    assert 24 == len(kept)
    assert [*many[:22], many[24], many[25]] == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended on Monday, he said.", ["Monday"]),
        ("It ends by Friday, Nov. 28, or on Thursday, Nov 20.", ["Friday, Nov. 28", "Thursday, Nov 20"]),
        ("It ends on Nov 6 and Dec. 1, 2026.", ["Nov 6", "Dec. 1, 2026"]),
        ("It ends on 6 November 2026 or 7 Dec at noon.", ["6 November 2026", "7 Dec"]),
        ("It ends in May 2026 or by the end of March.", ["May 2026", "the end of March"]),
        ("It resumes next week, or early next year.", ["next week", "early next year"]),
        ("It resumes tomorrow, later this month, at midnight.", ["tomorrow", "later this month", "midnight"]),
        ("It resumes within the next 10 days, or in two months.", ["within the next 10 days", "in two months"]),
        ("It can be extended by 30 days in the first quarter.", ["30 days", "first quarter"]),
        ("It rose 31 percent to $4.5 billion in 740 votes.", []),
    ],
)
def test_times_are_as_the_copy_words_them(text: str, expected: list[str]) -> None:
    """Weekdays, dates, spans and relative times come out in the words of the copy."""
    assert expected == list(times(Story.from_text(text)))


def test_times_come_in_order_and_once() -> None:
    """A time said twice is listed where it is first said."""
    story = Story.from_text("It began on Friday. It ended on Monday. On Friday it was over.")

    assert ("Friday", "Monday") == times(story)


@given(PROSE)
def test_any_name_and_time_is_in_the_copy(text: str) -> None:
    """Whatever the copy, each name and each time stands in it word for word, once in the list, names at most 24."""
    try:
        story = Story.from_text(text)
    except SourceError:
        return

    listed = names(story), times(story)

    assert [] == [phrase for phrases in listed for phrase in phrases if phrase not in story.text or not phrase.strip()]
    assert [len(set(phrases)) for phrases in listed] == [len(phrases) for phrases in listed]
    assert len(listed[0]) <= 24
