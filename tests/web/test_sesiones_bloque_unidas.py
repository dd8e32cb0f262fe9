"""By its pages: a block before Comisiones Unidas, an annulled vote that had moved a dossier, and reported acuerdos."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.builders_bloque import many_turned
from tests.cast import Cast
from tests.web import sala as salas
from tests.web.sala import Sala, at, browser_of, fresh
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.sesiones import service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, Punto, PuntoExpediente, Votacion

NUEVE = b.CURULES[:9]


def stages(ids: list[int]) -> list[str]:
    fresh()
    return [db.session.get_one(Expediente, i).etapa for i in ids]


@pytest.fixture
def unidas(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> tuple[Sala, list[int]]:
    b.load_organs(sqlite_cast, ahora)
    ids = many_turned(sqlite_cast, ahora, 3)
    sesion_id = b.convene("CU-DEDS", sqlite_cast.comisiones, ahora, en_bloque=True)
    at(sqlite_app, ahora + timedelta(days=3))
    sala = Sala(sqlite_app, "CU-DEDS", sqlite_cast.comisiones, sesion_id)
    sala.ready(*b.UNIDAS)
    return sala, ids


def test_cada_comision_vota_el_bloque_y_la_reserva_empatada_se_repite_solo_en_ella(
    unidas: tuple[Sala, list[int]],
) -> None:
    sala, ids = unidas
    sala.open_item("bloque")
    reservado = str(ids[1])
    sala.send(sala.item_url("bloque", "reservar"), expediente=[reservado], persona="C10", motivo="Las metas")
    votar = sala.item_url("bloque", "votar")
    page = sala.send(votar)
    assert stages(ids) == ["dictaminado", "en_comisiones", "dictaminado"]
    assert page.text.count("Dictamen CU") >= 2
    empate = {f"voto|COM-02|{c}": "en_contra" for c in ("C13", "C16")} | {"voto|COM-02|C10": "abstencion"}
    page = sala.send(votar, query={"reserva": reservado}, **empate)
    assert stages(ids)[1] == "en_comisiones"
    segunda = sala.form(votar, reserva=reservado)
    assert not [name for name in segunda if name.startswith("voto|COM-01")]
    assert [name for name in segunda if name.startswith("voto|COM-02")]
    sala.send(votar, query={"reserva": reservado})
    assert stages(ids) == ["dictaminado"] * 3
    assert {a.estado for a in db.session.query(PuntoExpediente)} == {"aprobado"}
    assert sala.state_of("bloque") == "desahogado"


def test_anular_la_votacion_regresa_el_expediente_y_avisa_de_la_certificacion_expedida(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sala = salas.cabildo(sqlite_app, sqlite_cast, ahora)
    sala.ready(*NUEVE)
    sala.open_item("votable")
    sala.vote("votable")
    expediente = db.session.query(Expediente).one().id
    assert stages([expediente]) == ["aprobado"]
    acuerdo = db.session.query(Acuerdo).one()
    certificar = f"/actas/acuerdos/{acuerdo.id}"
    page = sala.browser.get(certificar)
    sala.browser.post(
        f"{certificar}/certificaciones", page.form(f"{certificar}/certificaciones") | {"solicitante": "Finanzas"}
    )
    votacion = db.session.query(Votacion).order_by(Votacion.id.desc()).first()
    assert votacion is not None
    correcciones = f"{sala.url}/correcciones"
    page = sala.browser.get(correcciones)
    folio = f"CERT/{acuerdo.folio}"
    assert f"Avise a quien recibió {folio}" in page.text
    anular = f"{correcciones}/votacion/{votacion.id}"
    motivo = {"motivo": "Se contó a quien no estaba"}
    page = sala.browser.post(anular, page.form(anular) | motivo, follow_redirects=True)
    assert stages([expediente]) == ["en_cabildo"]
    assert ": Se contó a quien no estaba" in page.text and f"Ya no valen: {folio}" in page.text
    verificar = sala.browser.get(f"/v/{folio}")
    assert "Cancelado" in verificar.text or "cancelado" in verificar.text
    assert "Sin efecto:" in browser_of(sqlite_app, sqlite_cast.gobierno).get(f"/expedientes/{expediente}/sesiones").text


def test_un_acuerdo_de_asuntos_generales_advierte_la_nulidad_antes_de_votarse(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sala = salas.cabildo(sqlite_app, sqlite_cast, ahora)
    sala.ready(*NUEVE)
    sala.open_item("asuntos_generales")
    proponer = sala.item_url("asuntos_generales", "proponer")
    folio = db.session.query(Expediente).first().folio  # type: ignore[union-attr]
    page = sala.browser.post(proponer, sala.form(proponer) | {"titulo": f"Aprobar el {folio}"})
    assert page.status == 409 and "no se aprueban POA ni padrones" in page.text
    sala.send(proponer, titulo="Declarar huésped distinguida a la delegación")
    sala.send(sala.item_url("asuntos_generales", "desahogar"))
    nuevo = db.session.query(Punto).filter_by(general=True).one().id
    abrir = f"{sala.url}/puntos/{nuevo}/abrir"
    page = sala.send(abrir)
    assert "puede impugnarse de nulidad" in page.text
    assert page.all(f"form[action='{sala.url}/puntos/{nuevo}/votar']")


def test_la_sesion_siguiente_dice_que_acuerdos_vencieron_y_anota_lo_que_se_informo(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    dia = ahora + timedelta(days=3)
    b.load_organs(sqlite_cast, ahora)
    quien = {"actor": sqlite_cast.gobierno, "ahora": dia}
    primera = b.convene("CAB", sqlite_cast.gobierno, ahora, otros=[PuntoNuevo("Rehabilitación del jardín")])
    b.open_with_agenda(primera, NUEVE, sqlite_cast.gobierno, dia)
    punto = b.items(primera)["votable"]
    service.abrir_punto(punto, **quien)
    service.votar(punto, votos=Captura(todos="a_favor"), **quien)
    acuerdo = db.session.query(Acuerdo).one()
    service.encargar_acuerdo(acuerdo.id, responsable="UR-050", vence=dia.date(), **quien)
    service.clausurar(primera, **quien)
    despues = dia + timedelta(days=9)
    segunda = b.convene("CAB", sqlite_cast.gobierno, dia, programada_para=despues)
    at(sqlite_app, despues)
    sala = Sala(sqlite_app, "CAB", sqlite_cast.gobierno, segunda)
    assert "Acuerdos por informar" in sala.page().text
    sala.ready(*NUEVE)
    page = sala.page()
    assert acuerdo.folio in page.text and "venció el 13/02/2026" in page.text
    informar = f"{sala.url}/acuerdos/{acuerdo.id}/informar"
    page = sala.send(informar, nota="La obra terminó ayer", estado="cumplido")
    assert "Se informó a las" in page.text and "La obra terminó ayer" in page.text
    lista = sala.browser.get("/acuerdos?ver=todos")
    assert lista.all(f"a[href='/actas/acuerdos/{acuerdo.id}']")
