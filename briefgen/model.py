"""The model: instructor over openai's async client. The only importer of either, and the only retry loop.

Two different things are repeated, and kept apart. A transport fault (no connection, 408, 409, 429, 5xx) is tried
again by tenacity, four calls at most. An answer that is not the JSON asked for is asked for once more in the next of
the modes JSON_SCHEMA, JSON, MD_JSON, because the server evidently cannot do the one before; the mode that worked stays.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

import instructor
import openai
import tenacity
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, SecretStr, ValidationError

from briefgen import cassette
from briefgen.config import Price
from briefgen.errors import BudgetSpent, ModelError, ModelRefused, OutputInvalid, UsageError
from briefgen.prompt import Message, estimate
from briefgen.providers import Profile
from briefgen.story import fold_line

MAX_CALLS = 4
_MAX_WAIT = 120.0
_MAX_REPLY_BYTES = 4_000_000
_MODES = (instructor.Mode.JSON_SCHEMA, instructor.Mode.JSON, instructor.Mode.MD_JSON)

# Its error lines carry completions, and its debug lines the copy.
logging.getLogger("instructor").addHandler(logging.NullHandler())
logging.getLogger("instructor").propagate = False

D = TypeVar("D", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Answer(Generic[D]):
    """A filled response model and the words it was parsed from."""

    draft: D
    text: str
    timings: Mapping[str, float] | None


@dataclass(slots=True)
class Spent:
    """What the calls of one model have cost so far; token counts are None until a server counts."""

    attempts: int = 0
    input: int | None = None
    cached: int | None = None
    output: int | None = None

    def add(self, usage: openai.types.CompletionUsage | None) -> None:
        """Add one reply's count."""
        if usage is None:
            return
        details = usage.prompt_tokens_details
        self.input = (self.input or 0) + usage.prompt_tokens
        self.output = (self.output or 0) + usage.completion_tokens
        if details and details.cached_tokens is not None:
            self.cached = (self.cached or 0) + details.cached_tokens

    def cost(self, price: Price | None) -> float | None:
        """US dollars; None without a price or a count."""
        if price is None or self.input is None or self.output is None:
            return None
        cached = self.cached or 0
        rate = price.input if price.cached is None else price.cached
        return ((self.input - cached) * price.input + cached * rate + self.output * price.output) / 1e6


