"""Diagnóstico and kind of spending: populations that add up, keys of the CONAC, and what a subsidy must say."""

from __future__ import annotations

from typing import Any

import pytest

from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import empty
from workflow.poa.kind import inside_problems, problems
from workflow.poa.reglas import todas
from workflow.poa.sumas import add_up

FUNCIONES = {"2": "Desarrollo social", "2.2": "Vivienda y servicios a la comunidad", "2.2.1": "Urbanización"}


def found(diagnostico: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    document = empty(2026) | {"diagnostico": diagnostico} | more
    told = todas.check(document, Catalogos(2026, funciones=FUNCIONES))
    return [(p.codigo, p.campo, p.severidad) for p in told if p.campo.startswith("diagnostico.")]


def line(partida: str, **more: Any) -> dict[str, Any]:
    return {"partida": partida, "fuente": "11", "meses": [100] * 12, "total": 1200, **more}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"atendida_total": 110, "atendida_mujeres": 60, "atendida_hombres": 50}, []),
        (
            {"atendida_total": 100, "atendida_mujeres": 60, "atendida_hombres": 50},
            [("POBLACION_NO_SUMA", "diagnostico.atendida_total", "error")],
        ),
        ({"atendida_mujeres": 60}, [("POBLACION_INCOMPLETA", "diagnostico.atendida_hombres", "error")]),
        ({"atendida_total": -1}, [("NUMERO_NEGATIVO", "diagnostico.atendida_total", "error")]),
    ],
)
def test_la_poblacion_atendida_cuadra(values: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    assert found(values) == expected


@pytest.mark.parametrize(("atendida", "codes"), [(500, []), (501, ["POBLACION_ATENDIDA_MAYOR"])])
def test_no_se_atiende_a_mas_que_la_poblacion_objetivo(atendida: int, codes: list[str]) -> None:
    identificacion = {**empty(2026)["identificacion"], "objetivo_total": 500}
    assert [code for code, *_ in found({"atendida_total": atendida}, identificacion=identificacion)] == codes


def test_la_clave_funcional_es_del_clasificador_si_lo_hay() -> None:
    assert found({"funcion": "2.2.1"}) == []
    assert [code for code, *_ in found({"funcion": "9.9.9"})] == ["FUNCION_INEXISTENTE"]
    document = empty(2026) | {"diagnostico": {"funcion": "9.9.9"}}
    assert "FUNCION_INEXISTENTE" not in {p.codigo for p in todas.check(document, Catalogos(2026))}


@pytest.mark.parametrize("partida", ["4310", "4390", "4410", "4480"])
def test_un_subsidio_o_una_ayuda_dice_su_proposito_y_su_temporalidad(partida: str) -> None:
    """LDF 13-VII: objective population, purpose and duration of every subsidy."""
    missing = found({}, presupuesto=[line(partida)])
    assert missing == [
        ("SUBSIDIO_SIN_EXPLICAR", "diagnostico.proposito_subsidio", "aviso"),
        ("SUBSIDIO_SIN_EXPLICAR", "diagnostico.temporalidad_subsidio", "aviso"),
    ]
    told = {"proposito_subsidio": "Becas de transporte", "temporalidad_subsidio": "De febrero a junio"}
    assert found(told, presupuesto=[line(partida)]) == []


@pytest.mark.parametrize("partida", ["4210", "4510", "2110"])
def test_lo_que_no_es_subsidio_no_pide_proposito(partida: str) -> None:
    assert found({}, presupuesto=[line(partida)]) == []


def test_un_aviso_no_impide_enviar() -> None:
    document = empty(2026) | {"presupuesto": [line("4410")]}
    assert any(p.codigo == "SUBSIDIO_SIN_EXPLICAR" for p in inside_problems(document))
    assert not any("subsidio" in str(reason.facts).lower() for reason in problems(document))


@pytest.mark.parametrize(
    ("partida", "tipo", "told"),
    [
        ("5110", "corriente", True),
        ("6140", "corriente", True),
        ("6140", "capital", False),
        ("2110", "corriente", False),
    ],
)
def test_bienes_y_obra_son_gasto_de_capital(partida: str, tipo: str, told: bool) -> None:
    document = empty(2026) | {"presupuesto": [line(partida, tipo_gasto=tipo)]}
    codes = {p.codigo for p in inside_problems(document)}
    assert ("TIPO_DE_GASTO_DE_OTRO_CAPITULO" in codes) == told


def test_las_sumas_del_presupuesto_cuadran_por_capitulo_fuente_y_tipo() -> None:
    lines = [
        {"partida": "2110", "fuente": "11", "meses": [100, 200, 300, *[0] * 9], "tipo_gasto": "corriente"},
        {"partida": "6140", "fuente": "25-III", "meses": [0] * 9 + [1, 2, 3], "tipo_gasto": "capital"},
        {"partida": "6150", "fuente": "11", "meses": [10] * 12},
    ]
    sums = add_up(lines)
    assert [(s.clave, s.trimestres, s.total) for s in sums.capitulos] == [
        ("2000", (600, 0, 0, 0), 600),
        ("6000", (30, 30, 30, 36), 126),
    ]
    assert [(s.clave, s.nombre, s.total) for s in sums.fuentes] == [
        ("11", "Recursos fiscales", 720),
        ("25-III", "Recursos federales etiquetados", 6),
    ]
    assert [(s.nombre, s.total) for s in sums.tipos] == [
        ("Gasto de capital", 6), ("Gasto corriente", 600), ("Sin tipo de gasto", 120)
    ]  # fmt: skip
    assert (sums.total.trimestres, sums.total.total) == ((630, 30, 30, 36), 726)
