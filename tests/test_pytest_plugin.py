"""The plugin for pytest, as a newsroom's tests use it: each run is a pytest of its own, in a repository of its own."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import click
import pytest
import yaml

from briefgen.cli import cli
from briefgen.config import Settings
from briefgen.golden.case import find_cases
from briefgen.golden.record import approve, candidate_of, record_case
from briefgen.pytest_plugin import offline
from briefgen.wire import read_story
from conftest import KEY
from scripted_server import ScriptedServer

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "newsroom-ci"
STORIES = {
    "ferry": "Ferry line cuts night service\n\nOLM, Nov. 20 (MNW) - Olm Ferries will stop its night boats on Dec. 1, "
    "it said on Thursday. The line lost 2 million crowns last year. A union said 40 jobs would go. Talks go on.",
    "bridge": "Bridge to open late\n\nVARNA, Nov. 21 (MNW) - The bridge at Varna will open a month late, the builder "
    "said on Friday. Rain had flooded the piers. The city would not say who pays. The council meets on Tuesday.",
}
THREE_LINES = "def test_briefs(golden):\n    golden.assert_ok()\n"


@dataclass(frozen=True)
class Newsroom:
    """A repository with two approved cases, and what pytest says in it."""

    folder: Path
    plugin: Path

    def pytest(self, *argv: str, code: int, **environment: str) -> str:
        """The output of a run that ends with `code`; no plugin is there but briefgen's, by its entry point."""
        return said(
            self.plugin, self.folder, "pytest", "-p", "briefgen", "-W", "error", *argv, code=code, **environment
        )

    def test(self, text: str) -> None:
        """Replace the three lines."""
        (self.folder / "test_briefs.py").write_text(text, encoding="utf-8")

    def edit(self, slug: str, change: Callable[[dict[str, Any]], object]) -> None:
        """Change a golden brief."""
        path = self.folder / "golden" / slug / "golden.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(json.dumps(data), encoding="utf-8")


