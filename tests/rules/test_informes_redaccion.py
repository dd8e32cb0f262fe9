"""The grammar of the quarterly report: date lists by month, activities of a kind together, figures in their place."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.informes.clases import Trimestre
from workflow.informes.redaccion import Cuentas, Hecha, actividades, conclusiones, lista_fechas
from workflow.informes.reglas import Datos, reparos

T1 = Trimestre(2026, 1)


def d(*dias: tuple[int, int]) -> tuple[date, ...]:
    return tuple(date(2026, mes, dia) for mes, dia in dias)


@pytest.mark.parametrize(
    ("fechas", "escrito"),
    [
        (d((2, 4), (2, 23), (3, 11), (3, 25)), "04 y 23 de febrero; 11 y 25 de marzo"),
        (d((1, 21), (2, 17), (3, 18)), "21 de enero, 17 de febrero y 18 de marzo"),
        (d((3, 25), (1, 6), (2, 23), (3, 11), (2, 4)), "06 de enero; 04 y 23 de febrero; 11 y 25 de marzo"),
        (d((3, 2), (3, 14)), "02 y 14 de marzo"),
        (d((3, 1), (3, 1)), "01 de marzo"),
        (d((3, 2), (3, 9), (3, 21)), "02, 09 y 21 de marzo"),
        ((), ""),
    ],
)
def test_los_dias_se_agrupan_por_mes_como_los_escribe_la_secretaria(fechas: tuple[date, ...], escrito: str) -> None:
    assert lista_fechas(fechas) == escrito


def test_las_de_un_tipo_se_cuentan_juntas_y_las_de_otro_titulo_aparte() -> None:
    hechas = [Hecha("gabinete", d((3, 11))), Hecha("gabinete", d((2, 4), (2, 23))), Hecha("evento", d((3, 1)), "Día")]
    found = [one.texto for one in actividades(hechas, Cuentas(), T1)["participacion"]]
    assert found == ["Reuniones de gabinete: 04 y 23 de febrero; 11 de marzo.", "Día: 01 de marzo."]


def test_una_sola_se_dice_en_singular_y_con_quien_asistio() -> None:
    hechas = [Hecha("reunion", d((3, 24)), lugar="Calera", asistentes=1)]
    (found,) = actividades(hechas, Cuentas(), T1)["coordinacion"]
    assert found.texto == "Reunión interinstitucional, en Calera: 24 de marzo. Asistió 1 persona."


def test_lo_que_se_cuenta_de_cada_una_dice_de_que_dia_es() -> None:
    hechas = [Hecha("gira", d((1, 8)), lugar="Plateros", asistentes=40), Hecha("gira", d((2, 9)), lugar="Río Florido")]
    (found,) = actividades(hechas, Cuentas(), T1)["vinculacion"]
    assert found.texto == (
        "Giras de trabajo: 08 de enero y 09 de febrero. El 08 de enero: fue en Plateros. Asistieron 40 personas. "
        "El 09 de febrero: fue en Río Florido."
    )


def test_sin_matrices_no_se_inventan_indicadores_y_sin_actividades_no_hay_conclusion() -> None:
    (found,) = actividades([], Cuentas(poas=1), T1)["capacidades"]
    assert found.texto == "El seguimiento del ejercicio 2026 abarca 1 Programa Operativo Anual (POA)."
    assert conclusiones([], Cuentas(), T1) == ()


def test_una_actividad_en_domingo_se_acepta_y_una_de_dos_trimestres_no() -> None:
    assert reparos(Datos("evento", d((3, 1)))) == ()  # a Sunday
    assert [one.code for one in reparos(Datos("evento", d((3, 31), (4, 1))))] == ["ACTIVIDAD_DOS_TRIMESTRES"]
    assert {one.code for one in reparos(Datos("otra", (), quienes="regidores"))} == {
        "ACTIVIDAD_SIN_TIPO", "ACTIVIDAD_SIN_FECHA", "ACTIVIDAD_QUIENES_SIN_CUANTOS",
    }  # fmt: skip
