from pathlib import Path

import pytest

from briefgen.config import Settings, provider_key, weights_endpoint
from briefgen.errors import UsageError


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_without_anything_set_the_defaults_hold(clean: Path) -> None:
    """Defaults: no model, ten minutes, no budget, not strict; weights outside the working directory."""
    settings = Settings.load()

    assert (None, 600, None, False) == (settings.model, settings.timeout, settings.token_budget, settings.strict)
    assert clean not in settings.home.parents
    assert settings.home / "models" == settings.models_directory


def test_the_nearer_source_wins(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An argument goes before the environment, that before briefgen.toml, that before pyproject.toml."""
    write(clean, "pyproject.toml", '[tool.briefgen]\nmodel = "ollama/project"\n')
    seen = [Settings.load().model]
    write(clean, "briefgen.toml", 'model = "ollama/file"\n')
    seen.append(Settings.load().model)
    monkeypatch.setenv("BRIEFGEN_MODEL", "ollama/environment")
    seen.append(Settings.load().model)
    seen.append(Settings.load(model="ollama/argument").model)

    assert ["ollama/project", "ollama/file", "ollama/environment", "ollama/argument"] == seen


def test_sources_are_merged_key_by_key(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one source does not set comes from the next; None and an empty variable are not set."""
    write(clean, "briefgen.toml", 'model = "ollama/file"\ncontext = 4096\ntimeout = 30\nstrict = true\n')
    monkeypatch.setenv("BRIEFGEN_TIMEOUT", "20")
    monkeypatch.setenv("BRIEFGEN_CONTEXT", "")

    settings = Settings.load(model=None, strategy="whole", strict=False)

    assert ("ollama/file", 4096, 20, "whole", False) == (
        settings.model, settings.context, settings.timeout, settings.strategy, settings.strict
    )  # fmt: skip


def test_the_nearest_file_is_taken_whole(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two files the one nearer to the working directory counts, and the other not at all."""
    write(clean, "briefgen.toml", 'model = "ollama/above"\nstrict = true\n')
    write(clean / "desk", "briefgen.toml", 'model = "ollama/here"\n')
    (clean / "desk" / "night").mkdir()
    monkeypatch.chdir(clean / "desk" / "night")

    assert ("ollama/here", False) == (Settings.load().model, Settings.load().strict)


def test_project_file_of_another_tool_is_passed_over(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pyproject.toml without [tool.briefgen] does not hide the file above it."""
    write(clean, "briefgen.toml", 'model = "ollama/above"\n')
    write(clean / "desk", "pyproject.toml", "[tool.ruff]\nline-length = 1\n")
    monkeypatch.chdir(clean / "desk")

    assert "ollama/above" == Settings.load().model


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("briefgen.toml", "modle = 'x/y'\n", r"work/briefgen\.toml: modle: extra inputs are not permitted"),
        ("pyproject.toml", "[tool.briefgen]\nmodle = 1\n", r"work/pyproject\.toml: modle: extra inputs"),
        ("briefgen.toml", "timeout = 0\n", r"work/briefgen\.toml: timeout: input should be greater than 0"),
        (
            "briefgen.toml",
            "strategy = 'both'\n",
            r"work/briefgen\.toml: strategy: input should be 'whole', 'sections' or",
        ),
        ("briefgen.toml", "[prices.'a/b']\ninput = -1\n", r"work/briefgen\.toml: prices\.a/b\.input: "),
        ("briefgen.toml", "model = \n", r"work/briefgen\.toml: not readable as TOML: .*line 1"),
        ("pyproject.toml", "[tool", r"work/pyproject\.toml: not readable as TOML: "),
    ],
)
def test_mistake_in_a_file_is_said_with_the_file(clean: Path, name: str, text: str, error: str) -> None:
    """An unknown key, a bad value and broken TOML name the file, and the key where there is one, on one line."""
    write(clean, name, text)

    with pytest.raises(UsageError, match=error) as caught:
        Settings.load()

    assert "\n" not in str(caught.value)


def test_file_that_is_not_text_is_said(clean: Path) -> None:
    """Bytes that are not UTF-8 are an error that names the file."""
    (clean / "briefgen.toml").write_bytes(b"model = '\xff\xfe'")

    with pytest.raises(UsageError, match=r"briefgen\.toml: not readable as TOML: .*utf-8"):
        Settings.load()


@pytest.mark.parametrize(
    ("variable", "value", "error"),
    [
        ("STRICT", "maybe", "^BRIEFGEN_STRICT: input should be a valid boolean"),
        ("TIMEOUT", "-1", "^BRIEFGEN_TIMEOUT: input should be greater than 0"),
        ("TOKEN_BUDGET", "many", "^BRIEFGEN_TOKEN_BUDGET: input should be a valid integer"),
        ("CONTEXT", "100", "^BRIEFGEN_CONTEXT: input should be greater than or equal to 1024"),
        ("STRATEGY", "both", "^BRIEFGEN_STRATEGY: "),
    ],
)
@pytest.mark.usefixtures("clean")
def test_bad_variable_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, error: str) -> None:
    """A value in the environment that does not fit is said with the variable's name."""
    monkeypatch.setenv(f"BRIEFGEN_{variable}", value)

    with pytest.raises(UsageError, match=error):
        Settings.load()


@pytest.mark.usefixtures("clean")
def test_bad_argument_is_named() -> None:
    """A value given in code, and one of no known name, is said with the argument's name."""
    with pytest.raises(UsageError, match=r"^argument: max_cost: input should be greater than 0$"):
        Settings.load(max_cost=0)
    with pytest.raises(UsageError, match=r"^argument: modle: extra inputs"):
        Settings.load(modle="a/b")


def test_prices_are_by_model(clean: Path) -> None:
    """A price is three numbers a model; without one of its own, cached input has none here."""
    write(clean, "briefgen.toml", '[prices."openai/gpt-5-mini"]\ninput = 0.25\noutput = 2\n')

    price = Settings.load().prices["openai/gpt-5-mini"]

    assert (0.25, 2, None) == (price.input, price.output, price.cached)


@pytest.mark.usefixtures("clean")
def test_no_key_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key is in neither the repr nor the JSON of the settings, and can be had when asked for."""
    monkeypatch.setenv("BRIEFGEN_API_KEY", "sk-hush")
    settings = Settings.load()

    assert [] == [shown for shown in (repr(settings), str(settings), settings.model_dump_json()) if "sk-hush" in shown]
    assert settings.api_key is not None
    assert "sk-hush" == settings.api_key.get_secret_value()


def test_settings_do_not_change() -> None:
    """Settings are frozen."""
    with pytest.raises(ValueError, match="frozen"):
        Settings().strict = True  # type: ignore[misc]


@pytest.mark.usefixtures("clean")
def test_providers_own_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider's key and Hugging Face's endpoint come from their own variables; an empty one is unset."""
    unset = provider_key("OPENAI_API_KEY"), provider_key(None)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-own")
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example")
    key, endpoint = provider_key("OPENAI_API_KEY"), weights_endpoint()
    monkeypatch.setenv("OPENAI_API_KEY", "")
    monkeypatch.setenv("HF_ENDPOINT", "")

    assert (None, None) == unset
    assert key is not None
    assert ("sk-own", "https://mirror.example") == (key.get_secret_value(), endpoint)
    assert (None, None) == (provider_key("OPENAI_API_KEY"), weights_endpoint())


def test_home_moves_all_state(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BRIEFGEN_HOME is where weights are kept."""
    monkeypatch.setenv("BRIEFGEN_HOME", str(clean / "state"))

    assert clean / "state" / "models" == Settings.load().models_directory
