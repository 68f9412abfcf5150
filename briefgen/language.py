"""Language: what a story says it is in, where that can be true, and else what CLD2 tells from its letters and words."""

import re
from functools import lru_cache

import pycld2

# Where CLD2 has a code of its own for what BCP 47 calls otherwise.
_FROM_CLD2 = {"no": "nb", "iw": "he", "jw": "jv", "tl": "fil"}
_TO_CLD2 = {code: own for own, code in _FROM_CLD2.items()}
_KNOWN = {code for _, code in pycld2.LANGUAGES}

NAMES = {
    _FROM_CLD2.get(code, code): name.replace("_", " ").title()
    for name, code in reversed(pycld2.LANGUAGES)
    if "-" not in code and code != "xxx" and not name.startswith("X_")
} | dict.fromkeys(("no", "nb", "nn"), "Norwegian")
"""English names by primary subtag, of what `detect` tells; the three tags of Norwegian have one name."""

_THREE_LETTERS = dict(
    pair.split("=")
    for pair in """eng=en deu=de ger=de fra=fr fre=fr spa=es ita=it por=pt nld=nl dut=nl nor=no nob=nb nno=nn swe=sv
    dan=da fin=fi pol=pl tur=tr rus=ru ara=ar heb=he zho=zh chi=zh jpn=ja kor=ko ell=el gre=el ukr=uk fas=fa per=fa
    hin=hi ces=cs cze=cs hun=hu ron=ro rum=ro cat=ca iw=he in=id""".split()
)
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "xx", "un"})
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?(?:-.*)?", re.IGNORECASE
)

_LATIN = re.compile("[A-Za-z]")

# Of what is read to tell the language, in characters: more would not change the answer.
_ENOUGH = 6_000
# In bytes of UTF-8 that CLD2 counted as letters: below, a name or two decide.
_FEWEST = 24


def language_of(text: str, declared: str | None) -> str | None:
    """The language of a text as a tag of BCP 47; None where neither the tag nor the text says it.

    What the item declares counts, with its region, unless the text is clearly in another language. Between neighbours
    (Danish and Norwegian, Serbian and Croatian) the tag decides.
    """
    tag = canonical(declared)
    code = tag.split("-")[0] if tag else None
    found = detect(text, code)
    if tag is None or found is None or found.split("-")[0] == {"no": "nb"}.get(code or "", code):
        return tag or found
    # Of a language that CLD2 does not know, a text looks like one that it does: but never like English.
    return tag if found != "en" and _TO_CLD2.get(code or "", code) not in _KNOWN else found


def is_english(text: str, declared: str | None) -> bool:
    """Whether a text is in English, or nothing says that it is not."""
    return primary(text, declared) in ("en", None)


def primary(text: str, declared: str | None) -> str | None:
    """The primary subtag of `language_of`; None where nothing is known."""
    told = language_of(text, declared)
    return told.split("-")[0] if told else None


def canonical(declared: str | None) -> str | None:
    """A language tag as BCP 47 writes it ("EN_us" -> "en-US", "ger" -> "de"); None for what is none."""
    match = _TAG.fullmatch((declared or "").strip().replace("_", "-"))
    if match is None:
        return None
    code = match["language"].lower()
    if code in _NO_LANGUAGE:
        return None
    parts = (_THREE_LETTERS.get(code, code), (match["script"] or "").title(), (match["region"] or "").upper())
    return "-".join(filter(None, parts))


@lru_cache(maxsize=16)
def detect(text: str, expected: str | None = None) -> str | None:
    """The language of a text as a tag of BCP 47; None for one too short, for a table, or for a list of names.

    `expected` is a primary subtag that is believed where the text could be in it as well as in another.
    """
    hint = _TO_CLD2.get(expected or "", expected)
    reliable, size, code = _cld2(text[:_ENOUGH], hint if hint in _KNOWN else None)
    if not reliable or size < _FEWEST or code.startswith(("un", "xx")):
        return None
    return _FROM_CLD2.get(code, code)


def _cld2(text: str, hint: str | None) -> tuple[bool, int, str]:
    """Whether CLD2 is sure, the bytes of letters that it saw, and its code for the language of most of them."""
    # A guess among languages in one script that is not ours is better than none.
    options = {"isPlainText": True, "hintLanguage": hint, "bestEffort": not _LATIN.search(text)}
    try:
        reliable, size, found = pycld2.detect(text, **options)
    except (pycld2.error, UnicodeEncodeError):
        # It refuses control codes, halves of surrogate pairs and what is no character.
        printable = "".join(character if character.isprintable() else " " for character in text)
        reliable, size, found = pycld2.detect(printable, **options)
    return reliable, size, found[0][1]
