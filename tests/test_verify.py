"""`verify`, `verify_text` and `check` as a whole: which checks run on what, and how findings are given back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import read_story
from briefgen.brief import BASIS, GAPS, HEADINGS, SECTION_IDS, Brief, Evidence, Finding, SectionId, Statement
from briefgen.cassette import slug
from briefgen.errors import ModelError
from briefgen.story import Story
from briefgen.verify import Claim, check, verify, verify_text
from conftest import PROVENANCE

STORIES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*/story.*"))
STORY = Story.from_text(
    "Negotiators from Orvane and Kessary ended three days of talks on Wednesday. "
    "Orvane wants to restore a toll of $18,500 a vessel. "
    "Envoys return to Port Selwyn on Thursday, Nov 20, the mediators said."
)
# Each sentence with the sentence of the copy that it cites.
SAID = {
    "what_happened": [("Negotiators ended three days of talks on Wednesday.", 1), ("Orvane wants a toll.", 2)],
    "who_gains": [("Orvane keeps its claim to a toll while no text denies it.", 2)],
    "mechanism": [("Mediators who draft let each side sell the same page at home.", 3)],
    "why_it_matters": [("Every vessel carries the price of a week without a rule.", 2)],
    "what_to_watch": [("Watch whether envoys come back by Nov 20 as planned.", 3)],
}
GERMAN = Story.from_text(
    "Die Unterhändler aus Orvane und Kessary haben die Gespräche am Mittwoch beendet, und eine Einigung ist nicht in "
    "Sicht. Orvane will von jedem Schiff eine Abgabe von 18.500 Kronen. „Wir haben keine Eile“, sagte die Vermittlerin."
)
NORWEGIAN = Story.from_text(
    "Utsendingene fra Orvane forlot havnen i natt, og mekleren sier at det ikke er en avtale om avgiften. Orvane vil "
    "ha 18 500 kroner for hvert skip. «Vi har ikke hastverk», sier mekleren etter møtet."
)
FRENCH = Story.from_text(
    "Les envoyés d’Orvane ont quitté le port dans la nuit, et la médiatrice a dit que le texte n’est pas prêt. Orvane "
    "veut 18 500 couronnes pour chaque navire. « Nous avons le temps », a dit la médiatrice."
)


def passage(story: Story, number: int) -> Evidence:
    cited = story.sentence(number)
    return Evidence(start=cited.start, end=cited.end, text=cited.text)


def brief(gaps: tuple[str, ...] = (), story: Story = STORY, **said: list[tuple[str, int]]) -> Brief:
    """A brief of a story that says these sentences, each with its cite."""
    return Brief.model_validate(
        {
            "headline": "Talks end",
            "sections": [
                {
                    "id": name,
                    "heading": HEADINGS[name],
                    "gap": name in gaps,
                    "statements": [
                        {"text": text, "basis": BASIS[name], "cites": [cite], "evidence": [passage(story, cite)]}
                        for text, cite in said.get(name, SAID[name])
                    ],
                }
                for name in SECTION_IDS
            ],
            "story": {"sha256": story.sha256, "sentences": len(story.sentences)},
            "provenance": {**PROVENANCE, "sentences_read": len(story.sentences)},
        }
    )


def where(findings: list[Finding]) -> list[tuple[str, str, str | None, int | None]]:
    return [(one.check, one.severity, one.section, one.statement) for one in findings]


def test_good_brief_has_no_finding() -> None:
    """Whole sentences in their own words, each said once and on what it cites."""
    assert [] == verify(brief(), STORY)


def test_findings_on_a_brief_say_section_and_number() -> None:
    """Findings come in reading order, each with its section and the number of the statement in it."""
    findings = verify(
        brief(
            what_happened=[("Negotiators talked.", 1), ("Negotiators from Quibbex talked, and", 1)],
            mechanism=[("Negotiators talked.", 1), ("Orvane wants to restore a toll of $18,500 a vessel.", 2)],
            why_it_matters=[("The toll of $19,500 stays on every vessel.", 2)],
            what_to_watch=[("Watch the toll.", 1), ("Watch the", 3)],
        ),
        STORY,
    )

    assert [
        ("cut", "error", "what_happened", 2),
        ("names", "error", "what_happened", 2),
        ("repeat", "error", "mechanism", 1),
        ("echo", "warning", "mechanism", 2),
        ("numbers", "error", "why_it_matters", 1),
        ("cites", "warning", "what_to_watch", 1),
        ("cut", "error", "what_to_watch", 2),
    ] == [one for one in where(findings) if one[0] in ("cut", "names", "repeat", "echo", "numbers", "cites")][:7]


def test_brief_of_another_story_is_said_first() -> None:
    """The finding is on the whole brief, and the statements are checked all the same."""
    other = Story.from_text(f"{STORY.text} It was dark.")
    first, *rest = verify(brief(), other)

    assert [("story", "error", None, None)] == where([first])
    assert [] == [one for one in rest if one.severity == "error"]
    assert "names" in [one.check for one in verify(brief(), Story.from_text("Bakers sold out by noon."))]


def test_gap_is_not_checked() -> None:
    """The sentence that stands for an empty section is the program's own."""
    said = {"who_gains": [(GAPS["who_gains"], 1)], "mechanism": [(GAPS["mechanism"], 1)]}

    assert [] == verify(brief(("who_gains", "mechanism"), STORY, **said), STORY)


