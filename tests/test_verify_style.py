import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefgen
from briefgen.brief import BASIS, SECTION_IDS, SectionId, Statement
from briefgen.errors import SourceError
from briefgen.story import Story
from briefgen.verify import check, style, verify_text, wording
from briefgen.verify.claim import Claim
from briefgen.verify.style import check_echo, check_text, echo, is_cut, longest_run, words

COPY = (
    "Negotiators from Orvane and Kessary ended three days of talks on Wednesday. "
    "Orvane wants to restore a toll of $18,500 a vessel. "
    "Envoys return to Port Selwyn on Thursday, Nov 20, the mediators said."
)
STORY = Story.from_text(COPY)


@pytest.mark.parametrize(
    "text",
    [
        "Orvane keeps the toll.",
        "Watch whether envoys return!",
        "Who pays?",
        "“Nobody should call this an agreement,” Varnholt said, “because nobody agreed.”",
        'She called it "a first step."',
        "Orvane keeps the toll (for now).",
        "The bank expects inflation of 3.1 percent by 5 p.m.",
        "Neither said what the toll was agreed to or based on.",
    ],
)
def test_whole_sentence_is_not_cut(text: str) -> None:
    """A sentence that ends with its mark, also inside a closing quotation or bracket, is whole."""
    assert not is_cut(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Orvane keeps the toll",
        "Orvane keeps the toll,",
        "Orvane keeps the toll …",
        "Varnholt said: “Nobody should call this.",
        "Orvane keeps (for now the toll.",
        "Neither side gave way because.",
        "The toll was suspended by the.",
        "The fund has room for an.",
        "Kessary proposes a fund, and.",
        "Traffic fell to fewer ships than.",
        "Orvane can keep two. .",
        "Orvane keeps the toll .",
        "Orvane keeps the toll,.",
    ],
)
def test_sentence_that_ends_in_the_middle_is_cut(text: str) -> None:
    """No closing mark, an open quotation or bracket, or a last word that wants another: the sentence is cut."""
    assert is_cut(text)
    assert [("cut", "error")] == [(one.check, one.severity) for one in check_text(text, [])]


@pytest.mark.parametrize(
    ("text", "earlier", "repeats"),
    [
        ("Orvane keeps the toll.", "Orvane keeps the toll.", True),
        ("The toll Orvane keeps!", "orvane keeps the toll.", True),
        ("Envoys return next Thursday morning.", "Envoys return next Thursday evening.", False),
        ("Envoys return by ship next Thursday.", "Envoys return by ship last Thursday.", True),
        ("Orvane keeps the toll.", "Orvane keeps the toll and with it a reason to wait.", False),
        ("Kessary loses the toll’s revenue.", "Kessary loses the toll's revenue.", True),
        ("Kessary waits.", "Orvane keeps the toll.", False),
    ],
)
def test_sentence_that_says_the_same_again_is_a_repeat(text: str, earlier: str, repeats: bool) -> None:  # noqa: FBT001
    """More than four words of five in common with an earlier statement, in any order, is the same again."""
    findings = check_text(text, ["Something else entirely.", earlier])

    assert ([("repeat", "error")] if repeats else []) == [(one.check, one.severity) for one in findings]
    assert all(earlier in one.reason for one in findings)


def test_repeat_is_reported_once() -> None:
    """Two earlier statements that say the same give one finding, of the first."""
    (finding,) = check_text("Orvane keeps it.", ["Orvane keeps it.", "It Orvane keeps."])

    assert "An earlier statement says the same: “Orvane keeps it.”" == finding.reason


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Orvane wants to restore a toll of $18,500 a vessel.", 1.0),
        ("Orvane wants to restore a toll that nobody pays.", 6 / 9),
        ("Orvane wants to restore tolls, and nobody pays.", 4 / 8),
        ("Nobody pays.", 0.0),
    ],
)
def test_echo_is_the_longest_run_with_one_sentence(text: str, share: float) -> None:
    """The share is that of the words in one run, and the evidence is the sentence it stands in."""
    measured, evidence = echo(text, STORY)

    assert pytest.approx(share) == measured
    assert (STORY.sentence(2).text if share else None) == (evidence.text if evidence else None)


def test_analysis_above_the_threshold_is_an_echo() -> None:
    """Above three words of five in one run an analysis is warned of, with the passage; at it, not."""
    at = "Orvane wants to restore a toll nobody has paid yet."
    above = "Orvane wants to restore a toll nobody has paid."

    assert [] == check_echo(at, STORY)
    (finding,) = check_echo(above, STORY)
    assert ("echo", "warning") == (finding.check, finding.severity)
    assert finding.reason.startswith("67% of it stands word for word")
    assert finding.evidence is not None
    assert STORY.text[finding.evidence.start : finding.evidence.end] == finding.evidence.text


