"""The hash of an audit entry. Pure: same content and same previous hash, same hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def entry_hash(
    *,
    cadena: str,
    seq: int,
    en: datetime,
    actor_id: int,
    actor_nombre: str,
    accion: str,
    expediente_id: int | None,
    datos: Mapping[str, Any],
    hash_previo: str,
) -> str:
    """SHA-256 (hex) of the entry, in a form that does not depend on the database that keeps it."""
    content = [
        cadena,
        seq,
        en.astimezone(UTC).isoformat(timespec="microseconds"),
        actor_id,
        actor_nombre,
        accion,
        expediente_id,
        datos,
        hash_previo,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
