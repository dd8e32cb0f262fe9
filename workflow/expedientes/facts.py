"""What the rules of the route are told about a dossier. Pure values, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

# What needs the Cabildo until the municipality confirms it, by a dated rule (`cabildo:<kind of change>`).
REQUIERE_CABILDO: dict[str, bool] = {
    "ampliacion": True,
    "reduccion": True,
    "transferencia_compensada": True,
    "recalendarizacion": False,
    "reprogramacion_metas": True,
    "altas_y_bajas": True,
    "correccion_de_datos": False,
    "reforma_de_reglas": True,
}
# Which of them change a padrón; the rest change a POA.
CAMBIOS_DE_PADRON: tuple[str, ...] = ("altas_y_bajas", "correccion_de_datos", "reforma_de_reglas")


@dataclass(frozen=True)
class ObservacionFacts:
    tipo: str
    campo: str
    estado: str = "abierta"


@dataclass(frozen=True)
class Delta:
    """What a modification changes in money (same unit in both amounts), and what pays for it."""

    total: Decimal = Decimal(0)
    capitulo_1000: Decimal = Decimal(0)
    fuente: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> Delta:
        """From a mapping with `total`, `capitulo_1000`, `fuente`, all optional. ValueError if not numbers."""
        data = data or {}
        return cls(_number(data.get("total")), _number(data.get("capitulo_1000")), data.get("fuente") or None)


@dataclass(frozen=True)
class ModificacionFacts:
    tipo_cambio: str | None
    requiere_cabildo: bool
    delta: Delta = field(default_factory=Delta)
    tipos: tuple[str, ...] = ()
    """What the documents show that changed, whatever was declared."""


@dataclass(frozen=True)
class Facts:
    """A dossier at one instant.

    `participantes`: ids of who captured or sent this version. `capturados`: addresses changed since
    the last notification or devolution. `observados`: addresses of what was pending at that
    notification. `enviado_desde`: stage and round from which it was sent. `movido`: who brought it to
    its stage, and when. `integrado`: the approved text carries what the Cabildo modified, written by
    `integrado_por`; `verificado`: Planeación compared it. `verificacion`: what the municipality chose (bloquear,
    avisar), empty where such a text cannot be written. `cabildo`: kind of change -> must the Cabildo approve it.
    """

    tipo: str
    dependencia: str
    etapa: str = "borrador"
    version: int = 1
    vigente: int | None = None
    ronda: int = 1
    reglas_version: int | None = None
    sentido_dictamen: str | None = None
    modificacion: ModificacionFacts | None = None
    acuse: bool = False
    participantes: frozenset[int] = frozenset()
    observaciones: Mapping[str, ObservacionFacts] = field(default_factory=dict)
    enviado_desde: tuple[str, int] | None = None
    capturados: frozenset[str] = frozenset()
    observados: frozenset[str] = frozenset()
    ldf_servicios_personales: str = "bloquear"
    integrado: bool = True
    integrado_por: int | None = None
    verificado: bool = False
    verificacion: str = ""
    cabildo: Mapping[str, bool] = field(default_factory=lambda: REQUIERE_CABILDO)
    movido: tuple[str, datetime] | None = None

    def with_observacion(self, clave: str, observacion: ObservacionFacts) -> Facts:
        return replace(self, observaciones={**self.observaciones, clave: observacion})


def _number(value: Any) -> Decimal:
    if value is None or value == "":
        return Decimal(0)
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"not a number: {value!r}") from error
    if not number.is_finite():
        raise ValueError(f"not a number: {value!r}")
    return number
