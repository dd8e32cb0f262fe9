"""What was spent: who reports it, when, and what the corte freezes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from tests.builders_indicadores import ABRIL, Publicado, contenido
from tests.cast import Cast
from workflow.db import db
from workflow.indicadores import queries, service
from workflow.indicadores.financiero import Gasto
from workflow.indicadores.models import Gasto as Fila
from workflow.indicadores.queries.financiero import hoja_gasto
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused

GASOLINA, OBRA = "presupuesto[2610|15]", "presupuesto[6140|25]"


def presupuesto() -> list[dict[str, Any]]:
    return [
        {"partida": "2610", "concepto": "Combustibles", "fuente": "15", "meses": [1_000_00] * 12},
        {"partida": "6140", "concepto": "Pavimentación", "fuente": "25", "meses": [0, 0, 500_000_50, *[0] * 9]},
    ]


@pytest.fixture
def poa(cast: Cast, ahora: datetime) -> Publicado:
    return Publicado(cast, ahora, contenido(presupuesto=presupuesto()))


def report(poa: Publicado, mes: str, *gastos: Gasto, **more: Any) -> Any:
    more = {"actor": poa.cast.enlace, "ahora": ABRIL, **more}
    return service.reportar_gasto(poa.id, mes, gastos, **more)


def test_toca_reportar_los_renglones_con_dinero_de_los_meses_terminados(poa: Publicado) -> None:
    found = queries.gastos_por_hacer({"UR-050"}, date(2026, 4, 6))
    assert [(f.mes, f.faltan, f.vence, f.tarde) for f in found] == [
        ("2026-01", 1, date(2026, 2, 13), True),
        ("2026-02", 1, date(2026, 3, 13), True),
        ("2026-03", 2, date(2026, 4, 14), False),
    ]
    report(poa, "2026-01", Gasto(GASOLINA, 0))
    assert [f.mes for f in queries.gastos_por_hacer({"UR-050"}, date(2026, 4, 6))] == ["2026-02", "2026-03"]
    assert queries.gastos_por_hacer({"UR-043"}, date(2026, 4, 6)) == []


def test_lo_reportado_se_suma_y_lo_ultimo_es_lo_que_cuenta(poa: Publicado) -> None:
    report(poa, "2026-02", Gasto(GASOLINA, 900_00))
    done = report(poa, "2026-03", Gasto(GASOLINA, 1_100_25), Gasto(OBRA, 400_000_00))
    assert (done.reportados, done.rectificados) == (2, 0)
    report(poa, "2026-03", Gasto(GASOLINA, 1_100_00))
    one = queries.poa(poa.id)
    total = queries.cuenta(queries.ejercidos([one], date(2026, 4, 6))[poa.id])
    assert total.ejercido == 900_00 + 1_100_00 + 400_000_00
    assert total.programado == 3_000_00 + 500_000_50
    assert total.faltan == 1  # January of the gasoline
    gasolina = hoja_gasto(one, "2026-03", date(2026, 4, 6)).filas[0]
    assert [h.centavos for h in gasolina.historia] == [1_100_25, 1_100_00]


def test_solo_reporta_su_dependencia_y_solo_lo_que_esta_en_el_presupuesto(poa: Publicado) -> None:
    for quien in (poa.cast.enlace_educacion, poa.cast.revisora, poa.cast.planeacion):
        with pytest.raises(NotAllowed):
            report(poa, "2026-03", Gasto(GASOLINA, 1), actor=quien)
    with pytest.raises(Invalid) as refusal:
        report(poa, "2026-03", Gasto("presupuesto[9999|99]", 1))
    assert refusal.value.codes == ["GASTO_NO_EXISTE_EN_POA"]
    for mes in ("2025-03", "2026-T1", "marzo"):
        with pytest.raises(NotFound):
            report(poa, mes, Gasto(GASOLINA, 1))


def test_un_mes_abierto_o_sin_nada_nuevo_no_se_guarda(poa: Publicado) -> None:
    with pytest.raises(Invalid) as refusal:
        report(poa, "2026-04", Gasto(GASOLINA, 1), Gasto(OBRA, -5))
    assert refusal.value.codes == ["GASTO_MES_ABIERTO", "GASTO_MES_ABIERTO", "GASTO_FUERA_DE_LUGAR"]
    report(poa, "2026-03", Gasto(GASOLINA, 1))
    with pytest.raises(Invalid) as refusal:
        report(poa, "2026-03", Gasto(GASOLINA, 1), Gasto(OBRA, None))
    assert refusal.value.codes == ["GASTO_NADA_ESCRITO"]


def test_si_otra_persona_lo_reporto_mientras_tanto_se_avisa(poa: Publicado) -> None:
    report(poa, "2026-03", Gasto(GASOLINA, 5))
    with pytest.raises(Refused) as refusal:
        report(poa, "2026-03", Gasto(GASOLINA, 6), vistos={GASOLINA: 0}, actor=poa.cast.titular)
    assert refusal.value.codes == ["AVANCE_CAMBIO_DESPUES"]


def test_el_corte_congela_lo_ejercido_y_despues_solo_se_rectifica_con_motivo(poa: Publicado) -> None:
    report(poa, "2026-03", Gasto(GASOLINA, 900_00))
    corte_id = service.hacer_corte("2026-T1", actor=poa.cast.planeacion, ahora=ABRIL)
    gasolina = queries.corte(corte_id).contenido["gasto"]["renglones"][0]
    assert gasolina[1:] == [GASOLINA, 12_000_00, 3_000_00, 900_00, 2]
    with pytest.raises(Invalid) as refusal:
        report(poa, "2026-03", Gasto(GASOLINA, 950_00))
    assert refusal.value.codes == ["GASTO_RECTIFICACION_SIN_MOTIVO"]
    done = report(poa, "2026-03", Gasto(GASOLINA, 950_00, "Factura que llegó tarde"), Gasto(OBRA, 7))
    assert (done.reportados, done.rectificados) == (2, 1)
    assert service.comprobar(corte_id)
    assert queries.corte(corte_id).contenido["gasto"]["renglones"][0][4] == 900_00


def test_un_corte_sin_nada_ejercido_dice_lo_mismo_que_antes_de_que_se_reportara_gasto(poa: Publicado) -> None:
    corte_id = service.hacer_corte("2026-T1", actor=poa.cast.planeacion, ahora=ABRIL)
    assert "gasto" not in queries.corte(corte_id).contenido
    report(poa, "2026-03", Gasto(GASOLINA, 1), ahora=datetime(2026, 4, 8, 16, tzinfo=UTC))
    assert service.comprobar(corte_id)


def test_un_reporte_no_se_modifica_ni_se_borra(poa: Publicado) -> None:
    report(poa, "2026-03", Gasto(GASOLINA, 1))
    row = db.session.query(Fila).one()
    row.centavos = 2
    with pytest.raises(DatabaseError):
        db.session.commit()
    db.session.rollback()
