"""Pages of the terms: where the days went, the clock of a dossier, the calendar, the dated rules, the substitutes."""

from workflow.web.plazos import calendario, expediente, inicio, reglas, suplencias
from workflow.web.plazos.comun import bp

__all__ = ["bp", "calendario", "expediente", "inicio", "reglas", "suplencias"]
