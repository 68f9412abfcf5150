"""How many stories a second each reader reads, beside the bare parser of its format on the same bytes.

python benchmarks/wire.py [ROUNDS]

"reader" is the item as understood; "sentences" only numbers the sentences of the copy, which no reader can do without;
"story" is all: read, cleaned, its language told, its sentences numbered.
"""

import statistics
import sys
import time
from collections.abc import Callable

from briefgen import Story, read_story
from briefgen.language import detect
from briefgen.wire import read_items
from measures import table
from wire_items import Form, forms

LIMIT = 3.0


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    rows = [_row(form, rounds) for form in forms()]
    heads = [
        "format",
        "bytes",
        "stories a second",
        "bare parser",
        "ms bare",
        "reader : bare",
        "sentences : bare",
        "story : bare",
        "limit",
    ]
    print(table(heads, rows))


def _row(form: Form, rounds: int) -> list[str]:
    text = read_story(form.data).text
    steps: list[Callable[[bytes], object]] = [form.parse, read_items, lambda _: Story.from_text(text), _whole]
    seconds: list[list[float]] = [[] for _ in steps]
    for number in range(rounds + 3):
        # In turns, so that a busy moment of the machine falls on all of them; the first of each loads and compiles.
        for step, times in zip(steps, seconds, strict=True):
            started = time.perf_counter()
            step(form.data)
            if number > 2:
                times.append(time.perf_counter() - started)
    bare, reader, sentences, story = map(statistics.median, seconds)
    return [
        form.name, f"{len(form.data):,}", f"{1 / story:,.0f}", form.parser, f"{bare * 1000:.3f}",
        f"{reader / bare:.1f}", f"{sentences / bare:.1f}", f"{story / bare:.1f}", f"<= {LIMIT:.0f}",
    ]  # fmt: skip


def _whole(data: bytes) -> object:
    # A wire does not send the same story again and again.
    detect.cache_clear()
    return read_story(data)


if __name__ == "__main__":
    main()
