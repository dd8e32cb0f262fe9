"""Amounts as people write them and as the municipality prints them. Centavos are whole numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel import money
from workflow.kernel.refusals import Invalid


@pytest.mark.parametrize(
    ("escrito", "centavos"),
    [
        ("$1,234.50", 123_450), ("1234.5", 123_450), ("1234", 123_400), ("2,500.00", 250_000), ("$ 1,234", 123_400),
        (" 1 234.50 ", 123_450), ("$1,234.50 MN", 123_450), ("1,234.50 M.N.", 123_450), ("1234.-", 123_400),
        ("$1,500.00.-", 150_000), ("1,234.50 pesos", 123_450), (".5", 50), ("0", 0), ("5.", 500), ("1.5000", 150),
        ("$\u00a02,500.00", 250_000), ("1,234,567.89", 123_456_789), ("１２３", 12_300), ("100 MXN", 10_000),
    ],
)  # fmt: skip
def test_importes_que_se_entienden(escrito: str, centavos: int) -> None:
    assert money.parse_centavos(escrito) == centavos


@pytest.mark.parametrize(
    ("escrito", "codigo"),
    [
        ("", "DINERO_VACIO"), ("  \u00a0", "DINERO_VACIO"), ("abc", "DINERO_ILEGIBLE"), ("1.234,50", "DINERO_ILEGIBLE"),
        ("1,23", "DINERO_ILEGIBLE"), ("12,34,567", "DINERO_ILEGIBLE"), ("1,2345", "DINERO_ILEGIBLE"),
        ("$", "DINERO_ILEGIBLE"), ("-", "DINERO_ILEGIBLE"), ("1e5", "DINERO_ILEGIBLE"), ("NaN", "DINERO_ILEGIBLE"),
        ("=1+1", "DINERO_ILEGIBLE"), ("10 USD", "DINERO_ILEGIBLE"), ("1.2.3", "DINERO_ILEGIBLE"),
        ("1.005", "DINERO_CENTAVOS"), ("-5", "DINERO_NEGATIVO"), ("($5.00)", "DINERO_NEGATIVO"),
        ("$-5", "DINERO_NEGATIVO"), ("99999999999999999", "DINERO_EXCESIVO"),
    ],
)  # fmt: skip
def test_importes_que_no_se_adivinan(escrito: str, codigo: str) -> None:
    with pytest.raises(Invalid) as negativa:
        money.parse_centavos(escrito)
    assert negativa.value.codes == [codigo]


@pytest.mark.parametrize("escrito", ["-1,234.50", "−1234.5", "(1,234.50)", "$-1,234.50", "-$1,234.50"])
def test_una_reduccion_se_lee_cuando_se_admite(escrito: str) -> None:
    assert money.parse_centavos(escrito, negativo=True) == -123_450


@given(st.integers(-money.MAXIMO_CENTAVOS, money.MAXIMO_CENTAVOS))
def test_lo_que_se_escribe_se_vuelve_a_leer_igual(centavos: int) -> None:
    for texto in (
        money.format_centavos(centavos),
        money.format_centavos(centavos, signo=False),
        money.plain_centavos(centavos),
    ):
        assert money.parse_centavos(texto, negativo=True) == centavos
    assert money.centavos_of(money.pesos_of(centavos), negativo=True) == centavos


@pytest.mark.parametrize(
    ("centavos", "texto"),
    [(0, "$0.00"), (5, "$0.05"), (123_450, "$1,234.50"), (-123_450, "-$1,234.50"), (100_000_000, "$1,000,000.00")],
)
def test_formato_mexicano(centavos: int, texto: str) -> None:
    assert money.format_centavos(centavos) == texto


def test_formato_para_archivos_y_formularios() -> None:
    assert money.plain_centavos(123_450) == "1234.50"
    assert money.plain_centavos(-5) == "-0.05"
    assert money.format_centavos(123_450, signo=False) == "1,234.50"
    assert money.pesos_of(123_450) == Decimal("1234.50")


def test_medio_centavo_no_se_redondea_en_silencio() -> None:
    assert money.centavos_of(Decimal("0.10")) == 10
    assert money.centavos_of(1500) == 150_000
    with pytest.raises(Invalid, match="DINERO_CENTAVOS"):
        money.centavos_of(Decimal("0.005"))
    with pytest.raises(Invalid, match="DINERO_ILEGIBLE"):
        money.centavos_of(Decimal("NaN"))
    with pytest.raises(Invalid, match="DINERO_NEGATIVO"):
        money.centavos_of(Decimal(-1))
