"""A workbook of deliveries: kept encrypted, read by the worker, checked by a person, recorded by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import delete, insert, select, update

from workflow.archivos import queries as archivos
from workflow.archivos.queries import ArchivoVista
from workflow.archivos.service import keep
from workflow.archivos.tipos import HOJAS
from workflow.audit.service import once, record, settle
from workflow.db import db, lock, use_case
from workflow.entregas import reglas
from workflow.entregas.libro import Leida, apoyo_de, plano
from workflow.entregas.models import LibroEntregas, LibroRenglon
from workflow.entregas.queries.hechos import tandas
from workflow.entregas.queries.personas import edad_de
from workflow.entregas.reglas import MAYORIA_DE_EDAD, Apoyo
from workflow.entregas.service.hallazgos import buscar
from workflow.entregas.service.mesa import Mesa, Renglon, anotar, expediente_de
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.kernel.hashes import jsonable
from workflow.kernel.refusals import NotFound, Reason, Refused
from workflow.outbox.service import leave
from workflow.padron.cifrado import Llavero
from workflow.padron.models import Inscripcion, PadronFila

LEER, ANOTAR = "entregas.leer", "entregas.anotar"
TANDA = 2_000


@dataclass(frozen=True)
class PorLeer:
    archivo: ArchivoVista
    comunes: Apoyo


@use_case
def subir_libro(
    expediente_id: int,
    data: bytes | BinaryIO,
    *,
    nombre: str,
    comunes: Apoyo,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """The id of the workbook, whose reading is left for the worker. `comunes`: what is the same in all its rows.

    One that nobody confirmed gives way to the new one.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/entregas")
    expediente_de(expediente_id, actor=actor)
    archivo_id = keep(data, nombre=nombre, actor=actor, ahora=ahora, clase="entregas", tipos=HOJAS)
    viejos = select(LibroEntregas.id).where(
        LibroEntregas.expediente_id == expediente_id,
        LibroEntregas.estado.in_(("pendiente", "leyendo", "revisado", "ilegible")),
    )
    ids = list(db.session.scalars(viejos))
    db.session.execute(delete(LibroRenglon).where(LibroRenglon.libro_id.in_(ids)))
    db.session.execute(update(LibroEntregas).where(LibroEntregas.id.in_(ids)).values(estado="reemplazado"))
    row = LibroEntregas(
        expediente_id=expediente_id, archivo_id=archivo_id, archivo_sha256=archivos.get(archivo_id).sha256,
        resumen={"comunes": plano(comunes)}, por_id=actor.usuario_id, por=actor.nombre, en=ahora,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    leave(LEER, llave=f"{LEER}:{row.id}", payload={"libro_id": row.id}, ahora=ahora, objeto=("libro_entregas", row.id))
    settle(llave, actor=actor, destino=f"/expedientes/{expediente_id}/entregas/libros/{row.id}")
    record("entregas:subir_libro", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"libro_id": row.id, "archivo_id": archivo_id})  # fmt: skip
    return row.id


@use_case
def empezar_libro(libro_id: int, *, ahora: datetime, actor: Actor = SISTEMA) -> PorLeer | None:
    """For the worker. None: there is nothing to read, which is not a failure."""
    row = lock(LibroEntregas, libro_id)
    if row.estado not in ("pendiente", "leyendo"):
        return None
    row.estado = "leyendo"
    return PorLeer(archivos.get(row.archivo_id), apoyo_de((row.resumen or {})["comunes"]))


@use_case
def libro_ilegible(libro_id: int, razones: Sequence[Reason], *, ahora: datetime, actor: Actor = SISTEMA) -> None:
    row = lock(LibroEntregas, libro_id)
    if row.estado in ("pendiente", "leyendo"):
        row.estado, row.razones = "ilegible", _guardables(razones)


def _guardables(razones: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"codigo": uno.code, "hechos": jsonable(dict(uno.facts))} for uno in razones]


