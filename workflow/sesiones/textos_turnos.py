"""The Spanish of the turn to commissions. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "TURNO_SIN_COMISIONES": "Elija a qué Comisiones Unidas va.",
    "TURNO_FUERA_DE_COMISIONES": "El expediente {folio} ya no espera a las comisiones: su turno no se cambia.",
    "TURNO_ENLISTADO": "El expediente {folio} está en el orden del día de una sesión. Retírelo de ahí antes de "
    "turnarlo a otras comisiones.",
    "TURNO_IGUAL": "Ya está turnado a esas comisiones.",
    "TURNO_REGLA_DE_QUE": "Elija de la lista la clase de expediente y la dependencia, o déjelas en «todas».",
    "EXPEDIENTE_TURNADO_A_OTRAS": "El expediente {folio} se turnó a {comisiones}: no lo dictaminan otras comisiones.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "acto": {
        "turno:nombrar": "Nombró las comisiones a las que se turna",
        "turno:cambiar": "Cambió las comisiones a las que se turna",
        "turno:regla": "Registró a qué comisiones se propone turnar",
    },
}
