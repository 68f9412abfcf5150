"""Where sentences of wire copy begin and end: nupunkt proposes, and what wires do differently is mended here."""

import re
from collections.abc import Iterator

# Lower-case abbreviations of wire copy. Any other lower-case word before a full stop ends its sentence: nupunkt was
# trained on law, and takes "so", "tax" and "art" for abbreviations too.
_ABBREVIATIONS = frozenset(
    """vs v bn mln mn tn trln pct approx est etc cf al ca circa no nos oz lb lbs ft kg km sq dept inc ltd corp co bros
    jr sr gov sen rep st ave e.g i.e a.m p.m a.k.a u.s u.n u.k
    bzw vgl ggf evtl bspw inkl sog z.b d.h u.a v.a i.d.r bl.a f.eks t.ex d.v.s dvs osv iflg hhv kl klo nr bijv o.a d.w.z
    p.ex ad.es sig dott prof avv np m.in tzw ul godz vb""".split()
)
_TITLES = r"(?:Mr|Mrs|Ms|Dr|Prof|St|Lt|Col|Gen|Sgt|Capt|Maj|Cmdr|Adm|Sen|Rep|Gov|Rev|Hon|Pres|Insp|Supt)\."
_ENDS_IN_TITLE = re.compile(rf"(?:^|\s){_TITLES}$")
_ENDS_IN_EXCLAMATION = re.compile(r"[!?][”’\"']$")
_SPEAKER = re.compile(r"(?:[A-Z][\w.'’-]*\s){1,4}(?:said|says|asked|told|added|wrote|replied|shouted|called|cried)\b")
# A German quote ends with the mark that begins an English one.
_MISSED = re.compile(r"(?<![\w.])(?P<word>[a-z][a-z.]*)\.[”“’»\"')\]]*\s+(?=[“‘„«\"'(]?[A-ZÀ-ÖØ-Þ])")
# What may follow "5 p.m." in the same sentence, capital and all.
_AFTER_HOUR = re.compile(
    r"(?:[A-Z]{2,4}\b|Eastern|Central|Pacific|Mountain|Greenwich|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)

# Abbreviations of other languages before a name, and before a number. None of them ends a sentence in English.
_ENDS_IN_FOREIGN_TITLE = re.compile(
    r"(?:^|[\s(«„“])(?:MM|Sra|Srta|Sres|Sras|Dra|Dña|Exm[ao]|sigg?|sig\.ra|dott|dott\.ssa|prof|avv|(?:[Ll]|[Dd]ell|[Aa]ll)[’']on"
    r"|bzw|vgl|ggf|evtl|bspw|inkl|sog|v\.a|bl\.a|f\.eks|t\.ex|bijv|np|m\.in|tzw|drs?|mr|dhr|mw|ul|ул|им|проф|акад|Doç|H\.K\.H|S\.A\.R"
    r"|[\u0621-\u064a])\.$"
)
_ENDS_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(])(?:klo?|godz|nr|n[.]?º|núm|Abs|Ziff|\w*str|pkt|(?:l|dell|all)[’']art|(?:el|del|o|do) art)\.$",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXLC]+\b")
_ENDS_IN_CENTURY = re.compile(r"\ssec\.$")
# "z. B.", "d. h.", "т. д."
_ENDS_IN_LETTER = re.compile(r"(?<!\w)[a-zа-я]\.$")
_LETTER = re.compile(r"[^\W\d_]\.")
# German ordinals stand before nouns, which have a capital: "am 1. Mai", "der 23. Parteitag", "vom 1. bis 3. Juni".
_ENDS_IN_ORDINAL = re.compile(
    r"(?:^|[\s(„])(?:(?<!\bI )am|im|vom|zum|zur|beim|der|die|das|dem|den|des|bis|ab|seit|und|oder"
    r"|jede[rnms]?|eine?[rnms]?|(?:sein|ihr|unser)e?[rnms]?|\w+tag,|Mittwoch,|Sonnabend,)\s\d{1,3}\.$",
    re.IGNORECASE,
)
_GERMAN_MONTH = re.compile(r"(?:Januar|Jänner|Februar|März|Juni|Juli|Oktober|Dezember)\b")
_GERMAN_OPENING = re.compile(
    r"(?:D(?:er|ie|as|em|en|es|ann|anach|abei|ort|och|a)|E[rs]|Sie|Wir|Ich|Eine?[rnms]?|Und|Aber|Auch|Im|In|Am|An|Auf|Bei"
    r"|Beim|Mit|Nach|Von|Vor|Zu|Zum|Für|So|Nun)\b"
)
# Arabic, Urdu and Hindi have marks of their own; a question in quotes goes on with who asked it.
_END_OF_SCRIPT = re.compile(r"(?<![؟۔।॥])[؟۔।॥]++(?:[”»\"')\]]++\s++(?!و?(?:قال|سأل|أضاف|تساءل|تابع|أكد))|\s++)")
# Chinese and Japanese leave no space after a mark; what stands in quotes or brackets belongs to the sentence around.
_IDEOGRAPHIC = re.compile(
    r"(?>「[^「」]{0,300}」|『[^『』]{0,300}』|（[^（）]{0,300}）|“[^“”]{0,300}”|[^。！？｡])*+[。！？｡]++[”’」』）》】]*+\s*+"
)

# Characters before a boundary that decide about it; the patterns above are searched in them.
_TAIL = 40


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
        for found in sorted({*_missed(paragraph, start, end), *_marks(paragraph, start, end)}):
            if paragraph[found:end].strip():
                yield cut, found
                cut = found
        yield cut, end


def _missed(paragraph: str, start: int, end: int) -> Iterator[int]:
    for match in _MISSED.finditer(paragraph, start, end):
        word, rest = match["word"], paragraph[match.end() :]
        hour = word in ("a.m", "p.m") and not _AFTER_HOUR.match(rest)
        if hour or word not in _ABBREVIATIONS:
            yield match.end()


def _marks(paragraph: str, start: int, end: int) -> Iterator[int]:
    if paragraph.isascii():
        return
    for match in _END_OF_SCRIPT.finditer(paragraph, start, end):
        yield match.end()
    # From one mark to the next: to search from every character would take the square of the length.
    while found := _IDEOGRAPHIC.match(paragraph, start, end):
        start = found.end()
        yield start


def _is_one(before: str, after: str) -> bool:
    """Whether two pieces are one sentence: "$3 bn. a year", '"Never!" Ortiz said', "Lt. Col. Smith"."""
    if after[:1].islower() or _ENDS_IN_TITLE.search(before) or _is_one_abroad(before[-_TAIL:], after):
        return True
    return bool(_ENDS_IN_EXCLAMATION.search(before) and _SPEAKER.match(after))


def _is_one_abroad(before: str, after: str) -> bool:
    """The same for what other languages abbreviate, and for German ordinals: "z. B.", "kl. 12.30", "am 1. Mai"."""
    if _ENDS_IN_FOREIGN_TITLE.search(before):
        return True
    if _ENDS_BEFORE_NUMBER.search(before):
        return after[:1].isdigit()
    if _ENDS_IN_CENTURY.search(before):
        return bool(_ROMAN.match(after))
    if _ENDS_IN_LETTER.search(before):
        return bool(_LETTER.match(after))
    if before[-2:-1].isdigit():
        return bool(_GERMAN_MONTH.match(after)) or bool(
            _ENDS_IN_ORDINAL.search(before) and not _GERMAN_OPENING.match(after)
        )
    return False
