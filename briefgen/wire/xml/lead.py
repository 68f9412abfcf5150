"""A lead that stands in the abstract alone: some agencies send the first paragraph there, most send a summary."""

import re

from briefgen.wire.copy.dateline import split_dateline
from briefgen.wire.copy.known_dateline import known_dateline

_WORD = re.compile(r"\w{4,}|\d+")
_STEM = 5  # letters by which two forms of one word are told to be one
_SAID = 0.5  # of the words of an abstract; a summary says what the body says
_LEAST = 8  # words; less is a kicker
_SENTENCE_END = re.compile(r"[.!?…。؟।][\"'”’»)\]」]{0,2}\Z")


def missing_lead(abstract: list[str], body: list[str]) -> list[str]:
    """The paragraphs of an abstract that are the lead of the story, since the body does not say what they say.

    A summary must not be told twice, so an abstract counts for one if the body repeats half of its words, or begins
    with a dateline as only a lead does. Where there is no body, the abstract is all there is.
    """
    told = [each for each in abstract if len(each.split()) >= _LEAST and _SENTENCE_END.search(each[-4:])]
    if not told or not body:
        return told
    if any(split_dateline(each) or known_dateline(each, known=None, source=None) for each in body[:2]):
        return []
    known = set(_words(body))
    words = [word for each in told for word in _words([each])]
    return told if sum(word in known for word in words) < _SAID * len(words) else []


def _words(paragraphs: list[str]) -> list[str]:
    return [word[:_STEM] for paragraph in paragraphs for word in _WORD.findall(paragraph.casefold())]
