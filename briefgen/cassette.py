"""Record and replay: one cassette a story, matched on method, path and canonical JSON body.

vcrpy keeps the tape; `cassette_file` says what is written on it.
"""

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefgen.errors import CassetteMiss
from briefgen.fingerprint import Fingerprint

if TYPE_CHECKING:
    from briefgen.cassette_file import Persister


def slug(path: Path) -> str:
    """The name of a story's cassette: the folder of a ``story.*``, else the file's own name without its ending."""
    name = path.resolve().parent.name if path.stem == "story" else path.stem
    return re.sub(r"[^\w.-]+", "-", name).strip(".-")[:80] or "story"


@contextlib.contextmanager
def replay(path: Path, now: Fingerprint | None = None) -> Iterator[None]:
    """Answer HTTP calls from a cassette; nothing goes out.

    Args:
        path: the cassette.
        now: what a recording of today would depend on; None to look at no more than the calls.

    Raises:
        CassetteMiss: no such file, it is not a cassette, it depends on something that moved since, or something in it
            was left unplayed.
    """
    if not path.is_file():
        raise CassetteMiss(f"{path}: no such cassette; record one with --record {path.parent}", "missing")
    from briefgen.cassette_file import Persister

    persister = Persister()
    with _vcr(persister).use_cassette(str(path), record_mode="none") as played:
        if now and (moved := _fingerprint(path, persister.head).moved(now)):
            raise CassetteMiss(f"{path}: {_and(moved)} changed; record again with --record {path.parent}")
        yield
    if not played.all_played:
        left = len(played) - played.play_count
        raise CassetteMiss(
            f"{path}: {left} recorded answer(s) were not asked for; record again with --record {path.parent}",
            "unplayed",
        )


def head(path: Path) -> Fingerprint:
    """What a recording depends on, by the head of its file.

    Raises:
        CassetteMiss: no such file, or it is not a cassette.
    """
    from briefgen.cassette_file import read_head

    if not path.is_file():
        raise CassetteMiss(f"{path}: no such cassette; record one with --record {path.parent}", "missing")
    return _fingerprint(path, read_head(path))


def _fingerprint(path: Path, head: Mapping[str, object]) -> Fingerprint:
    try:
        return Fingerprint.model_validate(head)
    except ValidationError as exc:
        raise CassetteMiss(f"{path}: not a cassette (its head says too little); record it again", "broken") from exc


@contextlib.contextmanager
def record(path: Path, now: Fingerprint | None = None) -> Iterator[None]:
    """Let HTTP calls through and write them down; the file appears, whole, only when all went well.

    Args:
        path: the cassette.
        now: what the recording depends on; at the head of the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        from briefgen.cassette_file import Persister

        head = now.model_dump(mode="json") if now else {}
        with _vcr(Persister(head)).use_cassette(str(draft), record_mode="all") as tape:
            try:
                yield
            except BaseException:
                # vcrpy would write what there is, and a fault in doing so would hide the one that happened.
                tape.dirty = False
                raise
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def explain(chain: Sequence[BaseException]) -> CassetteMiss | None:
    """Say what changed, when one of these exceptions is vcrpy's "not recorded"; else None."""
    if "vcr" not in sys.modules:
        return None
    from vcr.errors import CannotOverwriteExistingCassetteException

    for exc in chain:
        if isinstance(exc, CannotOverwriteExistingCassetteException):
            path = Path(exc.cassette._path)  # noqa: SLF001  vcrpy offers no accessor
            asked = json.loads(exc.failed_request.body)
            recorded = [json.loads(request.body) for request in exc.cassette.requests]
            changed = _what_changed(asked, recorded)
            return CassetteMiss(f"{path}: {changed}; record again with --record {path.parent}", "unrecorded")
    return None


def _what_changed(asked: dict[str, Any], recorded: list[dict[str, Any]]) -> str:
    """Compare with the recorded request that shares most with this one."""
    if not recorded:
        return "nothing is recorded"
    differences = [_differences(asked, one) for one in recorded]
    nearest = min(differences, key=len)
    if not nearest:
        return "the same call was recorded fewer times than it was made"
    return f"not recorded: {_and(nearest)} changed"


def _and(things: Sequence[str]) -> str:
    return " and ".join(things)


def _differences(asked: dict[str, Any], recorded: dict[str, Any]) -> list[str]:
    found = []
    if asked.get("model") != recorded.get("model"):
        found.append("the model's name")
    if asked.get("response_format") != recorded.get("response_format"):
        found.append("the schema")
    ours, theirs = asked.get("messages", []), recorded.get("messages", [])
    if len(ours) != len(theirs):
        found.append("the number of messages")
    pairs = list(zip(ours, theirs, strict=False))
    copies = [number for number, (one, _) in enumerate(pairs) if one["content"].startswith("STORY\n")]
    for number, (one, other) in enumerate(pairs):
        if one == other:
            continue
        is_copy = bool(copies) and number == copies[-1]
        later = bool(copies) and number > copies[-1]
        what = (
            "the story" if is_copy else ("an earlier answer" if later and one["role"] == "assistant" else "the prompt")
        )
        if what not in found:
            found.append(what)
    rest = {"messages", "model", "response_format"}
    if {k: v for k, v in asked.items() if k not in rest} != {k: v for k, v in recorded.items() if k not in rest}:
        found.append("a sampling parameter")
    return found


def _vcr(persister: "Persister") -> Any:
    import vcr

    from briefgen.cassette_file import canonical

    def same_body(one: Any, other: Any) -> bool:
        # No assert: where pytest rewrites those, it would compare the bodies at length to say how they differ.
        return canonical(one.body) == canonical(other.body)

    recorder = vcr.VCR(
        match_on=["method", "path", "canonical_body"],
        decode_compressed_response=True,
        before_record_response=_keep_good,
    )
    recorder.register_matcher("canonical_body", same_body)
    recorder.register_persister(persister)
    return recorder


def _keep_good(response: dict[str, Any]) -> dict[str, Any] | None:
    """Drop faults: a recorded 429 would replay its wait, a recorded 500 its retry.

    A 400 stays: by one a server says that it takes no schema, and the replay must be told so again.
    """
    code = response["status"]["code"]
    return response if code < 400 or code in (400, 422) else None  # noqa: PLR2004  RFC 9110
