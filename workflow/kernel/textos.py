"""Words that belong to no room (es-MX)."""

RAZONES = {
    "NO_EXISTE": "No se encontró lo que busca. Revise la dirección o vuelva a su bandeja.",
    "ROL_NO_AUTORIZADO": "Su cargo en el sistema no puede hacer esto. Pida a quien corresponda que lo haga.",
    "DEPENDENCIA_AJENA": "Este expediente es de otra dependencia.",
    "FORMA_VENCIDA": "La página estuvo abierta demasiado tiempo. Vuelva a abrirla y repita la acción; no se guardó nada.",
    "CAMBIO_SIMULTANEO": "{quien} cambió esto antes que usted, a las {hora}. Revise lo nuevo y repita su acción.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "rol": {
        "dependencia_captura": "Enlace de la dependencia (captura)",
        "dependencia_titular": "Titular de la dependencia",
        "planeacion_revisor": "Revisión de Planeación",
        "planeacion_titular": "Titular de Planeación",
        "comisiones_secretaria": "Secretaría de comisiones",
        "secretaria_gobierno": "Secretaría de Gobierno Municipal",
        "integrante": "Integrante del Ayuntamiento",
        "transparencia": "Unidad de Transparencia",
        "auditoria": "Auditoría",
        "administrador": "Administración del sistema",
    }
}
