"""Use cases of the follow-up."""

from workflow.indicadores.service.avances import Adjunto, reportar
from workflow.indicadores.service.cortes import comprobar, hacer_corte
from workflow.indicadores.service.revision import revisar

__all__ = ["Adjunto", "comprobar", "hacer_corte", "reportar", "revisar"]
