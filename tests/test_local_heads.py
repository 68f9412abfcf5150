"""Heads: what every conversation begins with is read once; a fixture plays the server."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefgen.local import LocalServer
from briefgen.local.heads import prepare

HEAD = [("system", "You write briefs."), ("user", "A story.")]


class Played:
    """A server that keeps slots as llama.cpp does: a file by its name in a folder.

    Attributes:
        asked: paths with their queries, in order.
        refused: paths that are answered with an error.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.refused: set[str] = set()
        played = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                assert "Bearer secret" == self.headers["Authorization"]
                played.asked.append(self.path)
                if self.path.endswith("save") and self.path not in played.refused:
                    (played.folder / body["filename"]).write_bytes(b"state")
                self.send_response(400 if self.path in played.refused else 200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def prepare(self, weights: Path, head: list[tuple[str, str]] = HEAD, heads: Path | None = None) -> list[str]:
        """What a run asks for."""
        self.asked.clear()
        server = SimpleNamespace(
            heads=heads or self.folder,
            weights=weights,
            context=512,
            api_key="secret",
            base_url=f"http://127.0.0.1:{self.http.server_port}/v1",
        )
        prepare(cast("LocalServer", server), head, timeout=10)
        return list(self.asked)


EVALUATE, SAVE, RESTORE = "/v1/chat/completions", "/slots/0?action=save", "/slots/0?action=restore"


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    file = tmp_path / "tiny.gguf"
    file.write_bytes(b"GGUF")
    return file


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "1")
    folder = tmp_path / "heads"
    folder.mkdir()
    server = Played(folder)
    yield server
    server.http.shutdown()
    server.http.server_close()


def test_a_head_is_evaluated_once_and_then_read_back(played: Played, weights: Path) -> None:
    """By the next run with the same weights and words; nothing half-written stays."""
    assert [EVALUATE, SAVE] == played.prepare(weights)
    assert [RESTORE] == played.prepare(weights)
    assert [".state"] == [file.suffix for file in played.folder.iterdir()]


@pytest.mark.parametrize("changed", ["weights", "words", "llama.cpp"])
def test_a_head_of_another_model_or_prompt_is_not_read_back(
    played: Played, weights: Path, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would answer a question that nobody asked."""
    played.prepare(weights)
    if changed == "weights":
        weights.write_bytes(b"GGUF, another")
    if changed == "llama.cpp":
        monkeypatch.setattr("importlib.metadata.version", lambda _name: "2")

    assert [EVALUATE, SAVE] == played.prepare(weights, [*HEAD, ("user", "More.")] if changed == "words" else HEAD)


def test_a_file_that_cannot_be_read_back_is_made_again(played: Played, weights: Path) -> None:
    """A disk may have lost the end of it."""
    played.prepare(weights)
    played.refused = {RESTORE}

    assert [RESTORE, EVALUATE, SAVE] == played.prepare(weights)


@pytest.mark.parametrize("refused", [EVALUATE, SAVE])
def test_what_fails_costs_time_and_nothing_else(played: Played, weights: Path, refused: str) -> None:
    """A server that cannot keep its state still writes briefs; no file is left of the attempt."""
    played.refused = {refused}
    played.prepare(weights)

    assert [] == list(played.folder.iterdir())


def test_a_folder_that_is_gone_costs_time_and_nothing_else(played: Played, weights: Path) -> None:
    """It may be swept while a brief is written."""
    played.prepare(weights, heads=played.folder / "gone")


def test_heads_used_last_are_kept(played: Played, weights: Path) -> None:
    """A new version of a prompt pushes the oldest out."""
    for number in range(5):
        played.prepare(weights, [("system", f"Version {number}.")])

    assert 3 == len(list(played.folder.iterdir()))
    assert [RESTORE] == played.prepare(weights, [("system", "Version 4.")])


def test_without_a_folder_nothing_is_asked(tmp_path: Path) -> None:
    """A home that cannot be written to."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    server = LocalServer(tmp_path / "tiny.gguf", alias="tiny", heads=tmp_path / "file" / "heads")

    assert server.heads is None
    prepare(server, HEAD, timeout=1)
