"""What the watching machines count: only with the token, and nothing about anybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from tests.web.test_trabajos import fail, left
from workflow.db import db
from workflow.outbox import queries

TOKEN = "el-de-la-instalacion"


@pytest.fixture
def medida(sqlite_app: Flask) -> Iterator[Flask]:
    """The installation with a token."""
    before = sqlite_app.config["RUTA"]
    sqlite_app.config["RUTA"] = replace(before, metrics_token=TOKEN)
    yield sqlite_app
    sqlite_app.config["RUTA"] = before


def scrape(app: Flask) -> dict[tuple[str, str], float]:
    """(name, its `direccion` or `estado`) -> value."""
    answer = app.test_client().get("/metricas", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        (sample.name, sample.labels.get("direccion") or sample.labels.get("estado", "")): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_sin_el_token_la_direccion_no_existe(sqlite_app: Flask, medida: Flask) -> None:
    for headers in ({}, {"Authorization": "Bearer otro"}, {"Authorization": TOKEN + "x"}):
        assert medida.test_client().get("/metricas", headers=headers).status_code == 404


def test_sin_token_en_la_instalacion_nadie_entra(sqlite_app: Flask) -> None:
    assert sqlite_app.config["RUTA"].metrics_token is None
    assert sqlite_app.test_client().get("/metricas", headers={"Authorization": "Bearer "}).status_code == 404


def test_cuenta_los_trabajos_y_lo_que_lleva_esperando_el_mas_viejo(medida: Flask, ahora: datetime) -> None:
    assert scrape(medida)["ruta_trabajo_espera_segundos", ""] == 0
    left("aviso.correo", "uno", ahora - timedelta(minutes=7))
    left("aviso.correo", "dos", ahora - timedelta(minutes=2))
    left("aviso.correo", "tres", ahora)
    (roto,) = [item.id for item in queries.listed("pendiente") if item.creado_en == ahora]
    fail(roto, ahora, "OSError")
    found = scrape(medida)
    assert found["ruta_trabajo_espera_segundos", ""] == 420
    assert (found["ruta_trabajos", "pendiente"], found["ruta_trabajos", "fallido"]) == (2, 1)
    assert found["ruta_base_de_datos_viva", ""] == 1


def test_cada_respuesta_se_cuenta_por_su_direccion_y_no_por_su_ruta(medida: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(medida)
    sign_in(browser.client, sqlite_cast.administradora.usuario_id)

    def count() -> float:
        return scrape(medida).get(("ruta_peticion_segundos_count", "trabajos.lista"), 0)

    before = count()
    browser.get("/trabajos?estado=hecho")
    assert count() == before + 1
    assert (
        "estado=hecho" not in medida.test_client().get("/metricas", headers={"Authorization": f"Bearer {TOKEN}"}).text
    )


def test_un_acto_deja_su_renglon_con_el_numero_que_ve_la_gente(
    sqlite_app: Flask, sqlite_cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    import structlog

    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.administradora.usuario_id)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(20))
    try:
        answer = browser.client.post("/trabajos/9/reintentar", data={"correo": "alguien@fresnillo.test"})
    finally:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    (line,) = [json.loads(one) for one in capsys.readouterr().out.splitlines() if '"peticion"' in one]
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["metodo"], line["endpoint"], line["estado"]) == ("POST", "trabajos.reintentar", answer.status_code)
    assert "alguien" not in json.dumps(line)
    db.session.rollback()
