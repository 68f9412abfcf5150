"""What stands next to a number and tells its kind: a currency, a unit, a month, the noun that it counts."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from briefgen.verify.reading.number_words import AS_MANY, DASH, GLUE, SHORT_SCALES, text_before
from briefgen.verify.reading.patterns import any_case, any_of
from briefgen.verify.reading.quantity import Kind, Quantity

_CENT = Decimal("0.01")
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_FIRST_YEAR, _LAST_YEAR, LAST_DAY, _OLDEST = 1900, 2100, 31, 120


class _Suffix(NamedTuple):
    kind: Kind
    unit: str | None = None
    factor: Decimal = Decimal(1)


_SIGNS = {"US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD"}
_SIGNS |= {"R$": "BRL", "NT$": "TWD", "$": "$", "£": "GBP", "€": "EUR", "¥": "¥", "₹": "INR", "₽": "RUB", "₩": "KRW"}
_SIGNS |= {"₪": "ILS", "₺": "TRY", "₴": "UAH", "₦": "NGN", "฿": "THB", "RS": "rupee", "KR": "krone"}
_CODES = "USD|EUR|GBP|JPY|CHF|CNY|RMB|INR|CAD|AUD|NZD|HKD|SGD|RUB|KRW|BRL|MXN|ZAR|TRY|SEK|NOK|DKK|PLN|UAH|AED|SAR|NGN"
_DOLLARS = {"us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "singapore": "SGD"}
_MONEY_WORDS = {"dollar": "$", "buck": "$", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY"}
_MONEY_WORDS |= {"yuan": "CNY", "renminbi": "CNY", "rupee": "rupee", "rouble": "RUB", "ruble": "RUB", "franc": "franc"}
_MONEY_WORDS |= dict.fromkeys("krona krone kronor kroner".split(), "krone") | {"peso": "peso", "rand": "ZAR"}
_MONEY_WORDS |= {"reais": "BRL", "lira": "TRY", "zloty": "PLN", "baht": "THB", "shekel": "ILS", "naira": "NGN"}
_MONEY_WORDS |= {"dirham": "AED", "riyal": "SAR", "ringgit": "MYR", "rupiah": "IDR", "forint": "HUF", "hryvnia": "UAH"}
_MONTH = (
    "(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_LETTER_SCALE = re.compile(r"\s?([mbtk]|[MBTK])\b(?!['’])")

_SIGN_BEFORE = any_case(
    rf"(?<![a-z]){any_of(_SIGNS)}\s?$|[$£€¥₹₽₩₪₺₴₦฿]\s?$"
    rf"|\b(?P<code>(?-i:{_CODES}))\s?$"
)
_LABEL_BEFORE = any_case(r"(?<![a-z])[a-z]+\Z|(?<![a-z-])(?P<prefix>[a-z]{1,8})-\Z")
_PREFIXES = frozenset(
    "mid under over now then pre post non anti sub top plus late early ex inter the a an and to of or in year".split()
)
_AFTER = any_case(
    rf"(?P<points>{GLUE}?percentage{GLUE}points?\b|\s?%{GLUE}?points?\b)"
    rf"|(?P<basis>{GLUE}?basis{GLUE}points?\b|\s?bps\b)"
    rf"|(?P<percent>\s?%|{GLUE}?per\s?cent\b|\s?pct\b)"
    rf"|(?P<age>{GLUE}(?:year|month|week|day)s?{GLUE}(?:olds?|of{GLUE}age)\b)"
    r"|(?P<ordinal>(?:st|nd|rd|th)\b)"
    r"|(?P<decade>\s?['’]?s\b)"
    rf"|(?P<fold>{GLUE}?fold\b)"
    rf"|(?P<times>\stimes(?=\s(?:{AS_MANY}|more|higher|larger|bigger|greater|faster|less|lower)\b)|x\b)"
    rf"|(?P<money>{GLUE}?(?:(?:u\.?s\.?|american|canadian|australian|singapore)\s)?"
    rf"(?:{any_of(_MONEY_WORDS)}s?|(?-i:{_CODES}))\b)"
    rf"|(?P<cents>{GLUE}?(?:cents?|pence)\b|p\b(?!\.?m))"
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
_MONTH_BEFORE = any_case(rf"\b{_MONTH}\s(?:the\s)?$")
_WEEKDAY_BEFORE = any_case(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?:the\s)?$")
_MONTH_AFTER = re.compile(rf"\s(?:of\s)?(?!may\s[a-z])(?i:{_MONTH})(?=[\s,.;:)]|$)")
_AGED_BEFORE = any_case(r"\b(?:aged?|ages)\s(?:of\s|between\s|about\s|just\s)?$|[a-z’'.]\s?,\s$|[a-z’'.]\s\(\s?$")
_APPOSED = re.compile(r"\s?(?:[,.;)]|$)")
_AGE_LIMIT_BEFORE = any_case(r"\b(?:over|under)[\s-]$")
_ONES_LIFE_BEFORE = any_case(r"\b(?:his|her|their|my)(?:\s(?:early|mid|late))?[\s-]$")

_NOUN = re.compile(rf"(?P<gap>\s?{DASH}\s?|\s)(?P<word>[^\W\d_]+)(?P<possessive>\s?['’]s\b)?")
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
_IRREGULAR_PLURALS = frozenset("people men women children police troops staff feet aircraft sheep fish".split())


def with_kind(text: str, raw: Quantity) -> Quantity:
    """The number with the kind, currency and unit that its neighbours give it."""
    if raw.kind not in {"count", "ordinal"}:
        return raw
    before = text_before(text, raw.start)
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
        factor = Decimal(10 ** SHORT_SCALES[letter[1].lower()])
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
    if _AGE_LIMIT_BEFORE.search(text_before(text, raw.start)):
        return replace(raw, kind="age", unit="year", end=end)
    if _ONES_LIFE_BEFORE.search(text_before(text, raw.start)):
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
    if letter[1] == "m" and not is_plural(noun or ""):
        return replace(raw, unit="m", end=letter.end())
    factor = Decimal(10 ** SHORT_SCALES[letter[1].lower()])
    return replace(raw, value=raw.value * factor, scale=factor, unit=noun, end=letter.end())


def _is_day(text: str, one: Quantity, before: str) -> bool:
    """Whether it stands in a date: "Nov. 20", "the 3rd of May"."""
    if one.scale != 1 or one.unit or not 1 <= one.value <= LAST_DAY:
        return False
    if _WEEKDAY_BEFORE.search(before):
        return not is_plural(_noun_counted(text, one.end) or "")
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


def is_plural(noun: str) -> bool:
    """Whether a noun in lower case is in the plural, by its ending."""
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
        if is_plural(word) and not match["possessive"]:
            return word
        modifies = word in _ADJECTIVES or word.endswith("ed") or match["possessive"] or match["word"].isupper()
        if candidate is None and not modifies:
            candidate = word
    return candidate
