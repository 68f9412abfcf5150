"""The fingerprint of a recording that is about to be made, or of the one that would be made today."""

import hashlib
import json
from datetime import UTC, datetime

from briefgen._version import __version__
from briefgen.brief import SECTION_IDS, Strategy
from briefgen.draft import section_model, sentence_model, whole_model
from briefgen.fingerprint import Fingerprint
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
        story=_hash(prompt.copy),
        answers=_hash(_schemas(story, profile.strategy, prompt)),
        sampling=_hash([dict(one) for one in (profile.sampling, profile.analysis_sampling, *profile.drafts)]),
        house=_hash(prompt.house.model_dump(mode="json")),
    )


def _schemas(story: Story, strategy: Strategy, prompt: Prompt) -> list[object]:
    match strategy:
        case "whole":
            return [whole_model(story, prompt.sentences).model_json_schema()]
        case "sections":
            return [section_model(section, story, prompt.sentences).model_json_schema() for section in SECTION_IDS]
        case "guided":
            return [sentence_model(frame).model_json_schema() for _, frame in foreseen(story, prompt)]


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
