"""What a session of the Cabildo leaves on record: one fact for each act, its chain, its story, and no double folios."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.use_cases.test_sesiones_cabildo import floor
from workflow.audit.queries import of, verify
from workflow.db import db
from workflow.kernel.refusals import AlreadyDone, Invalid, Stale
from workflow.sesiones import queries, service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, Sesion, Votacion, Voto
from workflow.sesiones.service import Propuesta


def test_un_doble_clic_al_votar_es_un_solo_voto(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    service.votar(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia, llave="forma-1")
    with pytest.raises(AlreadyDone):
        service.votar(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia, llave="forma-1")
    assert db.session.query(Votacion).filter_by(punto_id=punto).count() == 1
    assert db.session.query(Acuerdo).count() == 1


def test_una_pagina_vieja_no_pisa_lo_nuevo(sesion: int, cast: Cast, dia: datetime) -> None:
    version = db.session.get_one(Sesion, sesion).version
    service.abrir(sesion, presentes=b.CURULES, actor=cast.gobierno, ahora=dia, version=version)
    with pytest.raises(Stale) as error:
        service.registrar_asistencia(
            sesion, persona="C16", evento="sale", actor=cast.gobierno, ahora=dia, version=version
        )
    assert error.value.reasons[0].facts["quien"] == "Saúl Arteaga Nieto"


def test_los_votos_y_los_acuerdos_no_se_cambian_ni_se_borran(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    service.votar(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
    for cambio in (update(Voto).values(sentido="en_contra"), update(Acuerdo).values(folio="AHC/999/2026")):
        with pytest.raises((IntegrityError, DBAPIError)):
            db.session.execute(cambio)
        db.session.rollback()


def test_todo_queda_en_la_bitacora_encadenada(sesion: int, expediente: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    service.votar(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia)
    acciones = [acto.accion for acto in of(("sesion", sesion))]
    assert acciones == [
        "sesion:convocar",
        "sesion:instalar",
        "sesion:abrir_punto",
        "sesion:votar",
        "sesion:abrir_punto",
        "sesion:votar",
        "sesion:acuerdo",
        "sesion:clausurar",
    ]
    assert verify()[1] == []


def test_el_relato_dice_todo_lo_que_paso(sesion: int, expediente: int, cast: Cast, dia: datetime) -> None:
    b.open_with_agenda(sesion, b.CURULES[:15], cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, presenta="C04", exposicion="Expone el dictamen", actor=cast.gobierno, ahora=dia)
    service.intervenir(punto, persona="C10", texto="Pregunta por la meta", literal=True, actor=cast.gobierno, ahora=dia)
    service.intervenir(
        punto,
        invitado="Rebeca Trejo Salas",
        invitado_cargo="Secretaria de Planeación",
        texto="Responde",
        actor=cast.gobierno,
        ahora=dia,
    )
    service.excusar(punto, persona="C15", causa="Parentesco", actor=cast.gobierno, ahora=dia)
    captura = Captura(todos="a_favor", en_contra=("C07",))
    propuesta = Propuesta("aprobado", "Se aprueba el programa", ("Publíquese",))
    service.votar(punto, votos=captura, propuesta=propuesta, actor=cast.gobierno, ahora=dia)
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(hours=2))

    relato = queries.relato(sesion)
    assert (relato.sesion.numero, relato.sesion.acta_numero, relato.sesion.periodo) == (1, 1, "2024-2027")
    assert relato.sesion.preside is not None
    assert relato.sesion.preside.nombre == "Aurelio Santana Bañuelos"
    assert relato.sesion.secretario.nombre == "Saúl Arteaga Nieto"
    lista = relato.listas[0]
    assert (lista.integrantes, len(lista.asistencias)) == (16, 16)
    assert lista.quorum_inicial is not None
    assert (lista.quorum_inicial.presentes, lista.quorum_inicial.requerido) == (15, 9)
    ausente = [a.persona.clave for a in lista.asistencias if a.estado == "ausente_injustificado"]
    assert ausente == ["C16"]
    assunto = next(p for p in relato.puntos if p.id == punto)
    assert (assunto.num_convocado, assunto.num_desahogado, assunto.clase, assunto.estado_acta) == (
        3,
        3,
        "votacion",
        "desahogado",
    )
    assert assunto.expediente is not None
    assert assunto.expediente.version == 1
    assert len(assunto.expediente.sha256) == 64
    assert [(i.nombre, i.literal) for i in assunto.intervenciones] == [
        ("Griselda Saucedo del Río", True),
        ("Rebeca Trejo Salas", False),
    ]
    assert [e.persona.clave for e in assunto.excusas] == ["C15"]
    voto = assunto.votaciones[0]
    assert voto.nombres_en_contra == ("José Guadalupe D'Amico Salas",)
    assert voto.nombres_excusados == ("Cuauhtémoc Lares Villegas",)
    assert (len(voto.nombres_a_favor), voto.etiqueta, voto.electorado, voto.ausentes) == (13, "por mayoría", 14, 1)
    assert assunto.acuerdo is not None
    assert (assunto.acuerdo.folio, assunto.acuerdo.resolutivos) == ("AHC/001/2026", ("Publíquese",))
    assert [p.num_desahogado for p in relato.puntos] == [1, 2, 3, 4, 5]
    pasos = queries.of_dossier(expediente)
    assert [p.acuerdo_folio for p in pasos] == ["AHC/001/2026"]


def test_el_tablero_dice_quien_esta_y_que_falta_votar(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia, b.CURULES[:10])
    tablero = queries.tablero(sesion, dia)
    assert (tablero.quorum[""].presentes, tablero.hay_quorum) == (10, True)
    assert tablero.abierto is not None
    assert tablero.abierto.id == punto
    assert [p.persona.clave for p in tablero.sala if p.presente] == list(b.CURULES[:10])
    assert len(tablero.a_votar) == 1
    assert {f.estado for f in queries.sesiones()} == {"en_curso"}


def test_los_folios_de_acuerdos_simultaneos_no_se_repiten_ni_dejan_huecos(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    """Cuatro sesiones del mismo órgano votan a la vez; una votación fallida no gasta folio."""
    cast, dia = postgres_cast, ahora + timedelta(days=3)
    b.load_organs(cast, ahora)
    puntos = []
    for n in range(4):
        expediente = b.dictaminated(cast, ahora, programa=f"PP-{n + 10}")
        sesion = b.convene("CAB", cast.gobierno, ahora, expedientes_ids=[expediente])
        puntos.append(floor(sesion, cast, dia))
    fallas: list[BaseException] = []
    barrera = threading.Barrier(len(puntos))

    def vote(punto: int) -> None:
        with postgres_app.app_context():
            try:
                barrera.wait()
                mala = Captura(a_favor=("C99",))
                with pytest.raises(Invalid):
                    service.votar(punto, votos=mala, actor=cast.gobierno, ahora=dia)
                service.votar(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
            except BaseException as falla:
                fallas.append(falla)
            finally:
                db.session.remove()

    hilos = [threading.Thread(target=vote, args=(punto,)) for punto in puntos]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert fallas == []
    folios = sorted(a.folio for a in db.session.query(Acuerdo))
    assert folios == [f"AHC/{n:03d}/2026" for n in range(1, 5)]


def test_dos_formas_simultaneas_del_mismo_voto_dejan_una_votacion(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    cast, dia = postgres_cast, ahora + timedelta(days=3)
    b.load_organs(cast, ahora)
    b.dictaminated(cast, ahora)
    punto = floor(b.convene("CAB", cast.gobierno, ahora), cast, dia)
    respuestas: list[str] = []
    barrera = threading.Barrier(2)

    def vote() -> None:
        with postgres_app.app_context():
            try:
                barrera.wait()
                service.votar(
                    punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia, llave="misma-forma"
                )
                respuestas.append("ok")
            except AlreadyDone:
                respuestas.append("ya estaba")
            finally:
                db.session.remove()

    hilos = [threading.Thread(target=vote) for _ in range(2)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert sorted(respuestas) == ["ok", "ya estaba"]
    assert db.session.query(Votacion).filter_by(punto_id=punto).count() == 1
