"""The rows that a padrón would have with an upload: a whole file says them all, one of movements only what changes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from workflow.padron.models import CargaPadron, Inscripcion, PadronFila


def dentro(carga: CargaPadron, tabla: Any) -> ColumnElement[bool]:
    """Whether a row of `tabla` (padron_fila or an alias) is in that padrón."""
    suyas = and_(tabla.carga_id == carga.id, tabla.estado != "error")
    if carga.clase != "movimientos":
        return suyas
    dichas = PadronFila.__table__.alias()
    tocadas = [
        select(columna).where(
            dichas.c.carga_id == carga.id, columna.is_not(None), dichas.c.movimiento.in_(("baja", "correccion"))
        )
        for columna in (dichas.c.clave, dichas.c.clave_anterior)
    ]
    siguen = select(Inscripcion.fila_id).where(
        Inscripcion.expediente_id == carga.expediente_id,
        Inscripcion.hasta.is_(None),
        *[Inscripcion.clave.not_in(claves) for claves in tocadas],
    )
    return or_(and_(suyas, tabla.movimiento.in_(("alta", "correccion"))), tabla.id.in_(siguen))
