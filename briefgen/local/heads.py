"""The head of a prompt, evaluated once and kept: llama.cpp reads its state back instead of computing it again.

A prompt begins alike for every story (system message and worked examples), and an embedded model takes about a minute
to read that. What is kept holds nothing of any story.
"""

import contextlib
import hashlib
import http.client
import importlib.metadata
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from briefgen.local.server import LocalServer

# One for each prompt in use; each takes some 80 MB.
_KEPT = 3
# Of the disk, so much stays free.
_FREE_BYTES = 1_000_000_000
_ENDING = ".state"


def prepare(server: LocalServer, head: Sequence[tuple[str, str]], *, timeout: float) -> None:
    """Have a loaded server hold the state of a head: from its file, else by evaluating it, which writes the file.

    Nothing depends on it but time, so that what fails is left: no room on the disk, a file of another llama.cpp.

    Args:
        server: one with a folder for `heads`; else nothing is done.
        head: role and content of the messages that every conversation begins with.
        timeout: seconds for each request.
    """
    if server.heads is None:
        return
    messages = [{"role": role, "content": content} for role, content in head]
    with contextlib.suppress(OSError, http.client.HTTPException):
        kept = server.heads / (_key(server, messages) + _ENDING)
        if kept.is_file() and _post(server, "/slots/0?action=restore", {"filename": kept.name}, timeout):
            os.utime(kept)
            return
        kept.unlink(missing_ok=True)
        if shutil.disk_usage(server.heads).free < _FREE_BYTES:
            return
        partial = server.heads / f"{kept.stem}.{os.getpid()}.partial"
        try:
            if _post(server, "/v1/chat/completions", {"messages": messages, "max_tokens": 1}, timeout) and _post(
                server, "/slots/0?action=save", {"filename": partial.name}, timeout
            ):
                partial.replace(kept)
        finally:
            partial.unlink(missing_ok=True)
        _prune(server.heads)


def _post(server: LocalServer, path: str, body: dict[str, object], timeout: float) -> bool:
    """Whether the server did what it was asked for."""
    connection = http.client.HTTPConnection(urlsplit(server.base_url).netloc, timeout=timeout)
    with contextlib.closing(connection):
        headers = {"Authorization": f"Bearer {server.api_key}", "Content-Type": "application/json"}
        connection.request("POST", path, json.dumps(body), headers)
        return connection.getresponse().status == http.client.OK


def _key(server: LocalServer, messages: Sequence[dict[str, str]]) -> str:
    """What the state depends on: the weights, the program that wrote it, the room it was given, and the words."""
    file = server.weights.stat()
    version = importlib.metadata.version("xllamacpp")
    parts = [str(server.weights.resolve()), file.st_size, file.st_mtime_ns, version, server.context, *messages]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _prune(folder: Path) -> None:
    """Keep those used last."""
    kept = sorted(folder.glob(f"*{_ENDING}"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in kept[_KEPT:]:
        file.unlink(missing_ok=True)
