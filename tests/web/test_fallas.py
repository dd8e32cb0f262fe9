"""When the database fails, people still read a page that says what to do, with the number for support."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.db import db
from workflow.expedientes import queries as expedientes
from workflow.people import queries as people


@pytest.fixture
def titular(postgres_app: Flask, postgres_cast: Cast, ahora: datetime) -> Browser:
    browser = Browser(postgres_app)
    sign_in(browser.client, postgres_cast.titular.usuario_id)
    return browser


def test_sin_base_de_datos_la_pagina_de_falla_no_le_pregunta_nada(
    titular: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", {}, RuntimeError("down"))

    monkeypatch.setattr(people, "open_access", away)
    page = titular.get("/expedientes")
    assert page.status == 503


def test_una_consulta_que_falla_a_la_mitad_da_la_pagina_de_falla(
    titular: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL refuses every other query of that transaction: the page must not need one."""
    monkeypatch.setattr(expedientes, "tablero", lambda *_, **__: db.session.execute(text("SELECT no_existe")))
    page = titular.get("/expedientes")
    assert page.status == 500
    assert "no_existe" not in page.text
