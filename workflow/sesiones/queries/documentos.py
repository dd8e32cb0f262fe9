"""What goes with a convocatoria besides its dossiers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.sesiones.models import SesionDocumento


def documents_of(sesion_id: int) -> list[SesionDocumento]:
    """Of each folio, its last version."""
    rows = db.session.scalars(
        select(SesionDocumento).where(SesionDocumento.sesion_id == sesion_id).order_by(SesionDocumento.id)
    )
    return list({one.folio: one for one in rows}.values())


def documents_as_annexes(sesion_id: int) -> list[dict[str, Any]]:
    """As the convocatoria keeps them: of no item of the agenda."""
    return [
        {
            "punto": None,
            "folio": one.folio,
            "titulo": one.titulo,
            "dependencia": "",
            "version": one.version,
            "sha256": one.sha256,
        }
        for one in documents_of(sesion_id)
    ]
