"""Who is to be told that it is their turn to sign, and what the background has to freeze."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import Documento
from workflow.actas.impresion.membrete import vestir
from workflow.actas.models import FirmaLugar, FirmaProceso, FirmaProcesoFin, Instantanea
from workflow.actas.queries import membretes
from workflow.actas.queries.documentos import frozen
from workflow.actas.queries.firmas import sesion_of
from workflow.actas.queries.firmas_electronicas import is_worth, places, stages
from workflow.db import db
from workflow.kernel.clock import local_date
from workflow.people.models import Persona, Usuario
from workflow.people.queries import users_with


@dataclass(frozen=True)
class Aviso:
    """One person to be told. `en`: when the process began, for the date of the message."""

    proceso_id: int
    instantanea_id: int
    clave: str
    usuario_id: int
    para: str
    nombre: str
    clase: str
    folio: str
    version: int
    organo: str
    en: datetime


def por_congelar(proceso_id: int) -> tuple[Documento, int | None] | None:
    """The document to print, with the letterhead it was issued with, and the place of who certifies.

    None when it was frozen, or given up.
    """
    row = db.session.get(FirmaProceso, proceso_id)
    if row is None or db.session.get(FirmaProcesoFin, proceso_id) is not None or stages(proceso_id):
        return None
    documento = vestir(componer(frozen(row.instantanea_id)), membretes.of_instantanea(row.instantanea_id))
    return documento, row.da_fe


def avisos(proceso_id: int, clave: str, ahora: datetime) -> list[Aviso]:
    """The person of that place if they have an account; who conducts, for the one who certifies. None if it is late."""
    row = db.session.get(FirmaProceso, proceso_id)
    if row is None or db.session.get(FirmaProcesoFin, proceso_id) is not None:
        return []
    snapshot = db.session.get_one(Instantanea, row.instantanea_id)
    here = next((one for one in places(row) if one.clave == clave), None)
    if here is None or not here.falta or is_worth(snapshot) in ("sustituido", "cancelado"):
        return []
    sesion = sesion_of(snapshot)
    return [
        Aviso(
            row.id, row.instantanea_id, clave, one.id, one.correo, one.nombre, snapshot.clase, snapshot.folio,
            snapshot.version, sesion.organo_nombre, row.en,
        )
        for one in _owners(row.id, clave, sesion.organo.conduce, ahora)
    ]  # fmt: skip


def _owners(proceso_id: int, clave: str, conduce: str, ahora: datetime) -> list[Usuario]:
    place = db.session.get_one(FirmaLugar, (proceso_id, clave))
    if place.persona_id is None:
        return users_with(conduce, local_date(ahora))
    persona = db.session.get_one(Persona, place.persona_id)
    user = db.session.get(Usuario, persona.usuario_id) if persona.usuario_id else None
    return [user] if user is not None and user.activo else []
