"""Facts first: what a story holds for each section, read off it before a model is asked.

Who acts in it, what it leaves open, what it says of days to come, and which mechanisms its words point to. A small
model that is told where to look reasons from the right sentence; by itself it takes a neighbour.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from briefgen import resources
from briefgen.mentions import names, times
from briefgen.story import Sentence, Story

TAXONOMY = "mechanisms.toml"
_ACTORS = 4
_MECHANISMS = 4
_POINTERS = 5

# What is said of a thing that is not decided, not known or not told.
_OPEN = re.compile(
    r"\b(?:(?:has|have|had|was|were|is|are|did|does|would|could) not (?:say|decided?|set|been|yet|rule|known|clear|"
    r"said|disclose|specif\w+|named?|settled?|address\w*|include|discuss(?:ed)?|confirm\w*|met|invited)|"
    r"declin\w+|unclear|unknown|undecided|unresolved|yet to|no (?:decision|date|text|agreement|deadline|figure)|"
    r"whether|disput\w+|neither|not (?:known|clear))\b",
    re.IGNORECASE,
)
# What costs somebody money, time, work or life.
_COST = re.compile(
    r"\b(?:pay(?:s|ing|ments?)?|paid|costs?|los[et]\w*|loss(?:es)?|bills?|fees?|fine[ds]?|debts?|jobs?|cuts?|delay\w*|"
    r"wait\w*|without|households?|taxpayers?|farmers?|famil(?:y|ies)|fears?|feared|"
    r"cancel\w*|shortage\w*|borrow\w*|premiums?|higher|dearer|default\w*|owe[ds]?)\b",
    re.IGNORECASE,
)
# A cost that is counted, and not only feared: with a number, on no condition.
_MEASURED = re.compile(r"^(?!.*\bif\b).*\d")
# What is said of days to come, and what besides makes one a date to keep.
_AHEAD = re.compile(
    r"\b(?:will|due|plans? to|planned|expected|expects?|scheduled|deadline|expires?|ends|lapses?|until|hopes?|"
    r"must|needs?|can be|(?:is|are) to)\b"
)
_TERMS = re.compile(r"\b(?:by|before|next|if|unless|could|may)\b")

# How a sentence opens that says little without the one before it.
_LEANS = re.compile(
    r"(?:It|He|She|They|Its|His|Her|Their|That|This|These|Those|Neither|Both|Another|One|Some|Any|Such)\b"
)

_ASIDE = re.compile(r"[“\"]|\bin (?:19|20)\d\d\b|\bhad been\b")

# What follows a name that acts, in news: auxiliaries, verbs of speech, the regular past, some common irregulars.
VERB = (
    r"(?:said|says|will|would|has|had|have|can|could|may|must|is|was|are|were|[a-z]{3,}ed|told|won|lost|met|held|kept|"
    r"made|took|put|puts|keeps|holds|needs|faces|went|sold|bought|gave|wants|beat|fell|rose|hopes|expects|owns|plans)"
)
BODIES = frozenset(
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


class Stake(NamedTuple):
    """An actor, whether it comes out stronger or weaker, the sentence that says by what, and whom else that names."""

    actor: str
    gains: bool
    by: int
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What a story holds for its brief; sentences by their numbers, the strongest first, `ahead` in their order."""

    actors: tuple[str, ...]
    open: tuple[int, ...]
    costs: tuple[int, ...]
    ahead: tuple[int, ...]
    mechanisms: tuple[Mechanism, ...]


@lru_cache(maxsize=16)
def outline(story: Story, sentences: int | None = None) -> Outline:
    """The outline of a story, of its first `sentences` sentences when given."""
    shown = story.sentences[:sentences]
    moments = times(story)
    return Outline(
        actors=_actors(story, shown),
        open=_strongest(shown, [_weight(one, _OPEN) for one in shown]),
        costs=_strongest(shown, [_weight(one, _COST) * bool(_MEASURED.search(one.text)) for one in shown]),
        ahead=tuple(sorted(_strongest(shown, [_looks_ahead(one, moments) for one in shown], 3))),
        mechanisms=_likely([story.headline or "", *(one.text for one in shown)]),
    )


def showing(mechanism: Mechanism, story: Story, sentences: int | None = None) -> int:
    """The number of the sentence that has most cues of a mechanism; the lead, which is reported, where no other has."""
    # Of equals the earlier, where a story tells how it came about.
    weights = [(_weight(one, _pattern(mechanism.cues)), -one.number) for one in story.sentences[:sentences]]
    weight, place = max(weights)
    return -place if weight else 1


