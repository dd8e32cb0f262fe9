"""Data that stops being used, comes back into use, or is deleted for good with the proof of what was deleted."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workflow.archivos import service as archivos
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila
from workflow.padron.privacidad import arco
from workflow.padron.privacidad.accesos import con_datos_personales
from workflow.padron.privacidad.bloqueo import DECIDEN, reparos
from workflow.padron.privacidad.models import CON_BLOQUEADAS, ArcoHecho, ArcoSolicitud, PadronBloqueo

CONSERVADOS = ("confirmada", "reemplazada")
# What of a row says something of somebody; its place, its state and its codes are kept, so that counts still add up.
PERSONALES = (
    "indice", "clave", "nombre", "hogar", "telefono", "contenido", "nacimiento", "tutor", "sin_curp", "clave_anterior",
    "folio", "sexo", "edad", "dia", "cvegeo", "monto",
)  # fmt: skip


# (ids of enrolments) -> hashes of the files of those people that other rooms keep encrypted: they go with the data.
_PAPELES: list[Callable[[Sequence[int]], list[str]]] = []


def register(papeles: Callable[[Sequence[int]], list[str]]) -> None:
    """Called once, when the application is wired."""
    if papeles not in _PAPELES:
        _PAPELES.append(papeles)


@dataclass(frozen=True)
class Orden:
    """Why, and under which series of the catalogue. `plazo_hasta`: until when it is kept blocked.

    `solicitud_id`: the ARCO request that was granted, if it is because of one.
    """

    fundamento: str
    serie: str
    plazo_hasta: date | None = None
    solicitud_id: int | None = None


@use_case
def decidir(
    accion: str,
    carga_id: int,
    numero: int | None,
    orden: Orden,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Block, unblock or delete one row, or a whole upload (`numero` None). Returns how many rows changed.

    Raises NotAllowed, NotFound, or Invalid with every reason.
    """
    if not actor.has(*DECIDEN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    carga = lock(CargaPadron, carga_id)
    filas = _filas(carga, numero)
    actual = _comun(filas, accion)
    escrito = _plazo_escrito(carga_id, filas if numero is not None else None)
    plazo = orden.plazo_hasta if accion == "bloquear" else escrito  # who deletes does not choose the term of it
    faltas = reparos(
        accion, bloqueo=actual, fundamento=orden.fundamento, serie=orden.serie, plazo_hasta=plazo,
        por_solicitud=orden.solicitud_id is not None, hoy=local_date(ahora),
    )  # fmt: skip
    if carga.estado not in CONSERVADOS:
        faltas.append(Reason("BLOQUEO_EN_CAPTURA"))
    if con_datos_personales(orden.fundamento):
        faltas.append(Reason("TEXTO_CON_DATOS_PERSONALES"))
    if accion == "suprimir" and orden.solicitud_id is not None and not _procede(orden.solicitud_id):
        faltas.append(Reason("SUPRESION_SIN_SOLICITUD"))
    if faltas:
        raise Invalid(faltas)
    once(llave, actor=actor, ahora=ahora, destino=f"/datos-personales/bloqueos/{carga_id}")
    filas = [fila for fila in filas if fila.bloqueo == actual]
    prueba = _suprimir(carga, filas, actor=actor, ahora=ahora) if accion == "suprimir" else None
    if prueba is None:
        for fila in filas:
            fila.bloqueo = "bloqueada" if accion == "bloquear" else None
    db.session.add(
        PadronBloqueo(
            accion=accion, expediente_id=carga.expediente_id, carga_id=carga_id,
            fila_id=filas[0].id if numero is not None else None, filas=len(filas), serie=orden.serie,
            plazo_hasta=plazo, fundamento=orden.fundamento, solicitud_id=orden.solicitud_id, prueba=prueba,
            por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    record("padron:bloqueo", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"accion": accion, "carga_id": carga_id, "filas": len(filas), "fundamento": orden.fundamento,
                  "serie": orden.serie, "plazo_hasta": plazo, "prueba": prueba})  # fmt: skip
    return len(filas)


def _filas(carga: CargaPadron, numero: int | None) -> list[PadronFila]:
    statement = select(PadronFila).where(PadronFila.carga_id == carga.id).order_by(PadronFila.id)
    if numero is not None:
        statement = statement.where(PadronFila.numero == numero)
    found = list(db.session.scalars(statement.with_for_update().execution_options(**CON_BLOQUEADAS)))
    if not found:
        raise NotFound("FILA_NO_EXISTE")
    return found


def _comun(filas: Sequence[PadronFila], accion: str) -> str | None:
    """How they are: of a whole upload, as those that the act would change are; else as any of them is."""
    wanted = None if accion == "bloquear" else "bloqueada"
    estados = {fila.bloqueo for fila in filas}
    return wanted if wanted in estados else next(iter(estados))


def _plazo_escrito(carga_id: int, filas: Sequence[PadronFila] | None) -> date | None:
    """The term written when it was blocked: of that row, or of its upload."""
    statement = select(PadronBloqueo.plazo_hasta).where(
        PadronBloqueo.carga_id == carga_id, PadronBloqueo.accion == "bloquear"
    )
    if filas is not None:
        de_fila = PadronBloqueo.fila_id.in_([fila.id for fila in filas])
        statement = statement.where(de_fila | PadronBloqueo.fila_id.is_(None))
    return db.session.scalar(statement.order_by(PadronBloqueo.id.desc()).limit(1))


def _procede(solicitud_id: int) -> bool:
    """A request to cancel or oppose that was granted."""
    row = db.session.get(ArcoSolicitud, solicitud_id)
    if row is None or row.tipo not in ("cancelacion", "oposicion"):
        return False
    sentidos = db.session.scalars(
        select(ArcoHecho.sentido).where(ArcoHecho.solicitud_id == solicitud_id, ArcoHecho.hecho == "respuesta")
    ).all()
    return any(sentido in arco.SENTIDOS[:2] for sentido in sentidos)


def _suprimir(carga: CargaPadron, filas: Sequence[PadronFila], *, actor: Actor, ahora: datetime) -> dict[str, Any]:
    """Nothing that says who they are is left: rows, indexes, enrolments, and the file that was uploaded. The proof."""
    huella, llaves, indices = hashlib.sha256(), Counter[str](), 0
    for fila in filas:
        huella.update(f"{fila.id}:{fila.numero}:".encode() + hashlib.sha256(fila.datos).digest())
        llaves[fila.llave] += 1
        indices += sum(getattr(fila, nombre) is not None for nombre in PERSONALES)
        fila.datos, fila.bloqueo = b"", "suprimida"
        for nombre in PERSONALES:
            setattr(fila, nombre, None)
    inscripciones = _borrar_inscripciones([fila.id for fila in filas], local_date(ahora))
    papeles = sorted({sha for de in _PAPELES for sha in de(inscripciones)})
    for sha in papeles:
        archivos.suprimir(sha, actor=actor, ahora=ahora)
    carga.muestra = None
    borrado = archivos.suprimir(carga.archivo_sha256, actor=actor, ahora=ahora)
    return {
        "filas": len(filas),
        "datos_removidos": indices + len(filas),
        "huella_de_lo_removido": huella.hexdigest(),
        "llaves": dict(llaves),
        "inscripciones": len(inscripciones),
        "papeles": papeles,
        "archivo_sha256": carga.archivo_sha256,
        "archivo_suprimido": borrado,
    }


def _borrar_inscripciones(fila_ids: Sequence[int], hoy: date) -> list[int]:
    """They end, and their keys become chance: the history says that somebody was, and not who."""
    rows = db.session.scalars(
        select(Inscripcion).where(Inscripcion.fila_id.in_(fila_ids)).execution_options(**CON_BLOQUEADAS)
    ).all()
    for row in rows:
        row.persona, row.clave = None, secrets.token_hex(16)
        row.hasta = row.hasta or max(row.desde, hoy)
    return [row.id for row in rows]


@use_case
def decidir_de_persona(
    accion: str, lugares: Sequence[tuple[int, int]], orden: Orden, *, actor: Actor, ahora: datetime
) -> int:
    """The same act on every row of somebody, all or nothing: (upload, row number). Raises Refused without any."""
    if not lugares:
        raise Refused("FILA_NO_EXISTE")
    return sum(decidir(accion, carga_id, numero, orden, actor=actor, ahora=ahora) for carga_id, numero in lugares)


def compactar() -> None:
    """What was deleted also leaves the pages of the database where it was. Not in a transaction: by hand, at night."""
    db.session.remove()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in ("padron_fila", "inscripcion", "carga_padron"):
                connection.exec_driver_sql(f"VACUUM FULL {table}")
        return
    raw = db.engine.raw_connection()  # the engine begins a transaction by itself, and this cannot be in one
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def por_suprimir(hoy: date) -> list[int]:
    """Uploads blocked whole whose term is over and that still hold data."""
    vencidas = select(PadronBloqueo.carga_id).where(
        PadronBloqueo.accion == "bloquear", PadronBloqueo.fila_id.is_(None), PadronBloqueo.plazo_hasta <= hoy
    )
    rows = db.session.scalars(
        select(PadronFila.carga_id)
        .where(PadronFila.carga_id.in_(vencidas), PadronFila.bloqueo == "bloqueada")
        .distinct()
        .order_by(PadronFila.carga_id)
        .execution_options(**CON_BLOQUEADAS)
    )
    return list(rows)
