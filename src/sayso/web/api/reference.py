"""The API's reference for people, from its OpenAPI: what each address takes and gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

_METHODS = ("get", "post")


class Parameter(Struct, frozen=True):
    """Something that can be given in the address. ``kind`` is in words: its type, bounds and choices."""

    name: str
    where: str
    kind: str
    required: bool
    about: str


class Operation(Struct, frozen=True):
    """One thing that can be asked. ``takes`` and ``gives`` name kinds of values."""

    method: str
    path: str
    about: str
    parameters: tuple[Parameter, ...]
    takes: str | None
    gives: str


class Group(Struct, frozen=True):
    """Operations about one thing."""

    name: str
    operations: tuple[Operation, ...]


class Field(Struct, frozen=True):
    """A key of a kind of value."""

    name: str
    kind: str
    required: bool


class Kind(Struct, frozen=True):
    """A kind of value with its keys."""

    name: str
    about: str
    fields: tuple[Field, ...]


class Reference(Struct, frozen=True):
    """The whole reference."""

    about: str
    groups: tuple[Group, ...]
    kinds: tuple[Kind, ...]


def reference(described: dict[str, Any]) -> Reference:
    """The reference that an OpenAPI description makes."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        for method in _METHODS:
            if found := methods.get(method):
                groups.setdefault(found["tags"][0], []).append(_operation(method, path, found))
    made = tuple(Group(name, tuple(operations)) for name, operations in groups.items())
    schemas = described["components"]["schemas"]
    return Reference(described["info"]["description"], made, tuple(_kinds(schemas)))


def _operation(method: str, path: str, found: dict[str, Any]) -> Operation:
    body = found.get("requestBody", {}).get("content", {})
    status = next(code for code in found["responses"] if code.startswith("2"))
    return Operation(
        method=method.upper(),
        path=path,
        about=found.get("description", ""),
        parameters=tuple(map(_parameter, found.get("parameters", ()))),
        takes=", ".join(f"{_words(one['schema'])} ({media})" for media, one in body.items()) or None,
        gives=f"{status}: {_content(found['responses'][status])}",
    )


def _content(response: dict[str, Any]) -> str:
    return ", ".join(f"{_words(one['schema'])} ({media})" for media, one in response.get("content", {}).items())


def _parameter(found: dict[str, Any]) -> Parameter:
    schema = found.get("schema", {})
    about = found.get("description", "")
    return Parameter(found["name"], found["in"], _words(schema), found.get("required", False), about)


def _kinds(schemas: dict[str, Any]) -> Iterator[Kind]:
    for name, schema in sorted(schemas.items()):
        required = schema.get("required", ())
        fields = (Field(key, _words(one), key in required) for key, one in schema.get("properties", {}).items())
        yield Kind(name, schema.get("description", ""), tuple(fields))


def _words(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_words(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " or ".join("null" if one is None else str(one) for one in schema["enum"])
    if schema.get("type") == "array":
        items = schema.get("items") or {}
        return f"list of {_words(items)}" if items else "list"
    if schema.get("type") == "object" and "properties" in schema:
        return "form with " + ", ".join(schema["properties"])
    bounds = [f"{sign} {schema[key]}" for key, sign in (("minimum", "from"), ("maximum", "to")) if key in schema]
    return " ".join([schema.get("format") or schema.get("type", "anything"), *bounds])
