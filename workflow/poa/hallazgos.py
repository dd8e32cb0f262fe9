"""What a check finds: a problem at a field of the content, and a finding at a cell of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from workflow.poa.textos import HALLAZGOS

ERROR = "error"
AVISO = "aviso"


@dataclass(frozen=True)
class Problema:
    """Something wrong at an address of the content. `esperado` is JSON; `hechos` fill the Spanish sentence."""

    campo: str
    codigo: str
    severidad: str = ERROR
    valor: Any = None
    esperado: Any = None
    hechos: Mapping[str, Any] = field(default_factory=dict)

    @property
    def texto(self) -> str:
        facts = {"valor": self.valor, "esperado": self.esperado, **self.hechos}
        return HALLAZGOS[self.codigo].format(**facts)


@dataclass(frozen=True)
class Hallazgo:
    """A finding at a sheet and cell (None when it is of the whole file or sheet)."""

    archivo: str
    hoja: str | None
    celda: str | None
    codigo: str
    severidad: str
    valor_en_archivo: Any
    valor_esperado: Any
    hallazgo: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def in_order(found: Iterable[Hallazgo]) -> list[Hallazgo]:
    """By file, sheet, code and place in the sheet."""

    def key(item: Hallazgo) -> tuple[Any, ...]:
        match = re.match(r"([A-Z]+)(\d+)", item.celda or "")
        place = (int(match[2]), len(match[1]), match[1]) if match else (0, 0, "")
        return (item.archivo, item.hoja or "", item.codigo, *place)

    return sorted(found, key=key)


def has_errors(found: Iterable[Hallazgo]) -> bool:
    return any(item.severidad == ERROR for item in found)


ESTRUCTURA = frozenset(
    {
        "HOJA_FALTANTE",
        "ENCABEZADO_NO_RECONOCIDO",
        "HOJA_CON_DEMASIADAS_FILAS",
        "COLUMNA_FALTANTE",
        "COLUMNA_REPETIDA",
        "CAMPO_FALTANTE",
        "CAMPO_REPETIDO",
        "NUMERO_INVALIDO",
        "ENTERO_INVALIDO",
        "MAS_DE_DOS_DECIMALES",
        "FECHA_INVALIDA",
        "FECHA_EN_LUGAR_DE_TEXTO",
        "VALOR_NO_PERMITIDO",
        "FORMULA_SIN_VALOR",
        "UR_DISTINTA_DEL_EXPEDIENTE",
        "EJERCICIO_DISTINTO",
    }
)
"""Errors that lose what the workbook says: such a workbook is not imported. Other errors wait to be corrected."""


def blocks(hallazgo: Mapping[str, Any]) -> bool:
    """Whether a finding (as a document) keeps its workbook from being imported."""
    return hallazgo["severidad"] == ERROR and hallazgo["codigo"] in ESTRUCTURA
