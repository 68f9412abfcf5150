"""Where sentences of wire copy begin and end: nupunkt proposes, and what wires do differently is mended here."""

import re
from collections.abc import Iterator

# Lower-case abbreviations of wire copy. Any other lower-case word before a full stop ends its sentence: nupunkt was
# trained on law, and takes "so", "tax" and "art" for abbreviations too.
_ABBREVIATIONS = frozenset(
    """vs v bn mln mn tn trln pct approx est etc cf al ca circa no nos oz lb lbs ft kg km sq dept inc ltd corp co bros
    jr sr gov sen rep st ave e.g i.e a.m p.m a.k.a u.s u.n u.k""".split()
)
_TITLES = r"(?:Mr|Mrs|Ms|Dr|Prof|St|Lt|Col|Gen|Sgt|Capt|Maj|Cmdr|Adm|Sen|Rep|Gov|Rev|Hon|Pres|Insp|Supt)\."
_ENDS_IN_TITLE = re.compile(rf"(?:^|\s){_TITLES}$")
_ENDS_IN_EXCLAMATION = re.compile(r"[!?][”’\"']$")
_SPEAKER = re.compile(r"(?:[A-Z][\w.'’-]*\s){1,4}(?:said|says|asked|told|added|wrote|replied|shouted|called|cried)\b")
_MISSED = re.compile(r"(?<![\w.])(?P<word>[a-z][a-z.]*)\.[”’\"')\]]*\s+(?=[“‘\"'(]?[A-Z])")
# What may follow "5 p.m." in the same sentence, capital and all.
_AFTER_HOUR = re.compile(
    r"(?:[A-Z]{2,4}\b|Eastern|Central|Pacific|Mountain|Greenwich|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)


def paragraph_spans(paragraph: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of one paragraph, in order, without the space between them."""
    start = end = 0
    for piece_start, piece_end in _pieces(paragraph):
        if end and not _is_one(paragraph[start:end], paragraph[piece_start:piece_end]):
            yield start, end
            start = piece_start
        end = piece_start + len(paragraph[piece_start:piece_end].rstrip())
    if end:
        yield start, end


def _pieces(paragraph: str) -> Iterator[tuple[int, int]]:
    import nupunkt

    if not paragraph:
        return
    for start, end in nupunkt.sent_spans(paragraph):
        cut = start
        for match in _MISSED.finditer(paragraph, start, end):
            word, rest = match["word"], paragraph[match.end() :]
            hour = word in ("a.m", "p.m") and not _AFTER_HOUR.match(rest)
            if hour or word not in _ABBREVIATIONS:
                yield cut, match.end()
                cut = match.end()
        yield cut, end


def _is_one(before: str, after: str) -> bool:
    """Whether two pieces are one sentence: "$3 bn. a year", '"Never!" Ortiz said', "Lt. Col. Smith"."""
    if after[:1].islower() or _ENDS_IN_TITLE.search(before):
        return True
    return bool(_ENDS_IN_EXCLAMATION.search(before) and _SPEAKER.match(after))
