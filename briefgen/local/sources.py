"""What a source of weights is, and what it may use to reach out."""

import sys
from dataclasses import dataclass
from typing import Protocol

from briefgen.local.partial import Partial
from briefgen.local.progress import Progress

HF_ENDPOINT = "https://huggingface.co"
# -P keeps the working directory off the import path: a pip.py lying there must not run.
PIP = (sys.executable, "-P", "-m", "pip")


@dataclass(frozen=True, slots=True)
class Access:
    """How sources are reached: base URL of the Hugging Face hub or a mirror, and the command that is pip."""

    hf_endpoint: str = HF_ENDPOINT
    pip: tuple[str, ...] = PIP


class Source(Protocol):
    """One place that has the file. Nothing it sends is trusted before the whole file's hash is checked."""

    @property
    def label(self) -> str:
        """The name a user reads."""

    def fetch(self, partial: Partial, progress: Progress, access: Access) -> None:
        """Append to `partial` from `partial.have` on until it is full; raises `SourceFailed`."""
