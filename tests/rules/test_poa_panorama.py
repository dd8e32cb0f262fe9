"""The POA of a year from above: nothing is counted twice and every centavo is in exactly one slice."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workflow.poa.catalogos import Catalogos
from workflow.poa.hallazgos import AVISO, Problema
from workflow.poa.panorama import vistas
from workflow.poa.panorama.vistas import Matriz, Poa

CATALOGOS = Catalogos(
    2026,
    pmd={
        "1": ("eje", "", "Gobierno honesto"),
        "1.1": ("objetivo", "1", "Evaluar"),
        "1.1.1": ("estrategia", "1.1", "Ciclo"),
        "1.1.1.1": ("línea", "1.1.1", "Seguimiento"),
        "11": ("eje", "", "Otro que empieza igual"),
        "2": ("eje", "", "Ciudad"),
    },
    ods={"1": "Fin de la pobreza", "16": "Instituciones sólidas"},
    fuentes={"25-IV": "FORTAMUN"},
)


def content(*lines: tuple[str, str, int], alineacion: tuple[tuple[str, str, str], ...] = ()) -> dict[str, Any]:
    return {
        "presupuesto": [{"partida": p, "fuente": f, "meses": [amount, *[0] * 11]} for p, f, amount in lines],
        "alineacion": [{"instrumento": i, "nivel": n, "clave": c} for i, n, c in alineacion],
    }


def poa(number: int, contenido: dict[str, Any], unit: str = "UR-001") -> Poa:
    return Poa(number, unit, f"Unidad {unit}", "Programa", "PP-01", vistas.read(contenido, lambda _: []))


def test_el_presupuesto_por_capitulo_y_por_fuente_suma_lo_mismo_y_dice_cuantos_poa() -> None:
    poas = [
        poa(1, content(("1130", "15", 100), ("2110", "25-IV", 50))),
        poa(2, content(("1220", "15", 7))),
    ]
    chapters = [(one.clave, one.poas, one.total) for one in vistas.by_chapter(poas)]
    assert chapters == [("1000", 2, 107), ("2000", 1, 50)]
    sources = {one.clave: (one.nombre, one.total) for one in vistas.by_source(poas, CATALOGOS)}
    assert sources["25-IV"] == ("FORTAMUN", 50) and sources["15"][1] == 107


def test_un_poa_de_varios_ejes_se_cuenta_una_vez_en_el_primero() -> None:
    both = content(("2110", "15", 30), alineacion=(("pmd", "eje", "2"), ("pmd", "eje", "1")))
    none = content(("2110", "15", 5))
    found = {one.clave: (one.nombre, one.total) for one in vistas.by_axis([poa(1, both), poa(2, none)], CATALOGOS)}
    assert found == {"2": ("Ciudad", 30), "—": ("Sin eje declarado", 5)}


def test_un_elemento_del_plan_se_alcanza_por_lo_que_cuelga_de_el_y_no_por_parecido() -> None:
    lines = content(alineacion=(("pmd", "linea_accion", "1.1.1.1"), ("ods", "meta", "16.6")))
    reach = {one.clave: one.poas for one in vistas.pmd_reach([poa(1, lines)], CATALOGOS)}
    assert reach == {"1": 1, "1.1": 1, "1.1.1": 1, "1.1.1.1": 1, "11": 0, "2": 0}
    goals = {one.clave: one.poas for one in vistas.ods_reach([poa(1, lines)], CATALOGOS)}
    assert goals == {"1": 0, "16": 1}
    assert vistas.covered(vistas.pmd_reach([poa(1, lines)], CATALOGOS), "eje") == (1, 3)


def test_la_calidad_premia_fichas_completas_cremaa_y_logica_limpia() -> None:
    assert Matriz(10, completas=10, cremaa=10, avisos=0, sugerencias=3).puntaje == 100
    assert Matriz(10, completas=0, cremaa=0, avisos=40, sugerencias=0).puntaje == 0
    assert Matriz(10, completas=5, cremaa=0, avisos=5, sugerencias=0).puntaje == 38  # 25 + 12.5, half up
    assert Matriz(0, 0, 0, 0, 0).puntaje == 0


def test_los_avisos_cuentan_y_las_sugerencias_aparte() -> None:
    indicador = {"nivel": "componente", "clave": "C1", "numero": 1, "indicador": "x", "linea_base": "1"}
    problems = [Problema("X", "mir[C1#1]", AVISO, {}), Problema("Y", "mir[C1#1]", "sugerencia", {})]
    read = vistas.read({"mir": [indicador]}, lambda _: problems)
    assert read.matriz is not None
    assert (read.matriz.indicadores, read.matriz.avisos, read.matriz.sugerencias) == (1, 1, 1)


_LINE = st.tuples(
    st.sampled_from(["1130", "2110", "4410", ""]), st.sampled_from(["15", "25-IV", ""]), st.integers(0, 10**12)
)


@given(st.lists(st.lists(_LINE, max_size=6), max_size=6))
def test_cada_centavo_esta_en_una_sola_rebanada(lines: list[list[tuple[str, str, int]]]) -> None:
    poas = [poa(n, content(*one), f"UR-{n % 3:03d}") for n, one in enumerate(lines)]
    total = sum(amount for one in lines for _, _, amount in one)
    for parts in (
        vistas.by_chapter(poas),
        vistas.by_source(poas, CATALOGOS),
        vistas.by_axis(poas, CATALOGOS),
        vistas.by_unit(poas),
    ):
        assert sum(one.total for one in parts) == total
