"""/informes: the agenda of the Secretaría by quarter, and the quarterly report written from it."""

from workflow.web.informes import agenda, informe
from workflow.web.informes.comun import bp

__all__ = ["agenda", "bp", "informe"]
