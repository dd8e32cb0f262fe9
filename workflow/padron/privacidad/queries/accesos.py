"""Who saw whom: of a dossier, and of one person by her CURP (for who attends ARCO requests)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.padron import mascara
from workflow.padron.cifrado import Llavero
from workflow.padron.models import CargaPadron, PadronFila
from workflow.padron.privacidad.models import CON_BLOQUEADAS, PadronAcceso
from workflow.padron.privacidad.queries.filas import carga_de, celdas_de
from workflow.people.models import Dependencia

A_LA_VISTA = 200


@dataclass(frozen=True)
class AccesoVista:
    id: int
    en: datetime
    por: str
    cargo: str
    accion: str
    motivo: str
    detalle: str
    alcance: str
    filas: int
    campos: tuple[str, ...]
    folio: str | None
    numero: int | None


@dataclass(frozen=True)
class FilaCubierta:
    """A row masked, (title, value), and its upload. `personal`: whether each column has something to see."""

    carga_id: int
    numero: int
    estado: str
    datos: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Aparicion:
    """A row of somebody in a padrón. `bloqueo`: bloqueada, or None."""

    fila_id: int
    expediente_id: int
    carga_id: int
    numero: int
    folio: str
    titulo: str
    programa: str
    dependencia: str
    estado_carga: str
    subida: datetime
    bloqueo: str | None


def fila_cubierta(expediente_id: int, carga_id: int, numero: int, llavero: Llavero) -> FilaCubierta | None:
    carga = carga_de(carga_id, expediente_id)
    row = db.session.scalar(select(PadronFila).where(PadronFila.carga_id == carga_id, PadronFila.numero == numero))
    if carga is None or row is None:
        return None
    encabezados = carga.encabezados or []
    cubiertas = mascara.celdas(encabezados, celdas_de(row, llavero))
    datos = tuple((titulo, vista) for titulo, vista in zip(encabezados, cubiertas, strict=False) if titulo and vista)
    return FilaCubierta(carga_id, numero, row.estado, datos)


def cuantas(carga_id: int) -> int:
    """Rows of an upload that may be shown."""
    return db.session.scalar(select(func.count()).select_from(PadronFila).where(PadronFila.carga_id == carga_id)) or 0


def apariciones(curp: str, llavero: Llavero) -> list[Aparicion]:
    """Every row of somebody in this installation, blocked ones too: only for who attends ARCO requests."""
    rows = db.session.execute(
        select(PadronFila, CargaPadron, Expediente, Dependencia)
        .join(CargaPadron, CargaPadron.id == PadronFila.carga_id)
        .join(Expediente, Expediente.id == CargaPadron.expediente_id)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(PadronFila.indice.in_(llavero.indices(curp)))
        .order_by(PadronFila.carga_id, PadronFila.numero)
        .execution_options(**CON_BLOQUEADAS)
    )
    return [
        Aparicion(
            fila.id, expediente.id, carga.id, fila.numero, expediente.folio, expediente.titulo, expediente.programa,
            dependencia.nombre_en(carga.en.date()), carga.estado, carga.en, fila.bloqueo,
        )
        for fila, carga, expediente, dependencia in rows
    ]  # fmt: skip


def accesos_a(filas: Sequence[Aparicion]) -> list[AccesoVista]:
    """Who saw those rows: one by one, or with the whole upload that they are in."""
    if not filas:
        return []
    con_error = _con_error([fila.fila_id for fila in filas])
    condiciones: list[ColumnElement[bool]] = [
        PadronAcceso.fila_id.in_([fila.fila_id for fila in filas]),
        and_(PadronAcceso.alcance == "carga", PadronAcceso.carga_id.in_({fila.carga_id for fila in filas})),
    ]
    if con_error:
        condiciones.append(and_(PadronAcceso.alcance == "con_error", PadronAcceso.carga_id.in_(con_error)))
    return _accesos(or_(*condiciones), limite=5_000)


def _con_error(fila_ids: Sequence[int]) -> set[int]:
    return set(
        db.session.scalars(
            select(PadronFila.carga_id)
            .where(PadronFila.id.in_(fila_ids), PadronFila.estado == "error")
            .execution_options(**CON_BLOQUEADAS)
        )
    )


def accesos_del_expediente(expediente_id: int, *, antes_de: int | None = None) -> list[AccesoVista]:
    """The latest first, in pages."""
    condicion: ColumnElement[bool] = PadronAcceso.expediente_id == expediente_id
    if antes_de is not None:
        condicion = and_(condicion, PadronAcceso.id < antes_de)
    return _accesos(condicion, limite=A_LA_VISTA)


def _accesos(condicion: ColumnElement[bool], *, limite: int) -> list[AccesoVista]:
    rows = db.session.execute(
        select(PadronAcceso, Expediente.folio, PadronFila.numero)
        .outerjoin(Expediente, Expediente.id == PadronAcceso.expediente_id)
        .outerjoin(PadronFila, PadronFila.id == PadronAcceso.fila_id)
        .where(condicion)
        .order_by(PadronAcceso.id.desc())
        .limit(limite)
        .execution_options(**CON_BLOQUEADAS)
    )
    return [
        AccesoVista(
            row.id, row.en, row.por, row.cargo, row.accion, row.motivo, row.detalle, row.alcance, row.filas,
            tuple(row.campos), folio, numero,
        )
        for row, folio, numero in rows
    ]  # fmt: skip
