"""What the deliveries hold of a person: for her ARCO request, and the files that go when her data is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.entregas.models import Entrega


def entregas_de(inscripciones: Sequence[int]) -> list[dict[str, Any]]:
    """The deliveries of some enrolments, as they are handed to the person, those annulled too."""
    if not inscripciones:
        return []
    rows = db.session.scalars(
        select(Entrega).where(Entrega.inscripcion_id.in_(inscripciones)).order_by(Entrega.dia, Entrega.id)
    )
    return [
        {
            "Día": f"{row.dia:%d/%m/%Y}",
            "Periodo": row.periodo,
            "Apoyo": row.clase,
            "Monto": f"{row.monto / 100:.2f}" if row.monto is not None else "",
            "Cantidad": f"{row.cantidad or ''} {row.unidad or ''}".strip(),
            "Descripción": row.descripcion or "",
            "Lugar": row.lugar or row.cvegeo or "",
            "Recibo": row.recibo or "",
        }
        for row in rows
    ]


def recibos_de(inscripciones: Sequence[int]) -> list[str]:
    """Hashes of the receipts of those deliveries: each is of one person."""
    if not inscripciones:
        return []
    rows = db.session.scalars(
        select(Entrega.archivo_sha256)
        .where(Entrega.inscripcion_id.in_(inscripciones), Entrega.archivo_sha256.is_not(None))
        .distinct()
    )
    return [sha for sha in rows if sha]
