"""Reading an uploaded workbook: in a process of its own, with a memory limit, and the result left to be checked."""

from __future__ import annotations

from typing import Any

from workflow.archivos import queries as archivos
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import Invalid, Reason
from workflow.libros.lector import read_isolated
from workflow.poa import queries, service
from workflow.poa.lectura.libro import read, review

PASOS = 3


@handler("poa.leer")
def leer(payload: dict[str, Any], job: JobContext) -> None:
    """Idempotent: an upload that was already read, or is closed, is left as it is."""
    carga = queries.carga_por_leer(payload["carga_id"])
    if carga is None or carga.estado != "recibida":
        return
    path = archivos.get(carga.archivo_id).path
    job.progress(0, PASOS)
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
    lectura = read(libro, carga.nombre)
    known = queries.matrices(carga.ejercicio, salvo=carga.expediente_id)
    revision = review(lectura, queries.catalogos(carga.ejercicio), known, ur=carga.dependencia)
    job.progress(2, PASOS)
    service.registrar_lectura(carga.carga_id, revision, actor=SISTEMA, ahora=job.ahora)
    job.progress(PASOS, PASOS)
