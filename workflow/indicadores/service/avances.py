"""Reporting: each line is a fact. What replaces another one after the corte is a rectification, with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from workflow.archivos.service import keep
from workflow.archivos.tipos import DOCUMENTOS
from workflow.audit.service import once, record, settle
from workflow.db import db, use_case
from workflow.indicadores import queries
from workflow.indicadores.models import Avance, AvanceEvidencia
from workflow.indicadores.queries.captura import Fila, Hoja
from workflow.indicadores.reglas import Reporte, captures, place, report_problems
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused


@dataclass(frozen=True)
class Adjunto:
    nombre: str
    contenido: BinaryIO


@dataclass(frozen=True)
class Resultado:
    reportados: int
    rectificados: int


@dataclass
class _Leido:
    motivos: list[Reason] = field(default_factory=list)
    conflictos: list[Reason] = field(default_factory=list)
    filas: list[tuple[Fila, Reporte]] = field(default_factory=list)


@use_case
def reportar(
    expediente_id: int,
    mes: str,
    reportes: Sequence[Reporte],
    *,
    actor: Actor,
    ahora: datetime,
    evidencias: Mapping[str, Sequence[Adjunto]] | None = None,
    vistos: Mapping[str, int] | None = None,
    llave: str | None = None,
) -> Resultado:
    """Keep the lines of a sheet that say something new. `vistos`: address -> id of the report that was shown, or 0.

    All or nothing: one line with a problem leaves every line unkept, with all the reasons.
    """
    one = queries.poa(expediente_id)
    if not captures(actor, one.dependencia):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    once(llave, actor=actor, ahora=ahora)
    chain = ("seguimiento", one.ejercicio)
    adjuntos = evidencias or {}
    # The entry comes first because it locks the chain: a corte and a report of the same year wait for each other.
    record(
        "avance:reportar", actor=actor, ahora=ahora, objeto=chain, expediente_id=expediente_id,
        datos={"mes": mes, "renglones": len(reportes)},
    )  # fmt: skip
    leido = _read(queries.hoja(one, mes), reportes, adjuntos, vistos or {}, ahora)
    if leido.conflictos:
        raise Refused(leido.conflictos)
    if leido.motivos:
        raise Invalid(leido.motivos)
    if not leido.filas:
        raise Invalid("AVANCE_NADA_ESCRITO")
    rectified = [
        _keep(one.ejercicio, expediente_id, fila, reporte, adjuntos, actor, ahora) for fila, reporte in leido.filas
    ]
    if any(rectified):
        record(
            "avance:rectificar", actor=actor, ahora=ahora, objeto=chain, expediente_id=expediente_id,
            datos={"mes": mes, "renglones": sum(rectified)},
        )  # fmt: skip
    settle(llave, actor=actor, destino=f"/indicadores/captura/{expediente_id}/{mes}")
    return Resultado(len(rectified), sum(rectified))


def _read(
    hoja: Hoja,
    reportes: Sequence[Reporte],
    adjuntos: Mapping[str, Sequence[Adjunto]],
    vistos: Mapping[str, int],
    ahora: datetime,
) -> _Leido:
    filas = {fila.medida.direccion: fila for fila in hoja.filas}
    leido = _Leido()
    for reporte in reportes:
        fila = filas.get(reporte.direccion)
        if fila is None:
            leido.motivos.append(Reason("AVANCE_NO_EXISTE_EN_POA"))
            continue
        if not _new(fila, reporte, adjuntos):
            continue
        seen = vistos.get(reporte.direccion)
        if seen is not None and seen != (fila.hecho.id if fila.hecho else 0):
            facts = {"lugar": place(fila.medida), "campo": reporte.direccion}
            leido.conflictos.append(Reason("AVANCE_CAMBIO_DESPUES", facts))
            continue
        leido.motivos += report_problems(
            fila.medida,
            fila.periodo,
            fila.meta,
            reporte,
            hoy=local_date(ahora),
            corregido=fila.hecho is not None,
            cerrado=fila.cerrado,
        )
        leido.filas.append((fila, reporte))
    return leido


def _new(fila: Fila, reporte: Reporte, adjuntos: Mapping[str, Sequence[Adjunto]]) -> bool:
    """Whether a line says something: a blank one does not, nor one that repeats what is already reported."""
    if adjuntos.get(reporte.direccion):
        return True
    if all(value is None for value in reporte.valores) and not reporte.justificacion:
        return False
    if fila.hecho is None:
        return True
    length = max(2, len(fila.medida.variables))
    same = (*fila.hecho.valores[:length], fila.hecho.justificacion)
    return (*reporte.valores[:length], reporte.justificacion) != same


def _keep(
    ejercicio: int,
    expediente_id: int,
    fila: Fila,
    reporte: Reporte,
    adjuntos: Mapping[str, Sequence[Adjunto]],
    actor: Actor,
    ahora: datetime,
) -> bool:
    """Keep one line with its evidence. Whether it is a rectification."""
    rectifies = fila.cerrado and fila.hecho is not None
    row = Avance(
        expediente_id=expediente_id,
        ejercicio=ejercicio,
        direccion=reporte.direccion,
        periodo=fila.periodo,
        uno=reporte.uno,
        dos=reporte.dos if len(fila.medida.variables) > 1 else None,
        otras=[format(v, "f") for v in reporte.valores[2 : len(fila.medida.variables)] if v is not None] or None,
        justificacion=reporte.justificacion[:2000],
        rectifica_id=fila.hecho.id if fila.hecho else None,
        motivo=reporte.motivo[:1000] if rectifies else None,
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(row)
    db.session.flush()
    kept = [archivo.id for archivo in fila.hecho.evidencias] if fila.hecho else []
    for adjunto in adjuntos.get(reporte.direccion, ()):
        kept.append(
            keep(
                adjunto.contenido, nombre=adjunto.nombre, actor=actor, ahora=ahora, clase="evidencia",
                tipos=DOCUMENTOS, expediente_id=expediente_id,
            )
        )  # fmt: skip
    db.session.add_all(AvanceEvidencia(avance_id=row.id, archivo_id=archivo_id) for archivo_id in kept)
    return rectifies
