"""``briefgen read``."""

import click

from briefgen import escape
from briefgen.cli.files import loopback_option, story_from


@click.command()
@click.argument("story")
@loopback_option
def read(story: str, *, allow_loopback: bool) -> None:
    """Print what the reader understood of STORY (a file, an address, or - for stdin), as JSON.

    \b
    briefgen read story.xml
    briefgen read feed.xml#2                       the second entry of a feed
    briefgen read https://example.org/story.html | jq .headline
    """
    understood = story_from(story, allow_loopback=allow_loopback)
    click.echo(escape.json(understood.model_dump_json(indent=2)))
