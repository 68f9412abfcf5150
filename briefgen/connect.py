"""Settings -> a model that answers: picks the profile, finds the key, starts the embedded server."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from briefgen.config import Price, Settings, provider_key
from briefgen.errors import ModelError, UsageError
from briefgen.providers import Profile, profile

if TYPE_CHECKING:
    from briefgen.local import LocalServer
    from briefgen.model import Model
    from briefgen.prompt import Message

# Nothing listens here: a replayed call that is not on the cassette must not reach anybody.
NOWHERE = "http://127.0.0.1:9/v1"


def choose(settings: Settings) -> Profile:
    """The profile of the model that would be asked.

    Raises:
        UsageError: the model's name or its server is not known.
    """
    return profile(settings, openai_key=provider_key("OPENAI_API_KEY") is not None)


class Connection:
    """A model on its way: `profile` is known at once, `model` when it can be asked."""

    def __init__(self, settings: Settings, chosen: Profile, server: "LocalServer | None", *, replayed: bool) -> None:
        self.profile = chosen
        self._settings = settings
        self._server = server
        self._replayed = replayed
        self._model: Model | None = None

    async def model(self) -> "Model":
        """The model, ready to be asked.

        Raises:
            UsageError: it needs a key, and none is set; there is a cost limit but no price.
            ModelError: the embedded weights cannot be loaded.
        """
        settings, chosen, server = self._settings, self.profile, self._server
        price = settings.prices.get(chosen.name) or (Price(input=0, output=0) if chosen.embedded else None)
        if settings.max_cost is not None and price is None:
            raise UsageError(
                f'the price of {chosen.name} is not known; set [prices."{chosen.name}"] input and output '
                "(US dollars a million tokens) in briefgen.toml"
            )
        base_url, key = chosen.base_url, settings.api_key or provider_key(chosen.key_variable)
        if self._replayed:
            base_url, key = NOWHERE, SecretStr("replayed")
        elif server:
            import asyncio

            # The client takes seconds to import, the weights seconds to load: both at a time.
            await asyncio.gather(asyncio.to_thread(__import__, "briefgen.model"), asyncio.to_thread(server.wait))
            base_url, key = server.base_url, SecretStr(server.api_key)
        elif key is None and chosen.key_variable:
            raise UsageError(f"{chosen.name} needs a key: set {chosen.key_variable}, or choose another model with -m")
        from briefgen.model import Model

        self._model = Model(
            chosen,
            base_url=base_url,
            api_key=key,
            timeout=settings.timeout,
            token_budget=settings.token_budget,
            max_cost=settings.max_cost,
            price=price,
        )
        return self._model

    async def prepare(self, head: "Sequence[Message]") -> None:
        """Have an embedded model read what every conversation begins with, or remember that it has."""
        if self._server:
            import asyncio

            from briefgen.local.heads import prepare

            pairs = [(message.role, message.content) for message in head]
            await asyncio.to_thread(prepare, self._server, pairs, timeout=self._settings.timeout)

    async def close(self) -> None:
        """Close the client."""
        if self._model:
            await self._model.close()


@contextlib.asynccontextmanager
async def connect(settings: Settings, *, replayed: bool = False) -> AsyncIterator[Connection]:
    """Choose the model that the settings name and, if it is embedded, begin to load it; close all on the way out.

    Raises:
        UsageError: no such provider.
        ModelError: the embedded weights are not there.
    """
    chosen = choose(settings)
    server = None
    if chosen.embedded and not replayed:
        from briefgen.local import LocalServer

        server = LocalServer(
            weights(chosen, settings), alias=chosen.model, context=chosen.context, heads=settings.heads_directory
        )
    with server or contextlib.nullcontext():
        connection = Connection(settings, chosen, server, replayed=replayed)
        try:
            yield connection
        finally:
            await connection.close()


def weights(chosen: Profile, settings: Settings) -> Path:
    """The file of an embedded model: one of the manifest by name, else a path.

    Raises:
        ModelError: it is not there.
    """
    from briefgen import local

    if chosen.model in local.MANIFEST:
        found = local.path(chosen.model, settings.models_directory)
        if found is None:
            raise ModelError(f"the weights of {chosen.name} are not here yet: run `briefgen models pull`")
        return found
    given = Path(chosen.model)
    if not given.is_file():
        raise ModelError(f"{given}: no such weights; known models: {', '.join(local.MANIFEST)}")
    return given
