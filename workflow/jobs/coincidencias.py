"""Possible duplicates of a padrón, looked for in the background after it is read, confirmed and put in force."""

from __future__ import annotations

from typing import Any

from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.clock import local_date
from workflow.padron.cifrado import llavero
from workflow.padron.coincidencias import service
from workflow.padron.coincidencias.queries.buscar import buscar


@handler("padron.coincidencias")
def coincidencias(payload: dict[str, Any], job: JobContext) -> None:
    """Idempotent: what was found before is not asked twice, and an upload that was replaced is left alone."""
    job.progress(0, None)
    busqueda = buscar(payload["carga_id"], llavero(job.settings.padron_keys), local_date(job.ahora), job.progress)
    if busqueda is not None:
        service.registrar(busqueda, ahora=job.ahora)
