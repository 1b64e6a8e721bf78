"""Discord's published description of its API (OpenAPI), when it is at hand: every request is held against it.

It lies beside the checkout in `../shared/specs`, or where PALABRE_SPECS says; without it nothing is checked here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

NAME = "discord-openapi.json"
_ADDRESS = "discord:api"
_SPELLED = {"true", "false", "1", "0", "True", "False"}
_BY_TYPE = "oneOfByType"


class Contract:
    """Discord takes whole numbers written as texts, and numbers of things as numbers; so does this."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = _tolerant(document, document["components"]["schemas"])
        whole = Resource(self._document, specification=DRAFT202012)
        self._registry = Registry().with_resource(_ADDRESS, whole)
        usual = Draft202012Validator.TYPE_CHECKER
        whole_numbers = usual.redefine("integer", lambda _, value: _is_whole(value))
        spelled = usual.redefine("boolean", lambda _, value: value in _SPELLED)
        self._bodies = extend(Draft202012Validator, {_BY_TYPE: _by_type}, type_checker=whole_numbers)
        self._queries = extend(Draft202012Validator, type_checker=spelled)
        self._compiled: dict[tuple[str, ...], Validator] = {}

    def complaints(self, method: str, template: str, *, body: Any, query: Mapping[str, str], form: bool) -> list[str]:
        """What is wrong with a request, one line each; empty for addresses that the description does not know."""
        operation = self._document["paths"].get(template, {}).get(method.lower())
        if operation is None:
            return []
        found = [*self._query(operation, (method, template), query)]
        asked = operation.get("requestBody")
        if asked and body is not None:
            kind = "multipart/form-data" if form and "multipart/form-data" in asked["content"] else "application/json"
            validator = self._validator(self._bodies, (method, template, kind), asked["content"][kind]["schema"])
            problem = best_match(validator.iter_errors(body))
            if problem is not None:
                path = "".join(f".{step}" for step in problem.absolute_path)
                found.append(f"body{path}: {problem.message[:300]}")
        elif asked and asked.get("required"):
            found.append("a body is required")
        return [f"{method} {template}: {each}" for each in found]

    def deviations(self, method: str, template: str, status: int, body: Any) -> list[str]:
        """What is wrong with an answer of the simulator itself."""
        operation = self._document["paths"].get(template, {}).get(method.lower())
        described = operation and operation["responses"].get(str(status), operation["responses"].get("2XX"))
        if operation is None or status >= 400:
            return []
        where = f"{method} {template} answered {status}"
        if described is None:
            return [f"{where}, not one of {sorted(operation['responses'])}"]
        schema = described.get("content", {}).get("application/json", {}).get("schema")
        if schema is None:
            return []
        validator = self._validator(self._bodies, (method, template, str(status)), schema)
        problem = best_match(validator.iter_errors(body))
        if problem is None:
            return []
        return [f"{where}: {'.'.join(map(str, problem.absolute_path))}: {problem.message[:300]}"]

    def _query(self, operation: dict[str, Any], where: tuple[str, str], query: Mapping[str, str]) -> Iterator[str]:
        known = {each["name"]: each["schema"] for each in operation.get("parameters", []) if each["in"] == "query"}
        for name, value in query.items():
            if name not in known:
                continue  # discord.py sends some that only Discord's own clients know
            validator = self._validator(self._queries, (*where, "?", name), known[name])
            if not any(map(validator.is_valid, [value, int(value)] if _is_whole(value) else [value])):
                yield f"query {name}={value} is not {known[name]}"

    def _validator(self, maker: Any, key: tuple[str, ...], schema: Any) -> Validator:
        if key not in self._compiled:
            self._compiled[key] = maker(schema, registry=self._registry)
        return self._compiled[key]


def _is_whole(value: object) -> bool:
    if isinstance(value, str):
        return value.removeprefix("-").isdecimal()
    return isinstance(value, int) and not isinstance(value, bool)


def _by_type(validator: Any, kinds: dict[int, Any], value: Any, schema: Any) -> Iterator[ValidationError]:
    """Only the one of the alternatives that the object says it is: trying all of each list takes a second."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind in kinds:
        yield from validator.descend(value, kinds[kind])
    else:
        yield ValidationError(f"type {kind!r} is not one of {sorted(kinds)}")


def _tolerant(node: Any, schemas: dict[str, Any]) -> Any:
    """`oneOf` as `anyOf`, since texts of digits are numbers here; snowflakes also as numbers."""
    if isinstance(node, list):
        return [_tolerant(each, schemas) for each in node]
    if not isinstance(node, dict):
        return node
    changed = {"anyOf" if key == "oneOf" else key: _tolerant(value, schemas) for key, value in node.items()}
    if "oneOf" in node and (kinds := [_kind(each, schemas) for each in node["oneOf"]]) and None not in kinds:
        changed[_BY_TYPE] = dict(zip(kinds, changed.pop("anyOf"), strict=True))
    if changed.get("format") == "snowflake" and changed.get("type") == "string":
        changed["type"] = ["string", "integer"]
    if "$ref" in changed:
        changed["$ref"] = _ADDRESS + changed["$ref"]
    return changed


def _kind(alternative: dict[str, Any], schemas: dict[str, Any]) -> int | None:
    """The one `type` that objects of this alternative have."""
    schema = schemas.get(alternative.get("$ref", "").rpartition("/")[2], {})
    types = schema.get("properties", {}).get("type", {}).get("enum", [])
    return types[0] if len(types) == 1 and isinstance(types[0], int) else None


@cache
def contract() -> Contract | None:
    """Read once for all simulators of a process: the description does not change."""
    beside = Path(__file__).parents[4] / "shared" / "specs"
    for folder in (os.environ.get("PALABRE_SPECS"), beside):
        if folder and (path := Path(folder) / NAME).is_file():
            return Contract(json.loads(path.read_text("utf-8")))
    return None
