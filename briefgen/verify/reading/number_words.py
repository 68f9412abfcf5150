"""The words that English writes numbers with, and pieces of patterns that those who read numbers share."""

from decimal import Decimal

_HALF = Decimal("0.5")
_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
} | {"nil": 0}
TENS = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
CARDINALS = _SMALL | TENS
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {word[:-1] + "ieth": value for word, value in TENS.items()}
DENOMINATORS = {word: value for word, value in ORDINALS.items() if value in range(3, 13)} | {"half": 2, "quarter": 4}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES |= {"dozen": 12, "lakh": 10**5, "crore": 10**7}
SHORT_SCALES = {"mln": 6, "mn": 6, "bln": 9, "bn": 9, "trn": 12, "tn": 12, "k": 3, "m": 6, "b": 9, "t": 12}
MULTIPLES = dict.fromkeys("doubled doubling".split(), Decimal(2))
MULTIPLES |= dict.fromkeys("tripled tripling trebled trebling".split(), Decimal(3))
MULTIPLES |= dict.fromkeys("quadrupled quadrupling".split(), Decimal(4))
MULTIPLES |= dict.fromkeys("halved halving".split(), _HALF)
# These count as a multiple only after "to" or a modal verb, or before "as": a double murder multiplies nothing.
MULTIPLES_IN_CONTEXT = {"double": Decimal(2), "triple": Decimal(3), "treble": Decimal(3), "quadruple": Decimal(4)}
MULTIPLES_IN_CONTEXT |= {"twice": Decimal(2), "thrice": Decimal(3), "halve": _HALF, "halves": _HALF}
MULTIPLES_IN_CONTEXT |= {"doubles": Decimal(2), "triples": Decimal(3), "trebles": Decimal(3)}

DASH = "[-‐‑–]"
# A tokenised text has "68 - year - old" and "6 %": one space may stand anywhere.
GLUE = rf"(?:\s?{DASH}\s?|\s)"
# "Scored twice as the host lost" compares nothing.
AS_MANY = r"as\s(?:many|much|likely|often|[a-z]+\sas)|the|its|their|his|her|that|what"


def text_before(text: str, start: int) -> str:
    """What stands before a place, as far back as a check of the words around a number looks."""
    return text[max(0, start - 32) : start]
