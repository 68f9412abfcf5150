import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest

from briefgen.brief import BASIS, HEADINGS, SECTION_IDS, Brief
from briefgen.cli import cli
from briefgen.render import Format
from briefgen.story import Story
from briefgen.wire import read_story
from conftest import PROVENANCE, Run

EXAMPLE = Path(__file__).parent.parent / "examples" / "strait-talks" / "story.txt"
WITHHELD = "Admiral Oort gains the strait."
PUBLISHED: tuple[Format, ...] = ("md", "html", "page", "txt")

FLAGS = {
    "": ["--debug", "--version", "-h"],
    "brief": [
        "-m", "--model", "--base-url", "-o", "-f", "-t", "--strategy", "--strict", "--release-anyway", "--stream",
        "--dry-run", "--usage", "--token-budget", "--max-cost", "--timeout", "--replay", "--record",
    ],
    "read": ["STORY"],
    "render": ["BRIEF", "-o", "--output", "-f", "--format", "-t", "--template"],
    "verify": [
        "BRIEF.json", "STORY", "-f", "--format", "-o", "--output", "--force", "--strict", "--judge", "--no-judge", "-m",
        "--model",
    ],
    "golden": ["check", "record", "accept", "diff"],
    "golden check": [
        "DIR", "CASE", "--cassettes", "-m", "--model", "--base-url", "--live", "--samples", "--per-case", "--mean",
        "--fail-under", "--max-age", "-o", "--output", "--token-budget", "--max-cost",
    ],
    "golden record": ["DIR", "CASE", "--cassettes", "-m", "--model", "--base-url", "--all"],
    "golden accept": ["DIR", "CASE", "--cassettes", "-y", "--yes"],
    "golden diff": ["BASE", "HEAD", "--dir", "-o", "--output"],
    "schema": ["brief", "golden", "report", "story"],
    "models": ["list", "pull", "path"],
    "models list": ["-h"],
    "models pull": ["NAME"],
    "models path": ["NAME"],
}  # fmt: skip


@pytest.fixture
def brief(clean: Path) -> Path:
    """A brief in a file, with one statement withheld."""
    passage = {"start": 0, "end": 9, "text": "It ended."}
    statements = {name: f"Talks on {name} ended." for name in SECTION_IDS}
    one = Brief.model_validate(
        {
            "headline": "Talks end",
            "sections": [
                {
                    "id": name,
                    "heading": HEADINGS[name],
                    "statements": [{"text": text, "basis": BASIS[name], "cites": [1], "evidence": [passage]}],
                }
                for name, text in statements.items()
            ],
            "withheld": [
                {
                    "section": "who_gains",
                    "statement": {"text": WITHHELD, "basis": "inference"},
                    "reason": "Oort is not in the copy.",
                }
            ],
            "story": {"sha256": "a" * 64, "sentences": 1},
            "provenance": PROVENANCE,
        }
    )
    path = clean / "brief.json"
    path.write_text(one.model_dump_json(), encoding="utf-8")
    return path


