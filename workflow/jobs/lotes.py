"""Work for many dossiers: their act one by one, and their POA in one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.clock import local_date
from workflow.lotes import queries, service
from workflow.poa.impresion import Impreso, Portada, to_pdf

FECHA_DE_ZIP = (2020, 1, 1, 0, 0, 0)  # the same files give the same bytes


@handler("lote.ejecutar")
def ejecutar(payload: dict[str, Any], job: JobContext) -> None:
    service.ejecutar(payload["lote_id"], ahora=job.ahora, avance=job.progress)


@handler("paquete.generar")
def generar(payload: dict[str, Any], job: JobContext) -> None:
    """The compiler runs in this process, which forks no more once it works."""
    paquete, impresos = queries.impresos(payload["paquete_id"])
    if paquete.listo:
        return
    job.progress(0, len(impresos))
    lineas = (f"{len(impresos)} programas", f"Reunidos el {local_date(paquete.en):%d/%m/%Y}")
    portada = Portada(f"H. Ayuntamiento de {job.settings.municipio}", paquete.titulo, lineas, paquete.en)
    if paquete.formato == "pdf":
        data = to_pdf(impresos, portada)
    else:
        data = _zip(impresos, portada, job)
    service.guardar_paquete(paquete.id, data, ahora=job.ahora)
    job.progress(len(impresos), len(impresos))


def _zip(impresos: Sequence[Impreso], portada: Portada, job: JobContext) -> bytes:
    """A folder for each POA with its PDF and its workbook. Names are folios: never of a person."""
    from workflow.poa.exportar import export

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for done, one in enumerate(impresos, start=1):
            name = one.folio.replace("/", "-")
            _put(packed, f"{name}/{name}.pdf", to_pdf([one], portada))
            _put(packed, f"{name}/{name}.xlsx", export(one.contenido))
            job.progress(done, len(impresos))
    return out.getvalue()


def _put(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    packed.writestr(zipfile.ZipInfo(name, FECHA_DE_ZIP), data, zipfile.ZIP_DEFLATED)