@use_case
def libro_leido(
    libro_id: int, leidas: Sequence[Leida], *, llavero: Llavero, ahora: datetime, actor: Actor = SISTEMA
) -> None:
    """Each row with whose it is and why it cannot be, decided in order: two alike in the workbook are a repetition."""
    row = lock(LibroEntregas, libro_id)
    if row.estado not in ("pendiente", "leyendo"):
        return
    de = _inscripciones(row.expediente_id, leidas, llavero)
    mesa = Mesa(
        row.expediente_id, [uno for ids in de.values() for uno in ids], llavero, [uno.apoyo.recibo for uno in leidas]
    )
    hoy, filas, validas, monto = local_date(ahora), [], 0, 0
    for leida in leidas:
        inscripcion_id, apoyo, razones = _decidida(leida, de[leida.numero], mesa)
        razones += reglas.forma(apoyo, hoy) if not razones else []
        if inscripcion_id is not None and not razones:
            razones += mesa.impedimentos(Renglon(inscripcion_id, apoyo))
        if inscripcion_id is not None and not razones:
            mesa.aprender(Renglon(inscripcion_id, apoyo))
            validas, monto = validas + 1, monto + (apoyo.monto or 0)
        filas.append(
            {"libro_id": libro_id, "numero": leida.numero, "inscripcion_id": inscripcion_id, "apoyo": plano(apoyo),
             "razones": _guardables(razones)}
        )  # fmt: skip
    for inicio in range(0, len(filas), TANDA):
        db.session.execute(insert(LibroRenglon), filas[inicio : inicio + TANDA])
    row.estado = "revisado"
    row.resumen = {**(row.resumen or {}), "filas": len(filas), "validas": validas, "monto": monto}


def _decidida(leida: Leida, ids: Sequence[int], mesa: Mesa) -> tuple[int | None, Apoyo, list[Reason]]:
    """(enrolment, what it gives, why not) of a row. Of several enrolments, that of the period of the row."""
    razones, apoyo = list(leida.razones), leida.apoyo
    if len(ids) > 1:
        de = {uno: registro.periodo for uno in ids if (registro := mesa.registros.get(uno)) is not None}
        del_periodo = [uno for uno in ids if de.get(uno) == apoyo.periodo]
        ids = del_periodo or [uno for uno in ids if mesa.filas[uno][0].hasta is None] or ids
    if not razones and not ids:
        razones.append(Reason("ENTREGA_NADIE"))
    elif len(ids) > 1:
        razones.append(Reason("LIBRO_VARIAS_INSCRIPCIONES"))
    uno = ids[0] if len(ids) == 1 else None
    if not apoyo.recibe:
        edad = edad_de(mesa.registros.get(uno), apoyo.dia) if uno is not None and apoyo.dia else None
        apoyo = replace(apoyo, recibe="tutora" if edad is not None and edad < MAYORIA_DE_EDAD else "persona")
    return uno, apoyo, razones


def _inscripciones(expediente_id: int, leidas: Sequence[Leida], llavero: Llavero) -> dict[int, list[int]]:
    """The enrolments that each row may be of, by its CURP under any key or by its row in the padrón."""
    por_indice: dict[str, list[int]] = {}
    for leida in leidas:
        for indice in llavero.indices(leida.curp) if leida.curp else ():
            por_indice.setdefault(indice, []).append(leida.numero)
    por_fila: dict[int, list[int]] = {}
    for leida in leidas:
        if leida.fila is not None:
            por_fila.setdefault(leida.fila, []).append(leida.numero)
    de: dict[int, list[int]] = {leida.numero: [] for leida in leidas}
    base = select(Inscripcion.id, Inscripcion.persona, PadronFila.numero).join(
        PadronFila, PadronFila.id == Inscripcion.fila_id
    ).where(Inscripcion.expediente_id == expediente_id).order_by(Inscripcion.id)  # fmt: skip
    for tanda in tandas(por_indice):
        for uno, persona, _ in db.session.execute(base.where(Inscripcion.persona.in_(tanda))):
            for numero in por_indice[persona]:
                de[numero].append(uno)
    for numeros in tandas(por_fila):
        for uno, _, fila in db.session.execute(base.where(PadronFila.numero.in_(numeros))):
            for numero in por_fila[fila]:
                de[numero].append(uno)
    return de


