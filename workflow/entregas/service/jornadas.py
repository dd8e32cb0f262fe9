"""A day of delivery: who is expected is fixed when it is made, and each one is ticked when they receive."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import func, insert, literal, select

from workflow.archivos.service import keep
from workflow.archivos.tipos import PDF
from workflow.audit.service import once, record, settle
from workflow.db import db, lock, use_case
from workflow.entregas import reglas
from workflow.entregas.models import Entrega, Jornada, JornadaPapel, JornadaPersona
from workflow.entregas.queries.hechos import anuladas
from workflow.entregas.queries.personas import edad_de
from workflow.entregas.reglas import MAYORIA_DE_EDAD, Apoyo
from workflow.entregas.service.hallazgos import buscar
from workflow.entregas.service.mesa import Mesa, Renglon, anotar, expediente_de
from workflow.entregas.service.registro import guardar_recibo
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Reason, Refused
from workflow.outbox.service import leave
from workflow.padron.cifrado import Llavero
from workflow.padron.models import Inscripcion, PadronFila

MAXIMO = 3_000  # people of one jornada: more do not pass through one table in a day
LISTA = "entregas.lista"


@dataclass(frozen=True)
class Palomeo:
    """`negadas`: (line of the list, its reasons) of who was ticked and cannot receive."""

    registradas: int
    negadas: tuple[tuple[int, tuple[Reason, ...]], ...]


@use_case
def crear_jornada(
    expediente_id: int,
    apoyo: Apoyo,
    *,
    actor: Actor,
    ahora: datetime,
    localidad: str = "",
    solo_pendientes: bool = True,
    llave: str | None = None,
) -> int:
    """The id of a jornada with its list: who is in force that day, of a locality or of all, and has not received in
    the period. What is given is the same for everybody; its day may be still to come.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/entregas/jornadas")
    expediente_de(expediente_id, actor=actor)
    hoy = local_date(ahora)
    faltas = reglas.forma(apoyo, max(hoy, apoyo.dia or hoy))
    if not apoyo.lugar:
        faltas.append(Reason("JORNADA_SIN_RECINTO"))
    if faltas or apoyo.dia is None:
        raise Invalid(faltas)
    row = Jornada(
        expediente_id=expediente_id, dia=apoyo.dia, periodo=apoyo.periodo, lugar=apoyo.lugar,
        cvegeo=apoyo.cvegeo or None, clase=apoyo.clase, monto=apoyo.monto, cantidad=apoyo.cantidad,
        unidad=apoyo.unidad or None, descripcion=apoyo.descripcion or None, por_id=actor.usuario_id, por=actor.nombre,
        en=ahora,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    cuantas = _convocar(row, localidad, solo_pendientes)
    if not cuantas:
        raise Refused("JORNADA_SIN_PERSONAS")
    if cuantas > MAXIMO:
        raise Refused("JORNADA_MUY_GRANDE", cuantas=cuantas, maximo=MAXIMO)
    settle(llave, actor=actor, destino=f"/expedientes/{expediente_id}/entregas/jornadas/{row.id}")
    record("entregas:jornada", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"jornada_id": row.id, "personas": cuantas})  # fmt: skip
    return row.id


def _convocar(row: Jornada, localidad: str, solo_pendientes: bool) -> int:
    """The list of a jornada, in the order of the file of the padrón. Returns how many they are."""
    elegidas = (
        select(
            literal(row.id),
            func.row_number().over(order_by=(PadronFila.numero, Inscripcion.id)),
            Inscripcion.id,
        )
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .where(
            Inscripcion.expediente_id == row.expediente_id, Inscripcion.hasta.is_(None), Inscripcion.desde <= row.dia,
            PadronFila.bloqueo.is_(None),
        )
    )  # fmt: skip
    if localidad:
        elegidas = elegidas.where(PadronFila.cvegeo == localidad)
    if solo_pendientes:
        recibieron = select(Entrega.inscripcion_id).where(
            Entrega.expediente_id == row.expediente_id,
            Entrega.periodo == row.periodo,
            Entrega.id.not_in(anuladas()),
        )
        elegidas = elegidas.where(Inscripcion.id.not_in(recibieron))
    db.session.execute(insert(JornadaPersona).from_select(["jornada_id", "numero", "inscripcion_id"], elegidas))
    return db.session.scalar(
        select(func.count()).select_from(JornadaPersona).where(JornadaPersona.jornada_id == row.id)
    ) or 0  # fmt: skip


def jornada_de(expediente_id: int, jornada_id: int) -> Jornada:
    row = db.session.get(Jornada, jornada_id)
    if row is None or row.expediente_id != expediente_id:
        raise NotFound("NO_EXISTE")
    return row


