"""Wording: plain, without the writer, and with something to watch for; the words that show where it is not."""

import re

from briefgen.brief import Finding
from briefgen.lazily import lazily
from briefgen.story import Story

# Words that sell a story. One that the copy uses may be used.
HYPE = (
    "amazing", "astonishing", "astounding", "bombshell", "breathtaking", "cutting-edge", "earth-shattering", "epic",
    "epoch-making", "eye-popping", "eye-watering", "game-changer", "game-changing", "groundbreaking", "ground-breaking",
    "historic", "iconic", "incredible", "incredibly", "jaw-dropping", "legendary", "masterstroke", "mind-blowing",
    "momentous", "monumental", "once-in-a-generation", "paradigm shift", "quantum leap", "revolutionary", "sea change",
    "seismic", "sensational", "shocking", "skyrocket", "skyrocketed", "skyrocketing", "spectacular", "staggering",
    "stunning", "transformative", "trailblazing", "unparalleled", "unprecedented", "watershed", "world-class",
)  # fmt: skip

# Quotations; a single mark opens one only where no word ends, for an apostrophe closes nothing. A quotation that is not
# closed within a paragraph's length is none.
_QUOTED = lazily(
    r"“[^”]{0,1000}”|\"[^\"]{0,1000}\"|`{1,2}[^`]{0,1000}?(?:''|'(?!\w)|\")|(?<!\w)['‘](?=\w)[^‘]{0,400}?[^\s‘]['’](?!\w)",
    re.DOTALL,
)
# "us" after "the" is a country; "We" and "Our" inside a sentence or before a capital are part of a name.
_PERSON = lazily(
    r"(?<![.\w])(?:I(?![\w./-])|(?:we|our|ours|ourselves|my|myself|me)(?![\w-])|(?<![Tt]he\s)us(?![\w.-])|[Ll]et['’]s\b"
    r"|(?:(?<=[.!?]\s)|^)(?:We|My|Our)(?![\w-])(?!\s[A-Z]))"
)
_WORD_BEFORE = lazily(r"(?P<word>\w{1,40})\s$")
# Before "I" a word in small letters is one thing and a name another ("World War I", "Elizabeth I"): the writer speaks
# after these, and after any small word that does not count its kind ("type I").
_BEFORE_WRITER = frozenset(
    """After Although And As Because Before But Do Here How If Once Since So Still Than That Then Though Today Unless
    Until What When Where Whether Which While Who Why Yet""".split()
)
_COUNTED = frozenset("act article category chapter class grade level part phase schedule stage tier title type".split())
_HYPE = lazily(
    rf"\b(?:{'|'.join(re.escape(word) for word in HYPE)})\b".replace(r"\-", r"[\s-]").replace(r"\ ", r"[\s-]"),
    re.IGNORECASE,
)
_VAGUE = lazily(
    r"""\b(?:
      monitor(?:ing)?\s(?:the\s|any\s|all\s|further\s|future\s)*
        (?:developments?|situations?|events|progress|things|matters|updates|news)
    | (?:watch|see|track|follow|look\sfor)\s(?:for\s)?(?:how|where|what)\s(?:the\s)?
        (?:things?|events?|situation|matters|story|developments?|this|it|all\sthis)\s
        (?:unfolds?|develops?|evolves?|plays?\sout|goes?|turns?\sout|happens?)
    | (?:the\s)?(?:situation|story|events|things)\s(?:will\s)?(?:continues?\sto\s)?(?:unfold|develop|evolve)s?
    | what\s(?:will\s)?(?:happens?|comes?)\snext
    | stay\stuned | (?:only\s)?time\swill\stell | remains?\sto\sbe\sseen | wait\sand\ssee
    | keep(?:ing)?\s(?:an|a\sclose|one|your)\s(?:eye|watch)\son\s(?:the\s|any\s|further\s|how\s)*
        (?:developments?|situations?|events|things|matters|progress|this|it)
    | (?:watch|look|wait)(?:ing)?\s(?:out\s)?for\s(?:any\s|the\s|more\s|further\s|future\s|new\s|next\s)+
        (?:developments?|updates?|news|announcements?|steps?|information|changes|moves)(?=[\s.!?]*$)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_HOLD = lazily(
    r"\d|\b(?:if|unless|until|once)\b|\bshould\b.{1,200},"
    r"|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|next\s(?:week|month|year)"
    r"|january|february|april|june|july|august|september|october|november|december"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)\s\w+|(?-i:March|May))\b",
    re.IGNORECASE,
)
_CAPITALISED = lazily(r"(?<=[\w,]\s)[A-Z]\w+")
_PLAIN_WORD = lazily(r"\w+")
_LONG_WORD = 5
# Words too general to be a thing of the copy.
_GENERAL = frozenset(
    """about after again against along already among another around because before being between beyond bring brings
    change changes clear come comes coming could decide decision decisions development developments does doing either
    event events every expected first following further future given going happen happened happening happens issue
    issues later latest likely little makes making matter matters might month months moment moves never other others
    outcome outcomes people period place point possible potential process progress question questions reaction
    reactions reach really remain remains response result results right shall should sides since situation situations
    soon start started starts state steps still such taken takes their there these thing things those though through
    times today together toward towards under unfold unfolds until update updates watch watching weeks whether where
    which while whole whose would years effect effects impact impacts implications consequences signs signals actors
    parties players stakeholders relevant involved continue continues continued""".split()
)
_CONFIDENCE = lazily(
    r"\b(?:high|moderate|medium|low|strong|great|limited|full|little)(?:er|est)?\s(?:(?:degree|level)s?\sof\s|to\s\w+\s)?"
    r"confidence\b|\bconfidence\s(?:is|level\sis|remains)\s(?:very\s)?(?:high|moderate|medium|low)\b"
    r"|\b(?:we|analysts?|the\s(?:analysis|assessment))\s(?:is|are)\s(?:\w+\s)?confident\b",
    re.IGNORECASE,
)
_LIKELIHOOD = lazily(
    r"\b(?:(?:un)?likely|likelihood|(?:im)?probabl[ey]|probability|(?:almost|nearly|virtually)\scertain(?:ly)?"
    r"|(?:remote|slim|good|fair|almost\sno|roughly\seven|even)\s(?:chance|odds)|odds|chances?\s(?:of|that))\b",
    re.IGNORECASE,
)


def check_person(text: str) -> list[Finding]:
    """First person outside quotation marks; "US", "World War I" and "Our Lady" are nobody."""
    outside = _outside_quotes(text)
    for match in _PERSON.finditer(outside):
        if match[0] != "I" or not _is_numeral(outside, match.start()):
            return [_warning("person", f"It speaks in the first person: “{match[0]}”.", match)]
    return []


def check_hype(text: str, story: Story) -> list[Finding]:
    """Words of `HYPE` that the copy does not use, hyphened or not, one finding each."""
    found: dict[str, re.Match[str]] = {}
    for match in _HYPE.finditer(text):
        found.setdefault(_plain(match[0]), match)
    copy = {_plain(match[0]) for match in _HYPE.finditer(story.text)} if found else set()
    return [
        _warning("hype", f"“{match[0]}” is hype; the copy does not use it.", match)
        for word, match in found.items()
        if word not in copy
    ]


def check_vague(text: str, story: Story) -> list[Finding]:
    """A forecast that tells nobody what to look for: a stock phrase, or nothing from the copy to hold it to.

    What holds it is a thing or a name of the copy, a number or a date, or a condition with what follows from it.
    """
    if match := _VAGUE.search(text):
        return [_warning("vague", f"“{match[0]}” names nothing to watch for.", match)]
    if _HOLD.search(text):
        return []
    copy = {_stem(word) for word in _PLAIN_WORD.findall(story.text)}
    things = (word for word in _PLAIN_WORD.findall(text) if len(word) >= _LONG_WORD and word.lower() not in _GENERAL)
    if any(_stem(word) in copy for word in (*things, *_CAPITALISED.findall(text))):
        return []
    reason = "It names nothing of the copy, no number or date and no condition to watch for."
    return [Finding(check="vague", severity="warning", reason=reason)]


def check_certainty(text: str) -> list[Finding]:
    """A level of confidence and a likelihood in one sentence, as in "high confidence that it is likely".

    The rule is that of US Intelligence Community Directive 203, "Analytic Standards" (2015), on expressing
    uncertainty: confidence is in a judgement, likelihood is of an event, and one sentence that has both is misread.
    """
    outside = _outside_quotes(text)
    confidence = _CONFIDENCE.search(outside)
    likelihood = _LIKELIHOOD.search(outside)
    if not confidence or not likelihood:
        return []
    reason = f"It mixes how sure the analysis is, “{confidence[0]}”, with how likely the event is, “{likelihood[0]}”."
    return [_warning("certainty", reason, confidence)]


def _warning(check: str, reason: str, match: re.Match[str]) -> Finding:
    return Finding(check=check, severity="warning", reason=reason, span=match.span())


def _outside_quotes(text: str) -> str:
    """The text with spaces in place of its quotations, so that offsets stay."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def _plain(word: str) -> str:
    return re.sub(r"[\s-]+", "", word.lower())


def _stem(word: str) -> str:
    return word.lower().rstrip("s")


def _is_numeral(text: str, start: int) -> bool:
    """Whether the "I" that starts there counts a war, a king or a kind."""
    before = _WORD_BEFORE.search(text[max(0, start - 60) : start])
    if before is None:
        return False
    word = before["word"]
    return word.lower() in _COUNTED or (word[0].isupper() and word not in _BEFORE_WRITER)
