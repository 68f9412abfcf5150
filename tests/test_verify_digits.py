import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.digits import check

STORY = Story.from_text(
    "Die Fähre Corvina lief am 14. März mit 1.212 Menschen an Bord auf Grund. Die Bergung kostet 3,5 Millionen Kronen.",
    headline="Fähre nach 40 Jahren auf Grund",
    dateline="TESSEL, 15. März",
)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("An Bord waren 1.212 Menschen.", []),
        ("An Bord waren 1 212 Menschen.", []),
        ("Die Bergung kostet 3,5 Millionen.", []),
        ("Die Bergung kostet 3.5 Millionen.", []),
        ("Nach 40 Jahren lief sie am 14. auf Grund, hieß es am 15. März.", []),
        ("Niemand wurde verletzt.", []),
        ("", []),
        ("An Bord waren 1.213 Menschen.", ["213"]),
        ("Sie lief am 4. März auf Grund.", ["4"]),
        ("Sie lief am 16. Mai 2024 auf Grund.", ["16", "2024"]),
        ("Die Bergung kostet 35 Millionen.", ["35"]),
        ("Die Bergung kostet ٣٥ Millionen.", ["٣٥"]),
    ],
)
def test_digits_in_a_row_come_from_the_copy(text: str, unknown: list[str]) -> None:
    """Every run of digits that neither copy, headline nor dateline has is an error, whatever the language."""
    findings = check(Claim(text), STORY)

    assert unknown == [text[slice(*one.span)] for one in findings if one.span]
    assert [("numbers", "error", f"The copy does not give the number {one}.") for one in unknown] == [
        (one.check, one.severity, one.reason) for one in findings
    ]


@given(st.text())
def test_no_claim_breaks_the_check(text: str) -> None:
    """Whatever the claim, spans lie in it."""
    assert all(one.span and text[slice(*one.span)].isdecimal() for one in check(Claim(text), STORY))


@given(st.text(alphabet="0123456789., ", min_size=1))
def test_copy_supports_its_own_digits(text: str) -> None:
    """A story's text has no finding against itself."""
    story = Story.from_text(f"{text} end.")

    assert [] == check(Claim(story.text), story)
