"""A block of POA before Comisiones Unidas: each commission votes it, each dossier gets its dictamen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests import builders_bloque as x
from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import texto_de
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import Invalid, Refused
from workflow.outbox.queries import status_of
from workflow.sesiones import queries, service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Dictamen, OrganoRegla, Punto, PuntoExpediente, Votacion
from workflow.sesiones.service import Propuesta

FAVOR = Captura(todos="a_favor")
CONTRA = Captura(todos="en_contra")
AMBAS = {"COM-01": FAVOR, "COM-02": FAVOR}


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


def by(cast: Cast, dia: datetime) -> dict[str, Any]:
    return {"actor": cast.comisiones, "ahora": dia}


def stages(ids: list[int]) -> list[str]:
    db.session.expire_all()
    return [db.session.get_one(Expediente, i).etapa for i in ids]


def test_cada_comision_vota_el_bloque_y_cada_expediente_recibe_su_dictamen(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, punto, ids = x.block(cast, ahora, dia)
    service.reservar(punto, expedientes_ids=[ids[1]], persona="C10", **by(cast, dia))
    contado = service.votar_bloque(punto, votos=AMBAS, **by(cast, dia))
    assert (contado.resultado, len(contado.votaciones)) == ("dictamen_aprobado", 2)
    assert stages(ids) == ["dictaminado", "en_comisiones", "dictaminado"]
    # C10 sits in both: a favour in one, against in the other. Social: 2 in favour, 3 against.
    social = Captura(a_favor=("C04", "C09"), en_contra=("C10", "C13", "C16"))
    particular = service.votar_reserva(
        punto, expediente_id=ids[1], votos={"COM-01": FAVOR, "COM-02": social}, tipo="nominal", **by(cast, dia)
    )
    assert particular.resultado == "dictamen_no_aprobado"
    assert stages(ids) == ["dictaminado", "en_comisiones", "dictaminado"]
    assert [one.consecutivo for one in db.session.query(Dictamen).order_by(Dictamen.id)] == [1, 2, None]
    fila = db.session.get_one(Punto, punto)
    assert (fila.estado, fila.resultado) == ("desahogado", "Expedientes del bloque: 2 con dictamen, 1 sin aprobar.")
    votos = [(v.votacion_id, v.sentido) for c in db.session.query(Votacion).filter_by(asunto="reserva") for v in c.votos
             if v.integrante.clave == "C10"]  # fmt: skip
    assert sorted(sentido for _, sentido in votos) == ["a_favor", "en_contra"]
    assert queries.of_dossier(ids[0])[-1].dictamen_folio is not None
    assert [e.id for e in queries.waiting_for(b.organ("CU-DEDS"), dia.date())] == [ids[1]]


def test_basta_que_una_comision_rechace_el_bloque_para_que_nada_se_dictamine(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, punto, ids = x.block(cast, ahora, dia)
    contado = service.votar_bloque(punto, votos={"COM-01": FAVOR, "COM-02": CONTRA}, **by(cast, dia))
    assert contado.resultado == "dictamen_no_aprobado"
    assert stages(ids) == ["en_comisiones"] * 3
    assert {a.estado for a in db.session.query(PuntoExpediente)} == {"rechazado"}
    assert {one.folio for one in db.session.query(Dictamen)} == {None}


def test_el_empate_de_una_comision_se_repite_solo_en_ella_y_si_persiste_va_al_pleno(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, punto, ids = x.block(cast, ahora, dia)
    service.reservar(punto, expedientes_ids=[ids[2]], **by(cast, dia))
    empate = Captura(a_favor=("C04", "C09"), en_contra=("C13", "C16"), abstencion=("C10",))
    primera = service.votar_bloque(punto, votos={"COM-01": FAVOR, "COM-02": empate}, tipo="nominal", **by(cast, dia))
    assert primera.resultado == "segunda_ronda"
    with pytest.raises(Refused) as antes:
        service.votar_reserva(punto, expediente_id=ids[2], votos=AMBAS, **by(cast, dia))
    assert antes.value.codes == ["BLOQUE_SIN_VOTAR"]
    with pytest.raises(Invalid) as indebida:
        service.votar_bloque(punto, votos={"COM-01": FAVOR, "COM-02": empate}, tipo="nominal", **by(cast, dia))
    assert indebida.value.codes == ["RONDA_INDEBIDA"]
    segunda = service.votar_bloque(punto, votos={"COM-02": empate}, tipo="nominal", **by(cast, dia))
    assert segunda.resultado == "turnado_al_pleno"
    assert stages(ids) == ["dictaminado", "dictaminado", "en_comisiones"]
    assert [db.session.get_one(Expediente, i).sentido_dictamen for i in ids] == [None] * 3
    cambios = Propuesta("favorable_con_modificaciones", modificaciones=("A03 en abril: dice 10, debe decir 12",))
    service.votar_reserva(punto, expediente_id=ids[2], votos=AMBAS, propuesta=cambios, **by(cast, dia))
    assert db.session.get_one(Expediente, ids[2]).sentido_dictamen == "favorable_con_modificaciones"
    estados = [a.estado for a in db.session.query(PuntoExpediente).order_by(PuntoExpediente.orden)]
    assert estados == ["turnado", "turnado", "aprobado_con_modificaciones"]


def test_en_modo_conjunta_vota_un_solo_cuerpo_y_quien_integra_las_dos_vota_una_vez(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    regla = db.session.query(OrganoRegla).filter_by(organo_id=organos["CU-DEDS"]).one()
    regla.reglas = {**regla.reglas, "modo": "conjunta"}
    db.session.commit()
    ids = x.many_turned(cast, ahora, 2)
    sesion = b.convene("CU-DEDS", cast.comisiones, ahora, en_bloque=True)
    service.abrir(sesion, presentes=b.UNIDAS, **by(cast, dia))
    orden = b.items(sesion)["orden"]
    service.abrir_punto(orden, **by(cast, dia))
    service.votar(orden, votos={"CONJUNTO": FAVOR}, **by(cast, dia))
    punto = b.items(sesion)["bloque"]
    service.abrir_punto(punto, **by(cast, dia))
    contado = service.votar_bloque(punto, votos={"CONJUNTO": FAVOR}, **by(cast, dia))
    assert contado.resultado == "dictamen_aprobado"
    cuenta = db.session.get_one(Votacion, contado.votaciones[0])
    assert (cuenta.electorado, cuenta.a_favor, len(cuenta.votos)) == (9, 9, 9)
    assert stages(ids) == ["dictaminado"] * 2


def test_un_solo_dictamen_para_el_bloque_si_asi_lo_dice_la_regla(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    regla = db.session.query(OrganoRegla).filter_by(organo_id=organos["CU-DEDS"]).one()
    regla.reglas = {**regla.reglas, "acuerdo_en_bloque": "uno_por_bloque"}
    db.session.commit()
    sesion, punto, ids = x.block(cast, ahora, dia)
    service.votar_bloque(punto, votos=AMBAS, **by(cast, dia))
    dictamenes = db.session.query(Dictamen).order_by(Dictamen.id).all()
    assert [one.expediente_id for one in dictamenes] == ids
    assert {(one.consecutivo, one.folio) for one in dictamenes} == {(1, dictamenes[0].folio)}
    service.clausurar(sesion, actor=cast.comisiones, ahora=dia + timedelta(minutes=30))
    d.raised(sesion, dia + timedelta(minutes=30))
    assert [t.tipo for t in status_of(("sesion", sesion))].count("dictamen.generar") == 1


def test_el_acta_dice_de_cada_expediente_su_dictamen(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    sesion, punto, _ = x.block(cast, ahora, dia)
    service.votar_bloque(punto, votos=AMBAS, **by(cast, dia))
    service.clausurar(sesion, actor=cast.comisiones, ahora=dia + timedelta(minutes=30))
    texto = texto_de(componer(d.raised(sesion, dia + timedelta(minutes=30)).snapshot))
    for one in db.session.query(Dictamen):
        assert one.folio is not None and one.folio in texto
    assert "Dictámenes del bloque: de tres, tres expedientes con dictamen." in texto
