from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Evidence, Statement
from briefgen.story import Story
from briefgen.verify.cites import check, corrected

STORY = Story.from_text(
    "The ferry Corvina struck a sandbank off Tessel Point on Tuesday. "
    "Nobody of the 212 people aboard was hurt. "
    "The harbour board of Marrow Bay will hear the captain on Friday. "
    "A salvage firm from Orvane offered its tugs for nothing. "
    "Bakers in the old town sold out by noon."
)
FERRY = "The Corvina struck a sandbank off Tessel Point."
TUGS = "A salvage firm from Orvane offered tugs."


def passage(number: int) -> Evidence:
    cited = STORY.sentence(number)
    return Evidence(start=cited.start, end=cited.end, text=cited.text)


def statement(text: str, *cites: int, evidence: bool = True) -> Statement:
    """A statement with the evidence that belongs to its cites."""
    return Statement(
        text=text,
        basis="reported",
        cites=cites,
        evidence=tuple(passage(number) for number in cites if 1 <= number <= 5) if evidence else (),
    )


@pytest.mark.parametrize(
    ("text", "cites", "moved", "said"),
    [
        (FERRY, (2,), (1,), "sentence 1 instead of 2"),
        (FERRY, (3,), (1,), "sentence 1 instead of 3"),
        (TUGS, (2,), (4,), "sentence 4 instead of 2"),
        (TUGS, (5,), (4,), "sentence 4 instead of 5"),
        (FERRY, (1, 2), (1,), "sentence 1 instead of 2"),
        (FERRY, (2, 3), (1,), "sentence 1 instead of 2 and 3"),
        (FERRY, (5, 2), (5, 1), "sentence 1 instead of 2"),
        (TUGS, (6,), (4,), "sentence 4 instead of 6"),
    ],
)
def test_cite_that_is_off_by_one_or_two_is_moved(
    text: str, cites: tuple[int, ...], moved: tuple[int, ...], said: str
) -> None:
    """It goes to the sentence nearby that says it, once, with its evidence, and a warning says so."""
    before = statement(text, *cites, evidence=max(cites) < 6)
    after = corrected(before, STORY)
    (finding,) = after.findings

    assert moved == after.cites
    assert (text, "reported") == (after.text, after.basis)
    assert [passage(number) for number in moved if before.evidence] == list(after.evidence)
    assert ("cites", "warning") == (finding.check, finding.severity)
    assert said in finding.reason
    assert finding.evidence in [passage(number) for number in moved]
    assert [] == [one for one in check(after, STORY) if one.severity == "error"]
    assert after.cites == corrected(after, STORY).cites


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (FERRY, (1,)),
        # Further off than two is no slip.
        (FERRY, (4,)),
        (FERRY, (5,)),
        # Half of it stands where it says.
        ("The captain of the Corvina speaks to the harbour board.", (3,)),
        ("Nobody was hurt when the Corvina struck.", (2,)),
        # No sentence nearby says it.
        ("Trust in small vessels erodes.", (2,)),
        ("", (2,)),
        (FERRY, ()),
        (FERRY, (99,)),
        (FERRY, (-7,)),
    ],
)
def test_cite_is_left_where_nothing_nearby_is_clearly_meant(text: str, cites: tuple[int, ...]) -> None:
    """What is as good as its neighbours, or has none better, stays, and nothing is said."""
    one = statement(text, *cites, evidence=False)

    assert one is corrected(one, STORY)


def test_findings_on_a_statement_are_kept() -> None:
    """The correction comes after what was found before it."""
    first = corrected(statement(FERRY, 2), STORY)
    again = corrected(first.model_copy(update={"cites": (2,), "evidence": (passage(2),)}), STORY)

    assert 2 == len(again.findings)
    assert first.findings == again.findings[:1]


@pytest.mark.parametrize(
    ("change", "reason", "nearest"),
    [
        ({}, None, None),
        ({"cites": (), "evidence": ()}, None, None),
        ({"evidence": ()}, None, None),
        ({"cites": (6,)}, "It cites sentence 6; the story has sentences 1 to 5.", None),
        ({"cites": (0,), "evidence": ()}, "It cites sentence 0; the story has sentences 1 to 5.", None),
        ({"cites": (-1,)}, "It cites sentence -1; the story has sentences 1 to 5.", None),
        ({"cites": (2,)}, "Its evidence for sentence 2 stands in another sentence.", 2),
        ({"start": 1}, "Its evidence for sentence 1 is not what the story says at that place.", 1),
        ({"end": -1}, "Its evidence for sentence 1 is not what the story says at that place.", 1),
        ({"start": 900, "end": 900, "text": ""}, "Its evidence for sentence 1 is not what the story says", 1),
        ({"end": 9, "text": "The ferry"}, None, None),
        ({"end": 10_000}, "Its evidence for sentence 1 is not what the story says at that place.", 1),
        ({"text": "The ferry sank."}, "Its evidence for sentence 1 is not what the story says at that place.", 1),
    ],
)
def test_evidence_is_what_the_story_says(change: dict[str, Any], reason: str | None, nearest: int | None) -> None:
    """A cite that is no sentence, and evidence that is not in its sentence word for word, are errors."""
    of_evidence = {name: change[name] for name in change.keys() & {"start", "end", "text"}}
    of_statement = {name: change[name] for name in change.keys() - of_evidence.keys()}
    one = statement(FERRY, 1)
    one = one.model_copy(update={"evidence": (one.evidence[0].model_copy(update=of_evidence),), **of_statement})

    findings = check(one, STORY)

    assert ([] if reason is None else [("cites", "error")]) == [(found.check, found.severity) for found in findings]
    for found in findings:
        assert found.reason.startswith(reason or "")
        assert (passage(nearest) if nearest else None) == found.evidence


@pytest.mark.parametrize(
    ("text", "cites", "said", "nearest"),
    [
        (FERRY, (5,), "It has no word in common with sentence 5, which it cites.", 1),
        (TUGS, (1, 2), "It has no word in common with sentence 1 and 2, which it cites.", 4),
        ("Trust erodes.", (1,), "It has no word in common with sentence 1, which it cites.", None),
        (FERRY, (5, 1), None, None),
        (FERRY, (), None, None),
        ("The board hears of it.", (3,), None, None),
        # A function word is nothing in common.
        ("It was of the old kind.", (1,), "It has no word in common with sentence 1, which it cites.", 5),
    ],
)
def test_statement_that_shares_no_word_with_its_cites_is_warned_of(
    text: str, cites: tuple[int, ...], said: str | None, nearest: int | None
) -> None:
    """None of them may be what it rests on; the passage is the one that shares most with it, if any does."""
    findings = check(statement(text, *cites), STORY)

    assert ([] if said is None else [("warning", said)]) == [(one.severity, one.reason) for one in findings]
    assert ([] if said is None else [passage(nearest) if nearest else None]) == [one.evidence for one in findings]


@given(st.text(), st.lists(st.integers(-3, 9), max_size=4))
def test_no_statement_breaks_the_cites(text: str, cites: list[int]) -> None:
    """Whatever it says and cites, it can be corrected, and a sentence that is none stays an error."""
    one = corrected(statement(text, *cites, evidence=False), STORY)

    assert len(one.cites) == len(set(one.cites)) or one.cites == tuple(cites)
    wrong = [number for number in one.cites if not 1 <= number <= 5]
    assert len(wrong) == len([found for found in check(one, STORY) if found.severity == "error"])
