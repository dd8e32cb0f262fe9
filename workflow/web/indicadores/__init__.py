"""Pages of the follow-up: what each dependencia reports, what Planeación reviews and freezes, and the boards."""

from workflow.web.indicadores import captura, cortes, gasto, grupos, matriz, reglas, revision, tablero
from workflow.web.indicadores.comun import bp

__all__ = ["bp", "captura", "cortes", "gasto", "grupos", "matriz", "reglas", "revision", "tablero"]