@use_case
def palomear(
    expediente_id: int,
    jornada_id: int,
    inscripciones: Collection[int],
    *,
    llavero: Llavero,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> Palomeo:
    """Who was ticked received. One that cannot is left out with its reasons and the others count: people are waiting.

    Who was ticked already in this jornada is left as it is, so that a list sent twice counts once.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/entregas/jornadas/{jornada_id}")
    expediente_de(expediente_id, actor=actor)
    jornada = jornada_de(expediente_id, jornada_id)
    if jornada.dia > local_date(ahora):
        raise Refused("ENTREGA_FUTURA")
    ya = select(Entrega.inscripcion_id).where(Entrega.jornada_id == jornada_id, Entrega.id.not_in(anuladas()))
    lineas = {
        uno: numero
        for numero, uno in db.session.execute(
            select(JornadaPersona.numero, JornadaPersona.inscripcion_id)
            .where(
                JornadaPersona.jornada_id == jornada_id,
                JornadaPersona.inscripcion_id.in_(list(inscripciones)),
                JornadaPersona.inscripcion_id.not_in(ya),
            )
            .order_by(JornadaPersona.numero)
        )
    }
    mesa = Mesa(expediente_id, lineas, llavero)
    ids, negadas = [], []
    for uno, numero in lineas.items():
        if uno not in mesa.filas:  # its data was blocked after the list was made
            negadas.append((numero, (Reason("ENTREGA_INSCRIPCION_AJENA"),)))
            continue
        renglon = Renglon(uno, _apoyo(jornada, mesa, uno))
        motivos = mesa.impedimentos(renglon)
        if motivos:
            negadas.append((numero, tuple(motivos)))
        else:
            ids += anotar(mesa, [renglon], "jornada", actor=actor, ahora=ahora, jornada_id=jornada_id)
    if ids:
        buscar(expediente_id, ahora=ahora, entregas=ids)
        record("entregas:palomear", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
               datos={"jornada_id": jornada_id, "entregas": len(ids), "negadas": len(negadas)})  # fmt: skip
    return Palomeo(len(ids), tuple(negadas))


def _apoyo(jornada: Jornada, mesa: Mesa, inscripcion_id: int) -> Apoyo:
    """What the jornada gives; into the hands of who looks after a minor."""
    apoyo = Apoyo(
        jornada.clase, jornada.dia, jornada.periodo, monto=jornada.monto, cantidad=jornada.cantidad,
        unidad=jornada.unidad or "", descripcion=jornada.descripcion or "", lugar=jornada.lugar,
        cvegeo=jornada.cvegeo or "",
    )  # fmt: skip
    edad = edad_de(mesa.registros.get(inscripcion_id), jornada.dia)
    return replace(apoyo, recibe="tutora") if edad is not None and edad < MAYORIA_DE_EDAD else apoyo


@use_case
def pedir_lista(
    expediente_id: int, jornada_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Leave for the worker the printing of the list that is signed."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/entregas/jornadas/{jornada_id}")
    expediente_de(expediente_id, actor=actor)
    jornada_de(expediente_id, jornada_id)
    impresas = db.session.scalar(
        select(func.count()).select_from(JornadaPapel).where(
            JornadaPapel.jornada_id == jornada_id, JornadaPapel.clase == "lista"
        )
    )  # fmt: skip
    leave(LISTA, llave=f"{LISTA}:{jornada_id}:{impresas}", payload={"jornada_id": jornada_id}, ahora=ahora,
          objeto=("jornada_entrega", jornada_id))  # fmt: skip


@use_case
def guardar_lista(jornada_id: int, pdf: bytes, *, ahora: datetime, actor: Actor = SISTEMA) -> None:
    """Keep, encrypted, the list that was printed. The same bytes are kept once."""
    lock(Jornada, jornada_id)
    archivo_id = keep(pdf, nombre="lista.pdf", actor=actor, ahora=ahora, clase="lista_entrega", tipos=frozenset({PDF}))
    db.session.add(
        JornadaPapel(jornada_id=jornada_id, clase="lista", archivo_id=archivo_id, por=actor.nombre, en=ahora)
    )


@use_case
def subir_firmada(
    expediente_id: int,
    jornada_id: int,
    archivo: tuple[str, bytes | BinaryIO] | None,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """The list with the signatures of who received: it is the receipt of all of them."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/entregas/jornadas/{jornada_id}")
    expediente_de(expediente_id, actor=actor)
    jornada_de(expediente_id, jornada_id)
    guardado = guardar_recibo(archivo, expediente_id, actor=actor, ahora=ahora)
    if guardado is None:
        raise Invalid("JORNADA_SIN_ARCHIVO")
    db.session.add(
        JornadaPapel(jornada_id=jornada_id, clase="firmada", archivo_id=guardado[0], por=actor.nombre, en=ahora)
    )
    record("entregas:lista_firmada", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"jornada_id": jornada_id, "archivo_id": guardado[0], "huella": guardado[1]})  # fmt: skip
