"""Quantities in English news prose: each number read once, with what a check needs to compare it.

A number is read, then what stands next to it tells its kind, then neighbours are joined: a score, a range, a share.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, NamedTuple
from unicodedata import numeric

Kind = Literal[
    "count",
    "money",
    "percent",
    "fraction",
    "ordinal",
    "age",
    "score",
    "year",
    "time",
    "day_of_month",
    "multiple",
    "label",
]
Bound = Literal["about", "above", "at least", "below", "at most"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text.

    Attributes:
        value: in base units: "$6 billion" is 6000000000, "6%" and "600 basis points" are 6, "a fifth" is 0.2, a time
            is minutes after midnight, a score is its first number, a decade is its first year, "halved" is 0.5.
        kind: "label" is a number that is part of a name: "A320", "4-4-2". "day_of_month" belongs to a date.
        start: where it begins in the text, a currency sign included; code points.
        end: where it ends, half open; the noun counted is not part of it.
        currency: ISO 4217 code, or the bare sign or word where several currencies share it: "$", "¥", "rupee".
        unit: the noun counted, in lower case, as the text has it: "vessels", "year". "points" for points of a
            percentage, "decade" for "the 1980s" and "in her 80s", "am|pm" for a time that names no half of the day.
        bound: what the words around it make of the value: "nearly 500" is "below".
        parts: the numbers a score, share, range or label is made of, in order.
        scale: the factor that a word such as "million" stands for.
        worded: whether it is written in words: "two", "a third", "doubled".
    """

    value: Decimal
    kind: Kind
    start: int
    end: int
    currency: str | None = None
    unit: str | None = None
    bound: Bound | None = None
    parts: tuple[Decimal, ...] = ()
    scale: Decimal = Decimal(1)
    worded: bool = False

    @property
    def approximate(self) -> bool:
        """Whether the text gives it as near a value, or as above or below one."""
        return self.bound is not None


class _Suffix(NamedTuple):
    kind: Kind
    unit: str | None = None
    factor: Decimal = Decimal(1)


_HALF, _QUARTER, _CENT = Decimal("0.5"), Decimal("0.25"), Decimal("0.01")
_TEN, _HUNDRED, _THOUSAND, _NOON = 10, 100, 1000, 12
_FIRST_YEAR, _LAST_YEAR, _LAST_DAY, _OLDEST = 1900, 2100, 31, 120
# No score is higher; no newsroom writes 9/11 for a fraction.
_HIGHEST_SCORE, _LARGEST_DENOMINATOR = 400, 10
_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
} | {"nil": 0}
_TENS = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_CARDINALS = _SMALL | _TENS
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {word[:-1] + "ieth": value for word, value in _TENS.items()}
_DENOMINATORS = {word: value for word, value in _ORDINALS.items() if value in range(3, 13)} | {"half": 2, "quarter": 4}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"dozen": 12, "lakh": 10**5, "crore": 10**7}
_SHORT_SCALES = {"mln": 6, "mn": 6, "bln": 9, "bn": 9, "trn": 12, "tn": 12, "k": 3, "m": 6, "b": 9, "t": 12}
_MULTIPLES = dict.fromkeys("doubled doubling".split(), Decimal(2))
_MULTIPLES |= dict.fromkeys("tripled tripling trebled trebling".split(), Decimal(3))
_MULTIPLES |= dict.fromkeys("quadrupled quadrupling".split(), Decimal(4))
_MULTIPLES |= dict.fromkeys("halved halving".split(), _HALF)
# These count as a multiple only after "to" or a modal verb, or before "as": a double murder multiplies nothing.
_MULTIPLES_IN_CONTEXT = {"double": Decimal(2), "triple": Decimal(3), "treble": Decimal(3), "quadruple": Decimal(4)}
_MULTIPLES_IN_CONTEXT |= {"twice": Decimal(2), "thrice": Decimal(3), "halve": _HALF, "halves": _HALF}
_MULTIPLES_IN_CONTEXT |= {"doubles": Decimal(2), "triples": Decimal(3), "trebles": Decimal(3)}

