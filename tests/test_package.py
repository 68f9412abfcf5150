import json
import pkgutil
import subprocess
import sys
import tarfile
import zipfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import briefgen
from conftest import PROVENANCE

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "strait-talks" / "story.txt"
SLOW = ("openai", "instructor", "vcr")

PUBLIC = [
    "Brief",
    "BriefgenError",
    "Evidence",
    "Finding",
    "Provenance",
    "Section",
    "Sentence",
    "Settings",
    "Statement",
    "Story",
    "__version__",
    "amake_brief",
    "errors",
    "make_brief",
    "make_judge",
    "read_story",
    "render",
    "verify",
    "verify_text",
]


def python(code: str, *arguments: str, cwd: Path | None = None) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, cwd=cwd
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


def test_public_names_are_these() -> None:
    """A name that appears or goes is a change of the API, and is made here too."""
    assert sorted(PUBLIC) == sorted(briefgen.__all__)
    assert [] == [name for name in PUBLIC if not hasattr(briefgen, name)]


def test_version_is_a_version() -> None:
    """The version is the installed package's."""
    assert briefgen.__version__[:1].isdigit()


def test_every_module_can_be_imported() -> None:
    """No module is broken that nothing here happens to import."""
    modules = [one.name for one in pkgutil.walk_packages(briefgen.__path__, "briefgen.")]

    assert {"briefgen.story", "briefgen.wire.text.plain", "briefgen.cli.brief", "briefgen.local.server"} <= set(modules)
    for name in modules:
        if not name.endswith("__main__"):
            import_module(name)


def test_types_are_announced() -> None:
    """Type checkers read the annotations of an installed briefgen."""
    assert (Path(briefgen.__file__).parent / "py.typed").is_file()


def test_importing_the_library_brings_in_no_client() -> None:
    """`import briefgen` leaves the model's libraries alone, and reading a story does too."""
    code = f"import sys, briefgen; briefgen.read_story(sys.argv[1]); print([m for m in {SLOW} if m in sys.modules])"

    assert "[]\n" == python(code, str(EXAMPLE))


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["brief", "--help"], ["read", str(EXAMPLE)], ["render", "brief.json"], ["schema"], ["models", "list"]],
    ids=lambda arguments: " ".join(arguments[:2]) if arguments[0] != "read" else "read",
)
def test_command_without_a_model_brings_in_no_client(tmp_path: Path, arguments: list[str]) -> None:
    """Commands that ask no model start without openai, instructor and vcr."""
    example = {
        "headline": "Talks end",
        "sections": [
            {"id": name, "heading": name, "statements": [{"text": "It ended.", "basis": "reported"}]}
            for name in ("what_happened", "who_gains", "mechanism", "why_it_matters", "what_to_watch")
        ],
        "story": {"sha256": "a" * 64, "sentences": 1},
        "provenance": PROVENANCE,
    }
    (tmp_path / "brief.json").write_text(json.dumps(example), encoding="utf-8")
    code = f"""
import atexit, sys
atexit.register(lambda: print("\\nSLOW", [m for m in {SLOW} if m in sys.modules]))
from briefgen.cli import main
main()
"""

    out = python(code, *arguments, cwd=tmp_path)

    assert "SLOW []" == out.splitlines()[-1]
    assert len(out) > 40


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a wheel, built from the source distribution, is installed, without what it depends on."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed: no wheel can be built without the network")
    place = tmp_path_factory.mktemp("wheel")
    build = "import os, sys, hatchling.build as b; os.chdir(sys.argv[1]); print(getattr(b, sys.argv[2])(sys.argv[3]))"
    sdist = place / python(build, str(ROOT), "build_sdist", str(place)).split()[-1]
    with tarfile.open(sdist) as archive:
        # Early releases of 3.11 know no filters, late ones of 3.13 warn of none.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _path: member)
        archive.extractall(place / "source")  # noqa: S202
    (source,) = (place / "source").iterdir()
    wheel = place / python(build, str(source), "build_wheel", str(place)).split()[-1]
    target = place / "site"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)  # noqa: S603
    assert zipfile.is_zipfile(wheel)
    return target


def test_wheel_carries_what_the_program_reads(installed: Path) -> None:
    """Prompts, schemas, templates and the marker of types are in the package, and all of them."""
    package = installed / "briefgen"
    expected = {
        f"{name}/{path.relative_to(folder)}"
        for name, folder in (
            ("prompts", ROOT / "prompts"),
            ("schemas", ROOT / "schemas"),
            ("templates", ROOT / "briefgen" / "templates"),
        )
        for path in folder.rglob("*")
        if path.is_file()
    }

    assert {
        "schemas/brief.schema.json",
        "prompts/brief/brief-1.md.j2",
        "prompts/brief/guided-1.md.j2",
        "prompts/mechanisms.toml",
        "templates/brief.md.j2",
    } <= expected
    assert [] == [name for name in sorted({*expected, "py.typed"}) if not (package / name).is_file()]
    assert [] == [name for name in ("tests", "examples", "cassettes", "prompts") if (installed / name).exists()]


def test_installed_wheel_works(installed: Path, tmp_path: Path) -> None:
    """Away from the checkout, the wheel's own files are found: it reads, shows a prompt and prints a schema."""
    code = """
import sys; sys.path.insert(0, sys.argv[1])
import briefgen
from briefgen import prompt, resources
assert briefgen.__file__.startswith(sys.argv[1]), briefgen.__file__
story = briefgen.read_story(sys.argv[2])
print(len(story.sentences), bool(prompt.brief_prompt(story, "sections").turns))
print(*(resources.directory(name).parent.name for name in ("prompts", "schemas", "templates")))
"""

    out = python(code, str(installed), str(EXAMPLE), cwd=tmp_path)

    assert "24 True\nbriefgen briefgen briefgen\n" == out
