"""Seeing somebody of a padrón in clear: only with a reason, and it stays written who, what and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.audit.service import once, record
from workflow.db import db, use_case
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason
from workflow.padron.cifrado import Llavero
from workflow.padron.limpieza import valor
from workflow.padron.models import CargaPadron, PadronFila
from workflow.padron.privacidad.accesos import ATIENDE_ARCO, motivos_de, reparos, reparos_detalle, roles_aqui
from workflow.padron.privacidad.models import PadronAcceso
from workflow.padron.privacidad.queries.accesos import Aparicion, apariciones
from workflow.padron.privacidad.queries.filas import celdas_de
from workflow.people.models import Dependencia


@dataclass(frozen=True)
class EnClaro:
    """(title of the column, cell in clear) of the columns that were asked for."""

    numero: int
    datos: tuple[tuple[str, Any], ...]


@use_case
def ver_fila(
    expediente_id: int,
    carga_id: int,
    numero: int,
    campos: Sequence[str],
    *,
    motivo: str,
    detalle: str,
    llavero: Llavero,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> EnClaro:
    """The columns asked for of one row, in clear. Raises NotAllowed, NotFound, or Invalid with every reason."""
    dependencia = dependencia_de(expediente_id)
    permitidos = motivos_de(actor, dependencia)
    if not permitidos:
        raise NotAllowed("ACCESO_NO_PERMITIDO")
    carga, row = _fila(expediente_id, carga_id, numero)
    encabezados = [titulo for titulo in carga.encabezados or [] if titulo]
    faltas = reparos(motivo, detalle, campos, permitidos=permitidos, existentes=encabezados)
    if faltas:
        raise Invalid(faltas)
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/padron/personas/{carga_id}/{numero}")
    anotar(
        "ver", motivo, detalle, actor=actor, ahora=ahora, dependencia=dependencia, expediente_id=expediente_id,
        carga_id=carga_id, fila_id=row.id, campos=campos,
    )  # fmt: skip
    elegidas = set(campos)
    celdas = zip(carga.encabezados or [], celdas_de(row, llavero), strict=False)
    return EnClaro(numero, tuple((titulo, valor(celda)) for titulo, celda in celdas if titulo in elegidas))


def _fila(expediente_id: int, carga_id: int, numero: int) -> tuple[CargaPadron, PadronFila]:
    found = db.session.execute(
        select(CargaPadron, PadronFila)
        .join(PadronFila, PadronFila.carga_id == CargaPadron.id)
        .where(CargaPadron.id == carga_id, CargaPadron.expediente_id == expediente_id, PadronFila.numero == numero)
    ).one_or_none()
    if found is None:
        raise NotFound("FILA_NO_EXISTE")
    return found[0], found[1]


def dependencia_de(expediente_id: int) -> str:
    """The clave of who owns a dossier. Raises NotFound."""
    clave = db.session.scalar(
        select(Dependencia.clave)
        .join(Expediente, Expediente.dependencia_id == Dependencia.id)
        .where(Expediente.id == expediente_id)
    )
    if clave is None:
        raise NotFound("NO_EXISTE")
    return clave


def anotar(
    accion: str,
    motivo: str,
    detalle: str = "",
    *,
    actor: Actor,
    ahora: datetime,
    dependencia: str = "",
    expediente_id: int | None = None,
    carga_id: int | None = None,
    fila_id: int | None = None,
    alcance: str | None = None,
    filas: int = 1,
    campos: Sequence[str] = (),
    solicitud_id: int | None = None,
) -> None:
    """The fact of an access, in the caller's transaction, and its entry in the record of the dossier."""
    alcance = alcance or ("fila" if fila_id is not None else "ninguna")
    db.session.add(
        PadronAcceso(
            accion=accion,
            motivo=motivo,
            detalle=detalle,
            alcance=alcance,
            expediente_id=expediente_id,
            carga_id=carga_id,
            fila_id=fila_id,
            filas=filas,
            campos=list(campos),
            solicitud_id=solicitud_id,
            cargo=actor.cargo,
            roles=", ".join(sorted(roles_aqui(actor, dependencia))),
            por_id=actor.usuario_id,
            por=actor.nombre,
            en=ahora,
        )
    )
    db.session.flush()
    if expediente_id is not None:
        record("padron:acceso", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
               datos={"accion": accion, "motivo": motivo, "alcance": alcance, "carga_id": carga_id, "filas": filas,
                      "campos": len(campos)})  # fmt: skip


def vistas_en_claro(carga_ids: Sequence[int]) -> set[int]:
    """Of those uploads, the ones that somebody saw in clear: their rows stay, so that it can be answered whom."""
    return set(
        db.session.scalars(select(PadronAcceso.carga_id).where(PadronAcceso.carga_id.in_(carga_ids)).distinct())
    ) - {None}  # type: ignore[return-value]


@use_case
def consultar_persona(
    curp: str,
    *,
    motivo: str,
    detalle: str,
    llavero: Llavero,
    actor: Actor,
    ahora: datetime,
    solicitud_id: int | None = None,
) -> list[Aparicion]:
    """Every row of a person, for who attends ARCO requests. That it was looked for is also written.

    Raises NotAllowed, or Invalid with every reason.
    """
    if not actor.has(*ATIENDE_ARCO):
        raise NotAllowed("ACCESO_NO_PERMITIDO")
    faltas = reparos_detalle(motivo, detalle)
    if motivo not in motivos_de(actor, ""):
        faltas.insert(0, Reason("ACCESO_SIN_MOTIVO"))
    if faltas:
        raise Invalid(faltas)
    filas = apariciones(curp, llavero)
    for fila in filas:
        anotar(
            "consultar", motivo, detalle, actor=actor, ahora=ahora, expediente_id=fila.expediente_id,
            carga_id=fila.carga_id, fila_id=fila.fila_id, solicitud_id=solicitud_id,
        )  # fmt: skip
    if not filas:
        anotar("consultar", motivo, detalle, actor=actor, ahora=ahora, filas=0, solicitud_id=solicitud_id)
    return filas
