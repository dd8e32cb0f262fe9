"""The Spanish of voting by phone. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "URNA_ABIERTA": "La votación electrónica de «{titulo}» ya está abierta: ciérrela antes de abrir otra.",
    "URNA_CERRADA": "La votación electrónica ya se cerró. Si no alcanzó a votar, dígaselo a quien lleva la sesión.",
    "URNA_NO_ABIERTA": "La votación electrónica de este punto no está abierta.",
    "VOTO_SIN_SENTIDO": "Elija a favor, en contra o abstención.",
    "VOTO_YA_EMITIDO": "Ese asiento ya votó a las {hora}. Cada asiento vota una sola vez.",
    "VOTA_AUSENTE": "No consta que esté en la sala, por eso no puede votar. Pida que se registre su asistencia.",
    "VOTA_EXCUSADO": "Se excusó de este punto: no participa en su votación.",
    "VOTA_OTRA_COMISION": "No integra la comisión que vota.",
    "NO_INTEGRA_SESION": "Su usuario no está ligado a un integrante de esta sesión. Pida a la administración que lo "
    "ligue a su asiento.",
    "DECLARA_QUIEN_LLEVA": "Solo quien lleva la sesión puede declarar el voto de quien no lo emitió.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "urna_cierre": {"contada": "Contada", "sin_efecto": "Sin efecto"},
    "acto": {
        "sesion:abrir_urna": "Abrió la votación electrónica del punto",
        "sesion:emitir_voto": "Emitió su voto desde su teléfono",
        "sesion:cerrar_urna": "Cerró la votación electrónica del punto",
        "sesion:urna_sin_efecto": "Dejó sin efecto la votación electrónica del punto",
    },
}
