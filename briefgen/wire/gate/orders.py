"""Orders to clients that stand as a paragraph among the copy: not for publication, and for the release gate."""

from collections.abc import Iterable

_LONGEST = 300  # characters; an order is a line or two
_BEGINNING = 160  # of them: an order soon says what it is

# Of what an order cannot do without, a part: most paragraphs have none of it and are not looked at closer.
_HINTS = [
    hint.replace("_", " ")
    for hint in """embarg releas sperr freigegeben frei_ab frei_für veröffentlich verwend klausul spärrad not_for
    not_to_be hold_until hold_till
    do_not ne_pas ne_plus non_pubblicare niet_publiceren publi difundir no_usar no_util offentlig tidigast
    advance brukes bruges använd kill mandatory withh withdr retract elimin disregard discard please pls
    spike hold_hold zurück zurueck annul anul retir veuillez desestim descart desconsider utilizz ignor
    cestinare gebruiken trukk trekk makul återkall utgår udgår dras_tillbaka storno rückruf ingetrokken drar dragit
    cancel foregoing agradec pedimos pede-se solicita prosimy anulow wycof просьба просим аннулир отозва эмбарго prosíme
    ptal lütfen vervallen zrušeno julkaisuvapaa delete remove supprim effacer stornier""".split()
]


def is_order(paragraph: str) -> bool:
    """Whether a paragraph is an embargo, a kill notice or a mandatory correction and no sentence of the story."""
    if len(paragraph) > _LONGEST:
        return False
    lower = paragraph[:_BEGINNING].lower()
    # Sixty searches for a string take a fiftieth of one for sixty alternatives.
    if not any(hint in lower for hint in _HINTS):
        return False
    # Here and not above: their patterns are long to load, and most copy has no hint of an order.
    from briefgen.wire.gate.embargo import is_embargo
    from briefgen.wire.gate.kills import kills
    from briefgen.wire.gate.places import shown

    return is_embargo(paragraph) or kills(shown("the copy", paragraph))


def set_apart(paragraphs: Iterable[str]) -> tuple[list[str], list[str]]:
    """The paragraphs without the orders among them, and the orders."""
    copy: list[str] = []
    orders: list[str] = []
    for paragraph in paragraphs:
        (orders if is_order(paragraph) else copy).append(paragraph)
    return copy, orders
