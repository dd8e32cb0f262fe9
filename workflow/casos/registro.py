"""Which module answers the cases of which file. A module is loaded only when one of its files is run."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

Resolver = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]

MODULOS = {
    "votaciones": "workflow.casos.votaciones",
    "comisiones_unidas": "workflow.casos.comisiones_unidas",
    "orden_del_dia": "workflow.casos.orden_del_dia",
    "ruta": "workflow.casos.ruta",
    "plazos": "workflow.casos.plazos",
    "curp": "workflow.casos.curp",
    "letras": "workflow.casos.letras",
    "indicadores": "workflow.casos.indicadores",
}
"""`archivo` of the file -> module with `resolver(documento, caso)`."""


def resolver_of(archivo: str) -> Resolver | None:
    """The resolver of a kind of file; None if this version of the product does not have its rules."""
    modulo = MODULOS.get(archivo)
    if modulo is None:
        return None
    try:
        resolver: Resolver = import_module(modulo).resolver
    except ModuleNotFoundError as error:
        if error.name != modulo:
            raise
        return None
    return resolver


def available() -> list[str]:
    """The kinds of file that can be run now, in the order of the table."""
    return [archivo for archivo in MODULOS if resolver_of(archivo) is not None]
