"""What a reader finds of one story in an item, before the copy is cleaned: alike for every format."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from briefgen.errors import ReleaseRefused
from briefgen.story import Story

_FIELDS = (
    "headline byline dateline located slugline urgency language version versioncreated pubstatus embargoed ednote "
    "provider usageterms"
).split()


@dataclass(slots=True, kw_only=True)
class Item:
    """One story as sent. Texts may still hold headers, sign-offs, entities of the wire and odd white space.

    Attributes:
        paragraphs: the body, a string a paragraph; tables (scores, prices) and captions left out.
        notes: matter not for publication that the format keeps apart: contacts, instructions to editors.
        name: what tells it from others in one file: a headline, a guid, a number.
        kind: what the item is; only "text" can become a brief.
    """

    paragraphs: list[str] = field(default_factory=list)
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    located: str | None = None
    slugline: str | None = None
    urgency: int | None = None
    language: str | None = None
    version: str | None = None
    versioncreated: datetime | None = None
    pubstatus: Literal["usable", "withheld", "canceled"] = "usable"
    embargoed: datetime | None = None
    ednote: str | None = None
    provider: str | None = None
    usageterms: str | None = None
    notes: list[str] = field(default_factory=list)
    name: str | None = None
    kind: Literal["text", "picture", "audio", "video", "graphic", "package"] = "text"

    def to_story(self) -> Story:
        """The story: what the body repeats of its header, and sign-offs, are taken off the copy.

        Raises:
            ReleaseRefused: no sentence is left, or the item is a picture, a sound or a list of others.
            SourceError: it is longer than a story.
        """
        if self.kind != "text" and not any(self.paragraphs):
            raise ReleaseRefused(f"the item is a {self.kind} without a text; a brief is written of a text")
        from briefgen.wire.text.plain import read_body

        known = {name: getattr(self, name) for name in _FIELDS}
        return read_body(self.paragraphs, notes=self.notes, **known)