@pytest.mark.parametrize(
    "said",
    [
        ["Quibbex gains the strait."],
        [GAPS["who_gains"], "Quibbex gains the strait."],
        ["Quibbex gains the strait.", GAPS["who_gains"]],
    ],
)
def test_gap_that_a_person_wrote_over_is_checked(said: list[str]) -> None:
    """A section counts as a gap while it says the program's own sentence and nothing else."""
    findings = verify(brief(("who_gains",), who_gains=[(text, 1) for text in said]), STORY)

    number = said.index("Quibbex gains the strait.") + 1
    assert ("names", "error", "who_gains", number) in where(findings)


def test_gap_sentence_of_another_section_is_checked() -> None:
    """It is the program's only where the program puts it."""
    findings = verify(brief(("who_gains",), who_gains=[(GAPS["mechanism"], 1)]), STORY)

    assert {("who_gains", 1)} == {(one.section, one.statement) for one in findings}


def test_withheld_statements_are_not_checked() -> None:
    """What is not published needs no check."""
    bad = Statement(text="Quibbex won 99.", basis="reported", cites=(99,))
    withheld = ({"section": "mechanism", "statement": bad, "reason": "It is false."},)
    data = brief().model_dump() | {"withheld": withheld}

    assert [] == verify(Brief.model_validate(data), STORY)


def test_findings_are_values() -> None:
    """A finding serialises, and neither brief nor story is changed by checking."""
    checked = brief(what_to_watch=[("Watch the vessel and the", 2)])
    before = checked.model_dump_json(), STORY.model_dump_json()

    findings = verify(checked, STORY)

    assert before == (checked.model_dump_json(), STORY.model_dump_json())
    assert findings
    assert findings == [Finding.model_validate_json(one.model_dump_json()) for one in findings]


def test_findings_on_a_text_say_the_number_of_the_sentence() -> None:
    """Any text is checked sentence by sentence against the sentences before it; its form is only warned of."""
    findings = verify_text("Envoys return. Nobody won. Envoys return.\n\nWatch Quibbex and the", STORY)

    assert [("names", "error", None, 4), ("repeat", "warning", None, 3), ("cut", "warning", None, 4)] == sorted(
        where(findings), key=lambda one: one[1]
    )


