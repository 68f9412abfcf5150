"""Who said what: quoted passages of a text, and the attributions ("Varnholt said") in the words around them.

Both are read off the surface. Where marks do not pair, the passage says so; where the words do not tell who spoke,
nobody did: silence, not a guess.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from briefgen.story import Sentence

# One or two marks that open or close; tokenised copy writes `` and '' for the double marks.
_MARK = re.compile(r"``|` `|''|‘‘|’’|[“”„‟«»‹›\"″＂‘’‚'`´]")
_SINGLE = frozenset("‘’‚'`´")
_ANGLE = frozenset("«»‹›")
_OPENING = frozenset(("``", "` `", "‘‘", "“", "„", "‟", "«", "‹", "‘", "‚", "`"))
_CLOSING = frozenset(("''", "’’", "”", "»", "›", "’", "´"))
_TEX = frozenset(("``", "` `"))
_TEX_END = "' '"
_BEFORE_OPENING = frozenset("([{—–-/“”„‟«»‹›\"‘’‚'`")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…“”„‟«»‹›\"‘’‚'´")

# Apostrophes with a space about them or in front: "it 's", "didn 't", "'em", "rock 'n' roll", "the '90s".
_CONTRACTION = re.compile(r"['’‘`´]\s?(?:s|t|d|m|ll|re|ve)(?![\w'’-])")
_ELISION = re.compile(r"['’‘`´]\s?(?:em|til|tis|twas|n['’]|\d0s)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage, outermost marks only: `text[start:end]` with its marks, half open, in code points.

    Attributes:
        start: where its first mark stands.
        end: behind its last mark.
        inner_start: behind its first mark.
        inner_end: where its last mark stands.
        opened: whether an opening mark was found; else it is taken to run from the last quotation or paragraph start.
        closed: whether a closing mark was found; else it is taken to run to the end of the paragraph.
        loose: whether its one mark may as well be an apostrophe.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    opened: bool = True
    closed: bool = True
    loose: bool = False


@dataclass(slots=True)
class _Mark:
    """A mark and what the characters around it make of it."""

    start: int
    end: int
    glyph: str
    family: Literal["double", "angle", "single"]
    before: str
    look: Literal["opens", "closes", "either", "possessive"]
    closer_follows: bool = False
    partner_follows: bool = False


def quotations(text: str) -> list[Quotation]:
    """Quoted passages in reading order, none across a blank line; only loose ones may overlap others."""
    found: list[Quotation] = []
    start = 0
    while start <= len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        found.extend(_paired(_marks(text, start, end), text, start, end))
        start = end + 2
    return found


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The quote marks between two offsets, apostrophes left out."""
    marks = [mark for match in _MARK.finditer(text, start, end) if (mark := _mark(text, match, start, end))]
    # From the right, so that each mark learns in one pass what follows it.
    closer, partner, unpaired = False, False, 0
    for mark in reversed(marks):
        if mark.family != "single":
            continue
        mark.closer_follows, mark.partner_follows = closer, partner
        if mark.look == "possessive" and mark.before == " " and unpaired % 2:
            mark.look = "either"  # "of the talks ' a farce ' , he said": without it the next one has no partner
        closer = mark.look in ("closes", "either") or (closer and mark.look != "opens")
        partner = partner or mark.look != "opens"
        unpaired += mark.look != "possessive"
    return marks


def _mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark | None:
    glyph = match[0]
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    beyond = text[match.end() + 1 : match.end() + 2]
    word = _visible_before(text, match.start())
    single = glyph in _SINGLE
    if single and (before.isalnum() and after.isalnum()):
        return None
    if single and (_ELISION.match(text, match.start()) or (word.isalnum() and _CONTRACTION.match(text, match.start()))):
        return None
    ends_inside = after in ".,;:!?)]}" and text[match.end() : match.end() + 2] != ".."
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and not ends_inside
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    # "the players' union", "the players ' union"
    plural = single and word in "sxzS" and after == " " and beyond.isalnum() and (before != " " or beyond.islower())
    return _Mark(
        match.start(),
        match.end(),
        glyph,
        "single" if single else "angle" if glyph in _ANGLE else "double",
        before,
        "possessive" if plural else "either" if opens == closes else "opens" if opens else "closes",
    )


def _visible_before(text: str, at: int) -> str:
    """The last character before an offset that is no space; a space if there is none near."""
    return text[max(0, at - 2) : at].rstrip()[-1:] or " "


