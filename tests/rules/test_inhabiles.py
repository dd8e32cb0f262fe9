"""The yearly list of days without office: what people paste, and what is proposed from the year before."""

from __future__ import annotations

from datetime import date

from workflow.expedientes.inhabiles import Dia, escribir, fecha_de, leer, pascua, proponer


def test_se_lee_un_dia_por_renglon_con_punto_y_coma_o_como_lo_pega_excel() -> None:
    dias, problems = leer("01/01/2027; Año Nuevo; LFT, art. 74\n2027-02-01\tConstitución\tLFT, art. 74\n\n", 2027)
    assert problems == []
    assert dias == [
        Dia(date(2027, 1, 1), "Año Nuevo", "LFT, art. 74"),
        Dia(date(2027, 2, 1), "Constitución", "LFT, art. 74"),
    ]
    assert leer(escribir(dias), 2027) == (dias, [])


def test_cada_renglon_malo_se_dice_con_su_numero_y_no_se_pierde_ninguno() -> None:
    text = "32/01/2027; x; y\n01/01/2026; Otro año; y\n01/05/2027; Sin fundamento\n05/05/2027; A; B\n5/5/2027; A; B"
    _, problems = leer(text, 2027)
    assert [(p.code, p.facts["renglon"]) for p in problems] == [
        ("INHABIL_FECHA", 1),
        ("INHABIL_OTRO_ANIO", 2),
        ("INHABIL_INCOMPLETO", 3),
        ("INHABIL_REPETIDO", 5),
    ]
    assert [p.code for p in leer("  \n", 2027)[1]] == ["INHABILES_VACIO"]
    assert fecha_de("ayer") is None and fecha_de("2027/01") is None


def test_la_propuesta_mueve_los_lunes_de_ley_y_la_semana_santa_y_deja_los_fijos() -> None:
    """2026: Monday 2 February, Monday 16 March, Thursday 2 April (Easter on the 5th), 1 May, Monday 16 November.

    2027 by the calendar: Monday 1 February, Monday 15 March, Thursday 25 March (Easter on the 28th), Monday 15
    November; 1 May 2027 is a Saturday and is not proposed; 25 December is a Saturday too; 1 January is a Friday.
    """
    de_2026 = [
        Dia(date(2026, m, d), "x", "y")
        for m, d in ((1, 1), (2, 2), (3, 16), (4, 2), (4, 3), (5, 1), (11, 16), (12, 25))
    ]
    assert [dia.fecha for dia in proponer(de_2026, 2027)] == [
        date(2027, 1, 1),
        date(2027, 2, 1),
        date(2027, 3, 15),
        date(2027, 3, 25),
        date(2027, 3, 26),
        date(2027, 11, 15),
    ]


def test_el_domingo_de_pascua_es_el_del_calendario() -> None:
    """As published: 2024-03-31, 2025-04-20, 2026-04-05, 2027-03-28, 2038-04-25 (the latest possible)."""
    assert [pascua(anio).isoformat() for anio in (2024, 2025, 2026, 2027, 2038)] == [
        "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25",
    ]  # fmt: skip
