"""Orders to clients that stand as a paragraph among the copy: not for publication, and for the release gate."""

from collections.abc import Iterable


def _parts(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


_LONGEST = 300  # characters; an order is a line or two
_TOP = 8  # paragraphs in which a correction is told
_BEGINNING = 160  # of them: an order soon says what it is

# Of what an order cannot do without, a part: most paragraphs have none of it and are not looked at closer.
_HINTS = _parts(
    """embarg sperr freigegeben frei_ab frei_für veröffentlich verwend klausul spärrad not_for not_to_be hold_until
    hold_till do_not ne_pas ne_plus non_pubblicare niet_publiceren difundir no_usar no_util offentlig tidigast
    brukes bruges använd mandatory withh withdr retract disregard discard please pls spike hold_hold zurück
    zurueck annul anul veuillez desestim descart desconsider utilizz cestinare gebruiken trukk trekk makul
    återkall utgår udgår dras_tillbaka storno rückruf ingetrokken drar dragit foregoing agradec pedimos pede-se
    solicita prosimy anulow wycof просьба просим аннулир отозва эмбарго prosíme ptal lütfen vervallen zrušeno
    julkaisuvapaa supprim effacer stornier hold_- hold: on_hold correction corrective frigiv for_use
    for_immediate recalled diffusion difusión löschen حظر نشر запрет публик this_is_a_test"""
)
# Sentences have these as well, but seldom where an order has them.
_OFTEN = _parts("releas publi kill retir test_ remove cancel elimin ignor advance delete")
_SOON = 80  # characters in which an order has such a part


def is_order(paragraph: str) -> bool:
    """Whether a paragraph is an embargo, a kill notice or a mandatory correction and no sentence of the story."""
    if len(paragraph) > _LONGEST:
        return False
    lower = paragraph[:_BEGINNING].lower()
    # Sixty searches for a string take a fiftieth of one for sixty alternatives.
    soon = lower[:_SOON]
    if not (any(hint in lower for hint in _HINTS) or any(hint in soon for hint in _OFTEN)):
        return False
    # Here and not above: their patterns are long to load, and most copy has no hint of an order.
    from briefgen.wire.gate.embargo import is_embargo
    from briefgen.wire.gate.kills import tells_of_another
    from briefgen.wire.gate.notices import tests
    from briefgen.wire.gate.places import shown

    place = shown("the copy", paragraph)
    return is_embargo(paragraph) or tells_of_another(place) or (paragraph.isupper() and tests(place))


def set_apart(paragraphs: Iterable[str]) -> tuple[list[str], list[str]]:
    """The paragraphs without the orders among them and what is said of a correction above the story; and those."""
    paragraphs = list(paragraphs)
    copy: list[str] = []
    orders: list[str] = []
    below = next((at for at, one in enumerate(paragraphs[:_TOP]) if _heads_corrected(one)), -1) + 1
    for paragraph in paragraphs[:below]:
        # Of what stands above it, a headline is the story's.
        (orders if paragraph.endswith((".", ":")) else copy).append(paragraph)
    for paragraph in paragraphs[below:]:
        (orders if is_order(paragraph) else copy).append(paragraph)
    return copy, orders


def _heads_corrected(paragraph: str) -> bool:
    """Whether the corrected story stands below a line: "A corrected version of the story is below:"."""
    lower = paragraph[:_BEGINNING].lower()
    return paragraph.endswith(":") and "corrected version" in lower and ("below" in lower or "follow" in lower)
