"""What a note on the fulfilment of an acuerdo must carry. Pure."""

from __future__ import annotations

from datetime import date

from workflow.kernel.refusals import Reason
from workflow.sesiones.estados import SEGUIMIENTO_ABIERTO

NOTA_MAXIMA = 2000


def problems(estado: str, nota: str, con_archivo: bool) -> list[Reason]:
    """Progress is told in words; fulfilment is shown, in words or with a file; without effect, with its reason."""
    if nota.strip() or (con_archivo and estado != "sin_efecto"):
        return []
    return [Reason("SEGUIMIENTO_SIN_EVIDENCIA" if estado == "cumplido" else "SEGUIMIENTO_SIN_NOTA")]


def overdue(estado: str, vence: date | None, hoy: date) -> bool:
    """The last day still counts."""
    return estado in SEGUIMIENTO_ABIERTO and vence is not None and vence < hoy
