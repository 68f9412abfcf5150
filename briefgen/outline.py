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
from briefgen.mentions import Day, day, names, times
from briefgen.story import Sentence, Story

TAXONOMY = "mechanisms.toml"
_ACTORS = 4
_MECHANISMS = 4
_POINTERS = 5
# Sentences that *What happened* reports, from how many of the first; open points that are kept for why it matters.
_REPORTED = 3
_NEAR = 8
_POINTS = 2
_EARLY = 10
_SIGNALS = 3
_UNDATED = 2

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
    r"\b(?:pay(?:s|ing|ments?)?|paid|costs?|los[et]\w*|loss(?:es)?|bills?|fees?|fine[ds]?|debts?|jobs?|delay\w*|"
    r"wait\w*|households?|taxpayers?|farmers?|families|fears?|feared|"
    r"cancel\w*|shortage\w*|borrow\w*|premiums?|dearer|default\w*|owe[ds]?)\b",
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

# Where one clause of a sentence ends and the next begins.
_JOINT = re.compile(
    r"[;:] |, (?:(?:but|and) )?(?=(?:while|which|who|whose|as|so|saying|because|although|though|[a-z ]{3,40} said\b)\b)"
    r"|,? (?:but|and) (?=(?:an?|the|its|it|they|he|she|any|said|must|will|would|is|are|was|were|has|had|have)\b|[A-Z])"
    r"|(?<=\w) (?:before|while|although) (?=\D)"
)
# How what follows a joint opens that has its subject before it.
_NO_SUBJECT = re.compile(
    r"(?:which|who|whose|as|so|saying|and|said|must|will|would|is|are|was|were|has|had|have|can|may)\b"
)
# Verbs that make a clause besides those of actors.
_COMES = "did|does|do|(?:lapse|expire|end|meet|begin|open|close)s"
# Words of the shortest clause.
_CLAUSE = 5

# How a sentence opens that says little without the one before it.
_LEANS = re.compile(
    r"(?:It|He|She|They|Its|His|Her|Their|That|This|These|Those|Neither|Both|Another|One|Some|Any|Such|The other)\b"
    r"|.*\b(?:denied|confirmed|rejected|disputed) (?:it|this|that)\b"
    r"|(?:Under|In|On|By|From|After|At|For) [^.]{3,60}? (?:it|they|he|she)\b"
    r"|.*\b(?:that|this|those|these|such an?|either|both) (?:figure|number|sum|claim|account|size|amount|cut|vote)s?\b"
)

# What a sentence tells.
_NAME = re.compile(r"\b[A-Z]\w+")
_NUMBER = re.compile(r"\d[\d.,]*")
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
    signals: str
    gains: str
    cues: tuple[str, ...]


class Point(NamedTuple):
    """What one sentence of a story tells: its number, and the part of it that does, in its words."""

    number: int
    words: str


