"""Changing the key of the personal data: everything under the one in use, in batches that can be stopped at any time.

Each batch is a transaction: a row is under one key or under the other, with its indexes, never half-way. Until the end
a person is looked for under every key. Nothing is changed while a key is missing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from workflow.archivos import service as archivos
from workflow.audit.service import record
from workflow.db import db, use_case
from workflow.expedientes.models import Envio
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.refusals import Refused
from workflow.padron import cifrado
from workflow.padron.buscables import buscables
from workflow.padron.cifrado import Llavero
from workflow.padron.coincidencias.service.llaves import anotar
from workflow.padron.coincidencias.service.llaves import poner_al_dia as coincidencias_al_dia
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila
from workflow.padron.privacidad.models import CON_BLOQUEADAS, ArcoSolicitud
from workflow.padron.privacidad.queries.filas import celdas_de, lector_de
from workflow.padron.privacidad.queries.llaves import llaves_en_uso
from workflow.padron.registro import Lector

TANDA = 500
IDENTIDADES = ("indice", "clave", "nombre", "contenido")
"""Columns by which a ticket or a link may name somebody."""
OBJETO = ("llavero", 1)


@dataclass
class Recifrado:
    """What a change of key did. `distintas`: rows whose index is not that of their CURP, left as they were."""

    filas: int = 0
    solicitudes: int = 0
    archivos: int = 0
    distintas: list[int] = field(default_factory=list)


def recifrar_todo(
    llavero: Llavero,
    *,
    ahora: datetime,
    actor: Actor = SISTEMA,
    tanda: int = TANDA,
    avance: Callable[[Recifrado], None] = lambda _: None,
) -> Recifrado:
    """Everything under the key in use. Raises Refused (LLAVES_FALTAN) before touching anything.

    Stopped in the middle, running it again goes on. What it did stays in the record, with the counts by key.
    """
    antes = empezar(llavero, actor=actor, ahora=ahora)
    done, despues_de = Recifrado(), 0
    while True:
        filas = recifrar_filas(llavero, actor=actor, ahora=ahora, limite=tanda, despues_de=despues_de)
        if not filas.vistas:
            break
        despues_de = filas.ultima
        done.filas += filas.hechas
        done.distintas += filas.distintas
        avance(done)
    while hechas := recifrar_solicitudes(llavero, actor=actor, ahora=ahora, limite=tanda):
        done.solicitudes += hechas
    while recifrar_muestras(llavero, actor=actor, ahora=ahora, limite=tanda):
        pass
    while hechos := archivos.recifrar(10, actor=actor, ahora=ahora):
        done.archivos += hechos
        avance(done)
    coincidencias_al_dia(ahora=ahora, actor=actor)
    terminar(llavero, done, antes, actor=actor, ahora=ahora)
    return done


@use_case
def empezar(llavero: Llavero, *, actor: Actor, ahora: datetime) -> dict[str, int]:
    """Refuses when a key is missing; writes that it begins. Returns how much each key held."""
    en_uso = llaves_en_uso(llavero.actual, frozenset(llavero.llaves))
    faltan = sorted(llave.nombre for llave in en_uso if llave.total and not llave.conocida)
    if faltan:
        raise Refused("LLAVES_FALTAN", llaves=faltan)
    antes = {llave.nombre: llave.total for llave in en_uso if llave.total}
    record("privacidad:llaves", actor=actor, ahora=ahora, objeto=OBJETO,
           datos={"paso": "empieza", "actual": llavero.actual, "antes": antes})  # fmt: skip
    return antes


@use_case
def terminar(llavero: Llavero, done: Recifrado, antes: dict[str, int], *, actor: Actor, ahora: datetime) -> None:
    despues = {
        llave.nombre: llave.total
        for llave in llaves_en_uso(llavero.actual, frozenset(llavero.llaves))
        if llave.total
    }  # fmt: skip
    record("privacidad:llaves", actor=actor, ahora=ahora, objeto=OBJETO,
           datos={"paso": "termina", "actual": llavero.actual, "filas": done.filas, "solicitudes": done.solicitudes,
                  "archivos": done.archivos, "distintas": len(done.distintas), "antes": antes,
                  "despues": despues})  # fmt: skip


@dataclass
class Tanda:
    vistas: int = 0
    hechas: int = 0
    ultima: int = 0
    distintas: list[int] = field(default_factory=list)


@use_case
def recifrar_filas(
    llavero: Llavero,
    *,
    actor: Actor,
    ahora: datetime,
    limite: int = TANDA,
    despues_de: int = 0,
    expediente_id: int | None = None,
) -> Tanda:
    """One batch of rows under other keys, after an id, with their indexes and those of their enrolments."""
    statement = (
        select(PadronFila)
        .where(
            PadronFila.llave != llavero.actual,
            PadronFila.bloqueo.is_distinct_from("suprimida"),
            PadronFila.id > despues_de,
        )
        .order_by(PadronFila.id)
        .limit(limite)
        .with_for_update()
        .execution_options(**CON_BLOQUEADAS)
    )
    if expediente_id is not None:
        statement = statement.where(
            PadronFila.carga_id.in_(select(CargaPadron.id).where(CargaPadron.expediente_id == expediente_id))
        )
    comparadas = set(db.session.scalars(_CLAVES_ANTERIORES))
    done, lectores, cambios = Tanda(), dict[int, Lector | None](), list[tuple[str | None, str | None]]()
    for row in db.session.scalars(statement).all():
        done.vistas, done.ultima = done.vistas + 1, row.id
        if row.carga_id not in lectores:
            lectores[row.carga_id] = lector_de(db.session.get_one(CargaPadron, row.carga_id))
        antes = [getattr(row, nombre) for nombre in IDENTIDADES]
        if _recifrar(row, llavero, lectores[row.carga_id]):
            done.hechas += 1
            if antes[1] in comparadas:
                _seguir(antes[1], row.clave)
            cambios += zip(antes, [getattr(row, nombre) for nombre in IDENTIDADES], strict=True)
        else:
            done.distintas.append(row.id)
    anotar((viejo, nuevo) for viejo, nuevo in cambios if viejo and nuevo)
    return done


_CLAVES_ANTERIORES = select(PadronFila.clave_anterior).where(PadronFila.clave_anterior.is_not(None)).distinct()


def _seguir(vieja: str, nueva: str | None) -> None:
    """The rows that say that they are the one of that key keep saying it."""
    db.session.flush()
    db.session.execute(update(PadronFila).where(PadronFila.clave_anterior == vieja).values(clave_anterior=nueva))


def _recifrar(row: PadronFila, llavero: Llavero, lector: Lector | None) -> bool:
    """False, and nothing changed, when the index of the row is not that of the CURP in it."""
    celdas = celdas_de(row, llavero)
    claro = cifrado.claro(celdas)
    fila = None if lector is None else lector.fila(row.numero, celdas)
    curp = fila.curp if fila else ""
    antes = Llavero(row.llave, llavero.llaves).indice(curp) if curp else None
    if fila is None or antes != row.indice:
        return False
    row.datos = llavero.cifrar(
        claro, nonce=os.urandom(cifrado.LARGO_NONCE), contexto=cifrado.contexto(row.carga_id, row.numero)
    )
    anterior = row.clave_anterior
    row.llave = llavero.actual
    row.indice = llavero.indice(curp) if curp else None
    for nombre, valor in buscables(fila, celdas, llavero).items():
        setattr(row, nombre, valor)
    row.clave_anterior = row.clave_anterior or anterior  # found when it was compared, not written in its cells
    if row.clave is not None:
        db.session.execute(
            update(Inscripcion).where(Inscripcion.fila_id == row.id).values(clave=row.clave, persona=row.indice)
        )
    return True


@use_case
def recifrar_muestras(llavero: Llavero, *, actor: Actor, ahora: datetime, limite: int = TANDA) -> int:
    """The first rows of the uploads whose columns are still being said."""
    rows = db.session.scalars(
        select(CargaPadron)
        .where(CargaPadron.muestra.is_not(None), CargaPadron.muestra_llave != llavero.actual)
        .order_by(CargaPadron.id)
        .limit(limite)
        .with_for_update()
    ).all()
    for row in rows:
        if row.muestra is None or row.muestra_llave is None:
            continue
        contexto = cifrado.contexto_de_muestra(row.id)
        claro = llavero.descifrar(row.muestra, llave=row.muestra_llave, contexto=contexto)
        row.muestra = llavero.cifrar(claro, nonce=os.urandom(cifrado.LARGO_NONCE), contexto=contexto)
        row.muestra_llave = llavero.actual
    return len(rows)


@use_case
def recifrar_solicitudes(llavero: Llavero, *, actor: Actor, ahora: datetime, limite: int = TANDA) -> int:
    rows = db.session.scalars(
        select(ArcoSolicitud)
        .where(ArcoSolicitud.llave != llavero.actual)
        .order_by(ArcoSolicitud.id)
        .limit(limite)
        .with_for_update()
    ).all()
    for row in rows:
        claro = llavero.descifrar(row.datos, llave=row.llave, contexto=contexto_arco(row.folio))
        row.datos = llavero.cifrar(claro, nonce=os.urandom(cifrado.LARGO_NONCE), contexto=contexto_arco(row.folio))
        datos: dict[str, Any] = json.loads(claro)
        row.llave, row.indice = llavero.actual, llavero.indice(datos["curp"]) if datos.get("curp") else None
    return len(rows)


def contexto_arco(folio: str) -> str:
    """Where the data of a request belongs: it opens nowhere else."""
    return f"arco_solicitud:{folio}"


def poner_al_dia(envio_id: int, llavero: Llavero, *, ahora: datetime, actor: Actor = SISTEMA) -> None:
    """The rows of a dossier under the key in use, before what is compared between two uploads is compared.

    The keyed index of the same person under two keys is not the same: two uploads on both sides of a change of key
    would look like everybody left and others came in.
    """
    expediente_id = db.session.get_one(Envio, envio_id).expediente_id
    despues_de = 0
    while True:
        done = recifrar_filas(
            llavero, actor=actor, ahora=ahora, despues_de=despues_de, expediente_id=expediente_id
        )  # fmt: skip
        if done.distintas:
            raise Refused("LLAVES_INDICE_DISTINTO", cuantas=len(done.distintas))
        if not done.vistas:
            if despues_de:
                coincidencias_al_dia(ahora=ahora, actor=actor)
            return
        despues_de = done.ultima
