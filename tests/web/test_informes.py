"""The agenda and the quarterly report, by clicking."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from sqlalchemy import event

from tests.builders_indicadores import municipio
from tests.builders_informes import ABRIL, png, primer_trimestre
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser, Page
from workflow.actas.models import Instantanea
from workflow.db import db
from workflow.jobs.handlers import JobContext
from workflow.jobs.informes import generar

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def abril(sqlite_app: Flask, sqlite_cast: Cast) -> Flask:
    sqlite_app.config["CLOCK"] = lambda: ABRIL
    return sqlite_app


def printed(app: Flask) -> None:
    with app.app_context():
        for one in db.session.query(Instantanea).filter_by(clase="informe"):
            generar({"instantanea_id": one.id}, JobContext(1, ABRIL, app.config["RUTA"], lambda hecho, total: None))


def fetched(browser: Browser, path: str) -> tuple[bytes, str]:
    """Bytes of a file, and the name it is kept with."""
    with browser.client.get(path) as response:
        return response.data, response.headers.get("Content-Disposition", "")


def register(browser: Browser, **values: object) -> Page:
    page = browser.get("/informes/actividades/nueva?trimestre=2026-T1")
    return browser.submit(page, "Registrar", **values)


def test_planeacion_registra_una_actividad_con_foto_y_la_corrige(abril: Flask, sqlite_cast: Cast) -> None:
    browser = browser_of(abril, sqlite_cast, "revisora")
    page = register(
        browser, tipo="gabinete", fecha=["2026-02-04", "2026-02-23", ""], asistentes="14", quienes="titulares",
        nueva_1=(io.BytesIO(png()), "IMG_1.png"), nueva_texto_1="Mesa de gabinete", nueva_pie_1="Gabinete de febrero",
    )  # fmt: skip
    assert page.status == 200 and "04 y 23 de febrero" in page.text and "Gabinete de febrero" in page.text
    (img,) = page.all("figure img")
    assert img["alt"] == "Mesa de gabinete" and fetched(browser, str(img["src"]))[0] == png()
    page = browser.submit(page, "Guardar la corrección", fecha=["2026-02-04"], lugar="la Presidencia")
    assert "04 de febrero" in page.text and "la Presidencia" in page.text and "Se corrigió" in page.text
    assert "Reunión de gabinete" in browser.get("/informes?trimestre=2026-T1&tipo=gabinete").text
    assert "Nada registrado" in browser.get("/informes?trimestre=2026-T1&tipo=gira").text


def test_lo_escrito_vuelve_con_cada_problema(abril: Flask, sqlite_cast: Cast) -> None:
    browser = browser_of(abril, sqlite_cast, "revisora")
    page = register(
        browser, titulo="Jornada de lectura", fecha=["ayer"], asistentes="muchas", nueva_texto_1="Niñas leyendo"
    )
    assert page.status == 422
    assert "«ayer» no es una fecha" in page.text and "«muchas» no es un número" in page.text
    assert (
        page.one("#titulo")["value"] == "Jornada de lectura" and page.one("#nueva_texto_1")["value"] == "Niñas leyendo"
    )
    page = register(browser, titulo="Jornada de lectura")
    assert "Elija qué tipo de actividad fue" in page.text and "Escriba al menos un día" in page.text


def test_del_borrador_a_lo_publicado_conservando_lo_escrito(abril: Flask, sqlite_cast: Cast) -> None:
    with abril.app_context():
        primer_trimestre(sqlite_cast)
    browser = browser_of(abril, sqlite_cast, "planeacion")
    page = browser.get("/informes/2026-T1")
    assert "Sin elaborar" in page.text and "por confirmar" in page.text
    page = browser.submit(page, "Guardar los textos", **{"texto:conclusiones": "Fue un buen trimestre."})
    page = browser.submit(page, "Elaborar el informe", accion="elaborar")
    assert "En elaboración" in page.text
    printed(abril)
    page = browser.get("/informes/2026-T1")
    assert "Nada cambió desde la versión 1" in page.text
    assert fetched(browser, "/informes/2026-T1/v1.docx")[1].endswith("informe_INF-SPE-2026-T1_v1.docx")
    page = browser.submit(page, "Subir el informe firmado", archivo=(io.BytesIO(PDF), "x.pdf"))
    page = browser.submit(page, "Publicar la versión 1")
    assert "Publicado" in page.text
    register(browser, tipo="gira", fecha=["2026-03-12"])
    page = browser.get("/informes/2026-T1")
    assert "1 hecho cambió desde la versión 1" in page.text and "Giras" not in page.text
    assert "Gira de trabajo: 12 de marzo." in page.text
    assert "Fue un buen trimestre." in browser.submit(page, "Elaborar la versión 2", accion="elaborar").text
    assert fetched(browser, "/informes/2026-T1/v1.firmado")[0] == PDF
    assert "Última versión 1" in browser.get("/v/INF-SPE-2026-T1").text  # the second is not signed yet


def test_dos_personas_escriben_lo_mismo_y_ninguna_pierde(abril: Flask, sqlite_cast: Cast) -> None:
    una, otra = (browser_of(abril, sqlite_cast, who) for who in ("planeacion", "revisora"))
    page = otra.get("/informes/2026-T1")
    una.submit(una.get("/informes/2026-T1"), "Guardar los textos", **{"texto:presentacion": "Texto de Rebeca."})
    aparte = otra.submit(page, "Guardar los textos", **{"texto:conclusiones": "Lo que no chocó."})
    assert aparte.status == 200 and aparte.one("#texto-presentacion").get_text().strip() == "Texto de Rebeca."
    page = otra.submit(page, "Guardar los textos", **{"texto:presentacion": "Texto de Nohemí.", "llave": "otra"})
    assert page.status == 409
    assert page.one("#texto-presentacion").get_text().strip() == "Texto de Nohemí."
    assert "Texto de Rebeca." in page.text


def test_los_demas_leen_y_no_escriben(abril: Flask, sqlite_cast: Cast) -> None:
    with abril.app_context():
        ids = primer_trimestre(sqlite_cast)
    browser = browser_of(abril, sqlite_cast, "enlace")
    for path in ("/informes?trimestre=2026-T1", "/informes/2026-T1", f"/informes/actividades/{ids[0]}"):
        page = browser.get(path)
        assert page.status == 200 and not page.all("main form[method=post]")
    assert browser.get("/informes/actividades/nueva").status == 403
    assert browser.get("/informes/2026-T5").status == 404
    assert browser.get("/informes/2026-T1/v1.pdf").status == 404
    assert "Agenda e informe trimestral" in browser.get("/indicadores").text


def test_la_pagina_del_informe_hace_las_mismas_consultas_con_un_municipio_entero(
    abril: Flask, sqlite_cast: Cast
) -> None:
    with abril.app_context():
        municipio(meses=3)
        primer_trimestre(sqlite_cast)
    browser = browser_of(abril, sqlite_cast, "planeacion")
    browser.get("/informes/2026-T1")
    seen: list[str] = []
    with abril.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    page = browser.get("/informes/2026-T1")
    assert "67 Programas Operativos Anuales" in page.text and "506 indicadores" in page.text
    assert len(seen) <= 18, len(seen)
    assert len(page.response.data) < 150_000
