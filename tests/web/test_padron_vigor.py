"""The padrón in force, by clicking: its deltas, the masked list, one history, the workbook, the versions of rules."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_padron import (
    ANA,
    COMPLETO,
    DE_ANA,
    DE_LUPE,
    DE_OTRA,
    LUPE,
    MOVIMIENTOS,
    OTRA,
    SENCILLAS,
    Expediente,
    csv,
)
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser
from workflow.audit.models import Asiento
from workflow.db import db
from workflow.padron import queries, service


@pytest.fixture
def expediente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Expediente:
    made = Expediente(sqlite_cast, ahora)
    made.loaded(csv(COMPLETO, DE_ANA, DE_LUPE))
    made.publish()
    return made


@pytest.fixture
def enlace(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "enlace_educacion")


def vigor(expediente: Expediente) -> str:
    return f"/expedientes/{expediente.id}/padron/vigor"


def test_la_revision_dice_que_cambia_y_pide_la_causa_de_las_bajas(expediente: Expediente, enlace: Browser) -> None:
    expediente.modify()
    carga_id = expediente.upload(csv(COMPLETO, DE_ANA.replace("450", "900"), DE_OTRA))
    expediente.read(carga_id)
    home = f"/expedientes/{expediente.id}/padron/cargas/{carga_id}"
    page = enlace.get(home)
    assert "Qué cambia respecto de la versión 1" in page.text
    assert "no aparece en el archivo" in page.text
    assert not any(curp in page.text for curp in (ANA, LUPE, OTRA))
    refused = enlace.submit(page, "Confirmar el padrón")
    assert refused.status == 409
    assert "Elija la causa de su baja" in refused.text
    done = enlace.submit(refused, "Confirmar el padrón", motivo_bajas="defuncion")
    assert "El padrón quedó en el expediente" in done.text
    assert "Causa de las bajas: defunción" in done.text
    assert "Corrección de datos del padrón" in done.text or "quedan en vigor" in done.text


def test_la_lista_va_cubierta_se_filtra_y_no_lleva_datos_personales_en_la_direccion(
    expediente: Expediente, enlace: Browser, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    page = enlace.get(vigor(expediente))
    assert [cifra.get_text() for cifra in page.all(".cifras strong")][:2] == ["2", "0"]
    assert len(page.all("table a[href*='/vigor/']")) == 2
    assert ANA not in page.text and "TORRE" not in page.text
    mujeres = enlace.get(vigor(expediente) + "?sexo=M&estado=vigente&reglas=1")
    (link,) = mujeres.all("table a[href*='/vigor/']")
    una = enlace.get(str(link["href"]))
    assert "PEXA••••••••••••00" in una.text
    assert "AHC/012/2026" in una.text
    assert "Alta" in una.text
    assert "Ninguna inscripción con ese filtro" in enlace.get(vigor(expediente) + "?estado=baja").text
    revisora = browser_of(sqlite_app, sqlite_cast, "revisora")
    assert revisora.get(vigor(expediente)).status == 200
    assert "Descargar el libro" not in revisora.get(vigor(expediente)).text
    assert enlace.get(vigor(expediente) + "/999").status == 404


@pytest.mark.parametrize("who", ["enlace", "comisiones"])
def test_otra_dependencia_y_quien_no_lo_necesita_no_ven_a_las_personas(
    expediente: Expediente, sqlite_app: Flask, sqlite_cast: Cast, who: str
) -> None:
    assert browser_of(sqlite_app, sqlite_cast, who).get(vigor(expediente)).status == 403


def test_el_libro_del_padron_en_vigor_se_marca_y_vuelve_a_subirse(expediente: Expediente, enlace: Browser) -> None:
    expediente.modify()
    response = enlace.submit(enlace.get(vigor(expediente)), "Descargar el libro").response
    assert response.status_code == 200
    hoja = openpyxl.load_workbook(io.BytesIO(response.data)).active
    filas = [list(fila) for fila in hoja.iter_rows(values_only=True)]
    assert filas[0][:5] == ["MOVIMIENTO", "MOTIVO DE BAJA", "CURP ANTERIOR", "FOLIO", "CURP"]
    assert [fila[4] for fila in filas[1:]] == [ANA, LUPE]
    assert db.session.scalar(select(Asiento.accion).where(Asiento.accion == "padron:descargar_vigor"))
    marcado = openpyxl.Workbook()
    filas[2][0], filas[2][1] = "BAJA", "Renuncia"
    for fila in filas:
        marcado.active.append(fila)
    salida = io.BytesIO()
    marcado.save(salida)
    page = enlace.submit(
        enlace.get(f"/expedientes/{expediente.id}/padron"), "Subir y revisar",
        archivo=(io.BytesIO(salida.getvalue()), "movimientos.xlsx"),
    )  # fmt: skip
    assert page.status == 200
    db.session.rollback()
    carga = queries.ultima_carga(expediente.id)
    assert carga is not None
    expediente.read(carga.id)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga.id}")
    assert [cifra.get_text() for cifra in page.all(".cifras strong")][-5:] == ["0", "1", "0", "1", "1"]
    assert "renuncia (1)" in page.text


def test_el_libro_de_quien_no_captura_no_se_da(expediente: Expediente, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    revisora = browser_of(sqlite_app, sqlite_cast, "revisora")
    assert revisora.post(f"{vigor(expediente)}/libro").status in (400, 403)


def test_las_versiones_de_las_reglas_se_comparan_se_publican_y_una_decision_pasa_a_la_gente(
    expediente: Expediente, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    expediente.modify("reforma_de_reglas")
    service.guardar_reglas(expediente.id, SENCILLAS | {"edad_min": 21}, actor=expediente.actor, ahora=expediente.tick())
    expediente.loaded(csv(MOVIMIENTOS, f"ALTA,,,{DE_OTRA}"), motivo_bajas=None)
    home = f"/expedientes/{expediente.id}/padron/reglas/versiones"
    titular = browser_of(sqlite_app, sqlite_cast, "titular_educacion")
    page = titular.get(home)
    assert "Edad mínima" in page.text and "En borrador" in page.text
    expediente.publish()
    page = titular.get(home)
    form = page.all("form[action$='/2/publicada']")
    assert len(form) == 1
    page = titular.submit(page, str(form[0]["action"]), fecha="2026-02-10", medio="Gaceta municipal 12")
    assert "Gaceta municipal 12" in page.text and "10/02/2026" in page.text
    planeacion = browser_of(sqlite_app, sqlite_cast, "planeacion")
    page = planeacion.get(home)
    bad = planeacion.submit(page, "Pasar las inscripciones", de="1", a="1", dia="", fundamento="")
    assert bad.status == 422
    page = planeacion.submit(
        page, "Pasar las inscripciones", de="1", a="2", dia="2026-02-10", fundamento="Acuerdo AHC/020/2026"
    )
    assert "2 inscripciones, de la versión 1 a la 2" in page.text
    assert "Acuerdo AHC/020/2026" in page.text
