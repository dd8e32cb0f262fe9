"""Pages of certificaciones, dissents, signatures and public versions, by forms."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser, Page
from workflow.actas import queries, service
from workflow.actas.models import Acta, Instantanea
from workflow.db import db
from workflow.kernel.actor import SISTEMA
from workflow.sesiones import service as sesiones
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, Dictamen
from workflow.sesiones.service import Propuesta


@pytest.fixture
def sesion(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> int:
    sesion = d.closed_cabildo(sqlite_cast, ahora)
    d.raised(sesion, ahora)
    return sesion


def browser(app: Flask, cast: Cast, who: str = "gobierno") -> Browser:
    found = Browser(app)
    sign_in(found.client, getattr(cast, who).usuario_id)
    return found


def test_se_expide_una_certificacion_y_se_deja_sin_efecto(sqlite_app: Flask, sqlite_cast: Cast, sesion: int) -> None:
    here = browser(sqlite_app, sqlite_cast)
    path = f"/actas/acuerdos/{db.session.query(Acuerdo).one().id}"
    page = here.get(path)
    assert "El acta todavía no se aprueba" in page.text
    refused = here.submit(page, "Expedir certificación", efectos="trámite de pago")
    assert refused.status == 422
    assert refused.one("#efectos")["value"] == "trámite de pago"
    page = here.submit(refused, "Expedir certificación", solicitante="la Dirección de Obras", efectos="trámite de pago")
    assert "la Dirección de Obras, para trámite de pago" in page.text
    page = here.submit(page, "Cancelar la certificación", motivo="Se pidió por error")
    assert "Cancelado, sin efecto" in page.text
    assert "Cancelado" in Browser(sqlite_app).get("/v/CERT/AHC/001/2026").text


def test_las_firmas_se_anotan_y_el_papel_se_guarda(sqlite_app: Flask, sqlite_cast: Cast, sesion: int) -> None:
    here = browser(sqlite_app, sqlite_cast)
    path = f"/actas/firmas/{db.session.query(Acta).one().instantanea_id}"
    page = here.get(path)
    refused = here.submit(page, "Guardar las firmas", **{"estado-0": "firmo", "estado-1": "se_nego"})
    assert refused.status == 422
    assert "Escriba por qué no firmó" in refused.text
    done = here.submit(
        refused, "Guardar las firmas", **{"estado-0": "firmo", "estado-1": "se_nego", "nota-1": "Sin explicación"}
    )
    assert done.one("select[name='estado-1'] option[selected]").get_text() == "Se negó a firmar"
    form = done.form("Guardar el PDF firmado")
    sent = {**form, "archivo": (io.BytesIO(b"%PDF-1.4 papel"), "escaneo.pdf")}
    page = here.post(f"{path}/digitalizado", sent, follow_redirects=True, content_type="multipart/form-data")
    assert "Su huella ya se puede verificar" in page.text or "su huella ya se puede verificar" in page.text
    link = str(page.one("a[href^='/actas/firmados/']")["href"])
    assert here.client.get(link).data == b"%PDF-1.4 papel"
    assert "PDF firmado y digitalizado" in Browser(sqlite_app).get("/v/ACTA-CAB-2024-2027-001").text


def test_la_version_publica_se_elabora_con_su_caratula(
    sqlite_app: Flask, sqlite_cast: Cast, sesion: int, ahora: datetime
) -> None:
    service.aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=sqlite_cast.gobierno, ahora=ahora)
    here = browser(sqlite_app, sqlite_cast, "transparencia")
    path = f"/actas/{db.session.query(Acta).one().id}/publica"
    token = here.get(path).form("Elaborar la versión pública")["csrf_token"]
    sent = {
        "csrf_token": token, "texto": ["cada trimestre", ""], "dato": ["Dato de prueba", ""],
        "fundamento": ["LGTAIP 115", ""], "area": "Secretaría de Gobierno", "motivacion": "Identifica a alguien",
        "titular": "Saúl Arteaga Nieto", "comite_acta": "CT/004/2026", "comite_fecha": "",
    }  # fmt: skip
    refused = here.post(path, sent)
    assert refused.status == 422
    assert "Complete la carátula" in refused.text
    assert refused.all("input[name=texto]")[0]["value"] == "cada trimestre"
    done = here.post(path, {**sent, "comite_fecha": "2026-03-18"}, follow_redirects=True)
    assert "Dato de prueba: 1 vez" in done.text
    assert "cada trimestre" not in done.text
    assert browser(sqlite_app, sqlite_cast, "regidora").get(path).all("input[name=texto]") == []


def dictamen_page(here: Browser, cast: Cast, ahora: datetime) -> Page:
    b.load_organs(cast, ahora)
    b.turned(cast, ahora)
    sesion = b.convene("CU-DEDS", cast.comisiones, ahora)
    dia = ahora + timedelta(days=3)
    b.open_with_agenda(sesion, b.UNIDAS, cast.comisiones, dia, unidas=True)
    punto = b.items(sesion)["votable"]
    sesiones.abrir_punto(punto, actor=cast.comisiones, ahora=dia)
    votos = {"COM-01": Captura(todos="a_favor"), "COM-02": Captura(todos="a_favor", en_contra=("C04",))}
    sesiones.votar(punto, votos=votos, propuesta=Propuesta("favorable"), actor=cast.comisiones, ahora=dia)
    sesiones.clausurar(sesion, actor=cast.comisiones, ahora=dia + timedelta(minutes=30))
    d.raised(sesion, dia)
    found = db.session.query(Dictamen).one().id
    service.emitir_dictamen(found, instalacion=d.AQUI, actor=SISTEMA, ahora=dia)
    return here.get(f"/actas/dictamenes/{found}")


def test_quien_disintio_anexa_su_voto_particular_por_pagina(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sqlite_app.config["CLOCK"] = lambda: ahora + timedelta(days=4)
    here = browser(sqlite_app, sqlite_cast, "comisiones")
    page = dictamen_page(here, sqlite_cast, ahora)
    assert len(page.all("form textarea")) == 1
    done = here.submit(page, "Anexar el voto particular", texto="No hay suficiencia presupuestal")
    assert "No hay suficiencia presupuestal" in done.text
    assert "Versión 2" in done.text
    assert db.session.query(Instantanea).filter_by(clase="dictamen").count() == 2


def test_del_documento_se_llega_a_su_verificacion_y_a_sus_firmas(
    sqlite_app: Flask, sqlite_cast: Cast, sesion: int, ahora: datetime
) -> None:
    d.printed(d.raised(sesion, ahora), ahora, ("pdf",))
    one = queries.of_sesion(sesion, sqlite_cast.gobierno)[0]
    page = browser(sqlite_app, sqlite_cast).get(f"/documentos/{one.id}/ver")
    links = {str(a["href"]) for a in page.all("main a")}
    assert {"/v/ACTA-CAB-2024-2027-001", f"/actas/firmas/{one.instantanea_id}"} <= links
