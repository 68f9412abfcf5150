"""A cassette on disk: YAML with parsed bodies, so that a difference between two recordings reads.

At its head stands what the recording depends on. It holds no headers, no host and no key: a recording made on one
machine replays on any other.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request

from briefgen.errors import CassetteMiss

FORMAT = 2
# The C parser is ten times as fast; a PyYAML built without it has the same safe loader in Python.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Persister:
    """What vcrpy asks of a persister: load and save, bodies parsed on disk and text in memory.

    Args:
        head: what the recording depends on, to write; a mapping of plain values.
    """

    def __init__(self, head: Mapping[str, object] = MappingProxyType({})) -> None:
        self.head = head

    def load_cassette(self, cassette_path: str, serializer: object) -> tuple[list[Any], list[Any]]:  # noqa: ARG002
        """The recorded requests and the responses to them, in order; `head` is what the file says from then on.

        Raises:
            CassetteMiss: the file is not a cassette, or of another format.
        """
        path = Path(cassette_path)
        if not path.exists():
            raise CassetteNotFoundError
        try:
            data = yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506  it is a safe one
            if data["format"] != FORMAT:
                reason = f"format {data['format']}, this version reads {FORMAT}"
                raise CassetteMiss(f"{path}: {reason}; record it again", "broken")
            self.head = dict(data["recorded"])
            played = [(_request(one["request"]), _response(one["response"])) for one in data["interactions"]]
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as exc:
            raise CassetteMiss(f"{path}: not a cassette ({type(exc).__name__}); record it again", "broken") from exc
        return [request for request, _ in played], [response for _, response in played]

    def save_cassette(self, cassette_path: str, cassette_dict: dict[str, list[Any]], serializer: object) -> None:  # noqa: ARG002
        """Write what was recorded."""
        interactions = [
            {
                "request": {"method": request.method, "path": request.path, "body": json.loads(request.body)},
                "response": {
                    "status": response["status"]["code"],
                    "body": _parsed(response["body"]["string"]),
                },
            }
            for request, response in zip(cassette_dict["requests"], cassette_dict["responses"], strict=True)
        ]
        text = yaml.dump(
            {"format": FORMAT, "recorded": dict(self.head), "interactions": interactions},
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            width=10_000,
        )
        Path(cassette_path).write_text(text, encoding="utf-8")


def read_head(path: Path) -> dict[str, object]:
    """What stands before the calls, without reading those where the head comes first, as it is written.

    Raises:
        CassetteMiss: the file is not a cassette.
    """
    text = path.read_bytes()
    head, calls, _ = text.partition(b"\ninteractions:")
    for part in (head, text) if calls else (text,):
        try:
            return dict(yaml.load(part, Loader=_LOADER)["recorded"])  # noqa: S506  it is a safe one
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as exc:
            fault = exc
    raise CassetteMiss(f"{path}: not a cassette ({type(fault).__name__}); record it again", "broken")


def canonical(body: bytes | str | None) -> str:
    """A JSON body with sorted keys and no optional white space."""
    return json.dumps(json.loads(body or "null"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _request(recorded: dict[str, Any]) -> Any:
    body = canonical(json.dumps(recorded["body"]))
    return Request(recorded["method"], f"http://replay{recorded['path']}", body, {})


def _parsed(body: bytes | str) -> Any:
    """JSON parsed; a page that a proxy sent instead as text, so that the fault itself is what gets reported."""
    try:
        return json.loads(body)
    except ValueError:
        return body if isinstance(body, str) else body.decode(errors="replace")


def _response(recorded: dict[str, Any]) -> dict[str, Any]:
    body = recorded["body"] if isinstance(recorded["body"], str) else json.dumps(recorded["body"], ensure_ascii=False)
    return {
        "status": {"code": recorded["status"], "message": "OK"},
        "headers": {"content-type": ["application/json"]},
        "body": {"string": body.encode()},
    }


class _Dumper(yaml.SafeDumper):
    """Strings of several lines as literal blocks, so that a changed prompt is a readable difference."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Write repeated messages out: an alias would hide which call they belong to."""
        return True


def _literal(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _literal)
