"""A download that is not finished: what is on disk, how much of it counts, and who may write.

Every source sends the same bytes, so a partial file is a prefix of the finished one whoever wrote it, and any
source can go on where another stopped. Only bytes up to the last checkpoint count: what lies behind it may be
the half of a write that a crash cut off.
"""

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from briefgen.errors import ModelError
from briefgen.whole_file import write_whole

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

CHUNK_BYTES = 1 << 20
CHECKPOINT_BYTES = 32 << 20
LOCK_POLL_SECONDS = 0.25


class WeightsUnavailable(ModelError):
    """The weights are not on disk and cannot be had: no source answered, or the disk refused them."""


class SourceFailed(Exception):
    """One source gave up; the message is its reason, without the source's name."""

    def __init__(self, reason: str) -> None:
        super().__init__(one_line(reason))


def one_line(text: str, limit: int = 160) -> str:
    """`text` on one line of at most `limit` characters, without control characters."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn what the disk refuses at `path` into `WeightsUnavailable`, so that no source is blamed for it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WeightsUnavailable(one_line(f"cannot write {path}: {reason}", 400)) from error


def file_sha256(path: Path, advance: Callable[[int], None] = lambda _done: None) -> str:
    """The SHA-256 of a file in lower-case hex; `advance` hears the number of bytes read so far."""
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
            done += len(chunk)
            advance(done)
    return digest.hexdigest()


class Partial:
    """The prefix of a file of `size` bytes with hash `sha256`, kept at `path` and open for appending.

    `have` is the number of bytes that count. The checkpoint is a JSON file beside it, `<path>.json`; a prefix
    of another file, or one without a checkpoint, is thrown away. Use as a context manager, under `exclusive`.
    """

    def __init__(self, path: Path, size: int, sha256: str) -> None:
        self.path = path
        self.size = size
        self.have = 0
        self._sha256 = sha256
        self._state = path.with_name(path.name + ".json")
        self._kept = 0
        self._file: IO[bytes]

    def __enter__(self) -> Self:
        with disk_errors(self.path):
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            descriptor = os.open(self.path, flags, 0o644)
            self._file = os.fdopen(descriptor, "r+b")
            counted = self._checkpointed()
            on_disk = self.path.stat().st_size
        self.truncate(counted if counted <= min(on_disk, self.size) else 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file.closed:
            return
        try:
            self.checkpoint()
        finally:
            self._file.close()
        if self.have == 0:
            with disk_errors(self.path):
                self.path.unlink(missing_ok=True)
                self._state.unlink(missing_ok=True)

    def append(self, data: bytes) -> None:
        """Add `data`; raises `SourceFailed` when that is more than the finished file holds."""
        if self.have + len(data) > self.size:
            raise SourceFailed(f"sent more than {self.size} bytes")
        with disk_errors(self.path):
            self._file.write(data)
        self.have += len(data)
        if self.have - self._kept >= CHECKPOINT_BYTES:
            self.checkpoint()

    def truncate(self, size: int) -> None:
        """Keep the first `size` bytes."""
        with disk_errors(self.path):
            self._file.seek(size)
            self._file.truncate()
        self.have = size
        self.checkpoint()

    def checkpoint(self) -> None:
        """From now on the bytes so far survive a crash."""
        with disk_errors(self.path):
            self._file.flush()
            os.fsync(self._file.fileno())
            write_whole(self._state, json.dumps({"sha256": self._sha256, "bytes": self.have}))
        self._kept = self.have

    def finish(self, target: Path) -> None:
        """Move the file to `target` and forget the checkpoint; the caller has checked the hash."""
        self.checkpoint()
        self._file.close()
        with disk_errors(target):
            self.path.replace(target)
            self._state.unlink(missing_ok=True)

    def _checkpointed(self) -> int:
        try:
            state: Any = json.loads(self._state.read_text(encoding="utf-8"))
            counted = state["bytes"] if state["sha256"] == self._sha256 else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0
        return counted if isinstance(counted, int) and counted > 0 else 0


@contextlib.contextmanager
def exclusive(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file `path`; while another process holds it, wait for as long as it takes.

    `on_wait` is called once, when there is something to wait for. The kernel frees the lock when its holder
    dies, so a killed download never blocks the next one.
    """
    waited = False
    while (held := _try_lock(path)) is None:
        if not waited:
            on_wait()
            waited = True
        time.sleep(LOCK_POLL_SECONDS)
    try:
        yield
    finally:
        os.close(held)
        if fcntl is None:
            # Under flock the file stays: unlinking it would let a waiter lock a name nobody else sees.
            path.unlink(missing_ok=True)


def _try_lock(path: Path) -> int | None:
    if fcntl is None:
        # O_TEMPORARY (Windows) removes the file with its last handle, also when the process is killed.
        try:
            return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_TEMPORARY", 0))
        except FileExistsError:
            return None
        except PermissionError:
            if path.exists():
                return None
            raise
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
