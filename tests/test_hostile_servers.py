import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NoReturn, Self

import pytest
import yaml

from conftest import KEY, Run, no_waiting
from scripted_server import ScriptedServer, closed_port, serving

STORY = """Ferry line cuts night service
By Ada Quill

PORT ELLEN, May 4 (MNW) - The ferry company Norvane said on Monday it would end its night crossings to Skerry.

Union leader Tom Breck called the plan a slow closure of the island. Norvane said it would consult until May 20.

The Skerry council has asked the ministry for a subsidy. The ministry declined to comment.
"""
TOLD = ("night crossings to Skerry", "slow closure", "asked the ministry for a subsidy", "Ferry line cuts")

# behaviour, HTTP calls, what the one line on stderr must say. All of them end with exit code 3.
FAULTS = [
    ("500", 4, r"srv/m: 500: scripted 500 \(tried 4 times\)"),
    ("503", 4, r"srv/m: 503: scripted 503 \(tried 4 times\)"),
    ("429", 4, r"srv/m: 429: scripted 429 \(tried 4 times\)"),
    ("reset", 4, r"no answer from http://127\.0\.0\.1:\d+/v1/: .*(reset|disconnect|closed|complete).* \(tried 4 times"),
    ("500 echo", 4, r"upstream rejected Bearer \[key\] \(tried"),
    ("400", 1, "srv/m: 400: scripted 400"),
    ("422", 1, "srv/m: 422: scripted 422"),
    ("400 echo", 1, "srv/m: 422: extra fields"),
    ("401", 1, "401, the key was not accepted; set BRIEFGEN_API_KEY"),
    ("403", 1, "403, the key was not accepted; set BRIEFGEN_API_KEY"),
    ("404", 1, "404, no such model or address at http.*/v1/"),
    ("307", 1, r"redirects elsewhere \(307\); give its real address"),
    ("html", 1, "did not answer with JSON; does http.* end in /v1"),
    ("empty body", 1, "did not answer with JSON; does http.* end in /v1"),
    ("broken json", 1, "did not answer with JSON; does http.* end in /v1"),
    ("truncated", 1, "cut short by the limit on output tokens"),
    ("refusal", 1, "srv/m declined: I cannot help with that"),
    ("filter", 1, "srv/m declined: the provider's content filter"),
    ("no choices", 1, "srv/m: the server sent no choices"),
    ("null choices", 1, "srv/m: the server sent no choices"),
    ("huge", 1, "reply is larger than 4,000,000 bytes"),
    ("prose", 3, "srv/m: the answer does not fit the schema: Invalid JSON"),
    ("null content", 3, "srv/m: the answer does not fit the schema: Invalid JSON"),
    ("wrong schema", 3, "srv/m: the answer does not fit the schema at what_happened: Field required"),
    ("drips", 1, "no whole answer within 1 s; raise `timeout` or try later"),
    ("silent", 1, "no whole answer within 1 s; raise `timeout` or try later"),
]
SLOW = {"drips", "silent"}


@pytest.fixture
def story(clean: Path) -> Path:
    path = clean / "ferry.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _key(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  which clears the environment
    monkeypatch.setenv("BRIEFGEN_API_KEY", KEY)


def asking(server: ScriptedServer, *more: object) -> tuple[object, ...]:
    return ("brief", "ferry.txt", "-m", "srv/m", "--base-url", server.base_url, *more)


