"""A wire story in, a five-section brief out, every statement pinned to the sentences it rests on.

::

    import briefgen

    story = briefgen.read_story("story.txt")
    brief = briefgen.make_brief(story)
    print(briefgen.render(brief, "md"))
"""

from typing import TYPE_CHECKING

from briefgen import errors
from briefgen._version import __version__
from briefgen.brief import Brief, Evidence, Finding, Provenance, Section, Statement
from briefgen.config import Settings
from briefgen.errors import BriefgenError
from briefgen.render import render
from briefgen.story import Sentence, Story
from briefgen.verify import verify, verify_text
from briefgen.wire import read_story

if TYPE_CHECKING:
    from briefgen.judge import make_judge
    from briefgen.pipeline import amake_brief, make_brief

__all__ = [
    "Brief",
    "BriefgenError",
    "Evidence",
    "Finding",
    "Provenance",
    "Section",
    "Sentence",
    "Settings",
    "Statement",
    "Story",
    "__version__",
    "amake_brief",
    "errors",
    "make_brief",
    "make_judge",
    "read_story",
    "render",
    "verify",
    "verify_text",
]


def __getattr__(name: str) -> object:
    # The way through a model is the long one to import, and reading, checking and rendering need none of it.
    if name in ("amake_brief", "make_brief"):
        from briefgen import pipeline

        return getattr(pipeline, name)
    if name == "make_judge":
        from briefgen import judge

        return judge.make_judge
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
