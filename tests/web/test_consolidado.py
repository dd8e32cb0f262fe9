"""The page of the consolidated report: without a corte it says what to do; written, elaborated, signed and taken."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.builders_indicadores import A01, ABRIL, Publicado, contenido, linea
from tests.cast import Cast
from tests.use_cases.test_financiero import presupuesto
from tests.web.expedientes_paginas import browser_of
from tests.web.test_informes import fetched, printed
from workflow.sesiones import service as sesiones

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PAGINA = "/informes/consolidado/2026-T1"


@pytest.fixture
def poa(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Publicado:
    found = Publicado(sqlite_cast, ahora, contenido(presupuesto=presupuesto()))
    found.report("2026-01", linea(A01, "10"))
    sqlite_app.config["CLOCK"] = lambda: ABRIL
    return found


def test_sin_corte_dice_que_hacer_y_lleva_a_los_cortes(sqlite_app: Flask, poa: Publicado) -> None:
    page = browser_of(sqlite_app, poa.cast, "revisora").get(PAGINA)
    assert page.status == 200 and "Todavía no hay corte del primer trimestre de 2026" in page.text
    assert page.all('main a[href="/indicadores/cortes?ejercicio=2026"]')


def test_del_corte_a_la_convocatoria_del_copladem(sqlite_app: Flask, poa: Publicado) -> None:
    cast = poa.cast
    b.load_organs(cast, ABRIL)
    sesiones.cargar_miembros(b.rows("miembros.csv"), actor=cast.administradora, ahora=ABRIL)
    sesion = b.convene("COPLADEMUN", cast.planeacion, ABRIL)
    planeacion, revisora = (browser_of(sqlite_app, cast, who) for who in ("planeacion", "revisora"))
    corte = planeacion.submit(planeacion.get("/indicadores/cortes"), "Hacer el corte", periodo="2026-T1")
    assert corte.all(f'main a[href="{PAGINA}"]')
    page = revisora.get(PAGINA)
    assert page.one("h1").get_text() == "Informe consolidado de evaluación del desempeño"
    [nuevo] = [one for one in page.all("main a") if "Registrar un aspecto" in one.get_text()]
    assert revisora.get(str(nuevo["href"])).one('input[name="referencia"]')["value"] == "ICED-2026-T1"
    assert "Se evaluaron 4 metas e indicadores de 1 Programa Operativo Anual" in page.text
    page = revisora.submit(page, "Texto de «Metodología»", **{"texto:metodologia": "Se revisó.", "accion": "elaborar"})
    assert "La versión quedó congelada" in page.text and "Se revisó." in page.text
    printed(sqlite_app)
    datos, nombre = fetched(revisora, f"{PAGINA}/v1.pdf")
    assert datos.startswith(b"%PDF") and "informe-consolidado_ICED-2026-T1_v1.pdf" in nombre
    assert fetched(revisora, f"{PAGINA}/v1.docx")[0].startswith(b"PK")
    page = planeacion.submit(planeacion.get(PAGINA), "Informe firmado", archivo=(io.BytesIO(PDF), "firmado.pdf"))
    page = planeacion.post(f"{PAGINA}/v1/publicar", {**page.form("Publicar"), "llave": "p"}, follow_redirects=True)
    assert "Publicado" in page.text
    page = planeacion.submit(page, "¿A qué sesión?", sesion=str(sesion))
    assert "El informe acompaña la convocatoria" in page.text and "Sesiones a las que se llevó" in page.text
    convocatoria = planeacion.get(f"/sesiones/{sesion}/convocatoria")
    assert "Documentos que la acompañan" in convocatoria.text and "ICED-2026-T1" in convocatoria.text
    [link] = [one for one in convocatoria.all("main a") if "Informe consolidado" in one.get_text()]
    assert fetched(planeacion, str(link["href"]))[0] == PDF
    assert planeacion.get(f"/sesiones/{sesion}/convocatoria/documentos/999").status == 404
    assert "¿A qué sesión?" not in revisora.get(PAGINA).text
