"""A connection at rest that the server closed is replaced before anybody notices; one that lives is not asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from workflow import db as base
from workflow.db import db


@pytest.fixture
def pings(postgres_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """The times that a connection was asked whether it lives."""
    asked: list[object] = []
    ask = db.engine.dialect.do_ping

    def note(connection: object) -> bool:
        asked.append(connection)
        return bool(ask(connection))  # type: ignore[arg-type]

    monkeypatch.setattr(db.engine.dialect, "do_ping", note)
    yield asked


def _used() -> int:
    pid = db.session.scalar(text("SELECT pg_backend_pid()"))
    db.session.rollback()
    return int(pid or 0)


def test_una_conexion_que_cerro_el_servidor_se_cambia_sin_que_se_note(pings: list[object]) -> None:
    _used()
    with db.engine.connect() as one:
        pid = int(one.scalar(text("SELECT pg_backend_pid()")) or 0)
        with db.engine.connect() as another:
            one.rollback()
            one.close()
            another.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
            another.commit()
            fresh = [db.engine.connect() for _ in range(2)]
            try:
                assert all(each.scalar(text("SELECT 1")) == 1 for each in fresh)
                assert pings  # the dead one was doubted
            finally:
                for each in fresh:
                    each.close()


def test_una_conexion_viva_no_se_pregunta_y_la_que_descanso_mucho_si(
    pings: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    db.engine.dispose()
    first = _used()
    assert (_used(), pings) == (first, [])
    monkeypatch.setattr(base, "SIN_PREGUNTAR", 0.0)
    assert _used() == first
    assert len(pings) == 1
