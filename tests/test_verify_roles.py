import pytest

from briefgen.brief import Basis
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.roles import check

STORY = Story.from_text(
    "Striker Joao Lorimer has left Ashby Vale for champions Castle Moor. "
    "The club owes 12 million crowns to its former owner, who can call in the loan in August. "
    "Mara Voss defeated Jon Hale in the second round of the mayoral election. "
    "The harbor board was sued by three ferry companies. "
    "Kessary and Orvane ended three days of talks on Monday. "
    "A wave sank the ferry in a storm. "
    "The mill in Ostrel closed, said Ida Marrak. "
    "One guard was killed and four were wounded on the ridge. "
    "Rescuers took 31 divers to Sallow Point and 9 pilots to Brackmere."
)


def severities(text: str, basis: Basis = "reported") -> list[str]:
    return [finding.severity for finding in check(Claim(text, basis), STORY)]


@pytest.mark.parametrize(
    "text",
    [
        "The former owner owes 12 million crowns to the club.",
        "Jon Hale defeated Mara Voss in the second round of the mayoral election.",
        "The ferry sank a wave in a storm.",
        "Four guards were killed and one was wounded on the ridge.",
        "Rescuers took 9 divers to Sallow Point and 31 pilots to Brackmere.",
        "Rescuers took 31 divers to Brackmere and 9 pilots to Sallow Point.",
    ],
)
def test_who_and_whom_that_changed_places_are_an_error(text: str) -> None:
    """The copy has each of the two with the other's words, or the doer after the deed."""
    assert ["error"] == severities(text)


@pytest.mark.parametrize(
    "text",
    [
        "The club owes its former owner 12 million crowns.",
        "Mara Voss defeated Jon Hale.",
        "Jon Hale was defeated by Mara Voss in the second round.",
        "Three ferry companies sued the harbor board.",
        "Talks ended on Monday.",
        "The ferry sank in a storm.",
        "The mill in Ostrel closed.",
        "Ida Marrak said the mill in Ostrel closed.",
        "Joao Lorimer, a striker for Ashby Vale, has left the club for Castle Moor.",
        "Four guards were wounded on the ridge and one was killed.",
        "Rescuers took 9 pilots to Brackmere and 31 divers to Sallow Point.",
        "Nothing here is about any of them.",
        "",
    ],
)
def test_the_same_said_in_another_order_is_none(text: str) -> None:
    """A passive, a verb without an object, an apposition and a new order of clauses turn nobody round."""
    assert [] == severities(text)


def test_names_exchanged_in_an_analysis_are_a_warning() -> None:
    """It reasons in words of its own; numbers and verbs turned round stay errors."""
    assert ["warning"] == severities("Rescuers took 31 divers to Brackmere and 9 pilots to Sallow Point.", "inference")
    assert ["error"] == severities("Rescuers took 9 divers to Sallow Point and 31 pilots to Brackmere.", "inference")
    assert ["error"] == severities("The former owner owes 12 million crowns to the club.", "forecast")


def test_a_finding_points_at_both_sides() -> None:
    """The span holds what changed places, the evidence is the copy's own sentence."""
    text = "The former owner owes 12 million crowns to the club."
    (finding,) = check(Claim(text), STORY)

    assert finding.span is not None
    assert "owner owes" == text[slice(*finding.span)]
    assert finding.evidence is not None
    assert STORY.sentence(2).text == finding.evidence.text
    assert "The copy has “owner” after “owes”, not before it: who did it to whom?" == finding.reason
