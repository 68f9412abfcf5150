"""Who comes out of a story stronger, and who weaker, and by which of its sentences.

Whether it is a contest at all is asked as yes or no: a small model weighs an answer better than it writes one, and of
an earthquake it would write that everybody gains. Who, is read off the words around the actors' names (may, owns,
refused; must, fell, without). Where they tie, or none tells, it is how much likelier the model finds that an actor
gains than that it loses.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from briefgen.draft import fold
from briefgen.outline import VERB, Point, Stake, forms, is_person, outline, point, showing
from briefgen.prompt import Prompt, question
from briefgen.story import Story

if TYPE_CHECKING:
    from briefgen.model import Model

# By so much "they bargain or fight over a decision" must be likelier than "it is an accident, a match, a discovery".
# Of seven stories the four with a contest had 0.25 to 0.28, an earthquake, a mine and a cup final 0.04 to 0.14.
CONTESTED: Final = 0.2

# What follows the name of whoever can wait, decide or do without.
_HOLDS = re.compile(
    # What one may do stands right behind the name; further on it is somebody else's.
    r"^ (?:also |already )?(?:can|may|could)\b"
    r"|\b(?:will (?:not|decide|name)|owns?|holds?|controls?|refus\w+|reject\w+|declin\w+|veto\w*|won|wins"
    r"|beat|decid\w+|ruled|order\w*|grant\w*|appoint\w*|secur\w+|keeps?|kept|guarantee\w*|fined|overturn\w*"
    r"|voted|majority|largest|first in line|expelled)\b"
)
# What follows the name of whoever has to.
_BOUND = re.compile(
    r"\b(?:must|has to|have to|had to|has until|los[et]s?|fell|falls|fallen|down|pays?|paid|paying|without|fail\w*"
    r"|stop\w*|was \w+ed|were \w+ed|been \w+ed|forced|delay\w*|cut|dropped|default\w*|short of|resign\w*|broke|owes?)\b"
)
# What stands before the name of whoever a choice is left to, or who comes first.
_LEFT_TO = r"\b(?:(?:leav\w+|left|hand\w*|giv\w+|gave) (?:[a-z]+ ){0,6}to|puts?|depends on|needs)"
_LEFT = re.compile(r"(?:leav\w+|left|hand\w*) (?P<what>(?:the|its|their|a) (?:[a-z]+ ){0,4}[a-z]+) to ")
# How far behind a name a word still speaks of it, in characters.
_CLAUSE = 80
_GAINERS, _LOSERS = 2, 1


async def ask_stakes(story: Story, prompt: Prompt, model: "Model") -> list[Stake]:
    """Who comes out stronger, at most two, then who weaker, at most one; nobody where the model sees no contest.

    Where no sentence says what an actor may or must, the model tells which of the bodies in the sentence that shows the
    mechanism is best placed: a person who speaks of it seldom is. A model that does not weigh leaves it to the words.

    Raises:
        BudgetSpent: the next call could pass the token or cost budget.
        ModelError: as `Model.complete`.
        CassetteMiss: the call is replayed and was not recorded.
    """
    # Who rules on a case is no party to it.
    actors = [actor for actor in outline(story, prompt.sentences).actors if "Court" not in actor]
    contested, accident = await _share(prompt, model, "contested"), await _share(prompt, model, "accident")
    if not actors or (contested is not None and accident is not None and contested - accident < CONTESTED):
        return []
    texts = [one.text for one in story.sentences[: prompt.sentences]]
    named = {actor: forms(actor, texts) for actor in actors}
    better = {actor: await _better(actor, prompt, model) for actor in actors}
    facts = [
        (standing, better[actor], -number, actor)
        for actor in actors
        for number, text in enumerate(texts, start=1)
        if (standing := _standing(named[actor], text))
    ]
    gaining = _each_once(sorted((fact for fact in facts if fact[0] > 0), reverse=True), named, story)[:_GAINERS]
    losing = _each_once(sorted(fact for fact in facts if fact[0] < 0), named, story)
    if not gaining:
        gaining = _by_the_model(better, named, story, prompt.sentences)
    taken = {stake.actor for stake in gaining}
    stakes = gaining + [stake for stake in losing if stake.actor not in taken][:_LOSERS]
    return [stake._replace(over=_others(stake, named, story), left=_left(stake)) for stake in stakes]


def _by_the_model(better: Mapping[str, float], named: Mapping[str, str], story: Story, sentences: int) -> list[Stake]:
    """Of the bodies that the sentence names in which the mechanism shows, the one that the model finds best placed."""
    texts = [one.text for one in story.sentences[:sentences]]
    held = outline(story, sentences)
    by = showing(held.mechanisms[0], story, story.sentences[:sentences]).number if held.mechanisms else 1
    there = [
        actor
        for actor in better
        if not is_person(actor, texts) and re.search(rf"\b(?:{named[actor]})\b", story.sentence(by).text)
    ]
    if not there:
        return []
    placed = max(there, key=better.__getitem__)
    return [Stake(placed, gains=True, by=_where(named[placed], by, story))]


def _others(stake: Stake, named: Mapping[str, str], story: Story) -> tuple[str, ...]:
    """The other actors that the sentence of a stake names."""
    text = story.sentence(stake.by.number).text
    return tuple(one for one in named if one != stake.actor and re.search(rf"\b(?:{named[one]})\b", text))


def _left(stake: Stake) -> str:
    """What others leave to the actor, as in "the choice of premier"; empty where it is not that."""
    found = _LEFT.match(stake.by.words)
    return found["what"] if found and stake.gains else ""


def _each_once(facts: list[tuple[int, float, int, str]], named: Mapping[str, str], story: Story) -> list[Stake]:
    first: dict[str, Stake] = {}
    for standing, _, place, actor in facts:
        if actor not in first:
            first[actor] = Stake(actor, gains=standing > 0, by=_where(named[actor], -place, story))
    return list(first.values())


def _where(named: str, number: int, story: Story) -> Point:
    """A sentence and the part of it that names somebody: what is left to it, else the clause."""
    left = _left_to(named, story.sentence(number).text)
    if left and _LEFT.match(left[0]):
        return Point(number, left[0])
    return point(number, story, re.compile(rf"\b(?:{named})\b"))


def _left_to(named: str, text: str) -> re.Match[str] | None:
    return re.search(rf"{_LEFT_TO} (?:the )?(?:{named})\b", text)


async def _better(actor: str, prompt: Prompt, model: "Model") -> float:
    """How much likelier the model finds it that an actor gains than that it loses."""
    gains = await _share(prompt, model, "better", actor=fold(actor))
    loses = await _share(prompt, model, "worse", actor=fold(actor))
    return (gains or 0.0) - (loses or 0.0)


def _standing(named: str, text: str) -> int:
    """Words of power that follow the name of an actor that acts, less words of duty: from -2 to 2."""
    acting = re.compile(
        rf"(?<!whether )(?<!if )(?<!of )\b(?:{named})(?:['’]s)?(?:, [^,]{{3,60}},)?"
        rf"(?= (?:[a-z]+ly |already |also |shares? )?{VERB}\b)"
    )
    if text[:1] in '“"':
        return 0
    if _left_to(named, text):
        return 2
    after = [
        re.split(r"[,.;“”\"](?!\d)| said\b", text[found.end() : found.end() + _CLAUSE])[0]
        for found in acting.finditer(text)
    ]
    return max(
        (min(2, len(_HOLDS.findall(one))) - min(2, len(_BOUND.findall(one))) for one in after), key=abs, default=0
    )


async def _share(prompt: Prompt, model: "Model", asked: str, /, **values: str) -> float | None:
    from briefgen.model import yes_share

    return await yes_share(model, prompt.asking(question(asked, **values)))
