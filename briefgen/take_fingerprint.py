"""The fingerprint of a recording that is about to be made, or of the one that would be made today."""

from datetime import UTC, datetime

from briefgen._version import __version__
from briefgen.brief import SECTION_IDS, Strategy
from briefgen.draft import Sentence, shape
from briefgen.fingerprint import Fingerprint, digest
from briefgen.guided import foreseen
from briefgen.prompt import Prompt
from briefgen.providers import Profile
from briefgen.story import Story


def take_fingerprint(story: Story, profile: Profile, prompt: Prompt) -> Fingerprint:
    """What would be recorded today."""
    return Fingerprint(
        briefgen_version=__version__,
        recorded=datetime.now(UTC).date(),
        model=profile.name,
        strategy=profile.strategy,
        prompt=prompt.reference,
        story=digest(prompt.copy),
        answers=digest(_answers(story, profile.strategy, prompt)),
        sampling=digest([dict(one) for one in (profile.sampling, profile.analysis_sampling, *profile.drafts)]),
        house=digest(prompt.house.model_dump(mode="json")),
    )


def _answers(story: Story, strategy: Strategy, prompt: Prompt) -> list[object]:
    """What the schemas hold an answer to."""
    if strategy == "guided":
        return [[frame.pattern, *Sentence.model_fields] for _, frame in foreseen(story, prompt)]
    return [strategy, *(shape(section, story, prompt.sentences) for section in SECTION_IDS)]
