"""People of a padrón by clicking: masked, one in clear with a reason, and who has seen whom."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests.builders_padron import ANA, CON_ERRORES, Expediente
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser
from workflow.web.extensions import limiter


@pytest.fixture
def expediente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Expediente:
    expediente = Expediente(sqlite_cast, ahora)
    expediente.loaded(CON_ERRORES)
    return expediente


@pytest.fixture
def enlace(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "enlace_educacion")


@pytest.fixture
def transparencia(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "transparencia")


def test_la_persona_se_ve_cubierta_y_en_claro_solo_con_motivo(expediente: Expediente, enlace: Browser) -> None:
    page = enlace.get(f"/expedientes/{expediente.id}/padron/personas")
    assert "3 filas" in page.text and "PEXA••••••••••••00" in page.text and ANA not in page.text
    page = enlace.get(str(page.all("a[href*='/personas/']")[0]["href"]))
    assert ANA not in page.text
    refused = enlace.submit(page, "Ver en claro")
    assert refused.status == 422 and "Elija para qué" in refused.text and "Elija al menos un dato" in refused.text
    assert ANA not in refused.text
    seen = enlace.submit(page, "Ver en claro", motivo="correccion", campo="0")
    assert seen.status == 200 and ANA in seen.text and "PEÑA" not in seen.text
    assert seen.response.headers["Cache-Control"] == "no-store"
    assert ANA not in seen.response.request.url
    assert ANA not in enlace.get(f"/expedientes/{expediente.id}/padron/personas").text


def test_quien_la_ha_visto_se_pregunta_con_una_forma_y_lo_ve_solo_transparencia(
    expediente: Expediente, enlace: Browser, transparencia: Browser, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    person = enlace.get(f"/expedientes/{expediente.id}/padron/personas")
    person = enlace.get(str(person.all("a[href*='/personas/']")[0]["href"]))
    enlace.submit(person, "Ver en claro", motivo="atencion", detalle="Ventanilla", campo="0")
    page = transparencia.get("/datos-personales/persona")
    wrong = transparencia.submit(page, "Buscar", curp="PEXA900215", motivo="atencion")
    assert wrong.status == 422 and "CURP completa" in wrong.text
    found = transparencia.submit(page, "Buscar", curp=f" {ANA.lower()} ", motivo="solicitud_arco", detalle="ARCO-1")
    assert "Becas municipales" in found.text and "Karina Soto Mata" in found.text and "Ventanilla" in found.text
    assert ANA not in found.text and ANA not in found.response.request.url
    nobody = transparencia.submit(page, "Buscar", curp="BEML920313HMCLNS09", motivo="atencion")
    assert "No está en ningún padrón" in nobody.text
    for who in ("enlace_educacion", "planeacion", "administradora"):
        assert browser_of(sqlite_app, sqlite_cast, who).get("/datos-personales/persona").status == 403


def test_los_accesos_de_un_padron_los_lee_su_titular(
    expediente: Expediente, enlace: Browser, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    titular = browser_of(sqlite_app, sqlite_cast, "titular_educacion")
    url = f"/expedientes/{expediente.id}/padron/accesos"
    assert "Nadie ha visto datos en claro" in titular.get(url).text
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/1")
    enlace.submit(page, "Descargar el libro para corregir")
    assert "Descargó datos en claro: 3 filas" in titular.get(url).text
    assert browser_of(sqlite_app, sqlite_cast, "titular").get(url).status == 403


def test_un_programa_que_recorre_el_padron_se_detiene(expediente: Expediente, enlace: Browser) -> None:
    page = enlace.get(f"/expedientes/{expediente.id}/padron/personas")
    page = enlace.get(str(page.all("a[href*='/personas/']")[0]["href"]))
    limiter.enabled = True
    try:
        limiter.reset()
        answers = [enlace.submit(page, "Ver en claro", motivo="correccion", campo="0", llave=str(n)).status
                   for n in range(11)]  # fmt: skip
    finally:
        limiter.reset()
        limiter.enabled = False
    assert answers == [200] * 10 + [429]
