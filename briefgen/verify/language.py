"""Language: which language a story is in; what knows only English must not judge copy in another one."""

import re
from collections.abc import Sequence

from briefgen.brief import Finding
from briefgen.language import NAMES, is_english, language_of, primary
from briefgen.story import Story
from briefgen.verify.claim import Claim

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"")


def language(story: Story) -> str | None:
    """The language of a story as a primary subtag of BCP 47 in lower case; None where it cannot be said."""
    return primary(story.text, story.language)


def foreign_name(story: Story) -> str | None:
    """The English name of a story's language; None where that is English, or not known here by a name."""
    name = NAMES.get(language(story) or "en")
    return None if name == "English" else name


def checks_english(story: Story) -> bool:
    """Whether checks that know English may judge the story: it is in English, or nothing says that it is not."""
    return is_english(story.text, story.language)


def check(claim: Claim, story: Story) -> list[Finding]:
    """An error where a sentence of a brief is clearly not in the language of its story; quotations do not count."""
    ours = language(story)
    theirs = language_of(_without_names(_QUOTED.sub(" ", claim.text)), ours)
    # A model is asked for a language by its name; where it has none here, it was not asked.
    wanted, written = NAMES.get(ours or ""), NAMES.get((theirs or "").split("-")[0], "another language")
    if wanted is None or theirs is None or written == wanted:
        return []
    reason = f"It is in {written}, and the story is in {wanted}."
    return [Finding(check="language", severity="error", reason=reason)]


def _without_names(sentence: str) -> str:
    # A Portuguese name or two make a short English sentence look Portuguese.
    return " ".join(word for word in sentence.split() if not word.lstrip("([‘'’-–—")[:1].isupper())


def skipped(story: Story, names: Sequence[str]) -> Finding | None:
    """A warning that the checks of these names did not run, or None where the story is in English."""
    if checks_english(story) or not names:
        return None
    name = NAMES.get(language(story) or "")
    where = f"in {name}" if name else "not in English"
    reason = f"The story is {where}; these checks know English and were skipped: {', '.join(names)}."
    return Finding(check="language", severity="warning", reason=reason)