def test_every_sentence_of_a_text_is_a_report() -> None:
    """What an analysis is only warned of, a text may not say."""
    denied = "Negotiators from Orvane did not end three days of talks."

    assert [("negation", "error")] == [(one.check, one.severity) for one in verify_text(denied, STORY)]
    assert "negation" not in [
        one.check for one in check(Statement(text=denied, basis="inference", cites=(1,)), "mechanism", STORY, [])
    ]


@pytest.mark.parametrize("section", SECTION_IDS)
def test_statement_is_checked_for_form_facts_and_cites(section: SectionId) -> None:
    """Each kind of check has its say on one statement; only an analysis can be an echo."""
    text = "Orvane wants to restore a toll of $18,500 a vessel to Quibbex and the"
    one = Statement(text=text, basis=BASIS[section], cites=(9,))
    checks = {found.check for found in check(one, section, STORY, [])}

    assert {"cut", "names", "cites"} <= checks
    assert ("echo" in checks) == (section != "what_happened")


@pytest.mark.parametrize(
    ("story", "name", "clean", "wrong"),
    [
        (
            GERMAN,
            "German",
            "Orvane verlangt 18.500 Kronen, sagt die Vermittlerin: „Wir haben keine Eile“.",
            "Quibbex verlangt 19.500 Kronen, sagt die Vermittlerin: „Wir haben große Eile und kein Geld“.",
        ),
        (
            NORWEGIAN,
            "Norwegian",
            "Orvane krever 18 500 kroner, sier mekleren: «Vi har ikke hastverk».",
            "Quibbex krever 19 500 kroner, sier mekleren: «Vi har det travelt og ingen penger».",
        ),
        (
            FRENCH,
            "French",
            "Orvane demande 18 500 couronnes, dit la médiatrice : « Nous avons le temps ».",
            "Quibbex demande 19 500 couronnes, dit la médiatrice : « Nous avons peur et pas d’argent ».",
        ),
    ],
)
def test_story_in_another_language_is_checked_for_what_needs_no_english(
    story: Story, name: str, clean: str, wrong: str
) -> None:
    """A warning names the checks left out; quotes and digits are checked, and names, which need English, are not."""
    first, *rest = verify_text(clean, story)

    assert [("language", "warning", None, None)] == where([first])
    assert first.reason.startswith(f"The story is in {name}; these checks know English and were skipped: ")
    assert "negation" in first.reason
    assert "quotes" not in first.reason
    assert [] == [one for one in rest if one.severity == "error"]
    assert {"quotes", "numbers"} == {one.check for one in verify_text(wrong, story)[1:] if one.severity == "error"}


def test_brief_of_a_story_in_another_language_has_the_warning_once() -> None:
    """It is on the whole brief, after what is said of the story; form and cites are checked as ever."""
    findings = verify(brief(what_happened=[("Orvane will die", 1)]), GERMAN)

    assert [("story", "error", None, None), ("language", "warning", None, None)] == where(findings)[:2]
    assert 1 == sum(one.check == "language" and one.section is None for one in findings)
    assert ("cut", "error", "what_happened", 1) in where(findings)
    assert "cites" in {one.check for one in findings}


class Sceptic:
    """A judge that believes only what is said of vessels, and keeps what it was asked."""

    threshold = 0.5

    def __init__(self) -> None:
        self.asked: list[Claim] = []

    def score(self, claim: Claim, story: Story) -> float | None:
        assert story is STORY
        self.asked.append(claim)
        return None if "talks" in claim.text else float("vessel" in claim.text)


def test_judge_is_asked_about_every_published_statement() -> None:
    """It is given text, basis and cites; below its threshold a report is an error and an analysis a warning."""
    judge = Sceptic()
    findings = verify(brief(("who_gains",), who_gains=[(GAPS["who_gains"], 1)]), STORY, judge=judge)

    assert [
        Claim(text, BASIS[name], (cite,)) for name in SECTION_IDS if name != "who_gains" for text, cite in SAID[name]
    ] == judge.asked
    assert [
        ("judge", "warning", "what_happened", 1),
        ("judge", "error", "what_happened", 2),
        ("judge", "warning", "mechanism", 1),
        ("judge", "warning", "what_to_watch", 1),
    ] == where(findings)