def test_words_are_compared_without_case_and_marks() -> None:
    """Hyphenated and possessive words are one word; either apostrophe is the same."""
    assert ["orvane's", "war-risk", "premiums", "0", "9"] == words("Orvane’s “war-risk” premiums: 0.9!")
    assert 0.0 == longest_run([], ["x"])


@given(st.text(), st.lists(st.text(), max_size=3))
def test_no_text_breaks_the_checks(text: str, earlier: list[str]) -> None:
    """Whatever the statement, the checks answer, and a share is between 0 and 1."""
    share, _ = echo(text, STORY)

    assert 0 <= share <= 1
    assert {"cut", "repeat"} >= {one.check for one in check_text(text, earlier)}
    assert {"echo"} >= {one.check for one in check_echo(text, STORY)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("I think the toll stays.", "I"),
        ("Orvane, I believe, keeps the toll.", "I"),
        ("When I look at the toll, it stays.", "I"),
        ("The text that I read is short.", "I"),
        ("We expect a text.", "We"),
        ("Nobody paid. We expect a text.", "We"),
        ("What we know is that no text exists.", "we"),
        ("In our view Orvane keeps the toll.", "our"),
        ("Our view is that Orvane keeps it.", "Our"),
        ("It tells us that no text exists.", "us"),
        ("It reminds me of the barges.", "me"),
        ("My view is that it stays.", "My"),
        ("Let’s see what Orvane says.", "Let’s"),
        ("“Nobody agreed,” she said, and we agree.", "we"),
    ],
)
def test_writer_does_not_appear(text: str, word: str) -> None:
    """First person outside a quotation is a warning that shows the word."""
    (finding,) = wording.check_person(text)

    assert ("person", "warning") == (finding.check, finding.severity)
    assert f"It speaks in the first person: “{word}”." == finding.reason
    assert finding.span is not None
    assert word == text[slice(*finding.span)]


@pytest.mark.parametrize(
    "text",
    [
        "“We have a list,” Varnholt said, “and I like it.”",
        'She said: "We have a list of our own."',
        "She said: ``We have a list'' of drafts.",
        "She said : ` we can't agree on a list ' of drafts .",
        "She said ‘we have a list’ of drafts.",
        "She said 'we can't agree' to reporters.",
        "The US and the U.S. navy, and us-flagged ships nowhere.",
        "The us fleet waits.",
        "Orvane has held it since World War I and King Corin I ruled.",
        "It is a type I permit under part I of the code.",
        "Elizabeth I signed it.",
        "The I-95 and I/O firms wait, as does I. M. Tolhurst.",
        "The group We Sail and the church of Our Lady object.",
        "Our Lady of the Strait is a church.",
        "Every mine owner met the mayor, thus the bus.",
    ],
)
def test_others_may_speak_in_the_first_person(text: str) -> None:
    """Quotations, numerals, countries and names are not the writer."""
    assert [] == wording.check_person(text)


@pytest.mark.parametrize(
    ("text", "hyped"),
    [
        ("The talks are a game-changing step.", ["game-changing"]),
        ("The talks are a game changing step.", ["game changing"]),
        ("It is an unprecedented and Historic pact, truly unprecedented.", ["unprecedented", "Historic"]),
        ("It marks a paradigm shift.", ["paradigm shift"]),
        ("The seismic toll stays.", []),
        ("The sea-change is on page 3.", []),
        ("The historical toll stays; the episode ends.", []),
        ("The toll stays.", []),
    ],
)
def test_hype_that_the_copy_does_not_use_is_warned_of(text: str, hyped: list[str]) -> None:
    """Each word that sells is one finding, unless the copy has it; hyphens and capitals do not matter."""
    story = Story.from_text("A seismic survey of the strait found a sea change.")
    findings = wording.check_hype(text, story)

    assert [("hype", "warning", f"“{word}” is hype; the copy does not use it.") for word in hyped] == [
        (one.check, one.severity, one.reason) for one in findings
    ]
    assert hyped == [text[slice(*one.span)] for one in findings if one.span]


@pytest.mark.parametrize(("count", "checks"), [(45, []), (46, ["length"])])
def test_long_statement_is_two(count: int, checks: list[str]) -> None:
    """A statement of more than 45 words is warned of."""
    assert checks == [one.check for one in style.check_length("toll " * (count - 1) + "stays.")]


@pytest.mark.parametrize(
    "text",
    [
        "Monitor developments.",
        "Monitor the situation in the Hallam Strait.",
        "Watch how things unfold between Orvane and Kessary.",
        "Watch how the situation develops.",
        "Watch for any further updates.",
        "Stay tuned.",
        "Keep an eye on the situation.",
        "Keep a close watch on developments in Orvane.",
        "Only time will tell whether Orvane pays.",
        "Whether Kessary pays remains to be seen.",
        "The situation will continue to evolve.",
        "Watch what happens next in Kessary.",
        "Watch whether tensions persist.",
        "Watch the reactions of relevant stakeholders.",
        "There may be more to come.",
    ],
)
def test_forecast_that_names_nothing_is_vague(text: str) -> None:
    """A stock phrase, or a forecast without a thing of the copy, a number, a date or a condition, is warned of."""
    (finding,) = wording.check_vague(text, STORY)

    assert ("vague", "warning") == (finding.check, finding.severity)


