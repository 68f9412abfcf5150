"""The command line: parse, call, print, exit code. Results go to stdout, everything else to stderr."""

import os
import sys

import click

from briefgen._version import __version__
from briefgen.cli.brief import brief
from briefgen.cli.golden import golden
from briefgen.cli.models import models
from briefgen.cli.read import read
from briefgen.cli.render import render
from briefgen.cli.schema import schema
from briefgen.cli.terminal import say
from briefgen.cli.verify import verify
from briefgen.errors import BriefgenError


class _ReaderLeft(Exception):
    """Nobody reads our stdout any more, as after `| head`."""


class _Group(click.Group):
    def invoke(self, context: click.Context) -> object:
        """Keep a closed pipe from click, which would end the program with exit code 1."""
        try:
            return super().invoke(context)
        except BrokenPipeError as exc:
            raise _ReaderLeft from exc


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
@click.pass_context
def cli(context: click.Context, *, debug: bool) -> None:
    """Turn a wire story into a five-section brief that an editor can check line by line.

    \b
    briefgen brief story.txt                  a brief on stdout, as Markdown
    briefgen brief story.txt -o brief.html    a page
    briefgen read story.txt                   what the reader understood
    briefgen verify brief.json story.txt      check a brief that a person edited
    briefgen golden check examples            fail where briefs got worse than the approved ones
    briefgen models pull                      fetch the embedded model, once

    Settings come from flags, then BRIEFGEN_* variables, then briefgen.toml or [tool.briefgen] in pyproject.toml.
    """
    context.obj = debug


for command in (brief, read, render, verify, golden, schema, models):
    cli.add_command(command)


def main() -> None:
    """Run the command line and exit with the code that `briefgen.errors` gives."""
    # Looking through all installed packages for pydantic plugins is a tenth of the time that `read` takes.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    debug = "--debug" in sys.argv[1:]
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except click.exceptions.Abort:
        say("interrupted; nothing half-written is left")
        code = 130
    except KeyboardInterrupt:
        say("interrupted; nothing half-written is left")
        code = 130
    except click.exceptions.NoArgsIsHelpError as exc:
        click.echo(exc.format_message(), err=True)
        code = 2
    except click.ClickException as exc:
        context = getattr(exc, "ctx", None)
        say(f"{exc.format_message()} See {context.command_path if context else 'briefgen'} --help.")
        code = 2
    except BriefgenError as exc:
        if debug:
            raise
        say(str(exc))
        code = exc.exit_code
    except _ReaderLeft:
        # Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as exc:
        if debug:
            raise
        say(f"{exc.filename or 'briefgen'}: {exc.strerror or exc}")
        code = 2
    sys.exit(code)
