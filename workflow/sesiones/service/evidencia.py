"""The evidence of an acuerdo: the file is kept with its note, or neither is."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from workflow.archivos.service import keep
from workflow.archivos.tipos import DOCUMENTOS
from workflow.db import use_case
from workflow.kernel.actor import Actor
from workflow.sesiones.service.seguimiento import anotar_acuerdo


@use_case
def anotar_con_evidencia(
    acuerdo_id: int,
    *,
    estado: str,
    nota: str,
    archivo: BinaryIO | None,
    nombre: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """A note on an acuerdo with its file, if there is one. Returns the id of the note."""
    archivo_id = None
    if archivo is not None:
        archivo_id = keep(archivo, nombre=nombre, actor=actor, ahora=ahora, clase="evidencia", tipos=DOCUMENTOS)
    return anotar_acuerdo(
        acuerdo_id, estado=estado, nota=nota, archivo_id=archivo_id, actor=actor, ahora=ahora, llave=llave
    )
