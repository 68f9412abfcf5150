import importlib.util
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.errors import ModelError, UsageError
from briefgen.local import LocalServer, server
from briefgen.local.gguf import Head, read_head
from conftest import no_waiting

WEIGHTS = Path(os.environ.get("BRIEFGEN_TEST_WEIGHTS", "/nonexistent"))
posix = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
real = pytest.mark.skipif(
    not WEIGHTS.is_file() or importlib.util.find_spec("xllamacpp") is None,
    reason="needs BRIEFGEN_TEST_WEIGHTS to name a GGUF file, and xllamacpp",
)


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value)) + value.encode()


def gguf(tensor_bytes: int = 128, context: int = 512) -> bytes:
    """A model of one F32 tensor of 32 values, with `tensor_bytes` of its 128 bytes."""
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, 3)
    head += text("general.architecture") + struct.pack("<I", 8) + text("tiny")
    head += text("tokenizer.tokens") + struct.pack("<IIQ", 9, 8, 2) + text("a") + text("b")
    head += text("tiny.context_length") + struct.pack("<II", 4, context)
    head += text("weight") + struct.pack("<IQIQ", 1, 32, 0, 0)
    return head + bytes(-len(head) % 32) + bytes(tensor_bytes)


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    file = tmp_path / "tiny.gguf"
    file.write_bytes(gguf())
    return file


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for llama.cpp's process, to be written by the test."""
    script = tmp_path / "child.py"
    monkeypatch.setattr(server, "_CHILD", script)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: True)
    return script


SERVES = """
    import json, sys
    orders = json.loads(sys.stdin.readline())
    open(__file__ + ".orders", "w").write(json.dumps([orders, sys.argv]))
    print("noise", file=sys.stderr, flush=True)
    print(json.dumps({"url": "http://127.0.0.1:9"}), flush=True)
    sys.stdin.read()
"""


def write(child: Path, script: str) -> None:
    child.write_text(textwrap.dedent(script), encoding="utf-8")


