"""Golden briefs: recorded, approved, replayed and compared; a change of one thing is red or stale, and says which."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen import read_story
from briefgen.config import Settings
from briefgen.golden.case import find_cases
from briefgen.golden.record import approve, record_case
from briefgen.golden.results import Result
from conftest import Run
from scripted_server import ScriptedServer, serving

STORIES = {
    "ferry": "Ferry line cuts night service\n\nOLM, Nov. 20 (MNW) - Olm Ferries will stop its night boats on Dec. 1, "
    "it said on Thursday. The line lost 2 million crowns last year. A union said 40 jobs would go. Talks go on.",
    "bridge": "Bridge to open late\n\nVARNA, Nov. 21 (MNW) - The bridge at Varna will open a month late, the builder "
    "said on Friday. Rain had flooded the piers. The city would not say who pays. The council meets on Tuesday.",
}


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom's repository with two approved cases, recorded from a scripted server."""
    root = tmp_path_factory.mktemp("approved")
    for slug, text in STORIES.items():
        folder = root / "cases" / slug
        folder.mkdir(parents=True)
        folder.joinpath("story.txt").write_text(text, encoding="utf-8")
    (root / "cassettes").mkdir()
    with serving() as server:
        settings = Settings(model="srv/m", base_url=server.base_url)
        for case in find_cases(root / "cases", root / "cassettes"):
            approve(case, record_case(case, settings), read_story(case.story), settings)
    return root


@pytest.fixture
def desk(approved: Path, clean: Path) -> Path:
    """A copy of it to work in."""
    shutil.copytree(approved, clean, dirs_exist_ok=True)
    return clean


def checked(run: Run, *argv: str, code: int | None = None) -> Result:
    run("golden", "check", "cases", "-o", "result.json", *argv, code=code)
    return Result.model_validate_json(Path("result.json").read_bytes())


def test_what_was_approved_and_did_not_change_is_green(desk: Path, run: Run, server: ScriptedServer) -> None:
    """Nobody is asked; no candidate waits any more, and the page stands beside the story."""
    asked = server.calls
    result = checked(run, code=0)

    assert ["ok", "ok"] == [case.status for case in result.cases]
    assert 1.0 == result.score
    assert asked == server.calls
    assert ["brief.md", "golden.json", "story.txt"] == sorted(path.name for path in (desk / "cases/ferry").iterdir())


def test_recording_and_approving_on_the_command_line(clean: Path, run: Run, server: ScriptedServer) -> None:
    """From a folder with a story to a green check; a key is in no file."""
    (clean / "cases" / "ferry").mkdir(parents=True)
    (clean / "cases" / "ferry" / "story.txt").write_text(STORIES["ferry"], encoding="utf-8")
    key = "sk-hush-4f9c2a71"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFGEN_API_KEY", key)
        ended = run("golden", "record", "cases", "-m", "srv/m", "--base-url", server.base_url, code=0)

    assert "ferry (1 of 1): no recording yet; recording" in ended.err
    assert (clean / "cases" / "ferry" / "candidate.json").is_file()
    run("golden", "accept", "cases", "--yes", code=0)
    assert ["ok"] == [case.status for case in checked(run, code=0).cases]
    assert not [path for path in clean.rglob("*") if path.is_file() and key in path.read_text(encoding="utf-8")]


def test_only_what_changed_is_recorded_again(desk: Path, run: Run, server: ScriptedServer) -> None:
    """The reason is told; with --all everything is."""
    story = desk / "cases" / "ferry" / "story.txt"
    story.write_text(story.read_text(encoding="utf-8").replace("40 jobs", "50 jobs"), encoding="utf-8")
    asked = server.calls
    argv = ("golden", "record", "cases", "-m", "srv/m", "--base-url", server.base_url)
    ended = run(*argv, code=0)

    assert "ferry (1 of 1): the story changed" in ended.err
    assert asked + 1 == server.calls
    run(*argv, "--all", code=0)
    assert asked + 3 == server.calls


