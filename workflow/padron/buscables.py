"""What a row can be found and counted by without opening it: keyed indexes, and what says nobody's name. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workflow.padron.cifrado import Llavero
from workflow.padron.duplicados import clave_de_persona, clave_de_registro
from workflow.padron.filas import MONTO_MAXIMO, Fila
from workflow.padron.limpieza import lo_mismo


def buscables(fila: Fila, celdas: Sequence[Any], llavero: Llavero) -> dict[str, Any]:
    """Columns of `padron_fila` by name."""

    def indice(uso: str, valor: str) -> str | None:
        return llavero.indice_de(uso, valor) if valor else None

    return {
        "clave": indice("registro", clave_de_registro(fila)),
        "nombre": indice("nombre", clave_de_persona(fila)),
        "hogar": indice("hogar", fila.domicilio),
        "telefono": indice("telefono", fila.telefono),
        "contenido": llavero.indice_de("contenido", lo_mismo(_de_la_persona(fila, celdas))),
        "nacimiento": indice("nacimiento", fila.nacimiento.isoformat() if fila.nacimiento else ""),
        "tutor": llavero.indice(fila.tutor) if fila.tutor else None,
        "sin_curp": fila.sin_curp or None,
        "clave_anterior": indice("registro", "|".join(fila.clave_anterior or ())),
        "folio": indice("folio", fila.folio),
        "sexo": fila.sexo or None,
        "edad": fila.edad,
        "dia": fila.dia,
        "cvegeo": fila.cvegeo or None,
        "monto": int(fila.monto * 100) if fila.monto < MONTO_MAXIMO else None,
    }


def _de_la_persona(fila: Fila, celdas: Sequence[Any]) -> Sequence[Any]:
    """The cells without those that only say what changes: the same person, in a whole padrón or in its movements."""
    if not fila.ajenas:
        return celdas
    return [celda for lugar, celda in enumerate(celdas) if lugar not in fila.ajenas]
