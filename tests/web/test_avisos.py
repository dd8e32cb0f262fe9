"""The page of notices: the unread first, the count in the header, and reading them."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests.builders_expedientes import Camino
from tests.builders_indicadores import ABRIL, Publicado
from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.expedientes import kinds
from workflow.indicadores.service import recordar_avances
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA


@pytest.fixture
def revisora(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A reviewer with two unread notices."""
    monkeypatch.setattr(kinds, "_REGISTRY", {})
    for programa in ("PP-20", "PP-21"):
        Camino(sqlite_cast, ahora, programa=programa).do("titular", "enviar")
    tasks.drain()
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.revisora.usuario_id)
    return browser


def test_quien_no_tiene_avisos_lee_cuando_los_tendra(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.auditor.usuario_id)
    page = browser.get("/avisos")
    assert page.status == 200 and "Aún no tiene avisos" in page.text
    assert not page.all(".encabezado .cuenta")


def test_los_avisos_sin_leer_salen_primero_y_se_cuentan_en_el_encabezado(revisora: Browser) -> None:
    page = revisora.get("/avisos")
    assert "2 avisos sin leer" in page.text
    assert len(page.all(".pendiente--pronto")) == 2
    assert page.one(".encabezado .cuenta").get_text(strip=True).startswith("2")
    assert "Llegó a Planeación para su revisión" in page.text and "tome la revisión" in page.text


def test_abrir_un_aviso_lo_marca_leido_y_lleva_al_expediente(revisora: Browser) -> None:
    page = revisora.get("/avisos")
    action = next(form["action"] for form in page.all("main form") if form["action"].endswith("/abrir"))
    answer = revisora.submit(page, action, follow=False)
    assert answer.status == 302 and "/expedientes/" in answer.location
    after = revisora.get("/avisos")
    assert "1 aviso sin leer" in after.text and "Leídos" in after.text


def test_ver_la_pagina_no_marca_nada_como_leido(revisora: Browser) -> None:
    revisora.get("/avisos")
    assert "2 avisos sin leer" in revisora.get("/avisos").text


def test_todos_se_marcan_de_una_vez(revisora: Browser) -> None:
    after = revisora.submit(revisora.get("/avisos"), "/avisos/leidos")
    assert "No tiene avisos sin leer" in after.text
    assert not after.all(".encabezado .cuenta")


def test_el_aviso_de_otra_persona_no_existe_para_mi(sqlite_app: Flask, sqlite_cast: Cast, revisora: Browser) -> None:
    other = Browser(sqlite_app)
    sign_in(other.client, sqlite_cast.auditor.usuario_id)
    token = other.get("/avisos").one("input[name=csrf_token]")["value"]
    assert other.post("/avisos/1/leido", {"csrf_token": str(token)}).status == 404
    assert "2 avisos sin leer" in revisora.get("/avisos").text


def test_el_aviso_de_avances_dice_cada_mes_y_lleva_a_su_programa(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    poa = Publicado(sqlite_cast, ahora)
    sqlite_app.config["CLOCK"] = lambda: ABRIL
    recordar_avances(actor=SISTEMA, ahora=ABRIL)
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.enlace.usuario_id)
    page = browser.get("/avisos")
    assert "Enero de 2026: 1 avance por reportar; venció el 13/02/2026" in page.text
    folio = next(link.text for link in page.all("a") if link.get("href") == f"/indicadores/poa/{poa.id}")
    assert browser.submit(page, f"Abrir {folio}").one("h1").text
    assert "Sin leer" not in browser.get("/avisos").text
