"""Reading notices: mine, how many are unread, and what the e-mail of one says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from workflow.avisos.mensajes import asks
from workflow.avisos.models import Aviso
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.clock import local_date
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


@dataclass(frozen=True)
class CorreoVista:
    """What is needed to write the e-mail of a notice. `llave` is the same each time it is written."""

    aviso: AvisoVista
    llave: str
    para: str
    nombre: str


def sin_leer(usuario_id: int) -> int:
    """How many notices this person has not read: one count over an index."""
    return (
        db.session.scalar(
            select(func.count()).select_from(Aviso).where(Aviso.usuario_id == usuario_id, Aviso.leido_en.is_(None))
        )
        or 0
    )


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
    )
