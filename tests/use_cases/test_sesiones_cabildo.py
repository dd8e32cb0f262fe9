"""A session of the Cabildo: its convocatoria, its agenda, its votes, ties and acuerdos."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.outbox.queries import status_of
from workflow.sesiones import service
from workflow.sesiones.conteo import Captura, Cedulas
from workflow.sesiones.models import Acuerdo, OrganoRegla, Punto, Sesion, Votacion
from workflow.sesiones.service import Propuesta


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
