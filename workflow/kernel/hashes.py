"""One way to turn a document into bytes, so that the same content always has the same SHA-256.

Key order does not matter; list order does. Decimals, dates, hours and UUIDs are written as text, so a document has
the same hash before being stored as JSON and after being read back. A binary float has no place in a document of
record and is refused: amounts are integer centavos and quantities Decimal.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID


def canonical(valor: Any) -> bytes:
    """Canonical JSON in UTF-8: sorted keys, no blanks, text as it is. TypeError for what has no single writing."""
    return json.dumps(
        jsonable(valor), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def sha256(valor: Any) -> str:
    """Hexadecimal SHA-256 of canonical(valor). For the bytes of a file use sha256_bytes()."""
    return sha256_bytes(canonical(valor))


def sha256_bytes(*trozos: bytes) -> str:
    return sha256_stream(trozos)


def sha256_stream(trozos: Iterable[bytes]) -> str:
    """Of a file that comes in pieces."""
    suma = hashlib.sha256()
    for trozo in trozos:
        suma.update(trozo)
    return suma.hexdigest()


def jsonable(valor: Any) -> Any:
    """The same document made only of dict with text keys, list, str, int, bool and None. Tuples become lists.

    Aware hours are written in UTC with Z. TypeError for floats, sets, bytes, naive hours and other objects.
    """
    if valor is None or isinstance(valor, (str, bool, int)):
        return valor
    if isinstance(valor, Decimal):
        return _decimal(valor)
    if isinstance(valor, datetime):
        return _instant(valor)
    if isinstance(valor, (date, time)):
        return valor.isoformat()
    if isinstance(valor, UUID):
        return str(valor)
    if isinstance(valor, Mapping):
        return {_key(llave): jsonable(contenido) for llave, contenido in valor.items()}
    if isinstance(valor, Sequence) and not isinstance(valor, (bytes, bytearray, memoryview)):
        return [jsonable(elemento) for elemento in valor]
    if isinstance(valor, AbstractSet):
        raise TypeError("a set has no order: sort it into a list before hashing")
    raise TypeError(f"{type(valor).__name__} has no canonical writing")


def _key(llave: Any) -> str:
    if not isinstance(llave, str):
        raise TypeError(f"keys of a document are text, not {type(llave).__name__}")
    return llave


def _decimal(valor: Decimal) -> str:
    if not valor.is_finite():
        raise TypeError("a quantity of a document is a finite number")
    return format(valor, "f")


def _instant(valor: datetime) -> str:
    if valor.tzinfo is None:
        raise TypeError("an hour without zone has no single instant")
    return valor.astimezone(UTC).isoformat().replace("+00:00", "Z")
