"""Who is in the room of the Cabildo: a quórum lost and found, late arrivals, hours, and who presides."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.use_cases.test_sesiones_cabildo import floor
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import Invalid, Refused
from workflow.sesiones import queries, service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Punto, Sesion, Votacion


def test_el_quorum_perdido_impide_votar_y_al_volver_se_vota(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    punto = floor(sesion, cast, dia, b.CURULES[:9])
    quorums = service.registrar_asistencia(
        sesion, persona="C09", evento="sale", actor=cast.gobierno, ahora=dia + timedelta(minutes=5)
    )
    assert (quorums[""].presentes, quorums[""].hay) == (8, False)
    with pytest.raises(Refused) as error:
        service.votar(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia + timedelta(minutes=6))
    assert error.value.codes == ["SIN_QUORUM"]
    assert db.session.query(Votacion).filter_by(punto_id=punto).count() == 0
    service.registrar_asistencia(
        sesion, persona="C09", evento="entra", actor=cast.gobierno, ahora=dia + timedelta(minutes=9)
    )
    contado = service.votar(
        punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia + timedelta(minutes=10)
    )
    assert contado.resultado == "aprobado"
    clases = [i.clase for i in queries.relato(sesion).incidencias]
    assert clases == ["quorum_perdido", "quorum_restablecido"]


def test_sin_quorum_se_levanta_y_el_asunto_queda_pendiente(
    sesion: int, expediente: int, cast: Cast, ahora: datetime, dia: datetime
) -> None:
    punto = floor(sesion, cast, dia, b.CURULES[:9])
    service.registrar_asistencia(sesion, persona="C09", evento="sale", actor=cast.gobierno, ahora=dia)
    service.clausurar(sesion, motivo="quorum_perdido", actor=cast.gobierno, ahora=dia)
    assert db.session.get_one(Punto, punto).estado == "pendiente"
    row = db.session.get_one(Sesion, sesion)
    assert (row.motivo_cierre, row.quorum_final) == (
        "quorum_perdido",
        {"": {"requerido": 9, "presentes": 8, "hay": False}},
    )
    assert [e.id for e in queries.waiting_for(b.organ("CAB"), dia.date())] == [expediente]
    siguiente = b.convene("CAB", cast.gobierno, dia)
    assert db.session.get_one(Punto, b.items(siguiente)["votable"]).expediente_id == expediente


def test_quien_llega_tarde_vota_desde_su_hora_y_no_reescribe_el_quorum_inicial(
    sesion: int, cast: Cast, dia: datetime
) -> None:
    punto = floor(sesion, cast, dia, b.CURULES[:13])
    with pytest.raises(Invalid) as error:
        service.votar(punto, votos=Captura(a_favor=b.CURULES[:14]), actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["VOTO_DE_NO_ELECTOR"]
    tarde = dia + timedelta(minutes=40)
    service.registrar_asistencia(sesion, persona="C14", evento="retardo", actor=cast.gobierno, ahora=tarde)
    service.votar(punto, votos=Captura(a_favor=b.CURULES[:14]), actor=cast.gobierno, ahora=tarde)
    row = db.session.get_one(Sesion, sesion)
    assert row.quorum_inicial == {"": {"requerido": 9, "presentes": 13, "hay": True}}
    relato = queries.relato(sesion)
    persona = next(a for a in relato.listas[0].asistencias if a.persona.clave == "C14")
    assert (persona.estado, [(m.tipo, m.hora) for m in persona.movimientos]) == ("presente", [("integra", tarde)])


def test_no_se_registra_una_hora_anterior_a_la_ultima_votacion(sesion: int, cast: Cast, dia: datetime) -> None:
    """Una salida con hora anterior cambiaría el electorado de lo ya votado."""
    floor(sesion, cast, dia)
    for hora, codigo in ((dia - timedelta(minutes=5), "HORA_ANTERIOR"), (dia + timedelta(hours=1), "HORA_FUTURA")):
        with pytest.raises(Invalid) as error:
            service.registrar_asistencia(
                sesion, persona="C16", evento="sale", hora=hora, actor=cast.gobierno, ahora=dia
            )
        assert error.value.codes == [codigo]


def test_la_presidencia_excusada_no_preside_y_quien_la_suple_no_hereda_la_calidad(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    """La regla cargada no hereda el voto de calidad: el empate se repite y, si persiste, se difiere."""
    punto = floor(sesion, cast, dia, b.CURULES[:15])
    service.excusar(punto, persona="C01", causa="Parentesco", actor=cast.gobierno, ahora=dia)
    empate = Captura(b.CURULES[1:8], b.CURULES[8:15])
    with pytest.raises(Invalid) as error:
        service.votar(punto, votos=empate, actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["PRESIDE_EXCUSADO"]
    primera = service.votar(punto, votos=empate, preside="C02", actor=cast.gobierno, ahora=dia)
    segunda = service.votar(punto, votos=empate, preside="C02", actor=cast.gobierno, ahora=dia)
    assert (primera.resultado, segunda.resultado) == ("empate_a_repetir", "diferido")
    assert db.session.get_one(Punto, punto).estado == "pendiente"
    assert db.session.get_one(Expediente, expediente).etapa == "en_cabildo"
    assert [v.ronda for v in db.session.query(Votacion).filter_by(punto_id=punto).order_by(Votacion.id)] == [1, 2]
