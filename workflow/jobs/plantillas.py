"""The preview of a template in PDF: filled with a fictitious document and printed by LibreOffice, when it is here."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from workflow.actas.plantilla.llenado import Fallida
from workflow.actas.plantilla.previa import previa
from workflow.actas.queries import plantillas as queries
from workflow.actas.service import plantillas as service
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.actor import SISTEMA

SEGUNDOS = 120
PROGRAMAS = ("soffice", "libreoffice")


@handler("plantilla.previa")
def preparar(payload: dict[str, Any], job: JobContext) -> None:
    carga = queries.carga(payload["carga_id"])
    if carga.previa_id is not None:
        return
    job.progress(1, 3)
    try:
        docx = previa(carga.clase, carga.path.read_bytes())
        job.progress(2, 3)
        pdf, falla = to_pdf(docx)
    except Fallida as failed:
        pdf, falla = None, failed.codigo
    service.guardar_previa(carga.id, pdf, falla=falla, actor=SISTEMA, ahora=job.ahora)
    job.progress(3, 3)


def to_pdf(docx: bytes) -> tuple[bytes | None, str | None]:
    """The pages of a DOCX as LibreOffice draws them, or the code of why not. In a folder and profile of its own."""
    program = next((found for name in PROGRAMAS if (found := shutil.which(name))), None)
    if program is None:
        return None, "PREVIA_SIN_LIBREOFFICE"
    with tempfile.TemporaryDirectory(prefix="ruta-previa-") as folder:
        source = Path(folder) / "previa.docx"
        source.write_bytes(docx)
        command = [program, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/perfil"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            subprocess.run(
                command,
                cwd=folder,
                env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SEGUNDOS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, "PREVIA_TARDA"
        made = Path(folder) / "previa.pdf"
        return (made.read_bytes(), None) if made.is_file() else (None, "PREVIA_FALLO")
