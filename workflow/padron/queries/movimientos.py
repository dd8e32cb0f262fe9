"""What an upload changes of the padrón in force, and who is in force: conditions, counts and masked rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, union_all

from workflow.db import db
from workflow.padron import mascara
from workflow.padron.cifrado import Llavero
from workflow.padron.criterios import criterios_de
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila
from workflow.padron.privacidad.queries.filas import celdas_de

MUESTRA = 20


@dataclass(frozen=True)
class DeltaVista:
    """`causas`: those of the rules, to choose from; `bajas_por_causa`: [(cause, how many)] that a file said."""

    clase: str
    base_version: int | None
    altas: int
    bajas: int
    correcciones: int
    iguales: int
    vigentes: int
    huella: str
    causas: tuple[str, ...]
    bajas_por_causa: tuple[tuple[str, int], ...]

    @property
    def pide_causa(self) -> bool:
        return self.clase == "completo" and self.bajas > 0


@dataclass(frozen=True)
class Movido:
    """A row that moves, masked. `numero`: in the file, None for who is not in it; `otra_clave`: its key changes."""

    numero: int | None
    celdas: tuple[str, ...]
    motivo: str | None
    otra_clave: bool


def delta(carga_id: int) -> DeltaVista | None:
    """None: it is not compared yet."""
    carga = db.session.get_one(CargaPadron, carga_id)
    if carga.delta is None:
        return None
    dichas: Any = ()
    if carga.clase == "movimientos":
        dichas = db.session.execute(
            select(PadronFila.motivo, func.count())
            .where(entran(carga.id), PadronFila.movimiento == "baja")
            .group_by(PadronFila.motivo)
            .order_by(PadronFila.motivo)
        ).all()
    contado = {nombre: carga.delta[nombre] for nombre in ("altas", "bajas", "correcciones", "iguales", "vigentes")}
    return DeltaVista(
        clase=carga.clase,
        base_version=carga.delta["base_version"],
        huella=carga.delta["huella"],
        causas=criterios_de(carga.reglas.get("criterios") or {}).causas_baja,
        bajas_por_causa=tuple((motivo, cuantas) for motivo, cuantas in dichas),
        **contado,
    )


def movidos(carga_id: int, clase: str, llavero: Llavero, limite: int = MUESTRA) -> list[Movido]:
    """The first rows of a kind of movement (alta, baja, correccion), with every value masked."""
    carga = db.session.get_one(CargaPadron, carga_id)
    if clase == "baja" and carga.clase == "completo":
        return _los_que_faltan(carga, llavero, limite)
    rows = db.session.scalars(
        select(PadronFila)
        .where(entran(carga.id), PadronFila.movimiento == clase)
        .order_by(PadronFila.numero)
        .limit(limite)
    )
    return [
        Movido(row.numero, _tapadas(carga, row, llavero), row.motivo, row.clave_anterior is not None) for row in rows
    ]


def _los_que_faltan(carga: CargaPadron, llavero: Llavero, limite: int) -> list[Movido]:
    if carga.base_id is None or carga.estado == "reemplazada":
        return []
    rows = db.session.execute(
        select(PadronFila, CargaPadron)
        .join(Inscripcion, Inscripcion.fila_id == PadronFila.id)
        .join(CargaPadron, CargaPadron.id == PadronFila.carga_id)
        .where(*ausentes(carga))
        .order_by(Inscripcion.id)
        .limit(limite)
    )
    return [Movido(None, _tapadas(de, row, llavero), None, False) for row, de in rows]


def _tapadas(carga: CargaPadron, row: PadronFila, llavero: Llavero) -> tuple[str, ...]:
    return tuple(mascara.celdas(carga.encabezados or [], celdas_de(row, llavero)))


def vigentes_de(expediente_id: int) -> Select[Any]:
    """The keys of those in force."""
    return select(Inscripcion.clave).where(Inscripcion.expediente_id == expediente_id, Inscripcion.hasta.is_(None))


def entran(carga_id: int) -> ColumnElement[bool]:
    """The rows of an upload that may be in force."""
    return and_(PadronFila.carga_id == carga_id, PadronFila.estado != "error", PadronFila.clave.is_not(None))


def ausentes(carga: CargaPadron) -> tuple[ColumnElement[bool], ...]:
    """Conditions on Inscripcion: in force, and not in the whole padrón of an upload, under any of their keys."""
    return (
        Inscripcion.expediente_id == carga.expediente_id,
        Inscripcion.hasta.is_(None),
        Inscripcion.clave.not_in(select(PadronFila.clave).where(entran(carga.id))),
        Inscripcion.clave.not_in(
            select(PadronFila.clave_anterior).where(entran(carga.id), PadronFila.clave_anterior.is_not(None))
        ),
    )


def resultante(carga: CargaPadron) -> Select[Any]:
    """(clave, contenido, fila) of each one that is in force once the upload is: what is published of it."""
    nuevas = select(PadronFila.clave, PadronFila.contenido, PadronFila.id.label("fila_id")).where(entran(carga.id))
    if carga.clase == "completo":
        return nuevas
    nuevas = nuevas.where(PadronFila.movimiento.in_(("alta", "correccion")))
    tocadas = select(func.coalesce(PadronFila.clave_anterior, PadronFila.clave)).where(
        entran(carga.id), PadronFila.movimiento.in_(("baja", "correccion"))
    )
    quedan = (
        select(Inscripcion.clave, PadronFila.contenido, PadronFila.id.label("fila_id"))
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .where(
            Inscripcion.expediente_id == carga.expediente_id,
            Inscripcion.hasta.is_(None),
            Inscripcion.clave.not_in(tocadas),
        )
    )
    todas = union_all(nuevas, quedan).subquery()
    return select(todas.c.clave, todas.c.contenido, todas.c.fila_id)


def en_vigor(expediente_id: int) -> Select[Any]:
    """(clave, contenido, fila) of each one in force today."""
    return (
        select(Inscripcion.clave, PadronFila.contenido, PadronFila.id.label("fila_id"))
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .where(Inscripcion.expediente_id == expediente_id, Inscripcion.hasta.is_(None))
    )


def huella_de(quienes: Select[Any]) -> str:
    """Of who is in force and with what data, in an order that does not depend on how they came in."""
    ordenadas = sorted(
        f"{clave}:{contenido}" for clave, contenido, _ in db.session.execute(quienes.execution_options(yield_per=5000))
    )
    return hashlib.sha256("\n".join(ordenadas).encode()).hexdigest()
