"""What a modification is, told by both documents and not by what was declared (LDF, arts. 8 and 13-V)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.poa.adecuacion import compare, kinds


def linea(partida: str, *meses: int, fuente: str = "15") -> dict[str, Any]:
    return {"partida": partida, "fuente": fuente, "concepto": "x", "meses": [*meses, *[0] * (12 - len(meses))]}


def actividad(clave: str, *meses: int, tipo: str = "acumulable") -> dict[str, Any]:
    programmed = [str(n) for n in (*meses, *[0] * (12 - len(meses)))]
    return {
        "clave": clave,
        "descripcion": f"Actividad {clave}",
        "unidad": "obra",
        "tipo_meta": tipo,
        "meses": programmed,
        "total": str(sum(meses)),
    }


def poa(presupuesto: list[dict[str, Any]], actividades: list[dict[str, Any]]) -> dict[str, Any]:
    return {"presupuesto": presupuesto, "actividades": actividades, "mir": None}


ORIGINAL = poa([linea("2110", 600, 400), linea("3110", 500)], [actividad("A01", 4, 4), actividad("A02", 1)])


@pytest.mark.parametrize(
    ("modificado", "tipos"),
    [
        (poa(ORIGINAL["presupuesto"], ORIGINAL["actividades"]), ()),
        (poa([linea("2110", 900, 400), linea("3110", 500)], ORIGINAL["actividades"]), ("ampliacion",)),
        (poa([linea("2110", 600, 400)], ORIGINAL["actividades"]), ("reduccion",)),
        (poa([linea("2110", 700, 400), linea("3110", 400)], ORIGINAL["actividades"]), ("transferencia_compensada",)),
        (
            poa([linea("2110", 900, 400), linea("3110", 400)], ORIGINAL["actividades"]),
            ("ampliacion", "transferencia_compensada"),
        ),
        (poa([linea("2110", 400, 600), linea("3110", 500)], ORIGINAL["actividades"]), ("recalendarizacion",)),
        (poa(ORIGINAL["presupuesto"], [actividad("A01", 2, 6), actividad("A02", 1)]), ("recalendarizacion",)),
        (poa(ORIGINAL["presupuesto"], [actividad("A01", 4, 6), actividad("A02", 1)]), ("reprogramacion_metas",)),
        (poa(ORIGINAL["presupuesto"], [actividad("A01", 4, 4)]), ("reprogramacion_metas",)),
        (
            poa(ORIGINAL["presupuesto"], [*ORIGINAL["actividades"], actividad("A03", 1)]),
            ("reprogramacion_metas",),
        ),
    ],
)
def test_el_tipo_de_cambio_lo_dicen_los_documentos(modificado: dict[str, Any], tipos: tuple[str, ...]) -> None:
    assert kinds(ORIGINAL, modificado) == tipos


def test_cada_renglon_dice_original_ampliacion_reduccion_y_modificado() -> None:
    found = compare(ORIGINAL, poa([linea("2110", 900), linea("5110", 70)], ORIGINAL["actividades"]))
    told = {one.partida: (one.original, one.ampliacion, one.reduccion, one.modificado) for one in found.renglones}
    assert told == {"2110": (1000, 0, 100, 900), "5110": (None, 70, 0, 70), "3110": (500, 0, 500, None)}
    assert (found.original, found.ampliaciones, found.reducciones, found.modificado) == (1500, 70, 600, 970)


def test_el_aumento_de_servicios_personales_se_mide_aunque_otra_partida_lo_pague() -> None:
    original = poa([linea("1130", 100), linea("2110", 100)], [])
    assert compare(original, poa([linea("1130", 150), linea("2110", 50)], [])).servicios_personales == 50


def test_recortar_sin_tocar_metas_y_cambiar_metas_sin_dinero_se_avisan() -> None:
    recortado = poa([linea("2110", 600, 400)], ORIGINAL["actividades"])
    assert compare(ORIGINAL, recortado).avisos == ("PRESUPUESTO_SIN_METAS",)
    otras = poa(ORIGINAL["presupuesto"], [actividad("A01", 9), actividad("A02", 1)])
    assert compare(ORIGINAL, otras).avisos == ("METAS_SIN_PRESUPUESTO",)
    ambas = poa([linea("2110", 600, 400)], [actividad("A01", 2), actividad("A02", 1)])
    assert compare(ORIGINAL, ambas).avisos == ()


def test_una_meta_constante_que_solo_cambia_de_nivel_es_reprogramacion() -> None:
    antes = poa([], [{**actividad("A01", *[5] * 12, tipo="constante"), "total": "5"}])
    despues = poa([], [{**actividad("A01", *[6] * 12, tipo="constante"), "total": "6"}])
    (meta,) = compare(antes, despues).actividades
    assert (meta.original, meta.modificada, meta.estado) == ("5", "6", "meta")


_MESES = st.lists(st.integers(0, 10**9), min_size=12, max_size=12)
_LINEAS = st.dictionaries(st.sampled_from(["1130", "2110", "3110", "4410", "5110"]), _MESES)


@given(_LINEAS, _LINEAS)
def test_modificado_es_original_mas_ampliaciones_menos_reducciones(a: dict[str, Any], b: dict[str, Any]) -> None:
    documents = [poa([linea(partida, *meses) for partida, meses in one.items()], []) for one in (a, b)]
    found = compare(*documents)
    assert found.original + found.ampliaciones - found.reducciones == found.modificado
    assert found.modificado == sum(map(sum, b.values()))
    back = compare(*reversed(documents))
    assert (back.ampliaciones, back.reducciones) == (found.reducciones, found.ampliaciones)
    assert compare(documents[0], documents[0]).tipos == ()
