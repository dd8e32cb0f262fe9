"""Physical against financial: each month with its version, and a month without a report is not one spent in zero."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from workflow.indicadores.financiero import Gasto, by_chapter, spending_problems, spent
from workflow.indicadores.presupuesto import Renglon, chapter, chapter_name
from workflow.indicadores.programa import Programa, of_content
from workflow.indicadores.situacion import Vigencia

GASOLINA = Renglon("presupuesto[2610|15]", "2610", "Combustibles", "15", (1000,) * 12)
RENTA = Renglon("presupuesto[3220|15]", "3220", "Renta de edificios", "15", (0, 0, 6000, *(0,) * 9))


def vigencia(*renglones: Renglon, desde: date = date(2026, 1, 1), numero: int = 1) -> Vigencia:
    return Vigencia(numero, desde, Programa("2", (), renglones))


def test_lo_ejercido_se_compara_con_lo_programado_hasta_el_ultimo_mes_terminado() -> None:
    gastos = {(GASOLINA.direccion, "2026-01"): 900, (GASOLINA.direccion, "2026-02"): 1200}
    gasolina, renta = spent([vigencia(GASOLINA, RENTA)], gastos, 2026, date(2026, 4, 1))
    assert (gasolina.cuenta.anual, gasolina.cuenta.programado, gasolina.cuenta.ejercido) == (12000, 3000, 2100)
    assert gasolina.cuenta.avance == 70
    assert gasolina.cuenta.del_anio == Fraction(35, 2)
    assert gasolina.cuenta.faltan == 1  # March
    assert (renta.cuenta.programado, renta.cuenta.ejercido, renta.cuenta.faltan) == (6000, 0, 1)


def test_un_mes_en_cero_reportado_no_falta_y_uno_sin_programar_tampoco() -> None:
    [renta] = spent([vigencia(RENTA)], {(RENTA.direccion, "2026-03"): 0}, 2026, date(2026, 4, 1))
    assert (renta.cuenta.faltan, renta.cuenta.avance) == (0, 0)
    [enero] = spent([vigencia(RENTA)], {}, 2026, date(2026, 2, 1))
    assert (enero.cuenta.faltan, enero.cuenta.avance) == (0, None)


def test_cada_mes_se_compara_con_el_presupuesto_que_regia_y_se_dice_original_y_modificado() -> None:
    ampliada = Renglon(GASOLINA.direccion, "2610", "Combustibles", "15", (2000,) * 12)
    versiones = [vigencia(GASOLINA), vigencia(ampliada, desde=date(2026, 2, 15), numero=2)]
    [una] = spent(versiones, {}, 2026, date(2026, 4, 1))
    assert una.cuenta.programado == 1000 + 2000 + 2000
    assert (una.cuenta.original, una.cuenta.anual) == (12000, 24000)


def test_lo_gastado_de_un_renglon_que_ya_no_existe_sigue_contando() -> None:
    versiones = [vigencia(GASOLINA), vigencia(RENTA, desde=date(2026, 2, 15), numero=2)]
    cuentas = spent(versiones, {(GASOLINA.direccion, "2026-01"): 500}, 2026, date(2026, 4, 1))
    assert [(c.renglon.partida, c.cuenta.anual, c.cuenta.original, c.cuenta.ejercido) for c in cuentas] == [
        ("3220", 6000, 0, 0),
        ("2610", 0, 12000, 500),
    ]


def test_por_capitulo_se_suma_exacto() -> None:
    otra = Renglon("presupuesto[2110|15]", "2110", "Papelería", "15", (1,) * 12)
    capitulos = by_chapter(spent([vigencia(GASOLINA, RENTA, otra)], {}, 2026, date(2027, 1, 1)))
    assert [(clave, cuenta.programado, cuenta.renglones) for clave, cuenta in capitulos] == [
        ("2000", 12012, 2),
        ("3000", 6000, 1),
    ]


@pytest.mark.parametrize(
    ("partida", "clave", "dice"),
    [
        ("2111", "2000", "2000 Materiales y suministros"),
        ("6000", "6000", "6000 Inversión pública"),
        ("", "0000", "Sin capítulo"),
    ],
)
def test_el_capitulo_sale_de_la_partida(partida: str, clave: str, dice: str) -> None:
    assert (chapter(partida), chapter_name(chapter(partida))) == (clave, dice)


@pytest.mark.parametrize(
    ("gasto", "abierto", "corregido", "cerrado", "codigos"),
    [
        (Gasto("x", 100), False, False, False, []),
        (Gasto("x", 100), True, False, False, ["GASTO_MES_ABIERTO"]),
        (Gasto("x", -1), False, False, False, ["GASTO_FUERA_DE_LUGAR"]),
        (Gasto("x", 100), False, True, True, ["GASTO_RECTIFICACION_SIN_MOTIVO"]),
        (Gasto("x", 100, "Nota de crédito"), False, True, True, []),
        (Gasto("x", 100), False, False, True, []),  # late, but nothing was frozen of it
        (Gasto("x", -1), True, True, True,
         ["GASTO_MES_ABIERTO", "GASTO_FUERA_DE_LUGAR", "GASTO_RECTIFICACION_SIN_MOTIVO"]),
    ],
)  # fmt: skip
def test_que_le_falta_a_lo_reportado_se_dice_todo_junto(
    gasto: Gasto, abierto: bool, corregido: bool, cerrado: bool, codigos: list[str]
) -> None:
    found = spending_problems(
        GASOLINA, gasto, abierto=abierto, corregido=corregido, cerrado=cerrado, periodo="marzo de 2026"
    )
    assert [one.code for one in found] == codigos


def test_el_presupuesto_y_el_objetivo_se_leen_del_poa_aprobado() -> None:
    documento = {
        "identificacion": {"ejercicio": 2026},
        "alineacion": [
            {"instrumento": "pmd", "nivel": "eje", "clave": "2", "descripcion": "Ciudad ordenada"},
            {"instrumento": "pmd", "nivel": "objetivo", "clave": "2.1", "descripcion": "Calles transitables"},
        ],
        "presupuesto": [
            {"partida": "2610", "concepto": "Combustibles", "fuente": "15", "meses": [100, None, *[0] * 10]},
            {"partida": "2610", "concepto": "Otra vez", "fuente": "15", "meses": [1] * 12},
        ],
    }
    programa = of_content(documento, 2026)
    assert programa.objetivo == ("2.1", "Calles transitables")
    assert [(r.direccion, r.anual) for r in programa.presupuesto] == [
        ("presupuesto[2610|15]", 100),
        ("presupuesto[2610|15~2]", 12),
    ]
