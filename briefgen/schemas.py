"""JSON schemas of what briefgen writes, for the systems that read it; kept in ``schemas/`` too."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from pydantic import BaseModel

from briefgen.brief import Brief
from briefgen.golden.case import Golden
from briefgen.golden.results import Result
from briefgen.story import Story

SCHEMAS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {"brief": Brief, "golden": Golden, "report": Result, "story": Story}
)


def as_json(name: str) -> str:
    """The schema of this name (JSON Schema 2020-12), as in ``schemas/<name>.schema.json``."""
    schema = SCHEMAS[name].model_json_schema(mode="serialization")
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"
