"""The page of a dependencia: its names, what it gave and received; nothing typed is lost when it is refused."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Expediente


@pytest.fixture
def planeacion(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.planeacion.usuario_id)
    return browser


@pytest.fixture
def expediente(sqlite_cast: Cast, ahora: datetime) -> int:
    actor = sqlite_cast.enlace
    return expedientes.crear("poa", "UR-050", "PP-32", 2026, "POA 2026 de Obras", actor=actor, ahora=ahora)


def test_un_nombre_nuevo_queda_con_su_fecha_y_su_acuerdo(planeacion: Browser) -> None:
    page = planeacion.get("/dependencias/UR-050")
    typed = {"nombre": "Dirección de Infraestructura", "desde": "2026-01-02"}
    refused = planeacion.submit(page, "Registrar el nombre", follow=False, **typed)
    assert refused.status == 422 and refused.one("#nombre")["value"] == "Dirección de Infraestructura"
    done = planeacion.submit(refused, "Registrar el nombre", fundamento="Acuerdo 12")
    assert "El nombre nuevo quedó registrado" in done.text
    assert [row.select_one("th").get_text() for row in done.all("table")[0].select("tbody tr")] == [
        "Dirección de Infraestructura",
        "Dirección de Obras Públicas",
    ]
    assert "Dirección de Infraestructura" in planeacion.get("/dependencias").text


def test_los_expedientes_elegidos_pasan_y_la_pagina_lo_cuenta(planeacion: Browser, expediente: int) -> None:
    page = planeacion.get("/dependencias/UR-050")
    assert page.one(f"#expediente-{expediente}").has_attr("checked")
    typed = {"clase": "fusion", "a": "UR-043", "motivo": "Se fusionan."}
    refused = planeacion.submit(page, "Transferir", follow=False, **typed)
    assert refused.status == 409 and "Escriba el motivo y el acuerdo" in refused.text
    assert refused.one("#motivo").get_text().strip() == "Se fusionan."
    assert refused.one("#a option[selected]")["value"] == "UR-043"
    done = planeacion.submit(refused, "Transferir", fundamento_transferencia="Acuerdo 12")
    assert "La transferencia quedó registrada" in done.text
    assert "Fusión: de UR-050 Dirección de Obras Públicas a UR-043 Dirección de Educación" in done.text
    db.session.rollback()
    assert db.session.get_one(Expediente, expediente).dependencia.clave == "UR-043"
    assert "De UR-050 a UR-043" in planeacion.get(f"/expedientes/{expediente}/bitacora").text


def test_desde_la_consola_se_transfiere_y_se_renombra(sqlite_app: Flask, expediente: int) -> None:
    def run(*arguments: str) -> str:
        return sqlite_app.test_cli_runner().invoke(args=["dependencias", *arguments]).output

    told = run(
        "transferir", "UR-050", "UR-043", "--clase", "fusion", "--motivo", "Fusión", "--fundamento", "Acuerdo 12"
    )
    assert "quedó registrada" in told
    assert "Elija a qué otra dependencia" in run(
        "transferir", "UR-043", "UR-043", "--clase", "fusion", "--motivo", "x", "--fundamento", "y"
    )
    told = run("renombrar", "UR-050", "--nombre", "Infraestructura", "--desde", "2026-01-02", "--fundamento", "Acuerdo")
    assert "«Infraestructura» desde el 02/01/2026" in told


def test_quien_no_administra_no_entra(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    browser = Browser(sqlite_app)
    sign_in(browser.client, sqlite_cast.enlace.usuario_id)
    assert browser.get("/dependencias/UR-050").status == 403
