"""The copy of each database engine: its own tools, one consistent instant, nothing by hand."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, LargeBinary, Table, inspect, select, text
from sqlalchemy.engine import URL

from workflow.db import Base, db
from workflow.kernel.refusals import Invalid, Refused

SIN_CONTAR = frozenset({"alembic_version"})


@dataclass(frozen=True)
class Retrato:
    """What a database holds at one instant."""

    esquema: str
    tablas: dict[str, int]
    asientos: int
    cadenas: str
    llaves: tuple[str, ...]
    archivos: tuple[str, ...]
    suprimidos: frozenset[str]


def nombre() -> str:
    return db.engine.dialect.name


def retratar(connection: Connection) -> Retrato:
    """Counts, heads of the record and files mentioned, all seen by one transaction."""
    tablas = {
        table.name: int(connection.scalar(text(f'SELECT count(*) FROM "{table.name}"')) or 0)
        for table in Base.metadata.sorted_tables
    }
    cabezas = connection.execute(text("SELECT clave, seq, hash FROM cadena ORDER BY clave"))
    huella = sha256()
    for clave, seq, cabeza in cabezas:
        huella.update(f"{clave}:{seq}:{cabeza}\n".encode())
    archivos = connection.execute(text("SELECT DISTINCT sha256 FROM archivo ORDER BY sha256")).scalars()
    idos = connection.execute(text("SELECT sha256 FROM archivo_cifrado WHERE suprimido_en IS NOT NULL")).scalars()
    return Retrato(
        esquema=_esquema(connection),
        tablas=tablas,
        asientos=tablas["asiento"],
        cadenas=huella.hexdigest(),
        llaves=_llaves(connection),
        archivos=tuple(archivos),
        suprimidos=frozenset(idos),
    )


def _llaves(connection: Connection) -> tuple[str, ...]:
    """Names of the keys that something of this database needs: every table that notes with which one it was written."""
    halladas: set[str] = set()
    for table in Base.metadata.sorted_tables:
        if "llave" in table.columns and (table.name == "archivo_cifrado" or _cifrada(table)):
            halladas |= set(connection.execute(select(table.c.llave).distinct()).scalars())
    return tuple(sorted(one for one in halladas if one))


def _cifrada(table: Table) -> bool:
    return any(isinstance(column.type, LargeBinary) for column in table.columns)


def _esquema(connection: Connection) -> str:
    """Revision of the migrations; "" where the tables were made straight from the models."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def copiar(destino: Path) -> Retrato:
    """Write the copy of the database and return what it holds: both of the same instant, while people work."""
    return _copiar_postgres(destino) if nombre() == "postgresql" else _copiar_sqlite(destino)


def _copiar_postgres(destino: Path) -> Retrato:
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        instante = connection.scalar(text("SELECT pg_export_snapshot()"))
        retrato = retratar(connection)
        _herramienta(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={instante}", f"--file={destino}"
        )
    return retrato


def _copiar_sqlite(destino: Path) -> Retrato:
    with closing(sqlite3.connect(_ruta_sqlite())) as origen, closing(sqlite3.connect(destino)) as copia:
        origen.backup(copia)
        copia.execute("PRAGMA journal_mode=DELETE")
    with _sqlite_en(destino) as connection:
        return retratar(connection)


@contextmanager
def _sqlite_en(path: Path) -> Iterator[Connection]:
    from sqlalchemy import create_engine

    engine = create_engine(URL.create("sqlite", database=str(path)))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _ruta_sqlite() -> str:
    return str(db.engine.url.database)


def revisar_copia(path: Path, motor: str) -> None:
    """That the copy can be read whole. Raises Invalid."""
    if motor == "sqlite":
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as copia:
                dicho = copia.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise Invalid("RESPALDO_BASE_ILEGIBLE", detalle=str(error)) from None
        if dicho != "ok":
            raise Invalid("RESPALDO_BASE_ILEGIBLE", detalle=str(dicho))
        return
    try:
        # to nowhere, but whole: listing it would only read its index
        _herramienta("pg_restore", f"--file={os.devnull}", str(path), base=False)
    except Refused as refusal:
        detalle = refusal.reasons[0].facts.get("detalle")
        if detalle is None:
            raise
        raise Invalid("RESPALDO_BASE_ILEGIBLE", detalle=str(detalle)) from None


def vacia() -> bool:
    return not set(inspect(db.engine).get_table_names()) - SIN_CONTAR


def restaurar(copia: Path) -> None:
    """Into an empty database, all or nothing."""
    db.session.remove()
    db.engine.dispose()
    if nombre() == "postgresql":
        _herramienta("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
                     f"--dbname={_dsn()}", str(copia), base=False)  # fmt: skip
        return
    solo_lectura = f"file:{copia}?mode=ro&immutable=1"
    with (
        closing(sqlite3.connect(solo_lectura, uri=True)) as origen,
        closing(sqlite3.connect(_ruta_sqlite())) as destino,
    ):
        origen.backup(destino)


def _dsn() -> str:
    return db.engine.url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _herramienta(orden: str, *argumentos: str, base: bool = True) -> None:
    """A tool of PostgreSQL; the password goes by the environment, never in the list of processes. Raises Refused."""
    carpeta = os.environ.get("RUTA_PG_BIN")
    donde = shutil.which(orden, path=carpeta) if carpeta else shutil.which(orden)
    if donde is None:
        raise Refused("RESPALDO_SIN_HERRAMIENTA", herramienta=orden)
    clave = db.engine.url.password
    ambiente = {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(clave)} if clave else {})}
    donde_esta = [f"--dbname={_dsn()}"] if base else []
    hecho = subprocess.run([donde, *donde_esta, *argumentos], env=ambiente, capture_output=True, text=True, check=False)
    if hecho.returncode != 0:
        dicho = (hecho.stderr.strip().splitlines() or ["sin detalle"])[-1]
        if "server version mismatch" in hecho.stderr:
            raise Refused("RESPALDO_SIN_HERRAMIENTA", herramienta=orden)
        raise Refused("RESPALDO_FALLO_HERRAMIENTA", herramienta=orden, detalle=dicho)
