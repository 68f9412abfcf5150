"""Names: a person, place or body in a claim is one that the copy names.

A name is supported by the same word in the copy, by another form that stands for the same place or government
("Tehran" for Iran), by an acronym whose letters the copy spells out or the other way round, and by a demonym of a
name in the copy. Whether a name of the copy stands in another's place is the business of `swaps`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.match import FUNCTION_WORDS, Index, Word, evidence, index, is_english, words
from briefgen.verify.reading import lexicon

# Capitals that name nobody: the calendar, forms of address and offices. Offices are compared as ordinary words.
_NOT_NAMES = frozenset(
    """i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep
    sept oct nov dec gmt bst est edt cet utc am pm
    mr mrs ms miss dr sir dame lord lady prof rev president minister prime chancellor secretary governor gov
    sen senator rep representative gen general col colonel capt captain lt maj sgt mayor judge justice chief
    executive chairman chairwoman chair director manager coach professor king queen prince princess pope
    deputy vice former ambassador commissioner spokesman spokeswoman""".split()
)
_DEMONYM = re.compile(r"(?:an|ans|ian|ians|ese|i|is|ish|er|ers|ite|ites|s|n|ns|ean|eans|a|ia|e|es|y|o)?")
_PREFIX = re.compile(
    r"anti|bio|co|counter|cross|cyber|de|dis|eco|euro|fore|geo|hyper|in|inter|mega|micro|mid|mis|multi|neo|non|out"
    r"|over|post|pre|pro|pseudo|re|semi|sub|super|techno|tele|trans|ultra|un|under|up"
)
_SHARE_IN_CAPITALS = 0.7


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: words `start` to `end` of a sentence, half open."""

    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its words."""
        return frozenset(word.key for word in self.words)

    @property
    def text(self) -> str:
        """Its words, a space between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, eq=False)
class Names:
    """What the copy names.

    Attributes:
        keys: of words with a capital inside a sentence.
        always: those of them that the copy never writes in lower case.
        lower: whether the copy has no capitals to go by.
        mentions: by line of the index, in order.
    """

    keys: frozenset[str]
    always: frozenset[str]
    lower: bool
    mentions: tuple[tuple[Mention, ...], ...]


@lru_cache(maxsize=16)
def names_of(copy: Index) -> Names:
    """The names of the copy; kept for the last ones asked for."""
    inner = [word for line in copy.lines if not _is_title_case(line.words) for word in line.words[1:]]
    keys = frozenset(word.key for word in inner if _has_capital(word) and not _is_no_name(word))
    in_lower_case = {word.key for line in copy.lines for word in line.words if not _has_capital(word)}
    lower = len(inner) > 50 and sum(map(_has_capital, inner)) < len(inner) / 100  # noqa: PLR2004
    known = Names(keys, keys - in_lower_case, lower, ())
    return Names(keys, known.always, lower, tuple(tuple(mentions(line.words, known)) for line in copy.lines))


def mentions(sentence: Sequence[Word], known: Names) -> Iterator[Mention]:
    """The names in a sentence: runs of words with a capital, or in text without capitals of words that are names.

    A word that may have its capital from its place is a name when the copy has it with a capital elsewhere or no
    dictionary has it.
    """
    title_case = _is_title_case(sentence)
    lower = known.lower or _is_lower_case(sentence, known)
    start = 0
    for end in range(len(sentence) + 1):
        if end < len(sentence) and _is_name(end, sentence, known, lower=lower, title_case=title_case):
            continue
        if start < end:
            yield Mention(start, end, tuple(sentence[start:end]))
        start = end + 1


def check(claim: Claim, story: Story) -> list[Finding]:
    """A name that the copy does not have is an error."""
    copy = index(story)
    known = names_of(copy)
    text = story.text.lower()
    sentence = words(claim.text)
    findings = []
    for mention in mentions(sentence, known):
        unknown = [word for word in mention.words if not _is_supported(word, copy, known, text)]
        # "Doha Agreement" after "an agreement in Doha": an ordinary word in a known name invents nobody.
        if len(unknown) < len(mention.words):
            unknown = [word for word in unknown if not _is_ordinary(word)]
        if unknown and not _is_same_body(mention, copy, text):
            findings.append(_unknown(mention, unknown, copy, known))
    return findings


