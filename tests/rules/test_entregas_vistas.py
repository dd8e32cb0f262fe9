"""Beneficiaries from above: sums by hand, and counts that nobody can take out of a total."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.entregas.celdas import MINIMO, ocultas_cruzadas
from workflow.entregas.vistas import Celda, Filtro, Grupo, agrupar, cruzar, cubrir, cubrir_cruce, cubrir_total, total

CELDAS = (
    Celda(1, "M", "18_29", "320100108", 10, 100_000, 6, 60_000),
    Celda(1, "H", "18_29", "320100108", 4, 40_000, 3, 30_000),
    Celda(1, "M", "60_mas", "320100001", 2, 20_000),
    Celda(2, "M", "18_29", "sin_dato", 5, 0, 1, 0),
)


def test_se_suma_por_cada_cosa_y_en_total() -> None:
    assert agrupar(CELDAS, lambda one: one.sexo, ("M", "H")) == [
        Grupo("M", 17, 120_000, 7, 60_000), Grupo("H", 4, 40_000, 3, 30_000),
    ]  # fmt: skip
    assert [one.clave for one in agrupar(CELDAS, lambda one: one.cvegeo)] == ["320100108", "sin_dato", "320100001"]
    assert total(CELDAS) == Grupo("total", 21, 160_000, 10, 90_000)
    assert total(()) == Grupo("total", 0, 0, 0, 0)
    assert cruzar(CELDAS, lambda one: one.banda, lambda one: one.sexo) == {
        ("18_29", "M"): 15, ("18_29", "H"): 4, ("60_mas", "M"): 2,
    }  # fmt: skip


def test_el_filtro_deja_lo_que_se_pide() -> None:
    de = {1: "UR-043", 2: "UR-060"}
    pedidos = (
        Filtro(), Filtro(expediente_id=2), Filtro(dependencia="UR-043"), Filtro(sexo="H"), Filtro(banda="60_mas"),
        Filtro(cvegeo="sin_dato"), Filtro(dependencia="UR-060", sexo="H"),
    )  # fmt: skip
    assert [sum(filtro.deja(one, de) for one in CELDAS) for filtro in pedidos] == [4, 1, 3, 1, 1, 1, 0]


def test_quien_no_debe_saber_de_personas_no_ve_cuentas_chicas_ni_las_despeja() -> None:
    por_lugar = {one.clave: one for one in cubrir(agrupar(CELDAS, lambda one: one.cvegeo))}
    assert por_lugar["320100001"].oculto  # two people
    assert por_lugar["sin_dato"].oculto  # the next smallest: alone, the total would give the other back
    assert por_lugar["320100108"].inscripciones == 14
    assert por_lugar["320100001"].aprobado == 0
    uno = cubrir([Grupo("a", 30, 300, 29, 290), Grupo("b", 40, 400, 20, 200)])
    assert [one.recibieron_oculto for one in uno] == [True, True]  # one alone has not received
    assert cubrir_total(Grupo("t", 2, 10, 0, 0)).oculto
    assert cubrir_total(Grupo("t", 20, 10, 19, 0)).recibieron_oculto
    assert cubrir_total(Grupo("t", 20, 10, 10, 5)) == Grupo("t", 20, 10, 10, 5)
    cuentas = {("a", "M"): 1, ("a", "H"): 9, ("b", "M"): 8, ("b", "H"): 7}
    assert set(cubrir_cruce(cuentas).values()) == {None}
    assert cubrir_cruce({("a", "M"): 5, ("b", "M"): 0}) == {("a", "M"): 5, ("b", "M"): 0}


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 3)), st.integers(0, 12), max_size=24))
def test_en_una_tabla_cruzada_ninguna_suma_devuelve_lo_oculto(cuentas: dict[tuple[int, int], int]) -> None:
    tapadas = ocultas_cruzadas(cuentas)
    assert all(cuenta == 0 or cuenta >= MINIMO for lugar, cuenta in cuentas.items() if lugar not in tapadas)
    for eje in (0, 1):
        for clave in {lugar[eje] for lugar in cuentas}:
            linea = {lugar: cuenta for lugar, cuenta in cuentas.items() if lugar[eje] == clave and cuenta}
            ocultas = [lugar for lugar in linea if lugar in tapadas]
            assert len(ocultas) != 1 or len(linea) == 1
