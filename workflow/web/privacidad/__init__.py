"""Personal data of the padrones: people masked, seeing one in clear, who saw whom, ARCO, bloqueo, notices, Comité."""

from workflow.web.privacidad import arco, avisos, bloqueos, personas, publico, registros
from workflow.web.privacidad.comun import bp

__all__ = ["arco", "avisos", "bloqueos", "bp", "personas", "publico", "registros"]
