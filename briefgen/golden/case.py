"""Cases: a story, the brief of it that a person approved, and the cassette it is replayed from."""

import json
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefgen import cassette
from briefgen.brief import Brief, SectionId
from briefgen.errors import UsageError
from briefgen.fingerprint import digest
from briefgen.story import Story

SCHEMA_VERSION: Final = 1
GOLDEN: Final = "golden.json"
CANDIDATE: Final = "candidate.json"
_STORY = "story.*"


class _Approved(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Tolerances(_Approved):
    """How far a candidate may be from the golden brief; shares from 0 to 1."""

    evidence: float = Field(
        default=0.5, ge=0, le=1, description="Least overlap, of a section, of the sentences cited: shared ÷ all."
    )
    similarity: float = Field(default=0.2, ge=0, le=1, description="Least share of a section's words in common.")
    length: float = Field(default=0.5, ge=0, le=1, description="Most that a section may be longer or shorter by.")
    withheld: int = Field(default=0, ge=0, description="Statements withheld beyond those of the golden brief.")
    warnings: int = Field(default=2, ge=0, description="Warnings beyond those of the golden brief.")


class Expect(_Approved):
    """What must hold of any candidate, besides its likeness to the golden brief."""

    facts: dict[SectionId, tuple[str, ...]] = Field(
        default_factory=dict, description="Words that must stand in a section; case, white space and marks are folded."
    )
    absent: dict[SectionId | Literal["anywhere"], tuple[str, ...]] = Field(
        default_factory=dict, description="Words that must not."
    )
    cites: dict[SectionId, tuple[int, ...]] = Field(
        default_factory=dict, description="Sentences of the story that a section must rest on."
    )
    tolerances: Tolerances = Tolerances()


class Golden(_Approved):
    """A `golden.json`: the brief that a person approved, what must hold, and what the cassette gave at that time.

    `replay` holds, by section and for what was withheld, a hash of what the replay gave, so that the text of the
    brief may be edited afterwards; null where no cassette was there.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    brief: Brief
    expect: Expect = Expect()
    replay: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Where the parts of one case lie; `slug` is the name of its folder."""

    slug: str
    folder: Path
    story: Path
    cassette: Path

    @property
    def golden(self) -> Path:
        """The approved brief."""
        return self.folder / GOLDEN

    @property
    def candidate(self) -> Path:
        """What was recorded last and waits for approval."""
        return self.folder / CANDIDATE

    def command(self, name: Literal["record", "accept"]) -> str:
        """What to type to record this case or to approve it."""
        return shlex.join(["briefgen", "golden", name, self.folder.parent.as_posix(), self.slug])


def find_cases(directory: Path, cassettes: Path, slugs: tuple[str, ...] = ()) -> list[Case]:
    """The cases of a directory, one a folder with a `story.*`, by name; those of `slugs` where any is given.

    Raises:
        UsageError: no such directory, no such case, a folder with two stories, two folders of one name.
    """
    if not directory.is_dir():
        raise UsageError(f"{directory}: no such directory of cases")
    found: dict[str, Case] = {}
    for folder in sorted({path.parent for path in directory.glob(f"*/{_STORY}") if path.is_file()}):
        stories = sorted(folder.glob(_STORY))
        if len(stories) > 1:
            raise UsageError(f"{folder}: {stories[0].name} and {stories[1].name}; a case has one story")
        slug = cassette.slug(folder / "story")
        if slug in found:
            raise UsageError(f"{found[slug].folder} and {folder}: two cases of one name; rename a folder")
        found[slug] = Case(slug, folder, stories[0], cassettes / f"{slug}.yaml")
    if unknown := [slug for slug in slugs if slug not in found]:
        raise UsageError(f"{directory}: no case {unknown[0]}; there are {', '.join(found) or 'none'}")
    return [found[slug] for slug in sorted(slugs or found)]


def orphans(cases: list[Case], cassettes: Path) -> list[Path]:
    """Cassettes that no case plays."""
    return sorted(set(cassettes.glob("*.yaml")) - {case.cassette for case in cases})


def load(case: Case, story: Story) -> Golden:
    """The golden brief of a case.

    Raises:
        UsageError: it is missing, half a file, not of this form, or a brief of another story.
    """
    path = case.golden
    try:
        golden = Golden.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise UsageError(f"{path}: no golden brief yet; approve one with: {case.command('accept')}") from None
    except ValidationError as exc:
        raise UsageError(f"{path}: {_in_words(exc)}") from None
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"{path}: {exc}") from None
    if golden.brief.story.sha256 != story.sha256:
        raise UsageError(
            f"{path}: the golden brief was written from another story, or another version of it, than {case.story.name}"
        )
    return golden


def dump(golden: Golden) -> str:
    """A golden brief as its file holds it: what is as by default is left out of `expect`."""
    data = golden.model_dump(mode="json")
    data["expect"] = golden.expect.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def replayed(brief: Brief) -> dict[str, str]:
    """A hash of each section and of what is withheld: all of a replay but time, seconds and versions."""
    parts = {str(section.id): digest(section.model_dump(mode="json")) for section in brief.sections}
    withheld = [one.model_dump(mode="json") for one in brief.withheld]
    return {**parts, "headline": digest(brief.headline), "withheld": digest(withheld)}


def _in_words(exc: ValidationError) -> str:
    fault = exc.errors(include_url=False)[0]
    if fault["type"] == "json_invalid":
        return f"not whole JSON: {fault['ctx']['error']}"
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place or 'the file'}: {fault['msg'][0].lower()}{fault['msg'][1:]}"
