"""Markdown -> Story: the first heading is the headline; links keep their words, pictures and raw HTML go."""

import re

from briefgen.story import PARAGRAPH_BREAK, Story
from briefgen.wire.plain import read_plain

_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>(?:[\w-]+:.*\n)+)---\n")
_FIELDS = {
    "title": "headline",
    "headline": "headline",
    "author": "byline",
    "byline": "byline",
    "slug": "slugline",
    "slugline": "slugline",
}


def read_markdown(text: str) -> Story:
    """Read CommonMark copy, with or without front matter.

    Raises:
        SourceError: no paragraph holds copy.
    """
    from markdown_it import MarkdownIt

    metadata: dict[str, str | None] = {}
    if front := _FRONT_MATTER.match(text):
        for line in front["fields"].splitlines():
            key, _, value = line.partition(":")
            if field := _FIELDS.get(key.strip().lower()):
                metadata[field] = value.strip().strip("\"'")
        text = text[front.end() :]

    paragraphs: list[str] = []
    block = ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type.endswith("_open"):
            block = token.type
        elif token.type == "inline":
            words = "".join(
                "\n" if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or ()
                if child.type in ("text", "code_inline", "softbreak", "hardbreak")
            )
            if block != "heading_open":
                paragraphs.append(words)
            else:
                metadata.setdefault("headline", words)
    return read_plain(PARAGRAPH_BREAK.join(paragraphs), **metadata)
