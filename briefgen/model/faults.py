"""The boundary: exceptions of openai, instructor, pydantic and vcrpy come in, ours go out, fit to be shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import openai
from instructor.core.exceptions import IncompleteOutputException
from openai.types.chat import ChatCompletion
from pydantic import ValidationError

from briefgen import cassette
from briefgen.errors import ModelError, ModelRefused, OutputInvalid
from briefgen.providers import Profile
from briefgen.story import fold_line


class TransportFault(Exception):
    """No answer, and another try may bring one; `retry_after` in seconds, where the server named it."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class WrongForm(Exception):
    """The reply is not the JSON asked for, or the server says that it cannot be asked in this form."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Says what went wrong with one server.

    Attributes:
        profile: whom we asked.
        address: where.
        key: what must not be shown.
    """

    profile: Profile
    address: str
    key: str

    def translate(self, exc: Exception, last: object) -> Exception:  # noqa: PLR0911  one return a fault
        """What went wrong, in our terms; `last` is the reply that came before it, if one did."""
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
            reason = self.line([str(one) for one in _causes(lost) if str(one)][-1])
            return TransportFault(f"{name}: no answer from {self.address}: {reason}")
        if not isinstance(last, ChatCompletion):
            return OutputInvalid(f"{name}: the server did not answer with JSON; does {self.address} end in /v1?")
        if declined := refusal(last):
            return ModelRefused(f"{name} declined: {self.line(declined)}")
        if not last.choices:
            return OutputInvalid(f"{name}: the server sent no choices")
        if isinstance(exc, IncompleteOutputException):
            return OutputInvalid(f"{name}: the answer was cut short by the limit on output tokens")
        invalid = next((one for one in chain if isinstance(one, ValidationError)), None)
        if invalid is None:
            return OutputInvalid(f"{name}: {self.line(str(exc))}")
        fault = invalid.errors(include_input=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        where = f" at {place}" if place else ""
        return WrongForm(self.line(f"the answer does not fit the schema{where}: {fault['msg']}"))

    def _translate_status(self, exc: openai.APIStatusError) -> Exception:
        name, code = self.profile.name, exc.status_code
        said = self.line(_server_message(exc))
        if code in (408, 409, 429) or code >= 500:  # noqa: PLR2004  the codes of RFC 9110
            return TransportFault(f"{name}: {code}: {said}", _retry_after(exc))
        if code in (401, 403):
            wanted = self.profile.key_variable or "BRIEFGEN_API_KEY"
            return ModelError(f"{name}: {code}, the key was not accepted; set {wanted}")
        if code == 404:  # noqa: PLR2004
            return ModelError(f"{name}: 404, no such model or address at {self.address}: {said}")
        if code in (400, 422) and re.search(r"response_format|json_schema|json_object|grammar|structured", said):
            return WrongForm(f"the server takes no schema: {said}")
        if code in (301, 302, 303, 307, 308):
            return ModelError(f"{name}: the server redirects elsewhere ({code}); give its real address as base URL")
        return ModelError(f"{name}: {code}: {said}")

    def line(self, text: str) -> str:
        """A foreign message, fit for one line of a terminal, without the key that some servers repeat."""
        # A shorter one, such as the "none" of a server that wants no key, is no secret and may be a word.
        return fold_line(text.replace(self.key, "[key]") if len(self.key) > 8 else text)[:200]  # noqa: PLR2004


def refusal(completion: ChatCompletion) -> str | None:
    """Why the model or the provider's filter declined, in its words; None if neither did."""
    choice = completion.choices[0] if completion.choices else None
    if choice is None:
        return None
    if choice.finish_reason == "content_filter":
        return "the provider's content filter stopped the answer"
    return choice.message.refusal if choice.message and choice.message.refusal else None


def _retry_after(exc: openai.APIStatusError) -> float | None:
    """Seconds, from `Retry-After` in either form of RFC 9110, section 10.2.3."""
    value = exc.response.headers.get("retry-after", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


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


def _causes(exc: BaseException | None) -> Iterator[BaseException]:
    """What was raised from what. Not `__context__`: it leads out into whatever the caller was handling."""
    while exc is not None:
        yield exc
        exc = exc.__cause__


def _chain(exc: BaseException | None) -> Iterator[BaseException]:
    while exc is not None:
        yield exc
        exc = exc.__cause__ or exc.__context__
