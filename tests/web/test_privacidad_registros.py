"""The notice of a programme, its public page, and the pages of terms and of the Comité, by clicking."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests.builders_padron import Expediente
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser
from workflow.padron.privacidad.aviso import ELEMENTOS


@pytest.fixture
def expediente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(sqlite_cast, ahora)


@pytest.fixture
def transparencia(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "transparencia")


def test_el_aviso_se_escribe_y_cualquiera_lo_lee_con_su_direccion_y_su_codigo(
    expediente: Expediente, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    enlace = browser_of(sqlite_app, sqlite_cast, "enlace_educacion")
    page = enlace.get(f"/expedientes/{expediente.id}/padron/aviso")
    assert "aún no tiene aviso" in page.text
    refused = enlace.submit(page, "Guardar y publicar", arco="", desde="")
    assert refused.status == 422 and "fracción VI del artículo 21" in refused.text and "desde qué día" in refused.text
    textos = {clave: f"Lo de {clave}." for clave in ELEMENTOS}
    page = enlace.submit(page, "Guardar y publicar", **textos, desde="2026-02-10")
    assert "Se guardó la versión 1" in page.text and "/privacidad/PP-25" in page.text
    anyone = Browser(sqlite_app)
    assert "Becas municipales" in anyone.get("/privacidad").text
    public = anyone.get("/privacidad/PP-25")
    assert "Lo de negativa." in public.text and "IX. Cómo se avisan los cambios" in public.text
    assert "ajeno a cualquier partido político" in public.text
    assert str(public.one("img")["src"]).startswith("data:image/svg+xml")
    assert anyone.get("/privacidad/PP-25?version=1").status == 200
    assert anyone.get("/privacidad/PP-25?version=9").status == 404
    assert anyone.get("/privacidad/PP-99").status == 404


def test_los_plazos_se_confirman_con_su_fundamento(transparencia: Browser, expediente: Expediente) -> None:
    page = transparencia.get("/datos-personales/plazos")
    assert page.text.count("por confirmar") >= 6
    refused = transparencia.submit(page, "Todavía está", clave="arco_respuesta", valor="cero", desde="2026-02-10")
    assert refused.status == 422 and "número entero entre 1 y 60" in refused.text
    done = transparencia.submit(
        refused, "Todavía está", clave="arco_respuesta", valor="20", desde="2026-02-10", fundamento="LGPDPPSO, art. 45"
    )
    assert "El valor se guardó" in done.text and "LGPDPPSO, art. 45" in done.text
    done = transparencia.submit(
        done, "Todavía está", clave="aviso_exigible", opcion="detener", desde="2026-02-10", fundamento="Acuerdo 3"
    )
    assert "No se puede enviar" in done.text


def test_la_decision_del_comite_se_registra_y_se_lee(
    transparencia: Browser, expediente: Expediente, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    page = transparencia.get("/datos-personales/comite")
    assert "Aún no hay decisiones" in page.text
    form = {
        "programa": "PP-25", "clase": "menores", "decision": "agregar", "resolucion": "CT/004/2026",
        "fecha": "2026-02-09", "fundamento": "Interés superior de la niñez", "desde": "2026-02-10",
    }  # fmt: skip
    refused = transparencia.submit(page, "Registrar la decisión", **{**form, "resolucion": ""})
    assert refused.status == 422 and "folio de la resolución" in refused.text
    done = transparencia.submit(refused, "Registrar la decisión", **form)
    assert "quedó registrada" in done.text and "Publicar solo totales" in done.text and "vigente" in done.text
    titular = browser_of(sqlite_app, sqlite_cast, "titular_educacion")
    page = titular.get("/datos-personales/comite")
    assert "CT/004/2026" in page.text and "Registrar una decisión" not in page.text
    page = titular.submit(page, "revela un dato sensible", programa="PP-25", motivo="No revela nada de nadie", es="0")
    assert "Quedó registrado" in page.text and "No revela nada de nadie" in page.text


def test_el_inicio_de_datos_personales_dice_lo_que_falta_confirmar(transparencia: Browser) -> None:
    assert "6 plazos o mínimos por confirmar" in transparencia.get("/datos-personales").text
