"""What an avance must keep whatever is captured: exact, in order, and never confusing no report with zero."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.indicadores.calculo import accumulate, color_of, evaluate
from workflow.indicadores.clases import MUNICIPAL, Banda, Periodo, Regla, capped, rounded
from workflow.indicadores.promedio import average
from workflow.indicadores.versiones import Cierre, Version, annual, in_force, judged

cantidades = st.decimals(0, 10**9, places=3, allow_nan=False)
positivas = st.decimals(Decimal("0.001"), 10**9, places=3, allow_nan=False)
porcentaje = Regla(formula="porcentaje", tipo_meta="constante")


@given(st.lists(st.tuples(positivas, cantidades), min_size=1, max_size=12))
def test_el_acumulado_de_una_meta_acumulable_es_lo_logrado_entre_lo_programado(
    filas: list[tuple[Decimal, Decimal]],
) -> None:
    found = accumulate(Regla(), [Periodo(meta, uno=logrado) for meta, logrado in filas])
    logrado = sum((Fraction(b) for _, b in filas), Fraction(0))
    programado = sum((Fraction(a) for a, _ in filas), Fraction(0))
    assert found.avance == logrado / programado * 100


@given(st.lists(st.tuples(cantidades, positivas), min_size=1, max_size=12), positivas)
def test_el_acumulado_de_un_porcentaje_esta_entre_el_menor_y_el_mayor_de_sus_meses(
    filas: list[tuple[Decimal, Decimal]], meta: Decimal
) -> None:
    valores = [Fraction(num) / Fraction(den) * 100 for num, den in filas]
    found = accumulate(porcentaje, [Periodo(meta, uno=num, dos=den) for num, den in filas])
    assert found.valor is not None
    assert min(valores) <= found.valor <= max(valores)


@given(positivas)
def test_sin_meta_sin_reporte_y_cero_logrado_son_tres_cosas_distintas(meta: Decimal) -> None:
    nada = evaluate(Regla(), Periodo(Decimal(0), uno=Decimal(0)))
    callado = evaluate(Regla(), Periodo(meta, reporte="sin_reporte"))
    cero = evaluate(Regla(), Periodo(meta, uno=Decimal(0)))
    assert (nada.estado, nada.semaforo, nada.avance) == ("sin_programacion", "sin_semaforo", None)
    assert (callado.estado, callado.semaforo, callado.avance) == ("sin_reporte", "gris", None)
    assert (cero.estado, cero.semaforo, cero.avance) == ("evaluado", "rojo", 0)


@given(st.fractions())
def test_el_semaforo_municipal_da_color_a_cualquier_avance(avance: Fraction) -> None:
    esperado = "verde" if 90 <= avance <= 110 else "amarillo" if 70 <= avance <= 130 else "rojo"
    assert color_of(MUNICIPAL, avance) == esperado


@given(positivas, positivas)
def test_en_un_descendente_lograr_menos_nunca_baja_el_avance(meta: Decimal, logrado: Decimal) -> None:
    regla = Regla(sentido="descendente")
    uno = evaluate(regla, Periodo(meta, uno=logrado)).avance
    menos = evaluate(regla, Periodo(meta, uno=logrado / 2)).avance
    assert uno is not None and menos is not None and menos > uno


@given(st.fractions(), st.integers(0, 8))
def test_lo_que_se_muestra_dista_a_lo_mas_medio_ultimo_decimal(numero: Fraction, decimales: int) -> None:
    mostrado = rounded(numero, decimales)
    assert abs(Fraction(mostrado) - numero) <= Fraction(1, 2 * 10**decimales)
    assert mostrado.as_tuple().exponent == -decimales


@pytest.mark.parametrize(("numero", "dice"), [("2.675", "2.68"), ("-2.675", "-2.68"), ("0.005", "0.01"), ("0", "0.00")])
def test_el_medio_sube_alejandose_del_cero(numero: str, dice: str) -> None:
    assert str(rounded(Fraction(Decimal(numero)), 2)) == dice


@given(st.lists(st.fractions(-500, 500), min_size=1, max_size=30), st.integers(1, 200))
def test_el_promedio_con_tope_nunca_sale_de_cero_a_tope(avances: list[Fraction], tope: int) -> None:
    found = average([("evaluado", avance) for avance in avances], MUNICIPAL, tope=Decimal(tope))
    assert found.valor is not None and 0 <= found.valor <= tope
    assert all(0 <= capped(avance, Decimal(tope)) <= tope for avance in avances)


@given(st.lists(st.sampled_from(["sin_reporte", "no_aplica", "sin_programacion", "no_calculable"]), max_size=10))
def test_lo_que_no_se_evaluo_no_entra_al_promedio(estados: list[str]) -> None:
    found = average([("evaluado", Fraction(80)), *((estado, None) for estado in estados)], MUNICIPAL)
    assert (found.valor, found.contados, found.excluidos) == (80, 1, len(estados))


@given(st.lists(positivas, min_size=2, max_size=12))
def test_no_reportar_un_mes_baja_el_acumulado_y_se_cuenta_aparte(metas: list[Decimal]) -> None:
    todos = [Periodo(meta, uno=meta) for meta in metas]
    menos = [Periodo(metas[0], reporte="sin_reporte"), *todos[1:]]
    entero, falto = accumulate(Regla(), todos), accumulate(Regla(), menos)
    assert entero.avance == 100 and falto.avance is not None and falto.avance < 100
    assert (entero.incumplimientos, falto.incumplimientos) == (0, 1)


def test_un_mes_sin_denominador_no_es_cero() -> None:
    found = evaluate(porcentaje, Periodo(Decimal(90), uno=Decimal(0), dos=Decimal(0)))
    assert (found.estado, found.semaforo, found.codigo) == ("no_calculable", "gris", "DENOMINADOR_CERO")


def test_la_banda_mira_el_valor_y_no_pide_meta() -> None:
    regla = Regla(sentido="banda", banda=Banda(Decimal(10), Decimal(50), Decimal(20), Decimal(40)))
    colores = [evaluate(regla, Periodo(uno=Decimal(v))).semaforo for v in ("9.99", "10", "20", "40", "50", "50.01")]
    assert colores == ["rojo", "amarillo", "verde", "verde", "amarillo", "rojo"]


def test_la_version_que_empieza_el_ultimo_dia_ya_juzga_el_periodo() -> None:
    uno = Version(1, date(2026, 1, 1), {"T1": Decimal(20), "T2": Decimal(20)})
    dos = Version(2, date(2026, 6, 30), {"T1": Decimal(20), "T2": Decimal(10)})
    cierre = Cierre("T2", date(2026, 6, 30), Periodo(uno=Decimal(10)))
    version, meta, found = judged(Regla(), [dos, uno], cierre)
    assert (version.numero, meta, found.avance) == (2, 10, 100)
    assert in_force([uno, dos], date(2026, 6, 29)).numero == 1
    assert annual(Regla(), uno, [cierre], date(2026, 12, 31)).resultado.avance == 25
