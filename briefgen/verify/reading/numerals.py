"""Numerals: the bare numbers of a text, in digits or words, with a scale word, without what stands around them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from unicodedata import numeric

from briefgen.verify.reading.clock import clock
from briefgen.verify.reading.number_words import (
    AS_MANY,
    CARDINALS,
    DASH,
    DENOMINATORS,
    GLUE,
    MULTIPLES,
    MULTIPLES_IN_CONTEXT,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    TENS,
    text_before,
)
from briefgen.verify.reading.patterns import any_case, any_of
from briefgen.verify.reading.quantity import Quantity

_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")
_HUNDRED, _THOUSAND = 100, 1000
_TOKEN = any_case(
    r"[0-9]+|\.(?<![^\s(].)[0-9]+|[½⅓⅔¼¾⅕⅛]"
    rf"|(?<![^\W\d_])(?:{any_of(CARDINALS)}(?:fold)?|{any_of((*ORDINALS, *SCALES, *MULTIPLES, *MULTIPLES_IN_CONTEXT))}"
    r"|half|quarter)(?![^\W\d_])"
)
_DIGITS = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,3}(?:\s?,\s?[0-9]{3}){0,4}\s?,\s?000"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3}|[0-9]{1,3}(?: [0-9]{3}){1,4}|[0-9]{1,18})"
    r"(?![0-9])(?:[.·][0-9]{1,12}(?![0-9])|\.\s[0-9]{1,2}(?=\s?%|\s?per\s?cent\b))?|\.[0-9]{1,12}(?![0-9])"
)
_MIXED = re.compile(r"\s?([½⅓⅔¼¾⅕⅛])|\s([1-3])/([2-8])(?![0-9/])")
_FOLLOWING = any_case(rf"(?P<gap>{GLUE})(?P<joint>and\s)?(?P<word>[a-z]+)")
_AND_PART = any_case(rf"{GLUE}and{GLUE}(?:a{GLUE})?(?P<part>half|quarter|three[\s-]quarters)\b")
_PARTS = {"half": _HALF, "quarter": _QUARTER}
_SCALE = any_case(rf"(?:\s?{DASH}\s?|\s?)(?:(?P<word>{any_of(SCALES)})s?|(?P<short>mln|mn|bln|bn|trn|tn))\b")
_OF_A_SCALE = any_case(rf"(?:\sof)?\sa\s(?P<word>{any_of(SCALES)})\b")
_DENOMINATOR = any_case(rf"(?P<gap>{GLUE})(?P<word>{any_of(DENOMINATORS)})(?P<plural>s)?\b(?P<of>\sof\b)?")
_SHARE_BEFORE = any_case(r"\b(?:by|than|about|nearly|almost|over|around|roughly|some|least|to|in|up|down|only|just)\s$")
_SHARE_AFTER = any_case(r"\s(?:of|from|to|in|since|more|less|fewer|higher|lower)\b|\s?(?:[.,;:)]|$)")
_SHARE_OF = any_case(r"\s(?:of|the|its|their|his|her|all|that|our|those|these|as)\b")
_POINT = any_case(rf"(?:{GLUE}(?:of{GLUE})?an?)?{GLUE}(?:percentage{GLUE})?(?:point|percent|per\s?cent)\b")
_HALF_PERIOD = any_case(r"\san?(?=\s(?:hour|day|century|year)\b)")
_NAMED_HALF_BEFORE = any_case(r"\b(?:first|second|1st|2nd|third|opening|other|latter|better)[\s-]{1,3}$")
_ARTICLE_BEFORE = any_case(r"\ban?\s$")
_ARTICLE_ALONE_BEFORE = any_case(r"(?<!many )\ban?[\s-]$")
_NOT_A_RANK_BEFORE = any_case(r"\b(?:per|split)[\s-]$")
_TO_OR_MODAL_BEFORE = any_case(r"\b(?:to|will|would|could|may|might|can|should)\s$")
_AS_AFTER = any_case(rf"\s(?:{AS_MANY})\b")


def numerals(text: str) -> Iterator[Quantity]:
    """The bare numbers of a text, with a scale word, without what stands around them."""
    reached = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < reached:
            continue
        word = token.group().lower()
        raw = None
        if word[0] in "0123456789.":
            raw = clock(text, start) or _digits(text, start)
        elif word in CARDINALS:
            raw = _words(text, start, token.end(), word)
        elif word in _WORD_READERS:
            # "two second-half goals": the unit of the number before, or a half named by its place.
            if word == "second" and reached and text[reached:start] in {" ", "-", " - "}:
                continue
            raw = _WORD_READERS[word](text, start, token.end(), word)
        elif word.endswith("fold") and word[:-4] in CARDINALS:
            raw = Quantity(Decimal(CARDINALS[word[:-4]]), "multiple", start, token.end(), worded=True)
        elif word in "½⅓⅔¼¾⅕⅛":
            raw = Quantity(_vulgar(word), "fraction", start, token.end())
        if raw:
            reached = raw.end
            yield raw


def _vulgar(sign: str) -> Decimal:
    return Decimal(str(numeric(sign)))


def _digits(text: str, start: int) -> Quantity | None:
    match = _DIGITS.match(text, start)
    if not match:
        return None
    written = match.group().replace(",", "").replace(" ", "").replace("·", ".")
    raw = Quantity(Decimal(written), "count", start, match.end())
    if mixed := _MIXED.match(text, raw.end):
        part = _vulgar(mixed[1]) if mixed[1] else Decimal(mixed[2]) / Decimal(mixed[3])
        raw = replace(raw, value=raw.value + part, end=mixed.end())
    return _scaled(text, raw)


def _words(text: str, start: int, end: int, first: str) -> Quantity:
    """A number in words: cardinal, ordinal ("twenty-first") or fraction ("two-thirds")."""
    total, chunk = 0, CARDINALS[first]
    # What may still be added: 1 to 9 after "twenty", less than a hundred after "hundred".
    room, ceiling, scale = (10 if first in TENS else 0), 10**15, 1
    while following := _FOLLOWING.match(text, end):
        word = following["word"].lower()
        if word in SCALES and not following["joint"]:
            factor = SCALES[word]
            if not chunk or factor >= ceiling or (factor == _HUNDRED and chunk >= factor):
                break
            scale = factor
            if factor == _HUNDRED:
                chunk, room = chunk * factor, factor
            else:
                total, chunk, ceiling, room = total + chunk * factor, 0, factor, _THOUSAND if factor >= _THOUSAND else 0
        elif 0 < (value := CARDINALS.get(word) or ORDINALS.get(word, 0)) < room:
            if following["joint"] and not (room == _HUNDRED or ceiling == _THOUSAND):
                break
            chunk, room, scale = chunk + value, 10 if word in TENS else 0, 1
            if word in ORDINALS:
                return Quantity(Decimal(total + chunk), "ordinal", start, following.end(), worded=True)
        else:
            break
        end = following.end()
    raw = Quantity(Decimal(total + chunk), "count", start, end, scale=Decimal(scale), worded=True)
    return _over_denominator(text, raw) or _scaled(text, raw)


def _over_denominator(text: str, numerator: Quantity) -> Quantity | None:
    """A fraction such as "two-thirds" or "one fifth of"; "two third-round games" is none."""
    match = _DENOMINATOR.match(text, numerator.end)
    if not match or numerator.value >= (denominator := DENOMINATORS[match["word"].lower()]) or not numerator.value:
        return None
    fraction = replace(numerator, value=numerator.value / denominator, kind="fraction", end=match.end("word"))
    if numerator.value == 1:
        hyphen = match["gap"] != " " and not text.startswith("-", fraction.end)
        sure = not match["plural"] and (hyphen or match["of"] or _is_share(text, fraction))
    else:
        # The quarters of a year are counted: only "three-quarters" and "three quarters of" are a share.
        sure = match["plural"] and (match["gap"] != " " or match["of"] or match["word"].lower() != "quarter")
        fraction = replace(fraction, end=fraction.end + 1)
    return _of_a_scale(text, fraction) if sure else None


def _of_a_scale(text: str, fraction: Quantity) -> Quantity:
    """Turn "half a million" and "a quarter of a million" into a count; other fractions stay what they are."""
    match = _OF_A_SCALE.match(text, fraction.end)
    if not match:
        return fraction
    scale = Decimal(SCALES[match["word"].lower()])
    return replace(fraction, value=fraction.value * scale, kind="count", end=match.end(), scale=scale)


def _scaled(text: str, raw: Quantity) -> Quantity:
    """With "and a half" and a scale word after it."""
    if part := _AND_PART.match(text, raw.end):
        added = _PARTS.get(part["part"].lower(), 3 * _QUARTER) * raw.scale
        raw = replace(raw, value=raw.value + added, end=part.end())
    if raw.scale == 1 and (match := _SCALE.match(text, raw.end)):
        factor = SCALES[match["word"].lower()] if match["word"] else 10 ** SHORT_SCALES[match["short"].lower()]
        raw = replace(raw, value=raw.value * factor, end=match.end(), scale=Decimal(factor))
    return raw


def _ordinal_word(text: str, start: int, end: int, word: str) -> Quantity | None:
    """Read "third" as a rank, or "a third" as a share; "per second" is neither."""
    if fraction := _share_word(text, start, end, word):
        return fraction
    if word not in ORDINALS or (word == "second" and _NOT_A_RANK_BEFORE.search(text_before(text, start))):
        return None
    return Quantity(Decimal(ORDINALS[word]), "ordinal", start, end, worded=True)


def _share_word(text: str, start: int, end: int, word: str) -> Quantity | None:
    """Read "half of", "by a third", "half a million", "a quarter point"; not "the second half" or "a third man"."""
    before = text_before(text, start)
    if word not in DENOMINATORS or (word == "half" and _NAMED_HALF_BEFORE.search(before)):
        return None
    raw = Quantity(1 / Decimal(DENOMINATORS[word]), "fraction", start, end, worded=True)
    if word in {"half", "quarter"} and (point := _POINT.match(text, end)):
        return replace(raw, kind="percent", unit="points", end=point.end())
    article = _ARTICLE_BEFORE.search(before)
    if (article is None) != (word == "half"):
        return None
    if article:
        raw = replace(raw, start=start - len(before) + article.start())
    if word == "half" and (period := _HALF_PERIOD.match(text, end)):
        return replace(raw, kind="count", end=period.end())
    counted = _of_a_scale(text, raw)
    of_something = _SHARE_OF.match(text, end) if word == "half" else text.startswith(" of", end)
    return counted if counted.kind == "count" or of_something or _is_share(text, raw) else None


def _is_share(text: str, raw: Quantity) -> bool:
    """Whether "a third" or "half" ends what is said: "fell by a third."."""
    return bool(_SHARE_BEFORE.search(text_before(text, raw.start)) and _SHARE_AFTER.match(text, raw.end))


def _scale_word(text: str, start: int, end: int, word: str) -> Quantity | None:
    """Read "a hundred", "a million"; alone ("hundreds of", "the hundred metres") it gives no value."""
    del word
    before = text_before(text, start)
    article = _ARTICLE_ALONE_BEFORE.search(before)
    if not article:
        return None
    raw = _words(text, start, start - 1, "one")
    return replace(raw, start=start - len(before) + article.start()) if raw.end >= end else None


def _multiple_word(text: str, start: int, end: int, word: str) -> Quantity | None:
    """Read "doubled", "to halve", "twice as many"; a double murder multiplies nothing, and "twice" alone counts."""
    value = MULTIPLES.get(word) or MULTIPLES_IN_CONTEXT[word]
    if (
        word in MULTIPLES
        or _AS_AFTER.match(text, end)
        or (word not in {"twice", "thrice"} and _TO_OR_MODAL_BEFORE.search(text_before(text, start)))
    ):
        return Quantity(value, "multiple", start, end, worded=True)
    return Quantity(value, "count", start, end, unit="times", worded=True) if word in {"twice", "thrice"} else None


_Reader = Callable[[str, int, int, str], Quantity | None]
_WORD_READERS: dict[str, _Reader] = {
    **dict.fromkeys((*ORDINALS, "half", "quarter"), _ordinal_word),
    **dict.fromkeys(SCALES, _scale_word),
    **dict.fromkeys((*MULTIPLES, *MULTIPLES_IN_CONTEXT), _multiple_word),
}
