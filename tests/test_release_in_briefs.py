"""The release gate on the way to a brief: nobody is asked about a story that must not go out."""

import json
from pathlib import Path

import pytest

from briefgen import read_story
from briefgen.errors import ReleaseRefused
from conftest import Run
from scripted_server import ScriptedServer

COPY = (
    "Ferry line cuts night service\n\nOLM, Nov. 20 (MNW) - Olm Ferries will stop its night boats on Dec. 1.\n\n"
    "The line lost 2 million crowns last year. A union said 40 jobs would go.\n"
)
ITEM = {
    "uri": "urn:mnw:1",
    "type": "text",
    "headline": "Ferry line cuts night service",
    "body_text": "Olm Ferries will stop its night boats on Dec. 1, it said.\n\nA union said 40 jobs would go.",
}


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("kill", f"EDS: BULLETIN KILL, please disregard BC-FERRY.\n\n{COPY}", "kill notice"),
        ("withheld", json.dumps(ITEM | {"pubstatus": "withheld"}), "withholds it"),
        ("canceled", json.dumps(ITEM | {"pubstatus": "canceled"}), "canceled it"),
        ("embargo", json.dumps(ITEM | {"embargoed": "2099-01-01T00:00:00Z"}), "2099"),
        ("hold", f"EMBARGOED until 0001 GMT Jan. 1, 2099\n\n{COPY}", "2099"),
    ],
)
def test_what_must_not_go_out_is_refused_before_anybody_is_asked(  # noqa: PLR0913, PLR0917  rows of the table
    name: str, text: str, reason: str, run: Run, server: ScriptedServer, clean: Path
) -> None:
    """One line with the reason, 4 for an exit code; with a reason of the editor's it is written, and keeps that."""
    (clean / name).write_text(text, encoding="utf-8")
    argv = ("brief", name, "-m", "srv/m", "--base-url", server.base_url)
    ended = run(*argv, code=4)

    assert reason in ended.err
    assert 1 == len([line for line in ended.err.strip().splitlines() if "note to editors" not in line])
    assert 0 == server.calls
    run(*argv, "--release-anyway", "for the archive", "-o", "brief.json", code=0)
    assert "for the archive" == json.loads((clean / "brief.json").read_text())["provenance"]["release_anyway"]


def test_an_embargo_that_is_past_holds_nothing_back(run: Run, server: ScriptedServer, clean: Path) -> None:
    """Nor is a reason kept that was not wanted."""
    (clean / "item").write_text(json.dumps(ITEM | {"embargoed": "2001-01-01T00:00:00Z"}), encoding="utf-8")
    run("brief", "item", "-m", "srv/m", "--base-url", server.base_url, "-o", "brief.json",
        "--release-anyway", "for the archive", code=0)  # fmt: skip

    assert json.loads((clean / "brief.json").read_text())["provenance"]["release_anyway"] is None


def test_one_of_several_stories_is_asked_for_by_its_number(run: Run, clean: Path) -> None:
    """Without one it is refused, and the stories are named."""
    entries = "".join(
        f"<item><title>Story {number}</title><description>Olm Ferries cut line {number}.</description></item>"
        for number in (1, 2)
    )
    (clean / "feed.xml").write_text(f'<rss version="2.0"><channel><title>MNW</title>{entries}</channel></rss>')
    refused = run("read", "feed.xml", code=4)

    assert "2 stories" in refused.err
    assert "Story 2" in refused.err
    assert "Story 2" == json.loads(run("read", "feed.xml#2", code=0).out)["headline"]


@pytest.mark.parametrize("flag", [(), ("--dry-run",), ("--release-anyway", "  ")])
def test_no_way_around_the_gate(flag: tuple[str, ...], run: Run, clean: Path) -> None:
    """Neither the prompt of an embargoed story is shown, nor is a reason without a word one; one line says so."""
    (clean / "item").write_text(json.dumps(ITEM | {"embargoed": "2099-01-01T00:00:00Z"}), encoding="utf-8")
    ended = run("brief", "item", *flag, code=4)

    assert not ended.out
    assert 1 == len(ended.err.strip().splitlines())


@pytest.mark.parametrize(
    ("argument", "reason"),
    [("", "empty"), ("ftp://example.org/story.txt", "http and https"), ("file:///etc/hosts", "http and https")],
)
def test_an_address_or_a_name_that_is_none_is_said_so(argument: str, reason: str, run: Run, clean: Path) -> None:
    """An address of another scheme is no file that is missing."""
    assert reason in run("read", argument, code=4).err
    assert not list(clean.iterdir())


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (ITEM | {"type": "picture", "body_text": ""}, "a picture without a text"),
        (ITEM | {"type": "composite", "body_text": ""}, "without a text"),
        (ITEM | {"body_text": ""}, "the story is empty"),
        (ITEM | {"body_text": "Contact: desk@mnw.example"}, "the story is empty"),
    ],
)
def test_an_item_without_copy_is_refused(item: dict[str, str], reason: str, run: Run, clean: Path) -> None:
    """Nor does a reason help: there is nothing to write of."""
    (clean / "item").write_text(json.dumps(item), encoding="utf-8")

    assert reason in run("brief", "item", "--release-anyway", "for the archive", code=4).err
    with pytest.raises(ReleaseRefused):
        read_story(clean / "item")