@pytest.mark.parametrize(
    "text",
    [
        "Watch whether the envoys come back.",
        "Watch whether an envoy comes back.",
        "Watch Orvane’s next move.",
        "Watch what Kessary says of it.",
        "Watch the tide on Nov 20.",
        "Watch for a rise above 3 percent.",
        "If shippers stay away, the fund runs dry.",
        "Should the fund run dry, shippers stay away.",
        "Look to May for a first vote.",
        "A ruling in two weeks would settle it.",
    ],
)
def test_forecast_that_can_fail_is_not_vague(text: str) -> None:
    """A thing or a name of the copy, a number, a date, or a condition with what follows holds a forecast."""
    assert [] == wording.check_vague(text, STORY)


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("There is high confidence that a deal is likely.", True),
        ("It is unlikely that envoys return, and confidence is low.", True),
        ("With a moderate level of confidence, a deal will probably follow.", True),
        ("Analysts are fairly confident that the odds favour Orvane.", True),
        ("There is high confidence that a deal follows.", False),
        ("A deal is likely.", False),
        ("Consumer confidence is likely to fall.", False),
        ("Orvane says it has “high confidence” that a deal is likely.", False),
    ],
)
def test_confidence_and_likelihood_do_not_mix(text: str, mixed: bool) -> None:  # noqa: FBT001
    """One sentence says how sure the analysis is or how likely the event is, not both."""
    assert ([("certainty", "warning")] if mixed else []) == [
        (one.check, one.severity) for one in wording.check_certainty(text)
    ]


@pytest.mark.parametrize(
    ("basis", "checks"),
    [
        ("reported", ["person", "hype"]),
        ("inference", ["person", "hype", "certainty"]),
        ("forecast", ["person", "hype", "vague", "certainty"]),
    ],
)
def test_form_is_checked_by_what_a_claim_is(basis: str, checks: list[str]) -> None:
    """A report may repeat what analysts mix, and only a forecast can be vague."""
    claim = Claim("We have high confidence that historic moves are likely.", basis)  # type: ignore[arg-type]

    assert checks == [one.check for one in style.check(claim, STORY)]


@pytest.mark.parametrize("text", ["``", "“", "'a ", "monitor the ", "should ", "I ", "watch for the ", "high "])
def test_form_of_a_hostile_text_is_checked_at_once(text: str) -> None:
    """A hundred thousand characters of an opening that never closes take a few seconds at most."""
    long = text * (100_000 // len(text))
    began = time.perf_counter()

    style.check(Claim(long, "forecast"), STORY)

    assert time.perf_counter() - began < 5


@given(st.text(), st.sampled_from(["reported", "inference", "forecast"]))
def test_no_text_breaks_the_form(text: str, basis: str) -> None:
    """Whatever the claim, there are only warnings, with spans inside it."""
    for finding in style.check(Claim(text, basis), STORY):  # type: ignore[arg-type]
        assert "warning" == finding.severity
        assert finding.span is None or 0 <= finding.span[0] < finding.span[1] <= len(text)


@pytest.mark.parametrize("section", SECTION_IDS)
def test_the_report_may_repeat_the_copy_and_the_analysis_may_not(section: SectionId) -> None:
    """Section one reports the copy; in the other four its words are an echo."""
    findings = check(Statement(text=STORY.sentence(2).text, basis=BASIS[section]), section, STORY, [])

    assert ([] if section == "what_happened" else ["echo"]) == [one.check for one in findings]


@pytest.mark.parametrize("text", ["", " \n", "Talks ended."])
def test_text_without_a_fault_has_no_finding(text: str) -> None:
    """Nothing said is nothing to find; the story may come as its text."""
    assert [] == verify_text(text, COPY)


def test_text_against_an_empty_story_is_refused() -> None:
    """Without copy there is nothing to check against."""
    with pytest.raises(SourceError, match="the story is empty"):
        verify_text("Talks ended.", " ")


@pytest.mark.parametrize("imports", ["", "import briefgen.verify.style, briefgen.render, briefgen.verify"])
def test_public_names_are_functions_not_modules(imports: str) -> None:
    """`briefgen.verify` and `briefgen.render` can be called, whichever submodules were imported after."""
    code = f"import briefgen\n{imports}\nprint(*(type(one).__name__ for one in (briefgen.verify, briefgen.render)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert "function function\n" == done.stdout
    assert callable(briefgen.verify_text)
