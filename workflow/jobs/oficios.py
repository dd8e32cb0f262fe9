"""Work of the oficios of Planeación: freeze and print the one of an act that was done."""

from __future__ import annotations

from typing import Any

from workflow.actas.service.oficios import emitir_oficio
from workflow.jobs.actas import _installation, _print_and_keep, _reprinted
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA


@handler("oficio.generar")
def generar(payload: dict[str, Any], job: JobContext) -> None:
    """`paso_id`: the stage that the dossier reached."""
    if _reprinted(payload, job):
        return
    frozen = emitir_oficio(payload["paso_id"], instalacion=_installation(job), actor=SISTEMA, ahora=job.ahora)
    _print_and_keep(frozen, job)
