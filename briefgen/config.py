"""Settings, and the only place that reads the environment.

Precedence: an argument or flag, then ``BRIEFGEN_*``, then ``briefgen.toml`` or ``[tool.briefgen]`` in
``pyproject.toml`` (the nearest one at or above the working directory), then the default.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from briefgen.brief import Strategy
from briefgen.errors import UsageError
from briefgen.house import HouseStyle


class Price(BaseModel):
    """What a model costs, in US dollars a million tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cached: float | None = Field(default=None, ge=0, description="For cached input; `input` where not given.")


class Settings(BaseModel):
    """Everything that can be set from outside, frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    model: str | None = Field(default=None, description="provider/model")
    base_url: str | None = Field(default=None, description="An OpenAI-compatible server, with its /v1.")
    api_key: SecretStr | None = None
    strategy: Strategy | None = Field(default=None, description="Default: what suits the model.")
    context: int | None = Field(default=None, ge=1024, description="Tokens that fit the model; default: its own.")
    timeout: float = Field(default=600, gt=0, description="Seconds for one answer, retries included.")
    token_budget: int | None = Field(default=None, ge=1, description="Tokens a brief may use, both ways.")
    max_cost: float | None = Field(default=None, gt=0, description="US dollars that a brief may cost.")
    prices: dict[str, Price] = Field(default_factory=dict, description="By provider/model.")
    strict: bool = Field(default=False, description="Exit with 1 when a statement was withheld.")
    house: HouseStyle = Field(default_factory=HouseStyle, description="House style; in a file only.")
    home: Path = Field(
        default_factory=lambda: _data_directory(),  # noqa: PLW0108  defined below
        description="Where the embedded model's weights are kept, and what it remembers of prompts.",
    )

    @field_validator("model")
    @classmethod
    def _name(cls, value: str | None) -> str | None:
        if value is not None and not value.isprintable():
            raise ValueError("no model's name holds such a character")
        return value

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            parts = urlsplit(value)
            usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1) > 0
        except ValueError:
            usable = False
        if not usable or not value.isascii() or not value.isprintable() or " " in value:
            raise ValueError("not an address such as http://127.0.0.1:8080/v1")
        if parts.username or parts.password:
            raise ValueError("an address holds no key; set BRIEFGEN_API_KEY")
        return value

    @property
    def models_directory(self) -> Path:
        """Where weights are kept."""
        return self.home / "models"

    @property
    def heads_directory(self) -> Path:
        """Where the states of prompts are kept."""
        return self.home / "heads"

    @classmethod
    def load(cls, **arguments: object) -> Self:
        """Merge arguments (None means not given), environment, file and defaults.

        Raises:
            UsageError: a value that does not fit, an unknown key, a file that is not TOML.
        """
        file, values = _nearest_file(Path.cwd())
        sources = [
            ("argument", {key: value for key, value in arguments.items() if value is not None}),
            ("environment", _from_environment(os.environ)),
            (str(file), values),
        ]
        merged: dict[str, object] = {}
        origin: dict[str, str] = {}
        for name, source in reversed(sources):
            for key, value in source.items():
                merged[key] = value
                origin[key] = f"BRIEFGEN_{key.upper()}" if name == "environment" else f"{name}: {key}"
        return cls._of(merged, origin)

    @classmethod
    def load_house(cls) -> HouseStyle:
        """The house style alone, for what asks no model: whatever else is set need not make sense.

        Raises:
            UsageError: a house style that does not fit, a file that is not TOML.
        """
        file, values = _nearest_file(Path.cwd())
        given = {"house": values["house"]} if "house" in values else {}
        return cls._of(given, {"house": f"{file}: house"}).house

    @classmethod
    def _of(cls, values: Mapping[str, object], origin: Mapping[str, str]) -> Self:
        try:
            return cls.model_validate(values)
        except ValidationError as exc:
            fault = exc.errors()[0]
            key = str(fault["loc"][0])
            where = ".".join([origin.get(key, key), *(str(part) for part in fault["loc"][1:] if part != "[key]")])
            reason = fault["msg"].removeprefix("Value error, ")
            raise UsageError(f"{where}: {reason[0].lower()}{reason[1:]}") from None


def _data_directory() -> Path:
    # Most commands keep nothing, and need not wait for it.
    import platformdirs

    return platformdirs.user_data_path("briefgen")


def provider_key(variable: str | None) -> SecretStr | None:
    """The API key that a provider's own variable holds, such as ``OPENAI_API_KEY``; None when unset or empty."""
    value = os.environ.get(variable) if variable else None
    return SecretStr(value) if value else None


def weights_endpoint() -> str | None:
    """``HF_ENDPOINT``, the variable by which Hugging Face's own tools are pointed at a mirror."""
    return os.environ.get("HF_ENDPOINT") or None


def may_colour() -> bool:
    """Whether a terminal may be coloured: https://no-color.org, and what a terminal says of itself."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def on_github() -> bool:
    """Whether a GitHub workflow runs this, and reads commands off its output."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def github_summary() -> Path | None:
    """The file that becomes the summary of the workflow's step."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(named) if named else None


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    simple = {name for name in Settings.model_fields if name not in ("prices", "house")}
    return {name: value for name in simple if (value := environment.get(f"BRIEFGEN_{name.upper()}")) not in (None, "")}


def _nearest_file(start: Path) -> tuple[Path | None, dict[str, object]]:
    for directory in (start, *start.parents):
        own = directory / "briefgen.toml"
        if own.is_file():
            return own, _read_toml(own)
        project = directory / "pyproject.toml"
        if project.is_file():
            tools = _read_toml(project).get("tool", {})
            if isinstance(tools, dict) and isinstance(values := tools.get("briefgen"), dict):
                return project, values
    return None, {}


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as exc:
        raise UsageError(f"{path}: not readable as TOML: {exc}") from None
