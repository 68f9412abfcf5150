"""What a sentence's form shows of its content: a mechanism named, a signal to watch, what it would mean.

These are patterns, not readers: they say that a sentence is built like an answer, not that it is a good one.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache

from briefgen import resources
from briefgen.errors import UsageError
from briefgen.verify.match import words

_FILE = "mechanisms.toml"
# For as long as the prompts have no list of their own.
_FEW = (
    "mediation", "litigation", "arbitration", "negotiation", "sanctions", "deterrence", "price signalling",
    "coalition bargaining", "brinkmanship", "regulatory review", "export restriction", "criminal inquiry",
    "collective bargaining", "merger control", "subsidy", "legislation",
)  # fmt: skip

# A list's mark is no word of the item.
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")
_SIGNAL = re.compile(
    r"(?:(?:closely|carefully)\s)?(?:track|watch|look|monitor|follow|listen|wait|check|note|see|observe|await"
    r"|expect|keep\s(?:an?\s|your\s)?(?:close\s)?(?:eye|watch|track))\b",
    re.IGNORECASE,
)
# What is uncertain about the signal, up to where the sentence goes on: "whether it would leave the talks, ...".
_OPEN_QUESTION = re.compile(r"\b(?:whether|how|what|when|who|where|why)\b[^,;:—–]*", re.IGNORECASE)
_IF_FOR_WHETHER = re.compile(r"\b(watch|track|monitor|check|see|look)(\s(?:out|for|to\ssee))?\sif\b", re.IGNORECASE)
_MEANING = re.compile(
    r"""\b(?:would|could|will|may|might)\s(?:(?:then|also|not|likely|probably|\w+ly)\s)?(?:have\s)?
        (?:mean|show|signal|suggest|point|put|leave|indicate|imply|tell|confirm|prove|reveal|mark|give|make|raise
        |force|hand|shift|strengthen|weaken|undermine|reject)(?:t|n|ed|led|en)?\b
      | \b(?:mean(?:s|ing)|decides|signals|signalling|signaling|suggests
        |suggesting|indicates|indicating|implies|points?\sto)\b
      | \ba\s(?:clear\s|first\s|strong\s)?(?:sign|signal)\s(?:that|of)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "If the meeting fails, pickets will go up": whatever follows a condition is what it means.
_CONSEQUENCE = re.compile(
    r"\b(?:if|unless|should)\b[^,;]{3,}[,;]\s[^?]*\b(?:would|could|will|may|might)\s", re.IGNORECASE
)


@cache
def mechanisms() -> tuple[str, ...]:
    """Names of mechanisms: those of `prompts/mechanisms.toml`, `[[mechanism]]` with `name` and `also`, else a few.

    Raises:
        UsageError: the file is not such a list.
    """
    path = resources.directory("prompts") / _FILE
    if not path.is_file():
        return _FEW
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["mechanism"]
        return tuple(name for entry in entries for name in (entry["name"], *entry.get("also", ())))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as exc:
        raise UsageError(f"{path}: not a list of [[mechanism]] with a name: {exc}") from exc


def names_mechanism(sentence: str, known: Iterable[str] | None = None) -> bool:
    """Whether a sentence has the words of a mechanism's name side by side, in whatever form ("price signals").

    `known` are the names; default: `mechanisms()`.
    """
    keys = _keys(sentence)
    return any(f" {_keys(name).strip()} " in keys for name in (mechanisms() if known is None else known))


def has_signal(item: str) -> bool:
    """Whether an item tells the reader to watch something: it opens with Track, Watch, Look for and the like."""
    return bool(_SIGNAL.match(_BULLET.sub("", item)))


def has_meaning(item: str) -> bool:
    """Whether an item says what the signal would mean.

    Either a verb of meaning after would, could, will, may or might ("which would put the report in doubt"), or one in
    the present ("a delay means", "a sign that"), or anything with such an auxiliary after an if-clause. What stands in
    an indirect question does not count: in "Watch whether it will leave the talks" leaving is the signal.
    """
    said = _OPEN_QUESTION.sub(" ", _IF_FOR_WHETHER.sub(r"\1 whether", item))
    return bool(_MEANING.search(said) or _CONSEQUENCE.search(said))


def _keys(text: str) -> str:
    """The words' keys in order, with a space around each."""
    return f" {' '.join(word.key for word in words(text))} "
