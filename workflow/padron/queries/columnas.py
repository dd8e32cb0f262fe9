"""The columns of an upload, as they were said when it was read."""

from __future__ import annotations

from workflow.padron.encabezados import Columnas, columnas_de, reconocer
from workflow.padron.models import CargaPadron


def de_carga(carga: CargaPadron) -> Columnas | None:
    """Those kept with it; for one read before they were kept, those that its headers tell. None: nobody knows."""
    return columnas_de(carga.columnas) if carga.columnas else reconocer(carga.encabezados or [], 1)
