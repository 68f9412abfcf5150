"""A template of the user's, in a sandbox.

A user's template is a Jinja file. It runs in a sandbox and sees these variables; any other name is an error:

=============  ==============================================================================================
`brief`        the brief as in its JSON, without `withheld`: `headline`, `sections` (`id`, `heading`, `gap`,
               `statements`: `text`, `basis`, `cites`, `evidence`, `support`, `findings`, `actor`,
               `direction`, `when`), `story`, `provenance`, `schema_version`; each text is on one line and
               without control characters
`sources`      the cited sentences of the story, in its order: `number`, `text`
`published`    how many statements are in the brief; a section that only says it is empty does not count
`written`      the same with those that were withheld
`coverage`     "Written from the first 40 of 62 sentences of the story.", or none when all of it was read
`credit`       one sentence: model, prompt, statements published, story
=============  ==============================================================================================

Text is escaped for HTML by itself where the template's name says `html`, `htm`, `xhtml`, `xml` or `svg` (with
or without `.j2`), or where an HTML format is asked for. Elsewhere nothing is: write `{{ text | md }}` in
Markdown. Filters besides Jinja's: `md`, `plain`, `wrap(columns=78)`. `random` and `lipsum` are gone, because
output must be stable; so are `**`, and `*` and `%` on text. Lines of a block tag vanish (`trim_blocks`,
`lstrip_blocks`). `include`, `import` and `extends` reach the template's own directory and what is below it.
The sandbox keeps files, the process and withheld statements out of reach; it does not stop a template that
wants to burn time or memory.
"""

import contextlib
import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePath
from traceback import walk_tb
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen import escape
from briefgen.errors import PromptError

MAX_CHARACTERS = 2_000_000
"""No template of a user's writes more than this; a brief takes some ten thousand."""

COLUMNS = 78

_HTML_ENDINGS = {".html", ".htm", ".xhtml", ".xml", ".svg"}


def _wrap(text: str, columns: int = COLUMNS) -> str:
    return textwrap.fill(escape.plain(text), columns, break_long_words=False, break_on_hyphens=False)


FILTERS: dict[str, Callable[..., str]] = {"md": escape.markdown, "plain": escape.plain, "wrap": _wrap}


def says_html(name: str | None) -> bool:
    """Whether a template of this name writes markup, and so is escaped for it."""
    return any(ending.lower() in _HTML_ENDINGS for ending in PurePath(name or "").suffixes)


class _OwnDirectory(jinja2.BaseLoader):
    """Templates below one directory. Jinja's own loader follows a symbolic link out of it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        del environment  # jinja's signature
        name, path = PurePath(template), (self._root / template).resolve()
        if name.is_absolute() or ".." in name.parts or not path.is_relative_to(self._root):
            raise jinja2.TemplateNotFound(template, f"{template!r} is outside the template's directory")
        if not path.is_file():
            raise jinja2.TemplateNotFound(template, f"{template!r} is not a file in the template's directory")
        before = path.stat().st_mtime_ns

        def is_current() -> bool:
            return path.is_file() and path.stat().st_mtime_ns == before

        return path.read_text("utf-8"), str(path), is_current


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        # 'a' * 10**9 and '%999999999d' % 1 fill memory before a character of output could be counted.
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(f"{operator} is not for templates, but for numbers")
        return super().call_binop(context, operator, left, right)


@lru_cache(maxsize=8)
def _sandbox(root: Path, html: bool) -> _Sandbox:  # noqa: FBT001 (a cache key)
    sandbox = _Sandbox(
        loader=_OwnDirectory(root),
        undefined=jinja2.StrictUndefined,
        # A part without an ending of its own, included in a page, is a part of the page.
        autoescape=lambda name: html or says_html(name),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    sandbox.filters.update(FILTERS)
    del sandbox.filters["random"], sandbox.globals["lipsum"]
    return sandbox


def by_own_template(publishable: dict[str, Any], path: Path, *, html: bool) -> str:
    """What the template at this path writes of these variables; see above.

    Raises:
        PromptError: it is missing, broken, reaches for what it must not, or writes too much.
    """
    with _one_line(path):
        return _limited(_compiled(path, html=html).generate(publishable), path)


def check_own_template(path: Path, *, html: bool) -> None:
    """Whether a template is there and is one, before there is anything to write with it.

    Raises:
        PromptError: it is missing, or Jinja cannot parse it.
    """
    with _one_line(path):
        _compiled(path, html=html)


def _compiled(path: Path, *, html: bool) -> jinja2.Template:
    file = path.resolve(strict=True)
    return _sandbox(file.parent, html or says_html(path.name) or says_html(file.name)).get_template(file.name)


@contextlib.contextmanager
def _one_line(path: Path) -> Iterator[None]:
    """Whatever a template raises, as one line: ZeroDivisionError, RecursionError, TypeError, and so on."""
    try:
        yield
    except PromptError:
        raise
    except FileNotFoundError as exc:
        raise PromptError(f"there is no template {escape.plain(str(path))}") from exc
    except Exception as exc:
        raise PromptError(_located(exc, path)) from exc


def _limited(pieces: Iterable[str], path: Path) -> str:
    kept: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_CHARACTERS:
            name = escape.plain(str(path))
            raise PromptError(f"template {name}: it writes more than {MAX_CHARACTERS:,} characters")
        kept.append(piece)
    return "".join(kept)


def _located(exc: Exception, path: Path) -> str:
    """One line: the file, the line in it where there is one, and what was wrong."""
    file, line = str(path), None
    if isinstance(exc, jinja2.TemplateSyntaxError):
        file, line = exc.filename or file, exc.lineno
    else:
        for frame, number in walk_tb(exc.__traceback__):
            # The frames that jinja puts in for a template are named after its file.
            if frame.f_globals.get("__name__") == frame.f_code.co_filename:
                file, line = frame.f_code.co_filename, number
    place = f"{file}, line {line}" if line else file
    return escape.plain(f"template {place}: {str(exc) or type(exc).__name__}")[:500]
