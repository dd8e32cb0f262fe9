"""Frozen dataclasses to canonical JSON and back: the same fact has one spelling and one hash.

Canonical means: keys sorted, no blanks, UTF-8, instants in UTC with seconds ("2026-03-27T00:20:00Z"),
dates as "2026-03-27", tuples as lists. Nothing else is accepted: no floats, no naive datetimes.

What was issued keeps its hash when the snapshots learn something new: a field declared with `added` is not written
while it holds its default. Declare so every field that a snapshot gets from now on.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def added(default: T) -> T:
    """The default of a field that no document issued before had: `a_distancia: bool = added(False)`."""
    declared: T = dataclasses.field(default=default, metadata={"added": True})
    return declared


def to_plain(value: Any) -> Any:
    """The value as dicts, lists, str, int, bool and None. Raises TypeError for what has no canonical form."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("naive datetime in a snapshot")
        return value.astimezone(UTC).replace(microsecond=0).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(one) for one in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(held) for field, held in _written(value)}
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _written(value: Any) -> Iterator[tuple[dataclasses.Field[Any], Any]]:
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if not field.metadata.get("added") or held != field.default:
            yield field, held


def canonical(value: Any) -> bytes:
    """The canonical JSON of a snapshot, in UTF-8."""
    text = json.dumps(to_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def from_plain(kind: type[T], plain: Any) -> T:
    """Read a snapshot back. Raises ValueError when a key is unknown or a value has another type."""
    read: T = _read(kind, plain)
    return read


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(kind: Any, plain: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _read_optional(kind, plain)
    if origin is tuple:
        (inner, _) = typing.get_args(kind)
        return tuple(_read(inner, one) for one in plain)
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind, plain)
    if kind is datetime:
        return datetime.strptime(plain, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if kind is date:
        return date.fromisoformat(plain)
    if kind in (str, int, bool) and type(plain) is kind:
        return plain
    raise ValueError(f"{plain!r} is not a {kind}")


def _read_optional(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    (inner,) = [one for one in typing.get_args(kind) if one is not type(None)]
    return _read(inner, plain)


def _read_dataclass(kind: Any, plain: Any) -> Any:
    hints = _hints(kind)
    unknown = set(plain) - set(hints)
    if unknown:
        raise ValueError(f"unknown keys in {kind.__name__}: {sorted(unknown)}")
    return kind(**{name: _read(hints[name], plain[name]) for name in plain})
