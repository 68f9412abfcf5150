"""The process that runs llama.cpp: started as a script by `LocalServer`, never imported by it.

It reads its orders as one JSON line from stdin, answers with one JSON line on stdout (`url` or `error`), and
ends when stdin closes, so that it never outlives the process that started it. It imports nothing of briefgen.
"""

import importlib
import json
import os
import signal
import sys
import threading
from typing import Any

# What llama.cpp may log: errors only. It goes to stderr, which the parent reads when loading fails.
VERBOSITY_ERRORS = 1
# Ready-made prompt states kept in memory. The default of 8 GiB is more than a laptop has to give.
PROMPT_CACHE_MIB = 1024


def _params(xllamacpp: Any, orders: dict[str, Any]) -> Any:
    params = xllamacpp.CommonParams()
    params.model.path = orders["weights"]
    params.model_alias = {orders["alias"]}
    params.n_ctx = orders["context"]
    params.n_parallel = 1
    if orders["threads"]:
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = orders["threads"]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [orders["api_key"]]
    params.ui = params.endpoint_props = params.endpoint_metrics = False
    params.endpoint_slots = bool(orders["heads"])
    if orders["heads"]:
        # llama.cpp joins folder and name as they are.
        params.slot_save_path = orders["heads"] + os.sep
    params.cache_ram_mib = PROMPT_CACHE_MIB
    params.verbosity = VERBOSITY_ERRORS
    return params


def _leave_with_parent() -> None:
    # Not through sys.stdin, whose lock an interpreter that shuts down would wait for.
    while os.read(0, 4096):
        pass
    # Not sys.exit: a generation under way would be waited for.
    os._exit(0)


def main() -> None:
    """Load the model, say where it listens, and serve until stdin closes."""
    # Ctrl-C is the parent's business; it ends this process by closing stdin or killing it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # llama.cpp may write to file descriptor 1; the answer must stay alone there.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        orders = json.loads(sys.stdin.readline())
        threading.Thread(target=_leave_with_parent, daemon=True).start()
        try:
            # Not an import statement: the compiled module shows a type checker no names.
            xllamacpp: Any = importlib.import_module("xllamacpp")
            server = xllamacpp.Server(_params(xllamacpp, orders))
            answer = {"url": server.listening_address}
        except Exception as error:  # noqa: BLE001  whatever it is, the parent reports it
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
    if "url" in answer:
        threading.Event().wait()
    os._exit(1)


if __name__ == "__main__":
    main()
