"""What a recording depends on: written at its head, so that what moved since can be named before it is played."""

import hashlib
import json
from datetime import date

from pydantic import BaseModel, ConfigDict

from briefgen.brief import PromptReference, Strategy

# In the words of a report.
_NAMES = {
    "model": "the model",
    "strategy": "the strategy",
    "prompt": "the prompt",
    "story": "the story",
    "answers": "the schema",
    "sampling": "a sampling parameter",
    "house": "the house style",
}


class Fingerprint(BaseModel):
    """Of one recording. `answers`, `sampling`, `story` and `house` are hashes."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    briefgen_version: str
    recorded: date
    model: str
    strategy: Strategy
    prompt: PromptReference
    story: str
    answers: str
    sampling: str
    house: str

    def moved(self, now: "Fingerprint") -> list[str]:
        """What is another thing now, in words; neither the day nor the version of briefgen, which change nothing."""
        return [name for part, name in _NAMES.items() if getattr(self, part) != getattr(now, part)]


def digest(value: object) -> str:
    """What tells plain values apart, whatever the order of their keys: 16 digits of a SHA-256."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
