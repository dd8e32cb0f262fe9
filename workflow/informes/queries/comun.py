"""What the snapshots of both reports share: what is asked for, who issues it and who signs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow.actas.instantanea import Emisor, OrganoRef, Persona
from workflow.actas.queries import comunes
from workflow.informes.clases import Trimestre
from workflow.kernel.clock import local_date
from workflow.kernel.folios import term_of
from workflow.people import queries as people

EMITE = "Secretaría de Planeación Estratégica"
FIRMA = "Secretario/a de Planeación Estratégica"
ORGANO = OrganoRef("SPE", EMITE, "dependencia")


@dataclass(frozen=True)
class Pedido:
    """`escrito`: what a person wrote in each section."""

    trimestre: Trimestre
    municipio: str
    base_url: str
    ahora: datetime
    version: int
    escrito: Mapping[str, str]

    def emisor(self) -> Emisor:
        return comunes.emisor(self.municipio, term_of(min(local_date(self.ahora), self.trimestre.hasta)), EMITE)


def holder(ahora: datetime) -> Persona:
    """Who signs: the head of Planeación."""
    found = people.users_with("planeacion_titular", local_date(ahora))
    return Persona(found[0].nombre, found[0].cargo or FIRMA, "X") if found else Persona("", FIRMA, "X")
