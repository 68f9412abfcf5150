"""The release gate: what a provider or a desk has said must not go out does not, before any model reads it."""

from datetime import UTC, datetime

from briefgen.errors import ReleaseRefused
from briefgen.story import PARAGRAPH_BREAK, Story, fold_line
from briefgen.wire.gate.embargo import embargo_refusal
from briefgen.wire.gate.kills import kills
from briefgen.wire.gate.notices import captions, forbids, forbids_all, tests, unfilled
from briefgen.wire.gate.places import Place, places

_SHOWN = 90  # characters of a caption
_TERMS = 4_000  # characters of them that are read

_STATUS = {
    "withheld": "the provider withholds it (pubstatus: withheld)",
    "canceled": "the provider has canceled it (pubstatus: canceled)",
}


def check_release(story: Story, *, anyway: str | None) -> str | None:
    """Stop a story that must not go out now; else the reason for which one goes out anyway, None where there is none.

    Args:
        story: the story with all its metadata.
        anyway: why it is wanted all the same.

    Raises:
        ReleaseRefused: it must not go out, and no reason is given.
    """
    reason = (anyway or "").strip() or None
    refused = refusal(story, datetime.now(UTC))
    if refused and not reason:
        raise ReleaseRefused(f"must not go out: {refused}; --release-anyway REASON if you know better")
    return reason if refused else None


def refusal(story: Story, now: datetime) -> str | None:
    """Why a story must not go out, in one line for an editor; None where it may.

    Args:
        story: the story with all its metadata.
        now: the time that decides about an embargo, with its zone.
    """
    if story.pubstatus in _STATUS:
        return _STATUS[story.pubstatus]
    read = list(places(story))
    for place in read:
        if kills(place):
            return f"a kill notice or a mandatory correction, says {place.quoted()}"
    for place in read:
        if tests(place):
            return f"a test transmission, says {place.quoted()}"
        if place.name != "a note" and forbids_all(place.text):
            return f"not for publication, says {place.quoted()}"
    terms = Place("the usage terms", fold_line((story.usageterms or "")[:_TERMS]), prose=False)
    if forbids(terms.text):
        return f"not for publication, say {terms.quoted()}"
    return embargo_refusal(story, [*read, terms], now) or _unfinished(story)


def _unfinished(story: Story) -> str | None:
    if captions(story.text):
        return f"the caption of a picture and no story: {fold_line(story.text)[:_SHOWN]}"
    shown = (("the headline", story.headline), ("the byline", story.byline), ("the dateline", story.dateline))
    copy = (("the copy", paragraph) for paragraph in story.text.split(PARAGRAPH_BREAK))
    for name, text in (*shown, *copy):
        if text and unfilled(text):
            return f"an unfilled template, in {Place(name, text, prose=True).quoted()}"
    return None
