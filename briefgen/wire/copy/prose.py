"""Tells sentences from the lines of a card: what is copy by its length and its end."""

import re

from briefgen.lazily import lazily

_SCANNED = 600  # characters of a paragraph that are looked at
_LINE = 120
_SENTENCE_END = lazily(r"[.!?…。؟।][\"'”’»)\]]{0,2}$")
# An agency signs after the last sentence.
_SIGNED = lazily(r"(?<=[.!?”»\"']) ?(?:\([^()]{1,20}\)|/[^/ ]{1,15}/)\.?$")
_CARD = 12  # words; a line of a signature or a contact block has fewer
_BRIEFEST = 3  # words: "He was 62."
# Somebody speaks, or is quoted: a sentence of the story, whatever it begins with.
_SPEAKS = lazily(
    r"[\"“”„«»]|\b(?:sa(?:id|ys?)|told|tells|according to|wrote|argued|warned|joked|shouted|announced|asked|explained"
    r"|sagte|erklärte|declaró|dijo|affirmé|déclaré)\b",
    re.IGNORECASE,
)


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph reads as copy: it ends like a sentence and is longer than a line on a card."""
    words = len(paragraph[:_SCANNED].split())
    return words > _CARD or (words >= _BRIEFEST and ends_like_prose(paragraph))


def ends_like_prose(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return _SENTENCE_END.search(_SIGNED.sub("", text.rstrip()[-_LINE:])[-4:]) is not None


def speaks(paragraph: str) -> bool:
    """Whether somebody speaks or is quoted in a paragraph: then it is of the story, whatever it begins with."""
    return _SPEAKS.search(paragraph) is not None
