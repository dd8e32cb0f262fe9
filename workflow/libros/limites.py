"""How much of a spreadsheet is read, and of which types."""

from __future__ import annotations

from dataclasses import dataclass

MEGA = 1024 * 1024


@dataclass(frozen=True)
class Limites:
    """Sizes in bytes, time in seconds, `celdas` = rows × columns of one sheet.

    `detalle`: percent cells and hidden rows are looked for too, which takes time in a sheet of many rows.
    """

    tipos: frozenset[str] = frozenset({"xlsx", "ods"})
    tamano: int = 10 * MEGA
    descomprimido: int = 100 * MEGA
    partes: int = 2_000
    hojas: int = 60
    celdas: int = 2_000_000
    segundos: int = 60
    memoria: int = 1024 * MEGA
    detalle: bool = True


POA = Limites()
PADRON = Limites(
    tipos=frozenset({"xlsx", "ods", "csv"}),
    tamano=60 * MEGA,
    descomprimido=600 * MEGA,
    celdas=12_000_000,
    segundos=240,
    memoria=3 * 1024 * MEGA,
    detalle=False,
)
CATALOGO = Limites(tipos=frozenset({"xlsx", "ods", "csv"}), tamano=10 * MEGA, detalle=False)
POR_NOMBRE: dict[str, Limites] = {"poa": POA, "padron": PADRON, "catalogo": CATALOGO}