def test_the_head_tells_the_trained_context(weights: Path) -> None:
    """The architecture's own key gives the number of tokens; arrays before it are stepped over."""
    assert read_head(weights) == Head("tiny", 512)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is not a GGUF file"),
        (b"PK\x03\x04 a zip", "is not a GGUF file"),
        (b"GGUF", "is cut short or damaged"),
        (b"GGUF" + struct.pack("<IQQ", 99, 0, 0), "is GGUF version 99"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 0), "holds no tensors"),
        (b"GGUF" + struct.pack("<IQQ", 3, 2**63, 2**63), "is cut short or damaged"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q", 2**64 - 1), "is cut short or damaged"),
        (gguf(tensor_bytes=127), "is cut short; delete it"),
        (gguf()[:100], "is cut short or damaged"),
    ],
)
def test_a_file_that_cannot_be_a_model_is_refused_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    """Damage is found before llama.cpp sees the file."""
    file = tmp_path / "bad.gguf"
    file.write_bytes(data)

    with pytest.raises(ModelError, match=reason) as failure:
        read_head(file)
    assert "\n" not in str(failure.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The message names the file and the system's reason."""
    with pytest.raises(ModelError, match=r"cannot read .*nowhere\.gguf: No such file"):
        read_head(tmp_path / "nowhere.gguf")


def test_without_xllamacpp_the_message_says_what_to_install(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named as it is typed."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r'the embedded model needs: pip install "briefgen\[local\]"'):
        LocalServer(weights, alias="tiny").start()


@pytest.mark.parametrize("wrong", [{"context": 0}, {"threads": 0}])
def test_senseless_settings_are_usage_errors(weights: Path, wrong: dict[str, int]) -> None:
    """Nothing is started for them."""
    with pytest.raises(UsageError):
        LocalServer(weights, alias="tiny", context=wrong.get("context", 1), threads=wrong.get("threads"))


def test_the_child_gets_its_orders_by_pipe(weights: Path, child: Path) -> None:
    """The key is not on the command line, and the context is cut to what the model was trained for."""
    write(child, SERVES)
    with LocalServer(weights, alias="tiny", context=8192, threads=3) as local:
        assert local.base_url == "http://127.0.0.1:9/v1"
        orders, argv = json.loads((child.parent / "child.py.orders").read_text(encoding="utf-8"))

        assert orders == {
            "weights": str(weights),
            "alias": "tiny",
            "context": 512,
            "threads": 3,
            "heads": None,
            "api_key": local.api_key,
        }
        assert local.context == 512
        assert local.api_key not in " ".join(argv)
        assert len(local.api_key) >= 32


def test_nothing_of_the_log_reaches_the_user(weights: Path, child: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What the child writes stays with it."""
    write(child, SERVES)
    with LocalServer(weights, alias="tiny") as local:
        local.wait()

    assert capfd.readouterr() == ("", "")


def test_closing_ends_the_child_and_is_final(weights: Path, child: Path) -> None:
    """After close there is no process and no address; a second close does nothing."""
    write(child, SERVES)
    local = LocalServer(weights, alias="tiny").start()
    local.wait()
    assert local._process is not None
    process = local._process
    local.close()
    local.close()

    assert process.poll() is not None
    with pytest.raises(ModelError, match="is closed"):
        local.wait()
    with pytest.raises(ModelError, match="is closed"):
        _ = local.base_url


def test_closing_while_loading_does_not_wait_for_the_load(weights: Path, child: Path) -> None:
    """An exception between start and wait costs no load."""
    write(child, "import time; time.sleep(60)")
    with no_waiting(), LocalServer(weights, alias="tiny"):
        time.sleep(0.1)


def test_a_load_that_takes_too_long_is_given_up(weights: Path, child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is told, and the child is gone."""
    monkeypatch.setattr(server, "LOAD_SECONDS", 0.1)
    write(child, "import time; time.sleep(60)")
    with pytest.raises(ModelError, match=r"was not loaded within 0\.1 s"):
        LocalServer(weights, alias="tiny").wait()


@posix
def test_a_child_that_crashes_is_an_error_and_not_a_crash(weights: Path, child: Path) -> None:
    """The signal and the first error of the log are in the message."""
    write(
        child,
        """
        import os, sys
        sys.stdin.readline()
        sys.stderr.write("0.00.1 I fine\\n0.00.2 E no room for the cache\\n0.00.3 E giving up\\n")
        sys.stderr.flush()
        os.kill(os.getpid(), 9)
        """,
    )
    with pytest.raises(ModelError, match=r"server stopped \(SIGKILL\): no room for the cache$"):
        LocalServer(weights, alias="tiny").wait()


@posix
def test_a_child_that_dies_later_is_noticed_by_the_next_wait(weights: Path, child: Path) -> None:
    """`wait` also tells whether the server is still there."""
    write(child, SERVES)
    local = LocalServer(weights, alias="tiny")
    local.wait()
    assert local._process is not None
    local._process.kill()
    local._process.wait()

    with pytest.raises(ModelError, match=r"stopped \(SIGKILL\)"):
        local.wait()


def test_a_model_llama_cpp_refuses_is_one_line(weights: Path, child: Path) -> None:
    """The child's answer is passed on."""
    write(child, 'import sys; sys.stdin.readline(); print(\'{"error": "RuntimeError: no such architecture"}\')')
    with pytest.raises(ModelError, match="cannot be loaded: RuntimeError: no such architecture"):
        LocalServer(weights, alias="tiny").wait()


def test_a_server_elsewhere_than_on_loopback_is_refused(weights: Path, child: Path) -> None:
    """An address that is not 127.0.0.1 is never handed to a client."""
    write(child, 'import sys; sys.stdin.readline(); print(\'{"url": "http://0.0.0.0:80"}\')')
    with pytest.raises(ModelError, match="cannot be loaded"):
        LocalServer(weights, alias="tiny").wait()


def test_a_child_never_outlives_its_parent() -> None:
    """The real child ends when its stdin closes, before any order."""
    orphan = subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", str(server._CHILD)], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    orphan.communicate(timeout=10)

    assert orphan.returncode is not None


@pytest.fixture(scope="module")
def loaded() -> Iterator[LocalServer]:
    with LocalServer(WEIGHTS, alias="qwen2.5-coder-1.5b", context=2048) as local:
        local.wait()
        yield local


def post(local: LocalServer, key: str, max_tokens: int) -> dict[str, Any]:
    body = {
        "model": local.alias,
        "messages": [{"role": "user", "content": "Hi"}],
        "max_tokens": max_tokens,
        "ignore_eos": True,
    }
    request = urllib.request.Request(  # noqa: S310
        f"{local.base_url}/chat/completions",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=60) as reply:
        answer: dict[str, Any] = json.load(reply)
    return answer


@real
def test_the_model_answers_with_the_key(loaded: LocalServer) -> None:
    """A completion comes back under the alias."""
    answer = post(loaded, loaded.api_key, 3)

    assert answer["model"] == "qwen2.5-coder-1.5b"
    assert answer["usage"]["completion_tokens"] == 3


@real
@pytest.mark.parametrize("key", ["", "wrong"])
def test_the_model_does_not_answer_without_the_key(loaded: LocalServer, key: str) -> None:
    """Another process on the same machine gets a 401."""
    with pytest.raises(urllib.error.HTTPError) as refused:
        post(loaded, key, 1)
    refused.value.close()

    assert refused.value.code == 401


@real
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/net/tcp")
def test_the_server_listens_on_loopback_only(loaded: LocalServer) -> None:
    """No other address of the machine has the port open."""
    port = int(loaded.base_url.removesuffix("/v1").rpartition(":")[2])
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    listening = [
        fields[1]
        for table in tables
        if table.exists()
        for fields in map(str.split, table.read_text(encoding="ascii").splitlines()[1:])
        if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port
    ]

    assert listening == [f"0100007F:{port:04X}"]


@real
@posix
@pytest.mark.parametrize("busy", ["loading", "generating"])
def test_ctrl_c_ends_it_at_once(busy: str) -> None:
    """SIGINT during load or generation ends the process within seconds, quietly, and closes the port."""
    script = f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from test_local_server import *
        try:
            with LocalServer(WEIGHTS, alias="m", context=2048) as local:
                print(0, flush=True)
                if {busy!r} == "generating":
                    print(local.base_url.removesuffix("/v1").rpartition(":")[2], flush=True)
                    post(local, local.api_key, 1500)
                local.wait()
        except KeyboardInterrupt:
            sys.exit(130)
    """
    program = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    port = int(program.stdout.readline())
    if busy == "generating":
        port = int(program.stdout.readline())
    time.sleep(1)
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=20)

    assert program.returncode == 130
    assert err == b""
    if port:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
