"""Which stories are briefed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen import Story, read_story
from briefgen.cassette import slug
from briefgen.errors import UsageError
from measures import ROOT

STORIES = ROOT / "benchmarks" / "quality" / "stories"
# Held back for the last look: taken only when it is named itself.
_BLIND = "blind"


@dataclass(frozen=True, slots=True)
class Source:
    """A story, the file it was read from, and the name its results go by."""

    path: Path
    slug: str
    story: Story


def sources(places: Sequence[Path], limit: int | None = None) -> list[Source]:
    """The stories at files and in directories, at most `limit`, in the order of their paths.

    Of a directory the `*.txt` and `story.*` files at any depth, but for those below a `blind` in it.

    Raises:
        UsageError: there are none, or two have one name.
        SourceError: one cannot be read.
    """
    paths = [path for place in places for path in (_below(place) if place.is_dir() else [place])][:limit]
    if not paths:
        raise UsageError(f"no stories in {', '.join(map(str, places))}; name others with --stories")
    names: dict[str, Path] = {}
    for path in paths:
        if (other := names.setdefault(slug(path), path)) != path:
            raise UsageError(f"{other} and {path} would share one name, {slug(path)}; rename one")
    return [Source(path, name, read_story(path)) for name, path in names.items()]


def _below(directory: Path) -> Iterable[Path]:
    found = {*directory.rglob("*.txt"), *directory.rglob("story.*")}
    return sorted(path for path in found if _BLIND not in path.relative_to(directory).parts[:-1])
