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
    """The times that a connection was asked whether it lives; none was left at rest by the tests before."""
    db.session.remove()
    db.engine.dispose()
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


def test_una_pagina_lee_sin_transaccion_y_un_caso_de_uso_escribe_todo_o_nada(postgres_app: Flask) -> None:
    here = text("SELECT pg_current_xact_id_if_assigned() IS NULL, now() = statement_timestamp()")

    def alone() -> bool:
        """In a transaction of several statements, now() stays as it was when it began."""
        db.session.execute(text("SELECT pg_sleep(0.01)"))
        return bool(db.session.execute(here).one()[1])

    assert not alone()
    db.session.rollback()
    base.begin_reading()
    try:
        assert alone()
        with pytest.raises(ZeroDivisionError):
            _writes_and_fails()
        assert db.session.scalar(text("SELECT count(*) FROM folio_consecutivo")) == 0
        _writes()
        assert alone()  # after it, the page goes on reading
        assert db.session.scalar(text("SELECT ultimo FROM folio_consecutivo")) == 7
    finally:
        base.end_reading()
        db.session.rollback()


@base.use_case
def _writes() -> None:
    db.session.execute(text("INSERT INTO folio_consecutivo (id, ultimo) VALUES ('X/2026', 7)"))


@base.use_case
def _writes_and_fails() -> None:
    _writes()
    raise ZeroDivisionError


def test_leyendo_paginas_la_base_guarda_sus_planes(postgres_app: Flask) -> None:
    db.engine.dispose()
    base.begin_reading()
    try:
        for _ in range(8):
            db.session.scalar(text("SELECT count(*) FROM dia_inhabil"))
            db.session.rollback()  # the end of each page
        kept = db.session.scalars(text("SELECT statement FROM pg_prepared_statements")).all()
        assert "SELECT count(*) FROM dia_inhabil" in kept
    finally:
        base.end_reading()
        db.session.rollback()
