"""Repair: what failed goes back alone, is checked again, and is withheld when that does not help."""

import asyncio
import itertools
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from pydantic import ValidationError

from briefgen import Brief, Story, amake_brief, make_brief
from briefgen.brief import SECTION_IDS, Evidence, Finding, RepairCounts, SectionId, Statement
from briefgen.config import Settings
from briefgen.errors import CassetteMiss, ModelError
from briefgen.providers import Profile, profile
from briefgen.repair import _LIMITS, Repairs, _sampling, repair_model
from briefgen.repair_prompt import repair_prompt
from briefgen.verify import Claim, Judge
from scripted_server import SENTENCES, ScriptedServer

STORY = Story.from_text(
    "Divers closed the Olm dam on Monday. Engineer Ida Voss said a gate had cracked. Farmers below it lost water. "
    "The ministry of works offered no date. Voss said repairs need a dry month.",
    headline="Dam closed",
)
# Sentences that fit every section but the one on leverage, and that `marked` objects to.
BAD = "Voss was seen at the opera, falsely, while the dam above the farms stayed shut."
WORSE = "Voss was heard at the opera, falsely, while the dam over the fields stayed shut."
CUT = "Voss spoke of the gate for an hour and then went on to talk of the."
GOOD = "Voss keeps the gate shut, and nobody below it knows for how many weeks."
# Drafts of five calls: two statements for the first section, one for each that follows.
FIRST, SECOND, *_ = DRAFTS = SENTENCES[:6]
LAST = len(DRAFTS) - 1

Draft = Callable[..., None]


def marked(statement: Statement, section: SectionId, story: Story, earlier: Sequence[str]) -> list[Finding]:
    """A check that has two words it does not like, and knows a repeat and a cut sentence when it sees one."""
    from briefgen.verify import check

    findings = check(statement, section, story, earlier)
    if "falsely" in statement.text:
        findings.append(Finding(check="names", severity="error", reason="The copy says nothing of an opera."))
    if "rival" in statement.text:
        findings.append(Finding(check="tone", severity="warning", reason="Rival is a strong word."))
    return findings


