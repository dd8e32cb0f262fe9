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
    missing a baja. A file of movements says each of them. Whose key was corrected keeps the enrolment. Idempotent: an
    envio that was already applied changes nothing.
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
    otra_clave = _claves(carga, hecho)
    bajas = _bajas_dichas if carga.clase == "movimientos" else _bajas
    cuentas = {
        "baja": bajas(carga, corte, hecho),
        "correccion": _correcciones(carga, hecho) + otra_clave,
        "alta": _altas(carga, envio, corte, hecho),
    }
    record("padron:inscribir", actor=actor, ahora=ahora, objeto=("expediente", envio.expediente_id),
           datos={"carga_id": carga.id, "version": envio.version, **cuentas})  # fmt: skip
    buscar_coincidencias(carga.id, f"inscrita:{envio_id}", ahora=ahora)


def _entran(carga: CargaPadron) -> Select[Any]:
    """The keys of an upload that are in force with it: of a file of movements, those that it brings or corrects."""
    statement = select(PadronFila.clave).where(
        PadronFila.carga_id == carga.id, PadronFila.estado != "error", PadronFila.clave.is_not(None)
    )
    if carga.clase == "movimientos":
        statement = statement.where(PadronFila.movimiento.in_(("alta", "correccion")))
    return statement


def _hechos(clase: str, statement: Select[Any]) -> int:
    """Movements from (inscripcion, fila, motivo, día, envio, reglas, en). Returns how many."""
    columnas = ["inscripcion_id", "fila_id", "motivo", "dia", "envio_id", "reglas_version", "en", "clase"]
    hechos = insert(PadronMovimiento).from_select(columnas, statement.add_columns(literal(clase)))
    return db.session.execute(hechos).rowcount  # type: ignore[attr-defined, no-any-return]


def _constantes(hecho: dict[str, Any]) -> list[Any]:
    tabla = PadronMovimiento.__table__.c
    return [literal(hecho[nombre], tabla[nombre].type) for nombre in ("envio_id", "reglas_version", "en")]


def _sin_motivo(motivo: str | None = None) -> Any:
    return literal(motivo, PadronMovimiento.__table__.c.motivo.type)


def _claves(carga: CargaPadron, hecho: dict[str, Any]) -> int:
    """Whose key was corrected: the same enrolment, from now on under the key and the data of the new row."""
    nuevas = (
        PadronFila.carga_id == carga.id,
        PadronFila.estado != "error",
        PadronFila.movimiento == "correccion",
        PadronFila.clave_anterior.is_not(None),
    )
    pares = db.session.execute(
        select(Inscripcion.id, PadronFila.id, PadronFila.clave, PadronFila.indice)
        .join(PadronFila, PadronFila.clave_anterior == Inscripcion.clave)
        .where(*nuevas, Inscripcion.expediente_id == carga.expediente_id, Inscripcion.hasta.is_(None))
    ).all()
    for inscripcion_id, fila_id, clave, persona in pares:
        db.session.execute(
            update(Inscripcion)
            .where(Inscripcion.id == inscripcion_id)
            .values(clave=clave, persona=persona, fila_id=fila_id)
        )
        db.session.add(
            PadronMovimiento(
                inscripcion_id=inscripcion_id, clase="correccion", fila_id=fila_id, dia=local_date(hecho["en"]), **hecho
            )
        )
    db.session.flush()
    return len(pares)


def _bajas(carga: CargaPadron, corte: date, hecho: dict[str, Any]) -> int:
    """Who is in force and is not in the new padrón leaves on its cut-off date, or the day of alta if it was later."""
    salen = (Inscripcion.expediente_id == carga.expediente_id, Inscripcion.hasta.is_(None),
             Inscripcion.clave.not_in(_entran(carga)))  # fmt: skip
    dia = literal(corte, PadronMovimiento.__table__.c.dia.type)
    nadie = literal(None, PadronMovimiento.__table__.c.fila_id.type)
    motivo = _sin_motivo(carga.motivo_bajas)
    cuantas = _hechos("baja", select(Inscripcion.id, nadie, motivo, dia, *_constantes(hecho)).where(*salen))
    _salir(salen, corte)
    return cuantas


def _bajas_dichas(carga: CargaPadron, corte: date, hecho: dict[str, Any]) -> int:
    """Those that a file of movements says, each with its cause."""
    dichas = (PadronFila.carga_id == carga.id, PadronFila.estado != "error", PadronFila.movimiento == "baja")
    salen = (Inscripcion.expediente_id == carga.expediente_id, Inscripcion.hasta.is_(None))
    dia = literal(corte, PadronMovimiento.__table__.c.dia.type)
    cuantas = _hechos(
        "baja",
        select(Inscripcion.id, PadronFila.id, PadronFila.motivo, dia, *_constantes(hecho))
        .join(PadronFila, PadronFila.clave == Inscripcion.clave)
        .where(*salen, *dichas),
    )
    _salir((*salen, Inscripcion.clave.in_(select(PadronFila.clave).where(*dichas))), corte)
    return cuantas


def _salir(salen: tuple[Any, ...], corte: date) -> None:
    db.session.execute(update(Inscripcion).where(*salen, Inscripcion.desde <= corte).values(hasta=corte))
    db.session.execute(update(Inscripcion).where(*salen).values(hasta=Inscripcion.desde))


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
        PadronFila.clave.in_(_entran(carga)),
    )
    dia = literal(local_date(hecho["en"]), PadronMovimiento.__table__.c.dia.type)
    distintas = (*siguen, antes.c.contenido != PadronFila.contenido)
    cuantas = _hechos(
        "correccion",
        select(Inscripcion.id, PadronFila.id, _sin_motivo(), dia, *_constantes(hecho)).where(*distintas),
    )
    nuevas = (PadronFila.carga_id == carga.id, PadronFila.estado != "error", PadronFila.clave == Inscripcion.clave)
    if carga.clase == "movimientos":
        nuevas = (*nuevas, PadronFila.movimiento.in_(("alta", "correccion")))
    db.session.execute(  # one pass over both tables: a subquery for each enrolment would read the upload each time
        update(Inscripcion)
        .where(Inscripcion.expediente_id == carga.expediente_id, Inscripcion.hasta.is_(None), *nuevas)
        .values(fila_id=PadronFila.id)
        .execution_options(synchronize_session=False)
    )
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
        PadronFila.carga_id == carga.id, PadronFila.estado != "error", PadronFila.clave.in_(_entran(carga)),
        PadronFila.clave.not_in(dentro),
    )  # fmt: skip
    columnas = ["expediente_id", "clave", "persona", "fila_id", "version", "reglas_version", "desde"]
    db.session.execute(insert(Inscripcion).from_select(columnas, nuevas))
    entraron = select(
        Inscripcion.id, Inscripcion.fila_id, _sin_motivo(), Inscripcion.desde, *_constantes(hecho)
    ).where(
        Inscripcion.expediente_id == carga.expediente_id, Inscripcion.version == envio.version,
        Inscripcion.fila_id.in_(select(PadronFila.id).where(PadronFila.carga_id == carga.id)),
        Inscripcion.id.not_in(select(PadronMovimiento.inscripcion_id).where(PadronMovimiento.clase == "alta")),
    )  # fmt: skip
    return _hechos("alta", entraron)
