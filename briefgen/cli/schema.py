"""``briefgen schema``."""

import click

from briefgen.schemas import SCHEMAS, as_json


@click.command()
@click.argument("name", type=click.Choice(list(SCHEMAS)), default="brief")
def schema(name: str) -> None:
    """Print the JSON schema of a brief, a golden brief, a report on these, or a story as `briefgen read` prints it.

    \b
    briefgen schema > brief.schema.json
    briefgen schema story
    """
    click.echo(as_json(name), nl=False)
