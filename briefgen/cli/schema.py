"""``briefgen schema``."""

import click

# As in `briefgen.schemas`, whose models are slow to load for those who want another command.
NAMES = ("brief", "golden", "report", "story")


@click.command()
@click.argument("name", type=click.Choice(NAMES), default="brief")
def schema(name: str) -> None:
    """Print the JSON schema of a brief, a golden brief, a report on these, or a story as `briefgen read` prints it.

    \b
    briefgen schema > brief.schema.json
    briefgen schema story
    """
    from briefgen.schemas import as_json

    click.echo(as_json(name), nl=False)
