from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Basis
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.match import index, key, words
from briefgen.verify.swaps import check, name_slots, number_slots, same_name

STORY = Story.from_text(
    "Halden Marine Works will build 14 ferries for the harbour board of Tessel, the shipyard said on Monday. "
    "Its rival Brisov Yards won an order for 37 barges from the Kessary navy. "
    "The chief executive of Halden, Giselle Arkwright, told reporters that the ferries cost $620 million. "
    "Bruno Falkenrath, who leads Brisov, called the price of the barges a secret. "
    "He said his yard employs 4,100 welders. "
    "Orvane lent the harbour board $85 million in 2019, and Kessary lent it $230 million in 2021. "
    "Judge Imelda Storrow fined Orvane after a complaint by fishermen. "
    "A captain, 58, and his deputy, 33, were hurt when a crane fell. "
    "Rosalind Teague, the union secretary, demanded an inquiry into the crane. "
    "Augustin Merrow, the insurer of the crane, declined to comment."
)


def found(text: str, basis: Basis = "reported", story: Story = STORY) -> list[tuple[str, str, str]]:
    """The parts of a claim that stand in another's place, each with its check and severity."""
    return [(one.check, one.severity, text[slice(*one.span)]) for one in check(Claim(text, basis), story) if one.span]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("Halden Marine Works will build 37 ferries for the harbour board of Tessel.", "numbers", "37"),
        ("Brisov Yards won an order for 14 barges from the Kessary navy.", "numbers", "14"),
        ("The yard employs 37 welders.", "numbers", "37"),
        ("Orvane lent the harbour board $230 million in 2019.", "numbers", "230"),
        ("Falkenrath, who leads Brisov, said his yard employs 620 welders.", "numbers", "620"),
        ("The ferries cost $230 million, the chief executive told reporters.", "numbers", "230"),
        ("A captain, 37, was hurt when a crane fell.", "numbers", "37"),
        ("Kessary will build 14 ferries for the harbour board of Tessel.", "names", "Kessary"),
        ("Brisov Yards will build 14 ferries for the harbour board of Tessel.", "names", "Brisov Yards"),
        ("Judge Giselle Arkwright fined Orvane after a complaint by fishermen.", "names", "Giselle Arkwright"),
        ("Judge Imelda Storrow fined Kessary after a complaint by fishermen.", "names", "Kessary"),
        ("Augustin Merrow, the union secretary, demanded an inquiry into the crane.", "names", "Augustin Merrow"),
        ("Rosalind Teague, the insurer of the crane, declined to comment.", "names", "Rosalind Teague"),
        ("Imelda Storrow, who leads Brisov, called the price of the barges a secret.", "names", "Imelda Storrow"),
        (
            "Chief executive Rosalind Teague told reporters that the ferries cost $620 million.",
            "names",
            "Rosalind Teague",
        ),
        ("Brisov, the harbour board of Tessel and Halden employ 14 welders.", "numbers", "14"),
    ],
)
def test_fact_that_stands_in_another_place_is_an_error_in_a_report(text: str, kind: str, part: str) -> None:
    """A number at another noun, a name in another's role: the copy has both, but not together."""
    assert (kind, "error", part) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Halden Marine Works will build 14 ferries for the harbour board of Tessel.",
        "The harbour board of Tessel has ordered 14 ferries from Halden.",
        "Halden builds 14 ferries and Brisov 37 barges.",
        "The Kessary navy ordered 37 barges from Brisov Yards.",
        "The shipyard will build 14 ferries, it said on Monday.",
        "Arkwright told reporters that the 14 ferries cost $620 million.",
        "She told reporters that the ferries cost $620 million.",
        "Falkenrath called the price of the barges a secret.",
        "Falkenrath said that his yard employs 4,100 welders.",
        "Brisov employs 4,100 welders, its leader said.",
        "He said that he employs 4,100 welders.",
        "In 2019 Orvane lent the harbour board $85 million.",
        "Kessary lent the harbour board $230 million in 2021, two years after Orvane lent it $85 million.",
        "Fishermen complained, and Judge Imelda Storrow fined Orvane.",
        "Orvane was fined by Storrow.",
        "The captain was 58 and his deputy 33.",
        "The 58-year-old was hurt when a crane fell.",
        "The 33-year-old was hurt when a crane fell.",
        "Union secretary Rosalind Teague demanded an inquiry.",
        "One of the two shipyards won an order.",
        "Nothing of this is in the copy.",
        "",
        "14",
        "Halden",
    ],
)
def test_fact_in_its_own_place_is_clean(text: str) -> None:
    """Other words, another order, shortened names and pronouns leave a fact where it was."""
    assert [] == found(text)


