"""Deliveries recorded as facts: once, within the rules, annulled and returned by other facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError

from tests.builders_entregas import ANA, DESPENSA, DINERO, LUPE, NINO, Padron, csv_de
from tests.builders_padron import SENCILLAS, Expediente, llaves
from tests.cast import Cast
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.entregas import service
from workflow.entregas.models import Entrega
from workflow.entregas.queries import padron as queries
from workflow.kernel.refusals import AlreadyDone, Invalid, NotAllowed, NotFound, Refused
from workflow.padron.models import ReglaOperacion


@pytest.fixture
def padron(cast: Cast, ahora: datetime) -> Padron:
    return Padron(cast, ahora)


def refused(padron: Padron, *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        padron.deliver(*args, **kwargs)
    return refusal.value.codes


def cuantas() -> int:
    return db.session.scalar(select(func.count()).select_from(Entrega)) or 0


@pytest.mark.usefixtures("app")
def test_una_entrega_queda_con_su_recibo_y_se_resume_contra_lo_aprobado(padron: Padron) -> None:
    entrega_id = padron.deliver(recibo="R-001")
    con_papel = service.registrar(
        padron.id, padron.of(LUPE), DINERO, llavero=llaves(), actor=padron.actor, ahora=padron.tick(),
        recibo=("recibo de Guadalupe.pdf", b"%PDF-1.7 firmado"),
    )  # fmt: skip
    una, otra = queries.entrega(padron.id, entrega_id), queries.entrega(padron.id, con_papel)
    assert (una.dia, una.periodo, una.monto, una.recibe, una.recibo) == (
        date(2026, 2, 9),
        "2026-T1",
        20_000,
        "persona",
        "R-001",
    )
    assert otra.archivo_id is not None
    assert archivos.get(otra.archivo_id).nombre == "recibo.pdf"  # the name of a file is often that of a person
    resumen = queries.resumen(padron.id)
    assert (resumen.inscripciones, resumen.recibieron, resumen.faltan) == (2, 2, 0)
    assert (resumen.aprobado, resumen.entregado, resumen.sin_recibo) == (90_000, 40_000, 0)
    assert [(uno.periodo, uno.entregas, uno.monto) for uno in resumen.periodos] == [("2026-T1", 2, 40_000)]


@pytest.mark.usefixtures("app")
def test_no_hay_entregas_antes_de_que_el_padron_este_en_vigor(cast: Cast, ahora: datetime) -> None:
    expediente = Expediente(cast, ahora)
    expediente.loaded()
    with pytest.raises(Refused) as refusal:
        service.registrar(expediente.id, 1, DINERO, llavero=llaves(), actor=expediente.actor, ahora=ahora)
    assert refusal.value.codes == ["ENTREGA_SIN_PADRON_VIGENTE"]


@pytest.mark.usefixtures("app")
def test_cada_entrega_se_juzga_con_las_reglas_y_las_fechas_de_su_inscripcion(padron: Padron) -> None:
    assert refused(padron, dia=date(2026, 2, 4)) == ["ENTREGA_ANTES_DE_ALTA"]
    assert refused(padron, dia=date(2025, 12, 31)) == ["ENTREGA_ANTES_DE_REGLAS", "ENTREGA_ANTES_DE_ALTA"]
    db.session.execute(update(ReglaOperacion).values(publicada=date(2026, 2, 8)))
    db.session.commit()
    assert refused(padron, dia=date(2026, 2, 7)) == ["ENTREGA_ANTES_DE_REGLAS"]
    assert refused(padron, dia=date(2026, 2, 11)) == ["ENTREGA_FUTURA"]
    assert refused(padron, monto=45_001) == ["ENTREGA_SOBRE_LO_APROBADO"]
    assert cuantas() == 0
    padron.deliver(dia=date(2026, 2, 8), monto=45_000)


@pytest.mark.usefixtures("app")
def test_la_segunda_del_periodo_y_el_recibo_repetido_se_niegan(padron: Padron) -> None:
    padron.deliver(recibo="R-001")
    assert refused(padron) == ["ENTREGA_REPETIDA"]
    assert refused(padron, periodo="2026-02") == ["ENTREGA_MISMO_DIA"]
    assert refused(padron, LUPE, recibo="R-001") == ["ENTREGA_RECIBO_REPETIDO"]
    padron.deliver(periodo="2026-T2", dia=date(2026, 2, 10), recibo="R-002")
    assert cuantas() == 2


@pytest.mark.usefixtures("app")
def test_el_mismo_formulario_dos_veces_cuenta_una(padron: Padron) -> None:
    padron.deliver(llave="abc")
    with pytest.raises(AlreadyDone):
        padron.deliver(llave="abc")
    assert cuantas() == 1


@pytest.mark.usefixtures("app")
def test_solo_la_dependencia_del_padron_registra_y_solo_a_quien_esta_en_el(padron: Padron, cast: Cast) -> None:
    for quien in (cast.enlace, cast.planeacion, cast.administradora):
        with pytest.raises(NotAllowed):
            service.registrar(padron.id, padron.of(ANA), DINERO, llavero=llaves(), actor=quien, ahora=padron.tick())
    with pytest.raises(NotFound):
        service.registrar(padron.id, 10_000, DINERO, llavero=llaves(), actor=padron.actor, ahora=padron.tick())
    with pytest.raises(Invalid):
        padron.deliver(clase="monetario", monto=None)


@pytest.mark.usefixtures("app")
def test_anulada_deja_lugar_a_la_buena_y_reintegrada_baja_lo_entregado(padron: Padron) -> None:
    mala = padron.deliver(recibo="R-001")
    service.ajustar(padron.id, mala, "anulacion", "Se capturó con otra fecha", actor=padron.actor, ahora=padron.tick())
    buena = padron.deliver(recibo="R-001", monto=45_000)
    service.ajustar(
        padron.id,
        buena,
        "reintegro",
        "Devolvió una parte en caja",
        monto=5_000,
        actor=padron.actor,
        ahora=padron.tick(),
    )
    resumen = queries.resumen(padron.id)
    assert (resumen.entregas, resumen.anuladas, resumen.entregado, resumen.reintegrado) == (1, 1, 40_000, 5_000)
    with pytest.raises(Refused) as refusal:
        service.ajustar(
            padron.id,
            buena,
            "reintegro",
            "Devolvió lo que queda",
            monto=40_001,
            actor=padron.actor,
            ahora=padron.tick(),
        )
    assert refusal.value.codes == ["REINTEGRO_MONTO"]
    with pytest.raises(Refused) as refusal:
        service.ajustar(padron.id, mala, "anulacion", "Se anula otra vez", actor=padron.actor, ahora=padron.tick())
    assert refusal.value.codes == ["ENTREGA_YA_ANULADA"]
    assert [una.anulada for una in queries.historia(padron.of(ANA))] == [False, True]


@pytest.mark.usefixtures("app")
def test_un_periodo_cerrado_no_recibe_entregas_hasta_que_se_reabre(padron: Padron) -> None:
    acto = {"actor": padron.actor, "ahora": padron.tick()}
    service.cerrar(padron.id, "2026-T1", "cierre", **acto)
    assert refused(padron) == ["ENTREGA_PERIODO_CERRADO"]
    service.cerrar(padron.id, "2026-T1", "reapertura", motivo="Faltó una comunidad", **acto)
    padron.deliver()
    assert [uno[1] for uno in queries.cierres(padron.id)] == ["reapertura", "cierre"]


@pytest.mark.usefixtures("app")
def test_el_dinero_de_un_menor_lo_recibe_su_tutora(cast: Cast, ahora: datetime) -> None:
    reglas = {**SENCILLAS, "edad_min": 6}
    padron = Padron(cast, ahora, csv_de(f"{NINO},LUIS MUÑOZ ÑAÑEZ,450,05/02/2026,"), reglas)
    assert refused(padron, NINO) == ["ENTREGA_A_MENOR"]
    assert padron.deliver(NINO, recibe="tutora")
    assert db.session.scalar(select(Entrega.edad)) == 10  # eleven on 20 May


@pytest.mark.usefixtures("app")
def test_quien_no_ha_recibido_se_lista_por_periodo(padron: Padron) -> None:
    padron.deliver()
    assert queries.pendientes(padron.id, "2026-T1") == ([padron.of(LUPE)], 1)
    assert queries.pendientes(padron.id, "2026-T2") == ([padron.of(ANA), padron.of(LUPE)], 2)
    assert queries.pendientes(padron.id, None) == ([padron.of(LUPE)], 1)


def test_una_entrega_no_se_cambia_ni_se_borra(app: Flask, padron: Padron) -> None:
    padron.deliver(apoyo=DESPENSA)
    for statement in ("UPDATE entrega SET monto = 1", "DELETE FROM entrega"):
        with pytest.raises(DatabaseError):
            db.session.execute(db.text(statement))
        db.session.rollback()
