"""Engine, types and the one way to write: @use_case, one intention in one transaction."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ParamSpec, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, CheckConstraint, DateTime, MetaData, String, event, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.types import TypeDecorator

from workflow.kernel.refusals import NotFound

P = ParamSpec("P")
R = TypeVar("R")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; a naive one is refused, because it would be a guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Cantidad(TypeDecorator[Decimal]):
    """An exact quantity, kept as text so that no database rounds it."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def codes(column: str, values: Sequence[str]) -> CheckConstraint:
    """CHECK that a column holds one of the stable codes (name: ck_<table>_<column>)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


APPEND_ONLY: list[str] = []


def append_only(table: str) -> None:
    """Declare a table of facts: triggers on both databases refuse UPDATE and DELETE."""
    if table not in APPEND_ONLY:
        APPEND_ONLY.append(table)


def append_only_ddl(table: str, dialect: str) -> list[str]:
    """Statements that protect a table of facts."""
    if dialect == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION ruta_solo_altas() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION USING MESSAGE = 'tabla de hechos, no se modifica ni se borra: ' || TG_TABLE_NAME, "
            "ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {table}_solo_altas BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ruta_solo_altas()",
        ]
    return [
        f"CREATE TRIGGER {table}_sin_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'tabla de hechos, no se modifica ni se borra'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def create_schema() -> None:
    """All tables and triggers, straight from the models (tests compare it with the migrations)."""
    db.create_all()
    with db.engine.begin() as connection:
        for table in APPEND_ONLY:
            for statement in append_only_ddl(table, connection.dialect.name):
                connection.exec_driver_sql(statement)


_writing: ContextVar[bool] = ContextVar("ruta_writing", default=False)


def use_case(function: Callable[P, R]) -> Callable[P, R]:
    """One intention, one transaction: commits when it returns, undoes everything when it raises.

    A use case called by another joins its transaction. On SQLite the transaction takes the write
    lock at once, so that two writers wait for each other instead of failing half-way.
    """

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        if _writing.get():
            return function(*args, **kwargs)
        db.session.rollback()  # reads of this request end here: what is decided is read anew
        token = _writing.set(True)
        try:
            result = function(*args, **kwargs)
            db.session.commit()
            return result
        except BaseException:
            db.session.rollback()
            raise
        finally:
            _writing.reset(token)

    wrapper.__use_case__ = True  # type: ignore[attr-defined]
    return wrapper


def lock(model: type[R], key: Any, *options: ExecutableOption) -> R:
    """The row, locked until the end of the transaction and read anew. Raises NotFound.

    `options`: what else is read with it, in the same statement; only the row itself is locked.
    """
    row = db.session.execute(
        select(model)
        .where(model.id == key)  # type: ignore[attr-defined]
        .options(*options)
        .with_for_update(of=model)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if row is None:
        raise NotFound("NO_EXISTE")
    return row


def install_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, a patient lock, and transactions that begin when we say."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=15000", "synchronous=NORMAL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
