"""Asking: instructor over openai's async client, and the only retry loop.

Two different things are repeated, and kept apart. A transport fault (no connection, 408, 409, 429, 5xx) is tried
again by tenacity, four calls at most. An answer that is not the JSON asked for is asked for once more in the next of
the modes JSON_SCHEMA, JSON, MD_JSON, because the server evidently cannot do the one before; the mode that worked stays.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

import instructor
import openai
import tenacity
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, SecretStr, ValidationError

from briefgen.config import Price
from briefgen.errors import ModelError, ModelRefused, OutputInvalid, UsageError
from briefgen.model.faults import Faults, TransportFault, WrongForm, refusal
from briefgen.model.spending import Budget, Spent
from briefgen.prompt import Message
from briefgen.providers import Profile

MAX_CALLS = 4
_MAX_WAIT = 120.0
_MAX_REPLY_BYTES = 4_000_000
# By these a server says that it cannot be asked in this form. What else they may mean, it says to the plain form too.
_UNABLE = (400, 403, 404, 422)
_MODES = (instructor.Mode.JSON_SCHEMA, instructor.Mode.JSON, instructor.Mode.MD_JSON)

# Its error lines carry completions, and its debug lines the copy.
logging.getLogger("instructor").addHandler(logging.NullHandler())
logging.getLogger("instructor").propagate = False

D = TypeVar("D", bound=BaseModel)
T = TypeVar("T")


class Model:
    """One model on one server, for one conversation or many; counts every HTTP call and its tokens."""

    def __init__(  # noqa: PLR0913  each is independent, and only the profile is needed
        self,
        profile: Profile,
        *,
        base_url: str | None = None,
        api_key: SecretStr | None = None,
        timeout: float = 600,
        token_budget: int | None = None,
        max_cost: float | None = None,
        price: Price | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.profile = profile
        self.spent = Spent()
        self.price = price
        self._timeout = timeout
        self._budget = Budget(token_budget, max_cost, price)
        self._sleep = sleep
        self._mode = 0
        self._last: Any = None
        # The SDK insists on a key; a server that wants none ignores it.
        key = _header_value(api_key.get_secret_value()) if api_key else "none"
        self._client = openai.AsyncOpenAI(
            base_url=base_url or profile.base_url,
            api_key=key,
            max_retries=0,
            timeout=timeout,
            # A redirect to another host would carry the story there.
            http_client=openai.DefaultAsyncHttpxClient(
                follow_redirects=False,
                # A proxy has no business between this machine and itself, and would read the story.
                trust_env=not _on_this_machine(base_url or profile.base_url),
                # To read all certificates takes longer than to replay a brief, and plain HTTP shows none.
                verify=not (base_url or profile.base_url or "").startswith("http://"),
                event_hooks={"request": [self._count_call], "response": [_cap_reply]},
            ),
        )
        self._faults = Faults(profile, str(self._client.base_url), key)
        # By mode, and made when it is first asked in: the second and third are seldom wanted.
        self._asking: dict[int, instructor.AsyncInstructor] = {}

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def ask(
        self,
        messages: Sequence[Message],
        response_model: type[D],
        *,
        limit: int,
        sampling: Mapping[str, object] | None = None,
    ) -> D:
        """Ask until an answer fits the response model, within the bounds of the module's docstring.

        Args:
            messages: the conversation, the question last.
            response_model: what the answer must fit.
            limit: output tokens at most.
            sampling: parameters for this call over those of the profile.

        Raises:
            BudgetSpent: the call could pass the token or cost budget; it was not made.
            ModelRefused: the model or the provider's filter declined.
            OutputInvalid: no mode brought an answer that fits.
            ModelError: transport, authentication or request failed.
            CassetteMiss: the call is replayed and was not recorded.
        """
        body = {**self.profile.sampling, **(sampling or {}), self.profile.limit_parameter: limit}
        async with self._deadline():
            while True:
                try:
                    return await self._with_retries(
                        messages, limit, lambda: self._ask_once(messages, response_model, body)
                    )
                except WrongForm as exc:
                    self._mode += 1
                    if self._mode == len(_MODES):
                        self._mode = 0
                        raise OutputInvalid(f"{self.profile.name}: {exc}") from exc

    async def complete(
        self, messages: Sequence[Message], *, limit: int, sampling: Mapping[str, object]
    ) -> ChatCompletion:
        """A plain completion, without a schema; arguments as for `ask`.

        Raises:
            WrongForm: the server does not take these parameters, or does not answer with a completion.
            BudgetSpent: the call could pass the token or cost budget; it was not made.
            ModelRefused: the model or the provider's filter declined.
            ModelError: transport or authentication failed.
            CassetteMiss: the call is replayed and was not recorded.
        """
        body = {**self.profile.sampling, **sampling, self.profile.limit_parameter: limit}
        async with self._deadline():
            return await self._with_retries(messages, limit, lambda: self._complete_once(messages, body))

    @contextlib.asynccontextmanager
    async def _deadline(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._timeout):
                yield
        except TimeoutError:
            raise ModelError(
                f"{self.profile.name}: no whole answer within {self._timeout:g} s; raise `timeout` or try later"
            ) from None

    async def _with_retries(self, messages: Sequence[Message], limit: int, once: Callable[[], Awaitable[T]]) -> T:
        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception_type(TransportFault),
            stop=tenacity.stop_after_attempt(MAX_CALLS),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            async for attempt in retrying:
                with attempt:
                    self._budget.check(self.spent, [message.content for message in messages], limit)
                    return await once()
        except TransportFault as fault:
            raise ModelError(f"{fault} (tried {MAX_CALLS} times)") from fault
        raise AssertionError("tenacity ends with a value or an exception")

    async def _ask_once(self, messages: Sequence[Message], response_model: type[D], body: Mapping[str, object]) -> D:
        self._last = None
        try:
            draft, completion = await self._asks().chat.completions.create_with_completion(
                model=self.profile.model,
                messages=_chat(messages),
                response_model=response_model,
                max_retries=0,
                extra_body=dict(body),
            )
        except (
            IncompleteOutputException,
            InstructorRetryException,
            openai.OpenAIError,
            ValidationError,
        ) as exc:
            raise self._faults.translate(exc, self._last) from exc
        if declined := refusal(completion):
            raise ModelRefused(f"{self.profile.name} declined: {self._faults.line(declined)}")
        return draft

    def _asks(self) -> instructor.AsyncInstructor:
        if self._mode not in self._asking:
            self._asking[self._mode] = instructor.from_openai(self._client, mode=_MODES[self._mode])
            self._asking[self._mode].on("completion:response", self._take_reply)
        return self._asking[self._mode]

    async def _complete_once(self, messages: Sequence[Message], body: Mapping[str, object]) -> ChatCompletion:
        try:
            reply = await self._client.chat.completions.create(
                model=self.profile.model, messages=_chat(messages), extra_body=dict(body)
            )
        except (openai.OpenAIError, ValueError) as exc:
            if isinstance(exc, openai.APIStatusError) and exc.status_code in _UNABLE:
                raise WrongForm("the server takes no such parameters") from exc
            raise self._faults.translate(exc, None) from exc
        self._take_reply(reply)
        # The SDK passes on what is no completion, such as a page of HTML.
        if not isinstance(reply, ChatCompletion) or not reply.choices:
            raise WrongForm("the server sent no completion")
        if declined := refusal(reply):
            raise ModelRefused(f"{self.profile.name} declined: {self._faults.line(declined)}")
        return reply

    async def _count_call(self, _request: object) -> None:
        self.spent.attempts += 1

    def _take_reply(self, reply: object) -> None:
        self._last = reply
        if isinstance(reply, ChatCompletion):
            self.spent.add(reply.usage)
            if reply.usage is None:
                self._budget.guess([one.message.content or "" for one in reply.choices or () if one.message])


def _chat(messages: Sequence[Message]) -> list[Any]:
    return [{"role": message.role, "content": message.content} for message in messages]


async def _cap_reply(response: Any) -> None:
    """Read a reply up to a size; the SDK has no bound of its own."""
    size = 0
    pieces = []
    async for piece in response.aiter_bytes():
        size += len(piece)
        if size > _MAX_REPLY_BYTES:
            raise OutputInvalid(f"the server's reply is larger than {_MAX_REPLY_BYTES:,} bytes")
        pieces.append(piece)
    response._content = b"".join(pieces)  # noqa: SLF001  where httpx2 itself keeps what was read


def _wait(state: tenacity.RetryCallState) -> float:
    """What `Retry-After` says, else 0.5 s doubling with jitter."""
    fault = state.outcome.exception() if state.outcome else None
    if isinstance(fault, TransportFault) and fault.retry_after is not None:
        return min(fault.retry_after, _MAX_WAIT)
    return float((tenacity.wait_exponential(multiplier=0.5, max=8) + tenacity.wait_random(0, 0.5))(state))


def _header_value(key: str) -> str:
    """A key as a header takes it; one read from a file often ends in a line break.

    Raises:
        UsageError: a character that no key has. The HTTP client would say so too, and print the key.
    """
    key = key.strip()
    if not key or not key.isascii() or not key.isprintable():
        raise UsageError("the API key holds a character that no key has; copy it again")
    return key


def _on_this_machine(url: str | None) -> bool:
    host = urlsplit(url or "").hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")
