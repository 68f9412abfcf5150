"""The script that everybody writes first: the story, one paragraph of instructions, five strings back, one call."""

import contextlib
import time
from collections.abc import Iterator

import instructor
import openai
from instructor.core.exceptions import InstructorError
from openai.types.chat import ChatCompletion
from pydantic import BaseModel

from briefgen import Settings
from briefgen.brief import SECTION_IDS
from briefgen.config import provider_key
from briefgen.connect import choose, weights
from briefgen.errors import ModelError, UsageError
from briefgen.providers import Profile
from briefgen.story import fold_line, normalise, sentence_spans
from quality.result import Result
from quality.sources import Source

# As much as briefgen grants five sections; a model that cannot stop would go on for the rest of its context.
OUTPUT_LIMIT = 3_000

SYSTEM = (
    "You are a news analyst. Read the wire story and write an intelligence brief in five sections: what happened, who "
    "gains leverage, what mechanism is operating, why it matters, and what to watch next. Write two or three sentences "
    "for each section. Use only facts from the story and write in a neutral, analytical tone."
)


class PlainBrief(BaseModel):
    """The five sections, in the order of `SECTION_IDS`."""

    what_happened: str
    who_gains_leverage: str
    mechanism: str
    why_it_matters: str
    what_to_watch_next: str


def by_plain(source: Source, settings: Settings, *, judge: bool) -> Result:
    """Brief a story with one call; `judge` asks for nothing here, and is no fault.

    Raises:
        UsageError: no such provider, or no key for it.
        ModelError: no answer can be had, or none that fits.
    """
    del judge
    started = time.monotonic()
    profile = choose(settings)
    with _client(profile, settings) as client:
        try:
            brief, reply = _ask(client, profile, source.path.read_text(encoding="utf-8", errors="replace"))
        except (openai.OpenAIError, InstructorError) as exc:
            raise ModelError(f"{profile.name}: {fold_line(str(exc))[:200]}") from exc
    seconds = time.monotonic() - started
    usage = reply.usage
    return Result(
        slug=source.slug,
        system="plain",
        story_sha256=source.story.sha256,
        model=profile.name,
        sections={section: split(text) for section, text in zip(SECTION_IDS, dict(brief).values(), strict=True)},
        seconds=round(seconds, 3),
        tokens_in=usage.prompt_tokens if usage else None,
        tokens_out=usage.completion_tokens if usage else None,
        prompt_tokens=usage.prompt_tokens if usage else None,
    )


def split(text: str) -> tuple[str, ...]:
    """The sentences of a section, each on one line."""
    text = normalise(text)
    return tuple(fold_line(text[start:end]) for start, end in sentence_spans(text))


def _ask(client: openai.OpenAI, profile: Profile, story: str) -> tuple[PlainBrief, ChatCompletion]:
    asking = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
    # OpenAI's reasoning models refuse a temperature.
    sampling = {"temperature": 0} if "temperature" in profile.sampling else {}
    return asking.chat.completions.create_with_completion(
        model=profile.model,
        messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": story}],
        response_model=PlainBrief,
        max_retries=0,
        extra_body={**sampling, profile.limit_parameter: OUTPUT_LIMIT},
    )


@contextlib.contextmanager
def _client(profile: Profile, settings: Settings) -> Iterator[openai.OpenAI]:
    """A client of the server that briefgen would ask; an embedded one is started for it and stopped again."""
    if profile.embedded:
        from briefgen.local import LocalServer

        with LocalServer(weights(profile, settings), alias=profile.model, context=profile.context) as server:
            # A proxy has no business between this machine and itself.
            direct = openai.DefaultHttpxClient(trust_env=False)
            with openai.OpenAI(
                base_url=server.base_url,
                api_key=server.api_key,
                timeout=settings.timeout,
                max_retries=0,
                http_client=direct,
            ) as client:
                yield client
        return
    key = settings.api_key or provider_key(profile.key_variable)
    if key is None and profile.key_variable:
        raise UsageError(f"{profile.name} needs a key: set {profile.key_variable}")
    secret = key.get_secret_value() if key else "none"
    with openai.OpenAI(base_url=profile.base_url, api_key=secret, timeout=settings.timeout, max_retries=0) as client:
        yield client
