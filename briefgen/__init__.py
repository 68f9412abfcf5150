"""A wire story in, a five-section brief out, every statement pinned to the sentences it rests on.

::

    import briefgen

    story = briefgen.read_story("story.txt")
    brief = briefgen.make_brief(story)
    print(briefgen.render(brief, "md"))
"""

from briefgen import errors
from briefgen._version import __version__
from briefgen.brief import Brief, Evidence, Finding, Provenance, Section, Statement
from briefgen.config import Settings
from briefgen.errors import BriefgenError
from briefgen.pipeline import amake_brief, make_brief
from briefgen.render import render
from briefgen.story import Sentence, Story
from briefgen.verify import verify, verify_text
from briefgen.wire import read_story

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
    "read_story",
    "render",
    "verify",
    "verify_text",
]
