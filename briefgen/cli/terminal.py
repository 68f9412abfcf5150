"""What the commands say beside their result, and how wide a table may be."""

import shutil
import sys

import click

from briefgen.escape import plain


def say(text: str) -> None:
    """One line on stderr, under the program's name."""
    click.echo(f"briefgen: {plain(text)}", err=True)


def table_width() -> int:
    """Columns of the terminal, or of a pipe."""
    from briefgen.report import PIPED_WIDTH

    return shutil.get_terminal_size(fallback=(PIPED_WIDTH, 24)).columns if sys.stdout.isatty() else PIPED_WIDTH
