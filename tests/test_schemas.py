import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from briefgen import resources
from briefgen.cli.schema import NAMES
from briefgen.schemas import SCHEMAS, as_json
from briefgen.wire import read_story
from conftest import Run

EXAMPLE = Path(__file__).parent.parent / "examples" / "strait-talks" / "story.txt"


def schema(name: str) -> dict[str, Any]:
    return TypeAdapter(dict[str, Any]).validate_json(as_json(name))


def test_each_schema_is_kept_in_a_file() -> None:
    """`schemas/` holds one file a schema and nothing else."""
    expected = sorted(f"{name}.schema.json" for name in SCHEMAS)

    assert expected == sorted(path.name for path in resources.directory("schemas").iterdir())


def test_the_command_prints_every_schema() -> None:
    """It names them without loading what they are made of."""
    assert tuple(SCHEMAS) == NAMES


@pytest.mark.parametrize("name", SCHEMAS)
def test_kept_schema_is_what_the_command_prints(run: Run, name: str) -> None:
    """The file for CMS users has not drifted; after a change: `briefgen schema NAME > schemas/NAME.schema.json`."""
    kept = (resources.directory("schemas") / f"{name}.schema.json").read_text(encoding="utf-8")

    assert kept == run("schema", name, code=0).out


def test_brief_is_the_default_schema(run: Run) -> None:
    """Without a name the schema of a brief is printed."""
    assert as_json("brief") == run("schema", code=0).out


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_names_its_draft(name: str) -> None:
    """It is JSON Schema 2020-12, and a key that it does not know is refused."""
    one = schema(name)

    assert "https://json-schema.org/draft/2020-12/schema" == one["$schema"]
    assert one["additionalProperties"] is False


def test_brief_schema_has_five_sections_and_no_open_object() -> None:
    """The five sections are in the schema by number and by id; nothing that is published takes an unknown key."""
    one = schema("brief")
    objects = {name: part for name, part in one["$defs"].items() if part["type"] == "object"}

    assert {"Statement", "Evidence", "Finding", "Provenance"} <= set(objects)
    assert [] == [name for name, part in objects.items() if part["additionalProperties"] is not False]
    assert (5, 5) == (one["properties"]["sections"]["minItems"], one["properties"]["sections"]["maxItems"])
    assert ["what_happened", "who_gains", "mechanism", "why_it_matters", "what_to_watch"] == (
        one["$defs"]["Section"]["properties"]["id"]["enum"]
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid(name: str) -> None:
    """A validator accepts the schema itself."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")

    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert jsonschema.Draft202012Validator is jsonschema.validators.validator_for(schema(name))


def test_what_read_prints_fits_the_story_schema(run: Run) -> None:
    """A story as `briefgen read` prints it is valid; one with a key too many is not."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    validator = jsonschema.Draft202012Validator(schema("story"))

    story = json.loads(run("read", EXAMPLE, code=0).out)

    assert [] == list(validator.iter_errors(story))
    assert not validator.is_valid(story | {"keyword": "x"})
    assert read_story(EXAMPLE).sha256 == story["sha256"]
