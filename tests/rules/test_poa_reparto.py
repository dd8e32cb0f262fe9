"""A yearly goal or amount over the months: nothing is lost, and each kind of goal is spread as it is counted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.poa import formas
from workflow.poa.contenido import empty_row, from_dict
from workflow.poa.esquema import ACTIVIDADES
from workflow.poa.reglas.actividades import expected_total
from workflow.poa.reparto import COMO_FILA, IGUALES, TRIMESTRES, spread, weights

NADA: dict[str, Any] = {}


def months(seccion: str, anual: str, tipo: str | None = None, modo: str = IGUALES, otra: Any = NADA) -> list[str]:
    return formas.spread_row(seccion, anual, tipo, modo, otra)


@given(
    st.integers(min_value=0, max_value=10**12),
    st.lists(st.integers(min_value=0, max_value=10**6), min_size=12, max_size=12).filter(any),
)
def test_repartir_un_importe_no_pierde_ni_un_centavo(amount: int, pesos: list[int]) -> None:
    found = spread(Decimal(amount), [Decimal(peso) for peso in pesos])
    assert sum(found) == amount
    assert all(part >= 0 for part in found)
    assert all(part == 0 for part, peso in zip(found, pesos, strict=True) if not peso)
    equal = spread(Decimal(amount), weights(IGUALES))
    assert max(equal) - min(equal) <= 1


def test_cien_obras_en_doce_meses_son_obras_enteras() -> None:
    assert months("actividades", "100", "acumulable") == ["9"] * 4 + ["8"] * 8


def test_cien_obras_por_trimestre_van_al_cierre_de_cada_uno() -> None:
    assert months("actividades", "100", "acumulable", TRIMESTRES) == ["0", "0", "25"] * 4


def test_una_meta_se_reparte_en_la_proporcion_de_otra_fila() -> None:
    other = {"meses": ["0", "0", "10", "0", "0", "30", "0", "0", "0", "0", "0", "0"]}
    found = months("actividades", "8", "acumulable", COMO_FILA, other)
    assert [(n, value) for n, value in enumerate(found, 1) if value != "0"] == [(3, "2"), (6, "6")]


def test_un_importe_se_reparte_al_centavo() -> None:
    assert months("presupuesto", "1,000.00") == ["83.34"] * 4 + ["83.33"] * 8


def test_una_fila_sin_numeros_reparte_por_igual() -> None:
    assert months("actividades", "12", "acumulable", COMO_FILA, {"meses": [None] * 12}) == ["1"] * 12


@pytest.mark.parametrize(
    ("tipo", "anual", "expected"),
    [
        ("constante", "95", ["95"] * 12),
        ("promedio", "4.5", ["4.5"] * 12),
        ("unica", "1", ["0"] * 11 + ["1"]),
        ("ultima", "12", [str(n) for n in range(1, 13)]),
        ("ultima", "3", ["1", "2", *["3"] * 10]),
    ],
)
def test_cada_tipo_de_meta_se_reparte_como_se_cuenta(tipo: str, anual: str, expected: list[str]) -> None:
    assert months("actividades", anual, tipo) == expected


@pytest.mark.parametrize("tipo", ["acumulable", "constante", "ultima", "promedio", "unica"])
@pytest.mark.parametrize("anual", ["0", "1", "7", "100", "12.5", "0.07"])
@pytest.mark.parametrize("modo", [IGUALES, TRIMESTRES])
def test_lo_repartido_da_de_nuevo_lo_del_anio(tipo: str, anual: str, modo: str) -> None:
    row = empty_row(ACTIVIDADES) | {"tipo_meta": tipo, "meses": months("actividades", anual, tipo, modo)}
    (activity,) = from_dict({"actividades": [row]}).actividades
    assert expected_total(activity) == Decimal(anual)


@pytest.mark.parametrize("anual", ["", "-5", "muchas"])
def test_lo_que_no_es_un_numero_no_se_reparte_y_lo_dice(anual: str) -> None:
    with pytest.raises(ValueError, match=r"número|Escriba"):
        months("actividades", anual, "acumulable")


def test_una_fila_copiada_lleva_la_clave_que_sigue() -> None:
    rows = [empty_row(ACTIVIDADES) | {"clave": clave, "unidad": "Obra"} for clave in ("A01", "A07", "otra")]
    copied = formas.copy_of({"actividades": rows}, "actividades", "A07")
    assert (copied["clave"], copied["unidad"]) == ("A08", "Obra")


def test_una_fila_se_mueve_y_no_pasa_de_la_orilla() -> None:
    document = {"actividades": [{"clave": clave} for clave in ("A01", "A02", "A03")]}

    def order(key: str, salto: int) -> list[str]:
        return [row["clave"] for row in formas.moved(document, "actividades", key, salto)["actividades"]]

    assert order("A02", -1) == ["A02", "A01", "A03"]
    assert order("A02", 1) == ["A01", "A03", "A02"]
    assert order("A01", -1) == ["A01", "A02", "A03"]
    assert order("A03", 5) == ["A01", "A02", "A03"]
