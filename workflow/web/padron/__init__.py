"""Pages of a padrón: its rules of operation, its file up and checked, and who is in force."""

from workflow.web.padron import captura, columnas, reglas, versiones, vigor
from workflow.web.padron.comun import bp

__all__ = ["bp", "captura", "columnas", "reglas", "versiones", "vigor"]
