"""Golden briefs replayed and compared, beside plain vcrpy replaying the same answers in the same run.

python benchmarks/golden.py [CASES ...]       default: 100 and 1000
"""

import http.server
import json
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import vcr
import yaml

from briefgen import make_brief, read_story
from briefgen.brief import SECTION_IDS
from briefgen.cassette_file import canonical
from briefgen.config import Settings
from briefgen.golden.case import Case, Golden, dump, find_cases, replayed
from briefgen.golden.run import Options, check_cases
from measures import table

LIMIT_MS = 25.0
WARM_UP = 3
STORY = """Ferry line {number} cuts night service

OLM, Nov. 20 (MNW) - Olm Ferries will stop the night boats of its line {number} on Dec. 1, it said on Thursday.

The line lost {number} thousand crowns last year, according to the company. A union said 40 jobs would go.

"We will not sign away the nights," union leader Ada Lind told reporters in Olm. She declined to say whether crews would
stop work.

The city council meets on Tuesday to decide whether to pay for the boats itself. It has not said what it would pay.
"""
STATEMENTS = {
    "what_happened": ["Olm Ferries said it would stop night boats on Dec. 1.", "A union said 40 jobs would go."],
    "who_gains": ["Olm Ferries gains room, because nobody else runs boats at night."],
    "mechanism": ["Delay costs one party more than its rival, and patience is cheaper than retreat."],
    "why_it_matters": ["Crews carry a risk that they never chose and cannot insure against."],
    "what_to_watch": ["Watch whether the council pays for the boats, which would keep the crews at work."],
}


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [100, 1000]
    rows = []
    with tempfile.TemporaryDirectory() as folder, _Answering() as server:
        root = Path(folder)
        for size in sizes:
            print(f"{size} cases: writing and recording them ...", file=sys.stderr, flush=True)
            cases = _generate(root / str(size), size, f"http://127.0.0.1:{server.server_port}/v1")
            plain = [_plain_tape(case) for case in cases]
            options = Options(settings=Settings())
            for case in cases[:WARM_UP]:
                check_cases([case], options)
            briefgen, peer = [], []
            # In turns, so that a busy moment of the machine falls on both.
            for case, tape in zip(cases, plain, strict=True):
                briefgen.append(_timed(partial(_check, case, options)))
                peer.append(_timed(partial(_replay_plainly, tape)))
            ours, theirs = statistics.median(briefgen) * 1000, statistics.median(peer) * 1000
            rows.append([str(size), f"{ours:.1f}", f"{theirs:.1f}", f"{ours / theirs:.1f}", f"<= {LIMIT_MS:.0f}"])
    print(table(["cases", "briefgen, median ms a case", "plain vcrpy", "ratio", "limit"], rows))


def _check(case: Case, options: Options) -> None:
    result = check_cases([case], options)
    assert result.exit_code == 0, result.cases


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _generate(root: Path, size: int, base_url: str) -> list[Case]:
    settings = Settings(model="srv/fixture", base_url=base_url)
    for number in range(1, size + 1):
        folder = root / "cases" / f"ferry-{number}"
        folder.mkdir(parents=True)
        (folder / "story.txt").write_text(STORY.format(number=number), encoding="utf-8")
    cases = find_cases(root / "cases", root / "cassettes")
    for case in cases:
        brief = make_brief(read_story(case.story), settings=settings, record=case.cassette)
        golden = Golden(brief=brief, replay=replayed(brief))
        case.golden.write_text(dump(golden), encoding="utf-8")
    return cases


def _plain_tape(case: Case) -> Path:
    """The same calls as vcrpy itself writes them."""
    recorded = yaml.safe_load(case.cassette.read_text(encoding="utf-8"))
    interactions = [
        {
            "request": {
                "method": one["request"]["method"],
                "uri": f"http://replay{one['request']['path']}",
                "body": canonical(json.dumps(one["request"]["body"])),
                "headers": {},
            },
            "response": {
                "status": {"code": 200, "message": "OK"},
                "headers": {"content-type": ["application/json"]},
                "body": {"string": json.dumps(one["response"]["body"])},
            },
        }
        for one in recorded["interactions"]
    ]
    tape = case.folder / "plain.yaml"
    tape.write_text(yaml.safe_dump({"version": 1, "interactions": interactions}), encoding="utf-8")
    return tape


def _replay_plainly(tape: Path) -> None:
    """Load the cassette, send what it holds, and read the answers."""
    with vcr.use_cassette(str(tape), record_mode="none", match_on=["method", "path", "body"]) as played:
        for asked in list(played.requests):
            request = urllib.request.Request(asked.uri, data=asked.body, method=asked.method)  # noqa: S310
            with urllib.request.urlopen(request) as reply:  # noqa: S310  vcrpy answers
                json.load(reply)
        assert played.all_played


class _Answering:
    """A server on loopback that answers every call with the same draft."""

    def __enter__(self) -> http.server.ThreadingHTTPServer:
        draft = {
            section: {"statements": [{"text": text, "cites": [1]} for text in STATEMENTS[section]]}
            for section in SECTION_IDS
        }
        reply: dict[str, Any] = {
            "id": "fixture", "object": "chat.completion", "created": 0, "model": "fixture",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": json.dumps(draft)},
                }
            ],
            "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
        }  # fmt: skip
        body = json.dumps(reply).encode()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self.server

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


if __name__ == "__main__":
    main()