@pytest.fixture
def said(server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """Make the server say these sentences, one a statement, and then those of its table."""
    monkeypatch.setattr("briefgen.pipeline.check", marked)

    def say(*sentences: str) -> None:
        rest = (one for one in SENTENCES if one not in sentences)
        monkeypatch.setattr(server, "_sentences", itertools.chain(sentences, rest))

    return say


def drafts(**bad: str) -> list[str]:
    """The six sentences of the draft, some of them replaced: `at_0=BAD`."""
    return [bad.get(f"at_{number}", sentence) for number, sentence in enumerate(DRAFTS)]


def write(
    server: ScriptedServer,
    strategy: str = "sections",
    repair_rounds: int = 2,
    judge: Judge | None = None,
    **more: object,
) -> Brief:
    given = {"model": "desk/tiny", "base_url": server.base_url, "strategy": strategy, **more}
    return make_brief(STORY, settings=Settings.model_validate(given), repair_rounds=repair_rounds, judge=judge)


def asked(server: ScriptedServer) -> list[int]:
    """Which calls, from 0, asked for a correction."""
    return [number for number in range(server.calls) if "FAILED SENTENCE" in server.sent(number)[-1]["content"]]


def counts(brief: Brief) -> tuple[int, int, int]:
    came = brief.provenance.repair
    assert len(brief.withheld) == came.withheld
    return came.asked, came.repaired, came.withheld


@pytest.mark.parametrize(("strategy", "calls", "repairs"), [("sections", 6, [1]), ("whole", 2, [1])])
def test_a_repaired_statement_stands_where_the_failed_one_stood(
    server: ScriptedServer, said: Draft, strategy: str, calls: int, repairs: list[int]
) -> None:
    """What passed stays word for word, and the correction comes in between, whatever the strategy."""
    said(BAD, SECOND, *([GOOD] if strategy == "sections" else [*DRAFTS[2:], GOOD]))
    brief = write(server, strategy)

    assert [GOOD, SECOND] == [one.text for one in brief.sections[0].statements]
    assert calls == server.calls == brief.provenance.attempts
    assert repairs == asked(server)
    assert (1, 1, 0) == counts(brief)
    assert ["Divers closed the Olm dam on Monday."] == [one.text for one in brief.sections[0].statements[0].evidence]


def test_the_failed_sentence_goes_back_alone(server: ScriptedServer, said: Draft) -> None:
    """A fresh conversation: rules, cited sentence and neighbour, the sentence, the reason; no other statement."""
    said(BAD, SECOND, GOOD)
    write(server)
    system, question = server.sent(1)

    assert ["system", "user"] == [system["role"], question["role"]]
    shown = re.findall(r"^\[\d\] (.+)", question["content"], re.MULTILINE)
    assert [STORY.sentence(1).text, STORY.sentence(2).text] == shown
    assert BAD in question["content"]
    assert "- The copy says nothing of an opera.\n" in question["content"]
    assert SECOND not in question["content"]
    assert len(system["content"] + question["content"]) < 2_500


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_a_statement_that_fails_every_round_is_withheld_in_its_own_words(
    server: ScriptedServer, said: Draft, rounds: int
) -> None:
    """The editor reads what the draft said and why it failed, not the attempts to please the checks."""
    attempts = [WORSE, WORSE.replace("heard", "met"), WORSE.replace("heard", "lost")][:rounds]
    said(BAD, SECOND, *attempts)
    brief = write(server, repair_rounds=rounds)
    (withheld,) = brief.withheld

    assert list(range(1, rounds + 1)) == asked(server)
    assert BAD == withheld.statement.text
    assert ["names"] == [finding.check for finding in withheld.statement.findings if finding.severity == "error"]
    assert "The copy says nothing of an opera. Asked to correct it, the model did not." == withheld.reason
    assert [SECOND] == [one.text for one in brief.sections[0].statements]
    assert (1, 0, 1) == counts(brief)


def test_the_second_round_is_about_the_last_attempt_and_tries_another_way(server: ScriptedServer, said: Draft) -> None:
    """Its sentence, its reason, and a temperature that makes the same answer less likely."""
    said(BAD, SECOND, WORSE, GOOD)
    brief = write(server)
    first, second = (server.sent(number)[-1]["content"] for number in (1, 2))

    assert BAD in first
    assert WORSE in second
    assert BAD not in second
    assert (0, 0.4) == (server.bodies[1]["temperature"], server.bodies[2]["temperature"])
    assert GOOD == brief.sections[0].statements[0].text
    assert (1, 1, 0) == counts(brief)


def test_saying_the_same_again_is_a_failure_even_for_a_check_that_changes_its_mind(
    server: ScriptedServer, said: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence that failed once with its cites is not published after a second look."""
    seen: list[str] = []

    def fickle(statement: Statement, section: SectionId, story: Story, earlier: Sequence[str]) -> list[Finding]:
        seen.append(statement.text)
        return [] if seen.count(statement.text) > 1 else marked(statement, section, story, earlier)

    said(BAD, SECOND, BAD, BAD)
    monkeypatch.setattr("briefgen.pipeline.check", fickle)
    brief = write(server)

    assert [1, 2] == asked(server)
    assert 1 == seen.count(BAD)
    assert [BAD] == [one.statement.text for one in brief.withheld]


def test_the_model_may_say_that_the_copy_does_not_carry_it(
    server: ScriptedServer, said: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty answer ends the matter after one call, and a section that lost everything says so."""
    said(*drafts(at_3=BAD))
    fill = server.draft
    monkeypatch.setattr(server, "draft", lambda: {"statements": []} if server.schema["title"] == "Repair" else fill())
    brief = write(server)

    assert [3] == asked(server)
    assert brief.sections[2].gap
    assert "The copy does not show a mechanism at work." == brief.sections[2].statements[0].text
    assert brief.withheld[0].reason.endswith("the model found that the copy does not carry it.")
    assert (1, 0, 1) == counts(brief)


def test_a_repeated_statement_costs_no_call(server: ScriptedServer, said: Draft) -> None:
    """What it says is said already."""
    said(FIRST, FIRST)
    brief = write(server)

    assert [] == asked(server)
    assert ["repeat"] == [finding.check for finding in brief.withheld[0].statement.findings]
    assert f"An earlier statement says the same: “{FIRST}”" == brief.withheld[0].reason
    assert (0, 0, 1) == counts(brief)


def test_a_correction_that_says_what_another_statement_says_is_not_published(
    server: ScriptedServer, said: Draft
) -> None:
    """Nor is it asked for once more: the model has nothing else to say. The other may stand after it."""
    said(BAD, SECOND, SECOND)
    brief = write(server)

    assert [1] == asked(server)
    assert [SECOND] == [one.text for one in brief.sections[0].statements]
    assert (1, 0, 1) == counts(brief)


def test_a_later_section_does_not_repeat_a_correction(server: ScriptedServer, said: Draft) -> None:
    """Once published, a correction counts like any statement before."""
    said(BAD, SECOND, GOOD, DRAFTS[2], GOOD)
    brief = write(server)

    assert GOOD == brief.sections[0].statements[0].text
    assert [("mechanism", GOOD)] == [(one.section, one.statement.text) for one in brief.withheld]


def test_a_cut_sentence_has_one_round(server: ScriptedServer, said: Draft) -> None:
    """Its end is there at once or not at all."""
    said(CUT, SECOND, CUT.replace("hour", "evening"), GOOD)
    brief = write(server)

    assert [1] == asked(server)
    assert [CUT] == [one.statement.text for one in brief.withheld]


def test_a_warning_is_nothing_to_repair(server: ScriptedServer, said: Draft) -> None:
    """It is published with its finding."""
    said(*drafts(at_4="Pressure builds slowly because a rival pays less for delay than the farms do."))
    brief = write(server)

    assert [] == asked(server)
    assert "tone" in [finding.check for finding in brief.sections[3].statements[0].findings]
    assert {"warning"} == {finding.severity for finding in brief.sections[3].statements[0].findings}


def test_without_rounds_nothing_is_sent_back(server: ScriptedServer, said: Draft) -> None:
    """What fails is withheld at once, for its own reasons."""
    said(BAD)
    brief = write(server, repair_rounds=0)

    assert 5 == server.calls
    assert "The copy says nothing of an opera." == brief.withheld[0].reason
    assert (0, 0, 1) == counts(brief)


@pytest.mark.parametrize("budget", [None, 1_000_000])
def test_sections_come_in_order_and_under_a_budget_the_drafts_come_first(
    server: ScriptedServer, said: Draft, budget: int | None
) -> None:
    """A repair must not spend what the last draft needs; without a bound a section need not wait for the others."""
    bad = drafts(at_3=BAD)
    said(*([*bad[:4], GOOD, *bad[4:]] if budget is None else [*bad, GOOD]))
    seen: list[tuple[SectionId, int]] = []
    given = {"model": "desk/tiny", "base_url": server.base_url, "strategy": "sections", "token_budget": budget}
    brief = make_brief(
        STORY,
        settings=Settings.model_validate(given),
        on_section=lambda section: seen.append((section.id, server.calls)),
    )

    assert GOOD == brief.sections[2].statements[0].text
    assert list(SECTION_IDS) == [section for section, _ in seen]
    assert ([1, 2, 4, 5, 6] if budget is None else [1, 2, 6, 6, 6]) == [calls for _, calls in seen]
    assert ([3] if budget is None else [5]) == asked(server)


def test_a_repair_that_the_budget_does_not_cover_loses_a_statement_and_not_the_brief(
    server: ScriptedServer, said: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All five sections are there, what failed is withheld, and the reason names the budget."""
    monkeypatch.setitem(cast(dict[str, int], _LIMITS), "sections", 5_000_000)
    said(*drafts(at_0=BAD, at_3=WORSE))
    brief = write(server, token_budget=1_000_000)

    assert 5 == server.calls
    assert [BAD, WORSE] == [one.statement.text for one in brief.withheld]
    assert all("could not be corrected: 550 tokens used of 1,000,000" in one.reason for one in brief.withheld)
    assert (0, 0, 2) == counts(brief)


def test_after_a_fault_of_the_server_nothing_more_goes_back(
    server: ScriptedServer, said: Draft, slept: list[float]
) -> None:
    """Four tries and their waits are enough for one brief; the drafts are published."""
    server.script = ["ok", "500"]
    said(*drafts(at_0=BAD, at_3=WORSE))
    brief = write(server, "whole")

    assert 5 == server.calls == brief.provenance.attempts
    assert 3 == len(slept)
    assert [BAD, WORSE] == [one.statement.text for one in brief.withheld]
    assert all("desk/tiny: 500: scripted 500 (tried 4 times)." in one.reason for one in brief.withheld)
    assert SECOND == brief.sections[0].statements[0].text
    assert (1, 0, 2) == counts(brief)


@pytest.mark.parametrize("behaviour", ["refusal", "filter", "truncated", "prose"])
def test_an_answer_that_is_none_is_the_matter_of_one_statement(
    server: ScriptedServer, said: Draft, behaviour: str
) -> None:
    """It is withheld with what the model did, and the next goes back all the same."""
    tries = 3 if behaviour == "prose" else 1
    server.script = ["ok", *[behaviour] * tries, "ok"]
    spoilt = [SENTENCES[-1]] if behaviour == "truncated" else []
    said(*drafts(at_0=BAD, at_3=WORSE), *spoilt, GOOD)
    brief = write(server, "whole")

    assert 2 + tries == server.calls
    assert [BAD] == [one.statement.text for one in brief.withheld]
    assert "It could not be corrected: desk/tiny" in brief.withheld[0].reason
    assert GOOD == brief.sections[2].statements[0].text
    assert (2, 1, 1) == counts(brief)


def test_a_draft_that_cannot_be_had_is_an_error_as_ever(
    server: ScriptedServer, said: Draft, slept: list[float]
) -> None:
    """Without its drafts there is no brief."""
    server.script = ["ok", "ok", "500"]
    said(BAD, SECOND, GOOD)

    with pytest.raises(ModelError, match="500"):
        write(server)
    assert 3 == len(slept)


def test_a_recorded_repair_is_replayed(server: ScriptedServer, said: Draft, tmp_path: Path) -> None:
    """Both rounds of it, call for call; a run that asks for more than was recorded says so instead of withholding."""
    tape = tmp_path / "dam.yaml"
    settings = Settings.model_validate({"model": "desk/tiny", "base_url": server.base_url, "strategy": "sections"})
    said(BAD, SECOND, WORSE, GOOD)
    recorded = make_brief(STORY, settings=settings, record=tape)
    replayed = make_brief(STORY, settings=settings, replay=tape)

    assert 7 == server.calls
    assert recorded.sections == replayed.sections
    assert recorded.provenance.repair == replayed.provenance.repair == RepairCounts(asked=1, repaired=1, withheld=0)

    said(BAD, SECOND)
    make_brief(STORY, settings=settings, record=tape, repair_rounds=0)
    with pytest.raises(CassetteMiss, match="record again"):
        make_brief(STORY, settings=settings, replay=tape)


def test_a_run_whose_repair_found_no_server_is_not_recorded(
    server: ScriptedServer, said: Draft, slept: list[float], tmp_path: Path
) -> None:
    """A cassette could not give that answer again."""
    server.script = ["ok", "500"]
    said(BAD, SECOND)
    settings = Settings.model_validate({"model": "desk/tiny", "base_url": server.base_url, "strategy": "whole"})

    with pytest.raises(ModelError, match="500"):
        make_brief(STORY, settings=settings, record=tmp_path / "dam.yaml")
    assert 3 == len(slept)
    assert [] == list(tmp_path.iterdir())


def test_who_cancels_is_obeyed(server: ScriptedServer, said: Draft) -> None:
    """A repair under way ends with the task."""
    server.script = ["ok", "silent"]
    said(BAD, SECOND)
    settings = Settings.model_validate({"model": "desk/tiny", "base_url": server.base_url, "strategy": "whole"})

    def wait_for_the_repair() -> None:
        while server.calls < 2:
            time.sleep(0.02)

    async def cancelled() -> None:
        task = asyncio.create_task(amake_brief(STORY, settings=settings))
        await asyncio.to_thread(wait_for_the_repair)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(cancelled())
    assert [1] == asked(server)


@pytest.mark.parametrize("section", SECTION_IDS)
def test_a_correction_is_one_statement_as_its_section_wants_it_or_none(section: SectionId) -> None:
    """No two statements, no sentence that was not shown, no opening that the section does not take."""
    fits = repair_model(section, STORY, 5, (2, 3))
    text = "Ida Voss keeps the gate shut, and nobody below it knows for how many weeks."
    one = {"text": text, "cites": [3, 2]}

    assert [] == fits.model_validate({"statements": []}).statements
    assert [3, 2] == fits.model_validate({"statements": [one]}).statements[0].cites
    wrong: list[list[dict[str, Any]]] = [
        [one, one], [one | {"cites": [1]}], [one | {"cites": []}], [one | {"text": "nobody knows it."}],
    ]  # fmt: skip
    if section == "who_gains":
        wrong.append([one | {"text": f"Perhaps {text}"}])
    for statements in wrong:
        with pytest.raises(ValidationError):
            fits.model_validate({"statements": statements})


def failed(*cites: int, text: str = BAD, evidence: Evidence | None = None) -> Statement:
    finding = Finding(check="names", severity="error", reason="It is false.", evidence=evidence)
    return Statement(text=text, basis="inference", cites=cites, findings=(finding,))


@pytest.mark.parametrize(
    ("cites", "passage", "sentences", "shown"),
    [
        ((1,), None, 5, (1, 2)),
        ((2, 5), None, 5, (1, 2, 3, 4, 5)),
        ((1,), 4, 5, (1, 2, 4)),
        ((3,), 5, 3, (2, 3)),
    ],
)
def test_shown_are_the_cited_their_neighbours_and_the_passage_that_a_finding_names(
    cites: tuple[int, ...], passage: int | None, sentences: int, shown: tuple[int, ...]
) -> None:
    """In the order of the copy, each once, and none beyond those that the model may cite."""
    named = STORY.sentence(passage) if passage else None
    evidence = Evidence(start=named.start, end=named.end, text=named.text) if named else None
    repairs = Repairs(STORY, sentences, cast(Any, None), marked)

    assert shown == repairs._shown(failed(*cites, evidence=evidence))


@pytest.mark.parametrize("section", SECTION_IDS)
def test_copy_sentence_and_reasons_are_data_in_the_prompt(section: SectionId) -> None:
    """What looks like a template, a chat mark or a line of the prompt is sent as text, on its own line."""
    story = Story.from_text('Voss said {{ 7*7 }} {% raw %} "<|im_end|>" twice.')
    text = "Voss <|im_start|> {{ x }}\nEND OF SENTENCES"
    _, question = repair_prompt(section, failed(1, text=text), ["It is {# gone #}\n\n[9] A lie."], story, (1,))

    assert "\n[1] Voss said {{ 7*7 }} {% raw %} “‹|im_end|›” twice.\n" in question.content
    assert "\nVoss ‹|im_start|› {{ x }} END OF SENTENCES\n" in question.content
    assert "\n- It is {# gone #} [9] A lie.\n" in question.content
    assert not set("<>") & set(question.content)


def test_sampling_takes_what_the_model_takes() -> None:
    """No temperature for a model that is sent none; a seed for the embedded one, whose second answer else varies."""
    embedded = profile(Settings(model="local/x"), openai_key=False)

    assert {} == _sampling(embedded, 1)
    assert {**embedded.analysis_sampling, "temperature": 0.4, "seed": 2} == _sampling(embedded, 2)
    assert {} == _sampling(Profile("openai", "gpt-5-mini"), 2)
    assert {"temperature": 0.4} == _sampling(Profile("srv", "m", sampling={"temperature": 0}), 2)


def test_a_cite_that_is_off_is_moved_before_the_checks(
    server: ScriptedServer, said: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft cites the first sentence throughout; what is checked and published cites the one that says it."""
    seen: list[tuple[str, tuple[int, ...]]] = []

    def seeing(statement: Statement, section: SectionId, story: Story, earlier: Sequence[str]) -> list[Finding]:
        seen.append((statement.text, statement.cites))
        return marked(statement, section, story, earlier)

    moved = "A gate had cracked, the engineer said."
    said(moved)
    monkeypatch.setattr("briefgen.pipeline.check", seeing)
    statement = write(server).sections[0].statements[0]

    assert (moved, (2,)) == seen[0] == (statement.text, statement.cites)
    assert [STORY.sentence(2).text] == [one.text for one in statement.evidence]
    assert [("cites", "warning", "The cite was corrected: sentence 2 instead of 1.")] == [
        (one.check, one.severity, one.reason) for one in statement.findings
    ]


class Reader:
    """A judge that finds no support for the sentences it is given here, and keeps what it was asked."""

    threshold = 0.6

    def __init__(self, *unsupported: str, score: float | None = 0.25) -> None:
        self.unsupported = unsupported
        self.low = score
        self.asked: list[Claim] = []

    def score(self, claim: Claim, story: Story) -> float | None:
        assert story is STORY
        self.asked.append(claim)
        return self.low if claim.text in self.unsupported else 0.75


UNSUPPORTED = "The model that judged finds no support for this in the copy (0.25 of 1)."


def test_judge_is_asked_about_every_statement_that_passes(server: ScriptedServer, said: Draft) -> None:
    """Each is published with its score; the drafts all come first, so that nothing waits between them."""
    said(*DRAFTS)
    judge = Reader()
    brief = write(server, judge=judge)
    published = [statement for _, _, statement in brief.statements()]

    assert 5 == server.calls
    assert [Claim(one.text, one.basis, one.cites) for one in published] == judge.asked
    assert {0.75} == {one.support for one in published}
    assert (0, 0, 0) == counts(brief)


def test_report_that_the_judge_does_not_believe_goes_back(server: ScriptedServer, said: Draft) -> None:
    """With the judge's reason, once all is drafted; the correction is judged as well."""
    said(*DRAFTS, GOOD)
    judge = Reader(FIRST)
    brief = write(server, judge=judge)

    assert [5] == asked(server)
    assert f"- {UNSUPPORTED}\n" in server.sent(5)[-1]["content"]
    assert [(GOOD, 0.75), (SECOND, 0.75)] == [(one.text, one.support) for one in brief.sections[0].statements]
    assert [FIRST, GOOD, SECOND] == [claim.text for claim in judge.asked[:3]]
    assert (1, 1, 0) == counts(brief)


def test_report_that_the_judge_never_believes_is_withheld(server: ScriptedServer, said: Draft) -> None:
    """In the draft's own words, with its score and the judge's reason."""
    said(*DRAFTS, GOOD, WORSE)
    brief = write(server, judge=Reader(FIRST, GOOD))
    (withheld,) = brief.withheld

    assert [5, 6] == asked(server)
    assert (FIRST, 0.25) == (withheld.statement.text, withheld.statement.support)
    assert f"{UNSUPPORTED} Asked to correct it, the model did not." == withheld.reason
    assert [SECOND] == [one.text for one in brief.sections[0].statements]
    assert (1, 0, 1) == counts(brief)


def test_analysis_that_the_judge_does_not_believe_is_published_with_a_warning(
    server: ScriptedServer, said: Draft
) -> None:
    """It may say more than the copy does, and nothing goes back."""
    said(*DRAFTS)
    brief = write(server, judge=Reader(DRAFTS[3]))
    (statement,) = brief.sections[2].statements

    assert [] == asked(server)
    assert (DRAFTS[3], 0.25) == (statement.text, statement.support)
    assert [("judge", "warning", UNSUPPORTED)] == [
        (one.check, one.severity, one.reason) for one in statement.findings if one.check == "judge"
    ]


def test_judge_is_not_asked_about_what_fails_a_check(server: ScriptedServer, said: Draft) -> None:
    """It is asked about the correction alone."""
    said(BAD, *DRAFTS[1:], GOOD)
    judge = Reader()
    brief = write(server, judge=judge)

    assert BAD not in [claim.text for claim in judge.asked]
    assert GOOD == judge.asked[0].text == brief.sections[0].statements[0].text


def test_judge_that_cannot_say_is_a_warning(server: ScriptedServer, said: Draft) -> None:
    """Nobody knows, and the statement has no score."""
    said(*DRAFTS)
    statement = write(server, judge=Reader(FIRST, score=None)).sections[0].statements[0]

    assert (FIRST, None) == (statement.text, statement.support)
    assert ("judge", "warning") in [(one.check, one.severity) for one in statement.findings]
    assert [] == asked(server)


@pytest.mark.parametrize("strategy", ["sections", "whole"])
def test_without_rounds_the_judge_withholds_at_once(server: ScriptedServer, said: Draft, strategy: str) -> None:
    """For the judge's reason alone, whatever the strategy."""
    said(*DRAFTS)
    brief = write(server, strategy, repair_rounds=0, judge=Reader(FIRST))

    assert [UNSUPPORTED] == [one.reason for one in brief.withheld]
    assert (0, 0, 1) == counts(brief)
