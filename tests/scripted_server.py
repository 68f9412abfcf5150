"""An OpenAI-compatible server on loopback that plays a script: one behaviour a call, the last one for all that follow.

Its briefs are fixtures, made by hand: sentences from a table, put where the schema of the request wants them.
"""

import contextlib
import http.server
import itertools
import json
import math
import re
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from typing import Any, ClassVar, Self

# No name, no number, no quotation, no two alike: a check that looks at the copy has nothing to object to.
SENTENCES = (
    "Talks went on behind closed doors while both delegations kept their positions.",
    "Officials left the outcome open and put off the harder part until later.",
    "Pressure builds slowly because delay costs one party more than its rival.",
    "Whoever waits longest sets the terms, since patience is cheaper than retreat.",
    "Formal procedure moves the quarrel from the street into an orderly queue.",
    "Beneath that surface lies an unpaid bill which ordinary households may inherit.",
    "Watch whether either camp softens its wording, a sign that compromise is near.",
    "Track any new deadline, because fresh dates would show that momentum has returned.",
    "Look for quiet visits between capitals, for they would mean contact survives.",
    "Trust erodes whenever promises slip, and rebuilding it takes another season.",
    "A narrow agreement would calm markets without touching the deeper grievance.",
    "Mediation lets proud actors accept a result that neither could propose alone.",
    "Smaller neighbours carry risks they never chose and cannot easily insure against.",
    "Follow inspectors closely: access granted soon would point toward real easing.",
    "Credit for restraint goes to the side whose threats were never tested.",
    "Silence from the ministry keeps several doors ajar, including an unwelcome one.",
)
REFUSES_SCHEMAS = "'response_format' of type 'json_schema' is not supported with this model"
ERRORS = {"400": 400, "401": 401, "403": 403, "404": 404, "422": 422, "500": 500, "503": 503, "429": 429}