def libro_de(expediente_id: int, libro_id: int) -> LibroEntregas:
    row = lock(LibroEntregas, libro_id)
    if row.expediente_id != expediente_id:
        raise NotFound("NO_EXISTE")
    return row


@use_case
def confirmar_libro(
    expediente_id: int, libro_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """What can be recorded of a checked workbook is left for the worker; the rest stays out, in plain sight."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/entregas/libros/{libro_id}")
    expediente_de(expediente_id, actor=actor)
    row = libro_de(expediente_id, libro_id)
    if row.estado in ("confirmado", "registrado"):
        return
    if row.estado != "revisado":
        raise Refused("LIBRO_ENTREGAS_NO_LISTO")
    if not (row.resumen or {}).get("validas"):
        raise Refused("LIBRO_ENTREGAS_NADA")
    row.estado, row.confirmado_en = "confirmado", ahora
    row.confirmado_por_id, row.confirmado_por = actor.usuario_id, actor.nombre
    leave(ANOTAR, llave=f"{ANOTAR}:{libro_id}", payload={"libro_id": libro_id}, ahora=ahora,
          objeto=("libro_entregas", libro_id))  # fmt: skip
    record("entregas:confirmar_libro", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"libro_id": libro_id, "validas": (row.resumen or {})["validas"]})  # fmt: skip


@use_case
def anotar_libro(libro_id: int, *, llavero: Llavero, ahora: datetime, actor: Actor = SISTEMA) -> None:
    """Every row that can be, at once. What became impossible since the check is left out with its reasons.

    Run twice it records once: a workbook is recorded only while it is confirmed, and each row only once.
    """
    row = lock(LibroEntregas, libro_id)
    if row.estado != "confirmado":
        return
    quien = Actor(row.confirmado_por_id or 0, row.confirmado_por or "", "")
    renglones = [
        uno
        for uno in db.session.scalars(
            select(LibroRenglon).where(LibroRenglon.libro_id == libro_id).order_by(LibroRenglon.numero)
        )
        if not uno.razones and uno.inscripcion_id is not None
    ]
    apoyos = {uno.id: apoyo_de(uno.apoyo) for uno in renglones}
    mesa = Mesa(
        row.expediente_id, [uno.inscripcion_id for uno in renglones if uno.inscripcion_id is not None], llavero,
        [apoyo.recibo for apoyo in apoyos.values()],
    )  # fmt: skip
    ids, monto = [], 0
    for uno in renglones:
        renglon = Renglon(uno.inscripcion_id or 0, apoyos[uno.id], renglon=uno.numero)
        motivos = (
            mesa.impedimentos(renglon)
            if renglon.inscripcion_id in mesa.filas
            else [Reason("ENTREGA_INSCRIPCION_AJENA")]
        )
        if motivos:
            uno.razones = _guardables(motivos)
            continue
        ids += anotar(mesa, [renglon], "libro", actor=quien, ahora=ahora, libro_id=libro_id)
        monto += renglon.apoyo.monto or 0
    for tanda in tandas(ids):
        buscar(row.expediente_id, ahora=ahora, entregas=tanda)
    row.estado, row.registrado_en = "registrado", ahora
    row.resumen = {**(row.resumen or {}), "validas": len(ids), "monto": monto}
    record("entregas:anotar_libro", actor=quien, ahora=ahora, objeto=("expediente", row.expediente_id),
           datos={"libro_id": libro_id, "entregas": len(ids)})  # fmt: skip
