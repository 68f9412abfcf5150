"""``briefgen models``."""

from pathlib import Path

import click

from briefgen.config import Settings, weights_endpoint
from briefgen.errors import ModelError


@click.group()
def models() -> None:
    """List, fetch and find the embedded models.

    \b
    briefgen models list
    briefgen models pull
    """


@models.command("list")
def list_models() -> None:
    """List the embedded models and whether their weights are here.

    \b
    briefgen models list
    """
    from briefgen import local

    for one in local.available(Settings.load().models_directory):
        state = str(one.path) if one.path else "not here; briefgen models pull"
        click.echo(f"local/{one.name}  {one.size / 1e9:.2f} GB  {one.licence}  {state}")


@models.command()
@click.argument("name", default="qwen2.5-coder-1.5b")
def pull(name: str) -> None:
    """Fetch the weights of a model, once; verified by SHA-256, resumed after an interruption.

    \b
    briefgen models pull
    BRIEFGEN_HOME=/srv/briefgen briefgen models pull
    """
    from briefgen import local

    settings = Settings.load()
    progress = local.terminal_progress()
    endpoint = weights_endpoint() or local.HF_ENDPOINT
    found = local.pull(_bare(name), settings.models_directory, progress=progress, hf_endpoint=endpoint)
    click.echo(str(found))


@models.command()
@click.argument("name", default="qwen2.5-coder-1.5b")
def path(name: str) -> None:
    """Print where the weights of a model are; exit with 3 when they are not here.

    \b
    briefgen models path
    ls -l "$(briefgen models path)"
    """
    from briefgen import local

    found: Path | None = local.path(_bare(name), Settings.load().models_directory)
    if found is None:
        raise ModelError(f"the weights of {name} are not here; run `briefgen models pull`")
    click.echo(str(found))


def _bare(name: str) -> str:
    return name.removeprefix("local/")
