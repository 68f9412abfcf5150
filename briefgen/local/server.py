"""The embedded model behind an OpenAI-compatible server on 127.0.0.1.

llama.cpp runs in a process of its own (`child.py`), for three reasons: it holds Python's interpreter lock
while it loads, so a thread would stop everything else for seconds; it writes its log to file descriptors 1
and 2; and when it aborts, it takes its process with it.
"""

import atexit
import contextlib
import importlib.util
import json
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from briefgen.errors import ModelError, UsageError
from briefgen.local.gguf import read_head

LOAD_SECONDS = 300.0
_CHILD = Path(__file__).with_name("child.py")
_LOG_BYTES = 16_384
_ERROR_LINE = re.compile(r"^[\d.]+ E (.*)$", re.MULTILINE)
_ANSWER_BYTES = 65_536


class LocalServer:
    """Serves one GGUF file; a context manager that starts on entry, without waiting, and closes on exit.

    ::

        with LocalServer(weights, alias="qwen2.5-coder-1.5b") as server:
            ...  # prepare the prompt while the model loads (2-10 s)
            server.wait()
            client = OpenAI(base_url=server.base_url, api_key=server.api_key)

    Args:
        weights: the model file.
        alias: the model's name in requests and replies.
        context: tokens of prompt and answer together; cut down to what the model was trained for.
        threads: CPU threads; None leaves the choice to llama.cpp, which takes the physical cores.
        heads: a folder where states of prompts may be kept, as `heads.prepare` does; made if it can be.
    """

    def __init__(
        self,
        weights: Path,
        *,
        alias: str,
        context: int = 8192,
        threads: int | None = None,
        heads: Path | None = None,
    ) -> None:
        if context <= 0 or (threads is not None and threads <= 0):
            raise UsageError("context and threads of the embedded model must be positive")
        self.alias = alias
        self.context = context
        self.api_key = secrets.token_urlsafe(32)
        self.weights = weights
        self.heads = heads and _folder(heads)
        self._threads = threads
        self._settled = threading.Event()
        self._deadline = 0.0
        self._url = ""
        self._failure = ""
        self._process: subprocess.Popen[str] | None = None
        self._loader: threading.Thread | None = None
        self._log: IO[bytes] | None = None

    @property
    def base_url(self) -> str:
        """`http://127.0.0.1:PORT/v1`; the port is known once the model is loaded, so this waits."""
        self.wait()
        return f"{self._url}/v1"

    def start(self) -> Self:
        """Begin to load in the background and return at once; a second call does nothing.

        Raises:
            UsageError: the extra `local` is not installed.
        """
        if self._process is not None or self._settled.is_set():
            return self
        if importlib.util.find_spec("xllamacpp") is None:
            raise UsageError('the embedded model needs: pip install "briefgen[local]"')
        self._deadline = time.monotonic() + LOAD_SECONDS
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the child
        self._process = process = subprocess.Popen(  # noqa: S603  this interpreter, a script of this package
            [sys.executable, "-P", str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
            # Out of the terminal's reach: Ctrl-C goes to this process, which then closes the child.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        atexit.register(self.close)
        self._loader = threading.Thread(target=self._load, args=(process,), daemon=True)
        self._loader.start()
        return self

    def wait(self) -> None:
        """Return when the server answers; starts it when nobody has.

        Raises:
            UsageError: the extra `local` is not installed.
            ModelError: the file cannot be loaded, or the server has stopped since.
        """
        self.start()
        # In steps, because on Windows an endless wait cannot be interrupted.
        while not self._settled.wait(0.2):
            if time.monotonic() > self._deadline:
                self._settle(failure=f"{self.weights} was not loaded within {LOAD_SECONDS:g} s")
        if not self._failure and self._process is not None and self._process.poll() is not None:
            self._failure = self._death(self._process)
        if self._failure:
            self.close()
            raise ModelError(self._failure)

    def close(self) -> None:
        """Stop the server at once, whatever it is doing, and free the port; may be called twice."""
        self._settle(failure="the embedded model's server is closed")
        process, self._process = self._process, None
        if process is not None:
            # It holds nothing worth saving, and a polite request would wait for the generation under way.
            process.kill()
            process.wait()
            if self._loader is not None:
                self._loader.join()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            if self._log is not None:
                self._log.close()
            atexit.unregister(self.close)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _load(self, process: subprocess.Popen[str]) -> None:
        try:
            failure = self._order(process)
        except ModelError as error:
            failure = str(error)
        except (OSError, ValueError):
            failure = self._death(process)
        self._settle(failure)

    def _order(self, process: subprocess.Popen[str]) -> str:
        """Tell the child what to load and hear where it listens; what went wrong, or an empty string."""
        trained = read_head(self.weights).context
        self.context = min(self.context, trained or self.context)
        orders = {
            "weights": str(self.weights.absolute()),
            "alias": self.alias,
            "context": self.context,
            "threads": self._threads,
            "heads": str(self.heads.absolute()) if self.heads else None,
            # By pipe, because anybody may read a command line.
            "api_key": self.api_key,
        }
        if process.stdin is None or process.stdout is None:
            return "the embedded model's server has no pipes"
        process.stdin.write(json.dumps(orders) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline(_ANSWER_BYTES)
        if not answer:
            return self._death(process)
        reply: dict[str, Any] = json.loads(answer)
        url = str(reply.get("url", ""))
        if not url.startswith("http://127.0.0.1:"):
            return f"{self.weights} cannot be loaded: {self._logged() or reply.get('error', 'no address')}"
        self._url = url
        return ""

    def _settle(self, failure: str) -> None:
        self._failure = self._failure or " ".join(failure.split())
        self._settled.set()

    def _death(self, process: subprocess.Popen[str]) -> str:
        code = process.wait()
        try:
            how = signal.Signals(-code).name
        except ValueError:
            how = f"exit code {code}"
        logged = self._logged()
        return f"the embedded model's server stopped ({how})" + (f": {logged}" if logged else "")

    def _logged(self) -> str:
        """The first error in llama.cpp's log; those after it are its consequences."""
        if self._log is None or self._log.closed:
            return ""
        self._log.seek(0)
        found = _ERROR_LINE.search(self._log.read(_LOG_BYTES).decode(errors="replace"))
        return found[1][:200] if found else ""


def _folder(wanted: Path) -> Path | None:
    """A folder of the user's own; None where it cannot be made, for a home may be read-only."""
    try:
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return wanted
