"""The Spanish of the aspectos susceptibles de mejora. Pure."""

from __future__ import annotations

RAZONES: dict[str, str] = {
    "ASM_SIN_HALLAZGO": "Escriba el hallazgo: qué se encontró y con qué dato se sabe.",
    "ASM_SIN_RECOMENDACION": "Escriba la recomendación: qué conviene hacer.",
    "ASM_SIN_DEPENDENCIA": "Elija la dependencia que responde.",
    "ASM_SIN_ORIGEN": "Elija de dónde viene: de un informe, de un indicador o de una evaluación.",
    "ASM_SIN_INDICADOR": "Para que venga de un indicador, regístrelo desde la página del indicador.",
    "ASM_SIN_REFERENCIA": "Escriba de qué informe o evaluación viene, con su folio o su fecha.",
    "ASM_TEXTO_LARGO": "Uno de los textos pasa de {maximo:,} letras. Resúmalo.",
    "ASM_SIN_TEXTO": "Escriba qué se hará, qué se hizo o por qué: queda en su historia.",
    "ASM_SIN_EVIDENCIA": "Suba la evidencia de que se cumplió.",
    "ASM_SIN_FECHA": "Escriba para qué día se compromete.",
    "ASM_FECHA_PASADA": "El día del compromiso ya pasó. Elija uno que venga.",
    "ASM_FECHA_ILEGIBLE": "«{escrito}» no es una fecha. Elija el día en el calendario.",
    "ASM_CAMBIADO": "Mientras usted escribía, {quien} hizo otra cosa con este aspecto. Lo que escribió sigue abajo: "
    "revise cómo quedó y hágalo de nuevo si aún hace falta.",
    "ASM_NO_PROCEDE": "Ahora este aspecto está «{estado}»: eso ya no procede. Abra de nuevo la página.",
    "ASM_DEPENDENCIA_AJENA": "La dependencia elegida no es la del POA de ese indicador.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "asm_estado": {
        "por_comprometer": "Por comprometer",
        "comprometido": "Comprometido",
        "por_verificar": "Por verificar",
        "cumplido": "Cumplido",
        "retirado": "Sin efecto",
    },
    "asm_origen": {
        "informe": "Informe de evaluación",
        "indicador": "Indicador o meta",
        "evaluacion": "Evaluación externa o auditoría",
    },
    "asm_acto": {
        "registrar": "Se registró",
        "comprometer": "La dependencia se comprometió",
        "avanzar": "La dependencia informó un avance",
        "entregar": "La dependencia entregó la evidencia",
        "verificar": "Planeación lo dio por cumplido",
        "devolver": "Planeación lo devolvió",
        "cambiar": "Planeación cambió el compromiso",
        "retirar": "Planeación lo dejó sin efecto",
    },
    "asm_boton": {
        "comprometer": "Comprometerse",
        "avanzar": "Informar un avance",
        "entregar": "Entregar la evidencia",
        "verificar": "Dar por cumplido",
        "devolver": "Devolver a la dependencia",
        "cambiar": "Cambiar el compromiso",
        "retirar": "Dejar sin efecto",
    },
    "acto": {
        "asm:registrar": "Registró un aspecto susceptible de mejora",
        "asm:comprometer": "Se comprometió a atender un aspecto susceptible de mejora",
        "asm:avanzar": "Informó el avance de un aspecto susceptible de mejora",
        "asm:entregar": "Entregó la evidencia de un aspecto susceptible de mejora",
        "asm:verificar": "Dio por cumplido un aspecto susceptible de mejora",
        "asm:devolver": "Devolvió un aspecto susceptible de mejora",
        "asm:cambiar": "Cambió el compromiso de un aspecto susceptible de mejora",
        "asm:retirar": "Dejó sin efecto un aspecto susceptible de mejora",
    },
}
