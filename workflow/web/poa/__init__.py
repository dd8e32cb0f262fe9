"""Pages of a POA: its capture by sections, its workbook up and down, and the check of what was uploaded."""

from workflow.web.poa import captura, libro, matriz, rejilla
from workflow.web.poa.comun import bp

__all__ = ["bp", "captura", "libro", "matriz", "rejilla"]
