"""The command line run inside the test process, against a scripted server, with waits that take no time."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from scripted_server import ScriptedServer

# No test fails on a clock: a machine may be busy.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

KEY = "sk-hush-4f9c2a71"
# Enough for a busy machine; what a test guards against takes minutes, or as long as a silent server.
_CPU_SECONDS, _WAIT_SECONDS = 30, 20
# What a terminal obeys and a reader cannot see; line feeds alone are fine.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Ran:
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]

# Of a brief that a test wrote, as in its JSON.
PROVENANCE = {
    "model": "local/x",
    "prompt": {"name": "brief", "version": 1, "sha256": "b" * 64},
    "strategy": "sections",
    "attempts": 5,
    "tokens": {},
    "seconds": 1,
    "repair": {"asked": 2, "repaired": 1, "withheld": 1},
    "sentences_read": 1,
    "briefgen_version": "0",
    "created": "2026-11-22T20:00:00Z",
}


@contextmanager
def no_blow_up() -> Iterator[None]:
    """What is done meanwhile takes time in proportion to its size: measured on this process alone."""
    since = time.process_time()
    yield
    assert time.process_time() - since < _CPU_SECONDS


@contextmanager
def no_waiting() -> Iterator[None]:
    """What is done meanwhile does not wait for a server or a process that never answers."""
    since = time.monotonic()
    yield
    assert time.monotonic() - since < _WAIT_SECONDS


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as one:
        yield one


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits between two tries, in seconds; none of them is waited."""
    from briefgen.model import Model

    waits: list[float] = []

    async def record(seconds: float) -> None:
        waits.append(seconds)

    # The seam is the `sleep` argument of Model; nothing on the way from the command line sets it.
    monkeypatch.setitem(Model.__init__.__kwdefaults__ or {}, "sleep", record)
    return waits


@pytest.fixture
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in, and an environment that sets nothing of briefgen's."""
    for name in os.environ:
        if name.startswith(("BRIEFGEN_", "OPENAI_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def run(clean: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001
    """Run the command line in this process, in the clean directory."""
    from briefgen.cli import main

    def ran(*argv: object, code: int | None = None) -> Ran:
        monkeypatch.setattr(sys, "argv", ["briefgen", *map(str, argv)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        assert code in (None, ended.value.code), err
        assert not CONTROL.search(out + err)
        return Ran(ended.value.code, out, err)

    return ran


@pytest.fixture
def fresh() -> Iterator[Callable[[], None]]:
    """Forget prompts and response models that were built; again at the end, for a test that changed what they are."""

    def forget() -> None:
        from briefgen import draft, prompt

        models = (draft._section_model, draft._whole_schema)
        cached = (prompt._template, prompt._examples, prompt._fingerprint, *models)
        for one in cached:
            one.cache_clear()

    yield forget
    forget()
