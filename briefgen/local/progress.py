"""How far a download is, told on stderr: a bar on a terminal, a line every ten per cent elsewhere."""

import sys
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

STEP_PERCENT = 10


class Progress(Protocol):
    """What `pull` tells while it works; the calls come from one thread."""

    def start(self, label: str, total_bytes: int) -> None:
        """A step of `total_bytes` bytes begins; it replaces the step before."""

    def advance(self, bytes_done: int) -> None:
        """`bytes_done` bytes are there, counted from the start of the file; the number can fall."""

    def note(self, text: str) -> None:
        """One line for the user."""

    def close(self) -> None:
        """Nothing more comes; may be called twice."""


class Silent:
    """Says nothing."""

    def start(self, label: str, total_bytes: int) -> None:
        """Ignore."""

    def advance(self, bytes_done: int) -> None:
        """Ignore."""

    def note(self, text: str) -> None:
        """Ignore."""

    def close(self) -> None:
        """Ignore."""


class Lines:
    """A plain line at the start and at every ten per cent, for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._label = ""
        self._total = 0
        self._told = -1

    def start(self, label: str, total_bytes: int) -> None:
        """Begin to count; the first line comes with the first `advance`."""
        self._label, self._total, self._told = label, total_bytes, -1

    def advance(self, bytes_done: int) -> None:
        """Write a line when another ten per cent are reached."""
        step = 100 * bytes_done // max(self._total, 1) // STEP_PERCENT
        if step > self._told:
            self._told = step
            megabytes = f"{bytes_done / 1e6:.0f} of {self._total / 1e6:.0f} MB"
            self.note(f"{self._label}: {step * STEP_PERCENT} % ({megabytes})")

    def note(self, text: str) -> None:
        """Write `text` as a line."""
        self._stream.write(text + "\n")
        self._stream.flush()

    def close(self) -> None:
        """Nothing is open."""


class Bar:
    """A rich progress bar with size, speed and time left."""

    def __init__(self, stream: TextIO) -> None:
        from rich import progress
        from rich.console import Console

        self._bar: RichProgress = progress.Progress(
            # markup=False: a label is text, whatever brackets it holds.
            progress.TextColumn("{task.description}", markup=False),
            progress.BarColumn(),
            progress.DownloadColumn(),
            progress.TransferSpeedColumn(),
            progress.TimeRemainingColumn(),
            console=Console(file=stream),
        )
        self._task: TaskID | None = None

    def start(self, label: str, total_bytes: int) -> None:
        """Show a new bar in place of the last."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(label, total=total_bytes)
        self._bar.start()

    def advance(self, bytes_done: int) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bar.update(self._task, completed=bytes_done)

    def note(self, text: str) -> None:
        """Print `text` above the bar."""
        self._bar.console.print(text, markup=False, highlight=False)

    def close(self) -> None:
        """Stop drawing; the bar stays on screen as it was."""
        self._bar.stop()


def terminal_progress(stream: TextIO | None = None) -> Progress:
    """A bar when `stream` (stderr by default) is a terminal and rich is installed, else plain lines."""
    stream = sys.stderr if stream is None else stream
    if stream.isatty():
        try:
            return Bar(stream)
        except ImportError:
            pass
    return Lines(stream)
