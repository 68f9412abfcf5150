"""``briefgen render``."""

from pathlib import Path
from typing import get_args

import click
from pydantic import ValidationError

from briefgen.brief import Brief
from briefgen.cli.files import check_writable, write_whole
from briefgen.errors import SourceError
from briefgen.render import Format, format_for
from briefgen.render import render as render_brief

MAX_BYTES = 20_000_000


@click.command()
@click.argument("brief", type=click.Path(path_type=Path))
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help="File to write.")
@click.option("-f", "--format", "form", type=click.Choice(get_args(Format)), help="Default: by the file's ending, md.")
@click.option("-t", "--template", type=click.Path(path_type=Path), help="A Jinja template of yours.")
def render(brief: Path, outputs: tuple[Path, ...], form: Format | None, template: Path | None) -> None:
    """Render BRIEF, a brief as JSON, again.

    \b
    briefgen render brief.json -o brief.html
    briefgen render brief.json -f review | less
    briefgen render brief.json -t house.md.j2
    """
    loaded = load_brief(brief)
    show(loaded, outputs, form, template)


def load_brief(path: Path) -> Brief:
    """The brief in a JSON file.

    Raises:
        SourceError: no such file, or it holds no brief.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as exc:
        raise SourceError(f"{path}: {exc.strerror}") from None
    if len(data) > MAX_BYTES:
        raise SourceError(f"{path}: larger than {MAX_BYTES:,} bytes; a brief is not")
    try:
        return Brief.model_validate_json(data)
    except ValidationError as exc:
        fault = exc.errors(include_input=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise SourceError(f"{path}: not a brief as JSON: {place + ': ' if place else ''}{fault['msg']}") from None


def show(brief: Brief, outputs: tuple[Path, ...], form: Format | None, template: Path | None) -> None:
    """Write a brief to each file, in the format of its ending unless `form` is given; to stdout without files."""
    # All are rendered before any is written: a template that fails on the second leaves no first behind.
    for path in outputs:
        check_writable(path)
    texts = [(path, render_brief(brief, form or _format(path, template), template=template)) for path in outputs]
    for path, text in texts:
        write_whole(path, text)
    if not outputs:
        click.echo(render_brief(brief, form or "md", template=template), nl=False)


def _format(path: Path, template: Path | None) -> Format:
    # With a template of one's own the ending may be anything.
    return "md" if template else format_for(path)
