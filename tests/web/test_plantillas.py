"""Pages of the templates: the list, the upload with its findings, the preview, the dictionary, and who sees them."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from docx import Document as open_docx
from flask import Flask

from tests import builders_documentos as d
from tests.builders_plantillas import BUENA, docx, text_of
from tests.cast import Cast
from tests.conftest import sign_in
from tests.jobs.test_actas import closed_session, due_now
from tests.web.page import Browser, Page
from workflow.actas.models import Documento, Plantilla
from workflow.actas.plantilla.clases import claves
from workflow.archivos.queries import content_path
from workflow.db import db
from workflow.jobs import tasks

ACUERDO = "Acuerdo AHC/010/2026"


def browser(app: Flask, cast: Cast, who: str = "gobierno") -> Browser:
    found = Browser(app)
    sign_in(found.client, getattr(cast, who).usuario_id)
    return found


def upload(here: Browser, *lines: str, **more: str) -> Page:
    page = here.get("/plantillas/acta")
    archivo = (io.BytesIO(docx(*(lines or BUENA))), "mi plantilla.docx")
    return here.submit(page, "Subir y revisar", archivo=archivo, **{"fundamento": ACUERDO, **more})


def test_se_sube_se_revisa_se_ve_y_se_pone_en_vigor(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here = browser(sqlite_app, sqlite_cast)
    page = here.get("/plantillas")
    assert page.text.count("Composición de Ruta") == len(claves()) - 1  # the project uses that of the acta
    page = upload(here)
    assert "Lista para usarse" in page.text
    preview = here.client.get(page.one("a[href$='previa.docx']")["href"])
    assert "VISTA PREVIA SIN VALIDEZ" in text_of(preview.data)
    page = here.submit(page, "Poner en vigor")
    assert "La plantilla quedó en vigor" in page.text
    assert "En vigor" in page.one("tbody").get_text()
    assert "plantilla propia, desde del" not in here.get("/plantillas").text
    assert "plantilla propia, desde el martes 10 de febrero de 2026" in here.get("/plantillas").text
    again = here.client.get(page.one("a[href*='vigencias']")["href"])
    assert text_of(again.data) == "\n".join(BUENA)


def test_los_errores_dicen_que_hacer_y_donde_y_nada_cambia(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here = browser(sqlite_app, sqlite_cast)
    page = upload(here, "Acta {{ acta.numro }}", "{{ ''.__class__ }}")
    assert "No se puede usar así" in page.text
    assert "¿Quiso decir «acta.numero»?" in page.text
    assert "sin cálculos, sin corchetes y sin paréntesis" in page.text
    assert "Falta en la plantilla: el quórum" in page.text
    assert not [one for one in page.all("button") if "Poner en vigor" in one.get_text()]
    assert here.client.get(page.one("a[href$='archivo.docx']")["href"]).status_code == 200
    assert here.client.get(page.response.request.path + "/previa.docx").status_code == 409
    page = here.get("/plantillas/acta")
    assert "errores" in page.one("tbody").get_text()
    assert db.session.query(Plantilla).count() == 0
    page = here.submit(here.get(page.one("tbody a")["href"]), "Descartar")
    assert "La plantilla se descartó" in page.text


def test_lo_escrito_no_se_pierde_cuando_falta_algo(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here = browser(sqlite_app, sqlite_cast)
    page = here.submit(here.get("/plantillas/acta"), "Subir y revisar", nota="El escudo nuevo", fundamento="")
    assert page.status == 422
    assert page.one("#nota")["value"] == "El escudo nuevo"
    page = upload(here, fundamento=" ", vigente_desde="2020-01-01")
    assert page.status == 422
    assert "no puede ser anterior a hoy" in page.text
    assert "Escriba el fundamento" in page.text


@pytest.mark.parametrize("clave", claves())
def test_cada_documento_tiene_su_pagina_sus_campos_y_su_plantilla_inicial(
    sqlite_app: Flask, sqlite_cast: Cast, clave: str
) -> None:
    here = browser(sqlite_app, sqlite_cast, "transparencia")
    assert here.get(f"/plantillas/{clave}").status == 200
    page = here.get(f"/plantillas/{clave}/campos")
    assert "{{ documento.folio }}" in page.text
    assert "{{ documento.folio | mayusculas }}" in page.text
    data = here.client.get(f"/plantillas/{clave}/inicial.docx").data
    assert open_docx(io.BytesIO(data)).paragraphs


def test_quien_lee_no_cambia_y_los_demas_no_entran(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    upload(browser(sqlite_app, sqlite_cast))
    for who in ("transparencia", "auditor"):
        here = browser(sqlite_app, sqlite_cast, who)
        assert not here.get("/plantillas/acta").all("form[enctype]")
        assert here.get("/plantillas/cargas/1").status == 200
        assert here.post("/plantillas/cargas/1/vigor").status in (400, 403)
    for who in ("regidora", "enlace", "comisiones", "planeacion"):
        assert browser(sqlite_app, sqlite_cast, who).get("/plantillas").status == 403
    assert Browser(sqlite_app).get("/plantillas").status == 302


def test_se_vuelve_a_la_composicion_propia(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    here = browser(sqlite_app, sqlite_cast)
    here.submit(upload(here), "Poner en vigor")
    page = here.submit(here.get("/plantillas/acta"), "Dejar de usar la plantilla", fundamento=ACUERDO)
    assert "Desde ese día se usa la composición de Ruta" in page.text


def test_la_vista_previa_con_un_documento_ya_expedido(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    sesion = d.closed_cabildo(sqlite_cast, ahora)
    d.raised(sesion, ahora)
    here = browser(sqlite_app, sqlite_cast)
    page = here.get("/plantillas/proyecto_acta")
    archivo = (io.BytesIO(docx(*BUENA)), "p.docx")
    page = here.submit(page, "Subir y revisar", archivo=archivo, fundamento=ACUERDO)
    option = page.one("#documento option")
    path = page.response.request.path
    made = here.client.get(f"{path}/previa.docx?documento={option['value']}")
    assert "ACTA-CAB-2024-2027-001" in text_of(made.data)
    assert here.client.get(f"{path}/previa.docx?documento=99999").status_code == 404


def test_la_pagina_del_documento_dice_con_que_plantilla_se_hizo_o_por_que_no(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    here.submit(upload(here), "Poner en vigor")
    closed_session(sqlite_cast, ahora)
    due_now()
    tasks.drain()
    made = db.session.query(Documento).filter_by(clase="acta", formato="pdf").one()
    assert "con la plantilla del Ayuntamiento en vigor desde el" in here.get(f"/documentos/{made.id}/ver").text


def test_una_plantilla_que_fallo_se_ve_en_el_documento_y_en_los_trabajos(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    here.submit(upload(here), "Poner en vigor")
    content_path(db.session.query(Plantilla.sha256).scalar()).write_bytes(b"otra cosa")
    closed_session(sqlite_cast, ahora)
    due_now()
    tasks.drain()
    made = db.session.query(Documento).filter_by(clase="acta", formato="pdf").one()
    assert "El Word salió con la composición de Ruta" in here.get(f"/documentos/{made.id}/ver").text
    page = browser(sqlite_app, sqlite_cast, "administradora").get("/trabajos")
    assert "Documentos hechos sin su plantilla" in page.text
    assert "El archivo de la plantilla no se pudo leer" in page.text
    assert "porque su plantilla falló" in here.get("/plantillas").text
