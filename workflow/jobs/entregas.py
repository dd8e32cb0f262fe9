"""Work of the deliveries: look for findings, print the list of a jornada, read a workbook and record it."""

from __future__ import annotations

from typing import Any

from workflow.archivos import queries as archivos
from workflow.entregas import libro as lectura
from workflow.entregas import service
from workflow.entregas.lista_pdf import to_pdf
from workflow.entregas.queries import jornadas
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.refusals import Invalid
from workflow.libros.lector import read_isolated
from workflow.padron.cifrado import llavero
from workflow.padron.lugares import lugares_incluidos


@handler("entregas.hallazgos")
def hallazgos(payload: dict[str, Any], job: JobContext) -> None:
    """Idempotent: a finding that is there is left as it is."""
    service.revisar_entregas(payload["expediente_id"], ahora=job.ahora)


@handler("entregas.lista")
def lista(payload: dict[str, Any], job: JobContext) -> None:
    """Printed again it is another paper with the same people: the list of a jornada is fixed."""
    llaves = llavero(job.settings.padron_keys)
    hoja = jornadas.para_imprimir(payload["jornada_id"], llaves, job.settings.municipio, job.ahora)
    service.guardar_lista(payload["jornada_id"], to_pdf(hoja), ahora=job.ahora)


@handler("entregas.leer")
def leer(payload: dict[str, Any], job: JobContext) -> None:
    """Idempotent: a workbook that was read, confirmed or replaced is left as it is."""
    por_leer = service.empezar_libro(payload["libro_id"], ahora=job.ahora)
    if por_leer is None:
        return
    job.progress(0, None)
    try:
        with archivos.en_claro(por_leer.archivo) as path:
            libro = read_isolated(path, "padron")
        leidas = lectura.leer(libro, por_leer.comunes, lugares_incluidos())
    except Invalid as ilegible:
        service.libro_ilegible(payload["libro_id"], ilegible.reasons, ahora=job.ahora)
        return
    job.progress(0, len(leidas))
    service.libro_leido(payload["libro_id"], leidas, llavero=llavero(job.settings.padron_keys), ahora=job.ahora)
    job.progress(len(leidas), len(leidas))


@handler("entregas.anotar")
def anotar(payload: dict[str, Any], job: JobContext) -> None:
    """All the rows that can be, in one transaction; run twice it records once."""
    service.anotar_libro(payload["libro_id"], llavero=llavero(job.settings.padron_keys), ahora=job.ahora)