class ScriptedServer:
    """Counts calls, keeps what it was sent, and answers as its script says.

    Attributes:
        script: names of behaviours, see `_Caller`.
        played: those that were played, in order.
        bodies: the JSON bodies of the requests, in order.
        headers: their headers.
        tokens: candidates for the first token of an answer and their probabilities, for "ok" to a request that wants
            them; a number for the status that it is refused with instead; anything else is sent as it is.
        verdict: what a field of yes or no in a draft says.
    """

    def __init__(self, *script: str) -> None:
        self.script = list(script) or ["ok"]
        self.played: list[str] = []
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.retry_after = "7"
        self.redirect_to = ""
        self.asked = threading.Event()
        self.closing = threading.Event()
        self.schema: dict[str, Any] = {}
        self.tokens: object = None
        self.verdict = True
        self.faults: list[BaseException | None] = []
        self._sentences = itertools.cycle(SENTENCES)
        self._server = _Server(("127.0.0.1", 0), _Caller)
        self._server.scripted = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def address(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    @property
    def base_url(self) -> str:
        return f"{self.address}/v1"

    @property
    def calls(self) -> int:
        return len(self.played)

    def sent(self, call: int = 0) -> list[dict[str, str]]:
        """The messages of one call."""
        messages: list[dict[str, str]] = self.bodies[call]["messages"]
        return messages

    def copy(self, call: int = 0) -> str:
        """What one call was shown of the story: the last message that shows one."""
        shown = [message["content"] for message in self.sent(call) if message["content"].startswith("STORY\n")]
        return shown[-1]

    def next(self) -> str:
        behaviour = self.script[min(self.calls, len(self.script) - 1)]
        self.played.append(behaviour)
        return behaviour

    def draft(self) -> Any:
        """A draft that the last schema sent allows; null where none was."""
        return self._fill(self.schema, self.schema) if self.schema else None

    def _fill(self, schema: dict[str, Any], root: dict[str, Any]) -> Any:  # noqa: PLR0911  one return a kind
        if "$ref" in schema:
            return self._fill(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
        if "anyOf" in schema:
            return self._fill(schema["anyOf"][0], root)
        if "enum" in schema or "const" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        match schema.get("type"):
            case "object":
                return {name: self._fill(one, root) for name, one in schema["properties"].items()}
            case "array" if "prefixItems" in schema:
                return [self._fill(one, root) for one in schema["prefixItems"]]
            case "array":
                return [self._fill(schema["items"], root) for _ in range(max(1, schema.get("minItems", 0)))]
            case "integer":
                return schema.get("minimum", 1)
            case "boolean":
                return self.verdict
            case "string":
                return _fitting(next(self._sentences), schema.get("pattern", ""))
            case kind:
                raise NotImplementedError(f"a draft with a value of type {kind}: teach the fixture to write one")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        assert not self.faults, self.faults


def closed_port() -> int:
    """A port of loopback where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _fitting(sentence: str, pattern: str) -> str:
    """The sentence, opened as the pattern wants it: with one of the alternatives of its groups."""
    if re.search(pattern, sentence):
        return sentence
    rest = sentence[0].lower() + sentence[1:]
    groups = re.findall(r"\((?:\?:)?((?:[^()\\]|\\.)+)\)(?!\?)", pattern)
    for openings in itertools.product(*(re.split(r"(?<!\\)\|", group)[:3] for group in groups)):
        opening = re.sub(r"\\(.)", r"\1", " ".join(openings))
        candidate = f"{opening} room here: {rest}"
        if re.search(pattern, candidate):
            return candidate
    raise NotImplementedError(f"no sentence of the table fits {pattern[:200]}")


def _told_schema(body: dict[str, Any]) -> dict[str, Any] | None:
    """The schema that a message spells out, for a server that takes none."""
    read = json.JSONDecoder().raw_decode
    for message in body.get("messages", ()):
        for brace in re.finditer(r"\{", str(message["content"])):
            with contextlib.suppress(ValueError):
                found, _ = read(message["content"], brace.start())
                if "properties" in found:
                    return dict(found)
    return None


def completion(content: str | None, finish: str = "stop", **message: object) -> dict[str, Any]:
    """A chat completion as the API words it; every one counts 100 tokens in and 10 out."""
    return {
        "id": "fixture",
        "object": "chat.completion",
        "created": 0,
        "model": "fixture",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": content, **message},
            }
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True
    scripted: ScriptedServer

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002  socketserver's signature
        """A client that hangs up is what half of the script is about; a fault of the fixture is told at the end."""
        if not isinstance(fault := sys.exc_info()[1], ConnectionError):
            self.scripted.faults.append(fault)


class _Caller(http.server.BaseHTTPRequestHandler):
    """One call. Every behaviour of the script is a branch of `_play`."""

    server: _Server
    replies: ClassVar[dict[str, dict[str, Any]]] = {
        "refusal": completion(None, refusal="I cannot help with that."),
        "filter": completion(None, "content_filter"),
        "no choices": completion("") | {"choices": []},
        "null choices": completion("") | {"choices": None},
        "prose": completion("I would rather tell you about the weather, which is fine."),
        "wrong schema": completion(json.dumps({"verdict": "all is well"})),
        "null content": completion(None),
    }

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        scripted = self.server.scripted
        body = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or "{}")
        scripted.bodies.append(body)
        scripted.headers.append({name.lower(): value for name, value in self.headers.items()})
        schema = (body.get("response_format") or {}).get("json_schema", {}).get("schema")
        scripted.schema = schema or _told_schema(body) or scripted.schema
        behaviour = scripted.next()
        scripted.asked.set()
        with contextlib.suppress(ConnectionError):
            if behaviour == "ok" and body.get("logprobs"):
                self._weigh(scripted.tokens)
            else:
                self._play(behaviour, scripted, asks_for_schema=schema is not None)

    def _weigh(self, tokens: object) -> None:
        if isinstance(tokens, int):
            self._error(tokens, "You are not allowed to request logprobs from this model")
            return
        if isinstance(tokens, dict) and tokens and all(isinstance(part, float) for part in tokens.values()):
            weighed = [{"token": token, "logprob": math.log(part), "bytes": None} for token, part in tokens.items()]
            tokens = {"content": [{**weighed[0], "top_logprobs": weighed}]}
        reply = completion("Yes", "length")
        reply["choices"][0]["logprobs"] = tokens
        self._json(reply)

    def _play(self, behaviour: str, scripted: ScriptedServer, *, asks_for_schema: bool) -> None:  # noqa: C901, PLR0912
        if behaviour in ERRORS:
            self._error(ERRORS[behaviour], f"scripted {behaviour}")
            return
        if behaviour in self.replies:
            self._json(self.replies[behaviour])
            return
        draft = json.dumps(scripted.draft(), ensure_ascii=False)
        match behaviour:
            case "ok":
                self._json(completion(draft))
            case "ok, not counted":
                self._json(completion(draft) | {"usage": None})
            case "fenced":
                self._json(completion(f"Here is the brief:\n```json\n{draft}\n```\n"))
            case "truncated":
                self._json(completion(draft[: len(draft) // 2], "length"))
            case "takes no schema" if asks_for_schema:
                self._error(400, REFUSES_SCHEMAS)
            case "takes no schema, tersely" if asks_for_schema:
                self._send(400, REFUSES_SCHEMAS.encode(), kind="text/plain")
            case "takes no schema" | "takes no schema, tersely":
                self._json(completion(draft))
            case "400 echo":
                # What a server built on pydantic says: the whole input, the story in it.
                sent = scripted.bodies[-1]["messages"][-1]["content"]
                detail = [{"loc": ["body"], "msg": "extra fields", "input": sent}]
                self._send(422, json.dumps({"detail": detail}).encode())
            case "500 echo":
                self._error(500, f"upstream rejected {self.headers['authorization']} \x1b[31m")
            case "307":
                self._send(307, b"", location=f"{scripted.redirect_to}/v1/chat/completions")
            case "html":
                self._send(200, b"<!DOCTYPE html><h1>Welcome to our portal</h1>", kind="text/html")
            case "empty body":
                self._send(200, b"")
            case "broken json":
                self._send(200, b'{"id": "fixture", "choices": [')
            case "huge":
                self._send(200, b'{"id": "' + b"x" * 4_200_000 + b'"}')
            case "silent":
                scripted.closing.wait(30)
            case "drips":
                self._start(200, "application/json", 10_000_000)
                while not scripted.closing.wait(0.05):
                    self.wfile.write(b" ")
            case "reset":
                self._start(200, "application/json", 10_000)
                self.wfile.write(b'{"id": ')
                self.wfile.flush()
                # Linger of zero seconds: close() sends RST, not FIN.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            case _:
                raise NotImplementedError(behaviour)

    def _json(self, reply: dict[str, Any]) -> None:
        self._send(200, json.dumps(reply).encode())

    def _error(self, status: int, message: str) -> None:
        self._send(status, json.dumps({"error": {"message": message}}).encode())

    def _send(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        if status in (429, 503):
            headers["Retry-After"] = self.server.scripted.retry_after
        self._start(status, kind, len(body), **headers)
        self.wfile.write(body)

    def _start(self, status: int, kind: str, length: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(length), **headers}.items():
            self.send_header(name, value)
        self.send_header("Set-Cookie", "session=hush")
        self.end_headers()


@contextlib.contextmanager
def serving(*script: str) -> Iterator[ScriptedServer]:
    """A server with this script, closed at the end."""
    with ScriptedServer(*script) as server:
        yield server
