"""Names for what the rules point at: localities by CVEGEO and programmes by clave."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workflow.kernel.texto import plain
from workflow.padron import catalogos as incluidos
from workflow.poa.queries import catalogos as del_ejercicio

Localidades = dict[str, tuple[str, ...]]


def localidades(ejercicio: int) -> Localidades:
    """CVEGEO -> names, the official one first. From the catalogue of the year; without one, that of the program."""
    cargadas = dict(del_ejercicio(ejercicio).localidades)
    return cargadas or dict(incluidos.nombres_de_localidades())


def buscar_localidades(
    nombres: Mapping[str, tuple[str, ...]], q: str, *, salvo: Collection[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Those whose name, alias or key has what was typed, by name."""
    buscado = plain(q)
    halladas = [
        (clave, suyos)
        for clave, suyos in nombres.items()
        if clave not in salvo and (buscado in clave or any(buscado in plain(nombre) for nombre in suyos))
    ]
    return sorted(halladas, key=lambda par: (plain(par[1][0]), par[0]))


def programas(ejercicio: int, *, salvo: str = "") -> list[tuple[str, str]]:
    """(clave, name) of the programmes of a year."""
    todos = del_ejercicio(ejercicio).programas
    return sorted((clave, programa.nombre) for clave, programa in todos.items() if clave != salvo)