class Stake(NamedTuple):
    """An actor, whether it comes out stronger or weaker, what says so, whom else that names, and what is left to it."""

    actor: str
    gains: bool
    by: Point
    over: tuple[str, ...] = ()
    left: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a story holds for its brief, the strongest first; `reported` and `ahead` in the order of the story.

    `shown` is where the likeliest mechanism shows.
    """

    reported: tuple[int, ...]
    actors: tuple[str, ...]
    open: tuple[Point, ...]
    costs: tuple[Point, ...]
    ahead: tuple[Point, ...]
    mechanisms: tuple[Mechanism, ...]
    shown: Point


@lru_cache(maxsize=16)
def outline(story: Story, sentences: int | None = None) -> Outline:
    """The outline of a story, of its first `sentences` sentences when given."""
    shown = story.sentences[:sentences]
    undecided = _strongest(shown, [_weight(one, _OPEN) for one in shown])
    likeliest = _likely([story.headline or "", *(one.text for one in shown)])
    costs = _strongest(shown, [_weight(one, _COST) * bool(_MEASURED.search(one.text)) for one in shown])
    kept = undecided[:_POINTS] + costs[:1]
    reported = _reported(shown, undecided, kept)
    by = Point(1, story.sentences[0].text)
    if likeliest:
        by = showing(likeliest[0], story, shown, reported)
        if by.number > _EARLY:
            # How it came about is told early on: rather than what comes late, *What happened* does without it.
            by = showing(likeliest[0], story, shown)
            reported = _reported(shown, undecided, (*kept, by.number))
    ahead = _ahead(shown, story, (*kept, by.number))
    return Outline(
        reported=reported,
        actors=_actors(story, shown),
        open=tuple(point(number, story, _OPEN) for number in undecided),
        costs=tuple(point(number, story, _COST) for number in costs),
        ahead=tuple(point(number, story, _due_words(number, story)) for number in ahead),
        mechanisms=likeliest,
        shown=by,
    )


def point(number: int, story: Story, cue: re.Pattern[str]) -> Point:
    """A sentence and the part of it that has a cue: the whole of it where none has, or where a part is no clause."""
    text = story.sentence(number).text
    found = cue.search(text)
    if not found:
        return Point(number, text)
    joints = list(_JOINT.finditer(text))
    starts = [joint.end() for joint in joints if joint.end() <= found.start()]
    while starts and _NO_SUBJECT.match(text, starts[-1]):
        starts.pop()
    end = next((joint.start() for joint in joints if joint.start() >= found.end()), len(text))
    words = text[starts[-1] if starts else 0 : end].strip(" ,;.:")
    if not any(words.split(maxsplit=1)[0].strip(",").removesuffix("'s") in name.split() for name in names(story)):
        # It will stand inside a sentence.
        words = words[:1].lower() + words[1:]
    is_clause = len(words.split()) >= _CLAUSE and re.search(rf" (?:{VERB}|{_COMES})\b", words)
    return Point(number, words if is_clause else text)


def _due_words(number: int, story: Story) -> re.Pattern[str]:
    """What to look for in a sentence that looks ahead: its day, else whatever looks ahead."""
    named = due(number, story)
    return re.compile(re.escape(named.words)) if named else _AHEAD


def showing(mechanism: Mechanism, story: Story, shown: Sequence[Sentence], told: Sequence[int] = ()) -> Point:
    """The sentence that has most cues of a mechanism and is not told elsewhere; the lead where none has any."""
    # Of equals the earlier, where a story tells how it came about.
    cues = _pattern(mechanism.cues)
    weights = [((one.number not in told) * _weight(one, cues), -one.number) for one in shown]
    weight, place = max(weights)
    return point(-place if weight else 1, story, cues)


def due(number: int, story: Story) -> Day | None:
    """The day on which something is to come by a sentence of a story that looks ahead."""
    text = story.sentence(number).text
    cue = _AHEAD.search(text)
    # A "until" may have a "has" before it, which makes it a date to keep.
    return day(text, max(0, cue.start() - len("have ")) if cue else 0)


def with_context(number: int, story: Story) -> tuple[int, ...]:
    """A sentence, and the one before where it speaks of somebody or something named there."""
    leans = number > 1 and _LEANS.match(story.sentence(number).text)
    return (number - 1, number) if leans else (number,)


def _reported(shown: Sequence[Sentence], undecided: Sequence[int], kept: Sequence[int]) -> tuple[int, ...]:
    """The lead, the sentence near it that tells most, and what was not decided, or else what tells most after these.

    What is kept for the analysis is not told twice: the first two open points, the cost.
    """
    near = [one for one in shown[1:_NEAR] if not (_ASIDE.search(one.text) or _LEANS.match(one.text))]
    near.sort(key=_told_early)
    telling = [one.number for one in near if one.number not in kept and not one.text.endswith(":")]
    left_open = [one.number for one in shown if one.number in undecided and not _LEANS.match(one.text)]
    chosen = dict.fromkeys([1, *telling[:1], *(number for number in left_open if number not in kept), *telling])
    return tuple(sorted([*chosen][:_REPORTED])) if shown else ()


def _told_early(one: Sentence) -> int:
    """How late a sentence comes, less the names and twice the numbers it tells: the least first."""
    return one.number - len(_NAME.findall(one.text)) - 2 * len(_NUMBER.findall(one.text))


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


def _ahead(shown: Sequence[Sentence], story: Story, kept: Sequence[int]) -> tuple[int, ...]:
    """Where the copy looks ahead most, first to a day, and where it is not told of in another section."""
    moments = times(story)
    strongest = _strongest(shown, [_looks_ahead(one, moments) for one in shown], len(shown))
    dated = {number for number in strongest if due(number, story)}
    ranked = sorted(strongest, key=lambda number: (number not in dated, number in kept))
    # What has no day can hardly be kept an eye on: it is for stories that name none.
    return tuple(sorted(ranked[: min(_SIGNALS, len(dated) or _UNDATED)]))


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
    return tuple(
        Mechanism(
            **{part: one[part] for part in ("name", "works", "cost", "signals", "gains")}, cues=tuple(one["cues"])
        )
        for one in table["mechanism"]
    )
