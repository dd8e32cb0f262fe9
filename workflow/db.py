"""Engine, types and the one way to write: @use_case, one intention in one transaction."""

from __future__ import annotations

import functools
import select as select_module
import time
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

import psycopg
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import JSON, CheckConstraint, DateTime, Executable, MetaData, String, event, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Dialect, Engine, Result
from sqlalchemy.exc import InvalidatePoolError
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


_writing: ContextVar[bool] = ContextVar("ruta_writing", default=False)
_reading: ContextVar[bool] = ContextVar("ruta_reading", default=False)


class ReadingSession(Session):
    """Outside a use case a page only reads: on PostgreSQL, without a transaction around.

    Each SELECT sees the same either way (READ COMMITTED). But two trips are saved, nothing is held while the page is
    drawn, and the plans that the connection keeps are not forgotten: the driver forgets them all with each ROLLBACK.
    """

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        bind = super().get_bind(*args, **kwargs)
        if not _reading.get() or _writing.get() or bind.dialect.name != "postgresql" or isinstance(bind, Connection):
            return bind
        return bind if _by_pieces(kwargs.get("clause")) else _reader(bind)


def _by_pieces(statement: Any) -> bool:
    """A long list that comes by pieces is held open by the server, which asks for a transaction."""
    options = statement.get_execution_options() if isinstance(statement, Executable) else {}
    return "yield_per" in options or "stream_results" in options


@lru_cache(maxsize=64)
def _reader(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def begin_reading() -> None:
    """A page begins: what it writes, it writes in use cases."""
    _reading.set(True)


def end_reading(_error: BaseException | None = None) -> None:
    _reading.set(False)


db = SQLAlchemy(model_class=Base, session_options={"class_": ReadingSession})

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


# As the databases bring an instant in UTC: read as it is. Turning each one costs more than reading its column.
_IN_UTC = (None, ZoneInfo("UTC"), ZoneInfo("Etc/UTC"))


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
        if value is None or value.tzinfo is UTC:
            return value
        return value.replace(tzinfo=UTC) if value.tzinfo in _IN_UTC else value.astimezone(UTC)


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


def read(statement: Executable, known: dict[str, Any] | None = None) -> Result[Any]:
    """The rows of a statement of columns, without the ORM in between: a third of the cost. What is pending goes first.

    It joins the transaction of the session, as any other read; for objects, db.session.
    """
    session = db.session
    if session.autoflush and (session.new or session.dirty or session.deleted):
        session.flush()
    return session.connection().execute(statement, known)


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


SIN_PREGUNTAR = 30.0  # seconds that a connection at rest is believed to be alive while its other end says nothing


def install_postgres(engine: Engine) -> None:
    """A connection is only asked whether it lives when there is a reason to doubt it: asking costs a whole trip.

    There is one if its socket has something to read (the server went away, and said so) or if it rested for long.
    """
    if engine.dialect.name != "postgresql":
        return

    @event.listens_for(engine, "checkin")
    def _rests(connection: Any, record: Any) -> None:
        record.info["descansa"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _lives(connection: Any, record: Any, _proxy: Any) -> None:
        rested = time.monotonic() - record.info.get("descansa", time.monotonic())
        if rested < SIN_PREGUNTAR and not _something_to_read(connection):
            return
        try:
            engine.dialect.do_ping(connection)
        except psycopg.Error as error:
            raise InvalidatePoolError from error


def _something_to_read(connection: Any) -> bool:
    if connection.closed:
        return True
    poll = select_module.poll()
    poll.register(connection.fileno(), select_module.POLLIN)
    return bool(poll.poll(0))


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
