from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Basis, Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.match import index, words
from briefgen.verify.names import check, mentions, names_of

STORY = Story.from_text(
    "Negotiators from Orvane and the Kessary Republic signed a herring accord in Port Selwyn on Tuesday. "
    "Prime Minister Leonora Varnholt called it a first step, and the agreement opens nine bays. "
    "The Strait Fisheries Commission will count the boats, its director Tomas Ebling said. "
    "Kessarian trawlers land two thirds of the catch. "
    "Halden Marine Works, a shipyard in Ostrel, has doubled its orders since the spring. "
    "A spokeswoman for the NRB, the river board of Mount Calder, was not at the ceremony. "
    "The Anglo-Orvanian Society paid for the dinner. "
    "Pilots of the harbour said that fog had closed the Brill Channel for nine hours.",
    headline="Herring accord signed",
)
# Invented events in real capitals: what stands for a government is in no invented country's dictionary.
CAPITALS = Story.from_text(
    "Officials in Tehran and Washington said on Monday that inspectors may return to a salt works. "
    "The White House gave no date. "
    "A Dutch laboratory will weigh the samples, and Britain pays for the flights. "
    "The European Union has offered two aircraft, and the U.N. a doctor. "
    "The Federal Reserve was not asked. "
    "The United Arab Emirates rented out the hangar."
)


def found(text: str, story: Story = STORY, basis: Basis = "reported") -> list[str]:
    """The parts of a claim that are marked, in order."""
    return [text[slice(*one.span)] for one in check(Claim(text, basis), story) if one.span]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Orvane and Tavesh signed a herring accord.", ["Tavesh"]),
        ("Negotiators from Orvane and the Kessary Republic met in Quellin.", ["Quellin"]),
        ("Prime Minister Marguerite Oduvall called it a first step.", ["Marguerite Oduvall"]),
        ("Prime Minister Henrike Varnholt called it a first step.", ["Henrike Varnholt"]),
        ("Director Tomas Ebsworth said boats would be counted.", ["Tomas Ebsworth"]),
        ("Tavesh signed the accord.", ["Tavesh"]),
        ("Tavesh’s negotiators signed the accord.", ["Tavesh"]),
        ("Brisov Marine Works has doubled its orders.", ["Brisov Marine Works"]),
        ("The accord, Varnholt told Zellmark, is a first step.", ["Zellmark"]),
        ("Taveshi trawlers land two thirds of the catch.", ["Taveshi"]),
        ("Trawlers from Tavesh-Lom land two thirds of the catch.", ["Tavesh Lom"]),
        ("The Zorvex Society paid for the dinner.", ["Zorvex Society"]),
        ("The QPX will count the boats.", ["QPX"]),
        ("A spokeswoman for the NRD was not at the ceremony.", ["NRD"]),
        ("“Tavesh was not invited,” Ebling said.", ["Tavesh"]),
        ("Orvane, Kessary and Tavesh signed, and Zellmark watched.", ["Tavesh", "Zellmark"]),
        ("negotiators from orvane and tavesh signed an accord .", ["tavesh"]),
        ("Ebling said on Wednesday that Jorvik-born crews would be counted.", ["Jorvik"]),
        ("The accord was signed in the Kessary Federation of Tavesh.", ["Tavesh"]),
    ],
)
def test_name_that_the_copy_does_not_have_is_an_error(text: str, names: list[str]) -> None:
    """A name is marked whole, once each time, where one of its words is nowhere in the copy."""
    marked = [" ".join(one.replace("-", " ").split()) for one in found(text)]

    assert names == marked
    assert {("names", "error")} == {(one.check, one.severity) for one in check(Claim(text), STORY)}


