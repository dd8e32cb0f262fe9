"""Pages of the deliveries of a padrón."""

from workflow.web.entregas import jornadas, registro
from workflow.web.entregas.base import bp

__all__ = ["bp", "jornadas", "registro"]
