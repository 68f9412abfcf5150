"""Pairs of briefs to be read without knowing whose they are: one file a story, the form to fill, and the rubric.

The key lies beside the folder that readers get, not in it.
"""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen import Story
from briefgen.brief import HEADINGS, SECTION_IDS
from briefgen.errors import UsageError
from briefgen.escape import markdown
from briefgen.story import PARAGRAPH_BREAK
from briefgen.whole_file import write_whole
from quality.answers import PLACES, Key, PacketKey, Place, Side, blank
from quality.result import Result
from quality.run import common, saved
from quality.sources import Source

KEY = "key.json"
PACKETS = "packets"
_EMPTY = "(The section is empty.)"
# Systems set quotation marks in their own way, and a reader would know one by them.
_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "…": "..."})

RUBRIC = """# How to judge a packet

A packet is a wire story and two briefs of it. Read the story first. Then fill the form, `NAME.json` beside `NAME.md`:
put your name in `reader` and an answer in place of each `null`. Lists have one answer a sentence, in the order of the
numbers. Judge each brief by itself before you compare.

For each section:

- `answers`: does it answer its heading?
  - 0: no. It says nothing on it, repeats the story, or is wrong about it.
  - 1: in part. It is on the subject, but vague, thin, or right in one sentence and off in another.
  - 2: yes. An editor would take it for an answer to this heading. A section that says there is nothing to say
    answers it if the story indeed has nothing.
- `supported`: for each sentence, "yes" if all it states is in the story or follows from it, else "no". One wrong name,
  number, date or attribution makes it "no". Reasoning and forecasts are supported if their facts are and the step from
  them is one that a careful reader would accept.
- `echo` (all sections but the first): for each sentence, "yes" if it only tells again what the story says, in its words
  or others, and adds no thought of its own; else "no".

For each brief:

- `publishable`: "yes" if it could run after light editing: a word here, a sentence out, and nothing to rewrite.

For both:

- `run`: which one would you run, "1", "2" or "tie"?
"""


def write_packets(stories: Sequence[Source], systems: tuple[str, str], out: Path, seed: int) -> tuple[Path, int]:
    """Write a packet and a form for each story that both systems have briefed; their folder and number.

    Raises:
        UsageError: there are packets already, or no story that both have.
    """
    folder = out / PACKETS
    if folder.exists():
        raise UsageError(f"{folder} is there, and may hold answers: move it and {out / KEY} away first")
    results = saved(stories, systems, out)
    slugs = common(results) if len(results) == len(systems) else frozenset()
    if not slugs:
        raise UsageError(f"no story in {out} has been briefed by both {systems[0]} and {systems[1]}")
    folder.mkdir(parents=True)
    keys = {}
    for source in stories:
        if source.slug not in slugs:
            print(f"{source.slug}: not briefed by both; left out", file=sys.stderr)
            continue
        sides = {place: results[system][source.slug] for place, system in sides_of(source.slug, systems, seed).items()}
        text, form, keys[source.slug] = packet(source.slug, source.story, sides)
        write_whole(folder / f"{source.slug}.md", text)
        write_whole(folder / f"{source.slug}.json", json.dumps(form, indent=2) + "\n")
    write_whole(folder / "RUBRIC.md", RUBRIC)
    write_whole(out / KEY, Key(seed=seed, packets=keys).model_dump_json(indent=2) + "\n")
    return folder, len(keys)


def sides_of(slug: str, systems: tuple[str, str], seed: int) -> dict[Place, str]:
    """Which system stands where, by a hash of seed and story; the order in which the two are given is no matter."""
    one, other = sorted(systems)
    turned = hashlib.sha256(f"{seed}:{slug}".encode()).digest()[0] % 2
    return dict(zip(PLACES, (other, one) if turned else (one, other), strict=True))


def packet(slug: str, story: Story, sides: Mapping[Place, Result]) -> tuple[str, dict[str, object], PacketKey]:
    """A packet as Markdown, its form to fill, and its key."""
    shown = {
        place: {section: _lines(side.sections[section]) for section in SECTION_IDS} for place, side in sides.items()
    }
    blocks = [f"# {markdown(slug)}", "## Story"]
    if story.headline:
        blocks.append(f"> **{_line(story.headline)}**")
    if story.dateline:
        blocks.append(f"> {_line(story.dateline)}")
    blocks += [f"> {_line(paragraph)}" for paragraph in story.text.split(PARAGRAPH_BREAK)]
    for place in PLACES:
        blocks.append(f"## Brief {place}")
        for section in SECTION_IDS:
            numbered = [f"{number}. {line}" for number, line in enumerate(shown[place][section], start=1)]
            blocks += [f"### {HEADINGS[section]}", "\n".join(numbered) or _EMPTY]
    text = "\n\n".join(blocks) + "\n"
    fingerprint = hashlib.sha256(text.encode()).hexdigest()[:16]
    counts = {place: {section: len(lines) for section, lines in one.items()} for place, one in shown.items()}
    key = PacketKey(
        packet=fingerprint,
        sides={place: Side(system=sides[place].system, sentences=counts[place]) for place in PLACES},
    )
    return text, blank(slug, fingerprint, counts), key


def _lines(sentences: Sequence[str]) -> list[str]:
    return [_line(text) for text in sentences]


def _line(text: str) -> str:
    return markdown(text.translate(_MARKS))