class _TransportFault(Exception):
    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class _WrongForm(Exception):
    """The reply is not the JSON asked for, or the server says that it cannot be asked in this form."""


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
        self._timeout = timeout
        self._token_budget = token_budget
        self._max_cost = max_cost
        self.price = price
        self._sleep = sleep
        self._mode = 0
        self._last: Any = None
        # What the budget counts of replies whose server counted nothing.
        self._asked = self._guessed_input = self._guessed_output = 0
        # The SDK insists on a key; a server that wants none ignores it.
        self._key = _header_value(api_key.get_secret_value()) if api_key else "none"
        self._client = openai.AsyncOpenAI(
            base_url=base_url or profile.base_url,
            api_key=self._key,
            max_retries=0,
            timeout=timeout,
            # A redirect to another host would carry the story there.
            http_client=openai.DefaultAsyncHttpxClient(
                follow_redirects=False,
                # A proxy has no business between this machine and itself, and would read the story.
                trust_env=not _on_this_machine(base_url or profile.base_url),
                event_hooks={"request": [self._count_call], "response": [_cap_reply]},
            ),
        )
        self._asking = [instructor.from_openai(self._client, mode=mode) for mode in _MODES]
        for asking in self._asking:
            asking.on("completion:response", self._take_reply)

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
    ) -> Answer[D]:
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
        try:
            async with asyncio.timeout(self._timeout):
                while True:
                    try:
                        return await self._ask_with_retries(messages, response_model, limit, body)
                    except _WrongForm as exc:
                        self._mode += 1
                        if self._mode == len(_MODES):
                            self._mode = 0
                            raise OutputInvalid(f"{self.profile.name}: {exc}") from exc
        except TimeoutError:
            raise ModelError(
                f"{self.profile.name}: no whole answer within {self._timeout:g} s; raise `timeout` or try later"
            ) from None

    async def _ask_with_retries(
        self, messages: Sequence[Message], response_model: type[D], limit: int, body: Mapping[str, object]
    ) -> Answer[D]:
        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception_type(_TransportFault),
            stop=tenacity.stop_after_attempt(MAX_CALLS),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            async for attempt in retrying:
                with attempt:
                    self._check_budget(messages, limit)
                    return await self._ask_once(messages, response_model, body)
        except _TransportFault as fault:
            raise ModelError(f"{fault} (tried {MAX_CALLS} times)") from fault
        raise AssertionError("tenacity ends with a value or an exception")

    async def _ask_once(
        self, messages: Sequence[Message], response_model: type[D], body: Mapping[str, object]
    ) -> Answer[D]:
        self._last = None
        try:
            draft, completion = await self._asking[self._mode].chat.completions.create_with_completion(
                model=self.profile.model,
                messages=[{"role": message.role, "content": message.content} for message in messages],  # type: ignore[misc]
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
            raise self._translate(exc) from exc
        if refusal := _refusal(completion):
            raise ModelRefused(f"{self.profile.name} declined: {self._line(refusal)}")
        timings = (completion.model_extra or {}).get("timings")
        return Answer(draft, completion.choices[0].message.content or "", timings)

    def _translate(self, exc: Exception) -> Exception:  # noqa: PLR0911  one return a fault
        """Foreign exceptions end here: what went wrong, in our terms."""
        name = self.profile.name
        chain = list(_chain(exc))
        if miss := cassette.explain(chain):
            return miss
        own = next((one for one in chain if isinstance(one, ModelError)), None)
        if own:
            return own
        status = next((one for one in chain if isinstance(one, openai.APIStatusError)), None)
        if status:
            return self._translate_status(status)
        if lost := next((one for one in chain if isinstance(one, openai.APIConnectionError)), None):
            reason = self._line([str(one) for one in _causes(lost) if str(one)][-1])
            return _TransportFault(f"{name}: no answer from {self._client.base_url}: {reason}")
        if not isinstance(self._last, ChatCompletion):
            return OutputInvalid(
                f"{name}: the server did not answer with JSON; does {self._client.base_url} end in /v1?"
            )
        if refusal := _refusal(self._last):
            return ModelRefused(f"{name} declined: {self._line(refusal)}")
        if not self._last.choices:
            return OutputInvalid(f"{name}: the server sent no choices")
        if isinstance(exc, IncompleteOutputException):
            return OutputInvalid(f"{name}: the answer was cut short by the limit on output tokens")
        invalid = next((one for one in chain if isinstance(one, ValidationError)), None)
        if invalid is None:
            return OutputInvalid(f"{name}: {self._line(str(exc))}")
        fault = invalid.errors(include_input=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        where = f" at {place}" if place else ""
        return _WrongForm(self._line(f"the answer does not fit the schema{where}: {fault['msg']}"))

    def _translate_status(self, exc: openai.APIStatusError) -> Exception:
        name, code = self.profile.name, exc.status_code
        said = self._line(_server_message(exc))
        if code in (408, 409, 429) or code >= 500:  # noqa: PLR2004  the codes of RFC 9110
            return _TransportFault(f"{name}: {code}: {said}", _retry_after(exc))
        if code in (401, 403):
            wanted = self.profile.key_variable or "BRIEFGEN_API_KEY"
            return ModelError(f"{name}: {code}, the key was not accepted; set {wanted}")
        if code == 404:  # noqa: PLR2004
            return ModelError(f"{name}: 404, no such model or address at {self._client.base_url}: {said}")
        if code in (400, 422) and re.search(r"response_format|json_schema|json_object|grammar|structured", said):
            return _WrongForm(f"the server takes no schema: {said}")
        if code in (301, 302, 303, 307, 308):
            return ModelError(f"{name}: the server redirects elsewhere ({code}); give its real address as base URL")
        return ModelError(f"{name}: {code}: {said}")

    def _line(self, text: str) -> str:
        """A foreign message, fit for one line of a terminal, without the key that some servers repeat."""
        # A shorter one, such as the "none" of a server that wants no key, is no secret and may be a word.
        return fold_line(text.replace(self._key, "[key]") if len(self._key) > 8 else text)[:200]  # noqa: PLR2004

    def _check_budget(self, messages: Sequence[Message], limit: int) -> None:
        asked = sum(estimate(message.content) for message in messages)
        self._asked = asked
        used = (self.spent.input or 0) + (self.spent.output or 0) + self._guessed_input + self._guessed_output
        if self._token_budget is not None and used + asked + limit > self._token_budget:
            raise BudgetSpent(
                f"{used:,} tokens used of {self._token_budget:,}; the next call may take {asked + limit:,} more"
            )
        if self._max_cost is not None and self.price is not None:
            spent = self.spent.cost(self.price) or 0.0
            spent += (self._guessed_input * self.price.input + self._guessed_output * self.price.output) / 1e6
            ahead = (asked * self.price.input + limit * self.price.output) / 1e6
            if spent + ahead > self._max_cost:
                raise BudgetSpent(f"${spent:.4f} spent of ${self._max_cost:g}; the next call may cost ${ahead:.4f}")

    async def _count_call(self, _request: object) -> None:
        self.spent.attempts += 1

    def _take_reply(self, reply: object) -> None:
        self._last = reply
        if isinstance(reply, ChatCompletion):
            self.spent.add(reply.usage)
            if reply.usage is None:
                self._guessed_input += self._asked
                written = [choice.message.content or "" for choice in reply.choices or () if choice.message]
                self._guessed_output += sum(estimate(text) for text in written)


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
    if isinstance(fault, _TransportFault) and fault.retry_after is not None:
        return min(fault.retry_after, _MAX_WAIT)
    return float((tenacity.wait_exponential(multiplier=0.5, max=8) + tenacity.wait_random(0, 0.5))(state))


def _retry_after(exc: openai.APIStatusError) -> float | None:
    """Seconds, from `Retry-After` in either form of RFC 9110, section 10.2.3."""
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    value = exc.response.headers.get("retry-after", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _refusal(completion: ChatCompletion) -> str | None:
    choice = completion.choices[0] if completion.choices else None
    if choice is None:
        return None
    if choice.finish_reason == "content_filter":
        return "the provider's content filter stopped the answer"
    return choice.message.refusal if choice.message and choice.message.refusal else None


def _server_message(exc: openai.APIStatusError) -> str:
    body = exc.body
    if isinstance(body, dict):
        error = body.get("error", body)
        message = error.get("message") if isinstance(error, dict) else error
        detail = body.get("detail")
        if isinstance(detail, list):
            # FastAPI's form; each item has the whole `input` too, and that is the story.
            detail = "; ".join(str(item.get("msg")) for item in detail if isinstance(item, dict))
        return str(message or detail or f"no message, only {', '.join(map(str, body))}")
    return str(body or exc.response.reason_phrase)


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


def _causes(exc: BaseException | None) -> Iterator[BaseException]:
    """What was raised from what. Not `__context__`: it leads out into whatever the caller was handling."""
    while exc is not None:
        yield exc
        exc = exc.__cause__


def _chain(exc: BaseException | None) -> Any:
    while exc is not None:
        yield exc
        exc = exc.__cause__ or exc.__context__
