"""One delivery at a time, what is annulled or returned of it, and the closing of a period."""

from __future__ import annotations

from datetime import date, datetime
from typing import BinaryIO

from sqlalchemy import func, select

from workflow.archivos import queries as archivos
from workflow.archivos.service import keep
from workflow.archivos.tipos import JPEG, PDF, PNG
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.entregas import reglas
from workflow.entregas.models import Ajuste, CierreEntregas, Entrega
from workflow.entregas.queries import hechos
from workflow.entregas.reglas import Apoyo
from workflow.entregas.service.hallazgos import buscar
from workflow.entregas.service.mesa import Mesa, Renglon, anotar, expediente_de
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Refused
from workflow.padron.cifrado import Llavero

RECIBOS = frozenset({PDF, PNG, JPEG})


@use_case
def registrar(
    expediente_id: int,
    inscripcion_id: int,
    apoyo: Apoyo,
    *,
    llavero: Llavero,
    actor: Actor,
    ahora: datetime,
    recibo: tuple[str, bytes | BinaryIO] | None = None,
    llave: str | None = None,
) -> int:
    """A support that was given to somebody of the padrón. Raises Invalid or Refused with every reason.

    `recibo`: (file name, content) of the signed receipt. Two people who record the same delivery at once: the first
    one counts, the second is told so.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/entregas/personas/{inscripcion_id}")
    expediente_de(expediente_id, actor=actor)
    faltas = reglas.forma(apoyo, local_date(ahora))
    if faltas:
        raise Invalid(faltas)
    mesa = Mesa(expediente_id, [inscripcion_id], llavero, [apoyo.recibo])
    archivo = guardar_recibo(recibo, expediente_id, actor=actor, ahora=ahora)
    renglon = Renglon(inscripcion_id, apoyo, archivo)
    motivos = mesa.impedimentos(renglon)
    if motivos:
        raise Refused(motivos)
    (entrega_id,) = anotar(mesa, [renglon], "una_por_una", actor=actor, ahora=ahora)
    buscar(expediente_id, ahora=ahora, entregas=[entrega_id])
    record("entregas:registrar", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"entrega_id": entrega_id, "inscripcion_id": inscripcion_id})  # fmt: skip
    return entrega_id


def guardar_recibo(
    recibo: tuple[str, bytes | BinaryIO] | None, expediente_id: int, *, actor: Actor, ahora: datetime
) -> tuple[int, str] | None:
    """(id, sha256) of the file of a receipt. Its name is not kept as it came: it often is that of a person."""
    if recibo is None:
        return None
    extension = recibo[0].rpartition(".")[2].lower()
    nombre = f"recibo.{extension}" if extension in ("pdf", "png", "jpg", "jpeg") else "recibo"
    archivo_id = keep(recibo[1], nombre=nombre, actor=actor, ahora=ahora, clase="recibo", tipos=RECIBOS)
    return archivo_id, archivos.get(archivo_id).sha256


@use_case
def ajustar(
    expediente_id: int,
    entrega_id: int,
    clase: str,
    motivo: str,
    *,
    actor: Actor,
    ahora: datetime,
    monto: int | None = None,
    dia: date | None = None,
    archivo: tuple[str, bytes | BinaryIO] | None = None,
    llave: str | None = None,
) -> None:
    """Annul a delivery that never was, or write down what was returned of one that was. `monto` in centavos."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/entregas")
    expediente_de(expediente_id, actor=actor)
    row = lock(Entrega, entrega_id)
    if row.expediente_id != expediente_id:
        raise NotFound("NO_EXISTE")
    hoy, dia = local_date(ahora), dia or local_date(ahora)
    previos = list(db.session.scalars(select(Ajuste).where(Ajuste.entrega_id == entrega_id)))
    anulada = any(uno.clase == "anulacion" for uno in previos)
    queda = (row.monto or 0) - sum(uno.monto for uno in previos)
    faltas = reglas.ajuste(clase, monto, motivo, anulada=anulada, queda=queda)
    if row.periodo in hechos.cerrados(expediente_id) and clase == "anulacion":
        faltas.append(reglas.Reason("ENTREGA_PERIODO_CERRADO", {"periodo": row.periodo}))
    if not row.dia <= dia <= hoy:
        faltas.append(reglas.Reason("AJUSTE_FECHA", {"desde": f"{row.dia:%d/%m/%Y}"}))
    if faltas:
        raise Refused(faltas)
    guardado = guardar_recibo(archivo, expediente_id, actor=actor, ahora=ahora)
    db.session.add(
        Ajuste(
            entrega_id=entrega_id,
            clase=clase,
            ordinal=0 if clase == "anulacion" else 1 + sum(1 for uno in previos if uno.clase == "reintegro"),
            monto=monto or 0 if clase == "reintegro" else 0,
            motivo=motivo.strip()[:500],
            dia=dia,
            archivo_id=guardado[0] if guardado else None,
            por_id=actor.usuario_id,
            por=actor.nombre,
            en=ahora,
        )
    )
    record(f"entregas:{clase}", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"entrega_id": entrega_id, "monto": monto if clase == "reintegro" else None})  # fmt: skip


@use_case
def cerrar(
    expediente_id: int,
    periodo: str,
    clase: str,
    *,
    motivo: str = "",
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """Close a period (nothing more is recorded in it), or open it again with a reason."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/entregas")
    expediente_de(expediente_id, actor=actor)
    faltas = reglas.faltas_de_cierre(clase, periodo, motivo, sorted(hechos.cerrados(expediente_id)))
    if faltas:
        raise Refused(faltas)
    db.session.add(
        CierreEntregas(
            expediente_id=expediente_id, periodo=periodo, clase=clase, motivo=motivo.strip()[:500] or None,
            por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    cuantas = db.session.scalar(
        select(func.count()).select_from(Entrega).where(
            Entrega.expediente_id == expediente_id, Entrega.periodo == periodo
        )
    )  # fmt: skip
    record(f"entregas:{clase}", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"periodo": periodo, "entregas": cuantas})  # fmt: skip


@use_case
def registrar_descarga(expediente_id: int, que: str, cual: int, *, actor: Actor, ahora: datetime) -> None:
    """Who took a paper with personal data (a receipt, a list) and when."""
    record("entregas:descargar", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"que": que, "id": cual})  # fmt: skip
