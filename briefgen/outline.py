"""Facts first: what a story holds for each section, read off it before a model is asked.

Who acts in it, what it leaves open, what it says of days to come, and which mechanisms its words point to. A small
model that is told where to look reasons from the right sentence; by itself it takes a neighbour.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from briefgen import resources
from briefgen.mentions import names, times
from briefgen.story import Sentence, Story

TAXONOMY = "mechanisms.toml"
_ACTORS = 4
_MECHANISMS = 4
_POINTERS = 5

_OPEN = re.compile(
    r"\b(?:(?:would|did|does|do|has|have|had|could) not|declin\w+|refus\w+|den(?:y|ied|ies)|unclear|unknown|"
    r"undecided|unresolved|yet to|no (?:decision|date|text|agreement|deadline)|whether|disput\w+|"
    r"not (?:known|clear|say)|question\w*|without)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|due|until|by|before|next|plans?|planned|expected|scheduled|deadline|expires?|if|unless|could|may)\b",
    re.IGNORECASE,
)

# What follows a name that acts, in news: auxiliaries, verbs of speech, the regular past, some common irregulars.
_VERB = (
    r"(?:said|says|will|would|has|had|have|can|could|may|must|is|was|are|were|[a-z]{3,}ed|told|won|lost|met|held|kept|"
    r"made|took|put|went|sold|bought|gave|wants|beat|fell|rose|hopes|expects|owns|plans)"
)
_BODIES = frozenset(
    """Alliance Association Authority Bank Board Centre Center Chamber Club Commission Committee Company Congress
    Corp Council Court Diet Federation Force Front Fund Government Group Guild Holdings House Institute League
    Ministry Minerals Mining Movement Nation Office Partners Party Police Reform Society Senate Service Trust Union
    United University Works""".split()
)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """An entry of `prompts/mechanisms.toml`."""

    name: str
    works: str
    cost: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stakes:
    """Who comes out of a story stronger and who weaker, None for nobody, and the sentences that name them."""

    stronger: str | None = None
    weaker: str | None = None
    of_stronger: tuple[int, ...] = ()
    of_weaker: tuple[int, ...] = ()


NOBODY = Stakes()


@dataclass(frozen=True, slots=True)
class Outline:
    """What a story holds for its brief; sentences by their numbers."""

    actors: tuple[str, ...]
    open: tuple[int, ...]
    ahead: tuple[int, ...]
    mechanisms: tuple[Mechanism, ...]


@lru_cache(maxsize=16)
def outline(story: Story, sentences: int | None = None) -> Outline:
    """The outline of a story, of its first `sentences` sentences when given."""
    shown = story.sentences[:sentences]
    moments = times(story)
    return Outline(
        actors=_actors(story, shown),
        open=_strongest(shown, [len(_OPEN.findall(one.text)) * (one.text[:1] not in '“"') for one in shown]),
        ahead=_strongest(shown, [_looks_ahead(one.text, moments) for one in shown], 3),
        mechanisms=_likely(" ".join([story.headline or "", *(one.text for one in shown)])),
    )


def naming(actor: str, story: Story, sentences: int | None = None) -> tuple[int, ...]:
    """Numbers of the sentences that name an actor, by any word of the name that has a capital."""
    words = [word for word in actor.split() if word[0].isupper()]
    return tuple(one.number for one in story.sentences[:sentences] if any(word in one.text for word in words))


def _actors(story: Story, shown: Sequence[Sentence]) -> tuple[str, ...]:
    """The names that do or own something in most sentences: bodies and countries first, people who speak for them last.

    In news it is seldom the spokesman who gains.
    """
    texts = [one.text for one in shown]
    found = [
        (person := _is_person(name, texts), -_acts(name, texts, is_person=person), place, name)
        for place, name in enumerate(names(story, len(shown)))
    ]
    return tuple(name for _, acts, _, name in sorted(found)[:_ACTORS] if acts < 0)


def _acts(name: str, texts: Sequence[str], *, is_person: bool) -> int:
    """How often a name, or the word it is shortened to, does or owns something, less how often it is only a place."""
    words = name.split()
    short = words[-1] if is_person else words[0]
    forms = {name} | ({short} if len(words) == 1 or _alone(short, texts) > 1 else set())
    either = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return (
        2 * _count(rf"\b(?:{either})(?:, [^,]{{3,60}},)? {_VERB}\b", texts)
        + _count(rf"\b(?:{either})['’]s?\b", texts)
        - _count(rf"\b(?:in|at|near|from|around|outside|to|across) (?:the )?(?:{either})\b", texts)
    )


def _is_person(name: str, texts: Sequence[str]) -> bool:
    """Whether a name is shortened to its last word, as people's are, and that word is none for a body."""
    words = name.split()
    return len(words) == 2 and words[1] not in _BODIES and _alone(words[1], texts) >= _alone(words[0], texts)  # noqa: PLR2004


def _alone(word: str, texts: Sequence[str]) -> int:
    return _count(rf"\b{re.escape(word)}\b(?! [A-Z])", texts)


def _count(pattern: str, texts: Sequence[str]) -> int:
    return sum(len(re.findall(pattern, text)) for text in texts)


def _strongest(shown: Sequence[Sentence], weights: Sequence[int], most: int = _POINTERS) -> tuple[int, ...]:
    found = [(weight, one.number) for weight, one in zip(weights, shown, strict=True) if weight]
    best = sorted(found, key=lambda pair: (-pair[0], -pair[1]))[:most]
    return tuple(sorted(number for _, number in best))


def _looks_ahead(text: str, moments: Sequence[str]) -> int:
    cues = len(_AHEAD.findall(text))
    return cues + 2 * sum(moment in text for moment in moments) if cues else 0


def _likely(copy: str) -> tuple[Mechanism, ...]:
    """The mechanisms whose cues the copy has most of, each cue once."""
    lower = copy.lower()
    scores = [
        (sum(bool(re.search(rf"\b{re.escape(cue)}", lower)) for cue in one.cues) / len(one.cues) ** 0.5, one)
        for one in mechanisms()
    ]
    scores.sort(key=lambda pair: -pair[0])
    return tuple(one for score, one in scores[:_MECHANISMS] if score)


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    """The taxonomy, in the order of its file."""
    table = tomllib.loads((resources.directory("prompts") / TAXONOMY).read_text(encoding="utf-8"))
    return tuple(Mechanism(one["name"], one["works"], one["cost"], tuple(one["cues"])) for one in table["mechanism"])
