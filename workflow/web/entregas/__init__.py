"""Pages of the deliveries of a padrón."""

from workflow.web.entregas import jornadas, libros, registro
from workflow.web.entregas.base import bp

__all__ = ["bp", "jornadas", "libros", "registro"]
