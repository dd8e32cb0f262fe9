"""Reading a padrón in the background: an isolated process opens the file, the rules check it, the rows are kept."""

from __future__ import annotations

from typing import Any

from workflow.archivos import queries as archivos
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.refusals import Invalid
from workflow.libros.lector import read_isolated
from workflow.padron import service
from workflow.padron.catalogos import incluidos
from workflow.padron.cifrado import llavero
from workflow.padron.privacidad.service.llaves import poner_al_dia
from workflow.padron.revision import revisar


@handler("padron.inscribir")
def inscribir(payload: dict[str, Any], job: JobContext) -> None:
    """Who is in the padrón that came into force, and under which rules. Idempotent."""
    poner_al_dia(payload["envio_id"], llavero(job.settings.padron_keys), ahora=job.ahora)
    service.inscribir(payload["envio_id"], ahora=job.ahora)


@handler("padron.leer")
def leer(payload: dict[str, Any], job: JobContext) -> None:
    """Idempotent: what was already read, confirmed or replaced is left as it is."""
    carga_id = payload["carga_id"]
    por_leer = service.empezar_lectura(carga_id, ahora=job.ahora)
    if por_leer is None:
        return
    job.progress(0, None)
    try:
        with archivos.en_claro(por_leer.archivo) as path:
            libro = read_isolated(path, "padron")
        revision = revisar(libro, por_leer.reglas, incluidos(), avance=job.progress)
    except Invalid as ilegible:
        service.registrar_ilegible(carga_id, ilegible.reasons, ahora=job.ahora)
        return
    total = len(revision.filas)
    job.progress(total, total)
    celdas = {
        numero: celdas for hoja in libro["hojas"] if hoja["nombre"] == revision.hoja for numero, celdas in hoja["filas"]
    }
    service.registrar_lectura(carga_id, revision, celdas, llavero=llavero(job.settings.padron_keys), ahora=job.ahora)
