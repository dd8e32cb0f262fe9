"""The same person in two padrones: legitimate unless the programmes exclude each other. For Planeación only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from workflow.padron.catalogos import TOPE_CONJUNTO, Catalogos
from workflow.padron.revision import Revision


@dataclass
class _Persona:
    filas: list[int] = field(default_factory=list)
    monto: Decimal = Decimal(0)


def _personas(revision: Revision) -> dict[str, _Persona]:
    """By CURP: the rows where it can be read, and what the rows without errors amount to."""
    personas: dict[str, _Persona] = defaultdict(_Persona)
    for fila in revision.filas:
        if fila.curp:
            persona = personas[fila.curp]
            persona.filas.append(fila.numero)
            if not fila.con_error:
                persona.monto += fila.monto
    return personas


def entre_archivos(revisiones: Mapping[str, Revision], catalogos: Catalogos) -> dict[str, Any]:
    """Pairs of files of persons, by name, with the people in both and the rule between their programmes.

    Holds CURPs: it is for who may see both padrones, and never for a log.
    """
    de_personas = {
        nombre: _personas(revision) for nombre, revision in revisiones.items() if revision.estructura == "persona"
    }
    nombres = sorted(de_personas)
    pares = []
    for lugar, uno in enumerate(nombres):
        for otro in nombres[lugar + 1 :]:
            regla = catalogos.entre(revisiones[uno].reglas.programa, revisiones[otro].reglas.programa)
            ambas = sorted(de_personas[uno].keys() & de_personas[otro].keys())
            par: dict[str, Any] = {
                "archivos": [uno, otro],
                "regla": regla.regla,
                "personas": len(ambas),
                "detalle": [
                    {"curp": curp, uno: de_personas[uno][curp].filas, otro: de_personas[otro][curp].filas}
                    for curp in ambas
                ],
            }
            if regla.regla == TOPE_CONJUNTO and regla.tope is not None:
                par["tope_excedido"] = [
                    curp for curp in ambas if de_personas[uno][curp].monto + de_personas[otro][curp].monto > regla.tope
                ]
            pares.append(par)
    en_todos = set.intersection(*(set(personas) for personas in de_personas.values())) if len(nombres) > 2 else set()
    return {"pares": pares, "en_los_tres": sorted(en_todos)}
