"""Work of the actas: freeze, print as PDF and DOCX, keep. Each step is found done when the work is repeated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workflow.actas import pdf, service, word
from workflow.actas.componer import componer
from workflow.actas.service import Congelada, Instalacion
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA

PRINTERS: dict[str, Callable[[Any], bytes]] = {"pdf": pdf.to_pdf, "docx": word.to_docx}
STEPS = 4  # frozen, PDF, DOCX, kept


@handler("acta.generar")
def acta(payload: dict[str, Any], job: JobContext) -> None:
    if _reprinted(payload, job):
        return
    frozen = service.levantar_acta(payload["sesion_id"], instalacion=_installation(job), actor=SISTEMA, ahora=job.ahora)
    _print_and_keep(frozen, job)


@handler("dictamen.generar")
def dictamen(payload: dict[str, Any], job: JobContext) -> None:
    if _reprinted(payload, job):
        return
    frozen = service.emitir_dictamen(
        payload["dictamen_id"], instalacion=_installation(job), actor=SISTEMA, ahora=job.ahora
    )
    _print_and_keep(frozen, job)


@handler("certificacion.generar")
def certificacion(payload: dict[str, Any], job: JobContext) -> None:
    if _reprinted(payload, job):
        return
    frozen = service.certificar_acuerdo(
        payload["acuerdo_id"], instalacion=_installation(job), actor=SISTEMA, ahora=job.ahora
    )
    _print_and_keep(frozen, job)


@handler("acta.aprobar")
def aprobar(payload: dict[str, Any], job: JobContext) -> None:
    """A later session voted the acta of an earlier one: `sesion_id`, `votacion_id`, `por_sesion_id`."""
    service.aprobar_por_votacion(
        payload["sesion_id"],
        votacion_id=payload["votacion_id"],
        por_sesion_id=payload["por_sesion_id"],
        actor=SISTEMA,
        ahora=job.ahora,
    )


def _reprinted(payload: dict[str, Any], job: JobContext) -> bool:
    """A version frozen before is printed as it is."""
    if "instantanea_id" not in payload:
        return False
    _print_and_keep(service.por_imprimir(payload["instantanea_id"], actor=SISTEMA, ahora=job.ahora), job)
    return True


def _installation(job: JobContext) -> Instalacion:
    return Instalacion(job.settings.municipio, job.settings.base_url)


def _print_and_keep(frozen: Congelada, job: JobContext) -> None:
    """Nothing is held open while printing; only the formats that are missing are printed."""
    job.progress(1, STEPS)
    documento = componer(frozen.snapshot)
    printed: dict[str, bytes] = {}
    for step, formato in enumerate(PRINTERS, start=2):
        if formato in frozen.faltan:
            printed[formato] = PRINTERS[formato](documento)
        job.progress(step, STEPS)
    if printed:
        service.guardar(frozen.id, printed, actor=SISTEMA, ahora=job.ahora)
    job.progress(STEPS, STEPS)
