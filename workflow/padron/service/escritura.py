"""Rows of a padrón written many at a time: COPY on PostgreSQL, one statement run many times on SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Date, Integer, LargeBinary, SmallInteger, insert

from workflow.db import db
from workflow.padron.models import PadronFila

_TABLA = PadronFila.__table__
_TIPOS = ((SmallInteger, "int2"), (BigInteger, "int8"), (Integer, "int4"), (LargeBinary, "bytea"), (Date, "date"))


def escribir(filas: Sequence[dict[str, Any]]) -> None:
    """In the transaction of the caller. Every row has the same columns."""
    if not filas:
        return
    connection = db.session.connection()
    if connection.dialect.name != "postgresql":
        connection.execute(insert(_TABLA), list(filas))  # type: ignore[arg-type]
        return
    columnas = list(filas[0])
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(
        f"COPY padron_fila ({', '.join(columnas)}) FROM STDIN (FORMAT BINARY)"
    ) as copy:  # fmt: skip
        copy.set_types([_tipo(nombre) for nombre in columnas])
        for fila in filas:
            copy.write_row(list(fila.values()))


def _tipo(columna: str) -> str:
    tipo = _TABLA.c[columna].type
    return next((nombre for clase, nombre in _TIPOS if isinstance(tipo, clase)), "text")