def _paired(marks: Sequence[_Mark], text: str, start: int, end: int) -> Iterator[Quotation]:  # noqa: C901
    """Pair the marks of one paragraph. Its state is the mark that is open and how many of its kind are nested in it."""
    opened: _Mark | None = None
    depth = 0
    floor = start
    for mark in marks:
        if mark.start < floor:
            continue
        if opened is None:
            if not _begins(mark):
                if _ends_what_was_cut(mark, text):
                    loose = mark.family == "single"
                    yield Quotation(floor, mark.end, floor, mark.start, opened=False, loose=loose)
                    floor = mark.end
            elif mark.family == "single" and not mark.partner_follows:
                yield Quotation(mark.start, end, mark.end, end, closed=False, loose=mark.glyph in "'’´")
            else:
                opened, depth = mark, 1
        elif (role := _role_inside(mark, opened, text)) == "goes on":
            yield Quotation(opened.start, mark.start, opened.end, mark.start, closed=False)
            opened, depth = mark, 1
        elif role:
            depth += 1 if role == "nests" else -1
            if not depth:
                floor = mark.start + len(_TEX_END) if _ends_tex(mark, opened, text) else mark.end
                yield Quotation(opened.start, floor, opened.end, mark.start)
                opened = None
    if opened is not None:
        yield Quotation(opened.start, end, opened.end, end, closed=False)


def _role_inside(mark: _Mark, opened: _Mark, text: str) -> Literal["nests", "goes on", "ends"] | None:
    """What a mark does inside a quotation; None for marks of another kind, and for apostrophes."""
    if mark.family != opened.family and not _ends_tex(mark, opened, text):
        return None
    if mark.look == "possessive" and mark.closer_follows:
        return None
    if mark.look != "opens" or mark.glyph in _CLOSING:
        return "ends"
    # The next paragraph of the same speech, run on, has an opening mark, and the one before it no closing mark.
    return "goes on" if _visible_before(text, mark.start) in ".!?" else "nests"


def _ends_tex(mark: _Mark, opened: _Mark, text: str) -> bool:
    """Whether two single marks apart are the second half of "` `It changed me . ' ' Doyne"."""
    return opened.glyph in _TEX and text.startswith(_TEX_END, mark.start)


def _begins(mark: _Mark) -> bool:
    """Whether a mark opens a quotation where none is open."""
    if mark.glyph in _OPENING:
        return mark.look in ("opens", "either")
    if mark.glyph in _CLOSING:
        return mark.look == "opens"
    # Badly spaced: 'She said:" Never"' and "They agreed.' We never did,' she said."
    spaced_wrong = mark.look == "closes" and (mark.before == ":" or (mark.before == "." and mark.closer_follows))
    return mark.look == "opens" or spaced_wrong or (mark.look == "either" and not mark.before.isdigit())


def _ends_what_was_cut(mark: _Mark, text: str) -> bool:
    """Whether a mark closes a quotation whose opening mark stood in an earlier sentence."""
    closes = mark.glyph not in _OPENING and mark.look in ("closes", "either")
    return closes and _visible_before(text, mark.start) in ".,!?…"


# How far behind a closing mark the verb of its "Varnholt said" stands at most.
_TAG_REACH = 120
# How many sentences a "he" reaches back.
_PRONOUN_REACH = 3
# How many asides stand between a subject and its verb: "Varnholt, 61, the mediator, said".
_MOST_ASIDES = 2
# How many attributions of one sentence on either side may mean the same words.
_BESIDE = 4
_FORMS_OF_ADDRESS = frozenset("Mr Mrs Ms Miss Dr Sir Dame Lord Lady Prof".split())
_PARTICLES = frozenset(("of", "the"))
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
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
_SAYING = re.compile(rf"\b(?:{'|'.join(_SAYS)}|saying|according to)\b", re.IGNORECASE)

