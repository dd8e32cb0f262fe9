"""What the page of a dossier reads: frozen values, never rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from workflow.expedientes.queries.listas import Fila
from workflow.kernel.refusals import Reason


@dataclass(frozen=True)
class Hito:
    """A point of the line of progress. `estado`: hecha, actual or pendiente; `en` and `por` when it was reached."""

    etapa: str
    estado: str
    en: datetime | None
    por: str | None


@dataclass(frozen=True)
class Posible:
    """An action of this person in this stage; `motivos`: everything that is missing when it is not `ok`."""

    accion: str
    ok: bool
    motivos: tuple[Reason, ...]


@dataclass(frozen=True)
class Mensaje:
    accion: str
    estado: str
    texto: str
    autor: str
    en: datetime


@dataclass(frozen=True)
class ObservacionVista:
    """`rotulo`: the address in Spanish. `acciones`: what this person may do with it now."""

    clave: str
    ronda: int
    tipo: str
    estado: str
    campo: str
    rotulo: str
    valor_observado: str | None
    valor_actual: Any
    autor: str
    en: datetime
    notificada_en: datetime | None
    mensajes: tuple[Mensaje, ...]
    acciones: tuple[str, ...]


@dataclass(frozen=True)
class EnvioVista:
    id: int
    numero: int
    version: int
    ronda: int
    clase: str
    sha256: str
    autor: str
    autor_cargo: str
    en: datetime
    base_id: int | None
    cambios: int
    sin_observar: int


@dataclass(frozen=True)
class Diferencia:
    """A field that differs between two submissions. `sin_observar`: nobody had asked to change it.

    `observado`: an observation of an earlier round pointed at it; None when there had been none on anything.
    """

    campo: str
    rotulo: str
    antes: Any
    despues: Any
    sin_observar: bool
    observado: bool | None = field(default=None, compare=False)


@dataclass(frozen=True)
class AdjuntoVista:
    archivo_id: int
    nombre: str
    tipo: str
    tamano: int
    sha256: str
    descripcion: str
    por: str
    en: datetime


@dataclass(frozen=True)
class ResolucionVista:
    """`anulada`: why its vote was annulled, when it was."""

    version: int
    etapa: str
    votacion: str | None
    fecha: date
    acuerdo_folio: str | None
    delegado: bool
    modificaciones: tuple[str, ...]
    anulada: str = ""


@dataclass(frozen=True)
class PlazoVista:
    etapa: str
    dias: int
    vence: datetime
    fundamento: str
    por_confirmar: bool


@dataclass(frozen=True)
class Modificacion:
    tipo_cambio: str
    requiere_cabildo: bool
    delta: dict[str, Any]
    motivo: str | None = None
    surte_efectos: date | None = None


@dataclass(frozen=True)
class Ficha:
    """The page of a dossier.

    `contenido`: the draft for the dependencia while it captures, the last submission for everybody else.
    `diferencias`: of the last submission with the one reviewed before. `en_sesion`: what this person does in
    the page of a session. `cambios_total`: how many differences there are, though only some are listed.
    """

    cabeza: Fila
    revision: int
    borrador_revision: int
    puede_capturar: bool
    contenido: dict[str, Any]
    linea: tuple[Hito, ...]
    acciones: tuple[Posible, ...]
    en_sesion: tuple[str, ...]
    observaciones: tuple[ObservacionVista, ...]
    envios: tuple[EnvioVista, ...]
    diferencias: tuple[Diferencia, ...]
    cambios_total: int
    resoluciones: tuple[ResolucionVista, ...]
    adjuntos: tuple[AdjuntoVista, ...]
    plazo: PlazoVista | None
    modificacion: Modificacion | None
    v_presentada_id: int | None
    v_aprobada_id: int | None
    v_vigente_id: int | None

    def rondas(self) -> dict[int, list[ObservacionVista]]:
        """The observations by the round in which they were made."""
        grouped: dict[int, list[ObservacionVista]] = {}
        for one in self.observaciones:
            grouped.setdefault(one.ronda, []).append(one)
        return grouped
