"""Reading a brief as JSON, and saying in words what is wrong with one that a person edited."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import ValidationError
from pydantic_core import from_json

from briefgen.brief import SECTION_IDS, Brief
from briefgen.cli.files import STDIN, read_stdin
from briefgen.errors import SourceError
from briefgen.wire import MAX_BYTES
from briefgen.wire.encoding.decode import decode

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_ONE_OF: Mapping[str, str] = MappingProxyType(
    {
        "cites": "cite",
        "evidence": "evidence",
        "findings": "finding",
        "sections": "section",
        "statements": "statement",
        "withheld": "withheld statement",
    }
)
_SHOWN = 60


def load_brief(argument: str) -> Brief:
    """The brief in a JSON file, or on stdin for ``-``.

    Raises:
        SourceError: it cannot be read, or it holds no brief; the message names the file and the field.
    """
    name = "stdin" if argument == STDIN else argument
    try:
        return _parse(decode(_load(argument)))
    except OSError as exc:
        raise SourceError(f"{name}: {exc.strerror}") from None
    except SourceError as exc:
        raise SourceError(f"{name}: {exc}") from None


def _load(argument: str) -> bytes:
    if argument == STDIN:
        data = read_stdin()
    else:
        with Path(argument).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SourceError(f"larger than {MAX_BYTES:,} bytes; a brief is not")
    return data


def _parse(text: str) -> Brief:
    try:
        brief = Brief.model_validate_json(text)
    except ValidationError as exc:
        raise SourceError(_in_words(exc.errors(include_url=False)[0], text)) from None
    if fault := _fault_of_sections([section.id for section in brief.sections]):
        raise SourceError(fault)
    return brief


def _in_words(fault: "ErrorDetails", text: str) -> str:
    """What pydantic found first, as a sentence that names the field as an editor finds it in the file."""
    if fault["type"] == "json_invalid":
        error = fault["ctx"]["error"]
        return f"half a file, its JSON is cut off: {error}" if error.startswith("EOF") else f"not JSON: {error}"
    if fault["type"] == "model_type" and not fault["loc"]:
        return "JSON, but not a brief: a brief is an object with headline, sections, story and provenance"
    ids = _section_ids(from_json(text)) if "sections" in fault["loc"][:1] else []
    return _fault_of_sections(ids) or _fault_of_field(fault, ids)


def _section_ids(data: Mapping[str, object]) -> list[object]:
    sections = data.get("sections")
    if not isinstance(sections, list):
        return []
    return [section.get("id") if isinstance(section, dict) else None for section in sections]


def _fault_of_sections(ids: Sequence[object]) -> str | None:
    """What is wrong with the list of sections as a whole; None where nothing is, or where there is no list."""
    wanted = ", ".join(SECTION_IDS)
    if not ids or list(ids) == list(SECTION_IDS):
        return None
    for position, one in enumerate(ids, start=1):
        if one is None:
            return f"section {position}: id is missing"
        if one not in SECTION_IDS:
            return f"section {position}: id is {_shown(one)} and should be one of {wanted}"
        if one in ids[: position - 1]:
            return f"section {one} is there twice"
    missing = [one for one in SECTION_IDS if one not in ids]
    if missing:
        return f"section {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    return f"the sections are not in order, which is {wanted}"


def _fault_of_field(fault: "ErrorDetails", ids: Sequence[object]) -> str:
    places: list[str] = []
    field = ""
    for part in fault["loc"]:
        if not isinstance(part, int):
            field = f"{field}.{part[:_SHOWN]}" if field else part[:_SHOWN]
            continue
        known = field == "sections" and part < len(ids)
        places.append(f"section {ids[part]}" if known else f"{_ONE_OF.get(field, field)} {part + 1}")
        field = ""
    if fault["type"] == "value_error":
        # It says itself which field it is about.
        said = fault["msg"].removeprefix("Value error, ")
    else:
        said = _said_of(field or places.pop(), fault)
    return ": ".join([", ".join(places), said] if places else [said])


def _said_of(subject: str, fault: "ErrorDetails") -> str:
    match fault["type"]:
        case "missing":
            return f"{subject} is missing"
        case "extra_forbidden":
            return f"{subject} is no field of a brief"
        case "too_short":
            return f"{subject} is empty"
        case "literal_error":
            return f"{subject} is {_shown(fault['input'])} and should be {fault['ctx']['expected']}"
        case _:
            return f"{subject} {fault['msg'].removeprefix('Input ')}"


def _shown(value: object) -> str:
    text = str(value)
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"“{text}”" if isinstance(value, str) else text
