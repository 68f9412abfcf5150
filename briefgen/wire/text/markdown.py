"""Markdown -> Story: the first heading is the headline; links keep their words, pictures and raw HTML go."""

import re
from typing import TYPE_CHECKING

from briefgen.errors import SourceError
from briefgen.story import PARAGRAPH_BREAK, Story
from briefgen.wire.copy.contacts import is_contact
from briefgen.wire.copy.furniture import ends_story
from briefgen.wire.text.plain import MOST_INPUT, read_plain

if TYPE_CHECKING:
    from markdown_it.token import Token

# Lists and texts of several lines are indented, or begin with a dash.
_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>\w[\w-]*:.*\n(?:(?:\w[\w-]*:|#|[ \t]|- ).*\n)*)---\n")
# A note below the copy, with the lines that go on, and the marks in it.
_FOOTNOTE = re.compile(r"^\[\^[^\]\n]{1,40}\]:.*(?:\n(?:[ ]{2,}|\t)\S.*)*$|\[\^[^\]\n]{1,40}\]", re.MULTILINE)
_MOST_LINES = 10_000  # the parser is slow
_FIELDS = {
    "title": "headline",
    "headline": "headline",
    "author": "byline",
    "byline": "byline",
    "slug": "slugline",
    "slugline": "slugline",
    "lang": "language",
    "language": "language",
    "source": "provider",
    "provider": "provider",
    "ednote": "ednote",
    "note": "ednote",
    "usageterms": "usageterms",
    "embargo": "embargo",
    "embargoed": "embargo",
    "status": "pubstatus",
    "pubstatus": "pubstatus",
    "draft": "draft",
}


def read_markdown(text: str) -> Story:
    """Read CommonMark copy, with or without front matter.

    Raises:
        SourceError: no paragraph holds copy, or more lines than a story has.
    """
    if text.count("\n") > _MOST_LINES:
        raise SourceError(f"the input holds more than {_MOST_LINES:,} lines; a story does not")
    if len(text) > MOST_INPUT:
        raise SourceError(f"the input holds more than {MOST_INPUT:,} characters of copy; a story does not")
    from markdown_it import MarkdownIt

    metadata: dict[str, str | None] = {}
    if front := _FRONT_MATTER.match(text):
        metadata = _read_front(front["fields"])
        text = text[front.end() :]

    paragraphs: list[str] = []
    block, table = "", 0
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(_FOOTNOTE.sub("", text)):
        table += token.nesting * (token.type in ("table_open", "table_close"))
        if token.type.endswith("_open"):
            block = token.type
        elif token.type == "inline" and not table:
            words = _words(token)
            titled = "headline" in metadata
            heading = block == "heading_open" or not (paragraphs or titled or not _is_bold(token, words))
            if heading and not (titled and (ends_story(words) or is_contact(words))):
                metadata.setdefault("headline", words)
            elif heading or not _is_caption(token):
                paragraphs.append(words)
    return read_plain(PARAGRAPH_BREAK.join(paragraphs), **metadata)


def _words(token: "Token") -> str:
    """The words of a block, without those that are struck out."""
    words: list[str] = []
    struck = 0
    for child in token.children or ():
        struck += child.nesting * (child.type in ("s_open", "s_close"))
        if not struck and child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            words.append("\n")
    return "".join(words)


def _read_front(fields: str) -> dict[str, str | None]:
    """The fields of a story in a front matter, a field a line; a status that nobody knows holds the story back."""
    from briefgen.wire.json.fields import language_of
    from briefgen.wire.json.release import pubstatus_of

    found: dict[str, str | None] = {}
    for line in fields.splitlines():
        key, _, value = line.partition(":")
        if (field := _FIELDS.get(key.lower())) and (said := value.strip().strip("\"'")):
            found[field] = said
    if embargo := found.pop("embargo", None):
        found["ednote"] = f"{found.get('ednote') or ''} Embargo: {embargo}".strip()
    if (found.pop("draft", None) or "false").casefold() == "true":
        found["pubstatus"] = "draft"
    if "pubstatus" in found:
        found["pubstatus"] = pubstatus_of(dict(found))
    found["language"] = language_of(found.get("language"))
    return found


def _is_caption(token: "Token") -> bool:
    """Whether a paragraph is a picture and the slanted line below it."""
    kinds = [child.type for child in token.children or () if child.type != "softbreak"]
    return (
        kinds[:2] == ["image", "em_open"] and kinds.index("em_close") == len(kinds) - 1
        if "em_close" in kinds
        else False
    )


def _is_bold(token: "Token", words: str) -> bool:
    """Whether a paragraph is bold from end to end, as a headline without a heading's mark is."""
    kinds = [child.type for child in token.children or () if child.content or child.nesting]
    ends = "strong_close" in kinds and kinds.index("strong_close") == len(kinds) - 1
    return ends and kinds[0] == "strong_open" and not words.endswith(".")
