"""``briefgen brief``."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from briefgen.brief import HEADINGS, Brief, Section, Strategy
from briefgen.cli.files import STDIN, check_writable, loopback_option, story_from
from briefgen.cli.render import show
from briefgen.cli.terminal import say
from briefgen.config import Settings
from briefgen.errors import UsageError
from briefgen.render import Format, format_for, render, render_opening, render_section

if TYPE_CHECKING:
    from briefgen.pipeline import Plan


@click.command()
@click.argument("stories", metavar="[STORY...|-]", nargs=-1)
@click.option("-m", "--model", help="provider/model, such as openai/gpt-5-mini or local/qwen2.5-coder-1.5b.")
@click.option("--base-url", help="An OpenAI-compatible server, with its /v1.")
@click.option(
    "-o",
    "--output",
    "outputs",
    envvar="BRIEFGEN_OUTPUT",
    multiple=True,
    type=click.Path(path_type=Path),
    help="File to write.",
)
@click.option(
    "-f",
    "--format",
    "form",
    envvar="BRIEFGEN_FORMAT",
    type=click.Choice(get_args(Format)),
    help="Default: by the file's ending, md.",
)
@click.option(
    "-t", "--template", envvar="BRIEFGEN_TEMPLATE", type=click.Path(path_type=Path), help="A Jinja template of yours."
)
@click.option(
    "--strategy", type=click.Choice(get_args(Strategy)), help="One call for all, one a section, or one a fact (guided)."
)
@click.option(
    "--judge/--no-judge",
    envvar="BRIEFGEN_JUDGE",
    default=False,
    help="Ask the model how well the story supports each statement. Default: ask nobody.",
)
@click.option(
    "--release-anyway",
    envvar="BRIEFGEN_RELEASE_ANYWAY",
    metavar="REASON",
    help="Brief a story that is withheld, canceled or under embargo; the reason is kept in the brief.",
)
@click.option("--strict", is_flag=True, default=None, help="Exit with 1 when a statement was withheld.")
@click.option(
    "--stream/--no-stream",
    envvar="BRIEFGEN_STREAM",
    default=None,
    help="Print each section as it is done. Default: on a terminal.",
)
@click.option(
    "--dry-run",
    envvar="BRIEFGEN_DRY_RUN",
    is_flag=True,
    help="Print the prompt and an estimate of its tokens; call nobody.",
)
@click.option("--usage", envvar="BRIEFGEN_USAGE", is_flag=True, help="Print calls, tokens, cost and seconds on stderr.")
@click.option("--token-budget", type=int, help="Tokens that a brief may use, both ways.")
@click.option("--max-cost", type=float, help="US dollars that a brief may cost.")
@click.option("--timeout", type=float, help="Seconds for one answer, retries included; default 600.")
@click.option(
    "--replay",
    envvar="BRIEFGEN_REPLAY",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Answer from DIR/<slug>.yaml.",
)
@click.option(
    "--record", envvar="BRIEFGEN_RECORD", type=click.Path(path_type=Path), metavar="DIR", help="Write DIR/<slug>.yaml."
)
@loopback_option
def brief(  # noqa: PLR0913  one parameter a flag
    *,
    stories: tuple[str, ...],
    model: str | None,
    base_url: str | None,
    outputs: tuple[Path, ...],
    form: Format | None,
    template: Path | None,
    strategy: Strategy | None,
    judge: bool,
    release_anyway: str | None,
    strict: bool | None,
    stream: bool | None,
    dry_run: bool,
    usage: bool,
    token_budget: int | None,
    max_cost: float | None,
    timeout: float | None,
    replay: Path | None,
    record: Path | None,
    allow_loopback: bool,
) -> int:
    """Write a brief of each STORY (a file, an address, or - for stdin).

    \b
    briefgen brief story.txt
    briefgen brief story.txt -m openai/gpt-5-mini -o brief.md -o brief.html
    briefgen brief - -f txt < story.txt
    briefgen brief story.txt --judge --strict
    briefgen brief story.txt --dry-run
    briefgen brief story.txt --replay cassettes
    """
    # Here and not above: the way to a model is long to import, and --help of every command comes by.
    from briefgen import cassette
    from briefgen.connect import choose
    from briefgen.pipeline import make_brief, plan
    from briefgen.wire.gate.release import check_release

    if not stories and sys.stdin.isatty():
        raise UsageError("which story? name a file, or - for stdin; briefgen brief --help shows examples")
    if outputs and len(stories) > 1:
        raise UsageError("-o takes one story; call briefgen once a story")
    _check_outputs(outputs, form, template)
    settings = Settings.load(
        model=model, base_url=base_url, strategy=strategy, strict=strict, token_budget=token_budget,
        max_cost=max_cost, timeout=timeout,
    )  # fmt: skip
    unset = settings.model is None and choose(settings).embedded
    withheld = False
    for argument in stories or (STDIN,):
        story = story_from(argument, allow_loopback=allow_loopback)
        if story.ednote:
            say(f"note to editors: {story.ednote}")
        check_release(story, anyway=release_anyway)
        if unset:
            say(f"no model is set and no OPENAI_API_KEY; using the embedded {choose(settings).name}")
            unset = False
        if dry_run:
            _show_prompt(plan(story, choose(settings), settings.house))
            continue
        live = _Live(stream=_streams(stream, outputs, form, template))
        slug = f"{cassette.slug(Path(argument if argument != STDIN else story.slugline or 'stdin'))}.yaml"
        done = make_brief(
            story,
            settings=settings,
            judge=judge,
            on_plan=live.plan,
            on_section=live.section,
            replay=replay / slug if replay else None,
            record=record / slug if record else None,
            release_anyway=release_anyway,
        )
        if live.stream:
            live.finish(done)
        else:
            show(done, outputs, form, template)
        _report(done, usage=usage)
        withheld = withheld or bool(done.withheld)
    return 1 if withheld and settings.strict else 0


def _check_outputs(outputs: tuple[Path, ...], form: Format | None, template: Path | None) -> None:
    """Find what would fail after the model is paid before it is."""
    if template is not None:
        # Jinja takes a tenth of a second to import; only a template of the user's needs it this early.
        from briefgen.own_template import check_own_template

        check_own_template(template, html=form in ("html", "page"))
    for path in outputs:
        check_writable(path)
        if form is None and template is None:
            format_for(path)


class _Live:
    """Shows a brief while it is written: as Markdown on stdout, or as a line a section on stderr."""

    def __init__(self, *, stream: bool) -> None:
        self.stream = stream
        self._shown = ""
        self._since = time.monotonic()

    def plan(self, plan: "Plan") -> None:
        from briefgen.verify.language import foreign_name

        read, whole = plan.prompt.sentences, len(plan.story.sentences)
        if name := foreign_name(plan.story):
            say(f"the story is in {name}, and so is the brief; the checks that know English do not run")
        if read < whole:
            say(f"the story is too long for {plan.profile.name}: briefed from its first {read} of {whole} sentences")
        if self.stream:
            self._print(render_opening(plan.headline, read=read, whole=whole))

    def section(self, section: Section) -> None:
        if self.stream:
            self._print(render_section(section))
        else:
            now = time.monotonic()
            what = (
                "nothing in the copy"
                if section.gap
                else f"{len(section.statements)} statement{'' if len(section.statements) == 1 else 's'}"
            )
            say(f"{section.heading}: {what}, {now - self._since:.0f} s")
            self._since = now

    def finish(self, brief: Brief) -> None:
        """Print the rest of the Markdown, which begins with what was shown."""
        click.echo(render(brief, "md").removeprefix(self._shown), nl=False)

    def _print(self, text: str) -> None:
        self._shown += text
        click.echo(text, nl=False)
        sys.stdout.flush()


def _streams(
    stream: bool | None, outputs: tuple[Path, ...], form: Format | None, template: Path | None  # noqa: FBT001
) -> bool:  # fmt: skip
    plain_markdown = not outputs and template is None and form in (None, "md")
    if stream and not plain_markdown:
        raise UsageError("--stream prints Markdown on stdout; it goes with no -o, no -t and no other -f")
    return plain_markdown and (sys.stdout.isatty() if stream is None else stream)


def _show_prompt(plan: "Plan") -> None:
    """What would be sent: the part that all steps share once, then each step's own question."""
    from briefgen.guided import foreseen
    from briefgen.prompt import Message, estimate, turn_for

    prompt = plan.prompt
    shared = [*prompt.head, Message("user", prompt.copy)]
    guided = plan.profile.strategy == "guided"
    turns = list(prompt.turns.values())
    if guided:
        turns += [turn_for(frame, section, prompt, plan.story) for section, frame in foreseen(plan.story, prompt)]
    for message in [*shared, *(Message("user", turn) for turn in turns)]:
        click.echo(f"--- {message.role}\n{message.content}\n")
    once = sum(estimate(message.content) for message in shared)
    tokens = sum(once + estimate(turn) for turn in turns)
    # Who gains depends on answers, and a sentence with a fault is asked for again.
    least = "at least " if guided else ""
    say(
        f"{plan.profile.name}, strategy {plan.profile.strategy}: {least}{len(turns)} calls, about {tokens:,} "
        f"input tokens, {once:,} of each call the same; nobody was asked"
    )


def _report(brief: Brief, *, usage: bool) -> None:
    for item in brief.withheld:
        say(f"withheld from “{HEADINGS[item.section]}”: {item.statement.text} ({item.reason})")
    if usage:
        came = brief.provenance
        tokens = ", ".join(f"{count:,} {name}" for name, count in came.tokens.model_dump().items() if count is not None)
        cost = "cost not known" if came.cost is None else f"${came.cost:.4f}"
        say(f"{came.model}: {came.attempts} calls; tokens: {tokens or 'not counted'}; {cost}; {came.seconds:.1f} s")
