"""Notices by version, terms by date, decisions of the Comité, and what stops a padrón without a notice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from tests.builders_padron import Expediente
from tests.cast import Cast
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.padron.privacidad.aviso import ELEMENTOS
from workflow.padron.privacidad.queries import registros
from workflow.padron.privacidad.service.registros import (
    fijar_parametro,
    guardar_aviso,
    marcar_sensible,
    registrar_decision,
)

TEXTOS = {clave: f"Texto de {clave}." for clave in ELEMENTOS}
HOY = date(2026, 2, 10)


@pytest.fixture
def expediente(app: Flask, cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(cast, ahora)


def exigir(cast: Cast, ahora: datetime, valor: str = "detener") -> None:
    fijar_parametro(
        "aviso_exigible", valor, desde=HOY, fundamento="Acuerdo del Comité", por_confirmar=False,
        actor=cast.transparencia, ahora=ahora,
    )  # fmt: skip


def test_cada_version_del_aviso_queda_y_rige_desde_su_dia(expediente: Expediente) -> None:
    actor, ahora = expediente.actor, expediente.tick()
    assert guardar_aviso(expediente.id, TEXTOS, desde=HOY, actor=actor, ahora=ahora) == 1
    other = {**TEXTOS, "arco": "En la Unidad de Transparencia."}
    assert guardar_aviso(expediente.id, other, desde=HOY + timedelta(days=5), actor=actor, ahora=ahora) == 2
    before, after = (registros.aviso_vigente("PP-25", HOY + timedelta(days=n)) for n in (4, 5))
    assert before is not None and after is not None
    assert (before.version, after.version, before.hasta) == (1, 2, HOY + timedelta(days=5))
    assert registros.aviso_vigente("PP-25", HOY - timedelta(days=1)) is None
    with pytest.raises(Refused, match="AVISO_SIN_CAMBIOS"):
        guardar_aviso(expediente.id, other, desde=HOY + timedelta(days=5), actor=actor, ahora=ahora)
    with pytest.raises(Invalid, match="AVISO_FECHA_ANTERIOR"):
        guardar_aviso(expediente.id, TEXTOS, desde=HOY, actor=actor, ahora=ahora)
    with pytest.raises(NotAllowed):
        guardar_aviso(expediente.id, TEXTOS, desde=HOY, actor=expediente.cast.titular, ahora=ahora)


def test_sin_aviso_se_avisa_al_enviar_y_si_asi_se_decide_no_se_envia(expediente: Expediente) -> None:
    expediente.loaded()
    cast = expediente.cast
    exigir(cast, expediente.tick())
    with pytest.raises(Refused, match="AVISO_FALTANTE"):
        expediente.do("titular_educacion", "enviar")
    guardar_aviso(expediente.id, TEXTOS, desde=HOY, actor=expediente.actor, ahora=expediente.tick())
    assert "AVISO_FALTANTE" not in [aviso.code for aviso in expediente.do("titular_educacion", "enviar").avisos]


def test_mientras_solo_se_avise_el_padron_se_puede_enviar(expediente: Expediente) -> None:
    expediente.loaded()
    assert "AVISO_FALTANTE" in [aviso.code for aviso in expediente.do("titular_educacion", "enviar").avisos]


def test_los_plazos_los_cambia_transparencia_con_fundamento_y_dejan_de_estar_por_confirmar(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    assert registros.parametro("arco_respuesta", HOY).por_confirmar
    fijar_parametro(
        "arco_respuesta", "15", desde=HOY, fundamento="Ley estatal, artículo 45", por_confirmar=False,
        actor=cast.transparencia, ahora=ahora,
    )  # fmt: skip
    found = registros.parametro("arco_respuesta", HOY)
    assert (found.entero, found.por_confirmar) == (15, False)
    with pytest.raises(NotAllowed):
        exigir(Cast({"transparencia": cast.planeacion}, {}), ahora)


def test_la_decision_del_comite_la_registra_transparencia_y_solo_de_un_programa_con_padron(
    expediente: Expediente,
) -> None:
    cast, ahora = expediente.cast, expediente.tick()

    def decidir(
        programa: str, decision: str, actor: object = cast.transparencia, fundamento: str = "LGPDPPSO 7"
    ) -> None:
        registrar_decision(
            programa, "menores", decision, resolucion="CT/4", fecha=HOY, fundamento=f"{fundamento}, interés superior",
            desde=HOY, hasta=None, actor=actor, ahora=ahora,
        )  # type: ignore[arg-type]  # fmt: skip

    decidir("PP-25", "agregar")
    decidir("PP-25", "seudonimizar")
    assert [(one.decision.decision, one.vigente) for one in registros.decisiones(dia=HOY)] == [
        ("seudonimizar", True), ("agregar", False),
    ]  # fmt: skip
    with pytest.raises(Invalid, match="PROGRAMA_SIN_PADRON"):
        decidir("PP-99", "agregar")
    with pytest.raises(Invalid, match="TEXTO_CON_DATOS_PERSONALES"):
        decidir("PP-25", "agregar", fundamento="caso de PEXA900215MZSXXN00")
    with pytest.raises(NotAllowed):
        decidir("PP-25", "agregar", cast.planeacion)


def test_un_programa_se_marca_sensible_con_motivo_por_su_titular_y_no_por_otro(expediente: Expediente) -> None:
    cast, ahora = expediente.cast, expediente.tick()
    assert registros.sensible("PP-25") is None
    marcar_sensible("PP-25", es=True, motivo="Revela discapacidad", actor=cast.titular_educacion, ahora=ahora)
    found = registros.sensible("PP-25")
    assert found is not None and found.sensible and found.por == "Elías Monreal Paz"
    with pytest.raises(Refused, match="SENSIBLE_SIN_CAMBIOS"):
        marcar_sensible("PP-25", es=True, motivo="Revela discapacidad", actor=cast.transparencia, ahora=ahora)
    with pytest.raises(NotAllowed):
        marcar_sensible("PP-25", es=False, motivo="No revela nada", actor=cast.titular, ahora=ahora)
