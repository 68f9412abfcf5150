"""Makes text from a story or a model safe to write: it is data at every exit, never markup.

HTML is escaped by jinja. Here are the others: `plain` for terminals and text files, `markdown` for Markdown,
`json` for JSON that a terminal may show.
"""

import re
from json import dumps

from briefgen.story import fold_line, strip_unseen

# A reference is data in every Markdown dialect. A backslash is not: for Python-Markdown `\<b>` is a tag.
_REFERENCED = {"<": "&lt;", "&": "&amp;"}

_MARKUP = re.compile(
    r"(?P<backslashed>[\\`*_{}\[\]])"
    r"|[<|~]"
    r"|&(?=\#|[A-Za-z][A-Za-z0-9]*;)"  # AT&T and R&D stay as they are
    # What some renderers make a link unasked: https://…, www.…, example.com, name@example.com.
    r"|(?<=/)/"
    r"|(?<=[Ww][Ww][Ww])\."
    r"|(?<=\w)\.(?=[^\W_]{2})(?!\d)"
    r"|(?<=[\w.+-])@(?=\w)"
)
_BLOCK_START = re.compile(
    r"(?P<number>[0-9]+)(?P<point>[.)])(?=\s|$)"
    r"|(?P<backslashed>[#>]|[-+](?=\s|$)|-(?=[-\s]*$))"
    r"|[=:]"  # a line under a heading, a definition, the alignment row of a table
)
_CLOSING_HASHES = re.compile(r"(?<=\s)#+$")


def plain(text: str) -> str:
    """The text on one line, white space folded, without what steers a terminal or hides from a reader."""
    return fold_line(text)


def markdown(text: str) -> str:
    """The text on one line as Markdown that renders to exactly `plain(text)`: no link, no image, no block.

    Ordinary prose comes through unchanged. It holds at the start of a line and behind other text, in a
    paragraph, a heading, a list item, a block quote and a table cell. One gap: GitHub links an e-mail
    address whatever the escape.
    """
    text = _MARKUP.sub(_escaped, plain(text))
    text = _CLOSING_HASHES.sub(r"\\\g<0>", text)
    if start := _BLOCK_START.match(text):
        text = _escaped_start(start) + text[start.end() :]
    return text


def json(text: str) -> str:
    r"""JSON that means the same, with what a terminal obeys or a reader cannot see written as `\uXXXX`."""
    return re.sub(r"[^ -~\n]", _escaped_unseen, text)


def _escaped(match: re.Match[str]) -> str:
    if match["backslashed"]:
        return "\\" + match[0]
    return _REFERENCED.get(match[0]) or f"&#{ord(match[0])};"


def _escaped_start(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}\\{match['point']}"
    return _escaped(match)


def _escaped_unseen(match: re.Match[str]) -> str:
    return match[0] if strip_unseen(match[0]) == match[0] else dumps(match[0])[1:-1]
