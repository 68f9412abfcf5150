"""Character references of HTML, which stand in copy of any format that came through a page."""

import html
import re

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def without_entities(text: str) -> str:
    """The text with the characters that its references name: "caf&eacute;" -> café; what names none stays."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