_SIGNS = {"US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD"}
_SIGNS |= {"R$": "BRL", "NT$": "TWD", "$": "$", "£": "GBP", "€": "EUR", "¥": "¥", "₹": "INR", "₽": "RUB", "₩": "KRW"}
_SIGNS |= {"₪": "ILS", "₺": "TRY", "₴": "UAH", "₦": "NGN", "฿": "THB", "RS": "rupee", "KR": "krone"}
_CODES = "USD EUR GBP JPY CHF CNY RMB INR CAD AUD NZD HKD SGD RUB KRW BRL MXN ZAR TRY SEK NOK DKK PLN UAH AED SAR NGN"
_DOLLARS = {"us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "singapore": "SGD"}
_MONEY_WORDS = {"dollar": "$", "buck": "$", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY"}
_MONEY_WORDS |= {"yuan": "CNY", "renminbi": "CNY", "rupee": "rupee", "rouble": "RUB", "ruble": "RUB", "franc": "franc"}
_MONEY_WORDS |= dict.fromkeys("krona krone kronor kroner".split(), "krone") | {"peso": "peso", "rand": "ZAR"}
_MONEY_WORDS |= {"reais": "BRL", "lira": "TRY", "zloty": "PLN", "baht": "THB", "shekel": "ILS", "naira": "NGN"}
_MONEY_WORDS |= {"dirham": "AED", "riyal": "SAR", "ringgit": "MYR", "rupiah": "IDR", "forint": "HUF", "hryvnia": "UAH"}

_DASH = "[-‐‑–]"
# A tokenised text has "68 - year - old" and "6 %": one space may stand anywhere.
_GLUE = rf"(?:\s?{_DASH}\s?|\s)"
_MONTH = (
    "(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)


def _any(words: Iterable[str]) -> str:
    """An alternation of these words, longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_TOKEN = re.compile(r"(?<![^\s(])\.[0-9]+|[0-9]+|[^\W\d_]+|[½⅓⅔¼¾⅕⅛]")
_DIGITS = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,3}(?:\s?,\s?[0-9]{3}){0,4}\s?,\s?000"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3}|[0-9]{1,3}(?: [0-9]{3}){1,4}|[0-9]{1,18})"
    r"(?![0-9])(?:[.·][0-9]{1,12}(?![0-9])|\.\s[0-9]{1,2}(?=\s?%|\s?per\s?cent\b))?|\.[0-9]{1,12}(?![0-9])"
)
_MIXED = re.compile(r"\s?([½⅓⅔¼¾⅕⅛])|\s([1-3])/([2-8])(?![0-9/])")
_CLOCK = _compile(
    r"(?P<hour>[01]?[0-9]|2[0-4])(?:(?:\s?:\s?|\.\s?)(?P<minute>[0-5][0-9]))?"
    r"\s?(?:(?P<half>[ap])\s?\.?\s?m\b|o\s?['’]\s?clock\b)"
)
_CLOCK_24 = re.compile(
    r"(?P<hour>[0-9]{1,2})\s?:\s?(?P<minute>[0-5][0-9])(?P<finer>(?::[0-5][0-9])?(?:\.[0-9]{1,3})?)(?![0-9:])"
)
_CLOCK_FLAT = _compile(
    r"(?P<hour>[01][0-9]|2[0-4])(?P<minute>[0-5][0-9])\s?(?:gmt|utc|bst|cet|cest|est|edt|hours|hrs|local time)\b"
)
_FOLLOWING = _compile(rf"(?P<gap>{_GLUE})(?P<joint>and\s)?(?P<word>[a-z]+)")
_AND_PART = _compile(rf"{_GLUE}and{_GLUE}(?:a{_GLUE})?(?P<part>half|quarter|three[\s-]quarters)\b")
_PARTS = {"half": _HALF, "quarter": _QUARTER}
_SCALE = _compile(rf"(?:\s?{_DASH}\s?|\s?)(?:(?P<word>{_any(_SCALES)})s?|(?P<short>mln|mn|bln|bn|trn|tn))\b")
_LETTER_SCALE = re.compile(r"\s?([mbtk]|[MBTK])\b(?!['’])")
_OF_A_SCALE = _compile(rf"(?:\sof)?\sa\s(?P<word>{_any(_SCALES)})\b")
_DENOMINATOR = _compile(rf"(?P<gap>{_GLUE})(?P<word>{_any(_DENOMINATORS)})(?P<plural>s)?\b(?P<of>\sof\b)?")
_SHARE_BEFORE = _compile(r"\b(?:by|than|about|nearly|almost|over|around|roughly|some|least|to|in|up|down|only|just)\s$")
_SHARE_AFTER = _compile(r"\s(?:of|from|to|in|since|more|less|fewer|higher|lower)\b|\s?(?:[.,;:)]|$)")
_SHARE_OF = _compile(r"\s(?:of|the|its|their|his|her|all|that|our|those|these|as)\b")
_POINT = _compile(rf"(?:{_GLUE}(?:of{_GLUE})?an?)?{_GLUE}(?:percentage{_GLUE})?(?:point|percent|per\s?cent)\b")
_HALF_PERIOD = _compile(r"\san?(?=\s(?:hour|day|century|year)\b)")
_NAMED_HALF_BEFORE = _compile(r"\b(?:first|second|1st|2nd|third|opening|other|latter|better)[\s-]{1,3}$")
_ARTICLE_BEFORE = _compile(r"\ban?\s$")
_ARTICLE_ALONE_BEFORE = _compile(r"(?<!many )\ban?[\s-]$")
_NOT_A_RANK_BEFORE = _compile(r"\b(?:per|split)[\s-]$")
_TO_OR_MODAL_BEFORE = _compile(r"\b(?:to|will|would|could|may|might|can|should)\s$")
# "Scored twice as the host lost" compares nothing.
_AS_MANY = r"as\s(?:many|much|likely|often|[a-z]+\sas)|the|its|their|his|her|that|what"
_AS_AFTER = _compile(rf"\s(?:{_AS_MANY})\b")

_SIGN_BEFORE = _compile(
    rf"(?<![a-z]){_any(_SIGNS)}\s?$|[$£€¥₹₽₩₪₺₴₦฿]\s?$"
    rf"|\b(?P<code>(?-i:{_any(_CODES.split())}))\s?$"
)
_LABEL_BEFORE = _compile(r"(?<![a-z])[a-z]+$|(?<![a-z-])(?P<prefix>[a-z]{1,8})-$")
_PREFIXES = frozenset(
    "mid under over now then pre post non anti sub top plus late early ex inter the a an and to of or in year".split()
)
_AFTER = _compile(
    rf"(?P<points>{_GLUE}?percentage{_GLUE}points?\b|\s?%{_GLUE}?points?\b)"
    rf"|(?P<basis>{_GLUE}?basis{_GLUE}points?\b|\s?bps\b)"
    rf"|(?P<percent>\s?%|{_GLUE}?per\s?cent\b|\s?pct\b)"
    rf"|(?P<age>{_GLUE}(?:year|month|week|day)s?{_GLUE}(?:olds?|of{_GLUE}age)\b)"
    r"|(?P<ordinal>(?:st|nd|rd|th)\b)"
    r"|(?P<decade>\s?['’]?s\b)"
    rf"|(?P<fold>{_GLUE}?fold\b)"
    rf"|(?P<times>\stimes(?=\s(?:{_AS_MANY}|more|higher|larger|bigger|greater|faster|less|lower)\b)|x\b)"
    rf"|(?P<money>{_GLUE}?(?:(?:u\.?s\.?|american|canadian|australian|singapore)\s)?"
    rf"(?:{_any(_MONEY_WORDS)}s?|(?-i:{_any(_CODES.split())}))\b)"
    rf"|(?P<cents>{_GLUE}?(?:cents?|pence)\b|p\b(?!\.?m))"
    r"|(?P<measure>\s?(?:km|kg|cm|mm|ft|lbs?|mph|kph|kmh|kw|mw|gw|kwh|gb|mb|tb|hz|°c|°f|oz|secs?|mins?|hrs?)\b|g\b)"
)
_SUFFIXES = {
    "points": _Suffix("percent", "points"),
    "basis": _Suffix("percent", "points", _CENT),
    "percent": _Suffix("percent"),
    "ordinal": _Suffix("ordinal"),
    "fold": _Suffix("multiple"),
    "times": _Suffix("multiple"),
    "cents": _Suffix("money", None, _CENT),
}
_MONTH_BEFORE = _compile(rf"\b{_MONTH}\s(?:the\s)?$")
_WEEKDAY_BEFORE = _compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?:the\s)?$")
_MONTH_AFTER = re.compile(rf"\s(?:of\s)?(?!may\s[a-z])(?i:{_MONTH})(?=[\s,.;:)]|$)")
_AGED_BEFORE = _compile(r"\b(?:aged?|ages)\s(?:of\s|between\s|about\s|just\s)?$|[a-z’'.]\s?,\s$|[a-z’'.]\s\(\s?$")
_APPOSED = re.compile(r"\s?(?:[,.;)]|$)")
_AGE_LIMIT_BEFORE = _compile(r"\b(?:over|under)[\s-]$")
_ONES_LIFE_BEFORE = _compile(r"\b(?:his|her|their|my)(?:\s(?:early|mid|late))?[\s-]$")
_PRONOUN_BEFORE = _compile(r"\b(?:number|the|this|that|no|any|every|each|which|some|another|new|old|big)\s$")

_BOUND_BEFORE = _compile(
    r"\b(?:(?P<above>more than|over|above|exceed(?:s|ed|ing)|in excess of|upwards? of|topp(?:ed|ing))"
    r"|(?P<at_least>at least|no (?:fewer|less) than|not less than|(?:a )?minimum of)"
    r"|(?P<at_most>up to|at most|no more than|not more than|as (?:many|much|high) as|(?:a )?maximum of)"
    r"|(?P<below>nearly|almost|(?:less|fewer|lower) than|under|below|close to|approaching|just short of)"
    r"|(?P<about>about|some|around|roughly|approximately|circa|an estimated|estimated at))\s(?:the\s|an?\s|another\s)?$"
)
_BOUND_AFTER = _compile(r"(?P<at_least>\s?\+|-plus\b|\sor (?:more|above|higher)\b)|(?P<about>\sor so\b|-odd\b)")
_BOUNDS: dict[str, Bound] = {"above": "above", "at_least": "at least", "at_most": "at most"}
_BOUNDS |= {"below": "below", "about": "about"}

_JOIN = _compile(
    rf"(?P<dash>\s?{_DASH}\s?)|(?P<to>{_GLUE}(?:to|or){_GLUE})|(?P<and>\sand\s)|(?P<slash>\s?/\s?)|(?P<ratio>\s?:\s?)"
    rf"|(?P<share>{_GLUE}(?:out of|in every|of every|in){_GLUE})"
)
_BETWEEN_BEFORE = _compile(r"\bbetween\s$")
_PERIOD_AFTER = _compile(r"\s(?:years?|months?|weeks?|days?|games?|matches|seasons?|hours?|minutes?)\b")

_NOUN = re.compile(rf"(?P<gap>\s?{_DASH}\s?|\s)(?P<word>[^\W\d_]+)(?P<possessive>\s?['’]s\b)?")
_NOUN_STOPS = frozenset(
    "a about across after against ago all along also am amid among an and another apart are around as at away"
    " back be because been before behind but by came can could despite did do does down during each earlier either"
    " fell for from goes got had has have he her here hers him his how however if in into is it its just last"
    " later left lost made may me might more most my near next no nor not now of off on once only onto or our out"
    " outside over own per plus rose said say says scored she should since so some take than that the their them"
    " then there these they this those though through throughout to today too took towards under until up upon us"
    " versus via was we went were what when where which while who whose why will with within without won worth"
    " would yesterday yet you your".split()
)
_ADJECTIVES = frozenset(
    "other new senior former additional further local foreign young old major big small large separate different extra"
    " straight consecutive successive long short key top main single great good full whole little high low past".split()
)
# "Over two years" lasts them; it is not more than them.
_PERIODS = frozenset("days weeks months years decades hours minutes".split())
_IRREGULAR_PLURALS = frozenset("people men women children police troops staff feet aircraft sheep fish".split())


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order, none overlapping another; vague ones ("dozens") are left out.

    "one" counts only before a noun: the pronoun is no quantity. Takes time linear in the text and never raises.
    """
    dressed = [_dressed(text, raw) for raw in _numerals(text)]
    joined = (one for chain, join in _chains(text, dressed) for one in _JOINED[join](text, chain))
    return tuple(_bounded(text, one) for one in joined if not _is_pronoun(text, one))


def _before(text: str, start: int) -> str:
    """What stands before a place, as far back as a check of the words around a number looks."""
    return text[max(0, start - 32) : start]


def _numerals(text: str) -> Iterator[Quantity]:
    """The bare numbers of a text, with a scale word, without what stands around them."""
    reached = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < reached:
            continue
        word = token.group().lower()
        raw = None
        if word[0] in "0123456789.":
            raw = _clock(text, start) or _digits(text, start)
        elif word in _CARDINALS:
            raw = _words(text, start, token.end(), word)
        elif word in _WORD_READERS:
            # "two second-half goals": the unit of the number before, or a half named by its place.
            if word == "second" and reached and text[reached:start] in {" ", "-", " - "}:
                continue
            raw = _WORD_READERS[word](text, start, token.end(), word)
        elif word.endswith("fold") and word[:-4] in _CARDINALS:
            raw = Quantity(Decimal(_CARDINALS[word[:-4]]), "multiple", start, token.end(), worded=True)
        elif word in "½⅓⅔¼¾⅕⅛":
            raw = Quantity(_vulgar(word), "fraction", start, token.end())
        if raw:
            reached = raw.end
            yield raw


def _vulgar(sign: str) -> Decimal:
    return Decimal(str(numeric(sign)))


def _clock(text: str, start: int) -> Quantity | None:
    """A time of day, or of a race, in minutes: what is finer than a minute only tells two times apart."""
    match = _CLOCK.match(text, start) or _CLOCK_24.match(text, start) or _CLOCK_FLAT.match(text, start)
    if not match:
        return None
    half = (match.groupdict().get("half") or "").lower()
    hour = int(match["hour"])
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    finer = (match.groupdict().get("finer") or "").replace(":", "").replace(".", "")
    ambiguous = not half and not finer and 0 < hour <= _NOON and not match["hour"].startswith("0")
    value = Decimal(f"{hour * 60 + int(match['minute'] or 0)}.{finer or 0}")
    return Quantity(value, "time", start, match.end(), unit="am|pm" if ambiguous else None)


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
    total, chunk = 0, _CARDINALS[first]
    # What may still be added: 1 to 9 after "twenty", less than a hundred after "hundred".
    room, ceiling, scale = (10 if first in _TENS else 0), 10**15, 1
    while following := _FOLLOWING.match(text, end):
        word = following["word"].lower()
        if word in _SCALES and not following["joint"]:
            factor = _SCALES[word]
            if not chunk or factor >= ceiling or (factor == _HUNDRED and chunk >= factor):
                break
            scale = factor
            if factor == _HUNDRED:
                chunk, room = chunk * factor, factor
            else:
                total, chunk, ceiling, room = total + chunk * factor, 0, factor, _THOUSAND if factor >= _THOUSAND else 0
        elif 0 < (value := _CARDINALS.get(word) or _ORDINALS.get(word, 0)) < room:
            if following["joint"] and not (room == _HUNDRED or ceiling == _THOUSAND):
                break
            chunk, room, scale = chunk + value, 10 if word in _TENS else 0, 1
            if word in _ORDINALS:
                return Quantity(Decimal(total + chunk), "ordinal", start, following.end(), worded=True)
        else:
            break
        end = following.end()
    raw = Quantity(Decimal(total + chunk), "count", start, end, scale=Decimal(scale), worded=True)
    return _over_denominator(text, raw) or _scaled(text, raw)


def _over_denominator(text: str, numerator: Quantity) -> Quantity | None:
    """A fraction such as "two-thirds" or "one fifth of"; "two third-round games" is none."""
    match = _DENOMINATOR.match(text, numerator.end)
    if not match or numerator.value >= (denominator := _DENOMINATORS[match["word"].lower()]) or not numerator.value:
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
    scale = Decimal(_SCALES[match["word"].lower()])
    return replace(fraction, value=fraction.value * scale, kind="count", end=match.end(), scale=scale)


def _scaled(text: str, raw: Quantity) -> Quantity:
    """With "and a half" and a scale word after it."""
    if part := _AND_PART.match(text, raw.end):
        added = _PARTS.get(part["part"].lower(), 3 * _QUARTER) * raw.scale
        raw = replace(raw, value=raw.value + added, end=part.end())
    if raw.scale == 1 and (match := _SCALE.match(text, raw.end)):
        factor = _SCALES[match["word"].lower()] if match["word"] else 10 ** _SHORT_SCALES[match["short"].lower()]
        raw = replace(raw, value=raw.value * factor, end=match.end(), scale=Decimal(factor))
    return raw


def _ordinal_word(text: str, start: int, end: int, word: str) -> Quantity | None:
    """Read "third" as a rank, or "a third" as a share; "per second" is neither."""
    if fraction := _share_word(text, start, end, word):
        return fraction
    if word not in _ORDINALS or (word == "second" and _NOT_A_RANK_BEFORE.search(_before(text, start))):
        return None
    return Quantity(Decimal(_ORDINALS[word]), "ordinal", start, end, worded=True)


def _share_word(text: str, start: int, end: int, word: str) -> Quantity | None:
    """Read "half of", "by a third", "half a million", "a quarter point"; not "the second half" or "a third man"."""
    before = _before(text, start)
    if word not in _DENOMINATORS or (word == "half" and _NAMED_HALF_BEFORE.search(before)):
        return None
    raw = Quantity(1 / Decimal(_DENOMINATORS[word]), "fraction", start, end, worded=True)
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
    return bool(_SHARE_BEFORE.search(_before(text, raw.start)) and _SHARE_AFTER.match(text, raw.end))


def _scale_word(text: str, start: int, end: int, word: str) -> Quantity | None:
    """Read "a hundred", "a million"; alone ("hundreds of", "the hundred metres") it gives no value."""
    del word
    before = _before(text, start)
    article = _ARTICLE_ALONE_BEFORE.search(before)
    if not article:
        return None
    raw = _words(text, start, start - 1, "one")
    return replace(raw, start=start - len(before) + article.start()) if raw.end >= end else None


def _multiple_word(text: str, start: int, end: int, word: str) -> Quantity | None:
    """Read "doubled", "to halve", "twice as many"; a double murder multiplies nothing, and "twice" alone counts."""
    value = _MULTIPLES.get(word) or _MULTIPLES_IN_CONTEXT[word]
    if (
        word in _MULTIPLES
        or _AS_AFTER.match(text, end)
        or (word not in {"twice", "thrice"} and _TO_OR_MODAL_BEFORE.search(_before(text, start)))
    ):
        return Quantity(value, "multiple", start, end, worded=True)
    return Quantity(value, "count", start, end, unit="times", worded=True) if word in {"twice", "thrice"} else None


_Reader = Callable[[str, int, int, str], Quantity | None]
_WORD_READERS: dict[str, _Reader] = {
    **dict.fromkeys((*_ORDINALS, "half", "quarter"), _ordinal_word),
    **dict.fromkeys(_SCALES, _scale_word),
    **dict.fromkeys((*_MULTIPLES, *_MULTIPLES_IN_CONTEXT), _multiple_word),
}


def _dressed(text: str, raw: Quantity) -> Quantity:
    """The number with the kind, currency and unit that its neighbours give it."""
    if raw.kind not in {"count", "ordinal"}:
        return raw
    before = _before(text, raw.start)
    if raw.kind == "ordinal":
        day = _is_day(text, raw, before)
        return replace(raw, kind="day_of_month") if day else replace(raw, unit=_noun_counted(text, raw.end))
    if sign := _SIGN_BEFORE.search(before):
        return _priced(text, raw, sign, raw.start - len(before) + sign.start())
    name = None if raw.worded else _LABEL_BEFORE.search(before)
    if name and (name["prefix"] or "").lower() not in _PREFIXES:
        return replace(raw, kind="label", start=raw.start - len(before) + name.start())
    return _counted(text, _suffixed(text, raw), before)


def _priced(text: str, raw: Quantity, sign: re.Match[str], start: int) -> Quantity:
    written = sign["code"] or sign.group().strip()
    currency = "CNY" if written.upper() == "RMB" else _SIGNS.get(written.upper(), written.upper())
    if raw.scale == 1 and (letter := _LETTER_SCALE.match(text, raw.end)):
        factor = Decimal(10 ** _SHORT_SCALES[letter[1].lower()])
        raw = replace(raw, value=raw.value * factor, scale=factor, end=letter.end())
    return replace(raw, kind="money", currency=currency, start=start)


def _suffixed(text: str, raw: Quantity) -> Quantity:
    match = _AFTER.match(text, raw.end)
    if not match:
        return raw if raw.worded else _lettered(text, raw)
    name, written = match.lastgroup or "", match.group().strip(" -‐‑–").lower()
    one = replace(raw, end=match.end())
    if name in _SUFFIXES:
        suffix = _SUFFIXES[name]
        return replace(one, kind=suffix.kind, unit=suffix.unit, value=one.value * suffix.factor)
    if name == "age":
        return replace(one, kind="age", unit=re.split(r"[\s‐‑–-]", written)[0].removesuffix("s"))
    if name == "money":
        return replace(one, kind="money", currency=_currency(written))
    if name == "measure":
        return replace(one, unit=written)
    return _decade(text, raw, one.end)


def _currency(written: str) -> str:
    """The code or shared word for "euros", "us dollars", "USD"."""
    *country, word = written.split()
    if country:
        return _DOLLARS[country[0].replace(".", "")]
    stem = word if word in _MONEY_WORDS else word.removesuffix("s")
    return _MONEY_WORDS.get(stem) or word.upper()


def _decade(text: str, raw: Quantity, end: int) -> Quantity:
    """Read "the 1980s" and "the '80s"; "in her 80s" and "the over-60s" are ages."""
    if raw.worded or raw.value % 10:
        return raw
    if _THOUSAND <= raw.value <= _LAST_YEAR:
        return replace(raw, kind="year", unit="decade", end=end)
    if not _TEN <= raw.value < _HUNDRED:
        return raw
    if _AGE_LIMIT_BEFORE.search(_before(text, raw.start)):
        return replace(raw, kind="age", unit="year", end=end)
    if _ONES_LIFE_BEFORE.search(_before(text, raw.start)):
        return replace(raw, kind="age", unit="decade", end=end)
    return replace(raw, value=raw.value + _FIRST_YEAR, kind="year", unit="decade", end=end)


def _lettered(text: str, raw: Quantity) -> Quantity:
    """With a letter right behind it: "5m people" are millions, "100m" may be metres, "3D" is a name."""
    if not text[raw.end : raw.end + 1].isalpha():
        return raw
    letter = _LETTER_SCALE.match(text, raw.end)
    if not letter or raw.scale != 1:
        return replace(raw, kind="label")
    noun = _noun_counted(text, letter.end())
    if letter[1] == "m" and not _is_plural(noun or ""):
        return replace(raw, unit="m", end=letter.end())
    factor = Decimal(10 ** _SHORT_SCALES[letter[1].lower()])
    return replace(raw, value=raw.value * factor, scale=factor, unit=noun, end=letter.end())


def _is_day(text: str, one: Quantity, before: str) -> bool:
    """Whether it stands in a date: "Nov. 20", "the 3rd of May"."""
    if one.scale != 1 or one.unit or not 1 <= one.value <= _LAST_DAY:
        return False
    if _WEEKDAY_BEFORE.search(before):
        return not _is_plural(_noun_counted(text, one.end) or "")
    return bool(_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(text, one.end))


def _counted(text: str, one: Quantity, before: str) -> Quantity:
    """A number that its suffix leaves open: a day, a year, an age in apposition, or a count with its noun."""
    if one.kind not in {"count", "ordinal"} or one.unit:
        return one
    if _is_day(text, one, before):
        return replace(one, kind="day_of_month")
    if not one.worded and one.kind == "count":
        if one.end - one.start == len("2000") and _FIRST_YEAR <= one.value <= _LAST_YEAR:
            return replace(one, kind="year")
        if 1 <= one.value <= _OLDEST and _AGED_BEFORE.search(before) and _APPOSED.match(text, one.end):
            return replace(one, kind="age", unit="year")
    return replace(one, unit=_noun_counted(text, one.end))


def _is_plural(noun: str) -> bool:
    return noun in _IRREGULAR_PLURALS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


def _noun_counted(text: str, end: int) -> str | None:
    """The noun that a number counts, in lower case: the first plural near it, or the word behind a hyphen."""
    candidate = None
    for near in range(5):
        match = _NOUN.match(text, end)
        if not match:
            break
        word, end = match["word"].lower(), match.end()
        if match["gap"] != " ":
            if near:  # "made" in "20 US-made fighter jets"
                continue
            return word
        if word in _NOUN_STOPS and not (len(word) > 1 and match["word"].isupper()):
            break
        if _is_plural(word) and not match["possessive"]:
            return word
        modifies = word in _ADJECTIVES or word.endswith("ed") or match["possessive"] or match["word"].isupper()
        if candidate is None and not modifies:
            candidate = word
    return candidate


def _chains(text: str, found: Sequence[Quantity]) -> Iterator[tuple[list[Quantity], str]]:
    """Neighbours that belong together, with the name of what joins them; most stand alone."""
    chain: list[Quantity] = []
    join = ""
    for one in found:
        name = _join(text, chain[-1], one) if chain else ""
        if name and (len(chain) == 1 or (name == join and name in {"dash", "slash"})):
            chain.append(one)
            join = name
            continue
        if chain:
            yield chain, join
        chain, join = [one], ""
    if chain:
        yield chain, join


def _join(text: str, first: Quantity, last: Quantity) -> str:
    if last.start - first.end > len(" out of "):
        return ""
    match = _JOIN.fullmatch(text, first.end, last.start)
    name = (match.lastgroup or "") if match else ""
    plain = _is_plain(first) and _is_plain(last)
    wanted = {
        "dash": not (first.worded or last.worded) or not match or len(match.group()) == 1,
        "and": first.kind == "day_of_month" or bool(_BETWEEN_BEFORE.search(_before(text, first.start))),
        "ratio": plain,
        "share": plain and 0 < first.value < last.value and _is_round(last) and not _PERIOD_AFTER.match(text, last.end),
    }
    return name if wanted.get(name, True) else ""


def _is_round(one: Quantity) -> bool:
    """Whether a share is given in so many: one in five, 80 in 100; "those over 60 in 96 countries" gives none."""
    return one.value <= _TEN or (one.value <= _THOUSAND and not one.value % 5)


def _is_plain(one: Quantity) -> bool:
    return one.kind == "count" and one.scale == 1 and one.value == one.value.to_integral_value()


def _alone(text: str, chain: list[Quantity]) -> list[Quantity]:
    del text
    return chain


def _merged(chain: Sequence[Quantity], kind: Kind, value: Decimal | None = None) -> list[Quantity]:
    first, last = chain[0], chain[-1]
    parts = tuple(one.value for one in chain)
    value = first.value if value is None else value
    return [replace(first, value=value, kind=kind, end=last.end, parts=parts, unit=None)]


def _dated(chain: Sequence[Quantity]) -> list[Quantity]:
    """Take apart "2014-11-20", "20/11/2014", or else a name such as "4-4-2"."""
    if any(one.kind == "year" for one in chain):
        return [one if one.kind == "year" else replace(one, kind="day_of_month") for one in chain]
    return _merged(chain, "label")


def _season(first: Quantity, last: Quantity) -> list[Quantity] | None:
    """Two years out of "2010-12" or "2016/17"."""
    if first.kind != "year" or first.unit or last.end - last.start != len("12"):
        return None
    value = first.value - first.value % 100 + last.value
    return [first, replace(last, value=value, kind="year", unit=None)] if value > first.value else None


def _dashed(text: str, chain: list[Quantity]) -> list[Quantity]:
    """A score, a range, a season, or a name."""
    first, *middle, last = chain
    if middle or "label" in {first.kind, last.kind}:
        return _dated(chain)
    tight = last.start - first.end == 1
    if not tight and first.kind == "year" and _is_plural(last.unit or ""):
        return chain
    if season := _season(first, last):
        return season
    if not (_is_plain(first) and _is_plain(last)):
        return _ranged(text, chain)
    rising = first.value < last.value
    many = last.unit and (_is_plural(last.unit) or not text.startswith(" ", last.end))
    if rising and (many or ("–" in text[first.end : last.start] and first.value)):
        return _ranged(text, chain)
    return _merged(chain, "score" if max(first.value, last.value) < _HIGHEST_SCORE else "label")


def _ranged(text: str, chain: list[Quantity]) -> list[Quantity]:
    """Both ends of a range, with what only one of them says: "10 to 15 percent", "$3 to 4 million"."""
    del text
    first, last = chain
    if _is_bare(first) and last.kind in {"count", "money", "percent", "age", "multiple"}:
        scale = last.scale if first.value < last.value / last.scale else Decimal(1)
        first = replace(
            first, value=first.value * scale, scale=scale, kind=last.kind, unit=last.unit, currency=last.currency
        )
    elif _is_bare(first) and last.kind == "time" and first.value <= _NOON:
        first = replace(first, value=first.value * 60, kind="time", unit="am|pm")
    elif first.kind == "money" and last.kind == "count" and not _is_plural(last.unit or ""):
        last = replace(last, kind="money", currency=first.currency, unit=None)
        if first.scale == 1 < last.scale and first.value < last.value / last.scale:
            first = replace(first, value=first.value * last.scale, scale=last.scale)
    elif "day_of_month" in {first.kind, last.kind}:
        return [
            replace(one, kind="day_of_month") if _is_bare(one) and 1 <= one.value <= _LAST_DAY else one for one in chain
        ]
    parts = (first.value, last.value)
    return [replace(first, parts=parts), replace(last, parts=parts)]


def _is_bare(one: Quantity) -> bool:
    """A number that says nothing of its kind."""
    return one.kind == "count" and one.scale == 1 and not _is_plural(one.unit or "")


def _slashed(text: str, chain: list[Quantity]) -> list[Quantity]:
    """A fraction, a season, a date, or a name such as "24/7"."""
    del text
    first, *middle, last = chain
    if middle:
        return _dated(chain)
    if season := _season(first, last):
        return season
    if not (_is_plain(first) and _is_plain(last)):
        return chain
    if 0 < first.value < last.value <= _LARGEST_DENOMINATOR:
        return _merged(chain, "fraction", first.value / last.value)
    return _merged(chain, "label")


_JOINED: dict[str, Callable[[str, list[Quantity]], list[Quantity]]] = {
    "": _alone,
    "dash": _dashed,
    "to": _ranged,
    "and": _ranged,
    "slash": _slashed,
    "ratio": lambda _, chain: _merged(chain, "score"),
    "share": lambda _, chain: _merged(chain, "fraction", chain[0].value / chain[-1].value),
}


def _bounded(text: str, one: Quantity) -> Quantity:
    """With what the words around it make of its value."""
    if one.kind in {"year", "ordinal", "label", "score", "day_of_month"}:
        return one
    match = _BOUND_BEFORE.search(_before(text, one.start)) or _BOUND_AFTER.match(text, one.end)
    if not match or (match.group().lower().startswith("over ") and one.unit in _PERIODS):
        return one
    return replace(one, bound=_BOUNDS[match.lastgroup or ""])


def _is_pronoun(text: str, one: Quantity) -> bool:
    """Whether it is a "one" that counts nothing: "the one that", "one of them", "number one"."""
    if not one.worded or one.value != 1 or one.kind != "count" or one.scale != 1:
        return False
    return one.unit is None or bool(_PRONOUN_BEFORE.search(_before(text, one.start)))
