"""Pages of the beneficiaries: from above, and what was found in their deliveries."""

from workflow.web.beneficiarios import hallazgos
from workflow.web.beneficiarios.tablero import bp

__all__ = ["bp", "hallazgos"]
