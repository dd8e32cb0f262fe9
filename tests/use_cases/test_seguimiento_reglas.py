"""The dated rules of the follow-up: which one judges each period, who registers them, and what a corte keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.builders_indicadores import A01, ABRIL, Publicado, actividad, contenido, linea
from tests.cast import Cast
from workflow.indicadores import queries, service
from workflow.kernel.refusals import Invalid, NotAllowed

JULIO = datetime(2026, 7, 6, 16, 0, tzinfo=UTC)
SIN_MIR = contenido(mir=None, actividades=[actividad("A01", ["10"] * 12)])


@pytest.fixture
def poa(cast: Cast, ahora: datetime) -> Publicado:
    return Publicado(cast, ahora, SIN_MIR)


def rule(poa: Publicado, clave: str, valor: str, desde: date | None, ahora: datetime = ABRIL, **more: Any) -> None:
    told = {"fundamento": "Acuerdo 12", "actor": poa.cast.planeacion, **more}
    service.registrar_regla(clave, valor, desde, ahora=ahora, **told)


def colors(poa: Publicado, hoy: date) -> list[str]:
    [one] = queries.situaciones([queries.poa(poa.id)], hoy)[poa.id].lineas
    return [celda.resultado.semaforo for celda in one.celdas]


def test_cada_periodo_se_juzga_con_el_semaforo_vigente_en_su_ultimo_dia(poa: Publicado) -> None:
    """8 of 10 is 80 %: amarillo with 70-90, verde once green begins at 80."""
    for mes in ("2026-01", "2026-02", "2026-03"):
        poa.report(mes, linea(A01, "8", justificacion="Llovió."))
    assert colors(poa, date(2026, 4, 6)) == ["amarillo"] * 3
    rule(poa, "semaforo", "60, 80, 110, 130", date(2026, 2, 28))
    assert colors(poa, date(2026, 4, 6)) == ["amarillo", "verde", "verde"]


def test_de_un_mismo_dia_cuenta_la_ultima_que_se_registro(poa: Publicado) -> None:
    poa.report("2026-01", linea(A01, "8", justificacion="Llovió."))
    rule(poa, "semaforo", "60,80,110,130", date(2026, 1, 1))
    rule(poa, "semaforo", "85,95,110,130", date(2026, 1, 1))
    assert colors(poa, date(2026, 2, 2)) == ["rojo"]


def test_el_plazo_de_un_mes_es_el_de_la_regla_vigente_cuando_termina(poa: Publicado) -> None:
    """Five business days after Saturday 28 February: Friday 6 March. March keeps ten: Tuesday 14 April."""
    rule(poa, "dias_mes", "5", date(2026, 2, 1))
    rule(poa, "dias_mes", "10", date(2026, 3, 1))
    found = {one.mes: one.vence for one in queries.por_hacer({"UR-050"}, date(2026, 4, 6))}
    assert found == {"2026-01": date(2026, 2, 13), "2026-02": date(2026, 3, 6), "2026-03": date(2026, 4, 14)}


def test_el_tope_es_el_del_periodo_que_se_mira(poa: Publicado) -> None:
    poa.report("2026-01", linea(A01, "13", justificacion="Más máquinas."))
    rule(poa, "tope", "120", date(2026, 2, 1))
    [one] = queries.poas(2026)
    assert queries.situaciones([one], date(2026, 2, 1))[poa.id].cuenta.promedio == 100
    # Seen in March, February was not reported: 13 of 20 is 65 %
    assert queries.situaciones([one], date(2026, 3, 1))[poa.id].cuenta.promedio == 65
    poa.report("2026-02", linea(A01, "13", justificacion="Más máquinas."))
    assert queries.situaciones([one], date(2026, 3, 1))[poa.id].cuenta.promedio == 120


def test_lo_que_ya_tiene_corte_no_se_juzga_con_otra_regla(poa: Publicado) -> None:
    poa.report("2026-01", linea(A01, "8", justificacion="Llovió."))
    made = service.hacer_corte("2026-01", actor=poa.cast.planeacion, ahora=ABRIL)
    with pytest.raises(Invalid) as refusal:
        rule(poa, "semaforo", "60,80,110,130", date(2026, 1, 31))
    assert refusal.value.codes == ["REGLA_SEGUIMIENTO_CON_CORTE"]
    rule(poa, "semaforo", "60,80,110,130", date(2026, 2, 1), ahora=ABRIL + timedelta(minutes=5))
    rule(poa, "dias_mes", "5", date(2026, 1, 1))  # a term judges nothing
    assert service.comprobar(made)
    assert queries.corte(made).filas[0]["semaforo"] == "amarillo"


def test_se_dicen_todos_los_motivos_y_solo_registra_quien_hace_el_corte(poa: Publicado) -> None:
    with pytest.raises(Invalid) as refusal:
        rule(poa, "semaforo", "90,70,110,130", None, fundamento=" ")
    assert refusal.value.codes == [
        "REGLA_SEGUIMIENTO_SEMAFORO", "REGLA_SEGUIMIENTO_FECHA", "REGLA_SEGUIMIENTO_FUNDAMENTO",
    ]  # fmt: skip
    with pytest.raises(Invalid) as refusal:
        rule(poa, "otra", "1", date(2026, 1, 1))
    assert refusal.value.codes == ["REGLA_SEGUIMIENTO_DESCONOCIDA"]
    for quien in (poa.cast.revisora, poa.cast.enlace, poa.cast.auditor):
        with pytest.raises(NotAllowed):
            rule(poa, "tope", "120", date(2026, 1, 1), actor=quien)


def test_un_indicador_con_umbrales_propios_conserva_los_suyos(cast: Cast, ahora: datetime) -> None:
    own = Publicado(cast, ahora)  # its indicators say 70, 90, 110, 130
    rule(own, "semaforo", "10,20,110,130", date(2026, 1, 1))
    hoja = queries.hoja(queries.poa(own.id), "2026-03")
    found = {fila.medida.clave: fila.medida.regla.semaforo[1].desde for fila in hoja.filas}
    assert found == {"A01": 10, "A02": 10, "C1": 70}
