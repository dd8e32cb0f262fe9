"""ARCO requests, bloqueo and supresión by clicking, as the Unidad de Transparencia does."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime

import pytest
from flask import Flask

from tests.builders_padron import ANA, BUENO, Expediente, llaves
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser, Page
from workflow.padron.privacidad.queries.accesos import apariciones


@pytest.fixture
def expediente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Expediente:
    expediente = Expediente(sqlite_cast, ahora)
    expediente.loaded(BUENO)
    expediente.publish()
    return expediente


@pytest.fixture
def transparencia(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "transparencia")


def nueva(browser: Browser, tipo: str) -> Page:
    page = browser.get("/datos-personales/solicitudes/nueva")
    return browser.submit(
        page, "Registrar la solicitud", tipo=tipo, medio="ventanilla", nombre="Ana Peña", curp=ANA,
        contacto="ana@correo.mx",
    )  # fmt: skip


def responder(browser: Browser, page: Page) -> Page:
    page = browser.submit(page, "Escribir el acto", hecho="identidad")
    assert "Acreditó su identidad" in page.text
    refused = browser.submit(page, "Escribir el acto", hecho="respuesta")
    assert refused.status == 422 and "procedente, parcialmente procedente" in refused.text
    return browser.submit(page, "Escribir el acto", hecho="respuesta", sentido="procedente", detalle="Sí hay datos",
                          llave="otra")  # fmt: skip


def test_una_solicitud_de_acceso_de_principio_a_fin(expediente: Expediente, transparencia: Browser) -> None:
    refused = transparencia.submit(transparencia.get("/datos-personales/solicitudes/nueva"), "Registrar la solicitud")
    assert refused.status == 422 and "Elija qué derecho" in refused.text
    page = nueva(transparencia, "acceso")
    assert "ARCO-2026-0001" in page.text and "10 de marzo de 2026" in page.text
    assert ANA not in page.text and "ana@correo.mx" not in page.text
    shown = transparencia.submit(page, "Ver quién la presenta")
    assert ANA in shown.text and "ana@correo.mx" in shown.text and ANA not in shown.response.request.url
    page = responder(transparencia, page)
    package = transparencia.submit(page, "Preparar y descargar")
    assert package.response.content_type == "application/zip"
    assert ANA not in package.response.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(package.response.data)) as packed:
        assert json.loads(packed.read("datos.json"))["filas"][0]["datos"]["CURP"] == ANA
    page = transparencia.get(page.response.request.path)
    assert "Se entregaron los datos" in page.text and "por qué se entregan otra vez" in page.text.lower()
    again = transparencia.submit(page, "Preparar y descargar")
    assert again.status == 422 and "ya se entregaron una vez" in again.text
    page = transparencia.submit(page, "Escribir el acto", hecho="cumplida")
    assert "Concluida" in page.text
    assert "ARCO-2026-0001" in transparencia.get("/datos-personales/solicitudes").text


def test_una_cancelacion_bloquea_y_suprime_y_queda_su_acta(expediente: Expediente, transparencia: Browser) -> None:
    page = responder(transparencia, nueva(transparencia, "cancelacion"))
    why = {"fundamento": "LGPDPPSO, artículo 40, respuesta UT/3/2026"}
    refused = transparencia.submit(page, "Suprimir lo bloqueado", accion="suprimir", **why)
    assert refused.status == 409 and "no está en el padrón" in refused.text
    page = transparencia.submit(page, "Suprimir lo bloqueado", accion="bloquear", **why)
    assert "Se bloqueó la única fila" in page.text
    page = transparencia.submit(page, "Suprimir lo bloqueado", accion="suprimir", **why)
    assert "Se suprimió la única fila" in page.text and apariciones(ANA, llaves()) == []
    page = transparencia.get("/datos-personales/bloqueos")
    page = transparencia.get(str(page.one("table th a")["href"]))
    assert "Supresión: fila 2" in page.text
    acta = transparencia.get(str(page.one("a[href*='/actas/']")["href"]))
    assert "suprimió los datos personales" in acta.text and "UT/3/2026" in acta.text


def test_un_padron_se_bloquea_entero_y_se_levanta(
    expediente: Expediente, transparencia: Browser, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    url = "/datos-personales/bloqueos/1"
    page = transparencia.get(url)
    refused = transparencia.submit(page, "Hacerlo", accion="suprimir")
    assert refused.status == 422 and "Primero se bloquean" in refused.text and "fundamento" in refused.text
    page = transparencia.submit(page, "Hacerlo", accion="bloquear", fundamento="Dictamen de baja 3/2026")
    assert "2 bloqueadas" in page.text
    enlace = browser_of(sqlite_app, sqlite_cast, "enlace_educacion")
    assert "0 filas" in enlace.get(f"/expedientes/{expediente.id}/padron/personas").text
    page = transparencia.submit(page, "Hacerlo", accion="levantar", fundamento="Se revocó el dictamen")
    assert "0 bloqueadas" in page.text
    assert enlace.get(url).status == 403
    auditor = browser_of(sqlite_app, sqlite_cast, "auditor").get(url)
    assert auditor.status == 200 and "Hacerlo" not in auditor.text
