"""Everything that can go wrong, and the exit code each ends with.

::

    BriefgenError
    ├── UsageError          2  a flag, setting or call that makes no sense
    ├── SourceError         4  the input cannot be read as a story
    │   └── ReleaseRefused  4  it can be read, and must not go out
    ├── PromptError         2  a prompt or an output template that cannot be rendered
    ├── ModelError          3  the provider, the network or the key
    │   ├── ModelRefused    3  the model declined to answer
    │   ├── OutputInvalid   3  the answer does not fit the schema, in any mode
    │   └── BudgetSpent     6  the next call would cost more than allowed
    └── CassetteMiss        2  the recording does not hold what was asked

A failed check of a brief is a `Finding`, never an exception.
"""

import re
from typing import ClassVar, Literal, TypeAlias

_ESCAPE_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


class BriefgenError(Exception):
    """Base of all errors raised on purpose: one line that says what is wrong and what to do."""

    exit_code: ClassVar[int] = 1


class UsageError(BriefgenError):
    """A flag, a setting or a call that makes no sense."""

    exit_code = 2


class SourceError(BriefgenError):
    """The input is empty, unreadable, too large, or not text."""

    exit_code = 4

    def __str__(self) -> str:
        """The one line, whatever the input that it quotes held."""
        text = _ESCAPE_SEQUENCE.sub("", super().__str__())
        return text if text.isprintable() else "".join(one if one.isprintable() else " " for one in text)


class ReleaseRefused(SourceError):
    """The story can be read and must not be published: embargoed, withheld, canceled; or it has no copy."""


class PromptError(BriefgenError):
    """A prompt or an output template that is missing, broken or refers to what does not exist."""

    exit_code = 2


class ModelError(BriefgenError):
    """The provider could not be reached, refused the key, or failed after the last try."""

    exit_code = 3


class ModelRefused(ModelError):
    """The model, or the provider's filter, declined to answer."""


class OutputInvalid(ModelError):
    """The answer does not fit the schema: cut short, empty, prose instead of JSON."""


class BudgetSpent(ModelError):
    """The token or cost budget does not cover the next call."""

    exit_code = 6


class CassetteMiss(BriefgenError):
    """A replayed run asked for something that was not recorded, or left something unplayed.

    Attributes:
        kind: whether the cassette is missing, broken, of another prompt, schema, story or model, lacks a call, or
            holds one too many.
    """

    exit_code = 2

    Kind: TypeAlias = Literal["missing", "broken", "moved", "unrecorded", "unplayed"]

    def __init__(self, message: str, kind: Kind = "moved") -> None:
        super().__init__(message)
        self.kind = kind
