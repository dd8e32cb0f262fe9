"""The pages of acts in bulk, by clicking."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask

from tests.builders_expedientes import Camino, plain_documents
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from workflow.lotes import service


def test_planeacion_turna_varios_y_ve_el_resultado_de_cada_uno(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    ids = [Camino(sqlite_cast, ahora, programa=f"PP-{n}").to_validated().id for n in (20, 21)]
    browser = browser_of(sqlite_app, sqlite_cast, "planeacion")
    assert "Turnar varios a Comisiones" in browser.get("/lotes").text
    page = browser.get("/lotes/nuevo/turnar?todos=1")
    assert len(page.all("input[type=checkbox][checked]")) == 2
    empty = browser.post("/lotes/nuevo/turnar", page.form("Turnar varios a Comisiones") | {"expediente": []})
    assert empty.status == 422 and "Marque al menos un expediente." in empty.text
    page = browser.post("/lotes/nuevo/turnar", page.form("Turnar varios a Comisiones") | {"expediente": ids})
    page = browser.get(page.location)
    assert "Por hacer" in page.text
    with plain_documents(), sqlite_app.app_context():
        service.ejecutar(1, ahora=ahora + timedelta(hours=1), avance=lambda hecho, total: None)
    page = browser.get("/lotes/1")
    assert "2 expedientes hechos" in page.text
    assert "Turnar a Comisiones" in browser.get("/lotes").text


def test_quien_no_puede_no_ve_la_lista_de_turnar(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = browser_of(sqlite_app, sqlite_cast, "enlace")
    assert browser.get("/lotes/nuevo/turnar").status == 403
    page = browser.get("/lotes")
    assert "Turnar varios" not in page.text and "Reunir POA en un archivo" in page.text


def test_se_pide_un_paquete_y_se_ve_que_se_prepara(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    camino = Camino(sqlite_cast, ahora)
    camino.do("titular", "enviar")
    browser = browser_of(sqlite_app, sqlite_cast, "planeacion")
    page = browser.get("/lotes/paquete")
    page = browser.post("/lotes/paquete", page.form("Preparar el archivo") | {"expediente": [camino.id]})
    assert "Preparando" in browser.get(page.location).text
