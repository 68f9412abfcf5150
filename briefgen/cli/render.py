"""``briefgen render``."""

from pathlib import Path
from typing import get_args

import click

from briefgen.brief import Brief
from briefgen.cli.brief_file import load_brief
from briefgen.cli.files import check_writable
from briefgen.render import Format, format_for
from briefgen.render import render as render_brief
from briefgen.whole_file import write_whole


@click.command()
@click.argument("brief")
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help="File to write.")
@click.option("-f", "--format", "form", type=click.Choice(get_args(Format)), help="Default: by the file's ending, md.")
@click.option("-t", "--template", type=click.Path(path_type=Path), help="A Jinja template of yours.")
def render(brief: str, outputs: tuple[Path, ...], form: Format | None, template: Path | None) -> None:
    """Render BRIEF, a brief as JSON (a file, or - for stdin), again.

    \b
    briefgen render brief.json -o brief.html
    briefgen render brief.json -f review | less
    briefgen render brief.json -t house.md.j2
    """
    loaded = load_brief(brief)
    show(loaded, outputs, form, template)


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
