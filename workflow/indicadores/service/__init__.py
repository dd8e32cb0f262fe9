"""Use cases of the follow-up."""

from workflow.indicadores.service.avances import Adjunto, reportar
from workflow.indicadores.service.cortes import comprobar, hacer_corte
from workflow.indicadores.service.gasto import leer_libro_gasto, reportar_gasto
from workflow.indicadores.service.libro import leer_libro
from workflow.indicadores.service.recordatorios import recordar_avances
from workflow.indicadores.service.reglas import registrar_regla
from workflow.indicadores.service.revision import revisar

__all__ = [
    "Adjunto",
    "comprobar",
    "hacer_corte",
    "leer_libro",
    "leer_libro_gasto",
    "recordar_avances",
    "registrar_regla",
    "reportar",
    "reportar_gasto",
    "revisar",
]
