"""A block of POA: voted in general, reserves voted in particular, each dossier with its own result."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import Refused
from workflow.sesiones import queries, service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, OrganoRegla, Punto, PuntoExpediente, Sesion
from workflow.sesiones.service import Propuesta

FAVOR = Captura(todos="a_favor")


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


def block(cast: Cast, ahora: datetime, dia: datetime, cuantos: int) -> tuple[int, int, list[int]]:
    """Session, block on the floor, its dossiers in order."""
    ids = b.many_dictaminated(cast, ahora, cuantos)
    sesion = b.convene("CAB", cast.gobierno, ahora, en_bloque=True)
    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    punto = b.items(sesion)["bloque"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    return sesion, punto, ids


def stages(ids: list[int]) -> list[str]:
    db.session.expire_all()
    return [db.session.get_one(Expediente, i).etapa for i in ids]


def test_sesenta_y_siete_poa_en_bloque_con_tres_reservas(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    sesion, punto, ids = block(cast, ahora, dia, 67)
    obras, catastro, rastro = ids[4], ids[20], ids[66]
    service.reservar(punto, expedientes_ids=[obras, catastro, rastro], persona="C05", actor=cast.gobierno, ahora=dia)
    inicio = time.monotonic()
    contado = service.votar_bloque(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    assert time.monotonic() - inicio < 5
    assert contado.resultado == "aprobado"
    reservados = [obras, catastro, rastro]
    assert set(stages([i for i in ids if i not in reservados])) == {"aprobado"}
    assert set(stages(reservados)) == {"en_cabildo"}
    assert sorted(a.consecutivo for a in db.session.query(Acuerdo)) == list(range(1, 65))

    contra = Captura(todos="en_contra", a_favor=("C05",))
    service.votar_reserva(punto, expediente_id=obras, votos=contra, actor=cast.gobierno, ahora=dia)
    cambios = Propuesta("aprobado_con_modificaciones", modificaciones=("A03 en abril: dice 10, debe decir 12",))
    service.votar_reserva(punto, expediente_id=catastro, votos=FAVOR, propuesta=cambios, actor=cast.gobierno, ahora=dia)
    assert db.session.get_one(Punto, punto).estado == "en_desahogo"
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(minutes=5))
    assert stages(reservados) == ["rechazado", "aprobado_con_modificaciones", "en_cabildo"]
    assert sorted(a.consecutivo for a in db.session.query(Acuerdo)) == list(range(1, 66))
    fila = db.session.get_one(Punto, punto)
    assert (fila.estado, fila.resultado) == (
        "desahogado",
        "Expedientes del bloque: 65 con acuerdo, 1 sin aprobar y 1 en reserva, que quedan para la siguiente sesión.",
    )
    nuevo = b.dictaminated(cast, ahora - timedelta(days=9), programa="PP-31")
    assert [e.id for e in queries.waiting_for(b.organ("CAB"), dia.date())] == [rastro, nuevo]


def test_la_reserva_rechazada_no_hereda_la_aprobacion_general(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, punto, ids = block(cast, ahora, dia, 3)
    service.reservar(punto, expedientes_ids=[ids[1]], actor=cast.gobierno, ahora=dia)
    service.votar_bloque(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    service.votar_reserva(punto, expediente_id=ids[1], votos=Captura(todos="en_contra"), actor=cast.gobierno, ahora=dia)
    assert stages(ids) == ["aprobado", "rechazado", "aprobado"]
    assert db.session.get_one(Punto, punto).estado == "desahogado"
    asuntos = {a.expediente_id: a for a in db.session.query(PuntoExpediente)}
    assert asuntos[ids[1]].acuerdo_id is None
    assert asuntos[ids[0]].acuerdo_id is not None


def test_el_rechazo_en_lo_general_no_decide_lo_reservado(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, punto, ids = block(cast, ahora, dia, 3)
    service.reservar(punto, expedientes_ids=[ids[1]], actor=cast.gobierno, ahora=dia)
    service.votar_bloque(punto, votos=Captura(todos="en_contra"), actor=cast.gobierno, ahora=dia)
    assert stages(ids) == ["rechazado", "en_cabildo", "rechazado"]
    service.votar_reserva(punto, expediente_id=ids[1], votos=FAVOR, actor=cast.gobierno, ahora=dia)
    assert stages(ids) == ["rechazado", "aprobado", "rechazado"]
    assert db.session.query(Acuerdo).count() == 1


def test_un_acuerdo_para_todo_el_bloque_si_asi_lo_dice_la_regla(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    regla = db.session.query(OrganoRegla).filter_by(organo_id=organos["CAB"]).one()
    regla.reglas = {**regla.reglas, "acuerdo_en_bloque": "uno_por_bloque"}
    db.session.commit()
    _, punto, ids = block(cast, ahora, dia, 3)
    service.votar_bloque(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    acuerdo = db.session.query(Acuerdo).one()
    assert acuerdo.expediente_id is None
    assert {a.acuerdo_id for a in db.session.query(PuntoExpediente)} == {acuerdo.id}
    assert {db.session.get_one(Expediente, i).acuerdo_folio for i in ids} == {acuerdo.folio}


def test_empate_en_lo_general_espera_el_voto_de_calidad(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, punto, ids = block(cast, ahora, dia, 3)
    service.reservar(punto, expedientes_ids=[ids[2]], actor=cast.gobierno, ahora=dia)
    empate = Captura(b.CURULES[:8], b.CURULES[8:])
    contado = service.votar_bloque(punto, votos=empate, tipo="nominal", actor=cast.gobierno, ahora=dia)
    assert contado.resultado == "pendiente_voto_calidad"
    assert stages(ids) == ["en_cabildo"] * 3
    with pytest.raises(Refused) as error:
        service.votar_reserva(punto, expediente_id=ids[2], votos=FAVOR, actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["BLOQUE_SIN_VOTAR"]
    service.ejercer_voto_calidad(contado.votaciones[0], sentido="a_favor", actor=cast.gobierno, ahora=dia)
    assert stages(ids) == ["aprobado", "aprobado", "en_cabildo"]
    particular = service.votar_reserva(punto, expediente_id=ids[2], votos=empate, actor=cast.gobierno, ahora=dia)
    service.ejercer_voto_calidad(particular.votaciones[0], sentido="en_contra", actor=cast.gobierno, ahora=dia)
    assert stages(ids) == ["aprobado", "aprobado", "rechazado"]


def test_las_reservas_se_hacen_antes_de_votar_y_solo_de_lo_que_esta_en_el_bloque(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, punto, ids = block(cast, ahora, dia, 3)
    with pytest.raises(Refused) as ajeno:
        service.reservar(punto, expedientes_ids=[ids[0], 9999], actor=cast.gobierno, ahora=dia)
    assert ajeno.value.codes == ["EXPEDIENTE_FUERA_DE_BLOQUE"]
    with pytest.raises(Refused) as sin_reservar:
        service.votar_reserva(punto, expediente_id=ids[0], votos=FAVOR, actor=cast.gobierno, ahora=dia)
    assert sin_reservar.value.codes == ["NO_RESERVADO"]
    with pytest.raises(Refused) as directo:
        service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    assert directo.value.codes == ["PUNTO_EN_BLOQUE"]
    service.reservar(punto, expedientes_ids=[ids[0]], actor=cast.gobierno, ahora=dia)
    service.votar_bloque(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    with pytest.raises(Refused) as tarde:
        service.reservar(punto, expedientes_ids=[ids[0]], actor=cast.gobierno, ahora=dia)
    assert tarde.value.codes == ["RESERVA_EXTEMPORANEA"]
    with pytest.raises(Refused) as dos_veces:
        service.votar_bloque(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    assert dos_veces.value.codes == ["PUNTO_YA_DESAHOGADO"]


def test_de_un_bloque_se_retira_un_expediente_con_el_voto_del_pleno(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, punto, ids = block(cast, ahora, dia, 3)
    retirado = service.retirar_punto(
        punto, expediente_id=ids[0], motivo="Lo pide la dependencia", votos=FAVOR, actor=cast.gobierno, ahora=dia
    )
    assert retirado
    service.votar_bloque(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    assert stages(ids) == ["retirado", "aprobado", "aprobado"]


def test_un_dictamen_desfavorable_no_entra_al_bloque(organos: dict[str, int], cast: Cast, ahora: datetime) -> None:
    ids = b.many_dictaminated(cast, ahora, 3)
    negativo = b.dictaminated(cast, ahora, programa="PP-31", sentido="desfavorable")
    sesion = b.convene("CAB", cast.gobierno, ahora, en_bloque=True)
    asuntos = [a.expediente_id for a in db.session.query(PuntoExpediente).order_by(PuntoExpediente.orden)]
    assert asuntos == ids
    assert db.session.get_one(Punto, b.items(sesion)["votable"]).expediente_id == negativo


def test_lo_pendiente_encabeza_el_siguiente_orden_del_dia(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    sesion, _, ids = block(cast, ahora, dia, 3)
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia)
    mas_antiguo = b.dictaminated(cast, ahora - timedelta(days=30), programa="PP-31")
    esperan = [e.id for e in queries.waiting_for(b.organ("CAB"), dia.date())]
    assert esperan == [*ids, mas_antiguo]
    assert db.session.get_one(Sesion, sesion).estado == "clausurada"
