"""A brief as text: Markdown, HTML fragment or page, plain text, JSON, the desk's review, a user's template.

What can be published (`md`, `html`, `page`, `txt`) carries no time, no count of tokens and no version of
briefgen: the same brief gives the same bytes on every replay. What was withheld is in `review` and
`json` only.

`briefgen.own_template` says what a template of the user's sees.
"""

from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from briefgen import escape, resources
from briefgen.brief import HEADINGS, Brief, Section, Statement
from briefgen.endings import by_ending
from briefgen.errors import UsageError

if TYPE_CHECKING:
    import jinja2

Format: TypeAlias = Literal["md", "html", "page", "json", "txt", "review"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {".md": "md", ".markdown": "md", ".html": "page", ".htm": "page", ".json": "json", ".txt": "txt"}
)
"""File ending to format. An HTML file is a whole page; the fragment and the review are asked for by name."""

_TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "md": "brief.md.j2",
        "html": "brief.html.j2",
        "page": "page.html.j2",
        "txt": "brief.txt.j2",
        "review": "review.md.j2",
    }
)


def format_for(path: str | Path) -> Format:
    """The format that the ending of a file name asks for.

    Raises:
        UsageError: no format has that ending.
    """
    return by_ending(path, FORMATS)


def render(brief: Brief, format: Format = "md", *, template: str | Path | None = None) -> str:  # noqa: A002 (public)
    """The brief in one format, or as a template of the user's writes it.

    Args:
        brief: what to render; it is not changed.
        format: `md`; `html`, an `<article>`; `page`, a standalone document; `txt`, 78 columns; `json`;
            `review`, Markdown for the desk editor.
        template: path of a Jinja file, see above. It decides the output: of `format` it only counts whether
            that is HTML.

    Raises:
        UsageError: there is no such format.
        PromptError: the template is missing, broken, reaches for what it must not, or writes too much.
    """
    if format not in get_args(Format):
        raise UsageError(f"no format {escape.plain(str(format))!r}: take {', '.join(get_args(Format))}")
    if template is not None:
        from briefgen.own_template import by_own_template

        return by_own_template(_publishable(brief), Path(template), html=format in ("html", "page"))
    if format == "json":
        return escape.json(brief.model_dump_json(indent=2)) + "\n"
    variables = _publishable(brief)
    if format == "page":
        variables |= _stylesheet()
    elif format == "review":
        variables |= _for_the_desk(brief)
    return house_environment().get_template(_TEMPLATES[format]).render(variables)


def render_opening(headline: str, *, read: int, whole: int) -> str:
    """The head of a brief in Markdown, for one that is shown while it is written; see `render_section`."""
    variables = {"brief": {"headline": escape.plain(headline)}, "coverage": _coverage(read, whole)}
    return house_environment().get_template("opening.md.j2").render(variables)


def render_section(section: Section) -> str:
    """One section in Markdown. The opening and the five sections are how `render(brief, "md")` begins."""
    return house_environment().get_template("section.md.j2").render(section=_plain(section.model_dump(mode="json")))


def _coverage(read: int, whole: int) -> str | None:
    return f"Written from the first {read} of {whole} sentences of the story." if read < whole else None


def _publishable(brief: Brief) -> dict[str, Any]:
    """What a template that writes for publication may see: plain data, no withheld statement."""
    published = sum(1 for _ in brief.statements())
    written = published + len(brief.withheld)
    return {
        "brief": _plain(brief.model_dump(mode="json", exclude={"withheld"})),
        "sources": _sources(brief),
        "published": published,
        "written": written,
        "coverage": _coverage(brief.provenance.sentences_read, brief.story.sentences),
        "credit": _credit(brief, published, written),
    }


def _for_the_desk(brief: Brief) -> dict[str, Any]:
    """What only the review shows."""

    def reviewed(statement: Statement) -> dict[str, Any]:
        data: dict[str, Any] = _plain(statement.model_dump(mode="json"))
        for finding, found in zip(data["findings"], statement.findings, strict=True):
            # Offsets count in the text as it was, so the words are taken before white space is folded.
            finding["words"] = escape.plain(statement.text[slice(*found.span)]) if found.span else ""
        return data

    sections = [
        {
            "heading": escape.plain(section.heading),
            "gap": section.gap,
            "statements": [reviewed(statement) for statement in section.statements],
        }
        for section in brief.sections
    ]
    headings = {section.id: section.heading for section in brief.sections}
    withheld = [
        {
            "heading": escape.plain(headings.get(item.section, HEADINGS[item.section])),
            "reason": escape.plain(item.reason),
            "statement": reviewed(item.statement),
        }
        for item in brief.withheld
    ]
    return {"sections": sections, "withheld": withheld}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return escape.plain(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def _sources(brief: Brief) -> list[dict[str, Any]]:
    cited: dict[int, str] = {}
    for _, _, statement in brief.statements():
        # Evidence is the cited sentences in order; where it is not, no passage can be given a number.
        if len(statement.cites) == len(statement.evidence):
            for number, evidence in zip(statement.cites, statement.evidence, strict=True):
                cited.setdefault(number, escape.plain(evidence.text))
    return [{"number": number, "text": text} for number, text in sorted(cited.items())]


def _credit(brief: Brief, published: int, written: int) -> str:
    prompt, story = brief.provenance.prompt, brief.story
    parts = [
        f"Written by {brief.provenance.model}",
        f"prompt {prompt.name}, version {prompt.version}",
        f"{published} of {written} statement{'' if written == 1 else 's'} published",
    ]
    if story.slugline or story.version:
        parts.append(f"story {', '.join(part for part in (story.slugline, story.version) if part)}")
    return escape.plain("; ".join(parts) + ".")


@lru_cache(maxsize=1)
def house_environment() -> "jinja2.Environment":
    """Where the program's own templates are rendered; HTML is escaped."""
    # Jinja takes a tenth of a second to import, and `import briefgen` leads here.
    import jinja2

    from briefgen.own_template import FILTERS, says_html

    house = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources.directory("templates")),
        undefined=jinja2.StrictUndefined,
        autoescape=says_html,  # noqa: S701 (what is not HTML goes through `md` or `wrap`; tests hold it to that)
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    house.filters.update(FILTERS)
    return house


@lru_cache(maxsize=1)
def _stylesheet() -> dict[str, str]:
    """The page's style, and its hash for the content security policy, which lets no other style in."""
    style = house_environment().get_template("page.css.j2").render()
    return {"style": style, "style_sha256": b64encode(sha256(style.encode()).digest()).decode()}