def test_a_candidate_is_shown_before_it_is_accepted(desk: Path, run: Run, server: ScriptedServer) -> None:
    """On no terminal nobody can be asked, and nothing is approved unless it is said so."""
    run("golden", "record", "cases", "ferry", "--all", "-m", "srv/m", "--base-url", server.base_url, code=0)
    golden = desk / "cases" / "ferry" / "golden.json"
    before = golden.read_bytes()

    assert "--yes" in run("golden", "accept", "cases", code=2).err
    assert before == golden.read_bytes()
    ended = run("golden", "accept", "cases", "--yes", code=0)
    assert "\n- " in ended.out
    assert "\n+ " in ended.out
    assert "1 of 1 accepted" in ended.err
    assert before != golden.read_bytes()
    checked(run, code=0)


def test_an_edited_golden_brief_is_compared_and_the_replay_stays_what_it_was(desk: Path, run: Run) -> None:
    """A person may better a sentence; the cassette must still give what it gave when it was accepted."""
    _golden(desk, lambda data: _statement(data).update(text="Talks went on behind closed doors, and nobody moved."))

    assert ["ok", "ok"] == [case.status for case in checked(run, code=0).cases]


# --- one thing changed: red, with the check that says so ---


def _golden(desk: Path, change: Callable[[dict[str, Any]], object], slug: str = "ferry") -> None:
    path = desk / "cases" / slug / "golden.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False), encoding="utf-8")


