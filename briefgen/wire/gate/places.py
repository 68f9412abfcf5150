"""Where in a story an agency tells its clients what to do with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.story import PARAGRAPH_BREAK, Story, fold_line

_OPENING = 3  # paragraphs of copy
_LONGEST = 2_000  # characters of a text that are read
_NOTES = 50
_QUOTED = 90  # characters of a text that a reason shows

# What may stand before an instruction on its line: a mark, or whom it is for. To be compiled with IGNORECASE.
LABEL = (
    r"[^\w{<]{0,20}(?:(?:eds?|editors?|editor[’']?s note|notes? to (?:editors|desks)"
    r"|attn\.?|attention|advisory|achtung"
    r"|hinweis|redaktion(?:en)?|atención|atencion|nota|merknad|obs|viktig|note|important|urgent|all editors|klausul"
    r"|please note(?: that)?|hold|annullering|annullierung|annulation|anulación|storno|stornierung"
    r"|annule et remplace|makulering)\b"
    r"[^\w{<]{1,6}){0,3}"
)
_FOR_EDITORS = re.compile(
    r"[^\w{<]{0,20}(?:(?:attn\.?|attention|achtung|note to|all|atención)\W{1,3})?(?:eds|editors|desks|redaktion(?:en)?"
    r"|editores|éditeurs)\s?[:–—-]",
    re.IGNORECASE,
)

# "Not for publication before Tuesday is a phrase I hate," said …
_QUOTATION = re.compile(r"""["“”„«»][^"“”«»]{1,300}[.,!?…]?["“”«»],?\s+(?!\()[^\W\d_]{2}""")


def is_quotation(text: str) -> bool:
    """Whether a line begins with what somebody says, and goes on with who says it."""
    return _QUOTATION.match(text) is not None


def alternatives(lines: str, words: Mapping[str, str] | None = None) -> str:
    """A pattern of alternatives, one a line; a name in capitals stands for its words."""
    pattern = "|".join(line.strip() for line in lines.strip().splitlines())
    for name, meant in (words or {}).items():
        pattern = pattern.replace(name, meant)
    return pattern


@dataclass(frozen=True, slots=True)
class Place:
    """One line that may instruct.

    Attributes:
        name: what an editor calls it: "the ed-note".
        text: on one line.
        prose: what is meant to be read by the public, so that only its first words can be an instruction.
    """

    name: str
    text: str
    prose: bool

    def quoted(self, text: str | None = None) -> str:
        """Name and words, for a reason: `the ed-note: “…”`."""
        words = (text or self.text).strip()
        return f"{self.name}: “{words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + '…'}”"


def places(story: Story) -> Iterator[Place]:
    """The ed-note, the notes, the headline, the slugline, the byline and the opening of the copy."""
    for name, text in (("the ed-note", story.ednote), *(("a note", note) for note in story.notes[:_NOTES])):
        if text:
            yield Place(name, fold_line(text[:_LONGEST]), prose=False)
    for name, text in (
        ("the headline", story.headline),
        ("the slugline", story.slugline),
        ("the byline", story.byline),
    ):
        if text:
            yield shown(name, fold_line(text[:_LONGEST]))
    for paragraph in story.text.split(PARAGRAPH_BREAK, _OPENING)[:_OPENING]:
        yield shown("the copy", paragraph[:_LONGEST])


def shown(name: str, text: str) -> Place:
    """A line of what is published, or of what stands with it for editors."""
    return Place(name, text, prose=_FOR_EDITORS.match(text) is None)
