"""A check of golden briefs as a table, JSON, JUnit XML, Markdown, an HTML page, and marks on a GitHub run.

All but JSON show text of stories, models and file names: each format escapes it where it writes it.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from briefgen import escape
from briefgen.endings import by_ending
from briefgen.golden.reports.annotations import annotations
from briefgen.golden.reports.table import as_table
from briefgen.golden.results import Result

__all__ = ["FORMATS", "Format", "annotations", "as_json", "as_table", "as_text", "format_for"]

Format: TypeAlias = Literal["table", "json", "junit", "markdown", "html"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {".txt": "table", ".json": "json", ".xml": "junit", ".md": "markdown", ".html": "html"}
)


def format_for(path: str | Path) -> Format:
    """The format that the ending of a file name asks for.

    Raises:
        UsageError: no format has that ending.
    """
    return by_ending(path, FORMATS)


def as_text(result: Result, form: Format) -> str:
    """The result in a format, for a file or a pipe; the same result gives the same bytes."""
    # A run writes one or two of these: what the others need is not imported.
    match form:
        case "table":
            return as_table(result)
        case "json":
            return as_json(result)
        case "junit":
            from briefgen.golden.reports.junit import as_junit

            return as_junit(result)
        case "markdown":
            from briefgen.golden.reports.markdown import as_markdown

            return as_markdown(result)
        case "html":
            from briefgen.golden.reports.page import as_html

            return as_html(result)


def as_json(result: Result) -> str:
    """The result whole, as `Result.model_validate_json` reads it."""
    return escape.json(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2)) + "\n"