def helpful(err: str, wanted: str) -> None:
    """One line, which helps, and gives neither the key nor the story away."""
    lines = err.splitlines()

    assert len(lines) == 1
    assert lines[0].startswith("briefgen: ")
    assert re.search(wanted, lines[0])
    assert KEY not in err
    assert not [phrase for phrase in TOLD if phrase in err]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(("behaviour", "calls", "wanted"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_faulty_server_ends_in_one_line_and_leaves_nothing(  # noqa: PLR0913, PLR0917  three are columns
    behaviour: str, calls: int, wanted: str, server: ScriptedServer, run: Run, clean: Path
) -> None:
    """Whatever a server does, the run ends with 3 after a bounded number of calls and no file is left."""
    server.script = [behaviour]
    with serving() as elsewhere:
        server.redirect_to = elsewhere.address
        with no_waiting():
            ended = run(*asking(server, "-o", "out.md", "--timeout", 1 if behaviour in SLOW else 60), code=3)

    helpful(ended.err, wanted)
    assert calls == server.calls
    assert elsewhere.calls == 0
    assert ended.out == ""
    assert [path.name for path in clean.iterdir()] == ["ferry.txt"]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("behaviour", ["html", "500"])
def test_a_faulty_server_in_a_process_of_its_own(behaviour: str, server: ScriptedServer, clean: Path) -> None:
    """The same holds for the program as a shell runs it; waits between tries are real there."""
    server.script = [behaviour, "400"]
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "briefgen", *map(str, asking(server, "-o", "out.md", "--timeout", "2.5"))],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    helpful(ended.stderr, "briefgen: srv/m")
    assert ended.returncode == 3
    assert ended.stdout == ""
    assert [path.name for path in clean.iterdir()] == ["ferry.txt"]


@pytest.mark.usefixtures("story", "clean")
def test_nobody_listens(run: Run, slept: list[float]) -> None:
    """A closed port is tried four times, with growing waits, and named."""
    nowhere = f"http://127.0.0.1:{closed_port()}/v1"
    ended = run("brief", "ferry.txt", "-m", "srv/m", "--base-url", nowhere, "-o", "out.md", code=3)

    helpful(ended.err, r"no answer from http://127\.0\.0\.1:\d+/v1/: .*(refused|attempts failed).* \(tried 4 times\)")
    assert len(slept) == 3
    assert slept == sorted(slept)
    assert 0.5 <= slept[0] <= 1


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("script", "waits"),
    [
        (["ok"], 0),
        (["500", "ok"], 1),
        (["reset", "503", "429", "ok"], 3),
        (["takes no schema"], 0),
        (["fenced"], 0),
        (["wrong schema", "ok"], 0),
        (["prose", "500", "ok"], 1),
    ],
    ids=lambda value: "/".join(value) if isinstance(value, list) else None,
)
def test_a_server_that_recovers(
    script: list[str], waits: int, server: ScriptedServer, run: Run, slept: list[float]
) -> None:
    """A fault that passes costs a wait, a form that the server cannot do is left for the next: a brief comes out."""
    server.script = script
    ended = run(*asking(server, "-f", "json", "--strategy", "whole"), code=0)

    brief = json.loads(ended.out)
    came = brief["provenance"]
    faults = sum(one in {"500", "503", "429", "reset"} for one in server.played)
    refused = sum("response_format" in body for body in server.bodies) if script == ["takes no schema"] else 0
    assert waits == len(slept) == faults
    assert server.played[: len(script)] == script
    assert came["attempts"] == server.calls
    # Each reply counted once, those that did not fit among them; an error status has no count.
    replies = server.calls - faults - min(refused, 1)
    assert came["tokens"] == {"input": 100 * replies, "cached": None, "output": 10 * replies}