def _statement(data: dict[str, Any], section: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = data["brief"]["sections"][section]["statements"][0]
    return found


def _tape(desk: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = desk / "cassettes" / "ferry.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def _reply(desk: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the draft that the cassette answers with."""

    def changed(data: dict[str, Any]) -> None:
        message = data["interactions"][0]["response"]["body"]["choices"][0]["message"]
        draft = json.loads(message["content"])
        change(draft)
        message["content"] = json.dumps(draft)

    _tape(desk, changed)


def _expect(**expected: object) -> Callable[[Path], None]:
    return lambda desk: _golden(desk, lambda data: data["expect"].update(expected))


def _unwanted(desk: Path, where: str) -> None:
    """Do not want the first words that stand there."""

    def change(data: dict[str, Any]) -> None:
        data["expect"]["absent"] = {where: [" ".join(_statement(data)["text"].upper().split()[:3])]}

    _golden(desk, change)


def _swapped(draft: dict[str, Any]) -> None:
    draft["why_it_matters"]["statements"][0]["text"] = "Delay costs one party more than its rival."


def _reordered(draft: dict[str, Any]) -> None:
    draft["what_happened"]["statements"].reverse()


Change = Callable[[Path], object]
Move = Callable[[Path, pytest.MonkeyPatch], object]

RED: list[tuple[str, Change, str, str]] = [
    ("a word in a recorded reply", lambda desk: _reply(desk, _swapped), "replay", "not what it was when accepted"),
    ("statements in another order", lambda desk: _reply(desk, _reordered), "replay", "not what it was"),
    (
        "another sentence cited",
        lambda desk: _reply(desk, lambda draft: draft["what_happened"]["statements"][0].update(cites=[3])),
        "replay",
        "not what it was",
    ),
    (
        "a section that came back empty",
        lambda desk: _reply(desk, lambda draft: draft["who_gains"].update(statements=[])),
        "sections",
        "gone",
    ),
    ("a fact that is missing", _expect(facts={"what_happened": ["2 million crowns"]}), "facts", "“2 million crowns”"),
    ("words that must not stand there", lambda desk: _unwanted(desk, "anywhere"), "absent", "must not stand"),
    ("words not wanted in a section", lambda desk: _unwanted(desk, "what_happened"), "absent", "must not stand"),
    ("a sentence that must be cited", _expect(cites={"what_happened": [4]}), "cites", "sentence 4"),
    (
        "other evidence in the golden brief",
        lambda desk: _golden(desk, _other_cites),
        "evidence",
        "the golden brief on 4",
    ),
    (
        "a golden section of other words",
        lambda desk: _golden(
            desk, lambda data: [one.update(text="It rained.") for one in data["brief"]["sections"][0]["statements"]]
        ),
        "similarity",
        "of its words",
    ),
    (
        "a golden section twice as long",
        lambda desk: _golden(desk, lambda data: _statement(data).update(text="Talks went on. " * 40)),
        "length",
        "words, the golden brief",
    ),
    (
        "a number in the golden brief that the story does not have",
        lambda desk: _golden(desk, lambda data: _statement(data).update(text="Talks went on over 77 million crowns.")),
        "findings",
        "of the golden brief itself",
    ),
    (
        "a section that the golden brief leaves out",
        lambda desk: _golden(desk, lambda data: data["brief"]["sections"][2].update(gap=True)),
        "sections",
        "does not carry it",
    ),
    (
        "what the replay gave",
        lambda desk: _golden(desk, lambda data: data["replay"].update(headline="0" * 16)),
        "replay",
        "the headline is not",
    ),
    (
        "what was withheld",
        lambda desk: _golden(desk, lambda data: data["replay"].update(withheld="0" * 16)),
        "replay",
        "what is withheld is not",
    ),
]  # fmt: skip


def _other_cites(data: dict[str, Any]) -> None:
    for statement in data["brief"]["sections"][0]["statements"]:
        statement.update(cites=[4], evidence=[])


@pytest.mark.parametrize(("change", "check", "reason"), [row[1:] for row in RED], ids=[row[0] for row in RED])
def test_one_thing_changed_is_red(
    change: Callable[[Path], object], check: str, reason: str, desk: Path, run: Run
) -> None:
    """The case fails with the check that says so; the other case does not."""
    change(desk)
    result = checked(run, code=1)
    bridge, ferry = result.cases

    assert ("ok", "regression") == (bridge.status, ferry.status)
    assert [one for one in ferry.failed if one.name == check and reason in one.reason], ferry.failed


def test_an_answer_that_was_edited_into_a_fault_is_red(desk: Path, run: Run) -> None:
    """The checks find it, and ask for a repair that nobody recorded."""
    wrong = "The line lost 3 million crowns, it said."
    _reply(desk, lambda draft: draft["what_happened"]["statements"][0].update(text=wrong))
    ferry = checked(run, code=1).cases[1]

    assert "regression" == ferry.status
    assert "an answer was edited, or the checks are others" in ferry.reason


# --- one thing moved: stale, with what moved and how to record it ---


def _prompt(desk: Path, monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    from briefgen import resources

    prompts = desk / "prompts"
    for path in resources.directory("prompts").rglob("*"):
        if path.is_file():
            target = prompts / path.relative_to(resources.directory("prompts"))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    edited = prompts / file
    edited.write_text(edited.read_text(encoding="utf-8").replace("story", "tale", 1), encoding="utf-8")
    monkeypatch.setattr(resources, "directory", lambda name: desk / name)


def _house(desk: Path) -> None:
    (desk / "briefgen.toml").write_text('[house]\ninstructions = ["Give sums in crowns."]\n', encoding="utf-8")


def _bound(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen import draft

    monkeypatch.setattr(draft, "MAX_CITES", 4)


STALE: list[tuple[str, Move, str]] = [
    ("a word in the prompt", lambda desk, patch: _prompt(desk, patch, "brief/brief-1.md.j2"), "the prompt"),
    ("a word in a worked example", lambda desk, patch: _prompt(desk, patch, "brief/export-ban-1.toml"), "the prompt"),
    ("a bound of the schema", lambda _desk, patch: _bound(patch), "the schema changed"),
    (
        "a word in the story",
        lambda desk, _patch: _restory(desk),
        "another version of it",
    ),
    ("another model", lambda _desk, patch: patch.setenv("BRIEFGEN_MODEL", "srv/other"), "the model changed"),
    ("another strategy", lambda _desk, patch: patch.setenv("BRIEFGEN_STRATEGY", "sections"), "the strategy"),
    ("the house style", lambda desk, _patch: _house(desk), "the house style"),
    ("no cassette", lambda desk, _patch: (desk / "cassettes" / "ferry.yaml").unlink(), "no such cassette"),
    (
        "an old recording",
        lambda desk, _patch: _tape(desk, lambda data: data["recorded"].update(recorded="2020-01-01")),
        "days ago, and 90 are allowed",
    ),
]  # fmt: skip


def _restory(desk: Path) -> None:
    path = desk / "cases" / "ferry" / "story.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("2 million", "3 million"), encoding="utf-8")


@pytest.mark.parametrize(("change", "reason"), [row[1:] for row in STALE], ids=[row[0] for row in STALE])
def test_one_thing_moved_is_stale_and_not_red(  # noqa: PLR0913, PLR0917  two are rows of the table
    change: Move,
    reason: str,
    desk: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    fresh: Callable[[], None],
) -> None:
    """It ends with 2, names what moved, and has the command that records it again."""
    change(desk, monkeypatch)
    fresh()
    ferry = checked(run, "--max-age", "90", code=2).cases[1]

    assert reason in ferry.reason
    assert ferry.status in ("stale", "error")
    assert ferry.status == "error" or "briefgen golden record cases ferry" == ferry.fix


def test_answers_left_over_and_cassettes_without_a_case_are_red(desk: Path, run: Run) -> None:
    """Neither is a reason to trust the rest."""
    _tape(desk, lambda data: data["interactions"].append(data["interactions"][0]))
    (desk / "cassettes" / "left.yaml").write_text("format: 2\n", encoding="utf-8")
    result = checked(run, code=1)

    assert "were not asked for" in result.cases[1].reason
    assert ("cassettes/left.yaml",) == result.orphans
    # Of some cases nobody can tell which cassette is left over.
    assert () == checked(run, "bridge", code=0).orphans


# --- what makes no difference ---


def _yaml_in_another_form(desk: Path) -> None:
    path = desk / "cassettes" / "ferry.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = yaml.safe_dump(data, sort_keys=True, default_flow_style=False, indent=6, width=60)
    path.write_text("# Looked at on Monday\n\n" + text, encoding="utf-8")


def _json_in_another_form(desk: Path) -> None:
    path = desk / "cases" / "ferry" / "golden.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data, sort_keys=True), encoding="utf-8")


HARMLESS: list[tuple[str, Move]] = [
    ("keys and white space of a cassette", lambda desk, _: _yaml_in_another_form(desk)),
    ("keys and white space of a golden brief", lambda desk, _: _json_in_another_form(desk)),
    ("the day of recording", lambda desk, _: _tape(desk, lambda data: data["recorded"].update(recorded="2025-01-01"))),
    ("the version that recorded", lambda desk, _: _tape(desk, _recorded_by_another)),
    ("the time of an answer", lambda desk, _: _tape(desk, lambda data: _body(data).update(created=1))),
    ("the name of an answer", lambda desk, _: _tape(desk, lambda data: _body(data).update(id="chatcmpl-2"))),
    ("tokens that were counted", lambda desk, _: _tape(desk, _counted_otherwise)),
    ("the machine's name", lambda _, patch: patch.setenv("HOSTNAME", "elsewhere")),
    ("another server", lambda _, patch: patch.setenv("BRIEFGEN_BASE_URL", "http://example.org:8080/v1")),
    ("a key", lambda _, patch: patch.setenv("OPENAI_API_KEY", "sk-hush-4f9c2a71")),
    ("another time zone", lambda _, patch: patch.setenv("TZ", "Asia/Kathmandu")),
    ("when the golden brief was made", lambda desk, _: _golden(desk, _later)),
    ("a proxy", lambda _, patch: patch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")),
]  # fmt: skip


def _recorded_by_another(data: dict[str, Any]) -> None:
    data["recorded"].update(briefgen_version="0")


def _counted_otherwise(data: dict[str, Any]) -> None:
    _body(data)["usage"].update(prompt_tokens=7)


def _body(data: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = data["interactions"][0]["response"]["body"]
    return body


def _later(data: dict[str, Any]) -> None:
    data["brief"]["provenance"].update(created="2030-01-01T00:00:00Z", seconds=99, briefgen_version="9")


@pytest.mark.parametrize("change", [row[1] for row in HARMLESS], ids=[row[0] for row in HARMLESS])
def test_what_makes_no_difference_stays_green(
    change: Move, desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is to be woken for it."""
    change(desk, monkeypatch)

    assert ["ok", "ok"] == [case.status for case in checked(run, code=0).cases]


# --- bad input ---


def _copied(desk: Path) -> None:
    (desk / "cases/ferry/golden.json").write_bytes((desk / "cases/bridge/golden.json").read_bytes())


def _halved(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


BAD: list[tuple[str, Change, int, str]] = [
    ("a golden brief of another story", _copied, 2, "written from another story"),
    ("a cassette that is not YAML", lambda desk: (desk / "cassettes/ferry.yaml").write_text("{"), 2, "not a cassette"),
    ("half a golden brief", lambda desk: _halved(desk / "cases/ferry/golden.json"), 2, "not whole JSON"),
    ("half a cassette", lambda desk: _halved(desk / "cassettes/ferry.yaml"), 2, "not a cassette"),
    ("a field nobody knows", _expect(colour="red"), 2, "expect.colour"),
    ("a section nobody knows", _expect(facts={"who_wins": ["x"]}), 2, "expect.facts.who_wins"),
    ("a tolerance above 1", _expect(tolerances={"evidence": 2}), 2, "expect.tolerances.evidence"),
    ("no golden brief", lambda desk: (desk / "cases/ferry/golden.json").unlink(), 2, "golden accept cases ferry"),
    ("an empty story", lambda desk: (desk / "cases/ferry/story.txt").write_text(""), 4, "empty"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_input_is_an_error_of_its_case(change: Change, code: int, reason: str, desk: Path, run: Run) -> None:
    """One line that names the file or the field; the other case is checked all the same."""
    change(desk)
    bridge, ferry = checked(run, code=code).cases

    assert ("ok", "error") == (bridge.status, ferry.status)
    assert reason in ferry.reason
    assert "\n" not in ferry.reason


def test_two_cases_of_one_name_are_refused(desk: Path, run: Run) -> None:
    """They would play the same cassette."""
    for name in ("night boats", "night-boats"):
        (desk / "cases" / name).mkdir()
        (desk / "cases" / name / "story.txt").write_text(STORIES["ferry"], encoding="utf-8")

    assert "two cases of one name" in run("golden", "check", "cases", code=2).err


@pytest.mark.parametrize(
    ("argv", "code", "reason"),
    [
        (("golden", "check", "cases", "nobody"), 2, "no case nobody; there are bridge, ferry"),
        (("golden", "check", "nowhere"), 2, "nowhere: no such directory of cases"),
        (("golden", "check", "cases", "--samples", 2), 2, "go with --live"),
        (("golden", "check", "cases", "--mean"), 2, "--fail-under"),
        (("golden", "check", "cases", "-o", "report.pdf"), 2, "pdf"),
        (("golden", "diff", "nowhere.json", "HEAD"), 2, "neither a report in JSON nor a revision"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_command_that_makes_no_sense_is_one_line(argv: tuple[object, ...], code: int, reason: str, run: Run) -> None:
    """It says what to do instead."""
    ended = run(*argv, code=code)

    assert reason in ended.err
    assert 1 == len(ended.err.strip().splitlines())


def test_no_case_at_all_is_nothing_to_do(clean: Path, run: Run) -> None:
    """A check of nothing must not pass."""
    (clean / "cases").mkdir()

    assert "no case" in run("golden", "check", "cases", code=5).err


# --- live ---


def _live(desk: Path, run: Run, server: ScriptedServer, *argv: str, code: int | None = None) -> Result:
    # Another answer than the one that was approved.
    next(server._sentences)
    (desk / "briefgen.toml").write_text('[prices."srv/m"]\ninput = 10.0\noutput = 30.0\n', encoding="utf-8")
    return checked(run, "--live", "-m", "srv/m", "--base-url", server.base_url, *argv, code=code)


def test_live_asks_the_model_and_tolerates_other_words(desk: Path, run: Run, server: ScriptedServer) -> None:
    """Scores are the mean of the samples; the answers of another day need not be those of the cassette."""
    asked = server.calls
    result = _live(desk, run, server, "--samples", "2", "--mean", "--fail-under", "0.3", code=0)

    assert asked + 4 == server.calls
    assert [2, 2] == [case.samples for case in result.cases]
    assert result.score is not None
    assert 0.3 < result.score < 1
    assert not [check for case in result.cases for check in case.checks if check.name == "replay"]


def test_a_mean_below_the_limit_fails(desk: Path, run: Run, server: ScriptedServer) -> None:
    """Where no single case has to hold."""
    result = _live(desk, run, server, "--mean", "--fail-under", "0.99", code=1)

    assert result.below
    assert {"ok"} == {case.status for case in result.cases}


def test_a_provider_that_fails_is_an_error_and_not_a_regression(desk: Path, run: Run, server: ScriptedServer) -> None:
    """It ends with 3."""
    server.script = ["401"]

    assert {"error"} == {case.status for case in _live(desk, run, server, code=3).cases}


@pytest.mark.parametrize("limit", [("--token-budget", "9000"), ("--max-cost", "0.09")])
def test_a_budget_is_for_all_cases(limit: tuple[str, str], desk: Path, run: Run, server: ScriptedServer) -> None:
    """What the first case used is not there for the second; it ends with 6."""
    result = _live(desk, run, server, "--samples", "40", "--mean", "--fail-under", "0", *limit, code=6)

    assert "error" in {case.status for case in result.cases}


# --- the same everywhere ---

TIMES = re.compile(r'"seconds": [\d.]+|time="[\d.]+"|\b[\d.]+ s\b')


def test_a_check_says_the_same_from_anywhere(desk: Path, clean: Path) -> None:
    """Two folders, two HOMEs, two time zones and two seeds of hashes: the same report but for times."""
    _golden(desk, lambda data: data["expect"].update(facts={"what_happened": ["2 million crowns"]}))
    reports = []
    for number, zone in enumerate(("America/St_Johns", "Asia/Kathmandu")):
        home = clean.parent / f"home{number}"
        home.mkdir()
        copied = clean.parent / f"copy{number}"
        subprocess.run(["cp", "-r", str(desk), str(copied)], check=True)  # noqa: S603, S607
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TZ": zone, "PYTHONHASHSEED": str(number)}
        argv = [sys.executable, "-m", "briefgen", "golden", "check", "cases"]
        argv += ["-o", "report.json", "-o", "report.html", "-o", "report.xml", "-o", "report.md"]
        done = subprocess.run(argv, cwd=copied, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        assert 1 == done.returncode, done.stderr
        files = [copied / f"report.{ending}" for ending in ("json", "html", "xml", "md")]
        texts = [TIMES.sub("", file.read_text(encoding="utf-8")) for file in files]
        reports.append([*texts, done.stdout])

    assert reports[0] == reports[1]


# --- differences ---


def test_two_reports_side_by_side(desk: Path, run: Run) -> None:
    """What got worse is named with its reason, and ends with 1."""
    run("golden", "check", "cases", "-o", "before.json", code=0)
    _golden(desk, lambda data: data["expect"].update(facts={"mechanism": ["2 million crowns"]}))
    run("golden", "check", "cases", "-o", "after.json", code=1)
    worse = run("golden", "diff", "before.json", "after.json", "-o", "diff.md", "-o", "diff.json", code=1)
    better = run("golden", "diff", "after.json", "before.json", code=0)

    assert "1 worse" in worse.out
    assert "“2 million crowns” is missing" in worse.out
    assert "1 better" in better.out
    assert "What mechanism is operating" in Path("diff.md").read_text(encoding="utf-8")
    assert "worse" == json.loads(Path("diff.json").read_text(encoding="utf-8"))["rows"][0]["verdict"]


def test_two_revisions_side_by_side(desk: Path, run: Run) -> None:
    """What the golden briefs of each hold of what is expected, and what the checks find in them."""

    def git(*argv: str) -> None:
        who = ["-c", "user.name=desk", "-c", "user.email=desk@example.org"]
        subprocess.run(["git", *who, *argv], cwd=desk, check=True, capture_output=True)  # noqa: S603, S607

    git("init", "-q")
    git("add", "cases")
    git("commit", "-qm", "approved")
    _golden(desk, lambda data: _statement(data).update(text="Talks went on over 77 million crowns."))
    git("commit", "-qam", "edited")
    ended = run("golden", "diff", "HEAD~1", "HEAD", "--dir", "cases", code=1)

    assert "ferry, What happened" in ended.out
    assert "worse" in ended.out
    assert "no difference; 2 cases the same" in run("golden", "diff", "HEAD", "HEAD", "--dir", "cases", code=0).out
