"""A session of Comisiones Unidas, from its convocatoria to the work of its acta."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.outbox.queries import status_of
from workflow.sesiones import service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Dictamen, Punto, Sesion, SesionIntegrante, Votacion
from workflow.sesiones.service import Propuesta


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    """The day of the session, three days after it was convened."""
    return ahora + timedelta(days=3)


@pytest.fixture
def expediente(app: Flask, cast: Cast, ahora: datetime) -> int:
    b.load_organs(cast, ahora)
    return b.turned(cast, ahora)


@pytest.fixture
def sesion(expediente: int, cast: Cast, ahora: datetime) -> int:
    return b.convene("CU-DEDS", cast.comisiones, ahora)


def floor(sesion: int, cast: Cast, dia: datetime, presentes: tuple[str, ...] = b.UNIDAS) -> int:
    """The matter on the floor, with the agenda approved."""
    b.open_with_agenda(sesion, presentes, cast.comisiones, dia, unidas=True)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.comisiones, ahora=dia)
    return punto


def test_la_lista_tiene_nueve_personas_y_una_en_las_dos_comisiones(sesion: int) -> None:
    filas = db.session.query(SesionIntegrante).filter_by(sesion_id=sesion).all()
    assert sorted(fila.clave for fila in filas) == sorted(b.UNIDAS)
    assert [f.clave for f in filas if len(f.comisiones) == 2] == ["C10"]


def test_solo_la_secretaria_de_comisiones_convoca_comisiones(expediente: int, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(NotAllowed) as error:
        b.convene("CU-DEDS", cast.gobierno, ahora)
    assert error.value.codes == ["ROL_NO_AUTORIZADO"]


def test_el_orden_del_dia_se_arma_con_lo_que_espera(sesion: int, expediente: int) -> None:
    puntos = db.session.query(Punto).filter_by(sesion_id=sesion).order_by(Punto.orden).all()
    assert [p.tipo for p in puntos] == ["lista", "orden", "votable", "asuntos_generales", "clausura"]
    assert puntos[2].expediente_id == expediente


def test_el_dictamen_aprobado_toma_folio_y_mueve_el_expediente(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    punto = floor(sesion, cast, dia)
    contado = service.votar(
        punto,
        votos=b.all_in_favour(unidas=True),
        propuesta=Propuesta("favorable_con_modificaciones"),
        actor=cast.comisiones,
        ahora=dia,
    )
    dictamen = db.session.query(Dictamen).one()
    assert (contado.resultado, dictamen.folio) == ("dictamen_aprobado", "CUDEDS/001/2026")
    assert dictamen.sentido == "favorable_con_modificaciones"
    row = db.session.get_one(Expediente, expediente)
    assert (row.etapa, row.sentido_dictamen) == ("dictaminado", "favorable_con_modificaciones")


def test_la_integrante_compartida_tiene_un_voto_en_cada_comision(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    votos = {
        "COM-01": Captura(todos="a_favor", en_contra=("C10",)),
        "COM-02": Captura(todos="a_favor"),
    }
    service.votar(punto, votos=votos, actor=cast.comisiones, ahora=dia)
    filas = {v.grupo: v for v in db.session.query(Votacion).filter_by(punto_id=punto)}
    assert {g: (v.a_favor, v.en_contra, len(v.votos)) for g, v in filas.items()} == {
        "COM-01": (4, 1, 5),
        "COM-02": (5, 0, 5),
    }


def test_la_derrota_en_una_comision_deja_el_expediente_donde_estaba(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    punto = floor(sesion, cast, dia)
    votos = {"COM-01": Captura(todos="a_favor"), "COM-02": Captura(todos="en_contra", a_favor=("C10", "C04"))}
    contado = service.votar(punto, votos=votos, actor=cast.comisiones, ahora=dia)
    assert contado.resultado == "dictamen_no_aprobado"
    assert db.session.get_one(Expediente, expediente).etapa == "en_comisiones"
    assert db.session.get_one(Punto, punto).estado == "rechazado"
    dictamen = db.session.query(Dictamen).one()
    assert (dictamen.folio, dictamen.sentido) == (None, None)


def test_si_una_comision_no_tiene_quorum_la_sesion_no_se_instala(sesion: int, cast: Cast, dia: datetime) -> None:
    """Desarrollo Económico completo; de Desarrollo Social solo C10 y C04: dos de tres."""
    estado = service.abrir(sesion, presentes=[*b.ECONOMICO, "C04"], actor=cast.comisiones, ahora=dia)
    row = db.session.get_one(Sesion, sesion)
    assert estado == row.estado == "no_verificada"
    assert row.quorum_inicial is not None
    assert row.quorum_inicial["COM-02"] == {"requerido": 3, "presentes": 2, "hay": False}
    assert row.numero is None
    assert "acta.generar" in [t.tipo for t in status_of(("sesion", sesion))]


def test_el_empate_repetido_se_turna_al_pleno_sin_dictamen(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    """Desarrollo Económico empata 2-2 con una abstención en las dos rondas."""
    punto = floor(sesion, cast, dia)
    empate = Captura(("C03", "C06"), ("C12", "C15"), ("C10",))
    primera = service.votar(
        punto, votos={"COM-01": empate, "COM-02": Captura(todos="a_favor")}, actor=cast.comisiones, ahora=dia
    )
    assert primera.resultado == "segunda_ronda"
    with pytest.raises(Invalid) as error:
        service.votar(
            punto, votos={"COM-01": empate, "COM-02": Captura(todos="a_favor")}, actor=cast.comisiones, ahora=dia
        )
    assert error.value.codes == ["RONDA_INDEBIDA"]
    segunda = service.votar(punto, votos={"COM-01": empate}, actor=cast.comisiones, ahora=dia)
    assert segunda.resultado == "turnado_al_pleno"
    row = db.session.get_one(Expediente, expediente)
    assert (row.etapa, row.sentido_dictamen) == ("dictaminado", None)
    assert db.session.query(Dictamen).one().folio is None


def test_quien_no_es_de_la_comision_no_vota_en_ella(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    votos = {"COM-01": Captura(todos="a_favor", en_contra=("C04",)), "COM-02": Captura(todos="a_favor")}
    with pytest.raises(Invalid) as error:
        service.votar(punto, votos=votos, actor=cast.comisiones, ahora=dia)
    assert error.value.codes == ["VOTO_DE_NO_ELECTOR"]
    assert db.session.query(Votacion).filter_by(punto_id=punto).count() == 0


def test_la_excusa_de_la_compartida_la_saca_de_las_dos_votaciones(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    service.excusar(punto, persona="C10", causa="Parentesco", actor=cast.comisiones, ahora=dia)
    service.votar(punto, votos=b.all_in_favour(unidas=True), actor=cast.comisiones, ahora=dia)
    filas = db.session.query(Votacion).filter_by(punto_id=punto).order_by(Votacion.grupo)
    assert [(v.electorado, v.excusados, v.etiqueta) for v in filas] == [
        (4, 1, "por unanimidad de los presentes"),
        (4, 1, "por unanimidad de los presentes"),
    ]


def test_clausurar_deja_el_trabajo_del_acta_en_la_misma_transaccion(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    service.votar(punto, votos=b.all_in_favour(unidas=True), actor=cast.comisiones, ahora=dia)
    service.clausurar(sesion, actor=cast.comisiones, ahora=dia + timedelta(minutes=30))
    row = db.session.get_one(Sesion, sesion)
    assert (row.estado, row.acta_numero, row.numero) == ("clausurada", 1, 1)
    assert row.clausura == dia + timedelta(minutes=30)
    assert "acta.generar" in [t.tipo for t in status_of(("sesion", sesion))]
    estados = [p.estado for p in db.session.query(Punto).filter_by(sesion_id=sesion).order_by(Punto.orden)]
    assert estados == ["desahogado", "aprobado", "aprobado", "desahogado", "desahogado"]
    with pytest.raises(Refused) as error:
        service.registrar_asistencia(sesion, persona="C03", evento="sale", actor=cast.comisiones, ahora=dia)
    assert error.value.codes == ["SESION_CERRADA"]
