"""Tables of the dossiers. A stage never lacks its evidence, and what was sent is never rewritten."""

from __future__ import annotations

from workflow.expedientes.models.envios import CambioAprobado, Envio, Resolucion, ResolucionAnulada
from workflow.expedientes.models.expediente import (
    ANTES_DE_VALIDAR,
    Adjunto,
    Borrador,
    Expediente,
    FolioConsecutivo,
    Participacion,
    Paso,
    ReglaRuta,
)
from workflow.expedientes.models.observaciones import Observacion, ObservacionMensaje
from workflow.expedientes.models.plazos import CalendarioCambio, DiaInhabil, Plazo, PlazoHecho, PlazoRegla
from workflow.expedientes.models.transferencias import Transferencia, TransferenciaExpediente

__all__ = [
    "ANTES_DE_VALIDAR",
    "Adjunto",
    "Borrador",
    "CalendarioCambio",
    "CambioAprobado",
    "DiaInhabil",
    "Envio",
    "Expediente",
    "FolioConsecutivo",
    "Observacion",
    "ObservacionMensaje",
    "Participacion",
    "Paso",
    "Plazo",
    "PlazoHecho",
    "PlazoRegla",
    "ReglaRuta",
    "Resolucion",
    "ResolucionAnulada",
    "Transferencia",
    "TransferenciaExpediente",
]
