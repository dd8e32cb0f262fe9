"""A session of Comisiones Unidas, conducted from its page."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web.sala import Sala, browser_of, fresh, unidas
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.outbox.queries import status_of
from workflow.sesiones.models import Dictamen, Sesion, Votacion


@pytest.fixture
def sala(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Sala:
    return unidas(sqlite_app, sqlite_cast, ahora)


def vote_field(comision: str, clave: str) -> str:
    return f"voto|{comision}|{clave}"


def test_una_sesion_completa_por_formas_da_el_dictamen_con_folio_y_deja_el_acta_en_trabajo(sala: Sala) -> None:
    assert "quedó instalada" in sala.roll(*b.UNIDAS).text
    sala.open_item("orden")
    assert "Aprobado por unanimidad" in sala.vote("orden").text
    page = sala.open_item("votable")
    assert "Punto 3 en desahogo" in page.text
    page = sala.vote("votable", propuesta="favorable", **{vote_field("COM-01", "C12"): "en_contra"})
    assert "Dictamen CUDEDS/001/2026: favorable" in page.text
    assert "Aprobado por mayoría" in page.text and "Aprobado por unanimidad" in page.text
    fresh()
    assert db.session.query(Expediente).one().etapa == "dictaminado"
    sala.open_item("asuntos_generales")
    sala.send(sala.item_url("asuntos_generales", "desahogar"), resultado="Sin asuntos.")
    page = sala.send(f"{sala.url}/clausurar")
    assert "Su acta se elabora" in page.text and page.one("#documentos progress")
    fresh()
    assert {t.tipo for t in status_of(("sesion", sala.id))} == {"convocatoria.generar", "acta.generar"}
    filas = {
        row.th.get_text(): [td.get_text() for td in row.select("td")] for row in page.all("details[open] tbody tr")
    }
    assert filas["Itzel Fernanda Ordaz Montes"] == ["En contra", "No integra"]
    assert filas["Griselda Saucedo del Río"] == ["A favor", "A favor"]


def test_la_integrante_compartida_aparece_en_las_dos_comisiones_y_vota_en_cada_una(sala: Sala) -> None:
    sala.ready(*b.UNIDAS)
    page = sala.open_item("votable")
    assert len([g for g in page.all("[role=radiogroup]") if "Griselda" in g["aria-label"]]) == 2
    sala.vote("votable", **{vote_field("COM-01", "C10"): "en_contra"})
    fresh()
    filas = {v.grupo: (v.a_favor, v.en_contra) for v in db.session.query(Votacion).order_by(Votacion.id)}
    assert filas == {"COM-01": (4, 1), "COM-02": (5, 0)}


def test_en_economica_todos_vienen_a_favor_y_en_nominal_hay_que_decir_cada_voto(sala: Sala) -> None:
    sala.ready(*b.UNIDAS)
    page = sala.open_item("votable")
    assert len(page.all("input[type=radio][value=a_favor][checked]")) == 10
    page = sala.page(tipo="nominal")
    assert page.all("input[type=radio]") and not page.all("input[type=radio][checked]")
    page = sala.send(
        sala.item_url("votable", "votar"), query={"tipo": "nominal"}, **{vote_field("COM-01", "C03"): "a_favor"}
    )
    assert page.status == 422
    assert "Falta el sentido del voto de Adriana Sarahí Núñez Carreón" in page.text
    assert page.one(f"input[name='{vote_field('COM-01', 'C03')}'][checked]")["value"] == "a_favor"
    assert sala.state_of("votable") == "en_desahogo"


def test_un_voto_reenviado_cuenta_una_sola_vez(sala: Sala) -> None:
    sala.ready(*b.UNIDAS)
    sala.open_item("votable")
    url = sala.item_url("votable", "votar")
    data = sala.form(url)
    assert [sala.browser.post(url, data).status for _ in range(2)] == [302, 302]
    assert "una sola vez" in sala.page().text
    fresh()
    assert db.session.query(Dictamen).count() == 1
    assert db.session.query(Votacion).filter_by(punto_id=sala.items()["votable"]).count() == 2


def test_el_empate_pide_segunda_ronda_solo_en_la_comision_que_empato(sala: Sala) -> None:
    sala.ready(*b.UNIDAS)
    sala.open_item("votable")
    empate = {
        vote_field("COM-01", clave): sentido
        for clave, sentido in (("C10", "abstencion"), ("C12", "en_contra"), ("C15", "en_contra"))
    }
    page = sala.vote("votable", **empate)
    assert "Segunda ronda" in page.text
    assert {g.legend.get_text() for g in page.all("fieldset.votacion")} == {"Desarrollo Económico"}
    page = sala.vote("votable", **empate)
    assert "Turnado al pleno por empate" in page.text
    fresh()
    assert db.session.query(Dictamen).one().folio is None


def test_sin_quorum_en_una_comision_se_pregunta_antes_de_dar_la_sesion_por_no_verificada(sala: Sala) -> None:
    """De Desarrollo Social solo están C10 y C04: dos de tres."""
    marcados = (*b.ECONOMICO, "C04")
    page = sala.roll(*marcados, **{"justifica-C16": "Comisión fuera del municipio"})
    assert page.status == 422
    assert "no hay quórum en Desarrollo Social: hay 2, se requieren 3" in page.text
    assert {box["value"] for box in page.all("input[name=presente][checked]")} == set(marcados)
    assert page.one("[name='justifica-C16']")["value"] == "Comisión fuera del municipio"
    fresh()
    assert db.session.get_one(Sesion, sala.id).estado == "convocada"
    page = sala.roll(*marcados, sin_quorum="1", **{"justifica-C16": "Comisión fuera del municipio"})
    assert "No hubo quórum" in page.text and "Faltó con justificación" in page.text
    fresh()
    assert db.session.get_one(Sesion, sala.id).estado == "no_verificada"


def test_la_contradiccion_en_la_lista_se_dice_y_no_se_pierde_lo_marcado(sala: Sala) -> None:
    page = sala.roll(*b.UNIDAS, **{"justifica-C03": "Enfermedad"})
    assert page.status == 422 and "aparece presente y también con inasistencia justificada" in page.text
    assert len(page.all("input[name=presente][checked]")) == 9


def test_todos_presentes_se_marca_sin_guiones(sala: Sala) -> None:
    page = sala.page(todos="1")
    assert len(page.all("input[name=presente][checked]")) == 9


def test_quien_llega_y_quien_se_retira_mueven_el_quorum_a_la_vista(sala: Sala) -> None:
    sala.ready("C03", "C06", "C12", "C04", "C09", "C13")
    url = f"{sala.url}/asistencia"
    page = sala.send(url, movimiento="retardo:C10")
    assert "Griselda Saucedo del Río se integra" in page.text
    assert [c.get_text(" ", strip=True) for c in page.all(".quorum__cuenta")] == ["4 de 5", "4 de 5"]
    sala.open_item("votable")
    page = sala.send(url, movimiento="sale:C04")
    page = sala.send(url, movimiento="sale:C09")
    assert "Se perdió el quórum" in page.text
    page = sala.vote("votable", propuesta="desfavorable")
    assert page.status == 409 and "No hay quórum" in page.text
    assert page.one("#vot-propuesta option[selected]")["value"] == "desfavorable"
    page = sala.send(url, movimiento="entra:C04")
    assert "Se perdió el quórum: no puede votarse" not in page.text


def test_un_movimiento_imposible_o_una_hora_ilegible_se_explican(sala: Sala) -> None:
    sala.ready(*b.UNIDAS)
    url = f"{sala.url}/asistencia"
    assert "Elija quién se mueve" in sala.send(url, movimiento="").text
    page = sala.send(url, movimiento="retardo:C03")
    assert page.status == 422 and "revise si Ernesto Gaytán Carlos estaba en la sala" in page.text
    page = sala.send(url, movimiento="sale:C03", hora="25:99")
    assert page.status == 422 and "«25:99» no es una hora" in page.text
    page = sala.send(url, movimiento="sale:C03", hora="23:30")
    assert page.status == 422 and "todavía no llega" in page.text
    assert page.one("#hora-asistencia")["value"] == "23:30"


def test_intervenciones_y_excusas_quedan_en_la_pagina_y_la_excusa_no_vota(sala: Sala) -> None:
    sala.ready(*b.UNIDAS)
    sala.open_item("votable")
    page = sala.send(sala.item_url("votable", "intervenir"), persona="C04", texto="Pregunta por las metas.")
    assert "Pregunta por las metas." in page.text
    page = sala.send(sala.item_url("votable", "intervenir"), persona="", texto="Explica.", invitado="")
    assert page.status == 422 and "Indique quién habló" in page.text
    assert page.one("#int-texto").get_text().strip() == "Explica."
    page = sala.send(sala.item_url("votable", "excusar"), persona="C10", causa="Parentesco")
    assert page.text.count("Griselda Saucedo del Río se excusó y no vota") == 2
    assert len(page.all("[role=radiogroup]")) == 8


def test_quien_presenta_el_punto_y_lo_que_expone_quedan_anotados(sala: Sala) -> None:
    sala.ready(*b.UNIDAS)
    url = sala.item_url("votable", "abrir")
    page = sala.send(url, presenta="Rebeca Trejo Salas, Planeación", exposicion="Explica las metas del año.")
    assert "presenta Rebeca Trejo Salas, Planeación" in page.text and "Explica las metas del año." in page.text


def test_otra_secretaria_no_conduce_y_quien_integra_solo_mira(sala: Sala, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    data = sala.form(f"{sala.url}/abrir") | {"presente": list(b.UNIDAS)}
    for actor in (sqlite_cast.gobierno, sqlite_cast.regidora, sqlite_cast.titular):
        other = browser_of(sqlite_app, actor)
        page = other.get(sala.url)
        assert page.status == 200 and not page.all(f"form[action='{sala.url}/abrir']")
        token = page.one("form[action='/salir'] [name=csrf_token]")["value"]
        answer = other.post(f"{sala.url}/abrir", data | {"csrf_token": token})
        assert answer.status == 403 and "no puede hacer esto" in answer.text
    fresh()
    assert db.session.get_one(Sesion, sala.id).estado == "convocada"


def test_quien_llega_tarde_con_una_pagina_vieja_no_pisa_lo_nuevo(sala: Sala) -> None:
    sala.ready(*b.UNIDAS)
    url = f"{sala.url}/asistencia"
    vieja = sala.form(url) | {"movimiento": "sale:C03"}
    sala.last = None
    sala.send(url, movimiento="sale:C06")
    page = sala.browser.post(url, vieja)
    assert page.status == 409 and "Omar Ledesma Gil cambió esto antes que usted" in page.text


def test_un_punto_de_otra_sesion_no_existe_en_esta(sala: Sala, sqlite_cast: Cast, ahora: datetime) -> None:
    otra = b.convene("CU-DEDS", sqlite_cast.comisiones, ahora)
    ajeno = b.items(otra)["orden"]
    sala.ready(*b.UNIDAS)
    token = sala.page().one("form[action='/salir'] [name=csrf_token]")["value"]
    assert sala.browser.post(f"{sala.url}/puntos/{ajeno}/abrir", {"csrf_token": token}).status == 404


def test_un_punto_se_retira_por_votacion_y_espera_otra_sesion(sala: Sala) -> None:
    sala.ready(*b.UNIDAS)
    sala.open_item("votable")
    url = sala.item_url("votable", "retirar")
    page = sala.send(url, query={"retiro": "1"})
    assert page.status == 422 and "Escriba el motivo" in page.text
    page = sala.send(url, query={"retiro": "1"}, motivo="Falta el anexo financiero")
    assert "El punto se retiró" in page.text
    assert sala.state_of("votable") == "retirado"


def test_el_tablero_dice_el_punto_el_quorum_y_el_resultado(sala: Sala, sqlite_app: Flask, sqlite_cast: Cast) -> None:
    assert "está por comenzar: 10:00 h" in sala.browser.get(f"{sala.url}/tablero").text
    sala.ready(*b.UNIDAS)
    sala.open_item("votable")
    page = browser_of(sqlite_app, sqlite_cast.regidora).get(f"{sala.url}/tablero")
    assert "En desahogo, punto 3" in page.text and "5 de 5" in page.text
    sala.vote("votable")
    sala.app.extensions.pop("ruta_vivo", None)
    partial = sala.browser.get(str(sala.browser.get(f"{sala.url}/tablero").one("[data-vivo]")["data-vivo-url"]))
    assert "Aprobado por unanimidad" in partial.text and "Dictamen CUDEDS/001/2026" in partial.text
