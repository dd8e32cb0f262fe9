"""Reading an uploaded workbook: in a process of its own, with a memory limit, and the result left to be checked."""

from __future__ import annotations

from typing import Any

from workflow.archivos import queries as archivos
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import Invalid, Reason
from workflow.libros.lector import mark_isolated, read_isolated
from workflow.poa import importacion, queries, service
from workflow.poa.lectura.libro import completed, read, review
from workflow.poa.queries import CargaPorLeer

PASOS = 4


@handler("poa.leer")
def leer(payload: dict[str, Any], job: JobContext) -> None:
    """Idempotent: an upload that was already read, or is closed, is left as it is; its marked copy is made once."""
    carga = queries.carga_por_leer(payload["carga_id"])
    if carga is None:
        return
    if carga.estado == "recibida":
        job.progress(0, PASOS)
        _read(carga, job)
        carga = queries.carga_por_leer(carga.carga_id)
    if carga is not None and carga.estado == "leida" and carga.hallazgos and not carga.marcada:
        job.progress(PASOS - 1, PASOS)
        _mark(carga, job)
    job.progress(PASOS, PASOS)


def _read(carga: CargaPorLeer, job: JobContext) -> None:
    path = archivos.get(carga.archivo_id).path
    try:
        libro = read_isolated(path, "poa")
    except Invalid as refused:
        service.registrar_fallo(carga.carga_id, refused.reasons, actor=SISTEMA, ahora=job.ahora)
        return
    job.progress(1, PASOS)
    if carga.ejercicio not in queries.ejercicios():
        reason = Reason("SIN_CATALOGOS", {"ejercicio": carga.ejercicio})
        service.registrar_fallo(carga.carga_id, (reason,), actor=SISTEMA, ahora=job.ahora)
        return
    lectura = completed(read(libro, carga.nombre), carga.borrador)
    known = queries.matrices(carga.ejercicio, salvo=carga.expediente_id)
    revision = review(lectura, queries.catalogos(carga.ejercicio), known, ur=carga.dependencia)
    job.progress(2, PASOS)
    service.registrar_lectura(
        carga.carga_id,
        revision,
        hojas=lectura.registro.hojas,
        origen=lectura.origen,
        actor=SISTEMA,
        ahora=job.ahora,
    )


def _mark(carga: CargaPorLeer, job: JobContext) -> None:
    """The list of the page is complete without it: that it cannot be made is not a failure of the reading."""
    path = archivos.get(carga.archivo_id).path
    try:
        data = mark_isolated(path, importacion.marks(carga.hallazgos), "poa")
    except Invalid:
        return
    service.registrar_marcado(carga.carga_id, data, actor=SISTEMA, ahora=job.ahora)
