"""Damaged items of every format: nothing but a story or a `SourceError` of one line may come of them.

python benchmarks/wire_fuzz.py [COUNT] [FORMAT...] [--seed N]

Each format is a process of its own, so that its memory can be told: COUNT inputs (default 200,000), made by damaging
our items and, where they are there, the samples of real ones.
The slowest input is timed again before it counts; what breaks a limit is kept in the working directory.
"""

import argparse
import concurrent.futures
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from briefgen import read_story
from briefgen.errors import SourceError
from briefgen.wire import MAX_BYTES
from measures import table
from wire_items import docx, forms, unpacked

SAMPLES = Path(__file__).resolve().parents[2] / "shared/data/wire"
COUNT = 200_000
MOST_SECONDS = 2.0
MOST_MEGABYTES = 300
# One input in so many is blown up to megabytes.
_LARGE = 2_000
_UNPACKED = 0.8
_FORMAT_OF = {
    "anpa1312": "anpa", "iptc7901": "iptc7901", "newsml12": "newsml12", "newsmlg2": "newsmlg2", "ninjs": "ninjs",
    "ninjs21": "ninjs", "ninjs30": "ninjs", "nitf": "nitf", "email": "mail", "apmedia": "ninjs",
}  # fmt: skip
_PIECES = (
    b"<p>", b"</p>", b"<", b">", b"&#0;", b"&#xD800;", b"&nbsp;", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"&a;", b"<br/>", b"<table><tr><td>", b'"', b"\\u0000", b"\\ud800",
    b"{", b"}", b"[", b"]", b"null", b"1e999", b"-1", b"9" * 40, b"\x00", b"\x01", b"\x02", b"\x03", b"\x04",
    b"\x14", b"\x16", b"\x1f", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\r\n", b"\n\n", b"\r", b"\x85",
    b"\xe2\x80\xa8", b"\xc2\xad", b"^", b"=\n", b"-- \n", b"(MORE)", b"EMBARGOED until 2459 GMT Feb 30",
    b"99/99/9999", b"2026-13-45T99:99:99Z", b"Content-Type: multipart/mixed; boundary=x", b"--x\n",
    b"=?utf-8?b?////?=", b"Content-Transfer-Encoding: base64\n", b"encoding='utf-16'", b"charset=utf-7",
    b"#" * 30, b"stream\n", b"endobj\n", b"/Length 99999999", b"PK\x03\x04", b"word/document.xml",
    b"https://[::1/", b"{{headline}}",
)  # fmt: skip


