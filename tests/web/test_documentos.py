"""Reading and downloading documents: who may, with which name, and never a file that was touched."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask, render_template_string

from tests import builders_sesiones
from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.actas import queries, service
from workflow.actas.impresion import pdf, word
from workflow.actas.impresion.componer import componer
from workflow.actas.service import Instalacion
from workflow.kernel.actor import SISTEMA
from workflow.outbox.queries import status_of
from workflow.sesiones import service as sesiones

LISTA = (
    '{% extends "base.html" %}{% import "documentos/_lista.html" as documentos_ with context %}'
    "{% block titulo %}Sesión{% endblock %}{% block contenido %}<h1>Sesión</h1>"
    "{{ documentos_.lista(documentos, trabajos) }}{% endblock %}"
)


@pytest.fixture
def sesion(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> int:
    """A closed session of the Cabildo, with the work of its acta left."""
    builders_sesiones.load_organs(sqlite_cast, ahora)
    builders_sesiones.dictaminated(sqlite_cast, ahora)
    sesion = builders_sesiones.convene("CAB", sqlite_cast.gobierno, ahora)
    dia = ahora + timedelta(days=3)
    builders_sesiones.open_with_agenda(sesion, builders_sesiones.CURULES, sqlite_cast.gobierno, dia)
    sesiones.clausurar(sesion, actor=sqlite_cast.gobierno, ahora=dia)
    return sesion


@pytest.fixture
def documentos(sesion: int, sqlite_cast: Cast, ahora: datetime) -> dict[str, int]:
    """Its acta in both formats: format → id."""
    instalacion = Instalacion("Fresnillo, Zacatecas", "https://ruta.fresnillo.invalid")
    frozen = service.levantar_acta(sesion, instalacion=instalacion, actor=SISTEMA, ahora=ahora)
    document = componer(frozen.snapshot)
    files = {"pdf": pdf.to_pdf(document), "docx": word.to_docx(document)}
    service.guardar(frozen.id, files, actor=SISTEMA, ahora=ahora)
    return {one.formato: one.id for one in queries.of_sesion(sesion, sqlite_cast.gobierno)}


def browser(app: Flask, cast: Cast, who: str) -> Browser:
    found = Browser(app)
    sign_in(found.client, getattr(cast, who).usuario_id)
    return found


def test_sin_entrar_no_se_ve_ningun_documento(sqlite_app: Flask, documentos: dict[str, int]) -> None:
    response = Browser(sqlite_app).client.get(f"/documentos/{documentos['pdf']}")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/entrar")


@pytest.mark.parametrize(
    ("formato", "tipo"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_se_descarga_con_un_nombre_neutro(
    sqlite_app: Flask, sqlite_cast: Cast, documentos: dict[str, int], formato: str, tipo: str
) -> None:
    response = browser(sqlite_app, sqlite_cast, "regidora").client.get(f"/documentos/{documentos[formato]}")
    assert response.status_code == 200
    assert response.content_type == tipo
    disposition = response.headers["Content-Disposition"]
    assert disposition == f'attachment; filename="acta_ACTA-CAB-2024-2027-001_v1.{formato}"'


def test_el_pdf_se_lee_en_la_pagina_con_su_folio_y_su_huella(
    sqlite_app: Flask, sqlite_cast: Cast, documentos: dict[str, int]
) -> None:
    here = browser(sqlite_app, sqlite_cast, "gobierno")
    page = here.get(f"/documentos/{documentos['pdf']}/ver")
    assert page.one("h1").get_text() == "Acta ACTA-CAB-2024-2027-001"
    assert "Descargar en PDF" in page.text
    assert "Descargar en Word (DOCX)" in page.text
    inline = here.client.get(str(page.one("iframe")["src"]))
    assert inline.headers["Content-Disposition"].startswith("inline;")
    assert inline.data.startswith(b"%PDF-")


def test_quien_ya_lo_tiene_no_lo_vuelve_a_bajar(
    sqlite_app: Flask, sqlite_cast: Cast, documentos: dict[str, int]
) -> None:
    here = browser(sqlite_app, sqlite_cast, "gobierno").client
    etag = here.get(f"/documentos/{documentos['pdf']}").headers["ETag"]
    assert here.get(f"/documentos/{documentos['pdf']}", headers={"If-None-Match": etag}).status_code == 304


def test_una_dependencia_ajena_no_sabe_ni_que_existe(
    sqlite_app: Flask, sqlite_cast: Cast, documentos: dict[str, int]
) -> None:
    ajena = browser(sqlite_app, sqlite_cast, "titular_educacion")
    propia = browser(sqlite_app, sqlite_cast, "titular")
    assert propia.client.get(f"/documentos/{documentos['pdf']}").status_code == 200
    for path in ("", "/ver", "/lectura.pdf"):
        assert ajena.get(f"/documentos/{documentos['pdf']}{path}").status == 404
    assert ajena.get("/documentos/999999").status == 404


def test_un_archivo_alterado_nunca_se_entrega(sqlite_app: Flask, sqlite_cast: Cast, documentos: dict[str, int]) -> None:
    path = queries.documento(documentos["pdf"], sqlite_cast.gobierno).path
    path.write_bytes(path.read_bytes()[:-20])
    page = browser(sqlite_app, sqlite_cast, "gobierno").get(f"/documentos/{documentos['pdf']}")
    assert page.status == 409
    assert "no coincide con su huella" in page.text
    path.unlink()
    page = browser(sqlite_app, sqlite_cast, "gobierno").get(f"/documentos/{documentos['pdf']}")
    assert page.status == 409


def listed(app: Flask, cast: Cast, sesion: int) -> str:
    with app.test_request_context("/"):
        found = queries.of_sesion(sesion, cast.gobierno)
        return render_template_string(LISTA, documentos=found, trabajos=status_of(("sesion", sesion)))


def test_mientras_se_elabora_la_lista_muestra_el_avance(sqlite_app: Flask, sqlite_cast: Cast, sesion: int) -> None:
    html = listed(sqlite_app, sqlite_cast, sesion)
    assert "Elaboración del acta" in html
    assert "<progress" in html


def test_la_lista_lleva_a_leer_y_a_descargar(
    sqlite_app: Flask, sqlite_cast: Cast, sesion: int, documentos: dict[str, int]
) -> None:
    html = listed(sqlite_app, sqlite_cast, sesion)
    assert f"/documentos/{documentos['pdf']}/ver" in html
    assert f"/documentos/{documentos['docx']}" in html
    assert "Word (DOCX)" in html
