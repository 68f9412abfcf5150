"""The whole way, against the scripted server."""

import asyncio
import itertools
from pathlib import Path

import pytest

from briefgen import Story, amake_brief, make_brief
from briefgen.brief import SECTION_IDS, Brief, RepairCounts, Section
from briefgen.config import Price, Settings
from briefgen.errors import BudgetSpent, CassetteMiss, ModelError, UsageError
from briefgen.pipeline import Plan
from briefgen.verify import Claim
from conftest import Run
from scripted_server import ScriptedServer

STORY = Story.from_text(
    "The Harbour Union struck on Monday, closing two ports. Mayor Ana Lund said talks resume by Friday, Nov 28. "
    "The Harbour Union and the city disagree on pay. No date was set for a vote.",
    headline="Ports closed",
)


def settings(server: ScriptedServer, **more: object) -> Settings:
    return Settings.model_validate({"model": "desk/tiny", "base_url": server.base_url, **more})


@pytest.mark.parametrize(("strategy", "calls"), [("sections", 5), ("whole", 1)])
def test_a_brief_has_five_sections_in_order_whatever_the_strategy(
    server: ScriptedServer, strategy: str, calls: int
) -> None:
    """One call a section, or one for all."""
    seen: list[Section] = []
    plans: list[Plan] = []
    brief = make_brief(
        STORY, settings=settings(server, strategy=strategy), on_section=seen.append, on_plan=plans.append
    )

    assert calls == len(server.bodies) == brief.provenance.attempts
    assert list(SECTION_IDS) == [section.id for section in brief.sections]
    assert list(brief.sections) == seen
    assert [4] == [plan.prompt.sentences for plan in plans]
    assert strategy == brief.provenance.strategy
    assert STORY.sha256 == brief.story.sha256


def test_async_code_awaits_the_same_thing(server: ScriptedServer) -> None:
    """And the sync call refuses to run where it would block a loop."""

    async def both() -> str:
        with pytest.raises(UsageError, match="await amake_brief"):
            make_brief(STORY, settings=settings(server))
        return (await amake_brief(STORY, settings=settings(server))).headline

    assert "Ports closed" == asyncio.run(both())


