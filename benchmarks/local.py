"""The embedded model against its own limit: reading each prompt token once and writing each output token once.

    python benchmarks/local.py [STORY]

The limit comes from the server's timings of the same run. Loading the weights counts as ours.
"""

import sys
import tempfile
import time
from pathlib import Path

from briefgen import make_brief, read_story
from briefgen.config import Settings
from briefgen.providers import EMBEDDED
from measures import EXAMPLES, calls, published_words, table, timing

WALL_LIMIT = 1.25
TOKENS_LIMIT = 1.7


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES[-1]
    story = read_story(path)
    with tempfile.TemporaryDirectory() as folder:
        cassette = Path(folder) / "run.yaml"
        started = time.monotonic()
        settings = Settings(model=EMBEDDED, timeout=1800, home=Settings.load().home)
        brief = make_brief(story, settings=settings, record=cassette)
        wall = time.monotonic() - started
        recorded = calls(cassette)
    measured = timing(recorded)
    read = sum(one.reply["timings"]["prompt_n"] for one in recorded)
    output = sum(one.reply["usage"]["completion_tokens"] for one in recorded)
    words = published_words(brief)
    limit = measured.once / measured.prefill + output / measured.decode
    rows = [
        ["prompt tokens, each once", f"{measured.once}", ""],
        ["prompt tokens read", f"{read}", f"{measured.once} if none is read twice"],
        ["prefill, tokens/s", f"{measured.prefill:.1f}", ""],
        ["decode, tokens/s", f"{measured.decode:.1f}", ""],
        ["wall, s", f"{wall:.1f}", f"{limit:.1f} = once / prefill + output / decode"],
        ["wall / limit", f"{wall / limit:.2f}", f"<= {WALL_LIMIT}"],
        ["output tokens", f"{output}", ""],
        ["published words", f"{words}", ""],
        ["output tokens a word", f"{output / words:.2f}", f"<= {TOKENS_LIMIT}"],
    ]
    print(table(["figure", "briefgen", "limit"], rows))


if __name__ == "__main__":
    main()
