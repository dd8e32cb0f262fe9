"""Words of this room (es-MX)."""

_ATENDER = "Abra el expediente, responda cada observación, corrija lo que corresponda y vuelva a enviarlo."
_CORREGIR = "Abra el expediente para ver los motivos, corrija y vuelva a enviarlo a Planeación."
_ACUSAR = "Abra el expediente, lea lo que cambió el Cabildo y acuse de recibido."
_PUBLICAR = "Suba la versión pública, con los datos personales protegidos, y regístrela como publicada."

RAZONES: dict[str, str] = {
    "CORREO_RECHAZADO": "El servidor de correo no acepta esa dirección. Revise en Personas cuál es la correcta.",
    "CORREO_SIN_CIFRADO": "La contraseña del correo viajaría sin cifrar. Use smtps o smtp+starttls en SMTP_URL.",
    "CORREO_MAL_CONFIGURADO": "SMTP_URL no se entiende. Debe ser como smtp+starttls://persona:clave@servidor:587.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "aviso": {
        "enviado": "Llegó a Planeación para su revisión",
        "observado": "Planeación hizo observaciones",
        "validado": "Planeación lo validó",
        "turnado": "Se turnó a Comisiones Unidas",
        "dictaminado": "Las Comisiones lo dictaminaron",
        "devuelto_por_comisiones": "Las Comisiones lo devolvieron",
        "enlistado": "Está en el orden del día de Cabildo",
        "retirado": "Se retiró del orden del día",
        "tratado_en_cabildo": "Se trató en Cabildo y sigue pendiente",
        "aprobado": "El Cabildo lo aprobó",
        "aprobado_con_modificaciones": "El Cabildo lo aprobó con modificaciones",
        "rechazado": "El Cabildo lo rechazó",
        "devuelto_por_cabildo": "El Cabildo lo devolvió",
        "dictamen_anulado": "Su dictamen quedó sin efecto: vuelve a Comisiones",
        "acuerdo_anulado": "Su acuerdo quedó sin efecto: vuelve al Cabildo",
        "autorizado": "Se autorizó la modificación menor",
        "acusado": "La dependencia acusó las modificaciones",
        "publicado": "Se publicó",
        "movido": "Hubo un cambio",
    },
    "aviso_pide": {
        "informado": "Por ahora no tiene que hacer nada: es para su conocimiento.",
        "enviado:planeacion_revisor": "Abra el expediente y tome la revisión.",
        "enviado:planeacion_titular": "Vea que alguien tome la revisión antes de que venza su plazo.",
        "observado:dependencia_captura": _ATENDER,
        "observado:dependencia_titular": _ATENDER,
        "turnado:comisiones_secretaria": "Inclúyalo en el orden del día de la próxima sesión de Comisiones Unidas.",
        "dictaminado:secretaria_gobierno": "Inclúyalo en el orden del día de la próxima sesión de Cabildo.",
        "devuelto_por_comisiones:dependencia_captura": _CORREGIR,
        "devuelto_por_comisiones:dependencia_titular": _CORREGIR,
        "devuelto_por_cabildo:dependencia_captura": _CORREGIR,
        "devuelto_por_cabildo:dependencia_titular": _CORREGIR,
        "aprobado:transparencia": _PUBLICAR,
        "aprobado_con_modificaciones:dependencia_titular": _ACUSAR,
        "autorizado:transparencia": _PUBLICAR,
        "acusado:transparencia": _PUBLICAR,
    },
    "trabajo_tipo": {
        "aviso.enviar": "Avisar a las personas",
        "aviso.correo": "Enviar un correo",
    },
}
