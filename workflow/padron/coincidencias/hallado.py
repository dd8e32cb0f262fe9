"""A pair found in the data, before it is a ticket. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from workflow.padron.coincidencias.clases import CRUCES


@dataclass(frozen=True, slots=True)
class Hallado:
    """`uno`, `otro`: keyed identities; `fila_id` is of `expediente_id`, `otra_fila_id` of the other dossier if any."""

    clase: str
    expediente_id: int
    otro_expediente_id: int | None
    fila_id: int
    otra_fila_id: int
    uno: str
    otro: str
    puntaje: int
    razones: tuple[str, ...]

    @property
    def par(self) -> tuple[str, str]:
        return (min(self.uno, self.otro), max(self.uno, self.otro))

    @property
    def llave(self) -> str:
        """The same for the same pair in the same padrones, in whatever order and upload they come."""
        return llave_de(self.clase, self.expediente_id, self.otro_expediente_id, *self.par)


def llave_de(clase: str, expediente_id: int, otro_expediente_id: int | None, uno: str, otro: str) -> str:
    donde = sorted([expediente_id, otro_expediente_id or expediente_id])
    return hashlib.sha256(f"{clase}|{donde[0]}|{donde[1]}|{uno}|{otro}".encode()).hexdigest()


def cruce(
    clase: str,
    mia: tuple[int, int],
    suya: tuple[int, int],
    identidades: tuple[str, str],
    puntaje: int,
    razones: tuple[str, ...],
) -> Hallado:
    """Between two padrones, the older dossier first. `mia`, `suya`: (dossier, row)."""
    if clase not in CRUCES:
        raise ValueError(clase)
    (uno, fila), (otro, otra) = sorted((mia, suya))
    una, dos = sorted(identidades)
    return Hallado(clase, uno, otro, fila, otra, una, dos, puntaje, razones)