# An upper-case letter of any Latin alphabet; what it lets through beside that is sorted out by `str.isupper`.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALISED = (
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.|(?:{_CAPITAL}\.)+|{_CAPITAL}\w*(?:[-’'](?!s\b)\w+)*(?:(?<=s)['’](?=\s{_CAPITAL}))?)"
)
_NAME = rf"{_CAPITALISED}(?:(?:\s(?:of|de|van|von|al|bin|da|del|la|le))?\s{_CAPITALISED}){{0,6}}"
_LOWER = re.compile(r"\b[a-z]+\b")
_WITH_ARTICLE = re.compile(rf"\b[Tt]he\s({_CAPITALISED})(?!\s?{_CAPITAL})")
_NAMES = re.compile(_NAME)
_NAME_LAST = re.compile(rf"(?<![\w’'-])(?:(?P<other>{_NAME})\sand\s)?(?P<name>{_NAME})$")
_NAME_FIRST = re.compile(
    rf"\s(?P<role>(?:[a-z][\w’'-]*\s){{0,6}})(?P<name>{_NAME})"
    rf"(?:\s?['’]s?\s(?:[\w’'-]+\s){{0,5}}?(?:[\w’'-]+)?\s?,?\s?(?P<owned>{_NAME}))?"
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


def narration(text: str, quoted: Sequence[Quotation]) -> str:
    """The text with quoted passages, none of them loose, blanked by NUL characters: offsets stay."""
    parts: list[str] = []
    at = 0
    for quotation in quoted:
        parts += text[at : quotation.start], "\0" * (quotation.end - quotation.start)
        at = quotation.end
    return "".join(parts) + text[at:]


def says(text: str) -> bool:
    """Whether a text has a verb that gives what somebody says or holds."""
    return bool(_SAYING.search(text))


def proper_names(text: str) -> list[str]:
    """Runs of capitalised words, in order."""
    return [match[0] for match in _NAMES.finditer(text) if match[0][0].isupper()]


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


@dataclass(frozen=True, slots=True)
class Record:
    """What a text says of who said what; build one with `record`.

    Attributes:
        text: the text itself; all offsets are offsets in it.
        spans: its sentences, half open.
        quoted: its quoted passages, in order; none overlaps another.
        loose: those whose one mark may be an apostrophe.
        narrated: the text with its quoted passages blanked.
        attributed: the attributions of each sentence.
        names: words that the text capitalises inside sentences, in lower case.
        people: last names of those it names by first and last name, and later by the last name alone, or with "Mr".
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[Quotation, ...]
    loose: tuple[Quotation, ...]
    narrated: str
    attributed: tuple[tuple[Attribution, ...], ...]
    names: frozenset[str]
    people: frozenset[str]


@lru_cache(maxsize=16)
def record(text: str, sentences: tuple[Sentence, ...] = ()) -> Record:
    """Read a text once; without sentences the whole of it is one."""
    spans = tuple((one.start, one.end) for one in sentences) or ((0, len(text)),)
    found = quotations(text)
    quoted = tuple(one for one in found if not one.loose)
    loose = tuple(one for one in found if one.loose)
    narrated = narration(text, quoted)
    attributed = tuple(
        tuple(replace(one, start=one.start + start, end=one.end + start) for one in attributions(narrated[start:end]))
        for start, end in spans
    )
    runs = [
        (match.start() == start, match[0].split())
        for start, end in spans
        for match in _NAMES.finditer(narrated, start, end)
        if match[0][0].isupper()
    ]
    inner = {word.lower() for opens, words in runs for word in words[opens:]}
    common = {*_LOWER.findall(narrated), *(match[1].lower() for match in _WITH_ARTICLE.finditer(narrated))}
    people = _people(runs, inner, common)
    return Record(text, spans, quoted, loose, narrated, attributed, frozenset(inner), people)


def _people(runs: list[tuple[bool, list[str]]], inner: set[str], common: set[str]) -> frozenset[str]:
    """Last names that surely are people's, of runs of capitalised words, each with whether it opens a sentence.

    `common` are words that the text has without a capital or with an article ("the Alliance"), `inner` those with a
    capital inside a sentence. A common word that opens a sentence is no part of a name, and none is a last name.
    """
    full: set[str] = set()
    alone: set[str] = set()
    first: set[str] = set()
    for opens, words in runs:
        opener = opens and words[0].lower() in common and words[0].lower() not in inner
        named = words[1:] if opener else words
        unaddressed = [word for word in named if word.rstrip(".") not in _FORMS_OF_ADDRESS]
        if not unaddressed or _PARTICLES & set(named):
            continue
        last = unaddressed[-1].lower()
        if len(named) == 1:
            alone.add(last)
        elif len(unaddressed) == 1:  # "Mr Ortiz"
            full.add(last)
            alone.add(last)
        else:
            full.add(last)
            first.add(unaddressed[0].lower())
    return frozenset((full & alone) - first - common - _CALENDAR)


def sentence_at(told: Record, offset: int) -> int:
    """The index of the sentence that an offset stands in, or of the last one before it."""
    return max(0, bisect_right(told.spans, (offset, len(told.text) + 1)) - 1)


def attribution_of(told: Record, start: int, end: int) -> Attribution | None:
    """The attribution, in the same sentence, of the quoted passage that covers an offset range; None if unsure."""
    start, end = _quotation_around(told, start, end)
    opening = told.attributed[sentence_at(told, start)]
    closing = told.attributed[sentence_at(told, max(start, end - 1))]
    first = bisect_right(opening, start, key=lambda one: one.end)
    last = bisect_left(closing, end, key=lambda one: one.start)
    before = opening[first - 1] if first else None
    after = closing[last] if last < len(closing) else None
    tag = _visible_before(told.text, end - 1) in ",?!" or told.text[end : end + 2].lstrip()[:1] == ","
    if after and tag and after.start - end <= _TAG_REACH and "\0" not in told.narrated[end : after.start]:
        return after
    if before and after and after.verb == "according to":
        return None
    return before or after


def _quotation_around(told: Record, start: int, end: int) -> tuple[int, int]:
    """The offsets, marks included, of the quoted passage around a range; the range itself where there is none."""
    place = bisect_right(told.quoted, start, key=lambda one: one.start) - 1
    if place >= 0 and end <= told.quoted[place].end:
        return told.quoted[place].start, told.quoted[place].end
    return start, end


def speaker_of(told: Record, start: int, end: int) -> tuple[str | None, frozenset[str]]:
    """Who a text says spoke a passage: the name, and every word that may stand for the speaker, in lower case.

    The name is None where the text does not tell, or names no person or body.
    """
    found = attribution_of(told, start, end)
    if found is not None:
        return resolved(told, found)
    # Nothing in its own sentence: who spoke last in the paragraph goes on speaking.
    start, end = _quotation_around(told, start, end)
    first = sentence_at(told, start)
    since = max(0, first - _PRONOUN_REACH)
    since = max(since, sentence_at(told, told.text.rfind("\n\n", 0, max(0, told.spans[first][0] - 2)) + 2))
    return _last_speaker(told, since, start, sentence_at(told, end) + 1)


def resolved(told: Record, found: Attribution) -> tuple[str | None, frozenset[str]]:
    """The name that an attribution of the text stands for, and every word that may stand for it, in lower case.

    A "she" is the last speaker before it, and everybody named near it may be meant. The name is None where there is
    none, or the text does not tell.
    """
    number = sentence_at(told, found.start)
    if found.kind == "name":
        place = bisect_left(told.attributed[number], found.start, key=lambda one: one.start)
        near = told.attributed[number][max(0, place - _BESIDE) : place + _BESIDE + 1]
        beside = (one.speaker for one in near)
        name = found.speaker if _words(found.speaker) & told.names else None
        return name, _words(found.speaker, *found.also, *beside)
    if found.speaker not in ("he", "she"):
        return None, frozenset()
    return _last_speaker(told, max(0, number - _PRONOUN_REACH), found.start, number)


def _last_speaker(told: Record, since: int, before: int, until: int) -> tuple[str | None, frozenset[str]]:
    """The last speaker by name from a sentence on and before an offset; who is named up to a sentence may be meant."""
    until = min(until, len(told.spans) - 1)
    possible = _words(*proper_names(told.narrated[told.spans[since][0] : told.spans[until][1]]))
    for number in range(sentence_at(told, before), since - 1, -1):
        for one in reversed(told.attributed[number]):
            if one.end > before or one.kind == "pronoun":
                continue
            is_name = one.kind == "name" and _words(one.speaker) & told.names
            return (one.speaker if is_name else None), possible
    return None, possible


def is_other_person(told: Record, claimed: str, speaker: str, possible: frozenset[str]) -> bool:
    """Whether a name surely stands for a person other than the speaker, as far as the copy tells them apart.

    `told` is the record of the copy; `possible` are words that may also stand for the speaker. The name must be that of
    a person in the copy. Who belongs to the other ("Ortiz's lawyer, Varnholt") is not told apart from it, nor is a
    person from a body that one sentence names together with it: a body speaks through people.
    """
    ours, theirs = _last_name(claimed), _last_name(speaker)
    if _words(claimed) & (possible | _words(speaker)) or ours not in told.people:
        return False
    one, other = re.escape(ours), re.escape(theirs)
    if theirs not in told.people:
        together = rf"\b{one}\b[^.]{{0,200}}\b{other}\b|\b{other}\b[^.]{{0,200}}\b{one}\b"
        return not re.search(together, told.narrated, re.IGNORECASE)
    owners = "|".join(
        rf"\b{owner}\s?['’]s?\s(?:[\w’'-]+[\s,]+){{0,5}}{owned}\b"
        rf"|\b{owned}\s?,[^.,;]{{0,60}}\b(?:for|of|to)\s(?:[\w’'-]+\s){{0,2}}{owner}\b"
        for owner, owned in ((one, other), (other, one))
    )
    return not re.search(owners, told.narrated, re.IGNORECASE)


def _words(*names: str) -> frozenset[str]:
    return frozenset(word.lower().rstrip(".") for name in names for word in name.split())


def _last_name(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()
