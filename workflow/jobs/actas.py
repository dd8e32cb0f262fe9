"""Work of the actas: freeze, print as PDF and DOCX, keep. Each step is found done when the work is repeated."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import structlog

from workflow.actas import service
from workflow.actas.impresion import pdf, word
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import Documento, con_imagenes
from workflow.actas.impresion.fotos import scaled
from workflow.actas.impresion.membrete import vestir
from workflow.actas.plantilla import clases as plantilla_clases
from workflow.actas.plantilla.llenado import Fallida, llenar
from workflow.actas.service import Congelada, Instalacion
from workflow.actas.service.comun import PlantillaUsada
from workflow.archivos.queries import content_path
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA

log = structlog.get_logger("ruta.jobs")
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
    documento = con_imagenes(vestir(componer(frozen.snapshot), frozen.membrete), _photo)
    printed: dict[str, bytes] = {}
    used: dict[str, str | None] = {}
    for step, formato in enumerate(PRINTERS, start=2):
        if formato in frozen.faltan:
            filled, used = _with_template(frozen, documento) if formato == "docx" else (None, used)
            printed[formato] = filled or PRINTERS[formato](documento)
        job.progress(step, STEPS)
    if printed:
        service.guardar(frozen.id, printed, actor=SISTEMA, ahora=job.ahora, **used)
    job.progress(STEPS, STEPS)


def _photo(sha256: str) -> bytes:
    """A photograph as large as paper can show; none when the file is gone or was touched: its caption stays."""
    try:
        data = content_path(sha256).read_bytes()
    except OSError:
        return b""
    return scaled(data) if hashlib.sha256(data).hexdigest() == sha256 else b""


def _with_template(frozen: Congelada, documento: Documento) -> tuple[bytes | None, dict[str, str | None]]:
    """The DOCX with the template of its day. One that fails stops no document: ours is used, and it shows."""
    clase = plantilla_clases.clase(plantilla_clases.de_snapshot(frozen.clase, frozen.snapshot))
    if frozen.plantilla is None or clase is None:
        return None, {}
    try:
        filled = llenar(_bytes(frozen.plantilla), clase.campos, frozen.snapshot, documento)
    except Fallida as failed:
        log.warning("plantilla_fallo", instantanea=frozen.id, error=failed.codigo)
        return None, {"falla": failed.codigo}
    return filled, {"plantilla": frozen.plantilla.sha256}


def _bytes(plantilla: PlantillaUsada) -> bytes:
    """The file that was put in force, or none: one that is missing or was touched is never used."""
    try:
        data = plantilla.path.read_bytes()
    except OSError as error:
        raise Fallida("PLANTILLA_NO_DISPONIBLE") from error
    if hashlib.sha256(data).hexdigest() != plantilla.sha256:
        raise Fallida("PLANTILLA_NO_DISPONIBLE")
    return data
