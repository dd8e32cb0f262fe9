"""Reading notices: mine, how many are unread, and what the e-mail of one says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, select

from workflow.avisos.mensajes import DE_AVANCE, RECORDATORIOS, asks
from workflow.avisos.models import Aviso
from workflow.avisos.recordatorios import Corriendo
from workflow.avisos.recordatorios_avances import Mes
from workflow.db import db, read
from workflow.expedientes.models import Expediente, Plazo, PlazoHecho
from workflow.expedientes.queries import hechos
from workflow.expedientes.relojes import lado_de
from workflow.kernel.clock import ZONE, local_date
from workflow.people.models import Usuario


@dataclass(frozen=True)
class AvisoVista:
    id: int
    codigo: str
    pide: str
    etapa: str
    expediente_id: int
    folio: str
    titulo: str
    dependencia: str
    creado_en: datetime
    leido_en: datetime | None
    vence: datetime | None
    suple: str | None
    meses: tuple[Mes, ...] = ()


@dataclass(frozen=True)
class ResumenVista:
    """The e-mail with several notices of one person. `llave` is the same each time it is written."""

    avisos: tuple[AvisoVista, ...]
    llave: str
    para: str
    nombre: str


@dataclass(frozen=True)
class CorreoVista:
    """What is needed to write the e-mail of a notice. `llave` is the same each time it is written."""

    aviso: AvisoVista
    llave: str
    para: str
    nombre: str


_SIN_LEER = (
    select(func.count())
    .select_from(Aviso)
    .where(Aviso.usuario_id == bindparam("usuario", type_=Integer()), Aviso.leido_en.is_(None))
)


def sin_leer(usuario_id: int) -> int:
    """How many notices this person has not read: one count over an index."""
    return int(read(_SIN_LEER, {"usuario": usuario_id}).scalar_one())


def nuevos(usuario_id: int, *, limite: int = 200) -> list[AvisoVista]:
    """The unread ones, the newest first."""
    return _vistas(_mios(usuario_id).where(Aviso.leido_en.is_(None)).limit(limite))


def leidos(usuario_id: int, *, antes_de: int | None = None, limite: int = 50) -> list[AvisoVista]:
    """The read ones, the newest first, in pages: `antes_de` is the id of the last one already seen."""
    statement = _mios(usuario_id).where(Aviso.leido_en.is_not(None))
    if antes_de is not None:
        statement = statement.where(Aviso.id < antes_de)
    return _vistas(statement.limit(limite))


def correo(aviso_id: int) -> CorreoVista | None:
    """None when there is no such notice, or its person no longer enters."""
    row = db.session.execute(
        select(Aviso, Expediente, Usuario)
        .join(Expediente, Expediente.id == Aviso.expediente_id)
        .join(Usuario, Usuario.id == Aviso.usuario_id)
        .where(Aviso.id == aviso_id, Usuario.activo)
    ).one_or_none()
    if row is None:
        return None
    aviso, expediente, usuario = row
    return CorreoVista(_vista(aviso, expediente), aviso.llave, usuario.correo, usuario.nombre)


def de_avances(aviso_id: int) -> bool:
    """Whether a notice is about what is owed of the goals of a programme."""
    return db.session.scalar(select(Aviso.codigo).where(Aviso.id == aviso_id)) in DE_AVANCE


def _mios(usuario_id: int) -> Select[tuple[Aviso, Expediente]]:
    return (
        select(Aviso, Expediente)
        .join(Expediente, Expediente.id == Aviso.expediente_id)
        .where(Aviso.usuario_id == usuario_id)
        .order_by(Aviso.id.desc())
    )


def _vistas(statement: Select[tuple[Aviso, Expediente]]) -> list[AvisoVista]:
    return [_vista(aviso, expediente) for aviso, expediente in db.session.execute(statement)]


def _vista(aviso: Aviso, expediente: Expediente) -> AvisoVista:
    return AvisoVista(
        aviso.id,
        aviso.codigo,
        asks(aviso.codigo, aviso.rol),
        aviso.etapa,
        expediente.id,
        expediente.folio,
        expediente.titulo,
        expediente.dependencia.nombre_en(local_date(aviso.creado_en)),
        aviso.creado_en,
        aviso.leido_en,
        aviso.vence,
        db.session.get_one(Usuario, aviso.suple_id).nombre if aviso.suple_id else None,
        tuple(Mes(**{**mes, "vence": date.fromisoformat(mes["vence"])}) for mes in aviso.detalle or ()),
    )


RESUMIDOS = 200  # of one e-mail; the page has all of them


def recordados(dia: date) -> list[int]:
    """Who was reminded that day of something that they have not read."""
    return list(
        db.session.scalars(
            select(Aviso.usuario_id)
            .where(_reminded_on(dia), Aviso.leido_en.is_(None))
            .distinct()
            .order_by(Aviso.usuario_id)
        )
    )


def resumen_del_dia(usuario_id: int, dia: date) -> ResumenVista | None:
    """Every reminder of a person that day; None when there is none, or the person no longer enters."""
    return _resumen(usuario_id, _reminded_on(dia), f"resumen:{usuario_id}:{dia.isoformat()}")


def resumen_del_cambio(usuario_id: int, cambio_id: int) -> ResumenVista | None:
    """The terms of a person that a change of the calendar moved."""
    mine = Aviso.llave.startswith(f"cambio:{cambio_id}:", autoescape=True)
    return _resumen(usuario_id, mine, f"resumen:{usuario_id}:cambio:{cambio_id}")


def _reminded_on(dia: date) -> ColumnElement[bool]:
    begins = datetime.combine(dia, time.min, ZONE)
    return Aviso.codigo.in_(RECORDATORIOS) & Aviso.creado_en.between(begins, begins + timedelta(days=1))


def _resumen(usuario_id: int, which: ColumnElement[bool], llave: str) -> ResumenVista | None:
    usuario = db.session.get(Usuario, usuario_id)
    if usuario is None or not usuario.activo:
        return None
    avisos = _vistas(_mios(usuario_id).where(which).limit(RESUMIDOS))
    return ResumenVista(tuple(avisos), llave, usuario.correo, usuario.nombre) if avisos else None


def corriendo(despues_de: int, horizonte: datetime, limite: int) -> list[Corriendo]:
    """Open clocks in order of id: those that end before `horizonte`, and the paused ones."""
    statement = _corriendo().where(
        Plazo.cerrado_en.is_(None), Plazo.id > despues_de, (Plazo.vence <= horizonte) | Plazo.pausado_en.is_not(None)
    )
    return [_uno(plazo, row) for plazo, row in db.session.execute(statement.order_by(Plazo.id).limit(limite))]


def corriendo_de(hecho_id: int) -> tuple[Corriendo, str] | None:
    """The clock of a fact and what was done to it; None when it no longer runs."""
    row = db.session.execute(
        _corriendo()
        .add_columns(PlazoHecho.clase)
        .join(PlazoHecho, PlazoHecho.plazo_id == Plazo.id)
        .where(PlazoHecho.id == hecho_id, Plazo.cerrado_en.is_(None))
    ).one_or_none()
    return None if row is None else (_uno(row[0], row[1]), row[2])


def de_cambio(cambio_id: int) -> list[tuple[Corriendo, int]]:
    """The open clocks that a change of the calendar moved, with the id of its fact."""
    rows = db.session.execute(
        _corriendo()
        .add_columns(PlazoHecho.id)
        .join(PlazoHecho, PlazoHecho.plazo_id == Plazo.id)
        .where(PlazoHecho.cambio_id == cambio_id, Plazo.cerrado_en.is_(None))
        .order_by(Plazo.id)
    )
    return [(_uno(plazo, row), hecho_id) for plazo, row, hecho_id in rows]


def _corriendo() -> Select[tuple[Plazo, Expediente]]:
    return select(Plazo, Expediente).join(Expediente, Expediente.id == Plazo.expediente_id)


def _uno(plazo: Plazo, row: Expediente) -> Corriendo:
    return Corriendo(
        plazo.id,
        row.id,
        plazo.etapa,
        plazo.lado or lado_de(plazo.etapa, hechos.turno_de(row)) or "dependencia",
        hechos.turno_de(row),
        row.dependencia_id,
        row.revisor_id,
        plazo.desde,
        plazo.vence,
        plazo.pausado_en,
    )
