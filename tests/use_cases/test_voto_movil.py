"""Voting by phone: one vote per seat under any race, and a count only by the rule."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.kernel.refusals import AlreadyDone, Invalid, NotAllowed, Refused
from workflow.people.service import link_member
from workflow.sesiones import service
from workflow.sesiones.models import Votacion, VotacionElectronica, VotoEmitido
from workflow.sesiones.queries import vivo
from workflow.sesiones.queries import voto_movil as leer
from workflow.sesiones.service import voto_movil

NUEVE = b.CURULES[:9]


def in_vote(cast: Cast, ahora: datetime) -> tuple[int, int, datetime]:
    """The Cabildo with nine present, an item of its own on the floor. The Regidora holds C04; the auditor, C05."""
    b.load_organs(cast, ahora)
    link_member("C04", cast.regidora.usuario_id, actor=cast.administradora, ahora=ahora)
    link_member("C05", cast.auditor.usuario_id, actor=cast.administradora, ahora=ahora)
    b.dictaminated(cast, ahora)
    sesion_id = b.convene("CAB", cast.gobierno, ahora)
    hora = ahora + timedelta(days=3)
    b.open_with_agenda(sesion_id, NUEVE, cast.gobierno, hora)
    punto = b.items(sesion_id)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=hora)
    return sesion_id, punto, hora


def declared(sin: tuple[str, ...], sentido: str = "a_favor") -> dict[str, dict[str, str]]:
    return {"": {clave: sentido for clave in NUEVE if clave not in sin}}


def test_lo_votado_desde_el_telefono_y_lo_declarado_se_cuentan_por_la_regla(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    """Nueve presentes: C04 en contra y C05 abstención desde su teléfono, siete declarados a favor: 7, 1 y 1."""
    sesion_id, punto, hora = in_vote(cast, ahora)
    antes = vivo.signal(sesion_id)
    urna = voto_movil.abrir_urna(punto, actor=cast.gobierno, ahora=hora)
    voto_movil.emitir_voto(urna, sentido="en_contra", actor=cast.regidora, ahora=hora)
    voto_movil.emitir_voto(urna, sentido="abstencion", actor=cast.auditor, ahora=hora)
    assert vivo.signal(sesion_id) != antes
    vista = leer.open_on(punto)
    assert vista is not None and vista.votaron == {"": frozenset({"C04", "C05"})}
    contado = voto_movil.cerrar_urna(punto, declarados=declared(("C04", "C05")), actor=cast.gobierno, ahora=hora)
    fila = db.session.get_one(Votacion, contado.votaciones[0])
    assert (fila.a_favor, fila.en_contra, fila.abstencion, fila.tipo) == (7, 1, 1, "nominal")
    assert {v.integrante.clave: v.sentido for v in fila.votos}["C04"] == "en_contra"
    assert db.session.scalars(select(VotacionElectronica.cierre)).all() == ["contada"]


def test_si_falta_alguien_la_votacion_sigue_abierta_y_dice_quien(app: Flask, cast: Cast, ahora: datetime) -> None:
    _, punto, hora = in_vote(cast, ahora)
    urna = voto_movil.abrir_urna(punto, actor=cast.gobierno, ahora=hora)
    voto_movil.emitir_voto(urna, sentido="a_favor", actor=cast.regidora, ahora=hora)
    with pytest.raises(Invalid) as refusal:
        voto_movil.cerrar_urna(punto, declarados=declared(("C04", "C09")), actor=cast.gobierno, ahora=hora)
    assert {r.facts["clave"] for r in refusal.value.reasons} == {"C09"}
    assert leer.open_on(punto) is not None


def test_cada_asiento_vota_una_vez_y_su_voto_no_lo_declara_nadie_mas(app: Flask, cast: Cast, ahora: datetime) -> None:
    _, punto, hora = in_vote(cast, ahora)
    urna = voto_movil.abrir_urna(punto, actor=cast.gobierno, ahora=hora)
    voto_movil.emitir_voto(urna, sentido="a_favor", actor=cast.regidora, ahora=hora, llave="k1")
    with pytest.raises(AlreadyDone):
        voto_movil.emitir_voto(urna, sentido="a_favor", actor=cast.regidora, ahora=hora, llave="k1")
    with pytest.raises(Refused, match="VOTO_YA_EMITIDO"):
        voto_movil.emitir_voto(urna, sentido="en_contra", actor=cast.regidora, ahora=hora, llave="k2")
    with pytest.raises(Invalid, match="VOTO_DOBLE"):
        voto_movil.cerrar_urna(punto, declarados=declared(()), actor=cast.gobierno, ahora=hora)
    with pytest.raises(IntegrityError):
        db.session.execute(VotoEmitido.__table__.update().values(sentido="en_contra"))
    db.session.rollback()


def test_no_vota_quien_no_esta_en_la_sala_se_excuso_o_no_integra_el_cabildo(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    sesion_id, punto, hora = in_vote(cast, ahora)
    service.excusar(punto, persona="C05", causa="Es familiar", actor=cast.gobierno, ahora=hora)
    service.registrar_asistencia(sesion_id, persona="C04", evento="sale", actor=cast.gobierno, ahora=hora)
    with pytest.raises(Refused, match="SIN_QUORUM"):
        voto_movil.abrir_urna(punto, actor=cast.gobierno, ahora=hora)
    service.registrar_asistencia(sesion_id, persona="C10", evento="retardo", actor=cast.gobierno, ahora=hora)
    urna = voto_movil.abrir_urna(punto, actor=cast.gobierno, ahora=hora)
    with pytest.raises(Refused, match="VOTA_AUSENTE"):
        voto_movil.emitir_voto(urna, sentido="a_favor", actor=cast.regidora, ahora=hora)
    with pytest.raises(Refused, match="VOTA_EXCUSADO"):
        voto_movil.emitir_voto(urna, sentido="a_favor", actor=cast.auditor, ahora=hora)
    with pytest.raises(NotAllowed, match="NO_INTEGRA_SESION"):
        voto_movil.emitir_voto(urna, sentido="a_favor", actor=cast.gobierno, ahora=hora)


def test_cerrada_o_votada_en_la_sala_ya_no_recibe_votos(app: Flask, cast: Cast, ahora: datetime) -> None:
    _, punto, hora = in_vote(cast, ahora)
    urna = voto_movil.abrir_urna(punto, actor=cast.gobierno, ahora=hora)
    with pytest.raises(Refused, match="URNA_ABIERTA"):
        voto_movil.abrir_urna(punto, actor=cast.gobierno, ahora=hora)
    voto_movil.dejar_sin_efecto(punto, actor=cast.gobierno, ahora=hora)
    with pytest.raises(Refused, match="URNA_CERRADA"):
        voto_movil.emitir_voto(urna, sentido="a_favor", actor=cast.regidora, ahora=hora)
    otra = voto_movil.abrir_urna(punto, actor=cast.gobierno, ahora=hora)
    service.votar(punto, votos=b.all_in_favour(), actor=cast.gobierno, ahora=hora + timedelta(minutes=1))
    with pytest.raises(Refused, match="URNA_CERRADA"):
        voto_movil.emitir_voto(otra, sentido="a_favor", actor=cast.regidora, ahora=hora + timedelta(minutes=2))


def test_la_abre_y_la_cierra_quien_preside_pero_no_declara_votos_ajenos(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    """Preside C01, que entra con el usuario de Transparencia."""
    _, punto, hora = in_vote(cast, ahora)
    link_member("C01", cast.transparencia.usuario_id, actor=cast.administradora, ahora=ahora)
    with pytest.raises(NotAllowed):
        voto_movil.abrir_urna(punto, actor=cast.regidora, ahora=hora)
    voto_movil.abrir_urna(punto, actor=cast.transparencia, ahora=hora)
    with pytest.raises(NotAllowed, match="DECLARA_QUIEN_LLEVA"):
        voto_movil.cerrar_urna(punto, declarados=declared(()), actor=cast.transparencia, ahora=hora)
    with pytest.raises(Invalid, match="VOTO_FALTANTE"):
        voto_movil.cerrar_urna(punto, actor=cast.transparencia, ahora=hora)


def test_ocho_intentos_del_mismo_asiento_al_mismo_instante_dejan_un_solo_voto(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    _, punto, hora = in_vote(postgres_cast, ahora)
    urna = voto_movil.abrir_urna(punto, actor=postgres_cast.gobierno, ahora=hora)
    db.session.remove()
    juntos, salidas = threading.Barrier(8), []

    def attempt(sentido: str) -> None:
        with postgres_app.app_context():
            juntos.wait()
            try:
                voto_movil.emitir_voto(urna, sentido=sentido, actor=postgres_cast.regidora, ahora=hora)
                salidas.append("voto")
            except Refused as refusal:
                salidas.append(refusal.reasons[0].code)
            finally:
                db.session.remove()

    hilos = [threading.Thread(target=attempt, args=(("a_favor", "en_contra")[n % 2],)) for n in range(8)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert sorted(salidas) == ["VOTO_YA_EMITIDO"] * 7 + ["voto"]
    assert db.session.query(VotoEmitido).count() == 1


def test_ocho_intentos_en_dos_comisiones_dejan_un_voto_en_cada_una(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    """C10 sits in both commissions: four attempts in each at the same instant."""
    cast, hora = postgres_cast, ahora + timedelta(days=3)
    b.load_organs(cast, ahora)
    link_member("C10", cast.regidora.usuario_id, actor=cast.administradora, ahora=ahora)
    b.turned(cast, ahora)
    sesion_id = b.convene("CU-DEDS", cast.comisiones, ahora)
    b.open_with_agenda(sesion_id, b.UNIDAS, cast.comisiones, hora, unidas=True)
    punto = b.items(sesion_id)["votable"]
    service.abrir_punto(punto, actor=cast.comisiones, ahora=hora)
    urna = voto_movil.abrir_urna(punto, actor=cast.comisiones, ahora=hora)
    db.session.remove()
    juntos, salidas = threading.Barrier(8), []

    def attempt(n: int) -> None:
        with postgres_app.app_context():
            juntos.wait()
            try:
                datos = {"grupo": ("COM-01", "COM-02")[n % 2], "sentido": ("a_favor", "en_contra")[n // 2 % 2]}
                voto_movil.emitir_voto(urna, **datos, actor=cast.regidora, ahora=hora)
                salidas.append("voto")
            except Refused as refusal:
                salidas.append(refusal.reasons[0].code)
            finally:
                db.session.remove()

    hilos = [threading.Thread(target=attempt, args=(n,)) for n in range(8)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert sorted(salidas) == ["VOTO_YA_EMITIDO"] * 6 + ["voto"] * 2
    emitidos = db.session.query(VotoEmitido).order_by(VotoEmitido.grupo)
    assert [(v.grupo, v.asiento) for v in emitidos] == [("COM-01", "C10"), ("COM-02", "C10")]
