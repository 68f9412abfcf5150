"""Orders to clients that stand as a paragraph among the copy: not for publication, and for the release gate."""

import re
from collections.abc import Iterable

from briefgen.wire.embargo import is_embargo
from briefgen.wire.kills import kills
from briefgen.wire.places import shown

_LONGEST = 300  # characters; an order is a line or two

# Of what an order cannot do without, a part: most paragraphs have none of it and are not looked at closer.
_HINT = re.compile(
    r"embargo|releas|sperr|frei |frist|gesperrt|veröffentlich|klausul|sperret|spärrad|before|until|till|avant|antes"
    r"|hasta|prima|voor|før|före|tidigast|advance|kill|mandatory|withh|withdr|retract|eliminat|disregard|discard|ignor|spike"
    r"|hold|bitte|zurück|zurueck|annul|anul|retir|merci|prière|priere|veuillez|prions|favor|rogamos|ruega|prega|graag"
    r"|gelieve|s\.?v\.?p|trukk|trekk|makul|återkall|utgår|udgår|storno|rückruf|ingetrokken|publiser|publicer|offentlig",
    re.IGNORECASE,
)


def is_order(paragraph: str) -> bool:
    """Whether a paragraph is an embargo, a kill notice or a mandatory correction and no sentence of the story."""
    if len(paragraph) > _LONGEST or not _HINT.search(paragraph):
        return False
    return is_embargo(paragraph) or kills(shown("the copy", paragraph))


def set_apart(paragraphs: Iterable[str]) -> tuple[list[str], list[str]]:
    """The paragraphs without the orders among them, and the orders."""
    copy: list[str] = []
    orders: list[str] = []
    for paragraph in paragraphs:
        (orders if is_order(paragraph) else copy).append(paragraph)
    return copy, orders
