"""The page of background work, and what the watching machines are told."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.db import db, use_case
from workflow.outbox import queries, service


@use_case
def left(tipo: str, llave: str, ahora: datetime) -> None:
    service.leave(tipo, llave=llave, payload={}, ahora=ahora)


def fail(trabajo_id: int, ahora: datetime, error: str) -> None:
    tomado = service.claim(trabajo_id, worker="prueba", ahora=ahora)
    assert tomado is not None
    service.give_back(tomado, ahora=ahora, error=error, final=True)


@pytest.fixture
def admin(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.administradora.usuario_id)
    return browser


def test_sin_trabajos_la_pagina_dice_cuando_los_habra(admin: Browser) -> None:
    assert "No hay trabajos aquí" in admin.get("/trabajos").text


def test_un_trabajo_que_fallo_dice_por_que_y_se_puede_reintentar(
    sqlite_app: Flask, admin: Browser, ahora: datetime
) -> None:
    left("aviso.correo", "uno", ahora)
    fail(1, ahora, "CORREO_RECHAZADO")
    page = admin.get("/trabajos")
    assert "Enviar un correo" in page.text and "no acepta esa dirección" in page.text
    again = admin.submit(page, "/trabajos/1/reintentar")
    assert "se intentará otra vez" in again.text
    db.session.rollback()
    found = queries.get(1)
    assert found is not None and (found.estado, found.intentos) == ("pendiente", 0)


def test_una_falla_sin_nombre_no_ensena_codigos_ni_ingles(sqlite_app: Flask, admin: Browser, ahora: datetime) -> None:
    left("aviso.correo", "uno", ahora)
    fail(1, ahora, "ConnectionRefusedError")
    text = admin.get("/trabajos").text
    assert "causa técnica" in text and "ConnectionRefusedError" not in text


def test_solo_administracion_ve_y_reintenta_trabajos(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    left("aviso.correo", "uno", ahora)
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.gobierno.usuario_id)
    assert browser.get("/trabajos").status == 403
    token = str(browser.get("/avisos").one("input[name=csrf_token]")["value"])
    assert browser.post("/trabajos/1/reintentar", {"csrf_token": token}).status == 403


def test_salud_responde_sin_entrar_y_no_abre_una_sesion(sqlite_app: Flask) -> None:
    for path, expected in (
        ("/salud", {"estado": "vivo"}),
        ("/salud/listo", {"estado": "listo", "base_de_datos": "responde", "trabajos": "al_dia"}),
    ):
        answer = sqlite_app.test_client().get(path)
        assert (answer.status_code, answer.get_json()) == (200, expected)
        assert "Set-Cookie" not in answer.headers


def test_salud_dice_si_nadie_hace_el_trabajo(sqlite_app: Flask, ahora: datetime) -> None:
    left("aviso.correo", "uno", ahora - timedelta(minutes=11))
    answer = sqlite_app.test_client().get("/salud/listo")
    assert (answer.status_code, answer.get_json()["trabajos"]) == (200, "atrasados")


def test_sin_base_de_datos_la_instalacion_no_esta_lista(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(desde: datetime) -> bool:
        raise OperationalError("SELECT 1", {}, Exception("fuera"))

    monkeypatch.setattr(queries, "late", down)
    answer = sqlite_app.test_client().get("/salud/listo")
    assert (answer.status_code, answer.get_json()["estado"]) == (503, "no_listo")


def test_cada_clase_de_trabajo_tiene_su_nombre_en_espanol(sqlite_app: Flask) -> None:
    from workflow.jobs.handlers import HANDLERS
    from workflow.textos import rotulos

    own = {tipo for tipo, function in HANDLERS.items() if function.__module__.startswith("workflow.")}
    assert sorted(own - set(rotulos()["trabajo_tipo"])) == []
