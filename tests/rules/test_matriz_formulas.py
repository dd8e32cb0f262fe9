"""Formulas of indicators: what they come to by arithmetic done by hand, and how each mistake is told."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel.refusals import Invalid
from workflow.poa.matriz.fichas import DE_TIPO, Variable, agrees, from_method, kind_of, same
from workflow.poa.matriz.formulas import evaluate, parse, shown, steps
from workflow.textos import all_of

VALORES = {"A": Decimal(45), "B": Decimal(60), "C": Decimal("0.5"), "D": Decimal(0)}


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("(A / B) × 100", Fraction(75)),
        ("A*100/B", Fraction(75)),
        ("A ÷ B", Fraction(3, 4)),
        ("((A / B) − 1) × 100", Fraction(-25)),
        ("(A-B)/B*100", Fraction(-25)),
        ("A - B - C", Fraction(-31, 2)),
        ("A / B / C", Fraction(3, 2)),
        ("A / (B / C)", Fraction(3, 8)),
        ("-A + B", Fraction(15)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("(A / B) × 100,000", Fraction(75000)),
        ("PROMEDIO(A; B; C)", Fraction(211, 6)),
        ("suma(a; b)", Fraction(105)),
        ("MIN(A; B) / MAX(A; B)", Fraction(3, 4)),
        ("[A + B] × 2", Fraction(210)),
    ],
)
def test_una_formula_da_lo_que_da_la_cuenta_a_mano(texto: str, esperado: Fraction) -> None:
    assert evaluate(parse(texto), VALORES).valor == esperado


@pytest.mark.parametrize(
    ("texto", "codigo", "dice"),
    [
        ("", "FORMULA_VACIA", "(A / B) × 100"),
        ("(A / B", "FORMULA_PARENTESIS_ABIERTO", "lugar 1"),
        ("A / B) × 100", "FORMULA_PARENTESIS_DE_MAS", "lugar 6"),
        ("A /", "FORMULA_INCOMPLETA", "falta una variable"),
        ("A / B %", "FORMULA_CON_PORCIENTO", "Multiplique por 100"),
        ("A ^ 2", "FORMULA_SIGNO_NO_ADMITIDO", "«^»"),
        ("Casas vivienda", "FORMULA_SIN_OPERADOR", "«vivienda»"),
        ("2(A)", "FORMULA_SIN_OPERADOR", "lugar 2"),
        ("A // B", "FORMULA_NO_SE_ENTIENDE", "«/»"),
        ("A" * 301, "FORMULA_LARGA", "300"),
        ("(" * 21 + "A" + ")" * 21, "FORMULA_HONDA", "20"),
        ('__import__("os").system("ls")', "FORMULA_NO_SE_ENTIENDE", "«__import__»"),
        ("A.__class__", "FORMULA_NO_SE_ENTIENDE", "«.»"),
        ("lambda: A", "FORMULA_NO_SE_ENTIENDE", "«:»"),
    ],
)
def test_cada_error_de_escritura_dice_que_corregir(texto: str, codigo: str, dice: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(texto)
    assert refused.value.codes == [codigo]
    assert dice in all_of(refused.value.reasons)[0]


def test_una_variable_que_la_ficha_no_tiene_se_nombra_con_las_que_hay() -> None:
    with pytest.raises(Invalid) as refused:
        evaluate(parse("(A / X) × 100"), VALORES)
    assert all_of(refused.value.reasons)[0] == (
        "La fórmula usa X y la ficha no la tiene. Agréguela a las variables, o use las que hay: A, B, C, D."
    )


def test_dividir_entre_cero_y_no_tener_dato_dejan_el_indicador_sin_valor_y_dicen_por_que() -> None:
    assert evaluate(parse("A / D"), VALORES).codigo == "DIVISION_ENTRE_CERO"
    assert evaluate(parse("A / (B − B)"), VALORES).codigo == "DIVISION_ENTRE_CERO"
    assert evaluate(parse("A / B"), {"A": Decimal(1), "B": None}).codigo == "VARIABLE_SIN_VALOR"
    assert evaluate(parse("A / B"), {"A": Decimal(1), "B": None}).valor is None


def test_la_prueba_ensena_cada_operacion_en_su_orden() -> None:
    valor, pasos = steps(parse("((A / B) − 1) × 100"), {"A": Decimal(50), "B": Decimal(40)})
    assert [f"{paso.texto} = {shown(paso.valor)}" for paso in pasos] == [
        "50 / 40 = 1.25",
        "1.25 − 1 = 0.25",
        "0.25 × 100 = 25",
    ]
    assert valor.valor == 25


def test_un_numero_que_no_termina_se_marca_como_aproximado() -> None:
    assert [shown(Fraction(n)) for n in (Fraction(1, 3), Fraction(1234567, 2), Fraction(-1, 4), Fraction(0))] == [
        "≈ 0.333333",
        "617,283.5",
        "−0.25",
        "0",
    ]


NUMEROS = st.decimals(min_value=-10_000, max_value=10_000, places=3, allow_nan=False)


@given(a=NUMEROS, b=NUMEROS.filter(lambda n: n != 0), c=NUMEROS)
def test_toda_formula_se_lee_igual_despues_de_escrita(a: Decimal, b: Decimal, c: Decimal) -> None:
    valores = {"A": a, "B": b, "C": c}
    for texto in ("A − (B − C)", "A / (B × 2)", "(A + C) × B", "-(A + B)", "A × (C / B)", "(A / B) / 3", "A − (−C)"):
        una = parse(texto)
        assert evaluate(parse(una.texto), valores) == evaluate(una, valores), (texto, una.texto)
    assert evaluate(parse("(A + B × C) / B"), valores).valor == (Fraction(a) + Fraction(b) * Fraction(c)) / Fraction(b)


@pytest.mark.parametrize(
    ("texto", "tipo"),
    [
        ("(A / B) × 100", "porcentaje"),
        ("100 × A / B", "porcentaje"),
        ("(A + B) / C × 100", "porcentaje"),
        ("A / B", "razon_promedio"),
        ("(A / B) × 1,000", "razon_promedio"),
        ("PROMEDIO(A; B; C)", "razon_promedio"),
        ("(A / B − 1) × 100", "tasa_variacion"),
        ("(A − B) / B × 100", "tasa_variacion"),
        ("A", "valor_absoluto"),
        ("A + B", "valor_absoluto"),
        ("0.6 × A + 0.4 × B", "indice"),
    ],
)
def test_la_forma_de_la_formula_dice_su_tipo(texto: str, tipo: str) -> None:
    assert kind_of(parse(texto)) == tipo


def test_las_formulas_de_cada_tipo_son_de_su_tipo_y_un_indice_admite_cualquiera() -> None:
    for tipo, texto in DE_TIPO.items():
        assert agrees(tipo, parse(texto))
    assert not agrees("porcentaje", parse("A / B"))
    assert agrees("indice", parse("A / B"))


def test_el_metodo_escrito_con_nombres_se_vuelve_formula() -> None:
    variables = (Variable("A", "Personas encuestadas que confían"), Variable("B", "Personas encuestadas"))
    metodo = "(personas encuestadas que confian / Personas encuestadas) × 100"
    formula = from_method(metodo, variables)
    assert formula is not None and formula.texto == "(A / B) × 100"
    assert from_method("Se divide lo hecho entre lo programado", variables) is None
    assert same(formula, parse("100 * A / B")) and not same(formula, parse("A / B"))
