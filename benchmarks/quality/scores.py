"""The measures of one brief that need no reader, and their means over a system's briefs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from briefgen import Story
from briefgen.brief import HEADINGS, SECTION_IDS
from briefgen.verify.style import ECHO, echo, is_cut
from measures import one_pass, table
from quality.facts import errors, lead_facts, missing, repeats, uncovered
from quality.forms import has_meaning, has_signal, names_mechanism
from quality.result import Result


@dataclass(frozen=True, slots=True)
class Rates:
    """What a machine does at best, in tokens a second: reading a prompt, writing an answer."""

    prefill: float = 36
    decode: float = 15


@dataclass(frozen=True, slots=True)
class Scores:
    """Measures of one brief; shares from 0 to 1, None where there is nothing to measure."""

    words: tuple[int, ...]  # a section, in order, gaps as 0
    gaps: int
    echo: float | None  # of the sentences in sections two to five
    repeated: float | None  # of all sentences
    cut: int
    actors: float | None  # of the story's main actors, those that the section on leverage names
    uncovered: tuple[str, ...]
    mechanism: float | None  # 1 where the first sentence of that section names one, else 0
    watch: float | None  # of the items, those with a signal and a meaning
    lead: float | None  # of the names and numbers of the story's lead, those missing from what happened
    missing: tuple[str, ...]
    errors: tuple[str, ...]
    withheld: int
    failed_before: int | None
    seconds: float
    tokens_in: int | None
    tokens_out: int | None
    tokens_a_word: float | None
    floor: float | None  # times the seconds that one pass would take


def score(result: Result, story: Story, rates: Rates) -> Scores:
    """Measure one brief against its story.

    A gap claims nothing: it counts as a gap, and the measures of its section leave the brief out. An empty section of a
    system that declares no gaps has failed, and counts as 0.
    """
    every = [text for section in SECTION_IDS for text in result.written(section)]
    analysis = result.analysis()
    actors, left_out = uncovered(story, result.written("who_gains"))
    facts = lead_facts(story)
    lost = missing(facts, result.written("what_happened"))
    items = result.written("what_to_watch")
    gaps = result.gaps
    return Scores(
        words=tuple(sum(len(text.split()) for text in result.written(section)) for section in SECTION_IDS),
        gaps=len(gaps),
        echo=_share(sum(echo(text, story)[0] > ECHO for text in analysis), len(analysis)),
        repeated=_share(len(repeats(result)), len(every)),
        cut=sum(map(is_cut, every)),
        actors=None if "who_gains" in gaps else _share(len(actors) - len(left_out), len(actors)),
        uncovered=() if "who_gains" in gaps else left_out,
        mechanism=None if "mechanism" in gaps else float(any(map(names_mechanism, result.written("mechanism")[:1]))),
        watch=None
        if "what_to_watch" in gaps
        else (_share(sum(has_signal(one) and has_meaning(one) for one in items), len(items)) or 0.0),
        lead=_share(len(lost), len(facts)),
        missing=lost,
        errors=tuple(
            f"{HEADINGS[one.section]}, {one.statement}: {one.reason}"
            for one in errors(result, story)
            if one.section is not None
        ),
        withheld=result.withheld,
        failed_before=result.failed_before,
        seconds=result.seconds,
        tokens_in=result.tokens_in,
        tokens_out=result.tokens_out,
        tokens_a_word=None if result.tokens_out is None else _share(result.tokens_out, result.words),
        floor=_floor(result, rates),
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _floor(result: Result, rates: Rates) -> float | None:
    if result.prompt_tokens is None:
        return None
    return _share(result.seconds, one_pass(result.prompt_tokens, result.words, rates.prefill, rates.decode))


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: what it is called and means, how it is read off and written, and which way is good."""

    label: str
    meaning: str
    value: Callable[[Scores], float | None]
    form: str
    good: str = ""

    def written(self, value: float | None) -> str:
        """A value as it is shown."""
        return "–" if value is None else format(value, self.form)


_LENGTHS = tuple(
    Figure(f"words, {HEADINGS[section].lower()}", "Words of the section; a gap has none.",
           lambda one, at=at: one.words[at], ".0f")  # type: ignore[misc]
    for at, section in enumerate(SECTION_IDS)
)  # fmt: skip

FIGURES: tuple[Figure, ...] = (
    Figure("echo", f"Sentences of sections two to five with more than {ECHO:.0%} of their words in one run with a "
           "sentence of the story.", lambda one: one.echo, ".0%", "low"),
    Figure("repeated", "Sentences whose content words mostly stand in an earlier one of another section.",
           lambda one: one.repeated, ".0%", "low"),
    Figure("cut sentences", "Sentences that end in the middle.", lambda one: one.cut, ".1f", "low"),
    Figure("actors covered", "Main actors (in the lead or in two sentences) that the section on leverage names.",
           lambda one: one.actors, ".0%", "high"),
    Figure("mechanism named", "The section on the mechanism opens by naming one of a list.",
           lambda one: one.mechanism, ".0%", "high"),
    Figure("watch complete", "Items that open with a signal to watch and say what it would mean.",
           lambda one: one.watch, ".0%", "high"),
    Figure("lead lost", "Names and numbers of the story's first sentence that what happened lacks.",
           lambda one: one.lead, ".0%", "low"),
    Figure("errors", "Errors that briefgen's checks of facts find; what briefgen published has passed them.",
           lambda one: len(one.errors), ".1f", "low"),
    Figure("failed at first", "Statements that failed a check before repair.", lambda one: one.failed_before, ".1f"),
    Figure("withheld", "Statements that were not published.", lambda one: one.withheld, ".1f"),
    Figure("gaps", "Sections that say that they are empty.", lambda one: one.gaps, ".1f"),
    *_LENGTHS,
    Figure("seconds", "From the call to the brief.", lambda one: one.seconds, ".0f", "low"),
    Figure("tokens in", "Prompt tokens of all calls.", lambda one: one.tokens_in, ".0f", "low"),
    Figure("tokens out", "Output tokens of all calls.", lambda one: one.tokens_out, ".0f", "low"),
    Figure("tokens out a word", "Output tokens for each published word.", lambda one: one.tokens_a_word, ".2f", "low"),
    Figure("times one pass", "Seconds against those of reading each prompt token once and writing each published word.",
           lambda one: one.floor, ".2f", "low"),
)  # fmt: skip


def means(scores: Sequence[Scores]) -> tuple[float | None, ...]:
    """Each figure's mean over briefs, in the order of `FIGURES`; a brief without the figure is left out."""
    columns = ([value for one in scores if (value := figure.value(one)) is not None] for figure in FIGURES)
    return tuple(fmean(column) if column else None for column in columns)


def summary(scores: Mapping[str, Sequence[Scores]]) -> str:
    """The table of means, one column a system."""
    columns = {system: means(found) for system, found in scores.items()}
    rows = [
        [figure.label, *(figure.written(column[at]) for column in columns.values()), figure.good]
        for at, figure in enumerate(FIGURES)
    ]
    briefs = ["briefs", *(str(len(found)) for found in scores.values()), ""]
    return table(["mean", *columns, "good"], [briefs, *rows])
