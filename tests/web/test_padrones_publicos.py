"""The public version of a padrón, asked for by Transparencia and read by anybody."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests.builders_padron import ANA, Expediente
from tests.cast import Cast
from tests.use_cases.test_padron_publico import CON_TELEFONO, work
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser


@pytest.fixture
def publicado(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Expediente:
    expediente = Expediente(sqlite_cast, ahora)
    expediente.loaded(CON_TELEFONO)
    expediente.publish()
    return expediente


def test_transparencia_la_pide_y_cualquiera_la_baja(
    publicado: Expediente, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    transparencia, anyone = browser_of(sqlite_app, sqlite_cast, "transparencia"), Browser(sqlite_app)
    assert "Aún no hay padrones publicados" in anyone.get("/datos/padrones").text
    url = f"/expedientes/{publicado.id}/padron/publico"
    page = transparencia.get(url)
    assert "mientras el Comité de Transparencia decide" in page.text
    refused = transparencia.submit(page, "Hacer la versión pública", curp="1")
    assert refused.status == 422 and "necesita su fundamento" in refused.text
    page = transparencia.submit(page, "Hacer la versión pública")
    assert "se está haciendo" in page.text
    work(publicado)
    page = transparencia.get(url)
    folio = page.one("table th a").get_text()
    assert folio.endswith("-PUB-01")
    assert "Becas municipales" in anyone.get("/datos/padrones").text
    public = anyone.get(f"/datos/padrones/{folio}")
    assert "Dirección de Educación" in public.text and "ajeno a cualquier partido político" in public.text
    for formato, kind in (("xlsx", "spreadsheetml"), ("csv", "text/csv")):
        answer = anyone.client.get(f"/datos/padrones/{folio}.{formato}")
        assert answer.status_code == 200 and kind in answer.content_type
        assert f"{folio}.{formato}" in answer.headers["Content-Disposition"] and ANA.encode() not in answer.data
    assert anyone.get("/datos/padrones/NO-HAY").status == 404
    assert "Padrones de personas beneficiarias" in anyone.get("/datos").text


def test_los_demas_la_ven_y_no_la_piden(publicado: Expediente, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    url = f"/expedientes/{publicado.id}/padron/publico"
    for who in ("enlace_educacion", "planeacion", "auditor"):
        page = browser_of(sqlite_app, sqlite_cast, who).get(url)
        assert page.status == 200 and "Hacer una versión pública" not in page.text