class Outcome(NamedTuple):
    """What became of a format's inputs; `broken` is where the first input of another end was kept."""

    format: str
    stories: int
    refused: int
    slowest: float
    megabytes: float
    seconds: float
    broken: str


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("count", nargs="?", type=int, default=COUNT)
    arguments.add_argument("formats", nargs="*")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    names = given.formats or [form.name for form in forms()]
    rows = []
    # A fresh process a format: the most memory that one ever had is all that can be asked of it.
    with concurrent.futures.ProcessPoolExecutor(
        max_workers=os.cpu_count(), mp_context=get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        waiting = [pool.submit(_fuzz, name, given.count, given.seed) for name in names]
        for one in concurrent.futures.as_completed(waiting):
            done = one.result()
            told = done.broken or f"slowest {done.slowest:.2f} s, {done.megabytes:.0f} MB, {done.stories:,} stories"
            print(f"{done.format}: {done.seconds:.0f} s; {told}", file=sys.stderr, flush=True)
            rows.append(done)
    heads = ["format", "inputs", "stories", "refused", "slowest, s", "most memory, MB", "others", "limits"]
    limits = f"<= {MOST_SECONDS:.0f} s, {MOST_MEGABYTES} MB, 0"
    print(
        table(
            heads,
            [
                [
                    row.format, f"{given.count:,}", f"{row.stories:,}", f"{row.refused:,}", f"{row.slowest:.2f}",
                    f"{row.megabytes:.0f}", row.broken or "0", limits,
                ]
                for row in sorted(rows, key=lambda row: names.index(row.format))
            ],
        )
    )  # fmt: skip
    if any(row.broken or row.slowest > MOST_SECONDS or row.megabytes > MOST_MEGABYTES for row in rows):
        sys.exit(1)


def _fuzz(name: str, count: int, seed: int) -> Outcome:
    chance = random.Random(f"{seed} {name}")  # noqa: S311  to be repeatable, not to be secret
    seeds = _seeds(name)
    for one in seeds:
        _ends(one)
    before = _megabytes()
    stories = refused = 0
    slowest, began = 0.0, time.perf_counter()
    for _ in range(count):
        data = _damaged(chance, seeds)
        since = time.process_time()
        try:
            told = _ends(data)
        except Exception as exc:  # noqa: BLE001  whatever it is, it is what is looked for
            return _broken(name, data, exc, began)
        took = time.process_time() - since
        if took > slowest:
            slowest = max(slowest, min(took, _again(data)))
            if slowest > MOST_SECONDS:
                Path(f"slow-{name}.bin").write_bytes(data)
        stories, refused = (stories + 1, refused) if told else (stories, refused + 1)
    return Outcome(name, stories, refused, slowest, _megabytes() - before, time.perf_counter() - began, "")


def _ends(data: bytes) -> bool:
    """Whether a story comes of it, and not an error of one line."""
    try:
        return bool(read_story(data).sentences)
    except SourceError as exc:
        if not str(exc).isprintable():
            raise RuntimeError(f"an error of more than a line: {exc!r}") from exc
        return False


def _again(data: bytes) -> float:
    since = time.process_time()
    _ends(data)
    return time.process_time() - since


def _broken(name: str, data: bytes, exc: Exception, began: float) -> Outcome:
    kept = Path(f"fuzz-{name}.bin").absolute()
    kept.write_bytes(data)
    return Outcome(name, 0, 0, 0, 0, time.perf_counter() - began, f"{type(exc).__name__}: {exc!s:.60} ({kept})")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seeds(name: str) -> list[bytes]:
    own = [form.data for form in forms() if form.name == name]
    samples = sorted(SAMPLES.iterdir()) if SAMPLES.is_dir() else []
    return own + [path.read_bytes() for path in samples if _FORMAT_OF.get(path.name.split("-")[0]) == name]


def _damaged(chance: random.Random, seeds: list[bytes]) -> bytes:
    whole = chance.choice(seeds)
    # A damaged archive is broken and no more: what is in it is damaged and packed again.
    packed = whole.startswith(b"PK") and chance.random() < _UNPACKED
    data = bytearray(unpacked(whole) if packed else whole)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 9))):
        chance.choice(_WAYS)(data, chance, seeds)
    if chance.random() < 1 / _LARGE:
        at, length = _stretch(data, chance)
        data[at:at] = data[at : at + length] * (chance.choice((1_000_000, MAX_BYTES)) // max(length, 1))
        del data[MAX_BYTES:]
    return docx(bytes(data)) if packed else bytes(data)


def _stretch(data: bytearray, chance: random.Random) -> tuple[int, int]:
    at = chance.randrange(len(data) + 1)
    return at, min(chance.choice((1, 2, 4, 8, 20, 60, 200, 1000)), len(data) - at)


def _flip(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    for _number in range(chance.choice((1, 1, 4, 16))):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    at, length = _stretch(data, chance)
    del data[at : at + length]


def _end(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _double(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    at, length = _stretch(data, chance)
    data[at:at] = data[at : at + length] * chance.choice((1, 1, 2, 50))


def _move(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    at, length = _stretch(data, chance)
    piece = data[at : at + length]
    del data[at : at + length]
    to = chance.randrange(len(data) + 1)
    data[to:to] = piece


def _splice(data: bytearray, chance: random.Random, seeds: list[bytes]) -> None:
    other = chance.choice(seeds)
    at, start = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    data[at:] = other[start:]


def _insert(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(_PIECES) * chance.choice((1, 1, 1, 2, 40))


def _recode(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    text = data.decode("utf-8", errors="replace")
    data[:] = text.encode(chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "cp437")), "replace")


_WAYS: tuple[Callable[[bytearray, random.Random, list[bytes]], None], ...] = (
    _flip, _flip, _cut, _cut, _end, _double, _move, _splice, _insert, _insert, _insert, _recode,
)  # fmt: skip


if __name__ == "__main__":
    main()
