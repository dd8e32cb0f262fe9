"""To which commissions a dossier goes, and how each one stands."""

from __future__ import annotations

from datetime import UTC, date, datetime

from workflow.sesiones import agenda, turnos
from workflow.sesiones.agenda import EnEspera
from workflow.sesiones.turnos import ReglaTurno, Reunion

ENERO, MARZO = date(2026, 1, 1), date(2026, 3, 1)
UNIDAS = (("COM-01", "Desarrollo Económico"), ("COM-02", "Desarrollo Social"))
DIA = datetime(2026, 2, 12, 16, 0, tzinfo=UTC)


def rule(
    numero: int, organo: int, *, tipo: str | None = None, ur: int | None = None, desde: date = ENERO
) -> ReglaTurno:
    return ReglaTurno(numero, organo, tipo, ur, desde)


def test_rige_la_regla_mas_precisa_y_de_esas_la_ultima_que_ya_entro_en_vigor() -> None:
    todas, padrones, obras = rule(1, 10), rule(2, 20, tipo="padron"), rule(3, 30, ur=7)
    obras_marzo = rule(4, 40, ur=7, desde=MARZO)
    reglas = [obras_marzo, todas, padrones, obras]
    elegidas = [
        turnos.applicable(reglas, tipo, ur, dia)
        for tipo, ur, dia in (("poa", 5, ENERO), ("padron", 5, ENERO), ("padron", 7, ENERO), ("poa", 7, MARZO))
    ]
    assert elegidas == [todas, padrones, obras, obras_marzo]


def test_sin_regla_del_dia_no_se_propone_nada() -> None:
    assert turnos.applicable([rule(1, 10, desde=MARZO)], "poa", 5, ENERO) is None


def test_lo_turnado_a_unas_comisiones_no_lo_dictaminan_otras() -> None:
    def codes(turnado_a: int | None, organo_id: int) -> list[str]:
        uno = EnEspera(1, "POA-1", "poa", "en_comisiones", "Programa", "Obras", None, turnado_a, ("Salud", "Educación"))
        return [r.code for r in agenda.matters_allowed("comisiones_unidas", organo_id, "ordinaria", [uno], ())]

    assert codes(3, 3) == [] and codes(None, 9) == []
    assert codes(3, 9) == ["EXPEDIENTE_TURNADO_A_OTRAS"]


def test_si_solo_se_reune_una_comision_la_que_cumplio_no_queda_en_falta() -> None:
    una = turnos.fulfilment(UNIDAS, [Reunion(DIA, {"COM-01": True, "COM-02": False})])
    assert [(c.clave, c.cumplio, c.cuando) for c in una] == [("COM-01", True, DIA), ("COM-02", False, DIA)]


def test_la_que_ya_cumplio_no_vuelve_a_quedar_en_falta_porque_la_segunda_vez_no_llego() -> None:
    despues = datetime(2026, 2, 19, 16, 0, tzinfo=UTC)
    reuniones = [Reunion(DIA, {"COM-01": True, "COM-02": False}), Reunion(despues, {"COM-01": False, "COM-02": True})]
    assert all(c.cumplio for c in turnos.fulfilment(UNIDAS, reuniones))


def test_antes_de_reunirse_ninguna_ha_cumplido_ni_faltado() -> None:
    assert [(c.cumplio, c.cuando) for c in turnos.fulfilment(UNIDAS, [])] == [(False, None), (False, None)]
