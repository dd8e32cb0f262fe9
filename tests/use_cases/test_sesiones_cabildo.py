"""A session of the Cabildo: attendance, quórum, votes, ties, acuerdos, closing."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.audit.queries import of, verify
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import AlreadyDone, Invalid, NotAllowed, Refused, Stale
from workflow.outbox.queries import status_of
from workflow.sesiones import queries, service
from workflow.sesiones.conteo import Captura, Cedulas
from workflow.sesiones.models import Acuerdo, OrganoRegla, Punto, Sesion, Votacion, Voto
from workflow.sesiones.service import Propuesta


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


@pytest.fixture
def expediente(organos: dict[str, int], cast: Cast, ahora: datetime) -> int:
    return b.dictaminated(cast, ahora)


@pytest.fixture
def sesion(expediente: int, cast: Cast, ahora: datetime) -> int:
    return b.convene("CAB", cast.gobierno, ahora)


def floor(sesion: int, cast: Cast, dia: datetime, presentes: tuple[str, ...] = b.CURULES) -> int:
    b.open_with_agenda(sesion, presentes, cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    return punto


def test_ocho_de_dieciseis_no_instalan_la_sesion(sesion: int, cast: Cast, dia: datetime) -> None:
    estado = service.abrir(sesion, presentes=b.CURULES[:8], actor=cast.gobierno, ahora=dia)
    row = db.session.get_one(Sesion, sesion)
    assert estado == row.estado == "no_verificada"
    assert row.quorum_inicial == {"": {"requerido": 9, "presentes": 8, "hay": False}}
    assert row.clausura == dia
    assert "acta.generar" in [t.tipo for t in status_of(("sesion", sesion))]


def test_la_segunda_convocatoria_se_refiere_a_la_que_no_tuvo_quorum(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    service.abrir(sesion, presentes=b.CURULES[:8], actor=cast.gobierno, ahora=dia)
    segunda = b.convene("CAB", cast.gobierno, dia, segunda_de=sesion)
    punto = db.session.get_one(Punto, b.items(segunda)["votable"])
    assert punto.expediente_id == expediente
    b.open_with_agenda(segunda, b.CURULES[:9], cast.gobierno, dia + timedelta(days=3))
    assert db.session.get_one(Sesion, segunda).numero == 1


def test_convocar_al_cabildo_enlista_lo_dictaminado(sesion: int, expediente: int) -> None:
    assert db.session.get_one(Expediente, expediente).etapa == "en_cabildo"


def test_un_expediente_sin_dictamen_no_se_enlista(organos: dict[str, int], cast: Cast, ahora: datetime) -> None:
    turnado = b.turned(cast, ahora)
    with pytest.raises(Refused) as error:
        b.convene("CAB", cast.gobierno, ahora, expedientes_ids=[turnado])
    assert error.value.codes == ["EXPEDIENTE_NO_DICTAMINADO"]
    assert db.session.query(Sesion).count() == 0


def test_una_sesion_solemne_no_vota(expediente: int, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Refused) as error:
        b.convene("CAB", cast.gobierno, ahora, tipo="solemne", expedientes_ids=[expediente])
    assert error.value.codes == ["SOLEMNE_SIN_VOTACIONES"]


def test_los_datos_malos_de_una_convocatoria_se_dicen_todos(
    organos: dict[str, int], cast: Cast, ahora: datetime
) -> None:
    with pytest.raises(Invalid) as error:
        b.convene("CAB", cast.gobierno, ahora, tipo="urgente", lugar=" ", programada_para=ahora)
    assert error.value.codes == [
        "CONVOCATORIA_DATO_INVALIDO",
        "CONVOCATORIA_SIN_LUGAR",
        "CONVOCATORIA_EN_EL_PASADO",
    ]


def test_las_reglas_quedan_congeladas_al_convocar(sesion: int, organos: dict[str, int], cast: Cast) -> None:
    db.session.execute(
        update(OrganoRegla).where(OrganoRegla.organo_id == organos["CAB"]).values(estado="confirmada", reglas={})
    )
    db.session.commit()
    row = db.session.get_one(Sesion, sesion)
    assert (row.reglas["mayoria"], row.reglas["estado"]) == ("simple", "por confirmar")


def test_solo_la_secretaria_de_gobierno_lleva_el_cabildo(sesion: int, cast: Cast, dia: datetime) -> None:
    for ajeno in (cast.comisiones, cast.planeacion, cast.regidora, cast.administradora):
        with pytest.raises(NotAllowed) as error:
            service.abrir(sesion, presentes=b.CURULES, actor=ajeno, ahora=dia)
        assert error.value.codes == ["ROL_NO_AUTORIZADO"]


def test_aprobar_el_poa_toma_acuerdo_con_folio_y_mueve_el_expediente(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    punto = floor(sesion, cast, dia)
    contado = service.votar(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
    acuerdo = db.session.query(Acuerdo).one()
    assert (contado.resultado, acuerdo.folio, acuerdo.etiqueta) == ("aprobado", "AHC/001/2026", "por unanimidad")
    row = db.session.get_one(Expediente, expediente)
    assert (row.etapa, row.acuerdo_folio) == ("aprobado", "AHC/001/2026")
    assert contado.razon == (
        "Con 16 a favor, 0 en contra y 0 abstenciones se alcanzan los 9 votos a favor que exige la regla de "
        "mayoría simple sobre 16 votos válidos."
    )


def test_todos_a_favor_salvo_dos_se_guarda_por_integrante(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    captura = Captura(todos="a_favor", en_contra=("C07",), abstencion=("C10",))
    service.votar(punto, votos=captura, actor=cast.gobierno, ahora=dia)
    votacion = db.session.query(Votacion).filter_by(punto_id=punto).one()
    assert (votacion.a_favor, votacion.en_contra, votacion.abstencion) == (14, 1, 1)
    sentidos = {v.integrante.clave: v.sentido for v in votacion.votos}
    assert len(sentidos) == 16
    assert (sentidos["C07"], sentidos["C10"], sentidos["C01"]) == ("en_contra", "abstencion", "a_favor")


def test_rechazar_no_consume_folio_y_rechaza_el_expediente(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    punto = floor(sesion, cast, dia)
    service.votar(punto, votos=Captura(todos="en_contra"), actor=cast.gobierno, ahora=dia)
    assert db.session.query(Acuerdo).count() == 0
    assert db.session.get_one(Expediente, expediente).etapa == "rechazado"
    assert db.session.get_one(Punto, punto).estado == "rechazado"


def test_aprobar_con_modificaciones_exige_decirlas(sesion: int, expediente: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    favor = Captura(todos="a_favor")
    sin_decir = Propuesta("aprobado_con_modificaciones")
    with pytest.raises(Invalid) as error:
        service.votar(punto, votos=favor, propuesta=sin_decir, actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["FALTAN_MODIFICACIONES"]
    dichas = Propuesta("aprobado_con_modificaciones", modificaciones=("A03 en abril: dice 10, debe decir 12",))
    service.votar(punto, votos=favor, propuesta=dichas, actor=cast.gobierno, ahora=dia)
    assert db.session.get_one(Expediente, expediente).etapa == "aprobado_con_modificaciones"


def test_empate_con_voto_de_calidad_sigue_ocho_a_ocho(sesion: int, expediente: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    empate = Captura(b.CURULES[:8], b.CURULES[8:])
    contado = service.votar(punto, votos=empate, tipo="nominal", actor=cast.gobierno, ahora=dia)
    assert contado.resultado == "pendiente_voto_calidad"
    assert db.session.get_one(Expediente, expediente).etapa == "en_cabildo"
    with pytest.raises(Refused) as error:
        service.clausurar(sesion, actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["VOTO_CALIDAD_PENDIENTE"]

    despues = service.ejercer_voto_calidad(
        contado.votaciones[0], sentido="a_favor", actor=cast.gobierno, ahora=dia + timedelta(minutes=1)
    )
    votacion = db.session.get_one(Votacion, contado.votaciones[0])
    assert (votacion.a_favor, votacion.en_contra) == (8, 8)
    assert (votacion.resultado, votacion.motivo, votacion.etiqueta) == (
        "aprobado",
        "empate_voto_calidad",
        "por mayoría",
    )
    assert votacion.calidad is not None
    assert votacion.calidad.integrante.clave == "C01"
    assert despues.resultado == "aprobado"
    assert db.session.get_one(Expediente, expediente).etapa == "aprobado"


def test_el_voto_de_calidad_no_procede_dos_veces(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    contado = service.votar(punto, votos=Captura(b.CURULES[:8], b.CURULES[8:]), actor=cast.gobierno, ahora=dia)
    service.ejercer_voto_calidad(contado.votaciones[0], sentido="en_contra", actor=cast.gobierno, ahora=dia)
    with pytest.raises(Refused):
        service.ejercer_voto_calidad(contado.votaciones[0], sentido="a_favor", actor=cast.gobierno, ahora=dia)


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
    assert [e.id for e in queries.waiting_for("cabildo", dia.date())] == [expediente]
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


def test_una_cedula_guarda_totales_sin_nombres(sesion: int, cast: Cast, dia: datetime) -> None:
    punto = floor(sesion, cast, dia)
    cedulas = Cedulas(entregadas=16, a_favor=10, en_contra=4, abstencion=1, nulos=1)
    with pytest.raises(Invalid) as error:
        service.votar(punto, votos=cedulas, tipo="economica", actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["FALTA_SENTIDO_POR_INTEGRANTE"]
    service.votar(punto, votos=cedulas, tipo="cedula", actor=cast.gobierno, ahora=dia)
    votacion = db.session.query(Votacion).filter_by(punto_id=punto).one()
    assert (votacion.a_favor, votacion.nulos, votacion.votos) == (10, 1, [])


def test_nada_se_abre_antes_de_aprobar_el_orden_del_dia(sesion: int, cast: Cast, dia: datetime) -> None:
    service.abrir(sesion, presentes=b.CURULES, actor=cast.gobierno, ahora=dia)
    with pytest.raises(Refused) as error:
        service.abrir_punto(b.items(sesion)["votable"], actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["ORDEN_NO_APROBADO"]


def test_antes_de_aprobar_el_orden_un_punto_se_retira_sin_votar(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    service.abrir(sesion, presentes=b.CURULES, actor=cast.gobierno, ahora=dia)
    punto = b.items(sesion)["votable"]
    assert service.retirar_punto(punto, motivo="Lo pide la comisión", actor=cast.gobierno, ahora=dia)
    row = db.session.get_one(Punto, punto)
    assert (row.estado, row.num_convocado, row.num_desahogado) == ("retirado", 3, None)
    assert db.session.get_one(Expediente, expediente).etapa == "retirado"


def test_aprobado_el_orden_retirar_exige_el_voto_del_pleno(
    sesion: int, expediente: int, cast: Cast, dia: datetime
) -> None:
    punto = floor(sesion, cast, dia, b.CURULES[:13])
    with pytest.raises(Refused) as error:
        service.retirar_punto(punto, motivo="Falta un anexo", actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["RETIRO_REQUIERE_VOTACION"]
    pocos = Captura(b.CURULES[:6], b.CURULES[6:13])
    assert not service.retirar_punto(punto, motivo="Falta un anexo", votos=pocos, actor=cast.gobierno, ahora=dia)
    assert db.session.get_one(Expediente, expediente).etapa == "en_cabildo"
    bastan = Captura(b.CURULES[:9], b.CURULES[9:13])
    assert service.retirar_punto(punto, motivo="Falta un anexo", votos=bastan, actor=cast.gobierno, ahora=dia)
    assert db.session.get_one(Expediente, expediente).etapa == "retirado"
    with pytest.raises(Refused) as error:
        service.retirar_punto(b.items(sesion)["clausura"], motivo="x", actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["PUNTO_ESTRUCTURAL"]


def test_un_orden_del_dia_rechazado_puede_votarse_de_nuevo(sesion: int, cast: Cast, dia: datetime) -> None:
    service.abrir(sesion, presentes=b.CURULES, actor=cast.gobierno, ahora=dia)
    orden = b.items(sesion)["orden"]
    service.abrir_punto(orden, actor=cast.gobierno, ahora=dia)
    primera = service.votar(orden, votos=Captura(todos="en_contra"), actor=cast.gobierno, ahora=dia)
    segunda = service.votar(orden, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
    assert (primera.resultado, segunda.resultado) == ("rechazado", "aprobado")
    assert db.session.get_one(Sesion, sesion).orden_aprobado


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
    assert [p.num_desahogado for p in relato.puntos] == [1, 2, 3, None, 4]
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
