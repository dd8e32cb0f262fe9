"""An automatic finding of the review: a draft of observation that a person accepts or dismisses. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.kernel.hashes import sha256
from workflow.poa.catalogos import Catalogos
from workflow.poa.numeros import plain
from workflow.revision.textos_hallazgos import FRASES, FUNDAMENTOS

Documento = Mapping[str, Any]


@dataclass(frozen=True)
class Hallazgo:
    """`tipo`: the gravity that is suggested. `valor`: what was looked at; while it and the words are the same, the
    finding is the same (`huella`)."""

    codigo: str
    campo: str
    texto: str
    fundamento: str
    tipo: str = "bloqueante"
    valor: Any = None

    @property
    def huella(self) -> str:
        return sha256({"codigo": self.codigo, "campo": self.campo, "texto": self.texto, "valor": self.valor})

    @property
    def borrador(self) -> str:
        """The text that is offered for the observation."""
        return f"{self.texto} Fundamento: {self.fundamento}."


@dataclass(frozen=True)
class IndicadorAjeno:
    """An indicator of the POA of another dependencia of the same year."""

    folio: str
    dependencia: str
    clave: str
    nombre: str


@dataclass(frozen=True)
class Contexto:
    """What the findings compare a content with.

    `original`: the version in force, when this is a modification. `anterior`: the POA of the same programme of the
    year before. `lectura`: findings of the workbook it came from, as documents. `umbrales`: by clave.
    """

    catalogos: Catalogos
    umbrales: Mapping[str, int]
    matrices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    original: Documento | None = None
    tipo_cambio: str | None = None
    fuente_del_cambio: str | None = None
    anterior: Documento | None = None
    ajenos: tuple[IndicadorAjeno, ...] = ()
    lectura: tuple[Mapping[str, Any], ...] = ()


def told(codigo: str, campo: str, *, tipo: str = "bloqueante", valor: Any = None, **hechos: Any) -> Hallazgo:
    """A finding of this room, with its sentence and its legal source."""
    return Hallazgo(codigo, campo, FRASES[codigo].format(**hechos), FUNDAMENTOS[codigo], tipo, valor)


def normal(texto: str) -> str:
    """A name to compare: lower case, without accents, signs or the words that say nothing."""
    words = re.findall(r"\w+", plain(texto))
    return " ".join(word for word in words if word not in _VACIAS)


_VACIAS = frozenset(
    {"de", "del", "la", "el", "los", "las", "y", "en", "por", "para", "a", "al", "con", "que", "un", "una"}
)