@pytest.fixture
def state(clean: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where weights would be kept; they are not."""
    monkeypatch.setenv("BRIEFGEN_HOME", str(clean / "state"))
    return clean / "state"


def commands(group: click.Command = cli, name: str = "") -> list[str]:
    below = group.commands.items() if isinstance(group, click.Group) else ()
    return [name, *(found for word, one in below for found in commands(one, f"{name} {word}".strip()))]


def test_every_command_is_described_here() -> None:
    """A new command brings its flags into the table above."""
    assert sorted(commands()) == sorted(FLAGS)


@pytest.mark.parametrize("command", FLAGS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_shows_an_example_and_the_flags(run: Run, command: str, flag: str) -> None:
    """Each command explains itself on stdout, with an example to copy and every flag that it takes."""
    done = run(*command.split(), flag, code=0)

    assert re.search(rf"^  (?:\w+=\S+ )?briefgen {command}", done.out, re.MULTILINE)
    assert [] == [word for word in FLAGS[command] if not re.search(rf"(?<![\w-]){word}(?![\w-])", done.out)]
    assert "" == done.err


def test_version_is_printed(run: Run) -> None:
    """The program says its name and version."""
    assert re.fullmatch(r"briefgen, version \d+\.\d+\S*\n", run("--version", code=0).out)


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (["read", "--nope", "x"], 2, "No such option '--nope'"),
        (["nope"], 2, "No such command 'nope'"),
        (["read"], 2, "Missing argument 'STORY'"),
        (["read", "a", "b"], 2, "unexpected extra argument"),
        (["read", "gone.txt"], 4, "gone.txt: no such file"),
        (["read", "."], 4, "is a directory; name the story in it"),
        (["read", "empty.txt"], 4, "the input is empty"),
        (["schema", "draft"], 2, "'draft' is not one of 'brief', 'golden', 'report', 'story'"),
        (["models", "path"], 3, "are not here; run `briefgen models pull`"),
        (["models", "path", "qwen"], 2, "no embedded model is called 'qwen'; there is qwen2.5-coder-1.5b"),
        (["render"], 2, "Missing argument 'BRIEF'"),
        (["render", "gone.json"], 4, "gone.json: No such file"),
        (["render", "."], 4, "Is a directory"),
        (["render", "empty.txt"], 4, "empty.txt: the input is empty"),
        (["render", "cut.json"], 4, "cut.json: half a file, its JSON is cut off"),
        (["render", "other.json"], 4, "other.json: headline is missing"),
        (["render", "list.json"], 4, "list.json: JSON, but not a brief"),
        (["render", "brief.json", "-f", "pdf"], 2, "'pdf' is not one of 'md', 'html', 'page', 'json'"),
        (["render", "brief.json", "-o", "a.pdf"], 2, "no format for 'a.pdf': end the name in .md"),
        (["render", "brief.json", "-o", "."], 2, "is a directory; name a file"),
        (["render", "brief.json", "-o", "gone/a.md"], 2, "gone/a.md: no such directory gone"),
        (["render", "brief.json", "-o", "a.md", "-t", "gone.j2"], 2, "there is no template gone.j2"),
    ],
)
@pytest.mark.usefixtures("brief", "state")
def test_mistake_is_one_line_on_stderr(run: Run, clean: Path, arguments: list[str], code: int, error: str) -> None:
    """A mistake ends with its exit code, one line that says what is wrong, nothing on stdout and no file."""
    for name, text in (
        ("empty.txt", ""),
        ("cut.json", '{"headline": '),
        ("other.json", '{"a": 1}'),
        ("list.json", "[]"),
    ):
        (clean / name).write_text(text, encoding="utf-8")
    before = sorted(clean.iterdir())

    done = run(*arguments, code=code)

    assert error in done.err
    assert ("", 1) == (done.out, done.err.count("\n"))
    assert done.err.startswith("briefgen: ")
    assert before == sorted(clean.iterdir())


def test_bad_setting_is_one_line_on_stderr(run: Run, clean: Path) -> None:
    """A mistake in the settings file ends a command that reads settings, with the file's name."""
    (clean / "briefgen.toml").write_text("modle = 1", encoding="utf-8")

    done = run("models", "list", code=2)

    assert ("", 1) == (done.out, done.err.count("\n"))
    assert "briefgen.toml: modle: extra inputs are not permitted" in done.err


def test_debug_keeps_the_traceback(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under --debug an error goes through as it is."""
    from briefgen.cli import main
    from briefgen.errors import SourceError

    monkeypatch.setattr(sys, "argv", ["briefgen", "--debug", "read", str(clean / "gone.txt")])

    with pytest.raises(SourceError, match="no such file"):
        main()


def test_read_prints_the_story(run: Run) -> None:
    """What the reader understood comes as JSON that is the story again."""
    printed = json.loads(run("read", EXAMPLE, code=0).out)
    printed.pop("sha256")

    assert read_story(EXAMPLE) == Story.model_validate(printed)


def test_read_takes_the_story_from_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash is stdin, read as bytes, so that its encoding is found out."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Zoë “left”.".encode("utf-16"))))

    assert "Zoë “left”." == json.loads(run("read", "-", code=0).out)["text"]


def test_what_read_prints_steers_no_terminal(run: Run, clean: Path) -> None:
    """Control characters in the header are written as escapes or not at all; other letters as they are."""
    (clean / "a.txt").write_text("Vote \x1b[31mred \u202eover\n\nPARIS (AP) - Zoë left\x9b2J.\n", encoding="utf-8")

    out = run("read", "a.txt", code=0).out

    assert "Zoë left." == json.loads(out)["text"]
    assert [] == re.findall("[\x1b\x9b\u202e]", out)


@pytest.mark.parametrize("form", get_args(Format))
def test_render_writes_each_format(run: Run, brief: Path, form: Format) -> None:
    """Each format goes to stdout; what was withheld is in those for the desk only."""
    out = run("render", brief, "-f", form, code=0).out

    assert "Talks end" in out
    assert (form not in PUBLISHED) == (WITHHELD in out)
    assert (form not in PUBLISHED) == ("Oort" in out)


def test_render_prints_markdown_unless_told(run: Run, brief: Path) -> None:
    """Without -f and -o a brief is Markdown."""
    assert run("render", brief, "-f", "md", code=0).out == run("render", brief, code=0).out


def test_render_writes_several_files(run: Run, clean: Path, brief: Path) -> None:
    """Each -o has the format of its ending, is what stdout would have, and leaves no other file."""
    wanted = {"a.md": "md", "b.html": "page", "c.txt": "txt", "d.json": "json"}

    done = run("render", brief, *(word for name in wanted for word in ("-o", name)), code=0)

    assert "" == done.out
    assert {"brief.json", *wanted} == {path.name for path in clean.iterdir()}
    for name, form in wanted.items():
        assert (clean / name).read_text(encoding="utf-8") == run("render", brief, "-f", form).out


def test_render_over_an_old_file_replaces_it(run: Run, clean: Path, brief: Path) -> None:
    """A file that was there holds the new brief only, and is readable as new files are."""
    (clean / "a.md").write_text("x" * 100_000, encoding="utf-8")
    (clean / "new").touch()

    run("render", brief, "-o", "a.md", code=0)

    assert (clean / "a.md").read_text(encoding="utf-8") == run("render", brief).out
    assert (clean / "new").stat().st_mode == (clean / "a.md").stat().st_mode


def test_failing_output_writes_none(run: Run, clean: Path, brief: Path) -> None:
    """When the second of two files cannot be written, the first is not written either."""
    run("render", brief, "-o", "a.md", "-o", "gone/b.md", code=2)

    assert ["brief.json"] == [path.name for path in clean.iterdir()]


def test_rendered_json_renders_again(run: Run, clean: Path, brief: Path) -> None:
    """JSON that was written is a brief that can be rendered, with the same result."""
    run("render", brief, "-o", "again.json", code=0)

    assert run("render", brief, "-f", "review").out == run("render", clean / "again.json", "-f", "review").out


@pytest.mark.usefixtures("state")
def test_models_list_says_what_is_not_here(run: Run, clean: Path) -> None:
    """Each embedded model is a line with size, licence and how to get it; listing makes no directory."""
    out = run("models", "list", code=0).out

    assert "local/qwen2.5-coder-1.5b  1.12 GB  Apache-2.0  not here; briefgen models pull\n" == out
    assert [] == list(clean.iterdir())


@pytest.mark.parametrize("lines", [0, 1])
def test_reader_that_leaves_early_is_no_error(clean: Path, lines: int) -> None:
    """With `| head -1` the rest is dropped without a traceback; so is all, where nobody reads at all."""
    # More than a pipe holds, so that the writer meets the closed end.
    (clean / "long.txt").write_text("The council voted on Monday. It was close.\n\n" * 4000, encoding="utf-8")

    with subprocess.Popen(
        [sys.executable, "-m", "briefgen", "read", "long.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=clean,
    ) as process:
        assert process.stdout
        assert process.stderr
        read = [process.stdout.readline() for _ in range(lines)]
        process.stdout.close()
        complaint = process.stderr.read()

    assert ([b"{\n"] * lines, b"", 0) == (read, complaint, process.returncode)
