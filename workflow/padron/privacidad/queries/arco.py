"""ARCO requests as people read them: what each waits for and until when; who asks, only when it is opened."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.queries.hechos import calendario
from workflow.kernel.plazos import Calendario
from workflow.kernel.refusals import NotFound
from workflow.padron.cifrado import Llavero
from workflow.padron.privacidad import arco
from workflow.padron.privacidad.arco import Hecho, Plazos
from workflow.padron.privacidad.models import ArcoHecho, ArcoSolicitud


@dataclass(frozen=True)
class HechoVista:
    hecho: str
    sentido: str | None
    dia: date
    detalle: str
    sha256: str | None
    por: str
    en: datetime


@dataclass(frozen=True)
class SolicitudVista:
    id: int
    folio: str
    tipo: str
    medio: str
    recibida: date
    estado: str
    vence: date | None
    vencida: bool
    hechos: tuple[HechoVista, ...]
    siguientes: tuple[str, ...]
    por: str

    @property
    def hechos_puros(self) -> list[Hecho]:
        return [Hecho(one.hecho, one.dia, one.sentido) for one in self.hechos]

    @property
    def procede(self) -> bool:
        return any(one.hecho == "respuesta" and one.sentido in ("procedente", "parcial") for one in self.hechos)


@dataclass(frozen=True)
class Solicitante:
    """Who asks, in clear: only for the page of who attends it."""

    nombre: str
    curp: str
    contacto: str
    representante: str


def solicitud(solicitud_id: int, hoy: date) -> SolicitudVista:
    """Raises NotFound."""
    row = db.session.get(ArcoSolicitud, solicitud_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    return _vista(row, hoy, calendario())


def solicitudes(hoy: date) -> list[SolicitudVista]:
    """Those that wait for something first, by their day; then the rest, the newest first."""
    cal = calendario()
    found = [
        _vista(row, hoy, cal) for row in db.session.scalars(select(ArcoSolicitud).order_by(ArcoSolicitud.id.desc()))
    ]
    return sorted(found, key=lambda one: (one.estado in arco.CERRADOS, one.vence or date.max))


def solicitante(solicitud_id: int, llavero: Llavero) -> Solicitante:
    """Raises Refused when the key is not here."""
    row = db.session.get_one(ArcoSolicitud, solicitud_id)
    claro = llavero.descifrar(row.datos, llave=row.llave, contexto=f"arco_solicitud:{row.folio}")
    return Solicitante(**json.loads(claro))


def _vista(row: ArcoSolicitud, hoy: date, cal: Calendario) -> SolicitudVista:
    rows = db.session.scalars(select(ArcoHecho).where(ArcoHecho.solicitud_id == row.id).order_by(ArcoHecho.id)).all()
    hechos = [Hecho(one.hecho, one.dia, one.sentido) for one in rows]
    plazos = Plazos(row.dias_respuesta, row.dias_ampliacion, row.dias_efectiva)
    vence = arco.vence(row.recibida, hechos, plazos, cal)
    return SolicitudVista(
        row.id, row.folio, row.tipo, row.medio, row.recibida, arco.estado(hechos), vence,
        vence is not None and hoy > vence,
        tuple(HechoVista(h.hecho, h.sentido, h.dia, h.detalle, h.sha256, h.por, h.en) for h in rows),
        arco.siguientes(hechos, row.tipo), row.por,
    )  # fmt: skip