def with_context(number: int, story: Story) -> tuple[int, ...]:
    """A sentence, and the one before where it speaks of somebody or something named there."""
    leans = number > 1 and _LEANS.match(story.sentence(number).text)
    return (number - 1, number) if leans else (number,)


def _actors(story: Story, shown: Sequence[Sentence]) -> tuple[str, ...]:
    """The names that do or own something in most sentences: bodies and countries first, people who speak for them last.

    In news it is seldom the spokesman who gains.
    """
    texts = [one.text for one in shown]
    found = [
        (is_person(name, texts), -_acts(name, texts), place, name)
        for place, name in enumerate(names(story, len(shown)))
    ]
    return tuple(name for _, acts, _, name in sorted(found)[:_ACTORS] if acts < 0)


def _acts(name: str, texts: Sequence[str]) -> int:
    """How often a name, or what it is shortened to, does or owns something, less how often it is only a place."""
    either = forms(name, texts)
    return (
        2 * _count(rf"\b(?:{either})(?:, [^,]{{3,60}},)? {VERB}\b", texts)
        + _count(rf"\b(?:{either})['’]s?\b", texts)
        - _count(rf"\b(?:in|at|near|from|around|outside|to|across) (?:the )?(?:{either})\b", texts)
    )


def forms(name: str, texts: Sequence[str]) -> str:
    """The pattern of a name and of what it is shortened to: a person's last word; a body's first, or its last."""
    words = name.split()
    found = [name]
    if len(words) > 1:
        short = (
            [words[-1]]
            if is_person(name, texts)
            else [word for word in words[:-1] if word[0].isupper() and word not in BODIES]
        )
        found += [word for word in short if _alone(word, texts) > 1]
    either = "|".join(re.escape(form) for form in sorted(found, key=len, reverse=True))
    return f"{either}|(?<=[Tt]he ){words[-1]}" if len(words) > 1 and words[-1] in BODIES else either


def is_person(name: str, texts: Sequence[str]) -> bool:
    """Whether a name is shortened to its last word, as people's are, and that word is none for a body."""
    words = name.split()
    return len(words) == 2 and words[1] not in BODIES and _alone(words[1], texts) >= _alone(words[0], texts)  # noqa: PLR2004


def _alone(word: str, texts: Sequence[str]) -> int:
    return _count(rf"\b{re.escape(word)}\b(?! [A-Z])", texts)


def _count(pattern: str, texts: Sequence[str]) -> int:
    return sum(len(re.findall(pattern, text)) for text in texts)


def _strongest(shown: Sequence[Sentence], weights: Sequence[int], most: int = _POINTERS) -> tuple[int, ...]:
    """The numbers of the sentences with most weight, the heaviest first, of equals the later."""
    found = [(weight, one.number) for weight, one in zip(weights, shown, strict=True) if weight]
    return tuple(number for _, number in sorted(found, reverse=True)[:most])


def _weight(one: Sentence, cues: re.Pattern[str]) -> int:
    """Cues in a sentence; none counts in the lead, which is reported already, in a quotation, or of years ago."""
    return 0 if one.number == 1 or _ASIDE.search(one.text) else len(cues.findall(one.text))


def _looks_ahead(one: Sentence, moments: Sequence[str]) -> int:
    cues = _weight(one, _AHEAD)
    return cues and cues + len(_TERMS.findall(one.text)) + 2 * sum(moment in one.text for moment in moments)


def _likely(texts: Sequence[str]) -> tuple[Mechanism, ...]:
    """The mechanisms whose cues the copy has most of, each cue once, and again where headline or lead have it."""
    copy, top = " ".join(texts), " ".join(texts[:2])
    scores = [((_cues(one, copy) + _cues(one, top)) / len(one.cues) ** 0.5, one) for one in mechanisms()]
    scores.sort(key=lambda pair: -pair[0])
    return tuple(one for score, one in scores[:_MECHANISMS] if score)


def _cues(mechanism: Mechanism, text: str) -> int:
    return len({found.lower() for found in _pattern(mechanism.cues).findall(text)})


@cache
def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, cues))})", re.IGNORECASE)


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    """The taxonomy, in the order of its file."""
    table = tomllib.loads((resources.directory("prompts") / TAXONOMY).read_text(encoding="utf-8"))
    return tuple(Mechanism(one["name"], one["works"], one["cost"], tuple(one["cues"])) for one in table["mechanism"])
