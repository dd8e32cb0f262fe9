"""A session of the Cabildo, conducted from its page."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web.sala import Sala, at, browser_of, cabildo, fresh
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.outbox.models import Trabajo
from workflow.outbox.queries import status_of
from workflow.sesiones.models import Acuerdo, Sesion, Votacion

MITAD = {f"voto||C{n:02d}": "en_contra" for n in range(9, 17)}


@pytest.fixture
def sala(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Sala:
    return cabildo(sqlite_app, sqlite_cast, ahora)


def test_una_sesion_completa_por_formas_da_el_acuerdo_con_folio_y_mueve_el_expediente(sala: Sala) -> None:
    page = sala.roll(*b.CURULES[:14], **{"justifica-C15": "Comisión oficial"})
    assert "quedó instalada" in page.text and "14 de 16" in page.text
    sala.open_item("orden")
    sala.vote("orden")
    page = sala.open_item("votable")
    page = sala.vote("votable", propuesta="aprobado", **{"voto||C11": "en_contra", "voto||C12": "abstencion"})
    assert "12 a favor" in page.text and "1 abstención" in page.text
    assert "Acuerdo AHC/001/2026" in page.text
    assert "artículos por confirmar" in page.one(".por-confirmar").get_text()
    fresh()
    assert db.session.query(Expediente).one().etapa == "aprobado"
    page = sala.send(f"{sala.url}/clausurar")
    assert "Faltó con justificación" in page.text and "Clausurada" in page.text
    votos = {row.th.get_text(): row.td.get_text() for row in page.all("details[open] tbody tr")}
    assert votos["Óscar Manuel Zaldívar Muro"] == "En contra"
    assert votos["Itzel Fernanda Ordaz Montes"] == "Abstención"
    assert votos["Teresita de Jesús Luna Bautista"] == "Ausente"


def test_ocho_de_dieciseis_no_instalan_y_la_segunda_convocatoria_queda_a_un_paso(sala: Sala) -> None:
    page = sala.roll(*b.CURULES[:8])
    assert page.status == 422 and "hay 8, se requieren 9" in page.text
    page = sala.roll(*b.CURULES[:8], sin_quorum="1")
    assert "No hubo quórum" in page.text
    again = sala.browser.get(page.one("a.boton--primario")["href"])
    assert again.status == 200 and "Es la segunda convocatoria" in again.text


def test_el_empate_espera_el_voto_de_calidad_y_no_cambia_los_totales(sala: Sala) -> None:
    sala.ready(*b.CURULES)
    sala.open_item("votable")
    page = sala.vote("votable", **MITAD)
    assert "Falta el voto de calidad" in page.text and "8 a favor" in page.text
    assert not page.all("[role=radiogroup]")
    page = sala.send(f"{sala.url}/clausurar")
    assert page.status == 409 and "Falta el voto de calidad de quien preside" in page.text
    fresh()
    votacion = db.session.query(Votacion).order_by(Votacion.id.desc()).first()
    assert votacion is not None
    page = sala.send(f"{sala.url}/votaciones/{votacion.id}/calidad", sentido="a_favor")
    assert "Voto de calidad de Aurelio Santana Bañuelos: a favor" in page.text
    assert "8 a favor" in page.text and "8 en contra" in page.text and "Acuerdo AHC/001/2026" in page.text


def test_con_modificaciones_hay_que_escribirlas_y_lo_escrito_no_se_pierde(sala: Sala) -> None:
    sala.ready(*b.CURULES)
    sala.open_item("votable")
    texto = {"propuesta": "aprobado_con_modificaciones", "texto_acuerdo": "Se aprueba con ajustes"}
    page = sala.vote("votable", **texto, **{"voto||C05": "en_contra"})
    assert page.status == 422 and "Escriba las modificaciones que se aprueban" in page.text
    assert page.one("#vot-texto").get_text().strip() == "Se aprueba con ajustes"
    assert page.one("input[name='voto||C05'][checked]")["value"] == "en_contra"
    page = sala.vote("votable", modificaciones="Se reduce la meta de A01 a 3\nSe agrega un indicador", **texto)
    assert "Aprobado con modificaciones" in page.text
    fresh()
    assert db.session.query(Acuerdo).one().texto == "Se aprueba con ajustes"


def test_por_cedula_solo_van_totales_y_deben_cuadrar(sala: Sala) -> None:
    sala.ready(*b.CURULES[:10])
    sala.open_item("votable")
    url = sala.item_url("votable", "votar")
    page = sala.send(url, query={"tipo": "cedula"}, **{"cedula||a_favor": "siete"})
    assert page.status == 422 and "con números enteros" in page.text
    page = sala.send(url, query={"tipo": "cedula"}, **{"cedula||a_favor": "7", "cedula||en_contra": "2"})
    assert page.status == 422 and "deben ser tantas como electores" in page.text
    page = sala.send(url, query={"tipo": "cedula"}, **{"cedula||a_favor": "7", "cedula||en_contra": "3"})
    assert "7 a favor" in page.text and "Votación por cédula" in page.text
    fresh()
    assert db.session.query(Votacion).order_by(Votacion.id.desc()).first().votos == []


def test_si_quien_preside_se_excusa_la_pagina_pide_quien_preside_la_votacion(sala: Sala) -> None:
    sala.ready(*b.CURULES)
    sala.open_item("votable")
    page = sala.send(sala.item_url("votable", "excusar"), persona="C01", causa="Interés en la obra")
    assert page.one("#vot-preside option[selected]")["value"] == "C02"
    assert "Aurelio Santana Bañuelos no puede presidirla" in page.text
    assert "Aprobado" in sala.vote("votable").text


def test_un_punto_se_quita_sin_votar_antes_de_aprobar_el_orden_del_dia(sala: Sala) -> None:
    sala.roll(*b.CURULES)
    page = sala.send(f"{sala.url}/retirar", motivo="Falta dictamen de Finanzas")
    assert "se retiró del orden del día" in page.text
    assert sala.state_of("votable") == "retirado"


def test_dos_puntos_no_se_abren_a_la_vez_y_la_clausura_no_se_abre(sala: Sala) -> None:
    page = sala.roll(*b.CURULES)
    abrir_asuntos = sala.form(sala.item_url("asuntos_generales", "abrir"))
    sala.open_item("orden")
    page = sala.browser.post(sala.item_url("asuntos_generales", "abrir"), abrir_asuntos)
    assert page.status == 409 and "cambió esto antes que usted" in page.text
    assert not page.all(f"form[action='{sala.item_url('votable', 'abrir')}']")
    del abrir_asuntos["version"]
    page = sala.browser.post(sala.item_url("clausura", "abrir"), abrir_asuntos)
    assert page.status == 409 and "use «Clausurar la sesión»" in page.text


def test_incidencias_y_quien_preside_se_anotan(sala: Sala) -> None:
    sala.ready(*b.CURULES)
    page = sala.send(f"{sala.url}/incidencia", clase="receso", texto="")
    assert page.status == 422 and "no puede quedar en blanco" in page.text
    page = sala.send(f"{sala.url}/incidencia", clase="receso", texto="Receso de diez minutos")
    assert "Receso de diez minutos" in page.text
    page = sala.send(f"{sala.url}/preside", persona="C02")
    assert "preside Ma. del Rosario Ibáñez Luévano" in page.text


def test_una_sesion_privada_no_la_ve_cualquiera(
    sala: Sala, sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    privada = b.convene("CAB", sqlite_cast.gobierno, ahora, publicidad="privada", expedientes_ids=[])
    assert browser_of(sqlite_app, sqlite_cast.enlace).get(f"/sesiones/{privada}").status == 403
    assert browser_of(sqlite_app, sqlite_cast.regidora).get(f"/sesiones/{privada}").status == 200
    assert browser_of(sqlite_app, sqlite_cast.enlace).get(sala.url).status == 200


def test_cancelar_pide_el_motivo_y_suelta_lo_enlistado(sala: Sala) -> None:
    url = f"{sala.url}/cancelar"
    page = sala.send(url, motivo=" ")
    assert page.status == 422 and "Escriba el motivo" in page.text
    page = sala.send(url, motivo="Se cruza con la feria")
    assert "Esta sesión se canceló" in page.text
    fresh()
    assert db.session.get_one(Sesion, sala.id).estado == "cancelada"


def test_un_trabajo_fallido_dice_que_hacer_y_se_reintenta(sala: Sala, sqlite_app: Flask) -> None:
    sala.ready(*b.CURULES)
    sala.send(f"{sala.url}/clausurar")
    fresh()
    db.session.query(Trabajo).filter_by(objeto_tipo="sesion").update({"estado": "fallido", "error": "OSError"})
    db.session.commit()
    sala.last = None
    page = sala.page()
    assert "no se pudo terminar" in page.text and "Reintente" in page.text and "OSError" not in page.text
    at(sqlite_app, sqlite_app.config["CLOCK"]() + timedelta(minutes=1))
    page = sala.send(f"{sala.url}/reintentar")
    assert "Se volverá a intentar" in page.text and page.one("#documentos")["hx-get"] == f"{sala.url}/avance"
    fresh()
    assert {t.estado for t in status_of(("sesion", sala.id))} == {"pendiente"}
    assert "Elaboración del acta" in sala.browser.get(f"{sala.url}/avance").text
