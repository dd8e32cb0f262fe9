"""Findings of deliveries: looked for again and again without repeating them, and followed up by facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.entregas.clases import DAN_SEGUIMIENTO, SEGUIMIENTOS
from workflow.entregas.models import Entrega, Hallazgo, HallazgoHecho
from workflow.entregas.queries.hechos import anuladas, reglas
from workflow.expedientes.models import Envio
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.outbox.service import leave
from workflow.padron.coincidencias.models import PadronLista, PadronListaPersona, PersonaAlias
from workflow.padron.models import Inscripcion, PadronFila

TRABAJO = "entregas.hallazgos"


@use_case
def pedir_revision(*, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """Have every delivery looked at again in the background: a register may have come later. Returns of how many
    padrones."""
    once(llave, actor=actor, ahora=ahora, destino="/beneficiarios/hallazgos")
    if not actor.has(*DAN_SEGUIMIENTO):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    padrones = list(db.session.scalars(select(Entrega.expediente_id).distinct().order_by(Entrega.expediente_id)))
    for uno in padrones:
        leave(TRABAJO, llave=f"{TRABAJO}:{uno}:{ahora:%Y%m%d%H%M}", payload={"expediente_id": uno}, ahora=ahora,
              objeto=("expediente", uno))  # fmt: skip
    return len(padrones)


@use_case
def revisar_entregas(expediente_id: int, *, ahora: datetime, actor: Actor = SISTEMA) -> int:
    """Look again at every delivery of a padrón: a baja or a register may have come later. Returns how many are new."""
    return buscar(expediente_id, ahora=ahora)


@use_case
def tras_inscribir(envio_id: int, *, ahora: datetime, actor: Actor = SISTEMA) -> int:
    """A new version may say that somebody left before a delivery that was already made."""
    return buscar(db.session.get_one(Envio, envio_id).expediente_id, ahora=ahora)


def buscar(expediente_id: int, *, ahora: datetime, entregas: Sequence[int] | None = None) -> int:
    """Write the findings that are not there yet, of some deliveries or of all. Idempotent."""
    vivas = [Entrega.expediente_id == expediente_id, Entrega.id.not_in(anuladas())]
    if entregas is not None:
        vivas.append(Entrega.id.in_(entregas))
    nuevas = _insertar("entrega_tras_baja", _tras_baja(vivas), ahora)
    nuevas += _insertar("difunta", _en_lista(vivas, "difuntos"), ahora)
    nuevas += _insertar("servidora_publica", _en_lista(vivas, "servidores_publicos"), ahora)
    for version, limite in _limites_de_hogar(expediente_id).items():
        nuevas += _insertar("hogar_rebasado", _hogares(expediente_id, version, limite, vivas), ahora)
    return nuevas


def _tras_baja(vivas: list[Any]) -> Select[Any]:
    return (
        select(Entrega.id).join(Inscripcion, Inscripcion.id == Entrega.inscripcion_id).where(
            *vivas, Inscripcion.hasta.is_not(None), Entrega.dia > Inscripcion.hasta
        )
    )  # fmt: skip


def _en_lista(vivas: list[Any], clase: str) -> Select[Any]:
    """Deliveries to who is in a list that was not withdrawn, from the day that it says, or from any if it says none.

    By the key of the CURP, and by the other keys of the same person.
    """
    retiradas = select(PadronLista.retira_id).where(PadronLista.retira_id.is_not(None))
    suya, otra = aliased(PersonaAlias), aliased(PersonaAlias)
    quien = func.coalesce(otra.indice, Inscripcion.persona)
    return (
        select(Entrega.id)
        .join(Inscripcion, Inscripcion.id == Entrega.inscripcion_id)
        .outerjoin(suya, suya.indice == Inscripcion.persona)
        .outerjoin(otra, otra.persona == suya.persona)
        .join(PadronListaPersona, PadronListaPersona.indice == quien)
        .join(PadronLista, PadronLista.id == PadronListaPersona.lista_id)
        .where(
            *vivas, PadronLista.clase == clase, PadronLista.retira_id.is_(None), PadronLista.id.not_in(retiradas),
            or_(PadronListaPersona.desde.is_(None), PadronListaPersona.desde < Entrega.dia),
        )
        .distinct()
    )  # fmt: skip


def _limites_de_hogar(expediente_id: int) -> dict[int, int]:
    limites = {
        version: (getattr(row, "criterios", None) or {}).get("limite_hogar")
        for version, row in reglas(expediente_id).items()
    }
    return {version: limite for version, limite in limites.items() if limite}


def _hogares(expediente_id: int, version: int, limite: int, vivas: list[Any]) -> Select[Any]:
    """The deliveries of homes where more people than allowed received in the same period."""
    de = Entrega.__table__.alias("de")
    quien, fila = Inscripcion.__table__.alias("quien"), PadronFila.__table__.alias("su_fila")
    rebasados = (
        select(fila.c.hogar, de.c.periodo)
        .join(quien, quien.c.id == de.c.inscripcion_id)
        .join(fila, fila.c.id == quien.c.fila_id)
        .where(de.c.expediente_id == expediente_id, quien.c.reglas_version == version, fila.c.hogar.is_not(None),
               de.c.id.not_in(anuladas()))
        .group_by(fila.c.hogar, de.c.periodo)
        .having(func.count(func.distinct(func.coalesce(quien.c.persona, quien.c.clave))) > limite)
        .subquery()
    )  # fmt: skip
    return (
        select(Entrega.id)
        .join(Inscripcion, Inscripcion.id == Entrega.inscripcion_id)
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .join(rebasados, (rebasados.c.hogar == PadronFila.hogar) & (rebasados.c.periodo == Entrega.periodo))
        .where(*vivas, Inscripcion.reglas_version == version)
    )


def _insertar(codigo: str, halladas: Select[Any], ahora: datetime) -> int:
    """Those that already have the finding keep theirs."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    ya = select(Hallazgo.entrega_id).where(Hallazgo.codigo == codigo)
    ids = list(db.session.scalars(halladas.where(Entrega.id.not_in(ya)).order_by(Entrega.id)))
    if not ids:
        return 0
    filas = [{"entrega_id": uno, "codigo": codigo, "en": ahora} for uno in ids]
    db.session.execute(dialect.insert(Hallazgo).values(filas).on_conflict_do_nothing())
    return len(ids)


