"""Who stands behind a POA: the four signatures of its last page, with the person and the day the system knows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.poa.contenido import sound
from workflow.poa.esquema import IDENTIFICACION

FIRMAS: dict[str, str] = {
    "elaboro": "Elaboró",
    "reviso": "Revisó",
    "autorizo": "Autorizó",
    "visto_bueno": "Visto bueno de suficiencia",
}


@dataclass(frozen=True)
class Persona:
    """Who did it, with the post as it was told then, and when."""

    nombre: str
    cargo: str
    en: datetime


@dataclass(frozen=True)
class Firma:
    """`cargo`: the post that the document says; `persona`: who did it in the system, None while nobody has.

    Nobody gives the sufficiency in the system: it is signed on paper, by the post the document says.
    """

    clave: str
    titulo: str
    cargo: str
    persona: Persona | None

    @property
    def en_papel(self) -> bool:
        return self.clave == "visto_bueno"


def signatures(document: Mapping[str, Any], personas: Mapping[str, Persona]) -> tuple[Firma, ...]:
    """The four, in their order. `personas`: by the key of the signature (see `queries.firmantes`)."""
    data = sound(IDENTIFICACION, document.get("identificacion"))
    return tuple(Firma(clave, titulo, data.get(clave) or "", personas.get(clave)) for clave, titulo in FIRMAS.items())