@pytest.mark.parametrize(
    "text",
    [
        "Orvane and the Kessary Republic signed a herring accord.",
        "Negotiators from Kessary and Orvane signed in Port Selwyn.",
        "Leonora Varnholt, the prime minister, called it a first step.",
        "Mrs Varnholt called it a first step.",
        "President-elect or not, Varnholt called it a first step.",
        "Varnholt’s accord opens bays.",
        "Varnholt's accord opens bays.",
        "Varnholt 's accord opens bays .",
        "VARNHOLT called it a first step.",
        # Demonyms, either way.
        "Orvanian negotiators signed an accord.",
        "The Orvanians signed an accord.",
        "Kessarians land most of the catch.",
        "Trawlers of Kessary land most of the catch.",
        "The Society of Orvanians paid for the dinner.",
        # Acronyms, either way.
        "The SFC will count the boats.",
        "The S.F.C. will count the boats.",
        "The HMW yard in Ostrel has doubled its orders.",
        "The N.R.B. was not at the ceremony.",
        "The National River Board was not at the ceremony.",
        # Words that have their capital from their place.
        "Boats will be counted, Ebling said.",
        "Herring boats will be counted.",
        "Meanwhile, boats will be counted.",
        "Watch whether Ebling counts the boats.",
        "Pilots Ebling met closed the channel.",
        "Ports matter. Shipyards gain.",
        "“Boats will be counted,” Ebling said.",
        # The calendar, titles and offices.
        "By Friday, in December, Ebling counts the boats.",
        "Sir Tomas Ebling counts the boats, Chairman Varnholt said.",
        # An ordinary word in a known name.
        "The Port Selwyn Accord opens nine bays.",
        "The Kessary Agreement opens nine bays.",
        # Of the headline alone.
        "Herring Accord Signed: Boats To Be Counted In Port Selwyn.",
        # Without capitals.
        "orvane and kessary signed an accord .",
        "prime minister leonora varnholt called it a first step",
        "",
        "9",
        "…",
    ],
)
def test_name_of_the_copy_is_supported_in_any_form(text: str) -> None:
    """Parts of names, other endings, initials and ordinary words with a capital name nobody new."""
    assert [] == found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iran said that inspectors may return.",
        "The Iranian government said that inspectors may return.",
        "The United States and Iran spoke of inspectors.",
        "American and Iranian officials spoke of inspectors.",
        "The US said that inspectors may return.",
        "The U.S. said that inspectors may return.",
        "The Netherlands will weigh the samples.",
        "British money pays for the flights.",
        "The United Kingdom pays for the flights.",
        "The UK and the EU pay for the flights.",
        "Brussels has offered two aircraft.",
        "The United Nations has offered a doctor.",
        "The UN has offered a doctor.",
        "The Fed was not asked.",
        "The White House named no date.",
        "The UAE rented out the hangar.",
    ],
)
def test_government_may_go_by_its_country_its_capital_or_its_house(text: str) -> None:
    """Real places have other names: demonyms, capitals, seats of government, initials."""
    assert [] == found(text, CAPITALS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Iraq said that inspectors may return.", ["Iraq"]),
        ("Baghdad said that inspectors may return.", ["Baghdad"]),
        ("The Kremlin gave no date.", ["Kremlin"]),
        ("A Danish laboratory will weigh the samples.", ["Danish"]),
        ("Niger pays for the flights.", ["Niger"]),
        ("NATO has offered two aircraft.", ["NATO"]),
        ("The Bundesbank was not asked.", ["Bundesbank"]),
        ("Austrian inspectors may return.", ["Austrian"]),
    ],
)
def test_another_government_is_no_other_name(text: str, names: list[str]) -> None:
    """A country, capital or body beside the copy's own is an error, however alike it sounds."""
    assert names == found(text, CAPITALS)


@pytest.mark.parametrize(
    ("text", "near", "sentence"),
    [
        ("Leonora Varnhalt called it a first step.", "Varnholt", 2),
        ("Tomas Eblinck said boats would be counted.", "Ebling", 3),
        ("A shipyard in Ostral has doubled its orders.", "Ostrel", 5),
    ],
)
def test_misspelt_name_is_shown_with_the_one_of_the_copy(text: str, near: str, sentence: int) -> None:
    """The reason gives both spellings, and the evidence is where the copy has its own."""
    (finding,) = check(Claim(text), STORY)

    assert finding.reason.endswith(f"”; it has “{near}”.")
    assert finding.evidence is not None
    assert STORY.sentence(sentence).text == finding.evidence.text
    assert STORY.text[finding.evidence.start : finding.evidence.end] == finding.evidence.text


