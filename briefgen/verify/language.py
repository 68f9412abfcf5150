"""Language: which language a story is in; what knows only English must not judge copy in another one."""

import re
from collections.abc import Sequence

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.wire.language import LATIN, SCRIPTS, UNDETERMINED, detect

_NAMES = dict(
    entry.split("=")
    for entry in """en=English de=German fr=French es=Spanish it=Italian pt=Portuguese nl=Dutch no=Norwegian
    nb=Norwegian nn=Norwegian da=Danish sv=Swedish fi=Finnish pl=Polish el=Greek hy=Armenian he=Hebrew th=Thai
    ka=Georgian ja=Japanese zh=Chinese ko=Korean ru=Russian uk=Ukrainian ar=Arabic fa=Persian hi=Hindi
    tr=Turkish""".split()
)


def language(story: Story) -> str | None:
    """The language of a story as a primary subtag of BCP 47 in lower case; None where it cannot be said.

    What the story says of itself counts, unless its text is clearly in another language. "und" is a language in Latin
    letters that is not told apart here, "und-Cyrl" and the like one in another script.
    """
    declared = re.split(r"[-_]", (story.language or "").strip().lower())[0] or None
    if declared and not re.fullmatch(r"[a-z]{2,3}", declared):
        declared = None
    detected = detect(story.text)
    if declared is None or declared == UNDETERMINED or detected is None:
        return detected if declared in (None, UNDETERMINED) else declared
    if detected in LATIN:  # A list may take Norwegian for Danish, or Catalan for Spanish, never for English.
        untrue = (detected == "en") != (declared == "en")
    else:
        untrue = declared in LATIN or declared in {code for *_, code in SCRIPTS}
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
