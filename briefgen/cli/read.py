"""``briefgen read``."""

import click

from briefgen import escape
from briefgen.cli.files import story_from


@click.command()
@click.argument("story")
def read(story: str) -> None:
    """Print what the reader understood of STORY (a file, or - for stdin), as JSON.

    \b
    briefgen read story.txt
    briefgen read story.html | jq .headline
    """
    click.echo(escape.json(story_from(story).model_dump_json(indent=2)))
