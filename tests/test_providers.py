import pytest

from briefgen.config import Settings
from briefgen.errors import UsageError
from briefgen.providers import EMBEDDED, Profile, profile

SERVER = "http://gpu.example:8000/v1"


def chosen(*, openai_key: bool = False, **settings: object) -> Profile:
    return profile(Settings.model_validate(settings), openai_key=openai_key)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (
            "openai/gpt-5-mini",
            ("openai", "gpt-5-mini", None, "OPENAI_API_KEY", "whole", 128_000, "max_completion_tokens", {}),
        ),
        (
            "ollama/llama3.2",
            ("ollama", "llama3.2", "http://127.0.0.1:11434/v1", None, "sections", 8192, "max_tokens",
             {"temperature": 0}),
        ),
        (
            "local/qwen2.5-coder-1.5b",
            ("local", "qwen2.5-coder-1.5b", None, None, "guided", 16_384, "max_tokens", {"temperature": 0}),
        ),
        (
            "local/models/my.gguf",
            ("local", "models/my.gguf", None, None, "guided", 16_384, "max_tokens", {"temperature": 0}),
        ),
        (
            "local//srv/models/my.gguf",
            ("local", "/srv/models/my.gguf", None, None, "guided", 16_384, "max_tokens", {"temperature": 0}),
        ),
    ],
)  # fmt: skip
def test_known_provider_has_its_profile(spec: str, expected: tuple[object, ...]) -> None:
    """The first slash parts provider and model; the provider says where and how the model is asked."""
    one = chosen(model=spec)

    assert expected == (
        one.provider, one.model, one.base_url, one.key_variable, one.strategy, one.context, one.limit_parameter,
        one.sampling,
    )  # fmt: skip
    assert spec == one.name


@pytest.mark.parametrize(
    ("openai_key", "expected"), [(True, "openai/gpt-5-mini"), (False, EMBEDDED)], ids=["key", "no key"]
)
def test_without_a_model_the_key_decides(openai_key: bool, expected: str) -> None:  # noqa: FBT001
    """With OpenAI's key its default model is asked, else the embedded one."""
    one = chosen(openai_key=openai_key)

    assert (expected, expected == EMBEDDED) == (one.name, one.embedded)


def test_named_model_goes_before_the_key() -> None:
    """A key in the environment sends no story to OpenAI when another model is named."""
    assert "ollama/llama3.2" == chosen(model="ollama/llama3.2", openai_key=True).name


def test_unknown_provider_with_a_server_is_asked_plainly() -> None:
    """Any OpenAI-compatible server can be named; nothing is assumed of it, and OpenAI's key is not sent there."""
    one = chosen(model="vllm/org/model", base_url=SERVER, openai_key=True)

    assert ("vllm", "org/model", SERVER, None, "whole", 32_000, "max_tokens") == (
        one.provider, one.model, one.base_url, one.key_variable, one.strategy, one.context, one.limit_parameter
    )  # fmt: skip
    assert not one.embedded


def test_settings_go_over_the_profile() -> None:
    """Server, context and strategy can be set for a known provider."""
    one = chosen(model="ollama/llama3.2", base_url=SERVER, context=4096, strategy="whole")

    assert (SERVER, 4096, "whole", {"temperature": 0}) == (one.base_url, one.context, one.strategy, one.sampling)


def test_only_the_embedded_model_is_kept_from_repeating() -> None:
    """The sampler against repetition is llama.cpp's, and for the sections that reason; digits end a run."""
    parameters = {spec: chosen(model=spec).analysis_sampling for spec in ("openai/x", "ollama/x", "local/x")}

    assert ({}, {}) == (parameters["openai/x"], parameters["ollama/x"])
    assert {"dry_multiplier", "dry_sequence_breakers"} <= set(parameters["local/x"])
    assert set("0123456789") <= set(parameters["local/x"]["dry_sequence_breakers"])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"model": "gpt-5-mini"}, r"'gpt-5-mini' is not provider/model, such as openai/gpt-5-mini"),
        ({"model": "openai/"}, r"'openai/' is not provider/model"),
        ({"model": "/gpt-5"}, r"'/gpt-5' is not provider/model"),
        ({"model": ""}, r"'' is not provider/model"),
        ({"model": "vllm/x"}, r"unknown provider 'vllm' \(known: openai, ollama, local\); .*--base-url"),
        ({"model": "OpenAI/gpt-5"}, r"unknown provider 'OpenAI'"),
        ({"base_url": SERVER}, r"a base URL needs the model's name too: -m provider/model"),
    ],
)
def test_name_that_is_no_model_is_refused(settings: dict[str, object], error: str) -> None:
    """The error says what a name looks like, which providers there are, or what is missing."""
    with pytest.raises(UsageError, match=error):
        chosen(**settings, openai_key=True)


def test_profile_does_not_change() -> None:
    """A profile is frozen, also through a replaced one."""
    one = chosen(model="local/x")

    with pytest.raises(AttributeError):
        one.model = "y"  # type: ignore[misc]
    assert "x" == chosen(model="local/x").model
