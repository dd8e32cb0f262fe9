"""A dependencia that is merged, split or gives part of its work to another: what may move, and why not. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.kernel.refusals import Reason

CLASES: dict[str, str] = {
    "fusion": "Fusión: todo pasa a la otra dependencia",
    "escision": "Escisión: una parte pasa a una dependencia nueva",
    "cambio": "Cambio de adscripción de programas",
}
QUIENES = ("administrador", "planeacion_titular")
NO_SE_MUEVEN = ("rechazado", "retirado")
"""Stages of a dossier that has nothing more to do: it stays with who made it."""


@dataclass(frozen=True)
class Movible:
    """A dossier that could move: what it is, and where it stands."""

    id: int
    folio: str
    titulo: str
    tipo: str
    programa: str
    ejercicio: int
    etapa: str

    @property
    def llave(self) -> tuple[str, str, int]:
        return self.tipo, self.programa, self.ejercicio


def problems(
    *,
    de: str,
    a: str | None,
    clase: str,
    fecha: date,
    hoy: date,
    motivo: str,
    fundamento: str,
    elegidos: Collection[int],
    movibles: Sequence[Movible],
    de_la_otra: Collection[tuple[str, str, int]],
) -> list[Reason]:
    """Every reason not to transfer. `a`: the clave of the other dependencia, None if there is none.

    `de_la_otra`: type, programme and year of the dossiers it has already: two of the same cannot live together.
    """
    found = []
    if clase not in CLASES:
        found.append(Reason("TRANSFERENCIA_CLASE", {}))
    if a is None or a == de:
        found.append(Reason("TRANSFERENCIA_DESTINO", {"de": de}))
    if fecha > hoy:
        found.append(Reason("TRANSFERENCIA_FUTURA", {}))
    if not motivo.strip() or not fundamento.strip():
        found.append(Reason("TRANSFERENCIA_SIN_FUNDAMENTO", {}))
    known = {one.id for one in movibles}
    if not set(elegidos) <= known:
        found.append(Reason("TRANSFERENCIA_AJENA", {"de": de}))
    left = [one.folio for one in movibles if one.id not in set(elegidos)]
    if clase == "fusion" and left:
        found.append(Reason("TRANSFERENCIA_INCOMPLETA", {"folios": ", ".join(left[:6]), "cuantos": len(left)}))
    elif clase != "fusion" and not elegidos:
        found.append(Reason("TRANSFERENCIA_VACIA", {}))
    twice = [one.folio for one in movibles if one.id in set(elegidos) and one.llave in de_la_otra]
    if twice:
        found.append(Reason("TRANSFERENCIA_REPETIDA", {"folios": ", ".join(twice[:6]), "a": a or ""}))
    return found
