"""A vote that moved a dossier is annulled: what it decided is undone, and what depends on it is never broken."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import texto_de
from workflow.db import db
from workflow.expedientes.models import Expediente, Resolucion
from workflow.expedientes.service import actuar
from workflow.kernel.refusals import Refused
from workflow.sesiones import queries, service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.conteo import Captura, Cedulas
from workflow.sesiones.models import Acuerdo, Dictamen, Punto, PuntoExpediente, Votacion
from workflow.sesiones.queries.acuerdos import acuerdo_seguido
from workflow.sesiones.queries.publicos import sesiones_publicas, votos_publicos
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


def test_el_acta_cuenta_la_votacion_anulada_y_la_repetida(cast: Cast, ahora: datetime, dia: datetime) -> None:
    b.dictaminated(cast, ahora)
    sesion, punto = cabildo(cast, ahora, dia)
    primera = service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    service.anular_votacion(
        primera.votaciones[0],
        motivo="Se contó a quien no estaba",
        actor=cast.gobierno,
        ahora=dia + timedelta(minutes=7),
    )
    contra = Captura(todos="en_contra", a_favor=("C05",))
    service.votar(punto, votos=contra, tipo="nominal", actor=cast.gobierno, ahora=dia + timedelta(minutes=9))
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(minutes=30))
    texto = texto_de(componer(d.raised(sesion, dia + timedelta(minutes=30)).snapshot))
    for parte in (
        "Votación anulada.",
        "las diez horas con siete minutos",
        "con dieciséis votos a favor, cero en contra y cero abstenciones",
        "Motivo: se contó a quien no estaba.",
        "El folio AHC/001/2026 queda sin efecto y no se vuelve a usar.",
        "La votación se repitió, como sigue.",
        "con un voto a favor, quince en contra y cero abstenciones",
    ):
        assert parte.lower() in texto.lower(), parte
    filas = votos_publicos()
    del_punto = [f for f in filas if f["expediente"]]
    anuladas = [f for f in del_punto if f["anulada"]]
    assert (len(anuladas), {f["resultado"] for f in anuladas}, {f["acuerdo"] for f in anuladas}) == (16, {None}, {None})
    vigentes = [f for f in del_punto if not f["anulada"]]
    assert (len(vigentes), {f["resultado"] for f in vigentes}) == (16, {"rechazado"})


def test_el_voto_publicado_de_un_bloque_dice_el_acuerdo_de_cada_expediente(
    cast: Cast, ahora: datetime, dia: datetime
) -> None:
    ids = b.many_dictaminated(cast, ahora, 3)
    sesion, punto = cabildo(cast, ahora, dia, en_bloque=True)
    service.reservar(punto, expedientes_ids=[ids[1]], actor=cast.gobierno, ahora=dia)
    service.votar_bloque(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    service.votar_reserva(punto, expediente_id=ids[1], votos=CONTRA, actor=cast.gobierno, ahora=dia)
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(minutes=30))
    folios = [db.session.get_one(Expediente, i).folio for i in ids]
    por_expediente = {
        e: {(f["acuerdo"], f["resultado"], f["a_favor"]) for f in votos_publicos() if f["expediente"] == e}
        for e in folios
    }
    assert por_expediente == {
        folios[0]: {("AHC/001/2026", "aprobado", 16)},
        folios[1]: {(None, "rechazado", 0)},
        folios[2]: {("AHC/002/2026", "aprobado", 16)},
    }
    assert [f["acuerdos"] for f in sesiones_publicas()] == [2]
    assert len([f for f in votos_publicos() if f["expediente"]]) == 48


def test_de_una_cedula_solo_se_publican_los_totales(cast: Cast, ahora: datetime, dia: datetime) -> None:
    sesion = b.convene("CAB", cast.gobierno, ahora, otros=[PuntoNuevo("Designación de la persona cronista")])
    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.excusar(punto, persona="C16", causa="Parentesco", actor=cast.gobierno, ahora=dia)
    service.votar(punto, votos=Cedulas(15, 9, 5, 1, 0), tipo="cedula", actor=cast.gobierno, ahora=dia)
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(minutes=30))
    filas = [f for f in votos_publicos() if f["votacion"] == "cedula"]
    assert [(f["integrante"] is None, f["sentido"], f["a_favor"], f["en_contra"]) for f in filas] == [
        (True, None, 9, 5),
        (False, "excusa", 9, 5),
    ]
