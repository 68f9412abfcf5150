"""What can be measured of a brief without a reader; shared by the benchmarks."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from briefgen import Brief, Story
from briefgen.cassette_file import Persister
from briefgen.verify.style import ECHO, check_text, echo

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*/story.*"))
CASSETTES = ROOT / "cassettes"

# Output tokens that a word of English costs at the least, its share of the JSON included.
TOKENS_A_WORD = 1.5

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A capital inside a sentence; the first word's says nothing.
_NAME = re.compile(r"(?<=[\w,;:’”] )[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts over one brief."""

    words: tuple[int, ...]  # a section, in order
    statements: int
    withheld: int
    analysis: int  # statements in sections two to five
    echoes: int  # those of them that share more than ECHO of their words in one run with a sentence of the copy
    cut: int
    repeated: int
    numbers: tuple[str, ...]  # not in the copy
    weekdays: tuple[str, ...]
    names: tuple[str, ...]
    gaps: int

    @property
    def echo_rate(self) -> float:
        return self.echoes / self.analysis if self.analysis else 0.0


def measure(brief: Brief, story: Story) -> Measures:
    copy = f"{story.headline or ''} {story.dateline or ''} {story.text}"
    known = {_bare(word) for word in re.findall(r"[\w’'-]+", copy)}
    published = list(brief.statements())
    texts = [statement.text for _, _, statement in published]
    analysis = [statement.text for section, _, statement in published if section != "what_happened"]
    findings = [finding.check for number, text in enumerate(texts) for finding in check_text(text, texts[:number])]
    names = [name for text in texts for name in _NAME.findall(text)]
    return Measures(
        words=tuple(sum(len(one.text.split()) for one in section.statements) for section in brief.sections),
        statements=len(texts),
        withheld=len(brief.withheld),
        analysis=len(analysis),
        echoes=sum(echo(text, story)[0] > ECHO for text in analysis),
        cut=findings.count("cut"),
        repeated=findings.count("repeat"),
        numbers=tuple(n for text in texts for n in _NUMBER.findall(text) if n not in _NUMBER.findall(copy)),
        weekdays=tuple(d for text in texts for d in _WEEKDAY.findall(text) if d not in copy),
        names=tuple(n for n in names if _bare(n) not in known),
        gaps=sum(section.gap for section in brief.sections),
    )


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).lower()


def published_words(brief: Brief) -> int:
    """Words an editor publishes: headline, headings, statements."""
    parts = [brief.headline]
    for section in brief.sections:
        parts += [section.heading, *(statement.text for statement in section.statements)]
    return sum(len(part.split()) for part in parts)


class Call(NamedTuple):
    """A recorded call."""

    asked: str  # its messages as one text: what the server had to read
    reply: dict[str, Any]  # the body, with what the server said of its own tokens and times


def calls(cassette: Path) -> list[Call]:
    """The recorded calls, in order."""
    requests, responses = Persister().load_cassette(str(cassette), None)
    return [
        Call(
            "\n".join(message["content"] for message in json.loads(request.body)["messages"]),
            json.loads(response["body"]["string"]),
        )
        for request, response in zip(requests, responses, strict=True)
    ]


def each_once(prompts: Iterable[tuple[str, int]]) -> int:
    """Prompt tokens of calls, given as text and tokens, when what one begins with like an earlier one counts once.

    The part that two texts share counts by its share of the characters.
    """
    total = 0.0
    earlier: list[str] = []
    for text, tokens in prompts:
        alike = max((_alike(text, other) for other in earlier), default=0)
        total += tokens * (1 - alike / len(text)) if text else tokens
        earlier.append(text)
    return round(total)


def _alike(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    unlike = (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    return next(unlike, min(len(one), len(other)))


@dataclass(frozen=True, slots=True)
class Timing:
    """What the server of a recorded run said of its time, in seconds and tokens a second."""

    seconds: float
    once: int  # prompt tokens, what calls begin with in common counted once
    prefill: float
    decode: float

    def one_pass(self, words: int) -> float:
        return one_pass(self.once, words, self.prefill, self.decode)


def one_pass(prompt: int, words: int, prefill: float, decode: float) -> float:
    """Seconds to read so many tokens once and to write so many words once, at so many tokens a second."""
    return prompt / prefill + words * TOKENS_A_WORD / decode


def timing(recorded: Sequence[Call]) -> Timing:
    timings = [one.reply["timings"] for one in recorded]
    reading, writing = sum(one["prompt_ms"] for one in timings), sum(one["predicted_ms"] for one in timings)
    return Timing(
        seconds=(reading + writing) / 1000,
        once=each_once((one.asked, int(one.reply["usage"]["prompt_tokens"])) for one in recorded),
        prefill=sum(one["prompt_n"] for one in timings) / reading * 1000,
        decode=sum(one["predicted_n"] for one in timings) / writing * 1000,
    )


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Columns as wide as they need to be."""
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [heads, *rows]
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