@pytest.mark.usefixtures("story")
def test_a_fenced_reply_is_read_in_the_last_mode_only(server: ScriptedServer, run: Run) -> None:
    """JSON_SCHEMA, JSON and MD_JSON are tried in that order, and the one that worked stays for the next section."""
    server.script = ["fenced"]
    run(*asking(server, "--strategy", "sections"), code=0)

    kinds = [(body.get("response_format") or {}).get("type") for body in server.bodies]
    assert kinds[:3] == ["json_schema", "json_object", None]
    assert set(kinds[3:]) == {None}


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("header", "waits"),
    [
        ("7", (7, 7)),
        ("0", (0, 0)),
        ("3600", (120, 120)),
        ("inf", (120, 120)),
        ("-5", (0, 0)),
        ("nan", (0, 1)),
        ("soon", (0.5, 1)),
        ("Mon, 04 May 2026 12:01:30 GMT", (90, 90)),
        ("Sun, 03 May 2026 12:00:00 GMT", (0, 0)),
    ],
    ids=["seconds", "now", "too long", "infinite", "negative", "no number", "words", "date", "past date"],
)
def test_retry_after(  # noqa: PLR0913, PLR0917  two are columns
    header: str,
    waits: tuple[float, float],
    server: ScriptedServer,
    run: Run,
    slept: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server's own wait is kept, in seconds or as a date, up to two minutes; nonsense falls back to ours."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2026, 5, 4, 12, tzinfo=tz)

    monkeypatch.setattr("briefgen.model.faults.datetime", Stopped)
    server.script = ["429", "ok"]
    server.retry_after = header
    run(*asking(server), code=0)

    least, most = waits
    assert len(slept) == 1
    assert least <= slept[0] <= most


@pytest.mark.usefixtures("story")
def test_a_redirect_takes_nothing_along(server: ScriptedServer, run: Run) -> None:
    """A host that the server points to is not spoken to, so that it sees neither key nor story."""
    with serving() as elsewhere:
        server.script, server.redirect_to = ["307"], elsewhere.address
        run(*asking(server), code=3)

        assert (server.calls, elsewhere.calls) == (1, 0)


@pytest.mark.usefixtures("story")
def test_a_proxy_is_not_asked_for_a_server_on_this_machine(
    server: ScriptedServer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the environment does not get to read what goes to loopback."""
    with serving("500") as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address)
        run(*asking(server), code=0)

        assert proxy.calls == 0


# argv after "brief ferry.txt" ("@" is the server), exit code, what stderr says; none of them calls anybody.
REFUSED = [
    ("-m srv/m --base-url @ --token-budget 1", 6, r"0 tokens used of 1; the next call may take [\d,]+ more"),
    ("-m srv/m --base-url @ --max-cost 0.1", 2, r"the price of srv/m is not known; set \[prices"),
    ("-m nobody/m", 2, "unknown provider 'nobody' .*give --base-url"),
    ("-m nonsense", 2, "'nonsense' is not provider/model"),
    ("-m /", 2, "'/' is not provider/model"),
    ("--base-url @", 2, "a base URL needs the model's name too"),
    ("-m srv/m --base-url nonsense", 2, "base_url: .*not an address such as"),
    ("-m srv/m --base-url http://[", 2, "base_url: .*not an address such as"),
    ("-m srv/m --base-url file:///etc/passwd", 2, "base_url: .*not an address such as"),
    ("-m srv/m --base-url http://127.0.0.1:99999/v1", 2, "base_url: .*not an address such as"),
    ("-m srv/m --base-url http://desk:sk-hush@127.0.0.1/v1", 2, "an address holds no key; set BRIEFGEN_API_KEY"),
    ("-m srv/\udcff --base-url @", 2, "model: no model's name holds such a character"),
    ("-m srv/m --base-url @ --timeout 0", 2, "timeout: .*greater than 0"),
    ("-m srv/m --base-url @ --timeout nan", 2, "timeout: .*greater than 0"),
    ("-m srv/m --base-url @ --token-budget 0", 2, "token_budget: .*greater than or equal to 1"),
    ("-m srv/m --base-url @ -o missing/out.md", 2, "missing/out.md: no such directory missing"),
    ("-m srv/m --base-url @ -o .", 2, r"\.: is a directory; name a file"),
    ("-m srv/m --base-url @ -o x.docx", 2, r"no format for 'x\.docx': end the name in"),
    ("-m srv/m --base-url @ -t missing.j2", 2, "missing.j2"),
    ("-m srv/m --base-url @ -f docx", 2, "docx"),
    ("-m srv/m --base-url @ --stream -o out.md", 2, "--stream prints Markdown on stdout"),
    ("-m srv/m --base-url @ --replay a --record b", 2, "either replayed or recorded"),
    ("-m srv/m --base-url @ --replay missing", 2, "missing/ferry.yaml: no such cassette; record one with --record"),
    ("-m local/missing.gguf", 3, "missing.gguf: no such weights"),
]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(("argv", "code", "wanted"), REFUSED, ids=[ascii(row[0]) for row in REFUSED])
def test_nobody_is_called(  # noqa: PLR0913, PLR0917  three are columns
    argv: str, code: int, wanted: str, server: ScriptedServer, run: Run, clean: Path
) -> None:
    """What cannot come to a good end is said before the first call."""
    ended = run("brief", "ferry.txt", *(server.base_url if one == "@" else one for one in argv.split()), code=code)

    helpful(ended.err, wanted)
    assert server.calls == 0
    assert ended.out == ""
    assert [path.name for path in clean.iterdir()] == ["ferry.txt"]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (None, "openai/gpt-x needs a key: set OPENAI_API_KEY"),
        ("", "openai/gpt-x needs a key: set OPENAI_API_KEY"),
        ("sk-hush\u2026", "the API key holds a character that no key has"),
        ("sk-hush\nX-Evil: 1", "the API key holds a character that no key has"),
    ],
    ids=["unset", "empty", "ellipsis", "line break"],
)
def test_a_key_that_is_none(
    key: str | None, wanted: str, server: ScriptedServer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing key is named by its variable; one that no header takes is refused and not repeated."""
    monkeypatch.delenv("BRIEFGEN_API_KEY")
    if key is not None:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    ended = run("brief", "ferry.txt", "-m", "openai/gpt-x", "--base-url", server.base_url, code=2)

    helpful(ended.err, wanted)
    assert "sk-hush" not in ended.err
    assert server.calls == 0


@pytest.mark.usefixtures("story")
def test_a_key_with_a_line_break_at_its_end(server: ScriptedServer, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key read from a file with its line break works."""
    monkeypatch.setenv("BRIEFGEN_API_KEY", f"{KEY}\n")
    run(*asking(server), code=0)

    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("behaviour", ["ok", "ok, not counted"])
def test_a_token_budget_stops_between_two_calls(behaviour: str, server: ScriptedServer, run: Run, clean: Path) -> None:
    """The budget counts what was used, by the server's count or else by our estimate, and nothing is written."""
    server.script = [behaviour]
    freely = run(*asking(server, "--strategy", "sections", "-f", "json"), code=0)
    asked = server.calls
    assert json.loads(freely.out)["provenance"]["tokens"]["input"] == (100 * asked if behaviour == "ok" else None)

    # 110 tokens a reply as counted, some thousands a reply as estimated; a first call needs fewer than 6,000.
    budget = 6_000
    ended = run(*asking(server, "--strategy", "sections", "--token-budget", budget, "-o", "out.md"))
    if behaviour == "ok":
        assert ended.code == 0
    else:
        assert ended.code == 6
        assert re.search(r"tokens used of 6,000; the next call may take", ended.err)
        assert asked < server.calls < 2 * asked
        assert not (clean / "out.md").exists()


@pytest.mark.usefixtures("story")
def test_a_cost_limit_stops_between_two_calls(server: ScriptedServer, run: Run, clean: Path) -> None:
    """With a price, the dollars spent and those of the next call are held against --max-cost."""
    (clean / "briefgen.toml").write_text('[prices."srv/m"]\ninput = 10.0\noutput = 1000.0\n', encoding="utf-8")
    ended = run(*asking(server, "--strategy", "sections", "--max-cost", 0.01), code=6)

    helpful(ended.err, r"\$0\.0000 spent of \$0\.01; the next call may cost \$\d")
    assert server.calls == 0


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.usefixtures("story")
def test_an_interruption(server: ScriptedServer, clean: Path) -> None:
    """Ctrl-C while a server is silent ends the program within seconds, with one line and nothing left behind."""
    server.script = ["silent"]
    argv = [sys.executable, "-m", "briefgen", *map(str, asking(server, "-o", "out.md", "--record", "tapes"))]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:  # noqa: S603
        assert server.asked.wait(30)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=20)

    helpful(err.strip(), "interrupted; nothing half-written is left")
    assert child.returncode == 130
    assert out == ""
    assert sorted(path.name for path in clean.rglob("*")) == ["ferry.txt", "tapes"]


@pytest.fixture
def recorded(server: ScriptedServer, run: Run, story: Path, clean: Path) -> Path:  # noqa: ARG001  it is read by name
    server.script = ["429", "500", "ok"]
    run(*asking(server, "--record", "tapes"), code=0)
    return clean / "tapes" / "ferry.yaml"


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Every attempt to reach anybody fails and is noted."""
    tried: list[object] = []

    def refuse(*address: object) -> NoReturn:
        tried.append(address)
        raise OSError("no network here")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield tried
    assert tried == []


def test_a_cassette_holds_nothing_to_hide(recorded: Path, server: ScriptedServer) -> None:
    """No key, no header, no cookie, no host and no port is written down; faults are not either."""
    text = recorded.read_text(encoding="utf-8")
    tape = yaml.safe_load(text)

    assert {"authorization", "user-agent"} <= server.headers[0].keys()
    port = server.address.rsplit(":", 1)[1]
    secrets = (KEY, "uthorization", "Bearer", "ookie", "hush", "127.0.0.1", port, "scripted")
    assert [secret for secret in secrets if secret in text] == []
    assert [one["response"]["status"] for one in tape["interactions"]] == [200] * (server.calls - 2)
    assert [path.name for path in recorded.parent.iterdir()] == ["ferry.yaml"]


@pytest.mark.usefixtures("recorded")
def test_a_replay_needs_no_network(
    run: Run, slept: list[float], offline: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A replay gives the brief without key, network or wait, the same each time."""
    monkeypatch.delenv("BRIEFGEN_API_KEY")
    slept.clear()
    first = run("brief", "ferry.txt", "-m", "srv/m", "--base-url", "http://example.org/v1", "--replay", "tapes", code=0)
    again = run("brief", "ferry.txt", "-m", "srv/m", "--base-url", "http://example.org/v1", "--replay", "tapes", code=0)

    assert first.out.startswith("# Ferry line cuts night service\n")
    assert first.out == again.out
    assert slept == []
    assert offline == []


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("behaviour", ["takes no schema", "takes no schema, tersely", "fenced"])
def test_a_replay_of_a_server_that_takes_no_schema(behaviour: str, server: ScriptedServer, run: Run) -> None:
    """What was recorded after a fallback replays through the same fallback."""
    server.script = [behaviour]
    live = run(*asking(server, "--record", "tapes"), code=0)
    calls = server.calls
    again = run(*asking(server, "--replay", "tapes"), code=0)

    assert live.out == again.out
    assert calls == server.calls


def _other_story(monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  one signature for all
    Path("ferry.txt").write_text(STORY.replace("slow closure", "quick closure"), encoding="utf-8")


def _other_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen import prompt

    block = prompt._block

    def edited(prompt_name: str, name: str, **values: object) -> str:
        return block(prompt_name, name, **values) + (" Be brief." if name == "system" else "")

    monkeypatch.setattr(prompt, "_block", edited)


def _other_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_MODEL", "srv/other")


def _other_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen import draft, patterns

    monkeypatch.setattr(draft, "ANY", patterns.ANY.replace("A-Z", "A-Y"))


Change = Callable[[pytest.MonkeyPatch], None]
CHANGES: list[tuple[Change, str]] = [
    (_other_story, "the story changed"),
    # Not the files of the prompt, which are at the head of the cassette, but what came of them.
    (_other_prompt, "not recorded: the prompt changed"),
    (_other_model, "the model changed"),
    (_other_schema, "the schema changed"),
]


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(("change", "wanted"), CHANGES, ids=[row[1] for row in CHANGES])
def test_a_replay_of_something_else(  # noqa: PLR0913, PLR0917  two are rows of the table
    change: Change,
    wanted: str,
    server: ScriptedServer,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    offline: list[object],
    fresh: Callable[[], None],
) -> None:
    """A miss says what changed, and how to record again."""
    monkeypatch.setenv("BRIEFGEN_MODEL", "srv/m")
    change(monkeypatch)
    fresh()
    ended = run("brief", "ferry.txt", "--base-url", server.base_url, "--replay", "tapes", "-o", "out.md", code=2)

    helpful(ended.err, rf"tapes/ferry.yaml: {wanted}; record again with --record tapes")
    assert offline == []


def test_answers_left_over(recorded: Path, server: ScriptedServer, run: Run) -> None:
    """A recorded answer that nobody asked for fails the replay."""
    tape = yaml.safe_load(recorded.read_text(encoding="utf-8"))
    tape["interactions"].append(tape["interactions"][-1])
    recorded.write_text(yaml.safe_dump(tape), encoding="utf-8")
    ended = run(*asking(server, "--replay", "tapes", "-o", "out.md"), code=2)

    assert ended.err.splitlines()[-1] == (
        "briefgen: tapes/ferry.yaml: 1 recorded answer(s) were not asked for; record again with --record tapes"
    )
    assert not Path("out.md").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format: 1\n",
        "format: 1\ninteractions: 5\n",
        "format: 1\ninteractions:\n- request: {method: POST\n",
        "format: 2\ninteractions: []\n",
        "[1, 2]\n",
        "just words",
        "\x00\x01",
        "\ufffe",
        "- !!python/object/apply:os.system ['touch owned']\n",
        "format: 1\ninteractions:\n- request: {method: POST, path: /v1, body: {}}\n  response: 3\n",
        "format: 1\ninteractions:\n- request: {method: 3, path: [], body: {}}\n  response: {status: x, body: 1}\n",
        "format: 1\ninteractions: []\n",
        "[" * 5000,
        "format: 1\ninteractions: &a [*a]\n",
        "? {a: b}\n: c\n",
        "format: 1\ninteractions:\n- null\n",
    ],
    ids=range(17),
)
@pytest.mark.usefixtures("story")
def test_a_broken_cassette(text: str, server: ScriptedServer, run: Run) -> None:
    """A file that is no cassette is named in one line, whatever is in it."""
    tape = Path("tapes") / "ferry.yaml"
    tape.parent.mkdir()
    tape.write_text(text, encoding="utf-8")
    ended = run(*asking(server, "--replay", "tapes"), code=2)

    helpful(ended.err, r"tapes/ferry.yaml: .*record (it )?again")
    assert not Path("owned").exists()


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_half_a_cassette(cut: float, recorded: Path, server: ScriptedServer, run: Run) -> None:
    """So is one that was cut."""
    text = recorded.read_text(encoding="utf-8")
    recorded.write_text(text[: int(cut * len(text))], encoding="utf-8")
    ended = run(*asking(server, "--replay", "tapes"), code=2)

    helpful(ended.err, "tapes/ferry.yaml: not a cassette .*; record it again")


@pytest.mark.parametrize("behaviour", ["html", "500", "empty body", "wrong schema", "reset"])
def test_a_failed_recording(behaviour: str, recorded: Path, server: ScriptedServer, run: Run) -> None:
    """A recording that fails leaves the one before it as it was, and no other file."""
    before = recorded.read_bytes()
    server.script = [behaviour]
    wanted = next(fault[2] for fault in FAULTS if fault[0] == behaviour)
    ended = run(*asking(server, "--record", "tapes"), code=3)

    helpful(ended.err, wanted)
    assert recorded.read_bytes() == before
    assert [path.name for path in recorded.parent.iterdir()] == ["ferry.yaml"]
