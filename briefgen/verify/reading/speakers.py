"""Who says something in one sentence ("Varnholt said"), by its words; not what nobody is said to say."""

import re
from dataclasses import dataclass
from typing import Literal

from briefgen.verify.reading.capitals import NAME, proper_names
from briefgen.verify.reading.patterns import any_case, any_of

# How many asides stand between a subject and its verb: "Varnholt, 61, the mediator, said".
_MOST_ASIDES = 2
# Verbs that give what somebody said or holds, in the forms that news uses of them.
_SAYS = """said says say told tells tell asked asks wrote writes replied added adds noted notes argued argues claimed
claims alleged alleges insisted insists maintained maintains warned warns stated states explained explains
announced announces declared declares admitted admits confirmed confirms denied denies suggested suggests
predicted predicts promised promises vowed vows pledged pledges acknowledged conceded concedes recalled
remarked tweeted posted commented continued concluded testified called calls described describes accused
accuses urged urges contended contends asserted asserts reported complained joked quipped shouted answered
threatened threatens demanded demands branded dismissed condemned condemns criticised criticized praised
hailed blamed blames believes believed expects expected estimates estimated hopes hoped thinks fears feared
argue claim insist warn believe expect estimate think""".split()
_SAYING = any_case(rf"\b{any_of((*_SAYS, 'saying', 'according to'))}\b")

_NAME_LAST = re.compile(rf"(?<![\w’'-])(?:(?P<other>{NAME})\sand\s)?(?P<name>{NAME})$")
_NAME_FIRST = re.compile(
    rf"\s(?P<role>(?:[a-z][\w’'-]*\s){{0,6}})(?P<name>{NAME})"
    rf"(?:\s?['’]s?\s(?:[\w’'-]+\s){{0,5}}?(?:[\w’'-]+)?\s?,?\s?(?P<owned>{NAME}))?"
)
_ASIDE = re.compile(r"\s?,\s?(?P<aside>[^,;:\0]{1,90}?)\s?$")
_WORDS_BETWEEN = re.compile(
    r"(?:\s(?:also|has|had|have|later|then|again|earlier|once|further|repeatedly|previously|recently|now|still|even"
    r"|would|will|did|could|may|might|[a-z]+ly|on\s[A-Z][a-z]+day))+$"
)
_PRONOUN = re.compile(r"(?:^|[\s\0“\"'])(?P<word>he|she|they|it|we|i|you)$", re.IGNORECASE)
_RELATIVE = re.compile(r"\s?,?\s(?:who|which|that)$")
_OWNED_BY = re.compile(r"\b(?:for|of|from|at|by|with|to|about|in|on|that|than|against|as)\s(?:the\s)?$")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|to|not|never|n['’]t|of|the|a|an|no)$")
_ROLE = re.compile(
    r"(?<![\w’'-])(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Ss]ome)\s(?:[\w’'-]+\s){0,4})?[a-z][\w’'-]*$"
)
_ROLE_FIRST = re.compile(
    r"\s(?P<role>(?:the|a|an|his|her|its|their)\s[a-z][\w’'-]*(?:\s[a-z][\w’'-]*)?|police"
    r"|(?!was\b|has\b|this\b|its\b|his\b|does\b)[a-z]{3,}s)\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One "X said" in a text.

    Attributes:
        start: offset of the verb, or of "according to", in code points.
        end: behind the verb.
        verb: the verb in lower case.
        speaker: the speaker as written: a name without what describes it, a pronoun, or a role ("the police").
        kind: what `speaker` is.
        also: other names that stand for the speaker: who spoke with it, whom it speaks for.
        inverted: whether the speaker follows the verb: "said Varnholt".
    """

    start: int
    end: int
    verb: str
    speaker: str
    kind: Literal["name", "pronoun", "role"]
    also: tuple[str, ...] = ()
    inverted: bool = False


def says(text: str) -> bool:
    """Whether a text has a verb that gives what somebody says or holds."""
    return bool(_SAYING.search(text))


def attributions(narrated: str) -> list[Attribution]:
    """Who says something in one sentence of narration (see `narration`), in order; not what nobody is said to say."""
    found = []
    for match in _SAYING.finditer(narrated):
        verb = match[0].lower()
        before = narrated[max(0, match.start() - 240) : match.start()].rstrip()
        before = _WORDS_BETWEEN.sub("", before)
        inverted = verb == "according to"
        who = None if inverted or _PASSIVE.search(before) else _who_precedes(before)
        if who is None and (inverted or before[-1:] in ("\0", ",", "”", '"', "'", "’")):
            who, inverted = _who_follows(narrated[match.end() : match.end() + 160]), True
        if who is not None:
            found.append(Attribution(match.start(), match.end(), verb, *who, inverted))
    return found


_Who = tuple[str, Literal["name", "pronoun", "role"], tuple[str, ...]]


def _who_precedes(before: str) -> _Who | None:
    """The subject that ends a text; appositions ("Varnholt, the mediator,") are stepped over, two at most."""
    before = _RELATIVE.sub("", before)
    if pronoun := _PRONOUN.search(before):
        return pronoun["word"].lower(), "pronoun", ()
    asides = ""
    for _ in range(_MOST_ASIDES + 1):
        subject = before.rstrip(", ")
        match = _NAME_LAST.search(subject)
        if match and match["name"][0].isupper():
            described = subject[: match.start()].rstrip(", ")
            also = proper_names(f"{asides} {match['other'] or ''} {described[described.rfind(',') + 1 :]}")
            if not _OWNED_BY.search(subject[: match.start()]):
                return match["name"], "name", tuple(also)
            if subject == before:
                return match["name"], "role", (match["name"], *also)
        if subject == before:
            role = _ROLE.search(before)
            return (role[0], "role", tuple(proper_names(role[0]))) if role else None
        if not (aside := _ASIDE.search(subject)):
            return None
        asides += f" {aside['aside']}"
        before = subject[: aside.start()] + ","
    return None


def _who_follows(after: str) -> _Who | None:
    """The subject that opens a text: "said Corwin Abelard", "said Sundholm's mediator, Ilse Varnholt"."""
    match = _NAME_FIRST.match(after)
    if match and match["name"][0].isupper():
        owned = _OWNED_BY.search(match["role"]) or (
            after[match.end("name") :].lstrip()[:1] in "'’" and not match["owned"]
        )
        if match["owned"]:
            return match["owned"], "name", (match["name"],)
        if owned:
            return match["name"], "role", (match["name"],)
        described = after[match.end() : match.end() + 90].partition("\0")[0]
        return match["name"], "name", tuple(proper_names(described))
    if role := _ROLE_FIRST.match(after):
        return role["role"], "role", ()
    return None
