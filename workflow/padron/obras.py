"""Works and community actions (structure «Poblaciones»): no CURP, but sums that must agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.padron.identidad import leer_rfc
from workflow.padron.limpieza import monto, texto

_PERSONAS = ("beneficiarios", "hombres", "mujeres")
_INVERSION = ("inversion", "inversion_federal", "inversion_estatal", "inversion_municipal", "inversion_otras")


def revisar_obra(
    celdas: Sequence[Any], roles: Mapping[str, int], fechas: Mapping[int, date | None], codigos: list[str]
) -> None:
    """Adds the errors of a work to `codigos`. `fechas`: the date of each date column."""
    if not texto(celdas[roles["id_obra"]]):
        codigos.append("NOMBRE_FALTANTE")
    if "rfc_ejecutor" in roles and texto(celdas[roles["rfc_ejecutor"]]):
        _, codigo = leer_rfc(celdas[roles["rfc_ejecutor"]], moral=False)
        if codigo:
            codigos.append(codigo)
    personas = _cantidades(celdas, roles, _PERSONAS, codigos)
    if personas is not None and personas[0] != sum(personas[1:]):
        codigos.append("SUMA_BENEFICIARIOS")
    inversion = _cantidades(celdas, roles, _INVERSION, codigos)
    if inversion is not None and inversion[0] != sum(inversion[1:]):
        codigos.append("SUMA_INVERSION")
    inicio, termino = fechas.get(roles.get("inicio", -1)), fechas.get(roles.get("termino", -1))
    if inicio is not None and termino is not None and termino < inicio:
        codigos.append("FECHAS_INCONGRUENTES")


def _cantidades(
    celdas: Sequence[Any], roles: Mapping[str, int], nombres: Sequence[str], codigos: list[str]
) -> list[Decimal] | None:
    """The total and its parts; None (and MONTO_INVALIDO) when one of them is no quantity. Absent columns do not add."""
    halladas = [monto(celdas[roles[nombre]]) for nombre in nombres if nombre in roles]
    if any(cantidad is None for cantidad in halladas):
        if "MONTO_INVALIDO" not in codigos:
            codigos.append("MONTO_INVALIDO")
        return None
    if nombres[0] not in roles or len(halladas) < 2:
        return None
    return [cantidad for cantidad in halladas if cantidad is not None]
