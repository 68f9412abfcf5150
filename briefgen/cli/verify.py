"""``briefgen verify``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
from click.core import ParameterSource

from briefgen.brief import Brief, Finding
from briefgen.cli.brief_file import load_brief
from briefgen.cli.files import STDIN, check_writable, loopback_option, story_from
from briefgen.cli.terminal import say, table_width
from briefgen.config import Settings, may_colour
from briefgen.errors import SourceError, UsageError
from briefgen.report import Format, Report, as_table, as_text, format_for, in_reading_order, shorten
from briefgen.story import Story
from briefgen.verify import open_gaps
from briefgen.verify import verify as verify_brief
from briefgen.whole_file import write_whole

if TYPE_CHECKING:
    from briefgen.verify.claim import Claim
    from briefgen.verify.judge import Judge

# Of a headline in a message: enough to know the story by.
SHOWN = 70


@click.command()
@click.argument("brief", metavar="BRIEF.json")
@click.argument("story")
@click.option(
    "-f",
    "--format",
    "form",
    envvar="BRIEFGEN_VERIFY_FORMAT",
    type=click.Choice(get_args(Format)),
    help="Default: by the file's ending, table.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    envvar="BRIEFGEN_VERIFY_OUTPUT",
    multiple=True,
    type=click.Path(path_type=Path),
    help="File to write: .txt a table, .json, .xml JUnit.",
)
@click.option(
    "--force", envvar="BRIEFGEN_VERIFY_FORCE", is_flag=True, help="Check a brief of another story all the same."
)
@click.option("--strict", envvar="BRIEFGEN_VERIFY_STRICT", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--judge/--no-judge",
    envvar="BRIEFGEN_VERIFY_JUDGE",
    default=False,
    help="Ask a model about each statement as well. Default: ask nobody.",
)
@click.option("-m", "--model", envvar="BRIEFGEN_VERIFY_MODEL", help="The judge's model, as provider/model.")
@loopback_option
@click.pass_context
def verify(  # noqa: PLR0913  one parameter a flag
    context: click.Context,
    *,
    brief: str,
    story: str,
    form: Format | None,
    outputs: tuple[Path, ...],
    force: bool,
    strict: bool,
    judge: bool,
    model: str | None,
    allow_loopback: bool,
) -> int:
    """Check the statements of BRIEF.json, also one that a person edited, against STORY; one of them may be -.

    Exits with 1 when a statement has an error. What the brief withholds is not published and not checked.

    \b
    briefgen verify brief.json story.txt
    briefgen verify brief.json story.txt --strict -o findings.xml
    briefgen verify brief.json story.txt -f json | jq .findings
    briefgen verify brief.json - < story.txt
    briefgen verify brief.json story.txt --judge -m openai/gpt-5-mini
    """
    if brief == story == STDIN:
        raise UsageError("only one of the brief and the story can come from stdin; name the file of the other")
    if not judge and context.get_parameter_source("model") is ParameterSource.COMMANDLINE:
        raise UsageError("-m is the judge's model; give --judge as well")
    _check_outputs(outputs, form, brief, story)
    edited, copy = _load_brief(brief, story), _load_story(brief, story, allow_loopback=allow_loopback)
    if edited.story.sha256 != copy.sha256:
        _say_other_story(brief, edited, story, copy, force=force)
    edited = open_gaps(edited)
    findings = _judged(edited, copy, model) if judge else verify_brief(edited, copy, house=Settings.load_house())
    report = Report(edited, copy, in_reading_order(findings))
    _show(report, outputs, form)
    say(report.summary)
    return 1 if report.errors or (strict and report.warnings) else 0


def _check_outputs(outputs: tuple[Path, ...], form: Format | None, *inputs: str) -> None:
    for path in outputs:
        check_writable(path)
        if form is None:
            format_for(path)
        if path.exists() and any(Path(one).exists() and path.samefile(one) for one in inputs):
            raise UsageError(f"{path}: is what is checked, and the findings would replace it; name another file")


def _load_brief(brief: str, story: str) -> Brief:
    try:
        return load_brief(brief)
    except SourceError as exc:
        if (brief == STDIN or Path(brief).is_file()) and _is_brief(story):
            raise UsageError(f"{story} is a brief and {_name(brief)} is none; name the brief first") from None
        # 4 says that the story cannot be read; a script can tell which of the two it was.
        raise UsageError(str(exc)) from None


def _load_story(brief: str, story: str, *, allow_loopback: bool) -> Story:
    try:
        return story_from(story, allow_loopback=allow_loopback)
    except SourceError:
        if _is_brief(story):
            raise UsageError(f"{story} is a brief; name the story that {_name(brief)} was written from") from None
        raise


def _is_brief(argument: str) -> bool:
    # What came on stdin is used up by now.
    if argument == STDIN:
        return False
    try:
        load_brief(argument)
    except SourceError:
        return False
    return True


def _say_other_story(brief: str, edited: Brief, story: str, copy: Story, *, force: bool) -> None:
    """Say that the hashes differ; go on only under --force."""
    if _is_brief(story):
        raise UsageError(f"{story} is a brief; name the story that {_name(brief)} was written from")
    origin, headline = edited.story.headline or edited.headline, copy.headline or copy.sentences[0].text
    other = "another version of the story" if origin == headline else "another story"
    said = (
        f"{_name(brief)} was written from {other} (“{shorten(origin, SHOWN)}”) "
        f"than {_name(story)} (“{shorten(headline, SHOWN)}”)"
    )
    if not force:
        raise UsageError(f"{said}; give --force to check it all the same")
    say(f"{said}; checked all the same")


def _judged(edited: Brief, copy: Story, model: str | None) -> list[Finding]:
    # Here and not above: the way to a model is long to import.
    from briefgen import make_judge
    from briefgen.connect import choose

    settings = Settings.load(model=model)
    if settings.model is None and (chosen := choose(settings)).embedded:
        say(f"no model is set and no OPENAI_API_KEY; the embedded {chosen.name} judges")
    with make_judge(settings=settings) as judge:
        told = _Told(judge, sum(1 for _ in edited.statements()))
        try:
            return verify_brief(edited, copy, judge=told, house=settings.house)
        finally:
            told.clear()


class _Told:
    """A judge that says on a terminal how far it is."""

    def __init__(self, judge: "Judge", statements: int) -> None:
        self._judge = judge
        self._statements = statements
        self._asked = 0

    @property
    def threshold(self) -> float:
        return self._judge.threshold

    def score(self, claim: "Claim", story: Story) -> float | None:
        self._asked += 1
        self._write(f"\rbriefgen: judging statement {self._asked} of {self._statements}")
        return self._judge.score(claim, story)

    def clear(self) -> None:
        """Leave the line empty for what comes next."""
        self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        if sys.stderr.isatty():
            click.echo(text, err=True, nl=False)


def _show(report: Report, outputs: tuple[Path, ...], form: Format | None) -> None:
    # All are laid out before any is written, as `briefgen render` does.
    texts = [(path, as_text(report, form or format_for(path))) for path in outputs]
    for path, text in texts:
        write_whole(path, text)
    if outputs:
        return
    if form in (None, "table") and sys.stdout.isatty():
        click.echo(as_table(report, width=table_width(), colour=may_colour()), nl=False)
    else:
        click.echo(as_text(report, form or "table"), nl=False)


def _name(argument: str) -> str:
    return "the one on stdin" if argument == STDIN else argument
