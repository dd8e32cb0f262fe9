"""What an approved padrón puts in force: altas, corrections and bajas, as facts. Idempotent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, insert, literal, select, update

from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Envio, Expediente
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.padron.coincidencias.service.generar import pedir as buscar_coincidencias
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila, PadronMovimiento


@use_case
def inscribir(envio_id: int, *, ahora: datetime, actor: Actor = SISTEMA) -> None:
    """The enrolments of a dossier as its version in force says them.

    A whole padrón is compared with what was in force: who is new is an alta, who has other data a correction, who is
    missing a baja. Idempotent: an envio that was already applied changes nothing.
    """
    envio = db.session.get_one(Envio, envio_id)
    lock(Expediente, envio.expediente_id)
    padron = envio.contenido.get("padron") or {}
    aplicado = select(PadronMovimiento.id).where(PadronMovimiento.envio_id == envio_id).limit(1)
    if not padron.get("carga_id") or db.session.scalar(aplicado) is not None:
        return
    carga = db.session.get_one(CargaPadron, padron["carga_id"])
    corte = date.fromisoformat(padron["corte"])
    hecho = {"envio_id": envio_id, "reglas_version": padron["reglas_version"], "en": ahora}
    cuentas = {
        "baja": _bajas(carga, corte, hecho, hoy=local_date(ahora)),
        "correccion": _correcciones(carga, hecho),
        "alta": _altas(carga, envio, corte, hecho),
    }
    record("padron:inscribir", actor=actor, ahora=ahora, objeto=("expediente", envio.expediente_id),
           datos={"carga_id": carga.id, "version": envio.version, **cuentas})  # fmt: skip
    buscar_coincidencias(carga.id, f"inscrita:{envio_id}", ahora=ahora)


def _entran(carga: CargaPadron) -> Select[Any]:
    """The rows of an upload that may be in force."""
    return select(PadronFila.clave).where(
        PadronFila.carga_id == carga.id, PadronFila.estado != "error", PadronFila.clave.is_not(None)
    )


def _hechos(clase: str, statement: Select[Any]) -> int:
    """Movements from (inscripcion, fila, día, envio, reglas, en). Returns how many."""
    columnas = ["inscripcion_id", "fila_id", "dia", "envio_id", "reglas_version", "en", "clase"]
    hechos = insert(PadronMovimiento).from_select(columnas, statement.add_columns(literal(clase)))
    return db.session.execute(hechos).rowcount  # type: ignore[attr-defined, no-any-return]


def _constantes(hecho: dict[str, Any]) -> list[Any]:
    tabla = PadronMovimiento.__table__.c
    return [literal(hecho[nombre], tabla[nombre].type) for nombre in ("envio_id", "reglas_version", "en")]


def _bajas(carga: CargaPadron, corte: date, hecho: dict[str, Any], *, hoy: date) -> int:
    """Who is in force and is not in the new padrón leaves on its cut-off date, or the day of alta if it was later."""
    salen = (Inscripcion.expediente_id == carga.expediente_id, Inscripcion.hasta.is_(None),
             Inscripcion.clave.not_in(_entran(carga)))  # fmt: skip
    dia = literal(corte, PadronMovimiento.__table__.c.dia.type)
    nadie = literal(None, PadronMovimiento.__table__.c.fila_id.type)
    cuantas = _hechos("baja", select(Inscripcion.id, nadie, dia, *_constantes(hecho)).where(*salen))
    db.session.execute(update(Inscripcion).where(*salen, Inscripcion.desde <= corte).values(hasta=corte))
    db.session.execute(update(Inscripcion).where(*salen).values(hasta=Inscripcion.desde))
    return cuantas


def _correcciones(carga: CargaPadron, hecho: dict[str, Any]) -> int:
    """Who stays with other data: the enrolment points at the new row; the old one is kept."""
    antes = PadronFila.__table__.alias("antes")
    siguen = (
        Inscripcion.expediente_id == carga.expediente_id,
        Inscripcion.hasta.is_(None),
        PadronFila.carga_id == carga.id,
        PadronFila.estado != "error",
        PadronFila.clave == Inscripcion.clave,
        antes.c.id == Inscripcion.fila_id,
        antes.c.id != PadronFila.id,
    )
    dia = literal(local_date(hecho["en"]), PadronMovimiento.__table__.c.dia.type)
    distintas = (*siguen, antes.c.contenido != PadronFila.contenido)
    cuantas = _hechos("correccion", select(Inscripcion.id, PadronFila.id, dia, *_constantes(hecho)).where(*distintas))
    nueva = (
        select(PadronFila.id)
        .where(PadronFila.carga_id == carga.id, PadronFila.clave == Inscripcion.clave, PadronFila.estado != "error")
        .scalar_subquery()
    )
    db.session.execute(
        update(Inscripcion)
        .where(Inscripcion.expediente_id == carga.expediente_id, Inscripcion.hasta.is_(None),
               Inscripcion.clave.in_(_entran(carga)))
        .values(fila_id=nueva)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    return cuantas


def _altas(carga: CargaPadron, envio: Envio, corte: date, hecho: dict[str, Any]) -> int:
    """Who was not in force enters with the day of the row, or the cut-off date where it has none."""
    dentro = select(Inscripcion.clave).where(
        Inscripcion.expediente_id == carga.expediente_id, Inscripcion.hasta.is_(None)
    )
    tabla = Inscripcion.__table__.c
    nuevas = select(
        literal(carga.expediente_id, tabla.expediente_id.type), PadronFila.clave, PadronFila.indice, PadronFila.id,
        literal(envio.version, tabla.version.type), literal(hecho["reglas_version"], tabla.reglas_version.type),
        db.func.coalesce(PadronFila.dia, literal(corte, tabla.desde.type)),
    ).where(
        PadronFila.carga_id == carga.id, PadronFila.estado != "error", PadronFila.clave.is_not(None),
        PadronFila.clave.not_in(dentro),
    )  # fmt: skip
    columnas = ["expediente_id", "clave", "persona", "fila_id", "version", "reglas_version", "desde"]
    db.session.execute(insert(Inscripcion).from_select(columnas, nuevas))
    entraron = select(Inscripcion.id, Inscripcion.fila_id, Inscripcion.desde, *_constantes(hecho)).where(
        Inscripcion.expediente_id == carga.expediente_id, Inscripcion.version == envio.version,
        Inscripcion.fila_id.in_(select(PadronFila.id).where(PadronFila.carga_id == carga.id)),
        Inscripcion.id.not_in(select(PadronMovimiento.inscripcion_id).where(PadronMovimiento.clase == "alta")),
    )  # fmt: skip
    return _hechos("alta", entraron)
