"""The agenda of a quarter: what was registered by hand, and the sessions held in the system, which are not copied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workflow.archivos import queries as archivos
from workflow.archivos.models import Archivo
from workflow.db import db
from workflow.informes.clases import TIPO_DE_ORGANO, Trimestre
from workflow.informes.models import Actividad, ActividadHecho
from workflow.informes.redaccion import Hecha
from workflow.kernel.clock import ZONE, local
from workflow.kernel.refusals import NotFound
from workflow.sesiones.models import Organo, Sesion

_ARTICULOS = {"comision": "de la", "comisiones_unidas": "de las", "comite": "del", "consejo": "del"}


@dataclass(frozen=True)
class FotoVista:
    archivo_id: int
    sha256: str
    texto: str
    pie: str


@dataclass(frozen=True)
class ActividadVista:
    """`id`: None for a session of the system, which has `sesion_id`. `fechas`: none when only the quarter is known."""

    id: int | None
    tipo: str
    titulo: str
    fechas: tuple[date, ...]
    desde: date
    hasta: date
    hora: time | None
    lugar: str
    detalle: str
    asistentes: int | None
    quienes: str
    organo_id: int | None
    fotos: tuple[FotoVista, ...]
    revision: int
    en: datetime
    por: str
    retirada: str = ""
    sesion_id: int | None = None

    def hecha(self, trimestre: Trimestre) -> Hecha:
        """As the report of that quarter tells of it."""
        dias = tuple(dia for dia in self.fechas if trimestre.has(dia))
        return Hecha(self.tipo, dias, self.titulo, self.lugar, self.detalle, self.asistentes, self.quienes)


def agenda(trimestre: Trimestre, tipo: str = "") -> list[ActividadVista]:
    """Everything of a quarter, by its first day. Three queries, whatever their number."""
    mine = _registered(trimestre)
    told = {(one.organo_id, dia) for one in mine if one.organo_id is not None for dia in one.fechas}
    held = [one for one in _sessions(trimestre) if (one.organo_id, one.desde) not in told]
    found = [one for one in (*mine, *held) if not tipo or one.tipo == tipo]
    return sorted(found, key=lambda one: (one.desde, one.hora or time.min, one.id or 0))


def _registered(trimestre: Trimestre) -> list[ActividadVista]:
    later = aliased(ActividadHecho)
    last = (
        select(func.max(later.revision))
        .where(later.actividad_id == ActividadHecho.actividad_id)
        .correlate(ActividadHecho)
        .scalar_subquery()
    )
    rows = list(
        db.session.scalars(
            select(ActividadHecho)
            .where(
                ActividadHecho.desde <= trimestre.hasta,
                ActividadHecho.hasta >= trimestre.desde,
                ActividadHecho.revision == last,
                ActividadHecho.retirada == "",
            )
            .order_by(ActividadHecho.desde, ActividadHecho.id)
        )
    )
    return _vistas(rows)


def _vistas(rows: list[ActividadHecho]) -> list[ActividadVista]:
    hashes = _hashes(foto["archivo_id"] for row in rows for foto in row.fotos)
    return [_vista(row, hashes) for row in rows]


def _hashes(ids: Iterable[int]) -> dict[int, str]:
    wanted = set(ids)
    if not wanted:
        return {}
    statement = select(Archivo.id, Archivo.sha256).where(Archivo.id.in_(wanted))
    return {int(identifier): str(sha256) for identifier, sha256 in db.session.execute(statement)}


def _vista(row: ActividadHecho, hashes: dict[int, str]) -> ActividadVista:
    return ActividadVista(
        id=row.actividad_id,
        tipo=row.tipo,
        titulo=row.titulo,
        fechas=tuple(date.fromisoformat(dia) for dia in row.fechas),
        desde=row.desde,
        hasta=row.hasta,
        hora=row.hora,
        lugar=row.lugar,
        detalle=row.detalle,
        asistentes=row.asistentes,
        quienes=row.quienes,
        organo_id=row.organo_id,
        fotos=tuple(FotoVista(f["archivo_id"], hashes[f["archivo_id"]], f["texto"], f["pie"]) for f in row.fotos),
        revision=row.revision,
        en=row.en,
        por=row.por,
        retirada=row.retirada,
    )


def _sessions(trimestre: Trimestre) -> list[ActividadVista]:
    """Those held, with their organ and who attended as the roll call says."""
    desde = datetime.combine(trimestre.desde, time.min, ZONE)
    hasta = datetime.combine(trimestre.hasta + timedelta(days=1), time.min, ZONE)
    rows = db.session.execute(
        select(
            Sesion.id, Sesion.organo_id, Sesion.organo_nombre, Sesion.lugar, Sesion.apertura, Sesion.quorum_inicial,
            Organo.tipo, Organo.clave,
        )
        .join(Organo, Organo.id == Sesion.organo_id)
        .where(Sesion.estado == "clausurada", Sesion.apertura >= desde, Sesion.apertura < hasta)
        .order_by(Sesion.apertura, Sesion.id)
    )  # fmt: skip
    return [_session(row) for row in rows]


def _session(row: Any) -> ActividadVista:
    abierta = local(row.apertura)
    tipo = kind_of(row.tipo, row.clave, row.organo_nombre)
    titulo = "" if tipo in ("cabildo", "copladem") else f"Sesiones {_ARTICULOS[row.tipo]} {row.organo_nombre}"
    presentes = sum(int(one["presentes"]) for one in (row.quorum_inicial or {}).values()) if tipo == "copladem" else 0
    return ActividadVista(
        id=None,
        tipo=tipo,
        titulo=titulo,
        fechas=(abierta.date(),),
        desde=abierta.date(),
        hasta=abierta.date(),
        hora=abierta.time().replace(second=0, microsecond=0),
        lugar="",
        detalle="",
        asistentes=presentes or None,
        quienes="integrantes" if presentes > 1 else "",
        organo_id=row.organo_id,
        fotos=(),
        revision=0,
        en=row.apertura,
        por="Sesión registrada en el sistema",
        sesion_id=row.id,
    )


def kind_of(tipo_organo: str, clave: str, nombre: str) -> str:
    """The COPLADEMUN is known by its name: the law does not say of which kind it is."""
    if "COPLADEM" in clave.upper() or "planeación para el desarrollo" in nombre.casefold():
        return "copladem"
    return TIPO_DE_ORGANO[tipo_organo]


def actividad(actividad_id: int) -> ActividadVista:
    """As it is now, also one that was withdrawn. NotFound."""
    return historia(actividad_id)[-1]


def historia(actividad_id: int) -> list[ActividadVista]:
    """Every fact of an activity, the first one first. NotFound."""
    statement = select(ActividadHecho).where(ActividadHecho.actividad_id == actividad_id)
    rows = list(db.session.scalars(statement.order_by(ActividadHecho.revision)))
    if not rows:
        raise NotFound("NO_EXISTE")
    return _vistas(rows)


def foto(actividad_id: int, archivo_id: int) -> archivos.ArchivoVista:
    """A photograph that the activity has, or had. NotFound."""
    if db.session.get(Actividad, actividad_id) is None or not any(
        one.archivo_id == archivo_id for vista in historia(actividad_id) for one in vista.fotos
    ):
        raise NotFound("NO_EXISTE")
    return archivos.get(archivo_id)


def organos() -> list[tuple[int, str]]:
    """Those that hold sessions, for who ties an activity to one."""
    return [(row.id, row.nombre) for row in db.session.scalars(select(Organo).order_by(Organo.id))]
