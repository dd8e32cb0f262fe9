"""The criteria of some rules as people read them: (address in the content, what it is, what it says)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.padron import queries
from workflow.textos import rotulo
from workflow.web.filters import dinero

_SEXOS = {"M": "Mujeres", "H": "Hombres"}
_MONTOS = (
    ("monto_min", "Monto mínimo por fila"),
    ("monto_max", "Monto máximo por fila"),
    ("monto_persona", "Monto máximo por persona"),
)


def en_palabras(criterios: Mapping[str, Any], ejercicio: int) -> list[tuple[str, str, str]]:
    """Only what the rules say. Localities and programmes by their names."""
    dichos: list[tuple[str, str, str]] = []

    def decir(nombre: str, termino: str, valor: str) -> None:
        dichos.append((f"reglas.criterios.{nombre}", termino, valor))

    if criterios.get("localidades"):
        nombres = queries.localidades(ejercicio)
        cuales = [nombres.get(clave, (clave,))[0] for clave in criterios["localidades"]]
        decir("localidades", "Localidades que cubren", ", ".join(cuales))
    if criterios.get("sexos"):
        decir("sexos", "Dirigidas a", " y ".join(_SEXOS[sexo] for sexo in criterios["sexos"]))
    if criterios.get("limite_hogar"):
        decir("limite_hogar", "Personas por hogar", str(criterios["limite_hogar"]))
    for nombre, termino in _MONTOS:
        if criterios.get(nombre) is not None:
            decir(nombre, termino, dinero(criterios[nombre]))
    if criterios.get("incompatibles"):
        decir("incompatibles", "Programas incompatibles", ", ".join(criterios["incompatibles"]))
    if criterios.get("documentos"):
        decir("documentos", "Documentos requeridos", "; ".join(criterios["documentos"]))
    if criterios.get("causas_baja"):
        causas = [rotulo("causa_baja", causa) for causa in criterios["causas_baja"]]
        decir("causas_baja", "Causas de baja", ", ".join(causas))
    return dichos
