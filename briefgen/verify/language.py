"""Language: which language a story is in; what knows only English must not judge copy in another one."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from briefgen.brief import Finding
from briefgen.story import Story

UNDETERMINED: Final = "und"

# Short words that running text of a language cannot do without; words that English shares are left to it.
_FUNCTION_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in that is was for on with as by at from it he his are be has have said but not will its",
        "de": "der die das und ist nicht ein eine den dem des mit von auf für sich im auch es zu sie wird hat bei nach",
        "fr": "le la les et des du est une un dans pour que qui sur pas au avec il elle par plus ce cette ont été",
        "es": "el la los las y del que en es un una por con para se su no al lo más como fue pero han según",
        "it": "il la le e di che è un una per non con del della dei si da sono alla nel gli più anche ha dal",
        "pt": "o os as e do da dos das que em um uma é para com não no na se por mais ao foi pelo são",
        "nl": "de het een en van is dat niet op te zijn voor met aan er ook door maar naar bij heeft wordt om uit ze",
        "no": "og i er det på en som av til med ikke for har den om et fra ble også etter men var sier mellom skal",
        "da": "og i er det på en som af til med ikke for har den om et fra blev også efter men var siger mellem skal",
        "sv": "och i är det på en som av till med inte för har den om ett från blev också efter men var säger att ska",
        "fi": "ja on ei että se oli hän myös mutta kun ovat sen mukaan jo joka tai hänen vuoden niin kuin sekä jos ole",
        "pl": "i w na z nie się to że do jest o po jak za od przez dla są ale był ma oraz tym jego który",
    }.items()
}
# First and last character of the letters of a script, and what the script alone tells: a language, or an
# undetermined one with the script's tag (BCP 47).
_SCRIPTS = (
    ("\u0370", "\u03ff", "el"),
    ("\u0400", "\u052f", "und-Cyrl"),
    ("\u0531", "\u058f", "hy"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u077f", "und-Arab"),
    ("\u0900", "\u097f", "und-Deva"),
    ("\u0980", "\u0dff", "und"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u3040", "\u30ff", "ja"),
    ("\u4e00", "\u9fff", "zh"),
    ("\uac00", "\ud7a3", "ko"),
)
_NAMES = dict(
    entry.split("=")
    for entry in """en=English de=German fr=French es=Spanish it=Italian pt=Portuguese nl=Dutch no=Norwegian
    nb=Norwegian nn=Norwegian da=Danish sv=Swedish fi=Finnish pl=Polish el=Greek hy=Armenian he=Hebrew th=Thai
    ka=Georgian ja=Japanese zh=Chinese ko=Korean ru=Russian uk=Ukrainian ar=Arabic fa=Persian hi=Hindi
    tr=Turkish""".split()
)
_LETTERS = re.compile(r"[^\W\d_]+")

# Of the words of running text, function words as listed are a sixth to a half in their own language and below a
# tenth in one that is no neighbour. A table or a list of names has none in any.
_SHARE = 0.14
_FOREIGN_SHARE = 0.05
_FEWEST_WORDS = 12
_FEWEST_OF_PROSE = 60
# Of what is read to tell the language, in characters: more would not change the answer.
_ENOUGH = 20_000


def language(story: Story) -> str | None:
    """The language of a story as a primary subtag of BCP 47 in lower case; None where it cannot be said.

    What the story says of itself counts, unless its text is clearly in another language. "und" is a language in Latin
    letters that is not told apart here, "und-Cyrl" and the like one in another script.
    """
    declared = re.split(r"[-_]", (story.language or "").strip().lower())[0] or None
    if declared and not re.fullmatch(r"[a-z]{2,3}", declared):
        declared = None
    detected = _detect(story.text)
    if declared is None or declared == UNDETERMINED or detected is None:
        return detected if declared in (None, UNDETERMINED) else declared
    if detected in _FUNCTION_WORDS:  # A list may take Norwegian for Danish, or Catalan for Spanish, never for English.
        untrue = (detected == "en") != (declared == "en")
    else:
        untrue = declared in _FUNCTION_WORDS or declared in {code for *_, code in _SCRIPTS}
    return detected if untrue else declared


def checks_english(story: Story) -> bool:
    """Whether checks that know English may judge the story: it is in English, or nothing says that it is not."""
    return language(story) in ("en", None)


def skipped(story: Story, names: Sequence[str]) -> Finding | None:
    """A warning that the checks of these names did not run, or None where the story is in English."""
    if checks_english(story) or not names:
        return None
    name = _NAMES.get(language(story) or "")
    where = f"in {name}" if name else "not in English"
    reason = f"The story is {where}; these checks know English and were skipped: {', '.join(names)}."
    return Finding(check="language", severity="warning", reason=reason)


@lru_cache(maxsize=16)
def _detect(text: str) -> str | None:
    """The language of a text by its letters and its function words; None for one too short, or for a table."""
    text = text[:_ENOUGH]
    words = _LETTERS.findall(text)
    letters = sum(map(len, words))
    marks = () if text.isascii() else text
    found = [code for character in marks for first, last, code in _SCRIPTS if first <= character <= last]
    if found and 2 * len(found) > letters:
        # Japanese has Chinese characters between its own, Chinese has none of the Japanese.
        return "ja" if 10 * found.count("ja") > len(found) else max(dict.fromkeys(found), key=found.count)
    if len(words) < _FEWEST_WORDS:
        return None
    lower = [word.lower() for word in words]
    shares = {code: sum(word in own for word in lower) / len(lower) for code, own in _FUNCTION_WORDS.items()}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] >= _SHARE:
        return best
    prose = 2 * sum(word.islower() for word in words) > len(words) >= _FEWEST_OF_PROSE
    return UNDETERMINED if prose and shares["en"] < _FOREIGN_SHARE else None
