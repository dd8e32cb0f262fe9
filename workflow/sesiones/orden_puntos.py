"""The agenda as convened and its items while the session runs. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.sesiones.quorum import ReglaQuorum


@dataclass(frozen=True)
class Reglas:
    quorum: ReglaQuorum
    quorum_segunda: ReglaQuorum
    mayoria_orden: str
    mayoria_asuntos: str
    mayoria_adicion: str
    mayoria_retiro: str
    quorum_perdido: str = "levantar"
    receso_max_min: int = 15
    no_verificada_consume_numero: bool = False
    acuerdo_en_bloque: str = "uno_por_expediente"
    rechazo_de_dictamen_desfavorable: str = "devuelto"


@dataclass(frozen=True)
class PuntoConvocado:
    """`num` None: not in the convocatoria (added in the session)."""

    clave: str
    tipo: str
    num: int | None = None
    expediente: str | None = None
    expedientes: tuple[str, ...] = ()
    sentido_dictamen: str | None = None
    mayoria: str | None = None

    @property
    def asuntos(self) -> tuple[str, ...]:
        return self.expedientes or ((self.expediente,) if self.expediente else ())


@dataclass(frozen=True)
class Convocatoria:
    tipo: str
    integrantes: int
    orden: tuple[PuntoConvocado, ...]
    segunda: bool = False


@dataclass
class Punto:
    """An item while the session runs; `vueltas`: tied votes so far, by dossier («»: the item itself)."""

    convocado: PuntoConvocado
    estado: str = "pendiente"
    num_desahogado: int | None = None
    dentro: list[str] = field(default_factory=list)
    reservados: list[str] = field(default_factory=list)
    resueltos: set[str] = field(default_factory=set)
    vueltas: dict[str, int] = field(default_factory=dict)

    @property
    def cerrado(self) -> bool:
        return self.estado != "pendiente" or self.vueltas.get("", 0) > 1


def convening_errors(convocatoria: Convocatoria, expedientes: Mapping[str, str]) -> list[str]:
    """Why a session cannot be convened like this; sorted codes."""
    errores = set()
    tipos = {p.tipo for p in convocatoria.orden}
    if convocatoria.tipo == "extraordinaria" and "asuntos_generales" in tipos:
        errores.add("EXTRAORDINARIA_SIN_ASUNTOS_GENERALES")
    if convocatoria.tipo == "solemne" and tipos & {"votable", "bloque"}:
        errores.add("SOLEMNE_SIN_VOTACIONES")
    if any(expedientes.get(e) != "en_cabildo" for p in convocatoria.orden for e in p.asuntos):
        errores.add("EXPEDIENTE_NO_DICTAMINADO")
    return sorted(errores)
