"""The pages of a modification, by clicking: original against modified, and the approved text written field by field."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from flask import Flask

from tests.builders_indicadores import Publicado, actividad, contenido
from tests.cast import Cast
from tests.use_cases.test_expedientes_modificacion import DICE, Aprobado
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser


@pytest.fixture
def aprobado(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Aprobado:
    return Aprobado(sqlite_cast, ahora)


@pytest.fixture
def revisora(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "revisora")


def test_planeacion_busca_el_dato_lo_anota_y_fija_el_texto(aprobado: Aprobado, revisora: Browser) -> None:
    base = f"/expedientes/{aprobado.id}"
    page = revisora.get(f"{base}/texto-aprobado")
    assert DICE in page.text
    found = revisora.get(f"{base}/texto-aprobado?q=a01+julio")
    (link,) = [a for a in found.all("a") if a.get_text() == "Actividades, A01, julio"]
    page = revisora.get(str(link["href"]))
    page = revisora.submit(page, "Anotar el cambio", texto="12", modificacion=DICE)
    assert "El cambio quedó anotado" in page.text
    assert page.one("ins.despues").get_text() == "12"
    page = revisora.submit(revisora.get(base), "Fijar el texto aprobado")
    assert "El texto aprobado quedó fijado" in page.text
    assert "Fijado, huella" in revisora.get(f"{base}/texto-aprobado").text


def test_lo_que_no_sirve_se_dice_junto_y_lo_escrito_sigue(aprobado: Aprobado, revisora: Browser) -> None:
    base = f"/expedientes/{aprobado.id}/texto-aprobado"
    page = revisora.get(f"{base}?campo=actividades[A01].meses.7&q=julio")
    page = revisora.submit(page, "Anotar el cambio", texto="doce", modificacion=DICE)
    assert page.status == 422
    assert "debe ser un número" in page.text
    assert page.one("input[name=texto]")["value"] == "doce"


def test_un_cambio_anotado_se_quita(aprobado: Aprobado, revisora: Browser) -> None:
    aprobado.note("actividades[A01].meses.7", "12")
    page = revisora.submit(revisora.get(f"/expedientes/{aprobado.id}/texto-aprobado"), "Quitar")
    assert "El cambio se quitó" in page.text and "Todavía no se anota ninguno" in page.text


def test_la_dependencia_lo_ve_y_no_lo_escribe(aprobado: Aprobado, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    aprobado.note("actividades[A01].meses.7", "12")
    page = browser_of(sqlite_app, sqlite_cast, "titular").get(f"/expedientes/{aprobado.id}/texto-aprobado")
    assert page.one("ins.despues").get_text() == "12"
    assert "Anotar un cambio" not in page.text


def test_original_y_modificado_dicen_dinero_metas_y_lo_que_es(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    partida = {"partida": "2110", "fuente": "15", "concepto": "Materiales de oficina"}
    poa = Publicado(sqlite_cast, ahora, contenido(presupuesto=[{**partida, "meses": [10000] * 12, "total": 120000}]))
    titular = browser_of(sqlite_app, sqlite_cast, "titular")
    page = titular.submit(
        titular.get(f"/expedientes/{poa.id}/acciones/abrir_modificacion"),
        "Abrir una modificación",
        tipo_cambio="recalendarizacion",
        motivo="Llegó más recurso",
        surte_efectos="2026-07-01",
    )
    assert page.status == 200
    poa.capture(
        contenido(
            presupuesto=[{**partida, "meses": [15000] * 12, "total": 180000}],
            actividades=[actividad("A01", ["20", *["10"] * 11])],
        )
    )
    page = titular.get(f"/expedientes/{poa.id}/modificacion")
    assert "Ampliación, Reprogramación de metas" in page.text
    assert "1 de julio de 2026" in page.text or "01/07/2026" in page.text
    assert "$1,800.00" in page.text and "$600.00" in page.text
    assert "Se retira" in page.text and "Cambia la meta" in page.text
    answer = titular.client.get(f"/expedientes/{poa.id}/modificacion.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert [cell.value for cell in sheet[2]][3:7] == [1200, 600, 0, 1800]


def test_sin_modificacion_no_hay_pagina(aprobado: Aprobado, revisora: Browser) -> None:
    assert revisora.get(f"/expedientes/{aprobado.id}/modificacion").status == 404


def test_que_se_delega_y_si_se_verifica_lo_elige_el_municipio_en_una_pagina(
    aprobado: Aprobado, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    planeacion = browser_of(sqlite_app, sqlite_cast, "planeacion")
    page = planeacion.get("/revision/umbrales")
    assert "Publicar lo aprobado con modificaciones sin que Planeación lo verifique" in page.text
    form = page.form("Guardar la regla") | {
        "clave": "verificar_modificaciones", "valor": "avisar", "vigente_desde": "2026-01-01",
        "fundamento": "Acuerdo interno de prueba",
    }  # fmt: skip
    assert planeacion.post("/revision/reglas", form).status == 302
    assert "Acuerdo interno de prueba" in planeacion.get("/revision/umbrales").text
    aprobado.act("titular", "acusar_modificaciones")
    done = aprobado.act("transparencia", "publicar", archivo="v_aprobada")
    assert (done.etapa, [aviso.code for aviso in done.avisos]) == ("publicado", ["MODIFICACIONES_SIN_VERIFICAR"])
