"""Eight-bit bytes that nothing declares -> the charset in whose alphabet of one language they are words."""

import re

_LOOKED_AT = 200_000  # bytes
_MOST_LETTERS = 10_000
_ENOUGH = 0.97  # of the letters above 7 bits are of the alphabet; the rest are names
_SIGNS = frozenset("“”„‟‘’‚‛«»‹›–—…•·§°€£´`\xa0")
_WESTERN = {
    "de": "äöüßé",
    "fr": "àâçéèêëîïôùûüœ",
    "es": "áéíóúñü¿¡ªº",
    "pt": "áâãàçéêíóôõúüªº",
    "it": "àèéìòùî",
    "nl": "éëïöüèáóê",
    "sv": "åäöéü",
    "no": "æøåéèòôä",
    "is": "áðéíóúýþæö",
}
_CENTRAL = {
    "cs": "áčďéěíňóřšťúůýžöü",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "pl": "ąćęłńóśźż",
    "hu": "áéíóöőúüű",
    "hr": "čćđšž",
    "ro": "ăâîşţ",
}
_TURKISH = {"tr": "çğıöşüâîû"}
_CYRILLIC = {"ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"}
_GREEK = {"el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}
_ARABIC = {"ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىًٌٍَُِّْ،؛؟ـ"}
_HEBREW = {"he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת"}
# In this order the first wins where several fit: Windows before DOS, the West before the rest.
_CHARSETS = (
    ("cp1252", _WESTERN),
    ("cp1250", _CENTRAL),
    ("iso8859-2", _CENTRAL),
    ("cp1254", _TURKISH),
    ("cp850", _WESTERN),
    ("cp852", _CENTRAL),
    ("cp1255", _HEBREW),  # before Cyrillic, whose letters it has not all
    ("cp1251", _CYRILLIC),
    ("koi8-u", _CYRILLIC),
    ("cp866", _CYRILLIC),
    ("iso8859-5", _CYRILLIC),
    ("cp1253", _GREEK),
    ("cp1256", _ARABIC),
    ("mac-roman", _WESTERN),
)
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_BETWEEN_LETTERS = frozenset("’—…·")
_FEWEST = 3  # letters above 7 bits; fewer say nothing


def guess(data: bytes) -> str | None:
    """The charset of bytes that are no UTF-8, by their letters above 7 bits; None where Windows-1252 is as good."""
    words = b" ".join(word for word in _WORD.findall(data[:_LOOKED_AT]) if not word.isascii())[:_MOST_LETTERS]
    if sum(byte > 0x7F for byte in words) < _FEWEST:  # noqa: PLR2004  what 7 bits cannot hold
        return None
    best, best_share = None, 0.0
    for charset, alphabets in _CHARSETS:
        share = _share(words.decode(charset, errors="replace"), alphabets)
        if share > best_share + 0.01:
            best, best_share = charset, share
    return best if best_share >= _ENOUGH and best != "cp1252" else None


def _share(text: str, alphabets: dict[str, str]) -> float:
    """How many of the characters above 7 bits are of the alphabet that has the most of them, or signs between words.

    Those that cannot stand where they do count against it: a capital after a small letter, a quote inside a word, a
    letter of another script beside a Latin one.
    """
    counts: dict[str, int] = {}
    odd = 0
    latin = "cs" in alphabets or "de" in alphabets or "tr" in alphabets
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter <= "\x7f":
            continue
        counts[letter] = counts.get(letter, 0) + 1
        if letter in _SIGNS:
            odd += before.isalpha() and after.isalpha() and letter not in _BETWEEN_LETTERS
        else:
            odd += before.islower() and letter.isupper()
            odd += not latin and ("a" <= before.lower() <= "z" or "a" <= after.lower() <= "z")
    total = sum(counts.values())
    return max(
        (sum(count for letter, count in counts.items() if letter in _SIGNS or letter.lower() in alphabet) - odd) / total
        for alphabet in map(frozenset, alphabets.values())
    )
