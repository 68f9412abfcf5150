"""`provider/model` -> Profile: where a model is reached, what it can take, and how it is best asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from briefgen.brief import Strategy
from briefgen.config import Settings
from briefgen.errors import UsageError

EMBEDDED = "local/qwen2.5-coder-1.5b"

# llama.cpp's "don't repeat yourself" sampler (https://github.com/oobabooga/text-generation-webui/pull/5677): a token
# that would prolong a run already in the context is penalised. The context holds the copy and the worked example, so
# it works against echo of the one and leakage of the other. Digits and marks end a run: figures may be repeated.
_DRY: Mapping[str, object] = MappingProxyType(
    {
        "dry_multiplier": 2.0,
        "dry_base": 1.75,
        "dry_allowed_length": 5,
        "dry_penalty_last_n": 16_384,
        "dry_sequence_breakers": ["\n", '"', "$", *"0123456789"],
    }
)


# Where a draft has a fault, another is asked for: the likeliest first, then one that says it in other words.
_DRAFTS: tuple[Mapping[str, object], ...] = (
    MappingProxyType({"temperature": 0}),
    MappingProxyType({"temperature": 0.6, "seed": 1}),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a model before it is asked.

    Attributes:
        provider: the part of the name before the first slash.
        model: the rest: what the server calls the model, or the name or path of weights.
        base_url: the server's address with its ``/v1``; None for the SDK's default.
        key_variable: the environment variable that holds the key; None where the server wants none.
        strategy: how it is asked unless told otherwise.
        context: tokens it takes and gives in one conversation.
        limit_parameter: how the server spells the bound on output tokens.
        sampling: parameters sent with every call.
        analysis_sampling: parameters sent with sections two to five besides.
        drafts: with the strategy "guided", the parameters of each draft of a sentence; one as it comes where empty.
    """

    provider: str
    model: str
    base_url: str | None = None
    key_variable: str | None = None
    strategy: Strategy = "whole"
    context: int = 128_000
    limit_parameter: str = "max_tokens"
    sampling: Mapping[str, object] = field(default_factory=dict)
    analysis_sampling: Mapping[str, object] = field(default_factory=dict)
    drafts: tuple[Mapping[str, object], ...] = ()

    @property
    def name(self) -> str:
        """`provider/model`, as on the command line."""
        return f"{self.provider}/{self.model}"

    @property
    def embedded(self) -> bool:
        """Whether briefgen serves the weights itself."""
        return self.provider == "local"


_PROVIDERS = {
    # The reasoning models take no temperature, and count their thinking among the output tokens.
    "openai": Profile("openai", "", key_variable="OPENAI_API_KEY", limit_parameter="max_completion_tokens"),
    "ollama": Profile(
        "ollama", "", base_url="http://127.0.0.1:11434/v1", strategy="sections", context=8192,
        sampling={"temperature": 0},
    ),
    "local": Profile(
        "local", "", strategy="guided", context=16_384, sampling={"temperature": 0}, analysis_sampling=_DRY,
        drafts=_DRAFTS,
    ),
}  # fmt: skip


def is_known(name: str) -> bool:
    """Whether a provider needs no address: `provider/model`, as on the command line."""
    return name.partition("/")[0] in _PROVIDERS


def profile(settings: Settings, *, openai_key: bool) -> Profile:
    """The profile of the model that the settings name; else OpenAI's default with a key; else the embedded one.

    Raises:
        UsageError: the name is not `provider/model`, or the provider is unknown and no `base_url` is given.
    """
    default = "openai/gpt-5-mini" if openai_key and not settings.base_url else None
    spec = default if settings.model is None else settings.model
    if spec is None and settings.base_url:
        raise UsageError("a base URL needs the model's name too: -m provider/model")
    provider, slash, model = (EMBEDDED if spec is None else spec).partition("/")
    if not (provider and slash and model):
        raise UsageError(f"{spec!r} is not provider/model, such as openai/gpt-5-mini or {EMBEDDED}")
    known = _PROVIDERS.get(provider)
    if known is None and not settings.base_url:
        raise UsageError(
            f"unknown provider {provider!r} (known: {', '.join(_PROVIDERS)}); for another server give --base-url"
        )
    # A server nobody knows is spoken to in the plainest terms, and its key comes from BRIEFGEN_API_KEY.
    chosen = replace(known or Profile(provider, "", context=32_000, sampling={"temperature": 0}), model=model)
    return replace(
        chosen,
        base_url=settings.base_url or chosen.base_url,
        context=settings.context or chosen.context,
        strategy=settings.strategy or chosen.strategy,
    )
