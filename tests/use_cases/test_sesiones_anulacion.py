"""A vote that moved a dossier is annulled: everything it decided is undone, and nothing that depends on it is broken."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes.models import Expediente, Resolucion
from workflow.expedientes.service import actuar
from workflow.kernel.refusals import Refused
from workflow.sesiones import queries, service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, Dictamen, Punto, PuntoExpediente, Votacion
from workflow.sesiones.queries.acuerdos import acuerdo_seguido
from workflow.sesiones.service import Propuesta

FAVOR = Captura(todos="a_favor")
CONTRA = Captura(todos="en_contra")


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture(autouse=True)
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


def cabildo(cast: Cast, ahora: datetime, dia: datetime, **convocatoria: bool) -> tuple[int, int]:
    """(session, its matter on the floor)."""
    sesion = b.convene("CAB", cast.gobierno, ahora, **convocatoria)
    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    puntos = b.items(sesion)
    punto = puntos.get("bloque") or puntos["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    return sesion, punto


def annul(votacion: int, cast: Cast, dia: datetime) -> None:
    service.anular_votacion(votacion, motivo="Se contó a quien no estaba", actor=cast.gobierno, ahora=dia)


def test_el_expediente_vuelve_al_cabildo_y_el_acuerdo_conserva_su_folio_sin_efecto(
    cast: Cast, ahora: datetime, dia: datetime
) -> None:
    expediente = b.dictaminated(cast, ahora)
    _, punto = cabildo(cast, ahora, dia)
    primera = service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    folio = db.session.get_one(Expediente, expediente).acuerdo_folio
    annul(primera.votaciones[0], cast, dia)
    db.session.expire_all()
    fila = db.session.get_one(Expediente, expediente)
    assert (fila.etapa, fila.acuerdo_folio, fila.v_aprobada_id, fila.resuelto_en) == ("en_cabildo", None, None, None)
    assert db.session.get_one(Punto, punto).estado == "en_desahogo"
    acuerdo = db.session.query(Acuerdo).one()
    seguido = acuerdo_seguido(acuerdo.id, dia.date())
    assert seguido is not None and (seguido.folio, seguido.estado) == (folio, "anulado")
    resolucion = db.session.query(Resolucion).one()
    assert resolucion.anulada is not None and resolucion.anulada.motivo == "Se contó a quien no estaba"

    service.votar(punto, votos=CONTRA, tipo="nominal", actor=cast.gobierno, ahora=dia)
    db.session.expire_all()
    assert db.session.get_one(Expediente, expediente).etapa == "rechazado"
    assert [v.anulada is not None for v in db.session.query(Votacion).filter_by(punto_id=punto).order_by("id")] == [
        True,
        False,
    ]
    paso = queries.of_dossier(expediente)[-1]
    assert (paso.estado, paso.acuerdo_folio) == ("rechazado", None)


def test_el_folio_sin_efecto_no_se_reutiliza(cast: Cast, ahora: datetime, dia: datetime) -> None:
    b.dictaminated(cast, ahora)
    _, punto = cabildo(cast, ahora, dia)
    primera = service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    annul(primera.votaciones[0], cast, dia)
    service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    assert [a.consecutivo for a in db.session.query(Acuerdo).order_by(Acuerdo.id)] == [1, 2]


def test_lo_publicado_o_acusado_ya_no_se_anula_y_se_dicen_todos_los_motivos(
    cast: Cast, ahora: datetime, dia: datetime
) -> None:
    ids = b.many_dictaminated(cast, ahora, 3)
    _, punto = cabildo(cast, ahora, dia, en_bloque=True)
    service.reservar(punto, expedientes_ids=[ids[0]], actor=cast.gobierno, ahora=dia)
    general = service.votar_bloque(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    cambios = Propuesta("aprobado_con_modificaciones", modificaciones=("La meta de marzo: dice 10, debe decir 12",))
    particular = service.votar_reserva(
        punto, expediente_id=ids[0], votos=FAVOR, propuesta=cambios, actor=cast.gobierno, ahora=dia
    )
    actuar(ids[0], "acusar_modificaciones", actor=cast.titular, ahora=dia)
    with pytest.raises(Refused) as error:
        annul(particular.votaciones[0], cast, dia)
    assert error.value.codes == ["ACTO_POSTERIOR"]
    assert error.value.reasons[0].facts["folio"] == db.session.get_one(Expediente, ids[0]).folio

    fila = db.session.get_one(Expediente, ids[1])
    sha = fila.v_aprobada_id
    assert sha is not None
    actuar(ids[1], "publicar", actor=cast.transparencia, ahora=dia, parametros={"archivo": "v_aprobada"})
    with pytest.raises(Refused) as varios:
        annul(general.votaciones[0], cast, dia)
    assert varios.value.codes == ["RESERVAS_YA_VOTADAS", "EXPEDIENTE_YA_AVANZO"]
    db.session.expire_all()
    etapas = [db.session.get_one(Expediente, i).etapa for i in ids]
    assert etapas == ["aprobado_con_modificaciones", "publicado", "aprobado"]


def test_de_un_bloque_vuelve_lo_decidido_en_lo_general_y_la_reserva_sigue_reservada(
    cast: Cast, ahora: datetime, dia: datetime
) -> None:
    ids = b.many_dictaminated(cast, ahora, 3)
    _, punto = cabildo(cast, ahora, dia, en_bloque=True)
    service.reservar(punto, expedientes_ids=[ids[2]], actor=cast.gobierno, ahora=dia)
    general = service.votar_bloque(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    annul(general.votaciones[0], cast, dia)
    db.session.expire_all()
    assert [db.session.get_one(Expediente, i).etapa for i in ids] == ["en_cabildo"] * 3
    asuntos = db.session.query(PuntoExpediente).order_by(PuntoExpediente.orden).all()
    assert [(a.estado, a.reservado, a.acuerdo_id) for a in asuntos] == [
        ("pendiente", False, None),
        ("pendiente", False, None),
        ("pendiente", True, None),
    ]
    service.votar_bloque(punto, votos=CONTRA, actor=cast.gobierno, ahora=dia)
    db.session.expire_all()
    assert [db.session.get_one(Expediente, i).etapa for i in ids] == ["rechazado", "rechazado", "en_cabildo"]


def test_el_punto_que_se_vuelve_a_votar_toma_su_nuevo_lugar_sin_dejar_huecos(
    cast: Cast, ahora: datetime, dia: datetime
) -> None:
    b.many_dictaminated(cast, ahora, 2)
    sesion, punto = cabildo(cast, ahora, dia)
    primera = service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    otro = b.items(sesion)["votable2"]
    service.abrir_punto(otro, actor=cast.gobierno, ahora=dia)
    with pytest.raises(Refused) as error:
        annul(primera.votaciones[0], cast, dia)
    assert error.value.codes == ["OTRO_PUNTO_ABIERTO"]
    service.votar(otro, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    antes = [db.session.get_one(Punto, p).num_desahogado for p in (punto, otro)]
    assert antes == [3, 4]
    annul(primera.votaciones[0], cast, dia)
    service.votar(punto, votos=CONTRA, actor=cast.gobierno, ahora=dia)
    db.session.expire_all()
    assert [db.session.get_one(Punto, p).num_desahogado for p in (otro, punto)] == [3, 4]


def test_el_orden_del_dia_que_ya_se_siguio_no_se_anula(cast: Cast, ahora: datetime, dia: datetime) -> None:
    b.dictaminated(cast, ahora)
    sesion, punto = cabildo(cast, ahora, dia)
    service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    orden = db.session.query(Votacion).filter_by(punto_id=b.items(sesion)["orden"]).one()
    with pytest.raises(Refused) as error:
        annul(orden.id, cast, dia)
    assert error.value.codes == ["VOTACION_YA_SUPERADA"]


def test_el_dictamen_sin_efecto_devuelve_el_expediente_a_comisiones(cast: Cast, ahora: datetime, dia: datetime) -> None:
    expediente = b.turned(cast, ahora)
    sesion = b.convene("CU-DEDS", cast.comisiones, ahora)
    b.open_with_agenda(sesion, b.UNIDAS, cast.comisiones, dia, unidas=True)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.comisiones, ahora=dia)
    votos = {"COM-01": FAVOR, "COM-02": FAVOR}
    contado = service.votar(punto, votos=votos, actor=cast.comisiones, ahora=dia)
    assert db.session.get_one(Expediente, expediente).etapa == "dictaminado"
    service.anular_votacion(contado.votaciones[1], motivo="Error", actor=cast.comisiones, ahora=dia)
    db.session.expire_all()
    fila = db.session.get_one(Expediente, expediente)
    assert (fila.etapa, fila.sentido_dictamen) == ("en_comisiones", None)
    assert all(v.anulada is not None for v in db.session.query(Votacion).filter_by(punto_id=punto))
    service.votar(punto, votos=votos, actor=cast.comisiones, ahora=dia)
    assert [d.consecutivo for d in db.session.query(Dictamen).order_by(Dictamen.id)] == [1, 2]
    assert [p.dictamen_folio for p in queries.of_dossier(expediente)] == [
        db.session.query(Dictamen).order_by(Dictamen.id.desc()).first().folio
    ]