def _unknown(mention: Mention, unknown: list[Word], copy: Index, known: Names) -> Finding:
    first = unknown[0]
    forms = {word.text: line for line, found in zip(copy.lines, known.mentions, strict=True)
             for one in found for word in one.words}  # fmt: skip
    near = get_close_matches(first.text, forms, n=1, cutoff=0.75)
    reason = f"The copy does not name “{mention.text}”."
    if near:
        reason = f"The copy does not name “{mention.text}”; it has “{near[0]}”."
    return Finding(
        check="names",
        severity="error",
        reason=reason,
        span=(mention.words[0].start, mention.words[-1].end),
        evidence=evidence(forms[near[0]]) if near else None,
    )


def _is_supported(word: Word, copy: Index, known: Names, text: str) -> bool:
    lower = word.text.lower()
    if word.key in copy.forms or (len(lower) >= 4 and lower in text):  # noqa: PLR2004  parts of "Anglo-Kessarian"
        return True
    if any(_stands_in(form, text) for form in lexicon.same_place(word.text)):
        return True
    if word.text.isupper() and len(word.text) > 1:
        letters = lower.replace(".", "")
        return letters in copy.forms or any(letters in initials for initials in _initials(copy))
    return any(_is_demonym(lower, form.lower()) for key in known.keys for form in copy.forms.get(key, ()))


def _is_demonym(one: str, other: str) -> bool:
    shared = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    enough = shared >= max(4, min(len(one), len(other)) - 2)
    return enough and bool(_DEMONYM.fullmatch(one[shared:]) and _DEMONYM.fullmatch(other[shared:]))


def _stands_in(form: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", text))


@lru_cache(maxsize=16)
def _initials(copy: Index) -> frozenset[str]:
    """Of each line, the first letters of runs of words with capitals, small words between them left out."""
    found = set()
    for line in copy.lines:
        run = ""
        for word in (*line.words, None):
            if word and _has_capital(word):
                run += word.text[0].lower()
            elif word is None or word.text.lower() not in FUNCTION_WORDS:
                found.add(run)
                run = ""
    return frozenset(run for run in found if len(run) > 1)


def _is_same_body(mention: Mention, copy: Index, text: str) -> bool:
    """Whether the copy names the same body or government by other words, or by the name's initials."""
    if any(_stands_in(form, text) for form in lexicon.same_place(mention.text)):
        return True
    initials = "".join(word.text[0] for word in mention.words).upper()
    if len(initials) < 2:  # noqa: PLR2004
        return False
    found = copy.forms.get(initials.lower(), frozenset()) | copy.forms.get(f"{initials.lower()}.", frozenset())
    return initials in found or any(form.replace(".", "") == initials for form in found)


def _is_name(at: int, sentence: Sequence[Word], known: Names, *, lower: bool, title_case: bool) -> bool:
    word = sentence[at]
    if _is_no_name(word) or len(word.text) < 2:  # noqa: PLR2004
        return False
    if not _has_capital(word):
        return lower and (word.key in known.always or _is_strange(word))
    if word.key in known.keys:
        return True
    if at and not title_case:
        return True
    opens_name = at + 1 < len(sentence) and _has_capital(sentence[at + 1]) and not title_case
    if not at and lexicon.place_kind(word.text):  # Dictionaries have "kenyan" as an ordinary word.
        return True
    return not is_english(word.text) or (opens_name and not _is_ordinary(word))


def _is_lower_case(sentence: Sequence[Word], known: Names) -> bool:
    """Whether a sentence has lost its capitals: it has none inside, and writes a name without one."""
    if any(_has_capital(word) and not _is_no_name(word) for word in sentence[1:]):
        return False
    return any(not _has_capital(word) and (word.key in known.always or _is_strange(word)) for word in sentence)


def _is_strange(word: Word) -> bool:
    """Whether no dictionary has the word, nor what is left of it without a prefix."""
    lower = word.text.lower()
    if len(lower) < 4 or not lower.isalpha() or is_english(lower):  # noqa: PLR2004
        return False
    prefix = _PREFIX.match(lower)
    return not (prefix and is_english(lower[prefix.end() :]))


def _is_ordinary(word: Word) -> bool:
    return is_english(word.text)


def _is_no_name(word: Word) -> bool:
    lower = word.text.lower()
    return not lower[0].isalpha() or lower in _NOT_NAMES or (lower in FUNCTION_WORDS and not word.text.isupper())


def _has_capital(word: Word) -> bool:
    return word.text[0].isupper()


def _is_title_case(sentence: Sequence[Word]) -> bool:
    long = [word for word in sentence if len(word.text) > 3 and word.text[0].isalpha()]  # noqa: PLR2004
    return len(long) > 3 and sum(map(_has_capital, long)) > _SHARE_IN_CAPITALS * len(long)  # noqa: PLR2004
