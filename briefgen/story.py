"""A wire story: normalised text, numbered sentences with exact offsets, and what the header said.

Metadata fields carry the IPTC ninjs names where one exists (https://iptc.org/standards/ninjs/).
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, computed_field

from briefgen.errors import SourceError
from briefgen.sentences import paragraph_spans

PARAGRAPH_BREAK = "\n\n"
# Some sixty thousand words: a book, not a story. What reads on would take seconds and say nothing.
MOST_CHARACTERS = 400_000
MOST_SENTENCES = 20_000


class Sentence(BaseModel):
    """One sentence of a story: `text == story.text[start:end]`, offsets in code points, half open."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    number: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int
    text: str


class Story(BaseModel):
    """One story as the wire sent it. `text` is the only text that anybody quotes from."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str = Field(description="The publishable copy: paragraphs separated by a blank line.")
    sentences: tuple[Sentence, ...]
    headline: str | None = None
    slugline: str | None = None
    byline: str | None = None
    dateline: str | None = Field(default=None, description="Place and date line as sent, not part of `text`.")
    located: str | None = Field(default=None, description="The place that the dateline names.")
    urgency: int | None = Field(default=None, ge=1, le=9)
    language: str | None = None
    version: str | None = Field(default=None, description="The writethru mark, as sent.")
    versioncreated: AwareDatetime | None = None
    pubstatus: Literal["usable", "withheld", "canceled"] = "usable"
    embargoed: AwareDatetime | None = None
    ednote: str | None = None
    provider: str | None = None
    usageterms: str | None = None
    notes: tuple[str, ...] = Field(
        default=(), description="Matter not for publication: never shown to a model, never published."
    )

    @computed_field  # type: ignore[prop-decorator]
    @property
    def sha256(self) -> str:
        """SHA-256 of `text` in UTF-8, lower-case hex: the identity of the copy."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @classmethod
    def from_text(cls, text: str, **metadata: object) -> Self:
        """Build a story from publishable copy; control characters go, offsets refer to what is left.

        Raises:
            SourceError: nothing is left that could be published, or more than a story has.
        """
        text = normalise(text)
        if len(text) > MOST_CHARACTERS:
            raise SourceError(f"the copy has more than {MOST_CHARACTERS:,} characters; a story has not")
        sentences = tuple(
            Sentence(number=number, start=start, end=end, text=text[start:end])
            for number, (start, end) in enumerate(islice(sentence_spans(text), MOST_SENTENCES + 1), start=1)
        )
        if len(sentences) > MOST_SENTENCES:
            raise SourceError(f"the copy has more than {MOST_SENTENCES:,} sentences; a story has not")
        if not sentences:
            raise SourceError("the story is empty: no sentence is left after the header and the notes")
        # One line each: a line break in a headline could pass for a sentence of the copy in a prompt.
        lines = {key: fold_line(value) if isinstance(value, str) else value for key, value in metadata.items()}
        return cls.model_validate({"text": text, "sentences": sentences, **lines})

    def sentence(self, number: int) -> Sentence:
        """The sentence with this number (from 1).

        Raises:
            IndexError: there is no such sentence.
        """
        if not 1 <= number <= len(self.sentences):
            raise IndexError(f"sentence {number} of {len(self.sentences)}")
        return self.sentences[number - 1]


# C0 and C1 controls but for line feed, soft hyphen, zero-width and bidirectional marks, the byte-order mark,
# and lone surrogates: no reader sees them, terminals and pages obey them, and they hide words from a check.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# Most text has none of it, nor a line end but "\n".
_ODD = re.compile(f"{_UNSEEN.pattern[:-1]}\u2028\u2029]")
_ESCAPE_SEQUENCE = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,1000}(?:\x07|\x1b\\)")


def strip_unseen(text: str) -> str:
    """Drop what steers a terminal or hides from a reader; tabs and every line end become a space or `\\n`."""
    if not _ODD.search(text):
        return text
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", PARAGRAPH_BREAK).replace("\t", " ").replace("\x0b", "\n").replace("\x0c", "\n")
    return _UNSEEN.sub("", text)


def fold_line(text: str) -> str:
    """The text on one line, white space folded, without what `strip_unseen` drops."""
    return " ".join(strip_unseen(text).split())


def normalise(text: str) -> str:
    """Fold white space, keep every visible character: paragraphs apart by one blank line, lines unwrapped.

    Quote marks, dashes and ligatures stay as they are: in news they are content.
    """
    paragraphs = re.split(r"\n[^\S\n]*\n", strip_unseen(text))
    folded = (re.sub(r"\s+", " ", paragraph).strip() for paragraph in paragraphs)
    return PARAGRAPH_BREAK.join(paragraph for paragraph in folded if paragraph)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences in normalised text, in order; none crosses a paragraph break."""
    offset = 0
    for paragraph in text.split(PARAGRAPH_BREAK):
        for start, end in paragraph_spans(paragraph):
            yield offset + start, offset + end
        offset += len(paragraph) + len(PARAGRAPH_BREAK)
