"""Work of the deliveries: look for findings again, print the list of a jornada."""

from __future__ import annotations

from typing import Any

from workflow.entregas import service
from workflow.entregas.lista_pdf import to_pdf
from workflow.entregas.queries import jornadas
from workflow.jobs.handlers import JobContext, handler
from workflow.padron.cifrado import llavero


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