@use_case
def seguir(
    hallazgo_id: int, estado: str, motivo: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """A step of the follow-up of a finding, by Planeación or Contraloría. Nothing is overwritten."""
    once(llave, actor=actor, ahora=ahora, destino="/beneficiarios/hallazgos")
    row = lock(Hallazgo, hallazgo_id)
    if not actor.has(*DAN_SEGUIMIENTO):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    pasos = list(
        db.session.scalars(
            select(HallazgoHecho).where(HallazgoHecho.hallazgo_id == hallazgo_id).order_by(HallazgoHecho.ordinal)
        )
    )
    faltas = []
    if estado not in SEGUIMIENTOS:
        faltas.append(Reason("HALLAZGO_ESTADO"))
    if len(motivo.strip()) < 10:
        faltas.append(Reason("ENTREGA_SIN_MOTIVO"))
    if faltas:
        raise Invalid(faltas)
    if estado == (pasos[-1].estado if pasos else "pendiente"):
        raise Refused("HALLAZGO_MISMO_ESTADO")
    db.session.add(
        HallazgoHecho(
            hallazgo_id=hallazgo_id, ordinal=len(pasos) + 1, estado=estado, motivo=motivo.strip()[:2000],
            por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    entrega = db.session.get_one(Entrega, row.entrega_id)
    record("entregas:seguimiento", actor=actor, ahora=ahora, objeto=("expediente", entrega.expediente_id),
           datos={"hallazgo_id": hallazgo_id, "estado": estado})  # fmt: skip
