"""The two sides of a difference: a report in JSON, or the golden briefs of a git revision."""

import subprocess
import tempfile
from pathlib import Path

from pydantic import ValidationError

from briefgen._version import __version__
from briefgen.config import Settings
from briefgen.errors import BriefgenError, UsageError
from briefgen.golden.case import GOLDEN, Case, find_cases, load
from briefgen.golden.compare import compare
from briefgen.golden.results import CaseResult, Result, shown
from briefgen.house import HouseStyle
from briefgen.wire import read_story


def result_of(name: str, directory: Path) -> Result:
    """The report in a JSON file, or one of the golden briefs that a revision has in `directory`.

    Raises:
        UsageError: neither; or git is not there.
    """
    path = Path(name)
    if path.is_file():
        try:
            return Result.model_validate_json(path.read_bytes())
        except (ValidationError, ValueError):
            raise UsageError(f"{path}: not a report of `briefgen golden check -o {path.stem}.json`") from None
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise UsageError(f"{name}: neither a report in JSON nor a revision of this repository")
    with tempfile.TemporaryDirectory() as folder:
        return _of_files(_checked_out(commit.decode().strip(), directory, Path(folder)), directory)


def _checked_out(commit: str, directory: Path, folder: Path) -> Path:
    """The stories and golden briefs of a commit, as files."""
    listed = _git("ls-tree", "-r", "-z", "--name-only", commit, "--", directory.as_posix())
    for name in filter(None, (listed or b"").decode(errors="surrogateescape").split("\0")):
        if Path(name).name == GOLDEN or Path(name).stem == "story":
            target = folder / name
            # git refuses names that lead out of its tree when they are added, but a repository may be hand-made.
            if ".." not in Path(name).parts and (data := _git("show", f"{commit}:./{name}")) is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
    if not (folder / directory).is_dir():
        raise UsageError(f"{commit[:12]}: has no cases in {directory}")
    return folder / directory


def _of_files(root: Path, directory: Path) -> Result:
    house = Settings.load_house()
    cases = [
        _of_case(case, (directory / case.golden.relative_to(root)).as_posix(), house) for case in find_cases(root, root)
    ]
    return Result(briefgen_version=__version__, mode="revision", cases=tuple(cases))


def _of_case(case: Case, file: str, house: HouseStyle) -> CaseResult:
    """The golden brief held against itself: what was expected of it, and what the checks find."""
    found = CaseResult(slug=case.slug, status="ok", file=file)
    try:
        story = read_story(case.story)
        golden = load(case, story)
    except BriefgenError as exc:
        return found.model_copy(update={"status": "error", "reason": str(exc), "exit_code": exc.exit_code})
    checks = tuple(compare(golden, golden.brief, story, house))
    brief = shown(golden.brief)
    update: dict[str, object] = {"checks": checks, "golden": brief, "candidate": brief}
    update["story"] = tuple(one.text for one in story.sentences)
    update["status"] = "ok" if all(check.ok for check in checks) else "regression"
    return found.model_copy(update=update)


def _git(*arguments: str) -> bytes | None:
    """What git says; None where it says no."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607  the user's git
    except OSError:
        raise UsageError("git is not here; name two reports in JSON") from None
    return done.stdout if done.returncode == 0 else None