def test_name_like_none_of_the_copy_has_no_evidence() -> None:
    """There is no passage that would show that a name is missing."""
    (finding,) = check(Claim("Quibbex signed the accord."), STORY)

    assert ("The copy does not name “Quibbex”.", None) == (finding.reason, finding.evidence)


@pytest.mark.parametrize("basis", get_args(Basis))
def test_analysis_invents_no_names_either(basis: Basis) -> None:
    """Whatever a statement is, its names come from the copy."""
    text = "Tavesh gains from the accord while Orvane waits."

    assert ["Tavesh"] == found(text, basis=basis)


LOWER = Story.from_text(" ".join(sentence.text.lower() for sentence in STORY.sentences))
SHOUTED = Story.from_text(STORY.text.upper())


@pytest.mark.parametrize(
    ("story", "text", "names"),
    [
        (LOWER, "leonora varnholt signed with orvane in port selwyn .", []),
        (LOWER, "Leonora Varnholt signed with Orvane in Port Selwyn.", []),
        (LOWER, "leonora varnholt signed with quibbex in port selwyn .", ["quibbex"]),
        (LOWER, "Leonora Varnholt signed with Quibbex.", ["Quibbex"]),
        (SHOUTED, "Leonora Varnholt signed with Orvane in Port Selwyn.", []),
        (SHOUTED, "LEONORA VARNHOLT SIGNED WITH QUIBBEX IN PORT SELWYN.", ["QUIBBEX"]),
    ],
)
def test_names_are_known_without_capitals_to_go_by(story: Story, text: str, names: list[str]) -> None:
    """Copy or claims in lower case or in capitals only are compared like any other."""
    assert names == found(text, story)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Prime Minister Leonora Varnholt met Tomas Ebling.", ["Leonora Varnholt", "Tomas Ebling"]),
        ("Boats of Halden Marine Works left Ostrel.", ["Halden Marine Works", "Ostrel"]),
        ("Boats left on Tuesday.", []),
        ("the sfc and orvane met", ["orvane"]),
        ("I met A. B. Varnholt.", ["Varnholt"]),
    ],
)
def test_name_is_a_run_of_words_with_a_capital(text: str, named: list[str]) -> None:
    """Titles, single letters and the calendar are no part of it."""
    assert named == [one.text for one in mentions(words(text), names_of(index(STORY)))]


def sound(findings: list[Finding], text: str, story: Story) -> None:
    for one in findings:
        assert one.span is None or 0 <= one.span[0] < one.span[1] <= len(text)
        assert one.evidence is None or story.text[one.evidence.start : one.evidence.end] == one.evidence.text


@given(st.text(), st.sampled_from(get_args(Basis)))
def test_no_claim_breaks_the_check(text: str, basis: Basis) -> None:
    """Whatever the claim, spans lie in it and evidence is the story's."""
    sound(check(Claim(text, basis), STORY), text, STORY)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Zs", "Nd", "Po")), min_size=1), st.text())
def test_no_story_breaks_the_check(copy: str, text: str) -> None:
    """Whatever the copy, the check answers."""
    story = Story.from_text(f"{copy} end.")

    sound(check(Claim(text), story), text, story)


@pytest.mark.parametrize("unit", ["A", "Aa ", "A.B.", "Ünder-", "Tavesh ", "(a+)+$", "'’", "U.S. ", "\\", "aB"])
def test_hostile_text_is_checked_at_once(unit: str) -> None:
    """Long runs of what looks like names, in copy and claim, end in reasonable time."""
    story = Story.from_text(unit * (20_000 // len(unit)) + " end.")

    sound(check(Claim(unit * (5_000 // len(unit))), story), unit * 5_000, story)
    check(Claim(unit * (20_000 // len(unit))), STORY)