@pytest.mark.parametrize("basis", [one for one in get_args(Basis) if one != "reported"])
@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("Judge Imelda Storrow fined Kessary after a complaint by fishermen.", "names", "Kessary"),
        ("Augustin Merrow, the union secretary, demanded an inquiry into the crane.", "names", "Augustin Merrow"),
    ],
)
def test_name_in_an_analysis_is_only_warned_of(text: str, kind: str, part: str, basis: Basis) -> None:
    """An analysis has words of its own, so that a name has little to be held against."""
    assert (kind, "warning", part) in found(text, basis)


def test_number_next_to_no_doubt_is_an_error_in_an_analysis_too() -> None:
    """A figure is taken from the copy whatever is made of it."""
    text = "Brisov Yards won an order for 14 barges from the Kessary navy."

    assert ("numbers", "error", "14") in found(text, "inference")


@pytest.mark.parametrize(
    ("text", "there", "sentence"),
    [
        ("Halden Marine Works will build 37 ferries for the harbour board of Tessel.", "14", 1),
        ("Judge Giselle Arkwright fined Orvane after a complaint by fishermen.", "Imelda Storrow", 7),
    ],
)
def test_reason_says_what_the_copy_has_there(text: str, there: str, sentence: int) -> None:
    """The reason gives both, the evidence is the sentence where the right one stands."""
    (finding,) = check(Claim(text), STORY)

    assert finding.reason.endswith(f", but not here: it has “{there}” with these words.")
    assert finding.evidence is not None
    assert STORY.sentence(sentence).text == finding.evidence.text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kessary", "Kessarian", True),
        ("Halden", "Halden Marine Works", True),
        ("Giselle Arkwright", "Arkwright", True),
        ("Arkwright", "Storrow", False),
        ("Orvane", "Or", False),
        ("", "Orvane", False),
    ],
)
def test_names_are_the_same_that_share_a_word_or_its_beginning(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Short forms and demonyms are no rivals of the name; the order does not matter."""
    keys = [frozenset(key(word) for word in name.split()) for name in (one, other)]

    assert same == same_name(*keys)
    assert same == same_name(*reversed(keys))


@pytest.mark.parametrize(
    ("text", "rivals"),
    [
        # A year is held against years, and a count against counts.
        ("Orvane lent money in 2021.", {"2019"}),
        ("Halden builds 14 ferries.", {"37", "620", "4100", "85", "230", "58", "33"}),
        # One is a noun, and nobody can tell whose age it is.
        ("One of the yards builds ferries.", None),
        ("The 58-year-old was hurt.", None),
        # What the copy does not have is another check's.
        ("Halden builds 99 ferries.", None),
    ],
)
def test_number_is_held_against_its_like(text: str, rivals: set[str] | None) -> None:
    """A slot's rival is one of its kind."""
    slots = list(number_slots(words(text), index(STORY)))

    if rivals is None:
        assert [] == slots
    else:
        (slot,) = slots
        assert slot.rival is not None
        assert slot.rival.keys <= rivals


def test_names_of_the_claim_are_no_rivals_of_one_another() -> None:
    """Of two names that a sentence has, neither is missing from it."""
    for slot in name_slots(words("Orvane and Kessary lent the harbour board money."), index(STORY)):
        assert slot.rival is not None
        assert not {"orvan", "kessari"} & slot.rival.keys


@pytest.mark.parametrize(("count", "slots"), [(30, 30), (31, 0)])
def test_list_is_no_sentence(count: int, slots: int) -> None:
    """Of more than thirty names or numbers nothing is said: they have only one another around them."""
    text = words("Orvane lent and " * count), words("14 " * count)

    assert slots == len(list(name_slots(text[0], index(STORY))))
    assert slots == len(list(number_slots(text[1], index(STORY))))


@given(st.text(), st.sampled_from(get_args(Basis)))
def test_no_claim_breaks_the_check(text: str, basis: Basis) -> None:
    """Whatever the claim, spans lie in it and evidence is the story's."""
    for one in check(Claim(text, basis), STORY):
        assert one.span is not None
        assert 0 <= one.span[0] < one.span[1] <= len(text)
        assert one.evidence is None or STORY.text[one.evidence.start : one.evidence.end] == one.evidence.text


@given(st.lists(st.sampled_from("Orvane Kessary 14 37 2019 lent the it He won. said".split()), min_size=1, max_size=40))
def test_no_story_breaks_the_check(said: list[str]) -> None:
    """Whatever copy and claim, the check answers."""
    story = Story.from_text(" ".join(said))

    for half in (said[::2], said[1::2], said[::-1]):
        check(Claim(" ".join(half)), story)


@pytest.mark.parametrize("unit", ["14 ", "Orvane won 14 ", "Orvane. ", "he 7 "])
def test_hostile_text_is_checked_at_once(unit: str) -> None:
    """Long runs of names and numbers in copy and claim end in reasonable time."""
    story = Story.from_text(unit * (10_000 // len(unit)) + " end.")

    check(Claim(unit * (50 // len(unit))), story)
    check(Claim(unit * (20_000 // len(unit))), STORY)
