"""A POA as a tree: what hangs from each componente, and what hangs from none."""

from __future__ import annotations

from workflow.indicadores.arbol import tree
from workflow.indicadores.clases import Regla, Resultado
from workflow.indicadores.programa import Medida
from workflow.indicadores.situacion import Linea


def linea(nivel: str, clave: str, componente: str = "") -> Linea:
    medida = Medida(clave, "indicador", nivel, clave, clave, "", "", (), Regla(), {}, componente=componente)
    return Linea(medida, (), Resultado("no_aplica", "sin_semaforo"))


def test_cada_actividad_cuelga_de_su_componente_tambien_las_del_poa() -> None:
    found = tree(
        [
            linea("actividad_poa", "A01", "C2"),
            linea("fin", "F1"),
            linea("proposito", "P1"),
            linea("componente", "C1"),
            linea("componente", "C2"),
            linea("componente", "C1"),  # a second indicator of it
            linea("actividad", "C1A1"),
            linea("actividad", "C10A1"),  # not of C1
            linea("actividad_poa", "A02"),
        ]
    )
    assert [one.medida.clave for one in (*found.fin, *found.proposito)] == ["F1", "P1"]
    assert [(r.clave, len(r.propias), [a.medida.clave for a in r.actividades]) for r in found.ramas] == [
        ("C1", 2, ["C1A1"]),
        ("C2", 1, ["A01"]),
        ("", 0, ["C10A1", "A02"]),
    ]


def test_un_poa_sin_matriz_es_una_sola_rama() -> None:
    [rama] = tree([linea("actividad_poa", "A01", "C1")]).ramas
    assert (rama.clave, [a.medida.clave for a in rama.actividades]) == ("", ["A01"])
