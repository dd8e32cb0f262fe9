"""Alembic: the schema goes forward and back, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

target = current_app.extensions["migrate"].db
config = context.config


def plain_types(kind, item, autogen):  # type: ignore[no-untyped-def]
    """A migration names the types of the database, not those of the code, which will change."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def run() -> None:
    engine = target.engine
    options = dict(current_app.extensions["migrate"].configure_args)
    options |= {"render_as_batch": True, "compare_type": True, "render_item": plain_types}
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # A change rebuilds the table: with the keys watched, dropping the old one would drag what points to it.
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET lock_timeout = '5s'")
            connection.commit()
        context.configure(connection=connection, target_metadata=target.metadata, **options)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Las migraciones se aplican con la base de datos a la vista: flask --app wsgi db upgrade")
run()
