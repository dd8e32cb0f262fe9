"""One dictamen for a block of Comisiones Unidas: it names every dossier, with its votes and its resolutivo."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_bloque as x
from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas import queries, service
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import Lista, Tabla, texto_de
from workflow.actas.instantanea_dictamen import InstantaneaDictamen
from workflow.actas.models import Instantanea
from workflow.audit import queries as audit
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import Refused
from workflow.sesiones import service as sesiones
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Dictamen
from workflow.sesiones.service import Propuesta

FAVOR, CONTRA = Captura(todos="a_favor"), Captura(todos="en_contra")
AMBAS = {"COM-01": FAVOR, "COM-02": FAVOR}
CAMBIO = "A03 en abril: dice «10», debe decir «12», propone C. Elvira Nava"


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


def issue(dictamen_id: int, dia: datetime) -> InstantaneaDictamen:
    snapshot = service.emitir_dictamen(dictamen_id, instalacion=d.AQUI, actor=SISTEMA, ahora=dia).snapshot
    assert isinstance(snapshot, InstantaneaDictamen)
    return snapshot


def five(cast: Cast, ahora: datetime, dia: datetime) -> tuple[int, list[int]]:
    """Five POA: two approved in general; of three reserved, one is approved with a modification, one is rejected by
    one commission, one is returned. C10 sits in both commissions; C04 votes against in general."""
    x.rules(acuerdo_en_bloque="uno_por_bloque")
    sesion, punto, ids = x.block(cast, ahora, dia, 5)
    yo = {"actor": cast.comisiones, "ahora": dia}
    sesiones.reservar(punto, expedientes_ids=ids[1:4], persona="C10", motivo="Su meta de abril", **yo)
    uno_en_contra = Captura(todos="a_favor", en_contra=("C04",))
    sesiones.votar_bloque(punto, votos={"COM-01": FAVOR, "COM-02": uno_en_contra}, tipo="nominal", **yo)
    con_cambio = Propuesta("favorable_con_modificaciones", modificaciones=(CAMBIO,))
    sesiones.votar_reserva(punto, expediente_id=ids[1], votos=AMBAS, propuesta=con_cambio, **yo)
    sesiones.votar_reserva(punto, expediente_id=ids[2], votos={"COM-01": FAVOR, "COM-02": CONTRA}, **yo)
    sesiones.votar_reserva(punto, expediente_id=ids[3], votos=AMBAS, propuesta=Propuesta("devolver"), **yo)
    sesiones.clausurar(sesion, actor=cast.comisiones, ahora=dia + timedelta(minutes=30))
    d.raised(sesion, dia + timedelta(minutes=30))
    return sesion, ids


def test_el_dictamen_del_bloque_nombra_cada_expediente_con_su_resultado(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, ids = five(cast, ahora, dia)
    snapshot = issue(db.session.query(Dictamen).filter_by(expediente_id=ids[0]).one().id, dia)
    folios = [db.session.get_one(Expediente, i).folio for i in ids]
    assert [one.expediente.folio for one in snapshot.asuntos] == folios
    tabla = next(t for t in componer(snapshot).bloques if isinstance(t, Tabla) and t.descripcion.startswith("Exped"))
    resultados = ["".join(run.texto for run in fila[-1]) for fila in tabla.filas]
    assert resultados == [
        "Favorable",
        "Favorable, con modificaciones; dictamen CUDEDS/002/2026",
        "No aprobado (reservado)",
        "Se devuelve a la dependencia; dictamen CUDEDS/003/2026",
        "Favorable",
    ]
    # What is annexed and what adds up is what this dictamen approves: the two voted in general.
    assert [one.titulo for one in snapshot.anexos if one.sha256] == [
        f"{one.expediente.titulo}, expediente {one.expediente.folio}"
        for one in (snapshot.asuntos[0], snapshot.asuntos[4])
    ]


def test_hay_un_resolutivo_por_expediente_y_dice_lo_que_cada_uno_lleva(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, ids = five(cast, ahora, dia)
    documento = componer(issue(db.session.query(Dictamen).filter_by(expediente_id=ids[0]).one().id, dia))
    (lista,) = [one for one in documento.bloques if isinstance(one, Lista) and one.elementos[-1].marca == "SÉPTIMO."]
    textos = ["".join(run.texto for run in one.trozos) for one in lista.elementos]
    folios = [db.session.get_one(Expediente, i).folio for i in ids]
    assert all(folio in texto for folio, texto in zip(folios, textos[:5], strict=True))
    assert textos[0].startswith("Se dictamina en sentido favorable el expediente")
    assert "A03 en abril, donde dice «10», debe decir «12»" in textos[1]
    assert textos[2].startswith("No se aprueba el dictamen del expediente")
    assert textos[3].startswith("Se devuelve a la dependencia el expediente")
    # Three dossiers go on to the Cabildo: the one rejected and the one returned do not.
    assert textos[5].startswith("Túrnense al Ayuntamiento los expedientes dictaminados")
    assert textos[6].startswith("Notifíquese a las dependencias")


def test_de_cada_reserva_dice_el_voto_de_cada_comision(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, ids = five(cast, ahora, dia)
    snapshot = issue(db.session.query(Dictamen).filter_by(expediente_id=ids[0]).one().id, dia)
    rechazado = snapshot.asuntos[2]
    cuentas = [(v.comision.clave if v.comision else "", v.a_favor, v.en_contra) for v in rechazado.votaciones]
    assert cuentas == [("COM-01", 5, 0), ("COM-02", 0, 5)]
    assert snapshot.asuntos[0].votaciones == ()
    texto = texto_de(componer(snapshot))
    for parte in (
        "Votación en lo general",
        f"En lo particular: expediente {rechazado.expediente.folio}",
        "lo reservó para su votación en lo particular: su meta de abril.",
        "con cero votos a favor, cinco en contra y cero abstenciones",
    ):
        assert parte in texto, parte
    assert [(f.persona.clave, f.leyenda) for f in snapshot.firmas if f.leyenda] == [("C04", "En contra")]


def test_en_modo_conjunta_hay_una_sola_votacion_por_expediente_reservado(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    x.rules(acuerdo_en_bloque="uno_por_bloque", modo="conjunta")
    _, punto, ids = x.block(cast, ahora, dia, 3, conjunta=True)
    yo = {"actor": cast.comisiones, "ahora": dia}
    sesiones.reservar(punto, expedientes_ids=[ids[2]], **yo)
    sesiones.votar_bloque(punto, votos={"CONJUNTO": FAVOR}, **yo)
    tres = Captura(todos="a_favor", en_contra=("C10", "C13", "C16"))
    sesiones.votar_reserva(punto, expediente_id=ids[2], votos={"CONJUNTO": tres}, tipo="nominal", **yo)
    snapshot = issue(db.session.query(Dictamen).filter_by(expediente_id=ids[0]).one().id, dia)
    assert [(v.a_favor, v.en_contra) for v in snapshot.votaciones] == [(9, 0)]
    assert [(v.a_favor, v.en_contra) for v in snapshot.asuntos[2].votaciones] == [(6, 3)]
    assert "de las comisiones en conjunto" in texto_de(componer(snapshot))


def test_con_un_dictamen_por_expediente_cada_uno_dice_del_suyo(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, punto, ids = x.block(cast, ahora, dia, 3)
    sesiones.votar_bloque(punto, votos=AMBAS, actor=cast.comisiones, ahora=dia)
    snapshot = issue(db.session.query(Dictamen).filter_by(expediente_id=ids[2]).one().id, dia)
    assert (snapshot.asuntos, snapshot.expediente.folio) == ((), db.session.get_one(Expediente, ids[2]).folio)
    assert len(snapshot.resolutivos) == 3
    texto = texto_de(componer(snapshot))
    assert db.session.get_one(Expediente, ids[0]).folio not in texto


def test_por_cualquiera_de_sus_expedientes_se_llega_al_mismo_documento(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, ids = five(cast, ahora, dia)
    primero, ultimo = (db.session.query(Dictamen).filter_by(expediente_id=i).one() for i in (ids[0], ids[4]))
    issue(ultimo.id, dia)
    assert issue(primero.id, dia) == issue(ultimo.id, dia)
    (fila,) = db.session.query(Instantanea).filter_by(clase="dictamen", folio=primero.folio)
    assert fila.objeto_id == primero.id
    assert queries.dictamen(ultimo.id).expedidas == queries.dictamen(primero.id).expedidas
    for expediente in (ids[0], ids[4]):
        actos = [one.accion for one in audit.bitacora(expediente)]
        assert actos.count("dictamen:emitir") == 1


def test_la_dependencia_de_cualquier_expediente_del_bloque_ve_su_dictamen(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, ids = five(cast, ahora, dia)
    suyo = db.session.query(Dictamen).filter_by(expediente_id=ids[4]).one()
    assert db.session.get_one(Expediente, ids[4]).dependencia.clave == "UR-043"
    frozen = service.emitir_dictamen(suyo.id, instalacion=d.AQUI, actor=SISTEMA, ahora=dia)
    (pdf,) = d.printed(frozen, dia, ("pdf",))
    assert queries.documento(pdf, cast.titular_educacion).folio == suyo.folio
    assert pdf in {one.id for one in queries.documentos_of_expediente(ids[4], cast.titular_educacion)}


def test_el_voto_particular_se_anexa_al_dictamen_del_bloque_por_cualquiera_de_sus_expedientes(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    _, ids = five(cast, ahora, dia)
    primero, ultimo = (db.session.query(Dictamen).filter_by(expediente_id=i).one() for i in (ids[0], ids[4]))
    issue(primero.id, dia)
    service.presentar_voto_particular(ultimo.id, "C04", "Falta el costo.", actor=cast.comisiones, ahora=dia)
    version = db.session.query(Instantanea).filter_by(folio=primero.folio, version=2).one()
    texto = texto_de(componer(queries.frozen(version.id)))
    assert "Falta el costo." in texto
    assert db.session.get_one(Expediente, ids[4]).folio in texto
    # C13 voted against one of the reserves only: of what was approved in general there is no dissent.
    with pytest.raises(Refused) as aprobo:
        service.presentar_voto_particular(primero.id, "C13", "No.", actor=cast.comisiones, ahora=dia)
    assert aprobo.value.codes == ["VOTO_PARTICULAR_SIN_DISENSO"]
