"""The pages that see the POA of a year from above: bounded in queries, each with its file."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from flask import Flask

from tests.builders_expedientes import Camino
from tests.builders_indicadores import municipio
from tests.cast import Cast
from tests.use_cases.test_expedientes_consultas import reads
from tests.web.expedientes_paginas import browser_of
from workflow.poa.panorama import queries

PARTES = ("presupuesto", "alineacion", "etapas", "matrices")


@pytest.mark.parametrize("parte", PARTES)
def test_cada_parte_se_abre_con_67_poa_y_cuesta_pocas_consultas(
    sqlite_app: Flask, sqlite_cast: Cast, parte: str
) -> None:
    municipio(meses=1)
    queries.forget()
    browser = browser_of(sqlite_app, sqlite_cast, "planeacion")
    browser.get("/tablero")
    with sqlite_app.app_context(), reads() as seen:
        page = browser.get(f"/panorama/{parte}")
    assert page.status == 200
    assert len(seen) <= 15


@pytest.mark.parametrize("tabla", ["capitulo", "eje", "fuente", "dependencia", "pmd", "ods", "etapas", "matrices"])
def test_cada_tabla_se_descarga(sqlite_app: Flask, sqlite_cast: Cast, tabla: str) -> None:
    municipio(cuantos=3, indicadores=9, meses=1)
    answer = browser_of(sqlite_app, sqlite_cast, "planeacion").client.get(f"/panorama/{tabla}.xlsx")
    assert answer.status_code == 200
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).active.max_row >= 1


def test_sin_poa_se_dice_y_no_falla(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = browser_of(sqlite_app, sqlite_cast, "planeacion")
    for parte in PARTES:
        assert "Todavía no hay POA" in browser.get(f"/panorama/{parte}").text
    assert browser.get("/panorama/eje.xlsx").status == 404


def test_las_etapas_al_cierre_de_cada_mes_son_las_que_habia(cast: Cast, ahora: datetime, app: Flask) -> None:
    """Sent and taken in review on 10 February: one in review that day, none at the end of January."""
    Camino(cast, ahora).to_review()
    series = dict(queries.stages_over_time(2026, cast.planeacion, ahora.date()))
    assert series[ahora.date()] == {"en_revision": 1}
    assert all(not counts for day, counts in series.items() if day < ahora.date())


def test_una_dependencia_ve_solo_lo_suyo(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    municipio(cuantos=3, indicadores=9, meses=1)
    assert "Todavía no hay POA" in browser_of(sqlite_app, sqlite_cast, "enlace").get("/panorama").text
