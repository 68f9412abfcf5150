"""The whole way, against the scripted server."""

import asyncio
import itertools
from pathlib import Path

import pytest

from briefgen import Story, amake_brief, make_brief
from briefgen.brief import SECTION_IDS, RepairCounts, Section
from briefgen.config import Price, Settings
from briefgen.errors import BudgetSpent, UsageError
from briefgen.pipeline import Plan
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