def test_judge_is_asked_about_every_sentence_of_a_text() -> None:
    """Its finding comes after those of the checks, with the number of the sentence."""
    judge = Sceptic()
    findings = verify_text("A vessel waits. Quibbex waits.", STORY, judge=judge)

    assert [Claim("A vessel waits."), Claim("Quibbex waits.")] == judge.asked
    assert [("names", "error", None, 2), ("judge", "error", None, 2)] == where(findings)


def test_judge_that_cannot_be_asked_ends_the_checking() -> None:
    """Nobody is told that a brief was judged which was not."""

    class Gone(Sceptic):
        def score(self, claim: Claim, story: Story) -> float | None:
            raise ModelError(f"no answer on {claim.text} in {story.headline}")

    with pytest.raises(ModelError, match="no answer on"):
        verify(brief(), STORY, judge=Gone())
    with pytest.raises(ModelError, match="no answer on"):
        verify_text("Envoys return.", STORY, judge=Gone())


@pytest.mark.parametrize("path", STORIES, ids=slug)
def test_copy_supports_itself(path: Path) -> None:
    """No sentence of a story has an error against that story, by any check, alone or in the whole."""
    story = read_story(path)
    errors = [
        (sentence.number, one.check, one.reason)
        for sentence in story.sentences
        for one in verify_text(sentence.text, story)
        if one.severity == "error"
    ]

    assert [] == errors
    assert [] == [one for one in verify_text(story.text, story) if one.severity == "error"]


@pytest.mark.parametrize("story", [STORY, GERMAN, NORWEGIAN, FRENCH, read_story(STORIES[0])], ids=range(5))
@given(st.text())
def test_no_text_breaks_the_checks(story: Story, text: str) -> None:
    """Whatever the text, spans lie in a sentence of it and evidence is the story's."""
    for one in verify_text(text, story):
        assert one.span is None or 0 <= one.span[0] < one.span[1] <= len(text)
        assert one.evidence is None or story.text[one.evidence.start : one.evidence.end] == one.evidence.text


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Z")), min_size=1))
def test_any_copy_supports_itself_without_an_exception(copy: str) -> None:
    """Whatever the copy, every sentence of it can be checked against it."""
    story = Story.from_text(f"{copy} end.")

    verify_text(story.text, story)


@pytest.mark.parametrize("unit", ["Orvane won 14 ", "“", "not ", "$1,", "A.", "said (a+)+$ ", "Monday, ", "\n\nA b."])
def test_hostile_text_is_checked_in_reasonable_time(unit: str) -> None:
    """Long runs of what a check looks for, in copy or text, end."""
    story = Story.from_text(unit * (10_000 // len(unit)) + " end.")

    verify_text("Orvane won 14 of $1, she said on Monday: “A.”", story)
    verify_text(unit * (10_000 // len(unit)), STORY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karvel gains time, because Illund will not pay for the water.", ["negation"]),
        ("Karvel gains time, since prices fell after the deal.", ["contrast"]),
        ("Karvel gains time, because Illund will pay for the water.", []),
        ("Karvel gains time and need not fear that Illund will not pay for the water.", []),
        ("Karvel gains time, because not paying is no choice for a neighbour downstream.", []),
    ],
)
def test_the_reason_of_an_analysis_must_not_say_the_contrary(text: str, expected: list[str]) -> None:
    """What stands behind “because” is a fact of the copy; the judgement before it is free."""
    story = Story.from_text("Illund will pay for the water, Karvel said. Prices rose after the deal.")
    statement = Statement(text=text, basis="inference", cites=(1,))
    found = [one for one in check(statement, "who_gains", story, []) if one.severity == "error"]

    assert expected == [one.check for one in found]
    assert all(one.span and text[slice(*one.span)] in ("not", "fell") for one in found)
