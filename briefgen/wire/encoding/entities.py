"""Character references of HTML, which stand in copy of any format that came through a page."""

import html
import re

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def without_entities(text: str, *, brackets: bool = True) -> str:
    """The text with the characters that its references name: "caf&eacute;" -> café; what names none stays.

    Args:
        text: of a page, or of plain copy.
        brackets: also those that name "<" and ">"; plain copy that has them means them as they stand.
    """

    def named(entity: re.Match[str]) -> str:
        meant = html.unescape(entity[0])
        return meant if brackets or meant not in ("<", ">") else entity[0]

    return _ENTITY.sub(named, text) if "&" in text else text
