"""The Spanish of attendance: how each one attends, who takes whose place, what was announced. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "MODO_DESCONOCIDO": "Elija cómo asiste: en la sala o a distancia.",
    "DISTANCIA_NO_CONVOCADA": "La sesión se convocó presencial: nadie asiste a distancia. Antes de abrirla puede "
    "cambiarse la modalidad con una fe de erratas.",
    "DISTANCIA_SIN_REGLA": "Las reglas del órgano no permiten asistir a distancia. Si la norma ya lo permite, "
    "regístrelo en sus reglas, con su fundamento.",
    "SUPLENTE_CON_TITULAR": "{persona} es suplente y su titular también aparece presente. Deje a uno de los dos.",
    "VOTA_A_DISTANCIA": "Asiste a distancia y las reglas del órgano no permiten votar así en esta votación.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "asistencia_modo": {
        "presencial": "Presencial",
        "a_distancia": "A distancia",
        "mixta": "Presencial y a distancia",
    },
    "asistencia_evento": {"cambia_modo": "Cambia su forma de asistir"},
    "asistencia": {"a_distancia": "A distancia"},
    "movimiento": {
        "integra": "se integró",
        "retira": "se retiró",
        "regresa": "regresó",
        "a_distancia": "pasó a distancia",
        "a_sala": "pasó a la sala",
    },
    "sentido_publico": {"sin_voto": "Asistió a distancia, sin voto en esta votación"},
    "regla_campo": {
        "distancia_permitida": "si puede asistirse a distancia",
        "distancia_cuenta_quorum": "si quien asiste a distancia cuenta para el quórum",
        "distancia_vota": "en qué votaciones vota quien asiste a distancia",
        "suplente_por_ausencia": "si el suplente asiste cuando falta su titular",
    },
}
