"""The follow-up computes by the formula of the ficha: expected values by arithmetic done by hand."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.builders_matriz import sample
from workflow.indicadores.calculo import accumulate, evaluate
from workflow.indicadores.clases import Periodo
from workflow.indicadores.programa import Medida, of_content
from workflow.indicadores.reglas import Reporte, report_problems


def medida(formula: str | None, variables: str = "ABC", **row: Any) -> Medida:
    """The first indicator of C1 of the sample, with a formula of its own over those letters."""
    documento = copy.deepcopy(sample())
    llave = {"clave": "C1", "numero": 1}
    next(r for r in documento["mir"] if r["clave"] == "C1").update(meta_anual="50", meta_t4="50", **row)
    if formula:
        documento["fichas"] = [{**llave, "formula": formula}]
        documento["variables"] = [{**llave, "letra": letra, "nombre": f"Cosas {letra}"} for letra in variables]
    found = of_content(documento, 2026).get("mir[C1#1]")
    assert found is not None
    return found


def dicho(meta: str | None, *valores: str) -> Periodo:
    uno, dos, *otras = [*map(Decimal, valores), None][: max(2, len(valores))]
    return Periodo(None if meta is None else Decimal(meta), "reportado", uno, dos, tuple(v for v in otras if v))


def test_sin_formula_propia_todo_queda_como_antes() -> None:
    found = medida(None)
    assert (found.regla.expresion, found.regla.formula, len(found.variables)) == (None, "porcentaje", 2)
    assert evaluate(found.regla, dicho("50", "20", "40")).avance == 100


def test_con_tres_variables_se_piden_las_tres_por_su_nombre_y_se_calcula_su_formula() -> None:
    found = medida("(A + C) / B × 100")
    assert found.variables == ("Cosas A", "Cosas B", "Cosas C")
    result = evaluate(found.regla, dicho("50", "10", "40", "5"))
    assert (result.valor, result.avance, result.semaforo) == (Fraction(75, 2), 75, "amarillo")


def test_la_formula_por_mil_ya_no_sale_mil_veces_menor() -> None:
    row = {"tipo_formula": "razon_promedio"}
    assert evaluate(medida(None, **row).regla, dicho("2", "4", "2000")).valor == Fraction(1, 500)
    assert evaluate(medida("(A / B) × 1,000", "AB", **row).regla, dicho("2", "4", "2000")).valor == 2


def test_dividir_entre_cero_o_que_falte_una_variable_queda_sin_dato_y_dice_por_que() -> None:
    regla = medida("(A + C) / B × 100").regla
    cero = evaluate(regla, dicho("50", "10", "0", "5"))
    assert (cero.estado, cero.semaforo, cero.codigo) == ("no_calculable", "gris", "DIVISION_ENTRE_CERO")
    assert evaluate(regla, dicho("50", "10", "40")).codigo == "VARIABLE_SIN_VALOR"


def test_el_acumulado_suma_cada_variable_y_nunca_promedia_porcentajes() -> None:
    regla = medida("(A + C) / B × 100").regla
    found = accumulate(regla, [dicho("50", "10", "100", "0"), dicho("50", "10", "20", "10")])
    assert found.valor == Fraction(30, 120) * 100  # not (10 % + 100 %) / 2


def test_un_indice_acumulado_es_el_del_ultimo_periodo() -> None:
    regla = medida("0.6 × A + 0.4 × B", "AB", tipo_formula="indice").regla
    found = accumulate(regla, [dicho("50", "100", "100"), dicho("50", "50", "25")])
    assert found.valor == 40


def test_mover_los_renglones_de_las_variables_no_cambia_lo_ya_reportado() -> None:
    assert medida("A / B", "AB").regla.letras == medida("A / B", "BA").regla.letras == ("A", "B")


@pytest.mark.parametrize("formula", ["(A / B", "A / X", "100"])
def test_una_formula_que_no_se_puede_calcular_deja_la_de_su_tipo(formula: str) -> None:
    assert medida(formula, "AB").regla.expresion is None


def test_un_avance_debe_traer_todas_las_variables_de_la_formula() -> None:
    found = medida("(A + C) / B × 100")
    periodo = found.periodos[0]

    def codes(*otras: str) -> list[str]:
        reporte = Reporte(found.direccion, Decimal(45), Decimal(100), "Se explica", otras=tuple(map(Decimal, otras)))
        return [
            reason.code
            for reason in report_problems(
                found, periodo, Decimal(50), reporte, hoy=date(2027, 1, 15), corregido=False, cerrado=False
            )
        ]

    assert codes() == ["AVANCE_VARIABLE_FALTANTE"]
    assert codes("5") == []
    assert codes("-5") == ["AVANCE_NEGATIVO"]