def said(plugin: Path, folder: Path, *argv: str, code: int, **environment: str) -> str:
    """What a Python module says on both streams, without a setting or a plugin of this run's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    environment = {**kept, "PYTHONPATH": str(plugin), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment}
    command = [sys.executable, "-m", *argv]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert code == done.returncode, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as one:
        yield one


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installed distribution that has the entry points of pyproject.toml, whatever is installed here."""
    place = tmp_path_factory.mktemp("site")
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in found.items()) for group, found in declared.items()]
    information = place / "briefgen_points-0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: briefgen-points\nVersion: 0\n", encoding="utf-8"
    )
    (information / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def recorded(server: ScriptedServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cases, recorded and approved once."""
    folder = tmp_path_factory.mktemp("newsroom")
    for slug, text in STORIES.items():
        (folder / "golden" / slug).mkdir(parents=True)
        (folder / "golden" / slug / "story.txt").write_text(text, encoding="utf-8")
    (folder / "cassettes").mkdir()
    settings = Settings.model_validate({"model": "srv/m", "base_url": server.base_url, "api_key": KEY})
    for case in find_cases(folder / "golden", folder / "cassettes"):
        record_case(case, settings)
        story = read_story(case.story)
        approve(case, candidate_of(case, story, settings), story, settings)
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return folder


@pytest.fixture
def newsroom(recorded: Path, plugin: Path, tmp_path: Path) -> Newsroom:
    folder = Path(shutil.copytree(recorded, tmp_path / "newsroom"))
    made = Newsroom(folder, plugin)
    made.test(THREE_LINES)
    return made


def test_three_lines_are_a_test_a_case(newsroom: Newsroom, server: ScriptedServer) -> None:
    """The ids are the slugs; nobody is asked, and no plugin is needed but this one."""
    asked = server.calls
    out = newsroom.pytest("-v", code=0)

    assert ["bridge", "ferry"] == re.findall(r"test_briefs\[(\w+)\] PASSED", out)
    assert asked == server.calls


def test_a_regression_fails_with_section_and_reason(newsroom: Newsroom) -> None:
    """Its message has the command that helps; the other case passes, from wherever pytest is started."""
    newsroom.edit("ferry", lambda data: data["expect"].update(facts={"mechanism": ["2 million crowns"]}))
    (newsroom.folder / "tests").mkdir()
    (newsroom.folder / "test_briefs.py").rename(newsroom.folder / "tests" / "test_briefs.py")
    out = said(newsroom.plugin, newsroom.folder / "tests", "pytest", "-p", "briefgen", code=1)

    assert "1 failed, 1 passed" in out
    assert "facts  What mechanism is operating: “2 million crowns” is missing" in out
    assert ": briefgen golden accept golden ferry\n" in out
    assert "Traceback" not in out


def test_a_stale_case_fails_with_what_moved_and_the_command(newsroom: Newsroom) -> None:
    """It is not skipped: a recording that does not fit tests nothing."""
    (newsroom.folder / "briefgen.toml").write_text('[house]\ninstructions = ["Be brief."]\n', encoding="utf-8")
    out = newsroom.pytest(code=1)

    assert "2 failed" in out
    assert "STALE" in out
    assert "the house style changed" in out
    assert ": briefgen golden record golden ferry\n" in out


def test_settings_that_do_not_fit_are_one_line(newsroom: Newsroom) -> None:
    """No traceback of briefgen's own for a slip in a file."""
    (newsroom.folder / "briefgen.toml").write_text('colour = "red"\n', encoding="utf-8")
    out = newsroom.pytest("-k", "ferry", code=1)

    assert "\nferry: " in out
    assert "Traceback" not in out


@pytest.mark.parametrize(
    ("argv", "reason"),
    [
        (["--golden-dir", "nowhere"], "nowhere: no such directory of cases"),
        (["-o", "golden_dir=nobody"], "nobody: no such directory of cases"),
        (["--golden-dir", "cassettes"], "cassettes: no case; a case is a folder"),
    ],
)
def test_no_case_is_an_error_and_never_a_pass(argv: list[str], reason: str, newsroom: Newsroom) -> None:
    """One line at collection, with the option that helps."""
    out = newsroom.pytest(*argv, code=2)

    assert [f"briefgen: {reason}"] == [line[: len(reason) + 10] for line in out.splitlines() if "briefgen: " in line]
    assert "--golden-dir" in out
    assert "Traceback" not in out


def test_cases_and_cassettes_may_lie_elsewhere(newsroom: Newsroom) -> None:
    """Each has its option; a cassette that is missing there makes a case stale."""
    (newsroom.folder / "golden").rename(newsroom.folder / "approved")
    (newsroom.folder / "cassettes").rename(newsroom.folder / "tapes")

    newsroom.pytest("--golden-dir", "approved", "--golden-cassettes", "tapes", code=0)
    assert "no such cassette" in newsroom.pytest("--golden-dir", "approved", code=1)


def test_live_asks_the_model(newsroom: Newsroom, server: ScriptedServer) -> None:
    """Once a case, however often a test looks at the result; the words of another day need not be the approved ones."""
    newsroom.test("def test_asked(golden):\n    assert golden.check() is golden.check()\n")
    asked = server.calls
    model = {"BRIEFGEN_MODEL": "srv/m", "BRIEFGEN_BASE_URL": server.base_url, "BRIEFGEN_API_KEY": KEY}

    assert "2 passed" in newsroom.pytest("--golden-live", code=0, **model)
    assert asked + 2 == server.calls


def test_a_brief_is_replayed_for_a_test_of_ones_own(newsroom: Newsroom) -> None:
    """Found by its slug; a story that changed raises CassetteMiss with what moved."""
    newsroom.test(f"""
import pathlib, pytest
from briefgen.errors import CassetteMiss

HERE = pathlib.Path(__file__).parent

def test_brief(brief_replay):
    brief = brief_replay(HERE / "golden" / "ferry" / "story.txt")
    assert [1] == list(brief.sections[0].statements[0].cites)

def test_changed(brief_replay, tmp_path, monkeypatch):
    (tmp_path / "ferry.txt").write_text({STORIES["ferry"].replace("40 jobs", "50 jobs")!r}, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CassetteMiss, match="the story changed"):
        brief_replay("ferry.txt")

def test_unrecorded(brief_replay):
    with pytest.raises(CassetteMiss, match="no such cassette"):
        brief_replay(HERE / "golden" / "ferry" / "brief.md")
""")

    assert "3 passed" in newsroom.pytest(code=0)


def test_a_fixture_of_that_name_may_be_somebody_elses(newsroom: Newsroom) -> None:
    """A repository's own `golden` is not parametrised, with or without cases."""
    newsroom.test("""
import pytest

@pytest.fixture
def golden():
    return 7

def test_it(golden):
    assert 7 == golden
""")

    assert "1 passed" in newsroom.pytest("--golden-dir", "nowhere", code=0)


def test_a_start_without_golden_tests_imports_no_more_than_briefgen(newsroom: Newsroom) -> None:
    """No client, no cassettes, no golden briefs; nothing of pydantic's either that the package has not already."""
    newsroom.test("""
import subprocess, sys

def test_modules():
    code = "import sys, briefgen; print(*sys.modules)"
    package = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    ours = ("briefgen", "pydantic", "openai", "instructor", "vcr", "yaml", "click")
    found = {name for name in sys.modules if name.partition(".")[0] in ours}
    assert {"briefgen.pytest_plugin"} == found - set(package)
    assert not [name for name in found if name.startswith(("openai", "instructor", "vcr", "briefgen.golden"))]
""")

    assert "1 passed" in newsroom.pytest(code=0)


# --- the network ---


def test_a_replay_that_reaches_for_the_network_fails_and_says_so(newsroom: Newsroom, server: ScriptedServer) -> None:
    """Loopback too; afterwards the network is there again."""
    newsroom.test(f"""
import socket
from briefgen.golden import run

def leave(*_, **__):
    socket.create_connection({("127.0.0.1", int(server.address.rpartition(":")[2]))!r})

def test_check(golden, monkeypatch):
    monkeypatch.setattr(run, "make_brief", leave)
    golden.assert_ok()

def test_replay(brief_replay, monkeypatch):
    monkeypatch.setattr(run, "make_brief", leave)
    brief_replay("golden/ferry/story.txt")

def test_afterwards():
    socket.create_connection({("127.0.0.1", int(server.address.rpartition(":")[2]))!r}).close()
""")
    out = newsroom.pytest(code=1)

    assert "3 failed, 1 passed" in out
    assert 3 == out.count("briefgen: a replay asks nobody, and something wanted to reach '127.0.0.1'\n")


@pytest.mark.parametrize(
    "leave",
    [
        lambda one: one.connect(("127.0.0.1", 9)),
        lambda one: one.connect_ex(("127.0.0.1", 9)),
        lambda one: one.sendto(b"x", ("127.0.0.1", 9)),
        lambda _: socket.getaddrinfo("example.org", 443),
        lambda _: socket.gethostbyname("example.org"),
        lambda _: socket.create_connection(("::1", 9)),
    ],
    ids=["connect", "connect_ex", "sendto", "getaddrinfo", "gethostbyname", "create_connection"],
)
def test_no_way_out(leave: Callable[[socket.socket], object]) -> None:
    """And all is put back where it was, a fault or not."""
    before = {**vars(socket), **vars(socket.socket)}
    with socket.socket() as one, pytest.raises(pytest.fail.Exception, match="a replay asks nobody"), offline():
        leave(one)

    assert before == {**vars(socket), **vars(socket.socket)}


def test_an_event_loop_works_off_the_network() -> None:
    """It wakes itself by a pair of sockets."""
    import asyncio

    async def threads() -> int:
        return await asyncio.to_thread(lambda: 7)

    with offline():
        assert 7 == asyncio.run(threads())


# --- the example ---


@pytest.mark.skipif(
    any(not story.with_name("golden.json").is_file() for story in EXAMPLE.glob("golden/*/story.*")),
    reason="the example's cases are not recorded and approved yet",
)
def test_the_example_is_green(plugin: Path, tmp_path: Path) -> None:
    """By the command and by pytest, as a copy of it would be."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "newsroom"))

    assert "2 ok" in said(plugin, folder, "briefgen", "golden", "check", "golden", code=0)
    assert "2 passed" in said(plugin, folder, "pytest", "-p", "briefgen", code=0)


def commands() -> list[str]:
    """Every briefgen command that the example runs or tells a reader to run."""
    workflow = yaml.safe_load((EXAMPLE / ".github" / "workflows" / "briefs.yml").read_text(encoding="utf-8"))
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    hooks = yaml.safe_load((EXAMPLE / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    entries = [hook["entry"] for repo in hooks["repos"] for hook in repo["hooks"]]
    readme = re.findall(r"^\$ ([^#\n]+)", (EXAMPLE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    lines = [line.strip() for text in (*runs, *entries, *readme) for line in text.splitlines()]
    return [line for line in lines if line.startswith("briefgen ")]


@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_example_is_one_that_there_is(command: str) -> None:
    """The command line's own parser takes its options and their values."""
    _, group, name, *rest = command.split()
    found = cast("click.Group", cli.commands[group]).commands[name]
    with found.make_context(name, rest) as context:
        assert Path("golden") == context.params["directory"]


def test_the_example_runs_what_it_promises() -> None:
    """A check on every push, one live within a budget, one before a commit; the key is for the live one alone."""
    workflow = yaml.safe_load((EXAMPLE / ".github" / "workflows" / "briefs.yml").read_text(encoding="utf-8"))
    replay, live = (json.dumps(workflow["jobs"][name]) for name in ("replay", "live"))

    assert 6 == len(commands())
    assert {"contents": "read"} == workflow["permissions"]
    assert "secrets." not in replay
    assert "secrets.OPENAI_API_KEY" in live
    assert "--max-cost 2" in live
    assert "pull_request" not in live
