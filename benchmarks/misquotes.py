"""Changes to who said what: a quotation altered, a speaker exchanged; and a true quotation as a control.

Where the summary itself quotes nobody, a sentence of the document that quotes a named speaker is put after it first.
"""

import random
import re

from reading import (
    SAY,
    Changes,
    Item,
    Span,
    form,
    has,
    names,
    quotations,
    related,
    sentence_at,
    sentences,
    without_quotations,
)

_PRONOUN_SAYS = re.compile(rf"\b(?:he|she|they|it|who|which|I|we) {SAY}\b|\b{SAY} (?:he|she|they|it)\b", re.IGNORECASE)
_NAMED_SAYS = re.compile(rf"\b[A-Z][\w-]+ {SAY}\b|\b{SAY} (?:\w+ ){{0,4}}[A-Z]\w+")


def _quoting_sentence(item: Item, chance: random.Random) -> Span | None:
    """A sentence of the document with one whole quotation and its named speaker, placed after the summary."""
    fitting = []
    for sentence in sentences(item.doc):
        outside = without_quotations(sentence.text)
        one_pair = len(re.findall(r'["“”]|``|\'\'', sentence.text)) == 2 and not re.search(r"[‘\"“”`]", outside)
        whole = re.search(r"[.!?][\"”’']*$", sentence.text) and 8 <= len(sentence.text.split()) <= 60
        named = _NAMED_SAYS.search(outside) and not _PRONOUN_SAYS.search(outside)
        if one_pair and whole and named and quotations(sentence.text) and not has(item.summary, sentence.text):
            fitting.append(sentence.text)
    return Span(len(item.summary.rstrip()) + 1, chance.choice(fitting)) if fitting else None


def _with(item: Item, quoting: Span) -> str:
    return f"{item.summary.rstrip()} {quoting.text}"


def quote_verbatim(item: Item, chance: random.Random) -> Changes:
    quoting = _quoting_sentence(item, chance)
    if quoting is not None:
        yield item.summary.rstrip(), quoting.start - 1, "", f" {quoting.text}"


_COMMON = set(
    "that this with from have been were they their there would could about which when what will into than them then "
    "your more most some just very also only over such even because after before being does doing those these "
    "other".split()
)


def quote_altered(item: Item, chance: random.Random) -> Changes:
    """A content word of a quotation gives way to one of the document with the same ending."""
    clean = item.summary
    verbatim = [span for span in quotations(clean) if has(item.doc, span.text)]
    quoting = None if verbatim else _quoting_sentence(item, chance)
    if quoting is not None:
        clean = _with(item, quoting)
        verbatim = [span for span in quotations(clean) if span.start > quoting.start]
    pool = sorted(set(re.findall(r"(?<=[a-z] )[a-z]{4,}\b", item.doc)) - _COMMON)
    for span in verbatim:
        for match in re.finditer(r"\b[a-z]{4,}\b(?! ?['’])", span.text):
            alike = [word for word in pool if word[-2:] == match[0][-2:] and word[:4] != match[0][:4]]
            usable = [word for word in alike if not has(span.text, word)]
            if match[0] not in _COMMON and usable:
                yield clean, span.start + match.start(), match[0], chance.choice(usable)


def misattributed(item: Item, chance: random.Random) -> Changes:
    changes = list(_other_speakers(item, item.summary, 0))
    quoting = None if changes else _quoting_sentence(item, chance)
    yield from changes if quoting is None else _other_speakers(item, _with(item, quoting), quoting.start)


def _other_speakers(item: Item, clean: str, start: int) -> Changes:
    people = sorted({name.text for name in names(item.doc) if form(name.text, item.doc) == "person"})
    for name in names(clean):
        says = re.match(rf",? {SAY}\b", clean[name.end : name.end + 20])
        said = re.search(r"(?:\b(?:said|says|added)|[Aa]ccording to) $", clean[max(0, name.start - 20) : name.start])
        if name.start < start or not (says or said) or form(name.text, item.doc) != "person":
            continue
        for other in people:
            if not related(other, name.text) and not has(sentence_at(clean, name.start), other):
                yield clean, name.start, name.text, other
