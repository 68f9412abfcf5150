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
from measures import EXAMPLES, published_words, questions, replies, table

WALL_LIMIT = 1.25
TOKENS_LIMIT = 1.7


def _alike(texts: list[str]) -> float:
    """The share of the first text with which all the others begin."""
    shortest, longest = min(texts), max(texts)
    same = next(
        (number for number, pair in enumerate(zip(shortest, longest, strict=False)) if len(set(pair)) > 1), None
    )
    return (len(shortest) if same is None else same) / len(texts[0])


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES[-1]
    story = read_story(path)
    with tempfile.TemporaryDirectory() as folder:
        cassette = Path(folder) / "run.yaml"
        started = time.monotonic()
        settings = Settings(model=EMBEDDED, timeout=1800, home=Settings.load().home)
        brief = make_brief(story, settings=settings, record=cassette)
        wall = time.monotonic() - started
        answered, asked = replies(cassette), questions(cassette)
    timings = [reply["timings"] for reply in answered]
    usage = [reply["usage"] for reply in answered]
    read = sum(one["prompt_n"] for one in timings)
    prefill = read / sum(one["prompt_ms"] for one in timings) * 1000
    written = sum(one["predicted_n"] for one in timings)
    decode = written / sum(one["predicted_ms"] for one in timings) * 1000
    output = sum(one["completion_tokens"] for one in usage)
    # All prompts begin alike. That beginning counts once, by its share of the first prompt's characters.
    alike = _alike(asked) * usage[0]["prompt_tokens"]
    once = sum(one["prompt_tokens"] for one in usage) - round(alike) * (len(usage) - 1)
    limit = once / prefill + written / decode
    words = published_words(brief)
    rows = [
        ["prompt tokens, each once", f"{once}", ""],
        ["prompt tokens read", f"{read}", f"{once} if none is read twice"],
        ["prefill, tokens/s", f"{prefill:.1f}", ""],
        ["decode, tokens/s", f"{decode:.1f}", ""],
        ["wall, s", f"{wall:.1f}", f"{limit:.1f} = once / prefill + output / decode"],
        ["wall / limit", f"{wall / limit:.2f}", f"<= {WALL_LIMIT}"],
        ["output tokens", f"{output}", ""],
        ["published words", f"{words}", ""],
        ["output tokens a word", f"{output / words:.2f}", f"<= {TOKENS_LIMIT}"],
    ]
    print(table(["figure", "briefgen", "limit"], rows))


if __name__ == "__main__":
    main()
