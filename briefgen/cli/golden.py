"""``briefgen golden``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefgen.cli.files import check_writable
from briefgen.cli.terminal import say, table_width
from briefgen.config import Settings, github_summary, may_colour, on_github
from briefgen.errors import UsageError
from briefgen.escape import plain
from briefgen.whole_file import write_whole

if TYPE_CHECKING:
    from briefgen.golden.case import Case
    from briefgen.golden.results import CaseResult, Result

F = TypeVar("F", bound=Callable[..., Any])

_DIRECTORY = Path("examples")


def _cases(function: F) -> F:
    """The arguments that say which cases, and where their cassettes are."""
    for decorate in (
        click.option(
            "--cassettes",
            envvar="BRIEFGEN_CASSETTES",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Where the cassettes are. Default: cassettes, beside DIR.",
        ),
        click.argument("slugs", metavar="[CASE...]", nargs=-1),
        click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path)),
    ):
        function = decorate(function)
    return function


@click.group()
def golden() -> None:
    """Approve briefs, and fail when a prompt, a model or a schema makes them worse.

    A case is a folder with a story.* and the golden.json that a person approved; its cassette is
    cassettes/<name of the folder>.yaml.

    \b
    briefgen golden record examples -m openai/gpt-5-mini    ask the model, write cassettes and candidates
    briefgen golden accept examples strait-talks            approve a candidate, after showing the difference
    briefgen golden check examples -o report.html           replay, compare, report; exits with 1 on a regression
    briefgen golden check --live --samples 3 --mean --fail-under 0.8
    briefgen golden diff main HEAD                          what got better, what got worse
    """


@golden.command()
@_cases
@click.option("-m", "--model", help="provider/model. Default of a replay: the one that was recorded.")
@click.option("--base-url", help="An OpenAI-compatible server, with its /v1.")
@click.option("--live", is_flag=True, envvar="BRIEFGEN_GOLDEN_LIVE", help="Ask the model in place of the cassettes.")
@click.option(
    "--samples", type=click.IntRange(1, 100), envvar="BRIEFGEN_GOLDEN_SAMPLES", help="Briefs a story, with --live."
)
@click.option(
    "--per-case/--mean",
    "per_case",
    default=True,
    envvar="BRIEFGEN_GOLDEN_PER_CASE",
    help="Whether each case must hold, the default, or the mean score alone.",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 1),
    envvar="BRIEFGEN_GOLDEN_FAIL_UNDER",
    help="The least mean score, 0 to 1.",
)
@click.option(
    "--max-age", type=click.IntRange(0), envvar="BRIEFGEN_GOLDEN_MAX_AGE", help="Days until a recording is stale."
)
@click.option(
    "-o",
    "--output",
    "outputs",
    envvar="BRIEFGEN_GOLDEN_OUTPUT",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Report to write, repeatable: .html, .xml JUnit, .json, .md, .txt.",
)
@click.option("--token-budget", type=int, help="Tokens that all briefs of --live may use, both ways.")
@click.option("--max-cost", type=float, help="US dollars that all briefs of --live may cost.")
def check(  # noqa: PLR0913  one parameter a flag
    *,
    directory: Path | None,
    slugs: tuple[str, ...],
    cassettes: Path | None,
    model: str | None,
    base_url: str | None,
    live: bool,
    samples: int | None,
    per_case: bool,
    fail_under: float | None,
    max_age: int | None,
    outputs: tuple[Path, ...],
    token_budget: int | None,
    max_cost: float | None,
) -> int:
    """Compare what the cassettes of DIR give today, or the model with --live, with the golden briefs.

    Exits with 1 on a regression, 2 where cases are stale or cannot be read, 3 when a provider fails, 5 without a
    case, 6 when the budget is spent.

    \b
    briefgen golden check
    briefgen golden check examples strait-talks -o report.html -o report.xml
    briefgen golden check --live --samples 3 --mean --fail-under 0.8 --max-cost 2
    """
    from briefgen.golden.reports import annotations, as_table, as_text, format_for
    from briefgen.golden.run import Options, check_cases, require_cases

    if not live and (samples is not None or token_budget is not None or max_cost is not None):
        raise UsageError("--samples, --token-budget and --max-cost go with --live; a replay asks nobody")
    for path in outputs:
        check_writable(path)
        format_for(path)
    if not per_case and fail_under is None:
        raise UsageError("--mean needs the least mean score: --fail-under 0.8")
    settings = Settings.load(model=model, base_url=base_url, token_budget=token_budget, max_cost=max_cost)
    where, tapes, cases = _find(directory, slugs, cassettes)
    require_cases(cases, where)
    options = Options(
        settings=settings,
        live=live,
        samples=samples or 1,
        gate="per-case" if per_case else "mean",
        fail_under=fail_under,
        max_age=max_age,
    )
    result = check_cases(
        cases, options, cassettes=None if slugs else tapes, on_case=_progress(len(cases)) if live else None
    )
    for path in outputs:
        write_whole(path, as_text(result, format_for(path)))
    click.echo(as_table(result, width=table_width(), colour=sys.stdout.isatty() and may_colour()), nl=False)
    _for_github(result, annotations)
    return result.exit_code


@golden.command()
@_cases
@click.option("-m", "--model", help="provider/model, such as openai/gpt-5-mini.")
@click.option("--base-url", help="An OpenAI-compatible server, with its /v1.")
@click.option("--all", "every", is_flag=True, help="Record those too whose cassette still fits.")
def record(  # noqa: PLR0913  one parameter a flag
    *,
    directory: Path | None,
    slugs: tuple[str, ...],
    cassettes: Path | None,
    model: str | None,
    base_url: str | None,
    every: bool,
) -> int:
    """Ask the model about each story of DIR; write its cassette and candidate.json beside the story.

    Cases whose cassette still fits are left alone. After Ctrl-C the next run goes on where this one stopped.

    \b
    briefgen golden record examples -m openai/gpt-5-mini
    briefgen golden record examples strait-talks --all
    """
    from briefgen.golden.record import make_folder, record_case, to_record
    from briefgen.golden.run import require_cases

    settings = Settings.load(model=model, base_url=base_url)
    where, tapes, cases = _find(directory, slugs, cassettes)
    require_cases(cases, where)
    chosen = to_record(cases, settings, every=every)
    make_folder(tapes)
    for number, (case, why) in enumerate(chosen, start=1):
        say(f"{case.slug} ({number} of {len(chosen)}): {why}; recording")
        brief = record_case(case, settings)
        count = sum(1 for _ in brief.statements())
        say(f"{case.slug}: {count} statements, {len(brief.withheld)} withheld, {brief.provenance.seconds:.0f} s")
    say(f"{len(chosen)} recorded, {len(cases) - len(chosen)} left as they were")
    if chosen:
        say(f"look at the candidates, then: briefgen golden accept {where}")
    return 0


@golden.command()
@_cases
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def accept(*, directory: Path | None, slugs: tuple[str, ...], cassettes: Path | None, yes: bool) -> int:
    """Make the candidates of DIR the golden briefs, after showing what differs.

    The text of a golden.json may be edited afterwards: what the cassette must give is kept beside it.

    \b
    briefgen golden accept examples strait-talks
    briefgen golden accept examples --yes
    """
    from briefgen.golden.record import approve, candidate_of, difference
    from briefgen.golden.run import require_cases
    from briefgen.wire import read_story

    settings = Settings.load()
    where, _, cases = _find(directory, slugs, cassettes)
    require_cases(cases, where)
    if not slugs:
        cases = [case for case in cases if case.candidate.is_file() or not case.golden.is_file()]
    if not yes and not sys.stdin.isatty():
        raise UsageError("approving is a person's business; on no terminal say so with --yes")
    accepted = 0
    for case in cases:
        story = read_story(case.story)
        candidate = candidate_of(case, story, settings)
        changed = difference(case, candidate, story)
        for line in changed or [f"{case.slug}: reads as the golden brief does"]:
            click.echo(plain(line))
        if yes or click.confirm(f"Accept {case.slug}?", err=True):
            approve(case, candidate, story, settings)
            accepted += 1
    say(f"{accepted} of {len(cases)} accepted")
    return 0


@golden.command()
@click.argument("base")
@click.argument("head")
@click.option(
    "--dir", "directory", type=click.Path(path_type=Path), help="The cases, where BASE and HEAD are revisions."
)
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help=".md, .json or .txt.")
def diff(*, base: str, head: str, directory: Path | None, outputs: tuple[Path, ...]) -> int:
    """Show what got better and what got worse from BASE to HEAD: two reports in JSON, or two git revisions.

    \b
    briefgen golden diff yesterday.json today.json
    briefgen golden diff main HEAD --dir examples
    """
    from briefgen.golden.diff import Difference, as_text, compare_results, format_for
    from briefgen.golden.revisions import result_of

    for path in outputs:
        check_writable(path)
        format_for(path)
    where = directory or _DIRECTORY
    found: Difference = compare_results(result_of(base, where), result_of(head, where))
    for path in outputs:
        write_whole(path, as_text(found, format_for(path)))
    click.echo(as_text(found, "table"), nl=False)
    return 1 if found.worse else 0


def _find(
    directory: Path | None, slugs: tuple[str, ...], cassettes: Path | None
) -> tuple[Path, Path, list["Case"]]:  # fmt: skip
    from briefgen.golden.case import find_cases

    where = directory or _DIRECTORY
    tapes = cassettes or where.parent / "cassettes"
    return where, tapes, find_cases(where, tapes, slugs)


def _progress(count: int) -> "Callable[[CaseResult], None]":
    done = 0

    def show(case: "CaseResult") -> None:
        nonlocal done
        done += 1
        say(f"{case.slug} ({done} of {count}): {case.status}, {case.seconds:.0f} s")

    return show


def _for_github(result: "Result", annotations: "Callable[[Result], str]") -> None:
    """Inside a GitHub workflow: marks on the files, and the summary of the step."""
    from briefgen.golden.reports import as_text

    if not on_github():
        return
    click.echo(annotations(result), nl=False)
    if summary := github_summary():
        with summary.open("a", encoding="utf-8") as file:
            file.write(as_text(result, "markdown"))
