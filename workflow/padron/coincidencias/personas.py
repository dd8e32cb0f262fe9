"""Which keys are of one person, from the facts that link and unlink them two by two. Pure."""

from __future__ import annotations

from collections.abc import Iterable

CAUSAS: tuple[str, ...] = ("corregida", "cancelada", "dos_claves")


def personas_de(hechos: Iterable[tuple[str, str, bool]]) -> dict[str, str]:
    """key -> the person's key (the least of hers), for the linked ones. `hechos` in order: (one, other, linked?).

    The last fact on each pair counts; what two links join is one person: A with B and B with C.
    """
    ultimo = {(min(uno, otro), max(uno, otro)): vincula for uno, otro, vincula in hechos}
    padre: dict[str, str] = {}

    def raiz(clave: str) -> str:
        while padre.setdefault(clave, clave) != clave:
            clave = padre[clave]
        return clave

    for (uno, otro), vincula in ultimo.items():
        if vincula:
            menor, mayor = sorted((raiz(uno), raiz(otro)))
            padre[mayor] = menor
    return {clave: raiz(clave) for clave in padre}
