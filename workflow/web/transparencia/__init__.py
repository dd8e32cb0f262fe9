"""Pages of the public obligations: what is published of each quarter, and the formats in which it is."""

from workflow.web.transparencia import formatos, salidas
from workflow.web.transparencia.comun import bp

__all__ = ["bp", "formatos", "salidas"]