def test_a_repeated_statement_is_withheld_and_its_section_says_that_nothing_is_left(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fail closed: the reader sees a gap, the JSON the reason."""
    same = itertools.repeat("Talks went on behind closed doors while both sides waited.")
    monkeypatch.setattr(server, "_sentences", same)
    brief = make_brief(STORY, settings=settings(server, strategy="whole"))
    mechanism = brief.sections[2]

    assert mechanism.gap
    assert "The copy does not show a mechanism at work." == mechanism.statements[0].text
    assert "mechanism" in {item.section for item in brief.withheld}
    assert all("says the same" in item.reason for item in brief.withheld)
    assert RepairCounts(withheld=len(brief.withheld)) == brief.provenance.repair
    assert 1 == server.calls


def test_the_cost_is_known_when_the_price_is(server: ScriptedServer) -> None:
    """Dollars come from the configured price a million tokens."""
    price = Price(input=1_000_000, output=0)
    brief = make_brief(STORY, settings=settings(server, strategy="whole", prices={"desk/tiny": price}))

    assert brief.provenance.tokens.input
    assert float(brief.provenance.tokens.input) == brief.provenance.cost


def test_a_budget_stops_before_the_call_that_would_pass_it(server: ScriptedServer) -> None:
    """Nobody is asked."""
    with pytest.raises(BudgetSpent):
        make_brief(STORY, settings=settings(server, token_budget=100))

    assert [] == server.bodies


def test_a_run_is_not_replayed_and_recorded_at_once(tmp_path: Path) -> None:
    """It would record nothing new."""
    with pytest.raises(UsageError, match="either replayed or recorded"):
        make_brief(STORY, replay=tmp_path / "a.yaml", record=tmp_path / "b.yaml")


def test_a_broken_template_is_found_before_a_model_is_paid(server: ScriptedServer, run: Run) -> None:
    """The line names the file and the line in it, and nobody was asked."""
    Path("story.txt").write_text(STORY.text, encoding="utf-8")
    Path("house.md.j2").write_text("fine\n{% if %}\n", encoding="utf-8")
    ended = run("brief", "story.txt", "-m", "desk/tiny", "--base-url", server.base_url, "-t", "house.md.j2", code=2)

    assert "house.md.j2, line 2" in ended.err
    assert "" == ended.out
    assert 0 == server.calls


def support(brief: Brief) -> list[float | None]:
    return [statement.support for _, _, statement in brief.statements()]


def test_nobody_judges_unless_asked(server: ScriptedServer) -> None:
    """A statement then has no score."""
    brief = make_brief(STORY, settings=settings(server))

    assert 1 == server.calls
    assert {None} == set(support(brief))


@pytest.mark.parametrize(("strategy", "drafts"), [("sections", 5), ("whole", 1)])
def test_model_may_judge_its_own_statements(server: ScriptedServer, strategy: str, drafts: int) -> None:
    """A call a statement after the last draft, counted like any other; its score is published."""
    server.tokens = {"Yes": 0.75, "No": 0.25}
    seen: list[int] = []
    brief = make_brief(
        STORY,
        settings=settings(server, strategy=strategy),
        judge=True,
        on_section=lambda _: seen.append(server.calls),
    )
    statements = sum(1 for _ in brief.statements())

    assert drafts + statements == server.calls == brief.provenance.attempts
    assert ["logprobs" in body for body in server.bodies] == [False] * drafts + [True] * statements
    assert [pytest.approx(0.75)] * statements == support(brief)
    assert sorted(seen) == seen
    assert seen[0] > drafts


def test_report_that_the_model_does_not_stand_by_is_withheld(server: ScriptedServer) -> None:
    """An analysis is published with a warning; a section that lost everything says so."""
    server.tokens = {"Yes": 0.25, "No": 0.75}
    brief = make_brief(STORY, settings=settings(server), judge=True, repair_rounds=0)

    assert brief.sections[0].gap
    assert {"what_happened"} == {one.section for one in brief.withheld}
    assert all("(0.25 of 1)" in one.reason for one in brief.withheld)
    assert {"warning"} == {
        found.severity for _, _, one in brief.statements() for found in one.findings if found.check == "judge"
    }


@pytest.mark.parametrize("judge", [False, None])
def test_no_judge_is_none(server: ScriptedServer, judge: bool | None) -> None:  # noqa: FBT001
    """False is as good as nothing, for what comes from a flag."""
    assert {None} == set(support(make_brief(STORY, settings=settings(server), judge=judge)))


class Slow:
    """A judge of somebody's own, which needs the loop to go on without it."""

    threshold = 0.5

    def score(self, claim: Claim, story: Story) -> float:
        assert claim.text
        assert story is STORY
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        return 1.0


def test_judge_of_ones_own_computes_beside_the_loop(server: ScriptedServer) -> None:
    """It is no coroutine and may take its time."""
    assert {1.0} == set(support(make_brief(STORY, settings=settings(server), judge=Slow())))
    assert 1 == server.calls


def test_judge_that_fails_ends_the_run(server: ScriptedServer) -> None:
    """A brief that was to be judged is not published unjudged."""

    class Gone(Slow):
        def score(self, claim: Claim, story: Story) -> float:
            raise ModelError(f"no answer on {claim.text} in {story.headline}")

    with pytest.raises(ModelError, match="no answer on"):
        make_brief(STORY, settings=settings(server), judge=Gone())


def test_a_budget_spent_while_judging_leaves_the_brief(server: ScriptedServer) -> None:
    """The drafts are paid for and passed the checks; each statement that nobody judged says so."""

    class Dear(Slow):
        def score(self, claim: Claim, story: Story) -> float:
            raise BudgetSpent(f"{claim.text[:9]} of {story.sha256[:4]} would pass the budget")

    judged = make_brief(STORY, settings=settings(server), judge=Dear())

    assert not any(section.gap for section in judged.sections)
    for _, _, statement in judged.statements():
        assert statement.support is None
        assert ["warning"] == [one.severity for one in statement.findings if one.check == "judge"]


def test_what_the_model_judged_is_replayed(server: ScriptedServer, tmp_path: Path) -> None:
    """Score for score; a recording without a judge does not answer for one."""
    server.tokens = {"Yes": 0.75, "No": 0.25}
    tape = tmp_path / "tape.yaml"
    recorded = make_brief(STORY, settings=settings(server), judge=True, record=tape)
    replayed = make_brief(STORY, settings=settings(server), judge=True, replay=tape)

    assert recorded.sections == replayed.sections
    assert [pytest.approx(0.75)] * sum(1 for _ in replayed.statements()) == support(replayed)

    make_brief(STORY, settings=settings(server), record=tape)
    with pytest.raises(CassetteMiss, match="record again"):
        make_brief(STORY, settings=settings(server), judge=True, replay=tape)


@pytest.mark.parametrize(
    ("flags", "variable", "judged"),
    [
        ([], None, False),
        (["--judge"], None, True),
        (["--no-judge"], "1", False),
        ([], "1", True),
        ([], "0", False),
    ],
)
def test_command_line_asks_the_model_to_judge(  # noqa: PLR0913  one parameter a column
    server: ScriptedServer,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    *,
    flags: list[str],
    variable: str | None,
    judged: bool,
) -> None:
    """Only when it is told to, by the flag or by BRIEFGEN_JUDGE."""
    server.tokens = {"Yes": 0.75, "No": 0.25}
    Path("story.txt").write_text(STORY.text, encoding="utf-8")
    if variable is not None:
        monkeypatch.setenv("BRIEFGEN_JUDGE", variable)

    ended = run("brief", "story.txt", "-m", "desk/tiny", "--base-url", server.base_url, "-f", "json", *flags, code=0)

    assert judged == (set(support(Brief.model_validate_json(ended.out))) != {None})
    assert judged == any("logprobs" in body for body in server.bodies)
